//! The head of a `ggml-*.bin`: what kind of model it is, without loading it.

use std::{fmt, io::Read};

/// `ggml` as whisper.cpp writes it.
pub(super) const MAGIC: u32 = 0x6767_6d6c;

/// Sizes of a Whisper model, in the order in which the file holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hyper {
    pub(super) vocabulary: u32,
    pub(super) audio_context: u32,
    pub(super) audio_state: u32,
    pub(super) audio_heads: u32,
    pub(super) audio_layers: u32,
    pub(super) text_context: u32,
    pub(super) text_state: u32,
    pub(super) text_heads: u32,
    pub(super) text_layers: u32,
    pub(super) mels: u32,
    pub(super) format: u32,
}

impl Hyper {
    pub(super) fn fields(&self) -> [u32; 11] {
        [
            self.vocabulary,
            self.audio_context,
            self.audio_state,
            self.audio_heads,
            self.audio_layers,
            self.text_context,
            self.text_state,
            self.text_heads,
            self.text_layers,
            self.mels,
            self.format,
        ]
    }

    fn from_fields(f: [u32; 11]) -> Self {
        Self {
            vocabulary: f[0],
            audio_context: f[1],
            audio_state: f[2],
            audio_heads: f[3],
            audio_layers: f[4],
            text_context: f[5],
            text_state: f[6],
            text_heads: f[7],
            text_layers: f[8],
            mels: f[9],
            format: f[10],
        }
    }

    /// Whether the sizes are those of some Whisper; whisper.cpp allocates by them before it reads on.
    pub(super) fn check(&self) -> Result<(), String> {
        let within = [
            ("vocabulary", self.vocabulary, 51_864..=51_900),
            ("audio context", self.audio_context, 1500..=1500),
            ("width", self.audio_state, 384..=1280),
            ("heads", self.audio_heads, 6..=20),
            ("audio layers", self.audio_layers, 2..=32),
            ("text context", self.text_context, 448..=448),
            ("text width", self.text_state, self.audio_state..=self.audio_state),
            ("text heads", self.text_heads, self.audio_heads..=self.audio_heads),
            ("text layers", self.text_layers, 1..=32),
            ("mel bands", self.mels, 80..=128),
            ("number format", self.format, 0..=2100),
        ];
        match within.into_iter().find(|(_, value, range)| !range.contains(value)) {
            Some((name, value, _)) => Err(format!("{name} of {value} is no Whisper's")),
            None => Ok(()),
        }
    }
}

/// What a model file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whisper: hears words.
    Whisper(Whisper),
    /// Silero: tells speech from other sound.
    Silero,
}

/// Which Whisper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whisper {
    /// Which size; none for one outside the published series (distilled, fine-tuned with other layers).
    pub size: Option<Size>,
    /// Understands languages other than English.
    pub multilingual: bool,
}

/// The published sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 39 million numbers.
    Tiny,
    /// 74 million.
    Base,
    /// 244 million.
    Small,
    /// 769 million.
    Medium,
    /// 1.5 thousand million; first or second version, which the file does not tell apart.
    Large,
    /// The third version, with 128 mel bands.
    LargeV3,
    /// The third version with four text layers.
    LargeV3Turbo,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Silero => f.write_str("Silero voice activity"),
            Self::Whisper(whisper) => {
                let size = match whisper.size {
                    Some(Size::Tiny) => "tiny",
                    Some(Size::Base) => "base",
                    Some(Size::Small) => "small",
                    Some(Size::Medium) => "medium",
                    Some(Size::Large) => "large",
                    Some(Size::LargeV3) => "large-v3",
                    Some(Size::LargeV3Turbo) => "large-v3-turbo",
                    None => "of its own size",
                };
                write!(f, "Whisper {size}{}", if whisper.multilingual { "" } else { ", English only" })
            }
        }
    }
}

impl Kind {
    /// Reads the head of a ggml file.
    ///
    /// # Errors
    /// Why it is neither a Whisper nor a Silero model, as the end of a sentence.
    pub fn read(mut head: impl Read) -> Result<Self, String> {
        let mut number = || {
            let mut bytes = [0; 4];
            head.read_exact(&mut bytes).map_err(|_| "it is too short".to_owned())?;
            Ok::<u32, String>(u32::from_le_bytes(bytes))
        };
        if number()? != MAGIC {
            return Err("it does not begin like a ggml file".into());
        }
        let mut fields = [number()?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        if fields[0] == 10 {
            // A Silero file names itself: "silero-16k", four letters a number.
            let name = [number()?.to_le_bytes(), number()?.to_le_bytes()].concat();
            return if name == *b"silero-1" { Ok(Self::Silero) } else { Err("it is another network".into()) };
        }
        for field in &mut fields[1..] {
            *field = number()?;
        }
        let hyper = Hyper::from_fields(fields);
        hyper.check()?;
        Ok(Self::Whisper(Whisper::of(&hyper)))
    }
}

impl Whisper {
    pub(super) fn of(hyper: &Hyper) -> Self {
        let multilingual = hyper.vocabulary > 51_864;
        let size = match (hyper.audio_layers, hyper.text_layers, hyper.mels) {
            (4, 4, 80) => Some(Size::Tiny),
            (6, 6, 80) => Some(Size::Base),
            (12, 12, 80) => Some(Size::Small),
            (24, 24, 80) => Some(Size::Medium),
            (32, 32, 80) if multilingual => Some(Size::Large),
            (32, 32, 128) if multilingual => Some(Size::LargeV3),
            (32, 4, 128) if multilingual => Some(Size::LargeV3Turbo),
            _ => None,
        };
        Self { size, multilingual }
    }
}
