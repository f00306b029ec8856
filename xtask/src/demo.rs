//! What `./run` shows a newcomer: the bundled rush, derushed.

use std::{fs, process::Command};

use crate::house::{self, root, target};

pub(crate) fn run() -> Result<(), String> {
    let films = root().join("films");
    fs::create_dir_all(&films).map_err(|e| format!("{}: {e}", films.display()))?;
    house::run(Command::new(target().join("debug/incamera")).args([
        "cut",
        "testdata/rush/interview.mp4",
        "--yes",
        "-o",
        "films/demo.mp4",
    ]))
}
