//! The recogniser on a real voice. Needs the model `tiny.en` in the folder that `INCAMERA_MODELS` names; without
//! it these tests say so and pass.

use std::{env, fs};

use incamera_model::{Island, Micros};
use incamera_speech::{
    Settings, Vad,
    models::{Folder, Manifest},
    words::{EngineError, Recogniser, Speech, WhisperCpp, write_down},
};

const QUIET: &[u8] = include_bytes!("data/quiet-en.s16");

fn voice() -> Vec<i16> {
    QUIET.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// proves: EDT-02 (a sentence said twice is written twice, with right times)
#[test]
fn a_sentence_said_twice_is_written_twice() {
    let Some(folder) = env::var_os("INCAMERA_MODELS").map(Folder::new) else {
        println!("INCAMERA_MODELS names no folder of models: not tested");
        return;
    };
    let manifest = Manifest::built_in().unwrap();
    // `./test` fetches it, so that its absence there is a failure.
    let (model, _) = folder.open("tiny.en", &manifest).unwrap();
    let engine = || WhisperCpp::load(&fs::read(&model.path).unwrap(), 1).unwrap();
    let mut engines = [engine(), engine()];
    assert_eq!(engines[0].words(&voice(), "fr"), Err(EngineError::Language("fr".into())));

    let pause = vec![0; 16_000];
    let track = [voice(), pause, voice()].concat();
    let mut vad = Vad::new(Settings::default());
    vad.feed(&track);
    let islands: Vec<Island> = vad.finish();
    let length = Micros((track.len() as i64) * 1_000_000 / 16_000);
    let speech = Speech { model: &model, language: None, islands: &islands, length };
    let at = |time: Micros| ((time.0 * 16 / 1000) as usize).min(track.len());
    let written = write_down(
        &speech,
        &mut engines,
        &mut |span| Ok(track[at(span.start)..at(span.end)].to_vec()),
        &mut |_| {},
    )
    .unwrap();
    assert_eq!(written.language, "en");
    let times: Vec<f64> = written
        .words()
        .filter(|w| w.text.to_lowercase().starts_with("dinosaur"))
        .map(|w| w.start.seconds())
        .collect();
    let [first, second] = times[..] else { panic!("{written:?}") };
    let apart = voice().len() as f64 / 16_000.0 + 1.0;
    assert!((second - first - apart).abs() < 0.25, "{times:?}");
    assert!(written.words().all(|w| w.start <= w.end));
    assert!(written.utterances.iter().all(|u| u.words.is_sorted_by_key(|w| w.start)));
}
