//! Two invented people and what they share: something to try one's rights on.

use std::{collections::BTreeMap, fs::File, path::PathBuf};

use incamera_model::{PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, Kernel, Reach, RightsError, Yes};
use incamera_studio::{Account, Cut, Rush, Seat};
use serde::Serialize;

use crate::context::Context;
use crate::error::{Error, unreadable};
use crate::installation::Installation;
use crate::say::say;

const ADA: (&str, &str) = ("Ada Martin", "ada@studio.example");
const BEN: (&str, &str) = ("Ben Osei", "ben@studio.example");

#[derive(Serialize)]
struct Filled {
    workspace: WorkspaceId,
    project: ProjectId,
    people: BTreeMap<&'static str, PersonId>,
}

/// Fills an installation that was begun.
///
/// # Errors
/// People of these addresses are there already; a rush that cannot be read.
pub(super) fn fill(here: &Installation, rushes: &[PathBuf], context: &Context) -> Result<(), Error> {
    let mut opened = Vec::new();
    for path in rushes {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        opened.push((name, File::open(path).map_err(|e| unreadable(path, &e))?));
    }
    let filled = here.run(studio(&here.kernel, opened))?;
    let console = &context.console;
    console.event(&filled);
    let said = say!(
        "init-demo",
        ada = ADA.1,
        ben = BEN.1,
        rushes = rushes.len(),
        workspace = filled.workspace.to_string()
    );
    console.result(&format!("{}\n", console.text(&said)));
    Ok(())
}

async fn studio(kernel: &Kernel, rushes: Vec<(String, File)>) -> Result<Filled, RightsError> {
    let region = "eu";
    let enrol = async |(name, email)| {
        incamera_studio::enrol(kernel, &Account { name, email, language: "en" }, region).await
    };
    let (ada, ben) = (enrol(ADA).await?, enrol(BEN).await?);
    let workspace = incamera_studio::found(kernel, ada, "Demo studio", region).await?;
    let desk = |person, role: &str, projects: &[ProjectId], purpose| {
        let actor = incamera_studio::seated(person, role, workspace, projects.iter().copied());
        kernel.desk(actor, purpose, region)
    };
    let admin = desk(ada, "admin", &[], "account")?;
    for (person, role, (name, email)) in [(ada, "producer", ADA), (ben, "editor", BEN)] {
        let seat = Seat { person, role, name, email: Some(email) };
        incamera_studio::admit(&admin, workspace, &seat).await?;
    }
    let producer = desk(ada, "producer", &[], "service")?;
    let brief = "A first film, to try everything on";
    let project = incamera_studio::project(&producer, workspace, "The first film", Some(brief)).await?;
    let mut received = Vec::new();
    for (number, (name, mut bytes)) in rushes.into_iter().enumerate() {
        // The first shows both, the next shows Ada alone.
        let filmed = if number == 0 { vec![ada, ben] } else { vec![ada] };
        let rush = Rush { name: &name, filmed: &filmed, duration: 0 };
        received.push(incamera_studio::receive(&producer, workspace, project, &rush, &mut bytes).await?);
    }
    let editor = desk(ben, "editor", &[project], "service")?;
    if !received.is_empty() {
        discuss(&editor, workspace, project, &received).await?;
    }
    incamera_studio::message(&editor, workspace, project, "The first cut is up. Tell me what you think!")
        .await?;
    let yes = Yes {
        purpose: "training",
        reach: Reach::all(workspace),
        wording: "May a model learn from the pictures you are in?",
        language: "en",
        method: "screen",
    };
    kernel.own(ada, workspace, region)?.consent(&yes).await?;
    kernel.ship().await?;
    Ok(Filled { workspace, project, people: BTreeMap::from([("ada", ada), ("ben", ben)]) })
}

async fn discuss(
    editor: &Desk<'_>,
    workspace: WorkspaceId,
    project: ProjectId,
    rushes: &[incamera_model::DatumId],
) -> Result<(), RightsError> {
    let first = Cut { title: "First cut", version: 1, rushes, document: b"{}" };
    let cut = incamera_studio::cut(editor, workspace, project, &first).await?;
    let review = incamera_studio::review(editor, cut).await?;
    incamera_studio::note(editor, workspace, project, review, 12, "The gulls are lovely here.").await?;
    Ok(())
}
