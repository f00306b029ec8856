//! `incamera subject export`: everything about somebody as one zip, for himself.

use std::io::Write;

use incamera_rights::{Ccpa, Export, Shut};

use super::one;
use crate::args;
use crate::context::Context;
use crate::error::{Error, Exit, unwritable};
use crate::installation::Installation;
use crate::output::Output;
use crate::say::{say, shown};

pub(super) fn run(args: &args::Subject, context: &Context) -> Result<Exit, Error> {
    let args::Subject::Export { who, output, lang, ccpa, age, yes, place } = args else {
        return Ok(Exit::Done);
    };
    let console = &context.console;
    let here = Installation::open(place)?;
    let person = one(&here, who)?;
    let region = here.region()?;
    if output.exists() && !*yes {
        return Err(Error::Usage(say!("error-there", path = shown(output))));
    }
    let export = Export {
        language: lang.as_deref(),
        ccpa: ccpa.then(|| Ccpa { received: here.kernel.now(), since: None }),
        shut: age.as_ref().map(|recipient| Shut::Recipient(recipient.clone())),
        ..Export::of(person, &region)
    };
    // The only place where what is held of somebody is written in clear: the file that was asked for.
    let part = Output::create(output, *yes)?;
    let mut to = std::io::BufWriter::new(part.file());
    let exported = here.run(here.kernel.export(&export, &mut to))?;
    to.flush().map_err(|e| unwritable(output, &e))?;
    drop(to);
    part.commit()?;
    console.event(&exported);
    let said = say!(
        "export-done",
        path = shown(output),
        whole = exported.whole,
        part = exported.part,
        withheld = exported.withheld,
        files = exported.parcel.files
    );
    console.result(&format!("{}\n", console.text(&said)));
    Ok(Exit::Done)
}
