//! How a film is made of a cut.

use incamera_model::{Term, TermError};
use serde::{Deserialize, Serialize};

/// What becomes of captions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Captions {
    /// There are none.
    #[default]
    None,
    /// They are drawn into the picture.
    Burn,
}

/// How a film is made of a cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Making {
    /// Captions.
    pub captions: Captions,
    /// Loudness to reach, in hundredths of LUFS; none leaves it as it is.
    pub loudness: Option<i32>,
    /// Width over height to crop to, following what moves.
    pub aspect: Option<[u32; 2]>,
    /// Lines to scale to.
    pub height: Option<u32>,
    /// Whether noise is taken away.
    pub denoise: bool,
    /// For review: every frame evenly, in closed groups of a second at most, so that a player shows frame *n* when it is asked for it.
    pub proxy: bool,
}

impl Making {
    /// Whether it makes sense.
    ///
    /// # Errors
    /// What does not.
    pub fn check(&self) -> Result<(), &'static str> {
        if self.loudness.is_some_and(|lufs| !(-7000..=0).contains(&lufs)) {
            return Err("loudness lies between -70 and 0 LUFS, in hundredths");
        }
        if self.aspect.is_some_and(|sides| sides.iter().any(|side| !(1..=100).contains(side))) {
            return Err("the sides of an aspect are 1 to 100: 16 and 9, 9 and 16, 1 and 1");
        }
        if self.height.is_some_and(|lines| !(16..=8640).contains(&lines)) {
            return Err("a film has 16 to 8640 lines");
        }
        Ok(())
    }

    /// As one word, for a row.
    pub(crate) fn term(&self) -> Result<Term, TermError> {
        let mut parts = vec![if self.proxy { "proxy" } else { "film" }.to_owned()];
        if self.captions == Captions::Burn {
            parts.push("burn".to_owned());
        }
        parts.extend(self.loudness.map(|lufs| format!("l{}", -lufs)));
        parts.extend(self.aspect.map(|[w, h]| format!("a{w}x{h}")));
        parts.extend(self.height.map(|lines| format!("h{lines}")));
        if self.denoise {
            parts.push("denoise".to_owned());
        }
        parts.join(".").parse()
    }

    /// From such a word; none from another.
    pub(crate) fn read(term: &Term) -> Option<Self> {
        let mut parts = term.as_str().split('.');
        let mut making = Self { proxy: parts.next()? == "proxy", ..Self::default() };
        for part in parts {
            match (part, part.get(1..)) {
                ("burn", _) => making.captions = Captions::Burn,
                ("denoise", _) => making.denoise = true,
                (_, Some(rest)) if part.starts_with('l') => {
                    making.loudness = Some(-rest.parse::<i32>().ok()?);
                }
                (_, Some(rest)) if part.starts_with('h') => making.height = Some(rest.parse().ok()?),
                (_, Some(rest)) if part.starts_with('a') => {
                    let (w, h) = rest.split_once('x')?;
                    making.aspect = Some([w.parse().ok()?, h.parse().ok()?]);
                }
                _ => return None,
            }
        }
        Some(making)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_tells_all_of_it() {
        let plain = Making::default();
        let all = Making {
            captions: Captions::Burn,
            loudness: Some(-1600),
            aspect: Some([9, 16]),
            height: Some(720),
            denoise: true,
            proxy: true,
        };
        for making in [plain, all] {
            assert_eq!(Making::read(&making.term().unwrap()), Some(making));
        }
        assert_eq!(Making::read(&"film.x".parse().unwrap()), None);
    }
}
