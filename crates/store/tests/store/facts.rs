//! What the gate is told of a datum.

use std::collections::{BTreeMap, BTreeSet};

use incamera_gate::{Datum, Write};
use incamera_model::DatumId;
use incamera_store::{Col, Filing, Mark, Reads, Registers, Standing, Tie, kernel::standings, rows};

use crate::studio::{
    NOW, Studio, at, datum, hold, id, message, permit, person, project, say, sealed, standing, term,
    workspace,
};

on_both! {
    /// proves: PRV-01, DSR-22, DSR-23
    what_holds_of_people_holds_of_their_data,
    /// proves: RET-10
    holds_run_and_end,
    /// proves: DSR-22, PRV-27
    an_erased_person_takes_what_is_his_alone,
    marks_are_set_and_taken_back,
}

fn only(standing: standings::Model, film: Option<u8>, datum: Option<DatumId>) -> standings::Model {
    standings::Model { project: film.map(|n| Col(project(n))), datum: datum.map(Col), ..standing }
}

async fn what_holds_of_people_holds_of_their_data(studio: Studio) {
    let unit = studio.store.begin().await.unwrap();
    say(&unit, &message(1, 1)).await;
    say(&unit, &message(2, 1)).await;
    let (said, row) = message(3, 2);
    say(
        &unit,
        &(Datum { project: Some(project(2)), about: BTreeSet::from([person(1), person(2)]), ..said }, row),
    )
    .await;
    let (said, row) = message(4, 1);
    say(&unit, &(Datum { workspace: workspace(2), ..said }, row)).await;
    let consent = |n, who| standing(n, who, Standing::Consent, Some("training"));
    unit.stand(only(consent(101, 1), None, Some(id(1)))).await.unwrap();
    unit.stand(only(consent(102, 1), Some(2), None)).await.unwrap();
    unit.stand(consent(103, 2)).await.unwrap();
    unit.stand(standing(104, 1, Standing::Objection, Some("service"))).await.unwrap();
    unit.stand(only(standing(105, 2, Standing::Objection, Some("marketing")), Some(1), None)).await.unwrap();
    unit.stand(standing(106, 2, Standing::Restriction, None)).await.unwrap();
    unit.stand(standing(107, 1, Standing::Confirmed, None)).await.unwrap();
    unit.stand(only(standing(108, 1, Standing::Minor, None), None, Some(id(2)))).await.unwrap();
    unit.commit().await.unwrap();

    let said = |people: &[u8]| {
        BTreeMap::from([("training".to_owned(), people.iter().map(|n| person(*n)).collect::<BTreeSet<_>>())])
    };
    let service = BTreeSet::from(["service".to_owned()]);
    let first = Datum {
        consented: said(&[1]),
        objected: service.clone(),
        confirmed: BTreeSet::from([person(1)]),
        ..datum(1, "message", &[1])
    };
    assert_eq!(studio.fact(1).await, first);
    assert_eq!(
        studio.fact(2).await,
        Datum { id: id(2), consented: BTreeMap::new(), minor: true, ..first.clone() }
    );
    let both = Datum {
        consented: said(&[1, 2]),
        objected: service,
        restricted: true,
        confirmed: BTreeSet::from([person(1)]),
        project: Some(project(2)),
        ..datum(3, "message", &[1, 2])
    };
    assert_eq!(studio.fact(3).await, both);
    assert_eq!(
        studio.fact(4).await,
        Datum { workspace: workspace(2), ..datum(4, "message", &[1]) },
        "another tenant's"
    );

    let unit = studio.store.begin().await.unwrap();
    assert_eq!(unit.unstand(&consent(0, 1)).await.unwrap(), 0, "of another reach");
    assert_eq!(unit.unstand(&only(consent(0, 1), Some(2), None)).await.unwrap(), 1);
    unit.forget_standings(person(2), workspace(1)).await.unwrap();
    unit.stand(standing(109, 2, Standing::Erased, None)).await.unwrap();
    unit.forget_standings(person(2), workspace(1)).await.unwrap();
    unit.commit().await.unwrap();
    let third = studio.fact(3).await;
    assert_eq!((third.consented.len(), third.restricted, third.erased), (0, false, true));
    let left = studio.store.standings(person(2), workspace(1)).await.unwrap();
    assert_eq!(left.iter().map(|s| s.kind).collect::<Vec<_>>(), [Standing::Erased as i16]);
}

async fn holds_run_and_end(studio: Studio) {
    let unit = studio.store.begin().await.unwrap();
    for n in 1..=4 {
        say(&unit, &message(n, n as u8)).await;
    }
    let (said, row) = message(5, 5);
    say(&unit, &(Datum { project: None, ..said }, row)).await;
    let place = async |n, reach: &str, target, until| {
        let (kept, row) = hold(n, reach, target, until);
        unit.insert::<rows::holds::Entity>(&permit::<Write>(&kept), row, Filing::from_person(NOW))
            .await
            .unwrap();
    };
    place(11, "datum", id(1), 60).await;
    place(12, "person", DatumId::of(person(2).uuid()), 120).await;
    place(13, "datum", id(3), 0).await;
    unit.commit().await.unwrap();
    let held = async |seconds| {
        let data = studio.store.data(&(1..=5).map(id).collect::<Vec<_>>(), at(seconds)).await.unwrap();
        data.iter().map(|known| u8::from(known.datum.held)).collect::<Vec<_>>()
    };
    assert_eq!(held(0).await, [1, 1, 0, 0, 0]);
    assert_eq!(held(60).await, [0, 1, 0, 0, 0], "until, and not longer");
    assert_eq!(held(-1).await, [1, 1, 1, 0, 0]);
    let unit = studio.store.begin().await.unwrap();
    let place = async |n, reach: &str, target, until| {
        let (kept, row) = hold(n, reach, target, until);
        unit.insert::<rows::holds::Entity>(&permit::<Write>(&kept), row, Filing::from_person(NOW))
            .await
            .unwrap();
    };
    place(14, "project", DatumId::of(project(1).uuid()), 60).await;
    unit.commit().await.unwrap();
    assert_eq!(held(0).await, [1, 1, 1, 1, 0]);
    let unit = studio.store.begin().await.unwrap();
    let (kept, row) = hold(15, "workspace", DatumId::of(workspace(1).uuid()), 60);
    unit.insert::<rows::holds::Entity>(&permit::<Write>(&kept), row.clone(), Filing::from_person(NOW))
        .await
        .unwrap();
    unit.commit().await.unwrap();
    assert_eq!(held(0).await, [1, 1, 1, 1, 1]);
    let unit = studio.store.begin().await.unwrap();
    let lifted = rows::holds::Model { ended: Some(Col(at(1))), ..row };
    unit.update::<rows::holds::Entity>(&permit::<Write>(&kept), lifted).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(held(0).await, [1, 1, 1, 1, 0], "lifted");
}

async fn an_erased_person_takes_what_is_his_alone(studio: Studio) {
    let unit = studio.store.begin().await.unwrap();
    say(&unit, &message(1, 1)).await;
    let rush = rows::rushes::Model {
        id: Col(id(2)),
        project: Col(project(1)),
        uploader: Col(person(1)),
        name: sealed("A001"),
        digest: crate::studio::trace(1),
        duration: Col(90),
        state: term("kept"),
    };
    let shared = datum(2, "footage", &[1, 2]);
    unit.insert::<rows::rushes::Entity>(&permit::<Write>(&shared), rush, Filing::from_person(NOW))
        .await
        .unwrap();
    unit.stand(standing(11, 1, Standing::Erased, None)).await.unwrap();
    unit.commit().await.unwrap();
    assert!(studio.fact(1).await.erased);
    assert!(!studio.fact(2).await.erased);
    let unit = studio.store.begin().await.unwrap();
    unit.add_about(&permit::<Write>(&shared), person(1), Tie::Owns).await.unwrap();
    unit.add_about(&permit::<Write>(&shared), person(3), Tie::Shares).await.unwrap();
    unit.commit().await.unwrap();
    let second = studio.fact(2).await;
    assert!(second.erased && second.about.len() == 3);
}

async fn marks_are_set_and_taken_back(studio: Studio) {
    studio.messages(1..=3, 1).await;
    let unit = studio.store.begin().await.unwrap();
    unit.mark(&[id(1), id(2), id(3)], Mark::Restricted, true).await.unwrap();
    unit.mark(&[id(2)], Mark::Restricted, false).await.unwrap();
    unit.mark(&[id(3)], Mark::Erased, true).await.unwrap();
    unit.start_clock(&[id(1)], at(7)).await.unwrap();
    unit.commit().await.unwrap();
    let known = studio.store.data(&[id(1), id(2), id(3)], NOW).await.unwrap();
    let marks: Vec<_> = known.iter().map(|k| (k.datum.restricted, k.datum.erased)).collect();
    assert_eq!(marks, [(true, false), (false, false), (true, true)]);
    assert_eq!(known.iter().map(|k| *k.data.clock.unwrap()).collect::<Vec<_>>(), [at(7), NOW, NOW]);
}
