//! A change in words.

use super::{Change, Weight, compare::Subject};
use crate::{
    charter::Charter,
    promise::{Fact, Kind, Promise},
    sentences::Sentences,
};

/// What a change is told with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    kind: Option<Kind>,
    word: &'static str,
    id: String,
    before: Option<Fact>,
    after: Option<Fact>,
    /// The promise as it was or is, where all of it came or went.
    promise: Option<Promise>,
}

impl Told {
    pub(super) fn of(
        about: &Subject,
        (before, after): (Option<Fact>, Option<Fact>),
        (old, new): (&Charter, &Charter),
    ) -> Self {
        let whole = match (&before, &after) {
            (Some(_), None) => Some(old),
            (None, Some(_)) => Some(new),
            _ => None,
        };
        let mut promises = whole.map(Charter::promises).unwrap_or_default().into_iter();
        let promise = promises.find(|p| Some(p.kind) == about.kind && p.id == about.id);
        Self { kind: about.kind, word: about.word, id: about.id.clone(), before, after, promise }
    }
}

impl Change {
    /// The change as a sentence. The sentences need the words of `registers.ftl` and `changes.ftl` ([`Sentences::with`]).
    ///
    /// # Errors
    /// The message that is missing or cannot be filled.
    pub fn tell(&self, sentences: &Sentences) -> Result<String, String> {
        let Told { before, after, promise, .. } = &self.told;
        if let Some(promise) = promise {
            let message = sentences.speaks_of(promise).ok_or_else(|| promise.messages().join(", "))?;
            let said = Fact::Name(sentences.say(&message, &promise.facts)?);
            let way = if before.is_none() { "change-came" } else { "change-gone" };
            return sentences.say(way, &[("promise", said)]);
        }
        if self.field.is_none() {
            let title = Fact::Name(self.title(sentences)?);
            let way = if before.is_none() { "change-came" } else { "change-gone" };
            return sentences.say(way, &[("promise", title)]);
        }
        let none = Fact::Word("none");
        let told = |fact: &Option<Fact>| {
            let text = sentences.tell(fact.as_ref().unwrap_or(&none))?;
            // Nobody in a list is said aloud.
            if text.is_empty() { sentences.tell(&none) } else { Ok(text) }
        };
        sentences.say(
            "change-altered",
            &[
                ("promise", Fact::Name(self.title(sentences)?)),
                (
                    "field",
                    Fact::Name(
                        sentences.say(&format!("change-field-{}", self.field.unwrap_or("wording")), &[])?,
                    ),
                ),
                ("before", Fact::Name(told(before)?)),
                ("after", Fact::Name(told(after)?)),
            ],
        )
    }

    /// What the reader may do about it.
    ///
    /// # Errors
    /// The message that is missing or cannot be filled.
    pub fn advise(&self, sentences: &Sentences) -> Result<String, String> {
        let ids: Vec<String> = self.reconsent.iter().cloned().collect();
        match self.weight {
            Weight::Material if !ids.is_empty() => {
                sentences.say("change-advice-asked", &[("purposes", Fact::Titles(Kind::Purpose, ids))])
            }
            weight => sentences.say(&format!("change-advice-{}", weight.word()), &[]),
        }
    }

    /// What the promise is called.
    fn title(&self, sentences: &Sentences) -> Result<String, String> {
        let Told { kind, word, id, .. } = &self.told;
        if let Some(name) = kind.and_then(|kind| sentences.name(kind, id)) {
            return Ok(name);
        }
        let family = if kind.is_some() { "section" } else { "change-about" };
        let section = sentences.say(&format!("{family}-{word}"), &[])?;
        if id.is_empty() {
            return Ok(section);
        }
        let facts = [("section", Fact::Name(section)), ("id", Fact::Name(id.clone()))];
        sentences.say("change-about", &facts)
    }
}
