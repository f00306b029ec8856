//! What was said about where somebody is and how he is reached: one sealed field of a request.

use incamera_charter::{Charter, Deadlines};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::error::RightsError;

/// What was said, as it is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Said {
    /// Where he lives and writes from (ISO 3166).
    pub(crate) places: Vec<String>,
    /// Whose days are counted: a rule of POSIX.
    pub(crate) zone: String,
    /// Where codes go.
    pub(crate) known_as: Option<String>,
}

impl Said {
    pub(crate) fn read(text: &str) -> Result<Self, RightsError> {
        serde_json::from_str(text).map_err(|e| RightsError::Said(format!("what was said of places: {e}")))
    }

    pub(crate) fn text(&self) -> Result<String, RightsError> {
        serde_json::to_string(self).map_err(|e| RightsError::Said(e.to_string()))
    }

    pub(crate) fn places(&self) -> Vec<&str> {
        self.places.iter().map(String::as_str).collect()
    }

    pub(crate) fn zone(&self) -> Result<TimeZone, RightsError> {
        let none =
            |e| RightsError::Said(format!("`{}` is no rule for a clock: write `UTC0`: {e}", self.zone));
        TimeZone::posix(&self.zone).map_err(none)
    }

    /// By when it is due, counted where it came in.
    pub(crate) fn deadlines(
        &self,
        charter: &Charter,
        right: &str,
        received: Timestamp,
    ) -> Result<Deadlines, RightsError> {
        let received = received.to_zoned(self.zone()?);
        charter.due(right, &received, &self.places()).map_err(|e| RightsError::Said(e.to_string()))
    }
}
