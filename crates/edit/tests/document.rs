//! The cut document: schema, reading, and what is done to it on the way.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(dead_code, reason = "each test binary uses its own part")]
mod planted;

use incamera_edit::{
    EditError, RushInput, Settings, derush, import_edl, import_fcpxml, import_otio, read_cut, schema,
    summary, to_edl, to_fcpxml, to_otio, write_cut,
};
use incamera_model::*;
use planted::{Chance, read, scan, transcript};

fn cut() -> Cut {
    let truth = read(include_str!("data/planted-2m.json"));
    let scan = scan(&truth, 7, -24, -55);
    let words = transcript(&truth, "en");
    let input = RushInput { scan: &scan, transcript: Some(&words), hash: "abc", path: "a.mp4" };
    derush(&[input], &Settings::default())
}

/// Set `UPDATE_SCHEMA=1` to write the published schema anew.
#[test]
fn the_published_schema_is_the_programs_own() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/cut.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, schema()).unwrap();
    }
    // As values: the order of its keys depends on what else is built with it.
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(value(&std::fs::read_to_string(path).unwrap()), value(&schema()), "run with UPDATE_SCHEMA=1");
}

#[test]
fn what_is_written_obeys_the_schema_and_reads_back() {
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema()).unwrap()).unwrap();
    let mut cut = cut();
    let dropped = cut.rushes[0].spans.iter().find(|s| !s.verdict.in_film()).unwrap().id.clone();
    cut.restore(&dropped).unwrap();
    let text = write_cut(&cut);
    let value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(read_cut(text.as_bytes()).unwrap(), cut);
    assert_eq!(write_cut(&read_cut(text.as_bytes()).unwrap()), text);
    for (from, to) in
        [("\"rate\": [", "\"rate\": [\"x\", "), ("\"verdict\": \"keep\"", "\"verdict\": \"maybe\"")]
    {
        let bad = serde_json::from_str(&text.replacen(from, to, 1)).unwrap();
        assert!(!validator.is_valid(&bad));
    }
}

#[test]
fn a_wrong_document_is_told_what_is_wrong() {
    let text = write_cut(&cut());
    let error = |from: &str, to: &str| {
        let bad = text.replacen(from, to, 1);
        assert_ne!(bad, text, "{from}");
        read_cut(bad.as_bytes()).unwrap_err().to_string()
    };
    assert!(error("\"title\"", "title").contains("line 3 column"));
    assert!(error("\"version\": 1", "\"version\": 2").contains("version 2"));
    assert!(error("\"id\": \"r1s2\"", "\"id\": \"r1s1\"").contains("two spans are called `r1s1`"));
    assert!(error("\"start\": 0", "\"start\": 1").contains("starts at frame 1"));
    assert!(error("\"confidence\": 9", "\"confidence\": 19").contains("more than 100 percent"));
    assert!(error("\"frames\": ", "\"frames\": 9").contains("the spans end"));
    assert!(
        error("\"start_frame\": 0", "\"start_frame\": 18446744073709551615").contains("no rush has so many")
    );
    assert!(error("\"rate\": [\n    30,", "\"rate\": [\n    0,").contains("is not a frame rate"));
    assert!(matches!(read_cut(&vec![b' '; (64 << 20) + 1]), Err(EditError::TooLarge { .. })));
    assert!(matches!(read_cut("[".repeat(1 << 20).as_bytes()), Err(EditError::Syntax { .. })));
}

#[test]
fn the_summary_adds_up() {
    let cut = cut();
    let sum = summary(&cut);
    let dropped: i64 = sum.dropped.values().map(|t| t.length.0).sum();
    let rounding = cut.rushes[0].spans.len() as i64 + 2;
    assert!((sum.before.0 - sum.after.0 - dropped).abs() <= rounding, "{sum:?}");
    assert_eq!(sum.frames, cut.segments().iter().map(|s| s.span.len()).sum::<u64>());
}

/// Damage of every kind: whatever is read is a cut that everything else can work with, and nothing panics.
#[test]
fn damaged_documents_never_panic() {
    let cut = cut();
    let (document, otio) = (write_cut(&cut).into_bytes(), to_otio(&cut).into_bytes());
    let (edl, xml) = (to_edl(&cut).into_bytes(), to_fcpxml(&cut).into_bytes());
    let mut chance = Chance(42);
    for _ in 0..4000 {
        if let Ok(read) = read_cut(&damage(&document, &mut chance)) {
            read.check().unwrap();
            let _ = (summary(&read), to_otio(&read), to_edl(&read), to_fcpxml(&read));
        }
        for read in [
            import_otio(&damage(&otio, &mut chance), &cut),
            import_edl(&damage(&edl, &mut chance), &cut),
            import_fcpxml(&damage(&xml, &mut chance), &cut),
        ]
        .into_iter()
        .flatten()
        {
            read.check().unwrap();
        }
    }
}

fn damage(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    const NASTY: [&[u8]; 12] = [
        b"0",
        b"-1",
        b"1e308",
        b"18446744073709551615",
        b"99999999999999999999",
        b"null",
        b"[]",
        b"{}",
        b"\"\"",
        b"0.5",
        b"\"\\u0000\"",
        b"true",
    ];
    let mut out = bytes.to_vec();
    for _ in 0..=chance.next(3) {
        let at = chance.next(out.len() as u64) as usize;
        match chance.next(5) {
            0 => out[at] ^= 1 << chance.next(8),
            1 => out.truncate(at),
            2 => {
                let end = (at + chance.next(40) as usize).min(out.len());
                out.drain(at..end);
            }
            _ => {
                // A number becomes another value.
                let Some(start) = out[at..].iter().position(u8::is_ascii_digit).map(|i| at + i) else {
                    continue;
                };
                let length = out[start..].iter().take_while(|b| b.is_ascii_digit()).count();
                let value = NASTY[chance.next(NASTY.len() as u64) as usize];
                out.splice(start..start + length, value.iter().copied());
            }
        }
        if out.is_empty() {
            break;
        }
    }
    out
}

/// A few slow rushes with as many frames as a rush may have would overflow every sum of times.
#[test]
fn a_cut_of_thousands_of_years_is_refused() {
    let rush = |n: u32| {
        format!(
            r#"{{"hash":"","path":"{n}","rate":[1,3600],"frames":1099511627776,"start_frame":0,
            "spans":[{{"id":"r{n}s1","start":0,"end":1099511627776,"verdict":"keep"}}]}}"#
        )
    };
    let text = format!(
        r#"{{"version":1,"title":"","rate":[1000,1],"preset":{{}},"rushes":[{},{}]}}"#,
        rush(1),
        rush(2)
    );
    let error = read_cut(text.as_bytes()).unwrap_err();
    assert!(matches!(&error, EditError::Sense { place, .. } if place == "rush 1"), "{error}");
    let century = text.replace("1099511627776", "900000");
    let cut = read_cut(century.as_bytes()).unwrap();
    assert_eq!(summary(&cut).frames, 2 * 900_000 * 3_600_000, "a frame an hour, in a film of 1000 a second");
}
