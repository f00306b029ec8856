//! What is wrong with a charter, said by file and line.

use incamera_charter::{Cause, Fault};

use crate::context::Context;
use crate::error::Error;
use crate::say::{Message, printable, say};

/// Tells each fault, and how the command ends: a date that comes too early is refused by the policy itself.
pub(super) fn refused(faults: &[Fault], context: &Context) -> Error {
    for fault in faults {
        tell(fault, context);
    }
    let count = say!("error-charter", count = faults.len());
    if faults.iter().all(|fault| matches!(fault.cause, Cause::TooEarly { .. })) {
        Error::Refused(count)
    } else {
        count.into()
    }
}

/// One fault: file, line, cause, and what to write.
fn tell(fault: &Fault, context: &Context) {
    let message = sentence(&fault.cause);
    let place = format!("{}:{}", printable(&fault.place.file), fault.place.line);
    context.console.found(&place, &message);
}

fn sentence(cause: &Cause) -> Message {
    let clean = |text: &str| printable(text).into_owned();
    match cause {
        Cause::Syntax(why) => say!("fault-syntax", detail = clean(why)),
        Cause::NoFile => say!("fault-no-file"),
        Cause::Name(name) => say!("fault-name", name = clean(name)),
        Cause::Unknown { kind, word, near } if near.is_empty() => {
            say!("fault-unknown", kind = *kind, word = clean(word))
        }
        Cause::Unknown { kind, word, near } => {
            say!("fault-unknown-near", kind = *kind, word = clean(word), near = clean(&near.join(", ")))
        }
        Cause::NoRetention(class) => say!("fault-no-retention", class = clean(class)),
        Cause::Idle(class) => say!("fault-idle", class = clean(class)),
        Cause::NoBasis(purpose) => say!("fault-no-basis", purpose = clean(purpose)),
        Cause::NoBalancing(purpose) => say!("fault-no-balancing", purpose = clean(purpose)),
        Cause::NoLaw(purpose) => say!("fault-no-law", purpose = clean(purpose)),
        Cause::Overdue { what, due } => say!("fault-overdue", what = clean(what), due = due.to_string()),
        Cause::Wildcard(word) => say!("fault-wildcard", word = clean(word)),
        Cause::Advertising(word) => say!("fault-advertising", word = clean(word)),
        Cause::Broad(word) => say!("fault-broad", word = clean(word)),
        Cause::NoAgreement(processor) => say!("fault-no-agreement", processor = clean(processor)),
        Cause::NoAssessment(processor) => say!("fault-no-assessment", processor = clean(processor)),
        Cause::TooEarly { earliest } => say!("fault-too-early", earliest = earliest.to_string()),
        Cause::Length(text) => say!("fault-length", text = clean(text)),
        Cause::Digit { message, text } => say!("fault-digit", message = clean(message), text = clean(text)),
        Cause::Sentence(why) => say!("fault-sentence", detail = clean(why)),
        Cause::Unfilled { message, why } => {
            say!("fault-unfilled", message = clean(message), detail = clean(why))
        }
        Cause::Unspoken(names) => {
            say!("fault-unspoken", name = clean(names.first().map_or("", String::as_str)))
        }
        Cause::Unbacked(message) => say!("fault-unbacked", message = clean(message)),
        Cause::Mute(language) => say!("fault-mute", lang = clean(language)),
        other => say!("fault-syntax", detail = clean(&format!("{other:?}"))),
    }
}
