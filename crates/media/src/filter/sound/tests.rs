//! The filters on real speech, measured by others than themselves: the `ebur128` crate for loudness and true peak.

use std::{path::PathBuf, process::Command};

use ebur128::{EbuR128, Mode};

use super::*;

const STEREO: Format = Format { rate: 48_000, channels: 2 };

/// Speech of the bundled rush, decoded by the `ffmpeg` command, with `filter` applied.
fn speech(clip: &str, format: Format, filter: &str) -> Vec<f32> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rush/speech").join(clip);
    let out = Command::new("ffmpeg")
        .args(["-v", "error", "-i"])
        .arg(path)
        .args(["-af", filter, "-ar", &format.rate.to_string(), "-ac", &format.channels.to_string()])
        .args(["-f", "f32le", "-"])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    out.stdout.chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect()
}

/// Through a chain in blocks of uneven size.
fn through(mut chain: Chain, sound: &[f32], channels: usize) -> Vec<f32> {
    let mut out = Vec::new();
    let mut rest = sound;
    for size in [1, 1024, 7, 4096, 333].into_iter().cycle() {
        let (block, after) = rest.split_at((size * channels).min(rest.len()));
        chain.push(block, &mut out).unwrap();
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    chain.finish(&mut out).unwrap();
    assert_eq!(out.len(), sound.len(), "as many samples come out as went in");
    out
}

fn levelled(sound: &[f32], format: Format, denoise: bool, target: i32) -> Vec<f32> {
    let measured = (measure(sound, format).0 * 100.0).round() as i32;
    let mut hearing = Chain::survey(format, denoise, target, Some(measured)).unwrap();
    for block in sound.chunks(1024 * format.channels) {
        hearing.push(block).unwrap();
    }
    through(hearing.finish().unwrap(), sound, format.channels)
}

/// Integrated loudness in LUFS and true peak in dBTP.
fn measure(sound: &[f32], format: Format) -> (f64, f64) {
    let mut meter = EbuR128::new(format.channels as u32, format.rate, Mode::I | Mode::TRUE_PEAK).unwrap();
    meter.add_frames_f32(sound).unwrap();
    let peak = (0..format.channels as u32).map(|c| meter.true_peak(c).unwrap()).fold(0.0, f64::max);
    (meter.loudness_global().unwrap(), 20.0 * peak.log10())
}

/// Signal-to-noise ratio of `sound` against `truth`, in dB.
fn snr(truth: &[f32], sound: &[f32]) -> f64 {
    let power = |s: f64, v: f32| s + f64::from(v) * f64::from(v);
    let signal = truth.iter().copied().fold(0.0, power);
    let noise = truth.iter().zip(sound).map(|(t, s)| s - t).fold(0.0, power);
    10.0 * (signal / noise).log10()
}

/// Frames by which `late` is behind `sound`: where their correlation is largest.
fn delay(sound: &[f32], late: &[f32]) -> isize {
    let middle = sound.len() / 2;
    let piece = &sound[middle..(middle + 48_000).min(sound.len() - 2_000)];
    (-1_500..1_500)
        .max_by_key(|lag: &isize| {
            let start = (middle as isize + lag) as usize;
            let sum: f64 = piece.iter().zip(&late[start..]).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
            (sum * 1e9) as i64
        })
        .unwrap()
}

fn left(sound: &[f32]) -> Vec<f32> {
    sound.iter().step_by(2).copied().collect()
}

/// proves: EDT-09 (loudness within half a unit of the target, no true peak above −1 dBTP, nothing moved in time)
#[test]
fn reaches_the_loudness_under_the_ceiling() {
    for (clip, volume, target) in [
        ("fleurs-en-003.ogg", "0dB", -1_400),
        ("fleurs-fr-001.ogg", "-25dB", -1_400),
        ("fleurs-en-002.ogg", "8dB", -2_300),
        ("fleurs-fr-005.ogg", "0dB", -1_600),
    ] {
        let sound = speech(clip, STEREO, &format!("volume={volume}"));
        let out = levelled(&sound, STEREO, false, target);
        let (loudness, peak) = measure(&out, STEREO);
        assert!((loudness - f64::from(target) / 100.0).abs() < 0.5, "{clip}: {loudness:.2} LUFS");
        assert!(peak < -0.9, "{clip}: {peak:.2} dBTP");
        assert_eq!(delay(&left(&sound), &left(&out)), 0, "{clip}");
    }
}

/// Between the samples of a tone at a quarter of the rate lie peaks 3 dB above them.
#[test]
fn peaks_between_samples_are_limited() {
    let tone: Vec<f32> = (0..96_000u32)
        .flat_map(|n| {
            let phase = f64::from(n) * std::f64::consts::FRAC_PI_2 + std::f64::consts::FRAC_PI_4;
            [(phase.sin() * 1.3) as f32; 2]
        })
        .collect();
    assert!(measure(&tone, STEREO).1 > 2.0);
    let mut chain = Chain::new(STEREO, false).unwrap();
    chain.limiter = Some(Limiter::new(STEREO.rate, STEREO.channels, 1.0));
    let (_, peak) = measure(&through(chain, &tone, 2), STEREO);
    assert!((-1.5..-0.95).contains(&peak), "{peak:.2} dBTP");
}

/// Sound below the ceiling passes bit by bit, and the channels stay linked above it.
#[test]
fn limits_only_what_is_too_loud() {
    let mut sound = vec![0.25f32; 96_000];
    for frame in sound[48_000..48_200].chunks_exact_mut(2) {
        frame.copy_from_slice(&[1.5, 0.5]);
    }
    let mut chain = Chain::new(STEREO, false).unwrap();
    chain.limiter = Some(Limiter::new(STEREO.rate, STEREO.channels, 1.0));
    let out = through(chain, &sound, 2);
    assert_eq!(out[..47_000], sound[..47_000]);
    assert_eq!(out[..2 * 48_000].len(), sound.len());
    let frame = &out[48_100..48_102];
    assert!(frame[0] < 0.9 && (frame[0] / frame[1] - 3.0).abs() < 1e-3, "{frame:?}");
}

/// proves: EDT-09 (noise goes, speech stays where it was)
#[test]
fn rnnoise_takes_noise_out_of_speech() {
    for rate in [48_000, 44_100] {
        let format = Format { rate, channels: 2 };
        let clean = speech("fleurs-en-003.ogg", format, "dynaudnorm=f=500:p=0.5");
        // Reproducible noise, about 5 dB under the speech; another in each channel.
        let mut seed = 0x2545_f491_4f6c_dd1du64;
        let mut random = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed >> 40) as f32 / 16_777_216.0 - 0.5
        };
        let power: f32 = clean.iter().map(|s| s * s).sum::<f32>() / clean.len() as f32;
        let noisy: Vec<f32> = clean.iter().map(|s| s + random() * (12.0 * power / 3.16).sqrt()).collect();
        let out = through(Chain::new(format, true).unwrap(), &noisy, 2);
        let (before, after) = (snr(&clean, &noisy), snr(&clean, &out));
        assert!((4.5..5.5).contains(&before), "{before:.1}");
        assert!(after > before + 4.0, "{before:.1} → {after:.1} dB at {rate} Hz");
        assert_eq!(delay(&left(&clean), &left(&out)), 0, "at {rate} Hz");
    }
}

/// One microphone in both channels costs one network and gives the same in both; a difference later on is heard.
#[test]
fn equal_channels_stay_equal_until_they_differ() {
    let mono = speech("fleurs-fr-001.ogg", Format { rate: 48_000, channels: 1 }, "volume=-3dB");
    let alone = through(Chain::new(Format { rate: 48_000, channels: 1 }, true).unwrap(), &mono, 1);
    let half = mono.len() / 2 / 480 * 480;
    let stereo: Vec<f32> =
        mono.iter().enumerate().flat_map(|(i, s)| [*s, if i < half { *s } else { 0.0 }]).collect();
    let out = through(Chain::new(STEREO, true).unwrap(), &stereo, 2);
    assert_eq!(left(&out), alone);
    let right: Vec<f32> = out.iter().skip(1).step_by(2).copied().collect();
    assert_eq!(right[..half - 480], alone[..half - 480]);
    assert!(right[half + 4_800..].iter().all(|s| s.abs() < 1e-3));
}

#[test]
fn noise_out_and_loudness_together() {
    // The loud noise is most of what is measured before it goes.
    for noise in ["0.003", "0.5"] {
        let filter =
            format!("volume=-12dB,aeval=val(0)+{noise}*(random(0)-0.5)|val(0)+{noise}*(random(1)-0.5)");
        let sound = speech("fleurs-en-001.ogg", STEREO, &filter);
        let (loudness, peak) = measure(&levelled(&sound, STEREO, true, -1_400), STEREO);
        assert!((loudness + 14.0).abs() < 0.5 && peak < -0.9, "{noise}: {loudness:.2} LUFS, {peak:.2} dBTP");
    }
}

#[test]
fn silence_and_next_to_nothing_stay_what_they_are() {
    for samples in [0, 2, 960, 4_000] {
        let silence = vec![0.0; samples];
        let mut hearing = Chain::survey(STEREO, true, -1_400, Some(i32::MIN)).unwrap();
        hearing.push(&silence).unwrap();
        let out = through(hearing.finish().unwrap(), &silence, 2);
        assert!(out.iter().all(|s| *s == 0.0));
    }
}
