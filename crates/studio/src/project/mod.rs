//! A film to make: its brief, its dated steps, and what its people write to each other.

mod begin;
mod list;
mod message;
mod milestone;

pub use self::{
    begin::project,
    list::{Change, Counts, Project, change_project, counts, erase_project, films, one_film},
    message::{Message, message, messages},
    milestone::{Milestone, Step, change_milestone, erase_milestone, milestone, milestones},
};
