//! Who somebody is: what he sees of his own account.

use incamera_gate::{Read, Write};
use incamera_model::PersonId;
use incamera_rights::{HOUSE, Kernel, RightsError};
use incamera_store::{
    Col, Reads,
    rows::people::{Column, Entity},
};

use crate::{program, said};

/// Somebody's account, in his own eyes.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Who.
    pub person: PersonId,
    /// What he is called.
    pub name: String,
    /// Where to write to.
    pub email: String,
    /// In which language he is spoken to.
    pub language: String,
}

/// Whose address this is, for whoever knocks.
///
/// # Errors
/// A database that would not.
pub async fn find_by_email(kernel: &Kernel, email: &str) -> Result<Option<PersonId>, RightsError> {
    let trace = kernel.vault().blind_index("email", &email.trim().to_lowercase())?;
    for id in kernel.store().traced::<Entity>(Column::EmailTrace, trace).await? {
        let Some(held) = kernel.store().fetch::<Entity>(id, kernel.now()).await? else { continue };
        let machine = program(kernel, "security", &held.datum().region)?;
        let leave = machine.leave::<Read>()?;
        // An account that is on its way out is nobody's any more.
        let Ok(permit) = leave.decide(held.datum()) else { continue };
        let row = held.open(&permit)?;
        if row.closed.is_none() {
            return Ok(Some(*row.person));
        }
    }
    Ok(None)
}

/// Somebody's own account; none for guests, who have none.
///
/// # Errors
/// A database that would not.
pub async fn profile(kernel: &Kernel, person: PersonId) -> Result<Option<Profile>, RightsError> {
    let desk = kernel.own(person, HOUSE, &kernel.region(HOUSE).await?)?;
    let leave = desk.leave::<Read>()?;
    let mut rows = kernel.store().rows_about::<Entity>(person, HOUSE, kernel.now()).await?;
    let Some(held) = rows.pop() else { return Ok(None) };
    let permit = leave.decide(held.datum())?;
    let row = held.open(&permit)?;
    let open = |field, sealed| kernel.vault().open_field(&permit, field, sealed);
    Ok(Some(Profile {
        person,
        name: open("name", &row.name)?,
        email: open("email", &row.email)?,
        language: row.language.to_string(),
    }))
}

/// Somebody wants to be spoken to in another language.
///
/// # Errors
/// A language that is none; a database that would not.
pub async fn speak(kernel: &Kernel, person: PersonId, language: &str) -> Result<(), RightsError> {
    let desk = kernel.own(person, HOUSE, &kernel.region(HOUSE).await?)?;
    for held in kernel.store().rows_about::<Entity>(person, HOUSE, kernel.now()).await? {
        let datum = held.datum().clone();
        let permit = desk.may::<Write>(&datum)?;
        let mut row = held.change(&permit)?;
        row.language = Col(language.parse().map_err(said)?);
        let unit = kernel.store().begin().await?;
        unit.update::<Entity>(&permit, row).await?;
        unit.log(&desk.wrote(&permit)?).await?;
        unit.commit().await?;
    }
    Ok(())
}
