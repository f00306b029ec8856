//! Work: what programs do later, for somebody who asked. It is rows: claimed for a while by whoever is at it, so that a killed process
//! loses nothing and repeats nothing that counted; told of while it goes on.

mod lane;
mod news;
mod print;
mod proxy;
mod run;
mod scan;
mod storyboard;
mod task;
mod trouble;

pub use self::{
    lane::{Means, Work},
    news::{News, Progress, Told},
    task::Task,
    trouble::Trouble,
};
pub(crate) use self::{
    proxy::PROXY,
    storyboard::{FRAMES, POSTER, STORYBOARD},
    task::owe,
};
