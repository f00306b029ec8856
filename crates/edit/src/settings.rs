//! What to drop, and how close to speech to cut.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use incamera_model::{Micros, Reason, Setting, Span};

use crate::Profile;

/// A way of derushing that fits a kind of footage. The numbers stand in one table, in `Preset::row`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// People answering questions: pauses are cut, breathing stays. The default.
    #[default]
    Interview,
    /// One person to the camera: tight.
    Vlog,
    /// Conversation without much picture: pauses carry meaning, picture faults do not matter.
    Podcast,
    /// Slides and screens: a picture that stands still is no fault.
    Lecture,
    /// Long silences, black and frozen picture only; nothing that takes judgement.
    Raw,
}

/// A word that is no preset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a preset; presets are {list}", list = Preset::ALL.map(Preset::name).join(", "))]
pub struct PresetError(pub String);

/// One line of the preset table; times in milliseconds.
struct Row {
    drop: &'static [Reason],
    before: i64,
    after: i64,
    min_silence: i64,
    min_clip: i64,
    breath: i64,
}

impl Preset {
    /// Every preset, in the order help shows them.
    pub const ALL: [Self; 5] = [Self::Interview, Self::Vlog, Self::Podcast, Self::Lecture, Self::Raw];

    /// The word used on the command line and in the cut document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Vlog => "vlog",
            Self::Podcast => "podcast",
            Self::Lecture => "lecture",
            Self::Raw => "raw",
        }
    }

    #[rustfmt::skip]
    const fn row(self) -> Row {
        use Reason::{Black, Blur, Frozen, Noise, Retake, Shake, Silence};
        match self {
            Self::Interview => Row { before: 100, after: 160, min_silence:   600, min_clip: 300, breath:  280, drop: &[Silence, Retake, Black, Frozen, Blur, Shake, Noise] },
            Self::Vlog      => Row { before:  80, after: 120, min_silence:   400, min_clip: 300, breath:  220, drop: &[Silence, Retake, Black, Frozen, Blur, Shake, Noise] },
            Self::Podcast   => Row { before: 150, after: 300, min_silence: 1_000, min_clip: 400, breath:  550, drop: &[Silence, Retake, Noise] },
            Self::Lecture   => Row { before: 150, after: 300, min_silence: 1_500, min_clip: 500, breath:  600, drop: &[Silence, Retake, Black, Blur, Shake, Noise] },
            Self::Raw       => Row { before: 500, after: 700, min_silence: 3_000, min_clip: 500, breath: 1_200, drop: &[Silence, Black, Frozen] },
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Preset {
    type Err = PresetError;
    fn from_str(word: &str) -> Result<Self, PresetError> {
        Self::ALL.into_iter().find(|p| p.name() == word).ok_or_else(|| PresetError(word.into()))
    }
}

/// A span a person decided before derushing. It is exact: nothing moves its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manual {
    /// Place of the rush in the list given to [`derush`](crate::derush), from 0.
    pub rush: usize,
    /// Frames of the rush; what lies outside it is ignored.
    pub span: Span,
    /// Keep or drop.
    pub keep: bool,
}

/// How to derush: a preset and what a person changed about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What the film is called.
    pub title: String,
    /// Where the other values came from; for the reader of the cut.
    pub preset: Preset,
    /// The profile laid over the preset, when there was one; for the reader of the cut.
    pub profile: Option<Profile>,
    /// Reasons that drop. Reasons outside the list are not looked for; fillers then become suggestions.
    pub drop: BTreeSet<Reason>,
    /// Kept before speech begins.
    pub margin_before: Micros,
    /// Kept after speech ends.
    pub margin_after: Micros,
    /// A pause shorter than this stays whole.
    pub min_silence: Micros,
    /// A kept stretch without speech, shorter than this between two dropped ones, is dropped with them.
    pub min_clip: Micros,
    /// The pause left where a longer one was cut, for a speaker of usual breath. Each speaker's own short pauses
    /// scale it between 0.7 and 1.4 times; never less than the two margins.
    pub breath: Micros,
    /// Faults of the picture that are dropped even while somebody speaks. Empty by default: words outrank pictures.
    pub through_speech: BTreeSet<Reason>,
    /// Let automatic boundaries slide into the silence, to where the stream can be cut without encoding.
    pub snap: bool,
    /// Decisions taken beforehand.
    pub manual: Vec<Manual>,
}

impl Default for Settings {
    fn default() -> Self {
        Self::new(Preset::default())
    }
}

impl Settings {
    /// The preset as it is.
    pub fn new(preset: Preset) -> Self {
        let row = preset.row();
        Self {
            title: String::new(),
            preset,
            profile: None,
            drop: row.drop.iter().copied().collect(),
            margin_before: Micros::from_millis(row.before),
            margin_after: Micros::from_millis(row.after),
            min_silence: Micros::from_millis(row.min_silence),
            min_clip: Micros::from_millis(row.min_clip),
            breath: Micros::from_millis(row.breath),
            through_speech: BTreeSet::new(),
            snap: true,
            manual: Vec::new(),
        }
    }

    /// Drops for these reasons too (`--drop`).
    #[must_use]
    pub fn dropping(mut self, reasons: impl IntoIterator<Item = Reason>) -> Self {
        self.drop.extend(reasons);
        self
    }

    /// Drops no longer for these reasons (`--keep`).
    #[must_use]
    pub fn keeping(mut self, reasons: impl IntoIterator<Item = Reason>) -> Self {
        for reason in reasons {
            self.drop.remove(&reason);
        }
        self
    }

    /// Keeps the same margin before and after speech (`--margin`); the breath shrinks or grows with it.
    #[must_use]
    pub fn with_margin(mut self, margin: Micros) -> Self {
        let margin = Micros(margin.0.clamp(0, 10_000_000));
        let old = (self.margin_before + self.margin_after).0.max(1);
        self.breath = Micros(self.breath.0 * (2 * margin.0) / old);
        (self.margin_before, self.margin_after) = (margin, margin);
        self
    }

    /// Leaves pauses shorter than this whole (`--min-silence`).
    #[must_use]
    pub fn with_min_silence(mut self, least: Micros) -> Self {
        self.min_silence = Micros(least.0.max(0));
        self
    }

    /// The settings as the cut document states them.
    pub(crate) fn stated(&self) -> BTreeMap<String, Setting> {
        let names =
            |reasons: &BTreeSet<Reason>| Setting::List(reasons.iter().map(|r| r.name().into()).collect());
        let millis = |time: Micros| Setting::Number(time.0 / 1000);
        let mut stated = BTreeMap::from([
            ("preset".into(), Setting::Text(self.preset.name().into())),
            ("drop".into(), names(&self.drop)),
            ("through_speech".into(), names(&self.through_speech)),
            ("margin_before_ms".into(), millis(self.margin_before)),
            ("margin_after_ms".into(), millis(self.margin_after)),
            ("min_silence_ms".into(), millis(self.min_silence)),
            ("min_clip_ms".into(), millis(self.min_clip)),
            ("breath_ms".into(), millis(self.breath)),
            ("snap".into(), Setting::Flag(self.snap)),
        ]);
        if let Some(Profile { name, version }) = &self.profile {
            stated.insert("profile".into(), Setting::Text(name.clone()));
            stated.insert("profile_version".into(), Setting::Number(i64::from(*version)));
        }
        stated
    }
}
