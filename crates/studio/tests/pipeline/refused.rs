//! Rushes that are none, and rushes that may not be worked on.

use std::{fs, sync::Arc};

use incamera_rights::Reach;
use incamera_studio::{Work, rushes, sentence};

use crate::house::{House, interview, means};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_film_is_told_so() {
    let house = House::begin().await;
    let file = house.folder.path().join("letter.mp4");
    fs::write(&file, "Dear Ben, this is a letter.\n".repeat(500)).unwrap();
    let rush = house.send(&file, &[]).await;
    let work = Work::start(Arc::clone(&house.kernel), means()).await.unwrap();
    let seen = house.settled(&work, rush).await;
    assert_eq!((seen.state, seen.why.as_deref()), (rushes::State::Broken, Some("not-media")));
    assert!(sentence("fr", "not-media").contains("fichier"));
    work.stop().await;
}

/// proves: DSR-22
#[tokio::test(flavor = "multi_thread")]
async fn who_restricts_his_data_is_not_looked_at() {
    let house = House::begin().await;
    let rush = house.send(&interview(), &[house.ada, house.ben]).await;
    house.kernel.restrict(house.ben, Reach::all(house.workspace)).await.unwrap();
    let work = Work::start(Arc::clone(&house.kernel), means()).await.unwrap();
    // Nobody may look at it, so what is known is what the machine wrote down.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert!(rushes::look(&house.desk(), None, rush).await.is_err());
    house.kernel.lift(house.ben, Reach::all(house.workspace)).await.unwrap();
    let seen = rushes::look(&house.desk(), None, rush).await.unwrap();
    assert_eq!(
        (seen.state, seen.why.as_deref(), seen.proxy),
        (rushes::State::Broken, Some("refused"), false)
    );
    rushes::scan(&house.desk(), rush).await.unwrap();
    work.nudge();
    let mut seen = house.settled(&work, rush).await;
    while seen.state == rushes::State::Broken {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        seen = house.settled(&work, rush).await;
    }
    assert_eq!(seen.state, rushes::State::Ready);
    work.stop().await;
}
