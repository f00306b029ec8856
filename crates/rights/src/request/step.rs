//! What happened to a request, a line each: shown to whom it is about, and told in every decision.

use incamera_gate::Write;
use incamera_model::{DatumId, PersonId, WorkspaceId};
use incamera_store::{Col, Filing, Reads, Transaction, rows::steps};
use incamera_vault::Under;
use jiff::Timestamp;

use crate::{desk::Desk, error::RightsError, kernel::term};

macro_rules! whats {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum What {
            $($(#[$doc])* $name,)*
        }

        impl What {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its word in rows and in the names of messages.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

whats! {
    /// It came in.
    Received = "received";
    /// Somebody under age was reported.
    Child = "child";
    /// By what somebody acts for another; in his words.
    Mandate = "mandate";
    /// Receipt was confirmed.
    Acknowledged = "acknowledged";
    /// A link was written.
    Link = "link";
    /// A link was followed, and a code written.
    Code = "code";
    /// A wrong code came.
    Wrong = "wrong";
    /// The code was right; somebody still looks at the mandate.
    Confirmed = "confirmed";
    /// It is he, by what he signs in with.
    Credential = "verified-credential";
    /// It is he, by the address we hold.
    Held = "verified-held";
    /// He has the address that he gave; we held none.
    Given = "verified-given";
    /// Somebody looked at it.
    Attested = "verified-attested";
    /// Nobody has to show who he is for this.
    Waived = "verified-waived";
    /// Somebody works on it now.
    Assigned = "assigned";
    /// He was asked; in words.
    Asked = "asked";
    /// He was told what an excessive request would cost, before any work; in words.
    Estimated = "estimated";
    /// He replied; in his words.
    Replied = "replied";
    /// It was put off; with the reasons.
    Extended = "extended";
    /// The officer was told that it is due soon.
    Warned = "warned";
    /// It was late, and the officer was told so.
    Escalated = "escalated";
    /// What was given as proof is gone.
    Forgotten = "proof-deleted";
    /// It was answered.
    Answered = "answered";
    /// It was refused.
    Refused = "refused";
    /// It was taken back.
    Revoked = "revoked";
}

impl What {
    /// Whether decisions tell of it. What the house does for itself is shown to whom the request is about, and not told in letters.
    pub fn is_told(self) -> bool {
        !matches!(self, Self::Wrong | Self::Warned | Self::Escalated | Self::Child | Self::Assigned)
    }

    pub(crate) fn of(word: &str) -> Result<Self, RightsError> {
        let known = Self::ALL.iter().copied().find(|what| what.word() == word);
        known.ok_or_else(|| RightsError::Said(format!("`{word}` is no step of a request")))
    }
}

/// Whose request it is, and where it lies: what its steps need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of {
    pub(crate) request: DatumId,
    pub(crate) person: PersonId,
    pub(crate) workspace: WorkspaceId,
}

/// Writes a step down.
pub(crate) async fn note(
    desk: &Desk<'_>,
    unit: &Transaction,
    of: Of,
    what: What,
    text: Option<&str>,
) -> Result<(), RightsError> {
    let kernel = desk.kernel();
    let datum = desk.draft("request", of.workspace, None, &[of.person]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let seal = |text| kernel.vault().seal_field(&permit, Under::Datum, "text", text);
    let row = steps::Model {
        id: Col(datum.id),
        request: Col(of.request),
        what: Col(term(what.word())?),
        text: text.map(seal).transpose()?.map(Col),
        at: Col(kernel.now()),
    };
    // Its retention counts from when the request is closed, as the request's own.
    unit.insert::<steps::Entity>(&permit, row, Filing { clock: None, ..Filing::from_person(kernel.now()) })
        .await?;
    Ok(())
}

/// Everything that hangs on a request, in one of its tables.
pub(crate) async fn hanging(
    reads: &impl Reads,
    request: DatumId,
    kind: i16,
) -> Result<Vec<DatumId>, RightsError> {
    let all = reads.children(&[request]).await?;
    let mut found: Vec<DatumId> = all.into_iter().filter(|m| m.kind == kind).map(|m| m.datum).collect();
    found.sort_unstable();
    Ok(found)
}

/// Its steps so far, without their words, in the order in which they were written.
pub(crate) async fn told(
    desk: &Desk<'_>,
    reads: &impl Reads,
    request: DatumId,
) -> Result<Vec<(DatumId, What, Timestamp)>, RightsError> {
    use incamera_gate::Read;
    use incamera_store::Table;
    let leave = desk.leave::<Read>()?;
    let mut told = Vec::new();
    for id in hanging(reads, request, <steps::Entity as Table>::KIND).await? {
        let Some(held) = reads.fetch::<steps::Entity>(id, desk.kernel().now()).await? else { continue };
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        told.push((id, What::of(row.what.as_str())?, *row.at));
    }
    told.sort_by_key(|(_, what, at)| (*at, *what));
    Ok(told)
}
