//! Films taken apart: what the program says it made is read back from what it made, frame by frame, packet by packet,
//! sample by sample.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod boxes;
mod browser;
mod conform;
mod crash;
#[path = "../journeys/desk.rs"]
mod desk;
mod exact;
mod footage;
mod odd;
mod playable;
mod sync;
