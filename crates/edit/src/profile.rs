//! Editing profiles: a preset of one's own, as a file to keep, version and share.
//!
//! ```toml
//! name = "My show"          # what the cut says it was made by
//! version = 3               # raised by its author with every change, 1 and up
//! base = "interview"        # the preset that fills what is not said
//!
//! drop = ["silence", "retake", "black", "filler"]   # all reasons that drop, instead of the base's
//! through_speech = ["black"]   # faults of the picture dropped even while somebody speaks
//! margin_before_ms = 100    # kept before speech, 0 … 10000
//! margin_after_ms = 180     # kept after speech, 0 … 10000
//! min_silence_ms = 500      # a shorter pause stays whole, 0 … 60000
//! min_clip_ms = 300         # a shorter kept stretch without speech goes, 0 … 10000
//! breath_ms = 300           # pause left where a longer one was cut, 0 … 10000
//! snap = true               # let boundaries slide to where nothing need be encoded
//! ```
//!
//! `name`, `version` and `base` are required. Every setting bears the name it has in the cut document. A key nobody
//! knows is refused: a typing error must not silently cut a film otherwise than its author meant.

use std::{collections::BTreeSet, ops::RangeInclusive};

use incamera_model::{Micros, Reason};
use toml::{Table, Value};

use crate::{EditError, Preset, Settings};

const WHAT: &str = "editing profile";
/// Longest profile, in bytes; half a page is usual.
pub const MOST_PROFILE_BYTES: usize = 64 << 10;
/// Longest name, in characters.
const MOST_NAME: usize = 100;

/// Every key, in the order of the page above.
const KEYS: [&str; 11] = [
    "name",
    "version",
    "base",
    "drop",
    "through_speech",
    "margin_before_ms",
    "margin_after_ms",
    "min_silence_ms",
    "min_clip_ms",
    "breath_ms",
    "snap",
];

/// Which profile made a cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// What its author calls it.
    pub name: String,
    /// Its author's count of changes, 1 and up.
    pub version: u32,
}

/// Reads an editing profile. `drop`, `through_speech` and the times replace those of the preset it is based on.
///
/// # Errors
/// Names the line of a syntax error, an unknown key with the one probably meant, or the range a value must lie in.
pub fn read_profile(bytes: &[u8]) -> Result<Settings, EditError> {
    if bytes.len() > MOST_PROFILE_BYTES {
        return Err(EditError::TooLarge { what: WHAT, bytes: bytes.len(), most: MOST_PROFILE_BYTES });
    }
    let syntax = |message: String| EditError::Syntax { what: WHAT, message };
    let text = std::str::from_utf8(bytes).map_err(|e| syntax(e.to_string()))?;
    let table: Table = toml::from_str(text).map_err(|e| syntax(e.to_string().trim().to_owned()))?;
    if let Some(key) = table.keys().find(|k| !KEYS.contains(&k.as_str())) {
        return Err(sense(key, &format!("there is no such setting; {}", nearest(key, &KEYS))));
    }
    let Some(preset) = read(&table, "base", word)? else { return Err(missing("base")) };
    let preset: Preset = preset.parse().map_err(|_| {
        let names = Preset::ALL.map(Preset::name);
        sense("base", &format!("`{preset}` is no preset; {}", nearest(&preset, &names)))
    })?;
    let Some(name) = read(&table, "name", word)? else { return Err(missing("name")) };
    let Some(version) = read(&table, "version", |v| number(v, 1..=i64::from(u32::MAX)))? else {
        return Err(missing("version"));
    };
    let mut settings = Settings::new(preset);
    settings.profile = Some(Profile { name, version: version as u32 });
    if let Some(drop) = read(&table, "drop", reasons)? {
        settings.drop = drop;
    }
    if let Some(through) = read(&table, "through_speech", reasons)? {
        settings.through_speech = through;
    }
    for (key, most, place) in [
        ("margin_before_ms", 10_000, &mut settings.margin_before),
        ("margin_after_ms", 10_000, &mut settings.margin_after),
        ("min_silence_ms", 60_000, &mut settings.min_silence),
        ("min_clip_ms", 10_000, &mut settings.min_clip),
        ("breath_ms", 10_000, &mut settings.breath),
    ] {
        if let Some(millis) = read(&table, key, |v| number(v, 0..=most))? {
            *place = Micros::from_millis(millis);
        }
    }
    if let Some(snap) = read(&table, "snap", |v| v.as_bool().ok_or("it is true or false".into()))? {
        settings.snap = snap;
    }
    Ok(settings)
}

fn sense(place: &str, message: &str) -> EditError {
    EditError::Sense { what: WHAT, place: format!("`{place}`"), message: message.into() }
}

fn missing(key: &str) -> EditError {
    sense(key, "it is missing; a profile says its name, its version and the preset it is based on")
}

/// The value of a key, none when the profile does not say it.
fn read<T>(
    table: &Table,
    key: &str,
    value: impl FnOnce(&Value) -> Result<T, String>,
) -> Result<Option<T>, EditError> {
    table.get(key).map(value).transpose().map_err(|message| sense(key, &message))
}

fn word(value: &Value) -> Result<String, String> {
    let text = value.as_str().map(str::trim).unwrap_or_default();
    if text.is_empty() || text.chars().count() > MOST_NAME || text.chars().any(char::is_control) {
        return Err(format!("it is a text in quotes, of 1 to {MOST_NAME} characters on one line"));
    }
    Ok(text.into())
}

fn number(value: &Value, range: RangeInclusive<i64>) -> Result<i64, String> {
    let number = value.as_integer().filter(|n| range.contains(n));
    number.ok_or_else(|| format!("it is a whole number from {} to {}", range.start(), range.end()))
}

fn reasons(value: &Value) -> Result<BTreeSet<Reason>, String> {
    // What a person decides is no rule that a profile could give.
    let known: Vec<&str> =
        Reason::ALL.iter().filter(|r| **r != Reason::Manual).map(|r| Reason::name(*r)).collect();
    let list = value.as_array().ok_or_else(|| format!("it is a list of {}", known.join(", ")))?;
    list.iter()
        .map(|item| {
            let name = item.as_str().unwrap_or_default();
            let reason = name.parse().ok().filter(|_| known.contains(&name));
            reason.ok_or_else(|| format!("`{name}` is no reason; {}", nearest(name, &known)))
        })
        .collect()
}

/// What was probably meant, or all there is.
fn nearest(word: &str, known: &[&str]) -> String {
    let near = known
        .iter()
        .map(|k| (strsim::damerau_levenshtein(word, k), k))
        .min()
        .filter(|(distance, k)| *distance * 3 <= k.chars().count().max(3));
    match near {
        Some((_, known)) => format!("did you mean `{known}`?"),
        None => format!("there are {}", known.join(", ")),
    }
}
