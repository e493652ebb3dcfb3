//! Opening stock: booked once, never sent to anybody, with the units and lots that people write.

use crate::support::*;
use domain::entry::{Evidence, MovementKind};
use domain::lot::LotKind;
use exchange::Outcome;
use ledger::table::import::ImportKind::{Counts, Items, OpeningStock};
use ledger::table::{delivery, entry, import, lot, serial_position};

const LIST: &str = "SKU,Lokasi,Jumlah,Satuan,Lot,Kedaluwarsa,Potong,Nomor seri\n\
                    RM-SAL,A-01,4,zak,,,,\n\
                    RM-SAL,B-01,\"1,5 kg\",,,,,\n\
                    RM-CHI,A-01,\"18,640\",kg,CHI-1,01/03/2027,,\n\
                    RM-CHI,A-01,2,kg,,,,\n\
                    RM-CHI,B-01,700,gr,CHI-9,31/12/2027,,\n\
                    RM-CHI,CR-1,1,kg,CHI-9,,,\n\
                    RM-BEF,B-01,\"24,38\",kg,B-1,2027-01-15,12,\n\
                    EQ-SCL,A-01,1,,,,,SN-1\n\
                    PK-BTL,A-01,12,karton,,,,\n";

#[test]
fn opening_stock_stands_as_the_list_says() {
    let mut book = book();
    book.adjustments_to = vec!["katana".to_owned()];
    let id = book.taken(OpeningStock, LIST);
    let stock = book.stock();
    let at = |place: &str, sku: &str, code: &str| {
        stock.get(&(place.to_owned(), sku.to_owned(), code.to_owned())).cloned().unwrap_or_default()
    };
    assert_eq!(at("A-01", "RM-SAL", ""), ("100".to_owned(), 0), "4 sacks of 25 kg");
    assert_eq!(at("B-01", "RM-SAL", ""), ("1.5".to_owned(), 0), "the unit stands behind the number");
    assert_eq!(
        at("A-01", "RM-CHI", "CHI-1"),
        ("18.64".to_owned(), 0),
        "18,640: the file's other cells say comma"
    );
    assert_eq!(at("B-01", "RM-CHI", "CHI-9"), ("0.7".to_owned(), 0), "700 g of an item in kg");
    assert_eq!(at("CR-1", "RM-CHI", "CHI-9"), ("1".to_owned(), 0), "the lot that a line above made");
    assert_eq!(at("B-01", "RM-BEF", "B-1"), ("24.38".to_owned(), 12), "pieces ride along");
    assert_eq!(at("A-01", "PK-BTL", ""), ("576".to_owned(), 0), "12 cartons of 48");
    book.verify();

    let (entries, serial) = book.turn(move |tx| {
        let chunk = import::newest_chunk(tx, id, u32::MAX)?.unwrap();
        let booked = entry::by_id(tx, chunk.entry.unwrap())?.unwrap();
        let owed = delivery::of_entry(tx, booked.new.id)?;
        assert!(owed.is_empty(), "opening stock is never a delivery");
        Ok((booked, serial_position::find(tx, SCALE, "SN-1")?))
    });
    assert!(serial.is_some_and(|position| position.location == A));
    assert!(entries.new.movements.iter().all(|movement| movement.kind == MovementKind::Initial));
    assert!(entries.new.movements.iter().all(|movement| movement.evidence == Evidence::Imported));
    assert_eq!(entries.new.movements[0].reading, "4 sack", "the reading is kept as it was made");
}

#[test]
fn stock_whose_lot_nobody_knows_opens_in_the_lot_not_known() {
    let book = book();
    book.taken(OpeningStock, "SKU,Location,Quantity,Lot\nRM-CHI,A-01,2,\nRM-CHI,B-01,3,?\nRM-SAL,A-01,1,\n");
    let kinds = book.turn(|tx| Ok([CHILI, SALT].map(|item| lot::of_item(tx, item, 10).unwrap())));
    let not_known: Vec<_> = kinds[0].iter().filter(|lot| lot.kind == LotKind::NotKnown).collect();
    assert_eq!(not_known.len(), 1, "one lot for all of it");
    assert_eq!(kinds[1][0].kind, LotKind::None, "an item not kept by lot has its lot none");
    let total = book.on_hand(A, CHILI, not_known[0].id).checked_add(book.on_hand(B, CHILI, not_known[0].id));
    assert_eq!(total, Ok(quantity("5")));
}

#[test]
fn two_lines_of_a_new_lot_say_the_same_of_it() {
    let head = "SKU,Location,Quantity,Lot,Expiry,Made on\n";
    let book = book();
    let differ = format!("{head}RM-CHI,A-01,1,L-1,2027-05-01,\nRM-CHI,B-01,1,L-1,2027-06-01,\n");
    assert_eq!(refusals(&book.check(OpeningStock, &differ)), [("E3", "2027-06-01", "line-lot-date-differs")]);
    let together =
        format!("{head}RM-CHI,A-01,1,L-1,,\nRM-CHI,B-01,1,L-1,2027-06-01,\nRM-CHI,CR-1,1,L-1,,2026-11-01\n");
    book.taken(OpeningStock, &together);
    let made = book.turn(|tx| lot::by_code(tx, CHILI, "L-1"));
    assert_eq!(made.len(), 1, "one lot");
    assert_eq!(made[0].expiry.last_good_day().map(|day| day.to_string()).as_deref(), Some("2027-06-01"));
    assert_eq!(made[0].made_on.map(|day| day.to_string()).as_deref(), Some("2026-11-01"), "each line adds");
}

#[test]
fn the_same_item_lot_and_place_opens_once() {
    let book = book();
    let list = "SKU,Location,Quantity,Lot\nRM-CHI,A-01,2,CHI-1\nRM-SAL,A-01,5,\n";
    book.taken(OpeningStock, list);
    assert_eq!(book.check(OpeningStock, list).outcome, Outcome::AlreadyApplied, "a dry run knows it too");
    let same_file = book.import(OpeningStock, list);
    assert_eq!(same_file.outcome, Outcome::AlreadyApplied, "the very file was taken in before");
    let other_file = book.import(OpeningStock, &format!("{list}RM-CHI,B-01,1,CHI-1\n"));
    assert_eq!(
        refusals(&other_file),
        [("A2", "RM-CHI", "line-opened-before"), ("A3", "RM-SAL", "line-opened-before")]
    );
    assert_eq!(other_file.refused[0].why.values["entry"], "TM1-1-000001".into(), "the first entry is named");
    assert_eq!(book.on_hand(B, CHILI, CHILI_1).text(0), "0", "nothing of the second file is booked");
    let in_one_file = book.check(OpeningStock, "SKU,Location,Quantity\nPK-BTL,A-01,5\nPK-BTL,A-01,7\n");
    assert_eq!(refusals(&in_one_file), [("A3", "PK-BTL", "line-twice-in-file")], "add up, or two lots?");
}

#[test]
fn what_does_not_fit_the_item_is_refused_with_its_cell() {
    let report = book().check(
        OpeningStock,
        "SKU,Location,Quantity,Unit,Lot,Expiry,Pieces,Serial\n\
         RM-SAL,A-01,5,,L-1,,,\n\
         RM-CHI,A-01,5,,,2027-01-01,,\n\
         RM-CHI,A-01,5,,CHI-1,2027-03-02,,\n\
         RM-BEF,A-01,5,,B-1,,,\n\
         EQ-SCL,A-01,1,,,,,\n\
         EQ-SCL,A-01,2,,,,,S-1\n\
         RM-SAL,A-01,5,,,,,S-1\n\
         RM-SAL,KITCHEN,5,,,,,\n\
         RM-SAL,A-02,5,,,,,\n\
         RM-SAL,A-01,5,dus,,,,\n\
         RM-SAL,A-01,5 kg,sak,,,,\n\
         RM-SAL,A-01,5,ltr,,,,\n\
         PK-BTL,A-01,1.5,,,,,\n\
         PK-BTL,A-01,0.3,karton,,,,\n\
         RM-SAL,A-01,1.2345,,,,,\n\
         RM-SAL,A-01,-1,,,,,\n\
         RM-SAL,A-01,,,,,,\n\
         RM-SAL,A-01,99999999999999,,,,,\n",
    );
    assert_eq!(
        refusals(&report),
        [
            ("E2", "L-1", "line-not-by-lot"),
            ("E3", "", "line-lot-missing"),
            ("F4", "2027-03-02", "line-lot-date-differs"),
            ("G5", "", "line-pieces-missing"),
            ("H6", "", "line-serial-missing"),
            ("C7", "2", "line-serial-is-one"),
            ("H8", "S-1", "line-not-by-serial"),
            ("B9", "KITCHEN", "line-not-a-place-for-stock"),
            ("B10", "A-02", "line-unknown-location-near"),
            ("D11", "dus", "line-unknown-unit"),
            ("C12", "5 kg", "line-units-differ"),
            ("D13", "ltr", "line-needs-density"),
            ("C14", "1.5", "line-too-fine"),
            ("C15", "0.3", "line-too-fine"),
            ("C16", "1.2345", "line-too-fine"),
            ("C17", "-1", "line-negative"),
            ("C18", "", "line-missing"),
            ("C19", "99999999999999", "line-too-large"),
        ]
    );
}

#[test]
fn a_doubtful_number_is_asked_about_unless_the_file_settles_it() {
    let book = book();
    let doubtful = "SKU;Location;Quantity\nRM-SAL;A-01;1,250\nRM-SAL;B-01;3\n";
    let report = book.check(OpeningStock, doubtful);
    assert_eq!(refusals(&report), [("C2", "1,250", "line-number-unsure")]);
    let values = &report.refused[0].why.values;
    assert_eq!(
        (&values["decimal"], &values["grouped"]),
        (&"1.25".into(), &"1250".into()),
        "both are offered"
    );
    let settled = format!("{doubtful}PK-BTL;A-01;1.200,0\n");
    let report = book.check(OpeningStock, &settled);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    assert_eq!(report.differences[0].fields[0].after, "1.250", "the comma is the decimal mark of this file");
    let contradicted = format!("{settled}PK-BTL;B-01;2.0\n");
    assert_eq!(
        refusals(&book.check(OpeningStock, &contradicted)),
        [("C2", "1,250", "line-number-unsure")],
        "a file that says both settles nothing"
    );
}

#[test]
fn a_doubtful_day_is_asked_about_unless_its_column_settles_it() {
    let book = book();
    let head = "SKU;Location;Quantity;Lot;Expiry;Made on\n";
    let doubtful = format!("{head}RM-CHI;A-01;1;L-1;03/04/2027;\n");
    assert_eq!(refusals(&book.check(OpeningStock, &doubtful)), [("E2", "03/04/2027", "line-day-unsure")]);
    let other_column = format!("{doubtful}RM-CHI;A-01;1;L-2;;13/02/2026\n");
    assert_eq!(
        refusals(&book.check(OpeningStock, &other_column)),
        [("E2", "03/04/2027", "line-day-unsure")],
        "another column may be written otherwise"
    );
    let settled = format!("{doubtful}RM-CHI;A-01;1;L-2;27/06/2027;\n");
    let report = book.check(OpeningStock, &settled);
    assert_eq!(report.outcome, Outcome::Checked, "{:?}", report.refused);
    assert_eq!(report.differences[0].fields[1].after, "2027-04-03");
}

#[test]
fn an_opened_place_is_counted_afterwards_not_opened_again() {
    let book = book();
    book.taken(OpeningStock, "SKU,Location,Quantity\nRM-SAL,A-01,5\n");
    book.taken(Counts, "SKU,Location,Counted\nRM-SAL,A-01,4\n");
    let report = book.check(OpeningStock, "SKU,Location,Quantity\nRM-SAL,A-01,4\n");
    assert_eq!(refusals(&report), [("A2", "RM-SAL", "line-opened-before")]);
}

#[test]
fn items_and_their_stock_may_come_in_one_after_the_other() {
    let book = book();
    book.taken(Items, "SKU,Unit,Per lot\nRM-NEW,kg,ya\n");
    let report =
        book.import(OpeningStock, "SKU,Location,Quantity,Lot,Expiry\nRM-NEW,A-01,5,N-1,2027-05-05\n");
    assert_eq!(report.outcome, Outcome::Applied, "{:?}", report.refused);
}
