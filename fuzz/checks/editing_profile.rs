//! Bytes that claim to be an editing profile: an error, or settings that a cut can state.

use incamera_edit::{derush, read_profile, write_cut};

pub(crate) fn check(bytes: &[u8]) {
    if let Ok(settings) = read_profile(bytes) {
        write_cut(&derush(&[], &settings));
    }
}
