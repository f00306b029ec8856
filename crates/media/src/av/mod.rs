//! FFmpeg's libraries behind names of ours. Every `unsafe` of the house is below this folder.

mod decoder;
mod encoder;
mod extradata;
pub(crate) mod graph;
mod header;
mod input;
mod io;
pub(crate) mod libass;
mod output;
pub(crate) mod picture;
pub(crate) mod planes;
pub(crate) mod quantiser;
mod remix;
mod resampler;
pub(crate) mod samples;
mod splice;
mod track;

pub(crate) use decoder::{Decoder, Effort};
pub(crate) use encoder::Encoder;
pub(crate) use extradata::extradata;
pub(crate) use header::{Entry, Header, Kind};
pub(crate) use input::Input;
pub(crate) use output::Output;
pub(crate) use remix::Remix;
pub(crate) use resampler::Resampler;
pub(crate) use track::Track;
