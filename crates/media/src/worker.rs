//! The child's side: locked in, then one job after another.

use std::{process::ExitCode, sync::Arc};

use ffmpeg_the_third::log;
use incamera_worker::{Job, Parent, ReadAt};

use crate::{
    job::{Failure, Reply, Request, Say},
    probe::probe,
    render::render,
    scan,
    thumbnail::thumbnails,
};

/// The whole `main` of `incamera worker media`. Must be called before the process starts a thread: only then can
/// it lock itself in.
pub fn worker_main() -> ExitCode {
    let mut parent = match Parent::<Request, Reply>::meet() {
        Ok(parent) => parent,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "nobody else is there to hear it")]
            {
                eprintln!("{error}");
            }
            return ExitCode::FAILURE;
        }
    };
    log::set_level(log::Level::Fatal);
    while let Some(job) = parent.next_job() {
        let mut say = |reply: Reply| {
            parent.say(&reply).map_err(|error| Failure::Bytes(format!("the parent does not listen: {error}")))
        };
        let last = run(job, &mut say).unwrap_or_else(Reply::Failed);
        if say(last).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn run(job: Job<Request>, say: Say) -> Result<Reply, Failure> {
    let Job { request, sources, sink } = job;
    let rush = || -> Result<Arc<dyn ReadAt>, Failure> {
        sources.first().cloned().ok_or_else(|| Failure::Request("no rush was handed over".into()))
    };
    match request {
        Request::Probe => probe(rush()?, say).map(Reply::Probed),
        Request::Sound => scan::sound(rush()?, say).map(Reply::Heard),
        Request::Picture => scan::picture(rush()?, say).map(Reply::Seen),
        Request::Samples { start, end } => scan::samples(rush()?, start, end, say).map(|()| Reply::Sent),
        Request::Thumbnails { frames, width } => {
            thumbnails(rush()?, &frames, width, say).map(|()| Reply::Sent)
        }
        Request::Render(request) => {
            let sink = sink.ok_or_else(|| Failure::Request("no film was handed over".into()))?;
            render(sources, &request, sink, say).map(Reply::Rendered)
        }
    }
}
