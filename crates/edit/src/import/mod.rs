//! Cuts changed in other programs come back.

mod edl;
mod fcpxml;
mod otio;

pub use edl::import_edl;
pub use fcpxml::import_fcpxml;
pub use otio::import_otio;

use incamera_model::{Cut, CutSpan, Span, Spans};

use crate::{
    EditError,
    export::file_name,
    manual::{drop_spans, keep_spans},
};

/// A clip somebody else's timeline shows.
pub(crate) struct Shown {
    pub(crate) clip: String,
    /// Place of the rush in the cut.
    pub(crate) rush: usize,
    /// Frames of the rush.
    pub(crate) span: Span,
}

/// Brings a cut to show exactly these clips. Frames that stay in or out keep their verdict and reason; frames taken
/// out become manual, frames put in are restored.
pub(crate) fn apply(cut: &Cut, clips: &[Shown]) -> Result<Cut, EditError> {
    let mut next = cut.clone();
    let mut order: Vec<usize> = Vec::new();
    let mut seen = vec![false; cut.rushes.len()];
    let mut shown: Vec<Vec<Span>> = vec![Vec::new(); cut.rushes.len()];
    for clip in clips {
        let error = || EditError::Order { clip: clip.clip.clone() };
        if order.last() != Some(&clip.rush) {
            if std::mem::replace(&mut seen[clip.rush], true) {
                return Err(error());
            }
            order.push(clip.rush);
        }
        let spans = &mut shown[clip.rush];
        if spans.last().is_some_and(|last| clip.span.start < last.end) {
            return Err(error());
        }
        spans.push(clip.span);
    }
    for (rush, spans) in shown.into_iter().enumerate() {
        let now: Spans =
            cut.rushes[rush].spans.iter().filter(|s| s.verdict.in_film()).map(CutSpan::span).collect();
        let then: Spans = spans.into_iter().collect();
        drop_spans(&mut next, rush, &now.minus(&then));
        keep_spans(&mut next, rush, &then.minus(&now));
    }
    // Rushes go in the order they are shown; those no longer shown stay behind them.
    order.extend((0..cut.rushes.len()).filter(|&r| !seen[r]));
    let moved: Vec<_> = order.iter().map(|&r| next.rushes[r].clone()).collect();
    if order.iter().enumerate().any(|(i, &r)| i != r && shown_at_all(&next, r)) {
        next.rushes = moved;
    }
    next.check()?;
    Ok(next)
}

fn shown_at_all(cut: &Cut, rush: usize) -> bool {
    cut.rushes[rush].spans.iter().any(|s| s.verdict.in_film())
}

/// The rush a clip comes from: by the hash another program carried along, else by its media's path, else its file name.
pub(crate) fn rush_of(cut: &Cut, hash: Option<&str>, media: &str) -> Option<usize> {
    let by_hash = |h: &str| cut.rushes.iter().position(|r| !r.hash.is_empty() && r.hash == h);
    let plain = unescape(media);
    let path = plain.strip_prefix("file://").unwrap_or(&plain);
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let mut named = (0..cut.rushes.len()).filter(|&r| file_name(&cut.rushes[r]) == name);
    let by_name = named.next().filter(|_| named.next().is_none());
    hash.and_then(by_hash).or_else(|| cut.rushes.iter().position(|r| r.path == path)).or(by_name)
}

/// A URL without its percent signs; as it is where they make no sense.
fn unescape(url: &str) -> String {
    let bytes = url.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        let code = url.get(i + 1..i + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(code) = code.filter(|_| byte == b'%') {
            out.push(code);
            i += 3;
        } else {
            out.push(byte);
            i += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| url.into())
}
