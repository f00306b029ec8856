//! How an index is put together: what is about somebody, what names him, what belongs to what is his alone.

use std::collections::BTreeMap;

use incamera_charter::{Clock, ClockUnit};
use incamera_gate::Read;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{
    Edge, Known, Page, Reads, Registers, Table, Tie, kernel::backups, rows::disclosures, rows::holds, table,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::facts::{Copies, Disclosed, Found, Hold, Index, Named, Processor, Stands, standing};
use crate::{data_map::edge_word, error::RightsError, kernel::Kernel};

/// How many holds are looked at in one go.
const AT_ONCE: u64 = 500;

impl Kernel {
    /// Everything that is held about one person.
    ///
    /// # Errors
    /// A database or a keyring that would not.
    pub async fn subject(&self, person: PersonId, place: &str) -> Result<Index, RightsError> {
        let at = self.now();
        let mut held: BTreeMap<DatumId, Found> = BTreeMap::new();
        for known in self.store.about(person, None, at).await? {
            held.insert(known.datum.id, self.found(known, person));
        }
        self.add_mentions(person, at, &mut held).await?;
        self.add_children(person, at, &mut held).await?;
        self.add_disclosures(person, place, &mut held).await?;
        self.add_holds(place, &mut held).await?;
        self.add_copies(&mut held).await?;
        let stands = |s: incamera_store::kernel::standings::Model| Stands {
            workspace: *s.workspace,
            kind: standing(s.kind),
            purpose: s.purpose.to_string(),
            project: s.project.map(|p| *p),
            datum: s.datum.map(|d| *d),
            since: *s.since,
        };
        let standings = self.store.standings_of(person).await?.into_iter().map(stands).collect();
        Ok(Index { person, at, held: held.into_values().collect(), standings })
    }

    fn found(&self, known: Known, person: PersonId) -> Found {
        let name = table(known.data.kind).map_or("unknown", |table| table.name);
        let class = self.charter().classes.get(&known.datum.class);
        Found::of(known, name, class, person)
    }

    /// Rows that name him, about him or not.
    async fn add_mentions(
        &self,
        person: PersonId,
        at: Timestamp,
        held: &mut BTreeMap<DatumId, Found>,
    ) -> Result<(), RightsError> {
        let mentions = self.store.mentions(person).await?;
        let mut new: Vec<DatumId> =
            mentions.iter().map(|m| m.datum).filter(|id| !held.contains_key(id)).collect();
        new.sort_unstable();
        new.dedup();
        for known in self.store.data(&new, at).await? {
            held.insert(known.datum.id, self.found(known, person));
        }
        for mention in mentions {
            if let Some(found) = held.get_mut(&mention.datum) {
                found.named.push(Named { column: mention.column, edge: edge_word(mention.edge) });
            }
        }
        Ok(())
    }

    /// What was made from what is his alone, or belongs to it, down to the last.
    async fn add_children(
        &self,
        person: PersonId,
        at: Timestamp,
        held: &mut BTreeMap<DatumId, Found>,
    ) -> Result<(), RightsError> {
        let owned = |found: &&Found| found.known.ties.get(&person) == Some(&Tie::Owns);
        let mut parents: Vec<DatumId> = held.values().filter(owned).map(|found| found.datum).collect();
        while !parents.is_empty() {
            let mut new: BTreeMap<DatumId, &'static str> = BTreeMap::new();
            for child in self.store.children(&parents).await? {
                if matches!(child.edge, Edge::Owns | Edge::Derives) && !held.contains_key(&child.datum) {
                    new.insert(child.datum, child.column);
                }
            }
            parents.clear();
            let names: Vec<DatumId> = new.keys().copied().collect();
            for known in self.store.data(&names, at).await? {
                let mut found = self.found(known, person);
                found.via = new.get(&found.datum).copied();
                parents.push(found.datum);
                held.insert(found.datum, found);
            }
        }
        Ok(())
    }

    /// To whom his data went, as the rows that are about him alone say.
    async fn add_disclosures(
        &self,
        person: PersonId,
        place: &str,
        held: &mut BTreeMap<DatumId, Found>,
    ) -> Result<(), RightsError> {
        let rows: Vec<(DatumId, WorkspaceId)> = held
            .values()
            .filter(|found| found.known.data.kind == disclosures::Entity::KIND)
            .map(|found| (found.datum, found.workspace))
            .collect();
        for (row, workspace) in rows {
            let Some(fetched) = self.store.fetch::<disclosures::Entity>(row, self.now()).await? else {
                continue;
            };
            let desk = self.own(person, workspace, place)?;
            let Ok(permit) = desk.may::<Read>(fetched.datum()) else { continue };
            let open = fetched.open(&permit)?;
            let disclosed = Disclosed {
                datum: open.datum.map(|datum| *datum),
                recipient: open.recipient.to_string(),
                purpose: open.purpose.to_string(),
                at: *open.at,
            };
            // What was about no single datum stands with its own row.
            let at = disclosed.datum.filter(|datum| held.contains_key(datum)).unwrap_or(row);
            if let Some(found) = held.get_mut(&at) {
                found.disclosed.push(disclosed);
            }
        }
        Ok(())
    }

    /// What keeps what is kept. A hold may lie in another workspace than what it keeps: one on a person reaches all of them.
    async fn add_holds(&self, place: &str, held: &mut BTreeMap<DatumId, Found>) -> Result<(), RightsError> {
        if !held.values().any(|found| found.held) {
            return Ok(());
        }
        let (now, desk) = (self.now(), self.machine(place)?);
        let Ok(leave) = desk.leave::<Read>() else { return Ok(()) };
        for workspace in self.store.workspaces().await? {
            let mut after = None;
            loop {
                let page = Page { workspace, project: None, after, limit: AT_ONCE };
                let rows = self.store.list::<holds::Entity, Read>(&leave, page, now).await?;
                for row in &rows {
                    let Ok(permit) = desk.may::<Read>(row.datum()) else { continue };
                    let open = row.open(&permit)?;
                    if open.ended.is_some() || *open.until <= now {
                        continue;
                    }
                    let (ground, placed, until) = (open.ground.to_string(), *open.placed, *open.until);
                    let keeps = Hold { ground, placed, until };
                    let target = open.target.uuid();
                    for found in held.values_mut().filter(|found| found.held) {
                        let kept = found.datum.uuid() == target
                            || found.workspace.uuid() == target
                            || found.project.is_some_and(|project| project.uuid() == target)
                            || found.known.ties.keys().any(|person| person.uuid() == target);
                        if kept {
                            found.holds.push(keeps.clone());
                        }
                    }
                }
                after = rows.last().map(|row| row.datum().id);
                if (rows.len() as u64) < AT_ONCE {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Where copies may be.
    async fn add_copies(&self, held: &mut BTreeMap<DatumId, Found>) -> Result<(), RightsError> {
        let backups: Vec<backups::Model> =
            self.store.backups().await?.into_iter().filter(|backup| backup.gone.is_none()).collect();
        for found in held.values_mut() {
            let kept: Vec<&backups::Model> = backups
                .iter()
                .filter(|backup| found.since.is_none_or(|since| since <= *backup.made))
                .collect();
            let receives = |(id, p): (&String, &incamera_charter::Processor)| {
                let allowed = p.fields.contains(&found.class);
                allowed.then(|| Processor { id: id.clone(), place: p.place.clone() })
            };
            found.copies = Copies {
                backups: kept.iter().map(|backup| *backup.id).collect(),
                backups_gone: kept.iter().map(|b| rotated(self.charter().backup, *b.made)).max(),
                processors: self.charter().processors.iter().filter_map(receives).collect(),
            };
        }
        Ok(())
    }
}

/// When a backup made then has rotated out.
pub(crate) fn rotated(window: Clock, made: Timestamp) -> Timestamp {
    if window.unit == ClockUnit::Hours {
        let hours = SignedDuration::from_hours(i64::from(window.count));
        return made.checked_add(hours).unwrap_or(Timestamp::MAX);
    }
    let made = made.to_zoned(TimeZone::UTC);
    let day = made.with().date(window.after(made.date())).build();
    day.map_or(Timestamp::MAX, |day| day.timestamp())
}
