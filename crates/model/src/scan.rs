//! What analysis measured in a rush.

use serde::{Deserialize, Serialize};

use crate::{Micros, Probe, Reason, Span};

/// Everything measured in one rush; small, versioned, cached by content hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scan {
    /// Version of the measuring; another version is measured again.
    pub version: u32,
    /// What the rush is.
    pub probe: Probe,
    /// Measurements of the sound; none without a sound track.
    pub sound: Option<Sound>,
    /// Measurements of the picture; none without a moving picture.
    pub picture: Option<Picture>,
}

impl Scan {
    /// Raise with every change of what is measured or how.
    pub const VERSION: u32 = 3;
}

/// Measurements of the sound. Times count from the first shown video frame (or the first sample without video).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sound {
    /// Length measured.
    pub length: Micros,
    /// Where somebody speaks, in order, disjoint.
    pub islands: Vec<Island>,
    /// Loudness of the whole.
    pub loudness: Loudness,
    /// RMS level of each 10 ms, as attenuation in whole dB below full scale (0 = full scale, 120 = digital silence).
    pub levels: Vec<u8>,
    /// Waveform: largest absolute sample of each 20 ms, 0 … 255.
    pub peaks: Vec<u8>,
}

/// Somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Island {
    /// First sound.
    pub start: Micros,
    /// After the last sound.
    pub end: Micros,
    /// Mean probability of speech, in percent.
    pub confidence: u8,
}

/// Loudness after EBU R128 / ITU-R BS.1770, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loudness {
    /// Integrated loudness, 1/100 LUFS; `i32::MIN` when nothing passed the gate.
    pub integrated: i32,
    /// Loudness range, 1/100 LU.
    pub range: i32,
    /// Largest sample, 1/100 dBFS.
    pub peak: i32,
    /// The recording's own noise floor: tenth percentile of the 10 ms levels outside digital silence, 1/100 dBFS.
    pub floor: i32,
    /// Level of speech: median of the 10 ms levels inside the islands, 1/100 dBFS.
    pub speech: i32,
}

/// Measurements of the picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// First frame of each shot, beginning with 0.
    pub shots: Vec<u64>,
    /// Black, frozen, blurred and shaken spans; spans of different reasons may overlap.
    pub spans: Vec<PictureSpan>,
    /// Where the stream may be cut without decoding.
    pub joints: Joints,
}

/// A stretch of bad picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureSpan {
    /// [`Reason::Black`], [`Reason::Frozen`], [`Reason::Blur`] or [`Reason::Shake`].
    pub reason: Reason,
    /// Frames.
    pub span: Span,
    /// In percent.
    pub confidence: u8,
    /// How bad it is, where one number says it. Shake: median change of the picture's movement from frame to frame, as
    /// at 30 frames a second, in 1/100 percent of its longer side.
    pub measured: Option<u32>,
}

/// Where the coded picture may be entered and left without decoding anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joints {
    /// Frames at which copying may begin: pictures that need none before them (IDR and the like), ascending.
    pub entries: Vec<u64>,
    /// Frame numbers at which copying may stop (first frame *not* copied): every frame shown before is decodable
    /// from frames shown before. Ascending; every entry is also an exit.
    pub exits: Vec<u64>,
}
