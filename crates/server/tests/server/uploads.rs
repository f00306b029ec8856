//! Rushes come in by tus: in stretches, checked, resumed, abandoned.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::studio::{Answer, Browser, Studio};

const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");
const TUS: (&str, &str) = ("tus-resumable", "1.0.0");

fn begin(browser: &Browser, film: &str, length: &str) -> Answer {
    let name = format!("filename {}", STANDARD.encode("C:\\Users\\ada\\holiday.mp4"));
    let headers = [OURS, TUS, ("upload-length", length), ("upload-metadata", name.as_str())];
    browser.send("POST", &format!("/api/v1/projects/{film}/uploads"), &headers, "")
}

fn append(browser: &Browser, at: &str, offset: &str, bytes: &str, more: &[(&str, &str)]) -> Answer {
    let mut headers =
        vec![OURS, TUS, ("upload-offset", offset), ("content-type", "application/offset+octet-stream")];
    headers.extend(more);
    browser.send("PATCH", at, &headers, bytes)
}

// proves: STU-12
#[test]
fn a_rush_comes_in_stretches_and_goes_on_where_it_was() {
    let (_studio, browser, _) = Studio::owned();
    let film = browser.begin("Sea");
    let path = format!("/api/v1/projects/{film}/uploads");
    browser.send("POST", &path, &[OURS, ("upload-length", "10")], "").is(412);
    begin(&browser, &film, "many").is(400);
    let begun = begin(&browser, &film, "12").is(201);
    let at = begun.header("location").to_owned();
    assert_eq!(begun.header("tus-resumable"), "1.0.0");
    assert!(begun.header("upload-expires").ends_with("GMT"));
    append(&browser, &at, "5", "early", &[]).is(409);
    assert_eq!(append(&browser, &at, "0", "hello ", &[]).is(204).header("upload-offset"), "6");
    let wrong = format!("sha256 {}", STANDARD.encode(Sha256::digest(b"other")));
    append(&browser, &at, "6", "wor", &[("upload-checksum", &wrong)]).is(460);
    let looked = browser.send("HEAD", &at, &[TUS], "").is(204);
    assert_eq!((looked.header("upload-offset"), looked.header("upload-length")), ("6", "12"));
    let right = format!("sha256 {}", STANDARD.encode(Sha256::digest(b"wor")));
    append(&browser, &at, "6", "wor", &[("upload-checksum", &right)]).is(204);
    append(&browser, &at, "9", "ld, and much more", &[]).is(413);
    assert_eq!(append(&browser, &at, "9", "ld!", &[]).is(204).header("upload-offset"), "12");
    let rushes = browser.get(&format!("/api/v1/projects/{film}/rushes")).is(200).json();
    assert_eq!(rushes["items"][0]["name"], "holiday.mp4");
    assert_eq!(rushes["items"][0]["bytes"], 12);
    assert_ne!(rushes["items"][0]["state"], "receiving");
    // Whoever did not hear that it is whole may ask once more; there is nothing to abandon any more.
    assert_eq!(browser.send("HEAD", &at, &[TUS], "").is(204).header("upload-offset"), "12");
    browser.send("DELETE", &at, &[OURS, TUS], "").is(409);
    let rush = format!("/api/v1/rushes/{}", rushes["items"][0]["id"].as_str().unwrap());
    browser.json("PATCH", &rush, &serde_json::json!({ "name": "Day one" })).is(204);
    assert_eq!(browser.get(&rush).is(200).json()["name"], "Day one");
    browser.delete(&rush).is(204);
    browser.get(&rush).is(404);
}

// proves: STU-12
#[test]
fn an_upload_that_is_abandoned_is_gone() {
    let (studio, browser, _) = Studio::owned();
    let film = browser.begin("Sea");
    let at = begin(&browser, &film, "12").is(201).header("location").to_owned();
    append(&browser, &at, "0", "hello ", &[]).is(204);
    studio.browser().send("HEAD", &at, &[TUS], "").is(401);
    browser.send("DELETE", &at, &[OURS, TUS], "").is(204);
    browser.send("HEAD", &at, &[TUS], "").is(404);
    let rushes = browser.get(&format!("/api/v1/projects/{film}/rushes")).is(200).json();
    assert_eq!(rushes["items"], serde_json::json!([]));
}
