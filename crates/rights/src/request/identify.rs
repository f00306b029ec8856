//! It is found out who asks. What somebody signs in with comes first; whoever has none gets a link, and a code when he follows it,
//! at the address we know him by. What is said to somebody we do not know is the same.

use incamera_gate::Read;
use incamera_model::DatumId;
use incamera_store::{
    Col, Reads, Table, Transaction,
    rows::{proofs, steps},
};

use crate::{
    desk::Desk,
    error::RightsError,
    kernel::Kernel,
    letter::{Letter, Pen},
    request::{
        open::{Mandate, waived},
        prove::{self, CODE_HOLDS, LINK_HOLDS, LINKS, Method, TRIES},
        state::State,
        step::{What, hanging, note, told},
        turn::{Happened, Turn, account},
    },
};

/// What came of following a link.
#[derive(Clone, Debug)]
pub enum Followed {
    /// A code is on its way.
    Code {
        /// For which request.
        request: DatumId,
        /// The letter with the code.
        letter: Letter,
    },
    /// The link was followed before, is too old, or never was one.
    Gone,
}

/// What came of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It is he; somebody works on it now.
    Known,
    /// The code is right; somebody still looks at the mandate.
    Confirmed,
    /// It is wrong.
    Wrong {
        /// How many more may be tried.
        left: i64,
    },
    /// No code is waited for: a new link is needed.
    Gone,
}

/// Writes a link. `base` is what stands before the link's secret: `https://studio.example/request/`. A link written before is void.
///
/// # Errors
/// A request that is over or known already; three links written before; nowhere to write to.
pub async fn identify(desk: &Desk<'_>, request: DatumId, base: &str) -> Result<Letter, RightsError> {
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let mut turn = Turn::take(desk, &unit, request).await?;
    turn.go(State::Verifying)?;
    let sent =
        told(desk, &unit, request).await?.into_iter().filter(|(_, what, _)| *what == What::Link).count();
    if sent >= LINKS {
        return Err(turn.wrong("out of links", "an officer looks at it, or refuses it as unverified"));
    }
    prove::forget(kernel, &desk.intent().place, &unit, request).await?;
    let token = prove::token(kernel);
    let expires = kernel.now() + LINK_HOLDS;
    let digest = prove::digest_of_link(kernel, &token)?;
    prove::keep(desk, &unit, turn.of(), Method::Link, digest, expires).await?;
    note(desk, &unit, turn.of(), What::Link, None).await?;
    let (to, said) = (held_address(desk, &turn).await?, turn.said(desk)?);
    let link = format!("{base}{token}");
    let letter = Pen::new(desk, &turn.row, &said, Some(to))?.link(&link, expires)?;
    turn.save(desk, &unit, Happened::Moved).await?;
    unit.commit().await?;
    Ok(letter)
}

/// Follows a link, once; the second step is a code in a letter of its own.
///
/// # Errors
/// Rows that would not. A link that is none is no error.
pub async fn follow(desk: &Desk<'_>, token: &str) -> Result<Followed, RightsError> {
    let kernel = desk.kernel();
    let digest = prove::digest_of_link(kernel, token)?;
    let found = kernel.store().traced::<proofs::Entity>(proofs::Column::Digest, digest).await?;
    let Some(held) = (match found.first() {
        Some(id) => kernel.store().fetch::<proofs::Entity>(*id, kernel.now()).await?,
        None => None,
    }) else {
        return Ok(Followed::Gone);
    };
    let request = *held.open(&desk.may::<Read>(held.datum())?)?.request;
    let unit = kernel.store().begin().await?;
    let turn = Turn::take(desk, &unit, request).await?;
    let still = prove::kept(desk, &unit, request, Method::Link).await?;
    let holds = still.is_some_and(|link| prove::same(&link.digest, &digest) && *link.expires > kernel.now());
    if !holds || turn.state()?.is_closed() {
        return Ok(Followed::Gone);
    }
    prove::forget(kernel, &desk.intent().place, &unit, request).await?;
    let (code, expires) = (prove::code(kernel), kernel.now() + CODE_HOLDS);
    let digest = prove::digest_of_code(kernel, request, &code)?;
    prove::keep(desk, &unit, turn.of(), Method::Code, digest, expires).await?;
    note(desk, &unit, turn.of(), What::Code, None).await?;
    let (to, said) = (held_address(desk, &turn).await?, turn.said(desk)?);
    let letter = Pen::new(desk, &turn.row, &said, Some(to))?.code(&code, CODE_HOLDS)?;
    turn.save(desk, &unit, Happened::Moved).await?;
    unit.commit().await?;
    Ok(Followed::Code { request, letter })
}

/// Compares a code. A wrong one is counted; after five a new link is needed.
///
/// # Errors
/// Rows that would not. A wrong code is no error.
pub async fn check(desk: &Desk<'_>, request: DatumId, code: &str) -> Result<Checked, RightsError> {
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let turn = Turn::take(desk, &unit, request).await?;
    let Some(kept) = prove::kept(desk, &unit, request, Method::Code).await? else { return Ok(Checked::Gone) };
    if *kept.expires <= kernel.now() || turn.state()?.is_closed() {
        return Ok(Checked::Gone);
    }
    let place = &desk.intent().place;
    if !prove::same(&kept.digest, &prove::digest_of_code(kernel, request, code)?) {
        let left = TRIES - *kept.tries - 1;
        if left > 0 {
            prove::count(desk, &unit, &kept).await?;
        } else {
            prove::forget(kernel, place, &unit, request).await?;
        }
        note(desk, &unit, turn.of(), What::Wrong, None).await?;
        turn.save(desk, &unit, Happened::Moved).await?;
        unit.commit().await?;
        return Ok(if left > 0 { Checked::Wrong { left } } else { Checked::Gone });
    }
    prove::forget(kernel, place, &unit, request).await?;
    // The code shows whose address it is, not by what somebody acts for another.
    if turn.row.asker.0 != *"self" {
        note(desk, &unit, turn.of(), What::Confirmed, None).await?;
        turn.save(desk, &unit, Happened::Moved).await?;
        unit.commit().await?;
        return Ok(Checked::Confirmed);
    }
    let what = if is_held(kernel, &turn).await? { What::Held } else { What::Given };
    known(desk, unit, turn, what).await?;
    Ok(Checked::Known)
}

/// An officer has looked at what somebody showed, and is sure. What was shown is not kept; that it was is.
///
/// # Errors
/// A refusal; an agent for somebody in California whom its Secretary of State did not register.
pub async fn attest(desk: &Desk<'_>, request: DatumId) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    let unit = kernel.store().begin().await?;
    let turn = Turn::decide(desk, &unit, request).await?;
    if turn.row.asker.0 == *"agent" {
        let said = turn.said(desk)?;
        let california = !said.places.is_empty() && kernel.charter().laws(&said.places()).contains(&"ccpa");
        if california && registration(desk, &unit, request).await?.is_none() {
            return Err(turn.wrong(
                "without the agent's registration with California's Secretary of State",
                "ask for it, or refuse it for want of a mandate",
            ));
        }
    }
    prove::forget(kernel, &desk.intent().place, &unit, request).await?;
    known(desk, unit, turn, What::Attested).await
}

async fn known(desk: &Desk<'_>, unit: Transaction, mut turn: Turn, what: What) -> Result<(), RightsError> {
    turn.go(State::Working)?;
    turn.row.verified = Some(Col(desk.kernel().now()));
    note(desk, &unit, turn.of(), what, None).await?;
    turn.save(desk, &unit, Happened::Verified).await?;
    Ok(unit.commit().await?)
}

/// Whether we knew his address before he asked.
async fn is_held(kernel: &Kernel, turn: &Turn) -> Result<bool, RightsError> {
    let Some(trace) = turn.row.contact_trace else { return Ok(false) };
    for row in prove::held(kernel, *trace).await? {
        let known = kernel.store().datum(row, kernel.now()).await?;
        if known.is_some_and(|known| known.datum.about.contains(&*turn.row.person)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where codes go: the address we know him by.
async fn held_address(desk: &Desk<'_>, turn: &Turn) -> Result<String, RightsError> {
    if let Some(address) = turn.said(desk)?.known_as {
        return Ok(address);
    }
    let to = match turn.unseal(desk, "contact", turn.row.contact.as_ref())? {
        Some(contact) => Some(contact),
        None => account(desk.kernel(), &desk.intent().place, *turn.row.person).await?,
    };
    to.ok_or_else(|| turn.wrong("without an address", "an officer looks at what he can show instead"))
}

/// The number under which an agent is registered.
async fn registration(
    desk: &Desk<'_>,
    unit: &Transaction,
    request: DatumId,
) -> Result<Option<String>, RightsError> {
    let kernel = desk.kernel();
    for id in hanging(unit, request, <steps::Entity as Table>::KIND).await? {
        let Some(held) = unit.fetch::<steps::Entity>(id, kernel.now()).await? else { continue };
        let permit = desk.may::<Read>(held.datum())?;
        let row = held.open(&permit)?;
        if let (true, Some(text)) = (row.what.0 == *What::Mandate.word(), &row.text) {
            let text = kernel.vault().open_field(&permit, "text", text)?;
            let mandate: Mandate =
                serde_json::from_str(&text).map_err(|e| RightsError::Said(format!("a mandate: {e}")))?;
            return Ok(mandate.registration.filter(|number| !number.trim().is_empty()));
        }
    }
    Ok(None)
}

/// Whether a request needs nobody to show who he is.
pub(crate) fn needs_nobody(kernel: &Kernel, turn: &Turn) -> bool {
    waived(kernel.charter(), turn.row.right.as_str())
}
