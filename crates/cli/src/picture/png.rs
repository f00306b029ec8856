//! A scene as pixels: rectangles with exact coverage at their edges, words by the outlines of a font file.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};

use super::scene::{Scene, Shape, Tone};

/// Pixels a unit of the scene: sharp on dense screens.
const SCALE: f32 = 2.0;

/// Pixels of RGB rows.
struct Canvas {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

/// Paints the scene on light ground and encodes it; `font` is a TrueType or OpenType file for the words, which are
/// missing without one. None when the picture would be empty or too large to encode.
pub(crate) fn paint(scene: &Scene, font: Option<&[u8]>) -> Option<Vec<u8>> {
    let font = font.and_then(|bytes| FontRef::try_from_slice(bytes).ok());
    let (width, height) = ((scene.width * SCALE) as usize, (scene.height * SCALE) as usize);
    let mut canvas = Canvas { width, height, rgb: Tone::Ground.light().repeat(width * height) };
    for shape in &scene.shapes {
        match shape {
            Shape::Rect { x, y, w, h, tone, opacity } => {
                canvas.rect(*x, *y, *w, *h, tone.light(), f32::from(*opacity) / 100.0);
            }
            Shape::Bars { tone, bars } => {
                for (x, top, bottom) in bars {
                    canvas.rect(*x, *top, 1.0, bottom - top, tone.light(), 1.0);
                }
            }
            Shape::Text { x, y, size, tone, bold, centred, text } => {
                if let Some(font) = &font {
                    canvas.text(font, (*x, *y), *size, tone.light(), (*bold, *centred), text);
                }
            }
            Shape::Image { x, y, w, h, picture } => {
                let source = (picture.width as usize, picture.height as usize, picture.rgb.as_slice());
                canvas.image((*x, *y, *w, *h), source);
            }
        }
    }
    encode(width as u32, height as u32, &canvas.rgb)
}

/// RGB rows as a PNG file; none when the numbers do not agree.
pub(crate) fn encode(width: u32, height: u32, rgb: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(rgb).ok()?;
    writer.finish().ok()?;
    Some(out)
}

impl Canvas {
    /// Lays `colour` over one pixel; `cover` is from 0 (nothing) to 1 (all).
    fn blend(&mut self, x: usize, y: usize, colour: [u8; 3], cover: f32) {
        let at = (y * self.width + x) * 3;
        if x < self.width
            && y < self.height
            && let Some(pixel) = self.rgb.get_mut(at..at + 3)
        {
            for (below, above) in pixel.iter_mut().zip(colour) {
                let mixed =
                    f32::from(*below) + (f32::from(above) - f32::from(*below)) * cover.clamp(0.0, 1.0);
                *below = mixed.round() as u8;
            }
        }
    }

    fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, colour: [u8; 3], opacity: f32) {
        let (left, top) = ((x * SCALE).max(0.0), (y * SCALE).max(0.0));
        let right = ((x + w) * SCALE).min(self.width as f32);
        let bottom = ((y + h) * SCALE).min(self.height as f32);
        let covered = |pixel: usize, from: f32, to: f32| {
            let pixel = pixel as f32;
            (to.min(pixel + 1.0) - from.max(pixel)).max(0.0)
        };
        for py in top as usize..bottom.ceil().max(0.0) as usize {
            let vertical = covered(py, top, bottom);
            for px in left as usize..right.ceil().max(0.0) as usize {
                self.blend(px, py, colour, vertical * covered(px, left, right) * opacity);
            }
        }
    }

    fn text(
        &mut self,
        font: &FontRef<'_>,
        (x, y): (f32, f32),
        size: f32,
        colour: [u8; 3],
        (bold, centred): (bool, bool),
        text: &str,
    ) {
        // `PxScale` counts from the highest to the lowest point of the font; `size` is that of the em square.
        let em = font.units_per_em().unwrap_or(1000.0);
        let height = font.height_unscaled();
        let scaled = font.as_scaled(PxScale::from(size * SCALE * height / em));
        let advance = |c: char| scaled.h_advance(font.glyph_id(c));
        let start =
            if centred { x * SCALE - text.chars().map(advance).sum::<f32>() / 2.0 } else { x * SCALE };
        // A font file has one weight; drawn twice, a fraction of a pixel apart, it looks heavier.
        let passes: &[f32] = if bold { &[0.0, 0.03] } else { &[0.0] };
        for shift in passes {
            let mut pen = start + shift * size * SCALE;
            for c in text.chars() {
                let position = point(pen, y * SCALE);
                let glyph = font.glyph_id(c).with_scale_and_position(scaled.scale(), position);
                pen += advance(c);
                let Some(outline) = font.outline_glyph(glyph) else { continue };
                let bounds = outline.px_bounds();
                outline.draw(|gx, gy, cover| {
                    let (px, py) = (bounds.min.x + gx as f32, bounds.min.y + gy as f32);
                    if px >= 0.0 && py >= 0.0 {
                        self.blend(px as usize, py as usize, colour, cover);
                    }
                });
            }
        }
    }

    /// Each pixel takes the nearest one of the source.
    fn image(&mut self, (x, y, w, h): (f32, f32, f32, f32), (sw, sh, rgb): (usize, usize, &[u8])) {
        let (left, top) = ((x * SCALE).max(0.0) as usize, (y * SCALE).max(0.0) as usize);
        let (width, height) = ((w * SCALE) as usize, (h * SCALE) as usize);
        for py in 0..height {
            for px in 0..width {
                let at = (py * sh / height * sw + px * sw / width) * 3;
                if let Some(&[r, g, b]) = rgb.get(at..at + 3) {
                    self.blend(left + px, top + py, [r, g, b], 1.0);
                }
            }
        }
    }
}
