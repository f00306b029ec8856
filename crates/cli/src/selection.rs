//! How spans of a cut are named on the command line: `r1s4`, `silence`, `all`, `r2@1:05-1:12.5`, `r2@300f-420f`.

use incamera_model::{Cut, Micros, Rate, Reason, Span, SpanId};

use crate::error::Error;
use crate::say::{printable, say};

/// What was named.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Selection {
    /// One span by its name.
    Span(SpanId),
    /// Frames of a rush (from 0).
    Frames(usize, Span),
    /// All decisions for a reason, or all there are.
    Reason(Option<Reason>),
}

/// Reads a selection; rushes are counted from 1 and may be named by their file's name.
///
/// # Errors
/// When it is none of the forms.
pub(crate) fn parse(text: &str, cut: &Cut) -> Result<Selection, Error> {
    let wrong = || Error::Usage(say!("error-selection", selection = printable(text).into_owned()));
    if text == "all" {
        return Ok(Selection::Reason(None));
    }
    if let Ok(reason) = text.parse() {
        return Ok(Selection::Reason(Some(reason)));
    }
    let Some((rush, times)) = text.rsplit_once('@') else {
        return Ok(Selection::Span(SpanId(text.to_owned())));
    };
    let number = rush.trim_start_matches(['r', 'R']).parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let named = || cut.rushes.iter().position(|r| r.path.rsplit('/').next() == Some(rush));
    let place = number.or_else(named).ok_or_else(wrong)?;
    let rate = cut.rushes.get(place).map(|r| r.rate).ok_or_else(wrong)?;
    let (from, to) = times.split_once('-').ok_or_else(wrong)?;
    let (from, to) = (frame(from, rate).ok_or_else(wrong)?, frame(to, rate).ok_or_else(wrong)?);
    if from >= to {
        return Err(wrong());
    }
    Ok(Selection::Frames(place, Span::new(from, to)))
}

/// `300f`, or a time `12.5`, `1:05`, `1:02:03.2`, as the nearest frame.
fn frame(text: &str, rate: Rate) -> Option<u64> {
    if let Some(frames) = text.strip_suffix('f') {
        return frames.parse().ok();
    }
    let mut seconds = 0.0;
    for part in text.split(':') {
        let part: f64 = part.replace(',', ".").parse().ok()?;
        seconds = seconds * 60.0 + part;
    }
    (0.0..1e7).contains(&seconds).then(|| rate.frame_near(Micros::from_seconds(seconds)))
}
