//! Changes of who may do what, what must never be, and when people are answered and told.
#![expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option,
    reason = "every field is compared in the same way, whatever it is"
)]

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Weight,
    compare::{
        Desk, Pair, Subject, gained, longer, lost, material, name, names, narrower, neutral, shorter, sooner,
        titles,
    },
};
use crate::{
    duration::Clock,
    holidays::{Calendar, Holiday},
    notices::{Breach, Notice},
    prohibitions::Never,
    promise::{Fact, Kind, clock, kept},
    reviews::Review,
    rights::{Answer, Regime, Right},
    roles::{Act, Role, Within},
};

pub(super) fn roles(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Role>>) {
    let about = |id: &str, _: &Role| Subject::promise(Kind::Role, id);
    desk.rows(pair, Weight::Material, Weight::Tightening, about, |desk, about, (old, new)| {
        let Role { within, may, elevated } = old;
        let wide = |within: &Within| match within {
            Within::Own => 0,
            Within::Project => 1,
            Within::Workspace => 2,
            Within::Installation => 3,
        };
        let scope = |old: &Within, new: &Within| {
            if wide(new) < wide(old) { Weight::Tightening } else { Weight::Material }
        };
        desk.field(about, "scope", (within, &new.within), scope, |within| Fact::Word(within.word()));
        // What people may do with their own is theirs: less of it costs them something too.
        let own = *within == Within::Own;
        let weigh = |old: &BTreeSet<String>, new: &BTreeSet<String>| {
            if own { Weight::Material } else { lost(old, new) }
        };
        let none = Vec::new();
        for act in Act::ALL {
            let may = may.get(&act).unwrap_or(&none);
            desk.list(about, act.word(), (may, new.classes(act)), weigh, titles(Kind::Class));
        }
        desk.list(about, "elevated", (elevated, &new.elevated), weigh, titles(Kind::Class));
    });
}

pub(super) fn never(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Never>>) {
    let about = |id: &str, _: &Never| Subject::promise(Kind::Never, id);
    desk.rows(pair, Weight::Tightening, Weight::Material, about, |desk, about, (old, new)| {
        let Never { does, when, unless, rows } = old;
        // None named means all.
        let acts = |does: &[Act]| if does.is_empty() { Act::ALL.to_vec() } else { does.to_vec() };
        let words =
            |does: &[Act]| Fact::All(does.iter().map(|a| Fact::Said("change-act", a.word())).collect());
        desk.list(about, "does", (&acts(does), &acts(&new.does)), gained, words);
        let said = |text: &Option<String>| match text {
            Some(text) => Fact::Name(text.trim().to_owned()),
            None => Fact::Word("none"),
        };
        // Whether one expression implies another is for the prover to say.
        desk.field(about, "when", (when, &new.when), material, said);
        desk.field(about, "unless", (unless, &new.unless), material, said);
        desk.list(about, "rows", (rows, &new.rows), neutral, names);
    });
}

pub(super) fn answer(desk: &mut Desk<'_>, (old, new): Pair<'_, Answer>) {
    let about = Subject::promise(Kind::Answer, "");
    let Answer { within, purpose } = old;
    desk.field(&about, "within", (within, &new.within), shorter, |within| clock(Some(*within)));
    desk.field(&about, "purpose", (purpose, &new.purpose), material, |id| {
        Fact::Titles(Kind::Purpose, vec![id.clone()])
    });
}

pub(super) fn rights(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Right>>) {
    let about = |id: &str, _: &Right| Subject::promise(Kind::Right, id);
    desk.rows(pair, Weight::Tightening, Weight::Material, about, |desk, about, (old, new)| {
        let Right { regimes, article, opts_out } = old;
        desk.list(about, "regimes", (regimes, &new.regimes), gained, names);
        // Another clock runs, and may not be put off.
        desk.field(about, "opts-out", (opts_out, &new.opts_out), material, |yes| {
            Fact::Said("register", if *yes { "yes" } else { "no" })
        });
        desk.field(about, "article", (article, &new.article), neutral, |article| match article {
            Some(article) => Fact::Name(article.clone()),
            None => Fact::Word("none"),
        });
    });
}

pub(super) fn regimes(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Regime>>) {
    let about = |id: &str, _: &Regime| Subject::promise(Kind::Regime, id);
    desk.rows(pair, Weight::Tightening, Weight::Material, about, |desk, about, (old, new)| {
        let Regime { places, acknowledge, answer, extend, opt_out, most, calendar } = old;
        let told = |time: &Option<Clock>| clock(*time);
        desk.list(about, "places", (places, &new.places), gained, names);
        desk.field(about, "acknowledge", (acknowledge, &new.acknowledge), sooner, told);
        desk.field(about, "within", (answer, &new.answer), shorter, |time| clock(Some(*time)));
        desk.field(about, "extend", (extend, &new.extend), narrower, told);
        desk.field(about, "opt-out", (opt_out, &new.opt_out), sooner, told);
        desk.field(about, "most", (most, &new.most), rationed, |most| match most {
            Some(most) => Fact::Number(most.count),
            None => Fact::Word("none"),
        });
        desk.field(about, "calendar", (calendar, &new.calendar), material, |calendar| match calendar {
            Some(calendar) => Fact::Name(calendar.clone()),
            None => Fact::Word("none"),
        });
    });
}

pub(super) fn calendars(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Calendar>>) {
    let about = |id: &str, _: &Calendar| Subject { id: id.to_owned(), ..Subject::of("calendar") };
    // By itself a calendar does nothing; the law that goes by it says so.
    desk.rows(pair, Weight::Neutral, Weight::Neutral, about, |desk, about, (old, new)| {
        let Calendar { days, observed } = old;
        let written = |days: &BTreeMap<String, Holiday>| {
            days.iter().map(|(name, day)| format!("{name} {}", day.written)).collect::<Vec<_>>()
        };
        // One more lets an answer come later.
        desk.list(about, "calendar", (&written(days), &written(&new.days)), lost, names);
        desk.field(about, "observed", (observed, &new.observed), material, |yes| {
            Fact::Said("register", if *yes { "yes" } else { "no" })
        });
    });
}

/// How often somebody may ask: none is without limit.
fn rationed(old: &Option<Clock>, new: &Option<Clock>) -> Weight {
    let times = |most: &Option<Clock>| most.map_or(u32::MAX, |most| most.count);
    if times(new) >= times(old) { Weight::Tightening } else { Weight::Material }
}

pub(super) fn notices(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Notice>>) {
    let about = |id: &str, _: &Notice| Subject::promise(Kind::Notice, id);
    desk.rows(pair, Weight::Tightening, Weight::Material, about, |desk, about, (old, new)| {
        let Notice { before } = old;
        desk.field(about, "before", (before, &new.before), longer, |time| clock(Some(*time)));
    });
}

pub(super) fn breaches(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Breach>>) {
    let about = |id: &str, _: &Breach| Subject::promise(Kind::Breach, id);
    desk.rows(pair, Weight::Tightening, Weight::Material, about, |desk, about, (old, new)| {
        let Breach { within, regime } = old;
        desk.field(about, "within", (within, &new.within), shorter, |time| clock(Some(*time)));
        desk.field(about, "regimes", (regime, &new.regime), material, name);
    });
}

pub(super) fn backup(desk: &mut Desk<'_>, pair: Pair<'_, Clock>) {
    let about = Subject::promise(Kind::Backup, "");
    desk.field(&about, "window", pair, shorter, |time| clock(Some(*time)));
}

pub(super) fn reviews(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Review>>) {
    let about = |id: &str, _: &Review| Subject::promise(Kind::Review, id);
    desk.rows(pair, Weight::Tightening, Weight::Material, about, |desk, about, (old, new)| {
        let Review { every, by, rows } = old;
        desk.field(about, "every", (every, &new.every), shorter, |every| kept(*every));
        // Whether another looks as closely, nobody can say.
        desk.field(about, "by", (by, &new.by), material, |id| Fact::Titles(Kind::Role, vec![id.clone()]));
        desk.list(about, "rows", (rows, &new.rows), neutral, names);
    });
}
