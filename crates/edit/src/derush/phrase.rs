//! Words as an editor hears them: phrases that end with a stop or a pause.

use incamera_model::{Micros, Transcript, Word};
use unicode_normalization::UnicodeNormalization;

use super::lexicon;

/// A pause this long inside an island ends a phrase.
const PAUSE: Micros = Micros(350_000);

/// What is said in one breath.
#[derive(Clone, Debug)]
pub(crate) struct Phrase<'a> {
    /// Place of its utterance.
    pub(crate) island: usize,
    /// All its words.
    pub(crate) words: &'a [Word],
    /// The words that count, normalised: no hesitations, no cue in front.
    pub(crate) tokens: Vec<Token>,
    /// Whether it ends with a full stop and not in the middle of something.
    pub(crate) ended: bool,
    /// Whether it holds a cue ("sorry", "je reprends"); the cue is none of its tokens.
    pub(crate) cue: bool,
}

/// A word for comparison.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    /// Place among the words of its phrase.
    pub(crate) word: usize,
    /// Written as broken off (`con-`, `con…`).
    pub(crate) broken: bool,
}

impl Phrase<'_> {
    pub(crate) fn start(&self) -> Micros {
        self.words.first().map_or(Micros(0), |w| w.start)
    }

    pub(crate) fn end(&self) -> Micros {
        self.words.last().map_or(Micros(0), |w| w.end)
    }

    pub(crate) fn text(&self) -> String {
        text(self.words)
    }
}

/// Words as written.
pub(crate) fn text(words: &[Word]) -> String {
    words.iter().map(|w| w.text.trim()).collect::<Vec<_>>().join(" ")
}

/// Lower case, composed, one apostrophe, no punctuation around; accents stay, they tell words apart.
pub(crate) fn normal(text: &str) -> String {
    let lower: String =
        text.nfc().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect();
    lower.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Cuts a transcript into phrases.
pub(crate) fn phrases(transcript: &Transcript) -> Vec<Phrase<'_>> {
    let language = transcript.language.get(..2).unwrap_or_default();
    let mut all = Vec::new();
    for (island, utterance) in transcript.utterances.iter().enumerate() {
        let words = &utterance.words;
        let mut first = 0;
        for i in 0..words.len() {
            let stop = stops(&words[i].text);
            let pause = words.get(i + 1).is_some_and(|next| next.start - words[i].end >= PAUSE);
            if stop || pause || i + 1 == words.len() {
                all.push(phrase(island, &words[first..=i], language));
                first = i + 1;
            }
        }
    }
    all
}

/// Whether a word ends a sentence; a title or an initial has a full stop of its own.
fn stops(word: &str) -> bool {
    let word = word.trim_end();
    let titled = ["mr", "mrs", "ms", "dr", "st", "mme", "mlle", "vs", "etc", "no"];
    match word.strip_suffix('.') {
        Some(plain) => plain.chars().count() > 1 && !titled.contains(&plain.to_lowercase().as_str()),
        None => word.ends_with(['!', '?']),
    }
}

fn phrase<'a>(island: usize, words: &'a [Word], language: &str) -> Phrase<'a> {
    let fillers = lexicon::fillers(language);
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    for (word, w) in words.iter().enumerate() {
        let broken = w.text.trim_end().ends_with(['-', '—', '–', '…']) || w.text.trim_end().ends_with("...");
        // "qu'il" is two words to the ear, and recognisers do not agree whether it is one on paper.
        for part in normal(&w.text).split_inclusive('\'') {
            if !part.is_empty() && !fillers.contains(&part) {
                tokens.push(Token { text: part.into(), word, broken });
            }
        }
    }
    let cue = take_cue(&mut tokens, language);
    let last = words.last().map_or("", |w| w.text.trim_end());
    let ended = last.ends_with(['.', '!', '?']) && !last.ends_with("...");
    Phrase { island, words, tokens, ended, cue }
}

/// Takes a cue off the front or the back; returns whether there was one.
fn take_cue(tokens: &mut Vec<Token>, language: &str) -> bool {
    let cues = lexicon::cues(language);
    let parts = |cue: &[&str]| -> Vec<String> {
        cue.iter().flat_map(|w| w.split_inclusive('\'')).map(Into::into).collect()
    };
    let is = |cue: &[String], slice: &[Token]| cue.iter().eq(slice.iter().map(|t| &t.text));
    let mut found = false;
    for cue in cues.iter().map(|c| parts(c)) {
        let n = cue.len();
        if tokens.len() >= n && is(&cue, &tokens[..n]) {
            tokens.drain(..n);
            found = true;
        }
        if tokens.len() >= n && is(&cue, &tokens[tokens.len() - n..]) {
            tokens.truncate(tokens.len() - n);
            found = true;
        }
    }
    found
}
