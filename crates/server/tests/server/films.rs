//! Films, their steps, what people write, and what they decide.

use incamera_model::{DatumId, ProjectId, WorkspaceId};
use serde_json::json;

use crate::studio::Studio;

// proves: STU-11, STU-16
#[test]
fn a_film_has_a_brief_dated_steps_and_messages() {
    let (studio, browser, _) = Studio::owned();
    let film = browser.begin("Sea");
    let path = format!("/api/v1/projects/{film}");
    let brief = json!({ "goal": "sell boats", "platforms": ["tiktok"], "must_not": "rain" });
    let changed = browser.json("PATCH", &path, &json!({ "brief": brief, "title": "The sea" })).is(200).json();
    assert_eq!(changed["brief"]["goal"], "sell boats");
    assert_eq!(changed["my_role"], "producer");
    let steps = format!("{path}/milestones");
    let step = json!({ "title": "First cut", "due": "2026-12-01T12:00:00Z" });
    let set = browser.json("POST", &steps, &step).is(201).json();
    let step = format!("/api/v1/milestones/{}", set["id"].as_str().unwrap());
    browser.json("PATCH", &step, &json!({ "met": true })).is(204);
    assert_eq!(browser.get(&steps).is(200).json()["items"][0]["met"], true);
    browser.delete(&step).is(204);
    assert_eq!(browser.get(&steps).is(200).json()["items"], json!([]));
    browser.json("POST", &format!("{path}/messages"), &json!({ "text": "Hello" })).is(201);
    studio.wait(1);
    browser.json("POST", &format!("{path}/messages"), &json!({ "text": "again" })).is(201);
    let first = browser.get(&format!("{path}/messages?limit=1")).is(200).json();
    assert_eq!(first["items"][0]["text"], "Hello");
    let next = first["next_cursor"].as_str().unwrap();
    let second = browser.get(&format!("{path}/messages?limit=1&after={next}")).is(200).json();
    assert_eq!(second["items"][0]["text"], "again");
    browser.delete(&path).is(204);
    browser.get(&path).is(404);
}

/// A cut of a film that is shown: the media side makes it in earnest.
pub(crate) fn shown(studio: &Studio, browser: &crate::studio::Browser, film: &str) -> String {
    let workspace: WorkspaceId = browser.workspace().parse().unwrap();
    let me = browser.get("/api/v1/me").json()["person"].as_str().unwrap().to_owned();
    let project: ProjectId = film.parse().unwrap();
    let review: DatumId = studio.within(async |kernel| {
        let actor = incamera_studio::seated(me.parse().unwrap(), "producer", workspace, []);
        let desk = kernel.desk(actor, "service", "eu").unwrap();
        let rush = incamera_studio::Rush { name: "a.mp4", filmed: &[], duration: 0 };
        let bytes = &mut std::io::Cursor::new(b"footage");
        let rush = incamera_studio::receive(&desk, workspace, project, &rush, bytes).await.unwrap();
        let cut = incamera_studio::Cut { title: "First", version: 1, rushes: &[rush], document: b"{}" };
        let cut = incamera_studio::cut(&desk, workspace, project, &cut).await.unwrap();
        incamera_studio::review(&desk, cut).await.unwrap()
    });
    review.to_string()
}

// proves: STU-15
#[test]
fn people_write_on_frames_and_decide() {
    let (studio, browser, _) = Studio::owned();
    let film = browser.begin("Sea");
    let review = shown(&studio, &browser, &film);
    let path = format!("/api/v1/reviews/{review}");
    let stroke = json!({ "colour": "#d03030", "width": 0.01, "points": [[0.1, 0.2, 0.5], [0.3, 0.4, 1.0]] });
    let note = json!({ "frame": 12, "last": 24, "text": "Lovely gulls", "strokes": [stroke] });
    let made = browser.json("POST", &format!("{path}/notes"), &note).is(201).json();
    let id = made["id"].as_str().unwrap();
    studio.wait(1);
    let reply = json!({ "frame": 12, "text": "Yes", "parent": id });
    browser.json("POST", &format!("{path}/notes"), &reply).is(201);
    let notes = browser.get(&format!("{path}/notes")).is(200).json();
    assert_eq!(notes["items"][0]["frame"], 12);
    assert_eq!(notes["items"][0]["strokes"][0]["colour"], "#d03030");
    assert_eq!(notes["items"][1]["parent"], id);
    for bad in [
        json!({ "frame": -1, "text": "x" }),
        json!({ "frame": 9, "last": 8, "text": "x" }),
        json!({ "frame": 1, "text": "" }),
        json!({ "frame": 1, "text": "x", "strokes": [{ "colour": "red", "width": 0.1, "points": [] }] }),
        json!({ "frame": 1, "text": "x", "strokes": [{ "colour": "#000000", "width": 0.1, "points": [[2.0, 0.0, 0.0]] }] }),
    ] {
        browser.json("POST", &format!("{path}/notes"), &bad).is(422);
    }
    browser.json("PATCH", &format!("/api/v1/notes/{id}"), &json!({ "resolved": true })).is(204);
    assert!(browser.get(&format!("{path}/notes")).json()["items"][0]["resolved"].is_string());
    let decided = browser.json(
        "POST",
        &format!("{path}/decision"),
        &json!({ "decision": "refused", "text": "Longer" }),
    );
    assert_eq!(decided.is(200).json()["state"], "refused");
    studio.wait(1);
    browser.json("POST", &format!("{path}/decision"), &json!({ "decision": "approved" })).is(200);
    let stands = browser.get(&path).is(200).json();
    assert_eq!(stands["state"], "approved");
    assert_eq!(stands["approvals"].as_array().unwrap().len(), 1);
    browser.delete(&format!("/api/v1/notes/{id}")).is(204);
    let left = browser.get(&format!("{path}/notes")).is(200).json();
    assert!(left["items"].as_array().unwrap().iter().all(|note| note["id"] != id));
}
