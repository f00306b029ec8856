//! One channel of floats from one sample rate to another.
#![expect(unsafe_code, reason = "libswresample")]

use std::ptr;

use ffmpeg_the_third::{Error, ffi};
use rustix::io::Errno;

/// A resampler whose first output sample lies on its first input sample.
pub(crate) struct Resampler {
    context: *mut ffi::SwrContext,
    from: u32,
    to: u32,
}

// SAFETY: the context belongs to this value alone and is used through `&mut`.
unsafe impl Send for Resampler {}

impl Resampler {
    /// From `from` to `to` samples a second.
    pub(crate) fn new(from: u32, to: u32) -> Result<Self, Error> {
        // SAFETY: allocation and initialisation of a context that nobody else has; freed on failure.
        unsafe {
            let mut layout = std::mem::zeroed::<ffi::AVChannelLayout>();
            ffi::av_channel_layout_default(&raw mut layout, 1);
            let mut context = ptr::null_mut();
            let float = ffi::AVSampleFormat::FLTP;
            let made = ffi::swr_alloc_set_opts2(
                &raw mut context,
                &raw mut layout,
                float,
                i32::try_from(to).unwrap_or(i32::MAX),
                &raw mut layout,
                float,
                i32::try_from(from).unwrap_or(i32::MAX),
                0,
                ptr::null_mut(),
            );
            if made < 0 || context.is_null() {
                return Err(Error::Other { errno: Errno::NOMEM.raw_os_error() });
            }
            let begun = ffi::swr_init(context);
            if begun < 0 {
                ffi::swr_free(&raw mut context);
                return Err(Error::from(begun));
            }
            Ok(Self { context, from, to })
        }
    }

    /// Appends what `input` gives; an empty input gives what is still held back at the end.
    pub(crate) fn run(&mut self, input: &[f32], into: &mut Vec<f32>) -> Result<(), Error> {
        let held = 64 + self.from as usize / 100;
        let room = (input.len() + held) * self.to as usize / self.from as usize + 64;
        let had = into.len();
        into.resize(had + room, 0.0);
        // SAFETY: `into` has `room` floats from `had`; `input` is read for its own length only. A null input drains.
        let given = unsafe {
            let mut out = into.as_mut_ptr().add(had).cast::<u8>();
            let mut data = input.as_ptr().cast::<u8>();
            let source = if input.is_empty() { ptr::null_mut() } else { (&raw mut data).cast() };
            ffi::swr_convert(self.context, (&raw mut out).cast(), room as i32, source, input.len() as i32)
        };
        into.truncate(had + usize::try_from(given).unwrap_or(0));
        if given < 0 { Err(Error::from(given)) } else { Ok(()) }
    }
}

impl Drop for Resampler {
    fn drop(&mut self) {
        // SAFETY: made by `new`, freed once.
        unsafe { ffi::swr_free(&raw mut self.context) };
    }
}
