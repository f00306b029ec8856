//! Runs `checks/editing_profile.rs` on what libFuzzer thinks of.
#![no_main]

#[path = "../checks/editing_profile.rs"]
mod editing_profile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| editing_profile::check(bytes));
