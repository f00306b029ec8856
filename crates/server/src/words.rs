//! What the charter's purposes, classes and rights are called, and the policy, in the languages spoken here.

use incamera_charter::{Charter, Kind, Promise, Sentences, noted, shipped};
use incamera_rights::RightsError;

use crate::language::Language;

/// The charter's words.
pub(crate) struct Words([Sentences; 2]);

/// A section of the policy.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub(crate) title: String,
    /// What stands in it before its items.
    pub(crate) text: Vec<String>,
    pub(crate) items: Vec<Item>,
}

/// A promise of the policy.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) text: String,
    /// The name by which it is looked up.
    pub(crate) name: String,
    /// What was proved of it.
    pub(crate) note: Option<String>,
}

impl Words {
    /// Reads them.
    ///
    /// # Errors
    /// Words that the tests would have found.
    pub(crate) fn new() -> Result<Self, RightsError> {
        let read = |language: &str| {
            let missing =
                || RightsError::Said(format!("the policy's words in {language} are missing or faulty"));
            let policy = shipped::words(&format!("{language}/policy.ftl")).ok_or_else(missing)?;
            Sentences::read(language, policy).map_err(|_| missing())
        };
        Ok(Self([read("en")?, read("fr")?]))
    }

    fn of(&self, language: Language) -> &Sentences {
        &self.0[language as usize]
    }

    /// What a class is called.
    pub(crate) fn class(&self, language: Language, id: &str) -> String {
        self.of(language).name(Kind::Class, id).unwrap_or_else(|| id.to_owned())
    }

    /// What a purpose is called.
    pub(crate) fn purpose(&self, language: Language, id: &str) -> String {
        self.of(language).name(Kind::Purpose, id).unwrap_or_else(|| id.to_owned())
    }

    /// What a right is called.
    pub(crate) fn right(&self, language: Language, id: &str) -> String {
        self.of(language).name(Kind::Right, id).unwrap_or_else(|| id.to_owned())
    }

    /// The policy, with what was proved of each promise.
    pub(crate) fn policy(
        &self,
        language: Language,
        charter: &Charter,
        note: impl Fn(&Promise) -> Option<String>,
    ) -> Result<(String, Vec<Section>), String> {
        let text = noted(charter, self.of(language), note)?;
        let mut title = String::new();
        let mut sections = vec![Section::default()];
        for line in text.lines().filter(|line| !line.is_empty()) {
            if let Some(heading) = line.strip_prefix("# ") {
                heading.clone_into(&mut title);
            } else if let Some(heading) = line.strip_prefix("## ") {
                sections.push(Section { title: heading.to_owned(), ..Section::default() });
            } else if let Some(section) = sections.last_mut() {
                match line.strip_prefix("- ").and_then(item) {
                    Some(item) => section.items.push(item),
                    None => section.text.push(line.to_owned()),
                }
            }
        }
        Ok((title, sections))
    }
}

/// `Sentence. `name` (note)`, as the policy writes it.
fn item(line: &str) -> Option<Item> {
    let (text, rest) = line.rsplit_once(" `")?;
    let (name, note) = rest.split_once('`')?;
    let note = note.trim().strip_prefix('(').and_then(|note| note.strip_suffix(')')).map(str::to_owned);
    Some(Item { text: text.to_owned(), name: name.to_owned(), note })
}
