//! The policy as people read it.

use crate::{
    charter::Charter,
    promise::{Fact, Kind, Promise},
    sentences::Sentences,
};

/// The policy in the language of `sentences`, as Markdown: one section for each kind of promise, one item for each promise,
/// each with the name by which it can be looked up, proved and traced.
///
/// # Errors
/// The message that is missing or cannot be filled; none after [`Sentences::check`].
pub fn text(charter: &Charter, sentences: &Sentences) -> Result<String, String> {
    noted(charter, sentences, |_| None)
}

/// The same, with a note after those promises for which there is one: what was proved of them, and when.
///
/// # Errors
/// As [`text`].
pub fn noted(
    charter: &Charter,
    sentences: &Sentences,
    note: impl Fn(&Promise) -> Option<String>,
) -> Result<String, String> {
    let frame = [
        ("operator", Fact::Name(charter.operator.name.clone())),
        ("contact", Fact::Name(charter.operator.contact.clone())),
        ("version", Fact::Number(charter.version)),
        ("noticed", Fact::Date(charter.noticed)),
        ("effective", Fact::Date(charter.effective)),
    ];
    let mut out = format!(
        "# {}\n\n{}\n",
        sentences.say("policy-title", &frame)?,
        sentences.say("policy-intro", &frame)?
    );
    let promises = charter.promises();
    for kind in Kind::ALL {
        let mut of_kind = promises.iter().filter(|p| p.kind == kind).peekable();
        out += "\n## ";
        out += &sentences.say(&format!("section-{}", kind.word()), &[])?;
        out += "\n\n";
        if of_kind.peek().is_none() {
            out += &sentences.say(&format!("policy-no-{}", kind.word()), &[])?;
            out += "\n";
        }
        for promise in of_kind {
            let message = sentences.speaks_of(promise).ok_or_else(|| promise.messages().join(", "))?;
            out += &["- ", &sentences.say(&message, &promise.facts)?, " `", &promise.name(), "`"].concat();
            if let Some(note) = note(promise) {
                out += &[" (", &note, ")"].concat();
            }
            out += "\n";
        }
    }
    Ok(out)
}
