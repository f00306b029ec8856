//! A muxer over bytes.
#![expect(unsafe_code, reason = "FFmpeg's muxer with our own byte stream")]

use std::{ffi::CString, mem::ManuallyDrop, ops::Deref, ops::DerefMut, ptr, sync::Arc};

use ffmpeg_the_third::{Dictionary, Error, Packet, Rational, ffi, format};
use incamera_worker::WriteAt;
use rustix::io::Errno;

use super::{Track, io::Stream};

/// An open film.
pub(crate) struct Output {
    inner: ManuallyDrop<format::context::Output>,
    bytes: ManuallyDrop<Stream>,
}

impl Output {
    /// A muxer of FFmpeg's short name `container` (`mp4`, `mov`, `matroska`, `webm`).
    pub(crate) fn create(container: &str, sink: Arc<dyn WriteAt>) -> Result<Self, Error> {
        let bytes = Stream::writing(sink)?;
        let name = CString::new(container).map_err(|_| Error::InvalidData)?;
        // SAFETY: as in `Input::open`.
        unsafe {
            let mut context = ptr::null_mut();
            let made = ffi::avformat_alloc_output_context2(
                &raw mut context,
                ptr::null_mut(),
                name.as_ptr(),
                ptr::null(),
            );
            if made < 0 {
                return Err(Error::from(made));
            }
            (*context).pb = bytes.as_ptr();
            // Bit-exact also means: no name of the muxer and no date in the film.
            (*context).flags |= ffi::AVFMT_FLAG_CUSTOM_IO | ffi::AVFMT_FLAG_BITEXACT;
            let inner = format::context::Output::wrap(context);
            Ok(Self { inner: ManuallyDrop::new(inner), bytes: ManuallyDrop::new(bytes) })
        }
    }

    /// Adds a stream and gives its place. `rate` is the frame rate of a picture.
    pub(crate) fn add(&mut self, track: &Track, rate: Option<Rational>) -> Result<usize, Error> {
        // SAFETY: the stream belongs to the context; parameters and side data are copied.
        unsafe {
            let stream = ffi::avformat_new_stream(self.inner.as_mut_ptr(), ptr::null());
            let Some(stream) = stream.as_mut() else {
                return Err(Error::Other { errno: Errno::NOMEM.raw_os_error() });
            };
            let copied = ffi::avcodec_parameters_copy(stream.codecpar, track.raw());
            if copied < 0 {
                return Err(Error::from(copied));
            }
            stream.time_base = track.base.into();
            stream.sample_aspect_ratio = track.raw().sample_aspect_ratio;
            if let Some(rate) = rate {
                stream.avg_frame_rate = rate.into();
                stream.r_frame_rate = rate.into();
            }
            for (kind, data) in track.side() {
                let room = ffi::av_stream_new_side_data(stream, *kind, data.len());
                if room.is_null() {
                    return Err(Error::Other { errno: Errno::NOMEM.raw_os_error() });
                }
                ptr::copy_nonoverlapping(data.as_ptr(), room, data.len());
            }
            let index = stream.index as usize;
            if let (Some(language), Some(mut stream)) = (&track.language, self.inner.stream_mut(index)) {
                stream.metadata_mut().set("language", language);
            }
            Ok(index)
        }
    }

    /// Writes the header; streams are complete.
    pub(crate) fn begin(&mut self, options: &[(&str, &str)]) -> Result<(), Error> {
        let mut dictionary = Dictionary::new();
        for (key, value) in options {
            dictionary.set(*key, *value);
        }
        self.inner.write_header_with(dictionary).map(drop)
    }

    /// The tick the muxer chose for a stream; only after [`begin`](Self::begin).
    pub(crate) fn base(&self, stream: usize) -> Option<Rational> {
        self.inner.stream(stream).map(|s| s.time_base())
    }

    /// Writes a packet at once: the caller has put the streams in order of time.
    pub(crate) fn write(&mut self, packet: &Packet) -> Result<(), Error> {
        packet.write(&mut self.inner).map(drop)
    }

    /// Writes the index and flushes; gives the length of the film in bytes.
    pub(crate) fn finish(&mut self) -> Result<u64, Error> {
        self.inner.write_trailer()?;
        // SAFETY: plain call on an open byte stream.
        unsafe { ffi::avio_flush(self.bytes.as_ptr()) };
        // SAFETY: as above.
        let failed = unsafe { (*self.bytes.as_ptr()).error };
        if failed < 0 { Err(Error::from(failed)) } else { Ok(self.bytes.written()) }
    }

    /// What the medium said when a call failed with an I/O error.
    pub(crate) fn take_failure(&mut self) -> Option<std::io::Error> {
        self.bytes.take_failure()
    }
}

impl Deref for Output {
    type Target = format::context::Output;
    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

impl DerefMut for Output {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.inner
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // SAFETY: the wrapper's own Drop would close our byte stream with FFmpeg's file functions; it is taken away first.
        unsafe {
            ffi::avio_flush(self.bytes.as_ptr());
            (*self.inner.as_mut_ptr()).pb = ptr::null_mut();
            ManuallyDrop::drop(&mut self.inner);
            ManuallyDrop::drop(&mut self.bytes);
        }
    }
}
