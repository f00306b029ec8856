//! Red, green and blue of a caption as sample values of the picture it is drawn on.

use ffmpeg_the_third::{
    color::{Range, Space, TransferCharacteristic as Transfer},
    format::Pixel,
    frame,
};

use crate::av::planes::is_rgb;

/// How a picture codes colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Colour {
    format: Pixel,
    /// Shares of red and blue in luma; none when the samples are red, green and blue themselves.
    luma: Option<[f32; 2]>,
    full: bool,
    /// Code value of a caption's white, of 1.
    white: f32,
}

impl Colour {
    /// What the picture says of itself, and where it is silent what players assume.
    pub(super) fn of(picture: &frame::Video) -> Self {
        let format = picture.format();
        let full_format = matches!(
            format,
            Pixel::YUVJ420P | Pixel::YUVJ422P | Pixel::YUVJ444P | Pixel::YUVJ440P | Pixel::YUVJ411P
        );
        let rgb = is_rgb(format);
        // ITU-R BT.601, BT.709, BT.2020, SMPTE 240M, FCC.
        let luma = match picture.color_space() {
            _ if rgb => None,
            Space::BT709 => Some([0.2126, 0.0722]),
            Space::BT470BG | Space::SMPTE170M => Some([0.299, 0.114]),
            Space::BT2020NCL | Space::BT2020CL | Space::ICTCP => Some([0.2627, 0.0593]),
            Space::SMPTE240M => Some([0.212, 0.087]),
            Space::FCC => Some([0.30, 0.11]),
            _ if picture.height() < 720 => Some([0.299, 0.114]),
            _ => Some([0.2126, 0.0722]),
        };
        // ITU-R BT.2408: graphics white is 203 cd/m², 58 % of the PQ and 75 % of the HLG signal; full white would dazzle.
        let white = match picture.color_transfer_characteristic() {
            Transfer::SMPTE2084 => 0.58,
            Transfer::ARIB_STD_B67 => 0.75,
            _ => 1.0,
        };
        let full = rgb || full_format || picture.color_range() == Range::JPEG;
        Self { format, luma, full, white }
    }

    pub(super) fn format(self) -> Pixel {
        self.format
    }

    /// Component `index` of a colour with `alpha`, all premultiplied (0 … 1), as `alpha`-weighted sample value at
    /// `depth` bits.
    pub(super) fn component(self, [red, green, blue]: [f32; 3], alpha: f32, index: usize, depth: u32) -> f32 {
        let white = self.white;
        let [red, green, blue] = [red * white, green * white, blue * white];
        let top = f32::from(u16::MAX >> (16 - depth.clamp(1, 16)));
        let unit = 2f32.powi(depth as i32 - 8);
        let Some([kr, kb]) = self.luma else { return [red, green, blue][index.min(2)] * top };
        let luma = kr * red + (1.0 - kr - kb) * green + kb * blue;
        let chroma = match index {
            0 if self.full => return luma * top,
            0 => return (16.0 * alpha + 219.0 * luma) * unit,
            1 => (blue - luma) / (2.0 * (1.0 - kb)),
            _ => (red - luma) / (2.0 * (1.0 - kr)),
        };
        let swing = if self.full { top } else { 224.0 * unit };
        chroma * swing + 128.0 * unit * alpha
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(space: Space, range: Range, rgb: [f32; 3], depth: u32) -> [i32; 3] {
        let mut picture = frame::Video::new(Pixel::YUV420P, 1920, 1080);
        picture.set_color_space(space);
        picture.set_color_range(range);
        let colour = Colour::of(&picture);
        [0, 1, 2].map(|i| colour.component(rgb, 1.0, i, depth).round() as i32)
    }

    /// Against the code values printed in ITU-R BT.709 (colour bars) and BT.601.
    #[test]
    fn primaries_have_the_standards_code_values() {
        assert_eq!(sample(Space::BT709, Range::MPEG, [1.0; 3], 8), [235, 128, 128]);
        assert_eq!(sample(Space::BT709, Range::MPEG, [0.0; 3], 8), [16, 128, 128]);
        assert_eq!(sample(Space::BT709, Range::MPEG, [1.0, 0.0, 0.0], 8), [63, 102, 240]);
        assert_eq!(sample(Space::BT709, Range::MPEG, [0.0, 1.0, 0.0], 8), [173, 42, 26]);
        assert_eq!(sample(Space::BT709, Range::MPEG, [0.0, 0.0, 1.0], 8), [32, 240, 118]);
        assert_eq!(sample(Space::SMPTE170M, Range::MPEG, [1.0, 0.0, 0.0], 8), [81, 90, 240]);
        assert_eq!(sample(Space::BT709, Range::JPEG, [1.0; 3], 8), [255, 128, 128]);
        assert_eq!(sample(Space::BT2020NCL, Range::MPEG, [1.0; 3], 10), [940, 512, 512]);
    }
}
