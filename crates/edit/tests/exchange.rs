//! Other programs' languages, both ways.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, reason = "each test binary uses its own part")]
mod planted;

use std::{io::Write, process::Command};

use incamera_edit::{
    EditError, RushInput, Settings, derush, drop_span, import_edl, import_fcpxml, import_otio, keep_span,
    to_edl, to_fcpxml, to_markers_csv, to_otio,
};
use incamera_model::*;
use planted::{read, scan, transcript};
use serde_json::Value;

/// A cut of the planted rush, at 29.97, with a start timecode and a name that needs escaping.
fn cut() -> Cut {
    let truth = read(include_str!("data/planted-2m.json"));
    let mut scan = scan(&truth, 7, -24, -55);
    let ntsc = Rate::new(30_000, 1001).unwrap();
    scan.probe.video[0].rate = ntsc;
    scan.probe.timecode = Some(Timecode { text: "01:00:00;00".into(), frame: 107_892 });
    let words = transcript(&truth, "fr");
    let input =
        RushInput { scan: &scan, transcript: Some(&words), hash: "abc", path: "rushes/día \"1\" & <2>.mp4" };
    let settings = Settings { title: "Film & <Co>".into(), ..Settings::default() };
    let cut = derush(&[input], &settings);
    assert!(cut.placed().len() > 5);
    cut
}

/// Runs the reference implementation. Where the `opentimelineio` package is not installed the test says so and ends;
/// `./test` installs it and sets `INCAMERA_PYTHON`, and then its absence is a failure.
#[expect(clippy::print_stderr, reason = "who runs the tests must hear what was not tested")]
fn reference(otio: &str) -> Option<(Value, String)> {
    let asked = std::env::var("INCAMERA_PYTHON").ok();
    let python = asked.clone().unwrap_or_else(|| "python3".into());
    let there = Command::new(&python).args(["-c", "import opentimelineio"]).output();
    if !there.is_ok_and(|o| o.status.success()) {
        assert!(asked.is_none(), "{python} has no opentimelineio");
        eprintln!("skipped: no opentimelineio in {python}");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let (file, again) = (folder.path().join("a.otio"), folder.path().join("b.otio"));
    std::fs::File::create(&file).unwrap().write_all(otio.as_bytes()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check_otio.py");
    let out = Command::new(&python).arg(script).arg(&file).arg(&again).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some((serde_json::from_slice(&out.stdout).unwrap(), std::fs::read_to_string(again).unwrap()))
}

#[test]
fn the_reference_implementation_reads_our_otio() {
    let cut = cut();
    let Some((seen, again)) = reference(&to_otio(&cut)) else { return };
    let placed = cut.placed();
    let clips: Vec<(u64, u64)> = seen["clips"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["start"].as_u64().unwrap(), c["duration"].as_u64().unwrap()))
        .collect();
    let ours: Vec<(u64, u64)> =
        placed.iter().map(|p| (107_892 + p.segment.span.start, p.segment.span.len())).collect();
    assert_eq!(clips, ours);
    assert_eq!(seen["name"], "Film & <Co>");
    assert_eq!(seen["duration"].as_u64().unwrap(), placed.last().unwrap().film.end);
    assert_eq!(seen["sound"].as_u64().unwrap() as usize, placed.len());
    let dropped = cut.rushes[0].spans.iter().filter(|s| !s.verdict.in_film()).count();
    assert_eq!(seen["markers"].as_array().unwrap().len(), dropped);
    // What the reference implementation writes comes back as the same cut.
    assert_eq!(import_otio(again.as_bytes(), &cut).unwrap(), cut);
}

#[test]
fn an_untouched_timeline_changes_nothing() {
    let cut = cut();
    assert_eq!(import_otio(to_otio(&cut).as_bytes(), &cut).unwrap(), cut);
}

/// proves: EDT-01 (a person's changes become manual decisions, the others keep their reasons)
#[test]
fn changes_made_elsewhere_come_back() {
    let cut = cut();
    let segments = cut.segments();
    let mut edited = cut.clone();
    // A person trims the second clip by ten frames, and takes back half of what was dropped before the third.
    drop_span(&mut edited, 0, Span::new(segments[1].span.start, segments[1].span.start + 10)).unwrap();
    keep_span(&mut edited, 0, Span::new(segments[2].span.start - 8, segments[2].span.start)).unwrap();
    let back = import_otio(to_otio(&edited).as_bytes(), &cut).unwrap();
    assert_eq!(back.segments(), edited.segments());
    let manual = |c: &Cut| {
        c.rushes[0]
            .spans
            .iter()
            .filter(|s| matches!(s.verdict, Verdict::Drop { reason: Reason::Manual, .. }))
            .count()
    };
    assert_eq!((manual(&cut), manual(&back)), (0, 1));
    for old in cut.rushes[0].spans.iter().filter(|s| !s.verdict.in_film()) {
        let new = back.rushes[0].spans.iter().find(|s| s.id == old.id).unwrap();
        let reason = |v: &Verdict| if let Verdict::Drop { reason, .. } = v { Some(*reason) } else { None };
        assert_eq!(reason(&new.verdict), reason(&old.verdict));
    }
}

#[test]
fn what_no_cut_can_say_is_refused() {
    let cut = cut();
    let good: Value = serde_json::from_str(&to_otio(&cut)).unwrap();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut bad = good.clone();
        change(&mut bad["tracks"]["children"][0]["children"]);
        import_otio(bad.to_string().as_bytes(), &cut)
    };
    let start = |clip: &mut Value, value: Value| clip["source_range"]["start_time"]["value"] = value;
    assert!(matches!(with(&|c| c.as_array_mut().unwrap().swap(0, 1)), Err(EditError::Order { .. })));
    assert!(matches!(with(&|c| start(&mut c[0], 1e9.into())), Err(EditError::Outside { .. })));
    assert!(matches!(with(&|c| start(&mut c[0], (-1).into())), Err(EditError::Sense { .. })));
    assert!(matches!(with(&|c| start(&mut c[0], 1e300.into())), Err(EditError::Sense { .. })));
    assert!(matches!(with(&|c| start(&mut c[0], "NaN".into())), Err(EditError::Sense { .. })));
    assert!(matches!(with(&|c| start(&mut c[0], 108_000.5.into())), Err(EditError::Sense { .. })));
    assert!(matches!(
        with(&|c| c[0]["source_range"]["duration"]["rate"] = 0.into()),
        Err(EditError::Sense { .. })
    ));
    assert!(matches!(
        with(&|c| c[0]["effects"] =
            serde_json::json!([{"OTIO_SCHEMA": "LinearTimeWarp.1", "time_scalar": 2.0}])),
        Err(EditError::Speed { .. })
    ));
    assert!(matches!(
        with(&|c| {
            c[0]["metadata"] = Value::Null;
            c[0]["media_references"]["DEFAULT_MEDIA"]["metadata"] = Value::Null;
            c[0]["media_references"]["DEFAULT_MEDIA"]["target_url"] = "file:///other.mp4".into();
        }),
        Err(EditError::Stranger { .. })
    ));
    for bytes in [
        &b""[..],
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"{\"OTIO_SCHEMA\":\"Timeline.1\"}",
        b"{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":{\"children\":[{\"OTIO_SCHEMA\":\"Clip.1\"}]}}",
    ] {
        assert!(import_otio(bytes, &cut).is_err());
    }
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert!(matches!(import_otio(deep.as_bytes(), &cut), Err(EditError::Syntax { .. })));
}

/// The rush a clip comes from is found by its name where another program lost our metadata.
#[test]
fn media_is_found_by_name() {
    let cut = cut();
    let mut plain: Value = serde_json::from_str(&to_otio(&cut)).unwrap();
    for clip in plain["tracks"]["children"][0]["children"].as_array_mut().unwrap() {
        clip["metadata"] = Value::Null;
        let media = &mut clip["media_references"]["DEFAULT_MEDIA"];
        media["metadata"] = Value::Null;
        media["target_url"] = "file:///Volumes/X/d%C3%ADa%20%221%22%20&%20%3C2%3E.mp4".into();
    }
    assert_eq!(import_otio(plain.to_string().as_bytes(), &cut).unwrap(), cut);
}

/// Final Cut refuses any time that is no whole number of frames.
#[test]
fn every_time_of_fcpxml_is_on_a_frame() {
    let cut = cut();
    let xml = to_fcpxml(&cut);
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut offset, mut clips, mut markers) = (0, 0, 0);
    loop {
        let event = reader.read_event().unwrap();
        let tag = match &event {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => tag,
            _ => continue,
        };
        let mut frames = std::collections::BTreeMap::new();
        for attribute in tag.attributes() {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned();
            if matches!(key.as_str(), "start" | "offset" | "duration" | "tcStart" | "frameDuration") {
                let plain = value.strip_suffix('s').unwrap();
                let (num, den) = plain.split_once('/').unwrap_or((plain, "1"));
                let (num, den): (u128, u128) = (num.parse().unwrap(), den.parse().unwrap());
                assert_eq!(num * 30_000 % (den * 1001), 0, "{key}={value}");
                frames.insert(key, (num * 30_000 / (den * 1001)) as u64);
            } else if key == "name" && tag.name().as_ref() == "project" {
                assert_eq!(value, "Film & <Co>");
            }
        }
        match tag.name().as_ref() {
            "asset-clip" => {
                let placed = cut.placed()[clips];
                assert_eq!(frames["offset"], offset);
                assert_eq!(frames["start"], 107_892 + placed.segment.span.start);
                assert_eq!(frames["duration"], placed.film.len());
                offset += placed.film.len();
                clips += 1;
            }
            "marker" => markers += 1,
            _ => {}
        }
    }
    assert_eq!(clips, cut.placed().len());
    assert_eq!(markers, cut.rushes[0].spans.iter().filter(|s| !s.verdict.in_film()).count());
}

/// Reads drop-frame timecode the way it is defined, the other way round from how it is written.
fn frame_of(timecode: &str) -> u64 {
    let parts: Vec<u64> = timecode.split([':', ';']).map(|p| p.parse().unwrap()).collect();
    let [h, m, s, f] = parts[..] else { panic!("{timecode}") };
    let minutes = h * 60 + m;
    let dropped = if timecode.contains(';') { 2 * (minutes - minutes / 10) } else { 0 };
    (minutes * 60 + s) * 30 + f - dropped
}

#[test]
fn edl_events_say_what_the_cut_says() {
    let cut = cut();
    let edl = to_edl(&cut);
    assert!(edl.starts_with("TITLE: Film & <Co>\nFCM: DROP FRAME\n"));
    let hour = 107_892;
    let mut events = edl.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit()));
    for (i, placed) in cut.placed().iter().enumerate() {
        let fields: Vec<&str> = events.next().unwrap().split_whitespace().collect();
        assert_eq!(fields[0].parse::<usize>().unwrap(), i + 1);
        assert!(
            fields[1].len() <= 8 && fields[1].bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        );
        assert_eq!(fields[2..4], ["AA/V", "C"]);
        let times: Vec<u64> = fields[4..].iter().map(|t| frame_of(t)).collect();
        let (source, film) = (placed.segment.span, placed.film);
        assert_eq!(times, [hour + source.start, hour + source.end, hour + film.start, hour + film.end]);
    }
    assert!(events.next().is_none());
    assert!(edl.contains("* FROM CLIP NAME: día \"1\" & <2>.mp4"));
}

#[test]
fn markers_are_one_line_a_drop() {
    let cut = cut();
    let csv = to_markers_csv(&cut);
    let dropped = cut.rushes[0].spans.iter().filter(|s| !s.verdict.in_film()).count();
    assert_eq!(csv.lines().count(), dropped + 1);
    assert!(csv.lines().all(|l| l.contains(",\"día \"\"1\"\" & <2>.mp4\",") || l.starts_with('#')));
}

/// Two rushes of different rates: all time lines stay whole, and rushes come back in the order they are shown.
#[test]
fn several_rushes() {
    let truth = read(include_str!("data/planted-2m.json"));
    let first = scan(&truth, 1, -24, -55);
    let mut second = scan(&truth, 2, -24, -55);
    second.probe.video[0].rate = Rate::new(25, 1).unwrap();
    let input = |scan, hash, path| RushInput { scan, transcript: None, hash, path };
    let cut = derush(&[input(&first, "1", "a.mp4"), input(&second, "2", "b.mp4")], &Settings::default());
    cut.check().unwrap();
    assert_eq!(cut.rate, Rate::new(30, 1).unwrap());
    let placed = cut.placed();
    assert!(placed.windows(2).all(|w| w[0].film.end == w[1].film.start));
    let otio = to_otio(&cut);
    assert_eq!(import_otio(otio.as_bytes(), &cut).unwrap(), cut);
    if let Some((seen, _)) = reference(&otio) {
        assert_eq!(seen["clips"].as_array().unwrap().len(), placed.len());
    }
    let mut swapped: Value = serde_json::from_str(&otio).unwrap();
    let count = placed.iter().filter(|p| p.segment.rush == 0).count();
    swapped["tracks"]["children"][0]["children"].as_array_mut().unwrap().rotate_left(count);
    let back = import_otio(swapped.to_string().as_bytes(), &cut).unwrap();
    assert_eq!(back.rushes.iter().map(|r| r.path.as_str()).collect::<Vec<_>>(), ["b.mp4", "a.mp4"]);
    to_fcpxml(&back);
    to_edl(&back);
}

/// The three formats carry the same changes back.
#[test]
fn edl_and_fcpxml_come_back_too() {
    let cut = cut();
    assert_eq!(import_edl(to_edl(&cut).as_bytes(), &cut).unwrap(), cut);
    assert_eq!(import_fcpxml(to_fcpxml(&cut).as_bytes(), &cut).unwrap(), cut);
    let first = cut.segments()[0].span;
    let mut edited = cut.clone();
    drop_span(&mut edited, 0, Span::new(first.start + 20, first.end - 5)).unwrap();
    let from_otio = import_otio(to_otio(&edited).as_bytes(), &cut).unwrap();
    assert_eq!(import_edl(to_edl(&edited).as_bytes(), &cut).unwrap(), from_otio);
    assert_eq!(import_fcpxml(to_fcpxml(&edited).as_bytes(), &cut).unwrap(), from_otio);
    assert_eq!(from_otio.segments(), edited.segments());
}

#[test]
fn edl_and_fcpxml_refuse_what_no_cut_can_say() {
    let cut = cut();
    let edl = |text: &str| import_edl(text.as_bytes(), &cut);
    assert!(matches!(edl("hello"), Err(EditError::Sense { .. })));
    let event = |rest: &str| {
        format!("TITLE: x\nFCM: DROP FRAME\n001  DA1  V  {rest}\n* FROM CLIP NAME: día \"1\" & <2>.mp4\n")
    };
    let times = "01:00:00;00 01:00:01;00 01:00:00;00 01:00:01;00";
    assert!(edl(&event(&format!("C  {times}"))).is_ok());
    assert!(matches!(edl(&event(&format!("D 024 {times}"))), Err(EditError::Sense { .. })));
    assert!(matches!(
        edl(&event("C  01:00:99;00 01:00:01;00 01:00:00;00 01:00:01;00")),
        Err(EditError::Sense { .. })
    ));
    assert!(matches!(
        edl(&event("C  01:00:02;00 01:00:01;00 01:00:00;00 01:00:01;00")),
        Err(EditError::Sense { .. })
    ));
    assert!(matches!(
        edl(&event("C  01:00:00;00 23:00:01;00 01:00:00;00 01:00:01;00")),
        Err(EditError::Outside { .. })
    ));
    assert!(matches!(
        edl(&format!("001 AX V C {times}\n* FROM CLIP NAME: other.mov\n")),
        Err(EditError::Stranger { .. })
    ));
    assert!(matches!(
        edl(&(event(&format!("C  {times}")) + "M2  DA1  050.0  01:00:00;00\n")),
        Err(EditError::Speed { .. })
    ));

    let good = to_fcpxml(&cut);
    let with = |from: &str, to: &str| {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        import_fcpxml(bad.as_bytes(), &cut)
    };
    assert!(matches!(
        with("offset=", "lane=\"1\" start=\"1/7s\" offset="),
        Err(EditError::Syntax { .. } | EditError::Sense { .. })
    ));
    assert!(matches!(with("<marker ", "<timeMap/><marker "), Err(EditError::Speed { .. })));
    assert!(matches!(with("<marker ", "<asset-clip name=\"x\"/><marker "), Err(EditError::Sense { .. })));
    assert!(with("uid=\"abc\"", "uid=\"x\"").is_ok());
    assert!(matches!(with("</spine>", ""), Err(EditError::Syntax { .. })));
    assert!(matches!(with("<spine>", "<spine><ref-clip/>"), Err(EditError::Sense { .. })));
    for bytes in [&b""[..], b"<a/>", b"\xff", b"<!DOCTYPE x [<!ENTITY a \"b\">]><fcpxml><spine>&a;</fcpxml>"]
    {
        assert!(import_fcpxml(bytes, &cut).is_err());
    }
}

/// As many joints as a hostile document may hold: each language must take one walk over them, not one a joint.
#[test]
fn thousands_of_joints_go_out_and_come_back() {
    let joints = 20_000;
    let rate = Rate::new(25, 1).unwrap();
    let span = |n: u64| {
        let verdict = if n.is_multiple_of(2) {
            Verdict::Keep { suggestion: None }
        } else {
            let evidence = Evidence::default();
            Verdict::Drop { reason: Reason::Silence, confidence: 90, evidence, restored: false }
        };
        CutSpan { id: SpanId(format!("r1s{}", n + 1)), start: 10 * n, end: 10 * n + 10, verdict }
    };
    let rush = CutRush {
        hash: "h".into(),
        path: "a.mp4".into(),
        rate,
        frames: 10 * joints,
        start_frame: 0,
        drop_frame: false,
        spans: (0..joints).map(span).collect(),
    };
    let cut = Cut { version: 1, title: "t".into(), rate, preset: [].into(), rushes: vec![rush] };
    let mut whole = cut.clone();
    let first = cut.rushes[0].spans[0].clone();
    whole.rushes[0].spans = vec![CutSpan { end: 10 * joints, ..first }];
    for (text, read) in [
        (to_otio(&cut), import_otio as fn(&[u8], &Cut) -> Result<Cut, EditError>),
        (to_fcpxml(&cut), import_fcpxml),
        (to_edl(&cut), import_edl),
    ] {
        let back = read(text.as_bytes(), &whole).unwrap();
        assert!(back.segments() == cut.segments(), "{}", &text[..40]);
        assert!(read(text.as_bytes(), &cut).unwrap() == cut, "{}", &text[..40]);
    }
}
