//! Incidents: found, stopped, assessed, told of, closed; each stage follows the one before, with its clocks running from when it
//! became known.

mod assess;
mod close;
mod contain;
mod detect;
mod look;
mod notify;
mod reach;
mod stage;

pub(crate) use self::notify::rehearsed;
pub use self::{
    contain::{Contained, Measure, Who},
    detect::Found,
    look::{Clocked, Incident},
    notify::{Audience, Contents, Told},
    reach::{Affected, Touched},
    stage::{Severity, Stage},
};
