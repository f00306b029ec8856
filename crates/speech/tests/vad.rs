//! The voice-activity detector on real voices, with rooms and noises laid around them at test time.

use incamera_speech::{SAMPLE_RATE, Settings, Vad};

const FRENCH: &[u8] = include_bytes!("data/sentence-fr.s16");
const QUIET: &[u8] = include_bytes!("data/quiet-en.s16");

fn samples(bytes: &[u8]) -> Vec<i16> {
    bytes.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// The same noise every time: xorshift, white, of the given amplitude.
fn white(seconds: f32, amplitude: f32) -> Vec<f32> {
    let mut state = 0x9e37_79b9_u32;
    (0..(seconds * SAMPLE_RATE as f32) as usize)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state as f32 / u32::MAX as f32 - 0.5) * 2.0 * amplitude
        })
        .collect()
}

/// Handling noise: white noise summed up (brown), −17 dBFS.
fn bang(seconds: f32) -> Vec<f32> {
    let mut level = 0.0;
    white(seconds, 1500.0)
        .into_iter()
        .map(|step| {
            level = level * 0.98 + step;
            level
        })
        .collect()
}

/// A clap: 40 ms, loud, dying away.
fn clap() -> Vec<f32> {
    white(0.04, 20_000.0).into_iter().enumerate().map(|(n, s)| s * (-(n as f32) / 100.0).exp()).collect()
}

fn lay(track: &mut [i16], sound: &[f32], at: f32) {
    let start = (at * SAMPLE_RATE as f32) as usize;
    for (to, from) in track[start..].iter_mut().zip(sound) {
        *to = (f32::from(*to) + from) as i16;
    }
}

/// Islands in seconds.
fn islands(track: &[i16]) -> Vec<(f64, f64)> {
    let mut vad = Vad::new(Settings::default());
    vad.feed(track);
    vad.finish().into_iter().map(|i| (i.start.seconds(), i.end.seconds())).collect()
}

/// proves: EDT-01 (no word clipped, noise is not speech)
#[test]
fn a_voice_is_kept_whole_and_noises_are_not_voices() {
    let voice: Vec<f32> = samples(FRENCH).into_iter().map(f32::from).collect();
    let mut track: Vec<i16> = white(24.0, 12.0).into_iter().map(|s| s as i16).collect();
    lay(&mut track, &bang(3.0), 1.0);
    lay(&mut track, &voice, 8.0);
    lay(&mut track, &clap(), 15.0);
    lay(&mut track, &clap(), 16.2);
    lay(&mut track, &bang(2.0), 19.0);
    let found = islands(&track);
    assert!(!found.is_empty());
    for &(start, end) in &found {
        assert!(start >= 7.9 && end <= 13.2, "speech where there is none: {found:?}");
    }
    // The sentence stands between its own first and last loud 10 ms, which need no network to be found.
    let loud: Vec<usize> = voice
        .chunks(160)
        .enumerate()
        .filter(|(_, part)| part.iter().map(|s| s * s).sum::<f32>() / 160.0 > 300.0 * 300.0)
        .map(|(n, _)| n)
        .collect();
    let (first, last) = (8.0 + loud[0] as f64 / 100.0, 8.0 + loud[loud.len() - 1] as f64 / 100.0);
    assert!(found[0].0 <= first && found[found.len() - 1].1 >= last, "{found:?} clips {first}..{last}");
}

#[test]
fn a_very_quiet_voice_is_heard() {
    let found = islands(&samples(QUIET));
    let heard: f64 = found.iter().map(|(start, end)| end - start).sum();
    assert!(heard > 3.4 && found[0].0 < 0.4, "{found:?}");
}

#[test]
fn a_silent_rush_has_no_islands() {
    assert_eq!(islands(&[]), []);
    assert_eq!(islands(&[7]), []);
    assert_eq!(islands(&vec![0; 16_000 * 10]), []);
    let room: Vec<i16> = white(10.0, 30.0).into_iter().map(|s| s as i16).collect();
    assert_eq!(islands(&room), []);
}

#[test]
fn the_portions_do_not_matter() {
    let track = [samples(FRENCH), vec![0; 30_000], samples(QUIET)].concat();
    let whole = islands(&track);
    for portion in [1, 777, 32_000, 100_000] {
        let mut vad = Vad::new(Settings::default());
        track.chunks(portion).for_each(|part| vad.feed(part));
        let found: Vec<_> = vad.finish().into_iter().map(|i| (i.start.seconds(), i.end.seconds())).collect();
        assert_eq!(found, whole, "portions of {portion}");
    }
}
