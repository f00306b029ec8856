//! Lists, and everything that names something.

use std::collections::BTreeSet;

use incamera_gate::{Datum, Erase, Intent, Read, Write};
use incamera_model::PersonId;
use incamera_store::{Col, Edge, Filing, Mention, Page, Reads, Tie, rows};

use crate::studio::{
    GATE, NOW, Studio, actor, datum, id, message, page, permit, person, project, say, sealed, workspace,
};

on_both! {
    /// proves: SEC-03, SEC-10, PRV-27
    a_list_holds_what_one_may_have,
    pages_say_everything_once,
    what_is_about_somebody_is_found,
    names_are_taken_out,
}

async fn a_list_holds_what_one_may_have(studio: Studio) {
    let unit = studio.store.begin().await.unwrap();
    for n in 1..=6_u64 {
        let (said, row) = message(n, 1);
        let film = project(if n % 2 == 0 { 2 } else { 1 });
        say(&unit, &(Datum { project: Some(film), ..said }, row)).await;
    }
    let (said, row) = message(7, 1);
    say(&unit, &(Datum { workspace: workspace(2), ..said }, row)).await;
    unit.commit().await.unwrap();
    let service = Intent::here("service", "eu");
    let list = async |role: &str, page| {
        let mut who = actor(role, 9, workspace(1));
        who.projects = BTreeSet::from([project(2)]);
        let leave = GATE.leave::<Read>(&who, &service).unwrap();
        let rows = studio.store.list::<rows::messages::Entity, _>(&leave, page, NOW).await.unwrap();
        for held in &rows {
            assert_eq!(held.open(&leave.decide(held.datum()).unwrap()).unwrap().id.0, held.datum().id);
        }
        rows.iter().map(|held| held.datum().id).collect::<Vec<_>>()
    };
    assert_eq!(list("producer", page(10)).await, (1..=6).map(id).collect::<Vec<_>>());
    assert_eq!(list("editor", page(10)).await, [2, 4, 6].map(id));
    assert_eq!(list("producer", Page { project: Some(project(1)), ..page(10) }).await, [1, 3, 5].map(id));
    assert_eq!(list("editor", Page { project: Some(project(1)), ..page(10) }).await, []);
    assert_eq!(list("producer", Page { workspace: workspace(2), ..page(10) }).await, []);
    assert_eq!(list("admin", page(10)).await, []);
    assert_eq!(list("producer", page(0)).await, []);
}

async fn pages_say_everything_once(studio: Studio) {
    studio.messages(1..=25, 1).await;
    let unit = studio.store.begin().await.unwrap();
    for n in 26..=30 {
        let (said, row) = message(n, 2);
        say(&unit, &(Datum { about: [1, 2, 3].map(person).into(), ..said }, row)).await;
    }
    // Nobody's page is shorter because much holds of somebody.
    for n in 0..40 {
        let purpose = format!("purpose-{n}");
        unit.stand(crate::studio::standing(100 + n, 1, incamera_store::Standing::Consent, Some(&purpose)))
            .await
            .unwrap();
    }
    unit.commit().await.unwrap();
    let service = Intent::here("service", "eu");
    let leave = GATE.leave::<Read>(&actor("producer", 9, workspace(1)), &service).unwrap();
    let (mut listed, mut known, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let page = Page { after, ..page(7) };
        let rows = studio.store.list::<rows::messages::Entity, _>(&leave, page, NOW).await.unwrap();
        let facts = studio.store.known(&leave, page, NOW).await.unwrap();
        assert!(rows.len() <= 7);
        let Some(last) = rows.last() else { break };
        after = Some(last.datum().id);
        listed.extend(rows.iter().map(|held| held.datum().id));
        known.extend(facts.iter().map(|known| known.datum.id));
    }
    assert_eq!(listed, (1..=30).map(id).collect::<Vec<_>>());
    assert_eq!(known, listed);
}

/// A cut by person 1 about 2 and 3, its review, and a note on it by 2 with a drawing by 3.
async fn film(studio: &Studio) {
    let unit = studio.store.begin().await.unwrap();
    let filing = Filing::from_person(NOW);
    let cut = rows::cuts::Model {
        id: Col(id(1)),
        project: Col(project(1)),
        author: Col(person(1)),
        title: sealed("first"),
        version: Col(1),
        parent: None,
        saved: Col(NOW),
        line: None,
        step: None,
    };
    let next = rows::cuts::Model { id: Col(id(2)), parent: Some(Col(id(1))), version: Col(2), ..cut.clone() };
    let review = rows::reviews::Model {
        id: Col(id(3)),
        cut: Col(id(1)),
        rule: crate::studio::term("all"),
        state: crate::studio::term("open"),
        opened: Col(NOW),
        closed: None,
    };
    let note = rows::notes::Model {
        id: Col(id(4)),
        review: Col(id(3)),
        author: Col(person(2)),
        frame: Col(10),
        last: None,
        text: sealed("shorter"),
        parent: None,
        written: Col(NOW),
        resolved: None,
    };
    let drawing = rows::drawings::Model {
        id: Col(id(5)),
        note: Col(id(4)),
        author: Col(person(3)),
        strokes: sealed("~"),
    };
    let edit = |n, about: &[u8]| datum(n, "edit", about);
    let write = async |datum: &Datum, row| {
        unit.insert::<rows::cuts::Entity>(&permit::<Write>(datum), row, filing).await.unwrap();
    };
    write(&edit(1, &[2, 3]), cut).await;
    write(&edit(2, &[2, 3]), next).await;
    unit.insert::<rows::reviews::Entity>(&permit::<Write>(&edit(3, &[])), review, filing).await.unwrap();
    let class = incamera_store::tables().iter().find(|t| t.name == "notes").unwrap().class;
    let said = datum(4, class, &[2]);
    unit.insert::<rows::notes::Entity>(&permit::<Write>(&said), note, filing).await.unwrap();
    let drawn = datum(5, "message", &[3]);
    unit.insert::<rows::drawings::Entity>(&permit::<Write>(&drawn), drawing, filing).await.unwrap();
    unit.commit().await.unwrap();
}

fn found(mut mentions: Vec<Mention>) -> Vec<(u64, &'static str, Edge)> {
    mentions.sort_by_key(|mention| (mention.datum, mention.column));
    let number = |mention: &Mention| (1..=9).find(|n| id(*n) == mention.datum).unwrap();
    mentions.iter().map(|m| (number(m), m.column, m.edge)).collect()
}

async fn what_is_about_somebody_is_found(studio: Studio) {
    film(&studio).await;
    let store = &studio.store;
    let about = async |who, place| {
        let known = store.about(person(who), place, NOW).await.unwrap();
        known.iter().map(|k| (k.datum.id, k.owned_by(person(who)))).collect::<Vec<_>>()
    };
    assert_eq!(about(1, None).await, []);
    let expected = [(id(1), false), (id(2), false), (id(4), true)];
    assert_eq!(about(2, None).await, expected);
    assert_eq!(about(2, Some(workspace(1))).await, expected);
    assert_eq!(about(2, Some(workspace(2))).await, []);
    let full = store.about(person(2), None, NOW).await.unwrap();
    assert_eq!(full[0].datum.about, BTreeSet::from([person(2), person(3)]), "with everybody else in it");
    let mentions = found(store.mentions(person(1)).await.unwrap());
    assert_eq!(mentions, [(1, "author", Edge::Mentions), (2, "author", Edge::Mentions)]);
    assert_eq!(found(store.mentions(person(2)).await.unwrap()), [(4, "author", Edge::Owns)]);
    let film = incamera_model::DatumId::of(project(1).uuid());
    let children = found(store.children(&[film, id(1), id(4)]).await.unwrap());
    let expected = [
        (1, "project", Edge::Owns),
        (2, "parent", Edge::Shares),
        (2, "project", Edge::Owns),
        (3, "cut", Edge::Derives),
        (5, "note", Edge::Derives),
    ];
    assert_eq!(children, expected);
    let many: Vec<_> = (1..3000).map(id).collect();
    assert_eq!(store.children(&many).await.unwrap().len(), 4);
}

async fn names_are_taken_out(studio: Studio) {
    film(&studio).await;
    let nobody = PersonId::new(7, [7; 10]);
    let unit = studio.store.begin().await.unwrap();
    for mention in unit.mentions(person(1)).await.unwrap() {
        unit.unname(mention, nobody).await.unwrap();
    }
    let parents = unit.children(&[id(1)]).await.unwrap();
    for mention in parents.into_iter().filter(|mention| mention.edge == Edge::Shares) {
        unit.unname(mention, nobody).await.unwrap();
    }
    unit.untie(person(3), &[id(1), id(2)]).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(studio.store.mentions(person(1)).await.unwrap(), []);
    let held = studio.store.fetch::<rows::cuts::Entity>(id(2), NOW).await.unwrap().unwrap();
    assert_eq!(held.datum().about, BTreeSet::from([person(2)]));
    let facts = held.datum().clone();
    let row = held.open(&permit::<Read>(&facts)).unwrap();
    assert_eq!((*row.author, row.parent), (nobody, None));
    let unit = studio.store.begin().await.unwrap();
    let gone = studio.fact(1).await;
    unit.remove(&[permit::<Erase>(&gone)]).await.unwrap();
    unit.commit().await.unwrap();
    let left = studio.store.about(person(2), None, NOW).await.unwrap();
    assert_eq!(left.iter().map(|k| k.ties[&person(2)]).collect::<Vec<_>>(), [Tie::Shares, Tie::Owns]);
}
