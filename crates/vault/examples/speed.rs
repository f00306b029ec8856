//! What sealing costs: `speed FOLDER`. Bytes a second on one core from the page cache, a read of one byte, keys made and destroyed, a
//! password hashed.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, hint,
    io::Write as _,
    path::Path,
    time::Instant,
};

use aws_lc_rs::rand::SystemRandom;
use incamera_charter::{read, shipped};
use incamera_gate::{Actor, Datum, Erase, Gate, Intent, Permit, Read, Rulebook, Write};
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_vault::{Objects, Root, Vault};
use jiff::civil::date;

const LENGTH: usize = 512 << 20;

fn main() {
    let folder = env::args().nth(1).unwrap();
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).unwrap();
    let random = SystemRandom::new();
    let root = Root::file(&folder.join("root"), &random).unwrap();
    let vault = Vault::open(
        Objects::folder(&folder.join("objects")).unwrap(),
        &folder.join("keyring"),
        root,
        Box::new(random),
    )
    .unwrap();
    let charter = read(&shipped::files(), date(2026, 11, 24)).unwrap();
    let rulebook = Rulebook::read(&charter.rules()).unwrap();
    let gate = Gate::open(charter, &rulebook, date(2026, 11, 24)).unwrap();
    let workspace = WorkspaceId::new(1, [1; 10]);
    let actor = Actor {
        person: PersonId::new(1, [0; 10]),
        role: "producer".to_owned(),
        workspace: Some(workspace),
        projects: BTreeSet::new(),
        elevated: false,
    };
    let rush = Datum {
        id: DatumId::new(2, [2; 10]),
        class: "footage".to_owned(),
        workspace,
        project: None,
        region: "eu".to_owned(),
        about: BTreeSet::new(),
        consented: BTreeMap::new(),
        confirmed: BTreeSet::new(),
        objected: BTreeSet::new(),
        restricted: false,
        minor: false,
        held: false,
        erased: false,
    };
    let intent = Intent::here("service", "eu");
    let mut sealing = vault.seal(&gate.decide::<Write>(&actor, &rush, &intent).unwrap()).unwrap();
    let block = vec![7; 1 << 20];
    for _ in 0..LENGTH / block.len() {
        sealing.write_all(&block).unwrap();
    }
    sealing.finish().unwrap();
    let opened = vault.open_object(&gate.decide::<Read>(&actor, &rush, &intent).unwrap()).unwrap();
    let mut whole = vec![0; 1 << 20];
    let mut rates: Vec<f64> = (0..9)
        .map(|_| {
            let begun = Instant::now();
            for at in (0..LENGTH).step_by(whole.len()) {
                hint::black_box(opened.read_at(&mut whole, at as u64).unwrap());
            }
            LENGTH as f64 / begun.elapsed().as_secs_f64() / 1e9
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    let mut seeks: Vec<f64> = (0..10_000_u64)
        .map(|n| {
            let begun = Instant::now();
            hint::black_box(opened.read_at(&mut [0], n * 7_919_993 % LENGTH as u64).unwrap());
            begun.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    seeks.sort_by(f64::total_cmp);
    println!(
        "sealed range read: {:.2} GB/s; one byte: p50 {:.2} µs, p99 {:.2} µs",
        rates[4], seeks[5_000], seeks[9_900]
    );
    keys(&vault, &gate, &actor, &rush, &intent);
    let mut hashes: Vec<f64> = (0..9)
        .map(|_| {
            let begun = Instant::now();
            hint::black_box(vault.hash_password("correct horse battery staple").unwrap());
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    hashes.sort_by(f64::total_cmp);
    println!("a password hashed: {:.0} ms", hashes[4]);
}

/// Ten thousand keys made, and destroyed, together.
fn keys(vault: &Vault, gate: &Gate, actor: &Actor, like: &Datum, intent: &Intent) {
    const KEYS: usize = 10_000;
    let mut took: Vec<[f64; 2]> = (0..9)
        .map(|round| {
            let datum = |n| Datum {
                id: DatumId::new(1_000 + round, (n as u128).to_be_bytes()[6..].try_into().unwrap()),
                ..like.clone()
            };
            let data: Vec<Datum> = (0..KEYS).map(datum).collect();
            let ids: Vec<DatumId> = data.iter().map(|d| d.id).collect();
            let permits: Vec<Permit<'_, Erase>> =
                data.iter().map(|d| gate.decide(actor, d, intent).unwrap()).collect();
            let begun = Instant::now();
            assert_eq!(vault.prepare(like.workspace, &[], &ids).unwrap(), KEYS);
            let made = begun.elapsed().as_secs_f64() * 1e3;
            let begun = Instant::now();
            assert_eq!(vault.shred(&permits).unwrap(), KEYS);
            [made, begun.elapsed().as_secs_f64() * 1e3]
        })
        .collect();
    let mut median = |of: usize| {
        took.sort_by(|a, b| a[of].total_cmp(&b[of]));
        (took[4][of], took[8][of])
    };
    let ((made, worst_made), (gone, worst_gone)) = (median(0), median(1));
    println!(
        "{KEYS} keys made: {made:.1} ms (worst {worst_made:.1}); destroyed: {gone:.1} ms (worst {worst_gone:.1})"
    );
}
