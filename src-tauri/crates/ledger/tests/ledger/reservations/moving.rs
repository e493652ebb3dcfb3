//! A promise goes with its goods inside the site, and holds them back from leaving it.

use super::*;
use domain::entry::{NewEntry, NewPlacement};
use ledger::Error;
use ledger::reserve::StillReserved;
use ledger::table::entry::{self as entries, Recorded};
use ledger::table::item;

fn promised() -> Book {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "8")])).unwrap();
    book.reserve(for_line(1, ORDER_LINE, "5")).unwrap();
    book
}

fn still_reserved(result: Result<Recorded, Error>) -> Box<StillReserved> {
    match result {
        Err(Error::StillReserved(held)) => held,
        other => panic!("{other:?}"),
    }
}

fn undo(book: &Book, entry: EntryId, number: u64) -> Result<Recorded, Error> {
    book.turn(move |tx| {
        let now_ms = NOW_MS + number as i64;
        let new_id = EntryId(uuid(1_000 + number));
        let reversal = entries::reversal_of(tx, entry, new_id, DEWI, "dock", now_ms, date(2026, 11, 21))?;
        entries::append(tx, &reversal)
    })
}

#[test]
fn free_goods_move_first_and_the_promise_follows_the_rest() {
    let book = promised();
    let moved =
        |number, text| book.append(entry(number, vec![move_goods(SALT, SALT_LOT, A, B, text)])).unwrap();
    assert_eq!(moved(2, "3").broken, []);
    assert_eq!(
        (book.reserved(A, SALT, SALT_LOT), book.reserved(B, SALT, SALT_LOT)),
        (kg("5"), Quantity::ZERO)
    );
    assert_eq!(moved(3, "2").broken, []);
    assert_eq!((book.reserved(A, SALT, SALT_LOT), book.reserved(B, SALT, SALT_LOT)), (kg("3"), kg("2")));
    assert_eq!(book.held(1), kg("5"), "nothing of it is lost on the way");
    book.assert_holds();
}

#[test]
fn a_promise_goes_through_a_hand_to_another_bin_in_one_entry() {
    let book = promised();
    let way = vec![move_goods(SALT, SALT_LOT, A, HAND, "8"), move_goods(SALT, SALT_LOT, HAND, B, "8")];
    book.append(entry(2, way)).unwrap();
    assert_eq!((book.held(1), book.reserved(B, SALT, SALT_LOT)), (kg("5"), kg("5")));
    assert_eq!(book.reserved(HAND, SALT, SALT_LOT), Quantity::ZERO);
    book.assert_holds();
}

#[test]
fn a_move_is_undone_with_the_promise_on_it() {
    let book = promised();
    let moved = book.append(entry(2, vec![move_goods(SALT, SALT_LOT, A, B, "8")])).unwrap();
    assert_eq!(book.reserved(B, SALT, SALT_LOT), kg("5"));
    undo(&book, moved.id, 3).unwrap();
    assert_eq!((book.held(1), book.reserved(A, SALT, SALT_LOT)), (kg("5"), kg("5")));
    book.assert_holds();
}

#[test]
fn promised_goods_leave_the_site_or_go_on_hold_only_when_released_by_name() {
    let book = promised();
    for (number, place) in [(2, HOLD), (3, OTHER_BIN), (4, ROAD)] {
        let held =
            still_reserved(book.append(entry(number, vec![move_goods(SALT, SALT_LOT, A, place, "4")])));
        assert_eq!((held.free, held.wanted, held.held()), (kg("3"), kg("4"), kg("5")));
        assert_eq!(held.holders[0].document_number.as_deref(), Some("PO-3108"));
        let salt = book.turn(|tx| item::by_id(tx, SALT)).unwrap().unwrap();
        let Refusal::GoodsReserved { wanted, free, held, holder, others, .. } = held.refusal(&salt, "A-01")
        else {
            panic!("it has no clock")
        };
        assert_eq!((wanted, free), (weight("4.000"), weight("3.000")), "with both numbers");
        assert_eq!((held, holder, others), (weight("5.000"), "PO-3108".into(), 0), "and who has the rest");
    }
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), kg("8"), "nothing was booked");
    book.append(entry(5, vec![move_goods(SALT, SALT_LOT, A, HOLD, "3")])).expect("what is free may go");
    book.turn(|tx| Stop::sort(reserve::release(tx, id(1), NOW_MS))).unwrap().unwrap();
    book.append(entry(6, vec![move_goods(SALT, SALT_LOT, A, HOLD, "5")])).unwrap();
    book.assert_holds();
}

#[test]
fn who_gives_way_first_is_named_with_their_part_and_their_time() {
    let book = promised();
    book.reserve(basket(2, SALT, "2")).unwrap();
    let held = still_reserved(book.append(entry(2, vec![move_goods(SALT, SALT_LOT, A, HOLD, "4")])));
    let salt = book.turn(|tx| item::by_id(tx, SALT)).unwrap().unwrap();
    let refusal = held.refusal(&salt, "A-01");
    let Refusal::GoodsReservedUntil { wanted, free, held, holder, until, others, .. } = refusal else {
        panic!("the basket has a clock: {refusal:?}")
    };
    assert_eq!((wanted, free), (weight("4.000"), weight("1.000")), "with both numbers");
    let basket = domain::message::Value::Word("reserved-for-basket".to_owned());
    assert_eq!((held, holder, others), (weight("2.000"), basket, 1), "its own part, and one more beside it");
    assert_eq!(until, domain::message::Value::Instant(at(15).now_ms), "until when");
}

#[test]
fn a_transfer_takes_its_own_goods_off_the_site() {
    let book = promised();
    let own =
        domain::entry::NewMovement { line: Some(ORDER_LINE), ..move_goods(SALT, SALT_LOT, A, ROAD, "5") };
    let sent = book.append(entry(2, vec![own])).unwrap();
    assert_eq!((sent.broken, book.held(1)), (Vec::new(), Quantity::ZERO));
    assert_eq!(book.last_end(1), Some(ReservationEnd::Committed));
    book.assert_holds();
}

#[test]
fn a_crate_takes_its_promises_along_inside_the_site_and_not_out_of_it() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, CRATE, "4")])).unwrap();
    book.reserve(basket(1, SALT, "4")).unwrap();
    book.append(place(2, PALLET, A, B)).expect("the pallet under it goes to another bin");
    assert_eq!(book.reserved(CRATE, SALT, SALT_LOT), kg("4"));
    for (number, to) in [(3, HOLD), (4, OTHER_BIN)] {
        let held = still_reserved(book.append(place(number, PALLET, B, to)));
        assert_eq!((held.location, held.wanted, held.free), (CRATE, kg("4"), Quantity::ZERO));
    }
    assert_eq!(book.turn(|tx| location::by_id(tx, PALLET)).unwrap().unwrap().parent, Some(B));
    let late = NewEntry {
        happened_at_ms: at(16).now_ms,
        recorded_at_ms: at(16).now_ms,
        placements: vec![NewPlacement { container: PALLET, from: B, to: OTHER_BIN }],
        ..entry(5, Vec::new())
    };
    book.append(late).expect("the basket ran out: nobody is promised anything");
    book.assert_holds();
}

#[test]
fn undoing_is_refused_while_an_order_counts_on_the_goods() {
    let book = kitchen();
    let received = book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "8")])).unwrap();
    book.reserve(for_line(1, ORDER_LINE, "5")).unwrap();
    let held = still_reserved(undo(&book, received.id, 2));
    assert_eq!((held.wanted, held.free), (kg("8"), kg("3")));
    book.turn(|tx| Stop::sort(reserve::release(tx, id(1), NOW_MS))).unwrap().unwrap();
    undo(&book, received.id, 3).expect("nobody counts on it any more");
    book.assert_holds();
}
