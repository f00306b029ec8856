//! What is owed because of a register, when its time has come: done, or left to people.

use incamera_store::kernel::obligations;

use crate::{access, error::RightsError, incident::Audience, kernel::Kernel, post::LETTER};

/// That an assessment be looked at again.
pub(crate) const IMPACT: &str = "impact-review";
/// That people be told of an authority's request, at once.
pub(crate) const TELL: &str = "tell";
/// The same, when the gag ends.
pub(crate) const GAG: &str = "gag";

impl Kernel {
    /// Does what is due. Whether it is done, or waits for people; none for what no register owes.
    pub(crate) async fn duty(&self, owed: &obligations::Model) -> Result<Option<bool>, RightsError> {
        let task = owed.task.as_str();
        Ok(match task {
            TELL | GAG => {
                self.tell_of_authority(*owed.target).await?;
                Some(true)
            }
            access::TASK => Some(self.lapse_seat(*owed.target).await?),
            IMPACT | LETTER => Some(false),
            _ => Audience::ALL.iter().any(|audience| audience.task() == task).then_some(false),
        })
    }
}
