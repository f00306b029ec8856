//! Words to captions: where one ends and the next begins, and where its lines break. Both are choices of least cost,
//! found exactly; the costs are the table below.

use incamera_model::{Caption, Rate, Span};

use super::{CaptionRules, Said, Shown, frames};

/// A pause in the film this long ends a caption, in microseconds.
const PAUSE: incamera_model::Micros = incamera_model::Micros(1_200_000);

/// What each flaw costs; a caption more costs 1.
mod price {
    pub(super) const CAPTION: f64 = 1.0;
    /// A caption that ends in the middle of a clause.
    pub(super) const CLAUSE: f64 = 2.0;
    /// One that ends at a comma.
    pub(super) const COMMA: f64 = 0.5;
    /// One, or a line, that ends with a word that leans on the next ("the", "de").
    pub(super) const LEANING: f64 = 1.5;
    /// A sentence that begins in the middle of a caption.
    pub(super) const SENTENCE: f64 = 0.9;
    /// A caption of one short word.
    pub(super) const ORPHAN: f64 = 2.5;
    /// Too short a time.
    pub(super) const BLINK: f64 = 4.0;
    /// Each character a second above the pace.
    pub(super) const HASTE: f64 = 0.3;
    /// A change of shot under the words.
    pub(super) const SHOT: f64 = 0.6;
    /// Each character by which two lines differ.
    pub(super) const UNEVEN: f64 = 0.03;
}

/// The captions of one segment.
pub(super) fn lay_out(said: &Said, rate: Rate, rules: &CaptionRules) -> Vec<Caption> {
    let pause = frames(rate, PAUSE);
    let mut out: Vec<Caption> = Vec::new();
    let mut ends = Vec::new();
    let mut first = 0;
    for i in 0..said.words.len() {
        let over = said
            .words
            .get(i + 1)
            .is_none_or(|n| n.span.start.saturating_sub(said.words[i].span.end) >= pause);
        if over {
            for range in divide(said, first..i + 1, rate, rules) {
                let words = &said.words[range];
                let Some((lines, _)) = break_lines(words, said.language, rules) else { continue };
                let (Some(a), Some(z)) = (words.first(), words.last()) else { continue };
                ends.push(z.span.end.max(a.span.start + 1));
                out.push(Caption { span: Span::new(a.span.start, z.span.end), lines });
            }
            first = i + 1;
        }
    }
    time(&mut out, &ends, said, rate, rules);
    out
}

/// Cuts a run of words into captions at least cost.
fn divide(
    said: &Said,
    run: std::ops::Range<usize>,
    rate: Rate,
    rules: &CaptionRules,
) -> Vec<std::ops::Range<usize>> {
    let words = &said.words[run.clone()];
    let n = words.len();
    // best[j]: least cost of the first j words, and where the last caption among them begins.
    let mut best = vec![(f64::INFINITY, 0); n + 1];
    best[0].0 = 0.0;
    for j in 1..=n {
        for i in (0..j).rev() {
            let Some(cost) = cost(said, words, i..j, rate, rules) else { break };
            let total = best[i].0 + cost;
            if total < best[j].0 {
                best[j] = (total, i);
            }
        }
    }
    let mut ranges = Vec::new();
    let mut end = n;
    while end > 0 {
        let start = best[end].1;
        ranges.push(run.start + start..run.start + end);
        end = start;
    }
    ranges.reverse();
    ranges
}

/// What a caption of these words would cost; none when it does not fit.
fn cost(
    said: &Said,
    words: &[Shown],
    range: std::ops::Range<usize>,
    rate: Rate,
    rules: &CaptionRules,
) -> Option<f64> {
    let these = &words[range.clone()];
    let (first, last) = (these.first()?, these.last()?);
    let spoken = Span::new(first.span.start, last.span.end);
    let alone = these.len() == 1;
    if !alone && spoken.len() > frames(rate, rules.longest) {
        return None;
    }
    let (_, lines) = break_lines(these, said.language, rules)?;
    let next = words.get(range.end).map_or(said.film.end, |w| w.span.start);
    let room = next.max(spoken.end) - spoken.start;
    let characters: usize = these.iter().map(|w| w.text.chars().count() + 1).sum::<usize>() - 1;
    let seconds = (room as f64 / rate.per_second()).min(rules.longest.seconds()).max(0.04);
    let haste = (characters as f64 / seconds - f64::from(rules.pace)).max(0.0);

    let mut sum = price::CAPTION + lines + haste * price::HASTE;
    if range.end < words.len() {
        sum += match last.text.chars().last() {
            Some('.' | '!' | '?' | '…') => 0.0,
            Some(',' | ';' | ':') => price::COMMA,
            _ => price::CLAUSE,
        };
        if leans(last.text, said.language) {
            sum += price::LEANING;
        }
    }
    let sentences = these[..these.len() - 1].iter().filter(|w| w.text.ends_with(['.', '!', '?'])).count();
    sum += sentences as f64 * price::SENTENCE;
    if alone && characters < 12 {
        sum += price::ORPHAN;
    }
    if room < frames(rate, rules.shortest) {
        sum += price::BLINK;
    }
    let shots = said.shots.iter().filter(|&&s| s > spoken.start && s < spoken.end).count();
    Some(sum + shots as f64 * price::SHOT)
}

/// The lines of a caption and what their break costs; none when they do not fit.
fn break_lines(words: &[Shown], language: &str, rules: &CaptionRules) -> Option<(Vec<String>, f64)> {
    let join = |words: &[Shown]| {
        let glue = if unspaced(language) { "" } else { " " };
        words.iter().map(|w| clean(w.text)).collect::<Vec<_>>().join(glue)
    };
    let width = |text: &str| text.chars().count();
    let whole = join(words);
    if width(&whole) <= rules.line {
        return Some((vec![whole], 0.0));
    }
    if words.len() == 1 {
        // A word longer than a line: nothing a person says, but it must not break the layout.
        let letters: Vec<char> = whole.chars().take(rules.line * rules.lines).collect();
        return Some((letters.chunks(rules.line.max(1)).map(|c| c.iter().collect()).collect(), 0.0));
    }
    if rules.lines < 2 {
        return None;
    }
    (1..words.len())
        .filter_map(|at| {
            let (top, bottom) = (join(&words[..at]), join(&words[at..]));
            let (t, b) = (width(&top), width(&bottom));
            if t > rules.line || b > rules.line {
                return None;
            }
            let last = words[at - 1].text;
            let mut cost = t.abs_diff(b) as f64 * price::UNEVEN;
            if t > b {
                cost += 0.2; // a pyramid stands on its base
            }
            if last.ends_with([',', ';', ':', '.', '!', '?']) {
                cost -= 0.6;
            } else if leans(last, language) {
                cost += price::LEANING;
            }
            if leans(words[at].text, language) {
                cost -= 0.2;
            }
            Some((vec![top, bottom], cost.max(0.0)))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// Gives the captions their times: read in peace, apart, inside the segment, ending with shots.
fn time(captions: &mut [Caption], spoken: &[u64], said: &Said, rate: Rate, rules: &CaptionRules) {
    let apart = 2;
    let snap = frames(rate, rules.snap);
    let mut before = said.film.start;
    for i in 0..captions.len() {
        let next = captions.get(i + 1).map_or(said.film.end, |c| c.span.start);
        let caption = &mut captions[i];
        let end = spoken[i].min(said.film.end);
        let mut start = caption.span.start.max(before);
        if let Some(&shot) = said.shots.iter().rfind(|&&s| s <= start && s + snap >= start && s >= before) {
            start = shot;
        }
        let read = caption.lines.iter().map(|l| l.chars().count() as u64).sum::<u64>() * 1_000_000;
        let pace = frames(rate, incamera_model::Micros((read / u64::from(rules.pace.max(1))) as i64));
        let shortest = frames(rate, rules.shortest);
        let want = (end + frames(rate, rules.linger)).max(start + pace.min(frames(rate, rules.longest)));
        let limit = if next < said.film.end && next > end + apart { next - apart } else { next };
        let mut stop = want.max(start + shortest).min(limit.max(start + 1));
        // A short hole before the next caption flickers: close it.
        if next < said.film.end && next.saturating_sub(stop) < frames(rate, incamera_model::Micros(250_000)) {
            stop = limit.max(start + 1);
        }
        if let Some(&shot) = said.shots.iter().find(|&&s| s >= end && s.abs_diff(stop) <= snap && s <= limit)
            && shot >= start + shortest.min(limit.saturating_sub(start))
        {
            stop = shot;
        }
        if stop < start + shortest {
            start = stop.saturating_sub(shortest).max(before);
        }
        caption.span = Span::new(start, stop.max(start + 1).min(said.film.end));
        before = caption.span.end;
    }
}

/// Without line breaks and control characters, which every caption format reads as its own.
fn clean(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn unspaced(language: &str) -> bool {
    matches!(language, "zh" | "ja" | "th")
}

/// Words that lean on the next one: a break after them reads badly, a break before them well.
fn leans(word: &str, language: &str) -> bool {
    let list: &[&str] = match language {
        "en" => &[
            "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "and", "or", "but",
            "that", "which", "who", "if", "as", "is", "are", "was", "my", "your", "his", "her", "our",
            "their", "i", "you", "he", "she", "we", "they", "it", "not", "very",
        ],
        "fr" => &[
            "le", "la", "les", "un", "une", "des", "du", "de", "d'", "l'", "à", "au", "aux", "en", "dans",
            "sur", "par", "pour", "avec", "sans", "et", "ou", "mais", "que", "qui", "dont", "si", "est",
            "sont", "mon", "ma", "mes", "ton", "son", "sa", "ses", "notre", "nos", "votre", "vos", "leur",
            "leurs", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ne", "ce", "cette",
            "ces", "très",
        ],
        "es" => &[
            "el", "la", "los", "las", "un", "una", "de", "del", "a", "al", "en", "con", "por", "para", "y",
            "o", "que", "su",
        ],
        "de" => &[
            "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "und", "oder", "zu", "in",
            "im", "mit", "von", "auf",
        ],
        "it" => &[
            "il", "lo", "la", "i", "gli", "le", "un", "una", "di", "del", "della", "a", "al", "in", "con",
            "per", "e", "o", "che",
        ],
        "pt" => &[
            "o", "a", "os", "as", "um", "uma", "de", "do", "da", "em", "no", "na", "com", "por", "para", "e",
            "ou", "que",
        ],
        _ => &[],
    };
    list.contains(&word.to_lowercase().as_str())
}
