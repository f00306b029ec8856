//! A proxy: a small film of a whole rush, in which frame *n* is frame *n* of the rush's grid.

use incamera_media::{Mode, Render, RenderRush};
use incamera_model::{Probe, Rate, Segment, Span};

/// The most lines a proxy has.
pub const TALLEST: u32 = 720;

/// How a proxy of a rush is made: evenly, at the nominal rate, in closed groups of a second at most, so that a player that goes to the
/// middle of frame *n* shows frame *n*. Of a rush without picture it holds the sound.
pub fn proxy(probe: &Probe) -> Render {
    let picture = probe.picture();
    let (rate, frames) = match picture {
        Some(picture) => (picture.rate, picture.frames),
        None => (Rate::SOUND, (probe.duration.0.max(0) as u64).div_ceil(10_000)),
    };
    let tall = size_of(probe).map(|[_, height]| height);
    Render {
        rushes: vec![RenderRush { probe: probe.clone() }],
        segments: vec![Segment { rush: 0, span: Span::new(0, frames.max(1)) }],
        rate,
        picture: picture.is_some(),
        mode: Mode::Proxy,
        captions: Vec::new(),
        font: Vec::new(),
        loudness: None,
        measured: None,
        denoise: false,
        aspect: None,
        height: tall.filter(|tall| *tall > TALLEST).map(|_| TALLEST),
        size: None,
        container: "mp4".to_owned(),
    }
}

/// Square pixels across and down of a rush as it is seen; none without picture.
pub fn size_of(probe: &Probe) -> Option<[u32; 2]> {
    let picture = probe.picture()?;
    let [num, den] = picture.sample_aspect.map(|n| u64::from(n.max(1)));
    let across = (u64::from(picture.width) * num / den).min(u64::from(u32::MAX)) as u32;
    Some(match picture.rotation {
        90 | 270 => [picture.height, across],
        _ => [across, picture.height],
    })
}
