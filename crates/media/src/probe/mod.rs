//! What a rush is: its headers, checked against the timestamps of its packets.

mod clock;
mod created;
mod edits;
mod riff;
mod timecode;
mod walk;

use std::sync::Arc;

use ffmpeg_the_third::{Rational, rescale::Rescale};
use incamera_model::{
    AudioStream, Colour, FieldOrder, Hdr, Micros, Probe, StreamTime, SubtitleStream, VideoStream, Warning,
};
use incamera_worker::ReadAt;

use crate::{
    av::{Header, Input, Kind},
    job::{Failure, Say},
};
use walk::{Seen, Walk};

/// The widest and highest picture that is read, in pixels.
const LONGEST_SIDE: u32 = 16_384;
/// The largest picture that is read, in pixels: the largest of H.264's highest level (ITU-T H.264, table A-1, level 6.2:
/// 139,264 macroblocks). Of a larger one no film could be made.
const LARGEST: u64 = 139_264 * 256;
/// The most sound channels that are read.
const MOST_CHANNELS: u32 = 64;

const MICRO: Rational = Rational(1, 1_000_000);

/// Reads everything that [`Probe`] holds.
pub(crate) fn probe(source: Arc<dyn ReadAt>, say: Say) -> Result<Probe, Failure> {
    let size = source.size();
    let edits = edits::shifted(source.as_ref());
    let broken = riff::is_broken(source.as_ref());
    let mut input = Input::open(source)?;
    let container = input.format().name().split(',').next().unwrap_or_default().to_owned();
    let headers: Vec<Header> = (0..input.nb_streams() as usize).filter_map(|i| input.header(i)).collect();

    let mut warnings = Vec::new();
    if input.is_spliced() {
        warnings.push(Warning::JumpingTime);
    }
    if broken {
        warnings.push(Warning::BrokenIndex);
    }
    let Walk { seen, oddities } = walk::walk(&mut input, &container, &headers, size, say)?;
    warnings.extend(oddities);

    let (mut video, mut audio, mut subtitles) = (Vec::new(), Vec::new(), Vec::new());
    let mut end = Micros(0);
    let mut begin = None::<Micros>;
    for (index, (header, seen)) in headers.iter().zip(&seen).enumerate() {
        match header.kind {
            Kind::Video if header.width > 0 && header.height > 0 => {
                check_picture(header)?;
                let edited = edits.get(index).copied().unwrap_or(false);
                let stream = picture(index, header, seen, edited, &mut warnings);
                span(&stream.time, &mut begin, &mut end);
                video.push(stream);
            }
            Kind::Audio if header.sample_rate > 0 && header.channels > 0 => {
                if header.channels > MOST_CHANNELS {
                    return Err(Failure::Unusable(format!(
                        "its sound has {} channels; at most {MOST_CHANNELS} are read",
                        header.channels
                    )));
                }
                let stream = sound(index, header, seen, language(&input, index));
                span(&stream.time, &mut begin, &mut end);
                audio.push(stream);
            }
            Kind::Subtitle => subtitles.push(SubtitleStream {
                index: index as u32,
                codec: header.codec.clone(),
                language: language(&input, index),
            }),
            _ => {}
        }
    }
    if video.is_empty() && audio.is_empty() {
        return Err(Failure::Unusable("it has neither a moving picture nor sound".into()));
    }
    if video.is_empty() {
        warnings.push(Warning::NoVideo);
    }
    if audio.is_empty() {
        warnings.push(Warning::NoAudio);
    }
    warnings.sort_unstable();
    warnings.dedup();

    let mut probe = Probe {
        created: created::created(&input),
        timecode: None,
        duration: Micros(end.0.saturating_sub(begin.unwrap_or(end).0)),
        container,
        size,
        video,
        audio,
        subtitles,
        warnings,
    };
    probe.timecode =
        probe.picture().and_then(|shown| timecode::start(&input, shown.index as usize, shown.rate));
    Ok(probe)
}

fn check_picture(header: &Header) -> Result<(), Failure> {
    let Header { width, height, .. } = *header;
    if width > LONGEST_SIDE || height > LONGEST_SIDE {
        return Err(Failure::Unusable(format!(
            "its picture claims {width}×{height} pixels; at most {LONGEST_SIDE} on a side are read"
        )));
    }
    if u64::from(width) * u64::from(height) > LARGEST {
        return Err(Failure::Unusable(format!(
            "its picture claims {width}×{height} pixels; at most {LARGEST} are read, 8K film and a little"
        )));
    }
    Ok(())
}

/// Widens `begin..end` by the shown stretch of a stream.
fn span(time: &StreamTime, begin: &mut Option<Micros>, end: &mut Micros) {
    let micros =
        |ticks: i64| Micros(ticks.rescale(Rational(time.base[0] as i32, time.base[1] as i32), MICRO));
    let from = micros(time.start);
    *begin = Some(begin.map_or(from, |earliest| earliest.min(from)));
    *end = (*end).max(micros(time.start.saturating_add(time.length)));
}

fn picture(
    index: usize,
    header: &Header,
    seen: &Seen,
    edited: bool,
    warnings: &mut Vec<Warning>,
) -> VideoStream {
    let clock = clock::clock(header, seen);
    if clock.impossible {
        warnings.push(Warning::ImpossibleRate);
    }
    if clock.variable {
        warnings.push(Warning::VariableRate);
    }
    VideoStream {
        index: index as u32,
        codec: header.codec.clone(),
        profile: header.profile.clone(),
        width: header.width,
        height: header.height,
        sample_aspect: fraction(header.sample_aspect).unwrap_or([1, 1]),
        pixel_format: header.pixel_format.clone(),
        bit_depth: header.bit_depth,
        rate: clock.rate,
        variable_rate: clock.variable,
        frames: clock.frames,
        time: StreamTime { base: base(header), start: clock.start, length: clock.length },
        rotation: header.display.map_or(0, rotation),
        colour: Colour {
            primaries: named(&header.primaries),
            transfer: named(&header.transfer),
            matrix: named(&header.matrix),
            range: named(&header.range),
        },
        hdr: match header.transfer.as_str() {
            _ if header.dolby_vision => Some(Hdr::DolbyVision),
            "smpte2084" => Some(Hdr::Pq),
            "arib-std-b67" => Some(Hdr::Hlg),
            _ => None,
        },
        field_order: if header.interlaced { FieldOrder::Interlaced } else { FieldOrder::Progressive },
        reorder: header.reorder,
        edit_list: edited,
        bit_rate: header.bit_rate,
    }
}

fn sound(index: usize, header: &Header, seen: &Seen, language: Option<String>) -> AudioStream {
    let start = header.start.or(seen.first).unwrap_or(0);
    let told = header.duration.unwrap_or(0);
    // What was read counts, where it was read to the end; else what the header says.
    let length = seen.end.map_or(told, |end| end.saturating_sub(start));
    AudioStream {
        index: index as u32,
        codec: header.codec.clone(),
        profile: header.profile.clone(),
        sample_rate: header.sample_rate,
        channels: header.channels,
        layout: named(&header.layout),
        time: StreamTime { base: base(header), start, length: length.max(0) },
        language,
        bit_rate: header.bit_rate,
    }
}

fn named(name: &str) -> String {
    if name.is_empty() || name == "reserved" { "unknown".into() } else { name.into() }
}

/// Two positive numbers, or none.
fn fraction(rational: Rational) -> Option<[u32; 2]> {
    let [num, den] = [u32::try_from(rational.0).ok()?, u32::try_from(rational.1).ok()?];
    (num > 0 && den > 0).then_some([num, den])
}

fn base(header: &Header) -> [u32; 2] {
    fraction(header.base).unwrap_or([1, 1_000_000])
}

/// ISO 639 as stated: letters and the marks of regions only.
fn language(input: &Input, index: usize) -> Option<String> {
    let tag = input.tag(Some(index), "language")?;
    let plausible =
        (2..=12).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    (plausible && tag != "und").then_some(tag)
}

/// Clockwise turn for display, to the nearest quarter. The matrix is `a b u / c d v / x y w`, row vectors, 16.16 fixed
/// point (ISO/IEC 14496-12, 6.2.2).
fn rotation([a, b, ..]: [i32; 9]) -> u16 {
    let degrees = f64::from(b).atan2(f64::from(a)).to_degrees();
    ((degrees / 90.0).round().rem_euclid(4.0) * 90.0) as u16
}

#[cfg(test)]
mod tests {
    use super::rotation;

    #[test]
    fn quarters_of_the_display_matrix() {
        const ONE: i32 = 1 << 16;
        let turned = |a, b, c, d| rotation([a, b, 0, c, d, 0, 0, 0, 1 << 30]);
        assert_eq!(turned(ONE, 0, 0, ONE), 0);
        assert_eq!(turned(0, ONE, -ONE, 0), 90);
        assert_eq!(turned(-ONE, 0, 0, -ONE), 180);
        assert_eq!(turned(0, -ONE, ONE, 0), 270);
        assert_eq!(turned(0, 0, 0, 0), 0);
    }
}
