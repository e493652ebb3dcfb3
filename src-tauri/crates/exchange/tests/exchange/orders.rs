//! Purchase orders of ours from a file: made, changed line by line, never over a vendor's or a finished one.

use crate::support::*;
use domain::document::{Document, DocumentKind, DocumentState};
use domain::{DocumentId, Quantity};
use exchange::Outcome;
use jiff::civil::date;
use ledger::table::document;
use ledger::table::import::ImportKind::PurchaseOrders;

const LIST: &str = "PO number,Supplier,Expected,SKU,Qty,UOM\n\
                    PO-1,Garam Jaya,2026-12-01,RM-SAL,4,zak\n\
                    PO-1,,,RM-CHI,\"12.5\",kg\n\
                    PO-2,Kaca Indah,,PK-BTL,40,dus\n";

#[test]
fn orders_are_made_line_by_line() {
    let book = book();
    let report = book.check(PurchaseOrders, LIST);
    assert_eq!((report.outcome, report.counts.new), (Outcome::Checked, 3), "{:?}", report.refused);
    book.taken(PurchaseOrders, LIST);
    let (order, expected, lines) = book.turn(|tx| {
        let order = document::by_number(tx, "PO-1")?.remove(0);
        Ok((order.clone(), document::expected_on(tx, order.id)?, document::lines(tx, order.id)?))
    });
    assert_eq!(
        (order.partner.as_str(), order.state, expected),
        ("Garam Jaya", DocumentState::Open, Some(date(2026, 12, 1)))
    );
    let shown: Vec<_> = lines.iter().map(|line| (line.line, line.item, line.ordered.text(0))).collect();
    assert_eq!(shown, [(1, SALT, "100".to_owned()), (2, CHILI, "12.5".to_owned())]);
    assert_eq!(lines[0].pack.as_ref().unwrap().0, "sack", "the unit it was ordered in is kept");
    assert_eq!(book.import(PurchaseOrders, LIST).outcome, Outcome::NothingToDo);
}

#[test]
fn an_order_changes_field_by_field() {
    let book = book();
    book.taken(PurchaseOrders, LIST);
    let changed = "Order,SKU,Quantity,Unit,Expected on\n\
                   PO-1,RM-SAL,125,kg,2026-12-05\n\
                   PO-1,PK-BTL,2,dus,\n";
    let report = book.check(PurchaseOrders, changed);
    let fields: Vec<_> = report
        .differences
        .iter()
        .flat_map(|row| {
            row.fields.iter().map(|field| (field.column.id(), field.before.as_str(), field.after.as_str()))
        })
        .collect();
    assert_eq!(
        fields,
        [
            ("quantity", "4", "5"),
            ("expected-on", "2026-12-01", "2026-12-05"),
            ("quantity", "", "2"),
            ("unit", "", "carton"),
        ],
        "125 kg are five of the sacks it was ordered in"
    );
    book.taken(PurchaseOrders, changed);
    let lines = book.turn(|tx| {
        let order = document::by_number(tx, "PO-1")?.remove(0);
        document::lines(tx, order.id)
    });
    assert_eq!(lines.len(), 3, "a line that the file does not name stays");
    assert_eq!(lines[0].ordered, quantity("125"));
}

#[test]
fn what_is_not_ours_to_change_is_refused() {
    let book = book();
    book.taken(PurchaseOrders, LIST);
    book.turn(|tx| {
        let of_vendor = Document {
            id: DocumentId(uuid(900)),
            kind: DocumentKind::PurchaseOrder,
            number: "PO-9".to_owned(),
            partner: String::new(),
            vendor: "katana".to_owned(),
            state: DocumentState::Open,
            note_number: String::new(),
        };
        document::insert(tx, &of_vendor, NOW_MS, None)?;
        let done = document::by_number(tx, "PO-2")?.remove(0);
        document::set_state(tx, done.id, DocumentState::Done)
    });
    let report = book.check(
        PurchaseOrders,
        "Order,Supplier,SKU,Quantity,Line\n\
         PO-9,,RM-SAL,1,\n\
         PO-2,,RM-SAL,1,\n\
         PO-1,,RM-CHI,1,1\n\
         PO-3,One,RM-SAL,1,1\n\
         PO-3,Two,RM-CHI,1,2\n\
         PO-4,,RM-SAL,0,\n\
         PO-5,,RM-SAL,1,\n\
         PO-5,,RM-SAL,2,\n",
    );
    assert_eq!(
        refusals(&report),
        [
            ("A2", "PO-9", "line-order-of-vendor"),
            ("A3", "PO-2", "line-order-done"),
            ("E4", "1", "line-order-line-of-other"),
            ("B6", "Two", "line-order-differs"),
            ("D7", "0", "line-not-positive"),
            ("C9", "RM-SAL", "line-twice-in-file"),
        ]
    );
}

#[test]
fn an_undone_order_is_cancelled_and_can_come_again() {
    let book = book();
    let id = book.taken(PurchaseOrders, LIST);
    let report = book.undo(id);
    assert_eq!((report.outcome, report.kept_count), (exchange::UndoOutcome::Undone, 0));
    let states = book.turn(|tx| Ok(document::by_number(tx, "PO-1")?.remove(0).state));
    assert_eq!(states, DocumentState::Cancelled);
    book.taken(PurchaseOrders, LIST);
    assert_eq!(
        book.turn(|tx| Ok(document::by_number(tx, "PO-1")?.len())),
        2,
        "another order of the same number"
    );
}

#[test]
fn an_order_that_goods_came_for_stays() {
    let book = book();
    let id = book.taken(PurchaseOrders, LIST);
    book.turn(|tx| {
        let order = document::by_number(tx, "PO-1")?.remove(0);
        let line = document::lines(tx, order.id)?.remove(0);
        document::receive_on_line(tx, line.id, Quantity::ONE)
    });
    let report = book.undo(id);
    let codes: Vec<&str> = report.kept.iter().map(|why| why.code.as_str()).collect();
    assert_eq!(codes, ["kept-received-on", "kept-received-on"], "the line and its order");
}
