//! A PostgreSQL of our own.

use std::{
    fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use tempfile::TempDir;

/// A PostgreSQL server in a temporary folder, reached by a socket there. One a process is enough: see [`shared`](Self::shared).
pub struct Postgres {
    folder: TempDir,
    programs: PathBuf,
    server: Child,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Postgres {
    /// The one of this process.
    ///
    /// # Panics
    /// Where Debian's `postgresql` is not installed.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        #[expect(clippy::expect_used, reason = "a test without its server cannot go on")]
        SHARED.get_or_init(|| Self::start().expect("PostgreSQL starts: apt-get install postgresql"))
    }

    /// Starts one.
    ///
    /// # Errors
    /// A machine without PostgreSQL, or one that would not.
    pub fn start() -> io::Result<Self> {
        let programs = programs()?;
        let folder = tempfile::tempdir()?;
        // The server does not run as root; its folder is its own.
        let root = fs::metadata("/proc/self").is_ok_and(|own| {
            use std::os::unix::fs::MetadataExt;
            own.uid() == 0
        });
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        if root {
            done(Command::new("chown").arg("postgres").arg(folder.path()))?;
        }
        let user = |program: &Path| {
            if root {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(program);
                command
            } else {
                Command::new(program)
            }
        };
        let data = folder.path().join("data");
        done(
            user(&programs.join("initdb"))
                .args(["--auth=trust", "--username=incamera", "--encoding=UTF8", "--locale=C", "--no-sync"])
                .arg(&data)
                .current_dir(folder.path()),
        )?;
        // It ends when this process does, however that ends: then nobody holds the other end of its input. Its folder goes too:
        // the one of a static is dropped by nobody.
        let script = format!(
            "'{postgres}' -D '{data}' -k '{folder}' -c listen_addresses= -c max_connections=200 & p=$!; \
             cat >/dev/null; kill -QUIT $p; wait $p; cd /; rm -rf '{folder}'",
            postgres = programs.join("postgres").display(),
            data = data.display(),
            folder = folder.path().display()
        );
        let mut server = user(Path::new("/bin/sh"));
        server.args(["-c", &script]).current_dir(folder.path());
        server.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let own = Self { server: server.spawn()?, folder, programs };
        for _ in 0..200 {
            if own.sql("postgres", "SELECT 1").is_ok() {
                return Ok(own);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(io::Error::other("PostgreSQL did not answer within ten seconds"))
    }

    /// The address of a new, empty database.
    ///
    /// # Errors
    /// A server that would not.
    pub fn database(&self) -> io::Result<String> {
        let name = format!("d{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        self.sql("postgres", &format!("CREATE DATABASE {name}"))?;
        Ok(format!("postgres://incamera@localhost/{name}?host={}", self.folder.path().display()))
    }

    /// Where everything it holds lies, logs and pages: a test looks there for what must not be in it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes what is in memory to its folder.
    ///
    /// # Errors
    /// A server that would not.
    pub fn checkpoint(&self) -> io::Result<()> {
        self.sql("postgres", "CHECKPOINT")
    }

    fn sql(&self, database: &str, sql: &str) -> io::Result<()> {
        done(
            Command::new(self.programs.join("psql"))
                .arg("-qAt")
                .args(["-U", "incamera", "-d", database, "-c", sql, "-h"])
                .arg(self.folder.path()),
        )
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        let _ended = self.server.wait();
    }
}

/// Where Debian puts the server's programs: the newest version.
fn programs() -> io::Result<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")?
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().ok_or_else(|| io::Error::other("no PostgreSQL under /usr/lib/postgresql"))
}

fn done(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let why = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(io::Error::other(format!("{}: {why}", command.get_program().display())))
}
