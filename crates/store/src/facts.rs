//! What the gate must know of a datum, loaded with one query; its row beside it, shut until a permit opens it.

use std::collections::{BTreeMap, BTreeSet};

use incamera_gate::{Action, Datum, Opens, Permit};
use incamera_model::{DatumId, PersonId, Term};
use jiff::Timestamp;
use sea_orm::{
    ExprTrait, FromQueryResult, IdenStatic, Iterable, QueryResult,
    sea_query::{Alias, Expr, Query, SelectStatement},
};

use crate::{
    catalogue,
    column::Col,
    error::StoreError,
    filter,
    kernel::{about, data, standings},
    label::Table,
    standing::{Standing, Tie},
};

/// A row and the facts about it. The facts are for the gate; the row opens with the gate's permit and not before.
#[derive(Clone, Debug)]
pub struct Held<T: Table> {
    datum: Datum,
    row: T::Model,
}

impl<T: Table> Held<T> {
    /// What the gate must know.
    pub fn datum(&self) -> &Datum {
        &self.datum
    }

    /// The row, for whoever may open it.
    ///
    /// # Errors
    /// A permit for another datum.
    pub fn open<A: Opens>(&self, permit: &Permit<'_, A>) -> Result<&T::Model, StoreError> {
        self.show(permit)
    }

    /// The row, for whoever may change it.
    ///
    /// # Errors
    /// A permit for another datum.
    pub fn change(self, permit: &Permit<'_, incamera_gate::Write>) -> Result<T::Model, StoreError> {
        self.show(permit)?;
        Ok(self.row)
    }

    fn show<A: Action>(&self, permit: &Permit<'_, A>) -> Result<&T::Model, StoreError> {
        is_for(permit, self.datum.id)?;
        Ok(&self.row)
    }
}

/// Whether a permit is for this datum.
pub(crate) fn is_for<A: Action>(permit: &Permit<'_, A>, row: DatumId) -> Result<(), StoreError> {
    let permit = permit.datum().id;
    if permit == row { Ok(()) } else { Err(StoreError::OtherDatum { permit, row }) }
}

const PERSON: &str = "about_person";
const TIE: &str = "about_tie";
const KIND: &str = "standing_kind";
const PURPOSE: &str = "standing_purpose";
const HELD: &str = "held";
const DATA: &str = "d_";
/// Where the columns of [`select`] that are not facts begin: person, tie, kind and purpose of what holds, whether it is held.
const BESIDE: usize = 11;
const ROW: &str = "r_";

/// Selects data with everything the gate must know: a line for each person it is about and each thing that holds of him.
pub(crate) fn select(now: Timestamp) -> SelectStatement {
    let mut select = Query::select();
    for column in data::Column::iter() {
        select.expr_as(Expr::col((data::Entity, column)), Alias::new(format!("{DATA}{}", column.as_str())));
    }
    select
        .expr_as(Expr::col((about::Entity, about::Column::Person)), PERSON)
        .expr_as(Expr::col((about::Entity, about::Column::Tie)), TIE)
        .expr_as(Expr::col((standings::Entity, standings::Column::Kind)), KIND)
        .expr_as(Expr::col((standings::Entity, standings::Column::Purpose)), PURPOSE)
        .expr_as(filter::held(now), HELD)
        .from(data::Entity)
        .left_join(
            about::Entity,
            Expr::col((about::Entity, about::Column::Datum)).equals((data::Entity, data::Column::Id)),
        )
        .left_join(
            standings::Entity,
            Expr::col((standings::Entity, standings::Column::Person))
                .equals((about::Entity, about::Column::Person))
                .and(filter::reach(&|column| Expr::col((data::Entity, column)))),
        )
        .order_by((data::Entity, data::Column::Id), sea_orm::Order::Asc)
        .take()
}

/// The same, with the rows of one table.
pub(crate) fn select_rows<T: Table>(now: Timestamp) -> SelectStatement {
    let mut select = select(now);
    for column in T::Column::iter() {
        let alias = Alias::new(format!("{ROW}{}", column.as_str()));
        select.expr_as(Expr::col((T::default(), column)), alias);
    }
    let id = T::Column::iter().find(|column| column.as_str() == "id");
    // INVARIANT: every table's key is `id`; the catalogue's test says so.
    let joined = id.map_or(Expr::val(false), |id| {
        Expr::col((T::default(), id)).equals((data::Entity, data::Column::Id))
    });
    // A row in that table says which kind it is: asking for the kind too would make SQLite go through all of it.
    select.inner_join(T::default(), joined);
    select
}

/// A datum as it was read, and whom it is about how.
#[derive(Clone, Debug)]
pub struct Known {
    /// For the gate.
    pub datum: Datum,
    /// Its row in `data`.
    pub data: data::Model,
    /// How it is about whom.
    pub ties: BTreeMap<PersonId, Tie>,
}

/// Puts lines of [`select`] together again.
pub(crate) fn gather(lines: &[QueryResult]) -> Result<Vec<Known>, StoreError> {
    let mut found: Vec<Known> = Vec::new();
    for line in lines {
        let id: Col<DatumId> = line.try_get_by_index(0)?;
        if found.last().is_none_or(|last| last.data.id != id) {
            found.push(begun(facts(line)?, line.try_get_by_index(BESIDE + 4)?)?);
        }
        // INVARIANT: one was pushed, if none was there.
        if let Some(known) = found.last_mut() {
            add(known, line)?;
        }
    }
    Ok(found)
}

/// The same with the rows of one table.
pub(crate) fn gather_rows<T: Table>(lines: &[QueryResult]) -> Result<Vec<Held<T>>, StoreError> {
    let mut rows = Vec::new();
    for known in gather(lines)? {
        rows.push((known.datum, None));
    }
    let mut at = 0;
    for line in lines {
        let id: Col<DatumId> = line.try_get_by_index(0)?;
        while rows.get(at).is_some_and(|(datum, _)| datum.id != *id) {
            at += 1;
        }
        if let Some((_, row @ None)) = rows.get_mut(at) {
            *row = Some(T::Model::from_query_result(line, ROW)?);
        }
    }
    Ok(rows.into_iter().filter_map(|(datum, row)| Some(Held { datum, row: row? })).collect())
}

/// Facts by the place of their column: a list has thousands of lines, and names are looked for in each.
fn facts(line: &QueryResult) -> Result<data::Model, StoreError> {
    Ok(data::Model {
        id: line.try_get_by_index(0)?,
        workspace: line.try_get_by_index(1)?,
        project: line.try_get_by_index(2)?,
        kind: line.try_get_by_index(3)?,
        region: line.try_get_by_index(4)?,
        route: line.try_get_by_index(5)?,
        source: line.try_get_by_index(6)?,
        clock: line.try_get_by_index(7)?,
        bytes: line.try_get_by_index(8)?,
        restricted: line.try_get_by_index(9)?,
        erased: line.try_get_by_index(10)?,
    })
}

fn begun(data: data::Model, held: bool) -> Result<Known, StoreError> {
    let class = catalogue::table(data.kind)
        .ok_or_else(|| StoreError::Strange { what: "table", why: data.kind.to_string() })?
        .class;
    let datum = Datum {
        id: *data.id,
        class: class.to_owned(),
        workspace: *data.workspace,
        project: data.project.map(|p| *p),
        region: data.region.to_string(),
        about: BTreeSet::new(),
        consented: BTreeMap::new(),
        confirmed: BTreeSet::new(),
        objected: BTreeSet::new(),
        restricted: data.restricted,
        minor: false,
        held,
        erased: data.erased,
    };
    Ok(Known { datum, data, ties: BTreeMap::new() })
}

/// What one line says besides.
fn add(known: &mut Known, line: &QueryResult) -> Result<(), StoreError> {
    let Some(person) = line.try_get_by_index::<Option<Col<PersonId>>>(BESIDE)?.map(|p| *p) else {
        return Ok(());
    };
    let tie: i16 = line.try_get_by_index(BESIDE + 1)?;
    let tie = Tie::of(tie).ok_or_else(|| StoreError::Strange { what: "tie", why: tie.to_string() })?;
    known.ties.insert(person, tie);
    let datum = &mut known.datum;
    datum.about.insert(person);
    let Some(kind) = line.try_get_by_index::<Option<i16>>(BESIDE + 2)? else { return Ok(()) };
    let purpose: Col<Term> = line.try_get_by_index(BESIDE + 3)?;
    holds(datum, person, tie, kind, purpose.as_str())
}

/// Adds what holds of somebody, and reaches this datum.
pub(crate) fn holds(
    datum: &mut Datum,
    person: PersonId,
    tie: Tie,
    kind: i16,
    purpose: &str,
) -> Result<(), StoreError> {
    let standing =
        Standing::of(kind).ok_or_else(|| StoreError::Strange { what: "standing", why: kind.to_string() })?;
    let general = purpose == filter::ANY;
    match standing {
        Standing::Consent => {
            datum.consented.entry(purpose.to_string()).or_default().insert(person);
        }
        Standing::Objection => {
            datum.objected.insert(purpose.to_string());
        }
        Standing::Restriction => datum.restricted |= general,
        Standing::Minor => datum.minor |= general,
        Standing::Confirmed if general => {
            datum.confirmed.insert(person);
        }
        Standing::Confirmed => {}
        Standing::Erased => datum.erased |= general && tie == Tie::Owns,
    }
    Ok(())
}
