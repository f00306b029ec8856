//! Words on the film's time line.

use incamera_model::{Caption, Cut, Micros, Rate, Span, Transcript};

mod layout;
mod subtitle;
mod transcript;

pub use subtitle::{to_srt, to_vtt};
pub use transcript::to_txt;

/// What is known of one rush's words and pictures.
#[derive(Clone, Copy, Debug, Default)]
pub struct CaptionSource<'a> {
    /// Its words; a rush without has no captions.
    pub transcript: Option<&'a Transcript>,
    /// First frame of each of its shots; may be empty.
    pub shots: &'a [u64],
}

/// How captions may look. The default follows broadcasters' house rules for Latin script.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaptionRules {
    /// Characters a line.
    pub line: usize,
    /// Lines.
    pub lines: usize,
    /// Characters a second that people read with ease; captions linger up to it where there is room.
    pub pace: u32,
    /// Shown at least so long.
    pub shortest: Micros,
    /// Shown at most so long.
    pub longest: Micros,
    /// A caption ends this long after its last word, where there is room.
    pub linger: Micros,
    /// An end this near to a change of shot goes to it.
    pub snap: Micros,
}

impl Default for CaptionRules {
    fn default() -> Self {
        Self {
            line: 42,
            lines: 2,
            pace: 17,
            shortest: Micros(800_000),
            longest: Micros(7_000_000),
            linger: Micros(400_000),
            snap: Micros(300_000),
        }
    }
}

/// A word in the film.
#[derive(Clone, Debug)]
pub(crate) struct Shown<'a> {
    pub(crate) text: &'a str,
    /// Frames of the film.
    pub(crate) span: Span,
}

/// What is said in one segment of the film.
#[derive(Clone, Debug)]
pub(crate) struct Said<'a> {
    /// Frames of the film that the segment fills.
    pub(crate) film: Span,
    pub(crate) words: Vec<Shown<'a>>,
    /// Changes of shot inside the segment, in frames of the film.
    pub(crate) shots: Vec<u64>,
    pub(crate) language: &'a str,
}

/// The words of each segment, mapped through the cut. A word belongs to the segment that holds its middle.
pub(crate) fn said<'a>(cut: &Cut, sources: &[CaptionSource<'a>]) -> Vec<Said<'a>> {
    let mut all = Vec::new();
    for placed in cut.placed() {
        let (rush, film) = (&cut.rushes[placed.segment.rush], placed.film);
        let source = sources.get(placed.segment.rush).copied().unwrap_or_default();
        let shown = placed.segment.span;
        let map = |frame: u64| {
            let inside = frame.clamp(shown.start, shown.end) - shown.start;
            (film.start + rush.rate.convert(inside, cut.rate)).min(film.end)
        };
        let words = source.transcript.into_iter().flat_map(Transcript::words);
        let words = words
            .filter(|w| shown.contains(rush.rate.frame_at(Micros(w.start.0.midpoint(w.end.0)))))
            .map(|w| Shown {
                text: w.text.trim(),
                span: Span::new(map(rush.rate.frame_at(w.start)), map(rush.rate.frame_from(w.end))),
            })
            .filter(|w| !w.text.is_empty())
            .collect();
        let shots =
            source.shots.iter().filter(|&&s| s > shown.start && s < shown.end).map(|&s| map(s)).collect();
        let language = source.transcript.map_or("", |t| &t.language);
        all.push(Said { film, words, shots, language });
    }
    all
}

/// Captions for the film: at most `rules.lines` lines, broken where the language allows, never across a joint.
/// `sources` stand in the order of the cut's rushes.
pub fn captions(cut: &Cut, sources: &[CaptionSource], rules: &CaptionRules) -> Vec<Caption> {
    said(cut, sources).iter().flat_map(|said| layout::lay_out(said, cut.rate, rules)).collect()
}

/// A length in frames of the film.
pub(crate) fn frames(rate: Rate, time: Micros) -> u64 {
    rate.frame_near(time)
}
