//! A recogniser that loses the thread repeats itself: "I'm Sheila. I'm Sheila. I'm Sheila." A speaker seldom does.

use super::Heard;

/// Longest phrase looked for, in words.
const PHRASE: usize = 8;
/// A phrase said this often in a row is a loop. Three times happens in speech ("no, no, no").
const TIMES: usize = 4;

/// Keeps the first of the repetitions of a phrase that is repeated without end.
pub(super) fn unwind(words: &mut Vec<Heard>) {
    let said: Vec<String> = words
        .iter()
        .map(|w| w.text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
        .collect();
    let mut keep = vec![true; words.len()];
    let mut at = 0;
    while at < said.len() {
        let looped = (1..=PHRASE).find_map(|len| {
            let phrase = said.get(at..at + len)?;
            let times = said[at..].chunks_exact(len).take_while(|next| *next == phrase).count();
            (times >= TIMES).then_some((len, times))
        });
        match looped {
            Some((len, times)) => {
                keep[at + len..at + len * times].fill(false);
                at += len * times;
            }
            None => at += 1,
        }
    }
    let mut keep = keep.into_iter();
    words.retain(|_| keep.next().unwrap_or(true));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unwound(text: &str) -> String {
        let mut words: Vec<Heard> =
            text.split(' ').map(|w| Heard { text: w.into(), ..Heard::default() }).collect();
        unwind(&mut words);
        words.into_iter().map(|w| w.text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_loop_is_said_once() {
        assert_eq!(
            unwound("well I'm Sheila. I'm Sheila I'm sheila, I'm Sheila. I'm"),
            "well I'm Sheila. I'm"
        );
    }

    #[test]
    fn emphasis_and_retakes_stay() {
        for text in ["no no no that", "the cat sat the cat sat on", "il devient con il devient conservateur"]
        {
            assert_eq!(unwound(text), text);
        }
    }
}
