//! What a rush is, read from its headers. GPS positions and device serials have no field here: they cannot be carried.

use serde::{Deserialize, Serialize};

use crate::{Micros, Rate};

/// A rush's container and streams.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Probe {
    /// Container name as FFmpeg's demuxer has it, first name only (`mov`, `matroska`, `mpegts`, …).
    pub container: String,
    /// Bytes of the file.
    pub size: u64,
    /// Shown length of the longest stream.
    pub duration: Micros,
    /// Pictures, in stream order.
    pub video: Vec<VideoStream>,
    /// Sound, in stream order.
    pub audio: Vec<AudioStream>,
    /// Text tracks, in stream order.
    pub subtitles: Vec<SubtitleStream>,
    /// Recording time as the file states it, RFC 3339 in UTC; cameras lie.
    pub created: Option<String>,
    /// Start timecode.
    pub timecode: Option<Timecode>,
    /// What is odd about the file but did not stop the reading.
    pub warnings: Vec<Warning>,
}

impl Probe {
    /// The video stream that a cut shows: the first one that is not a cover picture, largest picture first.
    pub fn picture(&self) -> Option<&VideoStream> {
        self.video
            .iter()
            .max_by_key(|v| (u64::from(v.width) * u64::from(v.height), std::cmp::Reverse(v.index)))
    }
}

/// The clock of one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamTime {
    /// Seconds per tick, as `[num, den]`.
    pub base: [u32; 2],
    /// First shown timestamp, in ticks.
    pub start: i64,
    /// Shown length, in ticks.
    pub length: i64,
}

/// A moving picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VideoStream {
    /// Stream index in the container.
    pub index: u32,
    /// FFmpeg's short codec name (`h264`, `hevc`, `vp9`, …).
    pub codec: String,
    /// Codec profile as FFmpeg names it (`High`, `Main 10`), empty when unknown.
    pub profile: String,
    /// Coded width in pixels, before rotation and sample aspect.
    pub width: u32,
    /// Coded height in pixels.
    pub height: u32,
    /// Sample aspect ratio, `[1, 1]` when square or unknown.
    pub sample_aspect: [u32; 2],
    /// FFmpeg's pixel format name (`yuv420p`, `yuv420p10le`).
    pub pixel_format: String,
    /// Bits a component.
    pub bit_depth: u8,
    /// Nominal frame rate: the grid on which cuts are counted.
    pub rate: Rate,
    /// Whether frames are not evenly spaced (variable frame rate).
    pub variable_rate: bool,
    /// Frames on the grid: `duration × rate`, rounded up; for even rates the exact number of frames.
    pub frames: u64,
    /// The stream's clock.
    pub time: StreamTime,
    /// Clockwise turn for display, in degrees: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Colour description.
    pub colour: Colour,
    /// High dynamic range, when the stream says so.
    pub hdr: Option<Hdr>,
    /// Field order.
    pub field_order: FieldOrder,
    /// Frames by which decoding order may run ahead of showing order.
    pub reorder: u32,
    /// Whether the container holds an edit list that shifts or trims this stream.
    pub edit_list: bool,
    /// Bits a second on average, 0 when unknown.
    pub bit_rate: u64,
}

/// Colour as coded; FFmpeg's names, `unknown` when the stream is silent about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colour {
    /// Primaries (`bt709`, `bt2020`).
    pub primaries: String,
    /// Transfer (`bt709`, `smpte2084`, `arib-std-b67`).
    pub transfer: String,
    /// Matrix (`bt709`, `bt2020nc`).
    pub matrix: String,
    /// `tv` (limited) or `pc` (full).
    pub range: String,
}

/// Kinds of high dynamic range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hdr {
    /// Perceptual quantiser (SMPTE ST 2084): HDR10.
    Pq,
    /// Hybrid log-gamma.
    Hlg,
    /// Dolby Vision configuration present.
    DolbyVision,
}

/// Field order of the pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldOrder {
    /// Whole frames, or unknown.
    Progressive,
    /// Two fields a frame.
    Interlaced,
}

/// Sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AudioStream {
    /// Stream index in the container.
    pub index: u32,
    /// FFmpeg's short codec name (`aac`, `opus`, `pcm_s16le`).
    pub codec: String,
    /// Codec profile (`LC`, `HE-AAC`), empty when unknown.
    pub profile: String,
    /// Samples a second.
    pub sample_rate: u32,
    /// Number of channels.
    pub channels: u32,
    /// FFmpeg's layout name (`mono`, `stereo`, `5.1`).
    pub layout: String,
    /// The stream's clock.
    pub time: StreamTime,
    /// ISO 639 language, when stated.
    pub language: Option<String>,
    /// Bits a second on average, 0 when unknown.
    pub bit_rate: u64,
}

/// A text track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubtitleStream {
    /// Stream index in the container.
    pub index: u32,
    /// FFmpeg's short codec name.
    pub codec: String,
    /// ISO 639 language, when stated.
    pub language: Option<String>,
}

/// A SMPTE start timecode.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Timecode {
    /// `HH:MM:SS:FF`, with `;` before the frames when drop-frame.
    pub text: String,
    /// Frames since `00:00:00:00` at the stream's rate.
    pub frame: u64,
}

/// Odd, but not fatal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// The file ends before its headers say.
    Truncated,
    /// Timestamps jump or run backwards.
    JumpingTime,
    /// The index is missing or wrong; the whole file was read instead.
    BrokenIndex,
    /// Some packets could not be decoded and were passed over.
    Damaged,
    /// The stated frame rate is impossible; another was taken from the timestamps.
    ImpossibleRate,
    /// Frames are unevenly spaced.
    VariableRate,
    /// No sound.
    NoAudio,
    /// No moving picture.
    NoVideo,
}
