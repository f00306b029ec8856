//! Runs `checks/worker_protocol.rs` on what libFuzzer thinks of.
#![no_main]

#[path = "../checks/worker_protocol.rs"]
mod worker_protocol;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| worker_protocol::check(bytes));
