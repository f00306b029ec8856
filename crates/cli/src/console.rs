//! What is said where: results on standard output, everything else on standard error; with `--json` standard output
//! carries JSON lines and nothing else.

use std::io::{self, IsTerminal, Write};

use indicatif::{MultiProgress, ProgressDrawTarget};
use serde::Serialize;

use crate::error::Error;
use crate::say::{Message, Texts, say};

/// ANSI colours used in tables; each also has a word beside it, so that nothing depends on colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// As the terminal writes.
    Plain,
    /// Headings.
    Bold,
    /// Less important.
    Dim,
    /// Good news.
    Green,
    /// Mind this.
    Yellow,
    /// Errors.
    Red,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "\x1b[1m",
            Self::Dim => "\x1b[2m",
            Self::Green => "\x1b[32m",
            Self::Yellow => "\x1b[33m",
            Self::Red => "\x1b[31m",
        }
    }
}

/// Where a person or a machine reads us.
pub(crate) struct Console {
    /// The sentences.
    pub(crate) texts: Texts,
    json: bool,
    bars: Option<MultiProgress>,
    colour_out: bool,
    colour_err: bool,
}

#[derive(Serialize)]
struct Said<'a> {
    event: &'a str,
    code: &'a str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[derive(Serialize)]
struct Found<'a> {
    event: &'a str,
    place: &'a str,
    code: &'a str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl Console {
    /// Looks at the terminal and at `NO_COLOR`.
    pub(crate) fn new(texts: Texts, json: bool) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
            || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
        let terminal = io::stderr().is_terminal();
        let bars = (terminal && !json)
            .then(|| MultiProgress::with_draw_target(ProgressDrawTarget::stderr_with_hz(8)));
        let colour_out = !plain && io::stdout().is_terminal();
        Self { texts, json, bars, colour_out, colour_err: !plain && terminal }
    }

    /// The progress bars, on a terminal.
    pub(crate) fn bars(&self) -> Option<&MultiProgress> {
        self.bars.as_ref()
    }

    /// Whether progress bars may be coloured.
    pub(crate) fn colour_err(&self) -> bool {
        self.colour_err
    }

    /// The sentence in the person's language.
    pub(crate) fn text(&self, message: &Message) -> String {
        self.texts.text(message)
    }

    /// `text` in a colour, when results go to a terminal.
    pub(crate) fn ink(&self, ink: Ink, text: &str) -> String {
        if self.colour_out && !self.json { painted(ink, text) } else { text.to_owned() }
    }

    /// A line of news.
    pub(crate) fn note(&self, message: &Message) {
        self.line(&self.text(message));
    }

    /// A warning with its advice.
    pub(crate) fn warn(&self, message: &Message) {
        self.say(message, "warning", &say!("console-warning"), Ink::Yellow);
    }

    /// Something wrong at a place of a file, with its advice.
    pub(crate) fn found(&self, place: &str, message: &Message) {
        let (text, next) = (self.text(message), self.texts.next(message));
        let shown = if self.colour_err { painted(Ink::Bold, place) } else { place.to_owned() };
        self.line(&format!("{shown}: {text}"));
        if let Some(next) = &next {
            self.line(&format!("  → {next}"));
        }
        self.event(&Found { event: "fault", place, code: message.id(), message: text, next });
    }

    /// The language of the messages (BCP 47).
    pub(crate) fn language(&self) -> &'static str {
        self.texts.language()
    }

    /// Why the command ended.
    pub(crate) fn fail(&self, error: &Error) {
        match error {
            Error::Failed(message)
            | Error::Refused(message)
            | Error::Outside(message)
            | Error::Usage(message) => {
                self.say(message, "error", &say!("console-error"), Ink::Red);
            }
            Error::Interrupted => {
                self.say(&say!("error-interrupted"), "error", &say!("console-stopped"), Ink::Yellow);
            }
        }
    }

    fn say(&self, message: &Message, event: &str, label: &Message, ink: Ink) {
        let (text, next) = (self.text(message), self.texts.next(message));
        let label = self.text(label);
        let label = if self.colour_err { painted(ink, &label) } else { label };
        self.line(&format!("{label} {text}"));
        if let Some(next) = &next {
            self.line(&format!("  → {next}"));
        }
        self.event(&Said { event, code: message.id(), message: text, next });
    }

    /// A line on standard error, above the bars.
    pub(crate) fn line(&self, line: &str) {
        let write = || {
            // A reader that went away is no reason to lose the film.
            let _gone = writeln!(io::stderr().lock(), "{line}");
        };
        match &self.bars {
            Some(bars) => bars.suspend(write),
            None => write(),
        }
    }

    /// What the command was asked for, as text: on standard output, or beside it when machines listen there.
    pub(crate) fn result(&self, text: &str) {
        if self.json {
            self.line(text.trim_end());
        } else {
            let write = || {
                let mut out = io::stdout().lock();
                let _gone = out.write_all(text.as_bytes()).and_then(|()| out.flush());
            };
            match &self.bars {
                Some(bars) => bars.suspend(write),
                None => write(),
            }
        }
    }

    /// One JSON line for machines; nothing when none listens.
    pub(crate) fn event(&self, event: &impl Serialize) {
        if self.json
            && let Ok(line) = serde_json::to_string(event)
        {
            let mut out = io::stdout().lock();
            let _gone = writeln!(out, "{line}").and_then(|()| out.flush());
        }
    }

    /// Asks a yes-or-no question; none when nobody can answer.
    pub(crate) fn ask(&self, question: &Message) -> Option<bool> {
        if self.json || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return None;
        }
        let mut err = io::stderr().lock();
        let _gone = write!(err, "{} ", self.text(question)).and_then(|()| err.flush());
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).ok()?;
        Some(self.text(&say!("console-yes")).split(' ').any(|yes| yes == answer.trim().to_lowercase()))
    }
}

fn painted(ink: Ink, text: &str) -> String {
    if ink == Ink::Plain { text.to_owned() } else { format!("{}{text}\x1b[0m", ink.code()) }
}
