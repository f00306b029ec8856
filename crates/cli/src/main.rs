//! The `incamera` program.
fn main() {}
