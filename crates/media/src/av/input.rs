//! A demuxer over bytes, unable to open anything else.
#![expect(unsafe_code, reason = "FFmpeg's demuxer with our own byte stream")]

use std::{mem::ManuallyDrop, ops::Deref, ops::DerefMut, ptr, sync::Arc};

use ffmpeg_the_third::{Dictionary, Error, Packet, Rational, ffi, format, media, rescale::Rescale};
use incamera_worker::ReadAt;
use rustix::io::Errno;

use super::{
    io::Stream,
    splice::{Noted, Splices},
};
use crate::job::Failure;

/// Containers a rush may come in. Playlists, image sequences and everything else that names other files are absent.
const CONTAINERS: &str = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,ogg,wav,w64,aiff,flac,mp3,aac,\
                          ac3,eac3,mxf,gxf,dv,asf,h264,hevc,m4v,mpegvideo,ivf,y4m,yuv4mpegpipe,caf,nut,amr,au";

/// A transport stream up to this size is read whole when it is opened, for splices: that takes a tenth of a second.
const SMALL: u64 = 64 << 20;
/// A larger one only when it claims to be longer than this, in microseconds. A clock that goes back counts as one that
/// goes on after its end, 26.5 hours.
const LONG: i64 = 12 * 3600 * 1_000_000;
/// After so many damaged packets the rest is not looked at for splices.
const HOPELESS: usize = 1000;
const MICRO: Rational = Rational(1, 1_000_000);

/// An open rush.
pub(crate) struct Input {
    inner: ManuallyDrop<format::context::Input>,
    bytes: ManuallyDrop<Stream>,
    /// Where the clock starts anew.
    splices: Option<Splices>,
}

impl Input {
    /// Opens a container and reads its stream headers. Where a transport stream's clock starts anew, its packets are put
    /// on one clock that goes on.
    pub(crate) fn open(source: Arc<dyn ReadAt>) -> Result<Self, Failure> {
        let mut input = Self::raw(Arc::clone(&source))?;
        let spliceable = matches!(input.format().name(), "mpegts" | "mpeg");
        if spliceable && (source.size() <= SMALL || input.duration() > LONG) {
            let splices = input.scout();
            input = Self::raw(source)?;
            input.mend(splices);
        }
        Ok(input)
    }

    fn raw(source: Arc<dyn ReadAt>) -> Result<Self, Failure> {
        let mut start = [0; 8];
        let is_mp4 = source.read_at(&mut start, 0).is_ok_and(|n| n == 8 && start.ends_with(b"ftyp"));
        let mut bytes = Stream::reading(source)?;
        // SAFETY: the context takes our byte stream and is closed before it (Drop); on failure FFmpeg frees the
        // context itself and leaves a custom byte stream alone.
        unsafe {
            let mut context = ffi::avformat_alloc_context();
            if context.is_null() {
                return Err(Error::Other { errno: Errno::NOMEM.raw_os_error() }.into());
            }
            (*context).pb = bytes.as_ptr();
            (*context).flags |= ffi::AVFMT_FLAG_CUSTOM_IO;
            let mut options = Dictionary::new();
            options.set("format_whitelist", CONTAINERS);
            // No protocol bears this name: references to other files or addresses cannot be followed.
            options.set("protocol_whitelist", "none");
            options.set("max_streams", "64");
            let mut raw = options.into_raw();
            let opened = ffi::avformat_open_input(&raw mut context, ptr::null(), ptr::null(), &raw mut raw);
            ffi::av_dict_free(&raw mut raw);
            if opened < 0 {
                return Err(match (Error::from(opened), bytes.take_failure()) {
                    (Error::InvalidData | Error::Eof, None) if is_mp4 => Failure::Unusable(
                        "its index is missing or damaged: the recording was cut off; copy it from the camera again"
                            .into(),
                    ),
                    // Before any header was understood, "invalid data" means: no container we know; "invalid
                    // argument": one that is not on the list.
                    (Error::InvalidData | Error::Eof, None) => Failure::NotMedia,
                    (Error::Other { errno }, None) if errno == Errno::INVAL.raw_os_error() => Failure::NotMedia,
                    (Error::Other { errno }, None) if errno == Errno::NOMEM.raw_os_error() => {
                        Failure::Unusable("it has too many streams, or its headers ask for too much memory".into())
                    }
                    (error, medium) => Failure::from_ffmpeg(error, medium),
                });
            }
            let inner = format::context::Input::wrap(context);
            let mut input =
                Self { inner: ManuallyDrop::new(inner), bytes: ManuallyDrop::new(bytes), splices: None };
            let found = ffi::avformat_find_stream_info(input.inner.as_mut_ptr(), ptr::null_mut());
            if found < 0 { Err(input.failed(Error::from(found))) } else { Ok(input) }
        }
    }

    /// Reads all packets for the places where the clock starts anew.
    fn scout(&mut self) -> Option<Splices> {
        let bases: Vec<Rational> = self.streams().map(|s| s.time_base()).collect();
        let kind = |kind| self.streams().find(|s| s.parameters().medium() == kind).map(|s| s.index());
        let leader = kind(media::Type::Video).or(kind(media::Type::Audio))?;
        let (mut packets, mut at, mut damaged) = (Vec::new(), 0, 0);
        while damaged < HOPELESS {
            let packet = match self.read() {
                Ok(Some(packet)) => packet,
                Ok(None) => break,
                Err(_) => {
                    damaged += 1;
                    continue;
                }
            };
            at = i64::try_from(packet.position()).ok().filter(|at| *at >= 0).unwrap_or(at);
            let stream = packet.stream();
            let Some(base) = bases.get(stream) else { continue };
            let micros = |ticks: i64| ticks.rescale(*base, MICRO);
            let Some(dts) = packet.dts().or(packet.pts()).map(micros) else { continue };
            let pts = packet.pts().map_or(dts, micros);
            packets.push(Noted {
                stream,
                at,
                dts,
                pts,
                duration: micros(packet.duration().max(0)),
                key: packet.is_key(),
            });
        }
        Splices::find(&packets, leader, &bases)
    }

    /// Puts everything on the clock that goes on, what the headers say of times included.
    fn mend(&mut self, splices: Option<Splices>) {
        let Some(splices) = splices else { return };
        // SAFETY: the array holds nb_streams valid pointers while the context is open; times are plain numbers.
        unsafe {
            let context = self.inner.as_mut_ptr();
            let (mut begin, mut end) = (i64::MAX, i64::MIN);
            for (i, line) in splices.streams().iter().enumerate().take((*context).nb_streams as usize) {
                let Some((from, to)) = line.shown else { continue };
                let stream = *(*context).streams.add(i);
                (*stream).start_time = from.rescale(MICRO, line.base);
                (*stream).duration = to.saturating_sub(from).rescale(MICRO, line.base);
                (begin, end) = (begin.min(from), end.max(to));
            }
            (*context).start_time = begin;
            (*context).duration = end.saturating_sub(begin);
        }
        self.splices = Some(splices);
    }

    /// Whether the clock starts anew somewhere in the file.
    pub(crate) fn is_spliced(&self) -> bool {
        self.splices.is_some()
    }

    /// The next packet in file order; none at the end.
    ///
    /// # Errors
    /// A damaged packet; reading on may succeed.
    pub(crate) fn read(&mut self) -> Result<Option<Packet>, Error> {
        let mut packet = Packet::empty();
        match packet.read(&mut self.inner) {
            Ok(()) => {
                if let Some(splices) = &mut self.splices {
                    splices.mend(&mut packet);
                }
                Ok(Some(packet))
            }
            Err(Error::Eof) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Goes to the last key picture of `stream` shown at `pts` or before (ticks of the stream).
    pub(crate) fn seek(&mut self, stream: usize, pts: i64) -> Result<(), Error> {
        // On a clock of ours only places mean anything to the demuxer.
        let (to, flags) = match &mut self.splices {
            Some(splices) => (splices.place(stream, pts), ffi::AVSEEK_FLAG_BYTE),
            None => (pts, 0),
        };
        // SAFETY: plain call on an open context.
        let done = unsafe {
            ffi::avformat_seek_file(self.inner.as_mut_ptr(), stream as i32, i64::MIN, to, to, flags)
        };
        if done < 0 { Err(Error::from(done)) } else { Ok(()) }
    }

    /// Goes to the beginning.
    pub(crate) fn rewind(&mut self, stream: usize) {
        if self.is_spliced() {
            // A failure shows when the next packet is not the first.
            let _ = self.seek(stream, -(1 << 56));
            return;
        }
        // Long before any first packet, yet far from the smallest number: MP4's demuxer subtracts the edit list's shift
        // unchecked, and what wraps around is the end of the file.
        let first = -(1 << 56);
        // SAFETY: plain call on an open context. A failure shows when the next packet is not the first.
        unsafe {
            let context = self.inner.as_mut_ptr();
            ffi::avformat_seek_file(context, stream as i32, i64::MIN, first, i64::MAX, 0);
        }
    }

    /// Lets the demuxer pass over the packets of every stream but those named.
    pub(crate) fn only(&mut self, streams: &[usize]) {
        // SAFETY: the array holds nb_streams valid pointers while the context is open.
        unsafe {
            let context = self.inner.as_mut_ptr();
            for i in 0..(*context).nb_streams as usize {
                (**(*context).streams.add(i)).discard =
                    if streams.contains(&i) { ffi::AVDiscard::DEFAULT } else { ffi::AVDiscard::ALL };
            }
        }
    }

    /// Why a call on this input failed, in the medium's own words where it has any.
    pub(crate) fn failed(&mut self, error: Error) -> Failure {
        Failure::from_ffmpeg(error, self.take_failure())
    }

    /// What the medium said when a call failed with an I/O error.
    pub(crate) fn take_failure(&mut self) -> Option<std::io::Error> {
        self.bytes.take_failure()
    }
}

impl Deref for Input {
    type Target = format::context::Input;
    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

impl DerefMut for Input {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.inner
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        // SAFETY: each is dropped once, the user before what it uses.
        unsafe {
            ManuallyDrop::drop(&mut self.inner);
            ManuallyDrop::drop(&mut self.bytes);
        }
    }
}
