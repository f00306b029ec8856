//! What is kept of features, models and processors.

use incamera_charter::{Charter, read, shipped};
use incamera_gate::{Disclose, Intent};
use incamera_rights::{
    HOUSE, Kernel, Reach, RightsError, Yes,
    assessment::{Feature, Verdict, Why},
    training::{Corpus, Reconstruction},
};
use jiff::civil::date;

use crate::installation::{Engine, Installation, PROCESSORS, desk, fill};

/// proves: PRV-19, PRV-18
#[tokio::test]
async fn a_feature_is_off_until_somebody_else_approved_it_and_after_a_year() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let officer = |person| desk(kernel, person, "dpo", HOUSE, [], "legal");
        let (author, other) = (officer(kernel.person()), officer(kernel.person()));
        assert_eq!(kernel.feature("retake").await.unwrap(), Feature::Off(Why::Never));
        let first = author.assess_feature("retake", "Takes are compared by their words").await.unwrap();
        assert_eq!(kernel.feature("retake").await.unwrap(), Feature::Off(Why::Draft));
        assert!(author.decide_feature(first, Verdict::Approved).await.is_err());
        other.decide_feature(first, Verdict::Refused).await.unwrap();
        assert!(matches!(
            other.decide_feature(first, Verdict::Approved).await,
            Err(RightsError::State { .. })
        ));
        assert_eq!(kernel.feature("retake").await.unwrap(), Feature::Off(Why::Refused));
        here.hands.days(1);
        let second = author.assess_feature("retake", "The same, and nobody is ranked").await.unwrap();
        other.decide_feature(second, Verdict::Approved).await.unwrap();
        let Feature::On(until) = kernel.feature("retake").await.unwrap() else { panic!() };
        assert_eq!(until.to_string(), "2028-01-12T09:00:00Z");
        assert_eq!(kernel.feature("faces").await.unwrap(), Feature::Off(Why::Never));
        let owed = kernel.store().owed(second).await.unwrap();
        assert_eq!((owed[0].task.as_str(), *owed[0].due), ("impact-review", until));
        here.hands.days(365);
        assert_eq!(kernel.feature("retake").await.unwrap(), Feature::Off(Why::Lapsed(until)));
    }
}

/// proves: TRN-01, TRN-02, TRN-06, TRN-07, TRN-08, TRN-10
#[tokio::test]
async fn a_corpus_leads_back_to_each_yes_and_loses_what_is_taken_back() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        let dpo = desk(kernel, studio.ada, "dpo", studio.workspace, [], "legal");
        let corpus = dpo.corpus(studio.workspace, "retake-1", "Harbour takes").await.unwrap();
        let yes = |reach| Yes {
            purpose: "training",
            reach,
            wording: "May it learn?",
            language: "en",
            method: "screen",
        };
        let ada = kernel.own(studio.ada, studio.workspace, "eu").unwrap();
        let ben = kernel.own(studio.ben, studio.workspace, "eu").unwrap();
        let of_ada = ada.consent(&yes(Reach::all(studio.workspace))).await.unwrap().id;
        assert!(matches!(kernel.learn(corpus, studio.together).await, Err(RightsError::Refused(_))));
        assert!(kernel.learn(corpus, studio.empty).await.is_err(), "nobody can say yes to it");
        let only = Reach::only(studio.workspace, studio.together);
        let of_ben = ben.consent(&yes(only)).await.unwrap().id;
        kernel.learn(corpus, studio.together).await.unwrap();
        kernel.learn(corpus, studio.alone).await.unwrap();
        assert!(kernel.learn(corpus, studio.alone).await.is_err());
        let models = kernel.models(studio.workspace).await.unwrap();
        let item = |models: &[Corpus], id| models[0].items.iter().find(|i| i.datum == id).unwrap().clone();
        assert_eq!(item(&models, studio.together).yeses.into_iter().collect::<Vec<_>>(), {
            let mut both = vec![(studio.ada, of_ada), (studio.ben, of_ben)];
            both.sort();
            both
        });
        // Let out after its test alone.
        assert!(dpo.release_model(corpus).await.is_err());
        dpo.test_corpus(corpus, Reconstruction::Failed).await.unwrap();
        assert!(dpo.release_model(corpus).await.is_err());
        dpo.test_corpus(corpus, Reconstruction::Passed).await.unwrap();
        dpo.release_model(corpus).await.unwrap();
        assert!(dpo.test_corpus(corpus, Reconstruction::Passed).await.is_err());
        assert!(!kernel.models(studio.workspace).await.unwrap()[0].outdated());
        here.hands.days(1);
        let ends = ben.withdraw(&yes(only)).await.unwrap();
        assert_eq!(ends.models, [corpus]);
        let models = kernel.models(studio.workspace).await.unwrap();
        assert!(
            item(&models, studio.together).removed.is_some() && item(&models, studio.alone).removed.is_none()
        );
        assert!(models[0].outdated());
        // Nothing more goes into what was let out, nor across a border.
        assert!(kernel.learn(corpus, studio.alone).await.is_err());
        let other = incamera_studio::found(kernel, studio.ada, "Overseas", "us").await.unwrap();
        let there = desk(kernel, studio.ada, "dpo", other, [], "legal");
        let abroad = kernel
            .desk(there.actor().clone(), "legal", "us")
            .unwrap()
            .corpus(other, "retake-1", "Overseas")
            .await
            .unwrap();
        assert!(kernel.learn(abroad, studio.alone).await.is_err());
    }
}

fn next(processors: &str, effective: &str) -> Charter {
    let mut files = shipped::files();
    for file in &mut files {
        match file.name.as_str() {
            "processors.toml" => processors.clone_into(&mut file.text),
            "charter.toml" => {
                let lines = file.text.lines().map(|line| match line.split_once(" = ") {
                    Some(("version", _)) => "version = 2".to_owned(),
                    Some(("effective", _)) => format!("effective = {effective}"),
                    _ => line.to_owned(),
                });
                file.text = lines.collect::<Vec<_>>().join("\n");
            }
            _ => {}
        }
    }
    read(&files, date(2026, 11, 25)).unwrap()
}

/// proves: PRV-23, PRV-20
#[tokio::test]
async fn whoever_asked_is_told_of_a_new_processor_a_month_before() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let ada = kernel.own(studio.ada, HOUSE, "eu").unwrap();
    let subscribed = ada.subscribe_to_processors("Ada@Quintessence.example ").await.unwrap();
    assert!(ada.subscribe_to_processors("ada@quintessence.example").await.is_err());
    // Today is the 11th of January.
    let coming = next(PROCESSORS, "2027-02-10");
    assert_eq!(kernel.announce_processors(&coming).await.unwrap().letters, 0, "not confirmed yet");
    assert!(ada.confirm_subscription("0123").await.is_err());
    ada.confirm_subscription(&subscribed.token).await.unwrap();
    assert!(matches!(
        kernel.announce_processors(&next(PROCESSORS, "2027-02-09")).await,
        Err(RightsError::State { .. })
    ));
    let told = kernel.announce_processors(&coming).await.unwrap();
    assert_eq!((told.letters, told.due.to_string().as_str()), (1, "2027-01-12T00:00:00Z"));
    let letters = kernel.letters(10).await.unwrap();
    assert_eq!(
        (letters.len(), letters[0].to, letters[0].promise.as_str()),
        (1, Some(studio.ada), "notice.processor")
    );
    assert!(letters[0].said.contains("processor.mail") && letters[0].said.contains("2027-02-10"));
    // Nothing changed, nobody is written to.
    assert_eq!(kernel.announce_processors(kernel.charter()).await.unwrap().letters, 0);
}

/// proves: TRF-03, PRV-22, TRF-07
#[tokio::test]
async fn nothing_crosses_by_a_mechanism_past_its_review() {
    let mut files = shipped::files();
    for file in &mut files {
        match file.name.as_str() {
            "processors.toml" => PROCESSORS.clone_into(&mut file.text),
            "places.toml" => {
                file.text += "\n[transfer.eu-us]\nfrom = \"eu\"\nto = \"us\"\nmechanism = \"scc\"\nreview = 2027-01-20\n";
            }
            _ => {}
        }
    }
    let here = Installation::begin_with(Engine::Sqlite, read(&files, date(2026, 11, 25)).unwrap()).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let account =
        kernel.machine("eu").unwrap().draft("account", studio.workspace, None, &[studio.ada]).await.unwrap();
    let may = |kernel: &Kernel, recipient: &str| {
        let gate = kernel.gate().unwrap();
        let intent = Intent { recipient: Some(recipient.to_owned()), ..Intent::here("contact", "eu") };
        gate.decide::<Disclose>(kernel.machine("eu").unwrap().actor(), &account, &intent).is_ok()
    };
    assert!(may(kernel, "mail") && may(kernel, "post") && !may(kernel, "elsewhere"));
    here.hands.days(10);
    assert!(may(kernel, "mail") && !may(kernel, "post"));
    // Protection is the same everywhere, case by case.
    let parity = kernel.parity().unwrap();
    assert_eq!((parity.same, parity.regions.len()), (true, 3));
    for protection in parity.regions.values() {
        assert!(protection.cases > 10_000 && protection.allowed > 100, "{protection:?}");
    }
}
