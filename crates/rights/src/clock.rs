//! Time and chance, as arguments.

use jiff::Timestamp;

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Draws at random.
pub trait Random: Send + Sync {
    /// Fills these bytes so that nobody can guess them.
    fn fill(&self, bytes: &mut [u8]);
}

impl<F: Fn() -> Timestamp + Send + Sync> Clock for F {
    fn now(&self) -> Timestamp {
        self()
    }
}
