//! The subject index: everything that is held about somebody, in every workspace, and where copies of it may be.
//!
//! It is made of facts: no row and no object is opened for it but what tells of disclosures and holds. What is listed here is
//! what an [export](crate::Export) gives, or says why it withholds it.

mod facts;
mod gather;

use std::collections::BTreeSet;

use incamera_model::{DatumId, PersonId};
use incamera_store::{
    Reads,
    rows::{invitations, people, requests, subscriptions},
};

pub use self::facts::{Copies, Disclosed, Found, Hold, Index, Kept, Named, Processor, Stands};
pub(crate) use self::gather::rotated;
use crate::{error::RightsError, kernel::Kernel};

/// By what somebody is looked for.
#[derive(Clone, Copy, Debug)]
pub enum Whom<'a> {
    /// By id.
    Person(PersonId),
    /// By an address that he gave: to an account, a request, an invitation or a subscription.
    Email(&'a str),
}

impl Kernel {
    /// Everybody who is known by this: of one address there may be several, as nobody has shown yet that an account and a request
    /// are the same person's.
    ///
    /// # Errors
    /// A database or a keyring that would not.
    pub async fn who(&self, whom: Whom<'_>) -> Result<BTreeSet<PersonId>, RightsError> {
        let email = match whom {
            Whom::Person(person) => return Ok(BTreeSet::from([person])),
            Whom::Email(email) => email.trim().to_lowercase(),
        };
        let (store, trace) = (&self.store, self.vault.blind_index("email", &email)?);
        let mut rows: Vec<DatumId> = Vec::new();
        rows.extend(store.traced::<people::Entity>(people::Column::EmailTrace, trace).await?);
        rows.extend(store.traced::<invitations::Entity>(invitations::Column::EmailTrace, trace).await?);
        rows.extend(store.traced::<subscriptions::Entity>(subscriptions::Column::EmailTrace, trace).await?);
        rows.extend(store.traced::<requests::Entity>(requests::Column::ContactTrace, trace).await?);
        let known = store.data(&rows, self.now()).await?;
        Ok(known.into_iter().flat_map(|known| known.ties.into_keys()).collect())
    }

    /// Everything that is held about everybody who is known by this. `place` is the region where it is asked; what tells of
    /// disclosures in a region that may not be reached from there is left out.
    ///
    /// # Errors
    /// A database or a keyring that would not.
    pub async fn find(&self, whom: Whom<'_>, place: &str) -> Result<Vec<Index>, RightsError> {
        let mut all = Vec::new();
        for person in self.who(whom).await? {
            all.push(self.subject(person, place).await?);
        }
        Ok(all)
    }
}
