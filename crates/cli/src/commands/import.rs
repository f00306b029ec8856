//! `incamera import`: a time line edited elsewhere (OTIO, FCPXML, EDL) becomes the cut again.

use incamera_edit::{MOST_BYTES, import_edl, import_fcpxml, import_otio};

use crate::args;
use crate::context::Context;
use crate::document::{self, detail};
use crate::error::{Error, Exit};
use crate::exchange::Format;
use crate::say::{clock, say, shown};
use crate::targets::Targets;

/// Reads the time line over the cut it came from and writes the cut.
pub(crate) fn run(args: &args::Import, context: &Context) -> Result<Exit, Error> {
    let before = document::read(&args.cut)?;
    let bytes = document::read_small(&args.timeline, MOST_BYTES as u64)?;
    let read = match Format::of(&args.timeline)? {
        Format::Otio => import_otio,
        Format::Fcpxml => import_fcpxml,
        Format::Edl => import_edl,
        Format::Csv | Format::Srt | Format::Vtt | Format::Txt => {
            return Err(Error::Usage(say!("error-import-ending", path = shown(&args.timeline))));
        }
    };
    let cut = read(&bytes, &before)
        .map_err(|e| say!("error-import", path = shown(&args.timeline), detail = detail(&e)))?;
    // Without another name the cut itself is the target, which is what was asked for; anything else is asked about.
    let (target, replace) = match &args.output {
        Some(path) if path != &args.cut => {
            let mut targets = Targets::default();
            targets.add(path, &[args.timeline.clone(), args.cut.clone()])?;
            (path, targets.agree(&context.console, args.yes)?)
        }
        _ => (&args.cut, true),
    };
    document::write(target, &cut, replace)?;
    let (was, is) = (incamera_edit::summary(&before), incamera_edit::summary(&cut));
    context.console.result(&format!(
        "{}\n  {}\n",
        context.console.text(&say!(
            "imported",
            was = clock(was.after.seconds()),
            is = clock(is.after.seconds()),
            segments = is.segments,
        )),
        context.console.text(&say!("edited-next", cut = shown(target))),
    ));
    context.console.event(&is);
    Ok(Exit::Done)
}
