//! The film's pictures in decoding order: copied packets as they are, encoded ones as the workshop makes them.

use std::{collections::VecDeque, sync::Arc};

use ffmpeg_the_third::{Packet, packet::Flags};
use incamera_model::Span;

use super::{
    boundary::{Job, Packets, Workshop},
    coding::Entry,
    plan::Piece,
    rush::Reader,
    shape::Shape,
};
use crate::{av::Track, job::Failure};

/// Gives the film's pictures one by one.
pub(crate) struct Pictures {
    job: Arc<Job>,
    shape: Arc<Shape>,
    /// Pieces not begun, each with its packets once they are ordered.
    pieces: VecDeque<(Piece, Option<Packets>)>,
    now: Now,
    workshop: Option<Workshop>,
    ordered: usize,
    reader: Option<(usize, Reader)>,
    /// What has been done so far.
    pub(crate) tally: Tally,
}

/// Counts for the report.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Pictures copied.
    pub(crate) copied: u64,
    /// Pictures encoded.
    pub(crate) encoded: u64,
    /// Film spans encoded.
    pub(crate) spans: Vec<Span>,
}

enum Now {
    Between,
    Copying { stretch: usize, from: i64, to: i64, broken: bool, first: Option<Packet> },
    Encoding(Packets),
}

impl Pictures {
    /// All pieces of the film in order.
    pub(crate) fn new(job: &Arc<Job>, shape: Shape, pieces: Vec<Piece>) -> Self {
        let encodes = pieces.iter().any(|p| matches!(p, Piece::Encode { .. }));
        let shape = Arc::new(shape);
        let workshop = encodes.then(|| Workshop::open(job, &shape));
        let pieces = pieces.into_iter().map(|p| (p, None)).collect();
        let mut new = Self {
            job: Arc::clone(job),
            shape,
            pieces,
            now: Now::Between,
            workshop,
            ordered: 0,
            reader: None,
            tally: Tally::default(),
        };
        new.order();
        new
    }

    /// Keeps the workshop busy with the next pieces, but not too far ahead.
    fn order(&mut self) {
        let Some(workshop) = &self.workshop else { return };
        let mut open = 0;
        for (piece, packets) in &mut self.pieces {
            if open >= workshop.size() {
                return;
            }
            if matches!(piece, Piece::Encode { .. }) {
                open += 1;
                if packets.is_none() {
                    *packets = Some(workshop.order(*piece, self.ordered));
                    self.ordered += 1;
                }
            }
        }
    }

    /// For the muxer, with the frames by which decoding order may run ahead of showing order.
    pub(crate) fn track(&self) -> (Track, usize) {
        let delays = self.job.rushes.iter().filter_map(|r| Some(r.picture.as_ref()?.track.delay()));
        (self.shape.track.clone(), delays.max().unwrap_or(0))
    }

    /// Whether the film's pictures lie evenly.
    pub(crate) fn even(&self) -> bool {
        self.shape.even
    }

    /// The next picture; its time is in the film's ticks. None at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Packet>, Failure> {
        loop {
            match &mut self.now {
                Now::Between => {
                    let Some((piece, packets)) = self.pieces.pop_front() else { return Ok(None) };
                    self.now = self.begin(piece, packets)?;
                    self.order();
                }
                Now::Encoding(packets) => match packets.recv() {
                    Ok(packet) => {
                        self.tally.encoded += 1;
                        let mut packet = packet?;
                        packet.set_duration(i64::from(self.shape.rate.den()));
                        if !self.shape.even {
                            packet.set_duration(self.shape.at(1));
                        }
                        return Ok(Some(packet));
                    }
                    Err(_) => self.now = Now::Between,
                },
                Now::Copying { stretch, from, to, broken, first } => {
                    let (stretch, from, to, broken) = (*stretch, *from, *to, *broken);
                    let entry = first.take();
                    let enters = entry.is_some();
                    let packet = match entry {
                        Some(packet) => Some(packet),
                        None => match &mut self.reader {
                            Some((_, reader)) => reader.next()?,
                            None => None,
                        },
                    };
                    let Some(mut packet) = packet.filter(|p| p.pts().is_some_and(|pts| pts < to)) else {
                        self.now = Now::Between;
                        continue;
                    };
                    let pts = packet.pts().unwrap_or(from);
                    if pts < from {
                        continue;
                    }
                    let (stretch, _, footage) = self.job.place(stretch)?;
                    let shape = &self.shape;
                    if let Some(coding) = &footage.coding {
                        coding.fit(
                            &mut packet,
                            shape.coding.prefix(),
                            broken && enters,
                            shape.in_band && enters,
                        );
                    }
                    packet.set_pts(Some(shape.shown(stretch, footage.grid, pts)));
                    packet.set_flags(if packet.is_key() || enters { Flags::KEY } else { Flags::empty() });
                    let length = if shape.even { i64::from(shape.rate.den()) } else { packet.duration() };
                    packet.set_duration(length);
                    self.tally.copied += 1;
                    return Ok(Some(packet));
                }
            }
        }
    }

    fn begin(&mut self, piece: Piece, packets: Option<Packets>) -> Result<Now, Failure> {
        match piece {
            Piece::Encode { stretch, from, to, sampled } => {
                let (stretch, _, footage) = self.job.place(stretch)?;
                let frames = sampled.unwrap_or_else(|| {
                    let frame =
                        |tick| (footage.grid.frame(tick) - stretch.span.start as i64).max(0).unsigned_abs();
                    Span::new(frame(from), frame(to))
                });
                let span = Span::new(stretch.film + frames.start, stretch.film + frames.end);
                match self.tally.spans.last_mut() {
                    Some(last) if last.end == span.start => last.end = span.end,
                    _ => self.tally.spans.push(span),
                }
                let lost = || Failure::Request("a piece was never ordered".into());
                Ok(Now::Encoding(packets.ok_or_else(lost)?))
            }
            Piece::Copy { stretch, from, to, broken } => {
                let (at, rush, footage) = self.job.place(stretch)?;
                let coding = footage.coding.as_ref();
                let reader = match &mut self.reader {
                    Some((open, reader)) if *open == at.rush => reader,
                    other => &mut other.insert((at.rush, Reader::open(&rush.source, footage.index)?)).1,
                };
                let mut packet = reader.enter(coding, from)?;
                // Containers may land on an earlier entry than the one asked for.
                while packet.as_ref().is_some_and(|p| {
                    p.pts() != Some(from) || coding.is_some_and(|c| c.entry(p) < Entry::Broken)
                }) {
                    packet = reader.next()?;
                }
                if packet.is_none() {
                    return Err(Failure::Unusable("a picture that was there before is gone".into()));
                }
                Ok(Now::Copying { stretch, from, to, broken, first: packet })
            }
        }
    }
}
