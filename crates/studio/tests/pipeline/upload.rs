//! Uploads: broken off, gone on with, checked, abandoned.

use std::fs;

use incamera_studio::{Coming, StudioError, Upload, rushes};
use sha2::{Digest, Sha256};

use crate::house::{House, NAME, interview, open};

/// proves: STU-12
#[tokio::test(flavor = "multi_thread")]
async fn an_upload_goes_on_where_it_was_acknowledged() {
    let mut house = House::begin().await;
    let bytes = fs::read(interview()).unwrap();
    let length = bytes.len() as u64;
    let (id, rush) = {
        let desk = house.desk();
        let coming = Coming { name: NAME, length, filmed: &[] };
        let upload = Upload::begin(&desk, house.workspace, house.project, &coming).await.unwrap();
        let mut sending = Upload::append(&desk, upload.id, 0, None).await.unwrap();
        sending.write(&bytes[..1_000_000]).await.unwrap();
        assert_eq!(sending.finish().await.unwrap().received, 1_000_000);
        // This stretch is never acknowledged: the process ends before.
        let mut lost = Upload::append(&desk, upload.id, 1_000_000, None).await.unwrap();
        lost.write(&bytes[1_000_000..1_300_000]).await.unwrap();
        drop(lost);
        (upload.id, upload.rush)
    };
    let House { workspace, project, ada, ben, folder, .. } = house;
    drop(house.kernel);
    let kernel = open(folder.path()).await;
    house = House { kernel, workspace, project, ada, ben, folder };
    let desk = house.desk();
    let now = Upload::find(&desk, id).await.unwrap();
    assert_eq!((now.received, now.length, now.rush), (1_000_000, length, rush));
    let wrong = Upload::append(&desk, id, 1_300_000, None).await;
    assert!(matches!(wrong.err(), Some(StudioError::Offset { received: 1_000_000, .. })));
    // Other bytes than were sent do not count.
    let stretch = &bytes[1_000_000..1_500_000];
    let sum: [u8; 32] = Sha256::digest(stretch).into();
    let mut sending = Upload::append(&desk, id, 1_000_000, Some(sum)).await.unwrap();
    sending.write(&stretch[1..]).await.unwrap();
    assert!(matches!(sending.finish().await, Err(StudioError::Checksum)));
    let mut sending = Upload::append(&desk, id, 1_000_000, Some(sum)).await.unwrap();
    sending.write(stretch).await.unwrap();
    assert_eq!(sending.finish().await.unwrap().received, 1_500_000);
    assert!(matches!(Upload::finish(&desk, id).await, Err(StudioError::Short { .. })));
    let mut sending = Upload::append(&desk, id, 1_500_000, None).await.unwrap();
    sending.write(&bytes[1_500_000..]).await.unwrap();
    assert!(matches!(sending.write(b"more").await, Err(StudioError::Longer { .. })));
    assert_eq!(sending.finish().await.unwrap().received, length);
    // With the last byte it is here, whether anybody comes to say so or not; and what is here is not abandoned.
    assert_eq!(rushes::look(&desk, None, rush).await.unwrap().state, rushes::State::Waiting);
    for _ in 0..2 {
        assert_eq!(Upload::finish(&desk, id).await.unwrap(), rush);
    }
    assert_eq!(Upload::find(&desk, id).await.unwrap().received, length);
    assert!(matches!(Upload::abandon(&desk, id).await, Err(StudioError::State { .. })));
    let listed = rushes::list(&desk, None, workspace, project, (None, 10)).await.unwrap();
    assert_eq!((listed.items.len(), listed.items[0].bytes), (1, length));
    rushes::rename(&desk, rush, "Other").await.unwrap();
    assert_eq!(rushes::look(&desk, None, rush).await.unwrap().name, "Other");
}

/// proves: STU-12
#[tokio::test(flavor = "multi_thread")]
async fn what_is_abandoned_is_gone() {
    let house = House::begin().await;
    let desk = house.desk();
    let coming = Coming { name: NAME, length: 10_000, filmed: &[house.ben] };
    let upload = Upload::begin(&desk, house.workspace, house.project, &coming).await.unwrap();
    let mut sending = Upload::append(&desk, upload.id, 0, None).await.unwrap();
    sending.write(&[7; 5_000]).await.unwrap();
    sending.finish().await.unwrap();
    assert_eq!(house.kernel.vault().objects().list().unwrap().len(), 1);
    Upload::abandon(&desk, upload.id).await.unwrap();
    assert_eq!(house.kernel.vault().objects().list().unwrap().len(), 0);
    assert!(rushes::look(&desk, None, upload.rush).await.is_err());
    assert_eq!(Upload::expire(&house.kernel).await.unwrap(), 0);
    for length in [0, 1 << 50] {
        let coming = Coming { name: NAME, length, filmed: &[] };
        let none = Upload::begin(&desk, house.workspace, house.project, &coming).await;
        assert!(matches!(none, Err(StudioError::Length { .. })));
    }
}
