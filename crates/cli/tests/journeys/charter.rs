//! What an operator does with a charter: weigh, publish, prove, and be refused.

use std::{fs, path::Path};

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use crate::desk::Desk;

const DEVICE: (&str, &str, &str) = ("classes.toml", "keep = \"30 days\"", "keep = \"40 days\"");

/// A day that no program run by a test calls past.
fn tomorrow() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date().tomorrow().unwrap()
}

fn days_from(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap()
}

/// The shipped charter in a folder of the desk, told tomorrow and in force thirty days later, after these changes.
fn charter(desk: &Desk, name: &str, changes: &[(&str, &str, &str)]) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charter");
    let folder = desk.path(name);
    fs::create_dir_all(&folder).unwrap();
    for file in fs::read_dir(shipped).unwrap().map(|file| file.unwrap().path()) {
        fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
    }
    let (noticed, effective) = (tomorrow(), days_from(tomorrow(), 30));
    let dates = [
        ("charter.toml", "noticed = 2026-11-24", format!("noticed = {noticed}")),
        ("charter.toml", "effective = 2026-12-24", format!("effective = {effective}")),
    ];
    let dates = dates.iter().map(|(file, from, to)| (*file, *from, to.as_str()));
    for (file, from, to) in dates.chain(changes.iter().copied()) {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} holds {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

const SECOND: (&str, &str, &str) = ("charter.toml", "version = 1", "version = 2");

/// A desk with a first version published into `versions`.
fn published() -> Desk {
    let desk = Desk::new();
    charter(&desk, "one", &[]);
    desk.run(&["charter", "publish", "one", "--into", "versions"]).well();
    desk
}

/// proves: POL-02
#[test]
fn a_policy_that_takes_effect_tomorrow_is_refused() {
    let desk = published();
    let hasty = format!("effective = {}", tomorrow());
    let effective = format!("effective = {}", days_from(tomorrow(), 30));
    charter(&desk, "two", &[SECOND, DEVICE, ("charter.toml", &effective, &hasty)]);
    let publish = ["charter", "publish", "two", "--into", "versions", "--reason", "class.device=Later."];
    let refused = desk.run(&publish);
    assert_eq!(refused.code(), 3, "{}", refused.err());
    let head = fs::read_to_string(desk.path("two/charter.toml")).unwrap();
    let line = 1 + head.lines().position(|l| l.starts_with("effective")).unwrap();
    let earliest = days_from(tomorrow(), 30);
    assert!(
        refused.err().contains(&format!("charter.toml:{line}: This is before the notice")),
        "{}",
        refused.err()
    );
    assert!(refused.err().contains(&earliest.to_string()), "{}", refused.err());

    // Whatever it says of itself.
    charter(
        &desk,
        "two",
        &[SECOND, DEVICE, ("charter.toml", &effective, &format!("{hasty}\ntightens = true"))],
    );
    let refused = desk.run(&publish);
    assert_eq!(refused.code(), 3, "{}", refused.err());
    assert!(refused.err().contains(&format!("effective = {earliest} or later")), "{}", refused.err());
    let refused = desk.run(&[&publish[..], &["--ui-lang", "fr"]].concat());
    assert!(refused.err().contains("avant la fin du préavis promis"), "{}", refused.err());

    // Nor were people told yesterday.
    let past = format!("noticed = {}", days_from(tomorrow(), -3));
    charter(&desk, "two", &[SECOND, DEVICE, ("charter.toml", &format!("noticed = {}", tomorrow()), &past)]);
    let refused = desk.run(&publish);
    assert_eq!(refused.code(), 3);
    assert!(refused.err().contains("which is past"), "{}", refused.err());
    assert!(!desk.path("versions/2.json").exists());
}

/// proves: RET-01
#[test]
fn a_deleted_retention_is_found_by_its_line() {
    let desk = Desk::new();
    let retention = "retention = { keep = \"30 days\", from = \"collected\", ground = \"noticing a break-in\", end = \"delete\" }\n";
    charter(&desk, "mine", &[("classes.toml", retention, "")]);
    let classes = fs::read_to_string(desk.path("mine/classes.toml")).unwrap();
    let line = 1 + classes.lines().position(|l| l == "[class.device]").unwrap();
    for (language, said) in [
        ("en", "The class device has no retention"),
        ("fr", "La classe device n’a pas de durée de conservation"),
    ] {
        let refused = desk.run(&["charter", "check", "--charter", "mine", "--ui-lang", language]);
        assert_eq!(refused.code(), 1);
        assert!(refused.err().contains(&format!("classes.toml:{line}: {said}")), "{}", refused.err());
    }
    assert_eq!(desk.run(&["charter", "publish", "mine", "--into", "versions"]).code(), 1);
    assert!(!desk.path("versions").exists());
}

/// proves: EVD-01, TRN-01
#[test]
fn a_weakened_rule_is_found_with_a_case_that_people_understand() {
    let desk = Desk::new();
    let consent = "fides = \"train_ai_system\"\nbasis = \"consent\"";
    let contract = "fides = \"train_ai_system\"\nbasis = \"contract\"";
    charter(&desk, "mine", &[("purposes.toml", consent, contract)]);
    let broken = desk.run(&["charter", "prove", "--charter", "mine"]);
    assert_eq!(broken.code(), 3);
    let told = broken.out();
    let case = told.lines().find(|line| line.contains("What could happen")).unwrap();
    assert!(case.contains("for training, although nobody it is about said yes"), "{case}");
    assert!(!case.contains("nobody is known"), "{case}");
    let french = desk.run(&["charter", "prove", "--charter", "mine", "--ui-lang", "fr"]).out();
    assert!(french.contains("bien que nul de ceux que cela concerne"), "{french}");

    let refused = desk.run(&["charter", "publish", "mine", "--into", "versions", "--unproved"]);
    assert_eq!(refused.code(), 3, "a broken prohibition is published by no flag");
    assert!(refused.out().contains("What could happen") && refused.err().contains("breaks a prohibition"));
    assert!(!desk.path("versions").exists());
}

/// proves: POL-01, POL-04, POL-05, EVD-01, EVD-04
#[test]
fn versions_are_published_once_and_say_what_was_proved() {
    let desk = published();
    let first = fs::read(desk.path("versions/1.json")).unwrap();
    let again = desk.run(&["charter", "publish", "one", "--into", "versions"]);
    assert_eq!(again.code(), 1);
    assert!(again.err().contains("the next is 2"), "{}", again.err());

    charter(&desk, "two", &[SECOND, DEVICE, ("people.toml", "working = 16", "working = 18")]);
    let publish = ["charter", "publish", "two", "--into", "versions"];
    let refused = desk.run(&publish);
    assert_eq!(refused.code(), 3);
    assert!(refused.err().contains("what changed: ages, class.device"), "{}", refused.err());
    fs::write(
        desk.path("why.toml"),
        "ages = \"Fairer.\"\n[class]\ndevice = \"Break-ins are noticed later.\"\n",
    )
    .unwrap();
    let why = [&publish[..], &["--reasons", "why.toml"]].concat();
    desk.run(&[&why[..], &["--dry-run"]].concat()).well();
    assert!(!desk.path("versions/2.json").exists(), "a dry run writes nothing");
    let too_many = desk.run(&[&why[..], &["--reason", "class.footage=None."]].concat());
    assert_eq!(too_many.code(), 1, "{}", too_many.err());
    let told = desk.run(&[&why[..], &["--json"]].concat()).well().json();
    let done = told.last().unwrap();
    assert_eq!((done["version"].as_u64(), done["not_proved"].as_u64()), (Some(2), Some(0)));
    assert_eq!(fs::read(desk.path("versions/1.json")).unwrap(), first, "what is published stays");

    let listed = desk.run(&["charter", "versions", "versions", "--json"]).well().json();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[1]["digest"], done["digest"]);
    assert!(listed[0]["proved"].as_u64() >= Some(14));

    // Where the promise is, the proof is.
    for (language, proved) in [("en", "(proved on "), ("fr", "(prouvé le ")] {
        let text =
            desk.run(&["charter", "text", "--charter", "versions/2.json", "--lang", language]).well().out();
        let line = text.lines().find(|l| l.contains("`never.read-erased`")).unwrap();
        assert!(line.contains(proved) && line.contains("cvc5 ") && line.ends_with(" ms)"), "{line}");
        assert!(
            !text.lines().any(|l| l.contains("`answer`") && l.contains(proved)),
            "an answer is kept, not proved"
        );
    }
    let checked = desk.run(&["charter", "check", "--charter", "versions/1.json"]).well().out();
    assert!(checked.contains("never.read-erased  proved on "), "{checked}");
    fs::remove_file(desk.path("versions/1.proofs.json")).unwrap();
    let checked = desk.run(&["charter", "check", "--charter", "versions/1.json"]).well().out();
    assert!(checked.contains("never.read-erased  not proved"), "{checked}");
    fs::copy(desk.path("versions/2.proofs.json"), desk.path("versions/1.proofs.json")).unwrap();
    let other = desk.run(&["charter", "check", "--charter", "versions/1.json"]);
    assert_eq!(other.code(), 1, "another version's proofs prove nothing here");
    fs::remove_file(desk.path("versions/1.proofs.json")).unwrap();

    let text = String::from_utf8(first).unwrap();
    fs::write(desk.path("versions/1.json"), text.replacen("30 days", "31 days", 1)).unwrap();
    let altered = desk.run(&["charter", "versions", "versions"]);
    assert_eq!(altered.code(), 1);
    assert!(altered.err().contains("versions/1.json was altered"), "{}", altered.err());
    fs::remove_file(desk.path("versions/1.json")).unwrap();
    let cut = desk.run(&["charter", "versions", "versions"]);
    assert!(cut.code() == 1 && cut.err().contains("does not follow version 0"), "{}", cut.err());
    assert_eq!(desk.run(&["charter", "versions", "nowhere"]).code(), 1);
}

/// proves: EVD-01
#[test]
fn without_a_solver_nothing_is_published_in_silence() {
    let desk = Desk::new();
    charter(&desk, "mine", &[]);
    let publish = ["charter", "publish", "mine", "--into", "versions", "--solver", "no-such-solver"];
    let refused = desk.run(&publish);
    assert_eq!(refused.code(), 3);
    assert!(refused.err().contains("not proved, so nothing was published"), "{}", refused.err());
    assert!(!desk.path("versions").exists());
    let told = desk.run(&[&publish[..], &["--unproved"]].concat()).well();
    assert!(told.out().contains("not proved") && !told.out().contains('✓'), "{}", told.out());
    assert!(told.err().contains("says “not proved”"), "{}", told.err());
    let text = desk.run(&["charter", "text", "--charter", "versions/1.json"]).well().out();
    let line = text.lines().find(|l| l.contains("`never.read-erased`")).unwrap();
    assert!(line.ends_with("(not proved)"), "{line}");
    let listed = desk.run(&["charter", "versions", "versions"]).well().out();
    assert!(listed.contains("not proved"), "{listed}");
    // A solver that comes later proves what is published.
    let keep = ["charter", "prove", "--charter", "versions/1.json", "--keep"];
    assert_eq!(desk.run(&["charter", "prove", "--charter", "mine", "--keep"]).code(), 2);
    desk.run(&keep).well();
    let proved = desk.run(&["charter", "check", "--charter", "versions/1.json"]).well().out();
    assert!(proved.contains("never.read-erased  proved on "), "{proved}");
    assert_eq!(desk.run(&[&keep[..], &["--solver", "no-such-solver"]].concat()).code(), 3);
    let still = desk.run(&["charter", "check", "--charter", "versions/1.json"]).well().out();
    assert_eq!(still, proved, "a missing solver takes nothing back");
}

/// proves: POL-02, POL-05, POL-06
#[test]
fn two_charters_are_compared_and_weighed() {
    let desk = published();
    let usage = ("classes.toml", "purposes = [\"analytics\"]", "purposes = [\"analytics\", \"research\"]");
    let working = ("people.toml", "working = 16", "working = 18");
    let ground = ("classes.toml", "ground = \"noticing a break-in\"", "ground = \"seeing a break-in\"");
    charter(&desk, "two", &[SECOND, DEVICE, usage, working, ground]);
    let lines = desk.run(&["charter", "diff", "versions/1.json", "two", "--json"]).well().json();
    let said: Vec<_> = lines
        .iter()
        .map(|l| {
            (l["promise"].as_str().unwrap(), l["field"].as_str().unwrap(), l["weight"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        said,
        [
            ("class.device", "keep", "material"),
            ("class.device", "ground", "neutral"),
            ("class.usage", "purposes", "material"),
            ("ages", "working", "tightening"),
        ]
    );
    assert_eq!((lines[0]["before"].as_str(), lines[0]["after"].as_str()), (Some("30 days"), Some("40 days")));
    let earliest = days_from(tomorrow(), 30).to_string();
    assert_eq!(lines[0]["earliest"], earliest.as_str());
    assert_eq!(lines[2]["reconsent"], serde_json::json!(["research"]));

    let told = desk.run(&["charter", "diff", "one", "two"]).well().out();
    assert!(
        told.contains("material  class.device\n    address and device, kept: “30 days” becomes “40 days”"),
        "{told}"
    );
    assert!(told.contains("Everybody who said yes is asked again about: research."), "{told}");
    assert!(told.contains("Material: 2. Stricter: 1. Wording: 1."), "{told}");
    assert!(told.contains(&format!("it may hold from {earliest}")), "{told}");
    let french = desk.run(&["charter", "diff", "one", "two", "--lang", "fr"]).well().out();
    assert!(french.contains("devient") && french.contains("40 jours"), "{french}");
    assert_eq!(desk.run(&["charter", "diff", "one", "two", "--lang", "de"]).code(), 2);
    let same = desk.run(&["charter", "diff", "one", "versions/1.json"]).well();
    assert_eq!(same.out(), "Nothing differs.\n");

    // Other words are a change too, in their language.
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    for language in ["en", "fr"] {
        fs::create_dir_all(desk.path("words").join(language)).unwrap();
        let text = fs::read_to_string(locales.join(language).join("policy.ftl")).unwrap();
        let text = text.replacen("It costs nothing.", "It is free.", 1);
        fs::write(desk.path("words").join(language).join("policy.ftl"), text).unwrap();
    }
    let words = ["charter", "diff", "versions/1.json", "one", "--locales", "words", "--json"];
    let lines = desk.run(&words).well().json();
    assert_eq!((lines.len(), lines[0]["field"].as_str()), (1, Some("wording")));
}

/// proves: POL-07
#[test]
fn a_draft_is_commented_answered_and_published() {
    let desk = Desk::new();
    charter(&desk, "mine", &[]);
    desk.run(&["charter", "draft", "new", "mine", "draft.json"]).well();
    assert_eq!(
        desk.run(&["charter", "draft", "new", "mine", "draft.json"]).code(),
        1,
        "comments are not lost"
    );
    let comment = ["charter", "draft", "comment", "draft.json"];
    desk.run(&[&comment[..], &["Why as long?", "--about", "class.footage"]].concat()).well();
    desk.run(&[&comment[..], &["I like it."]].concat()).well();
    assert_eq!(desk.run(&[&comment[..], &["?", "--about", "class.nothing"]].concat()).code(), 2);
    let publish = ["charter", "draft", "publish", "draft.json", "--into", "versions"];
    let refused = desk.run(&publish);
    assert_eq!(refused.code(), 3);
    assert!(refused.err().contains("2 comments on the draft have no answer"), "{}", refused.err());
    let answer = |number: &str| {
        desk.run(&["charter", "draft", "answer", "draft.json", number, "Because you work on it."])
    };
    answer("0").well();
    answer("1").well();
    assert_eq!(answer("2").code(), 2);
    desk.run(&["charter", "draft", "revise", "mine", "draft.json"]).well();
    let shown = desk.run(&["charter", "draft", "show", "draft.json", "--json"]).well().json();
    assert_eq!((shown.len(), shown[0]["answer"].as_str()), (2, Some("Because you work on it.")));
    desk.run(&publish).well();
    desk.run(&["charter", "versions", "versions"]).well();
}

/// proves: EVD-04
#[test]
fn a_requirement_leads_to_its_tests_and_their_results() {
    let desk = Desk::new();
    let test = |name: &str, outcome: &str| serde_json::json!({ "test": name, "file": "crates/a.rs", "outcome": outcome, "at": "abc" });
    let rows = serde_json::json!([
        { "row": "POL-01", "title": "Kept", "tests": [test("one", "passed")] },
        { "row": "POL-02", "title": "Waits", "tests": [test("one", "passed"), test("two", "failed")] },
        { "row": "POL-03", "title": "Told", "tests": [] },
        { "row": "POL-04", "title": "Said", "tests": [{ "test": "new", "file": "crates/a.rs", "outcome": null, "at": null }] },
    ]);
    fs::write(desk.path("trace.json"), serde_json::json!({ "at": "abc", "rows": rows }).to_string()).unwrap();
    let trace = |rows: &[&str]| desk.run(&[&["trace", "--file", "trace.json"], rows].concat());
    let told = trace(&[]);
    assert_eq!(told.code(), 3, "one failed");
    assert!(told.out().contains("POL-03  no test  Told"), "{}", told.out());
    assert!(told.out().contains("1 rows proved, 1 not run, 1 failed, 1 without a test"), "{}", told.out());
    trace(&["POL-01"]).well();
    for row in ["POL-02", "POL-03", "POL-04"] {
        assert_eq!(trace(&[row]).code(), 3, "{row}");
    }
    assert_eq!(trace(&["POL-99"]).code(), 2);
    let lines = trace(&["--json"]).json();
    let standing: Vec<_> = lines.iter().map(|l| l["standing"].as_str().unwrap()).collect();
    assert_eq!(standing, ["proved", "failed", "no-test", "not-run"]);
    fs::write(desk.path("trace.json"), "{}").unwrap();
    assert_eq!(trace(&[]).code(), 1);
}
