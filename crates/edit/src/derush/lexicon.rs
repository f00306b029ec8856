//! Words that matter to an editor, by language. "um" is a hesitation in English and a word in German and Portuguese:
//! a language has its own list or none.

/// Hesitations no sentence needs.
pub(crate) fn fillers(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &["um", "umm", "uh", "uhh", "uhm", "er", "erm", "hm", "hmm", "mmm", "mhm", "ah", "eh"],
        "fr" => &["euh", "heu", "euhm", "hum", "hmm", "mmh", "ben", "bah", "beh"],
        _ => &[],
    }
}

/// What people say when they begin again. Normalised as [`phrase`](super::phrase) does.
pub(crate) fn cues(language: &str) -> &'static [&'static [&'static str]] {
    match language {
        "en" => &[
            &["let", "me", "say", "that", "again"],
            &["let", "me", "start", "again"],
            &["let", "me", "start", "over"],
            &["let", "me", "try", "that", "again"],
            &["let", "me", "try", "again"],
            &["let", "me", "redo", "that"],
            &["let's", "try", "that", "again"],
            &["let's", "do", "that", "again"],
            &["one", "more", "time"],
            &["from", "the", "top"],
            &["start", "over"],
            &["take", "two"],
            &["take", "three"],
            &["scratch", "that"],
            &["i'm", "sorry"],
            &["sorry"],
            &["no", "wait"],
        ],
        "fr" => &[
            &["je", "reprends"],
            &["on", "reprend"],
            &["on", "la", "refait"],
            &["on", "refait"],
            &["je", "la", "refais"],
            &["je", "refais"],
            &["je", "recommence"],
            &["on", "recommence"],
            &["attends", "je", "reprends"],
            &["encore", "une", "fois"],
            &["deuxième", "prise"],
            &["excusez", "moi"],
            &["excuse", "moi"],
            &["désolé"],
            &["désolée"],
            &["pardon"],
            &["non", "pardon"],
        ],
        _ => &[],
    }
}
