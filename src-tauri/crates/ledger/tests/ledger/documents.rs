//! Documents: what is open, and a vendor's figures beside ours.

use crate::support::*;
use domain::document::{DocumentKind, DocumentState};
use domain::*;
use jiff::civil::date;
use ledger::table::document::{self, VendorDocument, VendorLine};

fn line(number: u64, item: ItemId, open: &str, received: &str) -> VendorLine {
    VendorLine {
        new_id: DocumentLineId(uuid(3_000 + number)),
        vendor_id: format!("row-{number}"),
        line: number as i64,
        item,
        open_there: kg(open),
        received_there: kg(received),
        pack: None,
    }
}

fn order(new_id: u64, lines: Vec<VendorLine>) -> VendorDocument {
    VendorDocument {
        new_id: DocumentId(uuid(new_id)),
        vendor: "katana".to_owned(),
        kind: DocumentKind::PurchaseOrder,
        vendor_id: "4711".to_owned(),
        number: "PO-4711".to_owned(),
        partner: "Kebun".to_owned(),
        state: DocumentState::Open,
        expected_on: Some(date(2026, 11, 20)),
        seen_at_ms: NOW_MS,
        lines,
    }
}

fn figures(book: &Book, id: DocumentId) -> Vec<(i64, Quantity, Quantity)> {
    let lines = book.turn(move |tx| document::lines(tx, id)).unwrap();
    lines.into_iter().map(|line| (line.line, line.ordered, line.received)).collect()
}

#[test]
fn a_receipt_counts_at_once_and_is_not_counted_twice_when_the_vendor_has_it() {
    let book = book();
    let id = book
        .turn(|tx| {
            document::upsert_from_vendor(
                tx,
                &order(2_000, vec![line(1, SALT, "40", "10"), line(2, CHILI, "5", "0")]),
            )
        })
        .unwrap();
    assert_eq!(figures(&book, id)[0], (1, kg("50"), kg("10")), "ordered = received there + open there");

    let first = DocumentLineId(uuid(3_001));
    book.turn(move |tx| document::receive_on_line(tx, first, kg("15"))).unwrap();
    assert_eq!(figures(&book, id)[0], (1, kg("50"), kg("25")), "ours count before the vendor knows");

    // Sent, and the order read again: the vendor's figures hold it now.
    book.turn(move |tx| {
        let read_again = order(2_001, vec![line(1, SALT, "25", "25"), line(2, CHILI, "5", "0")]);
        assert_eq!(document::upsert_from_vendor(tx, &read_again)?, id, "found by the vendor's id");
        document::note_sent(tx, first, kg("15"))
    })
    .unwrap();
    assert_eq!(figures(&book, id)[0], (1, kg("50"), kg("25")));

    // Undone here after that: the vendor's receipt stands until the office settles it.
    book.turn(move |tx| document::receive_on_line(tx, first, kg("-15"))).unwrap();
    assert_eq!(figures(&book, id)[0], (1, kg("50"), kg("25")));
    book.turn(move |tx| document::receive_on_line(tx, first, kg("3"))).unwrap();
    book.turn(move |tx| document::receive_on_line(tx, first, kg("-3"))).unwrap();
    assert_eq!(
        figures(&book, id)[0],
        (1, kg("50"), kg("25")),
        "undone before it was sent: as if never received"
    );
}

#[test]
fn a_line_the_vendor_no_longer_names_is_closed_and_may_come_back() {
    let book = book();
    let (one, two) = (line(1, SALT, "40", "0"), line(2, CHILI, "5", "0"));
    let id = book
        .turn({
            let document = order(2_000, vec![one.clone(), two.clone()]);
            move |tx| document::upsert_from_vendor(tx, &document)
        })
        .unwrap();
    let split = VendorLine {
        new_id: DocumentLineId(uuid(3_009)),
        vendor_id: "row-9".to_owned(),
        ..line(1, SALT, "7", "0")
    };
    book.turn({
        let document = order(2_000, vec![two.clone(), split]);
        move |tx| document::upsert_from_vendor(tx, &document)
    })
    .unwrap();
    assert_eq!(
        figures(&book, id),
        [(2, kg("5"), kg("0")), (3, kg("7"), kg("0"))],
        "a taken place moves to the end"
    );
    let gone = book.turn(|tx| document::line_by_id(tx, DocumentLineId(uuid(3_001)))).unwrap();
    assert!(gone.is_some(), "the history still finds it");
    book.turn(move |tx| document::upsert_from_vendor(tx, &order(2_000, vec![one, two]))).unwrap();
    assert_eq!(figures(&book, id), [(1, kg("40"), kg("0")), (2, kg("5"), kg("0"))]);
    let found = book.turn(move |tx| {
        let line = document::line_by_vendor_id(tx, id, "row-2")?.unwrap();
        Ok((
            document::vendor_id(tx, id)?,
            document::line_vendor_id(tx, line)?,
            document::vendor_id(tx, ORDER)?,
        ))
    });
    assert_eq!(found.unwrap(), ("4711".to_owned(), "row-2".to_owned(), String::new()));
}

#[test]
fn the_work_list_shows_what_is_open_the_earliest_first() {
    let book = book();
    let id = book.turn(|tx| document::upsert_from_vendor(tx, &order(2_000, Vec::new()))).unwrap();
    let open = || {
        let open = book.turn(|tx| document::open(tx, DocumentKind::PurchaseOrder, 10)).unwrap();
        open.into_iter().map(|document| document.number).collect::<Vec<String>>()
    };
    assert_eq!(open(), ["PO-4711", "PO-3108"]);
    book.turn(move |tx| document::set_state(tx, id, DocumentState::Done)).unwrap();
    assert_eq!(open(), ["PO-3108"]);
    assert_eq!(book.turn(|tx| document::by_number(tx, "PO-4711")).unwrap()[0].state, DocumentState::Done);
}

#[test]
fn a_delivery_note_seen_before_is_recognised_for_its_supplier() {
    let book = book();
    book.turn(|tx| document::set_note(tx, ORDER, "SJ-55")).unwrap();
    let seen = |partner: &'static str, note: &'static str| {
        book.turn(move |tx| document::note_seen(tx, partner, note)).unwrap().map(|document| document.id)
    };
    assert_eq!(seen("Garam Jaya", "SJ-55"), Some(ORDER));
    assert_eq!(seen("Kebun", "SJ-55"), None, "another supplier counts for itself");
    assert_eq!(seen("Garam Jaya", ""), None, "no number is no match");
}

#[test]
fn an_items_line_is_found_and_missing_documents_are_named() {
    let book = book();
    let lines = book.turn(|tx| document::line_for_item(tx, ORDER, SALT)).unwrap();
    assert_eq!(
        (lines.len(), lines[0].id, lines[0].pack.as_ref().unwrap().0.as_str()),
        (1, ORDER_LINE, "sack")
    );
    assert!(book.turn(|tx| document::line_for_item(tx, ORDER, CHILI)).unwrap().is_empty());
    let missing = book.turn(|tx| document::set_state(tx, DocumentId(uuid(9_999)), DocumentState::Done));
    assert!(matches!(missing, Err(ledger::Error::Missing { .. })));
}

#[test]
fn what_was_undone_there_is_not_here_until_the_vendor_says_so_too() {
    let book = book();
    let figures = |open, received| order(2_000, vec![line(1, SALT, open, received)]);
    let told = figures("40", "0");
    let id = book.turn(move |tx| document::upsert_from_vendor(tx, &told)).unwrap();
    let first = DocumentLineId(uuid(3_001));
    let shown = || {
        let line = book.turn(move |tx| document::line_by_id(tx, first)).unwrap().unwrap();
        (line.came(), line.undone_there, line.open())
    };
    book.turn(move |tx| document::receive_on_line(tx, first, kg("15"))).unwrap();
    book.turn(move |tx| document::undo_on_line(tx, first, kg("15"))).unwrap();
    assert_eq!(shown(), (kg("0"), kg("15"), kg("25")), "it may stand there, and it is not here");

    let read_again = figures("25", "15");
    book.turn(move |tx| {
        document::upsert_from_vendor(tx, &read_again)?;
        document::note_sent(tx, first, kg("15"))
    })
    .unwrap();
    assert_eq!(shown(), (kg("0"), kg("15"), kg("25")), "the vendor has it now");
    let corrected = figures("35", "5");
    book.turn(move |tx| document::upsert_from_vendor(tx, &corrected)).unwrap();
    assert_eq!(shown(), (kg("0"), kg("5"), kg("35")), "ten of it were taken back there");

    book.turn(move |tx| document::receive_on_line(tx, first, kg("7"))).unwrap();
    book.turn(move |tx| document::undo_on_line(tx, first, kg("7"))).unwrap();
    book.turn(move |tx| document::note_never_there(tx, first, kg("7"))).unwrap();
    assert_eq!(shown(), (kg("0"), kg("5"), kg("35")), "what never arrived there counts on neither side");
    assert_eq!(book.turn(move |tx| document::lines(tx, id)).unwrap().len(), 1);
}
