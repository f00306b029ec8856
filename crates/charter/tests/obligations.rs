//! What comes due by itself, and what shows whether a promise is kept.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;

use std::collections::BTreeSet;

use house::{TODAY, changed, charter, sentences};
use incamera_charter::{Cause, Charter, End, Keep, LengthUnit, Query, Start, Task, read, text};
use jiff::civil::date;

const MORE: [(&str, &str, &str); 2] = [
    (
        "processors.toml",
        "# Who else",
        r#"[processor.post]
business = "mail"
role = "sends mail"
place = "us"
safeguards = "TLS"
agreement = 2026-11-20
fields = ["account"]
purposes = ["contact"]
assessment = { controls = 2026-11-21, finances = 2026-11-22, compliance = 2026-11-23, review = 2027-10-01 }

# Who else"#,
    ),
    (
        "places.toml",
        "[region.sg]",
        "[transfer.over]\nfrom = \"eu\"\nto = \"us\"\nmechanism = \"scc\"\nreview = 2027-06-01\n\n[region.sg]",
    ),
];

fn task(charter: &Charter, promise: &str) -> Task {
    let mut of_promise = charter.schedules().into_iter().filter(|s| s.promise == promise);
    let found = of_promise.next().unwrap_or_else(|| panic!("{promise} is scheduled"));
    assert_eq!(of_promise.next(), None, "{promise} is scheduled once");
    found.task
}

/// proves: RET-01, RET-03, TRF-03, PRV-04, PRV-20
#[test]
fn everything_with_an_end_has_its_schedule() {
    let charter = charter(&MORE);
    for (id, class) in &charter.classes {
        let Task::Retention { class: of, keep, from, end } = task(&charter, &format!("class.{id}")) else {
            panic!("{id}")
        };
        let retention = &class.retention;
        assert_eq!(
            (of.as_str(), keep, from, end),
            (id.as_str(), retention.keep, retention.from, retention.end)
        );
    }
    let device = Task::Retention {
        class: "device".into(),
        keep: Keep::For(30, LengthUnit::Days),
        from: Start::Collected,
        end: End::Delete,
    };
    assert_eq!(task(&charter, "class.device"), device);
    assert_eq!(task(&charter, "backup"), Task::Backups { window: charter.backup });
    assert_eq!(task(&charter, "purpose.security"), Task::Balancing(date(2027, 11, 24)));
    assert_eq!(task(&charter, "processor.post"), Task::Assessment(date(2027, 10, 1)));
    assert_eq!(task(&charter, "transfer.over"), Task::Mechanism(date(2027, 6, 1)));
}

/// The intervals of the requirements, in days at most.
/// proves: CKE-11, SEC-11, LEA-05, RES-02, SEC-21, KID-13, PRV-33, PRV-04, PRV-19
#[test]
fn reviews_come_as_often_as_the_requirements_say() {
    let charter = charter(&[]);
    let begun = date(2026, 11, 24).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    for (row, latest) in [
        ("CKE-11", date(2027, 2, 24)),
        ("SEC-11", date(2027, 2, 22)),
        ("LEA-05", date(2027, 2, 24)),
        ("RES-02", date(2027, 5, 24)),
        ("SEC-21", date(2027, 2, 24)),
        ("KID-13", date(2027, 2, 24)),
        ("PRV-33", date(2027, 2, 24)),
        ("PRV-04", date(2027, 11, 24)),
        ("PRV-19", date(2027, 11, 24)),
    ] {
        let named = charter.schedules().into_iter().find_map(|s| match s.task {
            Task::Review { every, by, rows } if rows.iter().any(|r| r == row) => Some((every, by)),
            _ => None,
        });
        let (every, by) = named.unwrap_or_else(|| panic!("{row} is scheduled"));
        assert_eq!(every.until(&begun).unwrap().date(), latest, "{row}");
        assert!(charter.roles.contains_key(&by));
    }
    let told = text(&charter, &sentences("en")).unwrap();
    assert!(told.contains("looked at every 90 days, by an administrator"), "{told}");
}

#[test]
fn a_review_without_end_or_by_nobody_is_refused() {
    let fault = |from: &str, to: &str| {
        let faults = read(&changed(&[("reviews.toml", from, to)]), TODAY).unwrap_err();
        assert_eq!(faults[0].place.file, "reviews.toml");
        faults.into_iter().next().unwrap().cause
    };
    assert_eq!(fault("\"90 days\"", "\"term\""), Cause::Length("term".into()));
    assert!(matches!(fault("\"admin\"", "\"nobody\""), Cause::Unknown { kind: "role", .. }));
}

/// proves: EVD-01
#[test]
fn every_promise_has_a_question_that_shows_whether_it_is_kept() {
    let charter = charter(&MORE);
    let asked = charter.evidence();
    let named: BTreeSet<&str> = asked.iter().map(|e| e.promise.as_str()).collect();
    let promised: BTreeSet<String> = charter.promises().iter().map(incamera_charter::Promise::name).collect();
    assert_eq!(named, promised.iter().map(String::as_str).collect());
    let of = |promise: &str| -> Vec<Query> {
        asked.iter().filter(|e| e.promise == promise).map(|e| e.query).collect()
    };
    assert_eq!(of("class.device"), [Query::NoneOlderThanEnd]);
    assert_eq!(of("answer"), [Query::NoRequestPastDue]);
    assert_eq!(of("backup"), [Query::NoBackupOlderThanWindow]);
    assert_eq!(of("never.read-erased"), [Query::Proved]);
    assert_eq!(of("purpose.training"), [Query::NoUseWithoutPermit, Query::NoUseWithoutConsent]);
    assert_eq!(of("purpose.security"), [Query::NoUseWithoutPermit, Query::NoReviewPastDue]);
    assert_eq!(of("review.access"), [Query::NoReviewMissed]);
}
