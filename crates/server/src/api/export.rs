//! Everything that is held about me, as one zip. It is packed while it is sent, and lies nowhere.

use std::{
    io::{self, Write},
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
};

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::stream;
use incamera_rights::{Export, HOUSE};

use crate::{
    house::House,
    language::Language,
    problem::{Problem, Told},
    who::Who,
};

/// How much is packed before whoever reads must take it.
const AHEAD: usize = 16;
const PIECE: usize = 64 * 1024;

/// Hands what is written on to whoever reads; waits for him, and fails when he goes.
struct Handed {
    to: SyncSender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

impl Write for Handed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = Bytes::from(std::mem::take(&mut self.piece));
        if piece.is_empty() {
            return Ok(());
        }
        self.to.send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// Packs and sends it. If packing fails half-way the connection breaks: a zip that is cut opens nowhere.
#[utoipa::path(post, operation_id = "export", path = "/api/v1/me/export", tag = "privacy", responses(
    (status = 200, content_type = "application/zip", body = Vec<u8>),
    (status = 401, body = Told, content_type = "application/problem+json")))]
pub(crate) async fn export(State(here): State<Arc<House>>, who: Who) -> Result<Response, Problem> {
    let language = Language::here();
    let (to, from) = sync_channel(AHEAD);
    let packing = here.clone();
    tokio::spawn(async move {
        let packed = packing.work(move |here| async move {
            let kernel = &here.kernel;
            let place = kernel.region(HOUSE).await?;
            let export = Export { language: Some(language.name()), ..Export::of(who.person, &place) };
            let mut into = Handed { to: to.clone(), piece: Vec::new() };
            let packed = kernel.export(&export, &mut into).await.map_err(Problem::from);
            let done = packed.and_then(|_| into.flush().map_err(|e| Problem::broken(&e.to_string())));
            if let Err(problem) = &done {
                // Whoever went away gets nothing, which is what he wanted.
                let _gone = to.send(Err(io::Error::other(problem.detail())));
            }
            done
        });
        if let Err(problem) = packed.await {
            here.trouble(&format!("export: {}", problem.inside.as_deref().unwrap_or("broke off")));
        }
    });
    let mut response = Body::from_stream(stream::unfold(from, received)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let name = "attachment; filename=\"incamera-export.zip\"";
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    Ok(response)
}

type Piece = io::Result<Bytes>;

async fn received(from: Receiver<Piece>) -> Option<(Piece, Receiver<Piece>)> {
    let waited = tokio::task::spawn_blocking(move || from.recv().ok().map(|piece| (piece, from)));
    waited.await.ok().flatten()
}
