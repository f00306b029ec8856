//! What every request shares.

use std::sync::Arc;

use incamera_rights::{Kernel, RightsError};
use incamera_studio::{Decoy, StudioError, Work, work::Means};

use crate::{
    door::{Pending, Setup},
    feed::Feed,
    guard::Throttle,
    language::ASKED,
    news,
    pages::Pages,
    problem::Problem,
    proofs::{self, Proofs},
    ui::Ui,
    words::Words,
};

/// How a server is to be.
pub struct Settings {
    /// What it serves.
    pub kernel: Arc<Kernel>,
    /// With what media work is done.
    pub means: Means,
    /// It is reached over TLS, by a proxy in front of it: browsers are told to stay there.
    pub secure: bool,
    /// Where trouble of the house is told, in a line without anybody's data.
    pub trouble: Box<dyn Fn(&str) + Send + Sync>,
}

/// The studio, served.
pub struct House {
    pub(crate) kernel: Arc<Kernel>,
    pub(crate) decoy: Decoy,
    pub(crate) feed: Feed,
    pub(crate) pages: Pages,
    pub(crate) closing: tokio::sync::watch::Sender<bool>,
    pub(crate) pending: Pending,
    pub(crate) proofs: Proofs,
    pub(crate) secure: bool,
    pub(crate) setup: Setup,
    pub(crate) throttle: Throttle,
    pub(crate) ui: Ui,
    pub(crate) words: Words,
    pub(crate) work: Work,
    trouble: Box<dyn Fn(&str) + Send + Sync>,
}

impl House {
    /// Puts a server together. It serves nobody yet.
    ///
    /// # Errors
    /// A database that would not; templates that are none.
    pub async fn new(settings: Settings) -> Result<Arc<Self>, RightsError> {
        let Settings { kernel, means, secure, trouble } = settings;
        let work = Work::start(Arc::clone(&kernel), means).await.map_err(of_studio)?;
        let setup = Setup::new(&kernel).await?;
        let here = Arc::new(Self {
            decoy: Decoy::new(&kernel)?,
            feed: Feed::new(kernel.secret()),
            pages: Pages::new()?,
            closing: tokio::sync::watch::Sender::new(false),
            pending: Pending::default(),
            proofs: Proofs::default(),
            secure,
            setup,
            throttle: Throttle::new(),
            ui: Ui::new(),
            words: Words::new()?,
            work,
            trouble,
            kernel,
        });
        proofs::prove(&here);
        news::follow(&here);
        Ok(here)
    }

    /// The secret of the link by which the first owner comes in; none once there is one.
    pub fn setup_token(&self) -> Option<String> {
        self.setup.token()
    }

    /// Gives back what is being worked on, so that the next start goes on with it.
    pub async fn stop(&self) {
        self.work.stop().await;
    }

    /// What runs here, for whoever sweeps.
    pub fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    /// Where changes are told.
    pub fn feed(&self) -> &Feed {
        &self.feed
    }

    pub(crate) fn trouble(&self, line: &str) {
        (self.trouble)(line);
    }

    /// Does a piece of work on a thread of its own: verbs hash passwords and wait for disks, and no other request waits for them.
    pub(crate) async fn work<T, F, W>(self: &Arc<Self>, verb: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(Arc<Self>) -> W + Send + 'static,
        W: Future<Output = Result<T, Problem>>,
    {
        let (here, runtime) = (Arc::clone(self), tokio::runtime::Handle::current());
        let asked = ASKED.try_with(Clone::clone).unwrap_or_default();
        let done =
            tokio::task::spawn_blocking(move || runtime.block_on(ASKED.scope(asked, verb(here)))).await;
        done.unwrap_or_else(|panic| Err(Problem::broken(&panic.to_string())))
    }
}

/// What the kernel's parts would not, out of what the studio's would not.
fn of_studio(error: StudioError) -> RightsError {
    match error {
        StudioError::Rights(error) => error,
        other => RightsError::Said(other.to_string()),
    }
}
