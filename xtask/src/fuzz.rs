//! Fuzzes what parses foreign bytes: each target of `fuzz/`, from its seeds on.

use std::{fs, process::Command};

use crate::house::{self, root, target};

/// Seconds a target, when nobody says.
const SECONDS: &str = "60";
/// What one input may take: seconds, MiB.
const LIMITS: [&str; 2] = ["-timeout=5", "-rss_limit_mb=1024"];

/// `[TARGET] [--seconds N]`; without a target all of them, one after the other.
pub(crate) fn run(words: &[String]) -> Result<(), String> {
    let all = targets()?;
    let (mut chosen, mut seconds) = (None, SECONDS);
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        match word {
            "--seconds" => {
                let number = words.next().filter(|n| n.parse::<u32>().is_ok_and(|n| n > 0));
                seconds = number.ok_or("--seconds takes a whole number above 0")?;
            }
            name if chosen.is_none() && all.iter().any(|t| t == name) => chosen = Some(name.to_owned()),
            other => return Err(format!("there is no fuzz target `{other}`; there are {}", all.join(", "))),
        }
    }
    needs("nightly Rust", "rustup toolchain install nightly --profile minimal", &["+nightly", "--version"])?;
    needs("cargo-fuzz", "cargo install cargo-fuzz --locked", &["fuzz", "--version"])?;
    for name in chosen.map_or(all, |name| vec![name]) {
        // What is found interesting lies with the build; only what is worth keeping becomes a seed.
        let corpus = target().join("fuzz").join(&name);
        fs::create_dir_all(&corpus).map_err(|e| format!("{}: {e}", corpus.display()))?;
        eprintln!("{name}, {seconds} s");
        house::run(
            Command::new("cargo")
                .args(["+nightly", "fuzz", "run", &name])
                .arg(corpus)
                .arg(root().join("fuzz/seeds").join(&name))
                .args(["--", &format!("-max_total_time={seconds}"), "-print_final_stats=1"])
                .args(LIMITS),
        )?;
    }
    Ok(())
}

fn targets() -> Result<Vec<String>, String> {
    let files = house::files(&root().join("fuzz/fuzz_targets"), "rs")?;
    Ok(files.iter().filter_map(|f| Some(f.file_stem()?.to_str()?.to_owned())).collect())
}

fn needs(what: &str, how: &str, probe: &[&str]) -> Result<(), String> {
    let there = Command::new("cargo").args(probe).output().is_ok_and(|o| o.status.success());
    if there { Ok(()) } else { Err(format!("{what} is missing; install it: {how}")) }
}
