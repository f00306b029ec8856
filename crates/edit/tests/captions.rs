//! Captions along the cut.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, reason = "each test binary uses its own part")]
mod planted;

use incamera_edit::{
    CaptionRules, CaptionSource, RushInput, Settings, captions, derush, to_srt, to_txt, to_vtt,
};
use incamera_model::*;
use planted::{read, scan, transcript};
use proptest::prelude::*;

fn planted_cut() -> (Cut, Transcript) {
    let truth = read(include_str!("data/planted-10m.json"));
    let scan = scan(&truth, 3, -24, -55);
    let words = transcript(&truth, "fr");
    let input = RushInput { scan: &scan, transcript: Some(&words), hash: "", path: "a.mp4" };
    (derush(&[input], &Settings::default()), words)
}

/// proves: EDT-02, STU-18
#[test]
fn captions_obey_the_rules() {
    let (cut, words) = planted_cut();
    let shots: Vec<u64> = (0..cut.rushes[0].frames).step_by(97).collect();
    let rules = CaptionRules::default();
    let captions = captions(&cut, &[CaptionSource { transcript: Some(&words), shots: &shots }], &rules);
    assert!(captions.len() > 50);
    let joints: Vec<u64> = cut.placed().iter().map(|p| p.film.end).collect();
    let (mut hasty, mut short) = (0, 0);
    for pair in captions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start);
    }
    for caption in &captions {
        assert!(!caption.span.is_empty() && (1..=2).contains(&caption.lines.len()), "{caption:?}");
        assert!(caption.lines.iter().all(|l| (1..=42).contains(&l.chars().count())), "{caption:?}");
        assert!(
            !joints.iter().any(|j| (caption.span.start + 1..caption.span.end).contains(j)),
            "{caption:?}"
        );
        let seconds = cut.rate.time_of(caption.span.len()).seconds();
        let letters: usize = caption.lines.iter().map(|l| l.chars().count()).sum();
        assert!(seconds <= 7.5);
        hasty += usize::from(letters as f64 / seconds > 20.0);
        short += usize::from(seconds < 0.8);
    }
    // The planted readers are fast in places; captions cannot slow them down, but must not make it worse.
    assert!(hasty * 20 <= captions.len(), "{hasty} of {} too fast", captions.len());
    assert_eq!(short, 0);
    // Every word of the film is in a caption, once, in order.
    let all: Vec<&str> = captions.iter().flat_map(|c| &c.lines).flat_map(|l| l.split_whitespace()).collect();
    let text = to_txt(&cut, &[CaptionSource { transcript: Some(&words), shots: &[] }]);
    assert_eq!(all, text.split_whitespace().collect::<Vec<_>>());
    // None of the abandoned takes' broken words.
    assert!(all.len() < words.words().count());
}

fn one_rush(words: Vec<Word>) -> (Cut, Transcript) {
    let end = words.last().map_or(Micros(0), |w| w.end);
    let rate = Rate::new(25, 1).unwrap();
    let frames = rate.frame_from(end) + 50;
    let span = CutSpan {
        id: SpanId("r1s1".into()),
        start: 0,
        end: frames,
        verdict: Verdict::Keep { suggestion: None },
    };
    let rush = CutRush {
        hash: String::new(),
        path: "a".into(),
        rate,
        frames,
        start_frame: 0,
        drop_frame: false,
        spans: vec![span],
    };
    let cut = Cut {
        version: 1,
        title: String::new(),
        rate,
        preset: std::collections::BTreeMap::new(),
        rushes: vec![rush],
    };
    let utterances = vec![Utterance { start: Micros(0), end, words }];
    (cut, Transcript { language: "en".into(), model: String::new(), utterances })
}

fn spoken(text: &str, each: i64) -> Vec<Word> {
    let word = |(i, t): (usize, &str)| Word {
        text: t.into(),
        start: Micros(i as i64 * each),
        end: Micros((i as i64 + 1) * each - 20_000),
        confidence: 90,
    };
    text.split_whitespace().enumerate().map(word).collect()
}

#[test]
fn lines_break_where_the_language_allows() {
    let text = "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.";
    let (cut, words) = one_rush(spoken(text, 400_000));
    let all =
        captions(&cut, &[CaptionSource { transcript: Some(&words), shots: &[] }], &CaptionRules::default());
    for caption in &all {
        for line in &caption.lines {
            let last = line.rsplit(' ').next().unwrap();
            assert!(!["my", "your", "for", "what", "a", "the"].contains(&last), "{all:?}");
        }
    }
    assert!(all.iter().any(|c| c.lines.last().unwrap().ends_with("you,")), "{all:?}");
}

#[test]
fn files_hold_what_their_formats_allow() {
    let rate = Rate::new(30_000, 1001).unwrap();
    let caption = Caption { span: Span::new(30, 90), lines: vec!["a < b & c --> d".into(), "two".into()] };
    let srt = to_srt(std::slice::from_ref(&caption), rate);
    assert_eq!(srt, "1\n00:00:01,001 --> 00:00:03,003\na < b & c → d\ntwo\n\n");
    let vtt = to_vtt(&[caption], rate);
    assert_eq!(vtt, "WEBVTT\n\n00:00:01.001 --> 00:00:03.003\na &lt; b &amp; c --&gt; d\ntwo\n\n");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Words that lie, overlap and run backwards, with anything in them.
    #[test]
    fn any_words_give_captions_that_can_be_shown(words in prop::collection::vec(("\\PC{0,60}|\\s\n", -100_000i64..9_000_000, -50_000i64..3_000_000), 0..40)) {
        let words: Vec<Word> = words.into_iter()
            .map(|(text, start, length)| Word { text, start: Micros(start), end: Micros(start + length), confidence: 1 })
            .collect();
        let (mut cut, transcript) = one_rush(vec![]);
        cut.rushes[0].frames = 400;
        cut.rushes[0].spans[0].end = 400;
        let source = CaptionSource { transcript: Some(&Transcript { utterances: vec![Utterance { words, ..Utterance::default() }], ..transcript }), shots: &[10, 50, 51, 52] };
        let all = captions(&cut, &[source], &CaptionRules::default());
        let mut before = 0;
        for caption in &all {
            prop_assert!(caption.span.start >= before && caption.span.end > caption.span.start, "{all:?}");
            prop_assert!(caption.span.end <= 400);
            prop_assert!(caption.lines.len() <= 2 && caption.lines.iter().all(|l| l.chars().count() <= 42));
            prop_assert!(caption.lines.iter().all(|l| !l.contains(['\n', '\r'])));
            before = caption.span.end;
        }
        to_txt(&cut, &[source]);
    }
}
