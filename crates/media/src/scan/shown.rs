//! Which picture of a rush is shown, and when its time begins.

use ffmpeg_the_third::{Rational, format::stream::Disposition, media, rescale::Rescale};

use crate::av::Input;

/// The tick in which all of this is said.
pub(super) const MICRO: Rational = Rational(1, 1_000_000);

/// The stream that [`Probe::picture`](incamera_model::Probe::picture) names: the largest picture that is no cover,
/// the first of equals.
pub(super) fn picture(input: &Input) -> Option<usize> {
    let mut best: Option<(u64, usize)> = None;
    for stream in input.streams() {
        let parameters = stream.parameters();
        let cover = stream.disposition().contains(Disposition::ATTACHED_PIC);
        if parameters.medium() == media::Type::Video && !cover {
            let area = u64::from(parameters.width()) * u64::from(parameters.height());
            if best.is_none_or(|(largest, _)| area > largest) {
                best = Some((area, stream.index()));
            }
        }
    }
    best.map(|(_, index)| index)
}

/// The streams of sound, in file order.
pub(super) fn sounds(input: &Input) -> Vec<usize> {
    let sound = |s: &ffmpeg_the_third::Stream<'_>| s.parameters().medium() == media::Type::Audio;
    input.streams().filter(sound).map(|s| s.index()).collect()
}

/// The rush's zero on the container's clock, in microseconds: the first shown frame, or the first sample without
/// a moving picture.
pub(super) fn zero(input: &Input) -> i64 {
    let start = |index: usize| {
        let stream = input.stream(index)?;
        let start = stream.start_time();
        (start != ffmpeg_the_third::ffi::AV_NOPTS_VALUE).then(|| start.rescale(stream.time_base(), MICRO))
    };
    match picture(input) {
        Some(index) => start(index).unwrap_or(0),
        None => sounds(input).into_iter().filter_map(start).min().unwrap_or(0),
    }
}
