//! In which order rushes are shown.

use std::cmp::Ordering;

use incamera_model::Probe;

/// Sorts rushes as they were shot: by timecode when all have one and they differ, else by creation time on the same
/// condition, else by name, where numbers count (`clip2` before `clip10`). Ties fall to the next.
pub fn order<T>(rushes: &mut [T], facts: impl Fn(&T) -> (&Probe, &str)) {
    let tells = |key: &dyn Fn(&Probe) -> Option<String>| {
        let mut all = rushes.iter().map(|r| key(facts(r).0));
        let Some(Some(first)) = all.next() else { return false };
        let mut differ = false;
        all.all(|k| k.map(|k| differ |= k != first).is_some()) && differ
    };
    let by_timecode = tells(&|p| p.timecode.as_ref().map(|t| t.text.clone()));
    let by_creation = tells(&|p| p.created.clone());
    rushes.sort_by(|a, b| {
        let ((a, a_name), (b, b_name)) = (facts(a), facts(b));
        let timecode = |p: &Probe| p.timecode.as_ref().map(|t| t.text.replace(';', ":"));
        let first = if by_timecode { timecode(a).cmp(&timecode(b)) } else { Ordering::Equal };
        let second = if by_creation { a.created.cmp(&b.created) } else { Ordering::Equal };
        first.then(second).then_with(|| natural(a_name, b_name))
    });
}

/// Compares names with their runs of digits taken as numbers.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    loop {
        let (Some(x), Some(y)) = (a_rest.chars().next(), b_rest.chars().next()) else {
            return a_rest.len().cmp(&b_rest.len()).then_with(|| a.cmp(b));
        };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (x, x_after) = digits(a_rest);
            let (y, y_after) = digits(b_rest);
            match x.len().cmp(&y.len()).then_with(|| x.cmp(y)) {
                Ordering::Equal => (a_rest, b_rest) = (x_after, y_after),
                other => return other,
            }
        } else {
            match x.to_lowercase().cmp(y.to_lowercase()) {
                Ordering::Equal => (a_rest, b_rest) = (&a_rest[x.len_utf8()..], &b_rest[y.len_utf8()..]),
                other => return other,
            }
        }
    }
}

/// The number at the beginning, without leading zeros, and what follows it.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (number.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::natural;
    use proptest::prelude::*;
    use std::cmp::Ordering;

    #[test]
    fn numbers_count() {
        let mut names = ["clip10.mp4", "clip2.mp4", "Clip1.mp4", "clip02b.mp4", "a.mp4"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a.mp4", "Clip1.mp4", "clip2.mp4", "clip02b.mp4", "clip10.mp4"]);
    }

    proptest! {
        #[test]
        fn is_a_total_order(a in "[aA0-2é]{0,6}", b in "[aA0-2é]{0,6}", c in "[aA0-2é]{0,6}") {
            prop_assert_eq!(natural(&a, &b), natural(&b, &a).reverse());
            prop_assert_eq!(natural(&a, &b) == Ordering::Equal, a == b);
            if natural(&a, &b).is_le() && natural(&b, &c).is_le() {
                prop_assert!(natural(&a, &c).is_le());
            }
        }
    }
}
