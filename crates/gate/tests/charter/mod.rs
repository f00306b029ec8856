//! The shipped charter, and changes to it.

use std::{fs, path::Path};

use incamera_charter::{Charter, Source, read};
use jiff::civil::date;

/// The shipped charter after `from` became `to` in `file`.
pub(crate) fn charter(changes: &[(&str, &str, &str)]) -> Charter {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../charter");
    let mut files: Vec<Source> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| Source {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).unwrap(),
        })
        .collect();
    for (file, from, to) in changes {
        let source = files.iter_mut().find(|s| s.name == *file).unwrap();
        assert!(source.text.contains(from), "{file} holds {from}");
        source.text = source.text.replacen(from, to, 1);
    }
    read(&files, date(2026, 11, 24)).unwrap()
}
