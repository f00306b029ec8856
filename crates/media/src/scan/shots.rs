//! Hard cuts among neighbouring pictures.

use super::walk::Step;

/// A cut changes the shades of the picture by at least this much ([`Look::recast`](super::look::Look::recast)) …
const RECAST: f32 = 0.6;
/// … and the picture itself by this much ([`Look::difference`](super::look::Look::difference)) …
const LEAST: f32 = 16.0;
/// … and so many times as much as its neighbours do: motion and flicker go on, a cut happens once.
const RATIO: f32 = 2.2;
/// Between shots of the same shades the change must be plainer.
const PLAIN: (f32, f32) = (34.0, 3.5);
/// Neighbours on either side.
const AROUND: usize = 3;

/// Times of the pictures that begin a shot.
///
/// A difference counts when it stands out of those around it. A flash stands out too, but the picture after it is the one
/// before it again.
pub(super) fn cuts(steps: &[Step]) -> Vec<i64> {
    let mut found = Vec::new();
    for (i, step) in steps.iter().enumerate().skip(1) {
        let before = &steps[i.saturating_sub(AROUND).max(1).min(i)..i];
        let after = steps.get(i + 1..(i + 1 + AROUND).min(steps.len())).unwrap_or_default();
        let around: Vec<f32> = before.iter().chain(after).map(|s| s.difference).collect();
        let usual = around.iter().sum::<f32>() / around.len().max(1) as f32;
        let flash = steps.get(i + 1).is_some_and(|s| s.second_difference < 0.35 * step.difference);
        let after_flash = step.second_difference < 0.35 * step.difference && i > 1;
        let recast = step.recast >= RECAST && step.difference >= LEAST.max(RATIO * usual);
        let plain = step.difference >= PLAIN.0.max(PLAIN.1 * usual);
        if (recast || plain) && !flash && !after_flash {
            found.push(step.pts);
        }
    }
    found
}
