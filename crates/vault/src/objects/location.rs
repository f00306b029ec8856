//! Where objects lie, as an operator writes it down.

use std::{
    fmt, fs,
    net::IpAddr,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    str::FromStr,
};

use zeroize::Zeroizing;

use crate::error::VaultError;

/// MiB in a part of an upload, when nothing else is written down.
const PART: usize = 16;
/// What S3 takes: parts of 5 MiB at least. The upper end is ours, for each upload holds a part in memory.
const PARTS: std::ops::RangeInclusive<usize> = 5..=512;

/// Where objects lie: a folder (`/srv/objects`), or a bucket that speaks S3
/// (`s3://bucket/prefix?endpoint=https://s3.example.org&region=eu-west-1`).
///
/// Of a bucket may be told: `endpoint` (always; the only host that is spoken to), `region` (a name in the signature;
/// `us-east-1` unless told), `credentials` (a file in AWS's format that its owner alone may read; else the environment), `ca`
/// (a file of certificates to trust; else the system's) and `part` (MiB of an upload held in memory and sent at once). In which
/// country a bucket lies is what its operator says: no protocol proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A local folder.
    Folder(PathBuf),
    /// A bucket.
    Bucket(Bucket),
}

/// A bucket, and where it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    pub(super) name: String,
    /// Empty, or ending in a slash.
    pub(super) prefix: String,
    /// Scheme, host and port, without a slash at the end.
    pub(super) endpoint: String,
    pub(super) region: String,
    pub(super) credentials: Option<PathBuf>,
    pub(super) ca: Option<PathBuf>,
    /// Bytes.
    pub(super) part: usize,
}

impl FromStr for Location {
    type Err = VaultError;

    fn from_str(text: &str) -> Result<Self, VaultError> {
        match text.split_once("://") {
            Some(("s3", rest)) => Ok(Self::Bucket(bucket(rest).map_err(|why| wrong(text, &why))?)),
            Some((scheme, _)) => {
                Err(wrong(text, &format!("{scheme}:// is not known: write a folder, or {SHAPE}")))
            }
            None if text.is_empty() => {
                Err(wrong(text, &format!("nothing is written: write a folder, or {SHAPE}")))
            }
            None => Ok(Self::Folder(text.into())),
        }
    }
}

const SHAPE: &str = "s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION";

fn wrong(location: &str, why: &str) -> VaultError {
    // Credentials that were written here by mistake are not told on.
    let location = if location.contains('@') { "s3://…" } else { location };
    VaultError::Location { location: location.to_owned(), why: why.to_owned() }
}

fn bucket(text: &str) -> Result<Bucket, String> {
    let (place, told) = text.split_once('?').unwrap_or((text, ""));
    let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if text.contains('@') {
        return Err(
            "no credentials belong here: write them into the environment, or a file named by credentials="
                .to_owned(),
        );
    }
    if name.len() < 3 || !name.chars().all(plain) {
        return Err(format!("{name:?} is no bucket: a name has three or more of a-z, 0-9, - and ."));
    }
    let safe = |part: &str| {
        !matches!(part, "" | "." | "..")
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    let prefix = prefix.trim_end_matches('/');
    if !prefix.is_empty() && !prefix.split('/').all(safe) {
        return Err(format!(
            "{prefix:?} is no prefix: write names of A-Z, a-z, 0-9, -, _ and . with one / between them"
        ));
    }
    let mut bucket = Bucket {
        name: name.to_owned(),
        prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}/") },
        endpoint: String::new(),
        region: "us-east-1".to_owned(),
        credentials: None,
        ca: None,
        part: PART << 20,
    };
    for (name, value) in
        told.split('&').filter(|s| !s.is_empty()).map(|s| s.split_once('=').unwrap_or((s, "")))
    {
        if value.is_empty() {
            return Err(format!("{name} says nothing: write {name}=VALUE, or leave it out"));
        }
        match name {
            "endpoint" => bucket.endpoint = endpoint(value)?,
            "region" if safe(value) => value.clone_into(&mut bucket.region),
            "region" => return Err(format!("{value:?} is no region: write one like eu-west-1")),
            "credentials" => bucket.credentials = Some(value.into()),
            "ca" => bucket.ca = Some(value.into()),
            "part" => {
                let mib = value.parse().ok().filter(|mib| PARTS.contains(mib));
                bucket.part = mib.ok_or_else(|| {
                    format!("part={value}: write MiB, {} to {}", PARTS.start(), PARTS.end())
                })? << 20;
            }
            _ => return Err(format!("{name} is not known: endpoint, region, credentials, ca and part are")),
        }
    }
    if bucket.endpoint.is_empty() {
        return Err("which host to speak to is not written: add ?endpoint=https://HOST".to_owned());
    }
    Ok(bucket)
}

/// Scheme, host and port. Unsealed HTTP stays on this machine.
fn endpoint(text: &str) -> Result<String, String> {
    let expected = "write https://HOST or https://HOST:PORT";
    let (scheme, rest) = text.split_once("://").ok_or_else(|| format!("endpoint={text}: {expected}"))?;
    let rest = rest.trim_end_matches('/');
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let named = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    if (address.is_err() && !named) || port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err(format!("endpoint={text}: {expected}"));
    }
    match scheme {
        "https" => (),
        "http" if host == "localhost" || address.is_ok_and(|a| a.is_loopback()) => (),
        "http" => {
            return Err(format!("endpoint={text}: http:// is for this machine alone; write https://{rest}"));
        }
        _ => return Err(format!("endpoint={text}: {expected}")),
    }
    Ok(format!("{scheme}://{rest}"))
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Bucket(bucket) => bucket.fmt(f),
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/{} at {}", self.name, self.prefix.trim_end_matches('/'), self.endpoint)
    }
}

/// What signs requests.
pub(super) struct Credentials {
    pub(super) id: String,
    pub(super) secret: Zeroizing<String>,
    /// For credentials that last a while only.
    pub(super) token: Option<String>,
}

impl Credentials {
    /// Those of the bucket's file, or else of the environment.
    pub(super) fn of(bucket: &Bucket) -> Result<Self, VaultError> {
        if let Some(path) = &bucket.credentials {
            return Self::file(path);
        }
        let told = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self::found(&told, ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]).ok_or_else(
            || {
                wrong(
                    &bucket.to_string(),
                    "no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write credentials=FILE",
                )
            },
        )
    }

    /// Those of a file in the format of AWS's tools; of several profiles, the first.
    fn file(path: &Path) -> Result<Self, VaultError> {
        let wrong = |why: &str| wrong(&path.display().to_string(), why);
        let text = Zeroizing::new(
            fs::read_to_string(path).map_err(|e| wrong(&format!("{e}: name a file of credentials")))?,
        );
        if fs::metadata(path)?.mode() & 0o077 != 0 {
            return Err(wrong("others may read these credentials: chmod 600 it, and make new ones"));
        }
        let lines: Vec<(&str, &str)> =
            text.lines().filter_map(|line| line.split_once('=')).map(|(n, v)| (n.trim(), v.trim())).collect();
        let told = |name: &str| lines.iter().find(|line| line.0 == name).map(|line| line.1.to_owned());
        Self::found(&told, ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]).ok_or_else(
            || {
                wrong(
                    "no credentials: lines aws_access_key_id = … and aws_secret_access_key = … are expected",
                )
            },
        )
    }

    fn found(told: &dyn Fn(&str) -> Option<String>, [id, secret, token]: [&str; 3]) -> Option<Self> {
        Some(Self { id: told(id)?, secret: told(secret).map(Zeroizing::new)?, token: told(token) })
    }
}
