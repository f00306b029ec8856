//! The store at its public face, on SQLite and on PostgreSQL: the same tests, with permits of the shipped charter's gate.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

/// Runs each of these tests on both engines: on SQLite one by one, on PostgreSQL one after the other, for a server takes a second.
macro_rules! on_both {
    ($($(#[$proves:meta])* $name:ident),* $(,)?) => {
        mod on_sqlite {
            $($(#[$proves])* #[test] fn $name() { crate::studio::on_sqlite(super::$name); })*
        }

        #[test]
        fn on_postgres() {
            $(crate::studio::on_postgres($name);)*
        }
    };
}

mod crash;
mod dump;
mod facts;
mod filter;
mod lists;
mod ours;
mod plain;
mod rows;
mod studio;
mod work;
