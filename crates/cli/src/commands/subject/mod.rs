//! `incamera subject`: everything about somebody: found, exported, erased, restricted.

mod erase;
mod export;
mod find;
mod restrict;

use incamera_model::{PersonId, WorkspaceId};
use incamera_rights::{RightsError, Whom};
use incamera_store::Reads;

use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::installation::Installation;
use crate::say::{printable, say};

/// Does what is asked about somebody.
pub(crate) fn run(args: &args::Subject, context: &Context) -> Result<Exit, Error> {
    match args {
        args::Subject::Find { who, place } => find::run(who, place, context),
        args::Subject::Export { .. } => export::run(args, context),
        args::Subject::Erase { .. } => erase::run(args, context),
        args::Subject::Restrict { .. } => restrict::run(args, context),
    }
}

/// The person known by an address or an id.
///
/// # Errors
/// Nobody, or several.
fn one(here: &Installation, who: &str) -> Result<PersonId, Error> {
    let whom = match who.parse() {
        Ok(person) => Whom::Person(person),
        Err(_) => Whom::Email(who),
    };
    let people = here.run(here.kernel.who(whom))?;
    let shown = || printable(who).into_owned();
    match people.len() {
        1 => people.first().copied().ok_or_else(|| say!("error-nobody", who = shown()).into()),
        0 => Err(say!("error-nobody", who = shown()).into()),
        _ => {
            let ids = people.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Err(say!("error-several", who = shown(), ids = ids).into())
        }
    }
}

/// The workspaces somebody is held in: the one asked for, or all.
fn workspaces(
    here: &Installation,
    person: PersonId,
    only: Option<uuid::Uuid>,
) -> Result<Vec<WorkspaceId>, Error> {
    if let Some(only) = only {
        return Ok(vec![WorkspaceId::of(only)]);
    }
    let known = here.run(async {
        Ok::<_, RightsError>(here.kernel.store().about(person, None, here.kernel.now()).await?)
    })?;
    let mut all: Vec<WorkspaceId> = known.iter().map(|known| known.datum.workspace).collect();
    all.sort();
    all.dedup();
    Ok(all)
}
