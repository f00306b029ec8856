//! Work done of work to do: bars with a time to wait on a terminal, a line now and then elsewhere, JSON for machines.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::console::Console;
use crate::say::Message;

/// Between two lines about one stage where there is no terminal.
const QUIET: Duration = Duration::from_secs(15);

/// One stage of a job, shown while it lives.
pub(crate) struct Stage<'a> {
    console: &'a Console,
    name: &'static str,
    rush: Option<&'a str>,
    label: String,
    bar: Option<ProgressBar>,
    told: Mutex<Told>,
}

struct Told {
    percent: u64,
    line: Instant,
}

#[derive(Serialize)]
struct Line<'a> {
    event: &'a str,
    stage: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rush: Option<&'a str>,
    done: u64,
    total: u64,
}

impl<'a> Stage<'a> {
    /// A new stage. `name` is for machines, `label` for people.
    pub(crate) fn new(
        console: &'a Console,
        name: &'static str,
        rush: Option<&'a str>,
        label: &Message,
    ) -> Self {
        let label = console.text(label);
        let bar = console.bars().map(|bars| {
            let bar = bars.add(ProgressBar::new(1));
            bar.set_style(style(console.colour_err(), false));
            bar.set_message(label.clone());
            bar
        });
        let told = Mutex::new(Told { percent: 0, line: Instant::now() });
        Self { console, name, rush, label, bar, told }
    }

    /// So much is done.
    pub(crate) fn set(&self, done: u64, total: u64) {
        let done = done.min(total);
        if let Some(bar) = &self.bar {
            if bar.length() != Some(total) {
                bar.set_length(total);
            }
            if done > 0 && bar.position() == 0 {
                bar.set_style(style(self.console.colour_err(), true));
            }
            bar.set_position(done);
        }
        let Some(percent) = (u128::from(done) * 100).checked_div(u128::from(total)) else { return };
        let percent = percent as u64;
        let Ok(mut told) = self.told.lock() else { return };
        if percent >= told.percent + 5 || (done == total && told.percent < 100) {
            told.percent = percent;
            let event = Line { event: "progress", stage: self.name, rush: self.rush, done, total };
            self.console.event(&event);
        }
        if self.bar.is_none() && told.line.elapsed() >= QUIET && percent < 100 {
            told.line = Instant::now();
            self.console.line(&format!("{}  {percent} %", self.label));
        }
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// No time to wait is shown before something has been done: there is nothing to reckon it from.
fn style(colour: bool, known: bool) -> ProgressStyle {
    let template = match (colour, known) {
        (true, true) => "{msg:44!} {bar:24.green/dim} {percent:>3} %  {eta}",
        (false, true) => "{msg:44!} {bar:24} {percent:>3} %  {eta}",
        (_, false) => "{msg:44!} {bar:24}",
    };
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("━━─")
}
