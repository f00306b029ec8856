//! Edit lists of an MP4 or MOV (ISO/IEC 14496-12, 8.6.6), which FFmpeg applies without saying so.

use incamera_worker::ReadAt;

/// The largest index that is read here.
const LARGEST: u64 = 256 << 20;

/// For each track in file order: does an edit list shift or trim it? Empty when there is no readable index.
pub(super) fn shifted(source: &dyn ReadAt) -> Vec<bool> {
    let Some(index) = index(source) else { return Vec::new() };
    boxes(&index)
        .filter(|(kind, _)| kind == b"trak")
        .map(|(_, track)| {
            inside(track, *b"edts").and_then(|edts| inside(edts, *b"elst")).is_some_and(is_shift)
        })
        .collect()
}

/// One edit that begins at the first sample changes nothing; every other list does.
fn is_shift(list: &[u8]) -> bool {
    let Some((&[version, _, _, _, a, b, c, d], edits)) = list.split_first_chunk() else { return false };
    if u32::from_be_bytes([a, b, c, d]) != 1 {
        return u32::from_be_bytes([a, b, c, d]) > 1;
    }
    let media_time = if version == 1 { edits.get(8..16) } else { edits.get(4..8) };
    media_time.is_some_and(|time| time.iter().any(|byte| *byte != 0))
}

/// The contents of the `moov` box, wherever it stands.
fn index(source: &dyn ReadAt) -> Option<Vec<u8>> {
    let mut at = 0u64;
    // A file has few boxes on its outermost floor; a fragmented one many, but its index comes first.
    for _ in 0..10_000 {
        let mut head = [0; 16];
        read_exact(source, &mut head[..8], at)?;
        let (size, kind) = (u32::from_be_bytes(*head.first_chunk()?), &head[4..8]);
        let (header, size) = match size {
            0 => (8, source.size().checked_sub(at)?),
            1 => {
                let mut long = [0; 8];
                read_exact(source, &mut long, at.checked_add(8)?)?;
                (16, u64::from_be_bytes(long))
            }
            size => (8, u64::from(size)),
        };
        let body = size.checked_sub(header)?;
        if kind == b"moov" {
            let start = at.checked_add(header)?;
            let there = body.min(source.size().checked_sub(start)?);
            let mut index = vec![0; usize::try_from(there).ok().filter(|_| there <= LARGEST)?];
            read_exact(source, &mut index, start)?;
            return Some(index);
        }
        at = at.checked_add(size)?;
    }
    None
}

fn read_exact(source: &dyn ReadAt, buffer: &mut [u8], offset: u64) -> Option<()> {
    let mut done = 0;
    while done < buffer.len() {
        let at = offset.checked_add(done as u64)?;
        match source.read_at(buffer.get_mut(done..)?, at) {
            Ok(n @ 1..) => done += n,
            _ => return None,
        }
    }
    Some(())
}

/// The boxes in `bytes`: kind and contents. Ends at the first that does not fit.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let size = u32::from_be_bytes(*rest.first_chunk()?) as usize;
        let kind = *rest.get(4..8)?.first_chunk()?;
        let contents = rest.get(8..size)?;
        rest = rest.get(size..)?;
        Some((kind, contents))
    })
}

fn inside(bytes: &[u8], kind: [u8; 4]) -> Option<&[u8]> {
    boxes(bytes).find(|(k, _)| *k == kind).map(|(_, contents)| contents)
}
