//! Changes of where data goes: regions, transfers, processors, and what a browser keeps.

use std::collections::BTreeMap;

use super::{
    Weight,
    compare::{Desk, Pair, Subject, day, lost, material, name, names, neutral, shorter, titles, touched},
};
use crate::{
    cookies::Cookie,
    places::{Region, Transfer},
    processors::{Assessment, Processor},
    promise::{Fact, Kind, kept},
};

pub(super) fn regions(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Region>>) {
    let about = |id: &str, _: &Region| Subject::promise(Kind::Region, id);
    desk.rows(pair, Weight::Material, Weight::Tightening, about, |desk, about, (old, new)| {
        let Region { countries } = old;
        desk.list(about, "countries", (countries, &new.countries), lost, names);
    });
}

pub(super) fn transfers(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Transfer>>) {
    let new = desk.new;
    // What a processor over there does.
    let about = |id: &str, transfer: &Transfer| {
        let there = new.processors.values().filter(|p| p.place == transfer.to);
        Subject::promise(Kind::Transfer, id).touching(there.flat_map(|p| &p.purposes))
    };
    desk.rows(pair, Weight::Material, Weight::Tightening, about, |desk, about, (old, new)| {
        let Transfer { from, to, mechanism, review } = old;
        let title = |id: &String| Fact::Titles(Kind::Region, vec![id.clone()]);
        desk.field(about, "leaves", (from, &new.from), material, title);
        desk.field(about, "reaches", (to, &new.to), material, title);
        desk.field(about, "mechanism", (mechanism, &new.mechanism), material, |m| Fact::Word(m.word()));
        desk.field(about, "review", (review, &new.review), neutral, day);
    });
}

pub(super) fn processors(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Processor>>) {
    let about = |id: &str, p: &Processor| Subject::promise(Kind::Processor, id).touching(&p.purposes);
    desk.rows(pair, Weight::Material, Weight::Tightening, about, |desk, about, (old, new)| {
        let Processor { business, role, place, safeguards, agreement, fields, purposes, assessment } = old;
        desk.field(about, "business", (business, &new.business), material, |b| {
            Fact::Said("register-business", b.word())
        });
        desk.field(about, "role", (role, &new.role), material, name);
        desk.field(about, "place", (place, &new.place), material, |id| {
            Fact::Titles(Kind::Region, vec![id.clone()])
        });
        desk.field(about, "safeguards", (safeguards, &new.safeguards), material, name);
        desk.field(about, "agreement", (agreement, &new.agreement), neutral, day);
        desk.list(about, "fields", (fields, &new.fields), lost, titles(Kind::Class));
        let touched = touched(Subject::promise(Kind::Processor, &about.id), (purposes, &new.purposes));
        desk.list(&touched, "purposes", (purposes, &new.purposes), lost, titles(Kind::Purpose));
        let Assessment { controls, finances, compliance, review } = assessment;
        let now = &new.assessment;
        desk.field(about, "controls", (controls, &now.controls), neutral, day);
        desk.field(about, "finances", (finances, &now.finances), neutral, day);
        desk.field(about, "compliance", (compliance, &now.compliance), neutral, day);
        desk.field(about, "review", (review, &now.review), neutral, day);
    });
}

pub(super) fn cookies(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Cookie>>) {
    let about = |id: &str, _: &Cookie| Subject::promise(Kind::Cookie, id);
    desk.rows(pair, Weight::Material, Weight::Tightening, about, |desk, about, (old, new)| {
        let Cookie { kind, serves, keep, host } = old;
        desk.field(about, "kind", (kind, &new.kind), material, |kind| Fact::Word(kind.word()));
        desk.field(about, "serves", (serves, &new.serves), material, |serves| Fact::Word(serves.word()));
        desk.field(about, "keep", (keep, &new.keep), shorter, |keep| kept(*keep));
        desk.field(about, "host", (host, &new.host), material, |host| match host {
            Some(host) => Fact::Name(host.clone()),
            None => Fact::Word("none"),
        });
    });
}
