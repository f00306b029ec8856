//! The demo studio: a small rush with a known right answer, derushed and under review, among invented people.
//!
//! Nothing in it is made up but the people: the rush is received, looked at, cut and rendered like any other.

use std::time::Duration;

use incamera_model::{CutSpan, DatumId, PersonId, ProjectId, Reason, Verdict, WorkspaceId};
use incamera_rights::{Desk, Kernel, RightsError};

use crate::{
    Coming, Seat, StudioError, Upload, Work, Written, admit,
    cuts::{self, Begin, Choice, Edit},
    found_as, message, project,
    renders::{Making, render},
    review_by,
    rushes::{self, State},
    seated, write_note,
};

/// What is called how, and what invented people say, in somebody's language.
#[derive(Clone, Debug)]
pub struct Script {
    /// The workspace.
    pub studio: String,
    /// The film.
    pub title: String,
    /// What it is for: a brief as the film's page keeps it.
    pub brief: String,
    /// The cut.
    pub cut: String,
    /// The editor.
    pub editor: String,
    /// The client.
    pub client: String,
    /// What the editor writes to all.
    pub message: String,
    /// What the client says of a range.
    pub first: String,
    /// What the editor answers.
    pub answer: String,
    /// What the client says of a frame.
    pub second: String,
}

/// A demo studio that was begun.
#[derive(Clone, Debug)]
pub struct Demo {
    /// Where it is.
    pub workspace: WorkspaceId,
    /// Its film.
    pub project: ProjectId,
    owner: PersonId,
    editor: PersonId,
    client: PersonId,
    rush: DatumId,
    region: String,
}

/// The plan that marks a workspace as one to try things on.
pub(crate) const DEMO: &str = "demo";

/// How often it is looked whether the rush is ready, and how many times.
const LOOK: Duration = Duration::from_millis(250);
const LOOKS: u32 = 4 * 60 * 20;

impl Demo {
    /// Founds it for somebody, and receives its rush; the work on that begins.
    ///
    /// # Errors
    /// A refusal; a machine that would not.
    pub async fn begin(
        kernel: &Kernel,
        work: &Work,
        (owner, name): (PersonId, &str),
        script: &Script,
        (file, bytes): (&str, &[u8]),
    ) -> Result<Self, StudioError> {
        let region = kernel.region(incamera_rights::HOUSE).await?;
        let workspace = found_as(kernel, owner, &script.studio, &region, DEMO).await?;
        let admin = kernel.desk(seated(owner, "admin", workspace, []), "account", &region)?;
        let (editor, client) = (kernel.person(), kernel.person());
        let seats = [
            (owner, "admin", name),
            (owner, "producer", name),
            (editor, "editor", script.editor.as_str()),
            (client, "viewer", script.client.as_str()),
        ];
        for (person, role, name) in seats {
            admit(&admin, workspace, &Seat { person, role, name, email: None }).await?;
        }
        let producer = kernel.desk(seated(owner, "producer", workspace, []), "service", &region)?;
        let project = project(&producer, workspace, &script.title, Some(&script.brief)).await?;
        let coming = Coming { name: file, length: bytes.len() as u64, filmed: &[] };
        let upload = Upload::begin(&producer, workspace, project, &coming).await?;
        let mut appending = Upload::append(&producer, upload.id, 0, None).await?;
        appending.write(bytes).await?;
        appending.finish().await?;
        let rush = Upload::finish(&producer, upload.id).await?;
        work.nudge();
        kernel.ship().await?;
        Ok(Self { workspace, project, owner, editor, client, rush, region })
    }

    /// Waits until the rush is ready, derushes it, and puts the cut under review. Says which cut and which review.
    ///
    /// # Errors
    /// A rush that could not be looked at; a refusal; a machine that would not.
    pub async fn furnish(
        &self,
        kernel: &Kernel,
        work: &Work,
        script: &Script,
    ) -> Result<(DatumId, DatumId), StudioError> {
        let producer = self.desk(kernel, self.owner, "producer")?;
        self.ready(&producer, work).await?;
        let editor = self.desk(kernel, self.editor, "editor")?;
        let choice = Choice { preset: Some("interview".to_owned()), ..Choice::default() };
        let begin = Begin { title: &script.cut, rushes: &[self.rush], choice: &choice };
        let cut = cuts::derush(&editor, self.workspace, self.project, &begin).await?;
        // One pause that the editor wanted to keep: the second version.
        let seen = cuts::look(&editor, cut).await?;
        let silence = seen.document.rushes.first().and_then(|rush| {
            let silent =
                |span: &&CutSpan| matches!(&span.verdict, Verdict::Drop { reason: Reason::Silence, .. });
            rush.spans.iter().filter(silent).nth(1)
        });
        if let Some(span) = silence {
            cuts::edit(&editor, cut, &[Edit::Restore { span: span.id.clone() }], seen.turn).await?;
        }
        let head = cuts::look(&editor, cut).await?.head;
        let review = review_by(&editor, head, "all").await?;
        let making = Making { proxy: true, height: Some(720), ..Making::default() };
        render(&editor, cut, &making).await?;
        work.nudge();
        let place = (self.workspace, self.project);
        let client = self.desk(kernel, self.client, "viewer")?;
        let note = |frame, last, text| Written { frame, last, text, parent: None, strokes: &[] };
        let first = write_note(&client, place, review, &note(120, Some(210), &script.first)).await?;
        let answer = Written { parent: Some(first), ..note(120, None, &script.answer) };
        write_note(&editor, place, review, &answer).await?;
        write_note(&client, place, review, &note(480, None, &script.second)).await?;
        message(&editor, self.workspace, self.project, &script.message).await?;
        kernel.ship().await?;
        Ok((cut, review))
    }

    fn desk<'k>(&self, kernel: &'k Kernel, person: PersonId, role: &str) -> Result<Desk<'k>, RightsError> {
        kernel.desk(seated(person, role, self.workspace, [self.project]), "service", &self.region)
    }

    async fn ready(&self, producer: &Desk<'_>, work: &Work) -> Result<(), StudioError> {
        for _ in 0..LOOKS {
            let rush = rushes::look(producer, Some(work), self.rush).await?;
            match rush.state {
                State::Ready => return Ok(()),
                State::Broken => break,
                State::Receiving | State::Waiting | State::Scanning => tokio::time::sleep(LOOK).await,
            }
        }
        Err(StudioError::Said("the demo's rush was not ready: look at its project, and try anew".to_owned()))
    }
}
