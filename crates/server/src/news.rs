//! What the studio's work tells, told on to whoever is there.

use std::sync::Arc;

use incamera_studio::work::{News, Task, Told};
use tokio::sync::broadcast::error::RecvError;

use crate::{
    feed::{Change, Kind},
    house::House,
};

/// Tells it on, until the house closes.
pub(crate) fn follow(here: &Arc<House>) {
    let (here, mut news) = (Arc::clone(here), here.work.news());
    let mut closing = here.closing.subscribe();
    tokio::spawn(async move {
        loop {
            let told = tokio::select! {
                told = news.recv() => told,
                _ = closing.wait_for(|closing| *closing) => return,
            };
            match told {
                Ok(told) => here.feed.tell(change(&told)),
                // Progress that was missed is followed by more.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    });
}

fn change(news: &News) -> Change {
    let kind = if news.task == Task::Render { Kind::Render } else { Kind::Rush };
    let mut change = Change::of(kind, news.target, news.workspace, news.project);
    let (state, progress, left) = match news.told {
        Told::Going(progress) => ("running", Some(u32::from(progress.done)), progress.left),
        Told::Done => ("done", Some(1000), None),
        Told::Again => ("waiting", None, None),
        Told::Failed(_) => ("failed", None, None),
    };
    change.state = Some(state.to_owned());
    change.progress = progress;
    change.seconds_left = left;
    change
}
