//! What stands before every request: from where it may come, how much of it there may be, and what a browser is told besides.

mod headers;
mod origin;
mod size;
mod throttle;

pub(crate) use self::{
    headers::{Csp, around, document},
    origin::same_origin,
    size::{BODY, bounded},
    throttle::{From, Throttle},
};
