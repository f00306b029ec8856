//! What a decision costs: one at a time, as part of a list, and the first of an actor, when the policies are asked. Microseconds, medians and 99th percentiles, by the shipped charter.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement")]

use std::{
    collections::{BTreeMap, BTreeSet},
    hint,
    time::Instant,
};

use incamera_charter::{read, shipped};
use incamera_gate::{Actor, Datum, Gate, Intent, Read, Rulebook};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use jiff::civil::date;

fn main() {
    let charter = read(&shipped::files(), date(2026, 11, 24)).unwrap();
    let rulebook = Rulebook::read(&charter.rules()).unwrap();
    let gate = Gate::open(charter, &rulebook, date(2026, 11, 24)).unwrap();
    let (workspace, project) = (WorkspaceId::new(1, [1; 10]), ProjectId::new(1, [1; 10]));
    let actor = Actor {
        person: PersonId::new(1, [0; 10]),
        role: "editor".to_owned(),
        workspace: Some(workspace),
        projects: BTreeSet::from([project]),
        elevated: false,
    };
    let rushes: Vec<Datum> = (0..1_000)
        .map(|n| Datum {
            id: DatumId::new(n, [2; 10]),
            class: "footage".to_owned(),
            workspace,
            project: Some(project),
            region: "eu".to_owned(),
            about: (0..3).map(|p| PersonId::new(n + p, [3; 10])).collect(),
            consented: BTreeMap::new(),
            confirmed: BTreeSet::new(),
            objected: BTreeSet::new(),
            restricted: n % 50 == 0,
            minor: false,
            held: false,
            erased: n % 70 == 0,
        })
        .collect();
    let intent = Intent::here("service", "eu");
    println!("{} policies, {} data", rulebook.len(), rushes.len());
    show("decide", &rushes, |rush| gate.decide::<Read>(&actor, rush, &intent).is_ok());
    let leave = gate.leave::<Read>(&actor, &intent).unwrap();
    show("decide of a list", &rushes, |rush| leave.decide(rush).is_ok());
    // Somebody new each time, whose remainder nothing remembers.
    let mut person = 0;
    let mut somebody = || {
        person += 1;
        Actor { person: PersonId::new(person, [4; 10]), ..actor.clone() }
    };
    let first = [(); 99];
    show("first leave of an actor", &first, |()| gate.leave::<Read>(&somebody(), &intent).is_ok());
    show("first leave and 1,000 decisions", &first, |()| {
        let actor = somebody();
        let leave = gate.leave::<Read>(&actor, &intent).unwrap();
        rushes.iter().filter(|rush| leave.decide(rush).is_ok()).count() > 900
    });
}

fn show<T>(what: &str, of: &[T], mut ask: impl FnMut(&T) -> bool) {
    let mut took: Vec<f64> = Vec::new();
    for _ in 0..5 {
        for each in of {
            let begun = Instant::now();
            hint::black_box(ask(each));
            took.push(begun.elapsed().as_secs_f64() * 1e6);
        }
    }
    took.sort_by(f64::total_cmp);
    println!("{what}: p50 {:.2} µs, p99 {:.2} µs", took[took.len() / 2], took[took.len() * 99 / 100]);
}
