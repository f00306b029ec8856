//! Chores of the house: `cargo xtask CHORE`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks on both")]

mod demo;
mod floors;
mod fuzz;
mod house;
mod results;
mod test;
mod trace;
mod web;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask check         crates stand on their floors; no file of a machine is named; files are short
cargo xtask test [NAME]   everything ./test does
cargo xtask fuzz [TARGET] [--seconds N]
                          fuzzes what parses foreign bytes, a minute each
cargo xtask trace [--json]
                          which requirement rows which tests prove, and what became of them
cargo xtask web           builds the studio's pages, when their sources changed
cargo xtask walk [NAME]   looks at every screen of them in a real browser, beside a mock
cargo xtask demo          what ./run does without arguments";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let done = match words.next().as_deref() {
        Some("check") => floors::check(),
        Some("test") => test::run(&words.collect::<Vec<_>>()),
        Some("fuzz") => fuzz::run(&words.collect::<Vec<_>>()),
        Some("trace") => trace::print(&words.collect::<Vec<_>>()),
        Some("web") => web::build(),
        Some("walk") => web::walk(&words.collect::<Vec<_>>()),
        Some("demo") => demo::run(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
