//! The tokens of a Whisper model as CTranslate2 lists them: one a line (`vocabulary.txt`) or a JSON list
//! (`vocabulary.json`), each byte written as a printable character after GPT-2's table.

use super::{ModelError, ct2::not_ct2};

/// More than any Whisper has (51,866), and little enough to hold.
const MOST: usize = 100_000;
/// Tokens that a ggml file lists: those of GPT-2. What follows has fixed meanings, the same in every model.
const LISTED: usize = 50_257;
/// The last of GPT-2's, in English models.
const END_OF_TEXT: &str = "<|endoftext|>";

/// The vocabulary: the tokens that a ggml file lists, as bytes, and how many tokens there are in all.
pub(super) struct Vocabulary {
    pub(super) tokens: Vec<Vec<u8>>,
    pub(super) all: usize,
}

pub(super) fn read(text: &str) -> Result<Vocabulary, ModelError> {
    let lines: Vec<String> = if text.trim_start().starts_with('[') {
        serde_json::from_str(text).map_err(|e| not_ct2(format!("its vocabulary is not a list: {e}")))?
    } else {
        text.strip_suffix('\n').unwrap_or(text).split('\n').map(str::to_owned).collect()
    };
    if lines.len() > MOST {
        return Err(not_ct2(format!("its vocabulary has {} tokens", lines.len())));
    }
    let tokens = lines
        .iter()
        .take(LISTED)
        .map(|line| {
            if line == END_OF_TEXT {
                Some(line.clone().into_bytes())
            } else {
                line.chars().map(byte).collect()
            }
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| not_ct2("its vocabulary is not written in GPT-2's alphabet".into()))?;
    Ok(Vocabulary { tokens, all: lines.len() })
}

/// GPT-2's table backwards: printable Latin-1 stands for itself, the other 68 bytes follow from U+0100 in order.
fn byte(letter: char) -> Option<u8> {
    let code = u32::from(letter);
    match code {
        33..=126 | 161..=172 | 174..=255 => u8::try_from(code).ok(),
        // 0–32, 127–160, 173
        256..=288 => u8::try_from(code - 256).ok(),
        289..=322 => u8::try_from(code - 289 + 127).ok(),
        323 => Some(173),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_one_letter() {
        let mut seen = [0; 256];
        for byte in (0..0x200).filter_map(char::from_u32).filter_map(byte) {
            seen[usize::from(byte)] += 1;
        }
        assert_eq!(seen, [1; 256]);
    }

    #[test]
    fn a_space_and_a_line_end_are_letters() {
        let list = read("Ġ(\nĊ\n\n<|endoftext|>\n").unwrap();
        assert_eq!(list.tokens, [b" (".to_vec(), b"\n".to_vec(), Vec::new(), b"<|endoftext|>".to_vec()]);
        assert_eq!(list.all, 4);
    }
}
