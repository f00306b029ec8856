//! The kernel with its real parts: rows on SQLite and PostgreSQL, a vault, a ledger, and the shipped charter's gate.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod adopt;
mod authority;
mod backup;
mod consent;
mod deliver;
mod due;
mod elevate;
mod erase;
mod evidence;
mod export;
mod incident;
mod installation;
mod population;
mod register;
mod request;
mod retain;
mod subject;

use incamera_gate::Read;
use incamera_store::{Reads, rows::notes};
use installation::{Engine, FRAMES, Installation, WORDS, desk, fill, holds};

/// proves: SEC-02, SEC-05
#[tokio::test]
async fn nothing_stands_in_clear() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let studio = fill(&here.kernel).await;
        let kernel = &here.kernel;
        // It is there, for who may read it.
        let editor = desk(kernel, studio.ben, "editor", studio.workspace, [studio.project], "service");
        let held =
            kernel.store().fetch::<notes::Entity>(studio.note_of_ada, kernel.now()).await.unwrap().unwrap();
        let permit = editor.may::<Read>(held.datum()).unwrap();
        let note = held.open(&permit).unwrap();
        assert_eq!(kernel.vault().open_field(&permit, "text", &note.text).unwrap(), WORDS[6]);
        kernel.ship().await.unwrap();
        for (file, bytes) in here.bytes() {
            for word in WORDS {
                assert!(!holds(&bytes, word.as_bytes()), "{file} holds {word} in clear");
            }
            assert!(!holds(&bytes, &FRAMES[..24]), "{file} holds frames in clear");
        }
    }
}
