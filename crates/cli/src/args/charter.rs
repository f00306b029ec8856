//! The command line of `incamera charter`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `incamera charter`.
#[derive(Debug, Subcommand)]
pub(crate) enum Charter {
    Check {
        #[command(flatten)]
        files: CharterFiles,
    },
    Text {
        #[command(flatten)]
        files: CharterFiles,
        #[arg(long, value_name = "LANG")]
        lang: Option<String>,
    },
    Rules {
        #[command(flatten)]
        files: CharterFiles,
    },
    Register {
        #[command(flatten)]
        files: CharterFiles,
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    Prove {
        #[command(flatten)]
        files: CharterFiles,
        #[arg(long, value_name = "DIR")]
        policies: Option<PathBuf>,
        #[arg(long, value_name = "PROGRAM", default_value = "cvc5")]
        solver: PathBuf,
        #[arg(long, requires = "charter", conflicts_with = "policies")]
        keep: bool,
    },
    Diff(Diff),
    Publish(Publish),
    Versions {
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
    #[command(subcommand)]
    Draft(Draft),
}

/// `incamera charter diff`.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    #[arg(value_name = "A")]
    pub(crate) old: PathBuf,
    #[arg(value_name = "B")]
    pub(crate) new: PathBuf,
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) locales: Option<PathBuf>,
}

/// `incamera charter publish`.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) locales: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) how: Publishing,
}

/// How a version is published.
#[derive(Debug, Args)]
pub(crate) struct Publishing {
    #[arg(long, value_name = "FOLDER")]
    pub(crate) into: PathBuf,
    #[arg(long, value_name = "PROMISE=WHY", value_parser = reason)]
    pub(crate) reason: Vec<(String, String)>,
    #[arg(long, value_name = "FILE")]
    pub(crate) reasons: Option<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) unproved: bool,
    #[arg(long, value_name = "PROGRAM", default_value = "cvc5")]
    pub(crate) solver: PathBuf,
}

/// `incamera charter draft`.
#[derive(Debug, Subcommand)]
pub(crate) enum Draft {
    New {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(value_name = "DRAFT")]
        draft: PathBuf,
        #[arg(long, value_name = "DIR")]
        locales: Option<PathBuf>,
    },
    Revise {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(value_name = "DRAFT")]
        draft: PathBuf,
        #[arg(long, value_name = "DIR")]
        locales: Option<PathBuf>,
    },
    Show {
        #[arg(value_name = "DRAFT")]
        draft: PathBuf,
    },
    Comment {
        #[arg(value_name = "DRAFT")]
        draft: PathBuf,
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "PROMISE")]
        about: Option<String>,
    },
    Answer {
        #[arg(value_name = "DRAFT")]
        draft: PathBuf,
        #[arg(value_name = "NUMBER")]
        number: usize,
        #[arg(value_name = "TEXT")]
        text: String,
    },
    Publish {
        #[arg(value_name = "DRAFT")]
        draft: PathBuf,
        #[command(flatten)]
        how: Publishing,
    },
}

/// Which charter is meant.
#[derive(Debug, Args)]
pub(crate) struct CharterFiles {
    #[arg(long, value_name = "DIR|FILE")]
    pub(crate) charter: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub(crate) locales: Option<PathBuf>,
}

/// `class.device=why`.
fn reason(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((promise, why)) if !promise.trim().is_empty() => {
            Ok((promise.trim().to_owned(), why.trim().to_owned()))
        }
        _ => Err("PROMISE=WHY".into()),
    }
}
