//! Each version of the charter is written down once, and none is exchanged for another.

use std::collections::BTreeMap;

use incamera_charter::{Published, publish, shipped};
use incamera_ledger::Kind;
use incamera_store::Registers;

use crate::{
    due::entries,
    installation::{Engine, Installation},
};

/// The version after one, with this change, told and in force a year later.
fn next(before: &Published, from: &str, to: &str) -> Published {
    let number = before.number() + 1;
    let mut sources = before.sources();
    for source in &mut sources {
        if source.name == "charter.toml" {
            source.text = source
                .text
                .replace(&format!("version = {}", before.number()), &format!("version = {number}"))
                .replace("noticed = 2026", "noticed = 2027")
                .replace("effective = 2026", "effective = 2027");
        }
        source.text = source.text.replace(from, to);
    }
    let reasons = BTreeMap::from([("review.cookies".to_owned(), "Looked at more often.".to_owned())]);
    publish(Some(before), &sources, "2027-11-24".parse().unwrap(), &reasons).unwrap()
}

/// proves: POL-01
#[tokio::test]
async fn every_version_is_written_down_once_and_stays_what_it_was() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let here = Installation::begin(engine).await;
        let kernel = &here.kernel;
        let first = shipped::version().unwrap();
        assert_eq!(kernel.adopt(std::slice::from_ref(&first)).await.unwrap(), 1);
        assert_eq!(kernel.adopt(std::slice::from_ref(&first)).await.unwrap(), 0);
        let cookies = "[review.cookies]\nevery = \"3 months\"";
        let second = next(&first, cookies, "[review.cookies]\nevery = \"2 months\"");
        assert_eq!(kernel.adopt(&[first.clone(), second.clone()]).await.unwrap(), 1);
        let published = || {
            entries(&here.layout.ledger)
                .into_iter()
                .filter(|entry| entry.kind == Kind::CharterPublished)
                .count()
        };
        assert_eq!(published(), 2);
        let rows = kernel.store().versions().await.unwrap();
        let digests: Vec<&str> = rows.iter().map(|row| row.digest.as_str()).collect();
        assert_eq!(digests, [first.digest(), second.digest()]);

        // Another second version, and one that went missing.
        let other = next(&first, cookies, "[review.cookies]\nevery = \"1 month\"");
        let exchanged = kernel.adopt(&[first.clone(), other]).await.unwrap_err().to_string();
        assert!(exchanged.contains("version 2") && exchanged.contains("ledger"), "{exchanged}");
        kernel.adopt(&[first]).await.unwrap_err();
        assert_eq!(published(), 2);
    }
}
