//! What people choose of how a cut is made.

use incamera_edit::{Preset, Settings};
use incamera_model::{Micros, Reason};
use serde::{Deserialize, Serialize};

use crate::error::StudioError;

/// What is chosen; what is not stays as the preset has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// `interview`, `vlog`, `podcast`, `lecture`, `raw`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<String>,
    /// Kept before and after speech, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<u32>,
    /// Reasons that drop, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<Reason>,
    /// Reasons that do not drop.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep: Vec<Reason>,
}

impl Choice {
    /// The settings, for a cut of this title; `preset` is that of before.
    pub(super) fn settings(&self, title: &str, preset: Preset) -> Result<Settings, StudioError> {
        let preset = match &self.preset {
            Some(word) => {
                word.parse().map_err(|e: incamera_edit::PresetError| StudioError::Said(e.to_string()))?
            }
            None => preset,
        };
        let mut settings =
            Settings::new(preset).dropping(self.drop.iter().copied()).keeping(self.keep.iter().copied());
        if let Some(margin) = self.margin {
            settings = settings.with_margin(Micros::from_millis(margin.into()));
        }
        title.clone_into(&mut settings.title);
        Ok(settings)
    }
}
