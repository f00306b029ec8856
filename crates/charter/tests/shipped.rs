//! The charter this repository ships, and what becomes of it when somebody breaks it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;

use std::{collections::BTreeMap, fs, path::Path};

use house::{TODAY, changed, charter, sentences, words};
use incamera_charter::{Cause, Fault, Sentences, read, shipped, text};
use jiff::civil::date;

#[test]
fn the_program_ships_what_lies_in_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charter");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let there: BTreeMap<String, String> = files
        .map(|file| (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap()))
        .collect();
    let shipped: BTreeMap<String, String> = shipped::files().into_iter().map(|s| (s.name, s.text)).collect();
    assert_eq!(shipped, there);
}

/// What is wrong after `from` became `to` in `file`, with the line it is said of.
fn broken(file: &str, from: &str, to: &str) -> Vec<(String, usize, Cause)> {
    let files = changed(&[(file, from, to)]);
    let said = |fault: Fault| (fault.place.file, fault.place.line, fault.cause);
    read(&files, TODAY).unwrap_err().into_iter().map(said).collect()
}

/// The line of a shipped file on which `text` begins.
fn line(file: &str, text: &str) -> usize {
    let files = shipped::files();
    let source = files.iter().find(|s| s.name == file).unwrap();
    1 + source.text.lines().position(|l| l.starts_with(text)).unwrap()
}

/// proves: PRV-02, PRV-03, RET-01, POL-12
#[test]
fn every_promise_is_said_in_every_language() {
    let charter = charter(&[]);
    assert_eq!(charter.purposes.len(), 12);
    assert!(charter.promises().len() > 60);
    for language in ["en", "fr"] {
        let sentences = sentences(language);
        assert_eq!(sentences.check(&charter), [], "{language}");
        let policy = text(&charter, &sentences).unwrap();
        for promise in charter.promises().iter().filter(|p| !p.id.is_empty()) {
            assert!(policy.contains(&format!(".{}`", promise.id)), "{language}: {}", promise.id);
        }
    }
}

/// proves: POL-12
#[test]
fn numbers_in_the_text_are_those_of_the_charter() {
    let sooner = charter(&[("rights.toml", "count = 30", "count = 21")]);
    for (language, before, after) in
        [("en", "30 days of your", "21 days of your"), ("fr", "30 jours après", "21 jours après")]
    {
        let sentences = sentences(language);
        let told = text(&charter(&[]), &sentences).unwrap();
        assert!(told.contains(before) && !told.contains(after), "{language}");
        let told = text(&sooner, &sentences).unwrap();
        assert!(told.contains(after) && !told.contains(before), "{language}");
    }
}

/// proves: RET-01
#[test]
fn a_class_without_retention_is_refused_by_its_line() {
    let from = "retention = { keep = \"30 days\", from = \"collected\", ground = \"noticing a break-in\", end = \"delete\" }";
    let device = line("classes.toml", "[class.device]");
    assert_eq!(
        broken("classes.toml", from, ""),
        [("classes.toml".into(), device, Cause::NoRetention("device".into()))]
    );
}

/// proves: PRV-03, PRV-04
#[test]
fn a_purpose_needs_a_basis_and_an_interest_its_test() {
    let security = line("purposes.toml", "[purpose.security]");
    let first =
        |faults: Vec<(String, usize, Cause)>| faults.into_iter().find(|f| f.0 == "purposes.toml").unwrap();
    assert_eq!(
        first(broken("purposes.toml", "basis = \"interest\"\n", "")),
        ("purposes.toml".into(), security, Cause::NoBasis("security".into()))
    );
    let mut without = shipped::files();
    let purposes = without.iter_mut().find(|s| s.name == "purposes.toml").unwrap();
    let (before, after) = purposes.text.split_once("[purpose.security.balancing]").unwrap();
    let rest = after.split_once("[purpose.analytics]").unwrap().1;
    purposes.text = format!("{before}[purpose.analytics]{rest}");
    let faults = read(&without, TODAY).unwrap_err();
    assert!(
        faults.iter().any(|f| f.place.line == security && f.cause == Cause::NoBalancing("security".into()))
    );
    let overdue = read(&shipped::files(), date(2027, 11, 25)).unwrap_err();
    assert!(
        matches!(&overdue[0].cause, Cause::Overdue { what, due } if what == "security" && *due == date(2027, 11, 24))
    );
}

/// proves: PRV-01, PRV-15
#[test]
fn wildcards_and_advertising_are_refused() {
    let causes = |from: &str, to: &str| -> Vec<Cause> {
        broken("purposes.toml", from, to).into_iter().map(|f| f.2).collect()
    };
    let research = "dpv:ResearchAndDevelopment";
    assert!(causes(research, "dpv:Purpose").contains(&Cause::Wildcard("dpv:Purpose".into())));
    assert!(
        causes(research, "dpv:TargetedAdvertising")
            .contains(&Cause::Advertising("dpv:TargetedAdvertising".into()))
    );
    assert!(causes("[purpose.research]", "[purpose.\"*\"]").contains(&Cause::Wildcard("*".into())));
    let near = causes(research, "dpv:Research");
    assert!(
        matches!(&near[0], Cause::Unknown { near, .. } if near.contains(&research.to_owned())),
        "{near:?}"
    );
}

const MAIL: &str = r#"
[processor.post]
business = "mail"
role = "sends the studio's mail"
place = "eu"
safeguards = "TLS in transit."
agreement = 2026-11-24
fields = ["account"]
purposes = ["contact"]
assessment = { controls = 2026-11-24, finances = 2026-11-24, compliance = 2026-11-24, review = 2027-11-24 }
"#;

/// proves: PRV-15, PRV-20, PRV-21
#[test]
fn processors_need_agreement_and_assessment_and_none_may_sell() {
    let with = |from: &str, to: &str| {
        let mut files = shipped::files();
        let processors = files.iter_mut().find(|s| s.name == "processors.toml").unwrap();
        processors.text += &MAIL.replacen(from, to, 1);
        read(&files, TODAY)
    };
    let charter = with("", "").unwrap();
    let english = sentences("en");
    assert_eq!(english.check(&charter), []);
    let told = text(&charter, &english).unwrap();
    assert!(told.contains("post: sends the studio's mail, in the European Union, sees account."), "{told}");
    assert!(!told.contains("Nobody else receives data"));

    let cause = |from: &str, to: &str| with(from, to).unwrap_err().remove(0).cause;
    assert_eq!(cause("agreement = 2026-11-24\n", ""), Cause::NoAgreement("post".into()));
    assert_eq!(cause("\"mail\"", "\"advertising\""), Cause::Advertising("post".into()));
    assert_eq!(cause("\"mail\"", "\"broker\""), Cause::Advertising("post".into()));
    assert!(matches!(cause("2027-11-24", "2026-11-23"), Cause::Overdue { .. }));
    assert!(matches!(cause("\"eu\"", "\"mars\""), Cause::Unknown { kind: "region", .. }));
    let unassessed = MAIL.lines().find(|l| l.starts_with("assessment")).unwrap();
    assert_eq!(cause(unassessed, ""), Cause::NoAssessment("post".into()));
}

/// proves: TRF-03
#[test]
fn an_expired_way_across_a_border_is_refused() {
    let way = "\n[transfer.over]\nfrom = \"eu\"\nto = \"us\"\nmechanism = \"scc\"\nreview = 2027-01-01\n";
    let mut files = shipped::files();
    let places = files.iter_mut().find(|s| s.name == "places.toml").unwrap();
    places.text += way;
    let english = sentences("en");
    let told = text(&read(&files, TODAY).unwrap(), &english).unwrap();
    assert!(told.contains("From the European Union to the United States by standard contractual clauses, looked at again by 1 January 2027."), "{told}");
    let faults = read(&files, date(2027, 1, 2)).unwrap_err();
    assert!(faults.iter().any(|f| matches!(&f.cause, Cause::Overdue { what, .. } if what == "over")));
}

/// proves: MTG-08, MTG-09
#[test]
fn a_licence_is_for_the_service_and_ends() {
    let causes = |from: &str, to: &str| broken("people.toml", from, to).remove(0).2;
    assert_eq!(causes("ends = \"deletion\"", "ends = \"never\""), Cause::Broad("never".into()));
    for word in ["perpetual", "irrevocable", "sublicensable"] {
        let to = format!("ends = \"deletion\"\n{word} = true");
        assert_eq!(causes("ends = \"deletion\"", &to), Cause::Broad(word.into()));
    }
    assert_eq!(causes("purposes = [\"service\"]", "purposes = [\"any\"]"), Cause::Broad("any".into()));
    assert_eq!(
        causes("purposes = [\"service\"]", "purposes = [\"training\"]"),
        Cause::Broad("training".into())
    );
}

/// proves: POL-02
#[test]
fn a_version_in_force_before_its_notice_has_run_is_refused() {
    let faults = broken("charter.toml", "effective = 2026-12-24", "effective = 2026-11-25");
    let effective = line("charter.toml", "effective");
    assert_eq!(
        faults,
        [("charter.toml".into(), effective, Cause::TooEarly { earliest: date(2026, 12, 24) })]
    );
}

/// proves: TRN-01
#[test]
fn training_has_no_other_answer() {
    let faults = broken("people.toml", "default = \"off\"", "default = \"on\"");
    assert!(matches!(&faults[0].2, Cause::Syntax(why) if why.contains("off")), "{faults:?}");
}

/// proves: POL-12, EVD-01
#[test]
fn sentences_and_promises_belong_together() {
    let charter = charter(&[]);
    let with = |more: &str| {
        let mut source = words("en", "policy");
        source.text += more;
        Sentences::read("en", source)
    };
    let digit = with("\nnotice-change-more = Told 30 days ahead.\n").err().unwrap();
    assert!(matches!(&digit[0].cause, Cause::Digit { message, .. } if message == "notice-change-more"));
    assert!(digit[0].place.line > 100, "by its line: {digit:?}");

    let unbacked = with("\nright-to-sing = You may sing.\n").unwrap().check(&charter);
    assert_eq!(unbacked.len(), 1);
    assert_eq!(unbacked[0].cause, Cause::Unbacked("right-to-sing".into()));

    let mut source = words("en", "policy");
    source.text = source.text.replacen("right-erasure =", "right-oblivion =", 1);
    let faults = Sentences::read("en", source).unwrap().check(&charter);
    let causes: Vec<&Cause> = faults.iter().map(|f| &f.cause).collect();
    assert!(causes.contains(&&Cause::Unspoken(vec!["right-erasure".into(), "right".into()])), "{causes:?}");
    assert!(causes.contains(&&Cause::Unbacked("right-oblivion".into())));

    let mut source = words("en", "policy");
    source.text = source.text.replacen("after { $window }", "after { $windows }", 1);
    let faults = Sentences::read("en", source).unwrap().check(&charter);
    assert!(matches!(&faults[0].cause, Cause::Unfilled { message, .. } if message == "backup"), "{faults:?}");
}
