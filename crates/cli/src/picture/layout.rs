//! Where everything stands.

use incamera_model::{CutSpan, Micros, Rate, Reason, Span, Verdict};

use super::Drawn;
use super::scene::{Bars, Scene, Shape, Tone};
use crate::say::clock;

const WIDTH: f32 = 1200.0;
const EDGE: f32 = 24.0;
/// Width of a lane, which is also its resolution: one bar a pixel.
const LANE: f32 = WIDTH - 2.0 * EDGE;
const WAVE: f32 = 64.0;
const MARK: f32 = 6.0;
const TICKS: f32 = 18.0;
const GAP: f32 = 14.0;
/// Small pictures in a row.
const STRIP: u64 = 12;
/// Seconds a row shows, as long as there are not too many rows.
const ROW: f64 = 120.0;
const ROWS: u64 = 8;
/// Peaks a second, as `Sound::peaks` has them.
const PEAKS: f64 = 50.0;

/// Words in the picture.
pub(crate) struct Labels {
    /// Above everything.
    pub(crate) title: String,
    /// "In the film".
    pub(crate) kept: String,
    /// "No sound measured".
    pub(crate) silent: String,
    /// Reasons with how much they drop, in order.
    pub(crate) reasons: Vec<(Reason, String)>,
}

/// The rows of a rush, as spans of its frames.
fn rows(rate: Rate, frames: u64) -> Vec<Span> {
    let seconds = frames as f64 / rate.per_second();
    let count = ((seconds / ROW).ceil() as u64).clamp(1, ROWS);
    (0..count).map(|i| Span::new(frames * i / count, frames * (i + 1) / count)).collect()
}

/// The frames whose small pictures the layout wants, ascending.
pub(crate) fn moments(rate: Rate, frames: u64) -> Vec<u64> {
    let mut wanted: Vec<u64> = rows(rate, frames)
        .into_iter()
        .flat_map(|row| (0..STRIP).map(move |i| row.start + row.len() * (2 * i + 1) / (2 * STRIP)))
        .collect();
    wanted.dedup();
    wanted
}

/// Sets everything in its place.
pub(crate) fn layout(rushes: &[Drawn<'_>], labels: &Labels) -> Scene {
    let mut scene = Scene { width: WIDTH, title: labels.title.clone(), ..Scene::default() };
    let mut y = EDGE + 20.0;
    scene.text(EDGE, y, 20.0, Tone::Ink, true, &labels.title);
    y += 14.0;
    y = legend(&mut scene, y, labels);
    for drawn in rushes {
        y += GAP + 16.0;
        scene.text(EDGE, y, 14.0, Tone::Ink, true, &drawn.name);
        y += 8.0;
        for row in rows(drawn.rush.rate, drawn.rush.frames) {
            y = lane(&mut scene, y, drawn, row, labels);
        }
    }
    scene.height = y + EDGE;
    scene
}

fn legend(scene: &mut Scene, mut y: f32, labels: &Labels) -> f32 {
    let entries = std::iter::once((Tone::Kept, labels.kept.as_str()))
        .chain(labels.reasons.iter().map(|(r, text)| (Tone::Dropped(*r), text.as_str())));
    let mut x = EDGE;
    y += 18.0;
    for (tone, text) in entries {
        // Digits and letters of this size are about seven pixels wide.
        let width = 20.0 + 7.0 * text.chars().count() as f32 + 18.0;
        if x + width > WIDTH - EDGE && x > EDGE {
            x = EDGE;
            y += 20.0;
        }
        scene.rect(x, y - 10.0, 12.0, 12.0, tone, 100);
        scene.text(x + 18.0, y, 13.0, Tone::Ink, false, text);
        x += width;
    }
    y
}

fn lane(scene: &mut Scene, top: f32, drawn: &Drawn<'_>, row: Span, labels: &Labels) -> f32 {
    let mut y = top;
    let place = |frame: u64| {
        EDGE + LANE * (frame.clamp(row.start, row.end) - row.start) as f32 / row.len().max(1) as f32
    };
    let tiles: Vec<_> = drawn.thumbnails.iter().filter(|t| row.contains(t.frame)).collect();
    if let Some(first) = tiles.first() {
        let w = LANE / STRIP as f32;
        let h = ((w - 4.0) * first.height as f32 / first.width.max(1) as f32).min(120.0);
        let fitted = (h * first.width as f32 / first.height.max(1) as f32).min(w - 4.0);
        for tile in tiles {
            let middle = place(tile.frame).clamp(EDGE + w / 2.0, WIDTH - EDGE - w / 2.0);
            let picture = tile.clone();
            scene.shapes.push(Shape::Image { x: middle - fitted / 2.0, y, w: fitted, h, picture });
        }
        y += h + 6.0;
    }
    scene.rect(EDGE, y, LANE, WAVE, Tone::Lane, 100);
    let spans: Vec<&CutSpan> = drawn.rush.spans.iter().filter(|s| s.span().overlaps(row)).collect();
    for span in &spans {
        let (a, b) = (place(span.start), place(span.end));
        if let Some((reason, restored)) = dropped(span) {
            if !restored {
                scene.rect(a, y, (b - a).max(0.5), WAVE, Tone::Dropped(reason), 22);
            }
            scene.rect(
                a,
                y + WAVE + 2.0,
                (b - a).max(0.5),
                MARK,
                Tone::Dropped(reason),
                if restored { 35 } else { 100 },
            );
        } else {
            scene.rect(a, y + WAVE + 2.0, (b - a).max(0.5), MARK, Tone::Kept, 100);
        }
    }
    waveform(scene, y, drawn, row, &spans);
    if drawn.peaks.is_empty() {
        scene.text(EDGE + 8.0, y + WAVE / 2.0 + 4.0, 12.0, Tone::Faint, false, &labels.silent);
    }
    y += WAVE + MARK + 2.0;
    let rate = drawn.rush.rate;
    for second in ticks(rate.time_of(row.start).seconds(), rate.time_of(row.end).seconds()) {
        let frame = rate.frame_from(Micros(second * 1_000_000));
        let text = clock(second as f64);
        let x = place(frame).clamp(EDGE + 16.0, WIDTH - EDGE - 16.0);
        scene.shapes.push(Shape::Text {
            x,
            y: y + 13.0,
            size: 11.0,
            tone: Tone::Faint,
            bold: false,
            centred: true,
            text,
        });
    }
    y + TICKS + GAP / 2.0
}

/// One bar a pixel, half as loud to the eye as the peak squared would be: speech fills about half the lane.
fn waveform(scene: &mut Scene, top: f32, drawn: &Drawn<'_>, row: Span, spans: &[&CutSpan]) {
    let rate = drawn.rush.rate;
    let peak_at = |Micros(t): Micros| (t.max(0) as f64 / 1e6 * PEAKS) as usize;
    let mut bars: Vec<(Tone, Bars)> = Vec::new();
    let mut at = 0;
    for pixel in 0..LANE as u64 {
        let frame = |p: u64| row.start + row.len() * p / LANE as u64;
        let (from, to) = (frame(pixel), frame(pixel + 1).max(frame(pixel) + 1));
        let first = peak_at(rate.time_of(from));
        let after = peak_at(rate.time_of(to)).max(first + 1).min(drawn.peaks.len());
        let Some(peak) = drawn.peaks.get(first..after).and_then(|p| p.iter().max()) else { continue };
        while spans.get(at).is_some_and(|s| s.end <= from) {
            at += 1;
        }
        let tone = match spans.get(at).map(|s| dropped(s)) {
            Some(Some((reason, false))) => Tone::Dropped(reason),
            _ => Tone::Kept,
        };
        let half = (f32::from(*peak) / 255.0).sqrt() * (WAVE / 2.0 - 3.0);
        let middle = top + WAVE / 2.0;
        let bar = (EDGE + pixel as f32, middle - half.max(0.5), middle + half.max(0.5));
        match bars.iter_mut().find(|(t, _)| *t == tone) {
            Some((_, list)) => list.push(bar),
            None => bars.push((tone, vec![bar])),
        }
    }
    scene.shapes.extend(bars.into_iter().map(|(tone, bars)| Shape::Bars { tone, bars }));
}

/// Whole, round seconds between two times, at most nine.
fn ticks(from: f64, to: f64) -> impl Iterator<Item = i64> {
    let step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].into_iter();
    let step = step.clone().find(|s| (to - from) / f64::from(*s) <= 8.0).map_or(7200, i64::from);
    let first = (from / step as f64).ceil() as i64;
    (first..).map(move |n| n * step).take_while(move |second| *second as f64 <= to)
}

/// Why a span is dropped and whether that was taken back.
fn dropped(span: &CutSpan) -> Option<(Reason, bool)> {
    match span.verdict {
        Verdict::Drop { reason, restored, .. } => Some((reason, restored)),
        Verdict::Keep { .. } => None,
    }
}

impl Scene {
    fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, tone: Tone, opacity: u8) {
        self.shapes.push(Shape::Rect { x, y, w, h, tone, opacity });
    }

    fn text(&mut self, x: f32, y: f32, size: f32, tone: Tone, bold: bool, text: &str) {
        self.shapes.push(Shape::Text { x, y, size, tone, bold, centred: false, text: text.to_owned() });
    }
}
