//! A muxer over bytes.
#![expect(unsafe_code, reason = "FFmpeg's muxer with our own byte stream")]

use std::{ffi::CString, mem::ManuallyDrop, ops::Deref, ops::DerefMut, ptr, sync::Arc};

use ffmpeg_the_third::{Error, ffi, format};
use incamera_worker::WriteAt;

use super::io::Stream;
use crate::job::Failure;

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
            (*context).flags |= ffi::AVFMT_FLAG_CUSTOM_IO as i32;
            let inner = format::context::Output::wrap(context);
            Ok(Self { inner: ManuallyDrop::new(inner), bytes: ManuallyDrop::new(bytes) })
        }
    }

    /// Why a call on this film failed, in the medium's own words where it has any (a full disk above all).
    pub(crate) fn failed(&mut self, error: Error) -> Failure {
        Failure::from_ffmpeg(error, self.take_failure())
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
