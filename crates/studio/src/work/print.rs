//! A film is printed from a cut.

use std::{path::Path, sync::Arc};

use incamera_gate::Process;
use incamera_lab::{Mode, Render, RenderRush, Rendered, Sink, Source, captions_of, in_order, loudness_of};
use incamera_model::Cut;
use incamera_store::{
    Col, Reads,
    rows::{cuts, reels, renders},
};

use super::{
    run::{Job, change_render},
    trouble::Trouble,
};
use crate::{
    bytes::Bytes,
    cuts::{document, rushes_of},
    machine::machine,
    piece::{Piece, Which, clear},
    renders::{Captions, Making},
    rushes::{Measured, measured},
    sink::{Reel, wound},
};

/// The film.
pub(crate) const FILM: &str = "film";

pub(super) async fn run(job: &Job<'_>) -> Result<(), Trouble> {
    let kernel = &job.shop.kernel;
    let desk = machine(kernel, &job.target.region)?;
    let (cut, making) = order(job).await?;
    clear::<reels::Entity>(kernel, &job.target, &[FILM], Which::All).await?;
    let unit = kernel.store().begin().await?;
    change_render(job.shop, &unit, &job.target, |row| {
        row.state = Col("running".parse()?);
        Ok(())
    })
    .await?;
    unit.commit().await?;

    let version = kernel.store().datum(cut, kernel.now()).await?.ok_or(Trouble::Gone)?.datum;
    let document = document::<Process>(&desk, &version).await?;
    let (mut sources, mut known) = (Vec::new(), Vec::new());
    for rush in rushes_of(kernel, cut).await? {
        let rush = kernel.store().datum(rush, kernel.now()).await?.ok_or(Trouble::Gone)?.datum;
        sources.push(Source::served(Arc::new(Bytes::rush::<Process>(&desk, &rush).await?)));
        known.push(measured::<Process>(&desk, &rush).await?.ok_or(Trouble::Gone)?);
    }
    let render = request(&document, &known, &making, job.shop.means.font.as_deref())?;
    let rate = render.rate;
    let (beginning, rest, rendered) = print(job, &desk, sources, render).await?;
    let mut head = Piece::<reels::Entity>::begin(&desk, job.target.id, FILM, 0).await?;
    head.write(&beginning)?;
    let (head, rest) = (head.closed().await?, rest.closed().await?);
    let unit = kernel.store().begin().await?;
    wound(&desk, &unit, &head, &rest).await?;
    change_render(job.shop, &unit, &job.target, |row| {
        row.state = Col("done".parse()?);
        row.why = None;
        row.made = Some(Col(kernel.now()));
        row.duration = Some(Col(rate.time_of(rendered.frames).0 / 1000));
        row.frames = Some(Col(rendered.frames as i64));
        row.rate = Some(Col(i64::from(rate.num())));
        row.per = Some(Col(i64::from(rate.den())));
        row.length = Some(Col((head.length() + rest.length()) as i64));
        Ok(())
    })
    .await?;
    job.done(&unit).await?;
    Ok(unit.commit().await?)
}

/// Which version of a cut is to be printed, and how.
async fn order(job: &Job<'_>) -> Result<(incamera_model::DatumId, Making), Trouble> {
    let kernel = &job.shop.kernel;
    let held =
        kernel.store().fetch::<renders::Entity>(job.target.id, kernel.now()).await?.ok_or(Trouble::Gone)?;
    let desk = machine(kernel, &job.target.region)?;
    let permit = desk.may::<Process>(held.datum())?;
    let row = held.open(&permit)?;
    let making = Making::read(&row.preset.0).ok_or(Trouble::Machine)?;
    // The version is asked for, too: what somebody may not work on is not printed.
    let cut = kernel.store().fetch::<cuts::Entity>(*row.cut, kernel.now()).await?.ok_or(Trouble::Gone)?;
    desk.may::<Process>(cut.datum())?;
    Ok((*row.cut, making))
}

/// What is asked of the worker.
fn request(cut: &Cut, known: &[Measured], making: &Making, font: Option<&Path>) -> Result<Render, Trouble> {
    let segments = cut.segments();
    if segments.is_empty() {
        return Err(Trouble::Empty);
    }
    let (mut captions, mut letters) = (Vec::new(), Vec::new());
    if making.captions == Captions::Burn {
        if known.iter().all(|k| k.words.is_none()) {
            return Err(Trouble::NoWords);
        }
        captions = captions_of(cut, known.iter().map(|k| (k.words.as_ref(), k.scan.picture.as_ref())));
        letters = font.and_then(|font| std::fs::read(font).ok()).ok_or(Trouble::NoFont)?;
    }
    let sounds = || known.iter().map(|k| k.scan.sound.as_ref());
    Ok(Render {
        rushes: known.iter().map(|k| RenderRush { probe: k.scan.probe.clone() }).collect(),
        segments,
        rate: cut.rate,
        picture: known.iter().any(|k| k.scan.probe.picture().is_some()),
        mode: if making.proxy { Mode::Proxy } else { Mode::Smart },
        captions,
        font: letters,
        loudness: making.loudness,
        measured: making.loudness.and_then(|_| loudness_of(cut, sounds())),
        denoise: making.denoise,
        aspect: making.aspect,
        height: making.height,
        size: None,
        container: "mp4".to_owned(),
    })
}

/// Prints; where copying turns out impossible, once more with everything encoded.
async fn print(
    job: &Job<'_>,
    desk: &incamera_rights::Desk<'_>,
    sources: Vec<Source>,
    render: Render,
) -> Result<(Vec<u8>, Piece<reels::Entity>, Rendered), Trouble> {
    // Where each attempt writes to is begun before: nothing waits for a database while a worker waits for us.
    let mut rests = vec![
        Piece::<reels::Entity>::begin(desk, job.target.id, FILM, 0).await?,
        Piece::<reels::Entity>::begin(desk, job.target.id, FILM, 0).await?,
    ];
    let (lab, teller) = (job.lab.clone(), job.teller.clone());
    let (made, left) = job
        .apart(move || {
            let mut reels = Vec::new();
            let made = in_order(render, |render| {
                let rest = rests.pop().ok_or(Trouble::Machine)?;
                let reel = Arc::new(Reel::new(rest));
                let sink = Sink::served(reel.clone());
                let made =
                    lab.print(&sources, render, &sink, |done, total| teller.tell((0, 990), done, total));
                drop(sink);
                reels.push(reel);
                Ok::<_, Trouble>(made)
            });
            let made = match made {
                Ok(Ok(rendered)) => {
                    let reel = reels.pop().and_then(Arc::into_inner);
                    reel.map(|reel| (reel.end(), rendered)).ok_or(Trouble::Machine)
                }
                Ok(Err(error)) => Err(error.into()),
                Err(why) => Err(why),
            };
            let failed = reels.into_iter().filter_map(Arc::into_inner).map(|reel| reel.end().1);
            (made, failed.chain(rests).collect::<Vec<_>>())
        })
        .await?;
    let kernel = &job.shop.kernel;
    for piece in left {
        piece.discard(kernel).await?;
    }
    let ((beginning, rest), rendered) = made?;
    Ok((beginning, rest, rendered))
}
