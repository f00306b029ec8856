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
