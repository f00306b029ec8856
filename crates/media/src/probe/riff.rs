//! The index of an AVI (`idx1`; Microsoft's "AVI RIFF File Reference"), whose damage FFmpeg passes over in silence.

use incamera_worker::ReadAt;

/// `AVIF_HASINDEX`: the header promises an index.
const PROMISED: u32 = 0x10;
/// Bytes of one entry: four letters of the chunk it names, flags, offset, size.
const ENTRY: u64 = 16;

/// Whether the index that the header promises is missing or names what is not there. Its first, middle and last entry
/// are looked up. False for what is no AVI.
pub(super) fn is_broken(source: &dyn ReadAt) -> bool {
    if letters(source, 0) != Some(*b"RIFF") || letters(source, 8) != Some(*b"AVI ") {
        return false;
    }
    let (mut at, mut promised, mut movi) = (12u64, false, 0);
    // A file has a handful of chunks on its outermost floor.
    for _ in 0..1000 {
        let (Some(kind), Some(size)) = (letters(source, at), number(source, at + 4)) else { break };
        match (&kind, letters(source, at + 8).as_ref()) {
            // After the list's name and the head of its first chunk, the flags are the fourth number.
            (b"LIST", Some(b"hdrl")) => {
                promised = number(source, at + 12 + 8 + 12).is_some_and(|flags| flags & PROMISED != 0);
            }
            (b"LIST", Some(b"movi")) => movi = at + 8,
            (b"idx1", _) => {
                let count = u64::from(size) / ENTRY;
                let Some(last) = count.checked_sub(1) else { return promised };
                let entries = [0, count / 2, last].map(|n| at + 8 + n * ENTRY);
                // Offsets count from the list's name, in some files from the beginning.
                return ![movi, 0].iter().any(|base| entries.iter().all(|at| fits(source, *at, *base)));
            }
            _ => {}
        }
        at += 8 + u64::from(size) + u64::from(size % 2);
    }
    promised
}

/// Whether the chunk named by the entry at `at` lies where it says; `rec ` names a list of chunks.
fn fits(source: &dyn ReadAt, at: u64, base: u64) -> bool {
    let (Some(name), Some(offset)) = (letters(source, at), number(source, at + 8)) else { return false };
    letters(source, base + u64::from(offset)).is_some_and(|there| there == name || &there == b"LIST")
}

fn letters(source: &dyn ReadAt, at: u64) -> Option<[u8; 4]> {
    let mut four = [0; 4];
    source.read_at(&mut four, at).is_ok_and(|n| n == 4).then_some(four)
}

fn number(source: &dyn ReadAt, at: u64) -> Option<u32> {
    letters(source, at).map(u32::from_le_bytes)
}
