//! When a rush was recorded, as it says.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use crate::av::Input;

/// Apple's own tag knows the time zone of the camera; the others are said to be UTC.
const TAGS: [&str; 4] = ["com.apple.quicktime.creationdate", "creation_time", "date", "DateTimeOriginal"];

/// The first plausible recording time: of the container, else of a stream. RFC 3339 in UTC.
pub(super) fn created(input: &Input) -> Option<String> {
    let streams = (0..input.nb_streams() as usize).map(Some);
    [None].into_iter().chain(streams).find_map(|stream| {
        TAGS.into_iter().filter_map(|tag| input.tag(stream, tag)).find_map(|text| parse(&text))
    })
}

fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    let instant = text.parse::<Timestamp>().ok().or_else(|| {
        // Cameras that know no time zone.
        text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })?;
    // A clock that was never set stands at its epoch: 1904 or 1970.
    let date = instant.to_zoned(TimeZone::UTC);
    (date.year() > 1970).then(|| instant.to_string())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn said_in_utc() {
        let told = |text| parse(text).unwrap();
        assert_eq!(told("2024-05-01T12:03:01.000000Z"), "2024-05-01T12:03:01Z");
        assert_eq!(told("2024-05-01T14:03:01+0200"), "2024-05-01T12:03:01Z");
        assert_eq!(told("2024-05-01 12:03:01"), "2024-05-01T12:03:01Z");
        for nothing in ["", "1904-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "yesterday", "\u{0}"] {
            assert_eq!(parse(nothing), None, "{nothing}");
        }
    }
}
