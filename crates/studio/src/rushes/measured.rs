//! What was measured in a rush, opened for whoever may.

use incamera_gate::{Datum, Opens};
use incamera_model::{Rate, Scan, Transcript};
use incamera_rights::Desk;
use incamera_store::{Reads, rows::scans};
use serde::{Deserialize, Serialize};

use crate::{bytes::Bytes, error::StudioError, piece::READY};

/// Everything that was measured in a rush, as it is sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// BLAKE3 of its bytes, hexadecimal: what cuts know it by.
    pub hash: String,
    /// What was measured.
    pub scan: Scan,
    /// What is said; none without a model.
    pub words: Option<Transcript>,
}

/// Which frames a storyboard shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// How many pictures stand side by side.
    pub columns: u64,
    /// How wide each is, in pixels.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// Which frame each is.
    pub frames: Vec<u64>,
}

/// How loud a rush is, step by step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waveform {
    /// How long a step is, in microseconds.
    pub step_micros: u32,
    /// Attenuation below full scale in dB: 0 is full, 120 digital silence.
    pub levels: Vec<u8>,
}

/// A word, and the frames on which it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// As written.
    pub text: String,
    /// First sound, in microseconds.
    pub start_micros: i64,
    /// After the last sound.
    pub end_micros: i64,
    /// How sure, in percent.
    pub confidence: u8,
    /// First frame.
    pub frame_start: u64,
    /// First frame after.
    pub frame_end: u64,
}

/// What is said in a rush.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// ISO 639-1.
    pub language: String,
    /// In order.
    pub words: Vec<Word>,
}

impl Measured {
    /// The grid its frames are counted on.
    pub fn rate(&self) -> Rate {
        self.scan.probe.picture().map_or(Rate::SOUND, |picture| picture.rate)
    }

    pub(super) fn words(&self) -> Option<Words> {
        let words = self.words.as_ref()?;
        let rate = self.rate();
        let micros = |frame: u64| rate.time_of(frame).0;
        // The frame on which a moment lies: the last one that begins before it.
        let at = |time: i64| {
            let (num, den) = (u128::from(rate.num()), u128::from(rate.den()));
            let guess = (u128::from(time.max(0).unsigned_abs()) * num / (den * 1_000_000)) as u64;
            if micros(guess + 1) <= time { guess + 1 } else { guess }
        };
        let word = |word: &incamera_model::Word| Word {
            text: word.text.clone(),
            start_micros: word.start.0,
            end_micros: word.end.0,
            confidence: word.confidence,
            frame_start: at(word.start.0),
            frame_end: at(word.end.0) + 1,
        };
        Some(Words { language: words.language.clone(), words: words.words().map(word).collect() })
    }

    pub(super) fn waveform(&self) -> Option<Waveform> {
        let sound = self.scan.sound.as_ref()?;
        Some(Waveform { step_micros: 10_000, levels: sound.levels.clone() })
    }
}

/// What was measured in a rush; none while it was not looked at.
pub(crate) async fn measured<A: Opens>(
    desk: &Desk<'_>,
    rush: &Datum,
) -> Result<Option<Measured>, StudioError> {
    let kernel = desk.kernel();
    let held = kernel.store().naming::<scans::Entity>(scans::Column::Rush, &[rush.id], kernel.now()).await?;
    let leave = desk.leave::<A>()?;
    let mut latest = None;
    for one in &held {
        if *one.open(&leave.decide(one.datum())?)?.state == *READY {
            latest = Some(one.datum());
        }
    }
    let Some(datum) = latest else { return Ok(None) };
    Ok(Some(serde_json::from_slice(&Bytes::own::<A>(desk, datum)?.all()?)?))
}
