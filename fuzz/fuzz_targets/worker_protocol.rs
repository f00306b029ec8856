//! What a parent reads from a worker that foreign bytes have taken over, and what a worker reads from its parent.
#![no_main]

use incamera_media::{Reply, Request};
use incamera_worker::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let _ = decode::<Reply>(body);
    let _ = decode::<Request>(body);
});
