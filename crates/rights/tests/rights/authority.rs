//! An authority asks.

use incamera_gate::Read;
use incamera_rights::{
    RightsError,
    authority::{Asked, Decision, Field, Gag, Ground},
};
use incamera_store::{Reads, Table, rows::members};
use jiff::SignedDuration;

use crate::installation::{Engine, Installation, Studio, WORDS, desk, fill, holds};

fn asked<'a>(studio: &Studio, people: &'a [incamera_model::PersonId]) -> Asked<'a> {
    Asked {
        workspace: studio.workspace,
        name: "Procureur de Grasse",
        text: "Who sat in the harbour workspace?",
        ground: Ground::Wrongdoing,
        people,
        gag: None,
    }
}

/// proves: LEA-01, LEA-02, LEA-03, LEA-04, LEA-05, LEA-06
#[tokio::test]
async fn nothing_is_read_before_somebody_decided_and_the_person_is_told() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        let dpo = desk(kernel, studio.ada, "dpo", studio.workspace, [], "legal");
        let began = kernel.now();
        let people = [studio.ben];
        let gag = Gag { law: "cpp-706-95", until: kernel.now() + SignedDuration::from_hours(24 * 10) };
        let past = Gag { until: kernel.now(), ..gag };
        assert!(dpo.authority_asks(&Asked { gag: Some(past), ..asked(&studio, &people) }).await.is_err());
        let request = dpo.authority_asks(&Asked { gag: Some(gag), ..asked(&studio, &people) }).await.unwrap();
        let ben = kernel.store().about(studio.ben, Some(studio.workspace), kernel.now()).await.unwrap();
        let seat = ben.iter().find(|k| k.data.kind == <members::Entity as Table>::KIND).unwrap().datum.id;
        let field = Field { datum: seat, column: "name".to_owned() };
        // In order, by name, with a reason; a grant names its fields.
        let fields = [field.clone()];
        assert!(dpo.hand_over(request).await.is_err());
        assert!(dpo.decide_authority(request, Decision::Granted, "lawful", &fields).await.is_err());
        dpo.review_authority(request, "An order of a judge; the name is enough").await.unwrap();
        assert!(dpo.review_authority(request, "again").await.is_err());
        assert!(dpo.hand_over(request).await.is_err());
        assert!(dpo.decide_authority(request, Decision::Granted, "lawful", &[]).await.is_err());
        assert!(dpo.decide_authority(request, Decision::Granted, " ", &fields).await.is_err());
        dpo.decide_authority(request, Decision::Granted, "lawful", &fields).await.unwrap();
        let handed = dpo.hand_over(request).await.unwrap();
        assert_eq!(handed.fields, [(field, WORDS[2].to_owned())]);
        assert_eq!((handed.ground, handed.digest.len()), (Ground::Wrongdoing, 64));

        // The gag: nobody is told before its end, and then without anybody's doing.
        assert!(matches!(kernel.tell_of_authority(request).await, Err(RightsError::State { .. })));
        let until = kernel.now() + SignedDuration::from_mins(1);
        assert!(kernel.store().claim(kernel.now(), until, 10).await.unwrap().is_empty());
        let report = kernel.transparency(began, kernel.now() + SignedDuration::from_secs(1)).await.unwrap();
        assert_eq!((report.authorities.received, report.authorities.gagged), (1, 1));
        assert_eq!((report.authorities.told, report.authorities.disclosures), (0, 1));
        here.hands.days(10);
        let swept = kernel.sweep().await.unwrap();
        assert!(swept.failed.is_empty() && swept.unknown.is_empty(), "{swept:?}");
        assert_eq!(kernel.tell_of_authority(request).await.unwrap(), 0);
        let letters = kernel.letters(10).await.unwrap();
        assert_eq!((letters.len(), letters[0].to), (1, Some(studio.ben)));
        assert!(letters[0].said.contains("Who sat in the harbour workspace?"));
        // The letter is a case of his workspace: an editor there does not read it.
        let letter = kernel.store().datum(letters[0].id, kernel.now()).await.unwrap().unwrap();
        let editor = desk(kernel, studio.ada, "editor", studio.workspace, [studio.project], "legal");
        assert!(editor.may::<Read>(&letter.datum).is_err());

        // A second request, of which people are told at once, and which is refused.
        let second = dpo.authority_asks(&asked(&studio, &people)).await.unwrap();
        assert_eq!(kernel.tell_of_authority(second).await.unwrap(), 1);
        dpo.review_authority(second, "No order").await.unwrap();
        dpo.decide_authority(second, Decision::Refused, "no order of a judge", &[]).await.unwrap();
        assert!(dpo.hand_over(second).await.is_err());
        let to = kernel.now() + SignedDuration::from_secs(1);
        let report = kernel.transparency(began, to).await.unwrap();
        let outcomes: Vec<_> = report.authorities.outcomes.iter().map(|(k, n)| (k.as_str(), *n)).collect();
        assert_eq!(outcomes, [("granted", 1), ("refused", 1)]);
        assert_eq!((report.authorities.grounds["wrongdoing"], report.authorities.told), (2, 2));
        assert_eq!(kernel.transparency(began, to).await.unwrap(), report);
        kernel.ship().await.unwrap();
        for (file, bytes) in here.bytes() {
            assert!(!holds(&bytes, b"Procureur de Grasse"), "{file}");
        }
    }
}

/// proves: LEA-03
#[tokio::test]
async fn only_what_is_about_the_people_concerned_is_handed_over() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let dpo = desk(kernel, studio.ada, "dpo", studio.workspace, [], "legal");
    let people = [studio.ben];
    for (datum, column) in
        [(studio.note_of_ada, "text"), (studio.note_of_ben, "text"), (studio.note_of_ben, "frame")]
    {
        let request = dpo.authority_asks(&asked(&studio, &people)).await.unwrap();
        dpo.review_authority(request, "Everything, it says").await.unwrap();
        let fields = [Field { datum, column: column.to_owned() }];
        dpo.decide_authority(request, Decision::Granted, "as asked", &fields).await.unwrap();
        // Ada's note is not about Ben; Ben's own message is not for an officer's eyes.
        assert!(dpo.hand_over(request).await.is_err());
    }
}
