//! Proves that no crate imports one above it, that `unsafe` stays in `media`, and that files stay short.

use crate::house::{files, read, root};

/// The rooms from the ground up; a room may stand on any room of a lower floor.
const FLOORS: [&[&str]; 8] = [
    &["incamera-model", "incamera-trial"],
    &["incamera-worker", "incamera-charter", "incamera-ledger"],
    &["incamera-media", "incamera-speech", "incamera-edit", "incamera-gate"],
    &["incamera-vault", "incamera-store", "incamera-lab"],
    &["incamera-rights"],
    &["incamera-studio"],
    &["incamera-server"],
    &["incamera-cli", "incamera-bench"],
];

/// Rooms that stand on `model` alone, whatever their floor would allow.
const ON_MODEL_ALONE: [&str; 2] = ["incamera-edit", "incamera-ledger"];

/// Lines a file of Rust may have before it needs a second room.
const LONGEST: usize = 800;

pub(crate) fn check() -> Result<(), String> {
    let mut wrong = Vec::new();
    for manifest in files(&root().join("crates"), "toml")?.iter().filter(|p| p.ends_with("Cargo.toml")) {
        let text: toml::Table =
            read(manifest)?.parse().map_err(|e| format!("{}: {e}", manifest.display()))?;
        let name = text["package"]["name"].as_str().unwrap_or_default().to_owned();
        let Some(floor) = FLOORS.iter().position(|f| f.contains(&name.as_str())) else {
            wrong.push(format!(
                "{name} stands on no floor: give it one in xtask/src/floors.rs and ARCHITECTURE.md"
            ));
            continue;
        };
        let below: Vec<&str> = FLOORS[..floor].concat();
        let needs = ["dependencies", "build-dependencies"].iter().filter_map(|t| text.get(*t)?.as_table());
        for need in needs.flat_map(toml::Table::keys).filter(|k| k.starts_with("incamera-")) {
            let alone = ON_MODEL_ALONE.contains(&name.as_str());
            if !below.contains(&need.as_str()) || (alone && need != "incamera-model") {
                wrong.push(format!("{name} imports {need}, which is not below it"));
            }
        }
    }
    for file in files(&root().join("crates"), "rs")? {
        let text = read(&file)?;
        let shown = file.strip_prefix(root()).unwrap_or(&file).display();
        if text.lines().count() > LONGEST {
            wrong.push(format!("{shown} has {} lines: it needs a second room", text.lines().count()));
        }
        let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
        if !file.starts_with(root().join("crates/media")) && code.clone().any(|l| l.contains("unsafe {")) {
            wrong.push(format!("{shown} is unsafe outside the media crate"));
        }
        if code
            .clone()
            .any(|l| l.contains("#[allow(") || l.contains("todo!(") || l.contains("unimplemented!("))
        {
            wrong.push(format!("{shown} holds an #[allow] or an unfinished place"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
