//! Lanes on which jobs run, one after the other.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use incamera_lab::{Cancel, Settings};
use incamera_model::DatumId;
use incamera_rights::Kernel;
use incamera_speech::models::Folder;
use jiff::SignedDuration;
use tokio::{
    sync::{Notify, broadcast},
    task::JoinHandle,
};

use super::{
    news::{News, Progress, Teller, Wire},
    run::run,
};
use crate::{error::StudioError, orphans, upload::Upload};

/// For how long a job is claimed; whoever is at it says so again long before.
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often a lane looks by itself whether anything is due.
const GLANCE: Duration = Duration::from_secs(2);
/// Glances between two looks for uploads that expired.
const SWEEP: u32 = 300;

/// What the work is done with.
#[derive(Clone, Debug)]
pub struct Means {
    /// How workers are started.
    pub worker: Settings,
    /// Where models of speech lie; without any, no words are heard.
    pub models: Option<Folder>,
    /// The language that is spoken (ISO 639-1); none has it told from the sound.
    pub language: Option<String>,
    /// The font of burnt captions.
    pub font: Option<PathBuf>,
    /// How many jobs run at once.
    pub lanes: usize,
}

/// The jobs of an installation, and those who do them.
#[derive(Clone)]
pub struct Work(pub(super) Arc<Shop>);

pub(super) struct Shop {
    pub(super) kernel: Arc<Kernel>,
    pub(super) means: Means,
    pub(super) wire: Wire,
    /// What is being done now, by job.
    going: Mutex<HashMap<DatumId, Going>>,
    wake: Notify,
    stopping: AtomicBool,
}

/// A job that is being done.
#[derive(Clone)]
pub(super) struct Going {
    pub(super) target: DatumId,
    pub(super) cancel: Cancel,
    pub(super) teller: Teller,
}

impl Work {
    /// Begins to work: first on what a killed process was at. Only one process works on an installation, as only one has its keyring.
    ///
    /// # Errors
    /// A database that would not.
    pub async fn start(kernel: Arc<Kernel>, means: Means) -> Result<Self, StudioError> {
        kernel.store().give_back_jobs().await?;
        let lanes = means.lanes.max(1);
        let shop = Arc::new(Shop {
            kernel,
            means,
            wire: Wire::new(),
            going: Mutex::default(),
            wake: Notify::new(),
            stopping: AtomicBool::new(false),
        });
        for _ in 0..lanes {
            let _lane: JoinHandle<()> = tokio::spawn(lane(Arc::clone(&shop)));
        }
        let _sweep: JoinHandle<()> = tokio::spawn(sweep(Arc::clone(&shop)));
        Ok(Self(shop))
    }

    /// Something may be due: look now. Whoever finished an upload or ordered a render calls it; without it, work begins within seconds.
    pub fn nudge(&self) {
        self.0.wake.notify_one();
    }

    /// What happens from here on.
    pub fn news(&self) -> broadcast::Receiver<News> {
        self.0.wire.listen()
    }

    /// How far what is being done with a rush or a render is; none while nobody is at it.
    pub fn progress(&self, target: DatumId) -> Option<Progress> {
        let going = self.0.going.lock().unwrap_or_else(PoisonError::into_inner);
        going.values().find(|going| going.target == target).map(|going| going.teller.progress())
    }

    /// Ends what is being done with a rush or a render. (Whether it is wanted any more is for its row to say.)
    pub(crate) fn end(&self, target: DatumId) {
        let going = self.0.going.lock().unwrap_or_else(PoisonError::into_inner);
        for going in going.values().filter(|going| going.target == target) {
            going.cancel.cancel();
        }
    }

    /// Stops working: what is being done is given back, and goes on at the next start. Comes back when nobody is at anything.
    pub async fn stop(&self) {
        self.0.stopping.store(true, Ordering::SeqCst);
        self.0.wake.notify_waiters();
        loop {
            {
                let going = self.0.going.lock().unwrap_or_else(PoisonError::into_inner);
                if going.is_empty() {
                    return;
                }
                going.values().for_each(|going| going.cancel.cancel());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Shop {
    pub(super) fn stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// Somebody is at a job from here on. False if somebody is at it already.
    pub(super) fn begin(&self, job: DatumId, going: Going) -> bool {
        let mut all = self.going.lock().unwrap_or_else(PoisonError::into_inner);
        if all.contains_key(&job) {
            return false;
        }
        all.insert(job, going);
        true
    }

    pub(super) fn ended(&self, job: DatumId) {
        self.going.lock().unwrap_or_else(PoisonError::into_inner).remove(&job);
    }
}

async fn lane(shop: Arc<Shop>) {
    while !shop.stopping() {
        let now = shop.kernel.now();
        match shop.kernel.store().claim_job(now, now + LEASE).await {
            Ok(Some(job)) => {
                // Others may be due, too.
                shop.wake.notify_one();
                let id = *job.id;
                // What breaks in one job breaks no lane.
                if tokio::spawn(run(Arc::clone(&shop), job)).await.is_err() {
                    shop.ended(id);
                }
            }
            // A database that would not is asked again.
            Ok(None) | Err(_) => {
                tokio::select! {
                    () = shop.wake.notified() => {}
                    () = tokio::time::sleep(GLANCE) => {}
                }
            }
        }
    }
}

async fn sweep(shop: Arc<Shop>) {
    let mut glances = 0;
    while !shop.stopping() {
        if glances % SWEEP == 0 {
            // What would not go this time goes the next.
            let _expired = Upload::expire(&shop.kernel).await;
            let _swept = orphans::sweep(&shop.kernel).await;
        }
        glances += 1;
        tokio::time::sleep(GLANCE).await;
    }
}
