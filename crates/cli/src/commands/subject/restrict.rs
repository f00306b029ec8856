//! `incamera subject restrict`: data stays, and nothing opens it.

use incamera_rights::Reach;
use serde::Serialize;

use super::{one, workspaces};
use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::installation::Installation;
use crate::say::{printable, say};

#[derive(Serialize)]
struct Restricted {
    workspace: String,
    restricted: bool,
}

pub(super) fn run(args: &args::Subject, context: &Context) -> Result<Exit, Error> {
    let args::Subject::Restrict { who, workspace, lift, dry_run, place } = args else {
        return Ok(Exit::Done);
    };
    let console = &context.console;
    let here = Installation::open(place)?;
    let person = one(&here, who)?;
    for workspace in workspaces(&here, person, *workspace)? {
        if !*dry_run {
            let (kernel, reach) = (&here.kernel, Reach::all(workspace));
            here.run(async {
                if *lift {
                    kernel.lift(person, reach).await?;
                } else {
                    kernel.restrict(person, reach).await?;
                }
                kernel.ship().await
            })?;
        }
        console.event(&Restricted { workspace: workspace.to_string(), restricted: !*lift });
        let who = printable(who).into_owned();
        let workspace = workspace.to_string();
        let said = if *lift {
            say!("restrict-lifted", who = who, workspace = workspace)
        } else {
            say!("restrict-stands", who = who, workspace = workspace)
        };
        console.result(&format!("{}\n", console.text(&said)));
    }
    if *dry_run {
        console.note(&say!("dry-run"));
    }
    Ok(Exit::Done)
}
