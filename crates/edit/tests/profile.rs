//! Editing profiles: presets of one's own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use incamera_edit::{Preset, RushInput, Settings, derush, read_cut, read_profile, write_cut};
use incamera_model::{Micros, Reason, Setting};

#[expect(dead_code, reason = "each test binary uses its own part")]
mod planted;

const SHOW: &str = r#"
name = "My show"
version = 3
base = "vlog"
drop = ["silence", "filler"]
through_speech = ["black"]
margin_before_ms = 100
min_silence_ms = 0
breath_ms = 10000
snap = false
"#;

/// proves: EDT-05
#[test]
fn a_profile_changes_what_it_says_and_no_more() {
    let settings = read_profile(SHOW.as_bytes()).unwrap();
    let vlog = Settings::new(Preset::Vlog);
    assert_eq!(settings.drop, [Reason::Silence, Reason::Filler].into());
    assert_eq!(settings.through_speech, [Reason::Black].into());
    assert_eq!(settings.margin_before, Micros::from_millis(100));
    assert_eq!((settings.margin_after, settings.min_clip), (vlog.margin_after, vlog.min_clip));
    assert_eq!((settings.min_silence, settings.breath), (Micros(0), Micros::from_millis(10_000)));
    assert!(!settings.snap);
    for preset in Preset::ALL {
        let plain = read_profile(format!("name='n'\nversion=1\nbase='{preset}'").as_bytes()).unwrap();
        assert_eq!(Settings { profile: None, ..plain }, Settings::new(preset));
    }
}

/// proves: EDT-04, EDT-05
#[test]
fn the_cut_says_which_profile_made_it() {
    let truth = planted::read(include_str!("data/planted-2m.json"));
    let scan = planted::scan(&truth, 1, -22, -56);
    let input = RushInput { scan: &scan, transcript: None, hash: "00", path: "a.mp4" };
    let cut = derush(&[input], &read_profile(SHOW.as_bytes()).unwrap());
    let read = read_cut(write_cut(&cut).as_bytes()).unwrap();
    assert_eq!(read.preset["preset"], Setting::Text("vlog".into()));
    assert_eq!(read.preset["profile"], Setting::Text("My show".into()));
    assert_eq!(read.preset["profile_version"], Setting::Number(3));
    assert_eq!(read.preset["margin_before_ms"], Setting::Number(100));
    let plain = derush(&[input], &Settings::default());
    assert!(!plain.preset.contains_key("profile"));
}

#[test]
fn a_mistake_is_named_with_what_was_meant() {
    for (from, to, said) in [
        ("min_silence_ms", "min_silense_ms", "did you mean `min_silence_ms`?"),
        ("snap = false", "colour = 1", "there are name, version, base"),
        ("\"vlog\"", "\"vlgo\"", "did you mean `vlog`?"),
        ("\"vlog\"", "\"cinema\"", "there are interview, vlog"),
        ("\"filler\"", "\"fillers\"", "did you mean `filler`?"),
        ("\"filler\"", "\"manual\"", "is no reason"),
        ("\"filler\"", "7", "is no reason"),
        ("min_silence_ms = 0", "min_silence_ms = -1", "from 0 to 60000"),
        ("min_silence_ms = 0", "min_silence_ms = 0.5", "from 0 to 60000"),
        ("breath_ms = 10000", "breath_ms = 10001", "from 0 to 10000"),
        ("version = 3", "version = 0", "from 1 to"),
        ("version = 3", "", "`version`: it is missing"),
        ("base = \"vlog\"", "", "`base`: it is missing"),
        ("\"My show\"", "\"a\\nb\"", "on one line"),
        ("snap = false", "snap = \"no\"", "true or false"),
        ("snap = false", "snap = ", "line 10"),
    ] {
        let text = SHOW.replacen(from, to, 1);
        assert_ne!(text, SHOW);
        let error = read_profile(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(said), "{to}: {error}");
    }
    assert!(read_profile(b"\xff").unwrap_err().to_string().contains("utf-8"));
    assert!(read_profile(&vec![b'#'; 1 << 20]).unwrap_err().to_string().contains("1048576 bytes"));
}
