//! From uploaded bytes to a rendered cut, over sealed objects, with real clips, real workers and the shipped charter's gate.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod called_off;
mod frames;
mod house;
mod killed;
mod refused;
mod upload;

use std::{fs, sync::Arc, time::Duration};

use house::{House, NAME, TITLE, holds, interview, means};
use incamera_lab::{Cancel, Lab, Source};
use incamera_model::{Probe, SpanId};
use incamera_studio::{
    Bytes, StudioError, Work,
    cuts::{self, Begin, Choice, Edit, Format},
    renders::{self, Making},
    rushes,
};

fn lab() -> Lab {
    Lab::new(means().worker, Cancel::default())
}

/// What a film is, told by a worker that reads it as a player does.
fn probe(bytes: Bytes) -> (Probe, Vec<u64>, Vec<u8>) {
    let all = bytes.all().unwrap();
    let source = Source::served(Arc::new(bytes));
    let probe = lab().probe(&source).unwrap();
    let picture = lab().picture(&source, &probe, |_, _| {}).unwrap().unwrap();
    (probe, picture.joints.entries, all)
}

/// Whether the index stands before the pictures.
fn starts_fast(film: &[u8]) -> bool {
    let place = |name: &[u8]| film.windows(4).position(|window| window == name).unwrap();
    place(b"moov") < place(b"mdat")
}

/// proves: SEC-02, STU-17, STU-18
#[tokio::test(flavor = "multi_thread")]
async fn a_rush_becomes_a_film_and_nothing_stands_in_clear() {
    film(House::begin().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres_a_rush_becomes_a_film_too() {
    film(House::begin_on_postgres().await).await;
}

async fn film(house: House) {
    let desk = house.desk();
    let rush = house.send(&interview(), &[house.ada, house.ben]).await;
    let work = Work::start(Arc::clone(&house.kernel), means()).await.unwrap();
    let mut news = work.news();
    let seen = house.settled(&work, rush).await;
    assert_eq!(seen.state, rushes::State::Ready, "{:?}", seen.why);
    assert_eq!((seen.name.as_str(), seen.has_sound, seen.has_picture), (NAME, true, true));
    assert_eq!(seen.bytes, fs::metadata(interview()).unwrap().len());
    assert!(news.try_recv().is_ok(), "work is told of");

    // What is made of it.
    let poster = rushes::poster(&desk, rush).await.unwrap();
    assert!(poster.starts_with(&[0xff, 0xd8]) && poster.ends_with(&[0xff, 0xd9]));
    let (strip, board) = rushes::storyboard(&desk, rush).await.unwrap();
    assert!(strip.starts_with(&[0xff, 0xd8]));
    assert_eq!(board.frames.len() as u64, board.columns);
    assert!(!rushes::waveform(&desk, rush).await.unwrap().unwrap().levels.is_empty());

    let words = rushes::words(&desk, rush).await.unwrap();
    assert_eq!(words.is_some(), means().models.is_some());
    if let Some(words) = words {
        let word = words.words.iter().find(|word| word.text.len() > 4).unwrap();
        assert!(word.frame_start < word.frame_end && word.frame_end <= seen.frames.unwrap() + 1);
        let found = rushes::search(&desk, house.workspace, house.project, &word.text, 5).await.unwrap();
        assert!(found.iter().any(|found| found.rush == rush && found.around.contains(&word.text)));
    }

    // The proxy has every frame of the grid, evenly, and can be entered each second.
    let (proxy, entries, bytes) = probe(rushes::proxy(&desk, rush).await.unwrap());
    let picture = proxy.picture().unwrap();
    assert!(starts_fast(&bytes));
    assert_eq!(Some(picture.frames), seen.frames);
    assert_eq!(Some((picture.rate.num(), picture.rate.den())), seen.rate);
    assert!(!picture.variable_rate && picture.height <= 720 && picture.codec == "h264", "{picture:?}");
    let second = picture.rate.per_second().ceil() as u64;
    assert!(entries.windows(2).all(|pair| pair[1] - pair[0] <= second), "{entries:?}");
    assert!(proxy.created.is_none());

    // A cut, edited.
    let choice = Choice::default();
    let begin = Begin { title: "Rough", rushes: &[rush], choice: &choice };
    let cut = cuts::derush(&desk, house.workspace, house.project, &begin).await.unwrap();
    let first = cuts::look(&desk, cut).await.unwrap();
    assert!(first.after < first.before && !first.by_reason.is_empty());
    let dropped = first.document.rushes[0].spans.iter().find(|span| !span.verdict.in_film()).unwrap();
    let restore = Edit::Restore { span: dropped.id.clone() };
    let turn = cuts::edit(&desk, cut, std::slice::from_ref(&restore), first.turn).await.unwrap();
    let second_look = cuts::look(&desk, cut).await.unwrap();
    assert!(second_look.after > first.after && second_look.can_undo && !second_look.can_redo);
    // Somebody else, with the cut as it was.
    let late = cuts::edit(&desk, cut, &[Edit::Omit { span: SpanId("r1s1".into()) }], first.turn).await;
    assert!(matches!(late, Err(StudioError::Changed { .. })), "{late:?}");
    let turn = cuts::undo(&desk, cut, turn).await.unwrap();
    assert_eq!(cuts::look(&desk, cut).await.unwrap().document, first.document);
    let turn = cuts::redo(&desk, cut, turn).await.unwrap();
    assert_eq!(cuts::look(&desk, cut).await.unwrap().document, second_look.document);
    let raw = Edit::Settings(Choice { preset: Some("raw".into()), ..Choice::default() });
    let turn = cuts::edit(&desk, cut, &[raw], turn).await.unwrap();
    let third = cuts::look(&desk, cut).await.unwrap();
    let names: Vec<&str> = third.history.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(names, ["derush", "restore", "settings"]);
    let turn = cuts::undo(&desk, cut, turn).await.unwrap();
    cuts::undo(&desk, cut, turn).await.unwrap();
    assert!(cuts::export(&desk, cut, Format::Otio).await.unwrap().contains(NAME));
    assert!(cuts::export(&desk, cut, Format::Edl).await.unwrap().contains("TITLE"));

    // Films of it: as it is, and for review.
    for making in [Making::default(), Making { proxy: true, ..Making::default() }] {
        let render = renders::render(&desk, cut, &making).await.unwrap();
        assert_eq!(renders::render(&desk, cut, &making).await.unwrap(), render, "made once");
        work.nudge();
        let made = rendered(&house, &work, render).await;
        assert_eq!(made.state, "done", "{:?}", made.why);
        let (film, entries, bytes) = probe(renders::film(&desk, render).await.unwrap());
        assert!(starts_fast(&bytes));
        assert_eq!(Some(bytes.len() as u64), made.bytes);
        let picture = film.picture().unwrap();
        assert_eq!(Some(picture.frames), made.frames);
        assert_eq!(picture.frames, first.after);
        if making.proxy {
            assert!(entries.windows(2).all(|pair| pair[1] - pair[0] <= second), "{entries:?}");
        }
    }

    // Nothing of it stands in clear: no name, no title, no word, no frame.
    let original = fs::read(interview()).unwrap();
    let middle = &original[original.len() / 2..][..32];
    let words = rushes::words(&desk, rush).await.unwrap();
    let said = words
        .map(|words| words.words.iter().map(|w| w.text.clone()).collect::<Vec<_>>().join("\",\"text\":\""));
    for (file, bytes) in house.bytes() {
        for word in [NAME, TITLE, "Rough", "\"verdict\"", "\"levels\""] {
            assert!(!holds(&bytes, word.as_bytes()), "{file} holds {word}");
        }
        assert!(!said.as_ref().is_some_and(|said| holds(&bytes, said.as_bytes())), "{file} holds words");
        assert!(!holds(&bytes, middle) && !holds(&bytes, &poster[200..232]), "{file} holds frames");
    }

    // The rush goes, and all that was made of it.
    let before = house.kernel.vault().objects().list().unwrap().len();
    rushes::erase(&desk, Some(&work), rush).await.unwrap();
    assert!(rushes::poster(&desk, rush).await.is_err() && rushes::proxy(&desk, rush).await.is_err());
    assert!(cuts::look(&desk, cut).await.is_err(), "a cut of this rush alone goes with it");
    let after = house.kernel.vault().objects().list().unwrap().len();
    assert!(before > 5 && after == 0, "{before} objects, {after} left");
    work.stop().await;
}

async fn rendered(house: &House, work: &Work, render: incamera_model::DatumId) -> renders::Render {
    for _ in 0..1200 {
        let now = renders::look(&house.desk(), Some(work), render).await.unwrap();
        if now.state == "done" || now.state == "failed" {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the film was not made within a minute");
}
