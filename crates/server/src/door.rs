//! Who is at the door and not in yet: the first owner, and whoever has shown a part of what he must show. It lies in memory alone:
//! who is turned away leaves no trace, and after a restart one begins again.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use incamera_model::PersonId;
use incamera_rights::{Kernel, RightsError};
use incamera_studio::has_credentials;
use jiff::{SignedDuration, Timestamp};

/// How long somebody may take for a step.
const HOLDS: SignedDuration = SignedDuration::from_mins(20);
/// How many may stand there at once.
const MOST: usize = 2_000;
/// How often a code may be tried before the password is asked for again.
const TRIES: u32 = 5;

/// The link by which the first owner comes in.
pub(crate) struct Setup(Mutex<Option<String>>);

impl Setup {
    /// Draws one, where nobody has anything to sign in with yet.
    pub(crate) async fn new(kernel: &Kernel) -> Result<Self, RightsError> {
        let open = !has_credentials(kernel).await?;
        Ok(Self(Mutex::new(open.then(|| hex::encode(kernel.secret::<16>())))))
    }

    /// Its secret; none once there is an owner.
    pub(crate) fn token(&self) -> Option<String> {
        self.lock().clone()
    }

    /// Whether this is it.
    pub(crate) fn opens(&self, token: &str) -> bool {
        self.lock().as_ref().is_some_and(|own| {
            own.len() == token.len() && own.bytes().zip(token.bytes()).fold(0, |d, (a, b)| d | (a ^ b)) == 0
        })
    }

    /// There is an owner: it opens nothing any more.
    pub(crate) fn close(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How far somebody is.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// His password was right; a code is asked for.
    Second(PersonId),
    /// He is old enough; this is the secret of his second factor, if he takes it.
    Enrolling([u8; 20]),
}

struct Waiting {
    step: Step,
    until: Timestamp,
    tries: u32,
}

/// Whoever waits at a step, by a ticket in his form.
#[derive(Default)]
pub(crate) struct Pending(Mutex<BTreeMap<String, Waiting>>);

impl Pending {
    /// Lets somebody wait at a step; his ticket.
    pub(crate) fn put(&self, kernel: &Kernel, step: Step) -> String {
        let (now, ticket) = (kernel.now(), hex::encode(kernel.secret::<16>()));
        let mut all = self.lock();
        if all.len() >= MOST {
            all.retain(|_, waiting| waiting.until > now);
        }
        if all.len() >= MOST {
            // Whoever floods the door pushes out the one who would be the first to go anyway.
            let first = all.iter().min_by_key(|(_, waiting)| waiting.until).map(|(ticket, _)| ticket.clone());
            all.remove(&first.unwrap_or_default());
        }
        all.insert(ticket.clone(), Waiting { step, until: now + HOLDS, tries: 0 });
        ticket
    }

    /// Where the holder of a ticket waits; looked at so often and no more.
    pub(crate) fn look(&self, kernel: &Kernel, ticket: &str) -> Option<Step> {
        let mut all = self.lock();
        let waiting = all.get_mut(ticket)?;
        waiting.tries += 1;
        let tried = matches!(waiting.step, Step::Second(_)) && waiting.tries > TRIES;
        if waiting.until <= kernel.now() || tried {
            all.remove(ticket);
            return None;
        }
        Some(waiting.step.clone())
    }

    /// He waits no longer.
    pub(crate) fn done(&self, ticket: &str) {
        self.lock().remove(ticket);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
