//! How a child can disappoint.

use std::io;

/// Why a child did not give its answer. The texts speak of "it": put the file's name in front.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The process could not be started, or nothing could be handed to it.
    #[error("no worker process: {0}")]
    Spawn(#[source] io::Error),
    /// The machine cannot lock the child in.
    #[error(
        "the worker cannot be confined here ({missing}). Foreign files would be decoded with your rights. Use a \
         kernel with landlock and seccomp, or pass --unconfined (or set INCAMERA_UNCONFINED=1) for files you trust"
    )]
    NotConfined {
        /// What is missing.
        missing: String,
    },
    /// It needed more memory than it may have.
    #[error("it needs more memory than a worker may use; raise the limit only if you trust the file")]
    OutOfMemory,
    /// It needed more processor time than it may have.
    #[error("it needs more processor time than a worker may use; raise the limit only if you trust the file")]
    OutOfTime,
    /// It said nothing for too long.
    #[error("its worker gave no sign of life for {seconds} s and was ended; the file may be damaged")]
    Hung {
        /// How long was waited.
        seconds: u64,
    },
    /// It tried something that a worker may never do.
    #[error("its worker tried a forbidden system call and was ended; treat the file as hostile{}", said(.stderr))]
    Forbidden {
        /// Its last words.
        stderr: String,
    },
    /// A signal ended it.
    #[error("its worker crashed (signal {signal}); the file may be damaged or hostile{}", said(.stderr))]
    Crashed {
        /// Which signal.
        signal: i32,
        /// Its last words.
        stderr: String,
    },
    /// It ended without an answer.
    #[error("its worker ended early (exit code {code}){}", said(.stderr))]
    Ended {
        /// Exit code.
        code: i32,
        /// Its last words.
        stderr: String,
    },
    /// It said something that makes no sense.
    #[error("its worker spoke nonsense ({0}); it was ended")]
    Broken(String),
    /// Somebody asked for it.
    #[error("cancelled")]
    Cancelled,
}

fn said(stderr: &str) -> String {
    let last = stderr.trim().lines().last().unwrap_or_default();
    if last.is_empty() { String::new() } else { format!(": {last}") }
}
