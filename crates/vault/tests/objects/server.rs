//! A bucket in a folder, served by s3s-fs on this machine. It checks signatures, counts requests, and stumbles when told to.

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use s3s::{
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use tokio::{net::TcpListener, runtime::Runtime};

use crate::studio::credentials;

pub(crate) const KEY: (&str, &str) = ("judge", "a-secret-of-the-judge");

pub(crate) struct Server {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) port: u16,
    told: Arc<Told>,
    runtime: Runtime,
}

/// What the server was told, and tells.
#[derive(Default)]
struct Told {
    requests: Mutex<Vec<String>>,
    /// Requests to answer with 503.
    busy: AtomicU32,
    /// Once, when a request of this method was done with this in its address, no answer but the end of the connection.
    broken: Mutex<Option<(&'static str, &'static str)>>,
}

impl Server {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("films")).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY.0, KEY.1));
        let (service, told) = (service.build(), Arc::new(Told::default()));
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        runtime.spawn(serve(listener, service, Arc::clone(&told)));
        Self { folder, port, told, runtime }
    }

    /// How the bucket is written down.
    pub(crate) fn location(&self) -> String {
        let file = credentials(self.folder.path(), KEY.0, KEY.1);
        format!(
            "s3://films/rushes?endpoint=http://127.0.0.1:{}&part=5&credentials={}",
            self.port,
            file.display()
        )
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.folder.path().join("films/rushes")
    }

    /// The port of another server over the same folder that lets everybody in.
    pub(crate) fn plain(&self) -> u16 {
        let service = S3ServiceBuilder::new(FileSystem::new(self.folder.path()).unwrap()).build();
        let listener = self.runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        self.runtime.spawn(serve(listener, service, Arc::default()));
        port
    }

    /// Requests since last asked, as `GET /films/… bytes=0-1`.
    pub(crate) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.told.requests.lock().unwrap())
    }

    pub(crate) fn be_busy(&self, times: u32) {
        self.told.busy.store(times, Ordering::SeqCst);
    }

    pub(crate) fn break_off(&self, method: &'static str, part: &'static str) {
        *self.told.broken.lock().unwrap() = Some((method, part));
    }

    /// Whether there is nothing to break off any more.
    pub(crate) fn has_broken_off(&self) -> bool {
        self.told.broken.lock().unwrap().is_none()
    }
}

async fn serve(listener: TcpListener, service: S3Service, told: Arc<Told>) {
    while let Ok((stream, _)) = listener.accept().await {
        // Small ends of answers are not to wait for the next.
        let _ = stream.set_nodelay(true);
        let (service, told) = (service.clone(), Arc::clone(&told));
        tokio::spawn(async move {
            let answer = service_fn(move |request| answer(request, service.clone(), Arc::clone(&told)));
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

async fn answer(
    request: Request<Incoming>,
    service: S3Service,
    told: Arc<Told>,
) -> Result<Response<s3s::Body>, Box<dyn std::error::Error + Send + Sync>> {
    let range = request.headers().get("range").map_or("", |range| range.to_str().unwrap());
    let line = format!("{} {} {range}", request.method(), request.uri());
    told.requests.lock().unwrap().push(line.clone());
    let fewer = |n: u32| n.checked_sub(1);
    if told.busy.fetch_update(Ordering::SeqCst, Ordering::SeqCst, fewer).is_ok() {
        return Ok(Response::builder().status(503).body(s3s::Body::empty())?);
    }
    let answer = service.call(request.map(s3s::Body::from)).await.map_err(|e| format!("{e:?}"))?;
    let meant = |(method, part): &mut (&str, &str)| line.starts_with(*method) && line.contains(*part);
    if told.broken.lock().unwrap().take_if(meant).is_some() {
        return Err("broken off".into());
    }
    Ok(answer)
}
