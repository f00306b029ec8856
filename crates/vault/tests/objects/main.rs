//! Where objects lie: one suite for a local folder and for a bucket that speaks S3, then what only a bucket can get wrong. The
//! servers are real ones: s3s-fs in this process, moto (with versions and locks) in another.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod alike;
mod bucket;
#[expect(dead_code, reason = "one thing it does is for the measurement in examples")]
mod server;
mod studio;
mod versions;
