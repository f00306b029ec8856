//! The gate's condition as SQL: what a list is filtered by, in the database.
//!
//! It says of a row of `data` what [`Condition::holds`] says of the [`Datum`](incamera_gate::Datum) loaded from it; that both agree is
//! tested on random data, on both engines. What holds of few people (restrictions, objections, erasures, holds) is asked as an
//! uncorrelated subquery: it is computed once for the list, and is mostly empty.

use incamera_gate::Condition;
use incamera_model::{PersonId, WorkspaceId};
use jiff::Timestamp;
use sea_orm::{
    ExprTrait,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{
    catalogue::tables,
    kernel::{about, data, standings},
    rows::holds,
    standing::{Standing, Tie},
};

/// What the `data` of a workspace must be like at this moment.
pub(crate) fn sql(condition: &Condition, here: WorkspaceId, now: Timestamp) -> Expr {
    let sql = |condition| sql(condition, here, now);
    match condition {
        Condition::Always => always(),
        Condition::Never => always().not(),
        Condition::All(each) => each.iter().fold(always(), |all, c| all.and(sql(c))),
        Condition::Any(each) => each.iter().fold(always().not(), |any, c| any.or(sql(c))),
        Condition::Not(other) => sql(other).not(),
        Condition::Class(classes) => {
            let kinds = tables().iter().filter(|t| classes.contains(t.class)).map(|t| t.kind);
            column(data::Column::Kind).is_in(kinds)
        }
        Condition::Workspace(workspace) => column(data::Column::Workspace).eq(workspace.uuid()),
        Condition::InProject => column(data::Column::Project).is_not_null(),
        Condition::Project(projects) => {
            in_project(column(data::Column::Project).is_in(projects.iter().map(|p| p.uuid())))
        }
        Condition::Region(regions) => column(data::Column::Region).is_in(regions.iter().cloned()),
        Condition::AboutOnly(person) => {
            let others = about_here().and_where(Expr::col(about::Column::Person).ne(person.uuid())).take();
            Expr::exists(about_here_is(*person)).and(Expr::exists(others).not())
        }
        Condition::AboutNobody => Expr::exists(about_here()).not(),
        Condition::Consented(purpose) => everybody(Standing::Consent, purpose),
        Condition::Confirmed => everybody(Standing::Confirmed, ANY),
        Condition::Objected(purpose) => somebody(here, Standing::Objection, purpose, None),
        Condition::Restricted => {
            column(data::Column::Restricted).eq(true).or(somebody(here, Standing::Restriction, ANY, None))
        }
        Condition::Minor => somebody(here, Standing::Minor, ANY, None),
        Condition::Erased => {
            column(data::Column::Erased).eq(true).or(somebody(here, Standing::Erased, ANY, Some(Tie::Owns)))
        }
        Condition::Held => held(now),
    }
}

/// What remains to be asked where workspace, and perhaps class, are known: mostly little.
pub(crate) fn narrowed(condition: &Condition, here: WorkspaceId, class: Option<&str>) -> Condition {
    let known = |holds| if holds { Condition::Always } else { Condition::Never };
    match (condition, class) {
        (Condition::All(each), _) => Condition::all(each.iter().map(|c| narrowed(c, here, class))),
        (Condition::Any(each), _) => Condition::any(each.iter().map(|c| narrowed(c, here, class))),
        (Condition::Not(other), _) => !narrowed(other, here, class),
        (Condition::Workspace(workspace), _) => known(*workspace == here),
        (Condition::Class(classes), Some(class)) => known(classes.contains(class)),
        (other, _) => other.clone(),
    }
}

/// Purpose of a standing that is for none.
pub(crate) const ANY: &str = "any";

fn always() -> Expr {
    Expr::val(1).eq(1)
}

fn column(column: data::Column) -> Expr {
    Expr::col((data::Entity, column))
}

/// A condition on the film, false where there is none: not NULL, which stays NULL when it is negated.
fn in_project(condition: Expr) -> Expr {
    column(data::Column::Project).is_not_null().and(condition)
}

/// Whom this datum is about.
fn about_here() -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(about::Entity)
        .and_where(Expr::col((about::Entity, about::Column::Datum)).equals((data::Entity, data::Column::Id)))
        .take()
}

fn about_here_is(person: PersonId) -> SelectStatement {
    about_here().and_where(Expr::col((about::Entity, about::Column::Person)).eq(person.uuid())).take()
}

/// A standing reaches a datum: it is for all of a person's data there, for its film, or for itself.
pub(crate) fn reach(of: &impl Fn(data::Column) -> Expr) -> Expr {
    let own = |column| Expr::col((standings::Entity, column));
    let here = |column, theirs| own(column).is_null().or(own(column).eq(of(theirs)));
    own(standings::Column::Workspace)
        .eq(of(data::Column::Workspace))
        .and(here(standings::Column::Project, data::Column::Project))
        .and(here(standings::Column::Datum, data::Column::Id))
}

/// A standing of this kind does.
fn reaches(standing: Standing, purpose: &str, of: &impl Fn(data::Column) -> Expr) -> Expr {
    let own = |column| Expr::col((standings::Entity, column));
    own(standings::Column::Kind)
        .eq(standing as i16)
        .and(own(standings::Column::Purpose).eq(purpose))
        .and(reach(of))
}

/// Of one of those it is about, this holds. Asked once for all data of a workspace.
fn somebody(here: WorkspaceId, standing: Standing, purpose: &str, tie: Option<Tie>) -> Expr {
    let there = |column| Expr::col(("there", column));
    let mut found = Query::select()
        .column((about::Entity, about::Column::Datum))
        .from(standings::Entity)
        .inner_join(
            about::Entity,
            Expr::col((about::Entity, about::Column::Person))
                .equals((standings::Entity, standings::Column::Person)),
        )
        .join_as(
            sea_orm::JoinType::InnerJoin,
            data::Entity,
            "there",
            Expr::col(("there", data::Column::Id)).equals((about::Entity, about::Column::Datum)),
        )
        .and_where(reaches(standing, purpose, &there))
        // The same as what reaches says, where a list is of one workspace: what holds in others is not even looked at.
        .and_where(Expr::col((standings::Entity, standings::Column::Workspace)).eq(here.uuid()))
        .take();
    if let Some(tie) = tie {
        found.and_where(Expr::col((about::Entity, about::Column::Tie)).eq(tie as i16));
    }
    column(data::Column::Id).in_subquery(found)
}

/// Of everybody it is about, this holds; of nobody, if it is about nobody.
fn everybody(standing: Standing, purpose: &str) -> Expr {
    let holds = Query::select()
        .expr(Expr::val(1))
        .from(standings::Entity)
        .and_where(
            Expr::col((standings::Entity, standings::Column::Person))
                .equals((about::Entity, about::Column::Person)),
        )
        .and_where(reaches(standing, purpose, &column))
        .take();
    Expr::exists(about_here().and_where(Expr::exists(holds).not()).take()).not()
}

/// A hold that runs now keeps it: itself, its film, its workspace, or somebody it is about.
pub(crate) fn held(now: Timestamp) -> Expr {
    let running = || {
        Query::select()
            .from(holds::Entity)
            .and_where(Expr::col((holds::Entity, holds::Column::Ended)).is_null())
            .and_where(Expr::col((holds::Entity, holds::Column::Until)).gt(now.as_millisecond()))
            .take()
    };
    let holding = |reach: &str| {
        running()
            .column((holds::Entity, holds::Column::Target))
            .and_where(Expr::col((holds::Entity, holds::Column::Reach)).eq(reach))
            .take()
    };
    // Mostly none runs, and then nothing more is asked.
    let any = Expr::exists(running().expr(Expr::val(1)).take());
    // Asked of each datum: somebody under a hold may have a hundred thousand of them.
    let person = Expr::col((about::Entity, about::Column::Person)).in_subquery(holding("person"));
    let people = Expr::exists(about_here().and_where(person).take());
    any.and(
        column(data::Column::Id)
            .in_subquery(holding("datum"))
            .or(in_project(column(data::Column::Project).in_subquery(holding("project"))))
            .or(column(data::Column::Workspace).in_subquery(holding("workspace")))
            .or(people),
    )
}
