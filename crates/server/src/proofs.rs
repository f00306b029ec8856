//! What was proved of the prohibitions, in this process: with a solver, beside everything else; without one, nothing, and that is said.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use incamera_charter::{Kind, Promise};
use incamera_gate::{Solver, Verdict};

use crate::{house::House, language::Language};

/// What is known so far.
#[derive(Default)]
pub(crate) struct Proofs(Mutex<BTreeMap<String, bool>>);

impl Proofs {
    /// What was proved of a promise, in words; none of those nothing is proved of.
    pub(crate) fn note(&self, promise: &Promise, language: Language) -> Option<String> {
        if promise.kind != Kind::Never {
            return None;
        }
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Some(language.text(match known.get(&promise.id) {
            Some(true) => "theorem-proved",
            Some(false) => "theorem-broken",
            None => "theorem-none",
        }))
    }
}

/// Proves what can be proved.
pub(crate) fn prove(here: &Arc<House>) {
    let here = Arc::clone(here);
    std::thread::spawn(move || {
        let solver = Solver::at("cvc5");
        if solver.version().is_err() {
            return;
        }
        let proved = here.kernel.rulebook().prove(&solver, |proof| {
            let known = match proof.verdict {
                Verdict::Proved => Some(true),
                Verdict::Broken(_) => Some(false),
                Verdict::Unknown(_) => None,
            };
            if let Some(known) = known {
                let mut all = here.proofs.0.lock().unwrap_or_else(PoisonError::into_inner);
                all.insert(proof.promise, known);
            }
        });
        if let Err(why) = proved {
            here.trouble(&format!("proofs: {why}"));
        }
    });
}
