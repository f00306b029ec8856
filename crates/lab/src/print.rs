//! A film is printed: copied where it can be, encoded where it must be.

use incamera_media::{Failure, FullBecause, MediaError, Mode, Render, Rendered, Sink, Source};

use crate::Lab;

impl Lab {
    /// Makes a film of `rushes` (in the order of [`Render::rushes`]) into `sink`.
    ///
    /// # Errors
    /// As [`incamera_media::Media::render`].
    pub fn print(
        &self,
        rushes: &[Source],
        render: Render,
        sink: &Sink,
        tell: impl FnMut(u64, u64),
    ) -> Result<Rendered, MediaError> {
        self.media.render(rushes, render, sink, tell)
    }
}

/// Tries to print with what can be copied; where pictures turn out not to be in the order that copying needs, once more with all of
/// them encoded. Each attempt has its own place to write to.
///
/// # Errors
/// What an attempt fails with outside the printing.
pub fn in_order<E>(
    render: Render,
    mut attempt: impl FnMut(Render) -> Result<Result<Rendered, MediaError>, E>,
) -> Result<Result<Rendered, MediaError>, E> {
    match attempt(render.clone())? {
        Err(MediaError::Failed(Failure::Disorder)) if render.mode == Mode::Smart => {
            let full_because = Some(FullBecause::Disorder);
            Ok(attempt(Render { mode: Mode::Full, ..render })?
                .map(|rendered| Rendered { full_because, ..rendered }))
        }
        made => Ok(made),
    }
}
