//! Objects in a bucket that speaks S3. Nothing is spoken to but the bucket's endpoint, and nothing is followed elsewhere.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use self::{
    answers::Row,
    client::{Ask, Client},
};
use super::{Bucket, Clock, Fault, Put, Store, named};
use crate::{chunked::ReadAt, error::VaultError};

mod answers;
mod client;
mod read;
mod sign;
mod upload;

/// Times all versions are removed before it is said that some are there still: one, and more for what was put meanwhile.
const ROUNDS: usize = 3;

pub(super) struct S3 {
    client: Arc<Client>,
}

impl S3 {
    pub(super) fn open(bucket: &Bucket, clock: Clock) -> Result<Self, VaultError> {
        let client = Arc::new(Client::new(bucket, clock)?);
        let query = [("list-type", "2"), ("prefix", &bucket.prefix), ("max-keys", "1")];
        let answer = client.ask(&Ask { method: "GET", verb: "list", query: &query, ..Ask::default() })?;
        // A page is enough to know that something there speaks S3, however much there is.
        if !answers::lists(&answer.text()) {
            return Err(client.fault(Fault::Strange("list")));
        }
        Ok(Self { client })
    }

    /// Every row of a list, page after page.
    fn rows(&self, verb: &'static str, kind: (&str, &str), prefix: &str) -> Result<Vec<Row>, VaultError> {
        let (mut rows, mut next) = (Vec::new(), Vec::new());
        loop {
            let mut query = vec![kind, ("prefix", prefix)];
            query.extend(next.iter().map(|(name, value): &(&str, String)| (*name, value.as_str())));
            let answer = self.client.ask(&Ask { method: "GET", verb, query: &query, ..Ask::default() })?;
            let Some(page) = answers::page(&answer.text()) else {
                return Err(self.client.fault(Fault::Strange(verb)));
            };
            rows.extend(page.rows);
            if page.next.is_empty() {
                return Ok(rows);
            }
            next = page.next;
        }
    }

    fn uploads(&self, prefix: &str) -> Result<Vec<Row>, VaultError> {
        self.rows("list unfinished uploads", ("uploads", ""), prefix)
    }

    fn abort(&self, id: Uuid, upload: &str) -> Result<(), VaultError> {
        upload::abort(&self.client, id, upload)
    }

    /// Every version and delete marker of an object; nothing where the store knows no versions.
    fn versions(&self, id: Uuid) -> Result<Option<Vec<Row>>, VaultError> {
        let key = self.client.key(id);
        match self.rows("list versions", ("versions", ""), &key) {
            Ok(mut rows) => {
                rows.retain(|row| row.key == key);
                Ok(Some(rows))
            }
            Err(VaultError::Store { fault: Fault::Unable(..), .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Removes an object where the store knows no versions, and sees that it was so.
    fn remove_only(&self, id: Uuid) -> Result<(), VaultError> {
        let ask = Ask { method: "DELETE", verb: "remove", id: Some(id), ..Ask::default() };
        let gone = self.client.ask(&ask)?;
        if gone.header("x-amz-version-id").is_some() || gone.header("x-amz-delete-marker").is_some() {
            return Err(self.client.fault(Fault::Unable(
                "list versions",
                "it keeps them all the same: have it remove them, by a rule on the bucket for one",
            )));
        }
        let ask = Ask {
            method: "GET",
            verb: "read",
            id: Some(id),
            headers: &[("range", "bytes=0-0")],
            ..Ask::default()
        };
        if self.client.ask(&ask)?.status == 404 { Ok(()) } else { Err(self.client.fault(Fault::Remains(1))) }
    }
}

impl Store for S3 {
    fn put(&self, id: Uuid) -> Result<Box<dyn Put>, VaultError> {
        Ok(Box::new(upload::Upload::new(Arc::clone(&self.client), id)))
    }

    fn get(&self, id: Uuid) -> Result<Box<dyn ReadAt + Send + Sync>, VaultError> {
        Ok(Box::new(read::Remote::open(Arc::clone(&self.client), id)?))
    }

    fn remove(&self, id: Uuid) -> Result<(), VaultError> {
        let key = self.client.key(id);
        match self.uploads(&key) {
            Ok(uploads) => {
                for upload in uploads.iter().filter(|row| row.key == key) {
                    self.abort(id, &upload.id)?;
                }
            }
            // A store that does not list them: its own rules clear them away.
            Err(VaultError::Store { fault: Fault::Unable(..), .. }) => (),
            Err(other) => return Err(other),
        }
        for _ in 0..ROUNDS {
            let Some(versions) = self.versions(id)? else { return self.remove_only(id) };
            if versions.is_empty() {
                return Ok(());
            }
            for version in versions {
                let query = [("versionId", version.id.as_str())];
                self.client.ask(&Ask {
                    method: "DELETE",
                    verb: "remove",
                    id: Some(id),
                    query: &query,
                    ..Ask::default()
                })?;
            }
        }
        match self.versions(id)?.map_or(0, |left| left.len()) {
            0 => Ok(()),
            left => Err(self.client.fault(Fault::Remains(left))),
        }
    }

    fn list(&self) -> Result<Vec<Uuid>, VaultError> {
        let prefix = &self.client.bucket().prefix;
        let rows = self.rows("list", ("list-type", "2"), prefix)?;
        Ok(rows.iter().filter_map(|row| named(row.key.strip_prefix(prefix.as_str())?)).collect())
    }

    fn sweep(&self, before: Timestamp) -> Result<usize, VaultError> {
        let prefix = &self.client.bucket().prefix;
        let mut swept = 0;
        for upload in self.uploads(prefix)? {
            let id = upload.key.strip_prefix(prefix.as_str()).and_then(named);
            if let Some(id) = id.filter(|_| upload.begun.is_some_and(|begun| begun < before)) {
                self.abort(id, &upload.id)?;
                swept += 1;
            }
        }
        Ok(swept)
    }
}
