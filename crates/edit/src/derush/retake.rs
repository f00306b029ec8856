//! Said again later, better: repeated takes and false starts, found in the words alone. No voice is compared.
//!
//! A phrase is a take of a later one when it is, nearly word for word, how the later one begins; its last word may be
//! broken off. What lies between the two goes with it when it is little, or was said again too, or is a cue ("sorry",
//! "je reprends"). Chains of takes fall to the last one; a last one that breaks off falls to the one before it.

use std::ops::Range;

use incamera_model::{Evidence, Micros, Reason, Span};

use super::{
    Finding,
    grid::Grid,
    phrase::{Phrase, Token, text},
    voice::Voice,
};

/// A retake comes soon: further apart, the same words are a refrain.
const WITHIN: Micros = Micros(120_000_000);
/// And after few other islands.
const ISLANDS: usize = 8;
/// How much of a phrase must come again.
const ALIKE: f64 = 0.75;
/// How much is enough when it breaks off: a recogniser guesses at its end.
const ALIKE_OPEN: f64 = 0.65;
/// From so many words on, letters are compared too: words misheard differ, their sounds hardly.
const LONG: usize = 6;

/// Takes to drop.
pub(crate) fn find(grid: &Grid, voice: &Voice, phrases: &[Phrase]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let (mut i, mut free) = (0, 0);
    while i < phrases.len() {
        let Some(take) = retaken(phrases, i) else {
            found.extend(stutters(grid, &phrases[i]));
            i += 1;
            continue;
        };
        let (dropped, next) = match take.kept {
            Kept::Later => {
                let back = run_up(phrases, free, i, take.later);
                (i - back..take.later - back, take.later)
            }
            Kept::Earlier => (take.later..take.later + 1, take.later + 1),
        };
        let (first, last) = (&phrases[dropped.start], &phrases[dropped.end - 1]);
        let span = span(grid, voice, phrases, dropped.clone());
        let other = if take.kept == Kept::Later { dropped.end } else { i };
        if take.kept == Kept::Earlier {
            found.extend(stutters(grid, first));
        }
        let words: Vec<String> = phrases[dropped.clone()].iter().map(Phrase::text).collect();
        let evidence = Evidence {
            words: Some(words.join(" ")),
            retake: Some(utterance(phrases, other)),
            retake_frame: Some(grid.rate.frame_at(phrases[other].start())),
            ..Evidence::default()
        };
        if !span.is_empty() && first.start() <= last.end() {
            found.push(Finding { span, reason: Reason::Retake, confidence: take.confidence, evidence });
        }
        (i, free) = (next, next);
    }
    found
}

/// How many phrases before a take and its retake are the same too ("Bonjour !", "Mr."): too short to tell a take by
/// themselves, but its beginning. Phrases before `free` are spoken for.
fn run_up(phrases: &[Phrase], free: usize, i: usize, later: usize) -> usize {
    let same = |a: &Phrase, b: &Phrase| a.tokens.iter().map(|t| &t.text).eq(b.tokens.iter().map(|t| &t.text));
    let most = (i - free).min(later - i - 1);
    (1..=most).take_while(|n| same(&phrases[i - n], &phrases[later - n])).count()
}

/// What is said from a phrase to the end of its island.
fn utterance(phrases: &[Phrase], from: usize) -> String {
    let island = phrases[from].island;
    let own = phrases[from..].iter().take_while(|p| p.island == island);
    own.map(Phrase::text).collect::<Vec<_>>().join(" ")
}

#[derive(Clone, Copy, PartialEq)]
enum Kept {
    Later,
    Earlier,
}

struct Take {
    later: usize,
    kept: Kept,
    confidence: u8,
}

/// The nearest later phrase that begins as phrase `i` does.
fn retaken(phrases: &[Phrase], i: usize) -> Option<Take> {
    let earlier = &phrases[i];
    if earlier.tokens.is_empty() {
        // A cue on its own, in front of a take of what came before it, is found from there.
        return None;
    }
    let mut cue = earlier.cue;
    for later in i + 1..phrases.len() {
        let candidate = &phrases[later];
        if candidate.start() - earlier.end() > WITHIN || candidate.island - earlier.island > ISLANDS {
            return None;
        }
        cue |= candidate.cue;
        if candidate.tokens.is_empty() {
            continue;
        }
        // A pause may fall elsewhere in each take: what is left of the utterance is compared too.
        let rest = rest(phrases, i);
        let own = [i..i + 1, i..rest].into_iter().take(1 + usize::from(rest > i + 1 && rest <= later));
        let score = own
            .filter(|own| little_between(phrases, own, later))
            .find_map(|own| alike(phrases, own, later, cue));
        if let Some(score) = score {
            let bonus = if cue { 0.08 } else { 0.0 };
            let confidence = ((score + bonus) * 100.0).clamp(50.0, 99.0) as u8;
            return Some(Take { later, kept: Kept::Later, confidence });
        }
        if later == i + 1 && breaks_off(phrases, i, later) {
            return Some(Take { later, kept: Kept::Earlier, confidence: 65 });
        }
    }
    None
}

/// The tokens said from phrase `from` on, across phrases, as many as `most`.
fn stream<'p>(phrases: &'p [Phrase], from: usize, most: usize) -> Vec<&'p Token> {
    phrases[from..].iter().flat_map(|p| &p.tokens).take(most).collect()
}

/// Where the island of phrase `i` ends.
fn rest(phrases: &[Phrase], i: usize) -> usize {
    i + phrases[i..].iter().take_while(|p| p.island == phrases[i].island).count()
}

/// How sure the phrases `own` are a take of what begins at phrase `later`; none when they are not.
fn alike(phrases: &[Phrase], own: Range<usize>, later: usize, cue: bool) -> Option<f64> {
    let last = &phrases[own.end - 1];
    let a: Vec<&Token> = phrases[own.clone()].iter().flat_map(|p| &p.tokens).collect();
    let b = stream(phrases, later, a.len() + a.len() / 3 + 3);
    let prefix = prefix(&a, &b);
    let n = a.len();
    if n >= 3 {
        let similarity = similarity(&a, &b);
        let open = !last.ended || cue;
        // "What is your name? What is your job?": two whole sentences that differ in their last word are two.
        let parallel = !open && differs_at_end(&a, &b) && (n < LONG || phrases[later].tokens.len() < n + 2);
        // An utterance may begin with a word more ("So, …"), or with one misheard; a phrase inside one may not, or the
        // end of a take would pass for the beginning of the next.
        let begins = later == 0 || phrases[later - 1].island != phrases[later].island;
        let anchored = prefix >= 1 || begins && n >= LONG;
        let enough = if open && n >= LONG { ALIKE_OPEN } else { ALIKE };
        if !parallel && (similarity >= enough && anchored && (open || n >= 5) || similarity >= 0.9) {
            return Some(similarity.min(0.97));
        }
        // It went another way after three equal words, and was left.
        return (prefix >= 3 && open && 2 * prefix >= n).then_some(0.55 + 0.3 * prefix as f64 / n as f64);
    }
    // One or two words are a false start only when the very next phrase takes them up at once.
    let soon = later == own.end && phrases[later].start() - last.end() <= Micros(3_000_000);
    let cut = a.last().zip(b.get(n - 1)).is_some_and(|(x, y)| cut_short(x, y));
    let longer = phrases[later].tokens.len() > n || !phrases[later].ended;
    match n {
        _ if !soon || !longer || prefix < n => None,
        2 if cut || !last.ended || cue => Some(0.72),
        1 if cut && (!last.ended || a[0].broken) || cue => Some(0.68),
        _ => None,
    }
}

/// Whether the last word of `a` is none of those at its place in `b`, not even broken off or misheard.
fn differs_at_end(a: &[&Token], b: &[&Token]) -> bool {
    let Some(last) = a.last() else { return false };
    let place = a.len() - 1;
    let near = b.iter().skip(place.saturating_sub(2)).take(5);
    near.into_iter().all(|y| cost(last, y) > 0.5 && !cut_short(last, y))
}

/// Whether phrase `later` is only the broken-off beginning of phrase `i`, which was complete.
fn breaks_off(phrases: &[Phrase], i: usize, later: usize) -> bool {
    let (whole, piece) = (&phrases[i], &phrases[later]);
    let a: Vec<&Token> = whole.tokens.iter().collect();
    let b: Vec<&Token> = piece.tokens.iter().collect();
    let open = piece.tokens.last().is_some_and(|t| t.broken) || !piece.ended;
    whole.ended && open && b.len() >= 3 && b.len() < a.len() && prefix(&b, &a) == b.len()
}

/// Whether what is said between a take and its retake is said again, a cue, or next to nothing.
fn little_between(phrases: &[Phrase], own: &Range<usize>, later: usize) -> bool {
    let all: usize = phrases[own.start..later].iter().map(|p| p.tokens.len()).sum();
    let other: usize = phrases[own.end..later]
        .iter()
        .filter(|p| !p.cue || p.tokens.len() > 4)
        .filter(|p| !said_again(phrases, p, later, all))
        .map(|p| p.tokens.len())
        .sum();
    other <= (all * 35 / 100).clamp(4, 12)
}

/// Whether a phrase comes again anywhere in what is said from phrase `later` on.
fn said_again(phrases: &[Phrase], phrase: &Phrase, later: usize, all: usize) -> bool {
    let a: Vec<&Token> = phrase.tokens.iter().collect();
    let b = stream(phrases, later, all + all / 3 + 3);
    align(&a, &b, heard, |_| 0.0) <= (1.0 - ALIKE) * a.len() as f64
}

/// How many words both begin with.
fn prefix(a: &[&Token], b: &[&Token]) -> usize {
    let last = a.len().saturating_sub(1);
    a.iter()
        .zip(b)
        .enumerate()
        .take_while(|(i, (x, y))| cost(x, y) < 0.5 || *i == last && cut_short(x, y))
        .count()
}

/// Whether `x` is `y` broken off.
fn cut_short(x: &Token, y: &Token) -> bool {
    let letters = x.text.chars().count();
    letters >= 2 && x.text != y.text && y.text.starts_with(&x.text)
}

/// 0 for the same word, 1 for another, a third for one misheard.
fn cost(x: &Token, y: &Token) -> f64 {
    if x.text == y.text {
        return 0.0;
    }
    let (a, b): (Vec<char>, Vec<char>) = (x.text.chars().collect(), y.text.chars().collect());
    let longest = a.len().max(b.len());
    if longest < 4 || a.len().abs_diff(b.len()) * 4 > longest {
        return 1.0;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in b.iter().enumerate() {
            let next = (diagonal + usize::from(c != d)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    if row[b.len()] * 4 <= longest { 0.34 } else { 1.0 }
}

/// How much of `a` is found at the beginning of `b`, by words or, when there are enough of them, by letters.
fn similarity(a: &[&Token], b: &[&Token]) -> f64 {
    let words = 1.0 - align(a, b, heard, |skipped| skipped as f64) / a.len() as f64;
    if a.len() < LONG {
        return words;
    }
    let letters = |tokens: &[&Token]| -> Vec<char> {
        tokens.iter().flat_map(|t| t.text.chars()).filter(|c| c.is_alphanumeric()).collect()
    };
    let (a, b) = (letters(a), letters(b));
    let cost = |x: char, y: char, _| if x == y { 0.0 } else { 1.0 };
    words.max(1.0 - align(&a, &b, cost, |skipped| skipped as f64) / a.len().max(1) as f64)
}

/// What it costs to take `x` for `y`; the last word may be broken off.
fn heard(x: &Token, y: &Token, last: bool) -> f64 {
    if last && cut_short(x, y) { 0.0 } else { cost(x, y) }
}

/// Least cost of finding all of `a` somewhere in `b`, where passing over the first of `b` costs `lead`. `cost` is told
/// whether it stands at the end of `a`.
fn align<T: Copy>(a: &[T], b: &[T], cost: impl Fn(T, T, bool) -> f64, lead: impl Fn(usize) -> f64) -> f64 {
    let mut row: Vec<f64> = (0..=b.len()).map(lead).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) as f64;
        for (j, &y) in b.iter().enumerate() {
            let next = (diagonal + cost(x, y, i + 1 == a.len())).min(row[j] + 1.0).min(row[j + 1] + 1.0);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row.into_iter().fold(f64::INFINITY, f64::min)
}

/// The frames of some phrases: whole islands to their edges, else from word to word without touching a kept one.
fn span(grid: &Grid, voice: &Voice, phrases: &[Phrase], range: Range<usize>) -> Span {
    let (first, last) = (&phrases[range.start], &phrases[range.end - 1]);
    let own = grid.outer(first.start(), last.end());
    let before = range.start.checked_sub(1).map_or(0, |p| grid.rate.frame_from(phrases[p].end()));
    let after = phrases.get(range.end).map_or(grid.frames, |p| grid.rate.frame_at(p.start()));
    let island = |frame: u64| voice.speech.iter().find(|s| s.contains(frame));
    let start = island(own.start).map_or(own.start, |s| s.start).max(before);
    let end = island(own.end.saturating_sub(1)).map_or(own.end, |s| s.end).min(after);
    Span::new(start, end)
}

/// False starts inside one phrase: two to eight words said twice in a row, or one broken off and taken up.
fn stutters(grid: &Grid, phrase: &Phrase) -> Vec<Finding> {
    let tokens: Vec<&Token> = phrase.tokens.iter().collect();
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some(n) = (1..=8.min((tokens.len() - i) / 2)).rev().find(|n| twice(phrase, &tokens[i..], *n))
        else {
            i += 1;
            continue;
        };
        let (from, to) = (tokens[i].word, tokens[i + n].word);
        let kept = from.checked_sub(1).map_or(0, |w| grid.rate.frame_from(phrase.words[w].end));
        let span = Span::new(
            kept.max(grid.rate.frame_at(phrase.words[from].start)),
            grid.rate.frame_at(phrase.words[to].start),
        );
        if span.len() >= 3 {
            let evidence = Evidence {
                words: Some(text(&phrase.words[from..to])),
                retake: Some(text(&phrase.words[to..])),
                retake_frame: Some(span.end),
                ..Evidence::default()
            };
            found.push(Finding { span, reason: Reason::Retake, confidence: 70, evidence });
        }
        i += n;
    }
    found
}

/// Whether the first `n` tokens come again at once. Two words need a pause between, or "bye bye, bye bye" would go.
fn twice(phrase: &Phrase, tokens: &[&Token], n: usize) -> bool {
    let (a, b) = (&tokens[..n], &tokens[n..2 * n]);
    if a[n - 1].word == b[0].word {
        return false;
    }
    let pause = phrase.words[b[0].word].start - phrase.words[a[n - 1].word].end;
    let (said, again) = (a[n - 1], b[n - 1]);
    let cut =
        cut_short(said, again) && (said.broken || said.text.chars().count() >= 3 && pause >= Micros(150_000));
    let same = |n: usize| a[..n].iter().zip(b).all(|(x, y)| x.text == y.text);
    match n {
        1 => cut && said.broken,
        2 => same(1) && (cut || same(2) && pause >= Micros(150_000)),
        _ => same(n - 1) && (cut || same(n)),
    }
}
