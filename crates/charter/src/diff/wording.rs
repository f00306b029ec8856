//! The same promise in other words.

use super::{
    Change, Weight,
    compare::{Desk, Subject},
};
use crate::{charter::Charter, promise::Fact, sentences::Sentences};

/// Promises of `charter` that `new` tells otherwise than `old` told them, in one language. What changed in the promises
/// themselves is [`diff`](super::diff)'s to say.
pub(crate) fn reworded(old: &Sentences, new: &Sentences, charter: &Charter) -> Vec<Change> {
    let mut desk = Desk { old: charter, new: charter, changes: Vec::new() };
    for promise in charter.promises() {
        let told = |sentences: &Sentences| {
            sentences.say(&sentences.speaks_of(&promise)?, &promise.facts).ok().map(Fact::Name)
        };
        // A promise that had no sentence had none to change.
        let (Some(before), Some(after)) = (told(old), told(new)) else { continue };
        if before != after {
            let about = Subject::promise(promise.kind, &promise.id);
            desk.add(&about, Some("wording"), (Some(before), Some(after)), Weight::Neutral, &about.purposes);
        }
    }
    desk.changes
}
