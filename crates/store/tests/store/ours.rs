//! The tables and the charter are of one mind.

use incamera_store::{Label, tables};

use crate::studio::GATE;

/// What the policy says is not collected has no table that could hold it, and no table is of a class without promises.
///
/// proves: PRV-05, PRV-07, RET-01
#[test]
fn every_table_has_a_class_and_none_is_of_what_is_not_collected() {
    const NEVER: [&str; 6] = ["traits", "biometric", "location", "professional", "education", "inferences"];
    for table in tables() {
        let class = GATE.charter().classes.get(table.class);
        let class =
            class.unwrap_or_else(|| panic!("{}: the charter has no class {}", table.name, table.class));
        let category = format!("{:?}", class.ccpa).to_lowercase();
        assert!(NEVER.iter().all(|never| !category.contains(never)), "{}: {category}", table.name);
    }
}

/// proves: PRV-05
#[test]
fn tables_keep_their_numbers() {
    let said: Vec<String> = tables().iter().map(|t| format!("{} {} {}", t.kind, t.name, t.class)).collect();
    let kept: Vec<&str> = include_str!("tables.txt").lines().collect();
    assert_eq!(said, kept, "a table's number, name and class are never changed");
    for (table, kind) in tables().iter().zip(1..) {
        assert_eq!(table.kind, kind);
        assert!(std::ptr::eq(incamera_store::table(kind).unwrap(), table));
    }
}

#[test]
fn every_row_has_one_name_of_its_own() {
    for table in tables() {
        let keys: Vec<_> = table.columns.iter().filter(|column| column.label == Label::Key).collect();
        assert!(matches!(keys[..], [key] if key.name == "id" && !key.optional), "{}", table.name);
        assert_eq!(table.columns[0].name, "id");
    }
}
