//! Terms of the Data Privacy Vocabulary 2.3 (W3C Community Group report, 2026-02-25; W3C Software and Document License), and
//! keys of fideslang 3.1 (IAB Tech Lab; CC BY 4.0).

const PURPOSES: &str = include_str!("vocabulary/purposes.txt");
const PERSONAL_DATA: &str = include_str!("vocabulary/personal-data.txt");
const GDPR: &str = include_str!("vocabulary/gdpr.txt");
/// Data uses of fideslang.
const FIDES_USES: &str = include_str!("vocabulary/fides-uses.txt");
/// Data categories of fideslang by terms of DPV, where they say the same.
const FIDES: &str = include_str!("vocabulary/fides.txt");

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
    FidesUses,
}

impl Terms {
    fn all(self) -> impl Iterator<Item = &'static str> {
        match self {
            Self::Purposes => PURPOSES,
            Self::PersonalData => PERSONAL_DATA,
            Self::Gdpr => GDPR,
            Self::FidesUses => FIDES_USES,
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

/// Whether a purpose of either vocabulary is one of advertising or of selling data.
pub(crate) fn advertises(term: &str) -> bool {
    ADVERTISING.contains(&term) || term.starts_with("marketing.advertising")
}

/// Whether a purpose is no purpose in particular.
pub(crate) fn means_anything(term: &str) -> bool {
    matches!(term, "dpv:Purpose" | "dpv:CommercialPurpose" | "dpv:NonCommercialPurpose" | "dpv:Sector" | "*")
}

/// The data category of fideslang for a term of DPV's personal data; where nothing narrower says the same, all of a person's.
pub(crate) fn fides(term: &str) -> &'static str {
    let mut lines = FIDES.lines().filter_map(|line| line.split_once(' '));
    lines.find(|(t, _)| *t == term).map_or("user", |(_, category)| category)
}
