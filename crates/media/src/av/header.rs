//! What the container and the codec say about one stream, as plain values.
#![expect(unsafe_code, reason = "foreign text and numbers, which the binding takes for valid ones")]

use std::{
    ffi::{CStr, CString, c_char},
    ptr,
};

use ffmpeg_the_third::{Rational, ffi};

use super::Input;

/// Kinds of streams that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Video,
    /// A picture beside the sound: no moving picture.
    Cover,
    Audio,
    Subtitle,
    Other,
}

/// One stream. Names are FFmpeg's; empty when it has none.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) kind: Kind,
    pub(crate) codec: String,
    pub(crate) profile: String,
    pub(crate) bit_rate: u64,
    /// Seconds a tick.
    pub(crate) base: Rational,
    /// First shown timestamp, in ticks.
    pub(crate) start: Option<i64>,
    /// In ticks.
    pub(crate) duration: Option<i64>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) sample_aspect: Rational,
    pub(crate) pixel_format: String,
    pub(crate) bit_depth: u8,
    /// The slowest rate on whose grid all timestamps seem to lie.
    pub(crate) grid_rate: Rational,
    pub(crate) mean_rate: Rational,
    pub(crate) interlaced: bool,
    pub(crate) reorder: u32,
    pub(crate) primaries: String,
    pub(crate) transfer: String,
    pub(crate) matrix: String,
    pub(crate) range: String,
    /// The nine numbers of the display matrix.
    pub(crate) display: Option<[i32; 9]>,
    pub(crate) dolby_vision: bool,
    pub(crate) sample_rate: u32,
    pub(crate) channels: u32,
    pub(crate) layout: String,
}

/// One coded picture or packet of the container's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Decoding time, in ticks.
    pub(crate) dts: i64,
    /// Where its bytes lie.
    pub(crate) at: u64,
    /// How many.
    pub(crate) size: u32,
    pub(crate) key: bool,
    /// False for what an edit list hides.
    pub(crate) shown: bool,
}

impl Input {
    /// What is known of stream `index`.
    pub(crate) fn header(&self, index: usize) -> Option<Header> {
        let stream = self.streams().nth(index)?;
        // SAFETY: the stream and its parameters live while `self` is borrowed; every pointer to text is null or ends
        // with NUL; the name functions take any number and answer null for one they do not know.
        unsafe {
            let raw = &*stream.as_ptr();
            let coded = &*raw.codecpar;
            let depth = ffi::av_pix_fmt_desc_get(ffi::AVPixelFormat(coded.format));
            let video = coded.codec_type == ffi::AVMediaType::VIDEO;
            Some(Header {
                kind: match coded.codec_type {
                    ffi::AVMediaType::VIDEO if raw.disposition & ffi::AV_DISPOSITION_ATTACHED_PIC != 0 => {
                        Kind::Cover
                    }
                    ffi::AVMediaType::VIDEO => Kind::Video,
                    ffi::AVMediaType::AUDIO => Kind::Audio,
                    ffi::AVMediaType::SUBTITLE => Kind::Subtitle,
                    _ => Kind::Other,
                },
                codec: text(ffi::avcodec_get_name(coded.codec_id)),
                profile: text(ffi::avcodec_profile_name(coded.codec_id, coded.profile)),
                bit_rate: u64::try_from(coded.bit_rate).unwrap_or(0),
                base: raw.time_base.into(),
                start: known(raw.start_time),
                duration: known(raw.duration).filter(|d| *d > 0),
                width: u32::try_from(coded.width).unwrap_or(0),
                height: u32::try_from(coded.height).unwrap_or(0),
                sample_aspect: if raw.sample_aspect_ratio.num > 0 {
                    raw.sample_aspect_ratio.into()
                } else {
                    coded.sample_aspect_ratio.into()
                },
                pixel_format: if video {
                    text(ffi::av_get_pix_fmt_name(ffi::AVPixelFormat(coded.format)))
                } else {
                    String::new()
                },
                bit_depth: if video && !depth.is_null() {
                    u8::try_from((*depth).comp[0].depth).unwrap_or(0)
                } else {
                    0
                },
                grid_rate: raw.r_frame_rate.into(),
                mean_rate: raw.avg_frame_rate.into(),
                interlaced: [
                    ffi::AVFieldOrder::TT,
                    ffi::AVFieldOrder::BB,
                    ffi::AVFieldOrder::TB,
                    ffi::AVFieldOrder::BT,
                ]
                .contains(&coded.field_order),
                reorder: u32::try_from(coded.video_delay).unwrap_or(0),
                primaries: text(ffi::av_color_primaries_name(coded.color_primaries)),
                transfer: text(ffi::av_color_transfer_name(coded.color_trc)),
                matrix: text(ffi::av_color_space_name(coded.color_space)),
                range: text(ffi::av_color_range_name(coded.color_range)),
                display: side_data(raw, ffi::AVPacketSideDataType::DISPLAYMATRIX).and_then(|bytes| {
                    let mut numbers = [0; 9];
                    for (number, bytes) in numbers.iter_mut().zip(bytes.chunks_exact(4)) {
                        *number = i32::from_ne_bytes(bytes.try_into().ok()?);
                    }
                    (bytes.len() >= 36).then_some(numbers)
                }),
                dolby_vision: side_data(raw, ffi::AVPacketSideDataType::DOVI_CONF).is_some(),
                sample_rate: u32::try_from(coded.sample_rate).unwrap_or(0),
                channels: u32::try_from(coded.ch_layout.nb_channels).unwrap_or(0),
                layout: {
                    let mut name: [c_char; 256] = [0; 256];
                    ffi::av_channel_layout_describe(&raw const coded.ch_layout, name.as_mut_ptr(), 255);
                    text(name.as_ptr())
                },
            })
        }
    }

    /// A tag of the container, or of one stream. Foreign text: any bytes, made readable.
    pub(crate) fn tag(&self, stream: Option<usize>, key: &str) -> Option<String> {
        let key = CString::new(key).ok()?;
        // SAFETY: the dictionary lives while `self` is borrowed; the value is copied.
        unsafe {
            let tags = match stream {
                Some(index) => (*self.streams().nth(index)?.as_ptr()).metadata,
                None => (*self.as_ptr()).metadata,
            };
            let entry = ffi::av_dict_get(tags, key.as_ptr(), ptr::null(), 0);
            (!entry.is_null()).then(|| text((*entry).value))
        }
    }

    /// The container's index of stream `index`, in decoding order; empty when it has none.
    pub(crate) fn index(&self, index: usize) -> Vec<Entry> {
        let Some(stream) = self.streams().nth(index) else { return Vec::new() };
        // SAFETY: entries below the count exist, or null is given; both calls only read.
        unsafe {
            let raw = stream.as_ptr().cast_mut();
            (0..ffi::avformat_index_get_entries_count(raw))
                .map_while(|i| ffi::avformat_index_get_entry(raw, i).as_ref())
                .map(|entry| Entry {
                    dts: entry.timestamp,
                    at: u64::try_from(entry.pos).unwrap_or(0),
                    size: u32::try_from(entry.size()).unwrap_or(0),
                    key: entry.flags() & ffi::AVINDEX_KEYFRAME != 0,
                    shown: entry.flags() & ffi::AVINDEX_DISCARD_FRAME == 0,
                })
                .collect()
        }
    }
}

fn known(ticks: i64) -> Option<i64> {
    (ticks != ffi::AV_NOPTS_VALUE).then_some(ticks)
}

/// # Safety
/// `text` is null or ends with NUL.
unsafe fn text(text: *const c_char) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
}

/// # Safety
/// The stream is open; what is returned lives as long as it.
unsafe fn side_data(stream: &ffi::AVStream, kind: ffi::AVPacketSideDataType) -> Option<&[u8]> {
    let mut size = 0;
    // SAFETY: as promised; the size belongs to the data.
    unsafe {
        let data = ffi::av_stream_get_side_data(stream, kind, &raw mut size);
        (!data.is_null()).then(|| std::slice::from_raw_parts(data, size))
    }
}
