//! Reading: facts for everybody who decides, rows for those who show a permit.

use incamera_gate::{Action, Datum, Leave, Opens, Permit};
use incamera_model::{BlindIndex, DatumId, PersonId, ProjectId, WorkspaceId};
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult, Iterable,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use crate::{
    catalogue::{Listed, table, tables},
    error::StoreError,
    facts::{self, Held, Known, is_for},
    filter,
    kernel::{about, data, standings},
    label::{Edge, Label, Labelled, Table},
    names::{AT_ONCE, any_of},
    question,
    standing::Tie,
    store::Store,
    transaction::{Transaction, alone},
    value::{self, Named},
};

/// Which part of what one may have is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Of this workspace.
    pub workspace: WorkspaceId,
    /// Of this film, or of all.
    pub project: Option<ProjectId>,
    /// After this datum, in the order in which they were made.
    pub after: Option<DatumId>,
    /// At most so many.
    pub limit: u64,
}

/// A stretch of what is held, by its facts alone: for who counts, or sees how far something reaches, and opens none of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stretch {
    /// Of this workspace, or of all.
    pub workspace: Option<WorkspaceId>,
    /// Of this film, or of all.
    pub project: Option<ProjectId>,
    /// Of the table of this number, or of all.
    pub kind: Option<i16>,
    /// After this datum, in the order in which they were made.
    pub after: Option<DatumId>,
    /// At most so many.
    pub limit: u64,
}

/// Somewhere a name stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// In which row.
    pub datum: DatumId,
    /// In which table.
    pub kind: i16,
    /// In which column.
    pub column: &'static str,
    /// What becomes of the row when the named one goes.
    pub edge: Edge,
}

mod closed {
    use sea_orm::ConnectionTrait;

    pub trait Connected {
        type Connection: ConnectionTrait + Sync;

        fn connection(&self) -> &Self::Connection;
    }
}
pub(crate) use closed::Connected;

impl Connected for Store {
    type Connection = sea_orm::DatabaseConnection;

    fn connection(&self) -> &Self::Connection {
        &self.reads
    }
}

impl Connected for Transaction {
    type Connection = crate::unit::Unit;

    fn connection(&self) -> &Self::Connection {
        &self.inner
    }
}

/// What can be read, outside a unit of work and in it.
#[expect(async_fn_in_trait, reason = "closed: nobody else implements it")]
pub trait Reads: Connected {
    /// The facts about a datum; none if there is no such.
    ///
    /// # Errors
    /// A database that would not.
    async fn datum(&self, id: DatumId, now: Timestamp) -> Result<Option<Known>, StoreError> {
        let asked = question::datum(self.connection().get_database_backend(), id, now);
        Ok(facts::gather(&self.connection().query_all_raw(asked).await?)?.pop())
    }

    /// The facts about many, in the order in which they were made; those that are not there are left out.
    ///
    /// # Errors
    /// A database that would not.
    async fn data(&self, ids: &[DatumId], now: Timestamp) -> Result<Vec<Known>, StoreError> {
        let mut all = Vec::new();
        for some in ids.chunks(AT_ONCE) {
            let mut select = facts::select(now);
            select.and_where(any_of(Expr::col((data::Entity, data::Column::Id)), some));
            all.extend(facts::gather(&self.connection().query_all(&select).await?)?);
        }
        Ok(all)
    }

    /// Something new, with what holds of everybody it is about: what a decision about writing it starts from.
    ///
    /// # Errors
    /// A database that would not.
    async fn draft(&self, mut datum: Datum, about: &[PersonId]) -> Result<Datum, StoreError> {
        datum.about = about.iter().copied().collect();
        let tie = if datum.about.len() == 1 { alone(&datum.class) } else { Tie::Shares };
        let people = datum.about.iter().map(|person| person.uuid());
        let select = Query::select()
            .columns(standings::Column::iter())
            .from(standings::Entity)
            .and_where(Expr::col(standings::Column::Person).is_in(people))
            .and_where(Expr::col(standings::Column::Workspace).eq(datum.workspace.uuid()))
            .take();
        for line in self.connection().query_all(&select).await? {
            let known = standings::Model::from_query_result(&line, "")?;
            let elsewhere = known.project.is_some_and(|p| Some(*p) != datum.project)
                || known.datum.is_some_and(|only| *only != datum.id);
            if !elsewhere {
                facts::holds(&mut datum, *known.person, tie, known.kind, known.purpose.as_str())?;
            }
        }
        Ok(datum)
    }

    /// A row with its facts, shut.
    ///
    /// # Errors
    /// A database that would not.
    async fn fetch<T: Table>(&self, id: DatumId, now: Timestamp) -> Result<Option<Held<T>>, StoreError> {
        let asked = question::row::<T>(self.connection().get_database_backend(), id, now);
        Ok(facts::gather_rows(&self.connection().query_all_raw(asked).await?)?.pop())
    }

    /// The rows of a table that are about somebody in a workspace, shut: one question, however many.
    ///
    /// # Errors
    /// A database that would not.
    async fn rows_about<T: Table>(
        &self,
        person: PersonId,
        workspace: WorkspaceId,
        now: Timestamp,
    ) -> Result<Vec<Held<T>>, StoreError> {
        let mine = Query::select()
            .column(about::Column::Datum)
            .from(about::Entity)
            .and_where(Expr::col(about::Column::Person).eq(person.uuid()))
            .take();
        let mut select = facts::select_rows::<T>(now);
        select
            .and_where(Expr::col((data::Entity, data::Column::Id)).in_subquery(mine))
            .and_where(here(workspace));
        facts::gather_rows(&self.connection().query_all(&select).await?)
    }

    /// The rows of a table that are about somebody, in whatever workspace, shut: what he signs in with, where he sits.
    ///
    /// # Errors
    /// A database that would not.
    async fn rows_of<T: Table>(&self, person: PersonId, now: Timestamp) -> Result<Vec<Held<T>>, StoreError> {
        let mine = Query::select()
            .column(about::Column::Datum)
            .from(about::Entity)
            .and_where(Expr::col(about::Column::Person).eq(person.uuid()))
            .take();
        let mut select = facts::select_rows::<T>(now);
        select.and_where(Expr::col((data::Entity, data::Column::Id)).in_subquery(mine));
        facts::gather_rows(&self.connection().query_all(&select).await?)
    }

    /// Rows one may have that name a datum in a column: the notes of a review, the drawings of a note.
    ///
    /// # Errors
    /// A column that names no datum; a database that would not.
    async fn hanging<T: Table, A: Action>(
        &self,
        leave: &Leave<'_, A>,
        page: Page,
        (column, named): (<T as sea_orm::EntityTrait>::Column, DatumId),
        now: Timestamp,
    ) -> Result<Vec<Held<T>>, StoreError> {
        if !matches!(<T as Labelled>::label(&column), Label::Datum(_)) {
            return Err(StoreError::Strange { what: "edge", why: "a column of another kind".to_owned() });
        }
        let there = Query::select()
            .column(Alias::new("id"))
            .from(T::default())
            .and_where(Expr::col(column).eq(named.uuid()))
            .take();
        let mut may = paged(leave, page, Some((T::KIND, T::CLASS)), now);
        may.and_where(Expr::col((data::Entity, data::Column::Id)).in_subquery(there));
        let mut select = facts::select_rows::<T>(now);
        select.and_where(Expr::col((data::Entity, data::Column::Id)).in_subquery(may));
        facts::gather_rows(&self.connection().query_all(&select).await?)
    }

    /// Rows one may have, filtered in the database by what the gate said.
    ///
    /// # Errors
    /// A database that would not.
    async fn list<T: Table, A: Action>(
        &self,
        leave: &Leave<'_, A>,
        page: Page,
        now: Timestamp,
    ) -> Result<Vec<Held<T>>, StoreError> {
        let mut select = facts::select_rows::<T>(now);
        select.and_where(Expr::col((data::Entity, data::Column::Id)).in_subquery(paged(
            leave,
            page,
            Some((T::KIND, T::CLASS)),
            now,
        )));
        facts::gather_rows(&self.connection().query_all(&select).await?)
    }

    /// The facts about everything one may have, of whatever table.
    ///
    /// # Errors
    /// A database that would not.
    async fn known<A: Action>(
        &self,
        leave: &Leave<'_, A>,
        page: Page,
        now: Timestamp,
    ) -> Result<Vec<Known>, StoreError> {
        let mut select = facts::select(now);
        select.and_where(
            Expr::col((data::Entity, data::Column::Id)).in_subquery(paged(leave, page, None, now)),
        );
        facts::gather(&self.connection().query_all(&select).await?)
    }

    /// The facts about everything that is about somebody: in one workspace, or in all.
    ///
    /// # Errors
    /// A database that would not.
    async fn about(
        &self,
        person: PersonId,
        workspace: Option<WorkspaceId>,
        now: Timestamp,
    ) -> Result<Vec<Known>, StoreError> {
        let mine = Query::select()
            .column(about::Column::Datum)
            .from(about::Entity)
            .and_where(Expr::col(about::Column::Person).eq(person.uuid()))
            .take();
        let mut select = facts::select(now);
        select.and_where(Expr::col((data::Entity, data::Column::Id)).in_subquery(mine));
        if let Some(workspace) = workspace {
            select.and_where(here(workspace));
        }
        facts::gather(&self.connection().query_all(&select).await?)
    }

    /// What is tied so to somebody in a workspace, and held, or not held: the first so many after one, in the order of their making.
    ///
    /// # Errors
    /// A database that would not.
    async fn tied(
        &self,
        person: PersonId,
        workspace: WorkspaceId,
        tie: Tie,
        held: bool,
        (after, limit): (Option<DatumId>, u64),
        now: Timestamp,
    ) -> Result<Vec<Known>, StoreError> {
        let mut mine = Query::select()
            .column((data::Entity, data::Column::Id))
            .from(data::Entity)
            .inner_join(
                about::Entity,
                Expr::col((about::Entity, about::Column::Datum)).equals((data::Entity, data::Column::Id)),
            )
            .and_where(Expr::col((about::Entity, about::Column::Person)).eq(person.uuid()))
            .and_where(Expr::col((about::Entity, about::Column::Tie)).eq(tie as i16))
            .and_where(Expr::col((data::Entity, data::Column::Workspace)).eq(workspace.uuid()))
            .and_where(filter::held(now).eq(held))
            .order_by((data::Entity, data::Column::Id), sea_orm::Order::Asc)
            .limit(limit)
            .take();
        if let Some(after) = after {
            mine.and_where(Expr::col((data::Entity, data::Column::Id)).gt(after.uuid()));
        }
        self.these(mine, now).await
    }

    /// The facts about the first so many of the data that are marked as erased in a workspace, or in one of its films, and held, or
    /// not held.
    ///
    /// # Errors
    /// A database that would not.
    async fn doomed(
        &self,
        workspace: WorkspaceId,
        project: Option<ProjectId>,
        held: bool,
        limit: u64,
        now: Timestamp,
    ) -> Result<Vec<Known>, StoreError> {
        let column = |column| Expr::col((data::Entity, column));
        let mut marked = Query::select();
        marked
            .column((data::Entity, data::Column::Id))
            .from(data::Entity)
            .and_where(column(data::Column::Workspace).eq(workspace.uuid()))
            .and_where(column(data::Column::Erased).eq(true))
            .and_where(filter::held(now).eq(held))
            .limit(limit);
        if let Some(project) = project {
            marked.and_where(column(data::Column::Project).eq(project.uuid()));
        }
        self.these(marked, now).await
    }

    /// The facts about everything in a stretch, in the order in which it was made.
    ///
    /// # Errors
    /// A database that would not.
    async fn within(&self, stretch: Stretch, now: Timestamp) -> Result<Vec<Known>, StoreError> {
        let column = |column| Expr::col((data::Entity, column));
        let mut here = Query::select();
        here.column((data::Entity, data::Column::Id))
            .from(data::Entity)
            .order_by((data::Entity, data::Column::Id), sea_orm::Order::Asc)
            .limit(stretch.limit);
        if let Some(workspace) = stretch.workspace {
            here.and_where(column(data::Column::Workspace).eq(workspace.uuid()));
        }
        if let Some(project) = stretch.project {
            here.and_where(column(data::Column::Project).eq(project.uuid()));
        }
        if let Some(kind) = stretch.kind {
            here.and_where(column(data::Column::Kind).eq(kind));
        }
        if let Some(after) = stretch.after {
            here.and_where(column(data::Column::Id).gt(after.uuid()));
        }
        self.these(here, now).await
    }

    /// The facts about what a question names.
    #[doc(hidden)]
    async fn these(&self, ids: SelectStatement, now: Timestamp) -> Result<Vec<Known>, StoreError> {
        let mut select = facts::select(now);
        select.and_where(Expr::col((data::Entity, data::Column::Id)).in_subquery(ids));
        facts::gather(&self.connection().query_all(&select).await?)
    }

    /// Every row that names somebody, whether it is about him or only mentions him.
    ///
    /// # Errors
    /// A database that would not.
    async fn mentions(&self, person: PersonId) -> Result<Vec<Mention>, StoreError> {
        let mut found = Vec::new();
        for table in tables() {
            for (column, edge) in table.people() {
                let select = ids(table, column.name, &[person.uuid()]);
                for line in self.connection().query_all(&select).await? {
                    let datum = DatumId::of(line.try_get("", "id")?);
                    found.push(Mention { datum, kind: table.kind, column: column.name, edge });
                }
            }
        }
        Ok(found)
    }

    /// Every row that names one of these data.
    ///
    /// # Errors
    /// A database that would not.
    async fn children(&self, parents: &[DatumId]) -> Result<Vec<Mention>, StoreError> {
        let mut found = Vec::new();
        for some in parents.chunks(AT_ONCE) {
            let uuids: Vec<_> = some.iter().map(|id| id.uuid()).collect();
            for table in tables() {
                for (column, edge) in table.parents() {
                    for line in self.connection().query_all(&ids(table, column.name, &uuids)).await? {
                        let datum = DatumId::of(line.try_get("", "id")?);
                        found.push(Mention { datum, kind: table.kind, column: column.name, edge });
                    }
                }
            }
        }
        Ok(found)
    }

    /// Names of the rows of a table with this trace.
    ///
    /// # Errors
    /// A database that would not.
    async fn traced<T: Table>(
        &self,
        column: <T as sea_orm::EntityTrait>::Column,
        trace: BlindIndex,
    ) -> Result<Vec<DatumId>, StoreError> {
        if <T as Labelled>::label(&column) != Label::Trace {
            return Err(StoreError::Strange { what: "trace", why: "a column of another kind".to_owned() });
        }
        let select = Query::select()
            .column(Alias::new("id"))
            .from(T::default())
            .and_where(Expr::col(column).eq(trace.bytes().to_vec()))
            .take();
        let lines = self.connection().query_all(&select).await?;
        lines.iter().map(|line| Ok(DatumId::of(line.try_get("", "id")?))).collect()
    }

    /// The rows of a table in which a column names one of these, shut, in the order of their making: one question for many.
    ///
    /// # Errors
    /// A column that names nothing; a database that would not.
    async fn naming<T: Table>(
        &self,
        column: <T as sea_orm::EntityTrait>::Column,
        named: &[DatumId],
        now: Timestamp,
    ) -> Result<Vec<Held<T>>, StoreError> {
        if !matches!(T::label(&column), Label::Datum(_)) {
            return Err(StoreError::Strange { what: "name", why: "a column of another kind".to_owned() });
        }
        let mut found = Vec::new();
        for some in named.chunks(AT_ONCE) {
            let mut select = facts::select_rows::<T>(now);
            select.and_where(any_of(Expr::col((T::default(), column)), some));
            found.extend(facts::gather_rows(&self.connection().query_all(&select).await?)?);
        }
        Ok(found)
    }

    /// The columns of a row, whatever its table, for whoever may open it.
    ///
    /// # Errors
    /// A permit for another datum; a row that is gone.
    async fn columns<A: Opens>(
        &self,
        permit: &Permit<'_, A>,
        known: &Known,
    ) -> Result<Vec<Named>, StoreError> {
        is_for(permit, known.datum.id)?;
        let table = table(known.data.kind)
            .ok_or_else(|| StoreError::Strange { what: "table", why: known.data.kind.to_string() })?;
        let mut select = Query::select();
        select.from(Alias::new(table.name));
        for column in &table.columns {
            select.column(Alias::new(column.name));
        }
        select.and_where(Expr::col(Alias::new("id")).eq(known.datum.id.uuid()));
        let line = self.connection().query_one(&select).await?;
        value::read(table, &line.ok_or(StoreError::Missing(known.datum.id))?)
    }

    /// How many data there are of each table, in one workspace or in all.
    ///
    /// # Errors
    /// A database that would not.
    async fn counts(&self, workspace: Option<WorkspaceId>) -> Result<Vec<(i16, i64)>, StoreError> {
        let mut select = Query::select();
        select
            .column(data::Column::Kind)
            .expr_as(Expr::col(data::Column::Id).count(), "count")
            .from(data::Entity)
            .group_by_col(data::Column::Kind);
        if let Some(workspace) = workspace {
            select.and_where(Expr::col(data::Column::Workspace).eq(workspace.uuid()));
        }
        let lines = self.connection().query_all(&select).await?;
        lines.iter().map(|line| Ok((line.try_get("", "kind")?, line.try_get("", "count")?))).collect()
    }
}

impl<C: Connected> Reads for C {}

/// In a workspace, said so that no planner goes through the whole workspace for it: what else is asked for is less.
fn here(workspace: WorkspaceId) -> Expr {
    Expr::col((data::Entity, data::Column::Workspace)).ne(workspace.uuid()).not()
}

/// Names of the data on a page of what one may have.
fn paged<A: Action>(
    leave: &Leave<'_, A>,
    page: Page,
    table: Option<(i16, &str)>,
    now: Timestamp,
) -> SelectStatement {
    let condition = filter::narrowed(&leave.condition(), page.workspace, table.map(|(_, class)| class));
    let column = |column| Expr::col((data::Entity, column));
    let mut select = Query::select();
    select
        .column((data::Entity, data::Column::Id))
        .from(data::Entity)
        .and_where(column(data::Column::Workspace).eq(page.workspace.uuid()))
        .and_where(filter::sql(&condition, page.workspace, now))
        .order_by((data::Entity, data::Column::Id), sea_orm::Order::Asc)
        .limit(page.limit);
    if let Some((kind, _)) = table {
        select.and_where(column(data::Column::Kind).eq(kind));
    }
    if let Some(project) = page.project {
        select.and_where(column(data::Column::Project).eq(project.uuid()));
    }
    if let Some(after) = page.after {
        select.and_where(column(data::Column::Id).gt(after.uuid()));
    }
    select
}

/// Names of the rows of a table in which a column names one of these.
pub(crate) fn ids(table: &Listed, column: &'static str, named: &[uuid::Uuid]) -> SelectStatement {
    Query::select()
        .column(Alias::new("id"))
        .from(Alias::new(table.name))
        .and_where(any_of(Expr::col(Alias::new(column)), named))
        .take()
}
