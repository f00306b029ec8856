//! A poster and a storyboard are made of a rush.

use std::sync::Arc;

use incamera_gate::Process;
use incamera_lab::Source;
use incamera_store::rows::pieces;

use super::{run::Job, trouble::Trouble};
use crate::{
    bytes::Bytes,
    machine::machine,
    piece::{Piece, Which, clear},
    rushes::Board,
};

/// One picture of a rush.
pub(crate) const POSTER: &str = "poster";
/// Many, side by side.
pub(crate) const STORYBOARD: &str = "storyboard";
/// Which frames those are.
pub(crate) const FRAMES: &str = "frames";

pub(super) async fn run(job: &Job<'_>) -> Result<(), Trouble> {
    let kernel = &job.shop.kernel;
    let desk = machine(kernel, &job.target.region)?;
    let rush = Source::served(Arc::new(Bytes::rush::<Process>(&desk, &job.target).await?));
    let lab = job.lab.clone();
    let made = job
        .apart(move || {
            let probe = lab.probe(&rush)?;
            lab.storyboard(&rush, &probe).map_err(Trouble::from)
        })
        .await??;
    clear::<pieces::Entity>(kernel, &job.target, &[POSTER, STORYBOARD, FRAMES], Which::All).await?;
    let mut pieces: Vec<Piece<pieces::Entity>> = Vec::new();
    if let Some((poster, board)) = made {
        let columns = board.frames.len() as u64;
        let frames = Board { columns, width: board.width, height: board.height, frames: board.frames };
        let parts = [(POSTER, poster.jpeg), (STORYBOARD, board.jpeg), (FRAMES, serde_json::to_vec(&frames)?)];
        for (what, bytes) in parts {
            let mut piece = Piece::begin(&desk, job.target.id, what, 0).await?;
            piece.write(&bytes)?;
            pieces.push(piece.closed().await?);
        }
    }
    let unit = kernel.store().begin().await?;
    for piece in &pieces {
        piece.ready(&desk, &unit, 0).await?;
    }
    job.done(&unit).await?;
    Ok(unit.commit().await?)
}
