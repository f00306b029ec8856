//! Letters to whoever asked for something: in his language, free of charge, with the way to the data protection officer and to the
//! authority. Every number, day and name is filled in; who sends a letter notes that as a step.

mod authority;
mod tongue;

use fluent_bundle::FluentValue;
use incamera_charter::{Charter, Deadlines};
use incamera_model::DatumId;
use incamera_store::rows::requests;
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use self::tongue::{Filling, Tongue};
pub use self::{
    authority::{Authority, authorities},
    tongue::texts,
};
use crate::{
    desk::Desk,
    error::RightsError,
    request::said::Said,
    request::{Cited, Ground, State, What},
};

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A request was received.
    Acknowledgement,
    /// By which he shows that the address is his.
    Link,
    /// The second step.
    Code,
    /// He is asked what he means.
    Question,
    /// He is told what it would cost, before any work.
    Estimate,
    /// It is put off.
    Extension,
    /// It is not done, and why.
    Refusal,
    /// It is answered.
    Answer,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Acknowledgement,
        Self::Link,
        Self::Code,
        Self::Question,
        Self::Estimate,
        Self::Extension,
        Self::Refusal,
        Self::Answer,
    ];

    /// Its word in the names of messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Acknowledgement => "acknowledgement",
            Self::Link => "link",
            Self::Code => "code",
            Self::Question => "question",
            Self::Estimate => "estimate",
            Self::Extension => "extension",
            Self::Refusal => "refusal",
            Self::Answer => "answer",
        }
    }

    /// Whether it decides: then it tells what was done so far.
    fn decides(self) -> bool {
        matches!(self, Self::Refusal | Self::Answer)
    }
}

/// A letter, to be sent as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is for.
    pub kind: Kind,
    /// In which language it is written (BCP 47).
    pub language: &'static str,
    /// Where it goes; none where nobody knows an address: it waits in the person's own pages.
    pub to: Option<String>,
    /// What it is about.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// What a letter about a request says of it.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) request: DatumId,
    pub(crate) right: String,
    pub(crate) received: Date,
    pub(crate) due: Date,
    pub(crate) to: Option<String>,
}

impl Facts {
    pub(crate) fn of(request: DatumId, right: &str, deadlines: &Deadlines, received: Date) -> Self {
        Self { request, right: right.to_owned(), received, due: deadlines.answer.day, to: None }
    }
}

/// What was done so far: what, and when.
pub(crate) type Steps = [(What, Timestamp)];

/// Somebody who writes one letter.
pub(crate) struct Pen<'a> {
    charter: &'a Charter,
    tongue: &'static Tongue,
    places: Vec<&'a str>,
    zone: TimeZone,
    facts: Facts,
}

impl<'a> Pen<'a> {
    /// To whom a request belongs, at the address he gave or another.
    pub(crate) fn new(
        desk: &'a Desk<'_>,
        row: &requests::Model,
        said: &'a Said,
        to: Option<String>,
    ) -> Result<Self, RightsError> {
        let zone = said.zone()?;
        let due = row.extended.map_or(*row.due, |extended| *extended);
        let facts = Facts {
            request: *row.id,
            right: row.right.as_str().to_owned(),
            received: row.received.to_zoned(zone.clone()).date(),
            due: last_day(due, &zone),
            to,
        };
        let tongue = Tongue::of(row.language.as_str())?;
        Ok(Self { charter: desk.kernel().charter(), tongue, places: said.places(), zone, facts })
    }

    fn day(&self, at: Timestamp) -> Result<FluentValue<'static>, RightsError> {
        Ok(self.tongue.day(at.to_zoned(self.zone.clone()).date())?.into())
    }

    fn right(&self) -> Result<String, RightsError> {
        self.tongue.say(&format!("letter-right-{}", self.facts.right), &[])
    }

    /// Puts a letter together: its own words, then what every letter says.
    fn write(
        &self,
        kind: Kind,
        own: &Filling<'_>,
        more: Vec<String>,
        steps: &Steps,
    ) -> Result<Letter, RightsError> {
        let (tongue, facts) = (self.tongue, &self.facts);
        let mut filling: Vec<(&'static str, FluentValue<'_>)> = vec![
            ("request", facts.request.to_string().into()),
            ("right", self.right()?.into()),
            ("received", tongue.day(facts.received)?.into()),
            ("due", tongue.day(facts.due)?.into()),
            ("operator", self.charter.operator.name.as_str().into()),
            ("contact", self.charter.operator.contact.as_str().into()),
        ];
        filling.extend(own.iter().cloned());
        let word = kind.word();
        let mut paragraphs = vec![tongue.say(&format!("letter-{word}"), &filling)?];
        paragraphs.extend(more);
        if kind.decides() {
            paragraphs.push(self.history(steps)?);
        }
        if kind != Kind::Estimate {
            paragraphs.push(tongue.say("letter-free", &[])?);
        }
        paragraphs.push(tongue.say("letter-officer", &filling)?);
        paragraphs.push(self.watched()?);
        paragraphs.push(tongue.say("letter-end", &filling)?);
        Ok(Letter {
            kind,
            language: tongue.language,
            to: facts.to.clone(),
            subject: tongue.say(&format!("letter-{word}-subject"), &filling)?,
            text: paragraphs.join("\n\n"),
        })
    }

    /// What was done, a line each.
    fn history(&self, steps: &Steps) -> Result<String, RightsError> {
        let mut lines = vec![self.tongue.say("letter-steps", &[])?];
        for (what, at) in steps.iter().filter(|(what, _)| what.is_told()) {
            let step = self.tongue.say(&format!("letter-step-{}", what.word()), &[])?;
            lines.push(self.tongue.say("letter-step", &[("day", self.day(*at)?), ("step", step.into())])?);
        }
        Ok(lines.join("\n"))
    }

    /// To whom he can complain.
    fn watched(&self) -> Result<String, RightsError> {
        let named = authorities(&self.places);
        if named.is_empty() {
            return self.tongue.say("letter-authority-unknown", &[]);
        }
        let named: Vec<String> = named.iter().map(|a| format!("{}, {}", a.name, a.site)).collect();
        self.tongue.say("letter-authority", &[("authority", named.join("; ").into())])
    }

    fn law(&self, cited: Cited) -> Result<String, RightsError> {
        self.tongue.say(&format!("letter-law-{}", cited.law), &[("at", cited.at.into())])
    }

    /// A link, and until when it can be followed.
    pub(crate) fn link(&self, link: &str, until: Timestamp) -> Result<Letter, RightsError> {
        self.write(Kind::Link, &[("link", link.into()), ("until", self.day(until)?)], Vec::new(), &[])
    }

    /// A code, and how long it holds.
    pub(crate) fn code(&self, code: &str, holds: SignedDuration) -> Result<Letter, RightsError> {
        let own = [("code", code.into()), ("minutes", holds.as_mins().into())];
        self.write(Kind::Code, &own, Vec::new(), &[])
    }

    /// What is not understood.
    pub(crate) fn question(&self, question: &str) -> Result<Letter, RightsError> {
        self.write(Kind::Question, &[("question", question.into())], Vec::new(), &[])
    }

    /// What it would cost, and why it is not free.
    pub(crate) fn estimate(&self, cost: &str, reason: &str) -> Result<Letter, RightsError> {
        let own = [("cost", cost.into()), ("reason", reason.into())];
        self.write(Kind::Estimate, &own, Vec::new(), &[])
    }

    /// That it is put off until a day, and why.
    pub(crate) fn extension(&self, until: Date, reason: &str) -> Result<Letter, RightsError> {
        let own = [("until", self.tongue.day(until)?.into()), ("reason", reason.into())];
        self.write(Kind::Extension, &own, Vec::new(), &[])
    }

    /// That it is not done, for which ground of which law.
    pub(crate) fn refusal(
        &self,
        ground: Ground,
        explanation: Option<&str>,
        steps: &Steps,
    ) -> Result<Letter, RightsError> {
        let cited = ground.cited(self.charter, &self.places);
        let laws = cited.into_iter().map(|cited| self.law(cited)).collect::<Result<Vec<_>, _>>()?;
        let said = self.tongue.say(&format!("letter-ground-{}", ground.word()), &[])?;
        let own = [("ground", said.into()), ("law", laws.join("; ").into())];
        self.write(Kind::Refusal, &own, explanation.map(str::to_owned).into_iter().collect(), steps)
    }

    /// The answer, and what of it was not done, and why.
    pub(crate) fn answer(
        &self,
        text: &str,
        undone: Option<&str>,
        steps: &Steps,
    ) -> Result<Letter, RightsError> {
        let undone = undone.map(|undone| self.tongue.say("letter-undone", &[("undone", undone.into())]));
        let more = undone.transpose()?.into_iter().collect();
        self.write(Kind::Answer, &[("answer", text.into())], more, steps)
    }
}

/// The confirmation of receipt. To somebody signed in who wants to know what is held it says that something is, which Brazil's law
/// wants at once (LGPD Art. 19, I); to everybody else it says nothing of that.
pub(crate) fn acknowledgement(
    charter: &Charter,
    language: &str,
    said: &Said,
    facts: Facts,
    state: State,
    credential: bool,
) -> Result<Letter, RightsError> {
    let tongue = Tongue::of(language)?;
    let pen = Pen { charter, tongue, places: said.places(), zone: said.zone()?, facts };
    let next = if state == State::Working { "letter-next-working" } else { "letter-next-identify" };
    let mut more = vec![tongue.say(next, &[])?];
    if credential && pen.facts.right == "access" {
        more.push(tongue.say("letter-held", &[])?);
    }
    pen.write(Kind::Acknowledgement, &[], more, &[])
}

/// The last day before a moment from which on it is late.
pub(crate) fn last_day(before: Timestamp, zone: &TimeZone) -> Date {
    let last = before.checked_sub(SignedDuration::from_millis(1)).unwrap_or(before);
    last.to_zoned(zone.clone()).date()
}
