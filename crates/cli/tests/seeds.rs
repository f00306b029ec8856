//! What the fuzz targets begin with, and what they once found, through the functions they fuzz: `fuzz/seeds/TARGET/*`.

use std::{fs, path::Path};

#[path = "../../../fuzz/checks/cut_document.rs"]
mod cut_document;
#[path = "../../../fuzz/checks/editing_profile.rs"]
mod editing_profile;
#[path = "../../../fuzz/checks/exchange.rs"]
mod exchange;
#[path = "../../../fuzz/checks/models_manifest.rs"]
mod models_manifest;
#[path = "../../../fuzz/checks/worker_protocol.rs"]
mod worker_protocol;

/// A target and its check.
type Target = (&'static str, fn(&[u8]));

#[test]
fn every_seed_is_taken_or_refused() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let checks: [Target; 5] = [
        ("cut_document", cut_document::check),
        ("editing_profile", editing_profile::check),
        ("exchange", exchange::check),
        ("models_manifest", models_manifest::check),
        ("worker_protocol", worker_protocol::check),
    ];
    for (target, check) in checks {
        let files: Vec<_> = fs::read_dir(seeds.join(target)).unwrap().map(|e| e.unwrap().path()).collect();
        assert!(!files.is_empty(), "{target} has no seed");
        for file in files {
            check(&fs::read(&file).unwrap());
        }
    }
}
