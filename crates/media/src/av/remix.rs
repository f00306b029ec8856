//! Decoded sound of any form as interleaved floats of one rate and layout.
#![expect(unsafe_code, reason = "libswresample")]

use std::ptr;

use ffmpeg_the_third::{Error, ffi, frame::Frame};
use rustix::io::Errno;

use super::Track;

/// A converter to the rate and channels of one track. It learns what it converts from with the first frame.
pub(crate) struct Remix {
    context: *mut ffi::SwrContext,
    /// Format and rate it converts from now.
    from: (i32, i32, i32),
    rate: i32,
    layout: ffi::AVChannelLayout,
}

// SAFETY: the context belongs to this value alone and is used through `&mut`.
unsafe impl Send for Remix {}

impl Remix {
    /// To the rate and channels of `film`.
    pub(crate) fn new(film: &Track) -> Result<Self, Error> {
        let raw = film.raw();
        // SAFETY: an all-zero layout is an empty one; the copy initialises it.
        let mut layout = unsafe { std::mem::zeroed::<ffi::AVChannelLayout>() };
        // SAFETY: both layouts are valid.
        let copied = unsafe { ffi::av_channel_layout_copy(&raw mut layout, &raw const raw.ch_layout) };
        if copied < 0 {
            return Err(Error::from(copied));
        }
        if layout.order == ffi::AVChannelOrder::UNSPEC {
            // SAFETY: plain call on our own layout.
            unsafe { ffi::av_channel_layout_default(&raw mut layout, raw.ch_layout.nb_channels) };
        }
        Ok(Self { context: ptr::null_mut(), from: (-1, 0, 0), rate: raw.sample_rate, layout })
    }

    /// Channels that come out.
    pub(crate) fn channels(&self) -> usize {
        usize::try_from(self.layout.nb_channels).unwrap_or(1).max(1)
    }

    /// Forgets what is held back, as after a seek.
    pub(crate) fn reset(&mut self) {
        self.from = (-1, 0, 0);
    }

    /// Appends a frame's samples, interleaved.
    pub(crate) fn push(&mut self, frame: &Frame, into: &mut Vec<f32>) -> Result<(), Error> {
        // SAFETY: a live frame of sound; the context is made for its very format; `into` has room for `room` samples of
        // each channel, and only what was written is kept.
        unsafe {
            let raw = &*frame.as_ptr();
            let form = (raw.format, raw.sample_rate, raw.ch_layout.nb_channels);
            if form != self.from {
                self.open(raw)?;
                self.from = form;
            }
            let wanted = ffi::swr_get_out_samples(self.context, raw.nb_samples);
            let room = usize::try_from(wanted).unwrap_or(0) + 32;
            let (had, channels) = (into.len(), self.channels());
            into.resize(had + room * channels, 0.0);
            let mut out = into.as_mut_ptr().add(had).cast::<u8>();
            let given = ffi::swr_convert(
                self.context,
                (&raw mut out).cast(),
                room as i32,
                raw.extended_data.cast(),
                raw.nb_samples,
            );
            into.truncate(had + usize::try_from(given).unwrap_or(0) * channels);
            if given < 0 { Err(Error::from(given)) } else { Ok(()) }
        }
    }

    /// # Safety
    /// `frame` is a live frame of sound.
    unsafe fn open(&mut self, frame: &ffi::AVFrame) -> Result<(), Error> {
        // SAFETY: the old context is freed once; a layout without an order gets the usual one for its channels.
        unsafe {
            ffi::swr_free(&raw mut self.context);
            let mut layout = std::mem::zeroed::<ffi::AVChannelLayout>();
            if frame.ch_layout.order == ffi::AVChannelOrder::UNSPEC {
                ffi::av_channel_layout_default(&raw mut layout, frame.ch_layout.nb_channels);
            } else {
                ffi::av_channel_layout_copy(&raw mut layout, &raw const frame.ch_layout);
            }
            let made = ffi::swr_alloc_set_opts2(
                &raw mut self.context,
                &raw mut self.layout,
                ffi::AVSampleFormat::FLT,
                self.rate,
                &raw mut layout,
                ffi::AVSampleFormat(frame.format),
                frame.sample_rate,
                0,
                ptr::null_mut(),
            );
            ffi::av_channel_layout_uninit(&raw mut layout);
            if made < 0 || self.context.is_null() {
                return Err(Error::Other { errno: Errno::NOMEM.raw_os_error() });
            }
            let begun = ffi::swr_init(self.context);
            if begun < 0 { Err(Error::from(begun)) } else { Ok(()) }
        }
    }
}

impl Drop for Remix {
    fn drop(&mut self) {
        // SAFETY: each is freed once; null is fine.
        unsafe {
            ffi::swr_free(&raw mut self.context);
            ffi::av_channel_layout_uninit(&raw mut self.layout);
        }
    }
}
