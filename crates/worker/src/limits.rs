//! What a child may use.

use std::{num::NonZero, thread};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

/// Upper bounds, set by the child on itself before it reads anything foreign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Address space in bytes: what is mapped, which is more than what is used.
    pub memory: u64,
    /// Processor seconds, all threads together.
    pub cpu: u64,
    /// Descriptors beside those handed over.
    pub files: u64,
    /// Bytes a handed-over file may grow to.
    pub file_size: u64,
}

impl Default for Limits {
    /// 3 GiB and 96 MiB a core (stacks and allocator arenas of threads are mapped, hardly used), 24 processor
    /// hours, 32 descriptors, 1 TiB of film.
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get) as u64;
        Self { memory: (3 << 30) + cores * (96 << 20), cpu: 24 * 3600, files: 32, file_size: 1 << 40 }
    }
}

impl Limits {
    /// Sets them on this process, for good.
    pub(crate) fn enforce(&self) -> rustix::io::Result<()> {
        for (resource, limit) in [
            (Resource::Core, 0),
            (Resource::As, self.memory),
            (Resource::Cpu, self.cpu),
            (Resource::Nofile, self.files),
            (Resource::Fsize, self.file_size),
        ] {
            // At the upper bound of processor time the kernel kills without saying why; just before, it says SIGXCPU.
            let maximum = if resource == Resource::Cpu { limit.saturating_add(5) } else { limit };
            setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(maximum) })?;
        }
        Ok(())
    }
}
