//! `incamera restore`: takes decisions back, each alone.

use incamera_edit::{State, describe, keep_span, restore};
use incamera_model::SpanId;

use crate::args;
use crate::context::Context;
use crate::document::{self, refused};
use crate::error::{Error, Exit};
use crate::say::{clock, say, shown};
use crate::selection::{Selection, parse};

/// Takes the decisions back and says how long the film is now.
pub(crate) fn run(args: &args::Restore, context: &Context) -> Result<Exit, Error> {
    let mut cut = document::read(&args.cut)?;
    for text in &args.spans {
        match parse(text, &cut)? {
            Selection::Span(id) => restore(&mut cut, &[id]).map_err(|e| refused(&e))?,
            Selection::Frames(rush, span) => keep_span(&mut cut, rush, span).map_err(|e| refused(&e))?,
            Selection::Reason(reason) => {
                let ids: Vec<SpanId> = describe(&cut)
                    .into_iter()
                    .filter(|d| d.state == State::Dropped && reason.is_none_or(|r| r == d.reason))
                    .map(|d| d.id)
                    .collect();
                if ids.is_empty() {
                    return Err(say!("error-nothing-selected", selection = text.clone()).into());
                }
                restore(&mut cut, &ids).map_err(|e| refused(&e))?;
            }
        }
    }
    finish(args.cut.as_path(), &cut, context)
}

/// Writes the document back and says what to do with it.
pub(crate) fn finish(
    path: &std::path::Path,
    cut: &incamera_model::Cut,
    context: &Context,
) -> Result<Exit, Error> {
    document::write(path, cut, true)?;
    let sum = incamera_edit::summary(cut);
    context.console.result(&format!(
        "{}\n  {}\n",
        context.console.text(&say!(
            "edited",
            before = clock(sum.before.seconds()),
            after = clock(sum.after.seconds()),
        )),
        context.console.text(&say!("edited-next", cut = shown(path))),
    ));
    context.console.event(&sum);
    Ok(Exit::Done)
}
