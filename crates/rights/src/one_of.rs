//! Closed lists: each of its members has one word, by which it stands in the rows.

macro_rules! one_of {
    ($(#[$about:meta])* $name:ident, $what:literal: $($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)?) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its word in the rows.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The one of this word.
            ///
            /// # Errors
            /// A word that is none of them.
            pub fn of(word: &str) -> Result<Self, $crate::error::RightsError> {
                Self::ALL.iter().copied().find(|one| one.word() == word).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|one| one.word()).collect();
                    $crate::error::RightsError::Said(format!("`{word}` is no {}: use {}", $what, known.join(", ")))
                })
            }
        }
    };
}
pub(crate) use one_of;
