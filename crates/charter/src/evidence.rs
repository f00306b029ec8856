//! What shows whether a promise is kept: the question, never the answer. The rooms that hold the facts answer it.

use serde::Serialize;

use crate::{
    charter::Charter,
    promise::{Kind, Promise},
    purposes::Basis,
};

/// A question about a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The promise, as the policy names it: `class.device`, `answer`.
    pub promise: String,
    /// What must hold, if it is kept.
    pub query: Query,
}

/// What must hold of a promise, if it is kept. Its id says of which class, right, role or processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Query {
    /// The prohibition is proved over the rules that are decided by.
    Proved,
    /// Nothing was done for this purpose but by a permit of the gate.
    NoUseWithoutPermit,
    /// Nothing was done for this purpose without the yes of everybody concerned, given before and not taken back.
    NoUseWithoutConsent,
    /// No balancing test, assessment or mechanism of this promise is past its review.
    NoReviewPastDue,
    /// No datum of this class is older than its end, but those the law holds back.
    NoneOlderThanEnd,
    /// No datum pinned to this region lies, or was sent, anywhere else without a mechanism.
    NoneElsewhere,
    /// Nothing crossed this border but by this mechanism, while it held.
    NoCrossingWithoutMechanism,
    /// This processor received nothing but the classes it may see, for the purposes it serves.
    NoDisclosureOutsideRegister,
    /// Nobody in this role did what it does not give.
    NoActOutsideRole,
    /// No open request is past its due date: of this right, under this law, or at all.
    NoRequestPastDue,
    /// Content was used for no other purpose than the licence names.
    NoUseOutsideLicence,
    /// No model learned from anything without the own yes of everybody in it.
    NoTrainingWithoutYes,
    /// No account is held by anybody below the age of the country, and nobody under age was drawn into what they are spared.
    NoAccountUnderAge,
    /// No response set a cookie that stands not in the charter, or this one otherwise than it stands there.
    NoCookieUnlisted,
    /// Everybody was told as long before as was promised.
    NobodyToldLate,
    /// No breach was reported late, or is still to be reported past its due date.
    NoBreachReportedLate,
    /// The oldest backup is younger than the window.
    NoBackupOlderThanWindow,
    /// This was last looked at no longer ago than it promises.
    NoReviewMissed,
}

impl Charter {
    /// The questions about every promise, in the order of the policy; each has at least one.
    pub fn evidence(&self) -> Vec<Evidence> {
        let mut all = Vec::new();
        for promise in self.promises() {
            let asked = self.queries(&promise);
            all.extend(asked.iter().map(|query| Evidence { promise: promise.name(), query: *query }));
        }
        all
    }

    fn queries(&self, promise: &Promise) -> &'static [Query] {
        match promise.kind {
            Kind::Never => &[Query::Proved],
            Kind::Purpose => match self.purposes.get(&promise.id).map(|purpose| &purpose.basis) {
                Some(Basis::Consent) => &[Query::NoUseWithoutPermit, Query::NoUseWithoutConsent],
                Some(Basis::Interest(_)) => &[Query::NoUseWithoutPermit, Query::NoReviewPastDue],
                Some(Basis::Contract | Basis::Law(_)) | None => &[Query::NoUseWithoutPermit],
            },
            Kind::Class => &[Query::NoneOlderThanEnd],
            Kind::Region => &[Query::NoneElsewhere],
            Kind::Transfer => &[Query::NoCrossingWithoutMechanism, Query::NoReviewPastDue],
            Kind::Processor => &[Query::NoDisclosureOutsideRegister, Query::NoReviewPastDue],
            Kind::Role => &[Query::NoActOutsideRole],
            Kind::Right | Kind::Answer | Kind::Regime => &[Query::NoRequestPastDue],
            Kind::Licence => &[Query::NoUseOutsideLicence],
            Kind::Training => &[Query::NoTrainingWithoutYes],
            Kind::Ages => &[Query::NoAccountUnderAge],
            Kind::Cookie => &[Query::NoCookieUnlisted],
            Kind::Notice => &[Query::NobodyToldLate],
            Kind::Breach => &[Query::NoBreachReportedLate],
            Kind::Backup => &[Query::NoBackupOlderThanWindow],
            Kind::Review => &[Query::NoReviewMissed],
        }
    }
}
