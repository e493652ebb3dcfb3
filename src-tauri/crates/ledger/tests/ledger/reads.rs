//! Lists page by page, and what they may not do.

use crate::support::*;
use domain::document::{DocumentKind, DocumentState};
use domain::entry::{MovementKind, NewEntry};
use domain::*;
use ledger::read::{self, stock::StockFilter};
use ledger::table::entry as entries;

/// Three receipts, a move into the crate, a write-off by another person, an undoing.
pub fn worked() -> Book {
    let book = book();
    book.append(NewEntry { document: Some(ORDER), ..entry(1, vec![receive(SALT, SALT_LOT, A, "50")]) })
        .unwrap();
    book.append(entry(2, vec![receive(CHILI, CHILI_1, A, "3"), receive(CHILI, CHILI_2, B, "4")])).unwrap();
    book.append(entry(3, vec![move_goods(SALT, SALT_LOT, A, CRATE, "10")])).unwrap();
    let damaged = movement(MovementKind::Damage, SALT, SALT_LOT, A, LOSS, "1");
    book.append(NewEntry { operator: BUDI, ..entry(4, vec![damaged]) }).unwrap();
    book.turn(|tx| {
        let (entry, new_id) = (EntryId(uuid(1_004)), EntryId(uuid(1_005)));
        let day = jiff::civil::date(2026, 11, 21);
        let undoing = entries::reversal_of(tx, entry, new_id, BUDI, "desk", NOW_MS + 5, day)?;
        entries::append(tx, &undoing)
    })
    .unwrap();
    book
}

fn stock(book: &Book, filter: StockFilter) -> Vec<(String, String, Quantity)> {
    let page = book.runtime.block_on(read::stock::list(book.ledger.pool(), &filter, None, 100)).unwrap();
    page.rows.into_iter().map(|row| (row.item.sku, row.location_code, row.on_hand)).collect()
}

#[test]
fn stock_is_what_is_in_physical_places() {
    let book = worked();
    let row = |sku: &str, place: &str, text| (sku.to_owned(), place.to_owned(), kg(text));
    let (chili_a, chili_b) = (row("CHILI-1", "A-01", "3"), row("CHILI-1", "B-01", "4"));
    let (salt_a, salt_crate) = (row("SALT-1", "A-01", "40"), row("SALT-1", "CR-1", "10"));
    let all = StockFilter::default;
    assert_eq!(stock(&book, all()), [chili_a.clone(), chili_b.clone(), salt_a.clone(), salt_crate.clone()]);
    let inside = StockFilter { location: Some(A), ..all() };
    assert_eq!(
        stock(&book, inside),
        [chili_a.clone(), salt_a.clone(), salt_crate.clone()],
        "with what stands in it"
    );
    assert_eq!(stock(&book, StockFilter { item: Some(SALT), ..all() }), [salt_a.clone(), salt_crate.clone()]);
    let one_lot = StockFilter { lot: Some(CHILI_2), ..all() };
    assert_eq!(stock(&book, one_lot), stock(&book, StockFilter { text: "CHI-2".to_owned(), ..all() }));
    for text in ["garam", "SALT", "0899123"] {
        assert_eq!(
            stock(&book, StockFilter { text: text.to_owned(), ..all() }),
            [salt_a.clone(), salt_crate.clone()]
        );
    }
    assert_eq!(stock(&book, StockFilter { text: "CHI-2".to_owned(), ..all() }), [chili_b]);
    assert!(stock(&book, StockFilter { text: "%".to_owned(), ..all() }).is_empty(), "a sign is itself");
}

#[test]
fn stock_pages_go_on_where_they_stopped() {
    let book = worked();
    let pool = book.ledger.pool();
    let filter = StockFilter::default();
    let first = book.runtime.block_on(read::stock::list(pool, &filter, None, 3)).unwrap();
    let rest = book.runtime.block_on(read::stock::list(pool, &filter, first.next.as_deref(), 3)).unwrap();
    assert_eq!((first.rows.len(), rest.rows.len(), rest.next.clone()), (3, 1, None));
    assert_eq!(rest.rows[0].location_code, "CR-1");
}

#[test]
fn items_are_found_by_any_part_the_beginning_of_the_sku_first() {
    let book = worked();
    let search = |text: &'static str| {
        let rows = book.runtime.block_on(read::items::search(book.ledger.pool(), text, 10)).unwrap();
        rows.into_iter().map(|row| (row.item.sku, row.on_hand)).collect::<Vec<_>>()
    };
    assert_eq!(search("s"), [("SALT-1".to_owned(), kg("50")), ("SCALE-1".to_owned(), Quantity::ZERO),]);
    assert_eq!(search("ca"), [("CHILI-1".to_owned(), kg("7"))], "two letters are a beginning: Cabai");
    assert_eq!(search("cal"), [("SCALE-1".to_owned(), Quantity::ZERO)], "three may be inside");
    assert_eq!(search("1899"), [("SALT-1".to_owned(), kg("50"))]);
    assert_eq!(search("").len(), 3);
    assert!(search("100%").is_empty());
}

#[test]
fn documents_tell_how_far_they_are() {
    let book = worked();
    let list = |filter: read::documents::DocumentFilter| {
        book.runtime.block_on(read::documents::list(book.ledger.pool(), &filter, None, 10)).unwrap().rows
    };
    let open = read::documents::DocumentFilter {
        kind: Some(DocumentKind::PurchaseOrder),
        state: Some(DocumentState::Open),
        text: "3108".to_owned(),
    };
    let rows = list(open.clone());
    assert_eq!((rows.len(), rows[0].line_count, rows[0].complete_line_count), (1, 1, 0));
    book.turn(|tx| ledger::table::document::receive_on_line(tx, ORDER_LINE, kg("50"))).unwrap();
    assert_eq!(list(open.clone())[0].complete_line_count, 1);
    book.turn(|tx| ledger::table::document::undo_on_line(tx, ORDER_LINE, kg("20"))).unwrap();
    assert_eq!(list(open.clone())[0].complete_line_count, 0, "20 of them are not here any more");
    book.turn(|tx| ledger::table::document::receive_on_line(tx, ORDER_LINE, kg("20"))).unwrap();
    assert_eq!(
        list(open.clone())[0].complete_line_count,
        1,
        "they came once more: all is here, as on the floor"
    );
    book.turn(|tx| ledger::table::document::set_state(tx, ORDER, DocumentState::Done)).unwrap();
    assert!(list(open).is_empty());
}

#[test]
fn deliveries_print_jobs_and_tasks_are_listed() {
    use ledger::table::delivery::{self, DeliveryKind, DeliveryState, NewDelivery};
    let book = worked();
    book.turn(|tx| {
        let new = NewDelivery {
            id: DeliveryId(uuid(4_001)),
            vendor: "katana".to_owned(),
            kind: DeliveryKind::PurchaseReceipt,
            entry: EntryId(uuid(1_001)),
            lane: "PO-3108".to_owned(),
            natural_key: "TM1-1-000001".to_owned(),
            priority: 2,
            state: DeliveryState::Waiting,
            made_at_ms: NOW_MS,
        };
        delivery::insert(tx, &new)
    })
    .unwrap();
    let pool = book.ledger.pool();
    let list = |states: Vec<DeliveryState>| {
        let filter =
            read::deliveries::DeliveryFilter { vendor: Some("katana".to_owned()), states, entry: None };
        book.runtime.block_on(read::deliveries::list(pool, &filter, None, 10)).unwrap().rows
    };
    let rows = list(vec![DeliveryState::Waiting, DeliveryState::Unclear]);
    let told = (
        rows[0].delivery.natural_key.as_str(),
        rows[0].document_number.as_deref(),
        rows[0].operator_name.as_str(),
    );
    assert_eq!(told, ("TM1-1-000001", Some("PO-3108"), "Dewi"));
    assert!(list(vec![DeliveryState::Done]).is_empty());
    let counts = book.runtime.block_on(read::deliveries::counts(pool)).unwrap();
    assert_eq!(counts, [("katana".to_owned(), DeliveryState::Waiting, 1)]);
    assert!(book.runtime.block_on(read::print_jobs::list(pool, None, 10)).unwrap().rows.is_empty());
    assert!(book.runtime.block_on(read::tasks::open(pool, None, 10)).unwrap().rows.is_empty());
}

#[test]
fn the_readers_cannot_write() {
    let book = worked();
    let write = sqlx::query("DELETE FROM balance").execute(book.ledger.pool());
    let refused = book.runtime.block_on(write);
    assert!(refused.is_err_and(|error| error.to_string().contains("readonly")));
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), kg("40"));
}
