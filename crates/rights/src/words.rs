//! The words in which people are told things, in their language.

use incamera_charter::{Charter, Sentences, shipped};

use crate::error::RightsError;

/// Sentences of one language, with the words of the registers and of exports.
pub(crate) struct Words {
    pub(crate) told: Sentences,
}

impl Words {
    /// The words of this language, or of the charter's first where it has no such.
    pub(crate) fn of(charter: &Charter, language: &str) -> Result<Self, RightsError> {
        let short = language.split(['-', '_']).next().unwrap_or_default();
        let known = |wanted: &str| charter.languages.iter().find(|known| *known == wanted);
        let language = known(language).or_else(|| known(short)).or(charter.languages.first());
        let language = language.map_or("en", String::as_str);
        let file = |name: &str| {
            let name = format!("{language}/{name}.ftl");
            shipped::words(&name)
                .ok_or_else(|| RightsError::Said(format!("{name} is not among the words of this program")))
        };
        let wrong = |faults: Vec<incamera_charter::Fault>| {
            let first = faults.first().map(|fault| format!("{}:{}", fault.place.file, fault.place.line));
            RightsError::Said(format!(
                "the words of {language} cannot be used: {}",
                first.unwrap_or_default()
            ))
        };
        let told = Sentences::read(language, file("policy")?).map_err(wrong)?;
        let told = told.with(&file("registers")?).map_err(wrong)?;
        Ok(Self { told: told.with(&file("export")?).map_err(wrong)? })
    }

    /// Their language.
    pub(crate) fn language(&self) -> &str {
        self.told.language()
    }

    /// A sentence, with its names filled in.
    pub(crate) fn say(&self, name: &str, with: &[(&'static str, &str)]) -> Result<String, RightsError> {
        self.told.phrase(name, with).map_err(RightsError::Said)
    }
}
