//! What is done with data, as types: a [`Permit`](crate::Permit) to read is not one to erase.

use incamera_charter::Act;

mod closed {
    pub trait Closed {}
}

/// Something done with data, as a type.
pub trait Action: closed::Closed {
    /// The same as a value.
    const ACT: Act;
}

/// Something done for which the data must be opened.
pub trait Opens: Action {}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl closed::Closed for $name {}

        impl Action for $name {
            const ACT: Act = Act::$name;
        }
    )*};
}

actions! {
    /// It is shown to somebody.
    Read,
    /// It is made or changed.
    Write,
    /// A program works on it, for the purpose it was asked for.
    Process,
    /// A model learns from it.
    Train,
    /// A processor receives it.
    Disclose,
    /// It goes.
    Erase,
    /// A request is decided about.
    Answer,
}

impl Opens for Read {}
impl Opens for Process {}
impl Opens for Train {}
impl Opens for Disclose {}
