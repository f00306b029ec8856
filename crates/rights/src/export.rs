//! The export: everything that is held about somebody, as one zip for him.
//!
//! | Name | What |
//! | --- | --- |
//! | `index.html` | to be read, in his language; no script, nothing from elsewhere |
//! | `README.txt` | what is in it, and how to check it without us |
//! | `data/index.json` | all that is held, each with how much of it is given (`whole`, `part`, `withheld`), until when it is kept, who had it, and where copies may be: the [subject index](crate::Index) |
//! | `data/TABLE.json` | the rows, as JSON-LD with schema.org's and DPV's terms; one file a table |
//! | `data/standings.json` | what holds of him: consents, objections, restrictions |
//! | `data/withheld.json` | each thing that is not given, with the reason and the promise |
//! | `media/TABLE/ID` | originals, cuts and films that are about him alone |
//! | `disclosures.csv` | to whom what went, why and when |
//! | `ropa.csv`, `processing/` | why data is used, on which basis, how long, who may receive it: made from the running charter |
//! | `consents/ID.json` | records of consent (ISO/IEC TS 27560 in DPV's profile), with the words in which it was asked |
//! | `ccpa.json` | California's report, where it is asked for |
//! | `manifest.json`, `proofs/` | what makes a [parcel](crate::verify) of it |
//!
//! What he gets, the gate decides: his own permit opens what is about nobody but him. Of what others are in too, a program takes
//! out what is sealed under his key or under the datum's, and the others' ids become numbers that mean nothing elsewhere. What the
//! gate refuses is listed with its promise. Everything in the [index](crate::Index) is given or stands among the withheld: a test
//! says so. Rows and media pass through memory piece by piece; only the facts of the index are held all at once. In clear they
//! lie nowhere but in the zip.

mod ccpa;
mod consents;
mod given;
mod linked;
mod media;
mod page;
mod people;
mod sheets;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use incamera_gate::Read;
use incamera_ledger::Kind;
use incamera_model::PersonId;
use incamera_store::{Reads, Table, rows::people as accounts, tables};
use jiff::tz::TimeZone;
use serde::Serialize;

pub use self::{
    ccpa::Ccpa,
    given::{Reason, Share, Withheld},
};
use self::{
    given::{Asker, Given},
    page::{Page, Shown},
    people::People,
};
use crate::{
    error::RightsError,
    kernel::Kernel,
    parcel::{Packed, Parcel, Shut, Way, stream},
    subject::{Found, Index, rotated},
    words::Words,
};

/// What an export is to be like.
#[derive(Clone)]
pub struct Export<'a> {
    /// Of whom.
    pub person: PersonId,
    /// Id of the region where it is packed.
    pub place: &'a str,
    /// In which language; none for the one he is spoken to in.
    pub language: Option<&'a str>,
    /// California's report is wanted too.
    pub ccpa: Option<Ccpa>,
    /// Only its receiver opens it.
    pub shut: Option<Shut>,
}

/// An export that was packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// The parcel.
    pub parcel: Packed,
    /// How many data are given whole.
    pub whole: usize,
    /// How many in part.
    pub part: usize,
    /// How many not at all.
    pub withheld: usize,
}

/// The promise an export is made by.
const PROMISE: &str = "right.access";

impl<'a> Export<'a> {
    /// Of somebody, packed in this region; in his language, open, without California's report.
    pub fn of(person: PersonId, place: &'a str) -> Self {
        Self { person, place, language: None, ccpa: None, shut: None }
    }
}

impl Kernel {
    /// Packs everything that is held about somebody into a zip, and has the ledger commit to it. Whoever asks for this has made
    /// sure who he is.
    ///
    /// # Errors
    /// A database, keys or a ledger that would not; whoever takes the bytes. The zip is cut, then, and no receipt is in it.
    pub async fn export(
        &self,
        export: &Export<'_>,
        into: &mut (impl Write + Send),
    ) -> Result<Exported, RightsError> {
        let index = self.subject(export.person, export.place).await?;
        let language = match export.language {
            Some(language) => language.to_owned(),
            None => self.spoken(&index, export.place).await?,
        };
        let words = Words::of(self.charter(), &language)?;
        let mut packing = Packing {
            kernel: self,
            export,
            index: &index,
            words: &words,
            parcel: Parcel::begin(Way::to(into, export.shut.as_ref())?),
            people: People::around(export.person),
            withheld: Vec::new(),
            tables: BTreeMap::new(),
            shares: Vec::new(),
        };
        packing.data().await?;
        packing.facts()?;
        packing.processing()?;
        packing.page()?;
        let count = |share| packing.shares.iter().filter(|(_, one)| *one == share).count();
        let (whole, part, withheld) = (count(Share::Whole), count(Share::Part), count(Share::Withheld));
        let (parcel, way) = packing.parcel.finish(self, Kind::Exported, PROMISE).await?;
        way.finish()?;
        Ok(Exported { parcel, whole, part, withheld })
    }

    /// The language his account is in; the charter's first, if he has none.
    async fn spoken(&self, index: &Index, place: &str) -> Result<String, RightsError> {
        let account = index.held.iter().find(|f| f.known.data.kind == accounts::Entity::KIND);
        if let Some(found) = account {
            let desk = self.own(index.person, found.workspace, place)?;
            let held = self.store.fetch::<accounts::Entity>(found.datum, self.now()).await?;
            if let Some(held) = held
                && let Ok(permit) = desk.may::<Read>(held.datum())
            {
                return Ok(held.open(&permit)?.language.to_string());
            }
        }
        Ok(self.charter().languages.first().cloned().unwrap_or_else(|| "en".to_owned()))
    }
}

/// An export on its way.
struct Packing<'k, W: Write> {
    kernel: &'k Kernel,
    export: &'k Export<'k>,
    index: &'k Index,
    words: &'k Words,
    parcel: Parcel<W>,
    people: People,
    withheld: Vec<Withheld>,
    tables: BTreeMap<&'static str, Shown>,
    /// How much is given of each datum of the index, in its order.
    shares: Vec<(incamera_model::DatumId, Share)>,
}

#[derive(Serialize)]
struct Line<'a> {
    given: Share,
    #[serde(flatten)]
    found: &'a Found,
}

/// What an authority may have asked to be kept, and not told of: whether the person may know is decided with its request.
const UNTOLD: &str = "enforcement";

impl<W: Write> Packing<'_, W> {
    /// The rows, table by table, the media that goes with them, and the records of consent.
    async fn data(&mut self) -> Result<(), RightsError> {
        let mut shares = BTreeMap::new();
        for table in tables() {
            let here: Vec<&Found> = self.index.held.iter().filter(|f| f.table == table.name).collect();
            let (mut begun, mut media, mut said) = (false, Vec::new(), Vec::new());
            for found in here {
                let given = self.take(found).await?;
                shares.insert(found.datum, given.share);
                let name = given.media.then(|| media::name(found, &given));
                let class = self.kernel.charter().classes.get(&found.class);
                if given.share != Share::Withheld {
                    if !begun {
                        self.parcel.text(&format!("data/{}.json", table.name))?;
                        let head = (linked::context(table), linked::class(&found.class, class));
                        writeln!(self.parcel, "{{\"@context\":{},\"class\":{},\"@graph\":[", head.0, head.1)
                            .map_err(stream)?;
                    }
                    let row = linked::row(found, &given, class, name.as_deref());
                    write!(self.parcel, "{}{row}", if begun { ",\n" } else { "" }).map_err(stream)?;
                    begun = true;
                }
                if table.name == "consents" && given.share != Share::Withheld {
                    said.push(consents::Said::of(found, &given));
                }
                self.tables.entry(table.name).or_default().add(found, &given, name.as_deref());
                self.withheld.extend(given.withheld);
                media.extend(name.map(|name| (found, name)));
            }
            if begun {
                self.parcel.write_all(b"\n]}\n").map_err(stream)?;
            }
            for (found, name) in media {
                if let Some(broken) = self.media(found, &name).await? {
                    shares.insert(found.datum, Share::Part);
                    self.withheld.push(broken);
                }
            }
            for (yes, record) in consents::records(self.kernel.charter(), &said) {
                self.parcel.json(&format!("consents/{yes}.json"), &record)?;
            }
        }
        // What stands in no table that this program knows is withheld too, and not forgotten.
        for found in &self.index.held {
            let share = shares.get(&found.datum).copied().unwrap_or(Share::Withheld);
            self.shares.push((found.datum, share));
        }
        Ok(())
    }

    async fn take(&mut self, found: &Found) -> Result<Given, RightsError> {
        let Export { person, place, .. } = *self.export;
        let asker = Asker { kernel: self.kernel, person, place, promise: PROMISE.to_owned() };
        asker.take(found, &mut self.people).await
    }

    /// What is held, what holds, what is withheld, and who had it.
    fn facts(&mut self) -> Result<(), RightsError> {
        self.parcel.text("data/index.json")?;
        self.parcel.write_all(b"[\n").map_err(stream)?;
        let lines = self.index.held.iter().zip(&self.shares);
        for (place, (found, (_, given))) in lines.enumerate() {
            let mut told = found.clone();
            told.holds.retain(|hold| hold.ground != UNTOLD);
            told.held = !told.holds.is_empty();
            let line = serde_json::to_string(&Line { given: *given, found: &told }).map_err(said)?;
            write!(self.parcel, "{}{line}", if place == 0 { "" } else { ",\n" }).map_err(stream)?;
        }
        self.parcel.write_all(b"\n]\n").map_err(stream)?;
        self.parcel.json("data/standings.json", &self.index.standings)?;
        self.parcel.json("data/withheld.json", &self.withheld)?;
        self.parcel.add("disclosures.csv", &sheets::disclosures(self.index))?;
        if let Some(asked) = self.export.ccpa {
            let report = ccpa::report(self.kernel.charter(), self.index, asked);
            self.parcel.json("ccpa.json", &report)?;
        }
        Ok(())
    }

    /// Why, on which basis, how long, who may receive it: the registers, made from the running charter.
    fn processing(&mut self) -> Result<(), RightsError> {
        let today = self.index.at.to_zoned(TimeZone::UTC).date();
        let told = std::slice::from_ref(&self.words.told);
        let documents = self.kernel.charter().registers(told, today).map_err(RightsError::Said)?;
        let sheet = format!("ropa.{}.csv", self.words.language());
        for document in documents {
            match document.name.as_str() {
                name if name == sheet => self.parcel.add("ropa.csv", &document.text)?,
                name @ ("dpv.jsonld" | "processors.json" | "ropa.json" | "transfers.json") => {
                    self.parcel.add(&format!("processing/{name}"), &document.text)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn page(&mut self) -> Result<(), RightsError> {
        let charter = self.kernel.charter();
        let gone = rotated(charter.backup, self.index.at).strftime("%Y-%m-%d").to_string();
        let page = Page {
            words: self.words,
            operator: &charter.operator.name,
            contact: &charter.operator.contact,
            index: self.index,
            tables: &self.tables,
            withheld: &self.withheld,
            backups: &gone,
        };
        let html = page.html()?;
        self.parcel.add("index.html", &html)?;
        let readme = self.words.say(
            "export-readme",
            &[
                ("operator", &charter.operator.name),
                ("contact", &charter.operator.contact),
                ("sha", "SHA-256"),
                ("key", self.kernel.ledger.log().key().text()),
            ],
        )?;
        self.parcel.add("README.txt", &format!("{readme}\n"))
    }
}

fn said(error: serde_json::Error) -> RightsError {
    stream(io::Error::other(error))
}
