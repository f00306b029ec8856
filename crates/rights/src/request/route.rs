//! Mail that asks for something, told by its subject.

/// What a mail wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mail {
    /// It opens a request, or belongs to one.
    Request,
    /// It takes a consent back.
    Withdrawal,
}

/// The subject that opens a request (DSR-01).
pub const REQUEST: &str = "[Data Protection Request]";
/// The subject that takes a consent back (PRV-10).
pub const WITHDRAWAL: &str = "Withdrawing Consent";

/// Where a mail with this subject goes; none: it is no such mail. Upper and lower case, spaces, `Re:` and `Fwd:` make no
/// difference: nobody loses a right by them.
pub fn route(subject: &str) -> Option<Mail> {
    let words: Vec<String> = subject.split_whitespace().map(str::to_lowercase).collect();
    let subject = words.join(" ");
    let holds = |phrase: &str| subject.contains(&phrase.to_lowercase());
    if holds(REQUEST) {
        Some(Mail::Request)
    } else if holds(WITHDRAWAL) {
        Some(Mail::Withdrawal)
    } else {
        None
    }
}
