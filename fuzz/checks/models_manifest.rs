//! Bytes that claim to be a manifest of models: an error that says what, or models that can be looked up.

use incamera_speech::models::Manifest;

pub(crate) fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(manifest) = Manifest::parse(text) else { return };
    for model in manifest.models() {
        assert!(manifest.get(&model.id).is_ok(), "what is listed is found");
    }
}
