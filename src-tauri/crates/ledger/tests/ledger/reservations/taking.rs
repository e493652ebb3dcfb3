//! What a promise takes, and what is said when there is too little.

use super::*;
use domain::entry::MovementKind;
use domain::expiry::Expiry;
use domain::lot::{Lot, LotKind, LotStatus};
use domain::message::Value;
use ledger::table::{lot, task};

const UNKNOWN: LotId = LotId(uuid(80));

#[test]
fn the_lot_that_ends_first_is_promised_first_and_unknown_dates_before_all() {
    let book = kitchen();
    book.turn(|tx| lot::not_known_of(tx, CHILI, UNKNOWN, NOW_MS)).unwrap();
    book.append(entry(
        1,
        vec![
            receive(CHILI, CHILI_1, A, "5"),
            receive(CHILI, CHILI_2, B, "2"),
            receive(CHILI, UNKNOWN, A, "1"),
        ],
    ))
    .unwrap();
    let answer = book.reserve(wants(1, CHILI, "4")).unwrap();
    assert_eq!(
        parts(&answer),
        [(UNKNOWN, A, kg("1")), (CHILI_2, B, kg("2")), (CHILI_1, A, kg("1"))],
        "nobody knows its date, then January, then March"
    );
    assert_eq!((answer.shortage.clone(), answer.quantity()), (None, kg("4")));
    assert_eq!(book.reserved(A, CHILI, CHILI_1), kg("1"));
    book.assert_holds();
}

#[test]
fn of_one_lot_the_shelf_comes_before_the_dock() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "5"), receive(SALT, SALT_LOT, B, "2")])).unwrap();
    let answer = book.reserve(wants(1, SALT, "3")).unwrap();
    assert_eq!(parts(&answer), [(SALT_LOT, B, kg("2")), (SALT_LOT, A, kg("1"))]);
}

#[test]
fn too_little_is_refused_with_both_numbers_and_who_holds_the_rest_until_when() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "5")])).unwrap();
    book.reserve(NewReservation {
        line: Some(ORDER_LINE),
        ..NewReservation { term_ms: Some(20 * MINUTE_MS), ..wants(1, SALT, "2") }
    })
    .unwrap();
    let refused = book.reserve(wants(2, SALT, "5")).unwrap_err();
    assert_eq!(
        refused.refusal,
        Refusal::NotFreeUntil {
            item: "SALT-1".to_owned(),
            wanted: weight("5.000"),
            free: weight("3.000"),
            held: weight("2.000"),
            holder: Value::Text("PO-3108".to_owned()),
            until: Value::Instant(NOW_MS + 20 * MINUTE_MS),
            others: 0,
        }
    );
    let shortage = refused.shortage.unwrap();
    assert_eq!((shortage.wanted, shortage.free, shortage.held), (kg("5"), kg("3"), kg("2")));
    assert_eq!((shortage.holders[0].document, shortage.holders[0].quantity), (Some(ORDER), kg("2")));
    assert_eq!(book.reserved(A, SALT, SALT_LOT), kg("2"), "nothing was written");
    book.reserve(wants(2, SALT, "3")).expect("a refusal leaves its id unused");
}

#[test]
fn who_gives_back_first_is_named_first_and_the_others_are_counted() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "3")])).unwrap();
    book.reserve(wants(1, SALT, "1")).unwrap();
    book.reserve_at(basket(2, SALT, "1"), at(1)).unwrap();
    book.reserve_at(basket(3, SALT, "1"), at(0)).unwrap();
    let refused = book.reserve_at(wants(4, SALT, "1"), at(2)).unwrap_err();
    let Refusal::NotFreeUntil { until, others, holder, .. } = refused.refusal else { panic!("{refused:?}") };
    assert_eq!((until, others), (Value::Instant(NOW_MS + 15 * MINUTE_MS), 2), "the basket of minute 0");
    assert_eq!(holder, Value::Word("reserved-for-basket".to_owned()), "it has no document");
    let order: Vec<ReservationId> =
        refused.shortage.unwrap().holders.iter().map(|holder| holder.reservation).collect();
    assert_eq!(order, [id(3), id(2), id(1)], "without a clock comes last");
}

#[test]
fn what_nobody_holds_is_not_blamed_on_anybody() {
    let book = kitchen();
    let nothing =
        Refusal::NotFree { item: "SALT-1".to_owned(), wanted: weight("1.000"), free: weight("0.000") };
    assert_eq!(refusal(book.reserve(wants(1, SALT, "1"))), nothing);
    let partly = NewReservation { whole_only: false, ..wants(2, SALT, "1") };
    assert_eq!(refusal(book.reserve(partly)), nothing, "a part of nothing is nothing");
    assert_eq!(refusal(book.reserve(wants(3, SALT, "0"))), Refusal::NotPositive {});
}

#[test]
fn a_part_is_taken_when_that_is_enough_and_the_shortage_is_listed() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "5")])).unwrap();
    book.reserve(for_line(1, ORDER_LINE, "2")).unwrap();
    let partly = NewReservation { whole_only: false, ..wants(2, SALT, "4") };
    let answer = book.reserve(partly.clone()).unwrap();
    let shortage = answer.shortage.clone().unwrap();
    assert_eq!((answer.quantity(), shortage.wanted, shortage.free), (kg("3"), kg("4"), kg("3")));
    assert_eq!(shortage.holders.len(), 1, "the order is named, who asks is not");
    book.turn(|tx| Stop::sort(reserve::release(tx, id(1), NOW_MS))).unwrap().unwrap();
    let again = book.reserve(partly).unwrap();
    assert_eq!(again, Reserved { already: true, ..answer }, "the same answer, though there is more by now");
    assert_eq!(book.held(2), kg("3"));
}

#[test]
fn what_would_be_short_is_told_without_promising_anything() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "5")])).unwrap();
    book.reserve(basket(1, SALT, "2")).unwrap();
    let lacks = |new: NewReservation, minute| {
        let shortage =
            book.turn(move |tx| Stop::sort(reserve::shortage(tx, &new, at(minute)))).unwrap().unwrap();
        shortage.map(|shortage| (shortage.free, shortage.held, shortage.holders.len()))
    };
    assert_eq!(lacks(wants(2, SALT, "3"), 0), None);
    assert_eq!(lacks(wants(2, SALT, "4"), 0), Some((kg("3"), kg("2"), 1)));
    assert_eq!(lacks(wants(2, SALT, "5"), 15), None, "the basket has run out");
    assert_eq!(book.reserved(A, SALT, SALT_LOT), Quantity::ZERO);
}

#[test]
fn the_same_id_is_the_same_answer_and_other_content_is_refused() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "5")])).unwrap();
    let first = book.reserve(basket(1, SALT, "2")).unwrap();
    let later = book.reserve_at(basket(1, SALT, "2"), at(7)).unwrap();
    assert_eq!(later, Reserved { already: true, ..first.clone() }, "asking later is asking again");
    for other in [basket(1, SALT, "3"), wants(1, SALT, "2"), basket(1, CHILI, "2")] {
        assert_eq!(refusal(book.reserve(other)), Refusal::OperationReused {});
    }
    assert_eq!(book.reserved(A, SALT, SALT_LOT), kg("2"), "promised once");
    book.turn(|tx| Stop::sort(reserve::release(tx, id(1), NOW_MS))).unwrap().unwrap();
    assert_eq!(book.reserve(basket(1, SALT, "2")).unwrap().parts, first.parts, "also when it is over");
    assert_eq!(book.held(1), Quantity::ZERO, "and nothing is promised anew");
}

#[test]
fn only_good_stock_in_places_it_can_be_taken_from_is_promised() {
    let book = kitchen();
    book.append(entry(1, [HOLD, HAND, ROAD].map(|place| receive(CHILI, CHILI_1, place, "1")).to_vec()))
        .unwrap();
    book.append(entry(2, vec![receive(CHILI, CHILI_2, A, "1")])).unwrap();
    book.append(hold(30, CHILI_2)).unwrap();
    assert!(matches!(refusal(book.reserve(wants(1, CHILI, "1"))), Refusal::NotFree { .. }));
    let named = NewReservation { lot: Some(CHILI_2), ..wants(2, CHILI, "1") };
    assert_eq!(refusal(book.reserve(named.clone())), Refusal::LotOnHold { lot: "CHI-2".to_owned() });
    book.append(release(31, CHILI_2)).unwrap();
    let in_march = Moment { today: date(2027, 3, 1), ..at(0) };
    let last_good_day = date(2027, 1, 31);
    let expired = Refusal::LotExpired { lot: "CHI-2".to_owned(), last_good_day };
    assert_eq!(refusal(book.reserve_at(named.clone(), in_march)), expired);
    assert!(matches!(refusal(book.reserve_at(wants(3, CHILI, "1"), in_march)), Refusal::NotFree { .. }));
    for place in [HOLD, HAND, ROAD, SUPPLIER] {
        let there = NewReservation { within: Some(place), ..wants(4, CHILI, "1") };
        assert!(matches!(refusal(book.reserve(there)), Refusal::NotAPlaceForStock { .. }));
    }
    book.reserve(named).expect("released and good, on a shelf");
}

#[test]
fn a_lot_on_its_last_day_is_good_and_a_channel_may_want_more_days() {
    let book = kitchen();
    book.append(entry(1, vec![receive(CHILI, CHILI_2, A, "1"), receive(CHILI, CHILI_1, A, "1")])).unwrap();
    let last_day = Moment { today: date(2027, 1, 31), ..at(0) };
    let answer = book.reserve_at(wants(1, CHILI, "1"), last_day).unwrap();
    assert_eq!(parts(&answer)[0].0, CHILI_2, "the printed day is the last good one");
    let longer = NewReservation { good_days: 90, ..wants(2, CHILI, "1") };
    let answer = book.reserve(longer).unwrap();
    assert_eq!(parts(&answer)[0].0, CHILI_1, "31 January is less than 90 days away");
}

#[test]
fn a_request_may_name_a_crate_a_bin_or_a_site_with_all_that_stands_in_it() {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, CRATE, "2"), receive(SALT, SALT_LOT, OTHER_BIN, "9")]))
        .unwrap();
    let within = |number, place, text| NewReservation { within: Some(place), ..wants(number, SALT, text) };
    assert!(book.reserve(within(1, B, "1")).is_err(), "the crate stands on the pallet at A");
    for (number, place) in [(2, A), (3, SITE)] {
        assert_eq!(parts(&book.reserve(within(number, place, "1")).unwrap()), [(SALT_LOT, CRATE, kg("1"))]);
    }
    assert!(book.reserve(within(4, SITE, "1")).is_err(), "nine stand at the other site");
    assert_eq!(book.held(2), kg("1"));
}

#[test]
fn what_is_not_here_is_said_to_be_missing() {
    let book = kitchen();
    let missing = |new: NewReservation| {
        let result = book.turn(move |tx| Stop::sort(reserve::reserve(tx, &new, at(0))));
        assert!(matches!(result, Err(ledger::Error::Missing { .. })), "{result:?}");
    };
    missing(wants(1, ItemId(uuid(999)), "1"));
    missing(NewReservation { lot: Some(CHILI_1), ..wants(2, SALT, "1") });
    missing(NewReservation { within: Some(LocationId(uuid(999))), ..wants(3, SALT, "1") });
    missing(NewReservation { document: Some(DocumentId(uuid(999))), ..wants(4, SALT, "1") });
    missing(for_line(5, DocumentLineId(uuid(999)), "1"));
    let forever = NewReservation { term_ms: None, ..basket(6, SALT, "1") };
    let bug = book.turn(move |tx| Stop::sort(reserve::reserve(tx, &forever, at(0))));
    assert!(matches!(bug, Err(ledger::Error::Bug(_))), "a basket without a clock: {bug:?}");
    assert_eq!(book.turn(|tx| task::open_count(tx)).unwrap(), 0);
}

#[test]
fn a_lot_without_a_printed_date_comes_last() {
    let book = kitchen();
    let undated = LotId(uuid(81));
    let new = Lot {
        id: undated,
        item: CHILI,
        kind: LotKind::Coded,
        code: "CHI-X".to_owned(),
        maker: "Kebun".to_owned(),
        expiry: Expiry::NonePrinted,
        made_on: None,
        status: LotStatus::Released,
        ours: false,
    };
    book.turn(move |tx| lot::insert(tx, &new, NOW_MS)).unwrap();
    book.append(entry(1, vec![receive(CHILI, undated, A, "1"), receive(CHILI, CHILI_1, A, "1")])).unwrap();
    let answer = book.reserve(wants(1, CHILI, "2")).unwrap();
    let lots: Vec<LotId> = answer.parts.iter().map(|part| part.lot).collect();
    assert_eq!(lots, [CHILI_1, undated]);
}

#[test]
fn so_much_in_two_places_that_nobody_can_count_it_is_promised_all_the_same() {
    const MOST: &str = "9007199254.740991";
    let book = kitchen();
    let found =
        |number: u64, kind, from, at| entry(number, vec![movement(kind, SALT, SALT_LOT, from, at, MOST)]);
    book.append(found(1, MovementKind::Receive, SUPPLIER, A)).unwrap();
    book.append(found(2, MovementKind::Adjust, ADJUSTMENT, B)).unwrap();
    book.reserve(wants(1, SALT, "5")).expect("there is far more than that");
    let all = book.reserve(wants(2, SALT, MOST)).expect("as much as can be wanted is there");
    assert_eq!(all.quantity(), kg(MOST), "out of both places");
    let refused =
        book.reserve(wants(3, SALT, MOST)).expect_err("the rest is less, by what was promised first");
    let shortage = refused.shortage.expect("both numbers are told");
    assert_eq!(shortage.free, kg("9007199249.740991"), "what is free can be counted again");
    assert_eq!(shortage.held, kg(MOST), "more is held than can be counted: at least so much");
    book.assert_holds();
}
