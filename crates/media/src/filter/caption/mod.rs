//! Captions burnt into the picture.
//!
//! Time is counted in frames of the film: libass only sets type, one caption at a time, and never learns when. The set
//! caption is kept as a [`Stamp`] for the picture's own sample format, so a frame costs one blend of the caption's box.

mod blend;
mod colour;
mod script;

use std::sync::Arc;

use ffmpeg_the_third::frame;
use incamera_model::{Caption, Spans};

use crate::{av::libass::Typesetter, job::Failure};
use blend::Stamp;
use colour::Colour;
use script::Face;

/// The captions of a film.
#[derive(Clone)]
pub(crate) struct Captions(Arc<Text>);

/// Draws captions; one each thread.
pub(crate) struct Brush {
    text: Arc<Text>,
    /// Typesetter for pictures of this size and sample aspect.
    setter: Option<(Size, Typesetter)>,
    /// The caption set last, for pictures of this size and colour.
    set: Option<(usize, Size, Colour, Stamp)>,
}

struct Text {
    /// In order of their first frames.
    captions: Vec<Caption>,
    /// None without captions.
    face: Option<Face>,
}

/// Size in pixels and sample aspect.
type Size = (u32, u32, [i32; 2]);

impl Captions {
    /// Captions on the film's time line, set in `font` (the bytes of a TrueType or OpenType file, not looked at when
    /// there is nothing to set).
    ///
    /// # Errors
    /// When the font is none.
    pub(crate) fn new(captions: &[Caption], font: &[u8]) -> Result<Self, Failure> {
        let mut captions: Vec<Caption> = captions
            .iter()
            .filter(|c| !c.span.is_empty() && c.lines.iter().any(|l| !l.trim().is_empty()))
            .cloned()
            .collect();
        captions.sort_by_key(|c| c.span.start);
        let face = (!captions.is_empty()).then(|| Face::new(font)).transpose()?;
        Ok(Self(Arc::new(Text { captions, face })))
    }

    /// Film frames that get a caption.
    pub(crate) fn touched(&self) -> Spans {
        self.0.captions.iter().map(|c| c.span).collect()
    }

    /// A brush with these captions.
    pub(crate) fn brush(&self) -> Brush {
        Brush { text: Arc::clone(&self.0), setter: None, set: None }
    }
}

impl Brush {
    /// Draws what film frame `number` shows. Returns whether the picture was touched; an untouched one keeps the very
    /// buffers it came with.
    ///
    /// # Errors
    /// A pixel format that cannot be drawn on, or short memory.
    pub(crate) fn draw(&mut self, picture: &mut frame::Video, number: u64) -> Result<bool, Failure> {
        let Some(at) = self.text.at(number) else { return Ok(false) };
        let aspect = picture.aspect_ratio();
        let size = (picture.width(), picture.height(), [aspect.numerator(), aspect.denominator()]);
        let colour = Colour::of(picture);
        let stamp = match self.set.take() {
            Some((set, for_size, in_colour, stamp)) if (set, for_size, in_colour) == (at, size, colour) => {
                stamp
            }
            _ => self.set_type(at, size, colour)?,
        };
        let done = stamp.press(picture);
        self.set = Some((at, size, colour, stamp));
        done.map(|()| true).map_err(|e| Failure::Ffmpeg(format!("drawing a caption: {e}")))
    }

    fn set_type(&mut self, at: usize, size: Size, colour: Colour) -> Result<Stamp, Failure> {
        let (width, height, [num, den]) = size;
        let aspect = if num > 0 && den > 0 { f64::from(num) / f64::from(den) } else { 1.0 };
        let Some(face) = &self.text.face else { return Err(Failure::Request("captions need a font".into())) };
        let (_, setter) = match self.setter.take() {
            Some(setter) if setter.0 == size => self.setter.insert(setter),
            _ => {
                let setter = Typesetter::new(face.bytes(), face.family(), (width, height), aspect)
                    .ok_or_else(|| Failure::Ffmpeg("no memory to set captions".into()))?;
                self.setter.insert((size, setter))
            }
        };
        let script = script::page(&self.text.captions[at], face, (width, height), aspect);
        let masks = setter.set(&script, script::MIDDLE);
        Stamp::cut(&masks, colour).ok_or_else(|| {
            Failure::Request(format!("captions cannot be drawn on {:?} pictures", colour.format()))
        })
    }
}

impl Text {
    /// The caption shown at a film frame: of several, the one that began last.
    fn at(&self, number: u64) -> Option<usize> {
        let begun = self.captions.partition_point(|c| c.span.start <= number);
        (0..begun).rev().find(|&i| self.captions[i].span.contains(number))
    }
}

#[cfg(test)]
mod tests;
