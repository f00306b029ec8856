//! An erasure begins: from here on the gate lets nobody near, and what must follow is owed.

use incamera_gate::Erase;
use incamera_ledger::Kind;
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_store::{
    Col, Mark, Reads, Standing, Transaction,
    kernel::{targets, tombstones},
};

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::{Kernel, term},
    name::drawn_from,
    owe::owe,
    reach::{self, Reach},
    sweep::Task,
};

/// Why an erasure begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause<'a> {
    /// The promise that wants it.
    pub(crate) promise: &'a str,
    /// The request that asked for it.
    pub(crate) request: Option<DatumId>,
}

impl Kernel {
    /// Somebody is to be forgotten in a workspace: what is about him alone goes, what he shares with others forgets him. Says the
    /// name of the tombstone. The gate is closed when it comes back; the rest is [`pursue`](Kernel::pursue)d.
    ///
    /// It is for whoever has checked who asks: a verified request, or somebody who closes his account.
    ///
    /// # Errors
    /// A database that would not: nothing happened then.
    pub async fn erase_person(
        &self,
        workspace: WorkspaceId,
        person: PersonId,
        promise: &str,
        request: Option<DatumId>,
    ) -> Result<DatumId, RightsError> {
        let (target, cause) = (DatumId::of(person.uuid()), Cause { promise, request });
        self.bury(workspace, "person", target, cause, Some(person)).await
    }

    /// Somebody closes his account: he is forgotten in every workspace, and his account goes. Says the tombstones.
    ///
    /// # Errors
    /// A database that would not; what was begun before goes on.
    pub async fn close_account(
        &self,
        person: PersonId,
        request: Option<DatumId>,
    ) -> Result<Vec<DatumId>, RightsError> {
        let known = self.store.about(person, None, self.now()).await?;
        let mut workspaces: Vec<WorkspaceId> = known.iter().map(|known| known.datum.workspace).collect();
        workspaces.sort();
        workspaces.dedup();
        let mut tombstones = Vec::new();
        for workspace in workspaces {
            tombstones.push(self.erase_person(workspace, person, "right.erasure", request).await?);
        }
        Ok(tombstones)
    }

    /// A film goes, with everything in it.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn erase_project(
        &self,
        workspace: WorkspaceId,
        project: ProjectId,
        promise: &str,
    ) -> Result<DatumId, RightsError> {
        let cause = Cause { promise, request: None };
        self.bury(workspace, "project", DatumId::of(project.uuid()), cause, None).await
    }

    /// A tenant goes, with everything in it but what a law keeps.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn erase_workspace(
        &self,
        workspace: WorkspaceId,
        promise: &str,
    ) -> Result<DatumId, RightsError> {
        let cause = Cause { promise, request: None };
        self.bury(workspace, "workspace", DatumId::of(workspace.uuid()), cause, None).await
    }

    /// All of a class that is about somebody alone goes: what was held by a yes that was taken back.
    pub(crate) async fn erase_class(
        &self,
        person: PersonId,
        workspace: WorkspaceId,
        class: &str,
        promise: &str,
    ) -> Result<usize, RightsError> {
        let known = self.store.about(person, Some(workspace), self.now()).await?;
        let machine = self.machine(&self.region(workspace).await?)?;
        let mut gone = 0;
        for known in known.iter().filter(|known| known.datum.class == class && known.owned_by(person)) {
            machine.erase(known.datum.id, promise).await?;
            gone += 1;
        }
        Ok(gone)
    }

    /// Writes the tombstone and closes the gate, with the obligation to go on and the entry for the ledger.
    async fn bury(
        &self,
        workspace: WorkspaceId,
        reach: &str,
        target: DatumId,
        cause: Cause<'_>,
        person: Option<PersonId>,
    ) -> Result<DatumId, RightsError> {
        let stone = tombstones::Model {
            id: Col(self.id()),
            workspace: Col(workspace),
            reach: Col(term(reach)?),
            target: Col(target),
            promise: Col(term(cause.promise)?),
            request: cause.request.map(Col),
            at: Col(self.now()),
            done: None,
        };
        let unit = self.store.begin().await?;
        self.close(&unit, &stone).await?;
        let what = ("tombstone", *stone.id, reach, target, cause.request);
        unit.log(&self.entry(Kind::Tombstone, cause.promise, workspace, person, &what)?).await?;
        unit.commit().await?;
        Ok(*stone.id)
    }

    /// Closes the gate to what a tombstone is about, and owes the rest: at its beginning, and when a backup is restored that does
    /// not know it yet.
    pub(crate) async fn close(
        &self,
        unit: &Transaction,
        stone: &tombstones::Model,
    ) -> Result<(), RightsError> {
        let (workspace, target, now) = (*stone.workspace, *stone.target, self.now());
        unit.bury(tombstones::Model { done: None, ..stone.clone() }).await?;
        unit.reopen(*stone.id).await?;
        match stone.reach.as_str() {
            "person" => {
                let (person, reach) = (PersonId::of(target.uuid()), Reach::all(workspace));
                let standing = reach::standing(self, person, reach, Standing::Erased, None)?;
                unit.unstand(&standing).await?;
                unit.stand(standing).await?;
            }
            "datum" => unit.mark(&[target], Mark::Erased, true).await?,
            "project" => {
                unit.doom(workspace, Some(ProjectId::of(target.uuid()))).await?;
            }
            "workspace" => {
                unit.doom(workspace, None).await?;
            }
            reach => {
                return Err(RightsError::State {
                    what: format!("tombstone {} with the reach `{reach}`", *stone.id),
                    state: "unknown to this program".to_owned(),
                    next: "use the program that wrote it, or a newer one",
                });
            }
        }
        let others = self.charter().processors.keys().map(|id| format!("processor.{id}"));
        let ours = ["keys", "rows", "shared", "mentions", "backups"].map(str::to_owned);
        for store in ours.into_iter().chain(others) {
            unit.reach(waiting(*stone.id, &store, now)?).await?;
        }
        Ok(unit.owe([owe(stone.promise.as_str(), Task::Erase.word(), *stone.id, now)?]).await?)
    }
}

impl Desk<'_> {
    /// One datum goes, with what was made from it. Says the name of the tombstone.
    ///
    /// # Errors
    /// A refusal; a datum that is gone.
    pub async fn erase(&self, datum: DatumId, promise: &str) -> Result<DatumId, RightsError> {
        let kernel = self.kernel;
        let known = kernel.store.datum(datum, kernel.now()).await?;
        let known = known.ok_or_else(|| RightsError::missing("datum", datum))?;
        self.may::<Erase>(&known.datum)?;
        let only = known.datum.about.first().copied().filter(|_| known.datum.about.len() == 1);
        kernel.bury(known.datum.workspace, "datum", datum, Cause { promise, request: None }, only).await
    }
}

/// A place that an erasure has yet to reach.
pub(crate) fn waiting(
    tombstone: DatumId,
    store: &str,
    now: jiff::Timestamp,
) -> Result<targets::Model, RightsError> {
    Ok(targets::Model {
        id: Col(drawn_from(&[b"target", tombstone.uuid().as_bytes(), store.as_bytes()])),
        tombstone: Col(tombstone),
        store: Col(term(store)?),
        state: Col(term("waiting")?),
        count: 0,
        tries: 0,
        due: None,
        at: Col(now),
    })
}
