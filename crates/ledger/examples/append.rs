//! Writes to a log from many threads, each of which waits until its entries are on disk: `append FOLDER SECONDS [THREADS]
//! [SINK]`, shipped to that file. Prints each acknowledged entry's number with `-v` as the last argument, else entries a second.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement")]

use std::{
    env,
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use incamera_ledger::{Entry, Kind, Ledger, LogKey, Sink, Writer};
use uuid::Uuid;

fn main() {
    let args: Vec<String> = env::args().collect();
    let seconds: f64 = args[2].parse().unwrap();
    let threads: u64 = args.get(3).map_or(64, |n| n.parse().unwrap());
    let told = args.last().is_some_and(|last| last == "-v");
    let ledger =
        Ledger::open(Path::new(&args[1]), LogKey::of("example.test/log", &[7; 32]).unwrap()).unwrap();
    let (first, begun) = (ledger.size(), Instant::now());
    let sinks = args.get(4).filter(|sink| *sink != "-v").map(Sink::file);
    let writer = Writer::start(ledger, sinks.into_iter().collect());
    let (written, longest) = (AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for thread in 0..threads {
            let (writer, written, longest) = (&writer, &written, &longest);
            scope.spawn(move || {
                for n in 0.. {
                    if begun.elapsed() > Duration::from_secs_f64(seconds) {
                        return;
                    }
                    let entries = (0..if told { 1 } else { 64 }).map(|m| entry(first, thread, n * 64 + m));
                    let entries: Vec<Entry> = entries.collect();
                    let ids: Vec<Uuid> = entries.iter().map(|e| e.id).collect();
                    let asked = Instant::now();
                    writer.write(entries).unwrap();
                    longest.fetch_max(asked.elapsed().as_micros() as u64, Ordering::Relaxed);
                    written.fetch_add(ids.len() as u64, Ordering::Relaxed);
                    if told {
                        println!("{}", ids[0]);
                    }
                }
            });
        }
    });
    let took = begun.elapsed().as_secs_f64();
    let trouble = writer.sink_trouble();
    writer.close().unwrap();
    assert_eq!(trouble, []);
    if !told {
        let written = written.load(Ordering::Relaxed);
        let longest = longest.load(Ordering::Relaxed) as f64 / 1e3;
        println!(
            "{:.0} durable entries/s, longest wait for a checkpoint {longest:.0} ms",
            written as f64 / took
        );
    }
}

fn entry(run: u64, thread: u64, n: u64) -> Entry {
    let id = Uuid::from_u64_pair(run << 32 | thread, n);
    Entry {
        at: 1_790_000_000_000 + n,
        commitment: [thread as u8; 32],
        id,
        kind: Kind::Write,
        promise: "purpose.service".parse().unwrap(),
        version: 1,
    }
}
