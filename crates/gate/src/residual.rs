//! What remains of a policy once actor and intent are filled in, as a [`Condition`].
//!
//! Only the shapes that the schema's attributes can take are read; anything else is an error, and nobody gets a leave by it.

use std::{collections::BTreeSet, str::FromStr};

use cedar_policy::{
    Policy,
    pst::{BinaryOp, Clause, EntityUID, Expr, Literal, UnaryOp, Var},
};

use crate::condition::Condition;

/// Regions from which one region is reached, by its id.
pub(crate) type Reached<'a> = &'a dyn Fn(&str) -> BTreeSet<String>;

pub(crate) fn read(policy: &Policy, reached: Reached<'_>) -> Result<Condition, String> {
    let policy = policy.to_pst().map_err(|e| e.to_string())?;
    let each = policy.body().clauses().iter().map(|clause| match clause {
        Clause::When(expression) => condition(expression, reached),
        Clause::Unless(expression) => Ok(!condition(expression, reached)?),
    });
    Ok(Condition::all(each.collect::<Result<Vec<_>, _>>()?))
}

fn condition(expression: &Expr, reached: Reached<'_>) -> Result<Condition, String> {
    let again = |expression: &Expr| condition(expression, reached);
    match expression {
        Expr::Literal(Literal::Bool(true)) => Ok(Condition::Always),
        Expr::Literal(Literal::Bool(false)) => Ok(Condition::Never),
        Expr::UnaryOp { op: UnaryOp::Not, expr } => Ok(!again(expr)?),
        Expr::UnaryOp { op: UnaryOp::IsEmpty, expr } if attribute(expr) == Some("about") => {
            Ok(Condition::AboutNobody)
        }
        Expr::BinaryOp { op: BinaryOp::And, left, right } => {
            Ok(Condition::all([again(left)?, again(right)?]))
        }
        Expr::BinaryOp { op: BinaryOp::Or, left, right } => Ok(Condition::any([again(left)?, again(right)?])),
        Expr::BinaryOp { op: BinaryOp::Eq, left, right } => match attribute(left) {
            Some(name) => equal(name, right),
            None => equal(attribute(right).ok_or_else(|| strange(expression))?, left),
        },
        Expr::BinaryOp { op: BinaryOp::Contains, left, right } => contains(left, right, reached),
        Expr::BinaryOp { op: BinaryOp::ContainsAll, left, right } if attribute(right) == Some("about") => {
            superset(left)
        }
        Expr::IfThenElse { cond, then_expr, else_expr } => {
            let (when, then, or) = (again(cond)?, again(then_expr)?, again(else_expr)?);
            Ok(Condition::any([Condition::all([when.clone(), then]), Condition::all([!when, or])]))
        }
        Expr::HasAttr { expr, attrs } if resource(expr) && attrs.iter().eq(["project"]) => {
            Ok(Condition::InProject)
        }
        Expr::GetAttr { .. } => match attribute(expression) {
            Some("restricted") => Ok(Condition::Restricted),
            Some("minor") => Ok(Condition::Minor),
            Some("held") => Ok(Condition::Held),
            Some("erased") => Ok(Condition::Erased),
            _ => Err(strange(expression)),
        },
        _ => Err(strange(expression)),
    }
}

/// `resource.name == …`
fn equal(name: &str, other: &Expr) -> Result<Condition, String> {
    match (name, ids(other).as_deref()) {
        ("class", Some([class])) => Ok(Condition::Class(BTreeSet::from([class.clone()]))),
        ("region", Some([region])) => Ok(Condition::Region(BTreeSet::from([region.clone()]))),
        // An actor without a workspace has one of no name, and nothing is held there.
        ("workspace", Some([workspace])) if workspace.is_empty() => Ok(Condition::Never),
        ("workspace", Some([workspace])) => Ok(Condition::Workspace(parsed(workspace)?)),
        ("project", Some([project])) => Ok(Condition::Project(BTreeSet::from([parsed(project)?]))),
        ("about", Some([person])) => Ok(Condition::AboutOnly(parsed(person)?)),
        ("about", Some([])) => Ok(Condition::AboutNobody),
        _ => Err(strange(other)),
    }
}

/// `….contains(…)`
fn contains(set: &Expr, member: &Expr, reached: Reached<'_>) -> Result<Condition, String> {
    if let (Some(name), Some(ids)) = (attribute(member), ids(set)) {
        return match name {
            "class" => Ok(Condition::Class(ids.into_iter().collect())),
            "region" => Ok(Condition::Region(ids.into_iter().collect())),
            "project" => ids.iter().map(|id| parsed(id)).collect::<Result<_, _>>().map(Condition::Project),
            _ => Err(strange(member)),
        };
    }
    let Some([id]) =
        ids(member).as_deref().map(<[String]>::to_vec).and_then(|ids| <[String; 1]>::try_from(ids).ok())
    else {
        return Err(strange(set));
    };
    match set {
        Expr::GetAttr { expr, attr } if attr == "reaches" && attribute(expr) == Some("region") => {
            Ok(Condition::Region(reached(&id)))
        }
        set if attribute(set) == Some("objected") => Ok(Condition::Objected(id)),
        _ => Err(strange(set)),
    }
}

/// `….containsAll(resource.about)`
fn superset(set: &Expr) -> Result<Condition, String> {
    match set {
        Expr::GetAttr { expr, attr } if attribute(expr) == Some("consented") => {
            Ok(Condition::Consented(attr.to_string()))
        }
        set if attribute(set) == Some("confirmed") => Ok(Condition::Confirmed),
        _ => Err(strange(set)),
    }
}

fn resource(expression: &Expr) -> bool {
    // The resource of a partial request is unknown, whatever it is called then.
    matches!(expression, Expr::Var(Var::Resource) | Expr::Unknown { .. })
}

/// `name` of `resource.name`.
fn attribute(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::GetAttr { expr, attr } if resource(expr) => Some(attr),
        _ => None,
    }
}

/// Ids of one entity, or of a set of them.
fn ids(expression: &Expr) -> Option<Vec<String>> {
    match expression {
        Expr::Literal(Literal::EntityUID(EntityUID { eid, .. })) => Some(vec![eid.to_string()]),
        Expr::Set(members) => members.iter().map(|m| Some(ids(m)?.concat())).collect(),
        _ => None,
    }
}

fn parsed<T: FromStr>(id: &str) -> Result<T, String>
where
    T::Err: ToString,
{
    id.parse().map_err(|e: T::Err| e.to_string())
}

fn strange(expression: &Expr) -> String {
    format!("no condition on data is known for {expression:?}")
}
