//! The default cut against planted truth.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod planted;

use incamera_edit::{RushInput, Settings, derush};
use planted::{judge, read, scan, transcript};

const RUSHES: [&str; 2] = [include_str!("data/planted-2m.json"), include_str!("data/planted-10m.json")];

/// proves: EDT-01
#[test]
fn speech_stays_and_the_rest_goes() {
    for json in RUSHES {
        let truth = read(json);
        for (seed, voice, room) in [(1, -22, -56), (2, -45, -70), (3, -24, -38), (4, -55, -64)] {
            let scan = scan(&truth, seed, voice, room);
            let words = transcript(&truth, "en");
            for with_words in [false, true] {
                let input = RushInput {
                    scan: &scan,
                    transcript: with_words.then_some(&words),
                    hash: "00",
                    path: "rush.mp4",
                };
                let cut = derush(&[input], &Settings::default());
                cut.check().unwrap();
                let found = judge(&truth, &cut, with_words);
                let case = format!("seed {seed}, voice {voice}, room {room}, words {with_words}: {found:#?}");
                assert!(found.recall >= 990, "{case}");
                assert!(found.precision >= 920, "{case}");
                for kind in ["pause", "black", "frozen", "blur", "noise"] {
                    assert!(found.kept.get(kind).is_none_or(|k| *k <= 100), "{kind}: {case}");
                }
                assert!(found.clipped.is_empty(), "{case}");
                if with_words {
                    assert!(found.kept["bad_take"] <= 100, "{case}");
                }
            }
        }
    }
}
