//! The others of an export, without their names.

use std::collections::BTreeMap;

use incamera_model::PersonId;

/// Whom an export is for, and whom it mentions. Others are numbered as they are met: the number says nothing outside of it.
pub(super) struct People {
    me: PersonId,
    others: BTreeMap<PersonId, usize>,
}

impl People {
    pub(super) fn around(me: PersonId) -> Self {
        Self { me, others: BTreeMap::new() }
    }

    /// Whether this names somebody who was met already: what a hold keeps may be a person.
    pub(super) fn knows(&self, person: PersonId) -> bool {
        person == self.me || self.others.contains_key(&person)
    }

    /// What somebody is called in this export: `#you`, `#person-2`.
    pub(super) fn name(&mut self, person: PersonId) -> String {
        if person == self.me {
            return "#you".to_owned();
        }
        let next = self.others.len() + 1;
        format!("#person-{}", self.others.entry(person).or_insert(next))
    }
}
