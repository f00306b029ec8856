//! Films as other programs see them.

use std::process::Command;

use crate::desk::Desk;
use crate::footage::{Film, PLAIN, Shot};

/// Times of decoding rise, no picture is shown before it is decoded, and nothing else is in the file than was meant.
///
/// proves: EDT-03
#[test]
fn packets_are_in_order() {
    let desk = Desk::new();
    PLAIN.write(&desk.path("a.mp4"));
    Shot { first: 700, frames: 90, ..PLAIN }.write(&desk.path("b.mp4"));
    Film::cut(&desk, &["a.mp4", "b.mp4"], "all.mp4", &["--preset", "raw"]);
    desk.run(&["drop", "all.cut.json", "r1@13f-54f", "r1@100f-119f", "r2@20f-33f"]).well();
    for (name, mode) in [("smart.mp4", "smart"), ("full.mp4", "full"), ("smart.mov", "smart")] {
        let film = Film::render(&desk, "all.cut.json", name, &["--render", mode]);
        let wanted = film.wanted().len() as u64;
        assert_eq!(desk.frames(name), wanted, "{name}");
        for stream in ["v:0", "a:0"] {
            let mut ffprobe = Command::new("ffprobe");
            ffprobe.args(["-v", "warning", "-select_streams", stream, "-show_entries", "packet=pts,dts"]);
            let told = ffprobe.args(["-of", "csv=p=0"]).arg(&film.path).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&told.stderr), "", "{name}");
            let list = String::from_utf8(told.stdout).unwrap();
            let packets: Vec<(i64, i64)> = list
                .lines()
                .filter(|line| !line.is_empty())
                .map(|line| {
                    let mut fields = line.split(',').filter(|f| !f.is_empty()).map(|f| f.parse().unwrap());
                    (fields.next().unwrap(), fields.next().unwrap())
                })
                .collect();
            assert!(packets.windows(2).all(|w| w[0].1 < w[1].1), "{name} {stream}: times of decoding");
            assert!(packets.iter().all(|p| p.0 >= p.1), "{name} {stream}: shown before decoded");
            if stream == "v:0" {
                assert_eq!(packets.len() as u64, wanted, "{name}: packets nobody sees");
            }
        }
    }
}
