//! Yes, confirmed, and taken back.

use incamera_gate::{Process, Train};
use incamera_rights::{Reach, RightsError, Yes};
use incamera_store::Reads;

use crate::installation::{Engine, Installation, desk, fill};

fn yes(purpose: &str, reach: Reach) -> Yes<'_> {
    Yes { purpose, reach, wording: "May a model learn from your picture?", language: "en", method: "screen" }
}

/// proves: PRV-09, PRV-10, PRV-11, TRN-01, TRN-02, MTG-10
#[tokio::test]
async fn nothing_learns_without_everybodys_own_yes() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
        let training = kernel.desk(kernel.machine("eu").unwrap().actor().clone(), "training", "eu").unwrap();
        let may = async |id| {
            let known = kernel.store().datum(id, kernel.now()).await.unwrap().unwrap();
            training.may::<Train>(&known.datum).is_ok()
        };
        assert!(!may(studio.together).await && !may(studio.alone).await && !may(studio.empty).await);
        let ada = kernel.own(studio.ada, studio.workspace, "eu").unwrap();
        let ben = kernel.own(studio.ben, studio.workspace, "eu").unwrap();
        ada.consent(&yes("training", Reach::all(studio.workspace))).await.unwrap();
        assert!(may(studio.alone).await && !may(studio.together).await);
        // Ben's yes to one rush is none to another, and a producer gives it for nobody.
        let producer = desk(kernel, studio.ada, "producer", studio.workspace, [], "legal");
        let for_ben = producer.draft("consent", studio.workspace, None, &[studio.ben]).await.unwrap();
        assert!(producer.may::<incamera_gate::Write>(&for_ben).is_err());
        ben.consent(&yes("training", Reach::only(studio.workspace, studio.empty))).await.unwrap();
        assert!(!may(studio.together).await);
        ben.consent(&yes("training", Reach::only(studio.workspace, studio.together))).await.unwrap();
        assert!(may(studio.together).await);
        // What a withdrawal ends is shown before, and ends before the next read.
        let reach = Reach::only(studio.workspace, studio.together);
        let shown = ben.would_end("training", reach).await.unwrap();
        assert_eq!(
            shown.stops.iter().map(|s| (s.class.as_str(), s.count)).collect::<Vec<_>>(),
            [("footage", 1)]
        );
        assert_eq!(ben.withdraw(&yes("training", reach)).await.unwrap(), shown);
        assert!(!may(studio.together).await && may(studio.alone).await);
        assert!(matches!(ben.withdraw(&yes("training", reach)).await, Err(RightsError::State { .. })));
        // What rests on something else goes on.
        let service = desk(kernel, studio.ada, "producer", studio.workspace, [], "service");
        let known = kernel.store().datum(studio.together, kernel.now()).await.unwrap().unwrap();
        assert!(service.may::<Process>(&known.datum).is_ok());
        assert!(ada.consent(&yes("service", reach)).await.is_err());
    }
}

/// proves: PRV-13
#[tokio::test]
async fn news_wait_for_the_second_yes() {
    let here = Installation::begin(Engine::Sqlite).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    let ada = kernel.own(studio.ada, studio.workspace, "eu").unwrap();
    let given = ada.consent(&yes("marketing", Reach::all(studio.workspace))).await.unwrap();
    let code = given.code.unwrap();
    let machine = kernel.desk(kernel.machine("eu").unwrap().actor().clone(), "marketing", "eu").unwrap();
    let may = async || {
        let letter = machine.draft("subscription", studio.workspace, None, &[studio.ada]).await.unwrap();
        machine.may::<Process>(&letter).is_ok()
    };
    assert!(!may().await);
    assert!(ada.confirm(given.id, "0123456789abcdef0123456789abcdef").await.is_err());
    assert!(!may().await);
    ada.confirm(given.id, &code).await.unwrap();
    assert!(may().await);
    ada.withdraw(&yes("marketing", Reach::all(studio.workspace))).await.unwrap();
    assert!(!may().await);
}
