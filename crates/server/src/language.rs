//! In which language somebody is spoken to, and the sentences of it.

use std::sync::LazyLock;

use axum::http::{HeaderMap, header};
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

/// The cookie that remembers a choice; the charter declares it.
pub(crate) const COOKIE: &str = "language";

/// A language the server speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

tokio::task_local! {
    /// What is known of the request that is being answered.
    pub(crate) static ASKED: Asked;
}

/// What is known of a request wherever it is answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) language: Language,
    pub(crate) id: String,
}

static SENTENCES: LazyLock<[FluentBundle<FluentResource>; 2]> = LazyLock::new(|| {
    [
        bundle("en", include_str!("../../../locales/en/server.ftl")),
        bundle("fr", include_str!("../../../locales/fr/server.ftl")),
    ]
});

fn bundle(name: &str, source: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![name.parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    // What could be wrong with the embedded files, the tests find.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
    bundle.add_resource_overriding(resource);
    bundle
}

impl Language {
    /// Its name (BCP 47).
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The one of a name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "fr" => Some(Self::French),
            _ => None,
        }
    }

    /// The one a browser chose before, else the first it asks for that is spoken here.
    pub(crate) fn asked(headers: &HeaderMap) -> Self {
        if let Some(chosen) = crate::who::cookie(headers, COOKIE).and_then(Self::of) {
            return chosen;
        }
        let wanted =
            headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut wanted: Vec<(&str, f32)> = wanted
            .split(',')
            .take(20)
            .filter_map(|part| {
                let mut part = part.split(";q=");
                let name = part.next()?.trim();
                Some((name, part.next().map_or(1.0, |q| q.trim().parse().unwrap_or(0.0))))
            })
            .collect();
        wanted.sort_by(|a, b| b.1.total_cmp(&a.1));
        wanted.into_iter().filter(|(_, q)| *q > 0.0).find_map(|(name, _)| Self::of(name)).unwrap_or_default()
    }

    /// The language of the request that is being answered.
    pub(crate) fn here() -> Self {
        ASKED.try_with(|asked| asked.language).unwrap_or_default()
    }

    /// The sentence of a name; none where there is no such.
    pub(crate) fn say(self, name: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let bundle = &SENTENCES[self as usize];
        let pattern = bundle.get_message(name)?.value()?;
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, arguments, &mut errors).into_owned())
    }

    /// The sentence of a name that takes nothing.
    pub(crate) fn text(self, name: &str) -> String {
        self.say(name, None).unwrap_or_else(|| name.to_owned())
    }
}
