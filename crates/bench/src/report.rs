//! What is printed: one JSON object a line; and how time is taken.

use std::{
    collections::HashMap,
    fs,
    time::{Duration, Instant},
};

use serde_json::{Map, Value};

/// Wall time, and processor time of this process and of the servers it started.
pub(crate) struct Watch {
    begun: Instant,
    cpu: Duration,
}

/// What a [`Watch`] saw.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Took {
    /// Seconds.
    pub(crate) wall: f64,
    /// Seconds.
    pub(crate) cpu: f64,
}

impl Watch {
    pub(crate) fn start() -> Self {
        Self { cpu: cpu(), begun: Instant::now() }
    }

    pub(crate) fn stop(&self) -> Took {
        let wall = self.begun.elapsed().as_secs_f64();
        Took { wall, cpu: cpu().saturating_sub(self.cpu).as_secs_f64() }
    }
}

/// User and system time of this process and all that descend from it, to the clock tick (10 ms).
fn cpu() -> Duration {
    let mut parents: HashMap<u32, u32> = HashMap::new();
    let mut ticks: HashMap<u32, u64> = HashMap::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else { continue };
        let Some((_, rest)) = stat.rsplit_once(')') else { continue };
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let number = |at: usize| fields.get(at).and_then(|f| f.parse::<u64>().ok()).unwrap_or(0);
        parents.insert(pid, number(1) as u32);
        ticks.insert(pid, number(11) + number(12));
    }
    let own = std::process::id();
    let mine = |mut pid: u32| {
        while pid != own {
            match parents.get(&pid) {
                Some(parent) if *parent != 0 => pid = *parent,
                _ => return false,
            }
        }
        true
    };
    let sum: u64 = ticks.iter().filter(|(pid, _)| mine(**pid)).map(|(_, ticks)| ticks).sum();
    Duration::from_millis(sum * 10)
}

/// The machine's load over the last minute.
pub(crate) fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap();
    text.split_whitespace().next().unwrap().parse().unwrap()
}

/// The value in the middle; of an even number of them, the mean of both.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) && middle > 0 {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    } else {
        sorted.get(middle).copied().unwrap_or(f64::NAN)
    }
}

/// The value below which this share of all lies.
pub(crate) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = ((sorted.len() as f64 - 1.0) * share).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// Prints a line, with the load beside it.
pub(crate) fn say(what: &str, values: &[(&str, Value)]) {
    let mut line = Map::new();
    line.insert("measure".to_owned(), Value::from(what));
    for (name, value) in values {
        line.insert((*name).to_owned(), value.clone());
    }
    line.insert("load".to_owned(), round(load(), 2));
    println!("{}", Value::Object(line));
}

/// A number with so many digits behind the point.
pub(crate) fn round(value: f64, digits: i32) -> Value {
    let by = 10_f64.powi(digits);
    Value::from((value * by).round() / by)
}
