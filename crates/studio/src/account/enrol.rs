//! Somebody gets an account.

use incamera_gate::Write;
use incamera_model::PersonId;
use incamera_rights::{HOUSE, Kernel, RightsError};
use incamera_store::{Col, Filing, Reads, rows::people};
use incamera_vault::Under;

use crate::{said, words};

/// What an account needs: nothing else is asked (STU-01).
#[derive(Clone, Debug)]
pub struct Account<'a> {
    /// What he is called.
    pub name: &'a str,
    /// Where to write to.
    pub email: &'a str,
    /// In which language (BCP 47).
    pub language: &'a str,
}

/// Gives somebody an account in this region, and says who he is from now on.
///
/// # Errors
/// An address that has an account already; a language that is none.
pub async fn enrol(kernel: &Kernel, account: &Account<'_>, region: &str) -> Result<PersonId, RightsError> {
    enrol_as(kernel, kernel.person(), account, region).await
}

/// The same with somebody who was named before he came: by an invitation.
///
/// # Errors
/// An address that has an account already; a language that is none.
pub async fn enrol_as(
    kernel: &Kernel,
    person: PersonId,
    account: &Account<'_>,
    region: &str,
) -> Result<PersonId, RightsError> {
    let vault = kernel.vault();
    let name = words::line("a name", account.name, 80)?;
    let desk = kernel.own(person, HOUSE, region)?;
    let email = account.email.trim().to_lowercase();
    if email.len() > 254 || !email.contains('@') || email.chars().any(char::is_whitespace) {
        return Err(RightsError::Said(
            "this is no e-mail address: write one like name@example.org".to_owned(),
        ));
    }
    let trace = vault.blind_index("email", &email)?;
    if !kernel.store().traced::<people::Entity>(people::Column::EmailTrace, trace).await?.is_empty() {
        return Err(RightsError::Said("this address has an account already: sign in with it".to_owned()));
    }
    let datum = desk.draft("account", HOUSE, None, &[person]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let seal = |field, text| vault.seal_field(&permit, Under::Person(person), field, text);
    let row = people::Model {
        id: Col(datum.id),
        person: Col(person),
        email: Col(seal("email", &email)?),
        email_trace: Col(trace),
        name: Col(seal("name", &name)?),
        language: Col(account.language.parse().map_err(said)?),
        country: None,
        created: Col(kernel.now()),
        closed: None,
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<people::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(person)
}
