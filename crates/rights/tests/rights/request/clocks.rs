//! By when a request is acknowledged and answered, and what is owed until then.

use incamera_rights::{HOUSE, RightsError, request};
use jiff::{Timestamp, civil::date, tz::TimeZone};

use super::{officer, stranger};
use crate::installation::{Engine, Installation};

fn end_of(day: jiff::civil::Date) -> Timestamp {
    day.tomorrow().unwrap().to_zoned(TimeZone::UTC).unwrap().timestamp()
}

/// proves: DSR-03, DSR-04, DSR-05, DSR-06, SUP-03
#[tokio::test]
async fn the_earliest_clock_runs_and_what_is_owed_is_written_down() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let machine = kernel.machine("eu").unwrap();
        // From a Monday, the eleventh of January.
        for (right, places, answer, by, acknowledge) in [
            ("access", &["FR"][..], date(2027, 2, 10), "answer", None),
            ("access", &["US-CA"], date(2027, 2, 10), "answer", Some(date(2027, 1, 26))),
            ("access", &["BR"], date(2027, 1, 26), "regime.lgpd", Some(date(2027, 1, 11))),
            ("access", &[], date(2027, 1, 26), "regime.lgpd", Some(date(2027, 1, 11))),
            ("do-not-sell", &["US-CA"], date(2027, 2, 2), "regime.ccpa", Some(date(2027, 1, 26))),
        ] {
            let opened = request::open(&machine, HOUSE, &super::mail(right, "somebody@far.example", places))
                .await
                .unwrap();
            let due = opened.deadlines;
            assert_eq!((due.answer.day, due.answer.by.as_str()), (answer, by), "{right} {places:?}");
            assert_eq!(due.acknowledge.as_ref().map(|due| due.day), acknowledge, "{right} {places:?}");
            let owed = kernel.store().owed(opened.request).await.unwrap();
            let mut told: Vec<_> = owed.iter().map(|o| (o.task.as_str(), *o.due, o.done.is_some())).collect();
            let week = jiff::SignedDuration::from_hours(7 * 24);
            let mut wanted = vec![
                ("request.warn", end_of(answer) - week, false),
                ("request.escalate", end_of(answer), false),
            ];
            if let Some(day) = acknowledge {
                wanted.push(("request.acknowledge", end_of(day), true));
            }
            // Two may be due at the same moment.
            wanted.sort_unstable();
            told.sort_unstable();
            assert_eq!(told, wanted, "{right} {places:?}");
            assert!(owed.iter().all(|o| o.promise.as_str() == by || o.task.0 == *"request.acknowledge"));
        }
    }
}

/// proves: DSR-04
#[tokio::test]
async fn months_end_and_nobody_works_on_holidays() {
    let here = Installation::begin(Engine::Sqlite).await;
    let kernel = &here.kernel;
    let machine = kernel.machine("eu").unwrap();
    let open = async |right, places: &[&str], zone| {
        let asking = request::Asking { zone, ..super::mail(right, "somebody@far.example", places) };
        request::open(&machine, HOUSE, &asking).await.unwrap().deadlines.answer
    };
    // The last of January: February has no such day, and ends on a Sunday; thirty days would be a day later.
    here.hands.days(20);
    let answer = open("access", &["FR"], "UTC0").await;
    assert_eq!((answer.day, answer.by.as_str()), (date(2027, 3, 1), "regime.gdpr"));
    // A month after the 26th of February is Good Friday: the promise in days does not wait until the Tuesday after Easter.
    here.hands.days(26);
    let answer = open("access", &["FR"], "UTC0").await;
    assert_eq!((answer.day, answer.by.as_str()), (date(2027, 3, 28), "answer"));
    // Where it came in it is eight in the evening of the day before: days are counted there.
    here.hands.forward(std::time::Duration::from_hours(16));
    let there = open("access", &["US-NY"], "EST5EDT,M3.2.0,M11.1.0").await;
    assert_eq!((there.day, there.before.to_string().as_str()), (date(2027, 3, 28), "2027-03-29T04:00:00Z"));
    assert_eq!(open("access", &["US-NY"], "UTC0").await.day, date(2027, 3, 29));
}

/// proves: DSR-06, DSR-07
#[tokio::test]
async fn an_answer_is_put_off_once_in_time_with_a_reason_and_by_law() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let dpo = officer(kernel, HOUSE);
        let wrong = |result: Result<_, RightsError>| {
            result.map(|_: incamera_rights::letter::Letter| ()).unwrap_err().to_string()
        };
        let (french, late) = (
            stranger(kernel, "access", "a@far.example", &["FR"]).await,
            stranger(kernel, "access", "b@far.example", &["FR"]).await,
        );
        let (brazilian, californian) = (
            stranger(kernel, "access", "c@far.example", &["BR"]).await,
            stranger(kernel, "erasure", "d@far.example", &["US-CA"]).await,
        );
        here.hands.days(10);
        assert!(wrong(request::extend(&dpo, french, " ").await).contains("with a reason"));
        let letter = request::extend(&dpo, french, "There are nine hundred films").await.unwrap();
        assert!(
            letter.text.contains("12 April 2027") && letter.text.contains("nine hundred films"),
            "{}",
            letter.text
        );
        assert!(letter.text.contains("10 February 2027"), "{}", letter.text);
        assert!(wrong(request::extend(&dpo, french, "Again").await).contains("put off twice"));
        assert!(wrong(request::extend(&dpo, brazilian, "Many").await).contains("no law that protects"));
        assert!(request::extend(&dpo, californian, "Many").await.unwrap().text.contains("11 April 2027"));
        // What was owed by the old date is dropped, and owed by the new.
        let owed = kernel.store().owed(french).await.unwrap();
        let open: Vec<_> =
            owed.iter().filter(|o| o.done.is_none()).map(|o| (o.task.as_str(), *o.due)).collect();
        let until = end_of(date(2027, 4, 12));
        let week = jiff::SignedDuration::from_hours(7 * 24);
        assert_eq!(open, [("request.warn", until - week), ("request.escalate", until)]);
        // The last moment of the thirtieth day is in time, the next is not.
        here.hands.days(21);
        assert!(wrong(request::extend(&dpo, late, "Many").await).contains("had to be told while"));
    }
}
