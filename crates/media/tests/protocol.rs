//! Messages of a worker that has gone bad: the parent's decoder takes any bytes. `fuzz/fuzz_targets/worker_protocol.rs`
//! goes on where this stops.

use incamera_media::{Failure, Mode, Render, Rendered, Reply, Request};
use incamera_model::{Joints, Micros, Picture, PictureSpan, Probe, Rate, Reason, Sound, Span};
use incamera_worker::decode;

fn replies() -> Vec<Reply> {
    let probe = Probe {
        container: "mov".into(),
        size: 1 << 40,
        duration: Micros(3_600_000_000),
        video: Vec::new(),
        audio: Vec::new(),
        subtitles: Vec::new(),
        created: Some("2024-05-01T12:03:01Z".into()),
        timecode: None,
        warnings: Vec::new(),
    };
    let picture = Picture {
        shots: vec![0, 100, 1 << 33],
        spans: vec![PictureSpan {
            reason: Reason::Black,
            span: Span::new(3, 9),
            confidence: 80,
            measured: Some(7),
        }],
        joints: Joints { entries: vec![0, 60], exits: vec![0, 7, 60] },
    };
    vec![
        Reply::Progress { done: 3, total: 1 << 50 },
        Reply::Samples((-500..500).collect()),
        Reply::Thumbnail(7, 4, 2, vec![9; 24]),
        Reply::Probed(probe),
        Reply::Heard(Sound { levels: vec![40; 300], peaks: vec![7; 150], ..Sound::default() }),
        Reply::Seen(picture),
        Reply::Sent,
        Reply::Rendered(Rendered { frames: 5, encoded_spans: vec![Span::new(0, 5)], ..Rendered::default() }),
        Reply::Failed(Failure::Unusable("damaged".into())),
    ]
}

fn requests() -> Vec<Request> {
    let render = Render {
        rushes: Vec::new(),
        segments: Vec::new(),
        rate: Rate::new(30000, 1001).expect("a rate"),
        picture: true,
        mode: Mode::Smart,
        captions: Vec::new(),
        font: vec![0; 64],
        loudness: Some(-1400),
        measured: None,
        denoise: true,
        aspect: Some([9, 16]),
        height: None,
        size: None,
        container: "mp4".into(),
    };
    vec![
        Request::Probe,
        Request::Samples { start: 0, end: 5 },
        Request::Thumbnails { frames: vec![1, 2], width: 160 },
        Request::Render(render),
    ]
}

#[test]
fn messages_arrive_as_they_were_sent() {
    for reply in replies() {
        let bytes = postcard::to_stdvec(&reply).unwrap();
        assert_eq!(decode::<Reply>(&bytes), Ok(reply));
        let longer = [bytes.as_slice(), &[0]].concat();
        assert!(decode::<Reply>(&longer).is_err(), "a byte too many");
    }
    for request in requests() {
        let bytes = postcard::to_stdvec(&request).unwrap();
        assert_eq!(decode::<Request>(&bytes), Ok(request));
    }
}

/// Twenty thousand damaged messages, the same on every run: an answer or an error, and nothing that was decoded
/// holds a rate that cannot be.
#[test]
fn damaged_messages_are_refused_or_read() {
    let mut seeds: Vec<Vec<u8>> = replies().iter().map(|r| postcard::to_stdvec(r).unwrap()).collect();
    seeds.extend(requests().iter().map(|r| postcard::to_stdvec(r).unwrap()));
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let (mut read, mut refused) = (0, 0);
    for round in 0..20_000 {
        let mut bytes = seeds[round % seeds.len()].clone();
        for _ in 0..=random() % 4 {
            let at = (random() % bytes.len().max(1) as u64) as usize;
            match random() % 4 {
                0 => bytes.truncate(at),
                1 => bytes.insert(at.min(bytes.len()), 0xff),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = random() as u8;
                    }
                }
            }
        }
        match decode::<Reply>(&bytes) {
            Ok(_) => read += 1,
            Err(_) => refused += 1,
        }
        if let Ok(Request::Render(render)) = decode::<Request>(&bytes) {
            assert!(render.rate.num() > 0 && render.rate.den() > 0);
        }
    }
    assert!(read > 100 && refused > 100, "{read} read, {refused} refused: the damage is not mixed");
}
