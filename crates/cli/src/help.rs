//! The help in the reader's language: one Fluent message a command and an argument, put into clap at start-up.

use clap::{Arg, Command, CommandFactory, Error as Clap, error::ContextKind, error::ErrorKind};

use crate::args::Cli;
use crate::say::{Texts, printable, say};

/// The command line with every text in this language.
pub(crate) fn command(texts: &Texts) -> Command {
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n\u{1b}[1m{}\u{1b}[0m {{usage}}\n\n{{all-args}}{{after-help}}",
        texts.text(&say!("help-usage"))
    );
    localised(Cli::command(), "help", &template, texts)
}

fn localised(command: Command, id: &str, template: &str, texts: &Texts) -> Command {
    let names: Vec<String> =
        command.get_subcommands().filter(|c| !c.is_hide_set()).map(|c| c.get_name().to_owned()).collect();
    let mut command = command
        .help_template(template.to_owned())
        .disable_help_flag(true)
        .subcommand_help_heading(texts.text(&say!("help-commands")))
        .subcommand_value_name(texts.text(&say!("help-command-name")))
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(clap::ArgAction::Help)
                .display_order(999)
                .help(texts.text(&say!("help-help"))),
        );
    if let Some(about) = texts.named(id) {
        command = command.about(about);
    }
    if let Some(after) = texts.named(&format!("{id}--after")) {
        command = command.after_help(after);
    }
    if id == "help" {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(clap::ArgAction::Version)
                .display_order(998)
                .help(texts.text(&say!("help-version"))),
        );
    }
    command = command.mut_args(|argument| described(argument, id, texts));
    for name in names {
        let id = format!("{id}-{name}");
        command = command.mut_subcommand(&name, |sub| {
            localised(sub.clone().display_name(sub.get_name().to_owned()), &id, template, texts)
        });
    }
    command
}

/// Puts the text of an argument, its values and its default in place. Arguments that several commands share may be
/// described once, under `help-arg-<argument>`.
fn described(argument: Arg, id: &str, texts: &Texts) -> Arg {
    let name = argument.get_id().as_str().replace('_', "-");
    let heading = if argument.is_positional() { say!("help-arguments") } else { say!("help-options") };
    let argument = argument.help_heading(texts.text(&heading));
    if matches!(name.as_str(), "help" | "version") {
        return argument;
    }
    let own = texts.named(&format!("{id}-{name}"));
    let mut text = own.or_else(|| texts.named(&format!("help-arg-{name}"))).unwrap_or_default();
    let values: Vec<String> =
        argument.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
    if !values.is_empty() && argument.get_action().takes_values() {
        text += &format!(" {}", texts.text(&say!("help-values", values = values.join(", "))));
    }
    if let [default] = argument.get_default_values()
        && argument.get_action().takes_values()
    {
        let default = default.to_string_lossy().into_owned();
        text += &format!(" {}", texts.text(&say!("help-default", value = default)));
    }
    argument.help(text).hide_default_value(true).hide_possible_values(true)
}

/// clap's complaint about the command line, in the reader's language.
pub(crate) fn complaint(error: &Clap, texts: &Texts) -> String {
    let get =
        |kind| error.get(kind).map_or_else(String::new, |value| printable(&value.to_string()).into_owned());
    let argument = get(ContextKind::InvalidArg);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => say!("usage-unknown", argument = argument),
        ErrorKind::InvalidSubcommand => {
            say!("usage-no-command", argument = get(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => say!("usage-missing", argument = argument.replace(", ", " ")),
        ErrorKind::InvalidValue if get(ContextKind::InvalidValue).is_empty() => {
            say!("usage-no-value", argument = argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|e| printable(&e.to_string()).into_owned());
            let valid = why.unwrap_or_else(|| get(ContextKind::ValidValue));
            let value = get(ContextKind::InvalidValue);
            if valid.is_empty() {
                say!("usage-wrong-value", value = value, argument = argument)
            } else {
                say!("usage-bad-value", value = value, argument = argument, valid = valid)
            }
        }
        ErrorKind::ArgumentConflict => {
            say!("usage-conflict", argument = argument, other = get(ContextKind::PriorArg))
        }
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            say!("usage-other", detail = printable(&first).into_owned())
        }
    };
    let mut text = format!("{} {}", texts.text(&say!("console-error")), texts.text(&message));
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(get)
            .find(|s| !s.is_empty());
    if let Some(suggested) = suggested {
        text += &format!("\n  → {}", texts.text(&say!("usage-suggest", suggested = suggested)));
    }
    text + &format!("\n  → {}\n", texts.text(&say!("usage-help")))
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::command;
    use crate::say::{Language, Texts};

    fn look(command: &Command) {
        let name = command.get_name();
        assert!(command.get_about().is_some_and(|a| !a.to_string().is_empty()), "{name} says what it does");
        for argument in command.get_arguments().filter(|a| !a.is_hide_set()) {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let id = argument.get_id();
            assert!(help.len() > 3 && !help.trim_start().starts_with('['), "{name} explains {id}: {help}");
        }
        command.get_subcommands().filter(|c| !c.is_hide_set()).for_each(look);
    }

    #[test]
    fn everything_is_explained_in_both_languages() {
        for language in [Language::English, Language::French] {
            let command = command(&Texts::new(language));
            command.clone().debug_assert();
            look(&command);
        }
    }
}
