//! The program itself at work on what people asked for.

use std::collections::BTreeSet;

use incamera_gate::Actor;
use incamera_rights::{Desk, Kernel, MACHINE, RightsError};

/// For which purpose footage is worked on.
const SERVICE: &str = "service";

/// The program's desk in a region, for the service people asked for.
pub(crate) fn machine<'k>(kernel: &'k Kernel, region: &str) -> Result<Desk<'k>, RightsError> {
    let actor = Actor {
        person: MACHINE,
        role: "machine".to_owned(),
        workspace: None,
        projects: BTreeSet::new(),
        elevated: false,
    };
    kernel.desk(actor, SERVICE, region)
}
