//! Killed in the midst of it, work goes on by itself.

use std::{env, path::Path, process, sync::Arc, time::Duration};

use incamera_studio::{Work, rushes};

use crate::house::{House, interview, means, open};

const FOLDER: &str = "INCAMERA_TEST_STUDIO";

/// The child of the next test: works until it is killed.
#[tokio::test(flavor = "multi_thread")]
async fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let kernel = open(Path::new(&folder)).await;
    let _work = Work::start(kernel, means()).await.unwrap();
    tokio::time::sleep(Duration::from_mins(1)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_a_rush_is_looked_at_all_the_same() {
    let house = House::begin().await;
    let rush = house.send(&interview(), &[house.ada]).await;
    let House { kernel, workspace, project, ada, ben, folder } = house;
    drop(kernel);
    for millis in [150, 300, 500, 800, 1200, 1700] {
        let mut child = process::Command::new(env::current_exe().unwrap())
            .args(["--exact", "killed::child"])
            .env(FOLDER, folder.path())
            .stdout(process::Stdio::null())
            .stderr(process::Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(Duration::from_millis(millis)).await;
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let kernel = open(folder.path()).await;
    let house = House { kernel, workspace, project, ada, ben, folder };
    let work = Work::start(Arc::clone(&house.kernel), means()).await.unwrap();
    let seen = house.settled(&work, rush).await;
    assert_eq!(seen.state, rushes::State::Ready, "{:?}", seen.why);
    work.stop().await;
    // What killed attempts left does not count, and goes with the rush.
    rushes::erase(&house.desk(), None, rush).await.unwrap();
    assert_eq!(house.kernel.vault().objects().list().unwrap().len(), 0);
}
