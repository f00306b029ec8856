//! What is known of the proofs of a published version, told where the promise is.

use incamera_charter::{Kind, Outcome, Promise, Proofs};

use super::load::Loaded;
use crate::say::{Texts, say};

/// "proved on 2026-11-25 by cvc5 1.0.3 in 70 ms", for a prohibition of a published version; none for anything else.
pub(super) fn note(promise: &Promise, loaded: &Loaded, texts: &Texts) -> Option<String> {
    let version = loaded.version.is_some() && promise.kind == Kind::Never;
    version.then(|| state(&promise.name(), loaded.proofs.as_ref(), texts))
}

fn state(name: &str, proofs: Option<&Proofs>, texts: &Texts) -> String {
    let outcome = proofs.and_then(|proofs| Some((proofs, proofs.results.get(name)?)));
    let Some((proofs, outcome)) = outcome else { return texts.text(&say!("state-unknown")) };
    let (on, solver) = (proofs.on.to_string(), proofs.solver.clone().unwrap_or_default());
    texts.text(&match outcome {
        Outcome::Proved { millis } => say!("state-proved", on = on, solver = solver, millis = *millis),
        Outcome::Broken { .. } => say!("state-broken", on = on, solver = solver),
        Outcome::NotProved { .. } => say!("state-unknown"),
    })
}
