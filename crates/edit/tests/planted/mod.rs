//! Rushes with planted truth, and how a cut of one is judged. The scans here are what a good but imperfect measuring
//! would find: islands that miss the edges of words by tens of milliseconds, faults by some frames.

use std::collections::BTreeMap;

use incamera_model::*;
use serde::Deserialize;

/// Truth as the composing script of the planted rushes writes it; frames half-open, 30 a second.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Truth {
    pub(crate) fps: u32,
    pub(crate) frames: u64,
    pub(crate) segments: Vec<Planted>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Planted {
    pub(crate) start: u64,
    pub(crate) end: u64,
    pub(crate) kind: String,
    pub(crate) keep: bool,
    #[serde(default)]
    pub(crate) source: String,
    pub(crate) speech_start: Option<u64>,
    pub(crate) speech_end: Option<u64>,
    #[serde(default)]
    pub(crate) text: String,
}

impl Planted {
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    pub(crate) fn speech(&self) -> Option<Span> {
        Some(Span::new(self.speech_start?, self.speech_end?))
    }
}

/// Small, seeded, the same everywhere.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below.max(1)
    }
}

pub(crate) fn read(json: &str) -> Truth {
    serde_json::from_str(json).unwrap()
}

pub(crate) fn probe(rate: Rate, frames: u64) -> Probe {
    let time = StreamTime { base: [1, 90_000], start: 0, length: rate.scale(frames, 90_000) as i64 };
    Probe {
        container: "mov".into(),
        size: 1,
        duration: rate.time_of(frames),
        video: vec![VideoStream {
            index: 0,
            codec: "h264".into(),
            profile: "High".into(),
            width: 1920,
            height: 1080,
            sample_aspect: [1, 1],
            pixel_format: "yuv420p".into(),
            bit_depth: 8,
            rate,
            variable_rate: false,
            frames,
            time,
            rotation: 0,
            colour: Colour {
                primaries: "bt709".into(),
                transfer: "bt709".into(),
                matrix: "bt709".into(),
                range: "tv".into(),
            },
            hdr: None,
            field_order: FieldOrder::Progressive,
            reorder: 2,
            edit_list: false,
            bit_rate: 0,
        }],
        audio: vec![AudioStream {
            index: 1,
            codec: "aac".into(),
            profile: "LC".into(),
            sample_rate: 48_000,
            channels: 2,
            layout: "stereo".into(),
            time,
            language: None,
            bit_rate: 160_000,
        }],
        subtitles: Vec::new(),
        created: None,
        timecode: None,
        warnings: Vec::new(),
    }
}

/// The scan of a planted rush. `quiet` lowers the voice by so many dB, `room` is the noise floor.
pub(crate) fn scan(truth: &Truth, seed: u64, voice: i32, room: i32) -> Scan {
    let mut chance = Chance(seed);
    let rate = Rate::new(truth.fps, 1).unwrap();
    let mut levels: Vec<u8> = (0..rate.time_of(truth.frames).0 / 10_000)
        .map(|_| (-room + chance.next(5) as i32 - 2).clamp(0, 120) as u8)
        .collect();
    let mut paint = |span: Span, db: i32, chance: &mut Chance| {
        let (a, b) = (rate.time_of(span.start).0 / 10_000, rate.time_of(span.end).0 / 10_000);
        for level in &mut levels[a as usize..b as usize] {
            *level = (-db + chance.next(13) as i32 - 6).clamp(0, 120) as u8;
        }
    };
    let mut islands = Vec::new();
    let mut picture = Picture { shots: vec![0], ..Picture::default() };
    for planted in &truth.segments {
        if let Some(speech) = planted.speech() {
            // Inner pauses of up to 0.4 s, every three to six seconds, as readers make them.
            let mut at = speech.start;
            while at < speech.end {
                let end = (at + 90 + chance.next(90)).min(speech.end);
                let end = if speech.end - end < 30 { speech.end } else { end };
                paint(Span::new(at, end), voice, &mut chance);
                let late = chance.next(60) as i64 * 1000;
                let early = chance.next(60) as i64 * 1000;
                let start = rate.time_of(at).0 + late;
                islands.push(Island {
                    start: Micros(start),
                    end: Micros((rate.time_of(end).0 - early).max(start + 1)),
                    confidence: 80 + chance.next(20) as u8,
                });
                at = end + 4 + chance.next(8);
            }
        }
        let reason = match planted.kind.as_str() {
            "black" => Some(Reason::Black),
            "frozen" => Some(Reason::Frozen),
            "blur" => Some(Reason::Blur),
            _ => None,
        };
        if planted.kind == "noise" {
            paint(planted.span(), voice, &mut chance);
        }
        if let Some(reason) = reason {
            let span = Span::new(planted.start + chance.next(3), planted.end - chance.next(3));
            picture.spans.push(PictureSpan { reason, span, confidence: 90, measured: None });
        }
        for entry in (planted.start..planted.end).step_by(30) {
            picture.joints.entries.push(entry);
            picture.joints.exits.extend((entry..(entry + 30).min(planted.end)).step_by(3));
        }
    }
    let loudness =
        Loudness { integrated: -2000, range: 500, peak: -300, floor: room * 100, speech: voice * 100 };
    let sound = Sound { length: rate.time_of(truth.frames), islands, loudness, levels, peaks: Vec::new() };
    Scan {
        version: Scan::VERSION,
        probe: probe(rate, truth.frames),
        sound: Some(sound),
        picture: Some(picture),
    }
}

/// Words evenly over each utterance's own stretch of speech; a bad take has the first of them, the last one broken.
pub(crate) fn transcript(truth: &Truth, language: &str) -> Transcript {
    let rate = Rate::new(truth.fps, 1).unwrap();
    let mut utterances = Vec::new();
    for planted in &truth.segments {
        let Some(speech) = planted.speech() else { continue };
        let mut words: Vec<String> = planted.text.split_whitespace().map(Into::into).collect();
        if planted.kind == "bad_take" {
            words.truncate((words.len() * 45).div_ceil(100).max(1));
            if let Some(last) = words.last_mut().filter(|w| w.chars().count() > 4) {
                *last = last.chars().take(3).collect();
            }
        }
        let letters: usize = words.iter().map(|w| w.chars().count()).sum();
        let (start, end) = (rate.time_of(speech.start), rate.time_of(speech.end));
        let mut at = start;
        let words = words
            .into_iter()
            .map(|text| {
                let share = (end - start).0 * text.chars().count() as i64 / letters.max(1) as i64;
                let word = Word { text, start: at, end: Micros(at.0 + share), confidence: 90 };
                at = word.end;
                word
            })
            .collect();
        utterances.push(Utterance { start, end, words });
    }
    Transcript { language: language.into(), model: "planted".into(), utterances }
}

/// How good a cut is, in thousandths.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judgement {
    /// Share of wanted speech that is kept.
    pub(crate) recall: u64,
    /// Share of what is kept that is speech.
    pub(crate) precision: u64,
    /// Share kept of each kind.
    pub(crate) kept: BTreeMap<String, u64>,
    /// Wanted utterances of which a frame is missing.
    pub(crate) clipped: Vec<Span>,
}

pub(crate) fn judge(truth: &Truth, cut: &Cut, words: bool) -> Judgement {
    let kept: Spans = cut.segments().iter().map(|s| s.span).collect();
    let share = |part: u64, all: u64| (part * 1000).checked_div(all).unwrap_or(0);
    let count = |s: Span| kept.intersect(&[s].into_iter().collect()).frames();
    let mut judgement = Judgement::default();
    let (mut wanted, mut found) = (0, 0);
    let mut kinds: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut said = 0;
    for (i, planted) in truth.segments.iter().enumerate() {
        let speech = planted.speech().unwrap_or(planted.span());
        let entry = kinds.entry(planted.kind.clone()).or_default();
        entry.0 += count(speech);
        entry.1 += speech.len();
        // Blocks of the script repeat by chance: the same text again within two minutes is a retake to any listener.
        let repeated = truth.segments[i + 1..]
            .iter()
            .take_while(|l| l.start < planted.end + 120 * u64::from(truth.fps))
            .any(|l| l.keep && l.kind == "speech" && l.source == planted.source);
        if planted.kind == "bad_take" && !words {
            // Without words an abandoned take is speech like any other.
            said += count(speech);
        }
        if planted.kind == "speech" {
            said += count(speech);
            if !(words && repeated) {
                wanted += speech.len();
                found += count(speech);
                if count(speech) < speech.len() {
                    judgement.clipped.push(speech);
                }
            }
        }
    }
    judgement.recall = share(found, wanted);
    judgement.precision = share(said, kept.frames());
    judgement.kept = kinds.into_iter().map(|(k, (part, all))| (k, share(part, all))).collect();
    judgement
}
