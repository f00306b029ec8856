//! CMX3600 edit decision lists edited elsewhere.

use incamera_model::{Cut, Span};

use super::{Shown, apply, rush_of};
use crate::{
    EditError, MOST_BYTES,
    export::reels,
    timecode::{day, frame_of},
};

const WHAT: &str = "EDL";

/// Brings a cut to what an EDL of it shows; as [`import_otio`](crate::import_otio) does. Clips are known by their
/// reel, or by the clip name in the comment below the event.
///
/// # Errors
/// When the bytes are no EDL, or it shows something a cut cannot say: other media, frames outside a rush, clips of one
/// rush out of order, changed speed, dissolves and wipes.
pub fn import_edl(bytes: &[u8], cut: &Cut) -> Result<Cut, EditError> {
    if bytes.len() > MOST_BYTES {
        return Err(EditError::TooLarge { what: WHAT, bytes: bytes.len(), most: MOST_BYTES });
    }
    let text = String::from_utf8_lossy(bytes);
    let reels = reels(cut);
    let (mut clips, mut event, mut drop) = (Vec::new(), None::<Event>, false);
    for (number, line) in text.lines().enumerate() {
        let place = || format!("line {}", number + 1);
        let fields: Vec<&str> = line.split_whitespace().collect();
        match fields[..] {
            ["FCM:", first, ..] => drop = first.eq_ignore_ascii_case("DROP"),
            ["*", "FROM", "CLIP", "NAME:", ..] => {
                let name = line.split_once("NAME:").map_or("", |(_, name)| name.trim());
                if let Some(event) = &mut event {
                    event.name = Some(name.into());
                }
            }
            ["M2", reel, speed, ..] => {
                let of =
                    event.as_ref().and_then(|e| e.rush(cut, &reels)).map(|r| cut.rushes[r].rate.per_second());
                let same = speed.parse::<f64>().is_ok_and(|s| of.is_none_or(|of| (s - of).abs() < 0.05));
                if !same {
                    return Err(EditError::Speed { clip: reel.into() });
                }
            }
            [event_number, reel, track, kind, .., source_in, source_out, _, _]
                if event_number.bytes().all(|b| b.is_ascii_digit()) =>
            {
                if !track.contains(['V', 'B']) {
                    continue;
                }
                if kind != "C" {
                    let message = "it is a dissolve or a wipe; a cut knows straight joints only";
                    return Err(sense(&place(), message));
                }
                clips.extend(event.take().map(|e| e.shown(cut, &reels)).transpose()?);
                let (from, to) = (source_in.into(), source_out.into());
                event = Some(Event { place: place(), reel: reel.into(), name: None, from, to, drop });
            }
            _ => {}
        }
    }
    clips.extend(event.take().map(|e| e.shown(cut, &reels)).transpose()?);
    if clips.is_empty() {
        return Err(sense("its end", "there is no picture event in it"));
    }
    apply(cut, &clips)
}

struct Event {
    place: String,
    reel: String,
    name: Option<String>,
    from: String,
    to: String,
    /// Whether the list counts drop-frame here.
    drop: bool,
}

impl Event {
    fn rush(&self, cut: &Cut, reels: &[String]) -> Option<usize> {
        let by_name = self.name.as_deref().and_then(|n| rush_of(cut, None, n));
        by_name.or_else(|| reels.iter().position(|r| *r == self.reel))
    }

    fn shown(self, cut: &Cut, reels: &[String]) -> Result<Shown, EditError> {
        let clip = self.name.clone().unwrap_or_else(|| self.reel.clone());
        let Some(rush) = self.rush(cut, reels) else {
            return Err(EditError::Stranger { media: self.reel, clip });
        };
        let r = &cut.rushes[rush];
        let drop = self.drop && r.drop_frame;
        let frame = |text: &str| {
            let frame = frame_of(r.rate, text, drop)
                .ok_or_else(|| sense(&self.place, &format!("`{text}` is no timecode of the rush's rate")))?;
            // A rush that runs past midnight begins again at nought.
            let day = day(r.rate, drop || text.contains(';'));
            Ok::<u64, EditError>((frame % day + day - r.start_frame % day) % day)
        };
        let span = Span { start: frame(&self.from)?, end: frame(&self.to)? };
        if span.is_empty() {
            return Err(sense(&self.place, "it has no length"));
        }
        if span.end > r.frames {
            return Err(EditError::Outside { clip, span, frames: r.frames });
        }
        Ok(Shown { clip, rush, span })
    }
}

fn sense(place: &str, message: &str) -> EditError {
    EditError::Sense { what: WHAT, place: place.into(), message: message.into() }
}
