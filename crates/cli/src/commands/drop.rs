//! `incamera drop`: takes frames out of the film, or lets a decision hold again that was taken back.

use incamera_edit::{State, describe, drop_span};
use incamera_model::CutError;

use crate::args;
use crate::commands::restore::finish;
use crate::context::Context;
use crate::document::{self, refused};
use crate::error::{Error, Exit};
use crate::say::say;
use crate::selection::{Selection, parse};

/// Drops what is named and says how long the film is now.
pub(crate) fn run(args: &args::Drop, context: &Context) -> Result<Exit, Error> {
    let mut cut = document::read(&args.cut)?;
    for text in &args.spans {
        match parse(text, &cut)? {
            Selection::Span(id) => match cut.drop_again(&id) {
                Ok(()) => {}
                Err(CutError::Kept(_)) => {
                    let found =
                        cut.rushes.iter().enumerate().find_map(|(rush, r)| {
                            r.spans.iter().find(|s| s.id == id).map(|s| (rush, s.span()))
                        });
                    if let Some((rush, span)) = found {
                        drop_span(&mut cut, rush, span).map_err(|e| refused(&e))?;
                    }
                }
                Err(error) => return Err(refused(&error.into()).into()),
            },
            Selection::Frames(rush, span) => drop_span(&mut cut, rush, span).map_err(|e| refused(&e))?,
            Selection::Reason(reason) => {
                let open: Vec<_> = describe(&cut)
                    .into_iter()
                    .filter(|d| d.state != State::Dropped && reason.is_none_or(|r| r == d.reason))
                    .collect();
                if open.is_empty() {
                    return Err(say!("error-nothing-selected", selection = text.clone()).into());
                }
                for decision in open {
                    drop_span(&mut cut, decision.rush, decision.span).map_err(|e| refused(&e))?;
                }
            }
        }
    }
    finish(&args.cut, &cut, context)
}
