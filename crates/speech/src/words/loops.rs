//! A recogniser that loses the thread repeats itself: "I'm Sheila. I'm Sheila. I'm Sheila." A speaker seldom does.

use super::Heard;

/// Longest phrase looked for, in words.
const PHRASE: usize = 24;
/// A phrase said this often in a row is a loop. Three times happens in speech ("no, no, no").
const TIMES: usize = 4;
/// From so many words on, a loop was never said: the recogniser made it up over music or noise. Of a shorter one, the
/// first time may be true.
const INVENTED: usize = 4;

/// Takes out what is repeated without end: all of it but the first time, and where the phrase is long, that as well.
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
                let from = if len < INVENTED { at + len } else { at };
                keep[from..at + len * times].fill(false);
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
    fn a_sentence_in_a_loop_was_never_said() {
        let invented = "I'm not sure if I can get the right one. ".repeat(4);
        assert_eq!(unwound(&format!("I'll be back soon. {invented}I'm")), "I'll be back soon. I'm");
    }

    #[test]
    fn emphasis_and_retakes_stay() {
        for text in ["no no no that", "the cat sat the cat sat on", "il devient con il devient conservateur"]
        {
            assert_eq!(unwound(text), text);
        }
    }
}
