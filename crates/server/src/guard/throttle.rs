//! Guessing is slow: by whom something is guessed about, and from where.

use std::{net::IpAddr, num::NonZeroU32};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock, clock::DefaultClock};
use incamera_model::BlindIndex;

use crate::problem::Problem;

/// Tries about one account in a row, and how many come back each minute.
const OF_ONE: (u32, u32) = (10, 2);
/// Tries from one place in a row, and each minute: offices share an address.
const FROM_ONE: (u32, u32) = (40, 20);
/// How many keys are remembered before those that recovered are forgotten.
const MANY: usize = 10_000;

/// Where a request comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct From(pub(crate) IpAddr);

impl From {
    /// As far as it counts: of an IPv6 address the network, for whoever has one has all of it.
    fn key(self) -> [u8; 8] {
        match self.0.to_canonical() {
            IpAddr::V4(v4) => {
                let [a, b, c, d] = v4.octets();
                [4, 0, 0, 0, a, b, c, d]
            }
            IpAddr::V6(v6) => {
                let octets = v6.octets();
                let mut network = [0; 8];
                network.copy_from_slice(&octets[..8]);
                network
            }
        }
    }
}

/// How often something was tried. It lies in memory alone, by keyed digests.
pub(crate) struct Throttle {
    of_one: DefaultKeyedRateLimiter<[u8; 32]>,
    from_one: DefaultKeyedRateLimiter<[u8; 8]>,
}

impl Throttle {
    pub(crate) fn new() -> Self {
        Self { of_one: RateLimiter::keyed(quota(OF_ONE)), from_one: RateLimiter::keyed(quota(FROM_ONE)) }
    }

    /// Counts a try: about whom, where that is known, and from where.
    ///
    /// # Errors
    /// Too many; in how many seconds again.
    pub(crate) fn count(&self, about: Option<BlindIndex>, from: From) -> Result<(), Problem> {
        if self.of_one.len() > MANY {
            self.of_one.retain_recent();
        }
        if self.from_one.len() > MANY {
            self.from_one.retain_recent();
        }
        let now = DefaultClock::default().now();
        let wait = |not: governor::NotUntil<_>| Problem::too_many(not.wait_time_from(now).as_secs() + 1);
        self.from_one.check_key(&from.key()).map_err(wait)?;
        match about {
            Some(about) => self.of_one.check_key(about.bytes()).map_err(wait),
            None => Ok(()),
        }
    }
}

fn quota((burst, minute): (u32, u32)) -> Quota {
    let at_least = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(at_least(minute)).allow_burst(at_least(burst))
}
