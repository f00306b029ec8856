//! What holds of every place for objects.

use std::{fs, io::Write as _};

use incamera_vault::VaultError;

use crate::{
    server::Server,
    studio::{Studio, film, id, now},
};

const MIB: usize = 1 << 20;

/// Runs a check on a local folder and on a bucket.
fn everywhere(check: impl Fn(&Studio)) {
    let folder = tempfile::tempdir().unwrap();
    check(&Studio::new(folder.path().to_str().unwrap(), folder.path()));
    let server = Server::new();
    check(&Studio::new(&server.location(), &server.files()));
}

/// proves: SEC-02
#[test]
fn what_is_sealed_is_opened_whatever_its_length() {
    everywhere(|studio| {
        let lengths =
            [0, 1, 16_383, 16_384, 16_385, 40_000, MIB, 5 * MIB - 57 - 320 * 16, 5 * MIB, 12 * MIB + 7];
        for (n, length) in (1..).zip(lengths) {
            studio.put(n, &film(length));
            assert!(studio.get(n).unwrap() == film(length), "{length} bytes");
        }
        let mut put: Vec<_> = (1..).zip(lengths).map(|(n, _)| id(n)).collect();
        put.sort();
        assert_eq!(studio.list(), put);
    });
}

/// proves: SEC-02
#[test]
fn any_range_is_read() {
    everywhere(|studio| {
        let whole = film(11 * MIB + 3);
        studio.put(1, &whole);
        let opened = studio.open(1).unwrap();
        assert_eq!(opened.length(), whole.len() as u64);
        let check = |offset: usize, length: usize| {
            let mut part = vec![0; length];
            let read = opened.read_at(&mut part, offset as u64).unwrap();
            let expected = &whole[offset.min(whole.len())..(offset + length).min(whole.len())];
            assert!(part[..read] == *expected, "{length} from {offset}");
        };
        for offset in
            [0, 1, 16_383, 16_384, 300_000, 5 * MIB - 1, 9 * MIB, whole.len() - 1, whole.len(), 20 * MIB]
        {
            for length in [0, 1, 2, 16_384, 70_000, 300_000, 9 * MIB] {
                check(offset, length);
            }
        }
        // One after another, as a film is played, then here and there.
        (0..whole.len()).step_by(190_001).for_each(|offset| check(offset, 190_001));
        (0..200).for_each(|n| check(n * 7_919_993 % whole.len(), n * 997));
    });
}

/// proves: SEC-02
#[test]
fn what_was_altered_cut_or_swapped_is_named_and_the_rest_served() {
    everywhere(|studio| {
        let whole = film(600_000);
        studio.put(1, &whole);
        studio.put(2, &film(600_001));
        let sealed = fs::read(studio.file(1)).unwrap();
        // One byte, in the chunk of number 20.
        let mut altered = sealed.clone();
        altered[57 + 20 * 16_400 + 5_000] ^= 1;
        fs::write(studio.file(1), &altered).unwrap();
        let opened = studio.open(1).unwrap();
        let mut part = vec![0; 600_000];
        assert!(matches!(opened.read_at(&mut part, 0), Err(VaultError::Altered { chunk: 20 })));
        for served in [0..20 * 16_384, 21 * 16_384..600_000] {
            let part = &mut part[served.clone()];
            assert_eq!(opened.read_at(part, served.start as u64).unwrap(), served.len());
            assert!(*part == whole[served]);
        }
        for length in [0, 1, 57, 73, 57 + 16_400, 57 + 30 * 16_400, sealed.len() - 1] {
            fs::write(studio.file(1), &sealed[..length]).unwrap();
            assert!(studio.get(1).is_err(), "cut to {length}");
        }
        fs::copy(studio.file(2), studio.file(1)).unwrap();
        assert!(matches!(studio.get(1), Err(VaultError::WrongKey)));
        fs::remove_file(studio.file(1)).unwrap();
        let missing = studio.get(1).unwrap_err();
        assert!(matches!(missing, VaultError::NoObject(_)) && missing.to_string().contains("backup"));
        assert!(studio.get(2).unwrap() == film(600_001), "the others are served all the while");
    });
}

#[test]
fn what_is_not_finished_is_seen_nowhere() {
    everywhere(|studio| {
        studio.put(1, &film(10));
        for (n, length) in [(2, 100_000), (3, 12 * MIB)] {
            let mut sealing = studio.begin(n);
            sealing.write_all(&film(length)).unwrap();
            assert!(matches!(studio.get(n), Err(VaultError::NoObject(_))), "while it is written");
            assert_eq!(studio.list(), [id(1)]);
            drop(sealing);
            assert!(matches!(studio.get(n), Err(VaultError::NoObject(_))), "when it was dropped");
            assert_eq!(studio.list(), [id(1)]);
        }
        let left = fs::read_dir(studio.files.parent().unwrap().parent().unwrap()).unwrap();
        let left: Vec<_> =
            left.map(|e| e.unwrap().file_name()).filter(|n| n.to_string_lossy().contains("part-")).collect();
        assert!(left.is_empty(), "parts stay in the store: {left:?}");
    });
}

#[test]
fn what_a_killed_writer_left_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    let studio = Studio::new(folder.path().to_str().unwrap(), folder.path());
    let mut sealing = studio.begin(1);
    sealing.write_all(&film(100_000)).unwrap();
    std::mem::forget(sealing);
    studio.put(2, &film(10));
    assert_eq!(studio.vault.objects().sweep(jiff::Timestamp::UNIX_EPOCH).unwrap(), 0, "begun later");
    assert_eq!(studio.vault.objects().sweep(now() + jiff::SignedDuration::from_mins(1)).unwrap(), 1);
    assert!(!studio.file(1).with_extension("new").exists());
    assert_eq!(studio.list(), [id(2)]);
}

/// proves: SEC-19
#[test]
fn what_is_erased_is_gone() {
    everywhere(|studio| {
        studio.put(1, &film(100_000));
        studio.put(2, &film(6 * MIB));
        studio.put(3, &film(1));
        for n in [1, 2, 1] {
            studio.erase(n).unwrap();
        }
        assert!(matches!(studio.get(1), Err(VaultError::NoKey(_))));
        assert!(!studio.file(1).exists() && !studio.file(2).exists());
        assert_eq!(studio.list(), [id(3)]);
        assert!(studio.get(3).unwrap() == film(1));
    });
}
