//! Decoders set up for one purpose each.
#![expect(unsafe_code, reason = "settings that the binding does not reach")]

use ffmpeg_the_third::{
    AsPtr, Discard, Error, Packet, Rational,
    codec::{Context, Id, decoder::Opened, threading},
    ffi,
    frame::Frame,
};

/// How a decoder is to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Effort {
    /// Frames decoded at the same time; 1 keeps the delay and the memory small.
    pub(crate) threads: usize,
    /// Leave out the deblocking filter: cheaper, and of no weight for measuring.
    pub(crate) rough: bool,
    /// Leave out pictures that no other needs.
    pub(crate) references_only: bool,
}

impl Effort {
    /// Everything as the standard says, on one thread.
    pub(crate) const EXACT: Self = Self { threads: 1, rough: false, references_only: false };
    /// Good enough to measure.
    pub(crate) const ROUGH: Self = Self { threads: 1, rough: true, references_only: false };
}

/// An open decoder of one stream.
pub(crate) struct Decoder(Opened);

impl Decoder {
    /// Opens the decoder of a stream with these parameters. `base` is the tick of its packets: without it FFmpeg
    /// cannot move the timestamp of a frame whose priming samples it cut off.
    pub(crate) fn open(
        parameters: impl AsPtr<ffi::AVCodecParameters>,
        base: Rational,
        effort: Effort,
    ) -> Result<Self, Error> {
        let mut context = Context::from_parameters(parameters)?;
        context.set_threading(threading::Config {
            count: effort.threads,
            ..threading::Config::kind(threading::Type::Frame)
        });
        // SAFETY: a plain field of a context we own, set before it is opened.
        unsafe { (*context.as_mut_ptr()).pkt_timebase = base.into() };
        let codec = ffmpeg_the_third::decoder::find(context.id()).ok_or(Error::DecoderNotFound)?;
        let mut decoder = context.decoder();
        // Elsewhere the filter is cheap, or leaving it out breaks the pictures (VP8 of FFmpeg 5.1).
        if effort.rough && matches!(codec.id(), Id::H264 | Id::HEVC) {
            decoder.skip_loop_filter(Discard::All);
        }
        if effort.references_only {
            decoder.skip_frame(Discard::NonReference);
        }
        decoder.open_as(codec).map(Self)
    }

    /// Gives the decoder a packet; none says that no more will come.
    ///
    /// # Errors
    /// The packet is damaged; the next one may be whole.
    pub(crate) fn send(&mut self, packet: Option<&Packet>) -> Result<(), Error> {
        match packet {
            Some(packet) => self.0.send_packet(packet),
            None => self.0.send_eof(),
        }
    }

    /// Takes the next frame, if one is ready.
    pub(crate) fn receive(&mut self, frame: &mut Frame) -> bool {
        // A frame that cannot be decoded is passed over like one that never was.
        self.0.receive_frame(frame).is_ok()
    }

    /// From now on frames carry the quantisers they were coded with, or no longer do (H.264 only; costs a little).
    pub(crate) fn tell_quantisers(&mut self, tell: bool) {
        let flag = ffi::AV_CODEC_EXPORT_DATA_VIDEO_ENC_PARAMS;
        // SAFETY: a plain field, read by the decoder when it gives out a frame on this same thread.
        unsafe {
            let context = self.0.as_mut_ptr();
            if tell { (*context).export_side_data |= flag } else { (*context).export_side_data &= !flag }
        }
    }

    /// Forgets everything, ready for packets from somewhere else.
    pub(crate) fn flush(&mut self) {
        self.0.flush();
    }
}
