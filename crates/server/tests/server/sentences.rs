//! Pages and problems say what is written, in both languages, and nothing is written in vain.

use std::{collections::BTreeSet, fs, path::Path};

fn folder(path: &Path, into: &mut String) {
    for entry in fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { folder(&path, into) } else { *into += &fs::read_to_string(&path).unwrap() }
    }
}

fn written(language: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join(format!("locales/{language}/server.ftl"))).unwrap();
    let names = text.lines().filter_map(|line| line.split_once(" =").map(|(name, _)| name));
    names.filter(|name| !name.starts_with([' ', '#', '*', '['])).map(str::to_owned).collect()
}

#[test]
fn what_is_said_is_written_and_what_is_written_is_said() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut program = String::new();
    folder(&here.join("src"), &mut program);
    folder(&here.join("templates"), &mut program);
    // Names that end in a word of the program: a code, a country, a role, a state.
    let built = ["problem-", "country-", "invite-as-", "state-"];
    let (english, french) = (written("en"), written("fr"));
    assert_eq!(english, french);
    for name in &english {
        let plain = name.strip_suffix("-detail").unwrap_or(name);
        let said = program.contains(&format!("\"{name}\"")) || program.contains(&format!("\"{plain}\""));
        assert!(
            said || built.iter().any(|start| name.starts_with(start)),
            "{name} is written but never said"
        );
    }
    for call in ["say(\"", "text(\"", "message(StatusCode::OK, \""] {
        for rest in program.split(call).skip(1) {
            let name = rest.split('"').next().unwrap();
            let all = name.ends_with('-') || name.contains('{');
            assert!(all || english.contains(name), "{name} is said but not written");
        }
    }
    // Every kind of problem has a title.
    for call in ["with(StatusCode::", "new(StatusCode::"] {
        for rest in program.split(call).skip(1) {
            let Some((_, rest)) = rest.split_once(", \"") else { continue };
            let code = rest.split('"').next().unwrap();
            assert!(english.contains(&format!("problem-{code}")), "problem-{code} is not written");
        }
    }
}
