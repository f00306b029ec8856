//! Start timecode (SMPTE ST 12-1) from the tags into which FFmpeg puts `tmcd` tracks and MXF packages.

use incamera_model::{Rate, Timecode};

use crate::av::Input;

/// The start timecode of the shown picture: its own tag, the container's, or that of any other stream.
pub(super) fn start(input: &Input, shown: usize, rate: Rate) -> Option<Timecode> {
    let streams = input.nb_streams() as usize;
    [Some(shown), None]
        .into_iter()
        .chain((0..streams).map(Some))
        .filter_map(|stream| input.tag(stream, "timecode"))
        .find_map(|text| parse(&text, rate))
}

/// `HH:MM:SS:FF`, or with `;` or `.` before the frames for drop-frame.
fn parse(text: &str, rate: Rate) -> Option<Timecode> {
    let (rest, frames) = text.trim().rsplit_once([':', ';', '.'])?;
    let drop = !text.trim().strip_suffix(frames)?.ends_with(':');
    let parts: Vec<u64> = rest.split(':').map(number).collect::<Option<_>>()?;
    let (&[hours, minutes, seconds], frames) = (parts.as_slice(), number(frames)?) else { return None };
    let base = u64::from(rate.num()).div_ceil(u64::from(rate.den()));
    if hours > 23 || minutes > 59 || seconds > 59 || frames >= base {
        return None;
    }
    let total_minutes = hours * 60 + minutes;
    // Drop-frame leaves out the first 2 numbers (at 30) of each minute but every tenth.
    let dropped = if drop { base / 15 * (total_minutes - total_minutes / 10) } else { 0 };
    let frame = ((total_minutes * 60 + seconds) * base + frames).checked_sub(dropped)?;
    let mark = if drop { ';' } else { ':' };
    Some(Timecode { text: format!("{hours:02}:{minutes:02}:{seconds:02}{mark}{frames:02}"), frame })
}

fn number(digits: &str) -> Option<u64> {
    (digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(text: &str, num: u32, den: u32) -> Option<(String, u64)> {
        parse(text, Rate::new(num, den).ok()?).map(|t| (t.text, t.frame))
    }

    #[test]
    fn drop_frame_skips_two_numbers_a_minute_but_every_tenth() {
        assert_eq!(frame("00:00:59;29", 30000, 1001), Some(("00:00:59;29".into(), 1799)));
        assert_eq!(frame("00:01:00;02", 30000, 1001), Some(("00:01:00;02".into(), 1800)));
        assert_eq!(frame("00:10:00;00", 30000, 1001), Some(("00:10:00;00".into(), 17982)));
        assert_eq!(frame("01:00:00;00", 30000, 1001), Some(("01:00:00;00".into(), 107_892)));
        assert_eq!(frame("00:01:00;04", 60000, 1001), Some(("00:01:00;04".into(), 3600)));
        assert_eq!(frame("01:00:00:00", 25, 1), Some(("01:00:00:00".into(), 90_000)));
        assert_eq!(frame("01:00:00.00", 30000, 1001), Some(("01:00:00;00".into(), 107_892)));
    }

    #[test]
    fn what_is_no_timecode_is_none() {
        for text in
            ["", "now", "00:00:00", "24:00:00:00", "00:60:00:00", "00:00:00:25", "1:2:3:4:5", "-1:00:00:00"]
        {
            assert_eq!(frame(text, 25, 1), None, "{text}");
        }
    }
}
