//! Terms of the Data Privacy Vocabulary 2.3 (W3C Community Group report, 2026-02-25; W3C Software and Document License).

const PURPOSES: &str = include_str!("vocabulary/purposes.txt");
const PERSONAL_DATA: &str = include_str!("vocabulary/personal-data.txt");
const GDPR: &str = include_str!("vocabulary/gdpr.txt");

/// Purposes of advertising and of selling data, and all that DPV places under them.
const ADVERTISING: [&str; 8] = [
    "dpv:Advertising",
    "dpv:PersonalisedAdvertising",
    "dpv:PoliticalCampaign",
    "dpv:RecruitmentAdvertising",
    "dpv:RecruitmentTargetedAdvertising",
    "dpv:SellDataToThirdParties",
    "dpv:SellInsightsFromData",
    "dpv:TargetedAdvertising",
];

/// A list of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terms {
    Purposes,
    PersonalData,
    Gdpr,
}

impl Terms {
    fn all(self) -> impl Iterator<Item = &'static str> {
        match self {
            Self::Purposes => PURPOSES,
            Self::PersonalData => PERSONAL_DATA,
            Self::Gdpr => GDPR,
        }
        .lines()
    }

    /// Whether the vocabulary has this term.
    pub(crate) fn has(self, term: &str) -> bool {
        self.all().any(|t| t == term)
    }

    /// Terms that hold the same letters somewhere, for a hint.
    pub(crate) fn near(self, term: &str) -> Vec<String> {
        let bare = |t: &str| t.rsplit(':').next().unwrap_or_default().to_lowercase();
        let wanted = bare(term);
        let start: String = wanted.chars().take(5).collect();
        let alike = self.all().filter(|t| !start.is_empty() && bare(t).contains(&start));
        alike.take(5).map(str::to_owned).collect()
    }
}

/// Whether a purpose is one of advertising or of selling data.
pub(crate) fn advertises(term: &str) -> bool {
    ADVERTISING.contains(&term)
}

/// Whether a purpose is no purpose in particular.
pub(crate) fn means_anything(term: &str) -> bool {
    matches!(term, "dpv:Purpose" | "dpv:CommercialPurpose" | "dpv:NonCommercialPurpose" | "dpv:Sector" | "*")
}
