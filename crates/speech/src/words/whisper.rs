//! whisper.cpp, through `whisper-rs`.

use whisper_rs::{
    DtwMode, DtwModelPreset, DtwParameters, FullParams, SamplingStrategy, WhisperContext,
    WhisperContextParameters, WhisperError, WhisperState,
};

use super::{
    EngineError, Heard, Recogniser, loops,
    onset::Onsets,
    token::{self, Token},
};
use crate::{
    SAMPLE_RATE,
    models::{Kind, Size},
};

/// Positions of the encoder in a second of sound.
const POSITIONS: usize = 50;
/// Positions of the whole window of 30 s.
const WINDOW: usize = 1500;
/// Positions beyond the clip: with none, the last word is cut off; with 64, five more of 202 words were wrong.
const BEYOND: usize = 128;
/// Shortest clip that is understood, in samples: shorter ones are filled up with silence.
const SHORTEST: usize = SAMPLE_RATE as usize;
/// A word this long, in seconds, hides something: a repetition that was written once, or a noise.
const TOO_LONG: f32 = 1.2;
/// Sound around a word that is heard again, in seconds.
const AROUND: f32 = 0.2;

/// A Whisper model in whisper.cpp.
pub struct WhisperCpp {
    context: WhisperContext,
    /// None only while it is being replaced.
    state: Option<WhisperState>,
    multilingual: bool,
    threads: usize,
}

impl WhisperCpp {
    /// Loads a model from the bytes of a `ggml-*.bin`, to think with so many threads.
    ///
    /// # Errors
    /// When the bytes are no Whisper model.
    pub fn load(model: &[u8], threads: usize) -> Result<Self, EngineError> {
        fit()?;
        // Otherwise whisper.cpp writes a hundred lines to standard error.
        whisper_rs::install_logging_hooks();
        let Ok(Kind::Whisper(kind)) = Kind::read(model) else {
            return Err(EngineError::Load("not a Whisper model".into()));
        };
        let parameters = WhisperContextParameters {
            use_gpu: false,
            flash_attn: false, // would switch word times off
            dtw_parameters: DtwParameters {
                mode: alignment(kind.size, kind.multilingual),
                ..DtwParameters::default()
            },
            ..WhisperContextParameters::default()
        };
        let load = |error: WhisperError| EngineError::Load(error.to_string());
        let context = WhisperContext::new_from_buffer_with_params(model, parameters).map_err(load)?;
        let state = Some(context.create_state().map_err(load)?);
        Ok(Self { context, state, multilingual: kind.multilingual, threads: threads.max(1) })
    }

    fn state(&mut self) -> Result<&mut WhisperState, EngineError> {
        let state = match self.state.take() {
            Some(state) => state,
            None => self.context.create_state().map_err(engine)?,
        };
        Ok(self.state.insert(state))
    }

    /// Decodes one clip, once.
    fn decode(&mut self, clip: &[f32], language: &str) -> Result<Vec<Heard>, EngineError> {
        let padded;
        let heard = if clip.len() < SHORTEST {
            let mut longer = clip.to_vec();
            longer.resize(SHORTEST, 0.0);
            padded = longer;
            &padded
        } else {
            clip
        };
        let mut parameters = FullParams::new(SamplingStrategy::Greedy { best_of: 1 });
        parameters.set_n_threads(self.threads as i32);
        parameters.set_language(Some(language));
        // Nothing of the clip before. Time marks stay on although the alignment gives better times: without them the
        // model invents sentences for short clips (88 wrong words instead of 40 on the 11 clips measured).
        parameters.set_no_context(true);
        // And one pass over the clip: a second one over its last tenth of a second ends whisper.cpp 1.8.3 (an
        // assertion in the alignment's median filter).
        parameters.set_single_segment(true);
        // No "[Music]", no "(laughs)".
        parameters.set_suppress_nst(true);
        parameters.set_suppress_blank(true);
        // Where the answer is improbable or repeats itself: again, warmer, twice at most.
        parameters.set_temperature_inc(0.4);
        parameters.set_print_progress(false);
        // The window costs as much as 30 s unless it is cut to the clip.
        parameters
            .set_audio_ctx((heard.len() * POSITIONS / SAMPLE_RATE as usize + BEYOND).min(WINDOW) as i32);
        let state = self.state()?;
        state.full(parameters, heard).map_err(engine)?;

        let mut tokens = Vec::new();
        for segment in state.as_iter() {
            for n in 0..segment.n_tokens() {
                let Some(heard) = segment.get_token(n) else { continue };
                let data = heard.token_data();
                let bytes = heard.to_bytes().map_err(engine)?;
                // Marks such as [_BEG_] carry no time and no letters.
                if data.t_dtw >= 0 {
                    tokens.push(Token {
                        bytes: bytes.to_vec(),
                        end: data.t_dtw as f32 / 100.0,
                        confidence: data.p,
                    });
                }
            }
        }
        let mut words = token::words(&tokens, language);
        loops::unwind(&mut words);
        let length = clip.len() as f32 / SAMPLE_RATE as f32;
        Onsets::of(clip).place(&mut words, length);
        Ok(words)
    }

    /// Hears again what stands under suspiciously long words.
    fn hear_long_words(
        &mut self,
        clip: &[f32],
        language: &str,
        words: &mut Vec<Heard>,
    ) -> Result<(), EngineError> {
        let mut n = 0;
        while n < words.len() {
            let word = &words[n];
            if word.end - word.start < TOO_LONG {
                n += 1;
                continue;
            }
            let from = ((word.start - AROUND).max(0.0) * SAMPLE_RATE as f32) as usize;
            let to = (((word.end + AROUND) * SAMPLE_RATE as f32) as usize).min(clip.len());
            let offset = from as f32 / SAMPLE_RATE as f32;
            let mut again = self.decode(clip.get(from..to).unwrap_or_default(), language)?;
            for word in &mut again {
                word.start += offset;
                word.end += offset;
            }
            let (before, after) =
                (words[..n].last().map_or(0.0, |w| w.end), words.get(n + 1).map(|w| w.start));
            // The neighbours' ends are heard in the margins as well: only what lies between them is new.
            again.retain(|w| w.end > before + 0.05 && after.is_none_or(|after| w.start < after - 0.05));
            let sure = again.iter().all(|w| w.confidence > 0.3);
            if again.len() > 1 && sure {
                let count = again.len();
                words.splice(n..=n, again);
                n += count;
            } else {
                n += 1;
            }
        }
        Ok(())
    }
}

impl Recogniser for WhisperCpp {
    type Error = EngineError;

    fn language(&mut self, clip: &[i16]) -> Result<String, EngineError> {
        if !self.multilingual {
            return Ok("en".into());
        }
        // A used state remembers the cut window of its last clip, and would listen to no more than that.
        self.state = None;
        let threads = self.threads;
        let state = self.state()?;
        state.pcm_to_mel(&real(clip), threads).map_err(engine)?;
        let (id, _) = state.lang_detect(0, threads).map_err(engine)?;
        Ok(whisper_rs::get_lang_str(id).unwrap_or("en").to_owned())
    }

    fn words(&mut self, clip: &[i16], language: &str) -> Result<Vec<Heard>, EngineError> {
        let known =
            if self.multilingual { whisper_rs::get_lang_id(language).is_some() } else { language == "en" };
        if !known {
            return Err(EngineError::Language(language.chars().take(20).collect()));
        }
        if clip.is_empty() {
            return Ok(Vec::new());
        }
        let clip = real(clip);
        let mut words = self.decode(&clip, language)?;
        self.hear_long_words(&clip, language, &mut words)?;
        Ok(words)
    }
}

/// Has this processor what whisper.cpp was built for, in `.cargo/config.toml`?
fn fit() -> Result<(), EngineError> {
    #[cfg(target_arch = "x86_64")]
    if !(is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("f16c")
        && is_x86_feature_detected!("fma"))
    {
        return Err(EngineError::Engine("this processor lacks AVX2, BMI2, F16C or FMA".into()));
    }
    Ok(())
}

fn engine(error: WhisperError) -> EngineError {
    EngineError::Engine(error.to_string())
}

/// Samples between −1 and 1.
fn real(samples: &[i16]) -> Vec<f32> {
    samples.iter().map(|&s| f32::from(s) / 32_768.0).collect()
}

/// The attention heads that follow the voice, published with the models; others use all heads of the last layer.
fn alignment(size: Option<Size>, multilingual: bool) -> DtwMode<'static> {
    let model_preset = match (size, multilingual) {
        (Some(Size::Tiny), true) => DtwModelPreset::Tiny,
        (Some(Size::Tiny), false) => DtwModelPreset::TinyEn,
        (Some(Size::Base), true) => DtwModelPreset::Base,
        (Some(Size::Base), false) => DtwModelPreset::BaseEn,
        (Some(Size::Small), true) => DtwModelPreset::Small,
        (Some(Size::Small), false) => DtwModelPreset::SmallEn,
        (Some(Size::Medium), true) => DtwModelPreset::Medium,
        (Some(Size::Medium), false) => DtwModelPreset::MediumEn,
        (Some(Size::Large), _) => DtwModelPreset::LargeV2,
        (Some(Size::LargeV3), _) => DtwModelPreset::LargeV3,
        (Some(Size::LargeV3Turbo), _) => DtwModelPreset::LargeV3Turbo,
        (None, _) => return DtwMode::TopMost { n_top: 1 },
    };
    DtwMode::ModelPreset { model_preset }
}
