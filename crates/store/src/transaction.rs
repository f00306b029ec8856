//! Writing: a unit of work, written whole or not at all.

use incamera_gate::{Erase, Permit, Write};
use incamera_ledger::Entry;
use incamera_model::{DatumId, PersonId, Term, WorkspaceId};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel,
    ModelTrait,
    sea_query::{Alias, Expr, OnConflict, Query},
};

use crate::{
    catalogue::{table, tables},
    column::Col,
    error::StoreError,
    facts::{Known, is_for},
    kernel::{about, data, outbox, sources, standings},
    label::{Edge, Label, Table, kept},
    names::{AT_ONCE, any_of},
    reads::Mention,
    standing::{Route, Standing, Tie},
    unit::Unit,
};

/// A unit of work. Dropped without [`commit`](Self::commit), nothing of it happened.
pub struct Transaction {
    pub(crate) inner: Unit,
}

/// What a new datum is filed under, besides what the gate knows.
#[derive(Clone, Copy, Debug)]
pub struct Filing {
    /// How it came.
    pub route: Route,
    /// From which entered source, if not from the person.
    pub source: Option<DatumId>,
    /// From when its retention counts; none while what starts it has not happened.
    pub clock: Option<Timestamp>,
    /// How long its object in the vault is, if it has one.
    pub bytes: Option<u64>,
}

impl Filing {
    /// From the person, with its retention counted from now on.
    pub fn from_person(now: Timestamp) -> Self {
        Self { route: Route::Person, source: None, clock: Some(now), bytes: None }
    }

    /// Noticed while the studio was used.
    pub fn observed(now: Timestamp) -> Self {
        Self { route: Route::Observed, ..Self::from_person(now) }
    }
}

impl Transaction {
    /// Makes it last; on disk when it comes back.
    ///
    /// # Errors
    /// A database that would not, or a step that failed before: nothing of it happened then.
    pub async fn commit(self) -> Result<(), StoreError> {
        if self.inner.commit().await? { Ok(()) } else { Err(StoreError::Failed) }
    }

    /// Adds a row, with the facts that were decided about.
    ///
    /// # Errors
    /// A permit for something else, a person it was not decided about, a name that is taken, a source that was not entered.
    pub async fn insert<T: Table>(
        &self,
        permit: &Permit<'_, Write>,
        row: T::Model,
        filing: Filing,
    ) -> Result<(), StoreError>
    where
        T::Model: IntoActiveModel<T::ActiveModel>,
        T::ActiveModel: Send,
    {
        let datum = permit.datum();
        fits::<T>(permit, &row)?;
        if filing.route.needs_source() && !self.entered(filing, datum.workspace).await? {
            return Err(StoreError::NoSource(datum.id));
        }
        let strange =
            |e: incamera_model::TermError| StoreError::Strange { what: "region", why: e.to_string() };
        let facts = data::Model {
            id: Col(datum.id),
            workspace: Col(datum.workspace),
            project: datum.project.map(Col),
            kind: T::KIND,
            region: Col(datum.region.parse().map_err(strange)?),
            route: filing.route as i16,
            source: filing.source.map(Col),
            clock: filing.clock.map(Col),
            bytes: filing.bytes.map(|n| n as i64),
            restricted: datum.restricted,
            erased: datum.erased,
        };
        // A name that is taken is no failed step: the unit can go on.
        let taken = OnConflict::column(data::Column::Id).do_nothing().to_owned();
        let new = data::Entity::insert(facts.into_active_model()).on_conflict(taken);
        if new.exec_without_returning(&self.inner).await? == 0 {
            return Err(StoreError::There(datum.id));
        }
        if !datum.about.is_empty() {
            let ties = datum.about.iter().map(|person| about::ActiveModel {
                person: ActiveValue::Set(Col(*person)),
                datum: ActiveValue::Set(Col(datum.id)),
                tie: ActiveValue::Set(tie::<T>(&row, *person, datum.about.len()) as i16),
            });
            about::Entity::insert_many(ties).exec_without_returning(&self.inner).await?;
        }
        T::insert(row.into_active_model()).exec_without_returning(&self.inner).await?;
        Ok(())
    }

    /// Writes a row anew. Its facts stay.
    ///
    /// # Errors
    /// A permit for something else, or a row that is gone.
    pub async fn update<T: Table>(&self, permit: &Permit<'_, Write>, row: T::Model) -> Result<(), StoreError>
    where
        T::Model: IntoActiveModel<T::ActiveModel>,
        T::ActiveModel: Send,
    {
        fits::<T>(permit, &row)?;
        let changed = T::update(row.into_active_model().reset_all()).validate()?.exec(&self.inner).await;
        match changed {
            Ok(_) => Ok(()),
            Err(DbErr::RecordNotUpdated) => Err(StoreError::Missing(permit.datum().id)),
            Err(other) => Err(other.into()),
        }
    }

    /// Says how long the object of a datum is, once that is known.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn weigh(&self, permit: &Permit<'_, Write>, bytes: u64) -> Result<(), StoreError> {
        let update = Query::update()
            .table(data::Entity)
            .value(data::Column::Bytes, bytes as i64)
            .and_where(Expr::col(data::Column::Id).eq(permit.datum().id.uuid()))
            .take();
        self.inner.execute(&update).await?;
        Ok(())
    }

    /// Says that a datum is about somebody too: who is in a picture, for example.
    ///
    /// # Errors
    /// A permit for something else; a database that would not.
    pub async fn add_about(
        &self,
        permit: &Permit<'_, Write>,
        person: PersonId,
        tie: Tie,
    ) -> Result<(), StoreError> {
        let row = about::ActiveModel {
            person: ActiveValue::Set(Col(person)),
            datum: ActiveValue::Set(Col(permit.datum().id)),
            tie: ActiveValue::Set(tie as i16),
        };
        let twice = OnConflict::columns([about::Column::Person, about::Column::Datum])
            .update_column(about::Column::Tie)
            .to_owned();
        about::Entity::insert(row).on_conflict(twice).exec_without_returning(&self.inner).await?;
        Ok(())
    }

    /// Removes data with their rows; those that are gone already are passed over.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn remove(&self, permits: &[Permit<'_, Erase>]) -> Result<(), StoreError> {
        for some in permits.chunks(AT_ONCE) {
            let ids: Vec<_> = some.iter().map(|permit| permit.datum().id).collect();
            let kinds = Query::select()
                .distinct()
                .column(data::Column::Kind)
                .from(data::Entity)
                .and_where(any_of(Expr::col(data::Column::Id), &ids))
                .take();
            for line in self.inner.query_all(&kinds).await? {
                let kind: i16 = line.try_get("", "kind")?;
                let table = table(kind)
                    .ok_or_else(|| StoreError::Strange { what: "table", why: kind.to_string() })?;
                self.delete(Alias::new(table.name), "id", &ids).await?;
            }
            self.delete(Alias::new("about"), "datum", &ids).await?;
            self.delete(Alias::new("standings"), "datum", &ids).await?;
            self.delete(Alias::new("data"), "id", &ids).await?;
        }
        Ok(())
    }

    async fn delete(&self, from: Alias, column: &'static str, ids: &[DatumId]) -> Result<(), StoreError> {
        let delete =
            Query::delete().from_table(from).and_where(any_of(Expr::col(Alias::new(column)), ids)).take();
        self.inner.execute(&delete).await?;
        Ok(())
    }

    /// Marks data as erased, or restricted: the gate lets nobody near from here on.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn mark(&self, ids: &[DatumId], mark: Mark, set: bool) -> Result<(), StoreError> {
        let column = match mark {
            Mark::Erased => data::Column::Erased,
            Mark::Restricted => data::Column::Restricted,
        };
        for some in ids.chunks(AT_ONCE) {
            let update = Query::update()
                .table(data::Entity)
                .value(column, set)
                .and_where(any_of(Expr::col(data::Column::Id), some))
                .take();
            self.inner.execute(&update).await?;
        }
        Ok(())
    }

    /// Marks everything of a workspace, or of one of its films, as erased, but what a law keeps: one statement, however much there is.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn doom(
        &self,
        workspace: incamera_model::WorkspaceId,
        project: Option<incamera_model::ProjectId>,
    ) -> Result<u64, StoreError> {
        let mut update = Query::update();
        update
            .table(data::Entity)
            .value(data::Column::Erased, true)
            .and_where(Expr::col(data::Column::Workspace).eq(workspace.uuid()))
            .and_where(
                Expr::col(data::Column::Kind).is_not_in(tables().iter().filter(|t| t.kept).map(|t| t.kind)),
            );
        if let Some(project) = project {
            update.and_where(Expr::col(data::Column::Project).eq(project.uuid()));
        }
        Ok(self.inner.execute(&update).await?.rows_affected())
    }

    /// Sets from when the retention of data counts: when a case was closed, when something was last used.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn start_clock(&self, ids: &[DatumId], from: Timestamp) -> Result<(), StoreError> {
        for some in ids.chunks(AT_ONCE) {
            let update = Query::update()
                .table(data::Entity)
                .value(data::Column::Clock, from.as_millisecond())
                .and_where(any_of(Expr::col(data::Column::Id), some))
                .take();
            self.inner.execute(&update).await?;
        }
        Ok(())
    }

    /// Takes a name out of a row that stays: the column is emptied, or names a nobody drawn for this purpose.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn unname(&self, mention: Mention, nobody: PersonId) -> Result<(), StoreError> {
        let strange = || StoreError::Strange { what: "table", why: mention.kind.to_string() };
        let table = table(mention.kind).ok_or_else(strange)?;
        let column = table.columns.iter().find(|column| column.name == mention.column).ok_or_else(strange)?;
        let empty = if column.optional { None } else { Some(nobody.uuid()) };
        let update = Query::update()
            .table(Alias::new(table.name))
            .value(Alias::new(column.name), empty)
            .and_where(Expr::col(Alias::new("id")).eq(mention.datum.uuid()))
            .take();
        self.inner.execute(&update).await?;
        Ok(())
    }

    /// Says that a datum that others share is not about somebody any more.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn untie(&self, person: PersonId, data: &[DatumId]) -> Result<(), StoreError> {
        for some in data.chunks(AT_ONCE) {
            let delete = Query::delete()
                .from_table(about::Entity)
                .and_where(Expr::col(about::Column::Person).eq(person.uuid()))
                .and_where(any_of(Expr::col(about::Column::Datum), some))
                .take();
            self.inner.execute(&delete).await?;
        }
        Ok(())
    }

    /// Writes down what holds of a person.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn stand(&self, standing: standings::Model) -> Result<(), StoreError> {
        standings::Entity::insert(standing.into_active_model()).exec_without_returning(&self.inner).await?;
        Ok(())
    }

    /// Takes back what held of a person, in exactly this reach.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn unstand(&self, like: &standings::Model) -> Result<u64, StoreError> {
        let exactly = |column, value: Option<uuid::Uuid>| match value {
            Some(value) => Expr::col(column).eq(value),
            None => Expr::col(column).is_null(),
        };
        let delete = Query::delete()
            .from_table(standings::Entity)
            .and_where(Expr::col(standings::Column::Person).eq(like.person.uuid()))
            .and_where(Expr::col(standings::Column::Workspace).eq(like.workspace.uuid()))
            .and_where(Expr::col(standings::Column::Kind).eq(like.kind))
            .and_where(Expr::col(standings::Column::Purpose).eq(like.purpose.as_str()))
            .and_where(exactly(standings::Column::Project, like.project.map(|p| p.uuid())))
            .and_where(exactly(standings::Column::Datum, like.datum.map(|d| d.uuid())))
            .take();
        Ok(self.inner.execute(&delete).await?.rows_affected())
    }

    /// Forgets all that held of a person in a workspace, but that he is erased.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn forget_standings(&self, person: PersonId, workspace: WorkspaceId) -> Result<(), StoreError> {
        let delete = Query::delete()
            .from_table(standings::Entity)
            .and_where(Expr::col(standings::Column::Person).eq(person.uuid()))
            .and_where(Expr::col(standings::Column::Workspace).eq(workspace.uuid()))
            .and_where(Expr::col(standings::Column::Kind).ne(Standing::Erased as i16))
            .take();
        self.inner.execute(&delete).await?;
        Ok(())
    }

    /// Enters a source that data may come from.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn enter_source(&self, source: sources::Model) -> Result<(), StoreError> {
        sources::Entity::insert(source.into_active_model()).exec_without_returning(&self.inner).await?;
        Ok(())
    }

    /// Whether the source that this comes from is known: of this tenant, and of this sort.
    async fn entered(&self, filing: Filing, workspace: WorkspaceId) -> Result<bool, StoreError> {
        let Some(source) = filing.source else { return Ok(false) };
        let source = sources::Entity::find_by_id(Col(source)).one(&self.inner).await?;
        Ok(source.is_some_and(|it| *it.workspace == workspace && it.route == filing.route as i16))
    }

    /// Puts an entry into the outbox, from where it goes to the ledger after the commit.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn log(&self, entry: &Entry) -> Result<(), StoreError> {
        let row = outbox::ActiveModel {
            seq: ActiveValue::NotSet,
            id: ActiveValue::Set(Col(DatumId::of(entry.id))),
            entry: ActiveValue::Set(entry.bytes()),
        };
        outbox::Entity::insert(row).exec_without_returning(&self.inner).await?;
        Ok(())
    }

    /// The same with many.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn log_all(&self, entries: &[Entry]) -> Result<(), StoreError> {
        for some in entries.chunks(AT_ONCE) {
            let rows = some.iter().map(|entry| outbox::ActiveModel {
                seq: ActiveValue::NotSet,
                id: ActiveValue::Set(Col(DatumId::of(entry.id))),
                entry: ActiveValue::Set(entry.bytes()),
            });
            outbox::Entity::insert_many(rows).exec_without_returning(&self.inner).await?;
        }
        Ok(())
    }
}

/// A mark on data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is gone, or on its way.
    Erased,
    /// Its use is restricted.
    Restricted,
}

/// Whether a row is what was decided about: the datum, its class, and everybody it names.
fn fits<T: Table>(permit: &Permit<'_, Write>, row: &T::Model) -> Result<(), StoreError> {
    let datum = permit.datum();
    is_for(permit, key::<T>(row)?)?;
    if datum.class != T::CLASS {
        let (datum, decided) = (datum.id, datum.class.clone());
        return Err(StoreError::OtherClass { datum, decided, class: T::CLASS });
    }
    let named = people::<T>(row).filter(|(_, edge)| *edge != Edge::Mentions).map(|(person, _)| person);
    for person in named {
        if !datum.about.contains(&person) {
            return Err(StoreError::NotAbout(datum.id));
        }
    }
    Ok(())
}

fn key<T: Table>(row: &T::Model) -> Result<DatumId, StoreError> {
    use sea_orm::{Iterable, sea_query::ValueType};
    let strange = |why: &str| StoreError::Strange { what: "key", why: why.to_owned() };
    let column = T::Column::iter().find(|c| T::label(c) == Label::Key).ok_or_else(|| strange("missing"))?;
    let key: Col<DatumId> = ValueType::try_from(row.get(column)).map_err(|_| strange("not a name"))?;
    Ok(*key)
}

/// The people a row names.
fn people<T: Table>(row: &T::Model) -> impl Iterator<Item = (PersonId, Edge)> {
    use sea_orm::{Iterable, sea_query::ValueType};
    T::Column::iter().filter_map(move |column| match T::label(&column) {
        Label::Person(edge) => {
            let person: Option<Col<PersonId>> = ValueType::try_from(row.get(column)).ok()?;
            person.map(|person| (*person, edge))
        }
        _ => None,
    })
}

/// How a row is about somebody: as the column that names him says; as the only one, where none does.
fn tie<T: Table>(row: &T::Model, person: PersonId, people_in_all: usize) -> Tie {
    let edge = people::<T>(row).find(|(named, _)| *named == person).map(|(_, edge)| edge);
    match edge {
        Some(Edge::Owns) if T::KEPT => Tie::Keeps,
        Some(Edge::Owns) => Tie::Owns,
        // Who sent it in is mentioned; if he is the only one in it, it is his all the same.
        Some(Edge::Mentions) | None if people_in_all == 1 => alone(T::CLASS),
        _ => Tie::Shares,
    }
}

/// How data of a class is about the only one it is about.
pub(crate) fn alone(class: &str) -> Tie {
    if kept(class) { Tie::Keeps } else { Tie::Owns }
}

/// A standing for everything about somebody in a workspace.
///
/// # Errors
/// None: what a standing is for when it is for nothing is a plain word.
pub fn standing(
    id: DatumId,
    person: PersonId,
    workspace: WorkspaceId,
    kind: Standing,
    purpose: Option<Term>,
    since: Timestamp,
) -> Result<standings::Model, StoreError> {
    let strange = |e: incamera_model::TermError| StoreError::Strange { what: "purpose", why: e.to_string() };
    Ok(standings::Model {
        id: Col(id),
        person: Col(person),
        workspace: Col(workspace),
        kind: kind as i16,
        purpose: Col(match purpose {
            Some(purpose) => purpose,
            None => crate::filter::ANY.parse().map_err(strange)?,
        }),
        project: None,
        datum: None,
        since: Col(since),
    })
}

/// The facts a store holds, without the row: what a decision about an existing datum starts from.
impl Known {
    /// Whether a datum is about this person alone, and goes with him.
    pub fn owned_by(&self, person: PersonId) -> bool {
        self.ties.get(&person) == Some(&Tie::Owns)
    }
}
