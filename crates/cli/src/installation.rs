//! An installation, opened for a command.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use incamera_charter::{Charter, Published, shipped};
use incamera_rights::{Kernel, Layout, Random, RightsError, RootAt};
use jiff::{Timestamp, tz::TimeZone};
use tokio::runtime::Runtime;

use crate::args::Place;
use crate::error::Error;
use crate::say::{printable, say, shown};
use crate::shelf::Shelf;

/// An installation and what its verbs run on.
pub(crate) struct Installation {
    pub(crate) kernel: Kernel,
    pub(crate) layout: Layout,
    runtime: Runtime,
}

/// Chance from the system.
struct System(Mutex<File>);

impl Random for System {
    fn fill(&self, bytes: &mut [u8]) {
        let mut source = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        #[expect(clippy::expect_used, reason = "without chance no key may be drawn: nothing can go on")]
        source.read_exact(bytes).expect("the system's source of chance");
    }
}

impl Installation {
    /// Opens what was begun before.
    ///
    /// # Errors
    /// Nothing was begun there; whatever of it would not.
    pub(crate) fn open(place: &Place) -> Result<Self, Error> {
        let layout = layout(place)?;
        if !layout.exists() {
            return Err(say!("error-no-installation", path = shown(&layout.keys)).into());
        }
        Self::at(layout)
    }

    /// Opens an installation, or begins one; says whether it began.
    ///
    /// # Errors
    /// Whatever of it would not.
    pub(crate) fn begin(place: &Place) -> Result<(Self, bool), Error> {
        let layout = layout(place)?;
        let new = !layout.exists();
        Ok((Self::at(layout)?, new))
    }

    fn at(layout: Layout) -> Result<Self, Error> {
        let runtime = runtime()?;
        let versions = versions(&layout)?;
        let kernel = runtime.block_on(open(&layout, &versions)).map_err(|e| of_kernel(&e))?;
        Ok(Self { kernel, layout, runtime })
    }

    /// Runs a verb to its end.
    ///
    /// # Errors
    /// What the verb failed with, as a sentence.
    pub(crate) fn run<T>(&self, verb: impl Future<Output = Result<T, RightsError>>) -> Result<T, Error> {
        self.runtime.block_on(verb).map_err(|e| of_kernel(&e))
    }
}

impl Installation {
    /// Where the program works, where a verb needs to know: the region of the charter that stands first.
    ///
    /// # Errors
    /// A charter without regions.
    pub(crate) fn region(&self) -> Result<String, Error> {
        let first = self.kernel.charter().regions.keys().next().cloned();
        first.ok_or_else(|| say!("error-kernel", detail = "the charter has no region").into())
    }
}

impl Installation {
    /// The parts, for whoever goes on with them for as long as the program runs.
    pub(crate) fn into_parts(self) -> (Kernel, Layout, Runtime) {
        (self.kernel, self.layout, self.runtime)
    }
}

/// Restores a backup into a place where nothing is.
///
/// # Errors
/// A backup that was altered; a place that is not empty; keys that are missing.
pub(crate) fn restore(backup: &Path, into: &Layout) -> Result<incamera_rights::Restored, Error> {
    let reading: incamera_rights::Reading = Box::new(|layout| {
        let versions = versions(layout).map_err(|_| {
            let folder = layout.charter().display().to_string();
            RightsError::Said(format!(
                "{folder}: a version of the charter is missing or altered: incamera charter versions names it"
            ))
        })?;
        in_force(&versions)
    });
    let restored = async {
        let clock = Box::new(Timestamp::now);
        incamera_rights::restore(backup, into, reading, clock, Box::new(chance()?)).await
    };
    runtime()?.block_on(restored).map_err(|e| of_kernel(&e))
}

/// What verbs run on.
fn runtime() -> Result<Runtime, Error> {
    let built = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    built.map_err(|e| say!("error-kernel", detail = e.to_string()).into())
}

/// The kernel of an installation, under the charter that holds today; each version is written down before anything is done by it.
async fn open(layout: &Layout, versions: &[Published]) -> Result<Kernel, RightsError> {
    let charter = in_force(versions)?;
    let kernel = Kernel::open(layout, charter, Box::new(Timestamp::now), Box::new(chance()?)).await?;
    kernel.adopt(versions).await?;
    Ok(kernel)
}

/// The versions of an installation's charter. A new installation begins with the one that this program brings.
///
/// # Errors
/// A version that was altered or is missing; a folder that takes no file.
fn versions(layout: &Layout) -> Result<Vec<Published>, Error> {
    let shelf = Shelf::open(&layout.charter())?;
    if !shelf.versions().is_empty() {
        return Ok(shelf.versions().to_vec());
    }
    let brought = shipped::version().map_err(|refused| of_kernel(&RightsError::Said(refused.to_string())))?;
    shelf.put(&brought, None)?;
    Ok(vec![brought])
}

/// The version that holds today: the last whose day has come. The first holds from the start, for whoever comes is told it first.
fn in_force(versions: &[Published]) -> Result<Charter, RightsError> {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let come = versions.iter().rfind(|version| version.effective() <= today);
    let version = come.or(versions.first());
    let version = version.ok_or_else(|| RightsError::Said("the charter has no version".to_owned()))?;
    version.charter().map_err(|faults| {
        let (number, count) = (version.number(), faults.len());
        RightsError::Said(format!(
            "version {number} of the charter has {count} faults: incamera charter check names them"
        ))
    })
}

fn chance() -> Result<impl Random, RightsError> {
    let source = "/dev/urandom";
    let opened = File::open(source)
        .map_err(|source_error| RightsError::File { path: source.to_owned(), source: source_error })?;
    Ok(System(Mutex::new(opened)))
}

/// What lies where: as asked, else where the person's data lies.
pub(crate) fn layout(place: &Place) -> Result<Layout, Error> {
    let data = match &place.data {
        Some(data) => data.clone(),
        None => home().ok_or_else(|| Error::Usage(say!("error-no-home")))?,
    };
    let mut layout = Layout::under(&data);
    if let Some(database) = &place.database {
        layout.rows.clone_from(database);
    }
    if let Some(objects) = &place.objects {
        let wrong = |e: incamera_vault::VaultError| {
            Error::Usage(say!("error-objects", detail = printable(&e.to_string()).into_owned()))
        };
        layout.objects = objects.parse().map_err(wrong)?;
    }
    layout.sinks.clone_from(&place.sink);
    layout.root = root();
    Ok(layout)
}

/// Where the root key is: in a token, sealed with a passphrase, or in a file. Neither PIN nor passphrase stands on a command line.
fn root() -> RootAt {
    let word = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    if let Some(module) = set("INCAMERA_PKCS11") {
        let or = |name, else_: &str| word(name).unwrap_or_else(|| else_.to_owned());
        return RootAt::Token {
            module,
            token: or("INCAMERA_PKCS11_TOKEN", "incamera"),
            key: or("INCAMERA_PKCS11_KEY", "incamera root"),
            pin: or("INCAMERA_PKCS11_PIN", ""),
        };
    }
    word("INCAMERA_PASSPHRASE").map_or(RootAt::File, RootAt::Passphrase)
}

fn set(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn home() -> Option<PathBuf> {
    set("INCAMERA_DATA")
        .or_else(|| set("XDG_DATA_HOME").map(|home| home.join("incamera")))
        .or_else(|| set("HOME").map(|home| home.join(".local/share/incamera")))
}

/// What a verb failed with, as a sentence: refused by a promise, outside systems that would not, or the rest.
pub(crate) fn of_kernel(error: &RightsError) -> Error {
    let detail = |error: &dyn std::fmt::Display| printable(&error.to_string()).into_owned();
    match error {
        RightsError::Refused(refusal) => Error::Refused(say!(
            "error-refused",
            promise = printable(refusal.promise()).into_owned(),
            detail = detail(refusal)
        )),
        RightsError::Store(incamera_store::StoreError::Database(why)) => {
            Error::Outside(say!("error-database", detail = detail(why)))
        }
        RightsError::Vault(incamera_vault::VaultError::Store { .. }) => {
            Error::Outside(say!("error-objects", detail = detail(error)))
        }
        RightsError::Missing { kind, id } => {
            let (kind, id) = ((*kind).to_owned(), printable(id).into_owned());
            say!("error-no-such", kind = kind, id = id).into()
        }
        other => say!("error-kernel", detail = detail(other)).into(),
    }
}
