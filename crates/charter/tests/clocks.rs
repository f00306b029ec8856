//! By when somebody is answered, an authority is told, data is gone; and how old one must be.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;

use std::sync::LazyLock;

use house::{changed, charter};
use incamera_charter::{Cause, Charter, Deadlines, Keep, LengthUnit, NoRight, read};
use jiff::{
    Timestamp, ToSpan, Zoned,
    civil::{Date, date},
    tz::TimeZone,
};
use proptest::prelude::*;

static SHIPPED: LazyLock<Charter> = LazyLock::new(|| charter(&[]));

/// Paris, by its rule.
fn paris() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

/// Ten in the morning in Paris.
fn morning(day: Date) -> Zoned {
    day.at(10, 0, 0, 0).to_zoned(paris()).unwrap()
}

fn due(charter: &Charter, right: &str, received: Date, places: &[&str]) -> Deadlines {
    charter.due(right, &morning(received), places).unwrap()
}

/// When the law alone wants an answer: the promise is made long.
fn lawful(received: Date, places: &[&str]) -> Date {
    let patient = charter(&[("rights.toml", "promise = { count = 30", "promise = { count = 900")]);
    due(&patient, "access", received, places).answer.day
}

/// proves: DSR-04, PRV-30
#[test]
fn a_month_ends_with_its_month_and_on_a_working_day() {
    for (received, answer, why) in [
        (date(2025, 1, 31), date(2025, 2, 28), "February has no 31st"),
        (date(2028, 1, 31), date(2028, 2, 29), "a leap year"),
        (date(2028, 2, 29), date(2028, 3, 29), "out of a leap day"),
        (date(2026, 1, 31), date(2026, 3, 2), "its end is a Saturday"),
        (date(2026, 1, 15), date(2026, 2, 16), "a Sunday"),
        (date(2026, 3, 3), date(2026, 4, 7), "Good Friday, to the Tuesday after Easter"),
        (date(2026, 11, 24), date(2027, 1, 4), "Christmas Eve, to the Monday after New Year"),
        (date(2026, 2, 28), date(2026, 3, 30), "a Saturday, the day before the clocks change"),
        (date(2026, 9, 25), date(2026, 10, 26), "the day the clocks change back"),
        (date(2026, 12, 31), date(2027, 2, 1), "over the year, a Sunday"),
    ] {
        assert_eq!(lawful(received, &["FR"]), answer, "{why}");
    }
    assert_eq!(
        lawful(date(2026, 3, 3), &["BR"]),
        date(2026, 3, 18),
        "calendar days do not wait for a working day"
    );
    assert_eq!(lawful(date(2026, 11, 10), &["BR"]), date(2026, 11, 25));
    assert_eq!(lawful(date(2026, 1, 1), &["US-CA"]), date(2026, 2, 15), "45 days, a Sunday");
}

/// proves: DSR-04, DSR-05, DSR-06, DSR-07, PRV-30
#[test]
fn the_earliest_of_promise_and_laws_holds() {
    let received = date(2026, 11, 24);
    for (right, places, answer, by) in [
        ("access", &["FR"][..], date(2026, 12, 24), "answer"),
        ("access", &["IS"], date(2026, 12, 24), "answer"),
        ("access", &["BR"], date(2026, 12, 9), "regime.lgpd"),
        ("access", &["FR", "BR"], date(2026, 12, 9), "regime.lgpd"),
        ("access", &["US-CA"], date(2026, 12, 24), "answer"),
        ("access", &["US-NY"], date(2026, 12, 24), "answer"),
        ("access", &["unknown"], date(2026, 12, 9), "regime.lgpd"),
        ("access", &[], date(2026, 12, 9), "regime.lgpd"),
        ("restriction", &["BR"], date(2026, 12, 24), "answer"),
        ("do-not-sell", &["US-CA"], date(2026, 12, 16), "regime.ccpa"),
        ("do-not-sell", &["FR"], date(2026, 12, 24), "answer"),
    ] {
        let deadlines = due(&SHIPPED, right, received, places);
        assert_eq!((deadlines.answer.day, deadlines.answer.by.as_str()), (answer, by), "{right} {places:?}");
    }
    // 30 days reach the third of March; the month ends on a Sunday and rolls to the second.
    let february = due(&SHIPPED, "access", date(2026, 2, 1), &["FR"]).answer;
    assert_eq!((february.day, february.by.as_str()), (date(2026, 3, 2), "regime.gdpr"));
    assert_eq!(SHIPPED.due("to-sing", &morning(received), &[]), Err(NoRight("to-sing".into())));
    assert_eq!(SHIPPED.laws(&["DE", "US-CA"]), ["ccpa", "gdpr"]);
    assert_eq!(SHIPPED.laws(&["JP"]), [""; 0]);
}

/// proves: DSR-05, DSR-06
#[test]
fn receipt_is_confirmed_in_time() {
    let confirm =
        |places: &[&str]| due(&SHIPPED, "access", date(2026, 11, 24), places).acknowledge.map(|due| due.day);
    assert_eq!(confirm(&["US-CA"]), Some(date(2026, 12, 9)), "ten working days, Thanksgiving is none");
    assert_eq!(confirm(&["BR"]), Some(date(2026, 11, 24)), "at once");
    assert_eq!(confirm(&["US-CA", "BR"]), Some(date(2026, 11, 24)));
    assert_eq!(confirm(&["FR"]), None);
}

/// proves: DSR-06, DSR-07
#[test]
fn an_answer_is_put_off_once_with_reasons_in_time() {
    let received = date(2026, 11, 24);
    let until = |right: &str, places: &[&str], told: Date| {
        due(&SHIPPED, right, received, places).extended(morning(told).timestamp()).map(|due| due.day)
    };
    let told = date(2026, 12, 24);
    assert_eq!(until("access", &["FR"], told), Some(date(2027, 2, 24)), "three months in all");
    assert_eq!(until("access", &["FR"], date(2026, 12, 25)), None, "told too late");
    assert_eq!(until("access", &["FR"], date(2026, 11, 23)), None, "told before it was asked");
    assert_eq!(until("access", &["US-CA"], told), Some(date(2027, 2, 22)), "ninety days in all");
    assert_eq!(until("access", &["US-CA", "FR"], told), Some(date(2027, 2, 22)), "the earlier of both");
    assert_eq!(until("access", &["FR", "BR"], date(2026, 11, 25)), None, "Brazil allows none");
    assert_eq!(until("access", &["JP"], told), None, "no law allows to break the promise");
    assert_eq!(until("do-not-sell", &["US-CA"], date(2026, 11, 25)), None);
    // Three months from the end of a month are counted from the day of receipt, not from the end of the first.
    let deadlines = due(&SHIPPED, "access", date(2026, 1, 31), &["FR"]);
    let in_time = morning(date(2026, 2, 1)).timestamp();
    assert_eq!(deadlines.extended(in_time).unwrap().day, date(2026, 4, 30));
}

/// proves: DSR-04
#[test]
fn a_day_is_a_day_where_the_request_came_in() {
    // Half past midnight in Paris is still the day before in Greenwich; the last day ends on summer time.
    let received = date(2026, 2, 27).at(0, 30, 0, 0).to_zoned(paris()).unwrap();
    let answer = SHIPPED.due("access", &received, &["JP"]).unwrap().answer;
    assert_eq!(answer.day, date(2026, 3, 29));
    assert_eq!(answer.before, "2026-03-29T22:00:00Z".parse::<Timestamp>().unwrap());
    let same = received.with_time_zone(TimeZone::UTC);
    assert_eq!(SHIPPED.due("access", &same, &["JP"]).unwrap().answer.day, date(2026, 3, 28));
}

/// proves: BRC-06
#[test]
fn authorities_are_told_by_their_clocks() {
    let told = |known: &Zoned, places: &[&str]| {
        let due = SHIPPED.breach_due(known, places);
        due.into_iter().map(|due| (due.by, due.before.to_string())).collect::<Vec<_>>()
    };
    // Saturday noon, the day before the clocks change: an hour is an hour.
    let known = date(2026, 3, 28).at(12, 0, 0, 0).to_zoned(paris()).unwrap();
    assert_eq!(told(&known, &["FR"]), [("breach.authority".to_owned(), "2026-03-31T11:00:00Z".to_owned())]);
    let brazil = TimeZone::posix("<-03>3").unwrap();
    for (known, by) in [
        (date(2026, 11, 18), "2026-11-25T03:00:00Z"),
        (date(2026, 11, 20), "2026-11-26T03:00:00Z"),
        (date(2026, 11, 21), "2026-11-26T03:00:00Z"),
        (date(2026, 4, 1), "2026-04-08T03:00:00Z"),
    ] {
        let known = known.at(9, 0, 0, 0).to_zoned(brazil.clone()).unwrap();
        assert_eq!(told(&known, &["BR"]), [("breach.authority-brazil".to_owned(), by.to_owned())]);
        assert_eq!(told(&known, &["BR", "DE"]).len(), 2);
        assert_eq!(told(&known, &[]).len(), 2, "of whom nothing is known");
        assert!(told(&known, &["JP"]).is_empty());
    }
}

/// The weekdays of a year on which nobody works.
fn free(calendar: &str, year: i16) -> Vec<String> {
    let calendar = &SHIPPED.calendars[calendar];
    let bare = incamera_charter::Calendar { days: std::collections::BTreeMap::new(), observed: false };
    let days = date(year, 1, 1).series(1.day()).take_while(|day| day.year() == year);
    days.filter(|day| calendar.is_free(*day) && !bare.is_free(*day))
        .map(|day| day.strftime("%m-%d").to_string())
        .collect()
}

/// Whole years, day by day. For 2024 to 2044 the federal and the Brazilian days are also those of the Python package holidays.
#[test]
fn holidays_are_those_published() {
    let union = [
        "01-01", "01-02", "04-02", "04-03", "04-06", "05-01", "05-14", "05-15", "05-25", "07-21", "11-02",
        "12-24", "12-25", "12-28", "12-29", "12-30", "12-31",
    ];
    assert_eq!(free("union", 2026), union);
    let federal =
        ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"];
    assert_eq!(free("federal", 2026), federal);
    let shifted = ["01-17", "02-21", "05-30", "06-20", "07-04", "09-05", "10-10", "11-11", "11-24", "12-26"];
    assert_eq!(free("federal", 2022), shifted, "New Year's Day was kept on the last day of 2021");
    assert!(free("federal", 2021).contains(&"12-31".to_owned()));
    let brazil = ["01-01", "04-03", "04-21", "05-01", "09-07", "10-12", "11-02", "11-20", "12-25"];
    assert_eq!(free("brazil", 2026), brazil);
    // Easter at its earliest, its latest, and by the rule's exceptions; two days before is Good Friday.
    for sunday in [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(1954, 4, 18),
        date(1981, 4, 19),
        date(2038, 4, 25),
        date(2049, 4, 18),
    ] {
        assert!(SHIPPED.calendars["brazil"].is_free(sunday.checked_sub(2.days()).unwrap()), "{sunday}");
    }
}

#[test]
fn rules_that_name_no_day_are_refused() {
    let good = "labour = \"1 may\"\neurope";
    for rule in [
        "31 april",
        "0 may",
        "2-1 may",
        "1 mai",
        "monday 5 may",
        "someday 1 may",
        "easter1x",
        "easter+900",
        "may",
        "",
    ] {
        let files = changed(&[("holidays.toml", good, &format!("labour = \"{rule}\"\neurope"))]);
        let faults = read(&files, house::TODAY).unwrap_err();
        assert!(
            matches!(&faults[0].cause, Cause::Unknown { kind: "holiday", word, .. } if word == rule),
            "{rule}: {faults:?}"
        );
        assert_eq!(faults[0].place.file, "holidays.toml");
    }
    for rule in ["29 february", "easter", "friday last november", "24-31 december"] {
        read(&changed(&[("holidays.toml", good, &format!("labour = \"{rule}\"\neurope"))]), house::TODAY)
            .unwrap();
    }
    let cause = |from: &str, to: &str| {
        read(&changed(&[("rights.toml", from, to)]), house::TODAY).unwrap_err().remove(0).cause
    };
    assert!(matches!(cause("\"federal\"", "\"moon\""), Cause::Unknown { kind: "calendar", .. }));
    assert_eq!(
        cause("answer = { count = 45, unit = \"days\" }", "answer = { count = 45, unit = \"per-year\" }"),
        Cause::Length("45 per-year".into())
    );
    assert_eq!(cause("unit = \"per-year\"", "unit = \"days\""), Cause::Length("2 days".into()));
}

/// proves: RET-01
#[test]
fn data_is_kept_until_its_day() {
    let from = date(2026, 1, 31).at(12, 0, 0, 0).to_zoned(paris()).unwrap();
    let until = |keep: Keep| keep.until(&from).map(|end| end.datetime().to_string());
    assert_eq!(until(Keep::Term), None);
    assert_eq!(until(Keep::For(1, LengthUnit::Months)).unwrap(), "2026-02-28T12:00:00");
    assert_eq!(until(Keep::For(2, LengthUnit::Years)).unwrap(), "2028-01-31T12:00:00");
    assert_eq!(until(Keep::For(90, LengthUnit::Days)).unwrap(), "2026-05-01T12:00:00", "noon stays noon");
    let night = date(2026, 3, 28).at(12, 0, 0, 0).to_zoned(paris()).unwrap();
    let hours = Keep::For(24, LengthUnit::Hours).until(&night).unwrap();
    assert_eq!(hours.datetime().to_string(), "2026-03-29T13:00:00", "an hour is an hour");
    for class in SHIPPED.classes.values() {
        assert!(class.retention.keep.until(&from).is_none_or(|end| end > from));
    }
}

/// proves: KID-02
#[test]
fn age_goes_by_country() {
    for (country, age) in [("FR", 16), ("IS", 16), ("GB", 16), ("CH", 16), ("US", 13), ("JP", 13), ("BR", 13)]
    {
        assert_eq!(SHIPPED.ages.minimum(country), age, "{country}");
    }
    for country in ["unknown", "", "fr", "France", "EU?"] {
        assert_eq!(SHIPPED.ages.minimum(country), 16, "{country} is not known");
    }
}

#[test]
fn a_calendar_that_changes_is_a_change() {
    use incamera_charter::{Weight, diff};
    let weight = |from: &str, to: &str| {
        let changes = diff(&SHIPPED, &charter(&[("holidays.toml", from, to)]));
        assert_eq!(changes.len(), 1);
        for language in ["en", "fr"] {
            changes[0].tell(&house::sentences(language)).unwrap();
        }
        (changes[0].promise.clone(), changes[0].weight)
    };
    let union = "calendar.union".to_owned();
    assert_eq!(weight("europe = \"9 may\"\n", ""), (union.clone(), Weight::Tightening));
    assert_eq!(weight("europe = \"9 may\"", "europe = \"8-9 may\""), (union, Weight::Material));
    assert_eq!(weight("observed = true\n", ""), ("calendar.federal".to_owned(), Weight::Material));
    assert_eq!(
        weight("[calendar.brazil]", "[calendar.none]\ndays = {}\n\n[calendar.brazil]"),
        ("calendar.none".to_owned(), Weight::Neutral)
    );
    let opting = diff(&SHIPPED, &charter(&[("rights.toml", "opts-out = true\n", "")]));
    assert_eq!((opting[0].field, opting[0].weight), (Some("opts-out"), Weight::Material));
}

fn places() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(vec!["FR", "IS", "GB", "US-CA", "US-NY", "BR", "JP", "unknown"], 0..4)
}

fn moments() -> impl Strategy<Value = Zoned> {
    // From 2020 to 2060, to the second.
    (1_577_836_800_i64..2_840_140_800).prop_map(|s| Timestamp::from_second(s).unwrap().to_zoned(paris()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// proves: DSR-04, PRV-30
    #[test]
    fn deadlines_keep_their_laws(received in moments(), more in 0_i64..4_000_000, places in places(), nth in any::<proptest::sample::Index>()) {
        let rights: Vec<&String> = SHIPPED.rights.keys().collect();
        let right = nth.get(&rights).as_str();
        let deadlines = SHIPPED.due(right, &received, &places).unwrap();
        let answer = &deadlines.answer;
        // Never before it was received, never after the promise.
        prop_assert!(answer.before > received.timestamp());
        prop_assert!(answer.day <= received.date().checked_add(30.days()).unwrap());
        if let Some(acknowledge) = &deadlines.acknowledge {
            prop_assert!(acknowledge.before > received.timestamp());
        }
        // The earliest of each place alone.
        if !places.is_empty() && !places.contains(&"unknown") {
            let alone = places.iter().map(|place| SHIPPED.due(right, &received, &[place]).unwrap().answer.before);
            prop_assert_eq!(Some(answer.before), alone.min());
        }
        // To know less of somebody never gives more time.
        prop_assert!(SHIPPED.due(right, &received, &[]).unwrap().answer.before <= answer.before);
        // Who asks later is never answered by an earlier day.
        let later = received.checked_add(more.seconds()).unwrap();
        let after = SHIPPED.due(right, &later, &places).unwrap();
        prop_assert!(after.answer.before >= answer.before);
        // Putting off never shortens, is told in time, and ends within three months and the holidays after them.
        if let Some(extended) = deadlines.extended(received.timestamp()) {
            prop_assert!(extended.before > answer.before);
            prop_assert!(extended.day <= received.date().checked_add(92.days()).unwrap().checked_add(14.days()).unwrap());
            prop_assert!(deadlines.extended(answer.before).is_none());
        }
        for due in SHIPPED.breach_due(&received, &places) {
            prop_assert!(due.before > received.timestamp());
        }
    }
}
