//! What is derived comes out the same when it is made again.

use crate::support::*;
use domain::entry::NewMovement;

/// Balances, serials and parents as text, in one order.
pub fn derived(book: &Book) -> Vec<String> {
    let raw = book.raw();
    let mut lines = Vec::new();
    for sql in [
        "SELECT location_row || ' ' || item_row || ' ' || lot_row || ' ' || physical || ' ' || on_hand || ' '
             || pieces
                || ' ' || reserved FROM balance ORDER BY location_row, item_row, lot_row",
        "SELECT item_row || ' ' || serial || ' ' || location_row || ' ' || lot_row FROM serial_position
         ORDER BY item_row, serial",
        "SELECT reservation_row || ' ' || item_row || ' ' || location_row || ' ' || lot_row || ' '
             || coalesce(expires_at_ms, '') FROM reservation_open ORDER BY reservation_row",
        "SELECT row || ' ' || status || ' ' || expiry_kind || ' ' || coalesce(expiry, '') FROM lot ORDER BY row",
        "SELECT row || ' ' || coalesce(parent_row, '') || ' ' || coalesce(site_row, '') FROM location ORDER
             BY row",
    ] {
        let mut statement = raw.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        lines.extend(rows.map(|row| row.unwrap()));
    }
    lines
}

#[test]
fn a_lost_projection_is_made_again_to_the_same_numbers() {
    let book = book();
    let came = NewMovement { pieces: 4, ..receive(SALT, SALT_LOT, A, "50") };
    book.append(entry(1, vec![came, receive(CHILI, CHILI_1, CRATE, "0.333333")])).unwrap();
    let serial = Some("SN-1".to_owned());
    let weighed = NewMovement { pieces: 4, ..move_goods(SALT, SALT_LOT, A, B, "50") };
    book.append(entry(2, vec![weighed, NewMovement { serial, ..receive(SCALE, SCALE_LOT, B, "1") }]))
        .unwrap();
    book.append(place(3, PALLET, A, B)).unwrap();
    let before = derived(&book);
    book.raw()
        .execute_batch(
            "DELETE FROM balance; DELETE FROM serial_position;
             UPDATE location SET parent_row = 2 WHERE code = 'PL-1'; UPDATE location SET site_row = NULL",
        )
        .unwrap();
    assert!(book.verify().difference.is_some());
    book.turn(|tx| ledger::rebuild::all(tx)).unwrap();
    assert_eq!(derived(&book), before);
    assert_eq!(book.verify().difference, None);
}
