//! Which countries a law's place means.

/// Members of the European Union (ISO 3166-1).
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];
/// Those who take part in the European Economic Area besides.
const AREA: [&str; 3] = ["IS", "LI", "NO"];

/// What stands for a country that nobody knows. The strictest of all rules holds there.
pub const UNKNOWN: &str = "unknown";

/// Whether `country` (ISO 3166-1 or -2: `FR`, `US-CA`) lies within `place`: itself, a country it is a part of, or `EU`, `EEA`.
pub(crate) fn within(country: &str, place: &str) -> bool {
    let state = country.split('-').next().unwrap_or(country);
    country == place
        || state == place
        || match place {
            "EU" => UNION.contains(&state),
            "EEA" => UNION.contains(&state) || AREA.contains(&state),
            _ => false,
        }
}
