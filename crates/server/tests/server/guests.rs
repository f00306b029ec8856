//! Guests come by a link, with a name and nothing else.

use serde_json::json;

use crate::{films::shown, studio::Studio};

// proves: STU-15, STU-05
#[test]
fn a_guest_looks_writes_and_sees_nothing_else() {
    let (studio, browser, _) = Studio::owned();
    let film = browser.begin("Sea");
    let review = shown(&studio, &browser, &film);
    browser
        .json("POST", &format!("/api/v1/projects/{film}/messages"), &json!({ "text": "between us" }))
        .is(201);
    let links = format!("/api/v1/reviews/{review}/links");
    browser.json("POST", &links, &json!({ "days": 1000 })).is(422);
    let made = browser.json("POST", &links, &json!({ "days": 7 })).is(201).json();
    let url = made["url"].as_str().unwrap();
    let guest = studio.browser();
    guest.get("/g/nothing").is(404);
    assert!(guest.get(url).is(200).body.contains("Atelier"));
    guest.form(url, &[("name", " ")]).is(422);
    let entered = guest.form(url, &[("name", "Client")]).is(303);
    assert_eq!(entered.header("location"), format!("/review/{review}"));
    let me = guest.get("/api/v1/me").is(200).json();
    assert_eq!((&me["guest"], &me["name"], &me["email"]), (&json!(true), &json!("Client"), &json!(null)));
    let seen = guest.get(&format!("/api/v1/reviews/{review}")).is(200).json();
    assert_eq!(seen["may"], json!({ "note": true, "approve": true, "share": false, "download": false }));
    let note = json!({ "frame": 3, "text": "Brighter?" });
    guest.json("POST", &format!("/api/v1/reviews/{review}/notes"), &note).is(201);
    let notes = browser.get(&format!("/api/v1/reviews/{review}/notes")).is(200).json();
    assert_eq!(notes["items"][0]["author"]["guest"], true);
    let workspace = browser.workspace();
    guest.get(&format!("/api/v1/projects/{film}/messages")).is(404);
    guest.get(&links).is(404);
    guest.json("POST", &links, &json!({ "days": 1 })).is(404);
    // Of those who sit there he sees himself alone.
    let seen = guest.get(&format!("/api/v1/workspaces/{workspace}/members")).is(200).json();
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    assert_eq!(seen["items"][0]["person"], me["person"]);
    guest
        .json(
            "PATCH",
            &format!("/api/v1/notes/{}", notes["items"][0]["id"].as_str().unwrap()),
            &json!({ "text": "Brighter!" }),
        )
        .is(204);
    // What he wrote himself, he may take away; what he is, he may have forgotten.
    browser.delete(&format!("/api/v1/links/{}", made["id"].as_str().unwrap())).is(204);
    guest.get(&format!("/api/v1/reviews/{review}")).is(404);
    guest.get(url).is(404);
}
