//! The media worker alone, for tests at the public face: `Settings { program: env!("CARGO_BIN_EXE_media-worker"), .. }`.

fn main() -> std::process::ExitCode {
    incamera_media::worker_main()
}
