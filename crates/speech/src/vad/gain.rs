//! How much louder the network hears a block than it was recorded: speech recorded at −65 dB is speech all the same,
//! but the network was trained on what a telephone sends.

use super::{HOP, level::decibels};

/// Level the network hears speech at, dBFS: below about −45 it begins to doubt.
const TARGET: f32 = -25.0;
/// Most a block is raised: more than that and the converter's own hiss speaks.
const MOST: f32 = 42.0;
/// How much quieter than the loudest speech so far a voice may be and still be raised all the way; a murmur behind
/// the camera is not.
const DEPTH: f32 = 24.0;

/// Chooses the gain of each block.
#[derive(Default)]
pub(super) struct Gain {
    /// Loud level of the block before, dBFS.
    before: Option<f32>,
    /// Loud level of the block chosen last, dBFS.
    now: f32,
    /// Loud level of the block after it, dBFS.
    next: Option<f32>,
    /// Loudest block that was speech, dBFS.
    speech: Option<f32>,
}

impl Gain {
    /// Factor for `block`, which `next` follows.
    pub(super) fn choose(&mut self, block: &[i16], next: &[i16]) -> f32 {
        self.now = self.next.unwrap_or_else(|| loud(block));
        let next = *self.next.insert(loud(next));
        let around = self.now.max(next).max(self.before.unwrap_or(f32::MIN));
        let around = self.speech.map_or(around, |speech| around.max(speech - DEPTH));
        self.before = Some(self.now);
        let gain = (TARGET - around).clamp(0.0, MOST);
        // Steps of 6 dB, so that the gain seldom changes in the middle of a phrase.
        2.0f32.powi((gain / 6.0) as i32)
    }

    /// Learns what the network thought of the block.
    pub(super) fn learn(&mut self, speech: &[u8]) {
        let sure = speech.iter().filter(|&&p| p > 153).count();
        if sure * 4 > speech.len() {
            self.speech = Some(self.speech.map_or(self.now, |loudest| loudest.max(self.now)));
        }
    }
}

/// The level that a tenth of the block's 10 ms exceed: a clap is shorter than that, a phrase longer.
fn loud(block: &[i16]) -> f32 {
    let mut levels: Vec<f32> = block.chunks(HOP).map(decibels).collect();
    levels.sort_unstable_by(f32::total_cmp);
    levels.get(levels.len() * 9 / 10).copied().unwrap_or(-120.0)
}
