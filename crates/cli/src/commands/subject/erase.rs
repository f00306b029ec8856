//! `incamera subject erase`: the plan first, then the erasure, then proof of it.

use incamera_rights::{Erasure, Plan, Progress, erase::Reason};

use super::{one, workspaces};
use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::installation::Installation;
use crate::output;
use crate::say::{printable, say, shown};
use crate::table::{Align, Table};

pub(super) fn run(args: &args::Subject, context: &Context) -> Result<Exit, Error> {
    let args::Subject::Erase { who, workspace, dry_run, yes, output, place } = args else {
        return Ok(Exit::Done);
    };
    let console = &context.console;
    let here = Installation::open(place)?;
    let person = one(&here, who)?;
    let mut plans = Vec::new();
    for workspace in workspaces(&here, person, *workspace)? {
        let plan = here.run(here.kernel.plan_erasure(workspace, person))?;
        console.event(&plan);
        tell(&plan, context);
        plans.push(plan);
    }
    if plans.iter().all(|plan| plan.goes.is_empty() && plan.shared == 0 && plan.mentions == 0) {
        console.result(&format!(
            "{}\n",
            console.text(&say!("erase-nothing", who = printable(who).into_owned()))
        ));
        return Ok(Exit::Done);
    }
    if *dry_run {
        console.note(&say!("dry-run"));
        return Ok(Exit::Done);
    }
    if !*yes && console.ask(&say!("ask-erase", who = printable(who).into_owned())) != Some(true) {
        return Err(Error::Usage(say!("error-unconfirmed")));
    }
    let mut receipts = Vec::new();
    for plan in &plans {
        let kernel = &here.kernel;
        let receipt = here.run(async {
            let stone = kernel.erase_person(plan.workspace, person, "right.erasure", None).await?;
            let progress = kernel.pursue(stone).await?;
            kernel.ship().await?;
            Ok((kernel.erasure(stone).await?, progress))
        })?;
        console.event(&receipt.0);
        receipts.push(receipt);
    }
    for (receipt, progress) in &receipts {
        done(receipt, *progress, context);
    }
    if let Some(path) = output {
        let erasures: Vec<&Erasure> = receipts.iter().map(|(receipt, _)| receipt).collect();
        // INVARIANT: states, numbers and times can be written as JSON.
        let json = serde_json::to_string_pretty(&erasures).unwrap_or_default() + "\n";
        output::write(path, json.as_bytes(), *yes)?;
        console.note(&say!("erase-receipt", path = shown(path)));
    }
    Ok(Exit::Done)
}

/// What would go, and what stays and why.
fn tell(plan: &Plan, context: &Context) {
    let console = &context.console;
    let mut table = Table::new(&[Align::Left, Align::Right, Align::Left]);
    for line in &plan.goes {
        let how = if line.objects > 0 {
            say!("erase-goes-objects", objects = line.objects)
        } else {
            say!("erase-goes")
        };
        table.row(Ink::Plain, [line.table.to_owned(), line.count.to_string(), console.text(&how)]);
    }
    for line in &plan.stays {
        let until = line.until.map(|until| until.to_zoned(jiff::tz::TimeZone::UTC).date().to_string());
        let until = until.unwrap_or_else(|| console.text(&say!("erase-until-unknown")));
        let why = match line.reason {
            Reason::Law => say!(
                "erase-stays-law",
                ground = printable(line.ground.as_deref().unwrap_or_default()).into_owned(),
                until = until
            ),
            Reason::Hold => say!("erase-stays-hold"),
        };
        table.row(Ink::Yellow, [line.table.to_owned(), line.count.to_string(), console.text(&why)]);
    }
    if plan.shared > 0 {
        let how = console.text(&say!("erase-shared"));
        table.row(Ink::Dim, [console.text(&say!("erase-shared-name")), plan.shared.to_string(), how]);
    }
    if plan.mentions > 0 {
        let how = console.text(&say!("erase-mentions"));
        table.row(Ink::Dim, [console.text(&say!("erase-mentions-name")), plan.mentions.to_string(), how]);
    }
    let head = say!("erase-plan", workspace = plan.workspace.to_string());
    let head = console.ink(Ink::Bold, &console.text(&head));
    console.result(&format!("{head}\n{}\n", table.lines(console)));
}

fn done(receipt: &Erasure, progress: Progress, context: &Context) {
    let console = &context.console;
    let mut table = Table::new(&[Align::Left, Align::Left, Align::Right]);
    for target in &receipt.targets {
        let (ink, state) = if target.state == "done" {
            (Ink::Green, say!("erase-target-done"))
        } else {
            (Ink::Yellow, say!("erase-target-waiting"))
        };
        let store = printable(&target.store).into_owned();
        table.row(ink, [store, console.text(&state), target.count.to_string()]);
    }
    let said = match progress {
        Progress::Done => say!("erase-done", tombstone = receipt.tombstone.to_string()),
        Progress::Waiting(until) => say!(
            "erase-waiting",
            tombstone = receipt.tombstone.to_string(),
            until = until.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
        ),
    };
    console.result(&format!("{}\n{}", console.text(&said), table.lines(console)));
}
