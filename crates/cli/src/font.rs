//! The font of burnt captions and of pictures: read here, because the worker opens no file.

use std::path::PathBuf;

/// Where the common distributions keep a font with Latin, Greek and Cyrillic letters.
const KNOWN: [&str; 9] = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
    "/usr/share/fonts/liberation-sans/LiberationSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/noto/NotoSans-Regular.ttf",
];

/// The font file: `INCAMERA_FONT`, else the first known one there is.
pub(crate) fn find() -> Option<PathBuf> {
    let own = std::env::var_os("INCAMERA_FONT").filter(|v| !v.is_empty()).map(PathBuf::from);
    own.into_iter().chain(KNOWN.into_iter().map(PathBuf::from)).find(|path| path.is_file())
}

/// Its bytes.
pub(crate) fn load() -> Option<Vec<u8>> {
    std::fs::read(find()?).ok()
}
