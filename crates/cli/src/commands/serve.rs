//! `incamera serve`: the studio, for browsers; what is due because of a promise is done meanwhile.

use std::{
    io::{self, Write},
    sync::{Arc, atomic::AtomicBool, atomic::Ordering},
    time::Duration,
};

use incamera_rights::RightsError;
use incamera_server::{House, Settings, listen};
use incamera_studio::work::Means;
use serde::Serialize;
use tokio::time::{Instant, sleep};

use crate::args;
use crate::commands::models;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::font;
use crate::installation::{Installation, of_kernel};
use crate::say::{say, shown};

/// How often it is looked whether somebody wants it to stop.
const LOOK: Duration = Duration::from_millis(100);
/// How often the ledger takes what was written.
const SHIP: Duration = Duration::from_secs(1);
/// How often it is swept.
const SWEEP: Duration = Duration::from_mins(1);

#[derive(Serialize)]
struct Serving<'a> {
    url: &'a str,
    setup: Option<&'a str>,
    data: &'a str,
}

/// Serves until it is stopped.
pub(crate) fn run(args: &args::Serve, context: &Context) -> Result<Exit, Error> {
    let (here, _) = Installation::begin(&args.place)?;
    let (kernel, layout, runtime) = here.into_parts();
    let console = &context.console;
    let stop = context.interrupt.flag();
    runtime.block_on(async {
        let means = Means {
            worker: context.worker.clone(),
            models: Some(models::folder()),
            language: None,
            font: font::find(),
            lanes: 1,
        };
        let (kernel, secure) = (Arc::new(kernel), args.behind_tls);
        let settings = Settings { kernel, means, secure, trouble: Box::new(told) };
        let house = House::new(settings).await.map_err(|e| of_kernel(&e))?;
        let listening = listen(Arc::clone(&house), args.listen, asked(Arc::clone(&stop))).await;
        let refused =
            |e: io::Error| say!("error-listen", address = args.listen.to_string(), detail = e.to_string());
        let listening = listening.map_err(|e| Error::Outside(refused(e)))?;
        let url = format!("http://{}", listening.address);
        let setup = house.setup_token().map(|token| format!("{url}/setup?token={token}"));
        let folder = layout.ledger.parent().unwrap_or(&layout.ledger);
        let data = folder.display().to_string();
        console.event(&Serving { url: &url, setup: setup.as_deref(), data: &data });
        let said = match &setup {
            Some(setup) => say!("serve-setup", url = url, data = shown(folder), setup = setup.clone()),
            None => say!("serve-open", url = url, data = shown(folder)),
        };
        console.result(&format!("{}\n", console.text(&said)));
        let chores = tokio::task::spawn_blocking({
            let (house, runtime, stop) =
                (Arc::clone(&house), tokio::runtime::Handle::current(), Arc::clone(&stop));
            move || runtime.block_on(chores(&house, &stop))
        });
        listening.ended().await;
        house.stop().await;
        // A chore that broke was told of when it did.
        let _done = chores.await;
        house.kernel().ship().await.map_err(|e| of_kernel(&e))?;
        Ok(Exit::Done)
    })
}

async fn asked(stop: Arc<AtomicBool>) {
    while !stop.load(Ordering::Relaxed) {
        sleep(LOOK).await;
    }
}

/// The ledger takes what was written, and what is due is done, until somebody stops it.
async fn chores(house: &House, stop: &AtomicBool) {
    let kernel = house.kernel();
    let (mut ship, mut sweep) = (Instant::now(), Instant::now());
    while !stop.load(Ordering::Relaxed) {
        let now = Instant::now();
        if now >= ship {
            report("ledger", kernel.ship().await.map(|_| ()));
            ship = now + SHIP;
        }
        if now >= sweep {
            let swept = async {
                kernel.plan().await?;
                let swept = kernel.sweep().await?;
                if swept.alarms() {
                    told("sweep: something is overdue or was put off; incamera sweep says what");
                }
                Ok(())
            };
            report("sweep", swept.await);
            sweep = now + SWEEP;
        }
        sleep(LOOK).await;
    }
}

fn report(what: &str, done: Result<(), RightsError>) {
    if let Err(error) = done {
        told(&format!("{what}: {error}"));
    }
}

/// A line for the operator, in the words of the house; nobody's data stands in it.
fn told(line: &str) {
    // A log that nobody takes any more is no reason to stop serving.
    let _gone = writeln!(io::stderr().lock(), "incamera: {line}");
}
