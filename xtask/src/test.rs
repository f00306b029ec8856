//! What `./test` runs, in the order in which a failure is cheapest.

use std::{env, path::Path, process::Command, time::Instant};

use crate::{
    floors,
    house::{self, root, target},
    results::{self, Runner},
    web,
};

pub(crate) fn run(names: &[String]) -> Result<(), String> {
    let cargo = || Command::new("cargo");
    if names.is_empty() {
        step("formatting", || house::run(cargo().args(["fmt", "--all", "--check"])))?;
        step("floors", floors::check)?;
        step("lints", || {
            house::run(cargo().args([
                "clippy",
                "--quiet",
                "--locked",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]))
        })?;
        step("licences", || licences().and_then(|()| web::licences()))?;
        results::forget()?;
        step("pages", || web::check().and_then(|()| web::build()).and_then(|()| web::no_paths()))?;
        step("screens", || web::walk(&[]))?;
    }
    step("building", || {
        house::run(cargo().args(["build", "--quiet", "--locked", "--workspace", "--all-targets"]))
    })?;
    let models = target().join("models");
    step("models", || {
        house::run(
            Command::new(target().join("debug/incamera"))
                .env("INCAMERA_MODELS", &models)
                .args(["models", "fetch", "base", "tiny.en", "silero"]),
        )
    })?;
    let venv = target().join("judges");
    step("judges", || judges(&venv))?;
    if names.is_empty() {
        step("journeys", || web::journeys(&models))?;
    }
    // Last, because its closing line is the count.
    let mut tests = cargo();
    let runner = if has_nextest() { Runner::Nextest } else { Runner::Cargo };
    if runner == Runner::Nextest {
        tests
            .args(["nextest", "run", "--no-fail-fast", "--message-format", "libtest-json"])
            // What nextest calls an experiment, and wants to be asked for.
            .env("NEXTEST_EXPERIMENTAL_LIBTEST_JSON", "1");
    } else {
        tests.args(["test", "--no-fail-fast"]);
    }
    tests.args(["--locked", "--workspace"]).args(names);
    tests.env("INCAMERA_MODELS", &models).env("INCAMERA_PYTHON", venv.join("bin/python3"));
    results::record(&mut tests, runner)
}

fn step(name: &str, chore: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let start = Instant::now();
    eprint!("{name} … ");
    chore()?;
    eprintln!("{:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn has_nextest() -> bool {
    Command::new("cargo").args(["nextest", "--version"]).output().is_ok_and(|o| o.status.success())
}

/// `cargo deny`, built once into the target directory. Its list of advisories lives on a code host, so only bans,
/// licences and sources are checked: what can be judged without a network.
fn licences() -> Result<(), String> {
    let tools = target().join("tools");
    let deny = tools.join("bin/cargo-deny");
    if !deny.exists() {
        house::run(
            Command::new("cargo")
                .args(["install", "--quiet", "--locked", "--version", "^0.20", "cargo-deny", "--root"])
                .arg(&tools)
                .env_remove("CARGO_TARGET_DIR")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_LTO", "off"),
        )?;
    }
    house::run(Command::new(deny).args([
        "--log-level",
        "error",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]))
}

/// Foreign programs that judge us: the reference reader of OpenTimelineIO, and a server of buckets that keep versions.
fn judges(venv: &Path) -> Result<(), String> {
    let python = venv.join("bin/python3");
    let there = Command::new(&python).args(["-c", "import opentimelineio, moto.server"]).output();
    if there.is_ok_and(|o| o.status.success()) {
        return Ok(());
    }
    let system = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    house::run(Command::new(system).args(["-m", "venv"]).arg(venv))?;
    house::run(
        Command::new(python)
            .args(["-m", "pip", "install", "--quiet", "--requirement"])
            .arg(root().join("testdata/judges.txt")),
    )
}
