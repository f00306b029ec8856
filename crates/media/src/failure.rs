//! From FFmpeg's error numbers to [`Failure`], in one place.

use std::io;

use ffmpeg_the_third::Error;
use rustix::io::Errno;

use crate::job::Failure;

impl Failure {
    /// What to say about `error`, given what the medium itself said (see `Input::take_failure`): the medium knows
    /// better, for FFmpeg reduces every trouble below it to "I/O error".
    pub(crate) fn from_ffmpeg(error: Error, medium: Option<io::Error>) -> Self {
        match (error, medium) {
            (_, Some(medium)) => Self::Bytes(medium.to_string()),
            (Error::DemuxerNotFound, None) => Self::NotMedia,
            (Error::DecoderNotFound, None) => {
                Self::Unusable("it needs a decoder that FFmpeg does not have here".into())
            }
            (Error::EncoderNotFound, None) => {
                Self::Unusable("it needs an encoder that FFmpeg does not have here".into())
            }
            (Error::InvalidData, None) => {
                Self::Unusable("it is damaged or cut off; copy it from the camera again".into())
            }
            (Error::Other { errno }, None) if errno == Errno::NOMEM.raw_os_error() => Self::Unusable(
                "it needs more memory than a worker may use; raise the limit only if you trust the file"
                    .into(),
            ),
            (error, None) => Self::Ffmpeg(error.to_string()),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::from_ffmpeg(error, None)
    }
}
