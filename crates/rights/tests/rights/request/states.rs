//! Where a request may go from where; mail; grounds.

use incamera_rights::{
    HOUSE,
    request::{self, Ground, Mail, Mailed, State, route},
};

use crate::installation::{Engine, Installation, WORDS, charter, fill};

/// proves: DSR-03, DSR-10
#[test]
fn a_request_goes_one_way_and_says_what_to_do_instead() {
    use State::{Clarifying, Denied, Fulfilled, Received, Revoked, Verifying, Working};
    for from in State::ALL {
        for to in State::ALL {
            match from.to(to) {
                Ok(there) => assert_eq!(there, to),
                Err(stray) => {
                    let said = stray.to_string();
                    assert!(said.contains(from.word()) && said.contains(to.word()), "{said}");
                    assert!(said.len() > 50, "{said} says what to do");
                }
            }
        }
        assert_eq!(from.is_closed(), from.next().is_empty());
    }
    // Nobody is answered who is not known, nothing that is over begins again.
    assert!(
        Received.to(Fulfilled).is_err()
            && Verifying.to(Fulfilled).is_err()
            && Clarifying.to(Fulfilled).is_err()
    );
    assert!(Working.to(Fulfilled).is_ok() && Working.to(Verifying).is_err());
    for over in [Fulfilled, Denied, Revoked] {
        assert!(over.to(Working).unwrap_err().to_string().contains("open a new one"));
    }
}

#[test]
fn states_are_those_of_the_data_rights_protocol() {
    assert_eq!(State::Verifying.protocol(None), ("in_progress", Some("need_user_verification")));
    assert_eq!(State::Denied.protocol(Some(Ground::TooMany)), ("denied", Some("too_many_requests")));
    assert_eq!(State::Denied.protocol(Some(Ground::Unverified)), ("denied", Some("insuf_verification")));
    for ground in Ground::ALL {
        let reasons = ["insuf_verification", "claim_not_covered", "too_many_requests", "other"];
        assert!(reasons.contains(&ground.reason()), "{ground:?}");
    }
}

/// proves: DSR-19
#[test]
fn every_ground_has_its_law() {
    let charter = charter();
    for ground in Ground::ALL {
        for cited in ground.laws() {
            assert!(charter.regimes.contains_key(cited.law), "{ground:?} cites {}", cited.law);
            assert!(!cited.at.is_empty());
        }
        assert!(!ground.cited(&charter, &["JP"]).is_empty(), "{ground:?} is told with a law to everybody");
        assert!(charter.rights.keys().any(|right| ground.against(right)), "{ground:?}");
    }
    let law = |places: &[&str]| {
        Ground::LegalDuty.cited(&charter, places).into_iter().map(|c| c.law).collect::<Vec<_>>()
    };
    assert_eq!((law(&["FR"]), law(&["US-CA"]), law(&["JP"])), (vec!["gdpr"], vec!["ccpa"], vec!["gdpr"]));
    assert!(!Ground::LegalDuty.against("access"));
}

/// proves: DSR-01, PRV-10
#[test]
fn mail_goes_by_its_subject() {
    for (subject, to) in [
        ("[Data Protection Request]", Some(Mail::Request)),
        ("Re: [DATA  protection request] my films", Some(Mail::Request)),
        ("Withdrawing Consent", Some(Mail::Withdrawal)),
        ("  fwd: withdrawing   consent to training", Some(Mail::Withdrawal)),
        ("Data Protection Request", None),
        ("Consent", None),
        ("", None),
    ] {
        assert_eq!(route(subject), to, "{subject}");
    }
}

/// proves: DSR-01, PRV-10, T-37
#[tokio::test]
async fn a_mail_opens_a_request_or_takes_a_consent_back() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let machine = kernel.machine("eu").unwrap();
    let mut withdrawn = Vec::new();
    for (subject, contact) in [
        ("Re: Withdrawing Consent", WORDS[1]),
        ("Withdrawing Consent", "nobody@nowhere.example"),
        ("Hello", WORDS[1]),
        ("[Data Protection Request]", WORDS[1]),
    ] {
        let asking = super::mail("access", contact, &["FR"]);
        let withdraw = async |person| {
            withdrawn.push(person);
            Ok(())
        };
        let became = request::receive(&machine, HOUSE, subject, &asking, withdraw).await.unwrap();
        match became {
            Mailed::Withdrawn => assert!(subject.contains("Consent")),
            Mailed::Other => assert_eq!(subject, "Hello"),
            Mailed::Opened(opened) => assert!(subject.contains('[') && opened.state == State::Received),
        }
    }
    assert_eq!(withdrawn, [studio.ada]);
}
