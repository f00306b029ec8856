//! Why something that was asked for is not done: a closed list, each with its law. What is not on it is no reason.

use incamera_charter::Charter;

use crate::error::RightsError;

/// A place in a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Id of the law in the charter: `gdpr`, `ccpa`, `lgpd`.
    pub law: &'static str,
    /// Where in it: `12(6)`.
    pub at: &'static str,
}

macro_rules! grounds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $reason:literal, $rights:expr, [$($law:literal: $at:literal),+];)*) => {
        /// Why a request is refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Ground {
            $($(#[$doc])* $name,)*
        }

        impl Ground {
            /// The whole list.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its word in rows and in the names of messages.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The reason it is in the Data Rights Protocol 1.0.
            pub fn reason(self) -> &'static str {
                match self { $(Self::$name => $reason,)* }
            }

            /// The laws it rests on, the one that serves as rule for everybody first.
            pub fn laws(self) -> &'static [Cited] {
                match self { $(Self::$name => &[$(Cited { law: $law, at: $at }),+],)* }
            }

            /// Ids of the rights it can stand against; of none, against every one.
            fn rights(self) -> &'static [&'static str] {
                match self { $(Self::$name => &$rights,)* }
            }
        }
    };
}

/// Rights to have data gone, or not told from others' any more.
const GONE: [&str; 2] = ["erasure", "anonymisation"];
/// Rights to know.
const KNOW: [&str; 2] = ["access", "portability"];

grounds! {
    /// Nobody could tell that it is he.
    Unverified = "unverified", "insuf_verification", [],
        ["gdpr": "12(2)", "ccpa": "1798.140(ak)", "lgpd": "18, § 3"];
    /// Whoever asks for somebody else did not show that he may.
    NoMandate = "no-mandate", "insuf_verification", [],
        ["gdpr": "12(6)", "ccpa": "1798.140(ak)", "lgpd": "18, § 3"];
    /// It is manifestly unfounded.
    Unfounded = "unfounded", "other", [], ["gdpr": "12(5)", "ccpa": "1798.145(h)(3)"];
    /// It is excessive: repeated over and over.
    Excessive = "excessive", "other", [], ["gdpr": "12(5)", "ccpa": "1798.145(h)(3)"];
    /// He was told twice in twelve months already, and no other law gives him more.
    TooMany = "too-many", "too_many_requests", KNOW, ["ccpa": "1798.130(b)"];
    /// Others' rights stand against it.
    Others = "others", "other", KNOW, ["gdpr": "15(4)", "ccpa": "1798.145(k)"];
    /// A machine-readable copy is due of what he gave himself, by contract or consent.
    NotProvided = "not-provided", "claim_not_covered", ["portability"], ["gdpr": "20(1)", "lgpd": "18, V"];
    /// What is held is right and whole.
    Accurate = "accurate", "claim_not_covered", ["rectification"],
        ["gdpr": "16", "ccpa": "1798.106", "lgpd": "18, III"];
    /// It is still needed for what it was given for, and nothing of what the law names holds.
    StillNeeded = "still-needed", "claim_not_covered", GONE,
        ["gdpr": "17(1)", "ccpa": "1798.105(d)(1)", "lgpd": "16"];
    /// Freedom of expression and information.
    Expression = "expression", "claim_not_covered", GONE, ["gdpr": "17(3)(a)", "ccpa": "1798.105(d)(4)"];
    /// A law wants it kept.
    LegalDuty = "legal-duty", "claim_not_covered", GONE,
        ["gdpr": "17(3)(b)", "ccpa": "1798.105(d)(8)", "lgpd": "16, I"];
    /// Archives, science, statistics in the public interest.
    Research = "research", "claim_not_covered", GONE,
        ["gdpr": "17(3)(d)", "ccpa": "1798.105(d)(6)", "lgpd": "16, II"];
    /// Legal claims are made or defended with it.
    Claims = "claims", "claim_not_covered", ["erasure", "anonymisation", "objection"],
        ["gdpr": "17(3)(e)", "ccpa": "1798.145(a)", "lgpd": "7, VI"];
    /// None of the four cases for which use is restricted.
    NoCase = "no-case", "claim_not_covered", ["restriction"], ["gdpr": "18(1)"];
    /// Reasons that weigh more than his.
    Overriding = "overriding", "claim_not_covered", ["objection"], ["gdpr": "21(1)"];
    /// What is complained about was looked at, and is as it should be.
    NoBreach = "no-breach", "claim_not_covered", ["complaint"], ["gdpr": "38(4)", "lgpd": "18, § 1"];
}

impl Ground {
    pub(crate) fn of(word: &str) -> Result<Self, RightsError> {
        let known = Self::ALL.iter().copied().find(|ground| ground.word() == word);
        known.ok_or_else(|| RightsError::Said(format!("`{word}` is no ground to refuse a request")))
    }

    /// Whether it says nothing of what is held: what somebody may be told of whom nobody knows who he is.
    pub fn is_silent(self) -> bool {
        matches!(
            self,
            Self::Unverified | Self::NoMandate | Self::Unfounded | Self::Excessive | Self::NoBreach
        )
    }

    /// Whether it can stand against this right.
    pub fn against(self, right: &str) -> bool {
        self.rights().is_empty() || self.rights().contains(&right)
    }

    /// What to cite to somebody in these places: those of his laws that know the ground; where none does, the law that serves as
    /// rule for everybody.
    pub fn cited(self, charter: &Charter, places: &[&str]) -> Vec<Cited> {
        let his = charter.laws(places);
        let mut cited: Vec<Cited> = self.laws().iter().copied().filter(|c| his.contains(&c.law)).collect();
        if cited.is_empty() {
            cited.extend(self.laws().first());
        }
        cited
    }
}
