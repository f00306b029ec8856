//! One job, from claim to end.

use std::{sync::Arc, time::Duration};

use incamera_gate::Datum;
use incamera_lab::{Cancel, Lab};
use incamera_model::Term;
use incamera_store::{
    Col, Reads, Transaction,
    rows::{jobs, renders, rushes},
};
use jiff::SignedDuration;

use super::{
    lane::{Going, LEASE, Shop},
    news::{News, Progress, Teller, Told},
    print, proxy, scan, storyboard,
    task::Task,
    trouble::Trouble,
};
use crate::{error::StudioError, machine::machine};

/// How often a job is begun before it is given up.
const TRIES: i64 = 3;
/// How often a job is begun that never ends: it takes the whole process with it.
const BEGUN: i64 = 12;
/// How long a failed job waits, times the tries it had.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);
/// How often whoever is at a job says so.
const BEAT: Duration = Duration::from_secs(15);

/// What a job is done with.
pub(super) struct Job<'s> {
    pub(super) shop: &'s Shop,
    pub(super) row: jobs::Model,
    /// The rush or the render.
    pub(super) target: Datum,
    pub(super) lab: Lab,
    pub(super) teller: Teller,
}

/// Does a job that was claimed, and writes down how it ended.
pub(super) async fn run(shop: Arc<Shop>, row: jobs::Model) {
    // A database that would not: the lease ends, and the job comes back.
    let _settled = attempt(&shop, row).await;
}

async fn attempt(shop: &Arc<Shop>, row: jobs::Model) -> Result<(), StudioError> {
    let kernel = &shop.kernel;
    let known = kernel.store().datum(*row.target, kernel.now()).await?;
    let (Some(known), Some(task)) = (known, Task::of(&row.task)) else {
        return settle(shop, &row, None, "failed", Some(Trouble::Gone)).await;
    };
    let target = known.datum;
    if *row.tries > BEGUN {
        return settle(shop, &row, Some((&target, task)), "failed", Some(Trouble::Crashed)).await;
    }
    let about = News {
        task,
        target: target.id,
        workspace: target.workspace,
        project: target.project,
        told: Told::Going(Progress { done: 0, left: None }),
    };
    let cancel = Cancel::default();
    let teller = Teller::new(Arc::clone(kernel), shop.wire.clone(), about.clone());
    let going = Going { target: target.id, cancel: cancel.clone(), teller: teller.clone() };
    if !shop.begin(*row.id, going) {
        // This machine slept, and the lease ended meanwhile: another lane is at it still.
        return Ok(());
    }
    shop.wire.tell(about.clone());
    let lab = Lab::new(shop.means.worker.clone(), cancel.clone());
    let job = Job { shop, row: row.clone(), target: target.clone(), lab, teller };
    let done = {
        let work = async {
            match task {
                Task::Storyboard => storyboard::run(&job).await,
                Task::Scan => scan::run(&job).await,
                Task::Proxy => proxy::run(&job).await,
                Task::Render => print::run(&job).await,
            }
        };
        tokio::pin!(work);
        let mut wanted = true;
        loop {
            tokio::select! {
                done = &mut work => break done.map_err(|why| (why, wanted)),
                () = tokio::time::sleep(BEAT) => {
                    let stays = kernel.store().stay_at(*row.id, kernel.now() + LEASE).await;
                    if matches!(stays, Ok(false)) {
                        wanted = false;
                        cancel.cancel();
                    }
                }
            }
        }
    };
    let ended = match done {
        Ok(()) => Ok(Told::Done),
        // Erased or called off: whoever did that wrote down how it stands.
        Err((_, false)) => Ok(Told::Failed(Trouble::Cancelled.word())),
        Err((Trouble::Cancelled, true)) if shop.stopping() => {
            give_back(shop, &row).await.map(|()| Told::Again)
        }
        Err((Trouble::Cancelled, true)) => {
            settle(shop, &row, Some((&target, task)), "failed", Some(Trouble::Cancelled))
                .await
                .map(|()| Told::Failed(Trouble::Cancelled.word()))
        }
        Err((why, true)) if why.again() && *row.tries < TRIES => {
            settle(shop, &row, None, "waiting", Some(why)).await.map(|()| Told::Again)
        }
        Err((why, true)) => settle(shop, &row, Some((&target, task)), "failed", Some(why))
            .await
            .map(|()| Told::Failed(why.word())),
    };
    shop.ended(*row.id);
    shop.wire.tell(News { told: ended?, ..about });
    Ok(())
}

/// This process ends, and the job with it: it goes on at the next start.
async fn give_back(shop: &Shop, row: &jobs::Model) -> Result<(), StudioError> {
    let unit = shop.kernel.store().begin().await?;
    unit.give_back_job(*row.id).await?;
    Ok(unit.commit().await?)
}

/// Writes down how a job stands, and what it was for, where that ends with it.
async fn settle(
    shop: &Shop,
    row: &jobs::Model,
    target: Option<(&Datum, Task)>,
    state: &str,
    why: Option<Trouble>,
) -> Result<(), StudioError> {
    let kernel = &shop.kernel;
    let (state, why): (Term, Option<Term>) = (state.parse()?, why.map(|why| why.word().parse()).transpose()?);
    let due = if state == *"waiting" && why.is_some() {
        kernel.now() + PAUSE * i32::try_from(*row.tries).unwrap_or(1)
    } else {
        kernel.now()
    };
    let unit = kernel.store().begin().await?;
    if unit.settle_job(*row.id, &state, why.as_ref(), due).await? && state == *"failed" {
        unit.start_clock(&[*row.id], kernel.now()).await?;
    }
    if let Some((target, task)) = target {
        match task {
            // A rush without storyboard or proxy is a rush all the same.
            Task::Storyboard | Task::Proxy => {}
            Task::Scan => {
                let why = why.as_ref().map_or("machine", Term::as_str);
                rush_state(shop, &unit, target, &format!("broken.{why}")).await?;
            }
            Task::Render => failed_render(shop, &unit, target, why).await?,
        }
    }
    Ok(unit.commit().await?)
}

/// Writes down how a rush stands. One that is erased is passed over.
pub(super) async fn rush_state(
    shop: &Shop,
    unit: &Transaction,
    rush: &Datum,
    state: &str,
) -> Result<(), StudioError> {
    change_rush(shop, unit, rush, |row| {
        row.state = Col(state.parse()?);
        Ok(())
    })
    .await
}

/// Changes the row of a rush as it stands now.
pub(super) async fn change_rush(
    shop: &Shop,
    unit: &Transaction,
    rush: &Datum,
    change: impl FnOnce(&mut rushes::Model) -> Result<(), StudioError>,
) -> Result<(), StudioError> {
    let kernel = &shop.kernel;
    let Some(held) = unit.fetch::<rushes::Entity>(rush.id, kernel.now()).await? else { return Ok(()) };
    let desk = machine(kernel, &rush.region)?;
    let datum = held.datum().clone();
    let permit = desk.may::<incamera_gate::Write>(&datum)?;
    let mut row = held.change(&permit)?;
    change(&mut row)?;
    Ok(unit.update::<rushes::Entity>(&permit, row).await?)
}

/// Changes the row of a render as it stands now.
pub(super) async fn change_render(
    shop: &Shop,
    unit: &Transaction,
    render: &Datum,
    change: impl FnOnce(&mut renders::Model) -> Result<(), StudioError>,
) -> Result<(), StudioError> {
    let kernel = &shop.kernel;
    let Some(held) = unit.fetch::<renders::Entity>(render.id, kernel.now()).await? else { return Ok(()) };
    let desk = machine(kernel, &render.region)?;
    let datum = held.datum().clone();
    let permit = desk.may::<incamera_gate::Write>(&datum)?;
    let mut row = held.change(&permit)?;
    change(&mut row)?;
    Ok(unit.update::<renders::Entity>(&permit, row).await?)
}

async fn failed_render(
    shop: &Shop,
    unit: &Transaction,
    render: &Datum,
    why: Option<Term>,
) -> Result<(), StudioError> {
    change_render(shop, unit, render, |row| {
        row.state = Col("failed".parse()?);
        row.why = why.map(Col);
        Ok(())
    })
    .await
}

impl Job<'_> {
    /// The job is done, in the unit of what it made.
    pub(super) async fn done(&self, unit: &Transaction) -> Result<(), StudioError> {
        let now = self.shop.kernel.now();
        if unit.settle_job(*self.row.id, &"done".parse()?, None, now).await? {
            unit.start_clock(&[*self.row.id], now).await?;
            return Ok(());
        }
        Err(StudioError::missing("job", *self.row.id))
    }

    /// Does something that takes its time, where that is allowed.
    pub(super) async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        tokio::task::spawn_blocking(work).await.map_err(|_| Trouble::Machine)
    }
}
