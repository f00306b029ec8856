//! Files that machines look for at known places.

use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use super::json;
use crate::charter::Charter;

/// Global Privacy Control: the signal is honoured where nothing may be sold. <https://w3c.github.io/gpc/#gpc-support-resource>
#[derive(Serialize)]
struct Gpc {
    gpc: bool,
    #[serde(rename = "lastUpdate")]
    last_update: String,
}

/// TDM Reservation Protocol (W3C Community Group, 2024-05-10), §6.2: a list of rules, each for a path.
#[derive(Serialize)]
struct Reservation {
    location: &'static str,
    #[serde(rename = "tdm-reservation")]
    reserved: u8,
}

pub(super) fn gpc(charter: &Charter) -> String {
    let honoured = charter.rights.contains_key("do-not-sell");
    json(&Gpc { gpc: honoured, last_update: charter.noticed.to_string() })
}

pub(super) fn tdm(charter: &Charter) -> String {
    json(&[Reservation { location: "/", reserved: u8::from(charter.training.reserves()) }])
}

/// Spawning's `ai.txt`: the words of `robots.txt`, for those who collect training data.
pub(super) fn ai(charter: &Charter) -> String {
    let way = if charter.training.reserves() { "Disallow" } else { "Allow" };
    format!("# charter {}: training\nUser-Agent: *\n{way}: /\n{way}: *\n", charter.version)
}

/// RFC 9116. It must expire, and should in less than a year (§2.5.5).
pub(super) fn security(charter: &Charter, today: Date) -> String {
    let until = today.checked_add(364.days()).unwrap_or(Date::MAX);
    // A line of its own would be a field of its own.
    let contact = charter.operator.contact.trim().split(char::is_control).next().unwrap_or_default();
    let scheme =
        if ["mailto:", "https://", "tel:"].iter().any(|s| contact.starts_with(s)) { "" } else { "mailto:" };
    format!(
        "Contact: {scheme}{contact}\nExpires: {until}T00:00:00Z\nPreferred-Languages: {}\n",
        charter.languages.join(", ")
    )
}
