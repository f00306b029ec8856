//! What is held about somebody, what he asks for, and what comes of it.

use std::io::Cursor;

use serde_json::json;

use crate::studio::{OWNER, Studio};

// proves: API-04, SUP-01
#[test]
fn somebody_sees_asks_and_is_forgotten() {
    let (_studio, browser, _) = Studio::owned();
    let film = browser.begin("Sea");
    browser.json("POST", &format!("/api/v1/projects/{film}/messages"), &json!({ "text": "Hello" })).is(201);
    let map = browser.get("/api/v1/me/data-map").is(200).json();
    let classes: Vec<&str> =
        map["items"].as_array().unwrap().iter().map(|line| line["class"].as_str().unwrap()).collect();
    assert!(
        classes.contains(&"account") && classes.contains(&"message") && classes.contains(&"device"),
        "{classes:?}"
    );
    let asked =
        browser.json("POST", "/api/v1/me/requests", &json!({ "kind": "access", "words": "All of it" }));
    let asked = asked.is(201).json();
    assert_eq!(asked["state"], "working");
    let requests = browser.get("/api/v1/me/requests").is(200).json();
    assert_eq!(requests["items"][0]["id"], asked["id"]);
    browser.json("POST", "/api/v1/me/requests", &json!({ "kind": "everything" })).is(422);
    assert_eq!(browser.get("/api/v1/me/consents").is(200).json()["items"], json!([]));
    browser.get("/api/v1/me/access-log").is(200);
    let plan = browser.json("POST", "/api/v1/me/erasure/plan", &json!({})).is(200).json();
    assert!(plan["goes"].as_array().unwrap().iter().any(|line| line["class"] == "message"));
    assert!(plan["stays"].as_array().unwrap().iter().any(|line| line["class"] == "request"));
    browser.json("POST", "/api/v1/me/erasure", &json!({ "confirm": "somebody@else.example" })).is(422);
    browser.get("/api/v1/me").is(200);
    let receipt = browser.json("POST", "/api/v1/me/erasure", &json!({ "confirm": OWNER })).is(200).json();
    assert_eq!(receipt["receipt"].as_array().unwrap().len(), 2);
    browser.get("/api/v1/me").is(401);
}

// proves: API-04
#[test]
fn everything_about_somebody_comes_as_one_zip() {
    let (studio, browser, _) = Studio::owned();
    browser.begin("Sea");
    let mut response = ureq::post(format!("http://{}/api/v1/me/export", studio.address))
        .header("cookie", browser.cookie().unwrap())
        .header("sec-fetch-site", "same-origin")
        .send_empty()
        .unwrap();
    assert_eq!(response.headers()["content-type"], "application/zip");
    let bytes = response.body_mut().read_to_vec().unwrap();
    let verified = incamera_rights::verify(Cursor::new(bytes), None);
    assert!(verified.is_ok());
}

// proves: SUP-01, SUP-03, STU-26
#[test]
fn the_policy_and_requests_need_no_account() {
    let (studio, _, _) = Studio::owned();
    let anybody = studio.browser();
    let policy = anybody.get("/privacy").is(200);
    assert!(
        policy.body.contains("never.") && policy.body.contains("id=\"purpose.service\""),
        "{}",
        policy.body
    );
    let french = anybody.send("GET", "/privacy", &[("accept-language", "fr-CA, en;q=0.5")], "").is(200);
    assert!(french.body.contains("<html lang=\"fr\">"));
    assert!(anybody.get("/privacy/request").is(200).body.contains("erasure"));
    let asked = [
        ("kind", "erasure"),
        ("email", "filmed@passer.example"),
        ("country", "FR"),
        ("words", "I was in it"),
    ];
    let opened = anybody.form("/privacy/request", &asked).is(201);
    let link = opened.between("<a href=\"&#x2f;privacy&#x2f;request&#x2f;", "\"");
    let status = anybody.get(&format!("/privacy/request/{link}")).is(200);
    assert!(!status.body.contains("passer.example"));
    let mut forged = link.clone();
    forged.replace_range(link.len() - 1.., if link.ends_with('0') { "1" } else { "0" });
    anybody.get(&format!("/privacy/request/{forged}")).is(404);
}

// proves: SEC-05
#[test]
fn nothing_that_was_said_lies_in_the_clear() {
    let (studio, browser, _) = Studio::owned();
    let film = browser.begin("Unmistakable title");
    browser
        .json("POST", &format!("/api/v1/projects/{film}/messages"), &json!({ "text": "Unmistakable words" }))
        .is(201);
    let token = browser.cookie().unwrap();
    let needles =
        ["Unmistakable", OWNER, "Martin", "Atelier", token.strip_prefix("__Host-session=").unwrap()];
    let mut seen = 0;
    let mut folders = vec![studio.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            seen += bytes.len();
            for needle in needles {
                let found = bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
                assert!(!found, "{needle} lies in {}", path.display());
            }
        }
    }
    assert!(seen > 10_000);
}
