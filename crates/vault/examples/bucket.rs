//! What a bucket costs: `bucket`. Sealed ranges from a bucket on this machine (s3s-fs) against plain GETs of the same bytes from
//! the same server, each on one connection.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement")]

use std::{fs, hint, io::Read as _, time::Instant};

#[expect(dead_code, reason = "the tests' own server, which can do more than is measured")]
#[path = "../tests/objects/server.rs"]
mod server;
#[expect(dead_code, reason = "the tests' own studio, which can do more than is measured")]
#[path = "../tests/objects/studio.rs"]
mod studio;

const LENGTH: usize = 256 << 20;
const ROUNDS: usize = 5;

fn main() {
    let server = server::Server::new();
    let studio = studio::Studio::new(&server.location().replace("&part=5", ""), &server.files());
    let whole = studio::film(LENGTH);
    let begun = Instant::now();
    studio.put(1, &whole);
    println!("sealed and put: {:.2} GB/s", LENGTH as f64 / begun.elapsed().as_secs_f64() / 1e9);
    let path = studio.file(1);
    let key = path.strip_prefix(server.folder.path()).unwrap().to_str().unwrap().to_owned();
    let (plain, agent) = (server.plain(), ureq::Agent::new_with_defaults());
    let opened = studio.open(1).unwrap();
    for length in [1, 64 << 10, 1 << 20, 8 << 20] {
        // Places far apart, so that nothing that was fetched before serves again.
        let places: Vec<u64> =
            (0..LENGTH / (16 << 20)).map(|n| (n * 7 % 16 * (16 << 20) + 1_234_567) as u64).collect();
        let mut into = vec![0; length];
        let (mut sealed, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            for place in &places {
                let begun = Instant::now();
                assert_eq!(opened.read_at(&mut into, *place).unwrap(), length);
                sealed.push(begun.elapsed().as_secs_f64());
                hint::black_box(&into);
                let begun = Instant::now();
                let range = format!("bytes={place}-{}", place + length as u64 - 1);
                let answer = agent
                    .get(format!("http://127.0.0.1:{plain}/{key}"))
                    .header("range", range)
                    .call()
                    .unwrap();
                answer.into_body().into_reader().read_exact(&mut into).unwrap();
                bare.push(begun.elapsed().as_secs_f64());
                hint::black_box(&into);
            }
        }
        sealed.sort_by(f64::total_cmp);
        bare.sort_by(f64::total_cmp);
        let (sealed, bare) = (sealed[sealed.len() / 2], bare[bare.len() / 2]);
        println!(
            "{length:>8} bytes: sealed {:.3} ms, plain {:.3} ms, ratio {:.2}",
            sealed * 1e3,
            bare * 1e3,
            sealed / bare
        );
    }
    server.requests();
    let (mut into, begun) = (vec![0; 64 << 10], Instant::now());
    for place in (0..LENGTH).step_by(into.len()) {
        opened.read_at(&mut into, place as u64).unwrap();
    }
    let rate = LENGTH as f64 / begun.elapsed().as_secs_f64() / 1e9;
    println!("played in pieces of 64 KiB: {rate:.2} GB/s in {} requests", server.requests().len());
    let (mut piece, begun) = (vec![0; 4 << 20], Instant::now());
    for place in (0..LENGTH).step_by(piece.len()) {
        let range = format!("bytes={place}-{}", place + piece.len() - 1);
        let answer =
            agent.get(format!("http://127.0.0.1:{plain}/{key}")).header("range", range).call().unwrap();
        answer.into_body().into_reader().read_exact(&mut piece).unwrap();
    }
    println!("plain GETs of 4 MiB: {:.2} GB/s", LENGTH as f64 / begun.elapsed().as_secs_f64() / 1e9);
    let begun = Instant::now();
    let answer = agent.get(format!("http://127.0.0.1:{plain}/{key}")).call().unwrap();
    let read = std::io::copy(&mut answer.into_body().into_reader(), &mut std::io::sink()).unwrap();
    println!("one plain GET of all: {:.2} GB/s", read as f64 / begun.elapsed().as_secs_f64() / 1e9);
    println!("load: {}", fs::read_to_string("/proc/loadavg").unwrap().trim());
}
