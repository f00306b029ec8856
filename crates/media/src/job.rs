//! What the parent asks of the media worker and what it answers. Bytes of rushes and films never travel here: they
//! go through descriptors or range sockets handed over beside the request.

use incamera_model::{Caption, Probe, Rate, Segment, Span};
use serde::{Deserialize, Serialize};

/// How a job speaks while it runs: progress, samples, small pictures. An error means that nobody listens any more
/// and the job must end with it.
pub(crate) type Say<'a> = &'a mut (dyn FnMut(Reply) -> Result<(), Failure> + Send);

/// A job for the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read the headers.
    Probe,
    /// Measure sound; 16 kHz mono samples come as [`Reply::Samples`] while it runs.
    Sound,
    /// Measure the picture.
    Picture,
    /// 16 kHz mono samples of a stretch of sound, in microseconds from the first shown frame.
    Samples {
        /// From.
        start: i64,
        /// To, exclusive.
        end: i64,
    },
    /// Small pictures of the named frames, for storyboards.
    Thumbnails {
        /// Frames, ascending.
        frames: Vec<u64>,
        /// Width in pixels.
        width: u32,
    },
    /// Make a film.
    Render(Render),
}

/// Everything a film is made from, but the bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Render {
    /// Probe and grid rate of each rush, in the order of the descriptors.
    pub rushes: Vec<RenderRush>,
    /// What is shown, in order.
    pub segments: Vec<Segment>,
    /// Rate of the film.
    pub rate: Rate,
    /// Whether the film has pictures, where the rushes have any.
    pub picture: bool,
    /// Copy what can be copied, or encode everything.
    pub mode: Mode,
    /// Captions to burn in, on the film's time line; empty for none.
    pub captions: Vec<Caption>,
    /// A font file for the captions (TrueType or OpenType).
    pub font: Vec<u8>,
    /// Loudness to reach, 1/100 LUFS; none leaves the sound as it is.
    pub loudness: Option<i32>,
    /// Integrated loudness measured over what is kept, 1/100 LUFS, when [`loudness`](Self::loudness) is asked for.
    pub measured: Option<i32>,
    /// Remove noise with RNNoise.
    pub denoise: bool,
    /// Crop to this aspect, following the action.
    pub aspect: Option<[u32; 2]>,
    /// Scale to this many lines; none keeps the source's.
    pub height: Option<u32>,
    /// Exactly this many square pixels across and down, between bars where the shape differs; even numbers.
    pub size: Option<[u32; 2]>,
    /// Container short name: `mp4`, `mov`, `matroska`, `webm`.
    pub container: String,
}

/// One rush of a render.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RenderRush {
    /// Its probe.
    pub probe: Probe,
}

/// How a film is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// Copy whole groups of pictures, encode only what the joints and filters touch.
    Smart,
    /// Decode and encode every frame.
    Full,
    /// As [`Full`](Self::Full), for players that must show a given frame: H.264 of eight bits that every browser plays, each frame
    /// of the grid once and evenly, decoded in the order in which it is shown, in closed groups of a second at most.
    Proxy,
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Work done of work to do, in frames of the rush or film.
    Progress {
        /// Done.
        done: u64,
        /// All.
        total: u64,
    },
    /// Samples at 16 kHz, mono, in order.
    Samples(Vec<i16>),
    /// A small picture: frame, width, height, RGB rows.
    Thumbnail(u64, u32, u32, Vec<u8>),
    /// Answer to [`Request::Probe`].
    Probed(Probe),
    /// Answer to [`Request::Sound`]: speech islands are not found here.
    Heard(incamera_model::Sound),
    /// Answer to [`Request::Picture`].
    Seen(incamera_model::Picture),
    /// Answer to [`Request::Samples`] and [`Request::Thumbnails`]: all has been sent.
    Sent,
    /// Answer to [`Request::Render`].
    Rendered(Rendered),
    /// It could not be done; the worker ends.
    Failed(Failure),
}

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    /// Frames of the film.
    pub frames: u64,
    /// Frames copied bit by bit.
    pub copied: u64,
    /// Frames encoded.
    pub encoded: u64,
    /// Film spans that were encoded.
    pub encoded_spans: Vec<Span>,
    /// Sound packets copied bit by bit.
    pub copied_packets: u64,
    /// Sound packets encoded.
    pub encoded_packets: u64,
    /// Bytes written.
    pub bytes: u64,
    /// Why everything was encoded although copying was asked for; FFmpeg's or our word, for the log.
    pub full_because: Option<FullBecause>,
}

/// Why a smart cut was not possible for some rush.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FullBecause {
    /// The codec can be copied, but not matched by an encoder here.
    Codec,
    /// Interlaced pictures.
    Interlaced,
    /// Another picture size, rate or format than the film's.
    Format,
    /// A filter touches every frame.
    Filter,
    /// The film's container cannot hold the codec.
    Container,
    /// The pictures of a rush do not come as their stream says.
    Disorder,
}

/// Why a job could not be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Failure {
    /// No demuxer knows the bytes.
    #[error("not a video or sound file")]
    NotMedia,
    /// Known, but empty of pictures and sound, or its headers make no sense.
    #[error("{0}")]
    Unusable(String),
    /// No such stream.
    #[error("the file has no {0}")]
    Missing(String),
    /// Pictures share a timestamp, or come further out of order than their stream says: none can be copied, yet all can be
    /// decoded.
    #[error("its pictures do not come in the order its stream says")]
    Disorder,
    /// FFmpeg gave up.
    #[error("FFmpeg: {0}")]
    Ffmpeg(String),
    /// Reading or writing failed outside the worker.
    #[error("{0}")]
    Bytes(String),
    /// The request itself is wrong (a span outside the rush, an unknown container).
    #[error("impossible request: {0}")]
    Request(String),
}
