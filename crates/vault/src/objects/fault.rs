//! What a store over a network answers when it does not do what it was asked.

/// Why a store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// No answer, after several tries.
    #[error(
        "cannot be reached ({0}): see that it runs, that the endpoint is right and that this machine may connect to it"
    )]
    Unreachable(String),
    /// A certificate nobody vouches for, or no common TLS 1.3.
    #[error(
        "no trusted connection ({0}): TLS 1.3 is needed; for a certificate of your own write ca=FILE into the location"
    )]
    Untrusted(String),
    /// Credentials the store does not know, or a signature it does not accept.
    #[error(
        "the credentials are not accepted ({0}): see AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the file named by credentials="
    )]
    Credentials(String),
    /// Credentials that may not do this, or an object that is locked.
    #[error("not allowed to {verb} ({code}): {allow}")]
    Denied {
        /// What was tried.
        verb: &'static str,
        /// The store's word for it.
        code: String,
        /// What to allow.
        allow: &'static str,
    },
    /// No such bucket.
    #[error("there is no such bucket: make it, or correct its name in the location")]
    NoBucket,
    /// The bucket is elsewhere.
    #[error("the bucket is in another region: write region={0} into the location")]
    Region(String),
    /// Clocks that differ.
    #[error("the clocks of this machine and of the store differ too much: set them, by NTP for one")]
    Clock,
    /// Another object under the same name.
    #[error("the object was put anew while it was read: open it again")]
    Changed,
    /// Longer than parts can number.
    #[error("the object is longer than {0} parts: write a greater part=MIB into the location (up to 512)")]
    TooLong(u32),
    /// Something this store does not do.
    #[error("the store does not know how to {0}: {1}")]
    Unable(&'static str, &'static str),
    /// An answer S3 does not give.
    #[error("what it answered when asked to {0} is nothing S3 says: see that the endpoint speaks S3")]
    Strange(&'static str),
    /// Versions that are there after all of them were removed.
    #[error(
        "{0} versions of the object are there after they were removed: somebody writes to it, or a lock holds it; remove them by hand or ask again"
    )]
    Remains(usize),
    /// Anything else.
    #[error("answered {status} {code}: {message}")]
    Refused {
        /// HTTP's number.
        status: u16,
        /// The store's word for it.
        code: String,
        /// The store's sentence.
        message: String,
    },
}
