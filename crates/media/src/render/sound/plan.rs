//! Where each stretch of sound stands in the film, and which packets are copied. Pure; all times are in samples.

/// Samples in a packet of AAC-LC.
pub(crate) const PACKET: i64 = 1024;

/// How a codec packs samples. Packet `j` of the film sounds from [`begins`](Self::begins)`(j)` on, for `length` samples;
/// packet 0 begins before the film, for what an encoder gives first only prepares the decoder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Packing {
    /// Samples in a packet.
    pub(crate) length: i64,
    /// Samples a player leaves out at the beginning.
    pub(crate) priming: i64,
}

impl Packing {
    /// First sample of packet `j`.
    pub(crate) fn begins(self, j: i64) -> i64 {
        j * self.length - self.priming
    }

    /// The packet that begins at a sample or holds it.
    pub(crate) fn packet(self, sample: i64) -> i64 {
        (sample + self.priming).div_euclid(self.length)
    }
}
/// Half of a crossfade: eight milliseconds, as a fraction of a second.
const HALF_FADE: i64 = 250;

/// A stretch of sound in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Which rush.
    pub(crate) rush: usize,
    /// First sample in the film.
    pub(crate) start: i64,
    /// After the last.
    pub(crate) end: i64,
    /// Sample `n` of the film is sample `n + shift` of the rush.
    pub(crate) shift: i64,
    /// Whether its packets can be copied; then `shift` puts the packets of the rush on those of the film.
    pub(crate) copies: bool,
    /// Samples over which it comes in.
    pub(crate) rise: (i64, i64),
    /// Samples over which it goes out.
    pub(crate) fall: (i64, i64),
}

impl Part {
    /// How loud it is at sample `n` of the film, 0 … 1. Neighbours add up to 1.
    pub(crate) fn weight(&self, n: i64) -> f32 {
        ramp(self.rise, n) * (1.0 - ramp(self.fall, n))
    }

    /// Film samples at which it is heard at all.
    pub(crate) fn heard(&self) -> (i64, i64) {
        (self.rise.0, self.fall.1)
    }
}

/// From 0 to 1 along half a cosine.
fn ramp((from, to): (i64, i64), n: i64) -> f32 {
    if n >= to {
        return 1.0;
    }
    if n < from {
        return 0.0;
    }
    let along = ((n - from) as f32 + 0.5) / (to - from) as f32;
    0.5 - 0.5 * (along * std::f32::consts::PI).cos()
}

/// Moves a part's sound by half a packet at most, so that packets of the rush (one begins at `phase`) stand on those of
/// the film.
pub(crate) fn align(shift: i64, phase: i64) -> i64 {
    let off = (shift - phase).rem_euclid(PACKET);
    if off * 2 <= PACKET { shift - off } else { shift + PACKET - off }
}

/// Lays crossfades over every joint; the film begins and ends in silence. `rate` in samples a second.
pub(crate) fn fade(parts: &mut [Part], rate: u32) {
    let half = i64::from(rate) / HALF_FADE;
    let lengths: Vec<i64> = parts.iter().map(|p| p.end - p.start).collect();
    let reach = |i: usize| lengths.get(i).map_or(i64::MAX, |n| n / 2);
    let count = parts.len();
    for (i, part) in parts.iter_mut().enumerate() {
        let here = half.min(reach(i));
        part.rise = if i == 0 {
            (part.start, part.start + here)
        } else {
            let h = here.min(reach(i - 1));
            (part.start - h, part.start + h)
        };
        part.fall = if i + 1 == count {
            (part.end - here, part.end)
        } else {
            let h = here.min(reach(i + 1));
            (part.end - h, part.end + h)
        };
    }
}

/// Packets of the film made in one way, half-open. Each reaches as far again into the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Copied from a part.
    Copy {
        /// Which part.
        part: usize,
        /// First packet.
        from: i64,
        /// After the last.
        to: i64,
    },
    /// Encoded.
    Encode {
        /// First packet.
        from: i64,
        /// After the last.
        to: i64,
    },
}

/// Packets encoded on either side beyond those that touch a fade: an encoder announces a change in its window a packet
/// before and takes it back a packet after.
const NOTICE: i64 = 1;
/// Fewer copied packets in a row than this are not worth two more joins.
const WORTHWHILE: i64 = 4;

/// All packets of a film of `length` samples. Parts whose packets are copied are of AAC, and so is the film then.
pub(crate) fn runs(parts: &[Part], length: i64, packing: Packing) -> Vec<Run> {
    let last = packing.packet(length - 1) + 1;
    let mut runs = Vec::new();
    let mut at = 0;
    for (i, part) in parts.iter().enumerate().filter(|(_, p)| p.copies) {
        // A packet's window spans two packets: all of it must lie where only this part is heard.
        let from = (part.rise.1 + PACKET - 1).div_euclid(PACKET) + 1 + NOTICE;
        let to = (part.fall.0 - 2 * PACKET).div_euclid(PACKET) + 2 - NOTICE;
        let (from, to) = (from.max(at), to.min(last));
        if to - from < WORTHWHILE {
            continue;
        }
        if from > at {
            runs.push(Run::Encode { from: at, to: from });
        }
        runs.push(Run::Copy { part: i, from, to });
        at = to;
    }
    if last > at {
        runs.push(Run::Encode { from: at, to: last });
    }
    runs
}

/// Shortens a copied run at its ends and lets the encoded ones beside it grow.
pub(crate) fn shorten(runs: &mut [Run], place: usize, new_from: i64, new_to: i64) {
    let Some(Run::Copy { from, to, .. }) = runs.get_mut(place) else { return };
    (*from, *to) = (new_from, new_to);
    if let Some(Run::Encode { to, .. }) = place.checked_sub(1).and_then(|i| runs.get_mut(i)) {
        *to = new_from;
    }
    if let Some(Run::Encode { from, .. }) = runs.get_mut(place + 1) {
        *from = new_to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AAC: Packing = Packing { length: PACKET, priming: PACKET };

    fn part(start: i64, end: i64, shift: i64) -> Part {
        Part { rush: 0, start, end, shift, copies: true, rise: (0, 0), fall: (0, 0) }
    }

    #[test]
    fn packets_cover_the_film_once_and_copies_lie_inside_their_part() {
        let mut parts = vec![part(0, 48_000, 7), part(48_000, 50_000, 0), part(50_000, 200_123, 9)];
        fade(&mut parts, 48_000);
        let runs = runs(&parts, 200_123, AAC);
        let begins = |j| AAC.begins(j);
        let mut at = 0;
        for run in &runs {
            let (Run::Copy { from, to, .. } | Run::Encode { from, to }) = *run;
            assert_eq!(from, at);
            at = to;
            if let Run::Copy { part, .. } = *run {
                assert!(
                    begins(from) >= parts[part].rise.1 && begins(to - 1) + 2 * PACKET <= parts[part].fall.0
                );
                // and no fewer than could be: the next on either side would touch a fade
                let (from, to) = (from - NOTICE, to + NOTICE);
                assert!(
                    begins(from - 1) < parts[part].rise.1 && begins(to) + 2 * PACKET > parts[part].fall.0
                );
            }
        }
        assert!(begins(at) >= 200_123 && begins(at - 1) < 200_123);
        assert_eq!(runs.iter().filter(|r| matches!(r, Run::Copy { .. })).count(), 2);
    }

    #[test]
    fn crossfades_add_up_and_shifts_align() {
        let mut parts = vec![part(0, 4800, 0), part(4800, 9600, 0)];
        fade(&mut parts, 48_000);
        for n in 200..9400 {
            let sum: f32 = parts.iter().map(|p| p.weight(n)).sum();
            assert!((sum - 1.0).abs() < 1e-5, "{n}: {sum}");
        }
        assert!(parts[0].weight(0) < 0.01 && parts[1].weight(9599) < 0.01);
        for shift in -3000..3000 {
            let moved = align(shift, 960);
            assert!((moved - shift).abs() <= PACKET / 2 && (moved - 960).rem_euclid(PACKET) == 0);
        }
    }
}
