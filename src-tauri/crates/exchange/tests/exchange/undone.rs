//! Undoing: a whole import goes, and the book is as it was.

use crate::support::*;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::{EntryId, InputId};
use exchange::{Outcome, UndoOutcome};
use jiff::civil::date;
use ledger::table::delivery::DeliveryState;
use ledger::table::import::ImportKind::{Barcodes, Counts, Items, Locations, Lots, OpeningStock};
use ledger::table::import::{self, ImportState};
use ledger::table::{delivery, entry, item, location, lot};

fn moved(book: &Book, number: u64, text: &'static str) {
    book.turn(move |tx| {
        let row = ledger::table::balance::at(tx, A)?.into_iter().find(|row| row.item == SALT).unwrap();
        let movement = NewMovement {
            kind: MovementKind::Move,
            item: SALT,
            lot: row.lot,
            serial: None,
            from: A,
            to: B,
            quantity: quantity(text),
            pieces: 0,
            reason: None,
            evidence: Evidence::Scanned,
            line: None,
            reading: String::new(),
        };
        let new = NewEntry {
            id: EntryId(uuid(7_000 + number)),
            happened_at_ms: NOW_MS,
            recorded_at_ms: NOW_MS,
            business_date: date(2026, 11, 21),
            operator: MANAGER,
            witness: None,
            seat: "dock".to_owned(),
            document: None,
            scan: None,
            reverses: None,
            note: String::new(),
            movements: vec![movement],
            placements: Vec::new(),
            lot_changes: Vec::new(),
        };
        entry::append(tx, &new).map(|_| ())
    });
}

/// Openings of so many bottles' places, over several chunks.
fn many_openings(book: &Book, count: usize) -> String {
    let places: String = (0..count).map(|n| format!("P-{n:04},bin,KITCHEN\n")).collect();
    book.taken(Locations, &format!("Location,Kind of location,Stands in\n{places}"));
    let rows: String = (0..count).map(|n| format!("PK-BTL,P-{n:04},{}\n", n + 1)).collect();
    format!("SKU,Location,Quantity\n{rows}")
}

#[test]
fn undoing_restores_every_balance_exactly() {
    let book = book();
    book.taken(OpeningStock, "SKU,Location,Quantity\nRM-SAL,A-01,50\n");
    let list = many_openings(&book, 1_203);
    let before = book.stock();
    let id = book.taken(OpeningStock, &list);
    assert_eq!(book.stock().len(), before.len() + 1_203, "three chunks of goods stand there");
    let report = book.undo(id);
    assert_eq!((report.outcome, report.kept_count), (UndoOutcome::Undone, 0), "{:?}", report.refused);
    assert_eq!(book.stock(), before, "to the last millionth and piece");
    let state = book.turn(move |tx| import::by_id(tx, id)).unwrap();
    assert_eq!((state.state, state.chunk_count), (ImportState::Undone, 0));
    assert_eq!(book.undo(id).refused[0].code, "undo-already-undone");
    assert_eq!(book.import(OpeningStock, &list).outcome, Outcome::Applied, "what was undone may open again");
    book.verify();
}

#[test]
fn goods_that_moved_on_keep_the_whole_import() {
    let book = book();
    let id = book.taken(OpeningStock, "SKU,Location,Quantity\nRM-SAL,A-01,50\nPK-BTL,A-01,10\n");
    moved(&book, 1, "30");
    let before = book.stock();
    let report = book.undo(id);
    assert_eq!(report.outcome, UndoOutcome::Refused);
    assert_eq!(report.refused.len(), 1);
    assert_eq!(report.refused[0].code, "undo-goods-moved-on");
    assert_eq!(report.refused[0].values["location"], "A-01".into());
    assert_eq!(book.stock(), before, "nothing is undone when a part of it cannot be");
    assert_eq!(book.turn(move |tx| import::by_id(tx, id)).unwrap().state, ImportState::Done);
}

#[test]
fn changed_items_become_what_they_were_and_made_ones_go() {
    let book = book();
    let before = book.turn(|tx| item::by_id(tx, SALT)).unwrap();
    let id = book.taken(
        Items,
        "SKU,Name,Nama,Unit,Near expiry,Pictogram\nRM-SAL,Sea salt,Garam,kg,30,jar\nRM-NEW,New,,kg,,\n",
    );
    let report = book.undo(id);
    assert_eq!((report.outcome, report.kept_count), (UndoOutcome::Undone, 0));
    assert_eq!(book.turn(|tx| item::by_id(tx, SALT)).unwrap(), before, "every field, and no name too many");
    assert!(book.turn(|tx| item::by_sku(tx, "RM-NEW")).is_empty(), "nobody finds it any more");
    let again = book.import(Items, "SKU,Name,Unit\nRM-NEW,Newer,L\n");
    assert_eq!((again.outcome, again.counts.new), (Outcome::Applied, 1), "it can come again");
    assert_eq!(book.turn(|tx| item::by_sku(tx, "RM-NEW"))[0].unit, "L");
}

#[test]
fn what_others_changed_or_use_since_stays_and_is_listed() {
    let book = book();
    let items = book.taken(Items, "SKU,Name,Unit\nRM-SAL,Sea salt,kg\nRM-NEW,New,kg\nRM-GONE,Gone,kg\n");
    book.turn(|tx| item::update_names(tx, SALT, &[("en".to_owned(), "Table salt".to_owned())]));
    book.taken(OpeningStock, "SKU,Location,Quantity\nRM-NEW,A-01,5\n");
    let report = book.undo(items);
    let codes: Vec<&str> = report.kept.iter().map(|why| why.code.as_str()).collect();
    assert_eq!(codes, ["kept-held-at", "kept-changed-since"], "the last line first");
    assert_eq!(book.turn(|tx| item::by_id(tx, SALT)).unwrap().name("en"), "Table salt");
    assert_eq!(book.turn(|tx| item::by_sku(tx, "RM-NEW")).len(), 1);
    assert!(book.turn(|tx| item::by_sku(tx, "RM-GONE")).is_empty());
}

#[test]
fn codes_packs_lots_and_places_go_again() {
    let book = book();
    let codes =
        book.taken(Barcodes, "SKU,Barcode,Pack,Factor\nRM-CHI,X-1,karton,12\nPK-BTL,19521234001048,dus,24\n");
    let lots = book.taken(Lots, "SKU,Lot,Expiry\nRM-CHI,CHI-7,2027-01-01\n");
    let places = book.taken(
        Locations,
        "Location,Kind of location,Stands in,Location name\nC,zone,KITCHEN,\nC-1,,C,\nA-01,,,First\n",
    );
    for id in [places, lots, codes] {
        let report = book.undo(id);
        assert_eq!((report.outcome, report.kept), (UndoOutcome::Undone, Vec::new()));
    }
    let left = book.turn(|tx| {
        let packs = item::packs(tx, BOTTLE)?;
        Ok((
            (item::codes(tx, CHILI)?, item::packs(tx, CHILI)?, packs[0].factor.numerator()),
            (lot::by_code(tx, CHILI, "CHI-7")?, location::by_code(tx, "C-1")?, location::by_code(tx, "C")?),
            location::by_code(tx, "A-01")?.unwrap().name,
        ))
    });
    assert_eq!(left, ((vec![], vec![], 48), (vec![], None, None), String::new()));
}

#[test]
fn a_place_and_a_lot_that_the_history_names_stay_empty() {
    let book = book();
    let places = book.taken(Locations, "Location,Stands in\nZ-1,KITCHEN\nZ-2,KITCHEN\n");
    let stock = book.taken(OpeningStock, "SKU,Location,Quantity,Lot\nRM-CHI,Z-1,5,CHI-8\n");
    assert_eq!(book.undo(stock).kept[0].code, "kept-named", "its lot");
    let report = book.undo(places);
    let codes: Vec<&str> = report.kept.iter().map(|why| why.code.as_str()).collect();
    assert_eq!(codes, ["kept-named"], "Z-1 is in the history, Z-2 is gone");
    assert_eq!(book.turn(|tx| location::by_code(tx, "Z-2")), None);
}

#[test]
fn a_count_undone_is_undone_for_the_vendor_too() {
    let mut book = book();
    book.taken(OpeningStock, "SKU,Location,Quantity\nRM-SAL,A-01,50\n");
    book.adjustments_to = vec!["katana".to_owned()];
    let first = book.taken(Counts, "SKU,Location,Quantity\nRM-SAL,A-01,45\n");
    let second = book.taken(Counts, "SKU,Location,Quantity\nRM-SAL,A-01,40\n");
    let entry_of = |id: import::ImportId| EntryId(InputId(id.0).derive("entry", 0));
    let (one, two) = (entry_of(first), entry_of(second));
    book.turn(move |tx| {
        let sent = delivery::of_entry(tx, two)?.remove(0);
        let done = delivery::Standing { state: DeliveryState::Done, ..sent.standing };
        delivery::set(tx, sent.id, &done, NOW_MS)
    });
    book.undo(second);
    book.undo(first);
    let (never_left, counter) = book.turn(move |tx| {
        let undo = |id: import::ImportId| EntryId(InputId(id.0).derive("undo", 0));
        Ok((delivery::of_entry(tx, one)?, delivery::of_entry(tx, undo(second))?))
    });
    assert_eq!(never_left[0].standing.state, DeliveryState::Cancelled, "what never left is not sent");
    assert_eq!(counter.len(), 1, "behind what the vendor has goes a counter-document");
    assert_eq!(book.stock()[&("A-01".into(), "RM-SAL".into(), String::new())].0, "50");
}

#[test]
fn nobody_undoes_what_they_may_not() {
    let book = book();
    let id = book.taken(Items, "SKU,Unit\nRM-NEW,kg\n");
    let terms = exchange::Terms { operator: HAND, ..book.terms() };
    let report = exchange::undo_import(book.ledger.writer(), id, &terms, &mut go_on).unwrap();
    assert_eq!(report.refused[0].code, "undo-not-allowed");
    assert_eq!(book.undo(import::ImportId(uuid(1))).refused[0].code, "undo-unknown-import");
}

#[test]
fn a_later_line_that_no_longer_fits_takes_the_earlier_ones_back() {
    let book = book();
    let list = many_openings(&book, 1_100);
    let path = book.file("opening.csv", &list);
    let before = book.stock();
    let (terms, writer) = (book.terms(), book.ledger.writer().clone());
    let mut other = Some(book.terms());
    let late = book.file("late.csv", "SKU,Location,Quantity\nPK-BTL,P-1050,7\n");
    let report = exchange::import_file(book.ledger.writer(), &path, OpeningStock, &terms, &mut |progress| {
        // After the first chunk was booked, somebody opens one of the later places.
        if progress.step == exchange::Step::Applying
            && let Some(other) = other.take()
        {
            let taken = exchange::import_file(&writer, &late, OpeningStock, &other, &mut go_on).unwrap();
            assert_eq!(taken.outcome, Outcome::Applied);
        }
        go_on(progress)
    })
    .unwrap();
    assert_eq!(report.outcome, Outcome::TakenBack);
    assert_eq!(refusals(&report), [("A1052", "PK-BTL", "line-opened-before")]);
    let mut expected = before;
    expected.insert(("P-1050".into(), "PK-BTL".into(), String::new()), ("7".into(), 0));
    assert_eq!(book.stock(), expected, "only the other one's goods stand there");
    book.verify();
}
