//! What a version changed, as people read it.

use super::Published;
use crate::{
    diff::{Change, Weight},
    promise::Fact,
    sentences::Sentences,
};

impl Published {
    /// What changed since `previous`, by what it means for people, each with its reason and what to do; as Markdown. The
    /// sentences are those of this version, with the words of `registers.ftl` and `changes.ftl` ([`Sentences::with`]).
    ///
    /// # Errors
    /// The message that is missing or cannot be filled, or the place of the first fault in a version.
    pub fn changelog(&self, previous: Option<&Self>, sentences: &Sentences) -> Result<String, String> {
        let broken = |faults: Vec<crate::Fault>| {
            faults.first().map_or_else(String::new, |f| format!("{} line {}", f.place.file, f.place.line))
        };
        let operator = self.charter().map_err(broken)?.operator.name;
        let frame = [
            ("operator", Fact::Name(operator)),
            ("version", Fact::Number(self.number)),
            ("noticed", Fact::Date(self.noticed)),
            ("effective", Fact::Date(self.effective)),
        ];
        let (title, intro) = (sentences.say("change-title", &frame)?, sentences.say("change-intro", &frame)?);
        let mut page = format!("# {title}\n\n{intro}\n");
        let Some(previous) = previous else {
            return Ok(page + "\n" + &sentences.say("change-first", &[])? + "\n");
        };
        let changes = previous.changes(self).map_err(broken)?;
        for weight in [Weight::Material, Weight::Tightening, Weight::Neutral] {
            let mut of_weight = changes.iter().filter(|change| change.weight == weight).peekable();
            if of_weight.peek().is_some() {
                page +=
                    &["\n## ", &sentences.say(&format!("change-{}", weight.word()), &[])?, "\n\n"].concat();
            }
            for change in of_weight {
                page += &self.item(change, sentences)?;
            }
        }
        Ok(page)
    }

    fn item(&self, change: &Change, sentences: &Sentences) -> Result<String, String> {
        let reason = self.reasons.get(&change.promise).cloned().unwrap_or_default();
        let reason = sentences.say("change-reason", &[("reason", Fact::Name(reason))])?;
        let (told, advice) = (change.tell(sentences)?, change.advise(sentences)?);
        Ok(format!("- {told} `{}`\n  {reason}\n  {advice}\n", change.promise))
    }
}
