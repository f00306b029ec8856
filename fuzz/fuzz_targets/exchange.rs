//! Runs `checks/exchange.rs` on what libFuzzer thinks of.
#![no_main]

#[path = "../checks/exchange.rs"]
mod exchange;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| exchange::check(bytes));
