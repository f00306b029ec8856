//! The map of what is stored: made from the tables themselves and from the charter, counted in the database. Nobody writes it.
//!
//! It covers every table of the studio. The kernel's own tables (facts, obligations, tombstones) hold ids, times and words of the
//! charter about the same rows, and nothing of their own about anybody.

use std::collections::{BTreeMap, BTreeSet};

use incamera_charter::{Ccpa, Class, Keep, csv};
use incamera_store::{Edge, Label, Listed, Tally, tables};
use jiff::Timestamp;
use serde::Serialize;

use crate::{error::RightsError, kernel::Kernel};

/// What is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataMap {
    /// Version of the charter.
    pub version: u32,
    /// When it was counted.
    pub at: Timestamp,
    /// The tables, in the order of their numbers.
    pub tables: Vec<Mapped>,
    /// California's eleven categories, as far as they are really stored.
    pub categories: Vec<Stored>,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapped {
    /// Its name.
    pub table: &'static str,
    /// Id of the charter's class.
    pub class: &'static str,
    /// Terms of DPV's personal data.
    pub terms: Vec<String>,
    /// California's category.
    pub ccpa: Option<&'static str>,
    /// Ids of the purposes it may serve.
    pub purposes: Vec<String>,
    /// How long it is kept, from when, why, and what happens then.
    pub keep: String,
    /// What starts the clock.
    pub from: &'static str,
    /// Why that long.
    pub ground: String,
    /// What happens at the end.
    pub end: &'static str,
    /// Where its rows lie, and how they came.
    pub stored: Vec<Lot>,
    /// Its columns.
    pub columns: Vec<MappedColumn>,
}

/// Rows of one table in one region that came in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lot {
    /// Id of the region.
    pub region: String,
    /// `person`, `observed`, `third-party`, `public`.
    pub route: &'static str,
    /// How many.
    pub rows: u64,
    /// How many of them have an object in the vault.
    pub objects: u64,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MappedColumn {
    /// Its name.
    pub column: &'static str,
    /// `key`, `person`, `datum`, `sealed`, `trace`, `fact`.
    pub label: &'static str,
    /// What becomes of the row when what the column names goes.
    pub edge: Option<&'static str>,
    /// Whether it may be empty.
    pub optional: bool,
    /// In how many rows it is not.
    pub filled: u64,
}

/// One of California's categories (Cal. Civ. Code §1798.140(v)(1)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// Its letter in the law.
    pub letter: char,
    /// Its word in the charter.
    pub category: &'static str,
    /// Tables it could be stored in. Where there is none, there is no way to store it.
    pub tables: Vec<&'static str>,
    /// How many rows there are.
    pub rows: u64,
    /// Whether any is stored.
    pub collected: bool,
    /// How it came.
    pub sources: BTreeSet<&'static str>,
    /// Ids of the purposes that what is stored may serve.
    pub purposes: BTreeSet<String>,
    /// Processors whose entry in the register lets them have what is stored.
    pub disclosed: BTreeSet<String>,
    /// A charter with a recipient that buys data is refused when it is read.
    pub sold: bool,
    /// Likewise for advertising across contexts.
    pub shared: bool,
}

impl Kernel {
    /// Counts what is stored.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn data_map(&self) -> Result<DataMap, RightsError> {
        let tally = self.store.tally().await?;
        let mut mapped = Vec::new();
        for table in tables() {
            let filled = self.store.filled(table.kind).await?;
            mapped.push(self.mapped(table, &tally, &filled));
        }
        let categories = Ccpa::ALL.into_iter().map(|category| self.stored(category, &mapped)).collect();
        Ok(DataMap { version: self.charter().version, at: self.now(), tables: mapped, categories })
    }

    fn mapped(&self, table: &Listed, tally: &[Tally], filled: &BTreeMap<&'static str, u64>) -> Mapped {
        let class = self.charter().classes.get(table.class);
        let retention = class.map(|class| &class.retention);
        let lot = |one: &Tally| Lot {
            region: one.region.clone(),
            route: one.route.word(),
            rows: one.rows,
            objects: one.objects,
        };
        let column = |column: &incamera_store::Column| {
            let (label, edge) = words(column.label);
            let filled = filled.get(column.name).copied().unwrap_or_default();
            MappedColumn { column: column.name, label, edge, optional: column.optional, filled }
        };
        Mapped {
            table: table.name,
            class: table.class,
            terms: class.map(|class| class.terms.clone()).unwrap_or_default(),
            ccpa: class.map(|class| class.ccpa.word()),
            purposes: class.map(|class| self.purposes(class)).unwrap_or_default(),
            keep: retention.map_or_else(|| "unknown".to_owned(), |r| Keep::written(r.keep)),
            from: retention.map_or("unknown", |r| r.from.word()),
            ground: retention.map(|r| r.ground.clone()).unwrap_or_default(),
            end: retention.map_or("unknown", |r| r.end.word()),
            stored: tally.iter().filter(|one| one.kind == table.kind).map(lot).collect(),
            columns: table.columns.iter().map(column).collect(),
        }
    }

    fn purposes(&self, class: &Class) -> Vec<String> {
        let charter = self.charter();
        charter.purposes.keys().filter(|purpose| charter.serves(class, purpose)).cloned().collect()
    }

    fn stored(&self, category: Ccpa, mapped: &[Mapped]) -> Stored {
        let here: Vec<&Mapped> = mapped.iter().filter(|table| table.ccpa == Some(category.word())).collect();
        let held: Vec<&&Mapped> = here.iter().filter(|table| !table.stored.is_empty()).collect();
        let rows = held.iter().flat_map(|table| &table.stored).map(|lot| lot.rows).sum();
        let classes: BTreeSet<&str> = held.iter().map(|table| table.class).collect();
        let receives =
            |p: &incamera_charter::Processor| p.fields.iter().any(|f| classes.contains(f.as_str()));
        let processors = self.charter().processors.iter();
        Stored {
            letter: category.letter(),
            category: category.word(),
            tables: here.iter().map(|table| table.table).collect(),
            rows,
            collected: rows > 0,
            sources: held.iter().flat_map(|table| table.stored.iter().map(|lot| lot.route)).collect(),
            purposes: held.iter().flat_map(|table| table.purposes.iter().cloned()).collect(),
            disclosed: processors.filter(|(_, p)| receives(p)).map(|(id, _)| id.clone()).collect(),
            sold: false,
            shared: false,
        }
    }
}

impl DataMap {
    /// A row for each column, as spreadsheets read it (RFC 4180).
    pub fn csv(&self) -> String {
        let heads = [
            "table", "column", "label", "edge", "class", "terms", "ccpa", "purposes", "keep", "from", "end",
            "regions", "routes", "rows", "filled",
        ];
        let mut rows = vec![heads.map(str::to_owned).to_vec()];
        for table in &self.tables {
            let regions = words_of(table.stored.iter().map(|lot| lot.region.as_str()));
            let routes = words_of(table.stored.iter().map(|lot| lot.route));
            let count: u64 = table.stored.iter().map(|lot| lot.rows).sum();
            for column in &table.columns {
                rows.push(vec![
                    table.table.to_owned(),
                    column.column.to_owned(),
                    column.label.to_owned(),
                    column.edge.unwrap_or_default().to_owned(),
                    table.class.to_owned(),
                    table.terms.join(" "),
                    table.ccpa.unwrap_or_default().to_owned(),
                    table.purposes.join(" "),
                    table.keep.clone(),
                    table.from.to_owned(),
                    table.end.to_owned(),
                    regions.clone(),
                    routes.clone(),
                    count.to_string(),
                    column.filled.to_string(),
                ]);
            }
        }
        csv(&rows)
    }
}

/// Each word once, one behind the other.
fn words_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let once: BTreeSet<&str> = words.collect();
    once.into_iter().collect::<Vec<_>>().join(" ")
}

fn words(label: Label) -> (&'static str, Option<&'static str>) {
    match label {
        Label::Key => ("key", None),
        Label::Person(edge) => ("person", Some(edge_word(edge))),
        Label::Datum(edge) => ("datum", Some(edge_word(edge))),
        Label::Sealed => ("sealed", None),
        Label::Trace => ("trace", None),
        Label::Fact => ("fact", None),
    }
}

/// The word for what becomes of a row when what it names goes.
pub(crate) fn edge_word(edge: Edge) -> &'static str {
    match edge {
        Edge::Owns => "owns",
        Edge::Shares => "shares",
        Edge::Derives => "derives",
        Edge::Mentions => "mentions",
    }
}
