//! Films that are called off, and rushes that are there twice.

use std::sync::Arc;

use incamera_studio::{
    StudioError, Work,
    cuts::{self, Begin, Choice, Edit},
    renders::{self, Making},
    rushes, sentence,
};

use crate::house::{House, interview, means};

#[tokio::test(flavor = "multi_thread")]
async fn a_film_called_off_is_not_made() {
    let house = House::begin().await;
    let desk = house.desk();
    let (rush, again) = (house.send(&interview(), &[]).await, house.send(&interview(), &[]).await);
    let work = Work::start(Arc::clone(&house.kernel), means()).await.unwrap();
    house.settled(&work, rush).await;
    let twin = house.settled(&work, again).await;
    assert_eq!(twin.twin, Some(rush), "the same bytes twice are told");
    let choice = Choice::default();
    let begin = Begin { title: "Both", rushes: &[rush, again], choice: &choice };
    let cut = cuts::derush(&desk, house.workspace, house.project, &begin).await.unwrap();
    work.stop().await;
    let making = Making { height: Some(120), ..Making::default() };
    let waits = renders::render(&desk, cut, &making).await.unwrap();
    assert!(renders::film(&desk, waits).await.is_err());
    renders::cancel(&desk, None, waits).await.unwrap();
    let now = renders::look(&desk, None, waits).await.unwrap();
    assert_eq!((now.state.as_str(), now.why.as_deref()), ("failed", Some("cancelled")));
    assert!(matches!(renders::cancel(&desk, None, waits).await, Err(StudioError::State { .. })));
    assert!(sentence("en", "cancelled").contains("called off"));

    // Called off while it is made.
    let going = renders::render(&desk, cut, &making).await.unwrap();
    assert_ne!(going, waits, "what was called off may be ordered again");
    let work = Work::start(Arc::clone(&house.kernel), means()).await.unwrap();
    while renders::look(&desk, None, going).await.unwrap().state != "running" {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    renders::cancel(&desk, Some(&work), going).await.unwrap();
    work.stop().await;
    let now = renders::look(&desk, None, going).await.unwrap();
    assert_eq!((now.state.as_str(), now.why.as_deref()), ("failed", Some("cancelled")));

    // A rush of several goes: the cut keeps what it decided about the other.
    let before = cuts::look(&desk, cut).await.unwrap();
    let turn = cuts::edit(&desk, cut, &[Edit::Drop { rush: 2, from: 0, to: 10 }], before.turn).await.unwrap();
    rushes::erase(&desk, None, rush).await.unwrap();
    let after = cuts::look(&desk, cut).await.unwrap();
    assert_eq!(after.rushes.iter().map(|r| r.id).collect::<Vec<_>>(), [again]);
    assert!(after.turn > turn && after.history.len() == 1 && !after.can_undo);
    assert_eq!(after.document.rushes[0].spans[0].end, 10);
    cuts::edit(&desk, cut, &[Edit::Keep { rush: 1, from: 0, to: 5 }], after.turn).await.unwrap();
}
