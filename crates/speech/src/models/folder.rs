//! The models on this machine.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rustix::fs::{FlockOperation, flock};

use super::{
    Kind, Manifest, Model, ModelError, Step, convert,
    fetch::{check, create, fetch, finish},
    manifest::is_id,
};

/// A folder of `ggml-*.bin` files. Other files in it are left alone.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

/// A model file in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// How it is called: the manifest's id, or what stands between `ggml-` and `.bin`.
    pub id: String,
    /// The file.
    pub path: PathBuf,
    /// Its length, bytes.
    pub size: u64,
    /// What its head says it is.
    pub kind: Kind,
}

/// What verifying a model found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The manifest's file, byte for byte.
    Good,
    /// Somebody's own: its head is sound, nobody promised its bytes.
    Own,
    /// Named like the manifest's, but other bytes.
    Changed,
}

impl Folder {
    /// The folder at `path`; it need not exist until something is put in.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Every usable model file in the folder, by name. Files that only look like models are left out.
    ///
    /// # Errors
    /// When the folder exists but cannot be read.
    pub fn list(&self, manifest: &Manifest) -> Result<Vec<Installed>, ModelError> {
        let reading = || ModelError::io(format!("while reading `{}`", self.path.display()));
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(reading()(error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let name = entry.map_err(reading())?.file_name();
            let Some(stem) = name.to_str().and_then(stem) else { continue };
            let id = manifest.models().iter().find(|m| Some(m.file.as_str()) == name.to_str());
            let id = id.map_or(stem, |model| &model.id);
            found.extend(Self::look(id, &self.path.join(&name)));
        }
        found.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(found)
    }

    /// The model called `id`, opened for reading, with what it is.
    ///
    /// # Errors
    /// [`ModelError::Missing`] when it is not here but could be fetched, [`ModelError::Unknown`] when nobody knows it,
    /// [`ModelError::NotModel`] when the file is broken.
    pub fn open(&self, id: &str, manifest: &Manifest) -> Result<(Installed, File), ModelError> {
        let path = self.file_of(id, manifest)?;
        match File::open(&path) {
            Ok(file) => {
                let installed = Self::look(id, &path).ok_or_else(|| Self::broken(&path))?;
                Ok((installed, file))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                manifest.get(id)?;
                Err(ModelError::Missing(id.to_owned()))
            }
            Err(error) => Err(ModelError::io(format!("while opening `{}`", path.display()))(error)),
        }
    }

    /// Fetches a model of the manifest, unless it is here already.
    ///
    /// # Errors
    /// When no source works; the folder is as it was.
    pub fn fetch(
        &self,
        id: &str,
        manifest: &Manifest,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Installed, ModelError> {
        let model = manifest.get(id)?;
        let path = self.path.join(&model.file);
        if check(&path, model.size, &model.sha256).is_err() {
            let work = self.work()?;
            let made = work.path.join(&model.file);
            fetch(model, &work.path, &made, tell)?;
            self.place(&made, &path)?;
        }
        Self::look(id, &path).ok_or_else(|| Self::broken(&path))
    }

    /// Takes in a model somebody has: a whisper.cpp file or a folder of CTranslate2.
    ///
    /// # Errors
    /// When it is neither; the folder is as it was.
    pub fn add(&self, from: &Path) -> Result<Installed, ModelError> {
        let refused = |why: &str| ModelError::NotModel { path: from.to_owned(), why: why.to_owned() };
        let given = from.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let is_folder = from.is_dir();
        let stem = if is_folder { Some(given) } else { stem(given) }
            .ok_or_else(|| refused("its name must be `ggml-….bin`"))?;
        let id = stem.to_ascii_lowercase();
        if !is_id(&id) {
            return Err(refused("its name must be of letters, digits, dots and hyphens"));
        }
        let work = self.work()?;
        let made = work.path.join("made");
        if is_folder {
            let (weights, words) = read_ct2(from)?;
            let mut out = io::BufWriter::new(create(&made)?);
            convert::convert(&weights, &words, &mut out)?;
            let out =
                out.into_inner().map_err(|e| ModelError::io("while writing the model")(e.into_error()))?;
            finish(&out)?;
        } else {
            let mut source =
                File::open(from).map_err(ModelError::io(format!("while opening `{}`", from.display())))?;
            Kind::read(io::BufReader::new(&source)).map_err(|why| refused(&why))?;
            let mut out = create(&made)?;
            io::Seek::rewind(&mut source)
                .and_then(|()| io::copy(&mut source, &mut out))
                .map_err(ModelError::io("while copying the model"))?;
            finish(&out)?;
        }
        let path = self.path.join(format!("ggml-{id}.bin"));
        self.place(&made, &path)?;
        Self::look(&id, &path).ok_or_else(|| Self::broken(&path))
    }

    /// Whether a model is what it should be.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn verify(&self, id: &str, manifest: &Manifest) -> Result<State, ModelError> {
        let (installed, _) = self.open(id, manifest)?;
        let Some(model) = manifest.models().iter().find(|m| m.id == id) else { return Ok(State::Own) };
        match check(&installed.path, model.size, &model.sha256) {
            Ok(()) => Ok(State::Good),
            Err(ModelError::Hash { .. }) => Ok(State::Changed),
            Err(error) => Err(error),
        }
    }

    /// Deletes a model's file.
    ///
    /// # Errors
    /// When it is not here.
    pub fn remove(&self, id: &str, manifest: &Manifest) -> Result<(), ModelError> {
        let path = self.file_of(id, manifest)?;
        fs::remove_file(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ModelError::Missing(id.to_owned()),
            _ => ModelError::io(format!("while deleting `{}`", path.display()))(error),
        })
    }

    fn file_of(&self, id: &str, manifest: &Manifest) -> Result<PathBuf, ModelError> {
        match manifest.get(id) {
            Ok(Model { file, .. }) => Ok(self.path.join(file)),
            Err(_) if is_id(id) && self.path.join(format!("ggml-{id}.bin")).exists() => {
                Ok(self.path.join(format!("ggml-{id}.bin")))
            }
            Err(unknown) => Err(unknown),
        }
    }

    fn look(id: &str, path: &Path) -> Option<Installed> {
        let file = File::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        let kind = Kind::read(io::BufReader::new(file)).ok()?;
        Some(Installed { id: id.to_owned(), path: path.to_owned(), size, kind })
    }

    fn broken(path: &Path) -> ModelError {
        let why = match File::open(path).map(|file| Kind::read(io::BufReader::new(file))) {
            Ok(Err(why)) => why,
            _ => "it cannot be read".into(),
        };
        ModelError::NotModel { path: path.to_owned(), why }
    }

    /// An empty folder beside the models, on the same file system, that only one process has at a time.
    fn work(&self) -> Result<Work, ModelError> {
        let making = || ModelError::io(format!("while making `{}`", self.path.display()));
        fs::create_dir_all(&self.path).map_err(making())?;
        let lock = File::create(self.path.join(".lock")).map_err(making())?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)
            .map_err(|_| ModelError::Busy(self.path.clone()))?;
        let path = self.path.join(".work");
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(making()(error)),
            _ => {} // nothing there, or what an interrupted fetch left behind is gone
        }
        fs::create_dir(&path).map_err(making())?;
        Ok(Work { path, _lock: lock })
    }

    /// Gives a finished file its name, for good.
    fn place(&self, made: &Path, path: &Path) -> Result<(), ModelError> {
        fs::rename(made, path)
            .and_then(|()| File::open(&self.path)?.sync_all())
            .map_err(ModelError::io(format!("while naming `{}`", path.display())))
    }
}

/// A locked scratch folder, removed when done with.
struct Work {
    path: PathBuf,
    _lock: File,
}

impl Drop for Work {
    fn drop(&mut self) {
        // What stays behind is removed by the next one.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// What stands between `ggml-` and `.bin`.
fn stem(name: &str) -> Option<&str> {
    name.strip_prefix("ggml-")?.strip_suffix(".bin")
}

/// Weights and vocabulary of a CTranslate2 folder.
fn read_ct2(folder: &Path) -> Result<(Vec<u8>, String), ModelError> {
    let refused = |why: &str| ModelError::NotModel { path: folder.to_owned(), why: why.to_owned() };
    let words = ["vocabulary.txt", "vocabulary.json"]
        .iter()
        .find_map(|name| fs::read_to_string(folder.join(name)).ok())
        .ok_or_else(|| refused("the folder holds no readable `vocabulary.txt` or `vocabulary.json`"))?;
    let weights = fs::read(folder.join("model.bin"))
        .map_err(|_| refused("the folder holds no readable `model.bin`"))?;
    Ok((weights, words))
}
