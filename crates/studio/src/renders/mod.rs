//! Renders: films made of cuts.

mod cancel;
mod film;
mod look;
mod making;
mod render;

pub use self::{
    cancel::cancel,
    film::film,
    look::{Render, list, look},
    making::{Captions, Making},
    render::render,
};
