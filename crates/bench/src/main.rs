//! The privacy kernel beside raw SQL: one command a measure, JSON a line. See `bench/README.md`.
//!
//!     incamera-bench mixes|stages|space|list|erase [name=value …]
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a measurement")]

mod charter;
mod erase;
mod list;
mod mixes;
mod plan;
mod raw;
mod report;
mod space;
mod stages;
mod studio;
mod through;

use std::{collections::HashMap, env, fmt::Debug, str::FromStr};

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// What stands behind the command: `engine=sqlite records=100000 …`.
pub(crate) struct Settings(HashMap<String, String>);

impl Settings {
    /// A number, or what it is where nothing is said.
    pub(crate) fn get<T: FromStr>(&self, name: &str, otherwise: T) -> T
    where
        T::Err: Debug,
    {
        self.0.get(name).map_or(otherwise, |value| value.parse().unwrap())
    }

    /// Which engines.
    pub(crate) fn engines(&self) -> Vec<Engine> {
        match self.0.get("engine").map(String::as_str) {
            Some("sqlite") => vec![Engine::Sqlite],
            Some("postgres") => vec![Engine::Postgres],
            _ => vec![Engine::Sqlite, Engine::Postgres],
        }
    }
}

fn main() {
    let mut words = env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let pair = |word: String| {
        let (name, value) = word.split_once('=').expect_or_say(&word);
        (name.to_owned(), value.to_owned())
    };
    let settings = Settings(words.map(pair).collect());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    match command.as_str() {
        "mixes" => runtime.block_on(mixes::run(&settings)),
        "space" => runtime.block_on(space::run(&settings)),
        "stages" => runtime.block_on(stages::run(&settings)),
        "list" => runtime.block_on(list::run(&settings)),
        "erase" => runtime.block_on(erase::run(&settings)),
        other => eprintln!("no measure is called `{other}`: mixes, stages, space, list, erase"),
    }
}

trait OrSay<T> {
    fn expect_or_say(self, word: &str) -> T;
}

impl<T> OrSay<T> for Option<T> {
    fn expect_or_say(self, word: &str) -> T {
        self.unwrap_or_else(|| {
            eprintln!("`{word}` sets nothing: name=value");
            std::process::exit(2)
        })
    }
}
