//! The way of the sound through the filters: noise out, gain, limiter. Nothing moves in time: as many samples come out
//! as went in, each where it was.

use super::{denoise::Denoise, limiter::Limiter, loudness::Survey};
use crate::job::Failure;

/// Sound as the filters take it: interleaved floats, full scale at ±1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    /// Frames a second.
    pub(crate) rate: u32,
    /// Channels a frame, at least one.
    pub(crate) channels: usize,
}

/// The filters of one film's sound.
///
/// With a loudness to reach, the film is heard twice: [`Chain::survey`] first, then the chain it ends in. (Once is
/// enough without: [`Chain::new`].)
pub(crate) struct Chain {
    denoise: Option<Denoise>,
    limiter: Option<Limiter>,
    clean: Vec<f32>,
}

impl Chain {
    /// No loudness to reach.
    ///
    /// # Errors
    /// When the resampler for the noise filter cannot be made.
    pub(crate) fn new(format: Format, denoise: bool) -> Result<Self, Failure> {
        let denoise = denoise.then(|| Denoise::new(format.rate, format.channels)).transpose()?;
        Ok(Self { denoise, limiter: None, clean: Vec::new() })
    }

    /// Hears the whole film first. `target` and `measured` in 1/100 LUFS, as in [`Render`](crate::job::Render).
    ///
    /// # Errors
    /// When a sound of this format cannot be measured.
    pub(crate) fn survey(
        format: Format,
        denoise: bool,
        target: i32,
        measured: Option<i32>,
    ) -> Result<Hearing, Failure> {
        let lufs = |hundredths: i32| f64::from(hundredths) / 100.0;
        let measured = measured.filter(|m| *m > -10_000).map(lufs);
        // What was measured was measured with the noise, which may be most of it.
        let trials = if denoise { 5 } else { 2 };
        let survey = Survey::new(format.rate, format.channels, lufs(target), measured, trials)?;
        Ok(Hearing { format, denoise, chain: Self::new(format, denoise)?, survey, clean: Vec::new() })
    }

    /// Whether samples come out just as they went in.
    pub(crate) fn is_idle(&self) -> bool {
        self.denoise.is_none() && self.limiter.is_none()
    }

    /// Takes whole frames, appends to `out` what is ready.
    ///
    /// # Errors
    /// When resampling fails.
    pub(crate) fn push(&mut self, interleaved: &[f32], out: &mut Vec<f32>) -> Result<(), Failure> {
        let Some(denoise) = &mut self.denoise else {
            self.limit(interleaved, out);
            return Ok(());
        };
        let mut clean = std::mem::take(&mut self.clean);
        clean.clear();
        denoise.push(interleaved, &mut clean)?;
        self.limit(&clean, out);
        self.clean = clean;
        Ok(())
    }

    /// Appends the rest.
    ///
    /// # Errors
    /// When resampling fails.
    pub(crate) fn finish(mut self, out: &mut Vec<f32>) -> Result<(), Failure> {
        if let Some(denoise) = &mut self.denoise {
            let mut clean = Vec::new();
            denoise.finish(&mut clean)?;
            self.limit(&clean, out);
        }
        if let Some(limiter) = &mut self.limiter {
            limiter.finish(out);
        }
        Ok(())
    }

    fn limit(&mut self, samples: &[f32], out: &mut Vec<f32>) {
        match &mut self.limiter {
            Some(limiter) => limiter.push(samples, out),
            None => out.extend_from_slice(samples),
        }
    }
}

/// The film is heard once before it is made.
pub(crate) struct Hearing {
    format: Format,
    denoise: bool,
    chain: Chain,
    survey: Survey,
    clean: Vec<f32>,
}

impl Hearing {
    /// Takes whole frames.
    ///
    /// # Errors
    /// When resampling or measuring fails.
    pub(crate) fn push(&mut self, interleaved: &[f32]) -> Result<(), Failure> {
        if self.chain.is_idle() {
            return self.survey.push(interleaved);
        }
        self.clean.clear();
        self.chain.push(interleaved, &mut self.clean)?;
        self.survey.push(&self.clean)
    }

    /// The chain that brings the film to its loudness.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub(crate) fn finish(mut self) -> Result<Chain, Failure> {
        self.clean.clear();
        self.chain.finish(&mut self.clean)?;
        self.survey.push(&self.clean)?;
        let gain = self.survey.finish();
        let mut chain = Chain::new(self.format, self.denoise)?;
        chain.limiter = Some(Limiter::new(self.format.rate, self.format.channels, gain));
        Ok(chain)
    }
}

#[cfg(test)]
mod tests;
