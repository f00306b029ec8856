//! What somebody signs in with: one row a method, its secret sealed under his key.

use incamera_gate::{Datum, Read, Write};
use incamera_model::{DatumId, PersonId};
use incamera_rights::{HOUSE, Kernel, RightsError};
use incamera_store::{
    Col, Filing, Held, Reads, Table, Transaction,
    rows::credentials::{Entity, Model},
};
use incamera_vault::Under;

use crate::{program, said};

/// A credential, opened by the program for whoever knocks.
#[derive(Clone, Debug)]
pub struct Known {
    pub(crate) datum: Datum,
    pub(crate) row: Model,
    /// The secret.
    pub(crate) secret: String,
}

/// Whether anybody has something to sign in with: until then the house has no owner.
///
/// # Errors
/// A database that would not.
pub async fn has_credentials(kernel: &Kernel) -> Result<bool, RightsError> {
    let counts = kernel.store().counts(Some(HOUSE)).await?;
    Ok(counts.iter().any(|(kind, count)| *kind == <Entity as Table>::KIND && *count > 0))
}

/// Keeps a credential of a person's, in the place of the one of this method that he had.
pub(crate) async fn keep(
    kernel: &Kernel,
    unit: &Transaction,
    person: PersonId,
    method: &str,
    secret: &str,
) -> Result<DatumId, RightsError> {
    let place = kernel.region(HOUSE).await?;
    let desk = kernel.own(person, HOUSE, &place)?;
    let datum = desk.draft("account", HOUSE, None, &[person]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let seal = |text: &str| kernel.vault().seal_field(&permit, Under::Person(person), "secret", text);
    if let Some(known) = of(kernel, person, method).await? {
        return change(kernel, unit, &known, secret, false).await;
    }
    let row = Model {
        id: Col(datum.id),
        person: Col(person),
        method: Col(method.parse().map_err(said)?),
        secret: Col(seal(secret)?),
        created: Col(kernel.now()),
        used: None,
    };
    unit.insert::<Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    Ok(datum.id)
}

/// Writes a credential anew; `used`: it opened the door just now.
pub(crate) async fn change(
    kernel: &Kernel,
    unit: &Transaction,
    known: &Known,
    secret: &str,
    used: bool,
) -> Result<DatumId, RightsError> {
    let machine = program(kernel, "security", &known.datum.region)?;
    let permit = machine.may::<Write>(&known.datum)?;
    let mut row = known.row.clone();
    row.secret = Col(kernel.vault().seal_field(&permit, Under::Person(*row.person), "secret", secret)?);
    if used {
        row.used = Some(Col(kernel.now()));
    }
    unit.update::<Entity>(&permit, row).await?;
    unit.log(&machine.wrote(&permit)?).await?;
    Ok(known.datum.id)
}

/// A person's credential of a method.
pub(crate) async fn of(
    kernel: &Kernel,
    person: PersonId,
    method: &str,
) -> Result<Option<Known>, RightsError> {
    let rows = kernel.store().rows_about::<Entity>(person, HOUSE, kernel.now()).await?;
    opened(kernel, rows, method)
}

/// The same, read again in a unit of work that changes it.
pub(crate) async fn again(
    kernel: &Kernel,
    unit: &Transaction,
    id: DatumId,
    method: &str,
) -> Result<Option<Known>, RightsError> {
    unit.lock(id).await?;
    opened(kernel, unit.fetch::<Entity>(id, kernel.now()).await?, method)
}

fn opened(
    kernel: &Kernel,
    rows: impl IntoIterator<Item = Held<Entity>>,
    method: &str,
) -> Result<Option<Known>, RightsError> {
    for held in rows {
        let machine = program(kernel, "security", &held.datum().region)?;
        let leave = machine.leave::<Read>()?;
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        if *row.method == *method {
            let secret = kernel.vault().open_field(&permit, "secret", &row.secret)?;
            return Ok(Some(Known { datum: held.datum().clone(), row: row.clone(), secret }));
        }
    }
    Ok(None)
}
