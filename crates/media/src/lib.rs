//! Pictures and sound: probe, scan, smart cut, full render, in a confined worker.

mod av;
mod job;
