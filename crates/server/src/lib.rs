//! The server: pages that must work before trust and without a script, the API, events, and the embedded UI.
//!
//! Every request is bounded in size and time, its sender is known by a session that is looked up anew each time, and whatever it
//! asks for is a verb of [`incamera_studio`], which begins at the gate. Nothing here decides who may do what.

mod api;
mod door;
mod feed;
mod guard;
mod house;
mod language;
mod listen;
mod news;
mod pages;
mod paging;
mod problem;
mod proofs;
mod router;
mod ui;
mod who;
mod words;

pub use self::{
    feed::{Change, Feed, Kind},
    house::{House, Settings},
    listen::{Listening, listen},
    router::openapi,
};
