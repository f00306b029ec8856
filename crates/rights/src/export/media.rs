//! Media on its way from the vault into the zip, piece by piece.

use std::io::Write;

use incamera_gate::Read;
use incamera_store::Reads;
use serde_json::Value;

use super::{
    Packing,
    given::{Given, Reason, Withheld},
};
use crate::{error::RightsError, parcel::stream, subject::Found};

/// How much of an object is in memory at once, in bytes.
const PIECE: usize = 1024 * 1024;

/// The name of an object in the zip. Of what its file was called nothing but the ending is kept: names come from outside.
pub(super) fn name(found: &Found, given: &Given) -> String {
    let called = given.fields.iter().find(|field| field.column == "name").map(|field| &field.value);
    let ending = called.and_then(Value::as_str).and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let plain = |end: &&str| (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric());
    let ending = match (found.table, ending.filter(plain)) {
        ("cuts", _) => ".cut.json".to_owned(),
        (_, Some(ending)) => format!(".{}", ending.to_ascii_lowercase()),
        (_, None) => String::new(),
    };
    format!("media/{}/{}{ending}", found.table, found.datum)
}

impl<W: Write> Packing<'_, W> {
    /// An object; what cannot be opened to its end is said.
    pub(super) async fn media(&mut self, found: &Found, name: &str) -> Result<Option<Withheld>, RightsError> {
        let desk = self.kernel.own(self.export.person, found.workspace, self.export.place)?;
        let withheld = |reason, promise: &str| {
            let (part, promise) = ("media".to_owned(), promise.to_owned());
            Some(Withheld { datum: found.datum, table: found.table, part, reason, promise })
        };
        let Some(known) = self.kernel.store.datum(found.datum, self.kernel.now()).await? else {
            return Ok(withheld(Reason::Erased, "right.erasure"));
        };
        let permit = match desk.may::<Read>(&known.datum) {
            Ok(permit) => permit,
            Err(RightsError::Refused(refusal)) => return Ok(withheld(Reason::Promise, refusal.promise())),
            Err(other) => return Err(other),
        };
        let Ok(object) = self.kernel.vault.open_object(&permit) else {
            return Ok(withheld(Reason::Unreadable, permit.promise()));
        };
        self.parcel.media(name)?;
        let (mut piece, mut at) = (vec![0; PIECE], 0);
        while at < object.length() {
            let Ok(read) = object.read_at(&mut piece, at) else {
                return Ok(withheld(Reason::Unreadable, permit.promise()));
            };
            if read == 0 {
                break;
            }
            self.parcel.write_all(&piece[..read]).map_err(stream)?;
            at += read as u64;
        }
        Ok(None)
    }
}
