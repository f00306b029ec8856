//! From a model's tokens to words: a token is a few bytes, sometimes half a letter, sometimes three words of
//! punctuation.

use super::Heard;

/// A piece of text as the model gives it.
pub(super) struct Token {
    /// Its bytes; a letter may be spread over two tokens.
    pub(super) bytes: Vec<u8>,
    /// End in the clip, seconds.
    pub(super) end: f32,
    /// Probability, 0 … 1.
    pub(super) confidence: f32,
}

/// Languages written without blanks: there, each token that ends with a whole letter ends a word.
const WITHOUT_BLANKS: [&str; 7] = ["zh", "ja", "th", "lo", "my", "yue", "km"];

/// A word being put together.
#[derive(Default)]
struct Draft {
    bytes: Vec<u8>,
    /// End of its last token that is not only punctuation.
    end: f32,
    confidence: f32,
    tokens: usize,
}

/// Joins tokens to words with ends; starts are left at the end of the word before.
pub(super) fn words(tokens: &[Token], language: &str) -> Vec<Heard> {
    let blanks = !WITHOUT_BLANKS.contains(&language);
    let mut drafts: Vec<Draft> = Vec::new();
    for token in tokens {
        let whole = drafts.last().is_none_or(|d| std::str::from_utf8(&d.bytes).is_ok());
        let begins = if blanks { token.bytes.first() == Some(&b' ') } else { whole };
        if begins || drafts.is_empty() {
            drafts.push(Draft::default());
        }
        let Some(draft) = drafts.last_mut() else { continue };
        draft.bytes.extend_from_slice(&token.bytes);
        if draft.tokens == 0 || !is_punctuation(&String::from_utf8_lossy(&token.bytes)) {
            draft.end = token.end;
        }
        draft.confidence += token.confidence;
        draft.tokens += 1;
    }
    let mut words: Vec<Heard> = Vec::new();
    let mut opening = String::new();
    let mut start = 0.0;
    for draft in drafts {
        let text = String::from_utf8_lossy(&draft.bytes).trim().replace('\u{fffd}', "");
        if text.is_empty() {
            continue;
        }
        if is_punctuation(&text) {
            // " «" belongs to the word after it, " ?" and " —" to the one before.
            match words.last_mut() {
                Some(last) if !text.ends_with(['«', '“', '‘', '(', '[', '¿', '¡', '„']) => {
                    last.text.push_str(if blanks { " " } else { "" });
                    last.text.push_str(&text);
                }
                _ => opening.push_str(&text),
            }
            continue;
        }
        let text = if opening.is_empty() { text } else { std::mem::take(&mut opening) + &text };
        let end = draft.end.max(start);
        words.push(Heard { text, start, end, confidence: draft.confidence / draft.tokens.max(1) as f32 });
        start = end;
    }
    words
}

/// Half a letter counts as a letter.
fn is_punctuation(text: &str) -> bool {
    !text.chars().any(|c| c.is_alphanumeric() || c == char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(pieces: &[&[u8]], language: &str) -> Vec<String> {
        let tokens: Vec<Token> = pieces
            .iter()
            .enumerate()
            .map(|(n, bytes)| Token { bytes: bytes.to_vec(), end: n as f32, confidence: 1.0 })
            .collect();
        words(&tokens, language).into_iter().map(|w| format!("{} {}", w.text, w.end)).collect()
    }

    #[test]
    fn punctuation_stays_with_its_word_and_moves_no_end() {
        let pieces: [&[u8]; 6] = [b" Bon", b"jour", b",", b" l", b"'\xc3\xa9cole", b"!"];
        assert_eq!(heard(&pieces, "fr"), ["Bonjour, 1", "l'école! 4"]);
    }

    #[test]
    fn a_letter_in_two_tokens_is_one_letter() {
        let pieces: [&[u8]; 4] = [b" caf", b"\xc3", b"\xa9", b" noir"];
        assert_eq!(heard(&pieces, "fr"), ["café 2", "noir 3"]);
    }

    #[test]
    fn detached_punctuation_finds_its_side() {
        let pieces: [&[u8]; 6] = [b" Dit", " «".as_bytes(), b" oui", " »".as_bytes(), b" ?", b" Non"];
        assert_eq!(heard(&pieces, "fr"), ["Dit 0", "«oui » ? 2", "Non 5"]);
    }

    #[test]
    fn languages_without_blanks_have_words_too() {
        let pieces: [&[u8]; 4] = ["你".as_bytes(), b"\xe5\xa5", b"\xbd", "。".as_bytes()];
        assert_eq!(heard(&pieces, "zh"), ["你 0", "好。 2"]);
    }
}
