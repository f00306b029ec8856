//! Reasons as words.

use incamera_model::Reason;

use crate::say::{Message, say};

/// The reason's name for people.
pub(crate) fn named(reason: Reason) -> Message {
    match reason {
        Reason::Silence => say!("reason-silence"),
        Reason::Filler => say!("reason-filler"),
        Reason::Retake => say!("reason-retake"),
        Reason::Black => say!("reason-black"),
        Reason::Frozen => say!("reason-frozen"),
        Reason::Blur => say!("reason-blur"),
        Reason::Shake => say!("reason-shake"),
        Reason::Noise => say!("reason-noise"),
        Reason::Manual => say!("reason-manual"),
    }
}

/// One letter for narrow places.
pub(crate) fn letter(reason: Reason) -> char {
    match reason {
        Reason::Silence => 's',
        Reason::Filler => 'f',
        Reason::Retake => 'r',
        Reason::Black => 'b',
        Reason::Frozen => 'z',
        Reason::Blur => 'u',
        Reason::Shake => 'k',
        Reason::Noise => 'n',
        Reason::Manual => 'm',
    }
}
