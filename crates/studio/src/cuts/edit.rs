//! A cut is edited: each call is one step that can be undone.

use incamera_edit::{EditError, Manual, Preset, drop_span, keep_span};
use incamera_gate::{Read, Write};
use incamera_model::{Cut, CutError, DatumId, Reason, Setting, Span, SpanId, Verdict};
use incamera_rights::Desk;
use serde::{Deserialize, Serialize};

use super::{
    derush::{input, known},
    document::{document, rushes_of_line},
    settings::Choice,
    version::{Line, Next, seal, stand},
};
use crate::error::StudioError;

/// Edits in one step, at most.
const MOST: usize = 1000;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// A decision is taken back: its span is in the film again.
    Restore {
        /// Which.
        span: SpanId,
    },
    /// A decision holds again, or a kept span is dropped.
    Omit {
        /// Which.
        span: SpanId,
    },
    /// Frames are taken out.
    Drop {
        /// Place of the rush, from 1.
        rush: usize,
        /// First frame.
        from: u64,
        /// First frame after.
        to: u64,
    },
    /// Frames are put in.
    Keep {
        /// Place of the rush, from 1.
        rush: usize,
        /// First frame.
        from: u64,
        /// First frame after.
        to: u64,
    },
    /// It is derushed anew; what people decided stays as they decided.
    Settings(Choice),
}

impl Edit {
    /// The word of the step.
    const fn step(&self) -> &'static str {
        match self {
            Self::Restore { .. } => "restore",
            Self::Omit { .. } | Self::Drop { .. } => "drop",
            Self::Keep { .. } => "keep",
            Self::Settings(_) => "settings",
        }
    }
}

/// Makes one step of edits, if the cut still stands as `turn` says. Says how it stands then.
///
/// # Errors
/// A refusal; a cut that was changed in between; a span or frames that are not there.
pub async fn edit(desk: &Desk<'_>, cut: DatumId, edits: &[Edit], turn: i64) -> Result<i64, StudioError> {
    let Some(first) = edits.first() else {
        return Err(StudioError::Said("there is nothing to change: send one edit at least".to_owned()));
    };
    if edits.len() > MOST {
        return Err(StudioError::Said(format!("a step has {MOST} edits at most: make several steps")));
    }
    let line = Line::fetch(desk, cut).await?;
    let permit = desk.may::<Write>(line.line.datum())?;
    let row = line.line.clone().change(&permit)?;
    if *row.turn != turn {
        return Err(StudioError::Changed { current: *row.turn, expected: turn });
    }
    let head = row.head.ok_or_else(|| StudioError::missing("version of cut", cut))?;
    let mut made = document::<Read>(desk, line.version(*head)?).await?;
    for edit in edits {
        apply(desk, cut, &mut made, edit).await?;
    }
    let step = if edits.iter().all(|edit| edit.step() == first.step()) { first.step() } else { "edits" };
    let number = line.known(desk)?.iter().map(|one| *one.row.version).max().unwrap_or(0) + 1;
    let title = made.title.clone();
    let next = Next { line: cut, title: &title, number, parent: Some(*head), step, document: &made };
    let made = seal(desk, &next).await?;
    stand(desk, cut, turn, made.id, Some(&made)).await
}

async fn apply(desk: &Desk<'_>, line: DatumId, cut: &mut Cut, edit: &Edit) -> Result<(), StudioError> {
    match edit {
        Edit::Restore { span } => cut.restore(span).map_err(EditError::from)?,
        Edit::Omit { span } => match cut.drop_again(span) {
            Ok(()) => {}
            Err(CutError::Kept(_)) => {
                let found =
                    cut.rushes.iter().enumerate().find_map(|(rush, r)| {
                        r.spans.iter().find(|s| s.id == *span).map(|s| (rush, s.span()))
                    });
                if let Some((rush, frames)) = found {
                    drop_span(cut, rush, frames)?;
                }
            }
            Err(error) => return Err(EditError::from(error).into()),
        },
        Edit::Drop { rush, from, to } => drop_span(cut, place(cut, *rush)?, frames(*from, *to)?)?,
        Edit::Keep { rush, from, to } => keep_span(cut, place(cut, *rush)?, frames(*from, *to)?)?,
        Edit::Settings(choice) => *cut = anew(desk, line, cut, choice).await?,
    }
    Ok(())
}

fn place(cut: &Cut, rush: usize) -> Result<usize, StudioError> {
    let there = (1..=cut.rushes.len()).contains(&rush);
    there.then(|| rush - 1).ok_or_else(|| {
        StudioError::Said(format!("the cut has rushes 1 to {}, and no {rush}", cut.rushes.len()))
    })
}

/// Frames as they were written: from the first to the one after the last.
fn frames(from: u64, to: u64) -> Result<Span, StudioError> {
    if from >= to {
        return Err(StudioError::Said(format!("from {from} to {to} there are no frames")));
    }
    Ok(Span::new(from, to))
}

/// Derushes with other settings; what people decided by hand stays.
async fn anew(desk: &Desk<'_>, line: DatumId, cut: &Cut, choice: &Choice) -> Result<Cut, StudioError> {
    let preset = match cut.preset.get("preset") {
        Some(Setting::Text(word)) => word.parse().unwrap_or_default(),
        _ => Preset::default(),
    };
    let mut settings = choice.settings(&cut.title, preset)?;
    for (place, rush) in cut.rushes.iter().enumerate() {
        for span in &rush.spans {
            let keep = match &span.verdict {
                Verdict::Drop { restored: true, .. } => true,
                Verdict::Drop { reason: Reason::Manual, .. } => false,
                _ => continue,
            };
            settings.manual.push(Manual { rush: place, span: span.span(), keep });
        }
    }
    let rushes = rushes_of_line(desk.kernel(), line).await?;
    let known = known(desk, &rushes).await?;
    let inputs: Vec<_> = known.iter().map(|(_, name, measured)| input(name, measured)).collect();
    let mut made = incamera_edit::derush(&inputs, &settings);
    made.rate = cut.rate;
    Ok(made)
}
