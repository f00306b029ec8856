//! Scan to cut, and what people do with cuts: presets, manual decisions, captions, exchange formats. Pure: no file,
//! no clock, no chance; the same input gives the same bytes.
//!
//! [`derush`] turns scans and words into a [`Cut`](incamera_model::Cut); [`restore`], [`drop_span`] and
//! [`keep_span`] change one; [`captions`] reads the words along it; `to_…` and `import_…` speak to other programs.

mod caption;
mod derush;
mod document;
mod error;
mod export;
mod import;
mod manual;
mod order;
mod profile;
mod settings;
mod summary;
mod timecode;

pub use caption::{CaptionRules, CaptionSource, captions, to_srt, to_txt, to_vtt};
pub use derush::{RushInput, derush};
pub use document::{MOST_BYTES, read_cut, schema, write_cut};
pub use error::EditError;
pub use export::{to_edl, to_fcpxml, to_markers_csv, to_otio};
pub use import::{import_edl, import_fcpxml, import_otio};
pub use manual::{drop_span, keep_span, restore};
pub use order::order;
pub use profile::{MOST_PROFILE_BYTES, Profile, read_profile};
pub use settings::{Manual, Preset, PresetError, Settings};
pub use summary::{Decision, State, Summary, Total, describe, summary};
