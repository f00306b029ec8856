//! What must hold of every cut, whatever the rush.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, reason = "each test binary uses its own part")]
mod planted;

use incamera_edit::{Manual, Preset, RushInput, Settings, derush, drop_span, keep_span, restore};
use incamera_model::*;
use planted::{Planted, Truth, scan, transcript};
use proptest::prelude::*;

const TEXTS: [&str; 4] = [
    "the cabbage juice changes color depending on how acidic or basic the chemical is",
    "nous sommes d'accord avec la déclaration du comité selon laquelle les intérêts sont servis",
    "um so I think uh that we should go",
    "sorry",
];

/// A rush of random blocks, long enough for several joints.
fn truth() -> impl Strategy<Value = Truth> {
    let kinds = prop::sample::select(vec![
        "speech", "speech", "speech", "bad_take", "pause", "black", "frozen", "blur", "noise",
    ]);
    let block = (kinds, 20u64..200, 2u64..60, 2u64..60, 0..TEXTS.len());
    prop::collection::vec(block, 1..14).prop_map(|blocks| {
        let mut at = 0;
        let segments = blocks
            .into_iter()
            .map(|(kind, length, lead, tail, text)| {
                let speaks = matches!(kind, "speech" | "bad_take");
                let length = if speaks { length + lead + tail } else { length };
                let planted = Planted {
                    start: at,
                    end: at + length,
                    kind: kind.into(),
                    keep: kind == "speech",
                    source: text.to_string(),
                    speech_start: speaks.then(|| at + lead),
                    speech_end: speaks.then(|| at + length - tail),
                    text: TEXTS[text].into(),
                };
                at += length;
                planted
            })
            .collect();
        Truth { fps: 30, frames: at, segments }
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let reasons = prop::collection::btree_set(prop::sample::select(Reason::ALL.to_vec()), 0..9);
    (prop::sample::select(Preset::ALL.to_vec()), reasons, any::<bool>(), 0i64..2000, any::<bool>()).prop_map(
        |(preset, reasons, add, margin, snap)| {
            let mut settings = Settings::new(preset);
            if add {
                settings = settings.dropping(reasons).with_margin(Micros::from_millis(margin));
            }
            settings.snap = snap;
            settings
        },
    )
}

fn cut_of(truth: &Truth, seed: u64, words: Option<&Transcript>, settings: &Settings) -> (Scan, Cut) {
    let scan = scan(truth, seed, -24, -55);
    let input = RushInput { scan: &scan, transcript: words, hash: "00", path: "a.mp4" };
    let cut = derush(&[input], settings);
    (scan, cut)
}

fn kept(cut: &Cut) -> Spans {
    cut.segments().iter().map(|s| s.span).collect()
}

fn silence(cut: &Cut) -> u64 {
    let quiet = |s: &&CutSpan| matches!(s.verdict, Verdict::Drop { reason: Reason::Silence, .. });
    cut.rushes[0].spans.iter().filter(quiet).map(|s| s.span().len()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// proves: EDT-01
    #[test]
    fn spans_tile_and_the_same_input_gives_the_same_cut(t in truth(), seed: u64, s in settings(), words: bool) {
        let words = words.then(|| transcript(&t, "en"));
        let (_, cut) = cut_of(&t, seed, words.as_ref(), &s);
        prop_assert_eq!(cut.check(), Ok(()));
        prop_assert_eq!(&cut, &cut_of(&t, seed, words.as_ref(), &s).1);
        for span in &cut.rushes[0].spans {
            if let Verdict::Drop { reason, confidence, .. } = &span.verdict {
                prop_assert!(s.drop.contains(reason), "{reason} was not asked for");
                prop_assert!(*confidence <= 100);
            }
        }
    }

    #[test]
    fn no_island_is_cut_into(t in truth(), seed: u64, s in settings()) {
        let (scan, cut) = cut_of(&t, seed, None, &s);
        let kept = kept(&cut);
        for island in scan.sound.unwrap().islands {
            let rate = cut.rate;
            let span = Span::new(rate.frame_at(island.start), rate.frame_from(island.end).min(t.frames));
            prop_assert_eq!(kept.intersect(&[span].into_iter().collect()).frames(), span.len(), "{:?}", span);
        }
    }

    #[test]
    fn a_word_is_in_the_film_whole_or_not_at_all(t in truth(), seed: u64, s in settings()) {
        let words = transcript(&t, "en");
        let (_, cut) = cut_of(&t, seed, Some(&words), &s);
        let kept = kept(&cut);
        for word in words.words() {
            // Frames that only this word touches.
            let own = Span::new(cut.rate.frame_from(word.start), cut.rate.frame_at(word.end));
            let shown = kept.intersect(&[own].into_iter().collect()).frames();
            prop_assert!(shown == 0 || shown == own.len(), "{:?} {:?}", word, own);
        }
    }

    #[test]
    fn restoring_everything_gives_the_rush_back(t in truth(), seed: u64, s in settings()) {
        let (_, cut) = cut_of(&t, seed, Some(&transcript(&t, "fr")), &s);
        let mut whole = cut.clone();
        let dropped: Vec<SpanId> = cut.rushes[0].spans.iter().filter(|s| !s.verdict.in_film()).map(|s| s.id.clone()).collect();
        restore(&mut whole, &dropped).unwrap();
        prop_assert_eq!(whole.segments().iter().map(|s| s.span).collect::<Vec<_>>(), [Span::new(0, t.frames)]);
        for id in &dropped {
            whole.drop_again(id).unwrap();
        }
        prop_assert_eq!(whole, cut);
    }

    #[test]
    fn a_manual_drop_is_exact_and_can_be_undone(t in truth(), seed: u64, from: u64, length in 1u64..200) {
        let (_, cut) = cut_of(&t, seed, None, &Settings::default());
        let start = from % t.frames;
        let span = Span::new(start, (start + length).min(t.frames));
        let mut next = cut.clone();
        drop_span(&mut next, 0, span).unwrap();
        prop_assert_eq!(next.check(), Ok(()));
        let gone: Spans = [span].into_iter().collect();
        prop_assert_eq!(kept(&next), kept(&cut).minus(&gone));
        keep_span(&mut next, 0, span).unwrap();
        prop_assert_eq!(next.check(), Ok(()));
        prop_assert_eq!(kept(&next), kept(&cut).union(&gone));
        for old in &cut.rushes[0].spans {
            prop_assert!(next.rushes[0].spans.iter().any(|s| s.id == old.id), "names are never lost");
        }
    }

    #[test]
    fn a_longer_min_silence_drops_no_more(t in truth(), seed: u64, a in 0i64..4000, b in 0i64..4000) {
        let with = |millis| {
            let settings = Settings { snap: false, ..Settings::default() };
            silence(&cut_of(&t, seed, None, &settings.with_min_silence(Micros::from_millis(millis))).1)
        };
        prop_assert!(with(a.min(b)) >= with(a.max(b)));
    }

    #[test]
    fn wider_margins_keep_more(t in truth(), seed: u64, a in 0i64..1500, b in 0i64..1500) {
        let with = |millis| {
            let settings = Settings { snap: false, ..Settings::default() };
            kept(&cut_of(&t, seed, None, &settings.with_margin(Micros::from_millis(millis))).1).frames()
        };
        prop_assert!(with(a.min(b)) <= with(a.max(b)));
    }

    /// The law of the joints, as its file states it.
    #[test]
    fn boundaries_slide_outward_over_silence_only(t in truth(), seed: u64) {
        let settings = Settings::default();
        let (scan, slid) = cut_of(&t, seed, None, &settings);
        let (_, exact) = cut_of(&t, seed, None, &Settings { snap: false, ..settings });
        let (outer, inner) = (kept(&slid), kept(&exact));
        prop_assert!(inner.minus(&outer).is_empty());
        let joints = scan.picture.unwrap().joints;
        for extra in outer.minus(&inner).iter() {
            for frame in extra.start..extra.end {
                let under = exact.rushes[0].spans.iter().find(|s| s.span().contains(frame)).unwrap();
                prop_assert!(matches!(under.verdict, Verdict::Drop { reason: Reason::Silence, .. }), "{under:?}");
            }
            prop_assert!(extra.len() <= 15 + 8);
        }
        for range in outer.iter() {
            let was = |edge: u64, head: bool| inner.iter().any(|i| if head { i.start == edge } else { i.end == edge });
            prop_assert!(joints.entries.contains(&range.start) || was(range.start, true));
            prop_assert!(joints.exits.contains(&range.end) || was(range.end, false));
        }
    }

    #[test]
    fn what_a_person_said_beforehand_is_exact(t in truth(), seed: u64, from: u64, length in 1u64..200, keep: bool) {
        let start = from % t.frames;
        let span = Span::new(start, (start + length).min(t.frames));
        let settings = Settings { manual: vec![Manual { rush: 0, span, keep }], ..Settings::default() };
        let (_, cut) = cut_of(&t, seed, None, &settings);
        let shown = kept(&cut).intersect(&[span].into_iter().collect()).frames();
        prop_assert_eq!(shown, if keep { span.len() } else { 0 });
        prop_assert_eq!(cut.check(), Ok(()));
    }
}

/// With an exit at every frame and room for eight, the sound of each range stands within 64 samples of the film's
/// packets: eight steps of 1600 samples reach every 128th of 1024.
#[test]
fn tails_keep_sound_packets_in_phase() {
    let block = |i: u64| Planted {
        start: i * 317,
        end: (i + 1) * 317,
        kind: "speech".into(),
        keep: true,
        source: i.to_string(),
        speech_start: Some(i * 317 + 70 + i % 7),
        speech_end: Some(i * 317 + 200 + i % 11),
        text: format!("sentence number {i} has its own words"),
    };
    let truth = Truth { fps: 30, frames: 20 * 317, segments: (0..20).map(block).collect() };
    let mut scan = scan(&truth, 5, -24, -55);
    scan.picture.as_mut().unwrap().joints =
        Joints { entries: (0..truth.frames).step_by(47).collect(), exits: (0..=truth.frames).collect() };
    let input = RushInput { scan: &scan, transcript: None, hash: "", path: "a.mp4" };
    let worst = |snap: bool| {
        let cut = derush(&[input], &Settings { snap, ..Settings::default() });
        let placed = cut.placed();
        assert!(placed.len() >= 20);
        let first = placed[0].segment.span.start;
        let drift = |p: &Placed| {
            let removed = p.segment.span.start - first - p.film.start;
            let off = removed * 1600 % 1024;
            off.min(1024 - off)
        };
        placed.iter().map(drift).max().unwrap()
    };
    assert!(worst(true) <= 64, "{}", worst(true));
    assert!(worst(false) > 64);
}

/// A rush in which nobody speaks is B-roll: only its picture is judged.
#[test]
fn b_roll_keeps_its_sound() {
    let pause = Planted {
        start: 0,
        end: 300,
        kind: "pause".into(),
        keep: true,
        source: String::new(),
        speech_start: None,
        speech_end: None,
        text: String::new(),
    };
    let black = Planted { start: 300, end: 400, kind: "black".into(), ..pause.clone() };
    let truth = Truth { fps: 30, frames: 400, segments: vec![pause, black] };
    let (_, cut) = cut_of(&truth, 1, None, &Settings::default());
    assert_eq!(cut.segments().len(), 1);
    assert!(cut.segments()[0].span.len() >= 295);
}
