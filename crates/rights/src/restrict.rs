//! The use of somebody's data is restricted, or somebody objects to a purpose: both hold before the next thing is read.

use incamera_charter::Basis;
use incamera_ledger::Kind;
use incamera_model::PersonId;
use incamera_store::Standing;

use crate::{
    error::RightsError,
    kernel::Kernel,
    reach::{self, Reach},
};

impl Kernel {
    /// Restricts the use of somebody's data: it stays, and nothing opens it but an answer to him (GDPR Art. 18). For whoever has
    /// checked who asks.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn restrict(&self, person: PersonId, reach: Reach) -> Result<(), RightsError> {
        self.stand(person, reach, Standing::Restriction, None, Kind::Restricted, "right.restriction").await
    }

    /// Lifts a restriction, after the person was told.
    ///
    /// # Errors
    /// There is none in this reach.
    pub async fn lift(&self, person: PersonId, reach: Reach) -> Result<(), RightsError> {
        self.fall(person, reach, Standing::Restriction, None, Kind::RestrictionLifted, "right.restriction")
            .await
    }

    /// Stops a purpose for somebody who objects to it, until that was weighed (GDPR Art. 21).
    ///
    /// # Errors
    /// There is no such purpose; a database that would not.
    pub async fn object(&self, person: PersonId, purpose: &str, reach: Reach) -> Result<(), RightsError> {
        let Some(found) = self.charter().purposes.get(purpose) else {
            return Err(RightsError::Said(format!("the charter has no purpose {purpose}")));
        };
        // GDPR Art. 21 is about interests; what rests on a law, or on his own contract, stops by other means. Above all, an answer to
        // himself must stay possible.
        if matches!(found.basis, Basis::Law(_) | Basis::Contract) {
            let basis = found.basis.word();
            return Err(RightsError::Said(format!("{purpose} rests on {basis}: nobody objects to that")));
        }
        self.stand(person, reach, Standing::Objection, Some(purpose), Kind::Objected, "right.objection").await
    }

    /// Lets a purpose go on that was objected to, after that was weighed and the person was told.
    ///
    /// # Errors
    /// Nobody objected in this reach.
    pub async fn overrule(&self, person: PersonId, purpose: &str, reach: Reach) -> Result<(), RightsError> {
        let kind = Kind::RestrictionLifted;
        self.fall(person, reach, Standing::Objection, Some(purpose), kind, "right.objection").await
    }

    async fn stand(
        &self,
        person: PersonId,
        reach: Reach,
        standing: Standing,
        purpose: Option<&str>,
        kind: Kind,
        promise: &str,
    ) -> Result<(), RightsError> {
        let row = reach::standing(self, person, reach, standing, purpose)?;
        let unit = self.store.begin().await?;
        unit.unstand(&row).await?;
        unit.stand(row).await?;
        unit.log(&self.entry(kind, promise, reach.workspace, Some(person), &(reach, purpose))?).await?;
        Ok(unit.commit().await?)
    }

    async fn fall(
        &self,
        person: PersonId,
        reach: Reach,
        standing: Standing,
        purpose: Option<&str>,
        kind: Kind,
        promise: &str,
    ) -> Result<(), RightsError> {
        let row = reach::standing(self, person, reach, standing, purpose)?;
        let unit = self.store.begin().await?;
        if unit.unstand(&row).await? == 0 {
            return Err(RightsError::State {
                what: promise.to_owned(),
                state: "not standing in this reach".to_owned(),
                next: "see what stands: it is lifted as far as it went",
            });
        }
        unit.log(&self.entry(kind, promise, reach.workspace, Some(person), &(reach, purpose))?).await?;
        Ok(unit.commit().await?)
    }
}
