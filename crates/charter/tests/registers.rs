//! The registers of the shipped charter, and of one that hands data to others: as they were agreed on, and as their formats
//! want them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;

use std::{collections::BTreeSet, env, fs, path::Path};

use house::{TODAY, charter, sentences};
use incamera_charter::Charter;
use jiff::{Timestamp, civil::Date, civil::date};
use serde_json::Value;
use yaml_rust2::{Yaml, YamlLoader};

/// Two processors abroad, one of them reached by a mechanism, and a cookie one of them sets.
const ABROAD: [(&str, &str, &str); 3] = [
    (
        "places.toml",
        "[region.sg]",
        "[transfer.over]\nfrom = \"eu\"\nto = \"us\"\nmechanism = \"scc\"\nreview = 2027-06-01\n\n[region.sg]",
    ),
    (
        "processors.toml",
        "# Who else",
        r#"[processor.post]
business = "mail"
role = "=HYPERLINK(\"x\") | sends <b>mail</b>"
place = "us"
safeguards = "TLS \"in transit\", no copies"
agreement = 2026-11-24
fields = ["account"]
purposes = ["contact"]
assessment = { controls = 2026-11-24, finances = 2026-11-23, compliance = 2026-11-22, review = 2027-11-24 }

[processor.disks]
business = "hosting"
role = "stores footage"
place = "eu"
safeguards = "sees sealed bytes only"
agreement = 2026-11-24
fields = ["footage", "edit"]
purposes = ["service"]
assessment = { controls = 2026-11-24, finances = 2026-11-24, compliance = 2026-11-24, review = 2027-11-24 }

# Who else"#,
    ),
    (
        "cookies.toml",
        "[cookie.language]",
        "[cookie.looks]\nkind = \"preference\"\nserves = \"looks\"\nkeep = \"6 months\"\nhost = \"post\"\n\n[cookie.language]",
    ),
];

fn registers(charter: &Charter, today: Date) -> Vec<(String, String)> {
    let all = charter.registers(&[sentences("en"), sentences("fr")], today).unwrap();
    all.into_iter().map(|document| (document.name, document.text)).collect()
}

fn one(charter: &Charter, name: &str) -> String {
    registers(charter, TODAY).into_iter().find(|(n, _)| n == name).unwrap().1
}

fn json(charter: &Charter, name: &str) -> Value {
    serde_json::from_str(&one(charter, name)).unwrap()
}

/// Compared with what lies in `tests/registers`; with `BLESS` set, written there instead.
///
/// proves: PRV-06, PRV-18, PRV-20, CKE-10, TRF-08, POL-12
#[test]
fn the_registers_are_those_agreed_on() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registers");
    let made = registers(&charter(&ABROAD), TODAY);
    assert_eq!(made.len(), 11 + 2 * 5);
    for (name, text) in made {
        let path = folder.join(name.trim_start_matches(".well-known/"));
        if env::var_os("BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let agreed = fs::read_to_string(&path).unwrap();
        // The order of members is the serialiser's; that of everything else is ours.
        match path.extension().and_then(|e| e.to_str()) {
            Some("json" | "jsonld") => {
                let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
                assert_eq!(value(&text), value(&agreed), "{name}");
            }
            Some("yml") => {
                let value = |text: &str| plain(&YamlLoader::load_from_str(text).unwrap()[0]);
                assert_eq!(value(&text), value(&agreed), "{name}");
            }
            _ => assert_eq!(text, agreed, "{name}"),
        }
    }
}

/// YAML without the order of its members.
fn plain(yaml: &Yaml) -> Value {
    match yaml {
        Yaml::Hash(members) => {
            members.iter().map(|(name, value)| (name.as_str().unwrap().to_owned(), plain(value))).collect()
        }
        Yaml::Array(items) => items.iter().map(plain).collect(),
        Yaml::String(text) => text.as_str().into(),
        Yaml::Boolean(is) => (*is).into(),
        Yaml::Integer(number) => (*number).into(),
        other => panic!("{other:?} in a manifest"),
    }
}

/// proves: PRV-18
#[test]
fn the_register_of_processing_has_every_field_of_article_30() {
    let charter = charter(&ABROAD);
    let register = json(&charter, "ropa.json");
    assert_eq!(register["controller"]["contact"], "privacy@incamera.example");
    let activities = register["activities"].as_array().unwrap();
    assert_eq!(activities.len(), charter.purposes.len(), "each purpose");
    let of = |purpose: &str| activities.iter().find(|a| a["purpose"] == purpose).unwrap();
    let contact = of("contact");
    assert_eq!(contact["article"], "eu-gdpr:A6-1-b");
    assert_eq!(contact["subjects"][0], "member");
    assert_eq!(contact["data"][0]["class"], "account");
    assert_eq!(contact["data"][0]["keep"], "term");
    assert_eq!(contact["recipients"][0]["name"], "post");
    assert_eq!(contact["transfers"][0]["mechanism"], "scc");
    assert_eq!(of("service")["transfers"], Value::Array(vec![]), "nothing of it goes abroad");
    assert_eq!(
        of("legal")["data"].as_array().unwrap().len(),
        charter.classes.len(),
        "requests about all of it"
    );
    assert_eq!(register["measures"].as_array().unwrap().len(), charter.never.len() + 1);
    assert!(register["activities"].as_array().unwrap().iter().all(|a| {
        a["data"].as_array().unwrap().iter().all(|d| d["keep"].as_str().is_some_and(|k| !k.is_empty()))
    }));
}

/// Reads RFC 4180, as strictly as it is written.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut rest) = (Vec::new(), Vec::new(), text);
    while !rest.is_empty() {
        let mut cell = String::new();
        rest = rest.strip_prefix('"').expect("a cell begins with a quote");
        loop {
            let end = rest.find('"').expect("a cell ends");
            cell += &rest[..end];
            rest = &rest[end + 1..];
            let Some(after) = rest.strip_prefix('"') else { break };
            cell.push('"');
            rest = after;
        }
        row.push(cell);
        if let Some(after) = rest.strip_prefix(',') {
            rest = after;
        } else {
            rest = rest.strip_prefix("\r\n").expect("a row ends with CRLF");
            rows.push(std::mem::take(&mut row));
        }
    }
    rows
}

/// proves: PRV-18
#[test]
fn a_sheet_is_whole_and_runs_no_formula() {
    let mut changes = ABROAD.to_vec();
    changes.push(("charter.toml", "name = \"incamera\"", "name = \"=cmd|' /C calc'!A0\""));
    changes.push(("processors.toml", "TLS \\\"in", "+TLS \\\"in"));
    let charter = charter(&changes);
    for language in ["en", "fr"] {
        let rows = cells(&one(&charter, &format!("ropa.{language}.csv")));
        assert!(rows.iter().all(|row| row.len() == 11), "{rows:?}");
        let purposes: usize =
            charter.classes.values().filter(|c| !c.purposes.contains(&"legal".into())).count();
        let served: usize = charter.classes.values().map(|c| c.purposes.len()).sum();
        assert_eq!(rows.len(), 1 + served + purposes, "a row for each purpose and class");
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        assert!(rows[1][0].starts_with("'=cmd"));
        assert!(rows.iter().any(|row| row[7].contains("\"in transit\"")), "quotes come back");
    }
}

/// proves: PRV-20
#[test]
fn who_receives_data_is_shown_as_text() {
    let page = one(&charter(&ABROAD), "processors.en.md");
    assert!(
        page.contains(
            "| post | =HYPERLINK(\"x\") \\| sends \\<b\\>mail\\</b\\> (mail) | the United States | account |"
        ),
        "{page}"
    );
    assert!(page.contains("24 November 2026"));
    assert!(
        page.contains("controls 24 November 2026, finances 23 November 2026, compliance 22 November 2026")
    );
    assert!(page.contains("30 days"), "how long before somebody new: {page}");
    let nobody = one(&charter(&[]), "processors.en.md");
    assert!(nobody.contains("Nobody else receives data") && !nobody.contains('|'));
}

/// proves: CKE-10
#[test]
fn the_cookie_table_has_lifetime_and_host() {
    let charter = charter(&ABROAD);
    let page = one(&charter, "cookies.en.md");
    assert!(
        page.contains("| looks | preference | the looks you chose | 6 calendar months | post |"),
        "{page}"
    );
    assert!(
        page.contains("| \\_\\_Host-session | essential | staying signed in | 12 hours | incamera |"),
        "{page}"
    );
    let table = json(&charter, "cookies.json");
    let cookies = table["cookies"].as_array().unwrap();
    assert_eq!(cookies.len(), charter.cookies.len());
    let looks = cookies.iter().find(|c| c["name"] == "looks").unwrap();
    assert_eq!(
        (&looks["keep"], &looks["host"], &looks["asks"]),
        (&"6 months".into(), &"post".into(), &true.into())
    );
}

/// proves: PRV-06
#[test]
fn californias_matrix_has_eleven_rows_from_what_is_held() {
    let charter = charter(&ABROAD);
    let matrix = json(&charter, "ccpa.json");
    let rows = matrix["categories"].as_array().unwrap();
    let letters: String = rows.iter().map(|r| r["letter"].as_str().unwrap()).collect();
    assert_eq!(letters, "ABCDEFGHIJK");
    for row in rows {
        let held = charter.classes.values().any(|c| c.ccpa.word() == row["category"]);
        assert_eq!(row["collected"], held, "{row}");
        assert_eq!((&row["sold"], &row["shared"]), (&false.into(), &false.into()));
        assert_eq!(held, !row["retention"].as_array().unwrap().is_empty());
    }
    let of = |category: &str| rows.iter().find(|r| r["category"] == category).unwrap();
    assert_eq!(of("sensory")["collected"], true, "audio and video are declared");
    assert_eq!(of("sensory")["disclosed"], Value::from(vec!["disks"]));
    assert_eq!(of("identifiers")["disclosed"], Value::from(vec!["post"]));
    assert_eq!(rows.iter().filter(|r| r["collected"] == false).count(), 6, "PRV-07");
}

/// proves: TRF-08
#[test]
fn each_flow_rests_on_an_article_or_is_refused() {
    let abroad = charter(&ABROAD);
    let report = json(&abroad, "transfers.json");
    let flows = report["flows"].as_array().unwrap();
    let of = |processor: &str, from: &str| {
        flows.iter().find(|f| f["processor"] == processor && f["from"] == from).unwrap()
    };
    assert_eq!(flows.len(), 4, "two processors, two other regions each");
    assert_eq!(of("post", "eu")["term"], "eu-gdpr:A46-2-c");
    assert_eq!((&of("post", "eu")["allowed"], &of("post", "eu")["gdpr"]), (&true.into(), &true.into()));
    assert_eq!((&of("post", "sg")["allowed"], &of("post", "sg")["gdpr"]), (&false.into(), &false.into()));
    let articles: Vec<&str> =
        report["articles"].as_array().unwrap().iter().map(|a| a["article"].as_str().unwrap()).collect();
    assert_eq!(articles, ["44", "45", "46", "47", "48", "49"]);
    assert_eq!(report["articles"][2]["transfers"], Value::from(vec!["over"]));
    assert_eq!(report["articles"][5]["transfers"], Value::Array(vec![]));
    let later = abroad.registers(&[], date(2027, 6, 2)).unwrap();
    let later = later.iter().find(|d| d.name == "transfers.json").unwrap();
    assert!(!later.text.contains("\"allowed\": true"), "nothing flows by a mechanism past its review");
    let page = one(&abroad, "transfers.fr.md");
    assert!(page.contains("RGPD art. 46"), "{page}");
}

/// Every name in the graph is one of a vocabulary, and every node that is named is there.
#[test]
fn linked_data_uses_terms_that_exist() {
    const DPV: [&str; 33] = [
        "Anonymise",
        "DataController",
        "DataProcessor",
        "DataSubject",
        "Delete",
        "Erase",
        "Location",
        "Participant",
        "PersonalData",
        "Process",
        "StorageDeletion",
        "StorageDuration",
        "TechnicalOrganisationalMeasure",
        "TemporalDuration",
        "UntilEventDuration",
        "User",
        "Visitor",
        "hasContact",
        "hasDataController",
        "hasDataSubject",
        "hasDuration",
        "hasJurisdiction",
        "hasLegalBasis",
        "hasLocation",
        "hasName",
        "hasPersonalData",
        "hasProcess",
        "hasProcessing",
        "hasPurpose",
        "hasRecipient",
        "hasRight",
        "hasStorageCondition",
        "hasTechnicalOrganisationalMeasure",
    ];
    let lists = [
        include_str!("../src/vocabulary/purposes.txt"),
        include_str!("../src/vocabulary/personal-data.txt"),
        include_str!("../src/vocabulary/gdpr.txt"),
    ];
    let known: BTreeSet<&str> = lists.iter().flat_map(|list| list.lines()).collect();
    let document = json(&charter(&ABROAD), "dpv.jsonld");
    let context = document["@context"].as_object().unwrap();
    let mut said = BTreeSet::new();
    walk(&document["@graph"], &mut said);
    let nodes: BTreeSet<&str> =
        document["@graph"].as_array().unwrap().iter().map(|n| n["@id"].as_str().unwrap()).collect();
    for name in said {
        if name.starts_with('#') {
            assert!(nodes.contains(name.as_str()), "{name} is no node");
            continue;
        }
        let Some((prefix, local)) = name.split_once(':') else { continue };
        assert!(context.contains_key(prefix), "{name} has no prefix");
        let there = match prefix {
            "dpv" => DPV.contains(&local) || known.contains(name.as_str()),
            "pd" | "eu-gdpr" => known.contains(name.as_str()),
            _ => true,
        };
        assert!(there, "{name} is no term");
    }
}

fn walk(value: &Value, said: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                said.insert(name.clone());
                if !matches!(
                    name.as_str(),
                    "dct:title" | "dct:description" | "dpv:hasName" | "dpv:hasContact"
                ) {
                    walk(member, said);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, said)),
        Value::String(text) => {
            said.insert(text.clone());
        }
        _ => {}
    }
}

#[test]
fn the_manifest_is_yaml_with_keys_of_fideslang() {
    let charter = charter(&ABROAD);
    let uses: BTreeSet<&str> = include_str!("../src/vocabulary/fides-uses.txt").lines().collect();
    let text = one(&charter, "fides.yml");
    let manifest = &YamlLoader::load_from_str(&text).unwrap()[0];
    let systems = manifest["system"].as_vec().unwrap();
    assert_eq!(systems.len(), 3);
    for system in systems {
        for declaration in system["privacy_declarations"].as_vec().unwrap() {
            assert!(uses.contains(declaration["data_use"].as_str().unwrap()), "{declaration:?}");
            let categories = declaration["data_categories"].as_vec().unwrap();
            assert!(!categories.is_empty());
            assert!(categories.iter().all(|c| c.as_str().unwrap().starts_with("user")));
            assert_ne!(declaration["retention_period"], Yaml::BadValue);
        }
    }
    let post = systems.iter().find(|s| s["fides_key"].as_str() == Some("post")).unwrap();
    assert_eq!(
        post["description"].as_str(),
        Some("=HYPERLINK(\"x\") | sends <b>mail</b>"),
        "as it was written"
    );
    assert_eq!(
        post["privacy_declarations"].as_vec().unwrap().len(),
        1,
        "only what the register lets it have"
    );
    assert_eq!(post["does_international_transfers"].as_bool(), Some(true));
    let collections = manifest["dataset"][0]["collections"].as_vec().unwrap();
    assert_eq!(collections.len(), charter.classes.len());
}

#[test]
fn signals_say_what_their_formats_want() {
    let shipped = charter(&[]);
    let gpc = json(&shipped, ".well-known/gpc.json");
    assert_eq!(gpc["gpc"], true);
    gpc["lastUpdate"].as_str().unwrap().parse::<Date>().unwrap();
    let tdm = json(&shipped, ".well-known/tdmrep.json");
    assert_eq!((&tdm[0]["location"], &tdm[0]["tdm-reservation"]), (&"/".into(), &1.into()));
    let ai = one(&shipped, "ai.txt");
    assert!(ai.contains("User-Agent: *\nDisallow: /\n"), "{ai}");

    let forged = charter(&[(
        "charter.toml",
        "\"privacy@incamera.example\"",
        "\"a@b.example\\nContact: https://evil.example\"",
    )]);
    for charter in [shipped, forged] {
        let text = one(&charter, ".well-known/security.txt");
        let fields: Vec<(&str, &str)> = text.lines().map(|l| l.split_once(": ").unwrap()).collect();
        let of = |name: &str| fields.iter().filter(|(n, _)| *n == name).map(|(_, v)| *v).collect::<Vec<_>>();
        assert_eq!(of("Contact").len(), 1, "{text}");
        assert!(of("Contact")[0].starts_with("mailto:"));
        let [expires] = of("Expires")[..] else { panic!("once: {text}") };
        let expires: Timestamp = expires.parse().unwrap();
        let now: Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
        let days = (expires - now).total(jiff::Unit::Hour).unwrap() / 24.0;
        assert!((30.0..365.0).contains(&days), "{days}");
        assert_eq!(of("Preferred-Languages"), ["en, fr"]);
    }
}

/// proves: PRV-15
#[test]
fn a_data_use_is_one_of_fideslang_and_never_advertising() {
    use incamera_charter::{Cause, read};
    let causes = |to: &str| {
        let files = house::changed(&[("purposes.toml", "\"functional\"", to)]);
        read(&files, TODAY).unwrap_err().remove(0).cause
    };
    assert!(matches!(causes("\"fun\""), Cause::Unknown { kind: "fides-use", .. }));
    let advertising = "marketing.advertising.profiling";
    assert_eq!(causes(&format!("\"{advertising}\"")), Cause::Advertising(advertising.into()));
}
