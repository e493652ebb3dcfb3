//! Counts from a file: the book follows by the difference to what it held when the import began.

use crate::support::*;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement, Reason};
use domain::{EntryId, LocationId};
use exchange::{Outcome, Progress, import_file};
use ledger::table::delivery::DeliveryState;
use ledger::table::import::ImportKind::{Counts, OpeningStock};
use ledger::table::{delivery, entry, import};
use std::ops::ControlFlow;

fn opened() -> Book {
    let book = book();
    book.taken(
        OpeningStock,
        "SKU,Location,Quantity,Lot,Pieces\nRM-SAL,A-01,50,,\n\
         RM-CHI,A-01,18.64,CHI-1,\nPK-BTL,B-01,620,,\nRM-BEF,A-01,24,B-1,12\n",
    );
    book
}

#[test]
fn the_book_follows_the_count() {
    let mut book = opened();
    book.adjustments_to = vec!["katana".to_owned()];
    let list = "SKU,Location,Counted,Unit,Lot,Reason\n\
                RM-SAL,A-01,2,sak,,\n\
                RM-CHI,A-01,18.5,kg,CHI-1,Not booked out\n\
                PK-BTL,B-01,13,karton,,Tidak ketemu\n\
                RM-BEF,A-01,0,,B-1,could_not_find\n\
                RM-CHI,B-01,0,,CHI-1,\n";
    let list = list.replace("Tidak ketemu", &words::word("id", "reason-could-not-find"));
    let report = book.check(Counts, &list);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    assert_eq!((report.counts.changed, report.counts.same), (3, 2), "two sacks are the 50 kg of the book");
    let id = book.taken(Counts, &list);
    let stock = book.stock();
    let of =
        |place: &str, sku: &str, code: &str| stock.get(&(place.into(), sku.into(), code.into())).cloned();
    assert_eq!(of("A-01", "RM-CHI", "CHI-1"), Some(("18.5".into(), 0)));
    assert_eq!(of("B-01", "PK-BTL", ""), Some(("624".into(), 0)));
    assert_eq!(of("A-01", "RM-BEF", "B-1"), None, "nothing left is no pieces left either");
    let booked = book.turn(move |tx| {
        let chunk = import::newest_chunk(tx, id, u32::MAX)?.unwrap();
        Ok((entry::by_id(tx, chunk.entry.unwrap())?.unwrap(), delivery::of_entry(tx, chunk.entry.unwrap())?))
    });
    let (entry, owed) = booked;
    let reasons: Vec<_> = entry.new.movements.iter().map(|movement| movement.reason.unwrap()).collect();
    assert_eq!(reasons, [Reason::NotBookedOut, Reason::CouldNotFind, Reason::CouldNotFind]);
    assert!(entry.new.movements.iter().all(|movement| movement.kind == MovementKind::Count));
    assert!(entry.new.movements.iter().all(|movement| movement.evidence == Evidence::Counted));
    assert_eq!(owed.len(), 1, "the vendor that keeps this stock is told");
    assert_eq!(owed[0].standing.state, DeliveryState::Waiting);
    book.verify();
}

/// Takes in `list` while, after its check, `meanwhile` happens once.
fn during(book: &Book, list: &str, meanwhile: impl FnOnce(&mut ledger::Transaction<'_>) + Send + 'static) {
    let path = book.file("count.csv", list);
    let (terms, writer, mut meanwhile) = (book.terms(), book.ledger.writer().clone(), Some(meanwhile));
    let report = import_file(book.ledger.writer(), &path, Counts, &terms, &mut |_: Progress| {
        if let Some(meanwhile) = meanwhile.take() {
            let turn = |tx: &mut ledger::Transaction<'_>| {
                meanwhile(tx);
                Ok(())
            };
            writer.turn_blocking(turn).unwrap();
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(report.outcome, Outcome::Applied, "{:?}", report.refused);
}

fn of_salt(
    tx: &ledger::Transaction,
    kind: MovementKind,
    from: LocationId,
    to: LocationId,
    text: &str,
) -> NewMovement {
    let there = ledger::table::balance::at(tx, A).unwrap().into_iter().find(|row| row.item == SALT).unwrap();
    NewMovement {
        kind,
        item: SALT,
        lot: there.lot,
        serial: None,
        from,
        to,
        quantity: quantity(text),
        pieces: 0,
        reason: (kind == MovementKind::Count).then_some(Reason::Other),
        evidence: Evidence::Scanned,
        line: None,
        reading: String::new(),
    }
}

fn salt(book: &Book, place: &str) -> String {
    book.stock()[&(place.to_owned(), "RM-SAL".to_owned(), String::new())].0.clone()
}

#[test]
fn what_moves_during_the_import_is_no_difference() {
    let book = opened();
    during(&book, "SKU,Location,Quantity\nRM-SAL,A-01,48\n", |tx| {
        let moved = of_salt(tx, MovementKind::Move, A, B, "10");
        entry::append(tx, &an_entry(500, vec![moved])).unwrap();
    });
    assert_eq!(
        (salt(&book, "A-01"), salt(&book, "B-01")),
        ("38".into(), "10".into()),
        "48, of which 10 went"
    );
}

#[test]
fn goods_that_went_and_came_back_are_no_difference() {
    let book = opened();
    during(&book, "SKU,Location,Quantity\nRM-SAL,A-01,48\n", |tx| {
        let moved = of_salt(tx, MovementKind::Move, A, B, "10");
        let moved = an_entry(500, vec![moved]);
        entry::append(tx, &moved).unwrap();
        let day = jiff::civil::date(2026, 11, 21);
        let back = entry::reversal_of(tx, moved.id, an_id(501), MANAGER, "dock", NOW_MS, day).unwrap();
        entry::append(tx, &back).unwrap();
    });
    assert_eq!(salt(&book, "A-01"), "48");
}

#[test]
fn goods_that_are_brought_back_during_the_import_are_no_difference_whenever_they_left() {
    let book = opened();
    let moved = book.turn(|tx| {
        let moved = an_entry(500, vec![of_salt(tx, MovementKind::Move, A, B, "10")]);
        entry::append(tx, &moved)?;
        Ok(moved.id)
    });
    during(&book, "SKU,Location,Quantity\nRM-SAL,A-01,39\n", move |tx| {
        let day = jiff::civil::date(2026, 11, 21);
        let back = entry::reversal_of(tx, moved, an_id(501), MANAGER, "dock", NOW_MS, day).unwrap();
        entry::append(tx, &back).unwrap();
    });
    assert_eq!(salt(&book, "A-01"), "49", "39 stood there, and 10 came: as for a count on the floor");
}

#[test]
fn what_happened_before_the_import_and_is_booked_during_it_was_counted() {
    let book = opened();
    during(&book, "SKU,Location,Quantity\nRM-SAL,A-01,40\n", |tx| {
        let moved = an_entry(500, vec![of_salt(tx, MovementKind::Move, A, B, "10")]);
        let late = NewEntry { happened_at_ms: NOW_MS - 60_000, ..moved };
        entry::append(tx, &late).unwrap();
    });
    assert_eq!(salt(&book, "A-01"), "40", "the ten had left when it was counted");
}

#[test]
fn two_counts_of_one_place_do_not_add_up() {
    let book = opened();
    during(&book, "SKU,Location,Quantity\nRM-SAL,A-01,48\n", |tx| {
        let counted = of_salt(tx, MovementKind::Count, A, ADJUSTMENT, "2");
        entry::append(tx, &an_entry(500, vec![counted])).unwrap();
    });
    assert_eq!(salt(&book, "A-01"), "48", "the other count corrected the book, it took nothing away");
}

fn an_id(number: u64) -> EntryId {
    EntryId(uuid(5_000 + number))
}

fn an_entry(number: u64, movements: Vec<NewMovement>) -> NewEntry {
    NewEntry {
        id: an_id(number),
        happened_at_ms: NOW_MS,
        recorded_at_ms: NOW_MS,
        business_date: jiff::civil::date(2026, 11, 21),
        operator: MANAGER,
        witness: None,
        seat: "dock".to_owned(),
        document: None,
        scan: None,
        reverses: None,
        note: String::new(),
        movements,
        placements: Vec::new(),
        lot_changes: Vec::new(),
    }
}

#[test]
fn the_same_count_is_taken_in_once() {
    let book = opened();
    let list = "SKU,Location,Quantity\nRM-SAL,A-01,48\n";
    book.taken(Counts, list);
    book.taken(Counts, "SKU,Location,Quantity\nRM-SAL,A-01,40\n");
    assert_eq!(book.import(Counts, list).outcome, Outcome::AlreadyApplied, "an old count does not come back");
}

#[test]
fn what_cannot_be_counted_by_a_file_is_refused() {
    let report = opened().check(
        Counts,
        "SKU,Location,Quantity,Lot\nEQ-SCL,A-01,1,\nRM-SAL,A-01,-5,\nRM-SAL,A-01,5,\nPK-BTL,B-01,1.5,\n",
    );
    assert_eq!(
        refusals(&report),
        [
            ("A2", "EQ-SCL", "line-serials-are-scanned"),
            ("C3", "-5", "line-negative"),
            ("A4", "RM-SAL", "line-twice-in-file"),
            ("C5", "1.5", "line-too-fine"),
        ]
    );
}

#[test]
fn found_goods_of_a_lot_nobody_knew_are_made() {
    let book = opened();
    book.taken(Counts, "SKU,Location,Quantity,Lot,Expiry\nRM-CHI,B-01,3,CHI-NEW,2027-02-02\n");
    assert_eq!(book.stock()[&("B-01".into(), "RM-CHI".into(), "CHI-NEW".into())].0, "3");
}

#[test]
fn weight_and_pieces_are_counted_both() {
    for (counted, stands) in [
        ("24,12", ("24", 12)),
        ("20.5,11", ("20.5", 11)),
        ("24,11", ("24", 11)),
        ("23,13", ("23", 13)),
        ("25,11", ("25", 11)),
    ] {
        let book = opened();
        let list = format!("SKU,Location,Quantity,Pieces,Lot\nRM-BEF,A-01,{counted},B-1\n");
        let report = book.import(Counts, &list);
        let outcome = if counted == "24,12" { Outcome::NothingToDo } else { Outcome::Applied };
        assert_eq!(report.outcome, outcome, "{counted}: {:?}", report.refused);
        let there = book.stock()[&("A-01".into(), "RM-BEF".into(), "B-1".into())].clone();
        assert_eq!((there.0.as_str(), there.1), stands, "the book holds both numbers as they were counted");
        book.verify();
    }
}

#[test]
fn a_count_of_weighed_goods_that_says_one_number_is_refused_by_its_cell() {
    let report = opened().check(
        Counts,
        "SKU,Location,Quantity,Pieces,Lot\nRM-BEF,A-01,20,,B-1\nRM-BEF,B-01,0,2,B-1\n\
         RM-BEF,CR-1,3,0,B-1\nRM-BEF,A-01,20,1.5,B-2\nRM-SAL,A-01,20,,\n",
    );
    assert_eq!(
        refusals(&report),
        [
            ("D2", "", "line-pieces-missing"),
            ("D3", "2", "line-pieces-differ"),
            ("D4", "0", "line-pieces-differ"),
            ("D5", "1.5", "line-not-whole"),
        ],
        "salt has no pieces to count"
    );
}

#[test]
fn pieces_that_move_during_the_import_are_no_difference() {
    let book = opened();
    during(&book, "SKU,Location,Quantity,Pieces,Lot\nRM-BEF,A-01,22,11,B-1\n", |tx| {
        let there = ledger::table::balance::at(tx, A).unwrap();
        let there = there.into_iter().find(|row| row.item == MEAT).unwrap();
        let of_salt = of_salt(tx, MovementKind::Move, A, B, "4");
        let moved = NewMovement { item: MEAT, lot: there.lot, pieces: 2, ..of_salt };
        entry::append(tx, &an_entry(500, vec![moved])).unwrap();
    });
    let there = book.stock()[&("A-01".into(), "RM-BEF".into(), "B-1".into())].clone();
    assert_eq!(there, ("18".into(), 9), "22 kg and 11 pieces, of which 4 kg and 2 pieces went");
    book.verify();
}
