//! Before there is an account: is somebody old enough? What he says is looked at and forgotten; of who is not, nothing is kept, and
//! of who is, only that a form was shown to him.

use axum::http::StatusCode;
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use minijinja::context;
use serde::Deserialize;

use crate::{door::Step, house::House, problem::Problem};

/// Countries that may be chosen, by ISO 3166; what is not among them is `unknown`, for which the strictest age holds.
pub(super) const COUNTRIES: [&str; 44] = [
    "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CN", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB",
    "GR", "HR", "HU", "IE", "IN", "IS", "IT", "JP", "KR", "LI", "LT", "LU", "LV", "MA", "MT", "MX", "NL",
    "NO", "NZ", "PL", "PT", "RO", "SE", "SI", "SK", "TN", "US",
];

/// What the form says.
#[derive(Deserialize)]
pub(super) struct Told {
    country: String,
    born: String,
}

/// Whether somebody is old enough to have an account and to work here.
pub(super) fn old_enough(here: &House, told: &Told) -> Result<bool, Problem> {
    let ages = &here.kernel.charter().ages;
    let country = if COUNTRIES.contains(&told.country.as_str()) { told.country.as_str() } else { "unknown" };
    let least = ages.minimum(country).max(ages.working);
    let today = here.kernel.now().to_zoned(TimeZone::UTC).date();
    let born: Date = told
        .born
        .parse()
        .map_err(|_| Problem::said(crate::language::Language::here().text("age-no-date")))?;
    let grown = born.checked_add(i64::from(least).years()).map_err(|e| Problem::said(e.to_string()))?;
    Ok(born < today && grown <= today)
}

/// The first step: country and day of birth.
pub(super) fn ask(here: &House, action: &str, problem: Option<String>) -> axum::response::Response {
    let with = context! { action => action, countries => COUNTRIES, problem => problem };
    here.pages.show(StatusCode::OK, "age.html", with)
}

/// He is: his ticket for the next step, with the secret of his second factor.
pub(super) fn ticket(here: &House) -> (String, [u8; 20]) {
    let secret = here.kernel.secret::<20>();
    (here.pending.put(&here.kernel, Step::Enrolling(secret)), secret)
}
