//! Changes of what is done with data: purposes, classes, and what people allow.
#![expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "every field is compared in the same way, whatever it is"
)]

use std::collections::BTreeMap;

use super::{
    Weight,
    compare::{
        Desk, Pair, Subject, day, gained, higher, lost, material, name, names, neutral, number, shorter,
        titles, touched,
    },
};
use crate::{
    classes::{Class, End, Retention, Start, Whom},
    people::{Ages, Licence, Training},
    promise::{Fact, Kind, kept},
    purposes::{Balancing, Basis, Purpose},
};

pub(super) fn purposes(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Purpose>>) {
    let about = |id: &str, _: &Purpose| Subject::promise(Kind::Purpose, id).touching([&id.to_owned()]);
    desk.rows(pair, Weight::Material, Weight::Tightening, about, |desk, about, (old, new)| {
        let Purpose { dpv, fides, basis, confirmed } = old;
        desk.field(about, "dpv", (dpv, &new.dpv), material, name);
        // An export's word for the same purpose.
        desk.field(about, "fides", (fides, &new.fides), neutral, name);
        let confirming = |_: &bool, new: &bool| if *new { Weight::Tightening } else { Weight::Material };
        desk.field(about, "confirmed", (confirmed, &new.confirmed), confirming, |yes| {
            Fact::Said("register", if *yes { "yes" } else { "no" })
        });
        match (basis, &new.basis) {
            (Basis::Interest(old), Basis::Interest(new)) => balancing(desk, about, (old, new)),
            (Basis::Law(old), Basis::Law(new)) => desk.field(about, "law", (old, new), material, name),
            (old, new) => desk.field(about, "basis", (old, new), material, |basis| Fact::Word(basis.word())),
        }
    });
}

fn balancing(desk: &mut Desk<'_>, about: &Subject, (old, new): Pair<'_, Balancing>) {
    let Balancing { interest, necessity, impact, decided, review } = old;
    desk.field(about, "interest", (interest, &new.interest), material, name);
    desk.field(about, "necessity", (necessity, &new.necessity), material, name);
    desk.field(about, "impact", (impact, &new.impact), material, name);
    desk.field(about, "decided", (decided, &new.decided), neutral, day);
    desk.field(about, "review", (review, &new.review), neutral, day);
}

pub(super) fn classes(desk: &mut Desk<'_>, pair: Pair<'_, BTreeMap<String, Class>>) {
    let about = |id: &str, class: &Class| Subject::promise(Kind::Class, id).touching(&class.purposes);
    desk.rows(pair, Weight::Material, Weight::Tightening, about, |desk, about, (old, new)| {
        let Class { terms, ccpa, about: whom, purposes, retention } = old;
        desk.list(about, "terms", (terms, &new.terms), lost, names);
        desk.field(about, "ccpa", (ccpa, &new.ccpa), material, |c| Fact::Said("register-ccpa", c.word()));
        desk.list(about, "about", (whom, &new.about), lost, |list| {
            Fact::All(list.iter().map(|whom: &Whom| Fact::Said("register-subject", whom.word())).collect())
        });
        let touched = touched(Subject::promise(Kind::Class, &about.id), (purposes, &new.purposes));
        desk.list(&touched, "purposes", (purposes, &new.purposes), lost, titles(Kind::Purpose));
        let Retention { keep, from, ground, end } = retention;
        let now = &new.retention;
        desk.field(about, "keep", (keep, &now.keep), shorter, |keep| kept(*keep));
        desk.field(about, "from", (from, &now.from), starting, |from| Fact::Word(from.word()));
        desk.field(about, "ground", (ground, &now.ground), neutral, name);
        desk.field(about, "end", (end, &now.end), ending, |end| Fact::Word(end.word()));
    });
}

/// Nothing begins before it was collected.
fn starting(_: &Start, new: &Start) -> Weight {
    if *new == Start::Collected { Weight::Tightening } else { Weight::Material }
}

/// A destroyed key leaves least, counts leave most.
fn ending(old: &End, new: &End) -> Weight {
    let leaves = |end: &End| match end {
        End::Shred => 0,
        End::Delete => 1,
        End::Aggregate => 2,
    };
    if leaves(new) < leaves(old) { Weight::Tightening } else { Weight::Material }
}

pub(super) fn ages(desk: &mut Desk<'_>, (old, new): Pair<'_, Ages>) {
    let about = Subject::promise(Kind::Ages, "");
    let Ages { elsewhere, stricter, stricter_in, working, spared } = old;
    desk.field(&about, "elsewhere", (elsewhere, &new.elsewhere), higher, number);
    desk.field(&about, "stricter", (stricter, &new.stricter), higher, number);
    desk.list(&about, "stricter-in", (stricter_in, &new.stricter_in), gained, names);
    desk.field(&about, "working", (working, &new.working), higher, number);
    let dropped = spared.iter().filter(|p| !new.spared.contains(p));
    let about = Subject::promise(Kind::Ages, "").touching(dropped);
    desk.list(&about, "spared", (spared, &new.spared), gained, titles(Kind::Purpose));
}

pub(super) fn licence(desk: &mut Desk<'_>, (old, new): Pair<'_, Licence>) {
    let Licence { purposes } = old;
    let about = Subject::promise(Kind::Licence, "").touching(purposes.iter().chain(&new.purposes));
    desk.list(&about, "purposes", (purposes, &new.purposes), lost, titles(Kind::Purpose));
}

pub(super) fn training(desk: &mut Desk<'_>, (old, new): (Training, Training)) {
    let about = Subject::promise(Kind::Training, "");
    let said = |training: &Training| Fact::Said("register", if training.reserves() { "no" } else { "yes" });
    desk.field(&about, "training", (&old, &new), material, said);
}
