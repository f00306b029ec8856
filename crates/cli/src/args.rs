//! The command line. What it means is written in `locales/*/help.ftl`, under `help-<command>[-<argument>]`: the help
//! is one text in two languages.

mod charter;
mod kernel;

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Command, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use incamera_edit::Preset;
use incamera_model::Reason;
use uuid::Uuid;

pub(crate) use self::{
    charter::{Charter, CharterFiles, Diff, Draft, Publishing},
    kernel::{Backup, Evidence, Init, Keys, Place, Request, Serve, Subject, Sweep},
};
use crate::making::Making;

/// `incamera`.
#[derive(Debug, Parser)]
#[command(name = "incamera", version, disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What every command understands.
#[derive(Debug, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_name = "LANG", display_order = 900)]
    pub(crate) ui_lang: Option<String>,
    #[arg(long, global = true, display_order = 901)]
    pub(crate) json: bool,
    #[arg(long, global = true, display_order = 902)]
    pub(crate) no_cache: bool,
    #[arg(long, global = true, display_order = 903)]
    pub(crate) unconfined: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Cut(Cut),
    Render(Render),
    Show(Show),
    Restore(Restore),
    Drop(Drop),
    Export(Export),
    Import(Import),
    Probe(Rushes),
    Scan(Scan),
    #[command(subcommand)]
    Models(Models),
    #[command(subcommand)]
    Cache(Cache),
    #[command(subcommand)]
    Charter(Charter),
    #[command(subcommand)]
    Ledger(Ledger),
    Init(Init),
    #[command(subcommand)]
    Subject(Subject),
    #[command(subcommand)]
    Request(Request),
    #[command(subcommand)]
    Backup(Backup),
    #[command(subcommand)]
    Keys(Keys),
    Sweep(Sweep),
    Serve(Serve),
    Evidence(Evidence),
    Trace(Trace),
    Doctor,
    Completions(Completions),
    Man(Man),
    #[command(hide = true)]
    Worker(Worker),
}

/// Several rushes.
#[derive(Debug, Args)]
pub(crate) struct Rushes {
    #[arg(required = true, value_name = "RUSH")]
    pub(crate) rushes: Vec<PathBuf>,
}

/// How words are heard.
#[derive(Debug, Args)]
pub(crate) struct Hearing {
    #[arg(long, value_name = "LANG", default_value = "auto")]
    pub(crate) lang: String,
    #[arg(long, value_name = "ID")]
    pub(crate) model: Option<String>,
}

impl Default for Hearing {
    fn default() -> Self {
        Self { lang: "auto".into(), model: None }
    }
}

/// `incamera cut`.
#[derive(Debug, Args)]
#[expect(clippy::struct_field_names, reason = "a field is called as its flag: --cut")]
pub(crate) struct Cut {
    #[arg(required = true, value_name = "RUSH")]
    pub(crate) rushes: Vec<PathBuf>,
    #[arg(long, short, value_name = "FILM", required_unless_present = "dry_run")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_name = "PRESET|FILE", default_value = "interview", value_parser = PresetParser)]
    pub(crate) preset: ChosenPreset,
    #[arg(long, value_name = "REASON", value_delimiter = ',')]
    pub(crate) drop: Vec<Reason>,
    #[arg(long, value_name = "REASON", value_delimiter = ',')]
    pub(crate) keep: Vec<Reason>,
    #[arg(long, value_name = "SECONDS", value_parser = millis)]
    pub(crate) margin: Option<u32>,
    #[arg(long, value_name = "SECONDS", value_parser = millis)]
    pub(crate) min_silence: Option<u32>,
    #[command(flatten)]
    pub(crate) hearing: Hearing,
    #[command(flatten)]
    pub(crate) making: Making,
    #[arg(long, value_name = "FILE")]
    pub(crate) cut: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) export: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `incamera scan`.
#[derive(Debug, Args)]
pub(crate) struct Scan {
    #[arg(required = true, value_name = "RUSH")]
    pub(crate) rushes: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    pub(crate) only: Vec<Part>,
    #[command(flatten)]
    pub(crate) hearing: Hearing,
}

/// `incamera render`.
#[derive(Debug, Args)]
pub(crate) struct Render {
    #[arg(value_name = "CUT")]
    pub(crate) cut: PathBuf,
    #[arg(long, short, value_name = "FILM")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) making: Making,
}

/// `incamera show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    #[arg(value_name = "CUT")]
    pub(crate) cut: PathBuf,
    #[arg(long, short, value_name = "FILE")]
    pub(crate) picture: Vec<PathBuf>,
    #[arg(long, conflicts_with = "picture")]
    pub(crate) no_picture: bool,
    #[arg(long)]
    pub(crate) all: bool,
}

/// `incamera restore`.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[arg(value_name = "CUT")]
    pub(crate) cut: PathBuf,
    #[arg(required = true, value_name = "SPAN")]
    pub(crate) spans: Vec<String>,
}

/// `incamera drop`.
#[derive(Debug, Args)]
pub(crate) struct Drop {
    #[arg(value_name = "CUT")]
    pub(crate) cut: PathBuf,
    #[arg(required = true, value_name = "SPAN")]
    pub(crate) spans: Vec<String>,
}

/// `incamera export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(value_name = "CUT")]
    pub(crate) cut: PathBuf,
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, short)]
    pub(crate) yes: bool,
}

/// `incamera import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "FILE")]
    pub(crate) timeline: PathBuf,
    #[arg(long, value_name = "CUT")]
    pub(crate) cut: PathBuf,
    #[arg(long, short, value_name = "CUT")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, short)]
    pub(crate) yes: bool,
}

/// `incamera ledger`.
#[derive(Debug, Subcommand)]
pub(crate) enum Ledger {
    Verify {
        #[arg(value_name = "DIR|FILE")]
        folder: PathBuf,
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
        #[arg(long, value_name = "CHECKPOINT")]
        since: Option<PathBuf>,
        #[arg(long, value_name = "KEY")]
        witness: Vec<String>,
        #[arg(long, value_name = "FILE")]
        sink: Option<PathBuf>,
    },
    Receipt {
        #[arg(value_name = "FILE", required_unless_present = "from")]
        receipt: Option<PathBuf>,
        #[arg(long, value_name = "KEY")]
        key: String,
        #[arg(long, value_name = "DIR", conflicts_with = "receipt", requires = "output")]
        from: Option<PathBuf>,
        #[arg(long, value_name = "N", requires = "from", required_unless_present_any = ["id", "receipt"])]
        entry: Option<u64>,
        #[arg(long, value_name = "UUID", requires = "from", conflicts_with = "entry")]
        id: Option<Uuid>,
        #[arg(long, short, value_name = "FILE", requires = "from")]
        output: Option<PathBuf>,
        #[arg(long, short)]
        yes: bool,
    },
    Checkpoint {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_name = "KEY")]
        key: String,
        #[arg(long, value_name = "FILE", requires = "witness")]
        add: Option<PathBuf>,
        #[arg(long, value_name = "KEY")]
        witness: Vec<String>,
    },
    Witness {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_name = "KEY")]
        key: String,
        #[arg(long, value_name = "FILE")]
        state: PathBuf,
        #[arg(long, value_name = "FILE")]
        secret: PathBuf,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
}

/// `incamera trace`.
#[derive(Debug, Args)]
pub(crate) struct Trace {
    #[arg(value_name = "ROW")]
    pub(crate) rows: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// `incamera models`.
#[derive(Debug, Subcommand)]
pub(crate) enum Models {
    List,
    Fetch {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    Verify {
        #[arg(value_name = "ID")]
        ids: Vec<String>,
    },
    Add {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Remove {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
}

/// `incamera cache`.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum Cache {
    Show,
    Clear,
}

/// `incamera completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// `incamera man`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

/// `incamera worker`.
#[derive(Debug, Args)]
pub(crate) struct Worker {
    #[arg(value_enum)]
    pub(crate) kind: WorkerKind,
}

/// The confined children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WorkerKind {
    Media,
    Speech,
}

/// What a scan measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    Sound,
    Picture,
    Words,
}

/// A preset, or a profile laid over one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ChosenPreset {
    Named(Preset),
    Profile(PathBuf),
}

/// Reads a preset's name, or takes a file ending in `.toml` for a profile.
#[derive(Clone)]
pub(crate) struct PresetParser;

impl TypedValueParser for PresetParser {
    type Value = ChosenPreset;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<ChosenPreset, clap::Error> {
        let path = Path::new(value);
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) {
            return Ok(ChosenPreset::Profile(path.to_owned()));
        }
        let names = PossibleValuesParser::new(Preset::ALL.map(Preset::name));
        let chosen = |name: String| name.parse().map(ChosenPreset::Named);
        names.try_map(chosen).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Preset::ALL.into_iter().map(|preset| PossibleValue::new(preset.name()))))
    }
}

/// Seconds (`0.2`, `0,2`, `0.2s`) or `200ms`, as milliseconds.
fn millis(text: &str) -> Result<u32, String> {
    let (number, scale) = match (text.strip_suffix("ms"), text.strip_suffix('s')) {
        (Some(ms), _) => (ms, 1.0),
        (None, Some(s)) => (s, 1000.0),
        (None, None) => (text, 1000.0),
    };
    match number.trim().replace(',', ".").parse::<f64>() {
        Ok(n) if (0.0..=60_000.0).contains(&(n * scale)) => Ok((n * scale).round() as u32),
        _ => Err("0 … 60 s".into()),
    }
}
