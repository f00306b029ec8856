//! One request after another to the one host that was configured: signed, tried again when the host stumbles, and its answers
//! turned into what to do.

use std::{fs, io::Read, path::Path, sync::Arc, thread, time::Duration};

use rustls::{SupportedCipherSuite, crypto::aws_lc_rs};
use ureq::{
    Agent,
    http::{HeaderMap, Request, header},
    tls::{PemItem, RootCerts, TlsConfig, parse_pem},
};
use uuid::Uuid;

use super::{answers, sign::Unsigned};
use crate::{
    error::VaultError,
    objects::{Bucket, Clock, Fault, location::Credentials},
};

/// Times a request is sent before it has failed, and the wait before the second; each one after that is three times as long.
const TRIES: u32 = 5;
const WAIT: Duration = Duration::from_millis(100);
/// To connect; and to wait for an answer, or the next piece of one. S3 sends blanks while it takes longer.
const CONNECT: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_mins(1);
/// Bytes of an answer that are not an object's: a list of a thousand names has half a million.
const SHORT: u64 = 16 << 20;
/// Where systems keep the certificates they trust.
const TRUSTED: [&str; 3] =
    ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

pub(super) struct Client {
    agent: Agent,
    bucket: Bucket,
    credentials: Credentials,
    clock: Clock,
    /// Host and port as they are signed.
    host: String,
}

/// What is asked.
#[derive(Default)]
pub(super) struct Ask<'a> {
    pub(super) method: &'static str,
    /// What it does, for whom it fails.
    pub(super) verb: &'static str,
    /// The object; nothing for the bucket itself.
    pub(super) id: Option<Uuid>,
    pub(super) query: &'a [(&'a str, &'a str)],
    pub(super) headers: &'a [(&'a str, &'a str)],
    pub(super) body: &'a [u8],
}

/// What came back, of a request that was done.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    /// Nothing where it was read elsewhere.
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Why one try failed, and whether another may do better.
struct Failed {
    fault: Fault,
    again: bool,
}

impl Client {
    pub(super) fn new(bucket: &Bucket, clock: Clock) -> Result<Self, VaultError> {
        let mut provider = aws_lc_rs::default_provider();
        provider.cipher_suites.retain(|suite| matches!(suite, SupportedCipherSuite::Tls13(_)));
        let mut tls = TlsConfig::builder().unversioned_rustls_crypto_provider(Arc::new(provider));
        if bucket.endpoint.starts_with("https://") {
            tls = tls.root_certs(trusted(bucket.ca.as_deref())?);
        }
        // No proxy from the environment and no redirection: the host that was written down, and no other.
        let agent = Agent::config_builder()
            .tls_config(tls.build())
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("incamera")
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(SILENCE))
            .timeout_per_read(Some(SILENCE))
            .timeout_per_write(Some(SILENCE))
            .build()
            .new_agent();
        let host = match bucket.endpoint.split_once("://") {
            Some(("https", host)) => host.strip_suffix(":443").unwrap_or(host),
            Some((_, host)) => host.strip_suffix(":80").unwrap_or(host),
            None => &bucket.endpoint,
        };
        Ok(Self {
            agent,
            credentials: Credentials::of(bucket)?,
            clock,
            host: host.to_owned(),
            bucket: bucket.clone(),
        })
    }

    pub(super) fn bucket(&self) -> &Bucket {
        &self.bucket
    }

    /// An object's name in the bucket.
    pub(super) fn key(&self, id: Uuid) -> String {
        format!("{}{}", self.bucket.prefix, crate::objects::name(id))
    }

    /// Asks, and takes the answer whole.
    pub(super) fn ask(&self, ask: &Ask<'_>) -> Result<Answer, VaultError> {
        self.ask_into(ask, None)
    }

    /// Asks, and reads the answer's body into a place that it must fill.
    pub(super) fn ask_into(&self, ask: &Ask<'_>, mut into: Option<&mut [u8]>) -> Result<Answer, VaultError> {
        let mut wait = WAIT;
        for tries in 1.. {
            match self.once(ask, into.as_deref_mut()) {
                Ok(answer) => return Ok(answer),
                Err(Failed { again: true, .. }) if tries < TRIES => thread::sleep(wait),
                Err(Failed { fault, .. }) => return Err(self.fault(fault)),
            }
            wait *= 3;
        }
        unreachable!("the last try returns")
    }

    pub(super) fn fault(&self, fault: Fault) -> VaultError {
        VaultError::Store { place: self.bucket.to_string(), fault }
    }

    fn once(&self, ask: &Ask<'_>, into: Option<&mut [u8]>) -> Result<Answer, Failed> {
        let path = match ask.id {
            Some(id) => format!("/{}/{}", self.bucket.name, self.key(id)),
            None => format!("/{}", self.bucket.name),
        };
        let signed = Unsigned {
            method: ask.method,
            host: &self.host,
            path: &path,
            query: ask.query,
            headers: ask.headers,
            body: ask.body,
        }
        .sign(&self.credentials, &self.bucket.region, (self.clock)());
        let mut request =
            Request::builder().method(ask.method).uri(format!("{}{}", self.bucket.endpoint, signed.target));
        for (name, value) in &signed.headers {
            request = request.header(name, value);
        }
        let sent = if matches!(ask.method, "PUT" | "POST") {
            request.body(ask.body).map_err(ureq::Error::from).and_then(|request| self.agent.run(request))
        } else {
            request.body(()).map_err(ureq::Error::from).and_then(|request| self.agent.run(request))
        };
        let (head, mut body) = sent.map_err(unreachable)?.into_parts();
        let mut answer = Answer { status: head.status.as_u16(), headers: head.headers, body: Vec::new() };
        let io = |error: std::io::Error| unreachable(ureq::Error::from(error));
        match into {
            Some(into) if answer.status == 206 => {
                let length = answer.header(header::CONTENT_LENGTH.as_str()).and_then(|l| l.parse().ok());
                if length.is_some_and(|length: usize| length != into.len()) {
                    return Err(Failed { fault: Fault::Changed, again: false });
                }
                body.as_reader().read_exact(into).map_err(io)?;
            }
            _ => {
                body.as_reader().take(SHORT).read_to_end(&mut answer.body).map_err(io)?;
            }
        }
        refused(ask, answer)
    }
}

/// What an answer that is no success says.
fn refused(ask: &Ask<'_>, answer: Answer) -> Result<Answer, Failed> {
    let told = answers::error(&answer.text());
    // A success that took long may end as an error all the same.
    if (200..300).contains(&answer.status) && !(ask.method == "POST" && told.is_some()) {
        return Ok(answer);
    }
    let (code, message) = told.unwrap_or_default();
    let region =
        answer.header("x-amz-bucket-region").map(str::to_owned).or_else(|| answers::region(&answer.text()));
    let fault = match (answer.status, code.as_str()) {
        (_, "NoSuchBucket") => Fault::NoBucket,
        (_, "RequestTimeTooSkewed" | "RequestExpired") => Fault::Clock,
        (
            _,
            "InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken" | "InvalidToken" | "NotSignedUp",
        ) => Fault::Credentials(code),
        (301 | 307 | 400, _) if region.is_some() => Fault::Region(region.unwrap_or_default()),
        (401 | 403, _) => Fault::Denied {
            verb: ask.verb,
            code: if code.is_empty() { "403".to_owned() } else { code },
            allow: allow(ask.verb),
        },
        (412, _) => Fault::Changed,
        (501, _) => Fault::Unable(ask.verb, instead(ask.verb)),
        // What is not there is for the caller to judge, and so is an end that lies before the beginning.
        (404, "NoSuchUpload") => return Ok(answer),
        (404, "NoSuchKey" | "NoSuchVersion" | "") if ask.id.is_some() && ask.body.is_empty() => {
            return Ok(answer);
        }
        (416, _) if ask.method == "GET" => return Ok(answer),
        (status, _) => Fault::Refused { status, code, message },
    };
    let again = matches!(answer.status, 408 | 429 | 500 | 502 | 503 | 504)
        || matches!(&fault, Fault::Refused { code, .. } if matches!(code.as_str(), "RequestTimeout" | "InternalError" | "SlowDown"));
    Err(Failed { fault, again })
}

/// What the credentials must be allowed for a verb.
fn allow(verb: &str) -> &'static str {
    match verb {
        "put" => "allow s3:PutObject and s3:AbortMultipartUpload to these credentials",
        "read" => "allow s3:GetObject and s3:ListBucket to these credentials",
        "remove" => {
            "allow s3:DeleteObject and s3:DeleteObjectVersion to these credentials; a lock on the object must run out first"
        }
        "list versions" => "allow s3:ListBucketVersions to these credentials",
        "list unfinished uploads" => "allow s3:ListBucketMultipartUploads to these credentials",
        _ => "allow s3:ListBucket to these credentials",
    }
}

/// What to do where a store does not do it.
fn instead(verb: &str) -> &'static str {
    match verb {
        "list unfinished uploads" => "have a rule on the bucket end them",
        _ => "use another store",
    }
}

/// A request that got no answer.
fn unreachable(error: ureq::Error) -> Failed {
    match error {
        ureq::Error::Rustls(e) => Failed { fault: Fault::Untrusted(e.to_string()), again: false },
        ureq::Error::Tls(why) => Failed { fault: Fault::Untrusted(why.to_owned()), again: false },
        ureq::Error::Io(e)
            if e.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>) =>
        {
            Failed { fault: Fault::Untrusted(e.to_string()), again: false }
        }
        other => Failed { fault: Fault::Unreachable(other.to_string()), again: true },
    }
}

/// The certificates that vouch for the host: those of a file, or the system's.
fn trusted(ca: Option<&Path>) -> Result<RootCerts, VaultError> {
    let path = ca.or_else(|| TRUSTED.map(Path::new).into_iter().find(|path| path.exists()));
    let wrong = |why: &str| VaultError::Location {
        location: path.unwrap_or_else(|| Path::new(TRUSTED[0])).display().to_string(),
        why: format!("{why}: install ca-certificates, or write ca=FILE into the location"),
    };
    let text = fs::read(path.ok_or_else(|| wrong("no certificates to trust"))?)
        .map_err(|e| wrong(&e.to_string()))?;
    let certificates: Vec<_> = parse_pem(&text)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        return Err(wrong("holds no certificate"));
    }
    Ok(RootCerts::new_with_certs(&certificates))
}
