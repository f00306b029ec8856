//! What is done to pictures and sound between decoding and encoding.

pub(crate) mod caption;
