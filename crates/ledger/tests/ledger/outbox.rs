//! Writing again what may have arrived, and reading while others write.

use incamera_ledger::{Writer, verify};
use uuid::Uuid;

use crate::{entries, filled, key, open};

/// An outbox is replayed after a crash: what was shipped lately stands in the log once, also when it was opened anew. What is
/// older than that is not remembered: the documented limit.
///
/// proves: SEC-14
#[test]
fn an_outbox_that_is_replayed_writes_nothing_twice() {
    let size = 16_384 + 300;
    let folder = filled(size);
    let writer = Writer::start(open(folder.path()), vec![]);
    writer.write(vec![]).unwrap();
    writer.write(entries(size - 16_384..size)).unwrap();
    writer.write(entries(size - 10..size + 10)).unwrap();
    let mut ledger = writer.close().unwrap();
    assert_eq!(ledger.size(), size + 10);
    assert_eq!(ledger.find(entries(300..301)[0].id).unwrap(), Some(300));
    ledger.append(&entries(0..1)).unwrap();
    assert_eq!((ledger.size(), ledger.find(entries(0..1)[0].id).unwrap()), (size + 11, Some(size + 10)));
    assert_eq!(ledger.find(Uuid::nil()).unwrap(), None);
}

#[test]
fn receipts_are_given_and_all_is_verified_while_others_write() {
    let folder = filled(600);
    let writer = Writer::start(open(folder.path()), vec![]);
    std::thread::scope(|scope| {
        scope.spawn(|| (600..900).step_by(3).for_each(|n| writer.write(entries(n..n + 3)).unwrap()));
        for n in [599, 4, 255, 256, 311, 598].repeat(20) {
            let receipt = writer.receipt(entries(n..n + 1)[0].id).unwrap().unwrap();
            assert_eq!(receipt.index(), n);
            verify::log(folder.path(), key().public(), None).unwrap();
        }
    });
    assert_eq!(writer.receipt(Uuid::nil()).unwrap(), None);
}
