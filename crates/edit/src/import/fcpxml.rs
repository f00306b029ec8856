//! FCPXML edited elsewhere.

use std::collections::BTreeMap;

use incamera_model::{Cut, Rate, Span};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{Shown, apply, rush_of};
use crate::{EditError, MOST_BYTES};

const WHAT: &str = "FCPXML project";

/// More clips than any timeline has; also bounds what a hostile file makes of memory.
const MOST_CLIPS: usize = 1_000_000;

/// Brings a cut to what the first spine of an FCPXML project of it shows; as [`import_otio`](crate::import_otio) does.
///
/// # Errors
/// When the bytes are no FCPXML, or it shows something a cut cannot say: other media, frames outside a rush, clips of
/// one rush out of order, changed speed, compound, synchronised or connected clips.
pub fn import_fcpxml(bytes: &[u8], cut: &Cut) -> Result<Cut, EditError> {
    if bytes.len() > MOST_BYTES {
        return Err(EditError::TooLarge { what: WHAT, bytes: bytes.len(), most: MOST_BYTES });
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|e| EditError::Syntax { what: WHAT, message: format!("it is not UTF-8 ({e})") })?;
    let mut reader = Reader::from_str(text);
    let mut media: BTreeMap<String, Asset> = BTreeMap::new();
    let (mut open, mut clips) = (Vec::<String>::new(), Vec::new());
    let (mut asset, mut spines) = (String::new(), 0);
    loop {
        let error = |e: &dyn std::fmt::Display, at: u64| EditError::Syntax {
            what: WHAT,
            message: format!("byte {at}: {e}"),
        };
        let event = reader.read_event().map_err(|e| error(&e, reader.error_position()))?;
        let (tag, ends) = match &event {
            Event::Eof => break,
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            _ => continue,
        };
        let name = tag.name().as_ref().to_owned();
        let facts = attributes(tag).map_err(|e| error(&e, reader.buffer_position()))?;
        let parent = open.last().map(String::as_str);
        match (parent, name.as_str()) {
            (_, "asset") => {
                asset = facts.get("id").cloned().unwrap_or_default();
                let one = Asset {
                    hash: facts.get("uid").cloned(),
                    media: String::new(),
                    start: facts.get("start").cloned(),
                };
                let named = facts.get("src").or(facts.get("name")).cloned().unwrap_or_default();
                media.insert(asset.clone(), Asset { media: named, ..one });
            }
            (Some("asset"), "media-rep") => {
                if let (Some(one), Some(src)) = (media.get_mut(&asset), facts.get("src")) {
                    one.media.clone_from(src);
                }
            }
            (_, "spine") => spines += 1,
            (Some("spine"), "asset-clip") if spines == 1 && facts.get("enabled").is_none_or(|e| e != "0") => {
                clips.push(shown(&facts, &media, cut)?);
            }
            (Some("spine"), "gap" | "transition" | "asset-clip") => {}
            (Some("spine"), other) if spines == 1 => {
                return Err(sense(other, "it is neither clip, gap nor transition; a cut knows no nesting"));
            }
            (Some("asset-clip"), "timeMap") => {
                let clip = clips.last().map(|c: &Shown| c.clip.clone()).unwrap_or_default();
                return Err(EditError::Speed { clip });
            }
            (Some("asset-clip"), "asset-clip" | "clip" | "video" | "ref-clip") => {
                return Err(sense(
                    facts.get("name").map_or("a clip", |n| n),
                    "it is connected to another clip; leave one storyline",
                ));
            }
            _ => {}
        }
        if clips.len() > MOST_CLIPS {
            return Err(sense("its spine", "there are too many clips"));
        }
        if !ends {
            open.push(name);
        }
    }
    if spines == 0 {
        return Err(sense("its top", "there is no spine; export a project, not an event"));
    }
    apply(cut, &clips)
}

struct Asset {
    hash: Option<String>,
    media: String,
    start: Option<String>,
}

fn attributes(tag: &BytesStart) -> Result<BTreeMap<String, String>, String> {
    let mut all = BTreeMap::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|e| e.to_string())?;
        all.insert(attribute.key.as_ref().to_owned(), value.into_owned());
    }
    Ok(all)
}

fn shown(
    facts: &BTreeMap<String, String>,
    media: &BTreeMap<String, Asset>,
    cut: &Cut,
) -> Result<Shown, EditError> {
    let clip = facts.get("name").cloned().unwrap_or_else(|| "without name".into());
    let asset = facts.get("ref").and_then(|r| media.get(r));
    let Some(asset) = asset else {
        return Err(sense(&clip, "it refers to no asset"));
    };
    let Some(rush) = rush_of(cut, asset.hash.as_deref(), &asset.media) else {
        return Err(EditError::Stranger { clip, media: asset.media.clone() });
    };
    let r = &cut.rushes[rush];
    let zero = "0s".to_owned();
    let start = frames(facts.get("start").or(asset.start.as_ref()).unwrap_or(&zero), r.rate, &clip)?;
    let length = frames(facts.get("duration").unwrap_or(&zero), cut.rate, &clip)?;
    // The length counts frames of the film.
    let length = cut.rate.convert(length, r.rate);
    let first = if start >= r.start_frame { start - r.start_frame } else { start };
    let span = Span::new(first, first.saturating_add(length));
    if span.is_empty() {
        return Err(sense(&clip, "it has no length"));
    }
    if span.end > r.frames {
        return Err(EditError::Outside { clip, span, frames: r.frames });
    }
    Ok(Shown { clip, rush, span })
}

/// A time such as `1001/30000s` in frames of a rate.
fn frames(text: &str, rate: Rate, clip: &str) -> Result<u64, EditError> {
    let plain = text.strip_suffix('s').unwrap_or(text);
    let (num, den) = plain.split_once('/').unwrap_or((plain, "1"));
    let (num, den) = (num.trim().parse::<u64>(), den.trim().parse::<u64>());
    let (Ok(num), Ok(den @ 1..)) = (num, den) else {
        return Err(sense(clip, &format!("`{text}` is not a time")));
    };
    let (num, den) = (u128::from(num) * u128::from(rate.num()), u128::from(den) * u128::from(rate.den()));
    let frames = (num + den / 2) / den;
    if (frames * den).abs_diff(num) * 20 > den {
        return Err(sense(clip, &format!("`{text}` does not fall on a frame")));
    }
    u64::try_from(frames).ok().filter(|f| *f < 1 << 40).ok_or_else(|| sense(clip, "a time is beyond any end"))
}

fn sense(place: &str, message: &str) -> EditError {
    EditError::Sense { what: WHAT, place: place.into(), message: message.into() }
}
