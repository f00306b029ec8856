//! Bytes that claim to be a timeline edited elsewhere, in each of the languages: an error, or a cut.

use std::sync::LazyLock;

use incamera_edit::{import_edl, import_fcpxml, import_otio, read_cut};
use incamera_model::Cut;

static CUT: LazyLock<Cut> = LazyLock::new(|| {
    let spans = r#"[{"id":"r1s1","start":0,"end":900,"verdict":"keep"},{"id":"r1s2","start":900,"end":1800,
        "verdict":"drop","reason":"silence","confidence":90,"evidence":{}}]"#;
    let rush = |name: &str| {
        format!(
            r#"{{"hash":"{name}","path":"{name}.mp4","rate":[30000,1001],"frames":1800,"start_frame":107892,
            "drop_frame":true,"spans":{}}}"#,
            spans.replace("r1", name)
        )
    };
    let text = format!(
        r#"{{"version":1,"title":"t","rate":[30000,1001],"preset":{{}},"rushes":[{},{}]}}"#,
        rush("r1"),
        rush("r2")
    );
    read_cut(text.as_bytes()).expect("a cut")
});

pub(crate) fn check(bytes: &[u8]) {
    for read in [import_otio, import_edl, import_fcpxml] {
        if let Ok(cut) = read(bytes, &CUT) {
            cut.check().expect("what is imported is a cut");
        }
    }
}
