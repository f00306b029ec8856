//! Encoders of pictures and sound.
#![expect(unsafe_code, reason = "encoder fields that the binding does not reach")]

use std::{ffi::CString, ptr, slice};

use ffmpeg_the_third::{Dictionary, Error, Packet, Rational, ffi, frame, picture};
use rustix::io::Errno;

use super::Track;

/// An open encoder.
pub(crate) struct Encoder {
    context: *mut ffi::AVCodecContext,
}

// SAFETY: the context belongs to this value alone and is used through `&mut`.
unsafe impl Send for Encoder {}

impl Encoder {
    /// An encoder of pictures of the size, format, colour and pixel shape of `like`, in one thread of its own.
    ///
    /// `base` is the tick of the timestamps, `rate` the nominal frame rate, `options` the encoder's own by name.
    pub(crate) fn picture(
        name: &str,
        like: &Track,
        base: Rational,
        rate: Rational,
        threads: i32,
        options: &[(&str, &str)],
    ) -> Result<Self, Error> {
        let mut encoder = Self::allocate(name)?;
        let (to, from) = (encoder.raw(), like.raw());
        to.width = from.width;
        to.height = from.height;
        to.pix_fmt = ffi::AVPixelFormat(from.format);
        to.sample_aspect_ratio = from.sample_aspect_ratio;
        to.color_primaries = from.color_primaries;
        to.color_trc = from.color_trc;
        to.colorspace = from.color_space;
        to.color_range = from.color_range;
        to.chroma_sample_location = from.chroma_location;
        to.time_base = base.into();
        to.framerate = rate.into();
        to.thread_count = threads;
        to.max_b_frames = 0;
        encoder.open(options)
    }

    /// An encoder of sound with the rate and channels of `like`, from floats: planar, but for libopus.
    pub(crate) fn sound(
        name: &str,
        like: &Track,
        bit_rate: i64,
        options: &[(&str, &str)],
    ) -> Result<Self, Error> {
        let mut encoder = Self::allocate(name)?;
        let (to, from) = (encoder.raw(), like.raw());
        to.sample_rate = from.sample_rate;
        to.sample_fmt = if name == "libopus" { ffi::AVSampleFormat::FLT } else { ffi::AVSampleFormat::FLTP };
        to.bit_rate = bit_rate;
        to.time_base = ffi::AVRational { num: 1, den: from.sample_rate };
        to.thread_count = 1;
        // SAFETY: both layouts are initialised; the copy replaces what was there.
        let copied = unsafe { ffi::av_channel_layout_copy(&raw mut to.ch_layout, &raw const from.ch_layout) };
        if copied < 0 {
            return Err(Error::from(copied));
        }
        if to.ch_layout.order == ffi::AVChannelOrder::UNSPEC {
            // SAFETY: plain call on our own layout.
            unsafe { ffi::av_channel_layout_default(&raw mut to.ch_layout, from.ch_layout.nb_channels) };
        }
        encoder.open(options)
    }

    fn allocate(name: &str) -> Result<Self, Error> {
        let name = CString::new(name).map_err(|_| Error::EncoderNotFound)?;
        // SAFETY: looked up and allocated, null is checked.
        unsafe {
            let codec = ffi::avcodec_find_encoder_by_name(name.as_ptr());
            if codec.is_null() {
                return Err(Error::EncoderNotFound);
            }
            let context = ffi::avcodec_alloc_context3(codec);
            if context.is_null() {
                return Err(Error::Other { errno: Errno::NOMEM.raw_os_error() });
            }
            (*context).flags |= (ffi::AV_CODEC_FLAG_GLOBAL_HEADER | ffi::AV_CODEC_FLAG_BITEXACT) as i32;
            Ok(Self { context })
        }
    }

    fn open(mut self, options: &[(&str, &str)]) -> Result<Self, Error> {
        let mut dictionary = Dictionary::new();
        for (key, value) in options {
            dictionary.set(*key, *value);
        }
        // SAFETY: the dictionary is given back to be freed whatever is left in it.
        let opened = unsafe {
            let mut raw = dictionary.into_raw();
            let opened = ffi::avcodec_open2(self.raw(), ptr::null(), &raw mut raw);
            ffi::av_dict_free(&raw mut raw);
            opened
        };
        if opened < 0 { Err(Error::from(opened)) } else { Ok(self) }
    }

    fn raw(&mut self) -> &mut ffi::AVCodecContext {
        // SAFETY: never null, ours alone.
        unsafe { &mut *self.context }
    }

    /// What a muxer needs to know of the stream that comes out.
    pub(crate) fn track(&mut self) -> Track {
        let base = self.raw().time_base;
        Track::from_context(self.context, base.into())
    }

    /// Samples in a packet of sound, and those that a player leaves out at the beginning.
    pub(crate) fn packing(&mut self) -> (i64, i64) {
        let raw = self.raw();
        (i64::from(raw.frame_size.max(1)), i64::from(raw.initial_padding.max(0)))
    }

    /// Gives a picture; its timestamp is in the encoder's ticks.
    pub(crate) fn send_picture(&mut self, frame: &mut frame::Video) -> Result<(), Error> {
        // The decoder left its own picture type there; left alone, the encoder would take it as an order.
        frame.set_kind(picture::Type::None);
        // SAFETY: a live frame.
        self.send(unsafe { frame.as_ptr() })
    }

    /// Gives interleaved samples, as many as a packet holds or fewer at the end. `pts` counts
    /// samples.
    pub(crate) fn send_samples(&mut self, interleaved: &[f32], pts: i64) -> Result<(), Error> {
        let mut frame = frame::Audio::empty();
        // SAFETY: the frame gets buffers of its own for `samples` floats in each of `channels` planes, all written here.
        unsafe {
            let context = self.raw();
            let channels = usize::try_from(context.ch_layout.nb_channels).unwrap_or(1).max(1);
            let samples = interleaved.len() / channels;
            let raw = &mut *frame.as_mut_ptr();
            raw.nb_samples = samples as i32;
            raw.format = context.sample_fmt.0;
            raw.sample_rate = context.sample_rate;
            raw.pts = pts;
            let copied = ffi::av_channel_layout_copy(&raw mut raw.ch_layout, &raw const context.ch_layout);
            if copied < 0 {
                return Err(Error::from(copied));
            }
            let made = ffi::av_frame_get_buffer(raw, 0);
            if made < 0 {
                return Err(Error::from(made));
            }
            if context.sample_fmt == ffi::AVSampleFormat::FLT {
                let plane = *raw.extended_data;
                ptr::copy_nonoverlapping(interleaved.as_ptr().cast::<u8>(), plane, samples * channels * 4);
            } else {
                for channel in 0..channels {
                    let plane = slice::from_raw_parts_mut(*raw.extended_data.add(channel), samples * 4);
                    let picked = interleaved.iter().skip(channel).step_by(channels);
                    for (to, sample) in plane.chunks_exact_mut(4).zip(picked) {
                        to.copy_from_slice(&sample.to_ne_bytes());
                    }
                }
            }
        }
        // SAFETY: a live frame.
        self.send(unsafe { frame.as_ptr() })
    }

    /// Says that nothing more will come.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        self.send(ptr::null())
    }

    fn send(&mut self, frame: *const ffi::AVFrame) -> Result<(), Error> {
        // SAFETY: a live frame, or null at the end.
        let sent = unsafe { ffi::avcodec_send_frame(self.context, frame) };
        if sent < 0 { Err(Error::from(sent)) } else { Ok(()) }
    }

    /// Takes the next packet, if one is ready.
    pub(crate) fn receive(&mut self) -> Result<Option<Packet>, Error> {
        use ffmpeg_the_third::packet::Mut;
        let mut packet = Packet::empty();
        // SAFETY: both live.
        match unsafe { ffi::avcodec_receive_packet(self.context, packet.as_mut_ptr()) } {
            n if n >= 0 => Ok(Some(packet)),
            n if n == ffi::AVERROR_EOF || n == -Errno::AGAIN.raw_os_error() => Ok(None),
            n => Err(Error::from(n)),
        }
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        // SAFETY: ours, freed once.
        unsafe { ffi::avcodec_free_context(&raw mut self.context) };
    }
}
