//! The promises one by one, each with the facts its sentence is filled with.

mod fact;

pub(crate) use self::fact::{Fact, clock, kept};
use crate::{charter::Charter, purposes::Basis, roles::Act};

/// What kind of promise it is; the policy has one section for each, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What must never be possible.
    Never,
    /// Why data is used.
    Purpose,
    /// What is held, and how long.
    Class,
    /// Where it lies.
    Region,
    /// By what right it crosses a border.
    Transfer,
    /// Who else receives it.
    Processor,
    /// Who may do what.
    Role,
    /// What people may ask for.
    Right,
    /// By when they are answered.
    Answer,
    /// By when the law wants an answer.
    Regime,
    /// What people allow.
    Licence,
    /// That nothing is learned from content.
    Training,
    /// Who may have an account.
    Ages,
    /// What browsers keep.
    Cookie,
    /// When people are told.
    Notice,
    /// By when a breach is reported.
    Breach,
    /// When backups are gone.
    Backup,
    /// What is looked at again.
    Review,
}

/// One promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Its kind.
    pub kind: Kind,
    /// Its name within the kind; empty where there is only one.
    pub id: String,
    /// What its sentence is filled with.
    pub(crate) facts: Vec<(&'static str, Fact)>,
}

impl Kind {
    /// Its word in the names of messages.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Purpose => "purpose",
            Self::Class => "class",
            Self::Region => "region",
            Self::Transfer => "transfer",
            Self::Processor => "processor",
            Self::Role => "role",
            Self::Right => "right",
            Self::Answer => "answer",
            Self::Regime => "regime",
            Self::Licence => "licence",
            Self::Training => "training",
            Self::Ages => "ages",
            Self::Cookie => "cookie",
            Self::Notice => "notice",
            Self::Breach => "breach",
            Self::Backup => "backup",
            Self::Review => "review",
        }
    }

    /// All, in the order of the policy.
    pub(crate) const ALL: [Self; 18] = [
        Self::Never,
        Self::Purpose,
        Self::Class,
        Self::Region,
        Self::Transfer,
        Self::Processor,
        Self::Role,
        Self::Right,
        Self::Answer,
        Self::Regime,
        Self::Licence,
        Self::Training,
        Self::Ages,
        Self::Cookie,
        Self::Notice,
        Self::Breach,
        Self::Backup,
        Self::Review,
    ];
}

impl Promise {
    /// As the policy names it: `class.footage`, `answer`.
    pub fn name(&self) -> String {
        let kind = self.kind.word();
        if self.id.is_empty() { kind.to_owned() } else { format!("{kind}.{}", self.id) }
    }

    /// The messages that may speak of it: its own, else that of its kind.
    pub(crate) fn messages(&self) -> Vec<String> {
        let kind = self.kind.word();
        // Message names have no underscores at their beginning.
        let id = self.id.trim_start_matches("__Host-");
        if id.is_empty() { vec![kind.to_owned()] } else { vec![format!("{kind}-{id}"), kind.to_owned()] }
    }
}

impl Charter {
    /// Every promise, in the order of the policy, then by name.
    pub fn promises(&self) -> Vec<Promise> {
        let mut all = Vec::new();
        let mut add = |kind, id: &str, facts| all.push(Promise { kind, id: id.to_owned(), facts });
        for id in self.never.keys() {
            add(Kind::Never, id, Vec::new());
        }
        for (id, purpose) in &self.purposes {
            let mut facts = vec![("basis", Fact::Word(purpose.basis.word()))];
            match &purpose.basis {
                Basis::Interest(test) => facts.push(("review", Fact::Date(test.review))),
                Basis::Law(law) => facts.push(("law", Fact::Name(law.clone()))),
                Basis::Contract | Basis::Consent => {}
            }
            add(Kind::Purpose, id, facts);
        }
        for (id, class) in &self.classes {
            let retention = &class.retention;
            add(
                Kind::Class,
                id,
                vec![
                    ("purposes", Fact::Titles(Kind::Purpose, class.purposes.clone())),
                    ("keep", kept(retention.keep)),
                    ("from", Fact::Word(retention.from.word())),
                    ("end", Fact::Word(retention.end.word())),
                ],
            );
        }
        for (id, region) in &self.regions {
            add(Kind::Region, id, vec![("countries", Fact::Names(region.countries.clone()))]);
        }
        for (id, transfer) in &self.transfers {
            add(
                Kind::Transfer,
                id,
                vec![
                    ("from", Fact::Titles(Kind::Region, vec![transfer.from.clone()])),
                    ("to", Fact::Titles(Kind::Region, vec![transfer.to.clone()])),
                    ("mechanism", Fact::Word(transfer.mechanism.word())),
                    ("review", Fact::Date(transfer.review)),
                ],
            );
        }
        for (id, processor) in &self.processors {
            add(
                Kind::Processor,
                id,
                vec![
                    ("name", Fact::Name(id.clone())),
                    ("role", Fact::Name(processor.role.clone())),
                    ("place", Fact::Titles(Kind::Region, vec![processor.place.clone()])),
                    ("fields", Fact::Titles(Kind::Class, processor.fields.clone())),
                    ("safeguards", Fact::Name(processor.safeguards.clone())),
                    ("agreement", Fact::Date(processor.agreement)),
                ],
            );
        }
        for (id, role) in &self.roles {
            let named = |act| Fact::Titles(Kind::Class, role.classes(act).to_vec());
            let facts = vec![
                ("within", Fact::Word(role.within.word())),
                ("read", named(Act::Read)),
                ("write", named(Act::Write)),
                ("elevated", Fact::Titles(Kind::Class, role.elevated.clone())),
            ];
            add(Kind::Role, id, facts);
        }
        for id in self.rights.keys() {
            add(Kind::Right, id, Vec::new());
        }
        add(Kind::Answer, "", vec![("within", clock(Some(self.answer.within)))]);
        for (id, regime) in &self.regimes {
            let facts = vec![
                ("answer", clock(Some(regime.answer))),
                ("extend", clock(regime.extend)),
                ("acknowledge", clock(regime.acknowledge)),
                ("most", Fact::Number(regime.most.map_or(0, |most| most.count))),
            ];
            add(Kind::Regime, id, facts);
        }
        add(
            Kind::Licence,
            "",
            vec![("purposes", Fact::Titles(Kind::Purpose, self.licence.purposes.clone()))],
        );
        add(Kind::Training, "", Vec::new());
        let ages = &self.ages;
        add(
            Kind::Ages,
            "",
            vec![
                ("elsewhere", Fact::Number(ages.elsewhere)),
                ("stricter", Fact::Number(ages.stricter)),
                ("working", Fact::Number(ages.working)),
                ("spared", Fact::Titles(Kind::Purpose, ages.spared.clone())),
            ],
        );
        for (id, cookie) in &self.cookies {
            add(
                Kind::Cookie,
                id,
                vec![
                    ("name", Fact::Name(id.clone())),
                    ("kind", Fact::Word(cookie.kind.word())),
                    ("serves", Fact::Word(cookie.serves.word())),
                    ("keep", kept(cookie.keep)),
                ],
            );
        }
        for (id, notice) in &self.notices {
            add(Kind::Notice, id, vec![("before", clock(Some(notice.before)))]);
        }
        for (id, breach) in &self.breaches {
            add(Kind::Breach, id, vec![("within", clock(Some(breach.within)))]);
        }
        add(Kind::Backup, "", vec![("window", clock(Some(self.backup)))]);
        for (id, review) in &self.reviews {
            let by = Fact::Titles(Kind::Role, vec![review.by.clone()]);
            add(Kind::Review, id, vec![("every", kept(review.every)), ("by", by)]);
        }
        all
    }
}
