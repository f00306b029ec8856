//! Somebody's account: how he gets it, what he signs in with, and where he is signed in.

mod credential;
mod enrol;
mod password;
mod profile;
mod session;
mod totp;

pub(crate) use self::session::end_all;
pub use self::{
    credential::{Known, has_credentials},
    enrol::{Account, enrol, enrol_as},
    password::{Decoy, LEAST, check_password, fits_password, set_password},
    profile::{Profile, find_by_email, profile, speak},
    session::{Guest, Session, Signed, end_session, my_sessions, open_session, whose_session},
    totp::{RECOVERY_CODES, Second, check_second, code_at, fits_totp, has_totp, set_totp},
};
