//! What is done with data: one activity for each purpose.

use crate::{
    charter::Charter,
    classes::{Class, Whom},
    processors::Processor,
    purposes::{Basis, Purpose},
};

/// All that is done for one purpose.
pub(super) struct Activity<'a> {
    pub(super) id: &'a String,
    pub(super) purpose: &'a Purpose,
    /// Classes that may serve it.
    pub(super) classes: Vec<(&'a String, &'a Class)>,
    /// Processors that work on them for it.
    pub(super) recipients: Vec<(&'a String, &'a Processor)>,
}

impl Charter {
    /// Whether data of a class may serve a purpose. Requests about any class, and its end, are served under one.
    pub fn serves(&self, class: &Class, purpose: &str) -> bool {
        self.answer.purpose == purpose || class.purposes.iter().any(|p| p == purpose)
    }

    /// Everything done, by purpose.
    pub(super) fn activities(&self) -> Vec<Activity<'_>> {
        self.purposes.iter().map(|(id, purpose)| self.activity(id, purpose)).collect()
    }

    fn activity<'a>(&'a self, id: &'a String, purpose: &'a Purpose) -> Activity<'a> {
        let classes: Vec<_> = self.classes.iter().filter(|(_, class)| self.serves(class, id)).collect();
        let receives = |(_, p): &(&String, &Processor)| {
            p.purposes.contains(id) && classes.iter().any(|(class, _)| p.fields.contains(class))
        };
        Activity { id, purpose, recipients: self.processors.iter().filter(receives).collect(), classes }
    }
}

impl Activity<'_> {
    /// Whom the data is about.
    pub(super) fn about(&self) -> Vec<Whom> {
        let held = |whom: &Whom| self.classes.iter().any(|(_, class)| class.about.contains(whom));
        Whom::ALL.into_iter().filter(held).collect()
    }

    /// What makes it lawful, as an article of the GDPR in DPV's terms.
    pub(super) fn article(&self) -> &'static str {
        match self.purpose.basis {
            Basis::Consent => "eu-gdpr:A6-1-a",
            Basis::Contract => "eu-gdpr:A6-1-b",
            Basis::Law(_) => "eu-gdpr:A6-1-c",
            Basis::Interest(_) => "eu-gdpr:A6-1-f",
        }
    }
}
