//! Decoded sound as floats, whatever form FFmpeg gives it.
#![expect(unsafe_code, reason = "planes of a C frame")]

use std::slice;

use ffmpeg_the_third::{ffi, format::Sample, format::sample::Type, frame::Audio};

/// Appends the samples of one channel, full scale at ±1; nothing when the frame has no such channel.
pub(crate) fn channel(frame: &Audio, channel: usize, into: &mut Vec<f32>) {
    let channels = usize::from(frame.channels());
    if channel >= channels {
        return;
    }
    match frame.format() {
        Sample::U8(t) => read(frame, channel, t, into, |s: u8| (f32::from(s) - 128.0) / 128.0),
        Sample::I16(t) => read(frame, channel, t, into, |s: i16| f32::from(s) / 32_768.0),
        Sample::I32(t) => read(frame, channel, t, into, |s: i32| s as f32 / 2_147_483_648.0),
        Sample::I64(t) => read(frame, channel, t, into, |s: i64| s as f32 / 9_223_372_036_854_775_808.0),
        Sample::F32(t) => read(frame, channel, t, into, |s: f32| s),
        Sample::F64(t) => read(frame, channel, t, into, |s: f64| s as f32),
        Sample::None => {}
    }
}

/// `T` is the sample type of the frame's format.
fn read<T: Copy>(frame: &Audio, channel: usize, kind: Type, into: &mut Vec<f32>, scale: impl Fn(T) -> f32) {
    let (channels, samples) = (usize::from(frame.channels()), frame.samples());
    // SAFETY: FFmpeg fills `extended_data` with one pointer a plane; a planar plane holds `samples` values, the one
    // packed plane `samples × channels`. `channel < channels` is checked by the caller.
    unsafe {
        let planes = (*frame.as_ptr()).extended_data;
        match kind {
            Type::Planar => {
                let plane = slice::from_raw_parts((*planes.add(channel)).cast::<T>(), samples);
                into.extend(plane.iter().map(|s| scale(*s)));
            }
            Type::Packed => {
                let plane = slice::from_raw_parts((*planes).cast::<T>(), samples * channels);
                into.extend(plane.iter().skip(channel).step_by(channels).map(|s| scale(*s)));
            }
        }
    }
}

/// Which channel of the frame carries low-frequency effects: rumble, never speech.
pub(crate) fn rumble(frame: &Audio) -> Option<usize> {
    // SAFETY: plain fields of a live frame; the mask is only read when the layout says that it has one.
    let mask = unsafe {
        let layout = &(*frame.as_ptr()).ch_layout;
        if layout.order == ffi::AVChannelOrder::NATIVE { layout.u.mask } else { 0 }
    };
    let bit = 1u64 << ffi::AVChannel::LOW_FREQUENCY.0 as u32;
    (mask & bit != 0).then(|| (mask & (bit - 1)).count_ones() as usize)
}
