//! The workers alone, for tests at the public face: `Settings { program: env!("CARGO_BIN_EXE_studio-worker"), .. }`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(2).as_deref() {
        Some("speech") => match incamera_speech::words::worker_main() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        _ => incamera_lab::media_worker(),
    }
}
