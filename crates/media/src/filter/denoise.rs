//! Noise removed by RNNoise, a small recurrent network trained on speech in noise (Valin 2018).

use nnnoiseless::DenoiseState;

use crate::{av::Resampler, job::Failure};

/// The rate the network was trained at.
const RATE: u32 = 48_000;
const FRAME: usize = DenoiseState::FRAME_SIZE;
/// The network works on numbers of 16-bit size.
const FULL_SCALE: f32 = 32_768.0;

/// Removes noise from interleaved samples, each channel by itself.
pub(super) struct Denoise {
    channels: Vec<Channel>,
    /// Whether all channels have been equal so far, as cameras with one microphone record: then one is worked on.
    twins: bool,
    /// Samples a channel that went in, and that came out.
    taken: u64,
    given: u64,
}

struct Channel {
    network: Box<DenoiseState<'static>>,
    /// In and out of the network's rate; none when the film has it already.
    resamplers: Option<(Resampler, Resampler)>,
    /// At the network's rate, not yet worked on.
    waiting: Vec<f32>,
    /// The first frame that comes out is the window's fade-in, one frame before the sound.
    begun: bool,
    /// At the film's rate, ready.
    ready: Vec<f32>,
}

impl Denoise {
    pub(super) fn new(rate: u32, channels: usize) -> Result<Self, Failure> {
        let channel = |_| {
            let resamplers = (rate != RATE)
                .then(|| Ok::<_, Failure>((Resampler::new(rate, RATE)?, Resampler::new(RATE, rate)?)))
                .transpose()?;
            let network = DenoiseState::new();
            Ok(Channel { network, resamplers, waiting: Vec::new(), begun: false, ready: Vec::new() })
        };
        let channels = (0..channels).map(channel).collect::<Result<_, Failure>>()?;
        Ok(Self { channels, twins: true, taken: 0, given: 0 })
    }

    /// Appends what is ready.
    pub(super) fn push(&mut self, interleaved: &[f32], out: &mut Vec<f32>) -> Result<(), Failure> {
        self.taken += (interleaved.len() / self.channels.len()) as u64;
        let count = self.channels.len();
        let mut lane = Vec::with_capacity(interleaved.len() / count);
        for (i, channel) in self.channels.iter_mut().enumerate() {
            lane.clear();
            lane.extend(interleaved.iter().skip(i).step_by(count));
            channel.take(&lane)?;
        }
        self.work(out)
    }

    /// Appends the rest: as many samples have come out as went in.
    pub(super) fn finish(&mut self, out: &mut Vec<f32>) -> Result<(), Failure> {
        for channel in &mut self.channels {
            channel.take(&[])?;
            let padded = (channel.waiting.len() + FRAME).next_multiple_of(FRAME);
            channel.waiting.resize(padded, 0.0);
        }
        self.work(out)?;
        for channel in &mut self.channels {
            if let Some((_, back)) = &mut channel.resamplers {
                back.run(&[], &mut channel.ready)?;
            }
            // Two resamplings may end a sample short.
            channel.ready.resize((self.taken - self.given) as usize, 0.0);
        }
        self.give(out);
        Ok(())
    }

    /// Runs the network over all whole frames.
    fn work(&mut self, out: &mut Vec<f32>) -> Result<(), Failure> {
        let Some((first, others)) = self.channels.split_first_mut() else { return Ok(()) };
        let whole = first.waiting.len() / FRAME * FRAME;
        for start in (0..whole).step_by(FRAME) {
            let frame = &first.waiting[start..start + FRAME];
            let equal =
                self.twins && others.iter().all(|o| o.waiting.get(start..start + FRAME) == Some(frame));
            if self.twins && !equal {
                self.twins = false;
                for other in others.iter_mut() {
                    other.network.clone_from(&first.network);
                    other.begun = first.begun;
                }
            }
            let clean = first.clean(start);
            if self.twins {
                for other in others.iter_mut() {
                    other.put(&clean)?;
                }
            } else {
                for other in others.iter_mut() {
                    let clean = other.clean(start);
                    other.put(&clean)?;
                }
            }
            first.put(&clean)?;
            for channel in std::iter::once(&mut *first).chain(others.iter_mut()) {
                channel.begun = true;
            }
        }
        for channel in &mut self.channels {
            channel.waiting.drain(..whole);
        }
        self.give(out);
        Ok(())
    }

    /// Interleaves what every channel has ready.
    fn give(&mut self, out: &mut Vec<f32>) {
        let most = (self.taken - self.given) as usize;
        let frames = self.channels.iter().map(|c| c.ready.len()).min().unwrap_or(0).min(most);
        for i in 0..frames {
            out.extend(self.channels.iter().map(|c| c.ready[i]));
        }
        for channel in &mut self.channels {
            channel.ready.drain(..frames);
        }
        self.given += frames as u64;
    }
}

impl Channel {
    /// Takes samples at the film's rate; none drains the resampler.
    fn take(&mut self, samples: &[f32]) -> Result<(), Failure> {
        match &mut self.resamplers {
            Some((there, _)) => there.run(samples, &mut self.waiting)?,
            None => self.waiting.extend_from_slice(samples),
        }
        Ok(())
    }

    /// One frame through the network; what comes out is the frame before.
    fn clean(&mut self, start: usize) -> [f32; FRAME] {
        let mut noisy = [0.0; FRAME];
        for (n, w) in noisy.iter_mut().zip(&self.waiting[start..]) {
            *n = w * FULL_SCALE;
        }
        let mut clean = [0.0; FRAME];
        self.network.process_frame(&mut clean, &noisy);
        clean.map(|s| s / FULL_SCALE)
    }

    /// Passes a frame on at the film's rate.
    fn put(&mut self, clean: &[f32; FRAME]) -> Result<(), Failure> {
        if !self.begun {
            return Ok(());
        }
        match &mut self.resamplers {
            Some((_, back)) => back.run(clean, &mut self.ready)?,
            None => self.ready.extend_from_slice(clean),
        }
        Ok(())
    }
}
