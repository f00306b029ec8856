//! How a film is made of a cut: the flags, and how they would be typed again.

use clap::{Args, ValueEnum};
use incamera_model::{Cut, Rate};

/// How a film is made of a cut.
#[derive(Debug, Args)]
pub(crate) struct Making {
    #[arg(long, value_enum, default_value_t = Captions::None)]
    pub(crate) captions: Captions,
    #[arg(long, value_name = "LUFS", default_value = "off", allow_hyphen_values = true, value_parser = loudness)]
    pub(crate) loudness: Loudness,
    #[arg(long)]
    pub(crate) denoise: bool,
    #[arg(long, value_name = "W:H", value_parser = aspect)]
    pub(crate) aspect: Option<[u32; 2]>,
    #[arg(long, value_name = "LINES", value_parser = clap::value_parser!(u32).range(16..=8640))]
    pub(crate) height: Option<u32>,
    #[arg(long, value_name = "WxH@FPS", conflicts_with = "height", value_parser = format)]
    pub(crate) format: Option<Format>,
    #[arg(long, value_enum, default_value_t = Mode::Smart)]
    pub(crate) render: Mode,
    #[arg(long, short)]
    pub(crate) yes: bool,
}

impl Making {
    /// Gives a cut the rate asked for: its film is counted in these frames, its rushes in their own.
    pub(crate) fn set_rate(&self, cut: &mut Cut) {
        if let Some(rate) = self.format.and_then(|format| format.rate) {
            cut.rate = rate;
        }
    }

    /// What else must be typed to have the same film made again, each part after a space. The rate stands in the cut.
    pub(crate) fn flags(&self) -> String {
        let captions = self.captions.to_possible_value().filter(|_| self.captions != Captions::None);
        let sized = |format: Format| format.size.map(|[w, h]| format!("{w}x{h}"));
        [
            captions.map(|v| format!(" --captions {}", v.get_name())),
            self.loudness.0.map(|lufs| format!(" --loudness {}", f64::from(lufs) / 100.0)),
            self.denoise.then(|| " --denoise".to_owned()),
            self.aspect.map(|[w, h]| format!(" --aspect {w}:{h}")),
            self.height.map(|lines| format!(" --height {lines}")),
            self.format.and_then(sized).map(|size| format!(" --format {size}")),
            (self.render == Mode::Full).then(|| " --render full".to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Where captions go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Captions {
    None,
    Srt,
    Vtt,
    Burn,
}

/// Copy what can be copied, or encode everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    Smart,
    Full,
}

/// Loudness to reach in 1/100 LUFS, or as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Loudness(pub(crate) Option<i32>);

fn loudness(text: &str) -> Result<Loudness, String> {
    if text == "off" {
        return Ok(Loudness(None));
    }
    match text.replace(',', ".").parse::<f64>() {
        Ok(lufs) if (-70.0..=0.0).contains(&lufs) => Ok(Loudness(Some((lufs * 100.0).round() as i32))),
        _ => Err("-70 … 0 | off".into()),
    }
}

fn aspect(text: &str) -> Result<[u32; 2], String> {
    let part = |s: &str| s.parse::<u32>().ok().filter(|n| (1..=100).contains(n));
    let parts = text.split_once([':', '/', 'x']).and_then(|(w, h)| Some([part(w)?, part(h)?]));
    parts.ok_or_else(|| "9:16, 1:1, 4:5, 16:9".into())
}

/// The film's own format, where it is not that of the first rush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    /// Square pixels across and down.
    pub(crate) size: Option<[u32; 2]>,
    /// Frames a second.
    pub(crate) rate: Option<Rate>,
}

/// `1920x1080`, `1920x1080@25` or `@29.97`.
fn format(text: &str) -> Result<Format, String> {
    let wrong = || String::from("1920x1080, 1920x1080@25, @29.97, @30000/1001");
    let (size, rate) = match text.split_once('@') {
        Some((size, rate)) => (size, Some(frames_a_second(rate).ok_or_else(wrong)?)),
        None => (text, None),
    };
    // Chroma is halved both ways: only even numbers can be encoded.
    let even = |s: &str| s.parse().ok().filter(|n: &u32| (16..=8192).contains(n) && n.is_multiple_of(2));
    let size = match size.split_once('x') {
        Some((w, h)) => Some([even(w).ok_or_else(wrong)?, even(h).ok_or_else(wrong)?]),
        None if size.is_empty() && rate.is_some() => None,
        None => return Err(wrong()),
    };
    Ok(Format { size, rate })
}

/// `25`, `30000/1001`, or a rate of television by its short name: `23.976`, `29.97`, `59.94`.
fn frames_a_second(text: &str) -> Option<Rate> {
    let rate = match (text.split_once('/'), text.split_once('.')) {
        (Some((num, den)), _) => Rate::new(num.parse().ok()?, den.parse().ok()?),
        (None, None) => Rate::new(text.parse().ok()?, 1),
        (None, Some(("23", "98" | "976"))) => Rate::new(24_000, 1001),
        (None, Some(("29", "97"))) => Rate::new(30_000, 1001),
        (None, Some(("59", "94"))) => Rate::new(60_000, 1001),
        _ => return None,
    };
    rate.ok().filter(|rate| (1.0..=240.0).contains(&rate.per_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let rate = |num, den| Some(Rate::new(num, den).unwrap());
        assert_eq!(format("1920x1080"), Ok(Format { size: Some([1920, 1080]), rate: None }));
        assert_eq!(
            format("1280x720@29.97"),
            Ok(Format { size: Some([1280, 720]), rate: rate(30_000, 1001) })
        );
        assert_eq!(format("@24000/1001"), Ok(Format { size: None, rate: rate(24_000, 1001) }));
        for wrong in ["", "@", "1920", "1281x720", "8x8", "1280x720@", "@0", "@1000", "@25/0", "@29.5", "axb"]
        {
            assert!(format(wrong).is_err(), "{wrong}");
        }
    }
}
