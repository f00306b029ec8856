//! Ids sort by their time and are read as written; sealed fields do not show themselves.

use incamera_model::{BlindIndex, PersonId, Sealed};

#[test]
fn ids_sort_by_time_and_are_read_as_written() {
    let (first, second) =
        (PersonId::new(1_700_000_000_000, [255; 10]), PersonId::new(1_700_000_000_001, [0; 10]));
    assert!(first < second);
    assert_eq!(first.uuid().get_version_num(), 7);
    assert_eq!(second.to_string().parse(), Ok(second));
    assert!("not an id".parse::<PersonId>().is_err());
}

#[test]
fn sealed_fields_do_not_show_themselves() {
    assert_eq!(format!("{:?}", Sealed::of(b"secret".to_vec())), "Sealed(6 bytes)");
    assert_eq!(format!("{:?}", BlindIndex::of([7; 32])), "BlindIndex(…)");
}
