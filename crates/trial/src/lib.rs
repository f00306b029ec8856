//! Real servers for tests and benchmarks: started on this machine, on no network, gone with the process that started them.

mod postgres;

pub use postgres::Postgres;
