//! Pictures in, packets out: the encoders between what is copied.

use ffmpeg_the_third::{Error, Packet, Rational, frame};
use incamera_model::Rate;

use super::coding::{Coding, Family};
use crate::av::{self, Track};

/// An encoder of short closed groups that look like the copied ones beside them.
pub(crate) struct Encoder(av::Encoder);

impl Encoder {
    /// An encoder for pictures like `like`, in the codec of `coding`, on one thread. Timestamps are in ticks of the first
    /// of `time`, the second is the frame rate. `id` numbers the parameter sets (H.264), so that they never collide with
    /// the source's; `quantiser` is how coarsely to code, in the codec's own steps: constant for H.264, the rate factor for HEVC.
    ///
    /// # Errors
    /// When the encoder cannot make such pictures: another profile, pixel format or size than it knows.
    pub(crate) fn open(
        like: &Track,
        coding: &Coding,
        time: (Rational, Rate),
        id: u32,
        quantiser: f64,
    ) -> Result<Self, Error> {
        let (base, rate) = (time.0, Rational(time.1.num() as i32, time.1.den() as i32));
        let quantiser = format!("{:.0}", quantiser.round());
        let encoder = match &coding.family {
            Family::H264(_) => {
                let profile = profile(like.profile()).ok_or(Error::EncoderNotFound)?;
                // Headers may not depend on the content: every group of the film shares one set of parameter sets.
                let parameters = format!(
                    "sps-id={id}:stitchable=1:bframes=0:keyint=infinite:scenecut=0:rc-lookahead=0:sync-lookahead=0:\
                     sliced-threads=0"
                );
                let options = [
                    ("preset", "superfast"),
                    // A rate factor would code still pictures finer than their neighbours and busy ones coarser.
                    ("qp", &*quantiser),
                    ("x264-params", &parameters),
                    ("a53cc", "0"),
                    ("profile", profile),
                ];
                av::Encoder::picture("libx264", like, base, rate, 1, &options)?
            }
            Family::Hevc(_) => {
                let parameters = "log-level=none:info=0:bframes=0:keyint=-1:scenecut=0:rc-lookahead=0:\
                                  repeat-headers=0:open-gop=0:pools=1:frame-threads=1";
                let options = [("preset", "ultrafast"), ("crf", &*quantiser), ("x265-params", parameters)];
                av::Encoder::picture("libx265", like, base, rate, 1, &options)?
            }
            Family::Open => return Err(Error::EncoderNotFound),
        };
        Ok(Self(encoder))
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
