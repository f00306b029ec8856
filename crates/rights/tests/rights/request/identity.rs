//! It is found out who asks, and nothing of it is kept.

use incamera_rights::{
    HOUSE,
    request::{self, Asker, Asking, CODE_HOLDS, Checked, Door, Followed, Ground, State, TRIES, What},
};
use incamera_store::{Reads, rows::proofs};

use super::{BASE, code, mail, officer, own, show, steps, stranger, token};
use crate::installation::{Engine, Installation, WORDS, fill};

/// How many proofs are kept in all.
async fn kept(here: &Installation) -> i64 {
    let kind = <proofs::Entity as incamera_store::Table>::KIND;
    let counts = here.kernel.store().counts(None).await.unwrap();
    counts.into_iter().find(|(table, _)| *table == kind).map_or(0, |(_, count)| count)
}

/// proves: DSR-02, DSR-09, T-38, T-44
#[tokio::test]
async fn a_link_and_a_code_show_who_asks_and_are_gone_then() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        // Signed in: nothing more is asked.
        let signed_in = own(kernel, studio.ada, studio.workspace, "access", &["FR"]).await;
        assert!(steps(kernel, studio.workspace, signed_in).await.contains(&What::Credential));
        // By the address of an account; then by one nobody knows.
        let known = stranger(kernel, "access", "  ADA@quintessence.example", &["FR"]).await;
        assert_eq!(show(kernel, known).await, Checked::Known);
        assert!(steps(kernel, HOUSE, known).await.contains(&What::Held));
        assert_eq!(kept(&here).await, 0);
        let ada = kernel.own(studio.ada, HOUSE, "eu").unwrap();
        assert_eq!(request::look(&ada, known).await.unwrap().state, State::Working, "it is about Ada");
        let unknown = stranger(kernel, "access", "nobody@nowhere.example", &["FR"]).await;
        assert_eq!(show(kernel, unknown).await, Checked::Known);
        let told = steps(kernel, HOUSE, unknown).await;
        assert!(told.contains(&What::Given) && !told.contains(&What::Held));
        // The same address is the same person.
        let again = stranger(kernel, "erasure", "Nobody@nowhere.example ", &["FR"]).await;
        let queue = request::queue(&officer(kernel, HOUSE), HOUSE).await.unwrap();
        let whose = |id| queue.iter().find(|queued| queued.request == id).unwrap().person;
        assert_eq!(whose(unknown), whose(again));
        assert_ne!(whose(unknown), whose(known));
    }
}

/// proves: DSR-09, SEC-07
#[tokio::test]
async fn wrong_codes_are_counted_and_codes_and_links_run_out() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let machine = kernel.machine("eu").unwrap();
        let id = stranger(kernel, "access", "a@far.example", &["FR"]).await;
        assert_eq!(request::check(&machine, id, "ABCD-EFGH").await.unwrap(), Checked::Gone, "none was sent");
        let link = token(&request::identify(&machine, id, BASE).await.unwrap().text);
        let Followed::Code { letter, .. } = request::follow(&machine, &link).await.unwrap() else { panic!() };
        let right = code(&letter.text);
        assert!(matches!(request::follow(&machine, &link).await.unwrap(), Followed::Gone), "once");
        assert!(matches!(request::follow(&machine, "00").await.unwrap(), Followed::Gone));
        let wrong = if right.starts_with('A') { "BBBB-BBBB" } else { "AAAA-AAAA" };
        for left in (1..TRIES).rev() {
            assert_eq!(request::check(&machine, id, wrong).await.unwrap(), Checked::Wrong { left });
        }
        assert_eq!(request::check(&machine, id, wrong).await.unwrap(), Checked::Gone);
        assert_eq!(request::check(&machine, id, &right).await.unwrap(), Checked::Gone, "even the right one");
        assert_eq!(kept(&here).await, 0);
        // A code that is not written in time; a link that is void because another was sent; and a third is the last.
        let first = token(&request::identify(&machine, id, BASE).await.unwrap().text);
        let second = token(&request::identify(&machine, id, BASE).await.unwrap().text);
        assert!(matches!(request::follow(&machine, &first).await.unwrap(), Followed::Gone));
        let Followed::Code { letter, .. } = request::follow(&machine, &second).await.unwrap() else {
            panic!()
        };
        here.hands.forward(CODE_HOLDS.unsigned_abs());
        assert_eq!(request::check(&machine, id, &code(&letter.text)).await.unwrap(), Checked::Gone);
        let more = request::identify(&machine, id, BASE).await.unwrap_err().to_string();
        assert!(more.contains("out of links"), "{more}");
        // One request's code is not another's.
        let (one, two) = (
            stranger(kernel, "access", "b@far.example", &["FR"]).await,
            stranger(kernel, "access", "c@far.example", &["FR"]).await,
        );
        let mut codes = Vec::new();
        for id in [one, two] {
            let link = token(&request::identify(&machine, id, BASE).await.unwrap().text);
            let Followed::Code { letter, .. } = request::follow(&machine, &link).await.unwrap() else {
                panic!()
            };
            codes.push(code(&letter.text));
        }
        assert_eq!(
            request::check(&machine, two, &codes[0]).await.unwrap(),
            Checked::Wrong { left: TRIES - 1 }
        );
        // Written in another way it is the same code.
        let careless = codes[1].to_lowercase().replace('-', " ");
        assert_eq!(request::check(&machine, two, &careless).await.unwrap(), Checked::Known);
    }
}

/// proves: DSR-09, DSR-10
#[tokio::test]
async fn what_was_sent_is_gone_on_closing_and_stands_nowhere() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let (machine, dpo) = (kernel.machine("eu").unwrap(), officer(kernel, HOUSE));
        let mut secrets = Vec::new();
        let refused = stranger(kernel, "erasure", "a@far.example", &["FR"]).await;
        let revoked = stranger(kernel, "access", "b@far.example", &["FR"]).await;
        for id in [refused, revoked] {
            secrets.push(token(&request::identify(&machine, id, BASE).await.unwrap().text));
        }
        assert_eq!(kept(&here).await, 2);
        request::refuse(&dpo, refused, Ground::Unverified, None).await.unwrap();
        assert_eq!(kept(&here).await, 1);
        request::revoke(&machine, revoked).await.unwrap();
        assert_eq!(kept(&here).await, 0);
        for id in [refused, revoked] {
            assert!(steps(kernel, HOUSE, id).await.contains(&What::Forgotten));
        }
        kernel.ship().await.unwrap();
        for (file, bytes) in here.bytes() {
            for secret in secrets.iter().map(String::as_str).chain(["a@far.example", "Everything you have"]) {
                assert!(!crate::installation::holds(&bytes, secret.as_bytes()), "{file} holds {secret}");
            }
        }
    }
}

/// proves: DSR-10
#[tokio::test]
async fn nobody_learns_whether_somebody_is_known() {
    let here = Installation::begin(Engine::Sqlite).await;
    let kernel = &here.kernel;
    fill(kernel).await;
    let machine = kernel.machine("eu").unwrap();
    let mut said = Vec::new();
    for contact in [WORDS[1], "eda@quintessence.example"] {
        let opened = request::open(&machine, HOUSE, &mail("access", contact, &["FR"])).await.unwrap();
        let link = request::identify(&machine, opened.request, BASE).await.unwrap();
        let refusal =
            request::refuse(&officer(kernel, HOUSE), opened.request, Ground::Unverified, None).await.unwrap();
        let plain = |text: &str| {
            text.replace(&opened.request.to_string(), "…")
                .replace(&token(&link.text), "…")
                .replace(contact, "…")
        };
        said.push((
            opened.state,
            [&opened.letter, &link, &refusal].map(|letter| (plain(&letter.subject), plain(&letter.text))),
        ));
    }
    assert_eq!(said[0], said[1]);
    // Before it is known who asks, no ground is taken that says what is held, and nothing is explained.
    let id = stranger(kernel, "erasure", WORDS[1], &["FR"]).await;
    let dpo = officer(kernel, HOUSE);
    for (ground, explanation) in
        [(Ground::Claims, None), (Ground::Unverified, Some("We know Ada, but not you"))]
    {
        let why = request::refuse(&dpo, id, ground, explanation).await.unwrap_err().to_string();
        assert!(why.contains("not known yet"), "{why}");
    }
}

/// proves: DSR-11, DSR-12, KID-05, KID-06
#[tokio::test]
async fn agents_and_guardians_show_their_mandate() {
    let here = Installation::begin(Engine::Sqlite).await;
    let kernel = &here.kernel;
    fill(kernel).await;
    let (machine, dpo) = (kernel.machine("eu").unwrap(), officer(kernel, HOUSE));
    let agent = |registration| Asking {
        asker: Asker::Agent { mandate: "Ada sends me: Carol Advocate", registration },
        contact: Some("carol@advocates.example"),
        known_as: Some(WORDS[1]),
        places: &["US-CA"],
        ..Asking::of("access", Door::Letter, "For my client")
    };
    let empty = Asking { asker: Asker::Guardian { mandate: " " }, ..agent(None) };
    assert!(request::open(&machine, HOUSE, &empty).await.unwrap_err().to_string().contains("mandate"));
    let id = request::open(&machine, HOUSE, &agent(None)).await.unwrap().request;
    // The code goes to whom it is about, not to the agent.
    let link = request::identify(&machine, id, BASE).await.unwrap();
    assert_eq!(link.to.as_deref(), Some(WORDS[1]));
    let Followed::Code { letter, .. } = request::follow(&machine, &token(&link.text)).await.unwrap() else {
        panic!()
    };
    assert_eq!(request::check(&machine, id, &code(&letter.text)).await.unwrap(), Checked::Confirmed);
    let why = request::attest(&dpo, id).await.unwrap_err().to_string();
    assert!(why.contains("Secretary of State"), "{why}");
    let refusal = request::refuse(&dpo, id, Ground::NoMandate, None).await.unwrap();
    assert_eq!(refusal.to.as_deref(), Some("carol@advocates.example"));
    let id = request::open(&machine, HOUSE, &agent(Some("C4711"))).await.unwrap().request;
    request::attest(&dpo, id).await.unwrap();
    let case = request::look(&dpo, id).await.unwrap();
    assert_eq!(case.state, State::Working);
    let mandate =
        case.steps.iter().find(|step| step.what == What::Mandate).and_then(|step| step.text.clone());
    assert!(mandate.unwrap().contains("C4711"));
    let guardian =
        Asking { asker: Asker::Guardian { mandate: "I am his mother" }, places: &["FR"], ..agent(None) };
    let id = request::open(&machine, HOUSE, &guardian).await.unwrap().request;
    assert_eq!(show(kernel, id).await, Checked::Confirmed);
    request::attest(&dpo, id).await.unwrap();
}
