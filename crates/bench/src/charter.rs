//! The charter that the kernel is measured under: the shipped one.

use incamera_charter::{Charter, read, shipped};
use jiff::{Timestamp, tz::TimeZone};

/// As it stands today.
pub(crate) fn shipped_today() -> Charter {
    read(&shipped::files(), Timestamp::now().to_zoned(TimeZone::UTC).date()).unwrap()
}
