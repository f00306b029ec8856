//! Locking a process in: no file, no network, no other process, bounded memory and time.

use std::fs;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
use serde::{Deserialize, Serialize};

use crate::{Limits, syscalls};

/// What holds a child, as it reports itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Landlock: no path can be opened, whatever the system call.
    pub landlock: Enforced,
    /// Seccomp: system calls outside a short list end the process.
    pub seccomp: Enforced,
    /// Limits on memory, processor time, descriptors and file sizes.
    pub limits: Enforced,
}

/// Whether a means of confinement holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Enforced {
    /// All of it.
    Fully,
    /// As far as this kernel knows it; seccomp covers the rest.
    Partly,
    /// Not at all, and why.
    Not(String),
}

impl Confinement {
    /// Before the child has spoken.
    pub(crate) fn unknown() -> Self {
        let not = || Enforced::Not("not yet known".into());
        Self { landlock: not(), seccomp: not(), limits: not() }
    }

    /// What does not hold, in words; none when the child is locked in.
    pub fn missing(&self) -> Option<String> {
        let missing: Vec<String> =
            [("landlock", &self.landlock), ("seccomp", &self.seccomp), ("limits", &self.limits)]
                .into_iter()
                .filter_map(|(name, enforced)| match enforced {
                    Enforced::Not(why) => Some(format!("{name}: {why}")),
                    Enforced::Fully | Enforced::Partly => None,
                })
                .collect();
        (!missing.is_empty()).then(|| missing.join(", "))
    }
}

/// Locks this process in as far as the machine can, for good.
pub(crate) fn confine(limits: &Limits) -> Confinement {
    // Landlock and seccomp hold the calling thread and those it starts: an older thread would stay free.
    let threads = fs::read_dir("/proc/self/task").map_or(1, Iterator::count);
    let not = |why: String| Enforced::Not(why);
    let enforced_limits = limits.enforce().map_or_else(|e| not(e.to_string()), |()| Enforced::Fully);
    if threads != 1 {
        let why = format!("the process already has {threads} threads");
        return Confinement { landlock: not(why.clone()), seccomp: not(why), limits: enforced_limits };
    }
    Confinement {
        landlock: close_paths().unwrap_or_else(|e| not(e.to_string())),
        // Last, for it forbids the calls that the others need.
        seccomp: syscalls::restrict().map_or_else(|e| not(e.to_string()), |()| Enforced::Fully),
        limits: enforced_limits,
    }
}

/// Landlock with no rule at all; sets `no_new_privs` too.
fn close_paths() -> Result<Enforced, landlock::RulesetError> {
    // Newest rights first known to us; older kernels enforce what they have.
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V6))?
        .handle_access(AccessNet::from_all(ABI::V6))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?
        .restrict_self()?;
    Ok(match status.ruleset {
        RulesetStatus::FullyEnforced => Enforced::Fully,
        RulesetStatus::PartiallyEnforced => Enforced::Partly,
        RulesetStatus::NotEnforced => {
            Enforced::Not("this kernel does not have it or it is switched off".into())
        }
    })
}
