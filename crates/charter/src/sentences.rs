//! The sentences of one language, and what may not stand in them.

use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use crate::{
    charter::Charter,
    fault::{Cause, Fault},
    promise::{Fact, Kind, Promise},
    source::{MONTHS, Place, Source},
};

/// Messages that are no promises: headings, words, short names, and the policy's own frame.
const FRAME: [&str; 4] = ["section-", "word-", "name-", "policy-"];

/// The sentences of one language.
pub struct Sentences {
    /// Language (BCP 47).
    language: String,
    source: Source,
    bundle: FluentBundle<FluentResource>,
    messages: BTreeSet<String>,
}

impl Sentences {
    /// Reads the sentences of `language`.
    ///
    /// # Errors
    /// What is not Fluent, and every literal digit: numbers come from the promises.
    pub fn read(language: &str, source: Source) -> Result<Self, Vec<Fault>> {
        let id: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let messages = add(&mut bundle, &source)?;
        Ok(Self { language: language.to_owned(), source, bundle, messages })
    }

    /// Adds a file of sentences that tell no promise: the words of registers and of changes.
    ///
    /// # Errors
    /// As [`Sentences::read`].
    pub fn with(mut self, source: &Source) -> Result<Self, Vec<Fault>> {
        add(&mut self.bundle, source)?;
        Ok(self)
    }

    /// Their language (BCP 47).
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Everything that keeps these sentences from telling this charter: promises no message speaks of, messages no promise
    /// backs, and messages that name what their promise does not give.
    pub fn check(&self, charter: &Charter) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut backed = BTreeSet::new();
        for promise in charter.promises() {
            match self.speaks_of(&promise) {
                None => faults.push(Fault {
                    place: Place { file: self.source.name.clone(), line: 1 },
                    cause: Cause::Unspoken(promise.messages()),
                }),
                Some(message) => {
                    if let Err(why) = self.say(&message, &promise.facts) {
                        let place = line_of(&self.source, &message);
                        faults
                            .push(Fault { place, cause: Cause::Unfilled { message: message.clone(), why } });
                    }
                    backed.insert(message);
                }
            }
        }
        // The message of a whole kind may wait for the first promise of it.
        let kinds = crate::promise::Kind::ALL.map(crate::promise::Kind::word);
        for message in &self.messages {
            let framed = FRAME.iter().any(|start| message.starts_with(start));
            if !framed && !backed.contains(message) && !kinds.contains(&message.as_str()) {
                let place = line_of(&self.source, message);
                faults.push(Fault { place, cause: Cause::Unbacked(message.clone()) });
            }
        }
        faults
    }

    /// What a role, class, purpose or region is called in this language.
    pub fn name(&self, kind: Kind, id: &str) -> Option<String> {
        self.say(&format!("name-{}-{id}", kind.word()), &[]).ok()
    }

    /// The sentence of a prohibition.
    pub fn prohibition(&self, id: &str) -> Option<String> {
        self.say(&format!("never-{id}"), &[]).ok()
    }

    /// A message of the added words, with names filled in as they are.
    ///
    /// # Errors
    /// A message that is missing, or a name that it wants and does not get.
    pub fn phrase(&self, message: &str, names: &[(&'static str, &str)]) -> Result<String, String> {
        let mut arguments = FluentArgs::new();
        for (name, text) in names {
            arguments.set(*name, (*text).to_owned());
        }
        self.format(message, &arguments)
    }

    /// The message that speaks of a promise.
    pub(crate) fn speaks_of(&self, promise: &Promise) -> Option<String> {
        promise.messages().into_iter().find(|name| self.messages.contains(name))
    }

    /// A message with its facts filled in.
    pub(crate) fn say(&self, message: &str, facts: &[(&'static str, Fact)]) -> Result<String, String> {
        let mut arguments = FluentArgs::new();
        for (name, fact) in facts {
            arguments.set(*name, self.value(fact)?);
        }
        self.format(message, &arguments)
    }

    /// A fact alone, in words of the language.
    pub(crate) fn tell(&self, fact: &Fact) -> Result<String, String> {
        Ok(match self.value(fact)? {
            FluentValue::String(text) => text.into_owned(),
            FluentValue::Number(number) => number.as_string().into_owned(),
            _ => String::new(),
        })
    }

    fn value(&self, fact: &Fact) -> Result<FluentValue<'static>, String> {
        Ok(match fact {
            Fact::Name(name) => name.clone().into(),
            Fact::Names(names) => names.join(", ").into(),
            Fact::Number(number) => (*number).into(),
            Fact::Word(word) => self.say(&format!("word-{word}"), &[])?.into(),
            Fact::Length(None) => self.say("word-none", &[])?.into(),
            Fact::Length(Some((0, _))) => self.say("word-at-once", &[])?.into(),
            Fact::Length(Some((count, unit))) => {
                self.say(&format!("word-{unit}"), &[("count", Fact::Number(*count))])?.into()
            }
            Fact::Date(date) => self.date(*date)?.into(),
            Fact::Said(family, word) => self.say(&format!("{family}-{word}"), &[])?.into(),
            Fact::All(facts) => {
                facts.iter().map(|fact| self.tell(fact)).collect::<Result<Vec<_>, _>>()?.join(", ").into()
            }
            Fact::Titles(kind, ids) => {
                let title = |id: &String| self.say(&format!("name-{}-{id}", kind.word()), &[]);
                ids.iter().map(title).collect::<Result<Vec<_>, _>>()?.join(", ").into()
            }
        })
    }

    /// A day as it is written in the language.
    fn date(&self, date: Date) -> Result<String, String> {
        let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
        let first = date.day() == 1 && self.language == "fr";
        let day = if first { "1er".to_owned() } else { date.day().to_string() };
        self.say(
            "word-date",
            &[
                ("day", Fact::Name(day)),
                ("month", Fact::Word(month)),
                ("year", Fact::Name(date.year().to_string())),
            ],
        )
    }

    fn format(&self, message: &str, arguments: &FluentArgs<'_>) -> Result<String, String> {
        let pattern = self.bundle.get_message(message).and_then(|m| m.value());
        let pattern = pattern.ok_or_else(|| format!("there is no message {message}"))?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(error.to_string()),
        }
    }
}

/// Reads a file of sentences into the bundle; the names of its messages.
fn add(bundle: &mut FluentBundle<FluentResource>, source: &Source) -> Result<BTreeSet<String>, Vec<Fault>> {
    let mut faults = Vec::new();
    let resource = match FluentResource::try_new(source.text.clone()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let place = source.place(error.pos.start);
                faults.push(Fault { place, cause: Cause::Sentence(error.kind.to_string()) });
            }
            resource
        }
    };
    let mut messages = BTreeSet::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name.to_owned();
        let mut patterns = message.value.iter().chain(message.attributes.iter().map(|a| &a.value));
        if let Some(text) = patterns.find_map(digit) {
            let place = line_of(source, &name);
            faults.push(Fault { place, cause: Cause::Digit { message: name.clone(), text } });
        }
        messages.insert(name);
    }
    // A name said twice is the only thing refused here.
    if let Err(errors) = bundle.add_resource(resource) {
        for error in errors {
            let place = Place { file: source.name.clone(), line: 1 };
            faults.push(Fault { place, cause: Cause::Sentence(error.to_string()) });
        }
    }
    if faults.is_empty() { Ok(messages) } else { Err(faults) }
}

/// The line on which a message begins.
fn line_of(source: &Source, message: &str) -> Place {
    let begins =
        |line: &str| line.strip_prefix(message).is_some_and(|rest| rest.trim_start().starts_with('='));
    let line = source.text.lines().position(begins).map_or(1, |line| line + 1);
    Place { file: source.name.clone(), line }
}

/// The first text of a pattern that holds a digit. Digits that only choose between variants say nothing.
fn digit(pattern: &Pattern<&str>) -> Option<String> {
    let held = |text: &str| text.chars().any(char::is_numeric).then(|| text.trim().to_owned());
    pattern.elements.iter().find_map(|element| match element {
        PatternElement::TextElement { value } => held(value),
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter().find_map(|variant| digit(&variant.value))
        }
        PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
            InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                held(value)
            }
            _ => None,
        },
    })
}
