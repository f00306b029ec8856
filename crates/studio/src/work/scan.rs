//! A rush is looked at: what it is, its sound, its picture, its words.

use std::{io, sync::Arc, thread};

use incamera_gate::{Datum, Process, Write};
use incamera_lab::{Ear, Source, best, digest, size_of};
use incamera_model::{Scan, Transcript};
use incamera_speech::models::Manifest;
use incamera_store::{Col, Filing, Reads, Table, rows::scans};

use super::{
    run::{Job, change_rush, rush_state},
    trouble::Trouble,
};
use crate::{
    bytes::Bytes,
    error::StudioError,
    machine::machine,
    piece::{READY, erase, fresh},
    rushes::Measured,
};

/// Which thousandths of the work each part is.
const READING: (u64, u64) = (0, 100);
const HEARING: (u64, u64) = (100, 350);
const LOOKING: (u64, u64) = (350, 700);
const LISTENING: (u64, u64) = (700, 980);

pub(super) async fn run(job: &Job<'_>) -> Result<(), Trouble> {
    let kernel = &job.shop.kernel;
    let desk = machine(kernel, &job.target.region)?;
    let unit = kernel.store().begin().await?;
    rush_state(job.shop, &unit, &job.target, "scanning").await?;
    unit.commit().await?;

    let bytes = Arc::new(Bytes::rush::<Process>(&desk, &job.target).await?);
    let rush = Source::served(bytes.clone());
    let (lab, teller) = (job.lab.clone(), job.teller.clone());
    let (hash, probe) = {
        let rush = rush.clone();
        job.apart(move || {
            // First what it is: who sends a text as a film need not wait until all of it was read.
            let probe = lab.probe(&rush)?;
            let go_on = |done, total| {
                teller.tell(READING, done, total);
                !lab.cancel().is_cancelled()
            };
            let hash = digest(bytes.as_ref(), go_on).map_err(|e| match e.kind() {
                io::ErrorKind::Interrupted => Trouble::Cancelled,
                _ => Trouble::Machine,
            })?;
            Ok::<_, Trouble>((hash, probe))
        })
        .await??
    };

    // Somebody may have said no meanwhile: it is asked again before each part.
    still(job).await?;
    let sound = {
        let (lab, teller, rush, probe) = (job.lab.clone(), job.teller.clone(), rush.clone(), probe.clone());
        job.apart(move || lab.sound(&rush, &probe, |done, total| teller.tell(HEARING, done, total))).await??
    };
    still(job).await?;
    let ear = ear(job);
    let (picture, words) = {
        let (lab, teller, rush, probe, sound) =
            (job.lab.clone(), job.teller.clone(), rush.clone(), probe.clone(), sound.clone());
        job.apart(move || {
            // Side by side: each mostly keeps one core busy.
            thread::scope(|scope| {
                let listening = scope.spawn(|| {
                    let ear = ear.as_ref()?;
                    let told = |done, total| teller.tell(LISTENING, done, total);
                    // Without its words a rush is still cut by its sound and picture.
                    lab.words(ear, &rush, sound.as_ref(), told).ok().flatten()
                });
                let picture = lab.picture(&rush, &probe, |done, total| teller.tell(LOOKING, done, total));
                (picture, listening.join().ok().flatten())
            })
        })
        .await?
    };
    let picture = picture?;
    if job.lab.cancel().is_cancelled() {
        return Err(Trouble::Cancelled);
    }
    let scan = Scan { version: Scan::VERSION, probe, sound, picture };
    keep(job, &Measured { hash, scan, words }).await
}

/// Whether the rush may still be worked on.
async fn still(job: &Job<'_>) -> Result<(), Trouble> {
    let kernel = &job.shop.kernel;
    let known = kernel.store().datum(job.target.id, kernel.now()).await?.ok_or(Trouble::Gone)?;
    let desk = machine(kernel, &known.datum.region)?;
    desk.may::<Process>(&known.datum)?;
    Ok(())
}

/// What hears the words; none without a model.
fn ear(job: &Job<'_>) -> Option<Ear> {
    let means = &job.shop.means;
    let installed = means.models.as_ref()?.list(&Manifest::built_in().ok()?).ok()?;
    let model = best(installed, means.language.as_deref())?;
    Some(Ear { model, language: means.language.clone() })
}

/// Seals what was measured, in the place of what was measured before.
async fn keep(job: &Job<'_>, measured: &Measured) -> Result<(), Trouble> {
    let kernel = &job.shop.kernel;
    let old =
        kernel.store().naming::<scans::Entity>(scans::Column::Rush, &[job.target.id], kernel.now()).await?;
    let document = serde_json::to_vec(measured)?;
    let unit = kernel.store().begin().await?;
    let rush = fresh(&unit, kernel, job.target.id).await?;
    let desk = machine(kernel, &rush.region)?;
    let datum = Datum::derived(kernel.id(), scans::Entity::CLASS, &[&rush])?;
    let permit = desk.may::<Write>(&datum)?;
    let mut row = row(&datum, &rush, measured, kernel.now())?;
    let filing = Filing { bytes: Some(document.len() as u64), ..Filing::from_person(kernel.now()) };
    unit.insert::<scans::Entity>(&permit, row.clone(), filing).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    let mut sealing = kernel.vault().seal(&permit)?;
    unit.commit().await?;
    io::Write::write_all(&mut sealing, &document)?;
    sealing.finish()?;

    row.state = Col(READY.parse()?);
    let digest = kernel.vault().blind_index("rush", &measured.hash)?;
    let unit = kernel.store().begin().await?;
    unit.update::<scans::Entity>(&permit, row).await?;
    change_rush(job.shop, &unit, &rush, |row| {
        row.state = Col("ready".parse()?);
        row.duration = Col(measured.scan.probe.duration.0 / 1000);
        row.digest = Col(digest);
        Ok(())
    })
    .await?;
    job.done(&unit).await?;
    unit.commit().await?;
    let old: Vec<&Datum> = old.iter().map(incamera_store::Held::datum).collect();
    Ok(erase(kernel, &old).await?)
}

fn row(
    datum: &Datum,
    rush: &Datum,
    measured: &Measured,
    now: jiff::Timestamp,
) -> Result<scans::Model, StudioError> {
    let probe = &measured.scan.probe;
    let picture = probe.picture();
    let size = size_of(probe);
    let model = |words: &Transcript| words.model.parse().ok().map(Col);
    Ok(scans::Model {
        id: Col(datum.id),
        rush: Col(rush.id),
        model: measured.words.as_ref().and_then(model),
        made: Col(now),
        state: Col("making".parse()?),
        frames: picture.map(|p| Col(p.frames as i64)),
        rate: picture.map(|p| Col(i64::from(p.rate.num()))),
        per: picture.map(|p| Col(i64::from(p.rate.den()))),
        width: size.map(|[width, _]| Col(i64::from(width))),
        height: size.map(|[_, height]| Col(i64::from(height))),
        sound: Col(!probe.audio.is_empty()),
    })
}
