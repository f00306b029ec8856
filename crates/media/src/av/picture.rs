//! Decoded pictures, for reading.
#![expect(unsafe_code, reason = "planes of a C frame")]

use std::slice;

use ffmpeg_the_third::frame::Video;

use super::planes::Component;

/// The samples of one colour component.
#[derive(Clone, Copy)]
pub(crate) struct Samples<'a> {
    bytes: &'a [u8],
    stride: usize,
    about: Component,
    /// Samples a row.
    pub(crate) width: usize,
    /// Rows.
    pub(crate) height: usize,
}

impl<'a> Samples<'a> {
    /// The samples of one component; none when the picture does not hold them as its format says.
    pub(crate) fn of(frame: &'a Video, about: Component) -> Option<Self> {
        let halved = |size: u32, times: u32| (size as usize).div_ceil(1 << times);
        let (width, height) = (halved(frame.width(), about.halved.0), halved(frame.height(), about.halved.1));
        // SAFETY: FFmpeg guarantees `linesize × rows` bytes in each plane; the borrow of `frame` outlives the slice.
        let (bytes, stride) = unsafe {
            let raw = frame.as_ptr();
            let data = *(*raw).data.get(about.plane)?;
            let stride = usize::try_from((*raw).linesize[about.plane]).ok()?;
            if data.is_null() {
                return None;
            }
            (slice::from_raw_parts(data.cast_const(), stride * height), stride)
        };
        let bytes_a_sample = if about.depth + about.shift > 8 { 2 } else { 1 };
        let row = about.offset + about.step * width.checked_sub(1)? + bytes_a_sample;
        (row <= stride && height > 0).then_some(Self { bytes, stride, about, width, height })
    }

    /// Adds the samples of row `y` to `sums`, each group of `factor` neighbours into one, in the component's own
    /// depth. Groups that `sums` has no place for are left out.
    ///
    /// # Panics
    /// When `y` is not a row.
    pub(crate) fn add_row(&self, y: usize, factor: usize, sums: &mut [u32]) {
        let row = &self.bytes[y * self.stride + self.about.offset..(y + 1) * self.stride];
        let count = (self.width / factor).min(sums.len());
        let sums = &mut sums[..count];
        match (self.about.step, self.about.depth + self.about.shift > 8) {
            (1, false) if factor == 1 => {
                sums.iter_mut().zip(row).for_each(|(sum, sample)| {
                    *sum = sum.wrapping_add(u32::from(*sample));
                });
            }
            (1, false) => add(row[..count * factor].chunks_exact(factor), sums, |s| u32::from(*s)),
            (2, true) => {
                let (words, _) = row.as_chunks::<2>();
                let shift = self.about.shift;
                add(words[..count * factor].chunks_exact(factor), sums, |s| {
                    u32::from(u16::from_le_bytes(*s) >> shift)
                });
            }
            (step, wide) => {
                for (i, sum) in sums.iter_mut().enumerate() {
                    for x in i * factor..(i + 1) * factor {
                        let low = u32::from(row[x * step]);
                        let high = if wide { u32::from(row[x * step + 1]) << 8 } else { 0 };
                        *sum += (high | low) >> self.about.shift;
                    }
                }
            }
        }
    }

    /// Bits a sample.
    pub(crate) fn depth(&self) -> u32 {
        self.about.depth
    }
}

/// The sum of less than 2¹⁶ samples. It cannot overflow; were it checked, it would be done sample by sample.
pub(crate) fn total(samples: impl Iterator<Item = u32>) -> u32 {
    samples.fold(0, u32::wrapping_add)
}

fn add<'a, T: 'a>(groups: impl Iterator<Item = &'a [T]>, sums: &mut [u32], value: impl Fn(&T) -> u32) {
    for (sum, group) in sums.iter_mut().zip(groups) {
        *sum += total(group.iter().map(&value));
    }
}
