//! What people may ask for, and by when they are answered.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::{
    duration::{Clock, ClockUnit},
    fault::Cause,
    holidays::Calendar,
    purposes::Purpose,
    read::Desk,
    vocabulary::Terms,
};

/// The clocks of one law.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Regime {
    /// Countries and states whose people it protects (ISO 3166, or EU and EEA).
    pub places: Vec<String>,
    /// By when receipt is confirmed.
    pub acknowledge: Option<Clock>,
    /// By when the answer is sent.
    pub answer: Clock,
    /// By how much it may be put off, with reasons told in time.
    pub extend: Option<Clock>,
    /// By when an opt-out takes effect.
    pub opt_out: Option<Clock>,
    /// How often somebody may ask to know; never a limit for erasure or opt-out.
    pub most: Option<Clock>,
    /// Id of the calendar its working days go by; none knows weekends only.
    pub calendar: Option<String>,
}

/// Something people may ask for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Right {
    /// Ids of the laws that give it.
    pub regimes: Vec<String>,
    /// Its article in the GDPR, for example `eu-gdpr:A15`.
    pub article: Option<String>,
    /// It is an opt-out: it takes effect by the clock of that, where a law has one.
    #[serde(default)]
    pub opts_out: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    answer: WrittenAnswer,
    regime: BTreeMap<String, Spanned<Regime>>,
    right: BTreeMap<String, Spanned<Right>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAnswer {
    promise: Clock,
    purpose: Spanned<String>,
}

/// What holds for every answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// By when it is given, whatever the law allows.
    pub within: Clock,
    /// Id of the purpose under which requests, and the end of data, are served.
    pub purpose: String,
}

type All = (Option<Answer>, BTreeMap<String, Regime>, BTreeMap<String, Right>);

pub(crate) fn read(
    desk: &mut Desk<'_>,
    purposes: &BTreeMap<String, Purpose>,
    calendars: &BTreeMap<String, Calendar>,
) -> All {
    let Some((source, file)) = desk.file::<File>("rights.toml") else { return All::default() };
    let mut regimes = BTreeMap::new();
    for (id, place, regime) in desk.rows(source, "regime", file.regime) {
        let clocks = [regime.acknowledge, Some(regime.answer), regime.extend, regime.opt_out];
        for clock in clocks.into_iter().flatten() {
            desk.deadline(&place, clock);
        }
        if let Some(most) = regime.most.filter(|most| most.unit != ClockUnit::PerYear) {
            desk.fault(place.clone(), Cause::Length(most.written()));
        }
        if let Some(calendar) = &regime.calendar {
            desk.known(&place, "calendar", calendar, calendars.keys());
        }
        regimes.insert(id, regime);
    }
    let mut rights = BTreeMap::new();
    for (id, place, right) in desk.rows(source, "right", file.right) {
        for regime in &right.regimes {
            desk.known(&place, "regime", regime, regimes.keys());
        }
        if let Some(article) = right.article.as_ref().filter(|a| !Terms::Gdpr.has(a)) {
            let near = Terms::Gdpr.near(article);
            desk.fault(place, Cause::Unknown { kind: "article", word: article.clone(), near });
        }
        rights.insert(id, right);
    }
    let WrittenAnswer { promise: within, purpose } = file.answer;
    desk.deadline(&source.place(purpose.span().start), within);
    desk.known(&source.place(purpose.span().start), "purpose", purpose.get_ref(), purposes.keys());
    (Some(Answer { within, purpose: purpose.into_inner() }), regimes, rights)
}
