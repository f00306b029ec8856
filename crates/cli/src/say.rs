//! Every sentence a person reads comes from `locales/{en,fr}/*.ftl`, in the person's language.

use std::{borrow::Cow, path::Path};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

const ENGLISH: [&str; 6] = [
    include_str!("../../../locales/en/charter.ftl"),
    include_str!("../../../locales/en/cli.ftl"),
    include_str!("../../../locales/en/errors.ftl"),
    include_str!("../../../locales/en/help.ftl"),
    include_str!("../../../locales/en/rights.ftl"),
    include_str!("../../../locales/en/show.ftl"),
];
const FRENCH: [&str; 6] = [
    include_str!("../../../locales/fr/charter.ftl"),
    include_str!("../../../locales/fr/cli.ftl"),
    include_str!("../../../locales/fr/errors.ftl"),
    include_str!("../../../locales/fr/help.ftl"),
    include_str!("../../../locales/fr/rights.ftl"),
    include_str!("../../../locales/fr/show.ftl"),
];

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    English,
    /// French.
    French,
}

impl Language {
    /// The language asked for, else the locale's, else English; by BCP 47 or POSIX name.
    pub(crate) fn choose(asked: Option<&str>) -> Self {
        let wanted = asked.map(str::to_owned).or_else(from_environment).unwrap_or_default();
        let wanted: LanguageIdentifier = posix_to_bcp47(&wanted).parse().unwrap_or_default();
        if wanted.language.as_str() == "fr" { Self::French } else { Self::English }
    }

    fn name(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    fn id(self) -> LanguageIdentifier {
        self.name().parse().unwrap_or_default()
    }

    fn sources(self) -> [&'static str; 6] {
        match self {
            Self::English => ENGLISH,
            Self::French => FRENCH,
        }
    }
}

/// The locale for messages, in POSIX's order; the operating system's own word last.
fn from_environment() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
        .or_else(sys_locale::get_locale)
}

/// `fr_FR.UTF-8@euro` → `fr-FR`; `C` and `POSIX` become English.
fn posix_to_bcp47(name: &str) -> String {
    let bare = name.split(['.', '@']).next().unwrap_or_default();
    if matches!(bare, "C" | "POSIX") { "en".into() } else { bare.replace('_', "-") }
}

/// A sentence to be said, not yet in any language.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    id: &'static str,
    arguments: Vec<(&'static str, FluentValue<'static>)>,
}

impl Message {
    /// The sentence with this name in the locale files.
    pub(crate) fn new(id: &'static str) -> Self {
        Self { id, arguments: Vec::new() }
    }

    /// With one of its `{ $name }` filled in.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Its name, by which machines know it.
    pub(crate) fn id(&self) -> &'static str {
        self.id
    }
}

/// `say!("error-missing", path = shown(path))`: a [`Message`]. Every name is checked against the locale files by a test.
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::say::Message::new($id)$(.with(stringify!($name), $value))*
    };
}
pub(crate) use say;

/// The sentences of one language.
pub(crate) struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// Loads a language. The files are embedded: what could be wrong with them, the tests find.
    pub(crate) fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
        // Direction marks around every name would end up in terminals and pasted paths.
        bundle.set_use_isolating(false);
        for source in language.sources() {
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Its language (BCP 47).
    pub(crate) fn language(&self) -> &'static str {
        self.language.name()
    }

    /// The sentence.
    pub(crate) fn text(&self, message: &Message) -> String {
        self.find(message.id, None, &message.arguments).unwrap_or_else(|| message.id.to_owned())
    }

    /// What to do next, where the sentence has such an advice (its attribute `.next`).
    pub(crate) fn next(&self, message: &Message) -> Option<String> {
        self.find(message.id, Some("next"), &message.arguments)
    }

    /// A sentence by a name made at run time (help texts); none when there is no such sentence.
    pub(crate) fn named(&self, id: &str) -> Option<String> {
        self.find(id, None, &[])
    }

    fn find(
        &self,
        id: &str,
        attribute: Option<&str>,
        arguments: &[(&'static str, FluentValue<'static>)],
    ) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let arguments: FluentArgs = arguments.iter().map(|(k, v)| (*k, v.clone())).collect();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }

    /// A number with this many decimals, written as the language writes it.
    pub(crate) fn decimal(&self, value: f64, decimals: usize) -> String {
        let text = format!("{value:.decimals$}");
        match self.language {
            Language::English => text,
            Language::French => text.replace('.', ","),
        }
    }

    /// A number of bytes in decimal units.
    pub(crate) fn bytes(&self, bytes: u64) -> String {
        let (unit, divisor) = match bytes {
            0..1_000_000 => ("kB", 1e3),
            1_000_000..1_000_000_000 => ("MB", 1e6),
            _ => ("GB", 1e9),
        };
        let unit = match self.language {
            Language::English => unit.to_owned(),
            Language::French => unit.replace("kB", "ko").replace('B', "o"),
        };
        format!("{}\u{202f}{unit}", self.decimal(bytes as f64 / divisor, 1))
    }
}

/// A path as people read it: control characters (a newline in a name) shown as escapes, so that no name can forge a
/// line of output or steer a terminal.
pub(crate) fn shown(path: &Path) -> String {
    printable(&path.to_string_lossy()).into_owned()
}

/// `text` without control characters.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let unsafe_to_show = |c: char| {
        c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    if !text.contains(unsafe_to_show) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if unsafe_to_show(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// A length of time as people read it: `8:05`, `1:02:03`, and under ten seconds `4.2 s`.
pub(crate) fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0).round() as u64;
    let (h, m, s) = (whole / 3600, whole / 60 % 60, whole % 60);
    if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") }
}

/// A path as one types it into a shell, quoted where it must be.
pub(crate) fn typed(path: &Path) -> String {
    let mut text = path.to_string_lossy().into_owned();
    if text.starts_with('-') {
        text.insert_str(0, "./");
    }
    let plain = |c: char| c.is_alphanumeric() || "_./-+=:@%,".contains(c);
    if text.chars().all(plain) && !text.is_empty() {
        text
    } else if text.contains(char::is_control) {
        // Control characters only: a letter with an accent stays itself.
        let escape = |c: char| match c {
            '\'' | '\\' => format!("\\{c}"),
            '\n' => "\\n".to_owned(),
            c if c.is_control() => format!("\\x{:02x}", u32::from(c)),
            c => c.to_string(),
        };
        format!("$'{}'", text.chars().map(escape).collect::<String>())
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Language, clock, printable, typed};

    #[test]
    fn languages_are_known_by_their_posix_names() {
        for (name, language) in [
            ("fr_FR.UTF-8", Language::French),
            ("fr", Language::French),
            ("fr-CA", Language::French),
            ("C.UTF-8", Language::English),
            ("de_DE@euro", Language::English),
            ("frr", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::choose(Some(name)), language, "{name}");
        }
    }

    #[test]
    fn lengths_are_read_at_a_glance() {
        assert_eq!([0.4, 59.6, 485.2, 3723.0].map(clock), ["0:00", "1:00", "8:05", "1:02:03"]);
    }

    #[test]
    fn names_steer_no_terminal_and_paste_well() {
        assert_eq!(printable("a\x1b[31m\nb\u{202e}"), "a\\u{1b}[31m\\nb\\u{202e}");
        for (path, expected) in [
            ("film é.mp4", "'film é.mp4'"),
            ("film.mp4", "film.mp4"),
            ("it's", r"'it'\''s'"),
            ("-o.mp4", "./-o.mp4"),
        ] {
            assert_eq!(typed(Path::new(path)), expected);
        }
    }
}
