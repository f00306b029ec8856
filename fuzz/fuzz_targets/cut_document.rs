//! Runs `checks/cut_document.rs` on what libFuzzer thinks of.
#![no_main]

#[path = "../checks/cut_document.rs"]
mod cut_document;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cut_document::check(bytes));
