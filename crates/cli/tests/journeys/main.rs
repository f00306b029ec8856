//! What a person does with the program, from rush to film and back.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bucket;
mod charter;
mod desk;
mod network;
mod rights;

use std::{
    fs,
    os::unix::{ffi::OsStrExt, fs::PermissionsExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use desk::{Desk, Told, interview};
use incamera_ledger::{Entry, Kind, Ledger, LogKey};
use serde_json::Value;

/// Frames of a rush of a cut document that are in the film.
fn kept_frames(rush: &Value) -> u64 {
    let spans = rush["spans"].as_array().unwrap().iter().filter(|s| s["verdict"] == "keep");
    spans.map(|s| s["end"].as_u64().unwrap() - s["start"].as_u64().unwrap()).sum()
}

/// proves: EDT-01, EDT-03
#[test]
fn rushes_become_a_film_and_every_decision_can_be_taken_back() {
    let desk = Desk::with_rush("rush.mp4");
    let told = desk.run(&["cut", "rush.mp4", "-o", "film.mp4"]).well();
    assert!(told.out().contains("silence"), "{}", told.out());
    assert!(told.out().contains("incamera show film.cut.json"), "{}", told.out());
    assert_eq!(desk.names(), ["film.cut.json", "film.mp4", "rush.mp4"], "and nothing else is left behind");

    let cut = desk.cut("film.cut.json");
    let spans = cut["rushes"][0]["spans"].as_array().unwrap();
    let dropped: Vec<&Value> = spans.iter().filter(|s| s["verdict"] == "drop").collect();
    assert!(!dropped.is_empty());
    let kept = kept_frames(&cut["rushes"][0]);
    assert_eq!(desk.frames("film.mp4"), kept, "the film has exactly the frames the cut keeps");

    let id = dropped[0]["id"].as_str().unwrap();
    let length = dropped[0]["end"].as_u64().unwrap() - dropped[0]["start"].as_u64().unwrap();
    desk.run(&["restore", "film.cut.json", id]).well();
    desk.run(&["render", "film.cut.json", "-o", "longer.mp4"]).well();
    assert_eq!(desk.frames("longer.mp4"), kept + length);

    desk.run(&["drop", "film.cut.json", id]).well();
    assert_eq!(desk.cut("film.cut.json"), cut, "dropping again is the exact opposite of restoring");
    assert_eq!(
        fs::read(desk.path("rush.mp4")).unwrap(),
        fs::read(interview()).unwrap(),
        "the rush is untouched"
    );
}

/// proves: EDT-03
#[test]
fn a_film_has_the_format_asked_for_and_says_how_to_make_it_again() {
    let desk = Desk::with_rush("rush.mp4");
    let told = desk.run(&["cut", "rush.mp4", "-o", "film.mp4", "--format", "640x480@30"]).well();
    let probed = desk.run(&["probe", "film.mp4", "--json"]).well().json();
    let video = &probed.last().unwrap()["probe"]["video"][0];
    assert_eq!([&video["width"], &video["height"]], [640, 480]);
    assert_eq!(video["rate"], serde_json::json!([30, 1]));
    let again = "incamera render film.cut.json -o film.mp4 --format 640x480 --yes";
    assert!(told.out().contains(again), "{}", told.out());
    let before = fs::read(desk.path("film.mp4")).unwrap();
    let words: Vec<&str> = again.split(' ').skip(1).collect();
    desk.run(&words).well();
    assert!(before == fs::read(desk.path("film.mp4")).unwrap(), "the same film, byte by byte");
}

/// proves: RET-01, POL-02, POL-12
#[test]
fn a_charter_is_told_and_a_broken_one_is_refused_by_its_lines() {
    let desk = Desk::new();
    let told = desk.run(&["charter", "text", "--lang", "fr"]).well();
    assert!(
        told.out().contains("## Combien de temps") || told.out().contains("combien de temps"),
        "{}",
        told.out()
    );
    assert!(
        told.err().contains("executes these promises"),
        "what is not kept yet is not promised: {}",
        told.err()
    );

    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charter");
    fs::create_dir(desk.path("mine")).unwrap();
    for file in fs::read_dir(shipped).unwrap().map(|file| file.unwrap().path()) {
        fs::copy(&file, desk.path("mine").join(file.file_name().unwrap())).unwrap();
    }
    desk.run(&["charter", "check", "--charter", "mine"]).well();
    let classes = desk.path("mine/classes.toml");
    let text = fs::read_to_string(&classes).unwrap();
    let line = 1 + text.lines().position(|l| l == "[class.device]").unwrap();
    let without: Vec<&str> = text.lines().filter(|l| !l.contains("noticing a break-in")).collect();
    fs::write(&classes, without.join("\n")).unwrap();
    let refused = desk.run(&["charter", "check", "--charter", "mine"]);
    assert_eq!(refused.code(), 1);
    assert!(
        refused.err().contains(&format!("classes.toml:{line}: The class device has no retention")),
        "{}",
        refused.err()
    );
    let faults = desk.run(&["charter", "check", "--charter", "mine", "--json"]).json();
    assert_eq!(faults[0]["code"], "fault-no-retention");

    fs::remove_file(&classes).unwrap();
    let refused = desk.run(&["charter", "check", "--charter", "mine"]);
    assert!(
        refused.err().contains("classes.toml:1: This file of the charter is missing"),
        "{}",
        refused.err()
    );
}

/// proves: EVD-01, TRN-01
#[test]
fn promises_are_proved_and_weakened_rules_are_found_out() {
    let desk = Desk::new();
    let proved = desk.run(&["charter", "prove", "--json"]).well().json();
    assert!(proved.iter().filter(|line| line["proved"] == true).count() >= 14);
    assert!(proved.iter().all(|line| line["promise"].is_null() || line["proved"] == true));

    let rules = desk.run(&["charter", "rules"]).well().out();
    let yes = "resource.consented[\"training\"].containsAll(resource.about)";
    assert!(rules.contains(yes));
    fs::create_dir(desk.path("rules")).unwrap();
    fs::write(desk.path("rules/weak.cedar"), rules.replace(yes, "true")).unwrap();
    let broken = desk.run(&["charter", "prove", "--policies", "rules"]);
    assert_eq!(broken.code(), 3);
    assert!(broken.out().contains("never.train-without-own-yes"), "{}", broken.out());
    assert!(broken.out().contains("for training, although"), "{}", broken.out());

    let unknown = desk.run(&["charter", "prove", "--solver", "no-such-solver"]);
    assert_eq!(unknown.code(), 3);
    assert!(!unknown.out().contains("✓") && unknown.err().contains("did not answer"), "{}", unknown.err());

    fs::write(desk.path("rules/weak.cedar"), "permit(principal, action, resource) when { 1 };").unwrap();
    let refused = desk.run(&["charter", "prove", "--policies", "rules"]);
    assert_eq!(refused.code(), 1);
    assert!(refused.err().contains("The rules cannot be used"), "{}", refused.err());
}

/// proves: PRV-06, PRV-18, PRV-20, CKE-10, TRF-08
#[test]
fn registers_are_written_from_the_charter() {
    let desk = Desk::new();
    let told = desk.run(&["charter", "register", "registers", "--json"]).well().json();
    assert!(told.iter().filter(|line| line["file"].is_string()).count() > 15);
    let json =
        |name: &str| serde_json::from_str::<Value>(&fs::read_to_string(desk.path(name)).unwrap()).unwrap();
    assert_eq!(json("registers/.well-known/gpc.json")["gpc"], true);
    assert!(json("registers/ropa.json").to_string().contains("marketing"));
    let security = fs::read_to_string(desk.path("registers/.well-known/security.txt")).unwrap();
    assert!(security.contains("Contact:") && security.contains("Expires:"));
    fs::write(desk.path("file"), "").unwrap();
    assert_eq!(desk.run(&["charter", "register", "file/below"]).code(), 1);
}

/// proves: SEC-14, EVD-03
#[test]
fn a_ledger_is_verified_with_its_key_alone() {
    let desk = Desk::new();
    let key = LogKey::of("studio.test/log", &[3; 32]).unwrap();
    let public = key.public().text().to_owned();
    let mut ledger = Ledger::open(&desk.path("log"), key).unwrap();
    let entry = |n: u64| Entry {
        at: n,
        commitment: [7; 32],
        id: uuid::Uuid::from_u64_pair(1, n),
        kind: Kind::Consent,
        promise: "purpose.training".parse().unwrap(),
        version: 1,
    };
    ledger.append(&(0..300).map(entry).collect::<Vec<_>>()).unwrap();
    fs::copy(desk.path("log/checkpoint"), desk.path("kept")).unwrap();
    fs::write(desk.path("7.tlog-proof"), ledger.receipt(7).unwrap().to_string()).unwrap();
    ledger.append(&(300..400).map(entry).collect::<Vec<_>>()).unwrap();
    fs::write(desk.path("key"), &public).unwrap();

    let whole = desk.run(&["ledger", "verify", "log", "--key", &public]);
    assert!(
        whole.out().contains("400") && whole.err().contains("No witness"),
        "{} {}",
        whole.out(),
        whole.err()
    );
    let since =
        desk.run(&["ledger", "verify", "log", "--key", "key", "--since", "kept", "--json"]).well().json();
    assert_eq!(since.last().unwrap()["entries"], 400);
    assert!(
        desk.run(&["ledger", "receipt", "7.tlog-proof", "--key", "key"])
            .well()
            .out()
            .contains("purpose.training")
    );

    // A witness elsewhere begins to follow, and its line is taken in once nobody writes.
    let copy = |witness: &[&str]| {
        let same = ["ledger", "witness", "log", "--key", "key", "--state", "seen", "--secret", "secret"];
        desk.run(&[&same, witness].concat())
    };
    let first = copy(&["--name", "witness.test/anna"]);
    assert!(first.err().contains("knows no earlier checkpoint"), "{}", first.err());
    assert_eq!(copy(&["--name", "witness.test/anna"]).code(), 1, "a secret is never written over");
    let witness =
        first.err().split_whitespace().find(|w| w.starts_with("witness.test/anna+")).unwrap().to_owned();
    fs::write(desk.path("line"), copy(&[]).well().out()).unwrap();
    let add = ["ledger", "checkpoint", "log", "--key", "key", "--add", "line", "--witness", &witness];
    let busy = desk.run(&add);
    assert!(busy.code() == 1 && busy.err().contains("another process"), "{}", busy.err());
    drop(ledger);
    let checkpoint = desk.run(&add).well();
    assert_eq!(checkpoint.out(), fs::read_to_string(desk.path("log/checkpoint")).unwrap());
    assert!(checkpoint.err().contains("400"), "{}", checkpoint.err());
    let line = |n| format!("{} {n}\n", String::from_utf8(entry(n).bytes()).unwrap());
    let sink: String = (0..400).map(line).collect();
    fs::write(desk.path("sink"), &sink).unwrap();
    let verify = ["ledger", "verify", "log", "--key", "key", "--witness", &witness, "--sink", "sink"];
    let witnessed = desk.run(&verify).well();
    assert!(
        witnessed.out().contains("witness.test/anna witnessed this checkpoint at 2"),
        "{}",
        witnessed.out()
    );
    assert!(!witnessed.err().contains("No witness") && witnessed.out().contains("the same 400"));
    fs::write(desk.path("sink"), sink.replacen(" 311\n", " 312\n", 1)).unwrap();
    let differs = desk.run(&verify);
    assert!(differs.code() == 1 && differs.err().contains("first at entry 311"), "{}", differs.err());
    fs::write(desk.path("sink"), &sink[..sink.len() - 9]).unwrap();
    assert!(desk.run(&verify).well().err().contains("first 399 of 400"));
    let unknown = desk.run(&["ledger", "verify", "log", "--key", "key", "--witness", &public]);
    assert_eq!(unknown.code(), 1);

    let id = entry(311).id.to_string();
    let write = |which: [&str; 2], file| {
        let from = ["ledger", "receipt", "--from", "log", "--key", "key", "-o", file];
        desk.run(&[from.as_slice(), which.as_slice()].concat())
    };
    write(["--id", &id], "by-id.tlog-proof").well();
    write(["--entry", "311"], "by-number.tlog-proof").well();
    assert_eq!(
        fs::read(desk.path("by-id.tlog-proof")).unwrap(),
        fs::read(desk.path("by-number.tlog-proof")).unwrap()
    );
    assert!(desk.run(&["ledger", "receipt", "by-id.tlog-proof", "--key", "key"]).well().out().contains(&id));
    assert!(write(["--entry", "400"], "no").err().contains("no entry 400"));
    assert_eq!(write(["--id", "00000000-0000-0000-0000-000000000000"], "no").code(), 1);
    assert_eq!(write(["--entry", "1"], "by-id.tlog-proof").code(), 1, "written over only when told so");
    assert_eq!(desk.run(&["ledger", "receipt", "--key", "key"]).code(), 2);
    assert_eq!(desk.run(&["ledger", "receipt", "--from", "log", "--key", "key", "-o", "no"]).code(), 2);

    let tile = desk.path("log/tile/entries/000");
    let mut bytes = fs::read(&tile).unwrap();
    bytes[1000] ^= 1;
    fs::write(&tile, bytes).unwrap();
    let altered = desk.run(&["ledger", "verify", "log", "--key", "key"]);
    assert_eq!(altered.code(), 1);
    assert!(altered.err().contains("tile/entries/000"), "{}", altered.err());
    let other = LogKey::of("studio.test/log", &[4; 32]).unwrap();
    let forged = desk.run(&["ledger", "receipt", "7.tlog-proof", "--key", other.public().text()]);
    assert!(forged.code() == 1 && forged.err().contains("not signed by"), "{}", forged.err());
    assert_eq!(desk.run(&["ledger", "verify", "nowhere", "--key", "key"]).code(), 1);
    assert_eq!(desk.run(&["ledger", "verify", "log", "--key", "a+b"]).code(), 1);
}

/// proves: EDT-03
#[test]
fn a_podcast_is_a_film_to_be_heard() {
    let desk = Desk::with_rush("rush.mp4");
    desk.run(&["cut", "rush.mp4", "-o", "episode.m4a"]).well();
    desk.run(&["cut", "episode.m4a", "-o", "again.mp4", "--preset", "raw"]).well();
    let cut = desk.cut("episode.cut.json");
    let rate = cut["rate"][0].as_f64().unwrap() / cut["rate"][1].as_f64().unwrap();
    let kept = kept_frames(&cut["rushes"][0]) as f64 / rate;
    for name in ["episode.m4a", "again.mp4"] {
        let probed = desk.run(&["probe", name, "--json"]).well().json();
        let probe = &probed.last().unwrap()["probe"];
        assert_eq!(
            (probe["video"].as_array().unwrap().len(), probe["audio"].as_array().unwrap().len()),
            (0, 1)
        );
        let length = probe["duration"].as_f64().unwrap() / 1e6;
        assert!((length - kept).abs() < 0.02, "{name} is {length} s long, {kept} s are kept");
    }
}

/// proves: STU-17
#[test]
fn frames_are_dropped_by_hand() {
    let desk = Desk::with_rush("rush.mp4");
    desk.run(&["cut", "rush.mp4", "-o", "film.mp4", "--preset", "raw"]).well();
    desk.run(&["drop", "film.cut.json", "r1@30f-60f", "rush.mp4@0:03-0:03.5"]).well();
    let cut = desk.cut("film.cut.json");
    let by_hand: Vec<(u64, u64)> = cut["rushes"][0]["spans"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|s| s["reason"] == "manual")
        .map(|s| (s["start"].as_u64().unwrap(), s["end"].as_u64().unwrap()))
        .collect();
    assert_eq!(by_hand, [(30, 60), (90, 105)]);
    let shown = desk.run(&["show", "film.cut.json", "--no-picture"]).well();
    assert!(shown.out().contains("by hand"), "{}", shown.out());
    assert_eq!(desk.run(&["restore", "film.cut.json", "r9s9"]).code(), 1);
    assert_eq!(desk.run(&["drop", "film.cut.json", "r1@5-4"]).code(), 2);
}

/// proves: EDT-05
#[test]
fn a_profile_of_ones_own_derushes() {
    let desk = Desk::with_rush("rush.mp4");
    let profile = "name = 'Mine'\nversion = 2\nbase = 'vlog'\nmin_silence_ms = 60000\n";
    fs::write(desk.path("mine.toml"), profile.replace("silence", "silense")).unwrap();
    let cut = ["cut", "rush.mp4", "-o", "film.mp4", "--preset", "mine.toml"];
    let told = desk.run(&cut);
    assert_eq!(told.code(), 1);
    assert!(told.err().contains("did you mean `min_silence_ms`?"), "{}", told.err());
    fs::write(desk.path("mine.toml"), profile).unwrap();
    desk.run(&cut).well();
    let settings = &desk.cut("film.cut.json")["preset"];
    assert_eq!([&settings["profile"], &settings["preset"]], ["Mine", "vlog"]);
    assert_eq!([&settings["profile_version"], &settings["min_silence_ms"]], [2, 60_000]);
    assert!(
        desk.run(&["cut", "rush.mp4", "--dry-run", "--preset", "vlgo"]).err().contains("Did you mean vlog?")
    );
}

#[test]
fn a_scan_measures_only_what_is_asked_for() {
    let desk = Desk::with_rush("rush.mp4");
    for (only, sound, picture) in
        [("sound", true, false), ("picture", false, true), ("picture,sound", true, true)]
    {
        let told = desk.run(&["scan", "rush.mp4", "--only", only, "--json"]).well();
        let scan = &told.json().pop().unwrap()["scan"];
        assert_eq!([scan["sound"].is_object(), scan["picture"].is_object()], [sound, picture], "{only}");
    }
    let told = desk.run(&["scan", "rush.mp4", "--only", "words"]);
    assert!(told.err().contains("incamera models fetch"), "{}", told.err());
}

#[test]
fn machines_hear_json_and_nothing_else() {
    let desk = Desk::with_rush("rush.mp4");
    let told = desk.run(&["cut", "rush.mp4", "-o", "film.mp4", "--json"]).well();
    let lines = told.json();
    let (last, before) = lines.split_last().unwrap();
    assert!(before.iter().all(|l| l["event"].is_string()), "all but the last are events");
    assert!(before.iter().any(|l| l["event"] == "so_far"), "a first cut comes from the sound alone");
    let mut names: Vec<&str> = last.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    let expected = ["cut", "dropped", "duration_in", "duration_out", "film", "rate", "render", "timings"];
    assert_eq!(names, expected);
    assert_eq!(last["film"], "film.mp4");
    assert_eq!(last["cut"], "film.cut.json");
    assert_eq!(last["rate"], serde_json::json!([30, 1]));
    let (whole, film) = (last["duration_in"].as_f64().unwrap(), last["duration_out"].as_f64().unwrap());
    assert!(film < whole, "{film} of {whole}");
    let gone: u64 = last["dropped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| {
            for field in ["rush", "start", "end", "reason", "confidence"] {
                assert!(!d[field].is_null(), "{field} of {d}");
            }
            d["end_frame"].as_u64().unwrap() - d["start_frame"].as_u64().unwrap()
        })
        .sum();
    let frames = (whole * 30.0).round() as u64 - gone;
    let render = &last["render"];
    let made = render["copied_frames"].as_u64().unwrap() + render["encoded_frames"].as_u64().unwrap();
    assert_eq!(made, frames);
    assert!(told.err().contains("film.cut.json"), "people read along on standard error");
}

#[test]
fn a_second_run_measures_nothing() {
    let desk = Desk::with_rush("rush.mp4");
    let stages = |told: &Told| -> Vec<String> {
        let mut all: Vec<String> =
            told.json().iter().filter_map(|l| l["stage"].as_str().map(str::to_owned)).collect();
        all.dedup();
        all
    };
    let first = desk.run(&["cut", "rush.mp4", "--dry-run", "--json"]).well();
    assert!(stages(&first).contains(&"sound".to_owned()));
    let second = desk.run(&["cut", "rush.mp4", "--dry-run", "--json"]).well();
    assert_eq!(stages(&second), [""; 0], "all of it is remembered");
    let mode = fs::metadata(desk.path("cache")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "the cache is nobody else's business");
    for entry in fs::read_dir(desk.path("cache")).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::write(&path, b"damaged").unwrap();
    }
    let third = desk.run(&["cut", "rush.mp4", "--dry-run", "--json"]).well();
    assert_eq!(stages(&third), stages(&first), "a damaged cache is measured again");
    assert_eq!(third.json().last().unwrap()["dropped"], first.json().last().unwrap()["dropped"]);
    desk.run(&["cache", "clear"]).well();
    assert_eq!(fs::read_dir(desk.path("cache")).unwrap().count(), 0);
    assert_eq!(desk.names(), ["rush.mp4"], "a dry run writes nothing");
}

#[test]
fn a_bad_rush_does_not_stop_the_others() {
    let desk = Desk::with_rush("good.mp4");
    fs::write(desk.path("text.mp4"), "this is no film\n").unwrap();
    fs::write(desk.path("empty.mp4"), "").unwrap();
    let told = desk.run(&["cut", "text.mp4", "good.mp4", "empty.mp4", "missing.mp4", "-o", "film.mp4"]);
    assert_eq!(told.code(), 3, "{}", told.err());
    for name in ["text.mp4", "empty.mp4", "missing.mp4"] {
        assert!(told.err().contains(name), "{name} is named:\n{}", told.err());
    }
    assert!(desk.frames("film.mp4") > 0);
    let alone = desk.run(&["cut", "text.mp4", "-o", "other.mp4"]);
    assert_eq!(alone.code(), 1);
    assert!(alone.err().contains('→'), "with a next step:\n{}", alone.err());
    assert!(!desk.path("other.mp4").exists());
}

#[test]
fn a_card_full_of_damaged_and_hostile_files_still_makes_a_film() {
    let desk = Desk::with_rush("good.mp4");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/hostile");
    let files = fs::read_dir(corpus).unwrap().map(|e| e.unwrap().path());
    let files: Vec<PathBuf> = files.filter(|f| f.extension().is_none_or(|e| e != "py")).collect();
    let told = Told(desk.incamera(["cut", "-o", "film.mp4", "good.mp4"]).args(&files).output().unwrap());
    assert_eq!(told.code(), 3, "{}", told.err());
    assert!(!told.err().contains("panicked"), "{}", told.err());
    let refused = told.err().lines().filter(|l| l.starts_with("warning:")).count();
    assert!(refused > 20, "{refused} of {} are named", files.len());
    assert!(told.err().lines().filter(|l| l.starts_with("  →")).count() > 20, "and what to do next");
    let cut = desk.cut("film.cut.json");
    let rushes = cut["rushes"].as_array().unwrap();
    let good = rushes.iter().find(|r| r["path"] == "good.mp4").unwrap();
    assert!(rushes.len() > 5 && desk.frames("film.mp4") > kept_frames(good), "the others are in it as well");
}

/// On a file system of a quarter of a megabyte, where the film before this one lies.
#[test]
fn a_full_disk_is_said_and_leaves_the_film_that_was_there() {
    let desk = Desk::with_rush("rush.mp4");
    fs::create_dir(desk.path("card")).unwrap();
    let namespace = ["--user", "--map-root-user", "--mount", "--"];
    let allowed = Command::new("unshare").args(namespace).arg("true").status().is_ok_and(|s| s.success());
    if !allowed {
        eprintln!("skipped: this machine lets nobody mount a small file system (user namespaces are off)");
        return;
    }
    let script = "mount -t tmpfs -o size=256k none card && echo mine > card/film.mp4 || exit 99
        \"$0\" cut rush.mp4 -o card/film.mp4 --yes; code=$?
        echo names: $(ls -A card); echo film: $(cat card/film.mp4); exit $code";
    let mut shell = Command::new("unshare");
    shell.args(namespace).args(["sh", "-c", script]).arg(env!("CARGO_BIN_EXE_incamera"));
    for (name, value) in desk.incamera([""; 0]).get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    let told = Told(shell.current_dir(desk.path("")).output().unwrap());
    assert_eq!(told.code(), 1, "{}", told.err());
    assert!(told.err().contains("card/film.mp4 was not written"), "{}", told.err());
    assert!(told.err().contains("disk of card is full"), "{}", told.err());
    assert!(told.err().contains("→ Free some space"), "{}", told.err());
    assert!(told.out().contains("\nfilm: mine\n"), "{}", told.out());
    let names = told.out().lines().find_map(|l| l.strip_prefix("names: ").map(str::to_owned)).unwrap();
    assert!(names.split(' ').all(|n| ["film.mp4", "film.cut.json"].contains(&n)), "{names}");
}

/// FFmpeg without libopus, as some distributions build it: a library loaded before it says so.
#[test]
fn a_missing_encoder_is_found_out_before_the_work() {
    let desk = Desk::with_rush("rush.mp4");
    let source = "#include <dlfcn.h>\n#include <string.h>\n\
        const void *avcodec_find_encoder_by_name(const char *name) {\n\
        const void *(*real)(const char *) = dlsym(RTLD_NEXT, \"avcodec_find_encoder_by_name\");\n\
        return strcmp(name, \"libopus\") ? real(name) : 0; }\n";
    fs::write(desk.path("poor.c"), source).unwrap();
    let mut compiler = Command::new("cc");
    compiler.args(["-D_GNU_SOURCE", "-shared", "-fPIC", "-o", "poor.so", "poor.c", "-ldl"]);
    assert!(compiler.current_dir(desk.path("")).status().unwrap().success());
    let poor =
        |words: &[&str]| Told(desk.incamera(words).env("LD_PRELOAD", desk.path("poor.so")).output().unwrap());
    let told = poor(&["cut", "rush.mp4", "-o", "film.webm"]);
    assert_ne!(told.code(), 0);
    assert!(told.err().contains("film.webm") && told.err().contains("libopus"), "{}", told.err());
    assert!(told.err().contains('→'), "with a next step: {}", told.err());
    assert_eq!(desk.names(), ["poor.c", "poor.so", "rush.mp4"], "nothing was begun");
    let told = poor(&["doctor"]);
    assert_eq!(told.code(), 1, "{}", told.out());
    assert!(told.out().contains("Encoder libopus is missing: Opus cannot be encoded."), "{}", told.out());
    poor(&["cut", "rush.mp4", "-o", "film.mp4", "--dry-run"]).well();
}

#[test]
fn names_are_only_names() {
    let name = "a \"b\" 'c'\n$(d)é.mp4";
    let desk = Desk::with_rush(name);
    desk.run(&["cut", name, "-o", "./-film é\n.mp4"]).well();
    let told = desk.run(&["cut", name, "-o", "other\n.mp4"]).well();
    assert!(!told.out().contains("other\n.mp4"), "no name breaks a line of the table");
    assert!(told.out().contains("$'other\\n.cut.json'"), "it can be pasted: {}", told.out());
    desk.run(&["render", "other\n.cut.json", "-o", "again.mp4"]).well();
    assert_eq!(desk.frames("again.mp4"), desk.frames("other\n.mp4"));
    let strange = std::ffi::OsStr::from_bytes(b"not-\xff-unicode.mp4");
    fs::copy(interview(), desk.path(strange)).unwrap();
    let told = desk.incamera([std::ffi::OsStr::new("probe"), strange]).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn nothing_is_written_over() {
    let desk = Desk::with_rush("rush.mp4");
    let before = fs::read(desk.path("rush.mp4")).unwrap();
    std::os::unix::fs::symlink("rush.mp4", desk.path("link.mp4")).unwrap();
    fs::hard_link(desk.path("rush.mp4"), desk.path("hard.mp4")).unwrap();
    for target in ["rush.mp4", "./rush.mp4", "link.mp4", "hard.mp4"] {
        let told = desk.run(&["cut", "rush.mp4", "-o", target, "--yes"]);
        assert_eq!(told.code(), 1, "{target}");
        assert!(told.err().contains("one of the inputs"), "{}", told.err());
    }
    assert_eq!(desk.run(&["cut", "rush.mp4", "-o", "x.mp4", "--cut", "hard.mp4", "--yes"]).code(), 1);
    fs::write(desk.path("film.mp4"), "mine").unwrap();
    let told = desk.run(&["cut", "rush.mp4", "-o", "film.mp4"]);
    assert_eq!(told.code(), 1);
    assert!(told.err().contains("--yes"), "{}", told.err());
    assert_eq!(fs::read(desk.path("film.mp4")).unwrap(), b"mine");
    std::os::unix::fs::symlink("/dev/null", desk.path("device.mp4")).unwrap();
    assert_eq!(desk.run(&["cut", "rush.mp4", "-o", "device.mp4", "--yes"]).code(), 1);
    desk.run(&["cut", "rush.mp4", "-o", "film.mp4", "--yes"]).well();
    assert!(desk.frames("film.mp4") > 0);
    assert_eq!(fs::read(desk.path("rush.mp4")).unwrap(), before);
}

#[test]
fn folders_that_take_nothing_are_found_out_before_the_work() {
    let desk = Desk::with_rush("rush.mp4");
    let missing = desk.run(&["cut", "rush.mp4", "-o", "nowhere/film.mp4", "--json"]);
    assert_eq!(missing.code(), 1);
    assert!(missing.err().contains("mkdir -p nowhere"), "{}", missing.err());
    assert!(missing.json().iter().all(|l| l["event"] == "error"), "no work was done");
    let file = desk.run(&["cut", "rush.mp4", "-o", "rush.mp4/film.mp4"]);
    assert_eq!(file.code(), 1);
    // The kernel's own file system takes no files, even from root.
    let closed = desk.run(&["cut", "rush.mp4", "-o", "/proc/film.mp4"]);
    assert_eq!(closed.code(), 1);
    assert!(closed.err().contains('→'), "{}", closed.err());
}

#[test]
fn an_interrupted_job_leaves_nothing_half_done_and_goes_on_later() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let desk = Desk::with_rush("rush.mp4");
        let mut job = desk.incamera(["cut", "rush.mp4", "-o", "film.mp4", "--render", "full", "--json"]);
        let mut child = job.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // As soon as the film is being made.
        let mut heard = std::io::BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("\"render\"") {
            line.clear();
            assert!(std::io::BufRead::read_line(&mut heard, &mut line).unwrap() > 0, "it ended before");
        }
        let kill = std::process::Command::new("kill").arg(signal).arg(child.id().to_string()).status();
        assert!(kill.unwrap().success());
        std::io::Read::read_to_string(&mut heard, &mut line).unwrap();
        let ended = child.wait_with_output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(code), "{err}");
        assert!(err.contains("again"), "it says that it goes on from there: {err}");
        assert_eq!(desk.names(), ["rush.mp4"], "nothing is left behind");
        let told = desk.run(&["cut", "rush.mp4", "-o", "film.mp4", "--json"]).well();
        assert!(told.json().iter().all(|l| l["stage"] != "sound" && l["stage"] != "picture"));
    }
}

#[test]
fn a_killed_job_leaves_no_name() {
    let desk = Desk::with_rush("rush.mp4");
    let mut child = desk
        .incamera(["cut", "rush.mp4", "-o", "film.mp4", "--render", "full"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while fs::read_dir(desk.path("cache")).map_or(0, Iterator::count) < 4 && began.elapsed().as_secs() < 60 {
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!desk.path("film.mp4").exists() && !desk.path("film.cut.json").exists());
    desk.run(&["cut", "rush.mp4", "-o", "film.mp4"]).well();
}

#[test]
fn a_changed_rush_is_noticed() {
    let desk = Desk::with_rush("rush.mp4");
    desk.run(&["cut", "rush.mp4", "-o", "film.mp4"]).well();
    let mut bytes = fs::read(desk.path("rush.mp4")).unwrap();
    bytes.push(0);
    fs::write(desk.path("rush.mp4"), bytes).unwrap();
    let told = desk.run(&["render", "film.cut.json", "-o", "again.mp4"]);
    assert_eq!(told.code(), 1);
    assert!(told.err().contains("no longer the file"), "{}", told.err());
    fs::remove_file(desk.path("rush.mp4")).unwrap();
    assert_eq!(desk.run(&["render", "film.cut.json", "-o", "again.mp4"]).code(), 1);
    let shown = desk.run(&["show", "film.cut.json", "--no-picture"]).well();
    assert!(shown.out().contains("silence"), "a cut can be read without its rush");
}

/// proves: STU-18
#[test]
fn other_programs_get_the_cut_and_give_it_back() {
    let desk = Desk::with_rush("rush.mp4");
    let files = ["t.otio", "t.fcpxml", "t.edl", "t.csv"];
    let mut words = vec!["cut", "rush.mp4", "-o", "film.mp4"];
    for file in files {
        words.extend(["--export", file]);
    }
    desk.run(&words).well();
    for file in files {
        assert!(fs::metadata(desk.path(file)).unwrap().len() > 100, "{file}");
    }
    let before = desk.cut("film.cut.json");
    desk.run(&["export", "film.cut.json", "u.otio"]).well();
    assert_eq!(fs::read(desk.path("t.otio")).unwrap(), fs::read(desk.path("u.otio")).unwrap());
    desk.run(&["import", "u.otio", "--cut", "film.cut.json"]).well();
    assert_eq!(desk.cut("film.cut.json"), before, "untouched there, unchanged here");
    let told = desk.run(&["export", "film.cut.json", "u.srt"]);
    assert_eq!(told.code(), 1);
    assert!(told.err().contains("incamera models fetch"), "{}", told.err());
    assert_eq!(desk.run(&["export", "film.cut.json", "u.docx"]).code(), 2);
}

#[test]
fn a_cut_is_shown_as_a_table_and_a_picture() {
    let desk = Desk::with_rush("rush.mp4");
    desk.run(&["cut", "rush.mp4", "-o", "film.mp4"]).well();
    let told = desk.run(&["show", "film.cut.json", "--all"]).well();
    assert!(told.out().contains("r1s1") && told.out().contains("film.cut.svg"), "{}", told.out());
    let svg = fs::read_to_string(desk.path("film.cut.svg")).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("class=\"silence\""));
    assert!(svg.contains("prefers-color-scheme:dark"), "legible by night");
    assert!(!svg.contains("http:") || svg.matches("http").count() == 1, "it needs no other file");
    desk.run(&["show", "film.cut.json", "-p", "cut.png"]).well();
    let png = fs::read(desk.path("cut.png")).unwrap();
    let decoded = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    assert!(decoded.info().width >= 1200);
}

#[test]
fn french_is_spoken() {
    let desk = Desk::with_rush("rush.mp4");
    let mut command = desk.incamera(["cut", "rush.mp4", "-o", "film.mp4"]);
    let told = Told(command.env("LC_ALL", "fr_FR.UTF-8").output().unwrap()).well();
    assert!(told.out().contains("Voir le montage"), "{}", told.out());
    let told = desk.run(&["--ui-lang", "fr", "cut", "nulle-part.mp4", "-o", "film2.mp4"]);
    assert!(told.err().contains("n’existe pas"), "{}", told.err());
    let told = desk.run(&["cut", "--help", "--ui-lang", "fr"]).well();
    assert!(told.out().contains("sans temps morts") && told.out().contains("Exemples"), "{}", told.out());
    let told = desk.run(&["cut", "--ui-lang=fr", "--nope"]);
    assert_eq!(told.code(), 2);
    assert!(told.err().contains("--nope"), "{}", told.err());
}

#[test]
fn pages_and_completions_come_from_the_same_words() {
    let desk = Desk::new();
    fs::create_dir(desk.path("man")).unwrap();
    desk.run(&["man", "man"]).well();
    let page = fs::read_to_string(desk.path("man/incamera-cut.1")).unwrap();
    assert!(page.contains("dead time"), "{page}");
    for shell in ["bash", "zsh", "fish"] {
        assert!(desk.run(&["completions", shell]).well().out().contains("render"), "{shell}");
    }
}

#[test]
fn the_doctor_finds_this_machine_fit() {
    let desk = Desk::new();
    let told = desk.run(&["doctor", "--json"]);
    let find = |check: &str| told.json().into_iter().find(|l| l["check"] == check);
    assert_eq!(find("doctor-confined").unwrap()["health"], "good", "{}", told.err());
    assert_eq!(find("doctor-ffmpeg").unwrap()["health"], "good");
    assert!(find("doctor-solver").unwrap()["message"].as_str().unwrap().contains("cvc5 "));
    assert!(
        find("doctor-pkcs11").is_none() && find("doctor-no-pkcs11").is_none(),
        "nobody asked for a device"
    );
    let told = Told(desk.incamera(["doctor"]).env("INCAMERA_PKCS11", "/nowhere.so").output().unwrap());
    assert!(told.code() == 1 && told.out().contains("/nowhere.so, which is not there"), "{}", told.out());
    let told = Told(desk.incamera(["doctor"]).env("PATH", "/nowhere").output().unwrap());
    assert!(told.out().contains("apt-get install cvc5"), "{}", told.out());
    assert!(find("doctor-no-model").unwrap()["next"].as_str().unwrap().contains("models fetch"));
}

#[test]
fn captions_without_a_model_are_refused_before_the_work() {
    let desk = Desk::with_rush("rush.mp4");
    let told = desk.run(&["cut", "rush.mp4", "-o", "film.mp4", "--captions", "srt"]);
    assert_eq!(told.code(), 1);
    assert!(told.err().contains("incamera models fetch"), "{}", told.err());
    assert_eq!(desk.names(), ["rush.mp4"]);
    let listed = desk.run(&["models", "list"]).well();
    assert!(listed.out().contains("base"), "{}", listed.out());
    assert_eq!(desk.run(&["cut", "rush.mp4", "--dry-run", "--model", "nope"]).code(), 1);
}
