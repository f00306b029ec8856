//! What a parent reads from a worker that foreign bytes have taken over, and what a worker reads from its parent.

use incamera_media::{Reply, Request};
use incamera_worker::decode;

pub(crate) fn check(bytes: &[u8]) {
    let _ = decode::<Reply>(bytes);
    let _ = decode::<Request>(bytes);
}
