//! A mail comes in, and its subject says what it is.

use incamera_model::{PersonId, WorkspaceId};

use crate::{
    desk::Desk,
    error::RightsError,
    request::{
        asking::Asking,
        open::{Opened, open},
        prove::{known, trace},
        route::{Mail, route},
    },
};

/// What became of a mail.
#[derive(Clone, Debug)]
pub enum Mailed {
    /// It opened a request.
    Opened(Box<Opened>),
    /// It took consents back, if its sender had given any. It says the same of somebody nobody knows.
    Withdrawn,
    /// It is neither; it goes where other mail goes.
    Other,
}

/// Takes a mail in at the program's desk. `withdraw` takes back what somebody consented to: that is another room's verb.
///
/// # Errors
/// What opening or withdrawing says.
pub async fn receive(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    subject: &str,
    asking: &Asking<'_>,
    withdraw: impl AsyncFnOnce(PersonId) -> Result<(), RightsError>,
) -> Result<Mailed, RightsError> {
    match route(subject) {
        Some(Mail::Request) => Ok(Mailed::Opened(Box::new(open(desk, workspace, asking).await?))),
        Some(Mail::Withdrawal) => {
            let sender = asking.contact.map(|contact| trace(desk.kernel(), contact)).transpose()?;
            if let Some(sender) = sender
                && let Some(person) = known(desk.kernel(), sender).await?
            {
                withdraw(person).await?;
            }
            Ok(Mailed::Withdrawn)
        }
        None => Ok(Mailed::Other),
    }
}
