//! Bytes that claim to be a cut document: an error, or a cut that everything else can work with.

use incamera_edit::{read_cut, summary, to_edl, to_fcpxml, to_markers_csv, to_otio, write_cut};

pub(crate) fn check(bytes: &[u8]) {
    let Ok(cut) = read_cut(bytes) else { return };
    assert_eq!(read_cut(write_cut(&cut).as_bytes()).expect("what was written is read"), cut);
    let _ = (summary(&cut), to_otio(&cut), to_fcpxml(&cut), to_edl(&cut), to_markers_csv(&cut));
}
