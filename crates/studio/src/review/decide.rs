//! Somebody decides on a review.

use incamera_gate::{Read, Write};
use incamera_model::{DatumId, PersonId, ProjectId, WorkspaceId};
use incamera_rights::{Desk, RightsError};
use incamera_store::{
    Col, Filing, Page, Reads,
    rows::{approvals, reviews},
};
use incamera_vault::Under;
use jiff::Timestamp;

use crate::{said, words};

/// What somebody decided.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    /// Yes, or not yet.
    pub approved: bool,
    /// Why.
    pub text: Option<&'a str>,
}

/// A decision that was taken.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Its row.
    pub id: DatumId,
    /// Whose.
    pub person: PersonId,
    /// `approved`, `refused`.
    pub decision: String,
    /// Why.
    pub text: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// The decisions on a review, the last of each person.
///
/// # Errors
/// A refusal.
pub async fn approvals(
    desk: &Desk<'_>,
    (workspace, project): (WorkspaceId, ProjectId),
    review: DatumId,
) -> Result<Vec<Approval>, RightsError> {
    let (kernel, leave, now) = (desk.kernel(), desk.leave::<Read>()?, desk.kernel().now());
    let page = Page { workspace, project: Some(project), after: None, limit: 500 };
    let on = (approvals::Column::Review, review);
    let mut all: Vec<Approval> = Vec::new();
    for held in kernel.store().hanging::<approvals::Entity, Read>(&leave, page, on, now).await? {
        let permit = leave.decide(held.datum())?;
        let row = held.open(&permit)?;
        let text =
            row.text.as_ref().map(|text| kernel.vault().open_field(&permit, "text", text)).transpose()?;
        all.retain(|earlier| earlier.person != *row.person);
        let decision = row.decision.to_string();
        all.push(Approval { id: *row.id, person: *row.person, decision, text, at: *row.decided });
    }
    Ok(all)
}

/// Whoever sits at the desk decides; says how the review stands then. It is refused as soon as somebody asks for changes, and
/// approved when one said yes, where any will do, or when all who decided did, where all must.
///
/// # Errors
/// A refusal; a review that is gone.
pub async fn decide(
    desk: &Desk<'_>,
    (workspace, project): (WorkspaceId, ProjectId),
    review: DatumId,
    decision: &Decision<'_>,
) -> Result<String, RightsError> {
    let (kernel, person) = (desk.kernel(), desk.actor().person);
    let text = decision.text.filter(|text| !text.trim().is_empty());
    let text = text.map(|text| words::text("a reason", text, 8_000)).transpose()?;
    let word = if decision.approved { "approved" } else { "refused" };
    let missing = || RightsError::Missing { kind: "review", id: review.to_string() };
    let datum = desk.draft("edit", workspace, Some(project), &[person]).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = approvals::Model {
        id: Col(datum.id),
        review: Col(review),
        person: Col(person),
        decision: Col(word.parse().map_err(said)?),
        text: text
            .map(|text| kernel.vault().seal_field(&permit, Under::Person(person), "text", &text))
            .transpose()?
            .map(Col),
        decided: Col(kernel.now()),
    };
    let mut others = approvals(desk, (workspace, project), review).await?;
    others.retain(|other| other.person != person);
    let unit = kernel.store().begin().await?;
    unit.lock(review).await.map_err(|_| missing())?;
    let held = unit.fetch::<reviews::Entity>(review, kernel.now()).await?.ok_or_else(missing)?;
    let shown = held.datum().clone();
    let may = desk.may::<Write>(&shown)?;
    let mut state = held.change(&may)?;
    let refused =
        !decision.approved || (*state.rule == *"all" && others.iter().any(|o| o.decision == "refused"));
    let now = if refused { "refused" } else { "approved" };
    state.state = Col(now.parse().map_err(said)?);
    state.closed = Some(Col(kernel.now()));
    unit.insert::<approvals::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.update::<reviews::Entity>(&may, state).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.log(&desk.wrote(&may)?).await?;
    unit.commit().await?;
    Ok(now.to_owned())
}
