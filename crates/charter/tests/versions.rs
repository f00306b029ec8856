//! Versions: what is refused, what is kept, and that nobody alters one unseen.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;

use std::{collections::BTreeMap, sync::LazyLock};

use house::{TODAY, changed, sentences, words};
use incamera_charter::{Cause, Draft, NoComment, Published, Refused, Source, Unreadable, Weight, publish};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const NEXT: Date = date(2027, 1, 10);

/// The shipped files after these changes, with their sentences.
fn files(changes: &[(&str, &str, &str)]) -> Vec<Source> {
    let mut files = changed(changes);
    files.extend(["en", "fr"].map(|language| words(language, "policy")));
    files
}

/// The second version: told on the tenth of January, with these changes.
fn second(effective: &str, changes: &[(&str, &str, &str)]) -> Vec<Source> {
    let head = [
        ("charter.toml", "version = 1", "version = 2"),
        ("charter.toml", "noticed = 2026-11-24", "noticed = 2027-01-10"),
        ("charter.toml", "effective = 2026-12-24", effective),
    ];
    files(&[&head[..], changes].concat())
}

const LATER: &str = "effective = 2027-02-09";
const SOONER: &str = "effective = 2027-01-10\ntightens = true";
const SHORTER: (&str, &str, &str) = ("classes.toml", "keep = \"30 days\"", "keep = \"20 days\"");
const LONGER: (&str, &str, &str) = ("classes.toml", "keep = \"30 days\"", "keep = \"40 days\"");

fn why(reasons: &[(&str, &str)]) -> BTreeMap<String, String> {
    reasons.iter().map(|(promise, reason)| ((*promise).to_owned(), (*reason).to_owned())).collect()
}

fn first() -> Published {
    publish(None, &files(&[]), TODAY, &why(&[])).unwrap()
}

fn refused(sources: &[Source], reasons: &[(&str, &str)]) -> Refused {
    publish(Some(&first()), sources, NEXT, &why(reasons)).unwrap_err()
}

const DEVICE: &[(&str, &str)] = &[("class.device", "Break-ins are noticed later.")];

/// proves: POL-01
#[test]
fn a_version_is_kept_as_it_was_published() {
    let one = first();
    assert_eq!((one.number(), one.noticed(), one.effective()), (1, TODAY, date(2026, 12, 24)));
    assert_eq!(one.digest().len(), 64);
    assert_eq!(Published::from_json(&one.to_json()).unwrap(), one);
    let two = publish(Some(&one), &second(LATER, &[LONGER]), NEXT, &why(DEVICE)).unwrap();
    assert!(two.follows(&one) && !one.follows(&two) && !two.follows(&two));
    let other = publish(None, &files(&[("charter.toml", "privacy@", "dpo@")]), TODAY, &why(&[])).unwrap();
    assert!(!two.follows(&other), "another first version");
    let mut shuffled = files(&[]);
    shuffled.reverse();
    assert_eq!(publish(None, &shuffled, TODAY, &why(&[])).unwrap(), one, "the order of files says nothing");
}

/// proves: POL-02
#[test]
fn a_material_change_waits_and_a_tightening_need_not() {
    let early = "effective = 2027-02-08\ntightens = true";
    let earliest = date(2027, 2, 9);
    assert_eq!(
        refused(&second(early, &[LONGER]), DEVICE),
        Refused::TooEarly { effective: date(2027, 2, 8), earliest },
        "whatever it says of itself"
    );
    let Refused::Faults(faults) = refused(&second("effective = 2027-01-11", &[SHORTER]), DEVICE) else {
        panic!()
    };
    assert_eq!(faults[0].cause, Cause::TooEarly { earliest }, "it does not say that it tightens");
    let two = publish(Some(&first()), &second(SOONER, &[SHORTER]), NEXT, &why(DEVICE)).unwrap();
    assert_eq!(two.effective(), NEXT);
    // Promised were 30 days; a version cannot grant itself fewer.
    let hasty =
        ("notices.toml", "[notice.change]\nbefore = { count = 30", "[notice.change]\nbefore = { count = 1");
    let reasons = [("notice.change", "Haste."), ("class.device", "More.")];
    let early = second("effective = 2027-01-11", &[hasty, LONGER]);
    assert_eq!(refused(&early, &reasons), Refused::TooEarly { effective: date(2027, 1, 11), earliest });
    // The first version waits, whatever it says.
    let first =
        files(&[("charter.toml", "effective = 2026-12-24", "effective = 2026-11-24\ntightens = true")]);
    assert!(matches!(publish(None, &first, TODAY, &why(&[])), Err(Refused::Faults(_))));
}

/// proves: POL-02
#[test]
fn nobody_was_told_before_today() {
    let told = Refused::Backdated { noticed: NEXT, today: date(2027, 1, 11) };
    let late = publish(Some(&first()), &second(LATER, &[LONGER]), date(2027, 1, 11), &why(DEVICE));
    assert_eq!(late, Err(told));
}

/// proves: POL-02
#[test]
fn no_version_overtakes_the_one_before() {
    let two = publish(Some(&first()), &second(LATER, &[LONGER]), NEXT, &why(DEVICE)).unwrap();
    // Version 3 holds all that version 2 changed.
    let mut three = second(SOONER, &[LONGER, ("people.toml", "working = 16", "working = 18")]);
    let head = three.iter_mut().find(|s| s.name == "charter.toml").unwrap();
    head.text = head.text.replace("version = 2", "version = 3");
    let refused = publish(Some(&two), &three, NEXT, &why(&[("ages", "Fairer.")])).unwrap_err();
    assert_eq!(refused, Refused::TooEarly { effective: NEXT, earliest: date(2027, 2, 9) });
}

/// proves: POL-01, POL-04
#[test]
fn numbers_reasons_and_changes_are_wanted() {
    assert_eq!(refused(&files(&[LONGER]), DEVICE), Refused::Number { expected: 2, found: 1 });
    let skipped = publish(None, &second(LATER, &[]), TODAY, &why(&[]));
    assert_eq!(skipped, Err(Refused::Number { expected: 1, found: 2 }));
    assert_eq!(refused(&second(LATER, &[]), &[]), Refused::Unchanged);
    assert_eq!(refused(&second(LATER, &[LONGER]), &[]), Refused::Unreasoned(vec!["class.device".into()]));
    assert_eq!(
        refused(&second(LATER, &[LONGER]), &[("class.device", " ")]),
        Refused::Unreasoned(vec!["class.device".into()])
    );
    let more = [DEVICE, &[("class.footage", "None.")]].concat();
    assert_eq!(refused(&second(LATER, &[LONGER]), &more), Refused::Unfounded(vec!["class.footage".into()]));
    let mute: Vec<Source> =
        second(LATER, &[LONGER]).into_iter().filter(|s| s.name != "fr/policy.ftl").collect();
    let Refused::Faults(faults) = refused(&mute, DEVICE) else { panic!() };
    assert_eq!(faults[0].cause, Cause::Mute("fr".into()));
    let Refused::Faults(faults) =
        refused(&second(LATER, &[("classes.toml", "keep = \"30 days\"", "keep = \"x\"")]), DEVICE)
    else {
        panic!()
    };
    assert_eq!(faults[0].place.file, "classes.toml");
}

/// proves: POL-01, POL-05
#[test]
fn other_words_are_a_change_too() {
    let mut sources = second(SOONER, &[]);
    let french = sources.iter_mut().find(|s| s.name == "fr/policy.ftl").unwrap();
    french.text = french.text.replacen("C’est gratuit.", "Cela ne coûte rien.", 1);
    assert_eq!(refused(&sources, &[]), Refused::Unreasoned(vec!["answer".into()]));
    let two = publish(Some(&first()), &sources, NEXT, &why(&[("answer", "Clearer.")])).unwrap();
    let changes = first().changes(&two).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].field, changes[0].weight), (Some("wording"), Weight::Neutral));
    assert!(changes[0].before.as_ref().unwrap().ends_with("C’est gratuit."));
    assert!(changes[0].after.as_ref().unwrap().ends_with("Cela ne coûte rien."));
}

/// proves: POL-04, POL-05, POL-09
#[test]
fn the_changelog_says_what_why_and_what_to_do() {
    let changes = [
        LONGER,
        ("classes.toml", "purposes = [\"analytics\"]", "purposes = [\"analytics\", \"research\"]"),
        ("people.toml", "working = 16", "working = 18"),
    ];
    let reasons = why(&[
        ("class.device", "Break-ins are noticed later."),
        ("class.usage", "To try things."),
        ("ages", "Fairer."),
    ]);
    let one = first();
    let two = publish(Some(&one), &second(LATER, &changes), NEXT, &reasons).unwrap();
    let log = two.changelog(Some(&one), &sentences("en")).unwrap();
    let expected = "\
# incamera: version 2

Told on 10 January 2027, in force from 9 February 2027. Going on using the studio is no agreement to anything.

## What changes for you

- address and device, kept: “30 days” becomes “40 days” `class.device`
  Why: Break-ins are noticed later.
  If you disagree, leave with everything before it takes effect.
- usage, purposes: “usage statistics” becomes “usage statistics, research” `class.usage`
  Why: To try things.
  You are asked again about: research. Until you say yes, it does not happen.

## What gets stricter

- Age, working age: “16” becomes “18” `ages`
  Why: Fairer.
  Nothing to do.
";
    assert_eq!(log, expected);
    let french = two.changelog(Some(&one), &sentences("fr")).unwrap();
    assert!(french.contains("## Ce qui change pour vous\n"), "{french}");
    assert!(one.changelog(None, &sentences("en")).unwrap().ends_with("This is the first version.\n"));
}

/// proves: POL-05
#[test]
fn an_earlier_version_is_read_as_it_was() {
    let one = Published::from_json(&first().to_json()).unwrap();
    assert_eq!(one.charter().unwrap(), house::charter(&[]));
    assert_eq!(one.sources().len(), files(&[]).len());
}

/// proves: POL-07
#[test]
fn a_draft_is_published_when_every_comment_is_answered() {
    let mut draft = Draft::of(&files(&[]));
    let about = draft.comment("class.footage", "Why as long as that?");
    draft.comment("", "I like it.");
    assert_eq!(draft.publish(None, TODAY, &why(&[])), Err(Refused::Unanswered(2)));
    draft.answer(about, "Because you work on it.").unwrap();
    draft.answer(1, "  ").unwrap();
    assert_eq!(draft.publish(None, TODAY, &why(&[])), Err(Refused::Unanswered(1)), "a blank is no answer");
    draft.answer(1, "Thank you.").unwrap();
    assert_eq!(draft.answer(2, "?"), Err(NoComment(2)));
    let kept: Draft = serde_json::from_str(&serde_json::to_string(&draft).unwrap()).unwrap();
    assert_eq!(kept, draft);
    assert_eq!(kept.comments()[0].answer.as_deref(), Some("Because you work on it."));
    assert_eq!(draft.publish(None, TODAY, &why(&[])).unwrap(), first());
    draft.revise(&files(&[SHORTER]));
    assert_eq!(draft.comments().len(), 2, "what was said stays");
    assert_ne!(draft.publish(None, TODAY, &why(&[])).unwrap(), first());
}

static WRITTEN: LazyLock<String> = LazyLock::new(|| {
    publish(Some(&first()), &second(LATER, &[LONGER]), NEXT, &why(DEVICE)).unwrap().to_json()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// proves: POL-01
    #[test]
    fn one_altered_byte_is_noticed(at in any::<proptest::sample::Index>(), other in 32_u8..127) {
        let text = WRITTEN.as_str();
        let honest = Published::from_json(text).unwrap();
        let mut bytes = text.to_owned().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at].is_ascii() && bytes[at] != other);
        bytes[at] = other;
        match Published::from_json(&String::from_utf8(bytes).unwrap()) {
            // White space between members means nothing.
            Ok(same) => prop_assert_eq!(same, honest),
            Err(Unreadable::Tampered { said, is }) => prop_assert_ne!(said, is),
            Err(Unreadable::Format(_)) => {}
        }
    }
}
