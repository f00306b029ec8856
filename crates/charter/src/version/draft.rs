//! A version before it is published: it takes comments, and each is answered.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Published, Refused, publish};
use crate::source::Source;

/// A version that is not published yet. Who wrote a comment is for the rooms above to know; what stands here is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    files: BTreeMap<String, String>,
    comments: Vec<Comment>,
}

/// What somebody said about a draft, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// The promise it is about, as the policy names it; empty for the whole.
    pub promise: String,
    /// What was said.
    pub text: String,
    /// What was answered.
    pub answer: Option<String>,
}

/// There is no comment of that number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the draft has no comment {0}: count from the first, which is 0")]
pub struct NoComment(pub usize);

impl Draft {
    /// A draft of these files.
    pub fn of(sources: &[Source]) -> Self {
        let mut draft = Self::default();
        draft.revise(sources);
        draft
    }

    /// Takes other files; the comments stay.
    pub fn revise(&mut self, sources: &[Source]) {
        self.files = sources.iter().map(|source| (source.name.clone(), source.text.clone())).collect();
    }

    /// Its files.
    pub fn sources(&self) -> Vec<Source> {
        self.files.iter().map(|(name, text)| Source { name: name.clone(), text: text.clone() }).collect()
    }

    /// What was said about it, in the order it was said.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Takes a comment; its number, from 0.
    pub fn comment(&mut self, promise: &str, text: &str) -> usize {
        self.comments.push(Comment { promise: promise.to_owned(), text: text.to_owned(), answer: None });
        self.comments.len() - 1
    }

    /// Answers a comment. A later answer takes the place of an earlier one.
    ///
    /// # Errors
    /// There is no comment of that number.
    pub fn answer(&mut self, number: usize, text: &str) -> Result<(), NoComment> {
        let comment = self.comments.get_mut(number).ok_or(NoComment(number))?;
        comment.answer = Some(text.to_owned());
        Ok(())
    }

    /// Publishes it, as [`publish`] does.
    ///
    /// # Errors
    /// Comments without an answer, and what [`publish`] refuses.
    pub fn publish(
        &self,
        previous: Option<&Published>,
        today: Date,
        reasons: &BTreeMap<String, String>,
    ) -> Result<Published, Refused> {
        let answered =
            |comment: &&Comment| comment.answer.as_ref().is_some_and(|text| !text.trim().is_empty());
        let open = self.comments.len() - self.comments.iter().filter(answered).count();
        if open > 0 {
            return Err(Refused::Unanswered(open));
        }
        publish(previous, &self.sources(), today, reasons)
    }
}
