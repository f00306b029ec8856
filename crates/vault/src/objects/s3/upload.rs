//! An object on its way into a bucket: a short one in one request, a long one part by part. No more than a part is in memory.

use std::{
    fmt::Write as _,
    io::{self, Write},
    sync::Arc,
};

use uuid::Uuid;

use super::{
    answers,
    client::{Ask, Client},
    read::Remote,
};
use crate::{
    error::VaultError,
    objects::{Fault, Put},
};

/// Parts an upload may have, by S3's rules.
const PARTS: u32 = 10_000;
/// Bytes up to which memory grows with what is there.
const SMALL: usize = 256 << 10;

pub(super) struct Upload {
    client: Arc<Client>,
    id: Uuid,
    buffer: Vec<u8>,
    /// What it is called, once it has parts.
    name: Option<String>,
    /// What the store calls each part.
    tags: Vec<String>,
    length: u64,
}

impl Upload {
    pub(super) fn new(client: Arc<Client>, id: Uuid) -> Self {
        Self { client, id, buffer: Vec::new(), name: None, tags: Vec::new(), length: 0 }
    }

    /// Sends what is in memory as a part.
    fn part(&mut self) -> Result<(), VaultError> {
        if self.tags.len() >= PARTS as usize {
            return Err(self.client.fault(Fault::TooLong(PARTS)));
        }
        if self.name.is_none() {
            let query = [("uploads", "")];
            let ask = Ask { method: "POST", verb: "put", id: Some(self.id), query: &query, ..Ask::default() };
            self.name = answers::upload(&self.client.ask(&ask)?.text());
        }
        let Some(name) = &self.name else {
            return Err(self.client.fault(Fault::Strange("begin an upload")));
        };
        let number = (self.tags.len() + 1).to_string();
        let query = [("partNumber", number.as_str()), ("uploadId", name)];
        let ask = Ask {
            method: "PUT",
            verb: "put",
            id: Some(self.id),
            query: &query,
            body: &self.buffer,
            ..Ask::default()
        };
        let answer = self.client.ask(&ask)?;
        let tag = answer.header("etag").filter(|_| answer.status == 200).map(str::to_owned);
        self.tags.push(tag.ok_or_else(|| gone(&self.client))?);
        self.buffer.clear();
        Ok(())
    }

    /// Makes the parts one object.
    fn complete(&self, name: &str) -> Result<(), VaultError> {
        let mut body =
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">".to_owned();
        for (tag, number) in self.tags.iter().zip(1..) {
            let tag = tag.replace('&', "&amp;").replace('<', "&lt;");
            // Writing to a string cannot fail.
            let _ = write!(body, "<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>");
        }
        body.push_str("</CompleteMultipartUpload>");
        let query = [("uploadId", name)];
        let ask = Ask {
            method: "POST",
            verb: "put",
            id: Some(self.id),
            query: &query,
            headers: &[("content-type", "application/xml")],
            body: body.as_bytes(),
        };
        let done = match self.client.ask(&ask) {
            Ok(answer) if answer.status == 200 => return Ok(()),
            Ok(_) => gone(&self.client),
            Err(refused) => refused,
        };
        // Sent again because the first answer was lost, it may fail for the upload has become the object.
        match Remote::open(Arc::clone(&self.client), self.id) {
            Ok(there) if there.is_long(self.length) => Ok(()),
            _ => Err(done),
        }
    }
}

/// An upload that somebody ended.
fn gone(client: &Client) -> VaultError {
    client.fault(Fault::Refused {
        status: 404,
        code: "NoSuchUpload".to_owned(),
        message:
            "the upload was ended from outside, by a sweep or a rule on the bucket: put the object again"
                .to_owned(),
    })
}

/// Ends an upload, and with it its parts. One that is no more is ended.
pub(super) fn abort(client: &Client, id: Uuid, name: &str) -> Result<(), VaultError> {
    let query = [("uploadId", name)];
    client
        .ask(&Ask { method: "DELETE", verb: "put", id: Some(id), query: &query, ..Ask::default() })
        .map(|_| ())
}

impl Write for Upload {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = self.client.bucket().part;
        if self.buffer.len() == part {
            self.part()?;
        }
        let taken = bytes.len().min(part - self.buffer.len());
        if self.buffer.len() > SMALL {
            // What is not small is likely to fill a part: no more memory than that.
            self.buffer.reserve_exact(part - self.buffer.len());
        }
        self.buffer.extend_from_slice(&bytes[..taken]);
        self.length += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        // What is not a whole part yet stays here until more comes, or the end.
        Ok(())
    }
}

impl Put for Upload {
    fn finish(mut self: Box<Self>) -> Result<(), VaultError> {
        if self.name.is_none() {
            let ask =
                Ask { method: "PUT", verb: "put", id: Some(self.id), body: &self.buffer, ..Ask::default() };
            self.client.ask(&ask)?;
            return Ok(());
        }
        self.part()?;
        let name = self.name.clone().unwrap_or_default();
        self.complete(&name)?;
        self.name = None;
        Ok(())
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            // What cannot be ended now is swept later.
            let _ = abort(&self.client, self.id, name);
        }
    }
}
