//! What a stream is: codec, format, colour, and the side data that belongs to all of it. Titles, positions and serial
//! numbers are metadata and have no place here, so they cannot be carried into a film.
#![expect(unsafe_code, reason = "fields and side data that the binding does not reach")]

use std::{ptr, slice};

use ffmpeg_the_third::{AsPtr, Error, Rational, codec::Parameters, ffi, format::Pixel};
use rustix::io::Errno;

use super::Input;

/// Side data that describes the whole stream and is no one's secret.
const CARRIED: [ffi::AVPacketSideDataType; 3] = [
    ffi::AVPacketSideDataType::DISPLAYMATRIX,
    ffi::AVPacketSideDataType::MASTERING_DISPLAY_METADATA,
    ffi::AVPacketSideDataType::CONTENT_LIGHT_LEVEL,
];

/// One stream as a muxer, a decoder or an encoder needs to know it.
pub(crate) struct Track {
    parameters: Parameters,
    side: Vec<(ffi::AVPacketSideDataType, Vec<u8>)>,
    /// Seconds per tick.
    pub(crate) base: Rational,
    /// First timestamp, in ticks; 0 when the container does not say.
    pub(crate) start: i64,
    /// ISO 639 language, when stated.
    pub(crate) language: Option<String>,
}

// SAFETY: the parameters are plain memory, only read while shared.
unsafe impl Sync for Track {}

impl Clone for Track {
    fn clone(&self) -> Self {
        Self {
            parameters: self.parameters.clone(),
            side: self.side.clone(),
            base: self.base,
            start: self.start,
            language: self.language.clone(),
        }
    }
}

impl AsPtr<ffi::AVCodecParameters> for &Track {
    fn as_ptr(&self) -> *const ffi::AVCodecParameters {
        self.parameters.as_ptr()
    }
}

impl Track {
    /// Stream `index` of an open rush.
    pub(crate) fn of(input: &Input, index: usize) -> Option<Self> {
        let stream = input.streams().nth(index)?;
        let mut parameters = Parameters::new();
        let mut carried = Vec::new();
        // SAFETY: the stream lives while `input` is borrowed; the side data is copied at its stated size.
        unsafe {
            let raw = stream.as_ptr();
            if ffi::avcodec_parameters_copy(parameters.as_mut_ptr(), (*raw).codecpar) < 0 {
                return None;
            }
            // The container's word on the shape of a pixel overrides the coded one, and is all that some files have.
            if (*raw).sample_aspect_ratio.num > 0 {
                (*parameters.as_mut_ptr()).sample_aspect_ratio = (*raw).sample_aspect_ratio;
            }
            for kind in CARRIED {
                let mut size = 0;
                let data = ffi::av_stream_get_side_data(raw, kind, &raw mut size);
                if !data.is_null() {
                    carried.push((kind, slice::from_raw_parts(data, size).to_vec()));
                }
            }
        }
        let start = stream.start_time();
        Some(Self {
            parameters,
            side: carried,
            base: stream.time_base(),
            start: if start == ffi::AV_NOPTS_VALUE { 0 } else { start },
            language: input.tag(Some(index), "language"),
        })
    }

    /// What an encoder makes.
    pub(super) fn from_context(context: *const ffi::AVCodecContext, base: Rational) -> Self {
        let mut parameters = Parameters::new();
        // SAFETY: the caller holds an open context.
        unsafe {
            ffi::avcodec_parameters_from_context(parameters.as_mut_ptr(), context);
        }
        Self { parameters, side: Vec::new(), base, start: 0, language: None }
    }

    /// All fields.
    pub(super) fn raw(&self) -> &ffi::AVCodecParameters {
        // SAFETY: never null, lives as long as `self`.
        unsafe { &*self.parameters.as_ptr() }
    }

    fn raw_mut(&mut self) -> &mut ffi::AVCodecParameters {
        // SAFETY: as above, and borrowed alone.
        unsafe { &mut *self.parameters.as_mut_ptr() }
    }

    /// Side data of the whole stream.
    pub(super) fn side(&self) -> &[(ffi::AVPacketSideDataType, Vec<u8>)] {
        &self.side
    }

    /// Takes the side data of another stream: the film is shown as that rush was.
    pub(crate) fn shown_like(&mut self, other: &Self) {
        self.side.clone_from(&other.side);
    }

    /// Sets size, sample format and pixel shape of the picture, which then stands upright.
    pub(crate) fn reshape(&mut self, size: [u32; 2], pixel: Pixel, aspect: [u32; 2]) {
        let raw = self.raw_mut();
        (raw.width, raw.height) = (size[0] as i32, size[1] as i32);
        raw.format = ffi::AVPixelFormat::from(pixel).0;
        raw.sample_aspect_ratio = ffi::AVRational { num: aspect[0] as i32, den: aspect[1] as i32 };
        self.upright();
    }

    /// Forgets how the picture is to be turned.
    pub(crate) fn upright(&mut self) {
        self.side.retain(|(kind, _)| *kind != ffi::AVPacketSideDataType::DISPLAYMATRIX);
    }

    /// The decoder configuration (`avcC`, `hvcC`, `AudioSpecificConfig`, …).
    pub(crate) fn configuration(&self) -> &[u8] {
        let raw = self.raw();
        match usize::try_from(raw.extradata_size) {
            // SAFETY: FFmpeg keeps `extradata_size` bytes at `extradata`.
            Ok(size) if !raw.extradata.is_null() => unsafe { slice::from_raw_parts(raw.extradata, size) },
            _ => &[],
        }
    }

    /// Replaces the decoder configuration.
    pub(crate) fn set_configuration(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let size = i32::try_from(bytes.len()).map_err(|_| Error::InvalidData)?;
        // SAFETY: FFmpeg wants its own allocation with zeroed padding, and frees the one before.
        unsafe {
            let room = ffi::av_mallocz(bytes.len() + ffi::AV_INPUT_BUFFER_PADDING_SIZE as usize).cast::<u8>();
            if room.is_null() {
                return Err(Error::Other { errno: Errno::NOMEM.raw_os_error() });
            }
            ptr::copy_nonoverlapping(bytes.as_ptr(), room, bytes.len());
            let raw = self.raw_mut();
            ffi::av_freep((&raw mut raw.extradata).cast());
            raw.extradata = room;
            raw.extradata_size = size;
        }
        Ok(())
    }

    /// Sets the sample entry's four letters; `0000` lets the muxer choose.
    pub(crate) fn set_tag(&mut self, tag: [u8; 4]) {
        self.raw_mut().codec_tag = u32::from_le_bytes(tag);
    }

    /// FFmpeg's short codec name.
    pub(crate) fn codec(&self) -> &'static str {
        ffmpeg_the_third::codec::Id::from(self.raw().codec_id).name()
    }

    /// Pixel format of a picture.
    pub(crate) fn pixel(&self) -> Pixel {
        Pixel::from(ffi::AVPixelFormat(self.raw().format))
    }

    /// Picture size in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        (self.raw().width.unsigned_abs(), self.raw().height.unsigned_abs())
    }

    /// Width of a pixel over its height; square when the stream is silent about it.
    pub(crate) fn aspect(&self) -> [u32; 2] {
        let aspect = self.raw().sample_aspect_ratio;
        if aspect.num <= 0 || aspect.den <= 0 { [1, 1] } else { [aspect.num as u32, aspect.den as u32] }
    }

    /// Profile number as FFmpeg has it.
    pub(crate) fn profile(&self) -> i32 {
        self.raw().profile
    }

    /// Frames by which decoding order may run ahead of showing order.
    pub(crate) fn delay(&self) -> usize {
        usize::try_from(self.raw().video_delay).unwrap_or(0).min(16)
    }

    /// Samples a second.
    pub(crate) fn sample_rate(&self) -> u32 {
        self.raw().sample_rate.unsigned_abs()
    }

    /// Sets another rate of samples, for an encoder that does not know the stream's own.
    pub(crate) fn set_sample_rate(&mut self, rate: u32) {
        self.raw_mut().sample_rate = rate as i32;
    }

    /// Bits a second; 0 when unknown.
    pub(crate) fn bit_rate(&self) -> i64 {
        self.raw().bit_rate.max(0)
    }

    /// Number of channels.
    pub(crate) fn channels(&self) -> usize {
        usize::try_from(self.raw().ch_layout.nb_channels).unwrap_or(0)
    }

    /// Samples before the first one meant to be heard.
    pub(crate) fn priming(&self) -> i64 {
        i64::from(self.raw().initial_padding.max(0))
    }

    /// Sets what the container tells players of the samples before the first one meant to be heard.
    pub(crate) fn set_priming(&mut self, samples: i32) {
        self.raw_mut().initial_padding = samples;
    }

    /// Whether pictures of both can stand in one stream: same codec, profile, size, format, colour, pixel shape, turn.
    pub(crate) fn looks_like(&self, other: &Self) -> bool {
        let (a, b) = (self.raw(), other.raw());
        let shape = |r: ffi::AVRational| if r.num <= 0 { (1, 1) } else { (r.num, r.den) };
        a.codec_id == b.codec_id
            && a.profile == b.profile
            && (a.width, a.height, a.format) == (b.width, b.height, b.format)
            && a.color_primaries == b.color_primaries
            && a.color_trc == b.color_trc
            && a.color_space == b.color_space
            && a.color_range == b.color_range
            && shape(a.sample_aspect_ratio) == shape(b.sample_aspect_ratio)
            && self.side == other.side
    }

    /// Whether sound packets of both can stand in one stream.
    pub(crate) fn sounds_like(&self, other: &Self) -> bool {
        let (a, b) = (self.raw(), other.raw());
        a.codec_id == b.codec_id
            && a.sample_rate == b.sample_rate
            && a.ch_layout.nb_channels == b.ch_layout.nb_channels
            && self.configuration() == other.configuration()
    }
}
