//! What comes from elsewhere, is too large, makes no sense, or belongs to others.

use serde_json::json;

use crate::studio::{OWNER, PASSWORD, Studio};

// proves: SEC-13
#[test]
fn only_this_site_changes_anything() {
    let (studio, browser, _) = Studio::owned();
    let path = format!("/api/v1/workspaces/{}/projects", browser.workspace());
    let body = json!({ "title": "Stolen" }).to_string();
    let kind = ("content-type", "application/json");
    let elsewhere = [
        vec![kind],
        vec![kind, ("sec-fetch-site", "cross-site")],
        vec![kind, ("sec-fetch-site", "same-site")],
        vec![kind, ("origin", "https://evil.example")],
        vec![kind, ("origin", "null")],
    ];
    for headers in elsewhere {
        let answer = browser.send("POST", &path, &headers, &body).is(403);
        assert_eq!(answer.json()["code"], "cross-site");
    }
    let here = format!("http://{}", studio.address);
    browser.send("POST", &path, &[kind, ("origin", &here)], &body).is(201);
    let said = format!("step=password&email={OWNER}&password={PASSWORD}");
    let form = ("content-type", "application/x-www-form-urlencoded");
    browser.send("POST", "/sign-in", &[form, ("origin", "https://evil.example")], &said).is(403);
}

// proves: SEC-03, SEC-10
#[test]
fn what_belongs_to_others_is_not_there() {
    let (studio, browser, _) = Studio::owned();
    let film = browser.begin("Ours");
    let workspace = browser.workspace();
    let stranger = studio.within(async |kernel| {
        let account = incamera_studio::Account { name: "Eve", email: "eve@other.example", language: "en" };
        let eve = incamera_studio::enrol(kernel, &account, "eu").await.unwrap();
        let theirs = incamera_studio::found(kernel, eve, "Other", "eu").await.unwrap();
        let desk = kernel.desk(incamera_studio::seated(eve, "admin", theirs, []), "account", "eu").unwrap();
        for role in ["admin", "producer"] {
            let seat = incamera_studio::Seat { person: eve, role, name: "Eve", email: None };
            incamera_studio::admit(&desk, theirs, &seat).await.unwrap();
        }
        incamera_studio::open_session(kernel, eve, None, None).await.unwrap().token
    });
    let eve = studio.browser();
    eve.keep(Some(format!("__Host-session={stranger}")));
    eve.get("/api/v1/me").is(200);
    for path in [
        format!("/api/v1/projects/{film}"),
        format!("/api/v1/projects/{film}/messages"),
        format!("/api/v1/projects/{film}/milestones"),
        format!("/api/v1/projects/{film}/reviews"),
        format!("/api/v1/workspaces/{workspace}/projects"),
        format!("/api/v1/workspaces/{workspace}/members"),
        format!("/api/v1/workspaces/{workspace}/invitations"),
        "/api/v1/projects/../../etc/passwd".to_owned(),
        "/api/v1/projects/0193a7c4-5d4e-7cc1-9a51-3f0c2b1d4e5f".to_owned(),
        format!("/api/v1/reviews/{film}"),
    ] {
        let answer = eve.get(&path).is(404);
        assert_eq!(answer.json()["code"], "no-such", "{path}");
    }
    eve.json("PATCH", &format!("/api/v1/projects/{film}"), &json!({ "title": "Mine" })).is(404);
    eve.delete(&format!("/api/v1/projects/{film}")).is(404);
    assert_eq!(browser.get(&format!("/api/v1/projects/{film}")).is(200).json()["title"], "Ours");
}

#[test]
fn what_makes_no_sense_is_told_and_the_process_lives() {
    let (_studio, browser, _) = Studio::owned();
    let path = format!("/api/v1/workspaces/{}/projects", browser.workspace());
    let kind = ("content-type", "application/json");
    let ours = ("sec-fetch-site", "same-origin");
    let large = format!("{{\"title\":\"{}\"}}", "x".repeat(600 * 1024));
    browser.send("POST", &path, &[kind, ours], &large).is(413);
    for (status, body) in [
        (400, "{"),
        (422, "{}"),
        (422, "{\"title\":1}"),
        (422, "{\"title\":\"\"}"),
        (422, "{\"title\":\"a\\u0000b\"}"),
        (422, "{\"title\":\"a\",\"owner\":\"me\"}"),
    ] {
        let answer = browser.send("POST", &path, &[kind, ours], body).is(status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(!answer.json()["detail"].as_str().unwrap().is_empty());
    }
    browser.send("POST", &path, &[ours], "{\"title\":\"a\"}").is(400);
    browser.get(&format!("{path}?limit=many")).is(400);
    browser.send("PUT", &path, &[ours], "").is(405);
    browser.get("/health").is(200);
}

// proves: SEC-13
#[test]
fn what_is_written_comes_back_as_data() {
    let (_studio, browser, _) = Studio::owned();
    let evil = "<script>alert(1)</script>\" onload=x '; DROP TABLE people; --";
    let film = browser.begin(evil);
    let read = browser.get(&format!("/api/v1/projects/{film}")).is(200);
    assert_eq!(read.json()["title"], evil);
    assert_eq!(read.header("content-type"), "application/json");
    assert_eq!(read.header("x-content-type-options"), "nosniff");
    let path = format!("/api/v1/projects/{film}/messages");
    browser.json("POST", &path, &json!({ "text": evil })).is(201);
    let written = browser.get(&path).is(200).json();
    assert_eq!(written["items"][0]["text"], evil);
    assert_eq!(written["items"][0]["author"]["name"], "Ada <b>Martin</b>");
    // On a page, it is text too.
    let workspace = browser.workspace();
    let asked = json!({ "email": "c@studio.example", "role": "producer" });
    let made =
        browser.json("POST", &format!("/api/v1/workspaces/{workspace}/invitations"), &asked).is(201).json();
    let page = browser.get(made["link"].as_str().unwrap()).is(200);
    assert!(page.body.contains("Ada &lt;b&gt;Martin"), "{}", page.body);
    let wrong =
        browser.form("/privacy/request", &[("kind", "access"), ("email", "\"><script>x</script>")]).is(422);
    assert!(!wrong.body.contains("<script>"));
}

// proves: SEC-13, CKE-01
#[test]
fn every_answer_is_told_how_to_be_treated_and_every_cookie_is_declared() {
    let (studio, browser, owner) = Studio::owned();
    let declared: Vec<String> = studio.house.kernel().charter().cookies.keys().cloned().collect();
    studio.wait(60);
    let asked = browser.password(OWNER, PASSWORD);
    let mut answers = vec![
        browser.second(&asked, &browser.code(&owner.secret)),
        browser.form("/language", &[("language", "fr"), ("next", "/privacy")]),
        browser.get("/api/v1/me"),
        browser.get("/"),
        browser.get("/privacy"),
        browser.get("/nothing/there.png"),
        browser.get("/api/v1/nothing"),
    ];
    answers.push(browser.form("/sign-out", &[]));
    let mut set = 0;
    for answer in &answers {
        let csp = answer.header("content-security-policy");
        assert!(csp.contains("frame-ancestors 'none'") && !csp.contains("unsafe-eval"), "{csp}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(!answer.header("x-request-id").is_empty());
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let name = cookie.split_once('=').unwrap().0;
            assert!(declared.iter().any(|known| known == name), "{cookie}");
            assert!(
                name != "__Host-session" || cookie.contains("; Secure; HttpOnly; SameSite=Lax"),
                "{cookie}"
            );
            set += 1;
        }
    }
    assert_eq!(set, 3);
}
