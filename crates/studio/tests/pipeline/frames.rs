//! Frame *n* of a proxy is frame *n* of the rush, whatever the rush is. `INCAMERA_FOOTAGE` may name a folder of more of them.

use std::{fs, path::PathBuf, sync::Arc};

use incamera_lab::{Cancel, Source};
use incamera_media::{Media, Thumbnail};
use incamera_studio::{Work, rushes};

use crate::house::{House, interview, means};

/// How different two pictures are, in thousandths of full scale.
fn apart(a: &Thumbnail, b: &Thumbnail) -> u64 {
    let sum: u64 = a.rgb.iter().zip(&b.rgb).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum * 1000 / (255 * a.rgb.len().max(1) as u64)
}

#[tokio::test(flavor = "multi_thread")]
async fn frame_n_of_a_proxy_is_frame_n_of_its_rush() {
    let mut files: Vec<PathBuf> = vec![interview()];
    if let Some(folder) = std::env::var_os("INCAMERA_FOOTAGE") {
        let more = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.extend(
            more.filter(|path| path.is_file() && path.extension().is_some_and(|e| e != "md" && e != "sh")),
        );
    }
    let house = House::begin().await;
    let work = Work::start(Arc::clone(&house.kernel), means()).await.unwrap();
    let media = Media::new(means().worker, Cancel::default());
    for file in files {
        let rush = house.send(&file, &[]).await;
        work.nudge();
        let seen = house.settled(&work, rush).await;
        let name = file.file_name().unwrap().display().to_string();
        assert_eq!(seen.state, rushes::State::Ready, "{name}: {:?}", seen.why);
        let proxy = Source::served(Arc::new(rushes::proxy(&house.desk(), rush).await.unwrap()));
        let Some(frames) = seen.frames else {
            let heard = media.probe(&proxy).unwrap();
            assert!(heard.video.is_empty() && !heard.audio.is_empty(), "{name}: {heard:?}");
            continue;
        };
        let made = media.probe(&proxy).unwrap();
        assert_eq!(made.picture().unwrap().frames, frames, "{name}");
        let whole = Source::open(&file).unwrap();
        let all: Vec<u64> = (0..frames.min(200)).collect();
        let width = 48;
        let originals = media.thumbnails(&whole, &all, width).unwrap();
        let copies = media.thumbnails(&proxy, &all, width).unwrap();
        assert_eq!(originals.len(), copies.len(), "{name}");
        let (mut told, mut right) = (0, 0);
        for (n, original) in originals.iter().enumerate() {
            assert_eq!(
                (original.width, original.height.abs_diff(copies[n].height) <= 1),
                (copies[n].width, true)
            );
            let here = apart(original, &copies[n]);
            // Where the picture moves, its neighbours are farther from it than its copy is.
            for other in [n.wrapping_sub(1), n + 1] {
                let (Some(neighbour), Some(original_there)) = (copies.get(other), originals.get(other))
                else {
                    continue;
                };
                if apart(original, original_there) > 12 {
                    told += 1;
                    right += u64::from(apart(original, neighbour) > here);
                }
            }
        }
        println!("{name}: {frames} frames, {right} of {told} neighbours told apart");
        assert_eq!(right, told, "{name}");
    }
    work.stop().await;
}
