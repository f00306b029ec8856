//! Encodes the pictures between what is copied. Each worker thread has its own demuxers, decoders and encoders.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, SyncSender, channel, sync_channel},
    },
    thread::{self, JoinHandle},
};

use ffmpeg_the_third::{Packet, frame};
use incamera_model::Span;

use super::{
    canvas::{Canvas, Conform},
    encode::Encoder,
    plan::{Piece, Stretch},
    rush::{Footage, Grid, Reader, Rush},
    shape::Shape,
};
use crate::{
    av::{Decoder, Effort, planes::share, quantiser},
    filter::caption::{Brush, Captions},
    job::Failure,
};

/// What all who make pictures share.
pub(crate) struct Job {
    /// The rushes.
    pub(crate) rushes: Vec<Rush>,
    /// The segments in their places.
    pub(crate) stretches: Vec<Stretch>,
    /// What is written on them.
    pub(crate) captions: Captions,
}

impl Job {
    /// The stretch and its footage. A plan only names what is there.
    pub(crate) fn place(&self, stretch: usize) -> Result<(&Stretch, &Rush, &Footage), Failure> {
        let lost = || Failure::Request("the plan names a stretch that is not there".into());
        let stretch = self.stretches.get(stretch).ok_or_else(lost)?;
        let rush = self.rushes.get(stretch.rush).ok_or_else(lost)?;
        Ok((stretch, rush, rush.picture.as_ref().ok_or_else(lost)?))
    }
}

/// Packets of one encoded piece, as they come.
pub(crate) type Packets = Receiver<Result<Packet, Failure>>;

struct Order {
    piece: Piece,
    ordinal: usize,
    to: SyncSender<Result<Packet, Failure>>,
}

/// Packets a worker may be ahead of the muxer.
const AHEAD: usize = 32;
/// Pictures looked at to learn how coarsely a rush was coded.
const TASTES: usize = 6;

/// Threads that encode pieces.
pub(crate) struct Workshop {
    orders: Option<Sender<Order>>,
    hands: Vec<JoinHandle<()>>,
}

impl Workshop {
    /// One thread for each core.
    pub(crate) fn open(job: &Arc<Job>, shape: &Arc<Shape>) -> Self {
        let (orders, queue) = channel::<Order>();
        let queue = Arc::new(Mutex::new(queue));
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let hands = (0..cores)
            .map(|_| {
                let (job, shape, queue) = (Arc::clone(job), Arc::clone(shape), Arc::clone(&queue));
                thread::spawn(move || {
                    let brush = job.captions.brush();
                    let mut bench = Bench { job, shape, readers: HashMap::new(), brush };
                    loop {
                        // A poisoned lock means a panic elsewhere, which ends the film anyway.
                        let order = queue.lock().ok().and_then(|q| q.recv().ok());
                        let Some(order) = order else { return };
                        if let Err(failure) = bench.make(&order) {
                            // Nobody listening means the film has ended already.
                            drop(order.to.send(Err(failure)));
                        }
                    }
                })
            })
            .collect();
        Self { orders: Some(orders), hands }
    }

    /// How many pieces to keep in work.
    pub(crate) fn size(&self) -> usize {
        self.hands.len() + 1
    }

    /// Asks for a piece.
    pub(crate) fn order(&self, piece: Piece, ordinal: usize) -> Packets {
        let (to, packets) = sync_channel(AHEAD);
        if let Some(orders) = &self.orders {
            // Fails only when every thread has panicked; the receiver then hears the silence.
            drop(orders.send(Order { piece, ordinal, to }));
        }
        packets
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        self.orders = None;
        for hand in self.hands.drain(..) {
            drop(hand.join());
        }
    }
}

/// What one worker thread keeps from piece to piece: opening a rush costs as much as encoding two pictures.
struct Bench {
    job: Arc<Job>,
    shape: Arc<Shape>,
    readers: HashMap<usize, Reader>,
    brush: Brush,
}

impl Bench {
    fn make(&mut self, order: &Order) -> Result<(), Failure> {
        let Piece::Encode { stretch, from, to, sampled } = order.piece else { return Ok(()) };
        let job = Arc::clone(&self.job);
        let (stretch, rush, footage) = job.place(stretch)?;
        if !self.readers.contains_key(&stretch.rush) {
            // One rush at a time: demuxers hold whole indexes.
            self.readers.clear();
            self.readers.insert(stretch.rush, Reader::open(&rush.source, footage.index)?);
        }
        let Some(reader) = self.readers.get_mut(&stretch.rush) else { return Ok(()) };
        let times = match sampled {
            None => Times::Each(*stretch, footage.grid),
            Some(frames) => Times::Sampled { stretch: *stretch, grid: footage.grid, frames, held: None },
        };
        let from = match &times {
            Times::Each(..) => from,
            Times::Sampled { frames, .. } => {
                footage.grid.edge(stretch.frame_at(frames.start, self.shape.rate, footage.grid.rate))
            }
        };
        let brush = &mut self.brush;
        let mut out = Out {
            shape: &self.shape,
            order,
            brush,
            encoder: None,
            conform: Conform::new(Canvas::like(&self.shape.like), footage, self.shape.turned),
            tastes: Vec::new(),
            first: true,
        };
        decode(reader, footage, from, to, times, &mut out)?;
        out.finish()
    }
}

/// Decodes the pictures shown from `from` to `to` and hands each to `out` at its times in the film.
fn decode(
    reader: &mut Reader,
    footage: &Footage,
    from: i64,
    to: i64,
    mut times: Times,
    out: &mut Out,
) -> Result<(), Failure> {
    let coding = footage.coding.as_ref();
    let mut decoder = Decoder::open(&footage.track, footage.track.base, Effort::EXACT)?;
    decoder.tell_quantisers(true);
    let mut packet = reader.enter(coding, from)?;
    let mut frame = frame::Video::empty();
    let mut more = true;
    while more {
        match packet.take() {
            // All that follow are shown later still.
            Some(p) if p.dts().is_some_and(|dts| dts >= to) => {
                more = false;
                decoder.send(None)?;
            }
            Some(p) => {
                let shown = p.pts().is_some_and(|pts| pts >= from);
                let sampled = matches!(times, Times::Sampled { .. });
                if shown || sampled || !coding.is_some_and(|c| c.disposable(&p)) {
                    // A damaged picture is left out; those after it may be whole.
                    let _ = decoder.send(Some(&p));
                }
                packet = reader.next()?;
            }
            None => {
                more = false;
                decoder.send(None)?;
            }
        }
        while decoder.receive(&mut frame) {
            let Some(pts) = frame.pts() else { continue };
            let taken = std::mem::replace(&mut frame, frame::Video::empty());
            if out.encoder.is_none() && out.tastes.len() < TASTES {
                out.tastes.extend(quantiser::mean(&taken));
            }
            if pts >= to && !matches!(times, Times::Sampled { .. }) {
                more = false;
                break;
            }
            if !times.give(taken, pts, from, out)? {
                more = false;
                break;
            }
        }
    }
    times.end(out)
}

/// When the pictures of a piece are shown in the film.
enum Times {
    /// Each once, at its own time.
    Each(Stretch, Grid),
    /// Whichever is on the screen in the middle of a frame of the film.
    Sampled { stretch: Stretch, grid: Grid, frames: Span, held: Option<frame::Video> },
}

impl Times {
    /// Takes a decoded picture. False when no more are needed.
    fn give(&mut self, picture: frame::Video, pts: i64, from: i64, out: &mut Out) -> Result<bool, Failure> {
        match self {
            Self::Each(stretch, grid) => {
                if pts >= from {
                    let at = out.shape.shown(stretch, *grid, pts);
                    out.encode(&picture, at)?;
                }
                Ok(true)
            }
            Self::Sampled { stretch, grid, frames, held } => {
                let wanted = |at| stretch.frame_at(at, out.shape.rate, grid.rate) as i64;
                while frames.start < frames.end && wanted(frames.start) < grid.frame(pts) {
                    let Some(before) = held.as_ref() else { break };
                    out.encode(before, out.shape.at(stretch.film + frames.start))?;
                    frames.start += 1;
                }
                *held = Some(picture);
                Ok(frames.start < frames.end)
            }
        }
    }

    /// The pictures are at their end: the last one stays on the screen.
    fn end(&mut self, out: &mut Out) -> Result<(), Failure> {
        let Self::Sampled { stretch, frames, held: Some(last), .. } = self else { return Ok(()) };
        while frames.start < frames.end {
            out.encode(last, out.shape.at(stretch.film + frames.start))?;
            frames.start += 1;
        }
        Ok(())
    }
}

/// The encoding end of a piece.
struct Out<'a> {
    shape: &'a Shape,
    order: &'a Order,
    brush: &'a mut Brush,
    encoder: Option<Encoder>,
    conform: Conform,
    tastes: Vec<f64>,
    first: bool,
}

impl Out<'_> {
    fn encode(&mut self, picture: &frame::Video, at: i64) -> Result<(), Failure> {
        if self.encoder.is_none() {
            self.encoder = Some(self.shape.open(self.order.ordinal, self.quantiser())?);
        }
        let mut picture = self.conform.run(share(picture)?, None)?;
        self.brush.draw(&mut picture, self.shape.frame(at))?;
        picture.set_pts(Some(at));
        if let Some(encoder) = &mut self.encoder {
            encoder.send(&mut picture)?;
        }
        self.pass()
    }

    /// How coarsely to encode: a little finer than the source, so that what is lost twice is not seen (SSIM ≥ 0.98 for
    /// sources of crf 23 and finer).
    fn quantiser(&self) -> f64 {
        if self.tastes.is_empty() {
            return 18.0;
        }
        let mean = self.tastes.iter().sum::<f64>() / self.tastes.len() as f64;
        (mean - 4.0).clamp(8.0, 32.0)
    }

    /// Passes on what the encoder has ready.
    fn pass(&mut self) -> Result<(), Failure> {
        let Some(encoder) = &mut self.encoder else { return Ok(()) };
        while let Some(mut packet) = encoder.receive()? {
            let sets = self.shape.sets(self.order.ordinal).filter(|_| self.first);
            super::coding::fit_encoded(&self.shape.coding, &mut packet, sets);
            self.first = false;
            self.order.to.send(Ok(packet)).map_err(|_| Failure::Request("the film was given up".into()))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Failure> {
        if let Some(encoder) = &mut self.encoder {
            encoder.finish()?;
        }
        self.pass()
    }
}
