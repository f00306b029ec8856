//! What goes wrong.

use incamera_model::DatumId;
use sea_orm::DbErr;

/// Why rows were not read, or not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The database would not.
    #[error("the database: {0}")]
    Database(#[from] DbErr),
    /// An address that is none.
    #[error("`{0}` is no database: write sqlite:FILE or postgres://USER@HOST/NAME")]
    Address(String),
    /// A database of a later program, or one whose past was altered.
    #[error(
        "the database's versions do not fit this program: {0}. Use the program that wrote it last, or a newer one"
    )]
    Version(String),
    /// Not there.
    #[error("there is no {0}: it was erased, or never made")]
    Missing(DatumId),
    /// There already.
    #[error("there is a {0} already: names are given once")]
    There(DatumId),
    /// A permit for something else.
    #[error("the permit is for {permit}, not for {row}: ask the gate about this one")]
    OtherDatum {
        /// What it is for.
        permit: DatumId,
        /// What was to be read or written.
        row: DatumId,
    },
    /// A row in a table of another class than was decided about.
    #[error("{datum} was decided about as {decided}, and its table holds {class}")]
    OtherClass {
        /// Which.
        datum: DatumId,
        /// The class of the permit.
        decided: String,
        /// The class of the table.
        class: &'static str,
    },
    /// A row names somebody it was not decided about.
    #[error("{0} names a person whom the decision did not know it is about: put everybody into `about`")]
    NotAbout(DatumId),
    /// Data from elsewhere without a source.
    #[error(
        "{0} comes from a third party or a public place: enter that source in its workspace first (PRV-08)"
    )]
    NoSource(DatumId),
    /// A unit of work in which a step failed.
    #[error("a step of this unit of work failed before, so none of it was written: begin anew")]
    Failed,
    /// Old pages are still needed by somebody.
    #[error(
        "SQLite's log could not be emptied: somebody has been reading what was there before for ten seconds; try again"
    )]
    Unsettled,
    /// A stream that ended early, or would not.
    #[error("the stream of rows: {0}")]
    Stream(std::io::Error),
    /// Something in the database that this program did not write.
    #[error("{what} in the database is none: {why}")]
    Strange {
        /// What it should be.
        what: &'static str,
        /// What it is.
        why: String,
    },
}
