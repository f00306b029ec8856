//! What people ask for, from receipt to answer.

mod clocks;
mod decisions;
mod identity;
mod letters;
mod queue;
mod states;

use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_rights::{
    Desk, HOUSE, Kernel,
    request::{self, Asking, Checked, Door, Followed, What},
};

use crate::installation::desk;

/// An officer of a workspace, or of the house.
pub(crate) fn officer(kernel: &Kernel, workspace: WorkspaceId) -> Desk<'_> {
    desk(kernel, kernel.person(), "dpo", workspace, [], "legal")
}

/// Somebody without an account writes a mail.
pub(crate) fn mail<'a>(right: &'a str, contact: &'a str, places: &'a [&'a str]) -> Asking<'a> {
    Asking { contact: Some(contact), places, ..Asking::of(right, Door::Mail, "Everything you have, please") }
}

/// Opens a request at the person's own desk: it is known that it is he.
pub(crate) async fn own(
    kernel: &Kernel,
    person: PersonId,
    workspace: WorkspaceId,
    right: &str,
    places: &[&str],
) -> DatumId {
    let his = kernel.own(person, workspace, "eu").unwrap();
    let asking = Asking { places, ..Asking::of(right, Door::Dashboard, "Please") };
    request::open(&his, workspace, &asking).await.unwrap().request
}

/// The secret in a letter with a link.
pub(crate) fn token(text: &str) -> String {
    text.split_whitespace().find_map(|word| word.strip_prefix(BASE)).unwrap().to_owned()
}

pub(crate) const BASE: &str = "https://studio.example/request/";

/// The code in a letter with one.
pub(crate) fn code(text: &str) -> String {
    let is = |word: &&str| {
        word.len() == 9
            && word.as_bytes()[4] == b'-'
            && word.bytes().all(|b| b == b'-' || b.is_ascii_alphanumeric())
    };
    text.lines().map(str::trim).find(is).unwrap().to_owned()
}

/// Somebody follows the link and writes the code.
pub(crate) async fn show(kernel: &Kernel, id: DatumId) -> Checked {
    let machine = kernel.machine("eu").unwrap();
    let letter = request::identify(&machine, id, BASE).await.unwrap();
    let Followed::Code { request, letter } = request::follow(&machine, &token(&letter.text)).await.unwrap()
    else {
        panic!("the link is gone")
    };
    assert_eq!(request, id);
    request::check(&machine, id, &code(&letter.text)).await.unwrap()
}

/// What happened to a request, as an officer sees it.
pub(crate) async fn steps(kernel: &Kernel, workspace: WorkspaceId, id: DatumId) -> Vec<What> {
    let case = request::look(&officer(kernel, workspace), id).await.unwrap();
    case.steps.into_iter().map(|step| step.what).collect()
}

/// A request in the house by somebody new.
pub(crate) async fn stranger(kernel: &Kernel, right: &str, contact: &str, places: &[&str]) -> DatumId {
    let machine = kernel.machine("eu").unwrap();
    request::open(&machine, HOUSE, &mail(right, contact, places)).await.unwrap().request
}
