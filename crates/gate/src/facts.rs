//! Actors, intents and places as Cedar's entities.

use std::collections::{HashMap, HashSet};

use cedar_policy::{Context, Entity, EntityUid, RestrictedExpression};
use incamera_charter::{Charter, Transfer};
use jiff::civil::Date;

use crate::{
    actor::{Actor, Intent},
    scope::entity,
};

/// Name of somebody acting; each decision is about one.
pub(crate) fn actor_uid() -> EntityUid {
    entity("Actor", "it")
}

/// The recipient of what stays in this region with us.
fn here(region: &str) -> String {
    format!("here.{region}")
}

fn uid(kind: &'static str, id: &str) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(entity(kind, id))
}

fn set<T: ToString>(kind: &'static str, ids: impl IntoIterator<Item = T>) -> RestrictedExpression {
    RestrictedExpression::new_set(ids.into_iter().map(|id| uid(kind, &id.to_string())))
}

type Made = Result<Entity, String>;

fn made(uid: EntityUid, attributes: Vec<(&str, RestrictedExpression)>) -> Made {
    let attributes: HashMap<String, RestrictedExpression> =
        attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Entity::new(uid, attributes, HashSet::new()).map_err(|e| e.to_string())
}

/// Ways across borders that are open today: one past its review is not.
pub(crate) fn live(charter: &Charter, today: Date) -> impl Iterator<Item = &Transfer> {
    charter.transfers.values().filter(move |transfer| transfer.review >= today)
}

/// Regions and recipients as they are today.
pub(crate) fn places(charter: &Charter, today: Date) -> Result<Vec<Entity>, String> {
    let regions = charter.regions.keys().map(|id| {
        let reached =
            live(charter, today).filter(|transfer| transfer.from == *id).map(|transfer| &transfer.to);
        made(entity("Region", id), vec![("reaches", set("Region", reached))])
    });
    let ours = charter.regions.keys().map(|id| {
        made(
            entity("Recipient", &here(id)),
            vec![
                ("place", uid("Region", id)),
                ("fields", set::<&str>("Class", [])),
                ("purposes", set::<&str>("Purpose", [])),
            ],
        )
    });
    let others = charter.processors.iter().map(|(id, processor)| {
        made(
            entity("Recipient", id),
            vec![
                ("place", uid("Region", &processor.place)),
                ("fields", set("Class", &processor.fields)),
                ("purposes", set("Purpose", &processor.purposes)),
            ],
        )
    });
    regions.chain(ours).chain(others).collect()
}

/// Somebody acting.
pub(crate) fn actor(actor: &Actor) -> Made {
    let workspace = actor.workspace.map(|w| w.to_string()).unwrap_or_default();
    made(
        actor_uid(),
        vec![
            ("person", uid("Person", &actor.person.to_string())),
            ("role", uid("Role", &actor.role)),
            ("workspace", uid("Workspace", &workspace)),
            ("projects", set("Project", &actor.projects)),
            ("elevated", RestrictedExpression::new_bool(actor.elevated)),
        ],
    )
}

/// Why, where, and who receives it.
pub(crate) fn context(intent: &Intent) -> Result<Context, String> {
    let recipient = intent.recipient.clone().unwrap_or_else(|| here(&intent.place));
    let pairs = [
        ("purpose".to_owned(), uid("Purpose", &intent.purpose)),
        ("place".to_owned(), uid("Region", &intent.place)),
        ("recipient".to_owned(), uid("Recipient", &recipient)),
    ];
    Context::from_pairs(pairs).map_err(|e| e.to_string())
}
