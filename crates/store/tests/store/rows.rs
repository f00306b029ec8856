//! Rows go in and out with permits, and with nothing else.

use incamera_gate::{Datum, Erase, Read, Write};
use incamera_model::{DatumId, Sealed};
use incamera_store::{Cell, Col, Filing, Reads, Route, StoreError, Tie, Transaction, kernel::sources, rows};

use crate::studio::{
    NOW, Studio, at, datum, hold, id, message, permit, person, say, sealed, term, trace, workspace,
};

on_both! {
    /// proves: PRV-01, PRV-27, SEC-10
    rows_go_in_and_out,
    /// proves: PRV-01, SEC-03
    a_permit_opens_its_own_row,
    /// proves: PRV-08
    what_others_gave_needs_a_source,
    refusals_leave_nothing,
    a_failed_step_fails_the_unit,
    columns_say_everything,
    /// proves: SEC-05
    rows_are_found_by_their_trace,
}

fn account(n: u64, who: u8) -> (Datum, rows::people::Model) {
    let row = rows::people::Model {
        id: Col(id(n)),
        person: Col(person(who)),
        email: sealed("ada@example.test"),
        email_trace: trace(who),
        name: sealed("Ada"),
        language: term("en"),
        country: None,
        created: Col(NOW),
        closed: None,
    };
    (Datum { project: None, ..datum(n, "account", &[who]) }, row)
}

fn member(n: u64, who: u8) -> (Datum, rows::members::Model) {
    let row = rows::members::Model {
        id: Col(id(n)),
        person: Col(person(who)),
        role: term("editor"),
        name: sealed("Ada"),
        email: Some(sealed("ada@example.test")),
        analytics: Col(true),
        footage: Col(false),
        billing: Col(false),
        since: Col(NOW),
        until: None,
    };
    (Datum { project: None, ..datum(n, "account", &[who]) }, row)
}

/// A message as somebody would write it.
async fn put(
    unit: &Transaction,
    datum: &Datum,
    row: &rows::messages::Model,
    filing: Filing,
) -> Result<(), StoreError> {
    unit.insert::<rows::messages::Entity>(&permit::<Write>(datum), row.clone(), filing).await
}

async fn rows_go_in_and_out(studio: Studio) {
    let Studio { store, .. } = &studio;
    let ((own, person_row), (mine, member_row), (said, message_row)) =
        (account(1, 1), member(2, 1), message(3, 1));
    let (kept, hold_row) = hold(4, "datum", id(3), 60);
    let unit = store.begin().await.unwrap();
    let filing = Filing { bytes: Some(7), ..Filing::observed(NOW) };
    unit.insert::<rows::people::Entity>(&permit::<Write>(&own), person_row.clone(), filing).await.unwrap();
    unit.insert::<rows::members::Entity>(&permit::<Write>(&mine), member_row.clone(), filing).await.unwrap();
    say(&unit, &(said.clone(), message_row.clone())).await;
    unit.insert::<rows::holds::Entity>(&permit::<Write>(&kept), hold_row.clone(), filing).await.unwrap();
    let seen = unit.fetch::<rows::people::Entity>(id(1), NOW).await.unwrap();
    assert!(seen.is_some(), "a unit sees what it wrote");
    assert!(store.datum(id(1), NOW).await.unwrap().is_none(), "and nobody else does");
    unit.commit().await.unwrap();

    let held = store.fetch::<rows::people::Entity>(id(1), NOW).await.unwrap().unwrap();
    assert_eq!(*held.datum(), own);
    let facts = held.datum().clone();
    assert_eq!(*held.open(&permit::<Read>(&facts)).unwrap(), person_row);
    let held = store.fetch::<rows::members::Entity>(id(2), NOW).await.unwrap().unwrap();
    let facts = held.datum().clone();
    assert_eq!(*held.open(&permit::<Read>(&facts)).unwrap(), member_row);
    let changed = rows::members::Model {
        analytics: Col(false),
        email: None,
        until: Some(Col(at(5))),
        ..held.change(&permit::<Write>(&facts)).unwrap()
    };
    let unit = store.begin().await.unwrap();
    unit.update::<rows::members::Entity>(&permit::<Write>(&facts), changed.clone()).await.unwrap();
    unit.commit().await.unwrap();
    let held = store.fetch::<rows::members::Entity>(id(2), NOW).await.unwrap().unwrap();
    assert_eq!(*held.open(&permit::<Read>(&facts)).unwrap(), changed);
    let known = store.datum(id(2), NOW).await.unwrap().unwrap();
    assert_eq!((known.data.bytes, known.data.route), (Some(7), Route::Observed as i16));
    assert!(known.owned_by(person(1)) && known.ties[&person(1)] == Tie::Owns);
    assert!(store.fetch::<rows::people::Entity>(id(2), NOW).await.unwrap().is_none(), "of another table");
    assert!(store.datum(id(3), NOW).await.unwrap().unwrap().datum.held);

    let (unit, mine) = (store.begin().await.unwrap(), studio.fact(2).await);
    unit.remove(&[permit::<Erase>(&mine), permit::<Erase>(&own), permit::<Erase>(&mine)]).await.unwrap();
    unit.remove(&[permit::<Erase>(&own)]).await.unwrap();
    unit.commit().await.unwrap();
    for gone in [1, 2] {
        assert!(store.datum(id(gone), NOW).await.unwrap().is_none());
    }
    assert!(store.fetch::<rows::people::Entity>(id(1), NOW).await.unwrap().is_none());
    let facts = store.data(&(1..2000).map(id).collect::<Vec<_>>(), NOW).await.unwrap();
    assert_eq!(facts.iter().map(|known| known.datum.id).collect::<Vec<_>>(), [id(3), id(4)]);
    assert_eq!(store.counts(Some(workspace(1))).await.unwrap().iter().map(|(_, n)| n).sum::<i64>(), 2);
    assert_eq!(store.counts(Some(workspace(2))).await.unwrap(), []);
    store.settle().await.unwrap();
}

async fn a_permit_opens_its_own_row(studio: Studio) {
    studio.messages(1..=2, 1).await;
    let store = &studio.store;
    let held = store.fetch::<rows::messages::Entity>(id(1), NOW).await.unwrap().unwrap();
    let (mine, other) = (studio.fact(1).await, studio.fact(2).await);
    let wrong = held.open(&permit::<Read>(&other)).unwrap_err();
    assert!(matches!(wrong, StoreError::OtherDatum { permit, row } if permit == id(2) && row == id(1)));
    assert!(held.clone().change(&permit::<Write>(&other)).is_err());
    let known = store.datum(id(1), NOW).await.unwrap().unwrap();
    assert!(store.columns(&permit::<Read>(&other), &known).await.is_err());
    let unit = store.begin().await.unwrap();
    let (_, row) = message(1, 1);
    let wrong = unit.update::<rows::messages::Entity>(&permit::<Write>(&other), row.clone()).await;
    assert!(matches!(wrong, Err(StoreError::OtherDatum { .. })));
    let absent = message(77, 1);
    let gone = unit.update::<rows::messages::Entity>(&permit::<Write>(&absent.0), absent.1).await;
    assert!(matches!(gone, Err(StoreError::Missing(missing)) if missing == id(77)));
    // What was refused is no failed step.
    unit.update::<rows::messages::Entity>(&permit::<Write>(&mine), row).await.unwrap();
    unit.commit().await.unwrap();
}

async fn refusals_leave_nothing(studio: Studio) {
    let unit = studio.store.begin().await.unwrap();
    let (said, row) = message(1, 1);
    let filing = Filing::from_person(NOW);
    let other_class = datum(1, "edit", &[1]);
    let refused = put(&unit, &other_class, &row, filing).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!("{} was decided about as edit, and its table holds message", id(1))
    );
    let about_another = datum(1, "message", &[2]);
    let refused = put(&unit, &about_another, &row, filing).await;
    assert!(matches!(refused, Err(StoreError::NotAbout(_))));
    let other_row = message(2, 1).1;
    let refused = unit.insert::<rows::messages::Entity>(&permit::<Write>(&said), other_row, filing).await;
    assert!(matches!(refused, Err(StoreError::OtherDatum { .. })));
    unit.insert::<rows::messages::Entity>(&permit::<Write>(&said), row.clone(), filing).await.unwrap();
    let taken = unit.insert::<rows::messages::Entity>(&permit::<Write>(&said), row, filing).await;
    assert!(matches!(taken, Err(StoreError::There(there)) if there == id(1)));
    // A name is taken whatever the table.
    let (kept, hold_row) = hold(1, "datum", id(1), 60);
    let taken = unit.insert::<rows::holds::Entity>(&permit::<Write>(&kept), hold_row, filing).await;
    assert!(matches!(taken, Err(StoreError::There(_))));
    say(&unit, &message(3, 1)).await;
    unit.commit().await.unwrap();
    assert_eq!(studio.store.counts(None).await.unwrap(), [(21, 2)], "the unit went on, on either engine");
    let unit = studio.store.begin().await.unwrap();
    say(&unit, &message(4, 1)).await;
    drop(unit);
    assert!(studio.store.datum(id(4), NOW).await.unwrap().is_none());
}

async fn what_others_gave_needs_a_source(studio: Studio) {
    let (said, row) = message(1, 1);
    let unit = studio.store.begin().await.unwrap();
    let filing = |route, source: Option<DatumId>| Filing { route, source, ..Filing::from_person(NOW) };
    for (route, source) in [
        (Route::ThirdParty, None),
        (Route::Public, None),
        (Route::ThirdParty, Some(id(8))),
        (Route::Public, Some(id(8))),
    ] {
        let permit = permit::<Write>(&said);
        let refused =
            unit.insert::<rows::messages::Entity>(&permit, row.clone(), filing(route, source)).await;
        assert!(matches!(refused, Err(StoreError::NoSource(_))), "{route:?}");
    }
    let source = sources::Model {
        id: Col(id(9)),
        workspace: Col(workspace(1)),
        route: Route::ThirdParty as i16,
        name: sealed("a casting agency"),
        entered: Col(NOW),
    };
    unit.enter_source(source).await.unwrap();
    let wrong = put(&unit, &said, &row, filing(Route::Public, Some(id(9)))).await;
    assert!(matches!(wrong, Err(StoreError::NoSource(_))), "a source of the other kind");
    let elsewhere = Datum { workspace: workspace(2), ..said.clone() };
    let wrong = put(&unit, &elsewhere, &row, filing(Route::ThirdParty, Some(id(9)))).await;
    assert!(matches!(wrong, Err(StoreError::NoSource(_))), "another tenant's source");
    let filing = filing(Route::ThirdParty, Some(id(9)));
    unit.insert::<rows::messages::Entity>(&permit::<Write>(&said), row, filing).await.unwrap();
    unit.commit().await.unwrap();
    let known = studio.store.datum(id(1), NOW).await.unwrap().unwrap();
    assert_eq!((Route::of(known.data.route), known.data.source), (Some(Route::ThirdParty), Some(Col(id(9)))));
}

/// A step that fails and is not heeded: PostgreSQL would answer the commit with a rollback and no word, SQLite with a half.
async fn a_failed_step_fails_the_unit(studio: Studio) {
    let unit = studio.store.begin().await.unwrap();
    say(&unit, &message(1, 1)).await;
    unit.stand(crate::studio::standing(5, 1, incamera_store::Standing::Minor, None)).await.unwrap();
    let twice = unit.stand(crate::studio::standing(5, 1, incamera_store::Standing::Minor, None)).await;
    assert!(matches!(twice, Err(StoreError::Database(_))));
    assert!(matches!(unit.commit().await, Err(StoreError::Failed)));
    assert!(studio.store.datum(id(1), NOW).await.unwrap().is_none());
    studio.messages(1..=1, 1).await;
}

async fn columns_say_everything(studio: Studio) {
    let (mine, row) = member(1, 1);
    let unit = studio.store.begin().await.unwrap();
    unit.insert::<rows::members::Entity>(&permit::<Write>(&mine), row, Filing::from_person(NOW))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let known = studio.store.datum(id(1), NOW).await.unwrap().unwrap();
    let columns = studio.store.columns(&permit::<Read>(&known.datum), &known).await.unwrap();
    let said: Vec<_> = columns.iter().map(|named| (named.column.name, named.cell.clone())).collect();
    let bytes = |text: &str| Cell::Bytes(text.bytes().rev().collect());
    let expected = [
        ("id", Cell::Name(id(1).uuid())),
        ("person", Cell::Name(person(1).uuid())),
        ("role", Cell::Word("editor".to_owned())),
        ("name", bytes("Ada")),
        ("email", bytes("ada@example.test")),
        ("analytics", Cell::Flag(true)),
        ("footage", Cell::Flag(false)),
        ("billing", Cell::Flag(false)),
        ("since", Cell::Number(NOW.as_millisecond())),
        ("until", Cell::Empty),
    ];
    assert_eq!(said, expected);
    let opened: Vec<Sealed> = columns.iter().filter_map(incamera_store::Named::sealed).collect();
    assert_eq!(opened, [sealed("Ada").0, sealed("ada@example.test").0]);
}

async fn rows_are_found_by_their_trace(studio: Studio) {
    let unit = studio.store.begin().await.unwrap();
    for n in 1..=3_u8 {
        let (own, mut row) = account(n.into(), n);
        row.email_trace = trace(n / 2);
        let permit = permit::<Write>(&own);
        unit.insert::<rows::people::Entity>(&permit, row, Filing::from_person(NOW)).await.unwrap();
    }
    unit.commit().await.unwrap();
    let found = async |n| {
        let column = rows::people::Column::EmailTrace;
        studio.store.traced::<rows::people::Entity>(column, *trace(n)).await.unwrap()
    };
    assert_eq!((found(0).await, found(1).await), (vec![id(1)], vec![id(2), id(3)]));
    assert_eq!(found(2).await, []);
    let no_trace = studio.store.traced::<rows::people::Entity>(rows::people::Column::Email, *trace(1)).await;
    assert!(no_trace.is_err());
}
