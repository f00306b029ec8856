//! What people write, as far as it may go: hostile text is text, but it ends somewhere.

use incamera_rights::RightsError;

/// One line: a name, a title.
pub(crate) fn line(what: &str, text: &str, most: usize) -> Result<String, RightsError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(RightsError::Said(format!("{what} is missing: write one")));
    }
    if text.chars().count() > most {
        return Err(RightsError::Said(format!("{what} has at most {most} characters: shorten it")));
    }
    if text.chars().any(char::is_control) {
        return Err(RightsError::Said(format!("{what} is one line of plain text: take out what is not")));
    }
    Ok(text.to_owned())
}

/// Several lines: a message, a note.
pub(crate) fn text(what: &str, text: &str, most: usize) -> Result<String, RightsError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(RightsError::Said(format!("{what} is empty: write something")));
    }
    if text.chars().count() > most {
        return Err(RightsError::Said(format!("{what} has at most {most} characters: shorten it")));
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
        return Err(RightsError::Said(format!("{what} is plain text: take out what is not")));
    }
    Ok(text.to_owned())
}
