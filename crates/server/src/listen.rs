//! Connections: each bounded in number, time and what it may leave half-said; and an end that cuts nobody off.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::extract::Request;
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore, task::JoinHandle};
use tower::ServiceExt;

use crate::{guard::From, house::House, router};

/// Connections at once.
const AT_ONCE: usize = 1024;
/// How long a head may take to come.
const HEAD: Duration = Duration::from_secs(15);
/// How long those who are being served may take when the house closes.
const LAST: Duration = Duration::from_secs(10);

/// A server that listens.
pub struct Listening {
    /// Where.
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Listening {
    /// Until it ends.
    pub async fn ended(self) {
        // Whoever stopped it knows.
        let _stopped = self.task.await;
    }
}

/// Serves a house at an address until `stop` comes; whoever is being served then is served to the end.
///
/// # Errors
/// An address that is taken, or none of this machine's.
pub async fn listen(
    here: Arc<House>,
    address: SocketAddr,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<Listening> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let task = tokio::spawn(serve(here, listener, stop));
    Ok(Listening { address, task })
}

async fn serve(here: Arc<House>, listener: TcpListener, stop: impl Future<Output = ()> + Send) {
    let app = router::router(Arc::clone(&here));
    let (graceful, places) = (GracefulShutdown::new(), Arc::new(Semaphore::new(AT_ONCE)));
    tokio::pin!(stop);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let (stream, from) = tokio::select! {
            accepted = listener.accept() => {
                let Ok(accepted) = accepted else {
                    // Out of descriptors, mostly: others will close theirs.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                };
                accepted
            }
            () = &mut stop => break,
        };
        let app = app.clone();
        let service = tower::service_fn(move |request: hyper::Request<Incoming>| {
            let mut request: Request = request.map(axum::body::Body::new);
            request.extensions_mut().insert(From(from.ip()));
            let app = app.clone();
            async move { app.oneshot(request).await }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that went away, or spoke no HTTP, is nobody's error.
            let _gone = connection.await;
            drop(place);
        });
    }
    drop(listener);
    // Whoever listens to changes would listen for ever.
    here.closing.send_replace(true);
    let _late = tokio::time::timeout(LAST, graceful.shutdown()).await;
}
