//! What a film takes from what was measured in its rushes: captions, and how loud it is.

use incamera_edit::{CaptionRules, CaptionSource, captions};
use incamera_model::{Caption, Cut, Picture, Sound, Transcript};

/// The film's captions, from the words and shots of its rushes (in the cut's order) and through the cut.
pub fn captions_of<'a>(
    cut: &Cut,
    known: impl IntoIterator<Item = (Option<&'a Transcript>, Option<&'a Picture>)>,
) -> Vec<Caption> {
    let sources: Vec<CaptionSource<'_>> = known
        .into_iter()
        .map(|(transcript, picture)| CaptionSource {
            transcript,
            shots: picture.map_or(&[], |p| p.shots.as_slice()),
        })
        .collect();
    captions(cut, &sources, &CaptionRules::default())
}

/// About how loud the kept spans are together, 1/100 LUFS. The loudness of each whole rush (in the cut's order) is measured; what
/// the cut changes about it is read from the 10 ms levels, gated as EBU R128 gates. The renderer hears the film itself and
/// needs this to begin with.
pub fn loudness_of<'a>(cut: &Cut, known: impl IntoIterator<Item = Option<&'a Sound>>) -> Option<i32> {
    let (mut energy, mut steps) = (0.0, 0.0);
    for (rush, sound) in cut.rushes.iter().zip(known) {
        let Some(sound) = sound.filter(|sound| sound.loudness.integrated != i32::MIN) else { continue };
        let kept: Vec<u8> = rush
            .spans
            .iter()
            .filter(|s| s.verdict.in_film())
            .filter_map(|s| {
                let step = |frame| (rush.rate.scale(frame, 100) as usize).min(sound.levels.len());
                sound.levels.get(step(s.start)..step(s.end))
            })
            .flatten()
            .copied()
            .collect();
        let (Some((all, _)), Some((part, count))) = (gated(&sound.levels), gated(&kept)) else { continue };
        let lufs = f64::from(sound.loudness.integrated) / 100.0 + part - all;
        energy += 10f64.powf(lufs / 10.0) * count;
        steps += count;
    }
    (steps > 0.0).then(|| (1000.0 * (energy / steps).log10()).round() as i32)
}

/// Mean level in dB of what is at most 10 dB below the mean of what is above −70 dB, and how many steps that is.
fn gated(levels: &[u8]) -> Option<(f64, f64)> {
    let mean = |gate: f64| {
        let loud: Vec<f64> = levels
            .iter()
            .map(|l| -f64::from(*l))
            .filter(|db| *db >= gate)
            .map(|db| 10f64.powf(db / 10.0))
            .collect();
        (!loud.is_empty())
            .then(|| (10.0 * (loud.iter().sum::<f64>() / loud.len() as f64).log10(), loud.len() as f64))
    };
    let (first, _) = mean(-70.0)?;
    mean(first - 10.0)
}
