//! SMPTE timecode, both ways.

use incamera_model::Rate;

/// SMPTE timecode, modulo 24 hours. Drop-frame skips the numbers 0 and 1 (0 … 3 at 60) each minute but every tenth,
/// after SMPTE ST 12-1.
pub(crate) fn timecode(rate: Rate, frame: u64, drop: bool) -> String {
    let base = base(rate);
    let drop = drop && drops(rate);
    let mut number = frame % day(rate, drop);
    if drop {
        let skipped = base / 15;
        let minute = base * 60 - skipped;
        let ten = minute * 10 + skipped;
        let (tens, rest) = (number / ten, number % ten);
        let minutes = if rest < base * 60 { 0 } else { 1 + (rest - base * 60) / minute };
        number += skipped * (tens * 9 + minutes);
    }
    let number = number % (base * 86_400);
    let (seconds, frames) = (number / base, number % base);
    let mark = if drop { ';' } else { ':' };
    format!("{:02}:{:02}:{:02}{mark}{frames:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Whether drop-frame counting exists at this rate: 29.97 and 59.94.
pub(crate) fn drops(rate: Rate) -> bool {
    rate.den() == 1001 && matches!(rate.num(), 30_000 | 60_000)
}

/// The frame a timecode names, the other way round; none when it names none. `;` or `.` before the frames says
/// drop-frame, else `drop` does.
pub(crate) fn frame_of(rate: Rate, text: &str, drop: bool) -> Option<u64> {
    let marked = text.contains([';', '.']);
    let mut parts = text.split([':', ';', '.']).map(|p| p.parse::<u64>().ok().filter(|_| p.len() <= 3));
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let (seconds, frames) = (parts.next()??, parts.next()??);
    let base = base(rate);
    if parts.next().is_some() || hours > 99 || minutes > 59 || seconds > 59 || frames >= base {
        return None;
    }
    let minutes = hours * 60 + minutes;
    let skipped = if (drop || marked) && drops(rate) { base / 15 * (minutes - minutes / 10) } else { 0 };
    ((minutes * 60 + seconds) * base + frames).checked_sub(skipped)
}

/// Frames of a day, after which timecode begins again.
pub(crate) fn day(rate: Rate, drop: bool) -> u64 {
    let base = base(rate);
    base * 86_400 - if drop && drops(rate) { base / 15 * 1296 } else { 0 }
}

/// Frames that timecode counts in a second.
fn base(rate: Rate) -> u64 {
    u64::from(rate.num()).div_ceil(u64::from(rate.den()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The anchor points of SMPTE ST 12-1: ten minutes of 29.97 are 17 982 frames, an hour 107 892.
    #[test]
    fn drop_frame_counts_as_smpte_says() {
        let ntsc = Rate::new(30_000, 1001).unwrap();
        for (frame, text) in [
            (0, "00:00:00;00"),
            (1799, "00:00:59;29"),
            (1800, "00:01:00;02"),
            (17_981, "00:09:59;29"),
            (17_982, "00:10:00;00"),
            (107_892, "01:00:00;00"),
        ] {
            assert_eq!(timecode(ntsc, frame, true), text);
            assert_eq!(frame_of(ntsc, text, false), Some(frame));
        }
        assert_eq!(timecode(Rate::new(60_000, 1001).unwrap(), 3600, true), "00:01:00;04");
        assert_eq!(timecode(Rate::new(25, 1).unwrap(), 90_000, true), "01:00:00:00");
    }

    proptest! {
        #[test]
        fn a_frame_survives_its_timecode(frame in 0u64..10_000_000, num in prop::sample::select(vec![24_000u32, 25_000, 30_000, 50_000, 60_000]), den in prop::sample::select(vec![1000u32, 1001]), drop: bool) {
            let rate = Rate::new(num, den).unwrap();
            let text = timecode(rate, frame, drop);
            prop_assert_eq!(frame_of(rate, &text, drop), Some(frame % day(rate, drop)));
        }

        #[test]
        fn any_text_is_a_frame_or_none(text in "\\PC{0,16}|[0-9:;]{0,14}") {
            frame_of(Rate::new(30_000, 1001).unwrap(), &text, true);
        }
    }
}
