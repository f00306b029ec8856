//! Reports, computed anew from the registers each time: nothing in them is typed.

mod parity;
mod sight;
mod transparency;

pub use self::{
    parity::{Parity, Protection},
    sight::Seen,
    transparency::{Authorities, Incidents, Requests, Transparency},
};
