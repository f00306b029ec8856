//! A proxy is made of a rush: small, even, and with every frame of its grid.

use std::sync::Arc;

use incamera_gate::Process;
use incamera_lab::{Sink, Source, proxy};
use incamera_store::rows::pieces;

use super::{run::Job, trouble::Trouble};
use crate::{
    bytes::Bytes,
    machine::machine,
    piece::{Piece, Which, clear},
    sink::{Reel, wound},
};

/// A small film of a rush.
pub(crate) const PROXY: &str = "proxy";

pub(super) async fn run(job: &Job<'_>) -> Result<(), Trouble> {
    let kernel = &job.shop.kernel;
    let desk = machine(kernel, &job.target.region)?;
    clear::<pieces::Entity>(kernel, &job.target, &[PROXY], Which::All).await?;
    let rush = Source::served(Arc::new(Bytes::rush::<Process>(&desk, &job.target).await?));
    let mut head = Piece::<pieces::Entity>::begin(&desk, job.target.id, PROXY, 0).await?;
    let rest = Piece::<pieces::Entity>::begin(&desk, job.target.id, PROXY, 0).await?;
    let (lab, teller) = (job.lab.clone(), job.teller.clone());
    let (beginning, rest) = job
        .apart(move || {
            let probe = lab.probe(&rush)?;
            let reel = Arc::new(Reel::new(rest));
            let sink = Sink::served(reel.clone());
            lab.print(&[rush], proxy(&probe), &sink, |done, total| teller.tell((0, 990), done, total))?;
            drop(sink);
            // INVARIANT: the child is gone, and with it the thread that took its bytes.
            Arc::into_inner(reel).map(Reel::end).ok_or(Trouble::Machine)
        })
        .await??;
    head.write(&beginning)?;
    let (head, rest) = (head.closed().await?, rest.closed().await?);
    let unit = kernel.store().begin().await?;
    wound(&desk, &unit, &head, &rest).await?;
    job.done(&unit).await?;
    Ok(unit.commit().await?)
}
