//! Who asks for what, how, and from where.

use crate::error::RightsError;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker<'a> {
    /// Whom it is about.
    Myself,
    /// Somebody he sends.
    Agent {
        /// By what: the words of the mandate, and who holds it.
        mandate: &'a str,
        /// Under which number California's Secretary of State registered him.
        registration: Option<&'a str>,
    },
    /// Whoever has custody of a child.
    Guardian {
        /// By what.
        mandate: &'a str,
    },
}

impl Asker<'_> {
    /// Its word in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Myself => "self",
            Self::Agent { .. } => "agent",
            Self::Guardian { .. } => "guardian",
        }
    }
}

/// How a request came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// From the person's own pages.
    Dashboard,
    /// By mail.
    Mail,
    /// On paper.
    Letter,
    /// As a ticket.
    Ticket,
    /// From another program.
    Api,
}

impl Door {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Dashboard, Self::Mail, Self::Letter, Self::Ticket, Self::Api];

    /// Its word in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Mail => "mail",
            Self::Letter => "letter",
            Self::Ticket => "ticket",
            Self::Api => "api",
        }
    }

    pub(crate) fn of(word: &str) -> Result<Self, RightsError> {
        let known = Self::ALL.into_iter().find(|door| door.word() == word);
        known.ok_or_else(|| RightsError::Said(format!("`{word}` is no way for a request to come in")))
    }
}

/// Somebody asks for something.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// For what: a right of the charter.
    pub right: &'a str,
    /// Who asks.
    pub asker: Asker<'a>,
    /// How it came in.
    pub door: Door,
    /// In which language he is answered (BCP 47). Where it is not written, English.
    pub language: &'a str,
    /// In his words.
    pub statement: &'a str,
    /// Where the answer goes. Nobody with an account needs to say.
    pub contact: Option<&'a str>,
    /// Under which address we know whom it is about, where that is another: an agent's principal, a guardian's child.
    pub known_as: Option<&'a str>,
    /// Where he lives and writes from (ISO 3166: `FR`, `US-CA`), as far as he said. None: every law might protect him.
    pub places: &'a [&'a str],
    /// The clock on the wall where it came in, as a rule of POSIX: `UTC0`, `CET-1CEST,M3.5.0,M10.5.0/3`. Days are counted by it.
    pub zone: &'a str,
    /// Somebody under age may be using the studio (KID-12): it is for somebody at once.
    pub child: bool,
}

impl<'a> Asking<'a> {
    /// Somebody asks for himself, in English, from nobody knows where.
    pub fn of(right: &'a str, door: Door, statement: &'a str) -> Self {
        Self {
            right,
            asker: Asker::Myself,
            door,
            language: "en",
            statement,
            contact: None,
            known_as: None,
            places: &[],
            zone: "UTC0",
            child: false,
        }
    }
}
