//! `incamera request`: what people ask for: opened, listed by when they are due, looked at, put off, refused, answered.

use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_rights::{
    Desk, HOUSE, RightsError,
    letter::Letter,
    request::{self, Answer, Asking, Door, Ground, Queued},
};
use incamera_store::Reads;
use serde::Serialize;

use crate::args;
use crate::console::Ink;
use crate::context::Context;
use crate::error::{Error, Exit};
use crate::installation::Installation;
use crate::say::{printable, say};
use crate::table::{Align, Table};

#[derive(Serialize)]
struct Line<'a> {
    request: String,
    right: &'a str,
    state: &'a str,
    received: String,
    due: String,
    promise: &'a str,
    overdue: bool,
    extended: bool,
}

#[derive(Serialize)]
struct Written<'a> {
    to: Option<&'a str>,
    language: &'a str,
    subject: &'a str,
    letter: &'a str,
}

/// Does what is asked about requests.
pub(crate) fn run(args: &args::Request, context: &Context) -> Result<Exit, Error> {
    let console = &context.console;
    match args {
        args::Request::Open { right, contact, lang, place_of, statement, workspace, place } => {
            let here = Installation::open(place)?;
            let workspace = workspace.map_or(HOUSE, WorkspaceId::of);
            let region = region(&here, workspace)?;
            let places: Vec<&str> = place_of.iter().map(String::as_str).collect();
            let language = lang.as_deref().unwrap_or(console.language());
            let asking = Asking {
                contact: Some(contact),
                language,
                places: &places,
                ..Asking::of(right, Door::Letter, statement)
            };
            let opened = here.run(async {
                let machine = here.kernel.machine(&region)?;
                let opened = request::open(&machine, workspace, &asking).await?;
                here.kernel.ship().await?;
                Ok(opened)
            })?;
            let said = say!(
                "request-opened",
                request = opened.request.to_string(),
                due = opened.deadlines.answer.day.to_string(),
                promise = opened.deadlines.answer.by.clone()
            );
            console.result(&format!("{}\n\n", console.text(&said)));
            letter(&opened.letter, context);
        }
        args::Request::List { workspace, place } => {
            let here = Installation::open(place)?;
            list(&here, workspace.map(WorkspaceId::of), context)?;
        }
        args::Request::Show { request, place } => {
            let here = Installation::open(place)?;
            show(&here, DatumId::of(*request), context)?;
        }
        args::Request::Answer { request, text, undone, place } => {
            let here = Installation::open(place)?;
            let answer = Answer { text, undone: undone.as_deref() };
            let written = decide(&here, *request, async |desk, id| request::answer(desk, id, &answer).await)?;
            letter(&written, context);
        }
        args::Request::Extend { request, reason, place } => {
            let here = Installation::open(place)?;
            let written = decide(&here, *request, async |desk, id| request::extend(desk, id, reason).await)?;
            letter(&written, context);
        }
        args::Request::Refuse { request, ground, reason, place } => {
            let here = Installation::open(place)?;
            let found = Ground::ALL.iter().copied().find(|known| known.word() == ground);
            let known = || {
                let all: Vec<&str> = Ground::ALL.iter().map(|ground| ground.word()).collect();
                let (ground, all) = (printable(ground).into_owned(), all.join(", "));
                Error::Usage(say!("error-ground", ground = ground, all = all))
            };
            let ground = found.ok_or_else(known)?;
            let written = decide(&here, *request, async |desk, id| {
                request::refuse(desk, id, ground, reason.as_deref()).await
            })?;
            letter(&written, context);
        }
    }
    Ok(Exit::Done)
}

/// The region a workspace lies in.
fn region(here: &Installation, workspace: WorkspaceId) -> Result<String, Error> {
    here.run(here.kernel.region(workspace))
}

/// At the desk of the data protection officer of the workspace a request lies in.
fn decide(
    here: &Installation,
    request: uuid::Uuid,
    verb: impl AsyncFnOnce(&Desk<'_>, DatumId) -> Result<Letter, RightsError>,
) -> Result<Letter, Error> {
    let id = DatumId::of(request);
    here.run(async {
        let desk = officer(here, id).await?;
        let letter = verb(&desk, id).await?;
        here.kernel.ship().await?;
        Ok(letter)
    })
}

async fn officer(here: &Installation, id: DatumId) -> Result<Desk<'_>, RightsError> {
    let kernel = &here.kernel;
    let missing = || RightsError::Missing { kind: "request", id: id.to_string() };
    let known = kernel.store().datum(id, kernel.now()).await?.ok_or_else(missing)?.datum;
    // Whoever has the machine and its keys acts for whoever answers for the installation; it stands in the ledger.
    let actor = incamera_studio::seated(OPERATOR, "dpo", known.workspace, []);
    kernel.desk(actor, &kernel.charter().answer.purpose, &known.region)
}

/// Whoever sits at this machine.
const OPERATOR: PersonId = PersonId::of(uuid::Uuid::from_u128(0x4));

fn list(here: &Installation, only: Option<WorkspaceId>, context: &Context) -> Result<(), Error> {
    let console = &context.console;
    let now = here.kernel.now();
    let workspaces = match only {
        Some(workspace) => vec![workspace],
        None => here.run(async { Ok(here.kernel.store().workspaces().await?) })?,
    };
    let mut queue: Vec<Queued> = Vec::new();
    for workspace in workspaces {
        let region = region(here, workspace)?;
        queue.extend(here.run(async {
            let actor = incamera_studio::seated(OPERATOR, "dpo", workspace, []);
            let desk = here.kernel.desk(actor, &here.kernel.charter().answer.purpose, &region)?;
            request::queue(&desk, workspace).await
        })?);
    }
    queue.sort_by_key(|queued| (queued.due, queued.request));
    let mut table = Table::new(&[Align::Left, Align::Left, Align::Left, Align::Left]);
    for queued in &queue {
        let late = queued.overdue(now);
        console.event(&Line {
            request: queued.request.to_string(),
            right: &queued.right,
            state: queued.state.word(),
            received: queued.received.to_string(),
            due: queued.due.to_string(),
            promise: &queued.promise,
            overdue: late,
            extended: queued.extended,
        });
        let due = queued.due.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y-%m-%d %H:%M UTC").to_string();
        let row = [queued.request.to_string(), queued.right.clone(), queued.state.word().to_owned(), due];
        table.row(if late { Ink::Red } else { Ink::Plain }, row);
    }
    let late = queue.iter().filter(|queued| queued.overdue(now)).count();
    let said = say!("request-queue", open = queue.len(), overdue = late);
    console.result(&format!("{}\n{}", console.text(&said), table.lines(console)));
    Ok(())
}

fn show(here: &Installation, id: DatumId, context: &Context) -> Result<(), Error> {
    let console = &context.console;
    let case = here.run(async {
        let desk = officer(here, id).await?;
        request::look(&desk, id).await
    })?;
    let mut table = Table::new(&[Align::Left, Align::Left]);
    let plain = |text: &str| printable(text).into_owned();
    table.row(Ink::Bold, [case.right.clone(), case.state.word().to_owned()]);
    table.row(Ink::Plain, [console.text(&say!("request-statement")), plain(&case.statement)]);
    table.row(Ink::Plain, [console.text(&say!("request-laws")), case.laws.join(", ")]);
    for step in &case.steps {
        let text = step.text.as_deref().map(plain).unwrap_or_default();
        table.row(Ink::Dim, [step.at.to_string(), format!("{} {text}", step.what.word())]);
    }
    console.result(&table.lines(console));
    Ok(())
}

/// A letter, as it is to be sent.
fn letter(letter: &Letter, context: &Context) {
    let console = &context.console;
    console.event(&Written {
        to: letter.to.as_deref(),
        language: letter.language,
        subject: &letter.subject,
        letter: &letter.text,
    });
    let to = letter.to.as_deref().map(|to| printable(to).into_owned()).unwrap_or_default();
    let head = console.ink(Ink::Bold, &console.text(&say!("request-letter", to = to)));
    console.result(&format!("{head}\n{}\n\n{}\n", letter.subject, letter.text));
}
