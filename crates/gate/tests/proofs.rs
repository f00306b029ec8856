//! The prohibitions of the shipped charter, proved by a real solver; and what becomes of a proof when somebody weakens a
//! rule.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod charter;

use charter::charter;
use incamera_charter::{Act, Charter};
use incamera_gate::{Counterexample, Proof, Rulebook, Solver, Verdict};

fn proofs(charter: &Charter, solver: &str) -> Vec<Proof> {
    let mut proofs = Vec::new();
    let rulebook = Rulebook::read(&charter.rules()).unwrap();
    rulebook.prove(&Solver::at(solver), |proof| proofs.push(proof)).unwrap();
    proofs
}

/// What breaks the prohibition, and nothing else broken.
fn broken(charter: &Charter, promise: &str) -> Counterexample {
    let mut found = None;
    for proof in proofs(charter, "cvc5") {
        match proof.verdict {
            Verdict::Proved => assert_ne!(proof.promise, promise),
            Verdict::Broken(example) if proof.promise == promise => found = Some(*example),
            other => panic!("{}: {other:?}", proof.promise),
        }
    }
    found.unwrap()
}

/// proves: TRN-01, TRN-02, TRF-02, DSR-22, DSR-23, DSR-30, PRV-13, PRV-21, PRV-22, KID-11, MTG-03, RET-10, SEC-08, EVD-01
#[test]
fn the_shipped_charter_keeps_its_prohibitions() {
    let charter = charter(&[]);
    let proofs = proofs(&charter, "cvc5");
    assert_eq!(proofs.len(), charter.never.len());
    for proof in proofs {
        println!("{} {:?} {:?}", proof.promise, proof.took, proof.verdict);
        assert!(matches!(proof.verdict, Verdict::Proved), "{}: {:?}", proof.promise, proof.verdict);
    }
}

/// proves: TRN-01, EVD-01
#[test]
fn training_on_another_basis_than_consent_is_found() {
    let weakened = charter(&[(
        "purposes.toml",
        "fides = \"train_ai_system\"\nbasis = \"consent\"",
        "fides = \"train_ai_system\"\nbasis = \"contract\"",
    )]);
    let example = broken(&weakened, "train-without-own-yes");
    assert_eq!(example.purpose, "training");
    assert!(example.about > 0, "a datum about nobody tells nobody anything");
    assert!(example.consented < Some(example.about));
}

/// proves: KID-11, EVD-01
#[test]
fn whoever_stops_sparing_minors_breaks_that_promise_alone() {
    let weakened = charter(&[("people.toml", "spared = [\"marketing\", \"analytics\"]", "spared = []")]);
    let example = broken(&weakened, "market-to-minors");
    assert_eq!((example.purpose.as_str(), example.class.as_str()), ("marketing", "subscription"));
    assert_eq!(example.besides, ["minor"]);
}

/// proves: DSR-30, EVD-01
#[test]
fn an_administrator_who_may_read_requests_is_found() {
    let weakened = charter(&[(
        "roles.toml",
        "read = [\"account\", \"configuration\", \"billing\", \"audit\"]",
        "read = [\"account\", \"configuration\", \"billing\", \"audit\", \"request\"]",
    )]);
    let example = broken(&weakened, "admin-reads-own-request");
    assert_eq!((example.role.as_str(), example.act), ("admin", Act::Read));
    assert!(example.about > 0, "somebody's request");
}

/// proves: PRV-13, EVD-01
#[test]
fn news_to_unconfirmed_addresses_are_found() {
    let weakened = charter(&[("purposes.toml", "confirmed = true\n", "")]);
    let example = broken(&weakened, "market-without-double-opt-in");
    assert_eq!(example.consented, Some(example.about), "all said yes, but nobody confirmed");
}

/// proves: MTG-03, EVD-01
#[test]
fn content_for_the_ends_of_the_service_is_found() {
    let weakened = charter(&[(
        "classes.toml",
        "purposes = [\"service\", \"training\"]",
        "purposes = [\"service\", \"training\", \"security\"]",
    )]);
    let example = broken(&weakened, "content-as-service-data");
    assert_eq!((example.class.as_str(), example.purpose.as_str()), ("footage", "security"));
}

/// proves: EVD-01
#[test]
fn policies_weakened_by_hand_are_found() {
    let weaken = |promise: &str| {
        let mut rules = charter(&[]).rules();
        let from = rules.policies.find(&format!("@promise(\"{promise}\")\nforbid")).unwrap();
        let to = from + rules.policies[from..].find(";\n").unwrap() + 2;
        rules.policies.replace_range(from..to, "");
        let mut found = Vec::new();
        let tell = |proof: Proof| {
            if let Verdict::Broken(example) = proof.verdict {
                found.push((proof.promise, *example));
            }
        };
        Rulebook::read(&rules).unwrap().prove(&Solver::at("cvc5"), tell).unwrap();
        found
    };
    for (promise, prohibitions) in [
        ("purpose.training", &["train-without-own-yes"][..]),
        ("training", &["train-as-something-else", "train-without-own-yes"]),
        ("region", &["leave-region"]),
        ("processor", &["disclose-outside-register"]),
        ("right.restriction", &["read-restricted"]),
        ("right.erasure", &["read-erased"]),
        ("right.objection", &["use-objected"]),
        ("purpose.legal", &["erase-held"]),
        ("class.footage", &["content-as-service-data"]),
    ] {
        let found = weaken(promise);
        let broken: Vec<&str> = found.iter().map(|(promise, _)| promise.as_str()).collect();
        assert_eq!(broken, prohibitions, "without {promise}");
        assert!(found.iter().all(|(_, example)| example.whole.contains("principal")));
    }
}

/// proves: EVD-01
#[test]
fn without_a_solver_nothing_is_proved() {
    for solver in ["no-such-solver", "true", "false"] {
        let proofs = proofs(&charter(&[]), solver);
        assert!(!proofs.is_empty());
        assert!(proofs.iter().all(|p| matches!(p.verdict, Verdict::Unknown(_))), "{solver}");
    }
}

/// proves: EVD-01
#[test]
fn policies_that_do_not_fit_are_refused() {
    let mut rules = charter(&[]).rules();
    rules.policies += "permit(principal, action, resource) when { resource.colour == \"red\" };";
    let refused = Rulebook::read(&rules).unwrap_err();
    assert!(refused.to_string().contains("colour"), "{refused}");
}

/// proves: EVD-01
#[test]
fn a_solver_says_what_it_is() {
    let version = Solver::at("cvc5").version().unwrap();
    assert!(version.starts_with("cvc5 ") && version.split(' ').count() == 2, "{version}");
    assert!(Solver::at("no-such-solver").version().is_err());
}
