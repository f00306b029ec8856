//! The cut: an editable decision list. Every frame of every rush stands in exactly one span, kept or dropped with
//! its reason; nothing is ever removed from the document, so every decision can be taken back alone.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Placed, Rate, Reason, Segment, Span};

/// An editable decision list over rushes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// Version of the document; 1.
    pub version: u32,
    /// What the film is called.
    pub title: String,
    /// Rate of the film.
    pub rate: Rate,
    /// Name of the preset and the settings that made the first version, for the reader; rendering ignores it.
    pub preset: BTreeMap<String, Setting>,
    /// The rushes in film order.
    pub rushes: Vec<CutRush>,
}

/// One setting of the preset that made a cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Setting {
    /// Yes or no.
    Flag(bool),
    /// A whole number, in the unit its name says (`margin_ms`).
    Number(i64),
    /// A word.
    Text(String),
    /// Several words.
    List(Vec<String>),
}

/// One rush and the verdict on each of its frames.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CutRush {
    /// BLAKE3 of the file's bytes, hexadecimal.
    pub hash: String,
    /// Where the file was, relative to the cut document when it lies below it.
    pub path: String,
    /// Rate on whose grid the spans count.
    pub rate: Rate,
    /// Frames of the rush.
    pub frames: u64,
    /// Start timecode in frames at `rate`, 0 when the rush has none.
    pub start_frame: u64,
    /// Whether the rush's timecode is written drop-frame; says how to spell it, never where a frame is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drop_frame: bool,
    /// Spans in order, without gap or overlap, from 0 to `frames`.
    pub spans: Vec<CutSpan>,
}

/// Name of a span inside its cut, for taking its decision back: `r1s4` is the fourth span of the first rush as first
/// decided. Stable: later edits never reuse one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SpanId(pub String);

/// Consecutive frames with one verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CutSpan {
    /// Name.
    pub id: SpanId,
    /// First frame.
    pub start: u64,
    /// First frame after.
    pub end: u64,
    /// Kept, or dropped and why.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl CutSpan {
    /// The frames.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Kept, or dropped and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// In the film.
    Keep {
        /// A suggestion that was not followed by itself (fillers): a person may drop the span for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suggestion: Option<Reason>,
    },
    /// Not in the film.
    Drop {
        /// Why.
        reason: Reason,
        /// How sure, in percent.
        confidence: u8,
        /// What speaks for it.
        evidence: Evidence,
        /// A person took the decision back: the span is in the film after all.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        restored: bool,
    },
}

/// What speaks for dropping a span; only what applies is set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Level of the span's sound, dBFS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_db: Option<i32>,
    /// The recording's noise floor, dBFS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor_db: Option<i32>,
    /// The words dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The words that replace them (the later take), and where it begins in the same rush.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retake: Option<String>,
    /// First frame of the later take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retake_frame: Option<u64>,
    /// How hard the camera is thrown about: median change of the picture's movement from frame to frame, as at 30
    /// frames a second, in 1/100 percent of its longer side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jolt: Option<u32>,
    /// Other reasons that hold for most of the span as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Reason>,
}

/// A document that is not a cut.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CutError {
    /// Made by a newer incamera.
    #[error("the cut is of version {0}, this program reads version 1; use the program that wrote it")]
    Version(u32),
    /// No rush in it.
    #[error("the cut names no rush")]
    Empty,
    /// Spans must tile the rush.
    #[error("rush {rush}: span `{id}` starts at frame {found}, but the one before it ended at {expected}")]
    Gap {
        /// Place of the rush, from 1.
        rush: usize,
        /// The span.
        id: String,
        /// Where it starts.
        found: u64,
        /// Where it should.
        expected: u64,
    },
    /// The last span must end with the rush.
    #[error("rush {rush}: the spans end at frame {found}, the rush at {expected}")]
    Length {
        /// Place of the rush, from 1.
        rush: usize,
        /// Where the spans end.
        found: u64,
        /// Where the rush ends.
        expected: u64,
    },
    /// Names are unique.
    #[error("two spans are called `{0}`")]
    Twice(String),
    /// A name nobody bears.
    #[error("no span is called `{0}`; `incamera show` lists them")]
    Unknown(String),
    /// Kept spans have nothing to take back.
    #[error("span `{0}` is in the film already")]
    Kept(String),
}

impl Cut {
    /// The version this program writes.
    pub const VERSION: u32 = 1;

    /// Checks what must hold of every cut.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn check(&self) -> Result<(), CutError> {
        if self.version != Self::VERSION {
            return Err(CutError::Version(self.version));
        }
        if self.rushes.is_empty() {
            return Err(CutError::Empty);
        }
        let mut names = BTreeSet::new();
        for (i, rush) in self.rushes.iter().enumerate() {
            let mut at = 0;
            for span in &rush.spans {
                if span.start != at || span.end <= span.start {
                    let id = span.id.0.clone();
                    return Err(CutError::Gap { rush: i + 1, id, found: span.start, expected: at });
                }
                if !names.insert(&span.id) {
                    return Err(CutError::Twice(span.id.0.clone()));
                }
                at = span.end;
            }
            if at != rush.frames {
                return Err(CutError::Length { rush: i + 1, found: at, expected: rush.frames });
            }
        }
        Ok(())
    }

    /// What the film is made of, in order, neighbours joined.
    pub fn segments(&self) -> Vec<Segment> {
        let mut out: Vec<Segment> = Vec::new();
        for (rush, r) in self.rushes.iter().enumerate() {
            for span in r.spans.iter().filter(|s| s.verdict.in_film()).map(CutSpan::span) {
                match out.last_mut() {
                    Some(last) if last.rush == rush && last.span.end == span.start => {
                        last.span.end = span.end;
                    }
                    _ => out.push(Segment { rush, span }),
                }
            }
        }
        out
    }

    /// What the film is made of, with the frames of the film each segment fills. A rush of another rate than the
    /// film's fills the nearest whole number of film frames, at least one.
    pub fn placed(&self) -> Vec<Placed> {
        let mut at = 0;
        self.segments()
            .into_iter()
            .map(|segment| {
                let rate = self.rushes[segment.rush].rate;
                let film = Span::new(at, at + rate.convert(segment.span.len(), self.rate).max(1));
                at = film.end;
                Placed { segment, film }
            })
            .collect()
    }

    /// Takes one decision back: the span is in the film again.
    ///
    /// # Errors
    /// When no span bears the name, or it is in the film already.
    pub fn restore(&mut self, id: &SpanId) -> Result<(), CutError> {
        match self.find(id)? {
            Verdict::Drop { restored, .. } if !*restored => {
                *restored = true;
                Ok(())
            }
            _ => Err(CutError::Kept(id.0.clone())),
        }
    }

    /// Undoes a [`restore`](Self::restore): the decision holds again.
    ///
    /// # Errors
    /// When no span bears the name. A kept span has no decision and is [`CutError::Kept`].
    pub fn drop_again(&mut self, id: &SpanId) -> Result<(), CutError> {
        match self.find(id)? {
            Verdict::Drop { restored, .. } => {
                *restored = false;
                Ok(())
            }
            Verdict::Keep { .. } => Err(CutError::Kept(id.0.clone())),
        }
    }

    fn find(&mut self, id: &SpanId) -> Result<&mut Verdict, CutError> {
        self.rushes
            .iter_mut()
            .flat_map(|r| &mut r.spans)
            .find(|s| s.id == *id)
            .map(|s| &mut s.verdict)
            .ok_or_else(|| CutError::Unknown(id.0.clone()))
    }
}

impl Verdict {
    /// Whether the span is shown.
    pub fn in_film(&self) -> bool {
        matches!(self, Self::Keep { .. } | Self::Drop { restored: true, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut() -> Cut {
        let span =
            |n: u32, start, end, verdict| CutSpan { id: SpanId(format!("r1s{n}")), start, end, verdict };
        let dropped = Verdict::Drop {
            reason: Reason::Silence,
            confidence: 90,
            evidence: Evidence::default(),
            restored: false,
        };
        let kept = Verdict::Keep { suggestion: None };
        let rate = Rate::new(30, 1).unwrap();
        let rush = CutRush {
            hash: String::new(),
            path: "a.mp4".into(),
            rate,
            frames: 90,
            start_frame: 0,
            drop_frame: false,
            spans: vec![span(1, 0, 30, kept.clone()), span(2, 30, 60, dropped), span(3, 60, 90, kept)],
        };
        Cut { version: 1, title: "t".into(), rate, preset: BTreeMap::new(), rushes: vec![rush] }
    }

    /// proves: EDT-01 (each decision reversible alone)
    #[test]
    fn a_decision_is_taken_back_alone() {
        let first = cut();
        first.check().unwrap();
        assert_eq!(first.segments().len(), 2);
        let mut again = first.clone();
        again.restore(&SpanId("r1s2".into())).unwrap();
        assert_eq!(again.segments(), [Segment { rush: 0, span: Span::new(0, 90) }]);
        again.drop_again(&SpanId("r1s2".into())).unwrap();
        assert_eq!(again, first);
    }

    #[test]
    fn json_round_trip() {
        let first = cut();
        let text = serde_json::to_string_pretty(&first).unwrap();
        assert_eq!(serde_json::from_str::<Cut>(&text).unwrap(), first);
    }
}
