//! The shipped charter, and changes to it.

use incamera_charter::{Charter, read, shipped};
use jiff::civil::date;

/// The shipped charter after `from` became `to` in `file`.
pub(crate) fn charter(changes: &[(&str, &str, &str)]) -> Charter {
    let mut files = shipped::files();
    for (file, from, to) in changes {
        let source = files.iter_mut().find(|s| s.name == *file).unwrap();
        assert!(source.text.contains(from), "{file} holds {from}");
        source.text = source.text.replacen(from, to, 1);
    }
    read(&files, date(2026, 11, 24)).unwrap()
}
