//! What changes is told to whom it concerns, and to nobody else.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::json;

use crate::studio::{Browser, Studio};

/// Somebody who listens.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn open(studio: &Studio, browser: &Browser, since: Option<&str>) -> Self {
        let mut stream = TcpStream::connect(studio.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let since = since.map_or_else(String::new, |since| format!("Last-Event-ID: {since}\r\n"));
        let cookie = browser.cookie().unwrap();
        let head = format!("GET /api/v1/events HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n{since}\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    /// The next event: its name, id and data.
    fn next(&mut self) -> Option<(String, String, String)> {
        let (mut event, mut id, mut data) = (String::new(), String::new(), String::new());
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end();
            if let Some(text) = line.strip_prefix("event: ") {
                text.clone_into(&mut event);
            } else if let Some(text) = line.strip_prefix("id: ") {
                text.clone_into(&mut id);
            } else if let Some(text) = line.strip_prefix("data: ") {
                text.clone_into(&mut data);
            } else if line.is_empty() && !event.is_empty() {
                return Some((event, id, data));
            }
        }
    }
}

#[test]
fn changes_are_told_and_a_broken_line_goes_on_where_it_was() {
    let (studio, browser, _) = Studio::owned();
    let film = browser.begin("Sea");
    let mut listener = Listener::open(&studio, &browser, None);
    let (ready, position, _) = listener.next().unwrap();
    assert_eq!(ready, "ready");
    let path = format!("/api/v1/projects/{film}/messages");
    browser.json("POST", &path, &json!({ "text": "one" })).is(201);
    let (event, first, data) = listener.next().unwrap();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(
        (event.as_str(), &data["kind"], &data["project"]),
        ("change", &json!("message"), &json!(film))
    );
    drop(listener);
    browser.json("POST", &path, &json!({ "text": "two" })).is(201);
    let mut again = Listener::open(&studio, &browser, Some(&position));
    assert_eq!(again.next().unwrap().0, "ready");
    assert_eq!(again.next().unwrap().1, first);
    assert_eq!(again.next().unwrap().0, "change");
    let mut restarted = Listener::open(&studio, &browser, Some("000000000000-7"));
    assert_eq!(restarted.next().unwrap().0, "reset");
    // The stream ends with the session.
    let sessions = browser.get("/api/v1/me/sessions").json();
    browser.delete(&format!("/api/v1/me/sessions/{}", sessions["items"][0]["id"].as_str().unwrap())).is(204);
    studio.house.feed().tell(incamera_server::Change::of(
        incamera_server::Kind::Project,
        &film,
        incamera_rights::HOUSE,
        None,
    ));
    assert!(again.next().is_none());
}
