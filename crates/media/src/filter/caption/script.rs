//! One caption as a script for libass: how it looks, and text that cannot be mistaken for commands.

use std::{fmt::Write, sync::Arc};

use incamera_model::Caption;

use crate::job::Failure;

/// Milliseconds at which to ask for the page: its middle.
pub(super) const MIDDLE: i64 = 5_000;

/// Characters of a caption that are set at most; two lines hold a third of it.
const LONGEST: usize = 240;

/// After a backslash, so that it starts no command. Joins words, shows nothing.
const WORD_JOINER: char = '\u{2060}';

/// The caption font.
pub(super) struct Face {
    bytes: Arc<[u8]>,
    family: String,
}

impl Face {
    /// # Errors
    /// When the bytes are no TrueType or OpenType font.
    pub(super) fn new(bytes: &[u8]) -> Result<Self, Failure> {
        let none = |why: String| {
            Failure::Request(format!("the caption font {why}; give a TrueType or OpenType file"))
        };
        let face = ttf_parser::Face::parse(bytes, 0).map_err(|e| none(format!("cannot be read ({e})")))?;
        let family = face
            .names()
            .into_iter()
            .filter(|n| n.name_id == ttf_parser::name_id::FAMILY)
            .find_map(|n| n.to_string())
            .ok_or_else(|| none("has no name".into()))?;
        Ok(Self { bytes: bytes.into(), family })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn family(&self) -> &str {
        &self.family
    }

    /// Whether a character should be set. What the font lacks would show as an empty box: right for a letter (the
    /// reader sees that something is missing), wrong for an emoji, a variation selector or a joiner.
    fn shows(&self) -> impl Fn(char) -> bool {
        let face = ttf_parser::Face::parse(&self.bytes, 0).ok();
        move |c| c.is_alphanumeric() || face.as_ref().is_some_and(|f| f.glyph_index(c).is_some())
    }
}

/// A script that shows `caption` for ten seconds on a picture of `width` × `height` samples, each `aspect` times as
/// wide as high.
///
/// White with a black outline and a soft shadow, centred at the bottom inside the title-safe area; type as high as a
/// fourteenth of the lines, so that 42 characters fill a wide picture, and at least a sixteenth of the shorter side. On upright pictures the block stands higher: the apps that show them cover the
/// bottom.
pub(super) fn page(caption: &Caption, face: &Face, (width, height): (u32, u32), aspect: f64) -> String {
    let (wide, high) = (f64::from(width) * aspect, f64::from(height));
    let short = wide.min(high);
    let size = (wide / 24.0).clamp(short / 16.0, short / 14.0);
    let upright = high > wide;
    let (margin, bottom) = (wide * 0.06, if upright { high * 0.17 } else { high * 0.07 });
    // Two broken lines of a broadcast caption are longer than an upright picture is wide: let libass break them evenly.
    let join = if upright { " " } else { "\\N" };
    let shows = face.shows();
    let lines: Vec<String> =
        caption.lines.iter().map(|l| plain(l, &shows)).filter(|l| !l.trim().is_empty()).collect();
    let mut text = lines.join(join);
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
    }
    let mut script = String::with_capacity(text.len() + 700);
    // Writing to a String cannot fail.
    let _ = write!(
        script,
        "[Script Info]\nScriptType: v4.00+\nPlayResX: {wide:.0}\nPlayResY: {high:.0}\nWrapStyle: 0\n\
         ScaledBorderAndShadow: yes\n\n[V4+ Styles]\n\
         Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, \
         Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, \
         MarginR, MarginV, Encoding\n\
         Style: Default,caption,{size:.1},&H00FFFFFF,&H00FFFFFF,&H00101010,&H80000000,0,0,0,0,100,100,0,0,1,\
         {outline:.1},{shadow:.1},2,{margin:.0},{margin:.0},{bottom:.0},-1\n\n[Events]\n\
         Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
         Dialogue: 0,0:00:00.00,0:00:10.00,Default,,0,0,0,,{text}\n",
        outline = size / 16.0,
        shadow = size / 32.0,
    );
    script
}

/// Foreign text as text: no override blocks, no escapes, no line ends, no control characters.
fn plain(line: &str, shows: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '{' => out.push_str("\\{"),
            '}' => out.push_str("\\}"),
            '\\' => out.extend(['\\', WORD_JOINER]),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c if shows(c) => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_become_text() {
        let all = |_| true;
        assert_eq!(plain("{\\an8}up", all), "\\{\\\u{2060}an8\\}up");
        assert_eq!(plain("a\\Nb\r\nDialogue: x\0", all), "a\\\u{2060}Nb  Dialogue: x");
    }
}
