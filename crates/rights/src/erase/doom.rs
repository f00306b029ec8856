//! Data that goes: with everything that belongs to it or was made from it.

use std::collections::BTreeSet;

use incamera_gate::{Datum, Erase, Permit};
use incamera_model::{DatumId, PersonId};
use incamera_store::{Edge, Known, Mention, Reads};

use crate::{desk::Desk, error::RightsError};

/// Some data and what goes with it, and what only pointed there.
pub(crate) struct Doom {
    /// What goes.
    pub(crate) goes: Vec<Known>,
    /// What points there and stays.
    pub(crate) points: Vec<Mention>,
}

impl Desk<'_> {
    /// Everything that goes when these do: what belongs to them, what was made from them, and so on down. What is held stays.
    pub(crate) async fn doom(&self, first: Vec<Known>) -> Result<Doom, RightsError> {
        let kernel = self.kernel;
        let mut seen: BTreeSet<DatumId> = first.iter().map(|known| known.datum.id).collect();
        let mut doom = Doom { goes: Vec::new(), points: Vec::new() };
        let mut next = first;
        while !next.is_empty() {
            let parents: Vec<DatumId> = next.iter().map(|known| known.datum.id).collect();
            doom.goes.append(&mut next);
            let mut found = Vec::new();
            for child in kernel.store.children(&parents).await? {
                match child.edge {
                    Edge::Owns | Edge::Derives if seen.insert(child.datum) => found.push(child.datum),
                    Edge::Owns | Edge::Derives => {}
                    Edge::Shares | Edge::Mentions => doom.points.push(child),
                }
            }
            next = kernel.store.data(&found, kernel.now()).await?;
            next.retain(|known| !known.datum.held);
        }
        doom.points.retain(|mention| !seen.contains(&mention.datum));
        Ok(doom)
    }

    /// Destroys keys, bytes and rows, in this order. Says how many data went, and how many objects with them.
    pub(crate) async fn end(&self, doom: &Doom, nobody: PersonId) -> Result<(u64, u64), RightsError> {
        let kernel = self.kernel;
        let data: Vec<&Datum> = doom.goes.iter().map(|known| &known.datum).collect();
        let permits = self.permits(&data)?;
        kernel.vault.shred(&permits)?;
        let mut objects = 0;
        for (known, permit) in doom.goes.iter().zip(&permits) {
            if known.data.bytes.is_some() {
                kernel.vault.remove(permit)?;
                objects += 1;
            }
        }
        let unit = kernel.store.begin().await?;
        for mention in &doom.points {
            unit.unname(*mention, nobody).await?;
        }
        unit.remove(&permits).await?;
        unit.commit().await?;
        Ok((permits.len() as u64, objects))
    }

    /// Leave to erase each of these.
    pub(crate) fn permits<'a>(&'a self, data: &[&'a Datum]) -> Result<Vec<Permit<'a, Erase>>, RightsError> {
        data.iter().map(|datum| self.may::<Erase>(datum)).collect()
    }
}
