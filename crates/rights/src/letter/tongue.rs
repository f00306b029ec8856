//! The words of letters, in six languages; days as each of them writes them.

use std::{collections::BTreeMap, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use crate::error::RightsError;

macro_rules! texts {
    ($($language:literal),*) => {
        [$(($language, include_str!(concat!("../../../../locales/", $language, "/letters.ftl")))),*]
    };
}

const TEXTS: [(&str, &str); 6] = texts!("en", "fr", "de", "es", "ja", "ko");

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// One language.
pub(crate) struct Tongue {
    /// Its name (BCP 47).
    pub(crate) language: &'static str,
    bundle: FluentBundle<FluentResource>,
}

/// What a message is filled with.
pub(crate) type Filling<'a> = [(&'static str, FluentValue<'a>)];

static TONGUES: LazyLock<BTreeMap<&'static str, Tongue>> = LazyLock::new(|| {
    TEXTS.iter().map(|(language, text)| (*language, Tongue::read(language, text))).collect()
});

/// The files themselves: language, and text.
pub fn texts() -> &'static [(&'static str, &'static str)] {
    &TEXTS
}

impl Tongue {
    fn read(language: &'static str, text: &str) -> Self {
        let id: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Letters are plain text: marks that isolate what is filled in would be seen.
        bundle.set_use_isolating(false);
        // What is not Fluent is left out, and found missing where it is said; a test finds it before.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language somebody asked for, or that it is a part of; else English.
    pub(crate) fn of(language: &str) -> Result<&'static Self, RightsError> {
        let general = language.split(['-', '_']).next().unwrap_or(language).to_lowercase();
        let found = TONGUES.get(general.as_str()).or_else(|| TONGUES.get("en"));
        found.ok_or_else(|| RightsError::Said("letters are written in no language".to_owned()))
    }

    /// A message with its places filled.
    pub(crate) fn say(&self, message: &str, filling: &Filling<'_>) -> Result<String, RightsError> {
        let wrong =
            |why: &str| RightsError::Said(format!("locales/{}/letters.ftl: {message}: {why}", self.language));
        let pattern = self.bundle.get_message(message).and_then(|m| m.value());
        let pattern = pattern.ok_or_else(|| wrong("there is no such message"))?;
        let arguments: FluentArgs<'_> = filling.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(wrong(&error.to_string())),
        }
    }

    /// A day.
    pub(crate) fn day(&self, day: Date) -> Result<String, RightsError> {
        let month = day.month().unsigned_abs();
        let first = self.language == "fr" && day.day() == 1;
        let number = if first { "1er".to_owned() } else { day.day().to_string() };
        self.say(
            "letter-day",
            &[
                ("day", number.into()),
                ("name", MONTHS[usize::from(month) - 1].into()),
                ("month", month.to_string().into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }
}
