//! What a rush is, from its headers, checked against its packets.

use std::sync::Arc;

use incamera_model::Probe;
use incamera_worker::ReadAt;

use crate::job::Failure;

/// Reads everything that [`Probe`] holds.
pub(crate) fn probe(_source: Arc<dyn ReadAt>) -> Result<Probe, Failure> {
    Err(Failure::Request("probing is not built yet".into()))
}
