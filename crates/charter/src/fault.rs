//! What is wrong with a charter, where, and what to write.

use jiff::civil::Date;

use crate::source::Place;

/// One thing wrong with a charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub cause: Cause,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// Not TOML, an unknown field, or a value of another kind; in the parser's words.
    Syntax(String),
    /// A file of the charter is not there.
    NoFile,
    /// A name that is not made of small letters, digits and hyphens.
    Name(String),
    /// A word that stands in no list: what kind of word, the word, and the nearest that are there.
    Unknown {
        /// What it should have been: purpose, class, region, regime, DPV term.
        kind: &'static str,
        /// What was written.
        word: String,
        /// Words that would have done.
        near: Vec<String>,
    },
    /// A class of data without retention.
    NoRetention(String),
    /// A class of data that serves no purpose, or nobody it is about.
    Idle(String),
    /// A purpose without basis.
    NoBasis(String),
    /// A legitimate interest without a balancing test.
    NoBalancing(String),
    /// A legal obligation that names no law.
    NoLaw(String),
    /// A review date that has passed: of a balancing test, an assessment, a transfer mechanism.
    Overdue {
        /// What should have been reviewed.
        what: String,
        /// By when.
        due: Date,
    },
    /// A purpose for anything.
    Wildcard(String),
    /// A recipient or purpose of advertising or of selling data.
    Advertising(String),
    /// A licence on content broader than the service: which word.
    Broad(String),
    /// A processor without a written agreement.
    NoAgreement(String),
    /// A processor that nobody assessed.
    NoAssessment(String),
    /// Data would cross a border without a mechanism: to which region.
    NoMechanism(String),
    /// A date in force before the notice has run.
    TooEarly {
        /// The earliest that would do.
        earliest: Date,
    },
    /// A length of time that cannot be.
    Length(String),
    /// A literal digit in a sentence.
    Digit {
        /// The message.
        message: String,
        /// The text around it.
        text: String,
    },
    /// A sentence that is not Fluent; in the parser's words.
    Sentence(String),
    /// A sentence that names something no promise gives it.
    Unfilled {
        /// The message.
        message: String,
        /// Fluent's words.
        why: String,
    },
    /// A promise no message speaks of: the names looked for.
    Unspoken(Vec<String>),
    /// A message no promise backs.
    Unbacked(String),
    /// A language of the charter without sentences.
    Mute(String),
}
