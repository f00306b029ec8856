//! Letters: whole, in six languages, with no number of their own.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use incamera_rights::{
    HOUSE,
    letter::{Kind, Letter, authorities, texts},
    request::{self, Answer, Asking, Followed, Ground, State, What},
};

use super::{BASE, code, mail, officer, token};
use crate::installation::{Engine, Installation, charter};

/// Messages of a file, with what each is filled with; a digit that stands in one is an error.
fn messages(language: &str, text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let parsed = parser::parse(text).unwrap_or_else(|(_, e)| panic!("{language}: {e:?}"));
    let mut all = BTreeMap::new();
    for entry in parsed.body {
        let Entry::Message(message) = entry else {
            assert!(!matches!(entry, Entry::Junk { .. }), "{language}: junk");
            continue;
        };
        let mut used = BTreeSet::new();
        walk(language, message.id.name, &message.value.unwrap(), &mut used);
        assert!(
            all.insert(message.id.name.to_owned(), used).is_none(),
            "{language}: {} twice",
            message.id.name
        );
    }
    all
}

fn walk(language: &str, message: &str, pattern: &Pattern<&str>, used: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                assert!(!value.chars().any(char::is_numeric), "{language}: {message} says a number: {value}");
            }
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    used.insert(id.name.to_owned());
                }
                Expression::Inline(other) => panic!("{language}: {message} holds {other:?}"),
                Expression::Select { variants, .. } => {
                    for variant in variants {
                        walk(language, message, &variant.value, used);
                    }
                }
            },
        }
    }
}

/// proves: DSR-27, STU-24
#[test]
fn six_languages_say_the_same_things_and_no_number() {
    let all: BTreeMap<&str, _> =
        texts().iter().map(|(language, text)| (*language, messages(language, text))).collect();
    assert_eq!(all.keys().copied().collect::<Vec<_>>(), ["de", "en", "es", "fr", "ja", "ko"]);
    let english = &all["en"];
    let mut wanted: BTreeSet<String> =
        charter().rights.keys().map(|right| format!("letter-right-{right}")).collect();
    wanted.extend(charter().regimes.keys().map(|law| format!("letter-law-{law}")));
    wanted.extend(Ground::ALL.iter().map(|ground| format!("letter-ground-{}", ground.word())));
    let told = What::ALL.iter().filter(|what| what.is_told());
    wanted.extend(told.map(|what| format!("letter-step-{}", what.word())));
    for kind in Kind::ALL {
        wanted.extend([format!("letter-{}", kind.word()), format!("letter-{}-subject", kind.word())]);
    }
    for (language, messages) in &all {
        assert_eq!(messages.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{language}");
        for message in &wanted {
            assert!(messages.contains_key(message), "{language} lacks {message}");
        }
        for (name, used) in messages.iter().filter(|(name, _)| *name != "letter-day") {
            assert_eq!(used, &english[name], "{language}: {name} is filled with the same");
        }
    }
}

/// proves: DSR-26, DSR-27, DSR-28, SUP-01
#[tokio::test]
async fn every_letter_is_whole_in_every_language() {
    let here = Installation::begin(Engine::Sqlite).await;
    let kernel = &here.kernel;
    let (machine, dpo) = (kernel.machine("eu").unwrap(), officer(kernel, HOUSE));
    let contact = charter().operator.contact;
    for (language, place, received, free) in [
        ("en", "GB", "11 January 2027", "All of this is free of charge."),
        ("fr-CA", "FR", "11 janvier 2027", "Tout cela est gratuit."),
        ("de", "DE", "11. Januar 2027", "All das ist kostenlos."),
        ("es-MX", "ES", "11 de enero de 2027", "Todo esto es gratuito."),
        ("ja", "JP", "2027年1月11日", "これらはすべて無料です。"),
        ("ko", "KR", "2027년 1월 11일", "이 모든 것은 무료입니다."),
    ] {
        let address = format!("{place}@far.example");
        let places = [place];
        let open = async |right| {
            let asking = Asking { language, ..mail(right, &address, &places) };
            request::open(&machine, HOUSE, &asking).await.unwrap()
        };
        let (first, second) = (open("access").await, open("erasure").await);
        assert_eq!(first.state, State::Received);
        let mut letters: Vec<Letter> = vec![first.letter];
        letters.push(request::identify(&machine, first.request, BASE).await.unwrap());
        let Followed::Code { letter, .. } =
            request::follow(&machine, &token(&letters[1].text)).await.unwrap()
        else {
            panic!()
        };
        request::check(&machine, first.request, &code(&letter.text)).await.unwrap();
        letters.push(letter);
        letters.push(request::clarify(&dpo, first.request, "QUESTION").await.unwrap());
        request::reply(&machine, first.request, "REPLY").await.unwrap();
        letters.push(request::estimate(&dpo, first.request, "COST", "REASON").await.unwrap());
        request::reply(&machine, first.request, "REPLY").await.unwrap();
        match request::extend(&dpo, first.request, "REASON").await {
            Ok(letter) => letters.push(letter),
            // No law of Japan or Korea that the charter knows lets the promise wait.
            Err(_) => assert!(matches!(place, "JP" | "KR")),
        }
        let answer = Answer { text: "ANSWER", undone: Some("UNDONE") };
        letters.push(request::answer(&dpo, first.request, &answer).await.unwrap());
        letters.push(request::refuse(&dpo, second.request, Ground::Unverified, None).await.unwrap());
        let kinds: BTreeSet<String> = letters.iter().map(|letter| letter.kind.word().to_owned()).collect();
        assert!(kinds.len() >= 7);
        let authority = authorities(&places)[0];
        for letter in &letters {
            let of = format!("{language}: {letter:#?}");
            assert_eq!(letter.language, language.split('-').next().unwrap());
            assert_eq!(letter.to.as_deref(), Some(address.as_str()));
            assert!(letter.subject.contains(received), "{of}");
            for said in [&contact, authority.name, authority.site] {
                assert!(letter.text.contains(said), "{said} in {of}");
            }
            assert_eq!(letter.text.contains(free), letter.kind != Kind::Estimate, "{of}");
            assert!(!letter.text.contains('{') && !letter.subject.contains('{'), "{of}");
            let own = match letter.kind {
                Kind::Question => &["QUESTION"][..],
                Kind::Estimate => &["COST", "REASON"],
                Kind::Extension => &["REASON"],
                Kind::Answer => &["ANSWER", "UNDONE"],
                _ => &[],
            };
            assert!(own.iter().all(|said| letter.text.contains(said)), "{of}");
            // A decision tells the steps so far, a day each.
            let lines = letter.text.lines().filter(|line| line.starts_with(received)).count();
            assert_eq!(lines >= 3, matches!(letter.kind, Kind::Answer | Kind::Refusal), "{of}");
        }
    }
    // A language that letters are not written in; a country whose authority is not known here.
    let asking = Asking { language: "pt-BR", ..mail("access", "x@far.example", &["US-NY"]) };
    let letter = request::open(&machine, HOUSE, &asking).await.unwrap().letter;
    assert_eq!(letter.language, "en");
    assert!(letter.text.contains("of the country where you live"));
}

/// proves: DSR-05
#[tokio::test]
async fn somebody_signed_in_is_told_at_once_that_something_is_held() {
    let here = Installation::begin(Engine::Sqlite).await;
    let studio = crate::installation::fill(&here.kernel).await;
    let his = here.kernel.own(studio.ben, studio.workspace, "eu").unwrap();
    let asking = Asking { places: &["BR"], ..Asking::of("access", request::Door::Dashboard, "Please") };
    let opened = request::open(&his, studio.workspace, &asking).await.unwrap();
    assert!(opened.letter.text.contains("We hold data about you") && opened.state == State::Working);
}
