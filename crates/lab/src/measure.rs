//! What is measured in a rush: what it is, its sound, its picture; and the digest it is known by.

use std::io;

use incamera_media::{MediaError, Source};
use incamera_model::{Island, Picture, Probe, Sound};
use incamera_speech::Vad;
use incamera_worker::ReadAt;

use crate::Lab;

/// Level steps a second, as `Sound::levels` has them.
const LEVELS: i64 = 100;

impl Lab {
    /// What a rush is.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn probe(&self, rush: &Source) -> Result<Probe, MediaError> {
        self.media.probe(rush)
    }

    /// Measures the sound and finds speech in it; none without a sound track.
    ///
    /// # Errors
    /// Why the rush cannot be used.
    pub fn sound(
        &self,
        rush: &Source,
        probe: &Probe,
        tell: impl FnMut(u64, u64),
    ) -> Result<Option<Sound>, MediaError> {
        if probe.audio.is_empty() {
            return Ok(None);
        }
        let mut ear = Vad::new(incamera_speech::Settings::default());
        let mut sound = self.media.sound(rush, |samples| ear.feed(samples), tell)?;
        sound.islands = ear.finish();
        sound.loudness.speech = speech_level(&sound.levels, &sound.islands);
        Ok(Some(sound))
    }

    /// Measures the picture; none without a moving picture.
    ///
    /// # Errors
    /// Why the rush cannot be used.
    pub fn picture(
        &self,
        rush: &Source,
        probe: &Probe,
        tell: impl FnMut(u64, u64),
    ) -> Result<Option<Picture>, MediaError> {
        if probe.video.is_empty() {
            return Ok(None);
        }
        self.media.picture(rush, tell).map(Some)
    }
}

/// BLAKE3 of all bytes, hexadecimal: what cuts know a rush by. `go_on` hears how far it is and may end it.
///
/// # Errors
/// Bytes that cannot be read; [`io::ErrorKind::Interrupted`] when it was ended.
pub fn digest(rush: &dyn ReadAt, mut go_on: impl FnMut(u64, u64) -> bool) -> io::Result<String> {
    let (mut hash, mut piece, mut at) = (blake3::Hasher::new(), vec![0; 1 << 20], 0);
    while at < rush.size() {
        let read = rush.read_at(&mut piece, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        hash.update(&piece[..read]);
        at += read as u64;
        if !go_on(at, rush.size()) {
            return Err(io::ErrorKind::Interrupted.into());
        }
    }
    Ok(hash.finalize().to_hex().to_string())
}

/// Median of the levels inside the islands, in 1/100 dBFS; digital silence where nobody speaks.
fn speech_level(levels: &[u8], islands: &[Island]) -> i32 {
    let step = |micros: i64| (micros.max(0) * LEVELS / 1_000_000) as usize;
    let mut inside: Vec<u8> = islands
        .iter()
        .filter_map(|island| levels.get(step(island.start.0)..step(island.end.0).min(levels.len())))
        .flatten()
        .copied()
        .collect();
    inside.sort_unstable();
    inside.get(inside.len() / 2).map_or(-12_000, |level| -100 * i32::from(*level))
}
