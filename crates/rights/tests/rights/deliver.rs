//! Processors are told of an erasure, over real HTTP, until they have said that it is done.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    thread,
    time::Duration,
};

use incamera_rights::{
    Clock, Progress,
    deliver::{Courier, Endpoint, Round},
    webhook::{Call, Secret},
};
use jiff::Timestamp;

use crate::installation::{Engine, Hands, Installation, PROCESSORS, charter_with, fill};

const OLD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const NEW: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// Speaks HTTP/1.1 over a plain socket.
struct Wire;

impl Courier for Wire {
    async fn carry(&self, address: &str, call: &Call) -> Result<u16, String> {
        let post = || -> std::io::Result<u16> {
            let mut stream = TcpStream::connect(address)?;
            write!(
                stream,
                "POST / HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\nwebhook-id: {}\r\nwebhook-timestamp: {}\r\nwebhook-signature: {}\r\ncontent-length: {}\r\n\r\n{}",
                call.id,
                call.timestamp,
                call.signature,
                call.body.len(),
                call.body
            )?;
            let mut line = String::new();
            BufReader::new(stream).read_line(&mut line)?;
            Ok(line.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0))
        };
        post().map_err(|e| e.to_string())
    }
}

/// A processor that knows one key, and answers so, one call after the other; what is not signed by that key it refuses.
fn processor(key: &'static str, hands: Hands, answers: Vec<u16>) -> (String, mpsc::Receiver<(bool, Call)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (say, heard) = mpsc::channel();
    thread::spawn(move || {
        let secret = [Secret::read(key).unwrap()];
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut headers = BTreeMap::new();
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                let Some((name, value)) = line.trim().split_once(": ") else {
                    if line.trim().is_empty() {
                        break;
                    }
                    continue;
                };
                headers.insert(name.to_owned(), value.to_owned());
            }
            let mut body = vec![0; headers["content-length"].parse().unwrap()];
            reader.read_exact(&mut body).unwrap();
            let call = Call {
                id: headers["webhook-id"].clone(),
                timestamp: headers["webhook-timestamp"].clone(),
                signature: headers["webhook-signature"].clone(),
                body: String::from_utf8(body).unwrap(),
            };
            let signed = call.verify(hands.now(), &secret);
            let answer = if signed { answer } else { 401 };
            write!(stream, "HTTP/1.1 {answer} it\r\ncontent-length: 0\r\n\r\n").unwrap();
            say.send((signed, call)).unwrap();
        }
    });
    (address, heard)
}

fn secrets(keys: &[&str]) -> Vec<Secret> {
    keys.iter().map(|key| Secret::read(key).unwrap()).collect()
}

/// proves: DSR-19, INT-07
#[tokio::test]
async fn an_erasure_is_over_when_every_processor_said_so() {
    let here = Installation::begin_with(Engine::Sqlite, charter_with("processors.toml", PROCESSORS)).await;
    let (kernel, studio) = (&here.kernel, fill(&here.kernel).await);
    // Mail fails, then does it; post takes the call, and tells later.
    let (mail, heard_mail) = processor(OLD, here.hands.clone(), vec![500, 200]);
    let (post, heard_post) = processor(NEW, here.hands.clone(), vec![202, 202]);
    let stone = kernel.erase_person(studio.workspace, studio.ben, "right.erasure", None).await.unwrap();
    assert!(matches!(kernel.pursue(stone).await.unwrap(), Progress::Waiting(_)));
    let nowhere = kernel.deliver(stone, &BTreeMap::new(), &Wire).await.unwrap();
    assert_eq!((nowhere.done.len(), nowhere.again.len()), (0, 2));
    let endpoints = BTreeMap::from([
        ("mail".to_owned(), Endpoint { address: mail, secrets: secrets(&[NEW, OLD]) }),
        ("post".to_owned(), Endpoint { address: post, secrets: secrets(&[NEW, OLD]) }),
    ]);
    // Nobody is asked again before his time.
    assert_eq!(kernel.deliver(stone, &endpoints, &Wire).await.unwrap(), Round::default());
    here.hands.forward(Duration::from_secs(5));
    let round = kernel.deliver(stone, &endpoints, &Wire).await.unwrap();
    let why: Vec<_> = round.again.iter().map(|(who, _, why)| (who.as_str(), why.as_str())).collect();
    assert_eq!(round.done.len(), 0);
    assert!(why.contains(&("mail", "it answered 500")), "{why:?}");
    let at: Vec<Timestamp> = round.again.iter().map(|(_, at, _)| *at).collect();
    assert!(at.iter().all(|at| *at == kernel.now() + jiff::SignedDuration::from_mins(5)));
    here.hands.forward(Duration::from_mins(5));
    assert_eq!(kernel.deliver(stone, &endpoints, &Wire).await.unwrap().done, ["mail"]);
    // Both times the same call to each, signed anew, under both keys; it names nobody.
    for heard in [heard_mail, heard_post] {
        let calls: Vec<(bool, Call)> = heard.iter().take(2).collect();
        assert!(calls.iter().all(|(signed, _)| *signed));
        assert_eq!((&calls[0].1.id, &calls[0].1.body), (&calls[1].1.id, &calls[1].1.body));
        assert_ne!(calls[0].1.timestamp, calls[1].1.timestamp);
        assert!(calls[0].1.body.contains(&stone.to_string()) && !calls[0].1.body.contains("Ostrander"));
    }
    assert!(matches!(kernel.pursue(stone).await.unwrap(), Progress::Waiting(_)));
    // Post says by a call of its own that it is done.
    let body = format!(
        r#"{{"type":"erasure.completed","timestamp":"{}","data":{{"erasure":"{stone}","reach":"person","id":"{}"}}}}"#,
        kernel.now(),
        studio.ben
    );
    let sign = |body: &str, keys: &[&str], at| {
        Call::sign("msg_1".to_owned(), at, body.to_owned(), &secrets(keys)).unwrap()
    };
    let known = secrets(&[NEW]);
    let forged = sign(&body, &[OLD], kernel.now());
    assert!(kernel.acknowledge("post", &forged, &known).await.is_err());
    let stale = sign(&body, &[NEW], kernel.now() - jiff::SignedDuration::from_secs(301));
    assert!(kernel.acknowledge("post", &stale, &known).await.is_err());
    let other = sign(&body.replace(&studio.ben.to_string(), &studio.ada.to_string()), &[NEW], kernel.now());
    assert!(kernel.acknowledge("post", &other, &known).await.is_err());
    let call = sign(&body, &[NEW], kernel.now());
    kernel.acknowledge("post", &call, &known).await.unwrap();
    kernel.acknowledge("post", &call, &known).await.unwrap();
    // It may have been the last: the next sweep ends the erasure, though it was pursued at the moment of the answer.
    here.hands.forward(Duration::from_secs(1));
    kernel.sweep().await.unwrap();
    assert!(kernel.erasure(stone).await.unwrap().done.is_some());
    assert_eq!(kernel.pursue(stone).await.unwrap(), Progress::Done);
}
