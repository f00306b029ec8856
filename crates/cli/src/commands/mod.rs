//! One file a verb.

pub(crate) mod backup;
pub(crate) mod cache;
pub(crate) mod charter;
pub(crate) mod completions;
pub(crate) mod cut;
pub(crate) mod doctor;
pub(crate) mod drop;
pub(crate) mod evidence;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod keys;
pub(crate) mod ledger;
pub(crate) mod man;
pub(crate) mod models;
pub(crate) mod probe;
pub(crate) mod render;
pub(crate) mod request;
pub(crate) mod restore;
pub(crate) mod scan;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod subject;
pub(crate) mod sweep;
pub(crate) mod trace;
