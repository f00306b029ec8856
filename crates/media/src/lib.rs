//! Pictures and sound: probe, scan, smart cut, full render, in a confined worker.

mod av;
mod failure;
mod filter;
mod job;
mod probe;
mod render;
mod scan;
mod thumbnail;
