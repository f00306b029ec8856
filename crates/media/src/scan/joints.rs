//! Where the coded picture may be entered and left without decoding anything.

use incamera_model::Joints;

use super::table::{Coded, Grid};

/// In a pause of the frames (variable rate) every empty place is as good an exit as the next; so many are named.
const PAUSE: u64 = 120;

/// Finds the joints of pictures in decoding order.
///
/// A boundary between two neighbours in decoding order is an **exit** when everything before it is shown before
/// everything after it: then what is shown before the exit is a prefix in decoding order, and a prefix needs nothing
/// that is not in it. The exit is an **entry** as well when the picture after it is clean and the first shown.
/// Pictures that share one frame of the grid cannot be parted.
pub(super) fn joints(coded: &[Coded], grid: &Grid) -> Joints {
    let shown: Vec<(i64, u64, bool)> =
        coded.iter().filter(|c| c.shown).filter_map(|c| Some((c.pts, grid.frame(c.pts)?, c.clean))).collect();
    // Earliest time from each picture to the end.
    let mut earliest = vec![(i64::MAX, u64::MAX); shown.len()];
    let mut least = (i64::MAX, u64::MAX);
    for (slot, (pts, frame, _)) in earliest.iter_mut().zip(&shown).rev() {
        least = least.min((*pts, *frame));
        *slot = least;
    }
    let mut found = Joints::default();
    let mut latest: Option<(i64, u64)> = None;
    for ((pts, frame, clean), (first, first_frame)) in shown.iter().zip(&earliest) {
        let apart = latest.is_none_or(|(time, number)| time < *first && number < *first_frame);
        if apart {
            let enter = *clean && pts == first;
            match latest {
                Some((_, number)) if first_frame - number <= PAUSE => {
                    found.exits.extend(number + 1..=*first_frame);
                }
                Some((_, number)) => found.exits.extend([number + 1, *first_frame]),
                None if enter => found.exits.push(*first_frame),
                None => {}
            }
            if enter {
                found.entries.push(*frame);
            }
        }
        latest = latest.max(Some((*pts, *frame)));
    }
    found.exits.extend(latest.map(|(_, number)| number + 1));
    found
}

#[cfg(test)]
mod tests {
    use ffmpeg_the_third::Rational;
    use incamera_model::Rate;
    use proptest::prelude::*;

    use super::*;

    /// Groups of pictures in decoding order: each begins with a key picture, clean or not, and shows its pictures in a
    /// shuffled order; an open group lets one of them slip before the key picture.
    fn streams() -> impl Strategy<Value = Vec<Coded>> {
        let group =
            (any::<bool>(), any::<bool>(), Just(()), 1usize..9).prop_flat_map(|(clean, open, (), size)| {
                let order = Just((1..=size as i64).collect::<Vec<_>>()).prop_shuffle();
                (Just(clean), Just(open), order)
            });
        prop::collection::vec(group, 1..6).prop_map(|groups| {
            let mut coded = Vec::new();
            let mut at = 0;
            for (clean, open, order) in groups {
                let mut times: Vec<i64> = std::iter::once(0).chain(order).collect();
                if open && times.len() > 1 {
                    times.swap(0, 1);
                }
                let length = times.len() as i64;
                for (i, time) in times.into_iter().enumerate() {
                    let key = i == 0;
                    coded.push(Coded { pts: at + time, size: 1, key, clean: key && clean, shown: true });
                }
                at += length;
            }
            coded
        })
    }

    proptest! {
        /// proves: EDT-04
        #[test]
        fn an_exit_is_where_what_is_shown_before_is_a_prefix(coded in streams()) {
            let grid = Grid { first: 0, base: Rational(1, 30), rate: Rate::new(30, 1).unwrap() };
            let found = joints(&coded, &grid);
            let end = coded.len() as u64;
            for frame in 1..=end {
                let before = |c: &Coded| (c.pts as u64) < frame;
                let prefix = coded.iter().take_while(|c| before(c)).count();
                let exit = prefix == coded.iter().filter(|c| before(c)).count();
                prop_assert_eq!(found.exits.contains(&frame), exit, "frame {}", frame);
            }
            for frame in 0..end {
                let place = coded.iter().position(|c| c.pts as u64 == frame);
                let clean = place.is_some_and(|p| {
                    let apart = coded[..p].iter().all(|c| (c.pts as u64) < frame)
                        && coded[p..].iter().all(|c| c.pts as u64 >= frame);
                    coded[p].clean && apart
                });
                prop_assert_eq!(found.entries.contains(&frame), clean, "entry {}", frame);
                prop_assert!(!clean || found.exits.contains(&frame));
            }
        }
    }
}
