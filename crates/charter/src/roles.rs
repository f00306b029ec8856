//! Who may do what with which data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{classes::Class, read::Desk};

/// Something done with data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// It is shown to somebody.
    Read,
    /// It is made or changed.
    Write,
    /// A program works on it, for the purpose it was asked for.
    Process,
    /// A model learns from it.
    Train,
    /// A processor receives it.
    Disclose,
    /// It goes.
    Erase,
    /// A request is decided about.
    Answer,
}

impl Act {
    /// All.
    pub const ALL: [Self; 7] =
        [Self::Read, Self::Write, Self::Process, Self::Train, Self::Disclose, Self::Erase, Self::Answer];

    /// Its word in the charter and in the policies.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Process => "process",
            Self::Train => "train",
            Self::Disclose => "disclose",
            Self::Erase => "erase",
            Self::Answer => "answer",
        }
    }
}

/// Where a role holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// What is about nobody but the asker. Everybody has such a role besides his own.
    Own,
    /// Projects somebody was let into.
    Project,
    /// One workspace.
    Workspace,
    /// All of the installation.
    Installation,
}

impl Within {
    /// Its word in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Project => "project",
            Self::Workspace => "workspace",
            Self::Installation => "installation",
        }
    }
}

/// What somebody may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Where it holds.
    pub within: Within,
    /// Ids of the classes it may be done with.
    pub(crate) may: BTreeMap<Act, Vec<String>>,
    /// Ids of the classes that may be read while somebody is elevated.
    pub elevated: Vec<String>,
}

impl Role {
    /// Ids of the classes this may be done with.
    pub fn classes(&self, act: Act) -> &[String] {
        self.may.get(&act).map_or(&[], Vec::as_slice)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    role: BTreeMap<String, Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    within: Within,
    #[serde(default)]
    read: Vec<String>,
    #[serde(default)]
    write: Vec<String>,
    #[serde(default)]
    process: Vec<String>,
    #[serde(default)]
    train: Vec<String>,
    #[serde(default)]
    disclose: Vec<String>,
    #[serde(default)]
    erase: Vec<String>,
    #[serde(default)]
    answer: Vec<String>,
    #[serde(default)]
    elevated: Vec<String>,
}

pub(crate) fn read(desk: &mut Desk<'_>, classes: &BTreeMap<String, Class>) -> BTreeMap<String, Role> {
    let Some((source, file)) = desk.file::<File>("roles.toml") else { return BTreeMap::new() };
    let mut roles = BTreeMap::new();
    for (id, place, written) in desk.rows(source, "role", file.role) {
        let may = BTreeMap::from([
            (Act::Read, written.read),
            (Act::Write, written.write),
            (Act::Process, written.process),
            (Act::Train, written.train),
            (Act::Disclose, written.disclose),
            (Act::Erase, written.erase),
            (Act::Answer, written.answer),
        ]);
        for class in may.values().flatten().chain(&written.elevated) {
            desk.known(&place, "class", class, classes.keys());
        }
        roles.insert(id, Role { within: written.within, may, elevated: written.elevated });
    }
    roles
}
