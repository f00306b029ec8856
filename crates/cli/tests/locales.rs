//! Both languages say everything, and everything said is written down.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every sentence of a language: its name and attributes, with the `{ $names }` used in each.
fn sentences(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    sentences_of(language, |_| true)
}

/// The same of the files whose name is wanted.
fn sentences_of(language: &str, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    let files = fs::read_dir(root().join("locales").join(language)).unwrap().map(|file| file.unwrap().path());
    for path in files.filter(|path| wanted(&path.file_name().unwrap().to_string_lossy())) {
        let text = fs::read_to_string(&path).unwrap();
        let parsed =
            parser::parse(text.as_str()).unwrap_or_else(|(_, e)| panic!("{}: {e:?}", path.display()));
        for entry in parsed.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Junk { content } => panic!("{}: {content}", path.display()),
                _ => continue,
            };
            let value = message.value.unwrap_or_else(|| panic!("{} says nothing", message.id.name));
            // The screens read their file alone, and have names of their own.
            let screens = path.file_name().is_some_and(|name| name == "studio.ftl");
            let own = format!("{}{}", if screens { "studio.ftl " } else { "" }, message.id.name);
            let twice = all.insert(own.clone(), names(&value));
            assert!(twice.is_none(), "{own} stands twice in {language}");
            for attribute in message.attributes {
                let name = format!("{own}.{}", attribute.id.name);
                all.insert(name, names(&attribute.value));
            }
        }
    }
    all
}

fn names(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => all.extend(variable(inline)),
                Expression::Select { selector, variants } => {
                    all.extend(variable(selector));
                    for variant in variants {
                        all.extend(names(&variant.value));
                    }
                }
            }
        }
    }
    all
}

fn variable(inline: &InlineExpression<&str>) -> Option<String> {
    match inline {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        _ => None,
    }
}

fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else {
            *into += &fs::read_to_string(&path).unwrap();
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (english, french) = (sentences("en"), sentences("fr"));
    let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
        a.keys().filter(|k| !b.contains_key(*k)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&english, &french), [""; 0], "missing in French");
    assert_eq!(only(&french, &english), [""; 0], "missing in English");
    for (name, used) in &english {
        assert_eq!(used, &french[name], "{name} fills in the same places");
    }
}

#[test]
fn every_sentence_is_said_and_every_saying_is_written() {
    let mut program = String::new();
    sources(&root().join("crates/cli/src"), &mut program);
    // Those of the policy, its registers and its changes are said by the promises, which the charter's own tests see to; letters are
    // written, and exports told, by the rights, whose tests see to them; so are pages by
    // the server, screens by the UI, and what became of a job by the studio.
    let promised = [
        "policy.ftl",
        "registers.ftl",
        "changes.ftl",
        "letters.ftl",
        "export.ftl",
        "server.ftl",
        "studio.ftl",
        "work.ftl",
    ];
    let written = sentences_of("en", |file| !promised.contains(&file));
    let mut said = BTreeSet::new();
    // A name, and the names of what is filled in: say!("name", a = …, b = …).
    for call in program.split("say!(").skip(1) {
        let Some(rest) = call.trim_start().strip_prefix('"') else { continue };
        let name = rest.split('"').next().unwrap();
        if name.contains('…') || name.contains('$') {
            continue;
        }
        assert!(written.contains_key(name), "{name} is said but not written");
        said.insert(name.to_owned());
    }
    let help = |name: &str| name == "help" || name.starts_with("help-");
    for name in written.keys().filter(|n| !n.contains('.') && !help(n)) {
        assert!(said.contains(name), "{name} is written but never said");
    }
}

/// Spaces before `: ; ! ?`, inside `« »` and before `%` never break a line.
#[test]
fn french_is_set_as_french_is_set() {
    for file in fs::read_dir(root().join("locales/fr")).unwrap() {
        let path = file.unwrap().path();
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if line.starts_with('#') {
                continue;
            }
            let wrong = [" ;", " !", " ?", " »", "« ", " :", " %", "'"];
            // Shell quotes and paths are not sentences.
            let found = wrong.iter().find(|w| line.contains(**w));
            assert!(found.is_none(), "{}:{}: {found:?} in {line}", path.display(), number + 1);
        }
    }
}
