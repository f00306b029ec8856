//! FFmpeg's byte stream over [`ReadAt`] and [`WriteAt`]: the libraries never open anything themselves.
#![expect(unsafe_code, reason = "callbacks of a C library")]

use std::{ffi::c_int, ffi::c_void, ptr, slice, sync::Arc};

use ffmpeg_the_third::{Error, ffi};
use incamera_worker::{ReadAt, WriteAt};
use rustix::io::Errno;

/// Bytes FFmpeg asks for at once: large enough that a socket round trip does not matter.
const BUFFER: usize = 256 * 1024;

enum Bytes {
    Read(Arc<dyn ReadAt>),
    Write { sink: Arc<dyn WriteAt>, size: u64 },
}

struct Cursor {
    bytes: Bytes,
    at: u64,
    /// The first failure of the medium, kept because FFmpeg reduces it to "I/O error".
    failure: Option<std::io::Error>,
}

/// An `AVIOContext` of ours; must outlive the format context that uses it.
pub(super) struct Stream {
    avio: *mut ffi::AVIOContext,
    cursor: *mut Cursor,
}

// SAFETY: the context is used from one thread at a time; the bytes behind it are Send + Sync.
unsafe impl Send for Stream {}

impl Stream {
    pub(super) fn reading(source: Arc<dyn ReadAt>) -> Result<Self, Error> {
        Self::new(Bytes::Read(source))
    }

    pub(super) fn writing(sink: Arc<dyn WriteAt>) -> Result<Self, Error> {
        Self::new(Bytes::Write { sink, size: 0 })
    }

    fn new(bytes: Bytes) -> Result<Self, Error> {
        let writable = c_int::from(matches!(bytes, Bytes::Write { .. }));
        let cursor = Box::into_raw(Box::new(Cursor { bytes, at: 0, failure: None }));
        // SAFETY: av_malloc gives BUFFER bytes or null; the cursor lives until Drop frees it after the context.
        unsafe {
            let buffer: *mut u8 = ffi::av_malloc(BUFFER).cast();
            let avio = if buffer.is_null() {
                ptr::null_mut()
            } else {
                ffi::avio_alloc_context(
                    buffer,
                    BUFFER as c_int,
                    writable,
                    cursor.cast(),
                    Some(read),
                    Some(write),
                    Some(seek),
                )
            };
            if avio.is_null() {
                ffi::av_free(buffer.cast());
                drop(Box::from_raw(cursor));
                return Err(Error::Other { errno: Errno::NOMEM.raw_os_error() });
            }
            Ok(Self { avio, cursor })
        }
    }

    pub(super) fn as_ptr(&self) -> *mut ffi::AVIOContext {
        self.avio
    }

    /// Bytes written so far, holes included; 0 when reading.
    pub(super) fn written(&self) -> u64 {
        // SAFETY: as in `take_failure`.
        match unsafe { &(*self.cursor).bytes } {
            Bytes::Write { size, .. } => *size,
            Bytes::Read(_) => 0,
        }
    }

    /// What the medium said, if it failed.
    pub(super) fn take_failure(&mut self) -> Option<std::io::Error> {
        // SAFETY: no callback runs while we hold `&mut self`: FFmpeg calls back only inside its own calls.
        unsafe { (*self.cursor).failure.take() }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: the format context is gone; the buffer may have been replaced by FFmpeg, so it is read from the context.
        unsafe {
            ffi::av_freep((&raw mut (*self.avio).buffer).cast());
            ffi::avio_context_free(&raw mut self.avio);
            drop(Box::from_raw(self.cursor));
        }
    }
}

unsafe extern "C" fn read(opaque: *mut c_void, buffer: *mut u8, size: c_int) -> c_int {
    // SAFETY: FFmpeg passes back our cursor and a buffer of `size` bytes.
    let (cursor, buffer) = unsafe {
        (&mut *opaque.cast::<Cursor>(), slice::from_raw_parts_mut(buffer, usize::try_from(size).unwrap_or(0)))
    };
    let Bytes::Read(source) = &cursor.bytes else { return ffi_error(Errno::INVAL.raw_os_error()) };
    match source.read_at(buffer, cursor.at) {
        Ok(0) => ffi::AVERROR_EOF,
        Ok(n) => {
            cursor.at += n as u64;
            n as c_int
        }
        Err(error) => {
            cursor.failure.get_or_insert(error);
            ffi_error(Errno::IO.raw_os_error())
        }
    }
}

unsafe extern "C" fn write(opaque: *mut c_void, buffer: *mut u8, size: c_int) -> c_int {
    // SAFETY: as in `read`.
    let (cursor, buffer) = unsafe {
        (
            &mut *opaque.cast::<Cursor>(),
            slice::from_raw_parts(buffer.cast_const(), usize::try_from(size).unwrap_or(0)),
        )
    };
    let Bytes::Write { sink, size: written } = &mut cursor.bytes else {
        return ffi_error(Errno::INVAL.raw_os_error());
    };
    match sink.write_at(buffer, cursor.at) {
        Ok(()) => {
            cursor.at += buffer.len() as u64;
            *written = (*written).max(cursor.at);
            size
        }
        Err(error) => {
            cursor.failure.get_or_insert(error);
            ffi_error(Errno::IO.raw_os_error())
        }
    }
}

unsafe extern "C" fn seek(opaque: *mut c_void, offset: i64, whence: c_int) -> i64 {
    // SAFETY: as in `read`.
    let cursor = unsafe { &mut *opaque.cast::<Cursor>() };
    let size = match &cursor.bytes {
        Bytes::Read(source) => source.size(),
        Bytes::Write { size, .. } => *size,
    };
    let base = match whence & !(ffi::AVSEEK_FORCE as c_int) {
        w if w == ffi::AVSEEK_SIZE as c_int => return size as i64,
        0 => 0,
        1 => cursor.at as i64,
        2 => size as i64,
        _ => return i64::from(ffi_error(Errno::INVAL.raw_os_error())),
    };
    match base.checked_add(offset).and_then(|at| u64::try_from(at).ok()) {
        Some(at) => {
            cursor.at = at;
            at as i64
        }
        None => i64::from(ffi_error(Errno::INVAL.raw_os_error())),
    }
}

/// FFmpeg's negative form of an error number.
const fn ffi_error(errno: c_int) -> c_int {
    -errno
}
