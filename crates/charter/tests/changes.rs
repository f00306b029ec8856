//! What changed between two versions, what it weighs, from when it may hold, and who is asked again.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;

use std::collections::BTreeSet;

use house::{charter, sentences};
use incamera_charter::{Change, Weight, diff, earliest_effective, read, reconsent};
use jiff::civil::date;
use proptest::prelude::*;

const N: Weight = Weight::Neutral;
const T: Weight = Weight::Tightening;
const M: Weight = Weight::Material;

/// A processor, and a way abroad, for those changes that need one.
const BASE: [(&str, &str, &str); 4] = [
    // Late enough for every notice below.
    ("charter.toml", "effective = 2026-12-24", "effective = 2027-02-24"),
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
role = "sends mail"
place = "us"
safeguards = "TLS"
agreement = 2026-11-20
fields = ["account", "subscription"]
purposes = ["contact", "marketing"]
assessment = { controls = 2026-11-21, finances = 2026-11-22, compliance = 2026-11-23, review = 2027-11-24 }

# Who else"#,
    ),
    (
        "cookies.toml",
        "[cookie.language]",
        "[cookie.looks]\nkind = \"preference\"\nserves = \"looks\"\nkeep = \"6 months\"\nhost = \"post\"\n\n[cookie.language]",
    ),
];

/// One change of one file; the promise, field and weight that must be found, and nothing else.
type Case = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>, Weight);

const FOOTAGE: &str = "purposes = [\"service\", \"training\"]\nretention = { keep = \"term\", from = \"collected\", ground = \"the contract\", end = \"shred\" }\n\n[class.edit]";
const DEVICE: &str = "keep = \"30 days\", from = \"collected\"";

/// Every field of a charter, changed in every direction.
#[rustfmt::skip]
const CASES: &[Case] = &[
    ("charter.toml", "name = \"incamera\"", "name = \"Incamera\"", "operator", Some("name"), N),
    ("charter.toml", "privacy@", "dpo@", "operator", Some("contact"), N),
    ("charter.toml", "[\"en\", \"fr\"]", "[\"en\"]", "languages", Some("languages"), M),
    ("charter.toml", "[\"en\", \"fr\"]", "[\"en\", \"fr\", \"de\"]", "languages", Some("languages"), T),
    ("purposes.toml", "dpv:ResearchAndDevelopment", "dpv:CommercialResearch", "purpose.research", Some("dpv"), M),
    ("purposes.toml", "\"functional\"", "\"analytics\"", "purpose.research", Some("fides"), N),
    ("purposes.toml", "confirmed = true", "confirmed = false", "purpose.marketing", Some("confirmed"), M),
    ("purposes.toml", "fides = \"analytics.reporting\"\n", "fides = \"analytics.reporting\"\nconfirmed = true\n", "purpose.analytics", Some("confirmed"), T),
    ("purposes.toml", "fides = \"analytics.reporting\"\nbasis = \"consent\"", "fides = \"analytics.reporting\"\nbasis = \"contract\"", "purpose.analytics", Some("basis"), M),
    ("purposes.toml", "GDPR Art. 6(1)(c)", "Art. 6(1)(c)", "purpose.legal", Some("law"), M),
    ("purposes.toml", "Nobody breaks into", "No burglar enters", "purpose.security", Some("interest"), M),
    ("purposes.toml", "a stolen session", "a robbed session", "purpose.security", Some("necessity"), M),
    ("purposes.toml", "Read by machines", "Read by people", "purpose.security", Some("impact"), M),
    ("purposes.toml", "decided = 2026-11-24", "decided = 2026-11-23", "purpose.security", Some("decided"), N),
    ("purposes.toml", "review = 2027-11-24", "review = 2027-11-25", "purpose.security", Some("review"), N),
    ("purposes.toml", "[purpose.legal]", "[purpose.more]\ndpv = \"dpv:CustomerCare\"\nfides = \"essential\"\nbasis = \"contract\"\n\n[purpose.legal]", "purpose.more", None, M),
    ("purposes.toml", "[purpose.research]\ndpv = \"dpv:ResearchAndDevelopment\"\nfides = \"functional\"\nbasis = \"consent\"\n", "", "purpose.research", None, T),
    ("classes.toml", "\"pd:IPAddress\", \"pd:UserAgent\"", "\"pd:IPAddress\"", "class.device", Some("terms"), T),
    ("classes.toml", "\"pd:IPAddress\", \"pd:UserAgent\"", "\"pd:UserAgent\", \"pd:IPAddress\", \"pd:Contact\"", "class.device", Some("terms"), M),
    ("classes.toml", "ccpa = \"commercial\"", "ccpa = \"records\"", "class.billing", Some("ccpa"), M),
    ("classes.toml", "about = [\"member\", \"guest\", \"visitor\"]", "about = [\"member\", \"guest\"]", "class.device", Some("about"), T),
    ("classes.toml", "about = [\"member\", \"visitor\"]", "about = [\"visitor\", \"guest\", \"member\"]", "class.subscription", Some("about"), M),
    ("classes.toml", "purposes = [\"payment\", \"legal\"]", "purposes = [\"payment\"]", "class.billing", Some("purposes"), T),
    ("classes.toml", "purposes = [\"analytics\"]", "purposes = [\"analytics\", \"research\"]", "class.usage", Some("purposes"), M),
    ("classes.toml", "purposes = [\"analytics\"]", "purposes = [\"research\"]", "class.usage", Some("purposes"), M),
    ("classes.toml", DEVICE, "keep = \"20 days\", from = \"collected\"", "class.device", Some("keep"), T),
    ("classes.toml", DEVICE, "keep = \"31 days\", from = \"collected\"", "class.device", Some("keep"), M),
    ("classes.toml", DEVICE, "keep = \"1 month\", from = \"collected\"", "class.device", Some("keep"), M),
    ("classes.toml", DEVICE, "keep = \"720 hours\", from = \"collected\"", "class.device", Some("keep"), N),
    ("classes.toml", DEVICE, "keep = \"term\", from = \"collected\"", "class.device", Some("keep"), M),
    ("classes.toml", DEVICE, "keep = \"30 days\", from = \"used\"", "class.device", Some("from"), M),
    ("classes.toml", "from = \"term-end\"", "from = \"collected\"", "class.configuration", Some("from"), T),
    ("classes.toml", "noticing a break-in", "seeing a break-in", "class.device", Some("ground"), N),
    ("classes.toml", "ground = \"noticing a break-in\", end = \"delete\"", "ground = \"noticing a break-in\", end = \"shred\"", "class.device", Some("end"), T),
    ("classes.toml", "ground = \"noticing a break-in\", end = \"delete\"", "ground = \"noticing a break-in\", end = \"aggregate\"", "class.device", Some("end"), M),
    ("places.toml", "\"SE\"]", "\"SE\", \"RO\"]", "region.eu", Some("countries"), M),
    ("places.toml", ", \"SE\"]", "]", "region.eu", Some("countries"), T),
    ("places.toml", "[region.us]", "[region.br]\ncountries = [\"BR\"]\n\n[region.us]", "region.br", None, M),
    ("places.toml", "[region.sg]\ncountries = [\"SG\"]\n", "", "region.sg", None, T),
    ("places.toml", "from = \"eu\"", "from = \"sg\"", "transfer.over", Some("leaves"), M),
    ("places.toml", "to = \"us\"", "to = \"sg\"", "transfer.over", Some("reaches"), M),
    ("places.toml", "\"scc\"", "\"dpf\"", "transfer.over", Some("mechanism"), M),
    ("places.toml", "2027-06-01", "2027-07-01", "transfer.over", Some("review"), N),
    ("places.toml", "[transfer.over]", "[transfer.back]\nfrom = \"us\"\nto = \"eu\"\nmechanism = \"scc\"\nreview = 2027-06-01\n\n[transfer.over]", "transfer.back", None, M),
    ("places.toml", "[transfer.over]\nfrom = \"eu\"\nto = \"us\"\nmechanism = \"scc\"\nreview = 2027-06-01\n", "", "transfer.over", None, T),
    ("processors.toml", "business = \"mail\"", "business = \"hosting\"", "processor.post", Some("business"), M),
    ("processors.toml", "sends mail", "sends letters", "processor.post", Some("role"), M),
    ("processors.toml", "place = \"us\"", "place = \"eu\"", "processor.post", Some("place"), M),
    ("processors.toml", "\"TLS\"", "\"none\"", "processor.post", Some("safeguards"), M),
    ("processors.toml", "2026-11-20", "2026-11-19", "processor.post", Some("agreement"), N),
    ("processors.toml", "[\"account\", \"subscription\"]", "[\"account\"]", "processor.post", Some("fields"), T),
    ("processors.toml", "[\"account\", \"subscription\"]", "[\"account\", \"subscription\", \"device\"]", "processor.post", Some("fields"), M),
    ("processors.toml", "[\"contact\", \"marketing\"]", "[\"contact\"]", "processor.post", Some("purposes"), T),
    ("processors.toml", "[\"contact\", \"marketing\"]", "[\"contact\", \"marketing\", \"support\"]", "processor.post", Some("purposes"), M),
    ("processors.toml", "2026-11-21", "2026-11-20", "processor.post", Some("controls"), N),
    ("processors.toml", "2026-11-22", "2026-11-20", "processor.post", Some("finances"), N),
    ("processors.toml", "2026-11-23", "2026-11-20", "processor.post", Some("compliance"), N),
    ("processors.toml", "2027-11-24", "2027-11-20", "processor.post", Some("review"), N),
    ("cookies.toml", "kind = \"preference\"", "kind = \"analytics\"", "cookie.looks", Some("kind"), M),
    ("cookies.toml", "serves = \"looks\"", "serves = \"counting\"", "cookie.looks", Some("serves"), M),
    ("cookies.toml", "6 months", "5 months", "cookie.looks", Some("keep"), T),
    ("cookies.toml", "6 months", "7 months", "cookie.looks", Some("keep"), M),
    ("cookies.toml", "host = \"post\"\n", "", "cookie.looks", Some("host"), M),
    ("cookies.toml", "[cookie.looks]", "[cookie.more]\nkind = \"essential\"\nserves = \"security\"\nkeep = \"1 hour\"\n\n[cookie.looks]", "cookie.more", None, M),
    ("cookies.toml", "[cookie.language]\nkind = \"essential\"\nserves = \"language\"\nkeep = \"12 months\"\n", "", "cookie.language", None, T),
    ("roles.toml", "[role.viewer]\nwithin = \"project\"", "[role.viewer]\nwithin = \"workspace\"", "role.viewer", Some("scope"), M),
    ("roles.toml", "[role.dpo]\nwithin = \"workspace\"", "[role.dpo]\nwithin = \"project\"", "role.dpo", Some("scope"), T),
    ("roles.toml", "[role.viewer]\nwithin = \"project\"\nread = [\"edit\", \"message\"]", "[role.viewer]\nwithin = \"project\"\nread = [\"edit\"]", "role.viewer", Some("read"), T),
    ("roles.toml", "[role.viewer]\nwithin = \"project\"\nread = [\"edit\", \"message\"]", "[role.viewer]\nwithin = \"project\"\nread = [\"edit\", \"message\", \"footage\"]", "role.viewer", Some("read"), M),
    ("roles.toml", "write = [\"request\", \"case\"]\nanswer", "write = [\"request\", \"case\", \"consent\"]\nanswer", "role.dpo", Some("write"), M),
    ("roles.toml", "process = [\"footage\", \"edit\", \"prompt\", \"meeting\"]\ndisclose", "process = [\"footage\", \"edit\", \"prompt\"]\ndisclose", "role.producer", Some("process"), T),
    ("roles.toml", "train = [\"footage\", \"prompt\"]", "train = [\"footage\", \"prompt\", \"edit\"]", "role.machine", Some("train"), M),
    ("roles.toml", "disclose = [\"footage\", \"edit\"]", "disclose = [\"footage\"]", "role.producer", Some("disclose"), T),
    ("roles.toml", "erase = [\"account\"]", "erase = [\"account\", \"audit\"]", "role.admin", Some("erase"), M),
    ("roles.toml", "answer = [\"request\", \"case\"]", "answer = [\"request\", \"case\", \"consent\"]", "role.dpo", Some("answer"), M),
    ("roles.toml", "elevated = [\"account\", \"footage\", \"edit\", \"message\"]", "elevated = [\"account\"]", "role.operator", Some("elevated"), T),
    ("roles.toml", "elevated = [\"account\", \"footage\", \"edit\", \"message\"]", "elevated = [\"account\", \"footage\", \"edit\", \"message\", \"prompt\"]", "role.operator", Some("elevated"), M),
    ("roles.toml", "erase = [\"account\", \"footage\", \"edit\", \"prompt\", \"message\", \"meeting\", \"configuration\", \"device\", \"diagnostics\", \"usage\",\n         \"subscription\"]", "erase = [\"account\"]", "role.person", Some("erase"), M),
    ("roles.toml", "[role.dpo]", "[role.spy]\nwithin = \"installation\"\nread = [\"footage\"]\n\n[role.dpo]", "role.spy", None, M),
    ("roles.toml", "[role.guest]\nwithin = \"project\"\nread = [\"edit\", \"message\"]\nwrite = [\"edit\", \"message\"]\n", "", "role.guest", None, T),
    ("prohibitions.toml", "does = [\"erase\"]", "does = [\"erase\", \"write\"]", "never.erase-held", Some("does"), T),
    ("prohibitions.toml", "does = [\"read\", \"process\", \"train\", \"disclose\"]", "does = [\"read\"]", "never.read-restricted", Some("does"), M),
    ("prohibitions.toml", "does = [\"read\", \"write\", \"process\", \"train\", \"disclose\", \"answer\"]\n", "does = [\"read\"]\n", "never.read-erased", Some("does"), M),
    ("prohibitions.toml", "when = 'resource.erased'", "when = 'resource.erased && resource.minor'", "never.read-erased", Some("when"), M),
    ("prohibitions.toml", "when = 'resource.restricted'\nunless = 'context.purpose == Purpose::\"legal\"'", "when = 'resource.restricted'", "never.read-restricted", Some("unless"), M),
    ("prohibitions.toml", "rows = [\"RET-14\"]", "rows = [\"RET-14\", \"RET-01\"]", "never.read-erased", Some("rows"), N),
    ("prohibitions.toml", "[never.read-erased]\ndoes = [\"read\", \"write\", \"process\", \"train\", \"disclose\", \"answer\"]\nwhen = 'resource.erased'\nrows = [\"RET-14\"]\n", "", "never.read-erased", None, M),
    ("prohibitions.toml", "[never.read-erased]", "[never.all]\nrows = []\n\n[never.read-erased]", "never.all", None, T),
    ("rights.toml", "promise = { count = 30", "promise = { count = 21", "answer", Some("within"), T),
    ("rights.toml", "promise = { count = 30", "promise = { count = 45", "answer", Some("within"), M),
    ("rights.toml", "purpose = \"legal\"", "purpose = \"support\"", "answer", Some("purpose"), M),
    ("rights.toml", "places = [\"BR\"]", "places = [\"BR\", \"PT\"]", "regime.lgpd", Some("places"), T),
    ("rights.toml", "\"GB\", \"CH\"]", "\"GB\"]", "regime.gdpr", Some("places"), M),
    ("rights.toml", "acknowledge = { count = 10, unit = \"business-days\" }", "acknowledge = { count = 9, unit = \"business-days\" }", "regime.ccpa", Some("acknowledge"), T),
    ("rights.toml", "acknowledge = { count = 10, unit = \"business-days\" }", "acknowledge = { count = 10, unit = \"days\" }", "regime.ccpa", Some("acknowledge"), T),
    ("rights.toml", "acknowledge = { count = 10, unit = \"business-days\" }\n", "", "regime.ccpa", Some("acknowledge"), M),
    ("rights.toml", "answer = { count = 15, unit = \"days\" }", "answer = { count = 16, unit = \"days\" }", "regime.lgpd", Some("within"), M),
    ("rights.toml", "answer = { count = 1, unit = \"months\" }", "answer = { count = 28, unit = \"days\" }", "regime.gdpr", Some("within"), T),
    ("rights.toml", "answer = { count = 1, unit = \"months\" }", "answer = { count = 30, unit = \"days\" }", "regime.gdpr", Some("within"), M),
    ("rights.toml", "extend = { count = 2, unit = \"months\" }\n", "", "regime.gdpr", Some("extend"), T),
    ("rights.toml", "extend = { count = 2", "extend = { count = 3", "regime.gdpr", Some("extend"), M),
    ("rights.toml", "opt-out = { count = 15", "opt-out = { count = 20", "regime.ccpa", Some("opt-out"), M),
    ("rights.toml", "most = { count = 2, unit = \"per-year\" }", "most = { count = 3, unit = \"per-year\" }", "regime.ccpa", Some("most"), T),
    ("rights.toml", "most = { count = 2", "most = { count = 1", "regime.ccpa", Some("most"), M),
    ("rights.toml", "most = { count = 2, unit = \"per-year\" }\n", "", "regime.ccpa", Some("most"), T),
    ("rights.toml", "[regime.lgpd]", "[regime.appi]\nplaces = [\"JP\"]\nanswer = { count = 14, unit = \"days\" }\n\n[regime.lgpd]", "regime.appi", None, T),
    ("rights.toml", "[right.restriction]\nregimes = [\"gdpr\"]", "[right.restriction]\nregimes = [\"gdpr\", \"lgpd\"]", "right.restriction", Some("regimes"), T),
    ("rights.toml", "[right.anonymisation]\nregimes = [\"lgpd\"]", "[right.anonymisation]\nregimes = []", "right.anonymisation", Some("regimes"), M),
    ("rights.toml", "article = \"eu-gdpr:A77\"\n", "", "right.complaint", Some("article"), N),
    ("rights.toml", "[right.anonymisation]\nregimes = [\"lgpd\"]\n", "", "right.anonymisation", None, M),
    ("rights.toml", "[right.anonymisation]", "[right.more]\nregimes = [\"lgpd\"]\n\n[right.anonymisation]", "right.more", None, T),
    ("notices.toml", "[notice.change]\nbefore = { count = 30", "[notice.change]\nbefore = { count = 60", "notice.change", Some("before"), T),
    ("notices.toml", "[notice.processor]\nbefore = { count = 30", "[notice.processor]\nbefore = { count = 7", "notice.processor", Some("before"), M),
    ("notices.toml", "[notice.processor]\nbefore = { count = 30, unit = \"days\" }\n", "", "notice.processor", None, M),
    ("notices.toml", "within = { count = 72", "within = { count = 48", "breach.authority", Some("within"), T),
    ("notices.toml", "within = { count = 72, unit = \"hours\" }", "within = { count = 3, unit = \"days\" }", "breach.authority", Some("within"), M),
    ("notices.toml", "within = { count = 72, unit = \"hours\" }", "within = { count = 3, unit = \"business-days\" }", "breach.authority", Some("within"), M),
    ("notices.toml", "regime = \"lgpd\"", "regime = \"gdpr\"", "breach.authority-brazil", Some("regimes"), M),
    ("notices.toml", "[breach.authority-brazil]\nwithin = { count = 3, unit = \"business-days\" }\nregime = \"lgpd\"\n", "", "breach.authority-brazil", None, M),
    ("notices.toml", "window = { count = 30", "window = { count = 14", "backup", Some("window"), T),
    ("notices.toml", "window = { count = 30", "window = { count = 60", "backup", Some("window"), M),
    ("people.toml", "elsewhere = 13", "elsewhere = 14", "ages", Some("elsewhere"), T),
    ("people.toml", "stricter = 16", "stricter = 15", "ages", Some("stricter"), M),
    ("people.toml", ", \"unknown\"]", "]", "ages", Some("stricter-in"), M),
    ("people.toml", "working = 16", "working = 18", "ages", Some("working"), T),
    ("people.toml", "spared = [\"marketing\", \"analytics\"]", "spared = [\"marketing\"]", "ages", Some("spared"), M),
    ("people.toml", "purposes = [\"service\"]", "purposes = []", "licence", Some("purposes"), T),
    ("reviews.toml", "every = \"90 days\"", "every = \"60 days\"", "review.access", Some("every"), T),
    ("reviews.toml", "every = \"90 days\"", "every = \"4 months\"", "review.access", Some("every"), M),
    ("reviews.toml", "by = \"admin\"", "by = \"operator\"", "review.access", Some("by"), M),
    ("reviews.toml", "rows = [\"RES-02\"]", "rows = [\"RES-02\", \"RES-01\"]", "review.recovery", Some("rows"), N),
    ("reviews.toml", "[review.impact]\nevery = \"12 months\"\nby = \"dpo\"\nrows = [\"PRV-19\"]\n", "", "review.impact", None, M),
    ("reviews.toml", "[review.impact]", "[review.more]\nevery = \"1 year\"\nby = \"dpo\"\nrows = []\n\n[review.impact]", "review.more", None, T),
];

/// proves: POL-02, POL-05, TRN-02
#[test]
fn every_change_of_one_field_is_found_and_weighed() {
    let base = charter(&BASE);
    let told = ["en", "fr"].map(sentences);
    for (file, from, to, promise, field, weight) in CASES {
        let edits = [&BASE[..], &[(file, from, to)]].concat();
        let changes = diff(&base, &charter(&edits));
        let found: Vec<_> = changes.iter().map(|c| (c.promise.as_str(), c.field, c.weight)).collect();
        assert_eq!(found, [(*promise, *field, *weight)], "{file}: {from} → {to}");
        let [change] = &changes[..] else { unreachable!() };
        assert_ne!(change.before, change.after);
        // What has a sentence of its own kind is told in both languages; the policy's own check names the rest.
        for told in &told {
            match change.tell(told) {
                Ok(text) => assert!(!text.contains("{$"), "{text}"),
                Err(missing) => assert!(
                    field.is_none() && to.contains(missing.split(['-', ',']).nth(1).unwrap()),
                    "{missing}"
                ),
            }
            assert!(!change.advise(told).unwrap().is_empty());
        }
    }
}

/// Everything a charter can hold was changed above at least once.
#[test]
fn no_field_is_left_out() {
    let fields: BTreeSet<&str> = CASES.iter().filter_map(|case| case.4).collect();
    let named = sentences_of_fields();
    let untested: Vec<&String> = named.iter().filter(|f| !fields.contains(f.as_str())).collect();
    // There is no other training to write down; the wording is told by sentences; calendars have their own test.
    assert_eq!(untested, ["calendar", "observed", "opts-out", "training", "wording"]);
}

fn sentences_of_fields() -> BTreeSet<String> {
    let source = house::words("en", "changes");
    let named = source.text.lines().filter_map(|l| l.strip_prefix("change-field-")?.split_once(" ="));
    named.map(|(name, _)| name.to_owned()).collect()
}

fn one(case: (&'static str, &'static str, &'static str)) -> Vec<Change> {
    diff(&charter(&BASE), &charter(&[&BASE[..], &[case]].concat()))
}

/// proves: POL-02, PRV-23
#[test]
fn a_material_change_waits_for_its_notice() {
    let notices = charter(&BASE).notices;
    let told = date(2027, 1, 31);
    let from = |case| earliest_effective(&one(case), told, &notices);
    assert_eq!(from(("rights.toml", "promise = { count = 30", "promise = { count = 45")), date(2027, 3, 2));
    assert_eq!(from(("rights.toml", "promise = { count = 30", "promise = { count = 20")), told);
    assert_eq!(from(("charter.toml", "privacy@", "dpo@")), told);
    let longer = charter(&[(
        "notices.toml",
        "[notice.processor]\nbefore = { count = 30",
        "[notice.processor]\nbefore = { count = 90",
    )]);
    let place = one(("processors.toml", "place = \"us\"", "place = \"eu\""));
    assert_eq!(
        earliest_effective(&place, told, &longer.notices),
        date(2027, 5, 1),
        "a processor has its own notice"
    );
    assert_eq!(earliest_effective(&[], told, &notices), told);
}

/// proves: POL-06, POL-09
#[test]
fn only_those_are_asked_again_whose_purpose_changed() {
    let again = |case| reconsent(&one(case)).into_iter().collect::<Vec<_>>();
    assert_eq!(
        again(("classes.toml", "purposes = [\"service\"]", "purposes = [\"service\", \"training\"]")),
        ["training"]
    );
    assert_eq!(
        again((
            "classes.toml",
            FOOTAGE,
            FOOTAGE.replace("\"training\"", "\"training\", \"research\"").leak()
        )),
        ["research"]
    );
    let kept = (
        "classes.toml",
        "keep = \"90 days\", from = \"collected\", ground = \"the person's consent\"",
        "keep = \"91 days\", from = \"collected\", ground = \"the person's consent\"",
    );
    assert_eq!(again(kept), ["analytics"]);
    assert_eq!(
        again(("processors.toml", "\"TLS\"", "\"no TLS\"")),
        ["marketing"],
        "contact rests on the contract"
    );
    assert!(again(("rights.toml", "promise = { count = 30", "promise = { count = 45")).is_empty());
    assert!(
        again(("classes.toml", "purposes = [\"analytics\"]", "purposes = [\"service\"]")).is_empty(),
        "less of it"
    );
    let basis = (
        "purposes.toml",
        "fides = \"analytics.reporting\"\nbasis = \"consent\"",
        "fides = \"analytics.reporting\"\nbasis = \"contract\"",
    );
    assert!(again(basis).is_empty(), "nobody is asked for what rests on something else now");
    assert!(again(("charter.toml", "privacy@", "dpo@")).is_empty());
}

#[test]
fn order_says_nothing() {
    let shuffled = charter(&[(
        "people.toml",
        "[\"EU\", \"EEA\", \"GB\", \"CH\", \"unknown\"]",
        "[\"CH\", \"unknown\", \"EU\", \"GB\", \"EEA\"]",
    )]);
    assert_eq!(diff(&charter(&[]), &shuffled), []);
}

/// proves: POL-04
#[test]
fn a_change_is_told_in_words() {
    let changes = one(("classes.toml", DEVICE, "keep = \"60 days\", from = \"collected\""));
    let english = changes[0].tell(&sentences("en")).unwrap();
    assert_eq!(english, "address and device, kept: “30 days” becomes “60 days”");
    let french = changes[0].tell(&sentences("fr")).unwrap();
    assert_eq!(
        french,
        "adresse et appareil, conservation\u{a0}: «\u{a0}30 jours\u{a0}» devient «\u{a0}60 jours\u{a0}»"
    );
    let gone = one((
        "prohibitions.toml",
        "[never.read-erased]\ndoes = [\"read\", \"write\", \"process\", \"train\", \"disclose\", \"answer\"]\nwhen = 'resource.erased'\nrows = [\"RET-14\"]\n",
        "",
    ));
    let gone = gone[0].tell(&sentences("en")).unwrap();
    assert_eq!(gone, "No longer: What was erased is read by nobody, not even from a restored backup.");
    let answer = one(("rights.toml", "promise = { count = 30", "promise = { count = 45"));
    let answer = answer[0].tell(&sentences("en")).unwrap();
    assert_eq!(answer, "When you are answered, time: “30 days” becomes “45 days”");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Several changes at once are those of each, in whatever order they were made; there and back is never all tightening.
    #[test]
    fn changes_add_up(picked in proptest::sample::subsequence((0..CASES.len()).collect::<Vec<_>>(), 0..6)) {
        let base = charter(&BASE);
        // Two changes of the same line, or one of a row that another takes away, are no two changes.
        let mut seen = BTreeSet::new();
        let picked: Vec<&Case> = picked.iter().map(|n| &CASES[*n]).filter(|c| seen.insert(c.3.split('.').next())).collect();
        let edits: Vec<_> = picked.iter().map(|c| (c.0, c.1, c.2)).collect();
        let touching = |a: &str| picked.iter().filter(|c| c.0 == a).count();
        prop_assume!(picked.iter().all(|c| touching(c.0) == 1));
        // One may name what another takes away.
        let next = read(&house::changed(&[&BASE[..], &edits].concat()), house::TODAY);
        prop_assume!(next.is_ok());
        let next = next.unwrap();
        let all = |changes: Vec<Change>| changes.into_iter().map(|c| (c.promise, c.field, c.weight)).collect::<BTreeSet<_>>();
        let expected: BTreeSet<_> = picked.iter().map(|c| (c.3.to_owned(), c.4, c.5)).collect();
        prop_assert_eq!(all(diff(&base, &next)), expected);
        prop_assert!(diff(&next, &next).is_empty());
        let (there, back) = (diff(&base, &next), diff(&next, &base));
        prop_assert_eq!(there.len(), back.len());
        for (there, back) in there.iter().zip(&back) {
            prop_assert_eq!((&there.before, &there.after), (&back.after, &back.before));
            prop_assert!(!(there.weight == T && back.weight == T), "{:?}", there);
        }
    }
}
