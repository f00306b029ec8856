//! Pictures in, packets out: the film's own encoders.

use ffmpeg_the_third::{Error, Packet, Rational, frame};
use incamera_model::Rate;

use super::coding::{Coding, Family};
use crate::av::{self, Track};

/// What an encoder is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Manner {
    /// A short closed group between copied ones, looking like them. `id` numbers its parameter sets, so that they never
    /// collide with the source's.
    Boundary {
        /// Number of the parameter sets (H.264).
        id: u32,
        /// Constant rate factor.
        crf: f64,
    },
    /// All of a film.
    Whole {
        /// Constant rate factor.
        crf: f64,
    },
}

/// An encoder of the film's pictures.
pub(crate) struct Encoder(av::Encoder);

impl Encoder {
    /// An encoder for pictures like `like`, in the codec of `coding` (H.264 when none), with timestamps in ticks of
    /// `base` and `threads` threads.
    ///
    /// # Errors
    /// When the encoder cannot make such pictures: another profile, pixel format or size than it knows.
    pub(crate) fn open(
        like: &Track,
        coding: Option<&Coding>,
        base: Rational,
        rate: Rate,
        threads: i32,
        manner: Manner,
    ) -> Result<Self, Error> {
        let rate = Rational(rate.num() as i32, rate.den() as i32);
        match coding.map(|c| &c.family) {
            Some(Family::Hevc(_)) => Self::hevc(like, base, rate, threads, manner),
            Some(Family::Open) => Err(Error::EncoderNotFound),
            Some(Family::H264(_)) => {
                let profile = profile(like.profile()).ok_or(Error::EncoderNotFound)?;
                Self::h264(like, base, rate, threads, manner, profile)
            }
            None => Self::h264(like, base, rate, threads, manner, ""),
        }
    }

    fn h264(
        like: &Track,
        base: Rational,
        rate: Rational,
        threads: i32,
        manner: Manner,
        profile: &str,
    ) -> Result<Self, Error> {
        let (preset, crf, parameters) = match manner {
            // Headers may not depend on the content: every boundary group of the film shares one set of parameter sets.
            Manner::Boundary { id, crf } => {
                let parameters = format!(
                    "sps-id={id}:stitchable=1:bframes=0:keyint=infinite:scenecut=0:rc-lookahead=0:sync-lookahead=0:sliced-threads=0"
                );
                ("superfast", crf, parameters)
            }
            Manner::Whole { crf } => ("veryfast", crf, "bframes=0:rc-lookahead=20".to_owned()),
        };
        let crf = format!("{crf:.2}");
        let mut options =
            vec![("preset", preset), ("crf", &crf), ("x264-params", &parameters), ("a53cc", "0")];
        if !profile.is_empty() {
            options.push(("profile", profile));
        }
        av::Encoder::picture("libx264", like, base, rate, threads, &options).map(Self)
    }

    fn hevc(
        like: &Track,
        base: Rational,
        rate: Rational,
        threads: i32,
        manner: Manner,
    ) -> Result<Self, Error> {
        let (preset, crf) = match manner {
            Manner::Boundary { crf, .. } => ("ultrafast", crf),
            Manner::Whole { crf } => ("superfast", crf),
        };
        let crf = format!("{crf:.2}");
        let parameters = format!(
            "log-level=none:info=0:bframes=0:keyint=-1:scenecut=0:rc-lookahead=0:repeat-headers=0:open-gop=0:\
             pools={threads}:frame-threads=1"
        );
        let options = [("preset", preset), ("crf", &crf), ("x265-params", &parameters)];
        av::Encoder::picture("libx265", like, base, rate, threads, &options).map(Self)
    }

    /// What comes out, for a muxer.
    pub(crate) fn track(&mut self) -> Track {
        self.0.track()
    }

    /// Gives a picture; its timestamp is in the encoder's ticks and rises.
    pub(crate) fn send(&mut self, frame: &mut frame::Video) -> Result<(), Error> {
        self.0.send_picture(frame)
    }

    /// Says that no more pictures will come.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        self.0.finish()
    }

    /// Takes the next packet, if one is ready.
    pub(crate) fn receive(&mut self) -> Result<Option<Packet>, Error> {
        self.0.receive()
    }
}

/// x264's name of a profile that it can match.
fn profile(number: i32) -> Option<&'static str> {
    // `AV_PROFILE_H264_*`; the bits above say "constrained" and "intra only".
    match number {
        66 | 578 => Some("baseline"),
        77 => Some("main"),
        100 => Some("high"),
        110 => Some("high10"),
        122 => Some("high422"),
        244 => Some("high444"),
        _ => None,
    }
}
