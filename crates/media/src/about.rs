//! What FFmpeg is on this machine. Touches no media.

use ffmpeg_the_third::{codec, encoder, format, util};

/// FFmpeg's libraries as linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Library and version, `libavcodec 59.37.100`.
    pub versions: Vec<String>,
    /// The encoders that films need.
    pub encoders: Vec<Encoder>,
}

/// An encoder that films need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoder {
    /// FFmpeg's name.
    pub name: &'static str,
    /// What it encodes.
    pub codec: &'static str,
    /// Whether it is here.
    pub present: bool,
}

/// Asks the libraries who they are.
pub fn about() -> About {
    let version = |name: &str, v: u32| format!("{name} {}.{}.{}", v >> 16, v >> 8 & 0xff, v & 0xff);
    let versions = vec![
        version("libavcodec", codec::version()),
        version("libavformat", format::version()),
        version("libavutil", util::version()),
    ];
    let needed = [
        ("libx264", "H.264"),
        ("libx265", "HEVC"),
        ("aac", "AAC"),
        ("libvpx-vp9", "VP9"),
        ("libopus", "Opus"),
    ];
    let present = |name| encoder::find_by_name(name).is_some();
    let encoders = needed.map(|(name, codec)| Encoder { name, codec, present: present(name) }).to_vec();
    About { versions, encoders }
}
