//! What is to be done, and with what.

use incamera_gate::{Datum, Write};
use incamera_model::{DatumId, Term};
use incamera_rights::Kernel;
use incamera_store::{Col, Filing, Table, Transaction, rows::jobs};

use crate::{error::StudioError, machine::machine};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// Poster and storyboard of a rush.
    Storyboard,
    /// What a rush is, its sound, its picture, its words.
    Scan,
    /// A small film of a rush that shows every frame.
    Proxy,
    /// A film of a cut.
    Render,
}

impl Task {
    const ALL: [Self; 4] = [Self::Storyboard, Self::Scan, Self::Proxy, Self::Render];

    /// The word it is written down by.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Storyboard => "storyboard",
            Self::Scan => "scan",
            Self::Proxy => "proxy",
            Self::Render => "render",
        }
    }

    pub(super) fn of(word: &Term) -> Option<Self> {
        Self::ALL.into_iter().find(|task| *word == *task.word())
    }
}

/// Writes down that something is to be done with a rush or a render, in the unit of what wants it.
pub(crate) async fn owe(
    kernel: &Kernel,
    unit: &Transaction,
    with: &Datum,
    task: Task,
) -> Result<DatumId, StudioError> {
    let desk = machine(kernel, &with.region)?;
    let datum = Datum::derived(kernel.id(), jobs::Entity::CLASS, &[with])?;
    let permit = desk.may::<Write>(&datum)?;
    let row = jobs::Model {
        id: Col(datum.id),
        task: Col(task.word().parse()?),
        target: Col(with.id),
        state: Col("waiting".parse()?),
        tries: Col(0),
        due: Col(kernel.now()),
        claimed: None,
        why: None,
    };
    // Its retention counts from when it is done: what waits must not expire.
    let filing = Filing { clock: None, ..Filing::observed(kernel.now()) };
    unit.insert::<jobs::Entity>(&permit, row, filing).await?;
    Ok(datum.id)
}
