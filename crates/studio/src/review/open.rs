//! A cut is shown for review.

use incamera_gate::Write;
use incamera_model::DatumId;
use incamera_rights::{Desk, RightsError};
use incamera_store::{Col, Filing, Reads, rows::reviews};

use crate::said;

/// Shows a cut for review; everybody who sits in the film may decide, and all who did must have said yes.
///
/// # Errors
/// A refusal; a cut that is gone.
pub async fn review(desk: &Desk<'_>, cut: DatumId) -> Result<DatumId, RightsError> {
    review_by(desk, cut, "all").await
}

/// The same, where `all` must say yes, or `any` of them.
///
/// # Errors
/// A refusal; a cut that is gone; a rule that is none.
pub async fn review_by(desk: &Desk<'_>, cut: DatumId, rule: &str) -> Result<DatumId, RightsError> {
    if !matches!(rule, "all" | "any") {
        return Err(RightsError::Said(format!("`{rule}` is no rule of approval: use all or any")));
    }
    let kernel = desk.kernel();
    let missing = || RightsError::Missing { kind: "cut", id: cut.to_string() };
    let shown = kernel.store().datum(cut, kernel.now()).await?.ok_or_else(missing)?.datum;
    let about: Vec<_> = shown.about.iter().copied().collect();
    let datum = desk.draft("edit", shown.workspace, shown.project, &about).await?;
    let permit = desk.may::<Write>(&datum)?;
    let row = reviews::Model {
        id: Col(datum.id),
        cut: Col(cut),
        rule: Col(rule.parse().map_err(said)?),
        state: Col("open".parse().map_err(said)?),
        opened: Col(kernel.now()),
        closed: None,
    };
    let unit = kernel.store().begin().await?;
    unit.insert::<reviews::Entity>(&permit, row, Filing::from_person(kernel.now())).await?;
    unit.log(&desk.wrote(&permit)?).await?;
    unit.commit().await?;
    Ok(datum.id)
}
