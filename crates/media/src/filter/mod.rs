//! What is done to pictures and sound between decoding and encoding.

pub(crate) mod caption;
mod denoise;
pub(crate) mod follow;
mod limiter;
pub(crate) mod loudness;
mod peak;
pub(crate) mod sound;
