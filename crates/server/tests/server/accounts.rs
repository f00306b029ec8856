//! Who comes in, how, and how long.

use serde_json::json;

use crate::studio::{OWNER, PASSWORD, Studio};

// proves: KID-01, KID-03, STU-01, STU-05
#[test]
fn the_first_owner_is_set_up_once() {
    let studio = Studio::open();
    let link = format!("/setup?token={}", studio.house.setup_token().unwrap());
    assert!(studio.browser().get("/sign-in").is(200).body.contains("no owner yet"));
    let (browser, _) = studio.set_up();
    let me = browser.get("/api/v1/me").is(200).json();
    assert_eq!(me["email"], OWNER);
    assert_eq!(me["workspaces"][0]["name"], "Atelier");
    assert_eq!(me["workspaces"][0]["role"], "producer");
    assert_eq!(me["workspaces"][0]["role_names"], json!(["admin", "producer"]));
    studio.browser().get(&link).is(404);
    assert!(studio.house.setup_token().is_none());
}

// proves: KID-01, KID-02, KID-03
#[test]
fn who_is_too_young_leaves_no_trace() {
    let studio = Studio::open();
    let browser = studio.browser();
    let action = format!("/setup?token={}", studio.house.setup_token().unwrap());
    let before = studio.within(async |kernel| counts(kernel).await);
    for (country, born) in [("FR", "2015-01-01"), ("unknown", "2010-12-24"), ("FR", "2030-01-01")] {
        let page = browser.form(&action, &[("step", "age"), ("country", country), ("born", born)]).is(200);
        assert!(page.body.contains("not possible"), "{country} {born}");
        assert!(page.headers.get("set-cookie").is_none());
    }
    assert_eq!(studio.within(async |kernel| counts(kernel).await), before);
    let page = browser.form(&action, &[("step", "age"), ("country", "FR"), ("born", "yesterday")]).is(200);
    assert!(page.body.contains("as a date"));
}

// proves: SEC-06, SEC-07
#[test]
fn signing_in_takes_a_password_and_a_code_that_is_good_once() {
    let (studio, browser, owner) = Studio::owned();
    browser.form("/sign-out", &[]).is(303);
    browser.get("/api/v1/me").is(401);
    studio.wait(60);
    browser.password(OWNER, "another sentence altogether").is(401);
    browser.password("nobody@studio.example", PASSWORD).is(401);
    let asked = browser.password(OWNER, PASSWORD).is(200);
    browser.get("/api/v1/me").is(401);
    let code = browser.code(&owner.secret);
    browser.second(&asked, "000000").is(401);
    browser.second(&asked, &code).is(303);
    browser.get("/api/v1/me").is(200);
    // The same code again, in another browser, within its thirty seconds.
    let other = studio.browser();
    let asked = other.password(OWNER, PASSWORD).is(200);
    other.second(&asked, &code).is(401);
    other.get("/api/v1/me").is(401);
    // A recovery code is good once, too.
    other.second(&asked, &owner.recovery[0]).is(303);
    let third = studio.browser();
    let asked = third.password(OWNER, PASSWORD).is(200);
    third.second(&asked, &owner.recovery[0]).is(401);
}

// proves: SEC-18
#[test]
fn guessing_is_slow() {
    let (studio, _, _) = Studio::owned();
    let browser = studio.browser();
    let mut answers: Vec<u16> =
        (0..14).map(|_| browser.password(OWNER, "wrong, but long enough").status).collect();
    answers.dedup();
    assert_eq!(answers, [401, 429]);
    let last = browser.password(OWNER, PASSWORD).is(429);
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
}

// proves: SEC-18
#[test]
fn a_ticket_takes_few_codes() {
    let (studio, _, owner) = Studio::owned();
    studio.wait(60);
    let browser = studio.browser();
    let asked = browser.password(OWNER, PASSWORD).is(200);
    for _ in 0..5 {
        browser.second(&asked, "000000").is(401);
    }
    browser.second(&asked, &browser.code(&owner.secret)).is(401);
    browser.get("/api/v1/me").is(401);
}

// proves: SEC-12
#[test]
fn a_session_that_is_ended_is_nobodys_at_once() {
    let (studio, browser, owner) = Studio::owned();
    studio.wait(60);
    let other = studio.browser();
    let asked = other.password(OWNER, PASSWORD).is(200);
    other.second(&asked, &other.code(&owner.secret)).is(303);
    let sessions = browser.get("/api/v1/me/sessions").is(200).json();
    let sessions = sessions["items"].as_array().unwrap().clone();
    assert_eq!(sessions.len(), 2);
    let theirs = sessions.iter().find(|session| session["current"] == false).unwrap();
    browser.delete(&format!("/api/v1/me/sessions/{}", theirs["id"].as_str().unwrap())).is(204);
    other.get("/api/v1/me").is(401);
    browser.get("/api/v1/me").is(200);
    // A cookie that is kept after signing out opens nothing either.
    let kept = browser.cookie();
    browser.form("/sign-out", &[]).is(303);
    browser.keep(kept);
    browser.get("/api/v1/me").is(401);
}

// proves: CKE-01
#[test]
fn a_session_ends_when_the_charter_says() {
    let (studio, browser, _) = Studio::owned();
    studio.wait(12 * 3600 - 60);
    browser.get("/api/v1/me").is(200);
    studio.wait(61);
    browser.get("/api/v1/me").is(401);
}

// proves: STU-06, KID-03
#[test]
fn an_invitation_is_for_whoever_holds_its_link() {
    let (studio, browser, _) = Studio::owned();
    let (workspace, film) = (browser.workspace(), browser.begin("Sea"));
    let path = format!("/api/v1/workspaces/{workspace}/invitations");
    let asked = json!({ "email": "ben@studio.example", "role": "editor", "project": film });
    let made = browser.json("POST", &path, &asked).is(201).json();
    let link = made["link"].as_str().unwrap();
    let ben = studio.browser();
    ben.get("/invite/0000").is(404);
    assert!(ben.get(link).is(200).body.contains("Atelier"));
    let form = ben.form(link, &[("step", "age"), ("country", "FR"), ("born", "1991-01-01")]).is(200);
    ben.enrol(link, &form, &[("name", "Ben"), ("password", PASSWORD)]);
    let me = ben.get("/api/v1/me").is(200).json();
    assert_eq!(me["workspaces"][0]["role"], "editor");
    ben.get(link).is(404);
    ben.get(&format!("/api/v1/projects/{film}")).is(200);
    // He was let into that film and no other, and decides about nobody.
    let other = browser.begin("Land");
    ben.get(&format!("/api/v1/projects/{other}")).is(404);
    let list = ben.get(&format!("/api/v1/workspaces/{workspace}/projects")).is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let refused = ben.json("POST", &path, &asked).is(403).json();
    assert_eq!(refused["code"], "refused");
    assert_eq!(refused["promise"], "role.editor");
    // Taken out, he is out with the next request.
    let members = browser.get(&format!("/api/v1/workspaces/{workspace}/members")).is(200).json();
    let seat = members["items"].as_array().unwrap().iter().find(|member| member["role"] == "editor").unwrap();
    browser
        .delete(&format!("/api/v1/workspaces/{workspace}/members/{}", seat["id"].as_str().unwrap()))
        .is(204);
    ben.get("/api/v1/me").is(401);
}

// proves: STU-06
#[test]
fn an_invitation_can_be_taken_back_and_the_last_admin_stays() {
    let (studio, browser, _) = Studio::owned();
    let workspace = browser.workspace();
    let path = format!("/api/v1/workspaces/{workspace}/invitations");
    let made = browser
        .json("POST", &path, &json!({ "email": "c@studio.example", "role": "producer" }))
        .is(201)
        .json();
    browser.delete(&format!("{path}/{}", made["id"].as_str().unwrap())).is(204);
    studio.browser().get(made["link"].as_str().unwrap()).is(404);
    browser.json("POST", &path, &json!({ "email": "d@studio.example", "role": "editor" })).is(422);
    browser.json("POST", &path, &json!({ "email": "nobody", "role": "producer" })).is(422);
    let members = browser.get(&format!("/api/v1/workspaces/{workspace}/members")).is(200).json();
    let admin = members["items"].as_array().unwrap().iter().find(|member| member["role"] == "admin").unwrap();
    let seat = admin["id"].as_str().unwrap();
    browser.delete(&format!("/api/v1/workspaces/{workspace}/members/{seat}")).is(409);
    browser.get("/api/v1/me").is(200);
}

async fn counts(kernel: &incamera_rights::Kernel) -> Vec<(i16, i64)> {
    use incamera_store::Reads;
    kernel.store().counts(None).await.unwrap()
}
