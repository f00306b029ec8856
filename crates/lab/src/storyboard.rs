//! A poster and a storyboard: what a rush looks like, before it is opened.

use incamera_media::{MediaError, Source, Thumbnail};
use incamera_model::Probe;
use jpeg_encoder::{ColorType, Encoder, EncodingError};

use crate::Lab;

/// Pictures of a storyboard, at most.
const COLUMNS: u64 = 40;
/// How wide each is, in pixels.
const NARROW: u32 = 160;
/// How wide a poster is.
const WIDE: u32 = 640;
/// JPEG quality, in percent.
const QUALITY: u8 = 80;

/// Why there are no pictures of a rush.
#[derive(Debug, thiserror::Error)]
pub enum StoryboardError {
    /// The rush, or the worker.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// Pictures that cannot be written as JPEG.
    #[error("a picture cannot be written as JPEG: {0}")]
    Jpeg(#[from] EncodingError),
}

/// One picture of a rush.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poster {
    /// Which frame it is.
    pub frame: u64,
    /// JPEG.
    pub jpeg: Vec<u8>,
}

/// Small pictures of a rush, side by side in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storyboard {
    /// Which frames they are, from left to right.
    pub frames: Vec<u64>,
    /// How wide each is, in pixels.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// JPEG of all of them.
    pub jpeg: Vec<u8>,
}

impl Lab {
    /// Looks at frames spread evenly over a rush, and picks the one that shows most as its poster; none without a moving picture.
    ///
    /// # Errors
    /// As [`Lab::picture`].
    pub fn storyboard(
        &self,
        rush: &Source,
        probe: &Probe,
    ) -> Result<Option<(Poster, Storyboard)>, StoryboardError> {
        let Some(picture) = probe.picture() else { return Ok(None) };
        let frames = spread(picture.frames.max(1));
        let small = self.media.thumbnails(rush, &frames, NARROW)?;
        let Some(first) = small.first() else { return Ok(None) };
        let (width, height) = (first.width, first.height);
        let alike: Vec<&Thumbnail> =
            small.iter().filter(|t| (t.width, t.height) == (width, height)).collect();
        let shown = alike.iter().max_by_key(|thumbnail| liveliness(thumbnail)).map_or(0, |t| t.frame);
        let row = width as usize * 3;
        let mut strip = Vec::with_capacity(row * alike.len() * height as usize);
        for line in 0..height as usize {
            for thumbnail in &alike {
                strip.extend_from_slice(&thumbnail.rgb[line * row..(line + 1) * row]);
            }
        }
        let board = Storyboard {
            frames: alike.iter().map(|t| t.frame).collect(),
            width,
            height,
            jpeg: jpeg(&strip, width * alike.len() as u32, height)?,
        };
        let large = self.media.thumbnails(rush, &[shown], WIDE)?;
        let large = large.first().or(alike.first().copied());
        let Some(large) = large else { return Ok(None) };
        let poster = Poster { frame: shown, jpeg: jpeg(&large.rgb, large.width, large.height)? };
        Ok(Some((poster, board)))
    }
}

/// The middles of equal parts of a rush.
fn spread(frames: u64) -> Vec<u64> {
    let count = COLUMNS.min(frames);
    (0..count).map(|n| (2 * n + 1) * frames / (2 * count)).collect()
}

/// How much there is to see: the spread of brightness. A black or a plain picture has none.
fn liveliness(picture: &Thumbnail) -> u64 {
    let bright = |p: &[u8]| p.iter().map(|c| u64::from(*c)).sum::<u64>();
    let (mut sum, mut squares, mut count) = (0, 0, 0);
    for pixel in picture.rgb.chunks_exact(3) {
        let value = bright(pixel);
        (sum, squares, count) = (sum + value, squares + value * value, count + 1);
    }
    let count = u64::max(count, 1);
    squares / count - (sum / count) * (sum / count)
}

fn jpeg(rgb: &[u8], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    let mut out = Vec::new();
    // A strip of 40 pictures of at most 160 pixels fits into what JPEG can hold.
    let side = |pixels: u32| u16::try_from(pixels).unwrap_or(u16::MAX);
    Encoder::new(&mut out, QUALITY).encode(rgb, side(width), side(height), ColorType::Rgb)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn frames_are_spread_and_rise() {
        assert_eq!(spread(1), [0]);
        assert_eq!(spread(4), [0, 1, 2, 3]);
        let many = spread(1000);
        assert_eq!((many.len(), many[0], many[39]), (40, 12, 987));
        assert!(many.is_sorted_by(|a, b| a < b));
    }
}
