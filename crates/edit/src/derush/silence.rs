//! Between speech and speech: what to drop and what pause to leave.

use incamera_model::{Evidence, Micros, Reason, Span, Spans};

use super::{Finding, grid::Grid, noise, voice::Voice};
use crate::Settings;

/// Pauses that a speaker makes inside a thought lie between these; longer ones are silence, shorter ones articulation.
const NATURAL: std::ops::Range<Micros> = Micros(150_000)..Micros(1_200_000);

/// Margins in frames around kept speech.
#[derive(Clone, Copy)]
struct Margins {
    before: u64,
    after: u64,
}

/// Silence and noise between `speech`. `gone` is speech that is dropped for another reason: a gap it leaves is a joint
/// in any case, however short, and no margin reaches into it.
pub(crate) fn find(
    grid: &Grid,
    voice: &Voice,
    speech: &Spans,
    gone: &Spans,
    settings: &Settings,
) -> Vec<Finding> {
    if voice.speech.is_empty() {
        return Vec::new();
    }
    let (silence, noise) = (settings.drop.contains(&Reason::Silence), settings.drop.contains(&Reason::Noise));
    let margins = margins(grid, &voice.speech, settings);
    let least = grid.count(settings.min_silence).max(1);
    let mut found = Vec::new();
    for gap in speech.complement(grid.whole()).iter() {
        let joint: Vec<Span> = gone.iter().map(|g| g.intersect(gap)).filter(|g| !g.is_empty()).collect();
        if gap.len() < least && joint.is_empty() {
            continue;
        }
        let quiet = inside(grid, gap, &joint, margins);
        if quiet.is_empty() || (joint.is_empty() && quiet.len() < least.min(grid.count(Micros(200_000)))) {
            continue;
        }
        let gone: Spans = joint.into_iter().collect();
        let loud = noise::find(grid, voice, quiet).minus(&gone);
        if silence {
            for span in loud.union(&gone).complement(quiet).iter() {
                found.push(finding(grid, voice, Reason::Silence, span));
            }
        }
        if noise {
            found.extend(loud.iter().map(|span| finding(grid, voice, Reason::Noise, span)));
        }
    }
    found
}

/// The gap without its margins. The edges of the rush need none; speech that goes leaves none.
fn inside(grid: &Grid, gap: Span, gone: &[Span], margins: Margins) -> Span {
    let (first, last) = (gone.first(), gone.last());
    let after = if gap.start == 0 { 0 } else { margins.after };
    let before = if gap.end == grid.frames { 0 } else { margins.before };
    let start = gap.start + first.map_or(after, |g| after.min(g.start - gap.start));
    let end = gap.end.saturating_sub(last.map_or(before, |g| before.min(gap.end - g.end)));
    Span::new(start.min(gap.end), end)
}

/// The margins, widened to the speaker's breath. The median of the speaker's own short pauses scales the preset's
/// breath; it does not depend on [`Settings::min_silence`], so that a larger one never drops more.
fn margins(grid: &Grid, speech: &Spans, settings: &Settings) -> Margins {
    let own = |micros: Micros| grid.count(micros);
    let mut pauses: Vec<u64> = speech
        .as_slice()
        .windows(2)
        .map(|w| w[1].start - w[0].end)
        .filter(|p| (own(NATURAL.start)..own(NATURAL.end)).contains(p))
        .collect();
    pauses.sort_unstable();
    let usual = own(settings.breath);
    let breath = match pauses.len() {
        0..4 => usual,
        n => pauses[n / 2].clamp(usual * 7 / 10, usual * 14 / 10),
    };
    let (before, after) = (own(settings.margin_before), own(settings.margin_after));
    let both = before + after;
    if both == 0 || breath <= both {
        return Margins { before, after };
    }
    Margins { before: before * breath / both, after: after * breath / both }
}

fn finding(grid: &Grid, voice: &Voice, reason: Reason, span: Span) -> Finding {
    let (start, end) = grid.times(span);
    let level = voice.mean(start, end);
    // 0 at the noise floor, 100 at the level of speech.
    let rise = level.map_or(30, |l| ((l - voice.floor) * 100 / voice.contrast()).clamp(0, 100));
    let sure = match reason {
        Reason::Noise => 60 + rise * 3 / 10,
        _ => 98 - rise * 4 / 10,
    };
    let evidence = Evidence { level_db: level, floor_db: Some(voice.floor), ..Evidence::default() };
    Finding { span, reason, confidence: sure as u8, evidence }
}
