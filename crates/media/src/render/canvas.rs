//! What size and format the film's pictures have, and how each rush's pictures get there.

use ffmpeg_the_third::{Error, format::Pixel, frame};

use crate::{
    av::{
        Track,
        graph::Graph,
        planes::{components, crop, set_aspect},
    },
    job::{Failure, Mode, Render},
    render::rush::Footage,
};

/// Largest picture made, on either side.
const LARGEST: u64 = 8192;

/// Size, format and pixel shape of the film's pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Canvas {
    /// Pixels across and down, both even.
    pub(crate) size: [u32; 2],
    /// Sample format.
    pub(crate) pixel: Pixel,
    /// Width of a pixel over its height.
    pub(crate) aspect: [u32; 2],
}

impl Canvas {
    /// The film is as its first rush, upright, cropped and scaled as asked for.
    pub(crate) fn of(first: &Footage, request: &Render) -> Result<Self, Failure> {
        let (mut size, mut aspect) = upright(first);
        if let Some(wanted) = request.aspect {
            size = within(size, aspect, wanted)?;
        }
        if request.height.is_some() || request.aspect.is_some() {
            let lines = u64::from(request.height.unwrap_or(size[1]).clamp(2, LARGEST as u32));
            // Scaling makes pixels square.
            let across = u64::from(size[0]) * u64::from(aspect[0]) * lines;
            let down = u64::from(size[1]) * u64::from(aspect[1]);
            size = [nearest_even(across, down), nearest_even(lines, 1)];
            aspect = [1, 1];
        }
        if let Some(exact) = request.size {
            (size, aspect) = (exact, [1, 1]);
        }
        if size.iter().any(|s| u64::from(*s) > LARGEST) {
            return Err(Failure::Request(format!(
                "pictures of {}x{} are too large to make",
                size[0], size[1]
            )));
        }
        let deep = request.mode != Mode::Proxy
            && components(first.track.pixel()).first().is_some_and(|c| c.depth > 8);
        let pixel = if deep { Pixel::YUV420P10LE } else { Pixel::YUV420P };
        Ok(Self { size: size.map(|s| s.max(2) & !1), pixel, aspect })
    }

    /// The very pictures of a track, as they lie in its packets.
    pub(crate) fn like(track: &Track) -> Self {
        Self { size: track.size().into(), pixel: track.pixel(), aspect: track.aspect() }
    }
}

/// Size and pixel shape after turning the picture as it is meant to be seen.
pub(crate) fn upright(footage: &Footage) -> ([u32; 2], [u32; 2]) {
    let ((width, height), [across, down]) = (footage.track.size(), footage.track.aspect());
    match footage.rotation {
        90 | 270 => ([height, width], [down, across]),
        _ => ([width, height], [across, down]),
    }
}

/// The largest part of a picture that has the `wanted` aspect, in whole pairs of pixels.
pub(crate) fn within(size: [u32; 2], aspect: [u32; 2], wanted: [u32; 2]) -> Result<[u32; 2], Failure> {
    if wanted.contains(&0) || wanted.iter().any(|w| *w > 1000) {
        return Err(Failure::Request(format!("{}:{} is no picture shape", wanted[0], wanted[1])));
    }
    // Width over height in pixels, not in what is seen.
    let across = u64::from(wanted[0]) * u64::from(aspect[1]);
    let down = u64::from(wanted[1]) * u64::from(aspect[0]);
    let [width, height] = size.map(u64::from);
    let part = if width * down > height * across {
        [nearest_even(height * across, down), size[1] & !1]
    } else {
        [size[0] & !1, nearest_even(width * down, across)]
    };
    Ok([part[0].clamp(2, size[0].max(2)), part[1].clamp(2, size[1].max(2))])
}

/// `num / den` to the nearest even number.
fn nearest_even(num: u64, den: u64) -> u32 {
    let den = den.max(1) * 2;
    (((num + den / 2) / den) * 2).min(u64::from(u32::MAX - 1)) as u32
}

/// The way of one rush's pictures to the film's shape.
pub(crate) struct Conform {
    canvas: Canvas,
    /// Turn needed, clockwise, in degrees.
    rotation: u16,
    /// Pixel shape of the rush.
    aspect: [u32; 2],
    turn: Option<Graph>,
    fit: Option<Graph>,
}

impl Conform {
    /// From `footage` to `canvas`, which players turn by `turned` degrees.
    pub(crate) fn new(canvas: Canvas, footage: &Footage, turned: u16) -> Self {
        let rotation = (footage.rotation + 360 - turned % 360) % 360;
        Self { canvas, rotation, aspect: footage.track.aspect(), turn: None, fit: None }
    }

    /// Turns a picture upright, keeps the `part` (left and top, width and height) of it, and fits that to the film.
    /// A picture that is right already keeps its buffers.
    pub(crate) fn run(
        &mut self,
        picture: frame::Video,
        part: Option<([u32; 2], [u32; 2])>,
    ) -> Result<frame::Video, Error> {
        let mut picture = picture;
        set_aspect(&mut picture, self.aspect);
        let turned = match self.rotation {
            90 => run(&mut self.turn, &picture, "transpose=clock")?,
            180 => run(&mut self.turn, &picture, "hflip,vflip")?,
            270 => run(&mut self.turn, &picture, "transpose=cclock")?,
            _ => picture,
        };
        let mut picture = turned;
        if let Some((at, size)) = part {
            crop(&mut picture, at, size)?;
        }
        let aspect = picture.aspect_ratio();
        let Canvas { size: [width, height], pixel, aspect: [num, den] } = self.canvas;
        let same_aspect = (aspect.numerator(), aspect.denominator()) == (num as i32, den as i32);
        let same_format =
            picture.format() == pixel || (pixel == Pixel::YUV420P && picture.format() == Pixel::YUVJ420P);
        if (picture.width(), picture.height()) == (width, height) && same_format && same_aspect {
            return Ok(picture);
        }
        let name = pixel.descriptor().map_or("yuv420p", |d| d.name());
        // What has another shape stands between black bars; iw·sar is how wide it is seen.
        let seen = format!("{width}*{num}/{den}");
        let spec = format!(
            "scale=w='trunc(min({width},{height}*iw*sar/ih*{den}/{num})/2+0.5)*2':\
             h='trunc(min({height},({seen})*ih/(iw*sar))/2+0.5)*2':flags=bicubic,setsar={num}/{den},format={name},\
             pad={width}:{height}:-1:-1"
        );
        run(&mut self.fit, &picture, &spec)
    }
}

/// A picture through a chain that is rebuilt when the pictures change.
fn run(graph: &mut Option<Graph>, picture: &frame::Video, spec: &str) -> Result<frame::Video, Error> {
    let ready = match graph.take() {
        Some(ready) if ready.fits(picture) => graph.insert(ready),
        _ => graph.insert(Graph::new(picture, spec)?),
    };
    ready.run(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_part_of_an_aspect() {
        assert_eq!(within([1920, 1080], [1, 1], [9, 16]).unwrap(), [608, 1080]);
        assert_eq!(within([1920, 1080], [1, 1], [1, 1]).unwrap(), [1080, 1080]);
        assert_eq!(within([1080, 1920], [1, 1], [1, 1]).unwrap(), [1080, 1080]);
        assert_eq!(within([1080, 1920], [1, 1], [9, 16]).unwrap(), [1080, 1920]);
        // PAL widescreen: 720 pixels seen 1024 wide.
        assert_eq!(within([720, 576], [64, 45], [1, 1]).unwrap(), [406, 576]);
        assert!(within([1920, 1080], [1, 1], [0, 16]).is_err());
    }
}
