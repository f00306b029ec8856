//! Captions on real pictures: where they stand, what they leave alone, what they do with foreign text.

use ffmpeg_the_third::{
    color::{Range, Space},
    format::Pixel,
    frame,
};
use incamera_model::{Caption, Span};

use super::*;
use crate::av::planes::{components, share};

/// Debian's fonts-dejavu-core, which `./test` installs.
fn font() -> Vec<u8> {
    std::fs::read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").unwrap()
}

fn caption(start: u64, end: u64, lines: &[&str]) -> Caption {
    Caption { span: Span::new(start, end), lines: lines.iter().map(ToString::to_string).collect() }
}

/// A picture of an even grey.
fn grey(format: Pixel, width: u32, height: u32) -> frame::Video {
    let mut picture = frame::Video::new(format, width, height);
    picture.set_color_space(Space::BT709);
    picture.set_color_range(Range::MPEG);
    for (i, c) in components(format).into_iter().enumerate() {
        let value = (if i == 0 { 100u16 } else { 128 } << (c.depth - 8)) << c.shift;
        let bytes = value.to_le_bytes();
        let plane = picture.data_mut(c.plane);
        for sample in plane[c.offset..].chunks_mut(c.step) {
            sample[0] = bytes[0];
            if c.depth + c.shift > 8
                && let Some(high) = sample.get_mut(1)
            {
                *high = bytes[1];
            }
        }
    }
    picture
}

/// Sample of component `i` at a pixel.
fn sample(picture: &frame::Video, i: usize, x: usize, y: usize) -> u32 {
    let c = components(picture.format())[i];
    let (x, y) = (x >> c.halved.0, y >> c.halved.1);
    let at = y * picture.stride(c.plane) + x * c.step + c.offset;
    let data = picture.data(c.plane);
    if c.depth + c.shift > 8 {
        u32::from(u16::from_le_bytes([data[at], data[at + 1]])) >> c.shift
    } else {
        u32::from(data[at])
    }
}

/// Pixels whose luma changed: left, top, right, bottom and how many.
fn changed(before: &frame::Video, after: &frame::Video) -> Option<([usize; 4], usize)> {
    let (width, height) = (before.width() as usize, before.height() as usize);
    let mut found = None;
    for y in 0..height {
        for x in 0..width {
            if sample(before, 0, x, y) != sample(after, 0, x, y) {
                let (b, n) = found.unwrap_or(([x, y, x, y], 0));
                found = Some(([b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)], n + 1));
            }
        }
    }
    found
}

fn drawn(format: Pixel, width: u32, height: u32, lines: &[&str]) -> (frame::Video, frame::Video) {
    let before = grey(format, width, height);
    let mut after = before.clone();
    let captions = Captions::new(&[caption(0, 1, lines)], &font()).unwrap();
    assert!(captions.brush().draw(&mut after, 0).unwrap());
    (before, after)
}

/// proves: EDT-08 (captions stand at the bottom, centred, inside the title-safe area; the rest is untouched)
#[test]
fn stands_bottom_centre_and_touches_nothing_else() {
    for (width, height) in [(1920, 1080), (1280, 720), (640, 360), (1080, 1920)] {
        let (before, after) = drawn(Pixel::YUV420P, width, height, &["Nothing leaves", "the machine."]);
        let ([left, top, right, bottom], pixels) = changed(&before, &after).unwrap();
        let (w, h) = (width as usize, height as usize);
        assert!(left > w / 20 && right < w - w / 20, "{left}..{right} of {w}");
        assert!(top > h * 6 / 10 && bottom < h - h / 20, "{top}..{bottom} of {h}");
        assert!((left + right).abs_diff(w) < w / 50, "centred: {left}..{right} of {w}");
        assert!(pixels > w * h / 400, "{pixels} pixels of type on {w}x{h}");
    }
}

/// The caption's white is the standard's white and its outline dark, in every format a camera or encoder uses.
#[test]
fn white_is_white_in_every_format() {
    for format in [
        Pixel::YUV420P,
        Pixel::YUV422P,
        Pixel::YUV444P,
        Pixel::NV12,
        Pixel::YUV420P10LE,
        Pixel::YUV422P10LE,
        Pixel::YUV444P12LE,
        Pixel::P010LE,
    ] {
        let (_, after) = drawn(format, 1280, 720, &["IIII"]);
        let unit = 1 << (components(format)[0].depth - 8);
        let all: Vec<(usize, usize)> = (0..720).flat_map(|y| (0..1280).map(move |x| (x, y))).collect();
        let luma = |&(x, y): &(usize, usize)| sample(&after, 0, x, y);
        assert_eq!(all.iter().map(luma).max(), Some(235 * unit), "{format:?}");
        assert!(all.iter().map(luma).min().unwrap() < 32 * unit, "{format:?}");
        for (x, y) in all {
            for i in [1, 2] {
                assert!(sample(&after, i, x, y).abs_diff(128 * unit) <= unit, "{format:?}: grey stays grey");
            }
        }
    }
}

#[test]
fn a_frame_without_caption_keeps_its_buffers() {
    let captions = Captions::new(&[caption(10, 20, &["ten"])], &font()).unwrap();
    let mut brush = captions.brush();
    let before = grey(Pixel::YUV420P, 640, 360);
    for (number, touched) in [(9, false), (10, true), (19, true), (20, false)] {
        let mut shared = share(&before).unwrap();
        assert_eq!(brush.draw(&mut shared, number).unwrap(), touched, "frame {number}");
        assert_eq!(changed(&before, &shared).is_some(), touched, "frame {number}");
        assert_eq!(before.data(0).as_ptr() == shared.data(0).as_ptr(), !touched, "frame {number}");
    }
    assert_eq!(captions.touched().as_slice(), [Span::new(10, 20)]);
}

/// proves: EDT-08 (foreign text is text: no command in it is obeyed, no character brings the render down)
#[test]
fn foreign_text_is_only_text() {
    let long = "word ".repeat(20_000);
    for text in [
        "{\\an8\\pos(10,10)}top",
        "\\N\\n\\h{}",
        "}{}{",
        "日本語の字幕",
        "🎬🇫🇷👩‍👩‍👧",
        "مرحبا بالعالم",
        "a\u{0}b\u{7f}\r\n",
        "\u{202e}evil\u{202c}",
        "Ça, c'est l'été",
        &long,
    ] {
        let (before, after) = drawn(Pixel::YUV420P, 640, 360, &[text]);
        if let Some(([_, top, ..], _)) = changed(&before, &after) {
            assert!(top > 360 / 3 || text.len() > 1000, "stays at the bottom: {text:.40}");
        }
    }
}

/// Odd and tiny pictures have chroma samples at their edge that only part of a pixel block covers.
#[test]
fn small_and_odd_pictures_do_not_overrun() {
    for (width, height) in [(1, 1), (2, 2), (17, 33), (321, 181)] {
        for format in [Pixel::YUV420P, Pixel::NV12, Pixel::YUV422P10LE] {
            drawn(format, width, height, &["The quick brown fox jumps over the lazy dog"]);
        }
    }
}

#[test]
fn a_font_that_is_none_is_said_to_be_none() {
    let made = Captions::new(&[caption(0, 1, &["one"])], b"no font");
    assert!(matches!(made, Err(Failure::Request(text)) if text.contains("font")));
    assert!(Captions::new(&[], b"").is_ok());
}
