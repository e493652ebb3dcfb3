//! The chain: the same book gives the same hashes for ever, and whatever was touched is named.

use crate::support::*;
use domain::entry::{MovementKind, NewEntry, NewMovement, Reason};
use ledger::table::station;

/// A small script that uses every field of an entry.
fn script(book: &Book) {
    let reading = "2 sacks".to_owned();
    let received =
        NewMovement { line: Some(ORDER_LINE), reading, pieces: 2, ..receive(SALT, SALT_LOT, A, "50") };
    book.append(NewEntry { document: Some(ORDER), note: "wet".to_owned(), ..entry(1, vec![received]) })
        .unwrap();
    book.append(entry(
        2,
        vec![move_goods(SALT, SALT_LOT, A, CRATE, "12.5"), receive(CHILI, CHILI_1, B, "0.000001")],
    ))
    .unwrap();
    book.append(place(3, PALLET, A, B)).unwrap();
    let serial = Some("SN-1".to_owned());
    book.append(entry(4, vec![NewMovement { serial, ..receive(SCALE, SCALE_LOT, A, "1") }])).unwrap();
    let reason = Some(Reason::Leaking);
    let broken = NewMovement { reason, ..movement(MovementKind::Damage, SALT, SALT_LOT, CRATE, LOSS, "1") };
    let scan = Some(domain::ScanId(uuid(900)));
    book.append(NewEntry { scan, happened_at_ms: NOW_MS, ..entry(5, vec![broken]) }).unwrap();
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_book_that_was_not_touched_holds() {
    let book = book();
    script(&book);
    let report = book.verify();
    assert_eq!(report.difference, None);
    assert_eq!((report.entry_count, report.movement_count, report.placement_count), (5, 5, 1));
    let head = book.turn(|tx| station::this(tx)).unwrap();
    assert_eq!((report.head, head.head_sequence), (head.head_hash, 5));
}

#[test]
fn the_golden_chain_never_changes() {
    let book = book();
    script(&book);
    let head = hex(&book.verify().head);
    assert_eq!(head, GOLDEN, "canonical bytes changed: every ledger ever written would fail to verify");
}
/// Worked out a second time from the format alone, by another program.
const GOLDEN: &str = "6822dccfb681e89cb490377b2805607d04c8ce2ddb8ad1fb784ac96af0c0461d";

#[test]
fn verify_names_whatever_was_touched() {
    for (touch, place, what) in [
        (
            "UPDATE movement SET quantity = 49000000 WHERE row = 1",
            "TM1-1-000001 line 1, which says 49.000000 of SALT-1",
            "the hash",
        ),
        ("UPDATE movement SET reading = '' WHERE row = 1", "TM1-1-000001", "the hash"),
        (
            "UPDATE movement SET from_before = 7 WHERE row = 2",
            "TM1-1-000002 line 1",
            "what stood before at its source",
        ),
        ("UPDATE entry SET note = 'dry' WHERE row = 1", "TM1-1-000001", "the hash"),
        ("UPDATE entry SET operator_row = 2 WHERE row = 5", "TM1-1-000005", "the hash"),
        ("UPDATE entry SET hash = zeroblob(32) WHERE row = 3", "TM1-1-000003", "the hash"),
        ("DELETE FROM movement WHERE row = 3", "TM1-1-000002", "the hash"),
        ("DELETE FROM placement", "TM1-1-000003", "the hash"),
        (
            "DELETE FROM movement WHERE entry_row = 5; DELETE FROM entry WHERE row = 5",
            "TM1-1-000004",
            "the station's head",
        ),
        (
            "DELETE FROM movement WHERE entry_row = 4; DELETE FROM entry WHERE row = 4",
            "TM1-1-000004",
            "the sequence",
        ),
        (
            "UPDATE balance SET on_hand = on_hand + 1 WHERE location_row = 2 AND item_row = 1",
            "SALT-1 lot none at A-01",
            "the balance",
        ),
        (
            "UPDATE balance SET pieces = 9 WHERE location_row = 2 AND item_row = 1",
            "SALT-1 lot none at A-01",
            "the count of pieces",
        ),
        (
            "DELETE FROM balance WHERE location_row = 2 AND item_row = 1",
            "all balances together",
            "their count",
        ),
        ("UPDATE serial_position SET location_row = 3", "serial SN-1", "its place and lot"),
        ("UPDATE location SET parent_row = 2 WHERE code = 'PL-1'", "PL-1", "where the container stands"),
        ("UPDATE station SET head_sequence = 4", "TM1-1-000005", "the station's head"),
    ] {
        let book = book();
        script(&book);
        let raw = book.raw();
        raw.execute_batch(
            "PRAGMA foreign_keys = OFF; DROP TRIGGER movement_is_not_changed; DROP TRIGGER movement_is_kept;
             DROP TRIGGER entry_is_not_changed; DROP TRIGGER entry_is_kept; DROP TRIGGER placement_is_kept;",
        )
        .unwrap();
        raw.execute_batch(touch).unwrap();
        let difference = book.verify().difference.unwrap_or_else(|| panic!("not noticed: {touch}"));
        assert_eq!((difference.place.as_str(), difference.what), (place, what), "after {touch}");
    }
}

#[test]
fn a_ledger_whose_newest_entries_were_touched_does_not_open() {
    let book = book();
    script(&book);
    book.raw()
        .execute_batch("DROP TRIGGER entry_is_not_changed; UPDATE entry SET note = 'dry' WHERE row = 5")
        .unwrap();
    let Book { directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    let refused = open(directory.path().join("ledger.db")).map(|_| ());
    let Err(ledger::Error::Differs(difference)) = refused else { panic!("{refused:?}") };
    assert_eq!(difference.place, "TM1-1-000005");
}

#[test]
fn after_a_restore_a_new_epoch_begins_at_one() {
    let book = book();
    script(&book);
    book.turn(|tx| station::begin_epoch(tx)).unwrap();
    assert_eq!(book.verify().difference, None, "an epoch without entries holds");
    let first = book.append(entry(9, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    assert_eq!(first.number, "TM1-2-000001");
    assert_eq!(book.verify().difference, None);
    assert_eq!(book.reopen().verify().entry_count, 6);
}
