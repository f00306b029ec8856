//! Lists as spreadsheets read them (RFC 4180).

use incamera_charter::csv;

use crate::subject::Index;

/// To whom what went, why and when.
pub(super) fn disclosures(index: &Index) -> String {
    let heads = ["recipient", "purpose", "when", "table", "class", "datum", "workspace"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for found in &index.held {
        for one in &found.disclosed {
            rows.push(vec![
                one.recipient.clone(),
                one.purpose.clone(),
                one.at.to_string(),
                found.table.to_owned(),
                found.class.clone(),
                one.datum.map(|datum| datum.to_string()).unwrap_or_default(),
                found.workspace.to_string(),
            ]);
        }
    }
    csv(&rows)
}
