//! What somebody gets of one datum, and what not and why. The gate decides; where it refuses because others are in a row too, a
//! program takes out what is his.

use incamera_charter::Act;
use incamera_gate::{Datum, Opens, Permit, Process, Read, Refusal};
use incamera_model::{DatumId, PersonId};
use incamera_store::{Cell, Edge, Known, Label, Named, Reads, StoreError};
use incamera_vault::{Under, VaultError};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::people::People;
use crate::{error::RightsError, kernel::Kernel, subject::Found};

/// How much of something is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Share {
    /// All of it.
    Whole,
    /// Some of it; the rest is listed.
    Part,
    /// Nothing but that it is there.
    Withheld,
}

/// Why something is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Others are in it, too.
    Others,
    /// It only names the person.
    Mention,
    /// It belongs to something of the person's, and is about somebody else, or nobody.
    Attached,
    /// What it is about is confidential: breaches, holds, authorities.
    Confidential,
    /// It opens a door: a password's digest, a second factor.
    Secret,
    /// It is erased, or on its way.
    Erased,
    /// It lies in a region from which nothing may go where this was packed.
    Region,
    /// Its key is gone, or its bytes were altered.
    Unreadable,
    /// Another promise stands against it.
    Promise,
}

impl Reason {
    /// Its word in the sentences.
    pub fn word(self) -> &'static str {
        match self {
            Self::Others => "others",
            Self::Mention => "mention",
            Self::Attached => "attached",
            Self::Confidential => "confidential",
            Self::Secret => "secret",
            Self::Erased => "erased",
            Self::Region => "region",
            Self::Unreadable => "unreadable",
            Self::Promise => "promise",
        }
    }
}

/// Something that is not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// Of which datum.
    pub datum: DatumId,
    /// In which table.
    pub table: &'static str,
    /// Which part: a column, `media`, or `everything`.
    pub part: String,
    /// Why.
    pub reason: Reason,
    /// The promise that stands against it.
    pub promise: String,
}

/// A column that is given.
pub(super) struct Field {
    pub(super) column: &'static str,
    pub(super) value: Value,
}

/// What is given of a datum.
pub(super) struct Given {
    pub(super) share: Share,
    pub(super) fields: Vec<Field>,
    pub(super) withheld: Vec<Withheld>,
    /// Its object goes with it.
    pub(super) media: bool,
}

/// Columns that would let whoever reads the export in at a door.
const SECRET: [(&str, &str); 1] = [("credentials", "secret")];
/// Columns that count something; every other number is a time in milliseconds.
const COUNTS: [&str; 5] = ["duration", "frame", "last", "tries", "version"];

/// Whether what stands in a column is a time.
pub(super) fn is_time(column: &incamera_store::Column) -> bool {
    column.label == Label::Fact && column.counts() && !COUNTS.contains(&column.name)
}

/// Who asks, and where.
pub(super) struct Asker<'k> {
    pub(super) kernel: &'k Kernel,
    pub(super) person: PersonId,
    pub(super) place: &'k str,
    /// By which promise what the gate did not decide about is withheld.
    pub(super) promise: String,
}

impl Asker<'_> {
    /// What he gets of this.
    pub(super) async fn take(&self, found: &Found, people: &mut People) -> Result<Given, RightsError> {
        // As things stand now: what was erased or restricted since the index was made is not read any more.
        let Some(known) = self.kernel.store.datum(found.datum, self.kernel.now()).await? else {
            let gone = Self::keep(found, "everything", Reason::Erased, "right.erasure");
            return Ok(Given {
                share: Share::Withheld,
                fields: Vec::new(),
                withheld: vec![gone],
                media: false,
            });
        };
        let datum = &known.datum;
        let desk = self.kernel.own(self.person, found.workspace, self.place)?;
        let refusal = match desk.may::<Read>(datum) {
            Ok(permit) => return self.open(&permit, found, &known, None, people).await,
            Err(RightsError::Refused(refusal)) => refusal,
            Err(other) => return Err(other),
        };
        let shared = datum.about.contains(&self.person) && found.others > 0;
        if !shared || self.reason(found, &refusal) == Reason::Confidential {
            return Ok(self.nothing(found, &refusal));
        }
        // A program works on it, to answer him.
        let machine = self.kernel.machine(self.place)?;
        let reads = self.may_read(&datum.class);
        if reads && let Ok(permit) = machine.may::<Read>(datum) {
            return self.open(&permit, found, &known, Some(&refusal), people).await;
        }
        match machine.may::<Process>(datum) {
            Ok(permit) => self.open(&permit, found, &known, Some(&refusal), people).await,
            // That he may not read what is others' too is said, and not that the program may not.
            Err(RightsError::Refused(second)) if second.promise().starts_with("role.") => {
                Ok(self.nothing(found, &refusal))
            }
            Err(RightsError::Refused(second)) => Ok(self.nothing(found, &second)),
            Err(other) => Err(other),
        }
    }

    /// Whether the program may read a class: where it may only work on it, asking would be a refusal for the log.
    fn may_read(&self, class: &str) -> bool {
        let roles = &self.kernel.charter().roles;
        roles.get("machine").is_some_and(|role| role.classes(Act::Read).iter().any(|c| c == class))
    }

    /// Everything in the row; what others have a part in only as far as it is his own or everybody's.
    async fn open<A: Opens>(
        &self,
        permit: &Permit<'_, A>,
        found: &Found,
        known: &Known,
        refusal: Option<&Refusal>,
        people: &mut People,
    ) -> Result<Given, RightsError> {
        let (mut fields, mut withheld) = (Vec::new(), Vec::new());
        let promise = refusal.map_or_else(|| self.promise.clone(), |refusal| refusal.promise().to_owned());
        let keep = |part: &str, reason| Self::keep(found, part, reason, &promise);
        let cells = match self.kernel.store.columns(permit, known).await {
            Ok(cells) => cells,
            Err(StoreError::Missing(_)) => {
                let withheld = vec![keep("everything", Reason::Erased)];
                return Ok(Given { share: Share::Withheld, fields, withheld, media: false });
            }
            Err(other) => return Err(other.into()),
        };
        for named in cells {
            let column = named.column.name;
            if SECRET.contains(&(found.table, column)) {
                withheld.push(keep(column, Reason::Secret));
                continue;
            }
            let value = match named.sealed() {
                None => plain(&named, people),
                Some(sealed) => {
                    let vault = &self.kernel.vault;
                    let his = match refusal.map(|_| vault.whose(permit, column, &sealed)) {
                        None | Some(Ok(Under::Datum)) => true,
                        Some(Ok(Under::Person(person))) => person == self.person,
                        Some(Ok(Under::Workspace) | Err(_)) => false,
                    };
                    if !his {
                        withheld.push(keep(column, Reason::Others));
                        continue;
                    }
                    match vault.open_field(permit, column, &sealed) {
                        Ok(text) => Some(Value::String(text)),
                        Err(VaultError::Machine(e)) => return Err(VaultError::Machine(e).into()),
                        Err(_) => {
                            withheld.push(keep(column, Reason::Unreadable));
                            continue;
                        }
                    }
                }
            };
            if let Some(value) = value {
                fields.push(Field { column, value });
            }
        }
        if refusal.is_some() && found.object.is_some() {
            withheld.push(keep("media", Reason::Others));
        }
        let media = refusal.is_none() && found.object.is_some();
        let share = if withheld.is_empty() { Share::Whole } else { Share::Part };
        Ok(Given { share, fields, withheld, media })
    }

    fn keep(found: &Found, part: &str, reason: Reason, promise: &str) -> Withheld {
        let (part, promise) = (part.to_owned(), promise.to_owned());
        Withheld { datum: found.datum, table: found.table, part, reason, promise }
    }

    fn nothing(&self, found: &Found, refusal: &Refusal) -> Given {
        let reason = self.reason(found, refusal);
        let withheld = Self::keep(found, "everything", reason, refusal.promise());
        Given { share: Share::Withheld, fields: Vec::new(), withheld: vec![withheld], media: false }
    }

    fn reason(&self, found: &Found, refusal: &Refusal) -> Reason {
        let Datum { about, class, .. } = &found.known.datum;
        match refusal.promise() {
            "right.erasure" => return Reason::Erased,
            "region" => return Reason::Region,
            promise if !promise.starts_with("role.") => return Reason::Promise,
            _ if found.erased => return Reason::Erased,
            _ => {}
        }
        let roles = &self.kernel.charter().roles;
        let given = roles.get("person").is_some_and(|role| role.classes(Act::Read).contains(class));
        if !given {
            Reason::Confidential
        } else if about.contains(&self.person) {
            Reason::Others
        } else if found.named.is_empty() {
            Reason::Attached
        } else {
            Reason::Mention
        }
    }
}

/// What stands in a column that is not sealed; none for what is empty, for the row's own name, and for traces.
fn plain(named: &Named, people: &mut People) -> Option<Value> {
    match (&named.cell, named.column.label) {
        (Cell::Empty | Cell::Bytes(_), _) | (_, Label::Key | Label::Trace | Label::Sealed) => None,
        (Cell::Name(uuid), Label::Person(_)) => Some(people.name(PersonId::of(*uuid)).into()),
        (Cell::Name(uuid), Label::Datum(Edge::Mentions)) if people.knows(PersonId::of(*uuid)) => {
            Some(people.name(PersonId::of(*uuid)).into())
        }
        (Cell::Name(uuid), _) => Some(urn(DatumId::of(*uuid)).into()),
        (Cell::Number(n), _) if is_time(named.column) => {
            Some(Timestamp::from_millisecond(*n).map_or_else(|_| (*n).into(), |t| t.to_string().into()))
        }
        (Cell::Number(n), _) => Some((*n).into()),
        (Cell::Flag(flag), _) => Some((*flag).into()),
        (Cell::Word(word), _) => Some(word.clone().into()),
    }
}

/// A name that is one everywhere (RFC 9562 §4).
pub(super) fn urn(datum: DatumId) -> String {
    format!("urn:uuid:{datum}")
}
