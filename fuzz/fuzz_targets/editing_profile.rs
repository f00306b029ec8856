//! Bytes that claim to be an editing profile: an error, or settings that a cut can state.
#![no_main]

use incamera_edit::{derush, read_profile, write_cut};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(settings) = read_profile(bytes) {
        write_cut(&derush(&[], &settings));
    }
});
