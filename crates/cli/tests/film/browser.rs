//! Films in Chromium: they play to the end, and show at each time what the cut document says.

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use serde::Deserialize;

use crate::desk::Desk;
use crate::footage::{Film, PLAIN, Shot};

/// What the page says it saw.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    /// Seconds.
    duration: f64,
    /// What the bars say in the middle of each frame asked for.
    numbers: Vec<u64>,
    /// Frames shown while the film played.
    presented: u64,
}

/// Answers one request. Gives what was posted.
fn answer(stream: &mut TcpStream, film: &[u8]) -> Option<String> {
    let (mut request, mut byte) = (Vec::new(), [0]);
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
        request.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&request).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut posted = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut posted).ok()?;
    let (kind, body) = match head.split(' ').nth(1)? {
        "/film" => ("video/mp4", film),
        path if path.starts_with("/?") => ("text/html", &include_bytes!("browser.html")[..]),
        _ => ("text/plain", &b""[..]),
    };
    let about = format!("content-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
    let _gone = stream.write_all(format!("HTTP/1.1 200 OK\r\n{about}\r\n").as_bytes());
    let _gone = stream.write_all(body);
    head.starts_with("post /said ").then(|| String::from_utf8(posted).unwrap())
}

/// Opens a film in the browser and looks at these frames of it.
fn watch(desk: &Desk, film: &Path, rate: f64, frames: &[usize]) -> Seen {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let asked: Vec<String> = frames.iter().map(usize::to_string).collect();
    let page = format!("http://{}/?{rate},{}", server.local_addr().unwrap(), asked.join(","));
    let bytes = fs::read(film).unwrap();
    let (say, said) = mpsc::channel();
    thread::spawn(move || {
        for stream in server.incoming() {
            if let Some(posted) = answer(&mut stream.unwrap(), &bytes) {
                let _ = say.send(posted);
                return;
            }
        }
    });
    let profile = tempfile::tempdir_in(desk.path("")).unwrap();
    let mut browser = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--mute-audio", "--no-first-run"])
        .args(["--autoplay-policy=no-user-gesture-required", "--disable-background-networking"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(["--remote-debugging-port=0", &page])
        .env("HOME", profile.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("./test installs chromium");
    let heard = said.recv_timeout(Duration::from_mins(2));
    browser.kill().unwrap();
    browser.wait().unwrap();
    let heard = heard.expect("the page says what it saw");
    serde_json::from_str(&heard).unwrap_or_else(|_| panic!("{}: {heard}", film.display()))
}

/// proves: EDT-03
#[test]
fn a_browser_shows_what_the_cut_says() {
    let desk = Desk::new();
    Shot { frames: 120, ..PLAIN }.write(&desk.path("a.mp4"));
    let vp9 = "-c:v|libvpx-vp9|-deadline|realtime|-cpu-used|8|-g|30|-b:v|1M|-c:a|libopus";
    Shot { frames: 120, coding: vp9, ..PLAIN }.write(&desk.path("b.webm"));
    for (rush, film) in [("a.mp4", "a-all.mp4"), ("b.webm", "b-all.webm")] {
        let whole = Film::cut(&desk, &[rush], film, &["--preset", "raw"]);
        let document = whole.path.with_extension("cut.json");
        let document = document.to_str().unwrap();
        desk.run(&["drop", document, "r1@7f-30f", "r1@61f-83f", "r1@100f-102f"]).well();
        for mode in ["smart", "full"] {
            let name = format!("{mode}-{film}");
            let film = Film::render(&desk, document, &name, &["--render", mode]);
            let wanted = film.wanted();
            let joints = film.cut.placed().into_iter().map(|p| p.film.start as usize);
            let mut frames: Vec<usize> = joints
                .flat_map(|joint| [joint.saturating_sub(1), joint])
                .chain([20, wanted.len() - 1])
                .collect();
            // Backwards too.
            frames.extend([40, 3]);
            let seen = watch(&desk, &film.path, film.cut.rate.per_second(), &frames);
            let numbers: Vec<u64> = frames.iter().map(|frame| wanted[*frame].1).collect();
            assert_eq!(seen.numbers, numbers, "{name}");
            let length = wanted.len() as f64 / film.cut.rate.per_second();
            assert!((seen.duration - length).abs() < 0.05, "{name}: {} s, not {length}", seen.duration);
            // How many are shown in time is a question of the machine.
            assert!(seen.presented >= 5, "{name}: {} presented", seen.presented);
        }
    }
}
