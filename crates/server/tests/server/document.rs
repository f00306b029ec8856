//! The description of the API.

use serde_json::Value;

use crate::studio::Studio;

// proves: API-01
#[test]
fn the_api_is_described_and_the_description_is_kept() {
    let text = incamera_server::openapi().unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    if std::env::var_os("INCAMERA_WRITE_SNAPSHOTS").is_some() {
        std::fs::write(path, format!("{text}\n")).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        kept.trim_end(),
        text,
        "docs/openapi.json is old: run this test with INCAMERA_WRITE_SNAPSHOTS=1"
    );
    let document: Value = serde_json::from_str(&text).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    // Every reference leads somewhere, and every operation has its own name.
    let mut names = Vec::new();
    for methods in document["paths"].as_object().unwrap().values() {
        for operation in methods.as_object().unwrap().values().filter(|one| one["operationId"].is_string()) {
            names.push(operation["operationId"].as_str().unwrap().to_owned());
        }
    }
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "operations share a name");
    for reference in text.split("\"$ref\": \"#").skip(1) {
        let pointer = reference.split_once('"').unwrap().0;
        assert!(document.pointer(pointer).is_some(), "{pointer} leads nowhere");
    }
    let studio = Studio::open();
    let served = studio.browser().get("/api/v1/openapi.json").is(200).json();
    assert_eq!(served, document);
}
