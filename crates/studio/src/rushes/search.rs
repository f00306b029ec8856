//! Words are looked for in everything that is said in a film's rushes.

use incamera_gate::Read;
use incamera_model::{DatumId, ProjectId, WorkspaceId};
use incamera_rights::Desk;
use incamera_store::{Page, Reads, rows::rushes};

use super::measured::measured;
use crate::error::StudioError;

/// Rushes opened in one go.
const PAGE: u64 = 100;
/// Words told around what was found, on each side.
const AROUND: usize = 6;

/// Words that were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// In which rush.
    pub rush: DatumId,
    /// On which frame they begin.
    pub frame: u64,
    /// As written.
    pub text: String,
    /// With what is said before and after.
    pub around: String,
}

/// Looks for words in the rushes of a film that whoever sits at the desk may read: at most so many.
///
/// # Errors
/// A refusal; nothing to look for.
pub async fn search(
    desk: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    words: &str,
    most: usize,
) -> Result<Vec<Found>, StudioError> {
    let wanted: Vec<String> = words.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    if wanted.is_empty() {
        return Err(StudioError::Said("there is nothing to look for: write a word".to_owned()));
    }
    let kernel = desk.kernel();
    let leave = desk.leave::<Read>()?;
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = Page { workspace, project: Some(project), after, limit: PAGE };
        let held = kernel.store().list::<rushes::Entity, Read>(&leave, page, kernel.now()).await?;
        let Some(last) = held.last() else { return Ok(found) };
        after = Some(last.datum().id);
        for rush in &held {
            let Some(said) = measured::<Read>(desk, rush.datum()).await?.and_then(|m| m.words()) else {
                continue;
            };
            let heard: Vec<String> = said.words.iter().map(|word| plain(&word.text)).collect();
            for (place, some) in heard.windows(wanted.len()).enumerate() {
                // The last word may be one that is still being written.
                let same = some.iter().zip(&wanted).enumerate().all(|(n, (heard, wanted))| {
                    if n + 1 == some.len() { heard.starts_with(wanted.as_str()) } else { heard == wanted }
                });
                if !same {
                    continue;
                }
                let join = |from: usize, to: usize| {
                    let some = said.words.get(from..to.min(said.words.len())).unwrap_or_default();
                    some.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
                };
                let end = place + wanted.len();
                found.push(Found {
                    rush: rush.datum().id,
                    frame: said.words[place].frame_start,
                    text: join(place, end),
                    around: join(place.saturating_sub(AROUND), end + AROUND),
                });
                if found.len() == most {
                    return Ok(found);
                }
            }
        }
    }
}

/// A word without case and punctuation.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
