//! Repeated takes and false starts, in words alone.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, reason = "each test binary uses its own part")]
mod planted;

use incamera_edit::{RushInput, Settings, State, derush, describe};
use incamera_model::*;
use planted::probe;

/// One utterance a line, half a second a word, two seconds between lines; `|` is a pause of half a second inside.
fn said(language: &str, lines: &[&str]) -> (Scan, Transcript) {
    let mut at = 1_000_000;
    let mut utterances = Vec::new();
    for line in lines {
        let start = at;
        let mut words = Vec::new();
        for text in line.split_whitespace() {
            if text == "|" {
                at += 500_000;
                continue;
            }
            words.push(Word {
                text: text.into(),
                start: Micros(at),
                end: Micros(at + 400_000),
                confidence: 90,
            });
            at += 420_000;
        }
        utterances.push(Utterance { start: Micros(start), end: Micros(at), words });
        at += 2_000_000;
    }
    let rate = Rate::new(25, 1).unwrap();
    let islands = utterances.iter().map(|u| Island { start: u.start, end: u.end, confidence: 95 }).collect();
    let frames = rate.frame_at(Micros(at));
    let loudness = Loudness { integrated: -2000, range: 0, peak: 0, floor: -6000, speech: -2000 };
    let sound = Sound { length: Micros(at), islands, loudness, ..Sound::default() };
    let scan = Scan { version: 1, probe: probe(rate, frames), sound: Some(sound), picture: None };
    (scan, Transcript { language: language.into(), model: "test".into(), utterances })
}

/// The words that stay in the film.
fn film(language: &str, lines: &[&str]) -> String {
    let (scan, words) = said(language, lines);
    let input = RushInput { scan: &scan, transcript: Some(&words), hash: "", path: "a.mp4" };
    let cut = derush(&[input], &Settings::default());
    cut.check().unwrap();
    let source = incamera_edit::CaptionSource { transcript: Some(&words), shots: &[] };
    incamera_edit::to_txt(&cut, &[source]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// proves: EDT-01
#[test]
fn takes_fall_to_the_last_complete_one() {
    for (language, lines, left) in [
        // the false start of a real clip
        (
            "fr",
            &[
                "Sous le consulat, il devient con-",
                "Sous le consulat, il devient conservateur des eaux et forêts.",
            ][..],
            "Sous le consulat, il devient conservateur des eaux et forêts.",
        ),
        // the same, as a recogniser that finishes words writes it
        (
            "fr",
            &[
                "Sous le consulat, il devient con.",
                "Sous le consulat, il devient conservateur des eaux et forêts.",
            ],
            "Sous le consulat, il devient conservateur des eaux et forêts.",
        ),
        // a whole sentence twice
        (
            "en",
            &[
                "Mr. Quilter is the apostle of the middle classes.",
                "Mr. Quilter is the apostle of the middle classes.",
                "And so, my fellow Americans.",
            ],
            "Mr. Quilter is the apostle of the middle classes. And so, my fellow Americans.",
        ),
        // three takes and a cue
        (
            "en",
            &[
                "Welcome to the channel today we",
                "Welcome to the channel today we will bake",
                "Sorry, let me say that again.",
                "Welcome to the channel, today we will bake bread.",
                "First the flour.",
            ],
            "Welcome to the channel, today we will bake bread. First the flour.",
        ),
        (
            "fr",
            &[
                "Bonjour à tous et bienvenue dans",
                "Je reprends.",
                "Bonjour à tous et bienvenue dans cette vidéo.",
            ],
            "Bonjour à tous et bienvenue dans cette vidéo.",
        ),
        // two sentences, both said again
        (
            "fr",
            &["Bonjour ! Est-ce que vous allez bien ?", "Bonjour ! Est-ce que vous allez bien ?"],
            "Bonjour ! Est-ce que vous allez bien ?",
        ),
        // a short opening belongs to its take, not to the one before
        (
            "en",
            &[
                "Hello! My name is Anna and I make films.",
                "Hello! My name is Anna and I make films. Today is Monday.",
            ],
            "Hello! My name is Anna and I make films. Today is Monday.",
        ),
        // misheard words differ
        (
            "en",
            &[
                "The cabbage juice changes color depending on how acid",
                "The cabbage juice changes colour depending on how acidic or basic the chemical is.",
            ],
            "The cabbage juice changes colour depending on how acidic or basic the chemical is.",
        ),
        // half the words are written otherwise each time, yet sound the same
        (
            "fr",
            &[
                "Malgré le net avantage, le délpeau trop pendant le deuxième.",
                "Algré le net avantage de des potropes pendant le deuxième set, il a fallu passer par là.",
            ],
            "Algré le net avantage de des potropes pendant le deuxième set, il a fallu passer par là.",
        ),
        // the first word was lost once
        (
            "fr",
            &[
                "Même moi, un autre agent de ligne a fait une",
                "C'est même moi, un autre agent de ligne a fait une sortie de piste.",
            ],
            "C'est même moi, un autre agent de ligne a fait une sortie de piste.",
        ),
        // the pause falls elsewhere, and the end is guessed
        (
            "en",
            &[
                "However, | due to the slow communication channels, styles in the way that we are doing,",
                "However, due to the slow | communication channels, styles in the west could lag behind.",
            ],
            "However, due to the slow communication channels, styles in the west could lag behind.",
        ),
        // the end of a take is no beginning of the next
        (
            "en",
            &[
                "All nouns alongside the word say for you | always",
                "All nouns alongside the word say for you always begin with a capital letter.",
            ],
            "All nouns alongside the word say for you always begin with a capital letter.",
        ),
        // one word, broken off
        (
            "en",
            &["We will talk about photo-", "We will talk about photosynthesis in plants."],
            "We will talk about photosynthesis in plants.",
        ),
        ("en", &["Photo-", "Photosynthesis feeds the plant."], "Photosynthesis feeds the plant."),
        // inside one island
        (
            "en",
            &["So the reason why the reason why plants are green is chlorophyll."],
            "So the reason why plants are green is chlorophyll.",
        ),
        (
            "fr",
            &["Aujourd'hui nous allons voir | aujourd'hui nous allons voir comment cuire le pain."],
            "aujourd'hui nous allons voir comment cuire le pain.",
        ),
        // the last one breaks off: the one before is the take
        (
            "en",
            &["My name is Anna and I make films.", "My name is Anna and"],
            "My name is Anna and I make films.",
        ),
    ] {
        assert_eq!(film(language, lines), left, "{lines:?}");
    }
}

#[test]
fn what_only_sounds_alike_stays() {
    for (language, lines) in [
        // anaphora
        (
            "en",
            &[
                "I have a dream that one day this nation will rise up.",
                "I have a dream that my four little children will be free.",
            ][..],
        ),
        ("en", &["Very, very good.", "Very good indeed, thank you."]),
        ("en", &["Yes.", "Yes, we can."]),
        ("en", &["No no no, not like that."]),
        ("en", &["What is your name?", "My name is Anna.", "What is your job?", "My job is to make films."]),
        (
            "en",
            &["What is your favourite colour of the rainbow?", "What is your favourite colour of the sea?"],
        ),
        ("fr", &["Nous nous sommes levés tôt.", "Nous nous sommes couchés tard."]),
        (
            "en",
            &[
                "The first train leaves for Paris at seven in the morning.",
                "The last train leaves for London at nine in the evening.",
            ],
        ),
        ("fr", &["Oui.", "Oui, je crois."]),
        ("en", &["We went to to the shop and then to tomorrow land."]),
        ("fr", &["Il y a du pain.", "Il y a du vin, du fromage et des fruits."]),
        ("de", &["Es geht um Geld.", "Es geht um viel mehr als das."]),
        // a refrain, with much else between
        (
            "en",
            &[
                "Less is more as they say.",
                "The first house has four rooms and a garden with a very old tree.",
                "The second house is bigger and has a cellar where the wine is kept.",
                "The third one burnt down in the great fire and nobody built it again.",
                "Less is more as they say.",
            ],
        ),
    ] {
        assert_eq!(film(language, lines), lines.join(" "), "{lines:?}");
    }
}

#[test]
fn a_dropped_take_says_what_replaces_it() {
    let (scan, words) =
        said("en", &["We will talk about photo-", "We will talk about photosynthesis in plants."]);
    let input = RushInput { scan: &scan, transcript: Some(&words), hash: "", path: "a.mp4" };
    let cut = derush(&[input], &Settings::default());
    let all = describe(&cut);
    let take = all.iter().find(|d| d.reason == Reason::Retake).unwrap();
    assert_eq!(take.state, State::Dropped);
    assert_eq!(take.evidence.words.as_deref(), Some("We will talk about photo-"));
    assert_eq!(take.evidence.retake.as_deref(), Some("We will talk about photosynthesis in plants."));
    let second = words.utterances[1].start;
    assert_eq!(take.evidence.retake_frame, Some(cut.rushes[0].rate.frame_at(second)));
    assert!(take.confidence >= 70);
}

/// Fillers are suggestions until asked for, and only in languages whose hesitations are known.
#[test]
fn fillers_are_suggested_and_dropped_when_asked() {
    let lines = ["So um we begin uh here."];
    assert_eq!(film("en", &lines), lines[0]);
    let (scan, words) = said("en", &lines);
    let input = RushInput { scan: &scan, transcript: Some(&words), hash: "", path: "a.mp4" };
    let count = |cut: &Cut, state| {
        describe(cut).iter().filter(|d| d.reason == Reason::Filler && d.state == state).count()
    };
    let suggested = derush(&[input], &Settings::default());
    assert_eq!((count(&suggested, State::Suggested), count(&suggested, State::Dropped)), (2, 0));
    let dropped = derush(&[input], &Settings::default().dropping([Reason::Filler]));
    assert_eq!((count(&dropped, State::Suggested), count(&dropped, State::Dropped)), (0, 2));
    let source = incamera_edit::CaptionSource { transcript: Some(&words), shots: &[] };
    assert_eq!(incamera_edit::to_txt(&dropped, &[source]), "So we begin here.\n");

    // "um" is a word in German.
    let (scan, words) = said("de", &["Wir gehen um acht."]);
    let input = RushInput { scan: &scan, transcript: Some(&words), hash: "", path: "a.mp4" };
    let german = derush(&[input], &Settings::default().dropping([Reason::Filler]));
    assert_eq!(count(&german, State::Dropped), 0);
}
