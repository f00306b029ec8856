//! The command line of what an installation holds: `init`, `subject`, `request`, `backup`, `keys`, `sweep`, `serve`.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Subcommand};
use uuid::Uuid;

/// Which installation is meant.
#[derive(Debug, Args)]
pub(crate) struct Place {
    #[arg(long, value_name = "DIR", display_order = 800)]
    pub(crate) data: Option<PathBuf>,
    #[arg(long, value_name = "URL", display_order = 801)]
    pub(crate) database: Option<String>,
    #[arg(long, value_name = "URL", display_order = 802)]
    pub(crate) objects: Option<String>,
    #[arg(long, value_name = "FILE", display_order = 803)]
    pub(crate) sink: Vec<PathBuf>,
}

/// `incamera init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) place: Place,
    #[arg(long)]
    pub(crate) demo: bool,
    #[arg(value_name = "RUSH", requires = "demo")]
    pub(crate) rushes: Vec<PathBuf>,
}

/// `incamera subject`.
#[derive(Debug, Subcommand)]
pub(crate) enum Subject {
    Find {
        #[arg(value_name = "WHO")]
        who: String,
        #[command(flatten)]
        place: Place,
    },
    Export {
        #[arg(value_name = "WHO")]
        who: String,
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
        #[arg(long, value_name = "LANG")]
        lang: Option<String>,
        #[arg(long)]
        ccpa: bool,
        #[arg(long, value_name = "RECIPIENT")]
        age: Option<String>,
        #[arg(long, short)]
        yes: bool,
        #[command(flatten)]
        place: Place,
    },
    Erase {
        #[arg(value_name = "WHO")]
        who: String,
        #[arg(long, value_name = "ID")]
        workspace: Option<Uuid>,
        #[arg(long)]
        dry_run: bool,
        #[arg(long, short)]
        yes: bool,
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    Restrict {
        #[arg(value_name = "WHO")]
        who: String,
        #[arg(long, value_name = "ID")]
        workspace: Option<Uuid>,
        #[arg(long)]
        lift: bool,
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// `incamera keys`.
#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    Status {
        #[command(flatten)]
        place: Place,
    },
    Rotate {
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        place: Place,
    },
    Copy {
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

/// `incamera backup`.
#[derive(Debug, Subcommand)]
pub(crate) enum Backup {
    Create {
        #[command(flatten)]
        place: Place,
    },
    List {
        #[command(flatten)]
        place: Place,
    },
    Restore {
        #[arg(value_name = "FILE")]
        backup: PathBuf,
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// `incamera evidence`.
#[derive(Debug, Args)]
pub(crate) struct Evidence {
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[arg(long, value_name = "CHECKPOINT")]
    pub(crate) since: Option<PathBuf>,
    #[arg(long, short)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `incamera sweep`.
#[derive(Debug, Args)]
pub(crate) struct Sweep {
    #[arg(long)]
    pub(crate) watch: bool,
    #[arg(long, value_name = "PROMISE", conflicts_with = "watch")]
    pub(crate) reviewed: Vec<String>,
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `incamera serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8484")]
    pub(crate) listen: SocketAddr,
    #[arg(long)]
    pub(crate) behind_tls: bool,
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `incamera request`.
#[derive(Debug, Subcommand)]
pub(crate) enum Request {
    Open {
        #[arg(value_name = "RIGHT")]
        right: String,
        #[arg(long, value_name = "EMAIL")]
        contact: String,
        #[arg(long, value_name = "LANG")]
        lang: Option<String>,
        #[arg(long = "from", value_name = "PLACE")]
        place_of: Vec<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        statement: String,
        #[arg(long, value_name = "ID")]
        workspace: Option<Uuid>,
        #[command(flatten)]
        place: Place,
    },
    List {
        #[arg(long, value_name = "ID")]
        workspace: Option<Uuid>,
        #[command(flatten)]
        place: Place,
    },
    Show {
        #[arg(value_name = "ID")]
        request: Uuid,
        #[command(flatten)]
        place: Place,
    },
    Answer {
        #[arg(value_name = "ID")]
        request: Uuid,
        #[arg(value_name = "TEXT")]
        text: String,
        #[arg(long, value_name = "WHAT")]
        undone: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    Extend {
        #[arg(value_name = "ID")]
        request: Uuid,
        #[arg(value_name = "WHY")]
        reason: String,
        #[command(flatten)]
        place: Place,
    },
    Refuse {
        #[arg(value_name = "ID")]
        request: Uuid,
        #[arg(value_name = "GROUND")]
        ground: String,
        #[arg(value_name = "WHY")]
        reason: Option<String>,
        #[command(flatten)]
        place: Place,
    },
}
