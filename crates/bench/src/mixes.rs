//! GDPRbench's four mixes, raw and through the kernel in turn: a block of operations the one, the same block the other.

use serde_json::Value;

use crate::{
    Engine, Settings,
    plan::{EACH, Mix, plan},
    raw::Raw,
    report::{Took, Watch, median, quantile, round, say},
    studio::{Studio, address},
    through::Through,
};

/// Erased people a regulator asks about.
const GONE: usize = 50;

/// `engine= records=100000 operations=10000 bytes=1000 blocks=10 mix= whole=0 audit=0`
pub(crate) async fn run(settings: &Settings) {
    let (records, operations) = (settings.get("records", 100_000), settings.get("operations", 10_000));
    let (bytes, blocks) = (settings.get("bytes", 1_000), settings.get("blocks", 10));
    let (whole, audit) = (settings.get("whole", 0) == 1, settings.get("audit", 0) == 1);
    let only: String = settings.get("mix", String::new());
    for engine in settings.engines() {
        let wanted =
            Mix::ALL.into_iter().filter(|mix| only.is_empty() || only.split(',').any(|o| o == mix.name()));
        // What only reads comes first, so that both are as they were filled.
        let mut wanted: Vec<Mix> = wanted.collect();
        wanted.sort_by_key(|mix| match mix {
            Mix::Processor => 0,
            Mix::Regulator => 1,
            Mix::Customer => 2,
            Mix::Controller => 3,
        });
        let folder = tempfile::tempdir().unwrap();
        let watch = Watch::start();
        let mut raw =
            Raw::begin(engine, &address(engine, folder.path(), "raw.db"), records, bytes, audit).await;
        let filled_raw = watch.stop();
        let watch = Watch::start();
        let mut studio = Studio::found(engine, folder.path(), records / EACH).await;
        studio.fill(&(0..records).map(|record| record / EACH).collect::<Vec<_>>(), bytes).await;
        studio.kernel.store().settle().await.unwrap();
        studio.kernel.store().learn().await.unwrap();
        let filled = watch.stop();
        say(
            "fill",
            &[
                ("engine", Value::from(engine.name())),
                ("records", Value::from(records)),
                ("bytes", Value::from(bytes)),
                ("raw_s", round(filled_raw.wall, 2)),
                ("kernel_s", round(filled.wall, 2)),
            ],
        );
        let mut kernel = Through::new(studio, bytes, whole);
        if wanted.contains(&Mix::Regulator) {
            kernel.erase_some(GONE).await;
        }
        for mix in wanted {
            let operations = plan(mix, records, operations, GONE);
            let mut took: [Vec<Took>; 2] = Default::default();
            let mut single: [Vec<f64>; 2] = Default::default();
            for (number, block) in operations.chunks(operations.len().div_ceil(blocks)).enumerate() {
                // Who goes first changes.
                for side in [number % 2, 1 - number % 2] {
                    let watch = Watch::start();
                    for op in block {
                        let begun = std::time::Instant::now();
                        if side == 0 {
                            raw.act(*op).await;
                        } else {
                            kernel.act(*op).await;
                        }
                        single[side].push(begun.elapsed().as_secs_f64() * 1e6);
                    }
                    took[side].push(watch.stop());
                }
            }
            report(engine, mix, records, bytes, (whole, audit), operations.len(), &took, &single);
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "what a line says")]
fn report(
    engine: Engine,
    mix: Mix,
    records: usize,
    bytes: usize,
    (whole, audit): (bool, bool),
    operations: usize,
    took: &[Vec<Took>; 2],
    single: &[Vec<f64>; 2],
) {
    let rate = |side: usize| -> Vec<f64> {
        let each = operations as f64 / took[side].len() as f64;
        took[side].iter().map(|took| each / took.wall).collect()
    };
    let cpu = |side: usize| took[side].iter().map(|took| took.cpu).sum::<f64>();
    let ratios: Vec<f64> = rate(1).iter().zip(rate(0)).map(|(kernel, raw)| kernel / raw).collect();
    say(
        "mix",
        &[
            ("engine", Value::from(engine.name())),
            ("mix", Value::from(mix.name())),
            ("records", Value::from(records)),
            ("bytes", Value::from(bytes)),
            ("operations", Value::from(operations)),
            ("blocks", Value::from(took[0].len())),
            ("deletes", Value::from(if whole { "whole erasure" } else { "one unit" })),
            ("peer", Value::from(if audit { "raw with an audit row" } else { "raw" })),
            ("raw_ops_s", round(median(&rate(0)), 1)),
            ("kernel_ops_s", round(median(&rate(1)), 1)),
            ("ratio", round(median(&ratios), 3)),
            ("raw_cpu_s", round(cpu(0), 2)),
            ("kernel_cpu_s", round(cpu(1), 2)),
            ("raw_p50_us", round(median(&single[0]), 1)),
            ("kernel_p50_us", round(median(&single[1]), 1)),
            ("raw_p99_us", round(quantile(&single[0], 0.99), 1)),
            ("kernel_p99_us", round(quantile(&single[1], 0.99), 1)),
        ],
    );
}
