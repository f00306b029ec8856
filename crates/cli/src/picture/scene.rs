//! Shapes with a meaning instead of a colour: one scene, drawn as SVG or as PNG.

use incamera_model::Reason;

use super::Thumbnail;

/// What a shape stands for; each has a colour on light and on dark ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tone {
    /// The ground everything stands on.
    Ground,
    /// A lane on the ground.
    Lane,
    /// Words.
    Ink,
    /// Words of less weight.
    Faint,
    /// In the film.
    Kept,
    /// Not in the film.
    Dropped(Reason),
}

impl Tone {
    /// Every tone.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        [Self::Ground, Self::Lane, Self::Ink, Self::Faint, Self::Kept]
            .into_iter()
            .chain(Reason::ALL.into_iter().map(Self::Dropped))
    }

    /// Name of its class in SVG.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Ground => "ground",
            Self::Lane => "lane",
            Self::Ink => "ink",
            Self::Faint => "faint",
            Self::Kept => "kept",
            Self::Dropped(reason) => reason.name(),
        }
    }

    /// RGB on light ground. The reasons' colours keep apart for the common kinds of colour blindness (after Okabe and
    /// Ito).
    pub(crate) fn light(self) -> [u8; 3] {
        match self {
            Self::Ground => [0xfc, 0xfc, 0xfb],
            Self::Lane => [0xee, 0xf0, 0xf2],
            Self::Ink => [0x1b, 0x1f, 0x24],
            Self::Faint => [0x5b, 0x65, 0x70],
            Self::Kept => [0x0b, 0x7a, 0x55],
            Self::Dropped(reason) => match reason {
                Reason::Silence => [0x7b, 0x87, 0x94],
                Reason::Filler => [0xb8, 0x86, 0x0b],
                Reason::Retake => [0xd5, 0x5e, 0x00],
                Reason::Black => [0x11, 0x13, 0x16],
                Reason::Frozen => [0x1f, 0x8f, 0xd6],
                Reason::Blur => [0x7e, 0x57, 0xc2],
                Reason::Shake => [0xc2, 0x4d, 0x8e],
                Reason::Noise => [0xc6, 0x28, 0x28],
                Reason::Manual => [0x5d, 0x40, 0x37],
            },
        }
    }

    /// RGB on dark ground.
    pub(crate) fn dark(self) -> [u8; 3] {
        match self {
            Self::Ground => [0x14, 0x17, 0x1a],
            Self::Lane => [0x20, 0x25, 0x2a],
            Self::Ink => [0xee, 0xf0, 0xf2],
            Self::Faint => [0x9a, 0xa5, 0xb1],
            Self::Kept => [0x35, 0xc9, 0x96],
            Self::Dropped(reason) => match reason {
                Reason::Silence => [0x8e, 0x9b, 0xa8],
                Reason::Filler => [0xf0, 0xc4, 0x3c],
                Reason::Retake => [0xff, 0x8a, 0x3d],
                Reason::Black => [0xc9, 0xcd, 0xd2],
                Reason::Frozen => [0x6a, 0xbf, 0xf0],
                Reason::Blur => [0xb3, 0x9d, 0xdb],
                Reason::Shake => [0xf0, 0x8f, 0xc0],
                Reason::Noise => [0xff, 0x7b, 0x72],
                Reason::Manual => [0xc8, 0xa9, 0x9c],
            },
        }
    }
}

/// Bars as (x, top, bottom).
pub(crate) type Bars = Vec<(f32, f32, f32)>;

/// One shape; lengths in pixels, origin at the upper left.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// A filled rectangle; opacity in percent.
    Rect { x: f32, y: f32, w: f32, h: f32, tone: Tone, opacity: u8 },
    /// Vertical bars one pixel wide, as (x, top, bottom).
    Bars { tone: Tone, bars: Bars },
    /// A line of words; `y` is the base line.
    Text { x: f32, y: f32, size: f32, tone: Tone, bold: bool, centred: bool, text: String },
    /// A small picture, scaled into its place.
    Image { x: f32, y: f32, w: f32, h: f32, picture: Thumbnail },
}

/// Shapes in drawing order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scene {
    /// Width in pixels.
    pub(crate) width: f32,
    /// Height in pixels.
    pub(crate) height: f32,
    /// What the picture shows, in a sentence, for those who hear it.
    pub(crate) title: String,
    /// The shapes.
    pub(crate) shapes: Vec<Shape>,
}
