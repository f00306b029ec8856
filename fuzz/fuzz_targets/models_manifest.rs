//! Text that claims to be a manifest of models: an error that says what, or models that can be looked up.
#![no_main]

use incamera_speech::models::Manifest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(manifest) = Manifest::parse(text) else { return };
    for model in manifest.models() {
        assert!(manifest.get(&model.id).is_ok(), "what is listed is found");
    }
});
