//! Why something is broken, in somebody's language.

use std::{collections::BTreeMap, sync::LazyLock};

use fluent_bundle::{FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

const TEXTS: [(&str, &str); 2] = [
    ("en", include_str!("../../../locales/en/work.ftl")),
    ("fr", include_str!("../../../locales/fr/work.ftl")),
];

static TONGUES: LazyLock<BTreeMap<&'static str, FluentBundle<FluentResource>>> =
    LazyLock::new(|| TEXTS.iter().map(|(language, text)| (*language, bundle(language, text))).collect());

fn bundle(language: &str, text: &str) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    // What is not Fluent is left out; a test finds it before.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Why a rush or a render is broken, and what to do: a sentence for the word that stands with it, in a language (BCP 47) or else in
/// English.
pub fn sentence(language: &str, why: &str) -> String {
    let short = language.split('-').next().unwrap_or_default();
    let tongue = TONGUES.get(short).or_else(|| TONGUES.get("en"));
    let told = tongue.and_then(|tongue| {
        let message = tongue.get_message(&format!("work-{why}"))?;
        Some(tongue.format_pattern(message.value()?, None, &mut Vec::new()).into_owned())
    });
    told.unwrap_or_else(|| why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::Trouble;

    #[test]
    fn every_trouble_has_a_sentence_in_every_language() {
        for trouble in Trouble::ALL {
            let [en, fr] = ["en", "fr-CA"].map(|language| sentence(language, trouble.word()));
            assert!(en.contains(' ') && fr.contains(' ') && en != fr, "{}", trouble.word());
        }
    }
}
