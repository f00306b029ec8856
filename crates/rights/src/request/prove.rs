//! By what somebody shows that it is he: a link, then a code, both to an address; nothing is asked that is not held already.

use incamera_gate::{Erase, Read, Write};
use incamera_model::{BlindIndex, DatumId, PersonId};
use incamera_store::{
    Col, Filing, Reads, Table, Transaction,
    rows::{invitations, people, proofs, requests, subscriptions},
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::{Kernel, term},
    request::step::{Of, hanging},
};

/// How long a link waits to be followed.
pub const LINK_HOLDS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a code waits to be written back.
pub const CODE_HOLDS: SignedDuration = SignedDuration::from_mins(30);
/// How many codes may be wrong before a new link is needed.
pub const TRIES: i64 = 5;
/// How many links are written for one request.
pub const LINKS: usize = 3;

/// Letters that nobody mistakes for others: 32 of them, five bits each.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Link,
    Code,
}

impl Method {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Code => "code",
        }
    }
}

/// A trace of an address.
pub(crate) fn trace(kernel: &Kernel, address: &str) -> Result<BlindIndex, RightsError> {
    Ok(kernel.vault().blind_index("email", &address.trim().to_lowercase())?)
}

/// What is kept of a link.
pub(crate) fn digest_of_link(kernel: &Kernel, token: &str) -> Result<BlindIndex, RightsError> {
    Ok(kernel.vault().blind_index("proof.link", token)?)
}

/// What is kept of a code: it is one for this request alone.
pub(crate) fn digest_of_code(
    kernel: &Kernel,
    request: DatumId,
    code: &str,
) -> Result<BlindIndex, RightsError> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let text = format!("{request} {}", plain.to_uppercase());
    Ok(kernel.vault().blind_index("proof.code", &text)?)
}

/// A new link's secret: 256 bits.
pub(crate) fn token(kernel: &Kernel) -> String {
    hex::encode(kernel.secret::<32>())
}

/// A new code: 40 bits, in two groups.
pub(crate) fn code(kernel: &Kernel) -> String {
    let drawn = kernel.secret::<8>().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let (first, last) = drawn.split_at(4);
    format!("{}-{}", String::from_iter(first), String::from_iter(last))
}

/// Whether two digests are the same, in a time that does not tell where they differ.
pub(crate) fn same(a: &BlindIndex, b: &BlindIndex) -> bool {
    let differ = a.bytes().iter().zip(b.bytes()).fold(0, |sum, (a, b)| std::hint::black_box(sum | (a ^ b)));
    differ == 0
}

/// Writes down what was sent, as a digest. A proof is about nobody: it says nothing, and no hold on a person keeps it.
pub(crate) async fn keep(
    desk: &Desk<'_>,
    unit: &Transaction,
    of: Of,
    method: Method,
    digest: BlindIndex,
    expires: Timestamp,
) -> Result<(), RightsError> {
    let datum = desk.draft("request", of.workspace, None, &[]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = proofs::Model {
        id: Col(datum.id),
        request: Col(of.request),
        method: Col(term(method.word())?),
        digest: Col(digest),
        tries: Col(0),
        expires: Col(expires),
    };
    unit.insert::<proofs::Entity>(&permit, row, Filing::from_person(desk.kernel().now())).await?;
    Ok(())
}

/// What was sent for a request and is still there.
pub(crate) async fn kept(
    desk: &Desk<'_>,
    unit: &Transaction,
    request: DatumId,
    method: Method,
) -> Result<Option<proofs::Model>, RightsError> {
    for id in hanging(unit, request, <proofs::Entity as Table>::KIND).await? {
        let Some(held) = unit.fetch::<proofs::Entity>(id, desk.kernel().now()).await? else { continue };
        let permit = desk.may::<Read>(held.datum())?;
        let row = held.open(&permit)?;
        if row.method.0 == *method.word() {
            return Ok(Some(row.clone()));
        }
    }
    Ok(None)
}

/// Counts a wrong code.
pub(crate) async fn count(
    desk: &Desk<'_>,
    unit: &Transaction,
    proof: &proofs::Model,
) -> Result<(), RightsError> {
    let held = unit.fetch::<proofs::Entity>(*proof.id, desk.kernel().now()).await?;
    let held = held.ok_or_else(|| RightsError::missing("proof", *proof.id))?;
    let permit = desk.may::<Write>(held.datum())?;
    let row = proofs::Model { tries: Col(*proof.tries + 1), ..proof.clone() };
    unit.update::<proofs::Entity>(&permit, row).await?;
    Ok(())
}

/// Removes everything that was kept to find out who asks; how many there were. Where a hold on the whole workspace keeps rows,
/// what is left is a digest of nothing.
pub(crate) async fn forget(
    kernel: &Kernel,
    place: &str,
    unit: &Transaction,
    request: DatumId,
) -> Result<usize, RightsError> {
    let machine = kernel.machine(place)?;
    let ids = hanging(unit, request, <proofs::Entity as Table>::KIND).await?;
    for id in &ids {
        let Some(held) = unit.fetch::<proofs::Entity>(*id, kernel.now()).await? else { continue };
        if held.datum().held {
            let datum = held.datum().clone();
            let permit = machine.may::<Write>(&datum)?;
            let row = held.change(&permit)?;
            let blank = proofs::Model {
                digest: Col(BlindIndex::of(kernel.secret())),
                expires: Col(kernel.now()),
                ..row
            };
            unit.update::<proofs::Entity>(&permit, blank).await?;
        } else {
            unit.remove(&[machine.may::<Erase>(held.datum())?]).await?;
        }
    }
    Ok(ids.len())
}

/// Whom we know under an address: by an account, a subscription, an invitation, or an earlier request.
pub(crate) async fn known(kernel: &Kernel, trace: BlindIndex) -> Result<Option<PersonId>, RightsError> {
    let store = kernel.store();
    let mut rows = held(kernel, trace).await?;
    rows.extend(store.traced::<requests::Entity>(requests::Column::ContactTrace, trace).await?);
    for row in rows {
        if let Some(known) = store.datum(row, kernel.now()).await?
            && let Some(person) = known.datum.about.first()
        {
            return Ok(Some(*person));
        }
    }
    Ok(None)
}

/// Rows, besides requests, in which an address stands: what is asked now is no proof of itself.
pub(crate) async fn held(kernel: &Kernel, trace: BlindIndex) -> Result<Vec<DatumId>, RightsError> {
    let store = kernel.store();
    let mut rows = store.traced::<people::Entity>(people::Column::EmailTrace, trace).await?;
    rows.extend(store.traced::<subscriptions::Entity>(subscriptions::Column::EmailTrace, trace).await?);
    rows.extend(store.traced::<invitations::Entity>(invitations::Column::EmailTrace, trace).await?);
    Ok(rows)
}
