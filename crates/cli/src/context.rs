//! What every command works with.

use incamera_lab::Lab;
use incamera_worker::{Cancel, Settings};

use crate::args::Common;
use crate::cache::Cache;
use crate::console::Console;
use crate::interrupt::Interrupt;

/// What every command works with.
pub(crate) struct Context {
    /// Where people and machines read us.
    pub(crate) console: Console,
    /// What was measured before.
    pub(crate) cache: Cache,
    /// Whether somebody asked us to stop.
    pub(crate) interrupt: Interrupt,
    /// How workers are started.
    pub(crate) worker: Settings,
}

impl Context {
    /// From what every command understands.
    pub(crate) fn new(common: &Common, console: Console, interrupt: Interrupt) -> Self {
        let cache = if common.no_cache { Cache::none() } else { Cache::of_user() };
        let aloud = std::env::var_os("INCAMERA_UNCONFINED").is_some_and(|v| v == "1");
        let worker = Settings { unconfined: common.unconfined || aloud, ..Settings::default() };
        Self { console, cache, interrupt, worker }
    }

    /// What measures and prints, as this command may be stopped.
    pub(crate) fn lab(&self) -> Lab {
        Lab::new(self.worker.clone(), self.cancel())
    }

    /// The flag that ends jobs.
    pub(crate) fn cancel(&self) -> Cancel {
        self.interrupt.flag().into()
    }
}
