//! The first, coarse look: every packet noted, key pictures decoded, each compared with the one before.

use ffmpeg_the_third::{Error, Packet, Rational, frame::Video};

use super::{
    look::{Look, Viewer},
    motion::Shift,
    table::Table,
};
use crate::av::{Decoder, Effort, Input};

/// Key pictures closer than this to the last one decoded are passed over, in seconds; in a row of key pictures (codecs
/// that know no other kind) there is no reason to look as closely.
const SPACING: f64 = 0.15;
const ROW_SPACING: f64 = 0.35;
/// Of key pictures about as large as the last one decoded, one in so many seconds is enough for a first look at a full
/// HD picture; smaller ones cost less and are looked at as much more often.
const GLANCE: f64 = 1.9;
/// A key picture that differs by more than this share in size shows something else.
const ALIKE: f64 = 0.15;
/// The picture for which [`GLANCE`] holds, in pixels.
pub(super) const FULL_HD: f64 = 1920.0 * 1080.0;
/// Damaged packets in a row after which the rest of the file is given up.
const PATIENCE: u32 = 10_000;

/// A key picture that was decoded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glimpse {
    /// Its place in the table.
    pub(super) index: usize,
    /// What it shows.
    pub(super) sight: Sight,
    /// How much differs from the glimpse before when both are laid upon each other as well as they can be.
    pub(super) difference: f32,
    /// How much its shades differ from those of the glimpse before.
    pub(super) recast: f32,
    /// It is the same picture as the glimpse before.
    pub(super) repeats: bool,
    /// How the whole picture has moved since the glimpse before.
    pub(super) shift: Shift,
}

impl Glimpse {
    /// Compares a look at picture `index` with the one `before` it.
    pub(super) fn new(index: usize, look: &Look, before: Option<&Look>) -> Self {
        Self {
            index,
            sight: Sight::from(look),
            difference: before.map_or(0.0, |b| look.aligned(b)),
            recast: before.map_or(0.0, |b| look.recast(b)),
            repeats: before.is_some_and(|b| look.repeats(b)),
            shift: before.map_or_else(Shift::default, |b| look.shift(b)),
        }
    }
}

/// What is kept of a look.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sight {
    /// Nothing to see.
    pub(super) black: bool,
    /// See [`Look::sharpness`].
    pub(super) sharpness: Option<f32>,
}

impl From<&Look> for Sight {
    fn from(look: &Look) -> Self {
        Self { black: look.black, sharpness: look.sharpness }
    }
}

/// All packets of the stream and glimpses of its key pictures.
pub(super) struct Survey {
    pub(super) table: Table,
    pub(super) glimpses: Vec<Glimpse>,
}

/// Reads the whole stream. `progress` is told how far the file is read, in bytes, and may end it.
pub(super) fn survey<F>(
    input: &mut Input,
    stream: usize,
    progress: &mut dyn FnMut(u64) -> Result<(), F>,
) -> Result<Survey, F>
where
    F: From<Error>,
{
    let (decoder, base, table, glance) = {
        let stream = input.stream(stream).ok_or(Error::StreamNotFound)?;
        let (parameters, base) = (stream.parameters(), stream.time_base());
        let pixels = f64::from(parameters.width()) * f64::from(parameters.height());
        let glance = GLANCE * (pixels / FULL_HD).min(1.0);
        let table = Table::new(parameters.id(), crate::av::extradata(&stream));
        (Decoder::open(parameters, base, Effort { threads: 2, ..Effort::ROUGH })?, base, table, glance)
    };
    let mut surveyor = Surveyor {
        decoder,
        viewer: Viewer::default(),
        frame: Video::empty(),
        previous: None,
        sent: Vec::new(),
        glance,
        survey: Survey { table, glimpses: Vec::new() },
    };
    let mut bad = 0;
    let mut last_told = 0;
    loop {
        match input.read() {
            Ok(Some(packet)) => {
                surveyor.take(&packet, base);
                let position = packet.position().max(0) as u64;
                if position >= last_told + (1 << 22) {
                    last_told = position;
                    progress(position)?;
                }
            }
            Ok(None) => break,
            Err(_) if bad < PATIENCE => bad += 1,
            Err(error) => return Err(error.into()),
        }
    }
    surveyor.send(None);
    Ok(surveyor.survey)
}

struct Surveyor {
    decoder: Decoder,
    viewer: Viewer,
    frame: Video,
    previous: Option<Look>,
    /// Time and place of the key pictures that the decoder has not given back yet.
    sent: Vec<(i64, usize)>,
    /// Seconds from one key picture decoded to the next that is much like it.
    glance: f64,
    survey: Survey,
}

impl Surveyor {
    fn take(&mut self, packet: &Packet, base: Rational) {
        let index = self.survey.table.coded.len();
        self.survey.table.add(packet);
        let Some(coded) = self.survey.table.coded.last().copied().filter(|c| c.key && c.shown) else {
            return;
        };
        let seconds =
            |ticks: i64| ticks as f64 * f64::from(base.numerator()) / f64::from(base.denominator().max(1));
        let table = &self.survey.table.coded;
        let last = self.sent.last().map(|(_, last)| *last);
        let last = last.or(self.survey.glimpses.last().map(|g| g.index)).and_then(|last| table.get(last));
        let row = index.checked_sub(1).and_then(|before| table.get(before)).is_some_and(|c| c.key);
        let wanted = last.is_none_or(|last| {
            let spacing = match f64::from(coded.size) / f64::from(last.size.max(1)) {
                _ if row => ROW_SPACING,
                ratio if (ratio - 1.0).abs() > ALIKE => SPACING,
                _ => SPACING.max(self.glance),
            };
            seconds(coded.pts.saturating_sub(last.pts)).abs() >= spacing
        });
        if wanted {
            self.sent.push((coded.pts, index));
            self.send(Some(packet));
        }
    }

    fn send(&mut self, packet: Option<&Packet>) {
        // A damaged key picture gives no glimpse; the neighbours speak for it.
        let _ = self.decoder.send(packet);
        while self.decoder.receive(&mut self.frame) {
            let Some(pts) = self.frame.timestamp() else { continue };
            let Some(place) = self.sent.iter().position(|(sent, _)| *sent == pts) else { continue };
            let (_, index) = self.sent.remove(place);
            // Those sent earlier were lost on the way.
            self.sent.drain(..place);
            let Ok(look) = self.viewer.look(&self.frame) else { continue };
            self.survey.glimpses.push(Glimpse::new(index, &look, self.previous.as_ref()));
            self.previous = Some(look);
        }
    }
}
