//! `incamera sweep`: does what is due because of a promise; with `--watch`, every minute until it is stopped.

use std::{thread, time::Duration};

use incamera_rights::Swept;
use serde::Serialize;

use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::installation::Installation;
use crate::say::{printable, say};
use crate::table::{Align, Table};

/// How often it is swept.
const EVERY: Duration = Duration::from_mins(1);

#[derive(Serialize)]
struct Line<'a> {
    met: &'a std::collections::BTreeMap<&'static str, u64>,
    waiting: usize,
    failed: usize,
    unknown: usize,
    overdue: usize,
    gap: bool,
}

/// Sweeps once, or again and again.
pub(crate) fn run(args: &args::Sweep, context: &Context) -> Result<Exit, Error> {
    let here = Installation::open(&args.place)?;
    for promise in &args.reviewed {
        reviewed(&here, promise, context)?;
    }
    loop {
        let swept = here.run(async {
            here.kernel.plan().await?;
            here.kernel.sweep().await
        })?;
        tell(&swept, context);
        if !args.watch {
            return Ok(if swept.alarms() { Exit::Failed } else { Exit::Done });
        }
        let mut waited = Duration::ZERO;
        while waited < EVERY {
            if context.interrupt.asked() {
                return Ok(Exit::Done);
            }
            thread::sleep(Duration::from_millis(200));
            waited += Duration::from_millis(200);
        }
    }
}

/// Somebody says that the oldest review of a promise was done.
fn reviewed(here: &Installation, promise: &str, context: &Context) -> Result<(), Error> {
    let none = || say!("error-no-review", promise = printable(promise).into_owned());
    let review = here.run(here.kernel.review_of(promise))?.ok_or_else(none)?;
    here.run(here.kernel.reviewed(&review))?;
    let said = say!("sweep-reviewed", promise = promise.to_owned(), due = review.due.to_string());
    context.console.result(&format!("{}\n", context.console.text(&said)));
    Ok(())
}

fn tell(swept: &Swept, context: &Context) {
    let console = &context.console;
    console.event(&Line {
        met: &swept.met,
        waiting: swept.waiting.len(),
        failed: swept.failed.len(),
        unknown: swept.unknown.len(),
        overdue: swept.overdue.len(),
        gap: swept.gap.is_some(),
    });
    let mut table = Table::new(&[Align::Left, Align::Right]);
    for (task, count) in &swept.met {
        table.row(Ink::Plain, [(*task).to_owned(), count.to_string()]);
    }
    let met: u64 = swept.met.values().sum();
    console.result(&format!("{}\n{}", console.text(&say!("sweep-met", met = met)), table.lines(console)));
    for waiting in &swept.waiting {
        let promise = printable(waiting.promise.as_str()).into_owned();
        console.warn(&say!("warning-review", promise = promise, due = waiting.due.to_string()));
    }
    for failed in swept.failed.iter().chain(&swept.unknown) {
        let task = printable(failed.obligation.task.as_str()).into_owned();
        let why = printable(&failed.why).into_owned();
        console.warn(&say!("warning-postponed", task = task, why = why, until = failed.until.to_string()));
    }
    for overdue in &swept.overdue {
        let (task, promise) = (overdue.task.to_string(), overdue.promise.to_string());
        console.warn(&say!("warning-overdue", task = task, promise = promise, due = overdue.due.to_string()));
    }
    if let Some(gap) = &swept.gap {
        console.warn(&say!("warning-gap", from = gap.from.to_string(), to = gap.to.to_string()));
    }
}
