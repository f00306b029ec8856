//! Runs `checks/models_manifest.rs` on what libFuzzer thinks of.
#![no_main]

#[path = "../checks/models_manifest.rs"]
mod models_manifest;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| models_manifest::check(bytes));
