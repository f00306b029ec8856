//! Scans and words to a cut.
//!
//! Order of thought: where is speech ([`voice`]); what of it is said again ([`retake`]) or is a hesitation
//! ([`filler`]); what lies between ([`silence`]) and is it loud ([`noise`]); where is the picture useless ([`fault`]);
//! which reason wins where several hold ([`paint`]); where may a boundary slide so that less is encoded ([`joints`]).
//! What a person said beforehand goes on top, exact.

mod fault;
mod filler;
mod grid;
mod joints;
mod lexicon;
mod noise;
mod paint;
mod phrase;
mod retake;
mod silence;
mod voice;

use incamera_model::{Cut, CutRush, CutSpan, Evidence, Rate, Reason, Scan, Span, Spans, Transcript, Verdict};

use crate::{Settings, manual::Names};
use grid::Grid;
use paint::Paint;

/// One rush and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct RushInput<'a> {
    /// What was measured.
    pub scan: &'a Scan,
    /// What is said; without it there are no retakes and no fillers.
    pub transcript: Option<&'a Transcript>,
    /// BLAKE3 of the file, hexadecimal.
    pub hash: &'a str,
    /// Where the file is, as the cut shall state it.
    pub path: &'a str,
}

/// A stretch that ought to go, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) span: Span,
    pub(crate) reason: Reason,
    pub(crate) confidence: u8,
    pub(crate) evidence: Evidence,
}

/// Decides on every frame of the rushes, in the order given (see [`order`](crate::order)).
///
/// A rush in which nobody speaks keeps its sound: its silence says nothing about it. A rush without picture is
/// counted in hundredths of a second. No word and no speech island is ever cut into, except whole words dropped as
/// retakes or fillers, and reasons listed in [`Settings::through_speech`].
pub fn derush(rushes: &[RushInput], settings: &Settings) -> Cut {
    let rate = rushes.iter().find_map(|r| r.scan.probe.picture()).map_or(Rate::SOUND, |v| v.rate);
    let mut phase = joints::Phase::default();
    let rushes = rushes
        .iter()
        .enumerate()
        .map(|(place, input)| decide(place, input, settings, rate, &mut phase))
        .collect();
    Cut { version: Cut::VERSION, title: settings.title.clone(), rate, preset: settings.stated(), rushes }
}

fn decide(
    place: usize,
    input: &RushInput,
    settings: &Settings,
    film: Rate,
    phase: &mut joints::Phase,
) -> CutRush {
    let scan = input.scan;
    let grid = Grid::of(&scan.probe, film);
    let voice = voice::listen(&grid, scan.sound.as_ref(), input.transcript);
    let phrases = input.transcript.map(phrase::phrases).unwrap_or_default();

    let wanted = |reason: Reason| settings.drop.contains(&reason);
    let retakes = if wanted(Reason::Retake) { retake::find(&grid, &voice, &phrases) } else { Vec::new() };
    let fillers = input.transcript.map(|t| filler::find(&grid, t)).unwrap_or_default();
    let (fillers, suggestions) =
        if wanted(Reason::Filler) { (fillers, Vec::new()) } else { (Vec::new(), fillers) };

    let said_away: Vec<Finding> = retakes.into_iter().chain(fillers).collect();
    let gone: Spans = said_away.iter().map(|f| f.span).collect();
    let speech = voice.speech.minus(&gone);

    let mut paint = Paint::new(grid.whole());
    for finding in silence::find(&grid, &voice, &speech, &gone, settings) {
        paint.lay(finding);
    }
    let quiet = paint.dropped();
    for finding in fault::find(&grid, scan.picture.as_ref(), &speech, &quiet, settings) {
        paint.lay(finding);
    }
    for finding in said_away {
        paint.lay(finding);
    }
    paint.settle(&speech, &grid, settings);

    let wanted_rushes = settings.manual.iter().filter(|m| m.rush == place);
    let manual: Vec<_> = wanted_rushes.map(|m| (m.span.intersect(grid.whole()), m.keep)).collect();
    if settings.snap {
        joints::slide(&mut paint, &grid, scan, *phase);
    }
    for (span, keep) in manual {
        paint.overrule(span, keep);
    }
    phase.pass(&grid, &paint.kept());

    let mut names = Names::new(place);
    let spans = paint
        .into_verdicts(&suggestions)
        .into_iter()
        .map(|(span, verdict)| CutSpan { id: names.next(), start: span.start, end: span.end, verdict })
        .collect();
    let timecode = scan.probe.timecode.as_ref();
    CutRush {
        hash: input.hash.into(),
        path: input.path.into(),
        rate: grid.rate,
        frames: grid.frames,
        start_frame: timecode.map_or(0, |t| t.frame),
        drop_frame: timecode.is_some_and(|t| t.text.contains(';')),
        spans,
    }
}

/// A verdict that drops.
fn dropped(finding: Finding) -> Verdict {
    Verdict::Drop {
        reason: finding.reason,
        confidence: finding.confidence,
        evidence: finding.evidence,
        restored: false,
    }
}
