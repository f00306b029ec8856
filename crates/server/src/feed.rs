//! What changes, told to whoever is there: numbered, and kept for a while, so that a connection that broke goes on where it was.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use incamera_model::{ProjectId, WorkspaceId};
use serde::Serialize;
use tokio::sync::broadcast;
use utoipa::ToSchema;

/// How many changes are kept for those who were away.
const KEPT: usize = 1024;

/// What sort of thing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A film, its brief or its steps.
    Project,
    /// A rush.
    Rush,
    /// A cut.
    Cut,
    /// A render.
    Render,
    /// A review, or a decision on it.
    Review,
    /// A note.
    Note,
    /// A message.
    Message,
    /// Who sits there.
    Member,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Change {
    /// Of what.
    pub kind: Kind,
    /// Which.
    pub id: String,
    /// In which film.
    #[schema(value_type = Option<String>)]
    pub project: Option<ProjectId>,
    /// How it stands now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// How far it is, of a thousand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<u32>,
    /// How long it will take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds_left: Option<u64>,
    /// Whose it is; whoever does not sit there hears nothing of it.
    #[serde(skip)]
    pub workspace: WorkspaceId,
}

impl Change {
    /// Something is there, is otherwise, or is gone.
    pub fn of(kind: Kind, id: impl ToString, workspace: WorkspaceId, project: Option<ProjectId>) -> Self {
        Self { kind, id: id.to_string(), project, state: None, progress: None, seconds_left: None, workspace }
    }
}

/// A change, with its number.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) number: u64,
    pub(crate) change: Change,
}

/// What was missed.
pub(crate) enum Missed {
    /// These, and then what comes.
    All(Vec<Told>),
    /// More than is kept, or before this process began: everything is to be read anew.
    Lost,
}

/// The changes.
pub struct Feed {
    /// Of this process: a number of another one means nothing here.
    epoch: String,
    kept: Mutex<(u64, VecDeque<Told>)>,
    sender: broadcast::Sender<Told>,
}

impl Feed {
    /// An empty one.
    pub(crate) fn new(epoch: [u8; 6]) -> Self {
        let (sender, _) = broadcast::channel(256);
        Self { epoch: hex::encode(epoch), kept: Mutex::default(), sender }
    }

    /// Tells of a change.
    pub fn tell(&self, change: Change) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.0 += 1;
        let told = Told { number: kept.0, change };
        if kept.1.len() >= KEPT {
            kept.1.pop_front();
        }
        kept.1.push_back(told.clone());
        // In the lock, so that the order is one for all. Nobody there is no error.
        let _nobody = self.sender.send(told);
    }

    /// What was missed since, and what comes from now on.
    pub(crate) fn follow(&self, since: Option<&str>) -> (Missed, broadcast::Receiver<Told>) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let coming = self.sender.subscribe();
        let Some(since) = since else { return (Missed::All(Vec::new()), coming) };
        let number = since
            .split_once('-')
            .filter(|(epoch, _)| *epoch == self.epoch)
            .and_then(|(_, number)| number.parse::<u64>().ok());
        let first = kept.1.front().map_or(kept.0 + 1, |told| told.number);
        let missed = match number {
            Some(number) if number <= kept.0 && number + 1 >= first => {
                Missed::All(kept.1.iter().filter(|told| told.number > number).cloned().collect())
            }
            _ => Missed::Lost,
        };
        (missed, coming)
    }

    /// Where a number stands, as `Last-Event-ID` says it.
    pub(crate) fn position(&self, number: u64) -> String {
        format!("{}-{number}", self.epoch)
    }

    /// Where the last change stands.
    pub(crate) fn now(&self) -> String {
        self.position(self.kept.lock().unwrap_or_else(PoisonError::into_inner).0)
    }
}
