//! What every request shares.

use std::sync::Arc;

use incamera_rights::{Kernel, RightsError};
use incamera_studio::Decoy;

use crate::{
    door::{Pending, Setup},
    feed::Feed,
    guard::Throttle,
    language::ASKED,
    pages::Pages,
    problem::Problem,
    proofs::{self, Proofs},
    ui::Ui,
    words::Words,
};

/// How a server is to be.
pub struct Settings {
    /// What it serves.
    pub kernel: Kernel,
    /// It is reached over TLS, by a proxy in front of it: browsers are told to stay there.
    pub secure: bool,
    /// Where trouble of the house is told, in a line without anybody's data.
    pub trouble: Box<dyn Fn(&str) + Send + Sync>,
}

/// The studio, served.
pub struct House {
    pub(crate) kernel: Kernel,
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
    trouble: Box<dyn Fn(&str) + Send + Sync>,
}

impl House {
    /// Puts a server together. It serves nobody yet.
    ///
    /// # Errors
    /// A database that would not; templates that are none.
    pub async fn new(settings: Settings) -> Result<Arc<Self>, RightsError> {
        let Settings { kernel, secure, trouble } = settings;
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
            trouble,
            kernel,
        });
        proofs::prove(&here);
        Ok(here)
    }

    /// The secret of the link by which the first owner comes in; none once there is one.
    pub fn setup_token(&self) -> Option<String> {
        self.setup.token()
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
        let done = tokio::task::spawn_blocking(move || runtime.block_on(ASKED.scope(asked, verb(here)))).await;
        done.unwrap_or_else(|panic| Err(Problem::broken(&panic.to_string())))
    }
}
