//! Picks that keep a promise, and facts that break one.

use super::*;
use domain::entry::{MovementKind, NewEntry, NewMovement};
use domain::message::Value;
use ledger::reserve::Broken;
use ledger::table::entry::Recorded;
use ledger::table::task::{self, Severity};

fn stocked() -> Book {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "8")])).unwrap();
    book
}

pub fn pick(from: LocationId, text: &str, line: Option<DocumentLineId>) -> NewMovement {
    NewMovement { line, ..movement(MovementKind::Pick, SALT, SALT_LOT, from, HAND, text) }
}

fn take_away(kind: MovementKind, text: &str) -> NewMovement {
    movement(kind, SALT, SALT_LOT, A, LOSS, text)
}

/// Which reservation lost how much, and how much it lacks after other stock was found.
fn told(recorded: &Recorded) -> Vec<(ReservationId, Quantity, Quantity)> {
    recorded.broken.iter().map(|broken| (broken.reservation, broken.quantity, broken.short())).collect()
}

#[test]
fn a_pick_for_the_line_keeps_the_promise_and_the_rest_stays_held() {
    let book = stocked();
    book.reserve(for_line(1, ORDER_LINE, "5")).unwrap();
    let picked = book.append(entry(2, vec![pick(A, "2", Some(ORDER_LINE))])).unwrap();
    assert_eq!((told(&picked), book.held(1)), (Vec::new(), kg("3")));
    assert_eq!(book.reserved(A, SALT, SALT_LOT), kg("3"));
    book.append(entry(3, vec![pick(A, "3", Some(ORDER_LINE))])).unwrap();
    assert_eq!((book.held(1), book.last_end(1)), (Quantity::ZERO, Some(ReservationEnd::Committed)));
    let committed: i64 = book
        .raw()
        .query_row(
            "SELECT sum(r.quantity) FROM reservation r JOIN reservation_end e ON e.reservation_row = r.row
             WHERE e.how = 'committed'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(committed, kg("5").millionths(), "what was picked of it is on record, exactly");
    book.assert_holds();
}

#[test]
fn a_pick_of_another_place_than_was_promised_frees_what_was_promised() {
    let book = stocked();
    book.append(entry(2, vec![receive(SALT, SALT_LOT, B, "5")])).unwrap();
    let at_b = NewReservation { within: Some(B), ..for_line(1, ORDER_LINE, "5") };
    book.reserve(at_b).unwrap();
    book.append(entry(3, vec![pick(A, "4", Some(ORDER_LINE))])).unwrap();
    assert_eq!((book.held(1), book.reserved(B, SALT, SALT_LOT)), (kg("1"), kg("1")));
    book.append(entry(4, vec![pick(A, "4", Some(ORDER_LINE))])).unwrap();
    assert_eq!(book.held(1), Quantity::ZERO, "more than promised is no matter");
    book.assert_holds();
}

#[test]
fn what_is_promised_to_a_whole_document_is_kept_by_its_entries() {
    let book = stocked();
    book.reserve(NewReservation { document: Some(ORDER), ..wants(1, SALT, "5") }).unwrap();
    let consumed = movement(MovementKind::Consume, SALT, SALT_LOT, A, LOSS, "2");
    book.append(NewEntry { document: Some(ORDER), ..entry(2, vec![consumed]) }).unwrap();
    assert_eq!(book.held(1), kg("3"));
    book.assert_holds();
}

#[test]
fn a_basket_is_kept_by_name() {
    let book = stocked();
    book.reserve(basket(1, SALT, "5")).unwrap();
    let picked = entry(2, vec![pick(A, "5", None)]);
    let again = picked.clone();
    book.turn(move |tx| reserve::commit(tx, id(1), &picked)).unwrap();
    assert_eq!((book.held(1), book.last_end(1)), (Quantity::ZERO, Some(ReservationEnd::Committed)));
    assert!(book.turn(move |tx| reserve::commit(tx, id(1), &again)).unwrap().already);
    let missing = book.turn(|tx| reserve::commit(tx, id(9), &entry(3, vec![pick(A, "1", None)])));
    assert!(matches!(missing, Err(ledger::Error::Missing { .. })), "{missing:?}");
    book.assert_holds();
}

#[test]
fn a_pick_for_a_promise_that_ran_out_is_a_fact_all_the_same() {
    let book = stocked();
    book.reserve(basket(1, SALT, "8")).unwrap();
    let late = NewEntry {
        happened_at_ms: at(20).now_ms,
        recorded_at_ms: at(20).now_ms,
        ..entry(2, vec![pick(A, "8", None)])
    };
    let picked = book.turn(move |tx| reserve::commit(tx, id(1), &late)).unwrap();
    assert_eq!((told(&picked), book.last_end(1)), (Vec::new(), Some(ReservationEnd::Expired)));
    book.assert_holds();
}

#[test]
fn a_count_below_what_is_promised_names_the_orders_that_are_short() {
    let book = stocked();
    let with = |number, line, priority, text| NewReservation { priority, ..for_line(number, line, text) };
    book.reserve_at(with(1, ORDER_LINE, 5, "3"), at(0)).unwrap();
    book.reserve_at(with(2, SECOND_LINE, 0, "2"), at(1)).unwrap();
    book.reserve_at(NewReservation { priority: 0, ..wants(3, SALT, "3") }, at(2)).unwrap();
    let count = entry(10, vec![take_away(MovementKind::Count, "4")]);
    let counted = book.append(count.clone()).unwrap();
    assert_eq!(
        told(&counted),
        [(id(3), kg("3"), kg("3")), (id(2), kg("1"), kg("1"))],
        "of the lowest priority the youngest gives way first; what is left stays the order's"
    );
    assert_eq!([1, 2, 3].map(|number| book.held(number)), [kg("3"), kg("1"), Quantity::ZERO]);
    assert_eq!(book.reserved(A, SALT, SALT_LOT), kg("4"), "and no more than that is broken");
    assert_eq!(book.append(count).unwrap().broken, counted.broken, "asked again, it names the same");
    let Broken { document_number, line, task, .. } = &counted.broken[1];
    assert_eq!((document_number.as_deref(), *line), (Some("PO-3108"), Some(SECOND_LINE)));
    let task = *task;
    let raised = book.turn(move |tx| task::by_id(tx, task)).unwrap().unwrap();
    assert_eq!((raised.kind.as_str(), raised.severity), ("broken_reservation", Severity::High));
    assert_eq!(raised.entry, Some(counted.id));
    let message: Message = serde_json::from_str(&raised.message_json).unwrap();
    assert_eq!(message.code, "task-reservation-broken");
    assert_eq!(message.values["holder"], Value::Text("PO-3108".to_owned()));
    assert_eq!(message.values["short"], Value::Amount(weight("1.000")));
    assert_eq!(book.turn(|tx| task::open_count(tx)).unwrap(), 2, "a task for each");
    book.assert_holds();
}

#[test]
fn other_stock_takes_the_place_of_what_is_gone_and_a_task_says_so() {
    let book = stocked();
    book.reserve(for_line(1, ORDER_LINE, "8")).unwrap();
    book.append(entry(2, vec![receive(SALT, SALT_LOT, B, "2")])).unwrap();
    let damaged = book.append(entry(3, vec![take_away(MovementKind::Damage, "1")])).unwrap();
    assert_eq!(told(&damaged), [(id(1), kg("1"), Quantity::ZERO)]);
    assert_eq!((book.held(1), book.reserved(B, SALT, SALT_LOT)), (kg("8"), kg("1")));
    let damaged = book.append(entry(4, vec![take_away(MovementKind::Damage, "3")])).unwrap();
    assert_eq!(told(&damaged), [(id(1), kg("3"), kg("2"))], "only one is free by now");
    let codes: Vec<String> = book
        .turn(|tx| task::open(tx, 10))
        .unwrap()
        .iter()
        .map(|task| serde_json::from_str::<Message>(&task.message_json).unwrap().code)
        .collect();
    assert_eq!(codes, ["task-reservation-broken", "task-reservation-replaced"], "the worse one first");
    book.assert_holds();
}

#[test]
fn the_place_or_lot_that_was_asked_for_is_not_replaced_by_another() {
    let book = stocked();
    book.append(entry(2, vec![receive(SALT, SALT_LOT, B, "9")])).unwrap();
    book.reserve(NewReservation { within: Some(A), ..for_line(1, ORDER_LINE, "8") }).unwrap();
    let lost = book.append(entry(3, vec![take_away(MovementKind::Scrap, "1")])).unwrap();
    assert_eq!(told(&lost), [(id(1), kg("1"), kg("1"))]);
    book.assert_holds();
}

#[test]
fn what_is_picked_is_never_broken() {
    let book = stocked();
    book.reserve_at(for_line(1, ORDER_LINE, "4"), at(5)).unwrap();
    book.reserve_at(for_line(2, SECOND_LINE, "4"), at(0)).unwrap();
    book.append(entry(2, vec![pick(A, "4", Some(ORDER_LINE))])).unwrap();
    let counted = book.append(entry(3, vec![take_away(MovementKind::Count, "4")])).unwrap();
    assert_eq!(told(&counted), [(id(2), kg("4"), kg("4"))], "though the first one is the younger");
    assert_eq!(book.on_hand(HAND, SALT, SALT_LOT), kg("4"));
    book.assert_holds();
}

#[test]
fn goods_picked_for_another_order_break_the_promise() {
    let book = stocked();
    book.reserve(for_line(1, ORDER_LINE, "8")).unwrap();
    let other = book.append(entry(2, vec![pick(A, "3", Some(SECOND_LINE))])).unwrap();
    assert_eq!(told(&other), [(id(1), kg("3"), kg("3"))]);
    assert_eq!(book.reserved(HAND, SALT, SALT_LOT), Quantity::ZERO, "it does not go along into their hands");
    book.assert_holds();
}

#[test]
fn a_line_that_is_picked_and_lost_in_one_entry_tells_both_apart() {
    let book = stocked();
    book.reserve(for_line(1, ORDER_LINE, "8")).unwrap();
    let both = vec![pick(A, "3", Some(ORDER_LINE)), take_away(MovementKind::Damage, "4")];
    let recorded = book.append(entry(2, both)).unwrap();
    assert_eq!((told(&recorded), book.held(1)), (vec![(id(1), kg("4"), kg("4"))], kg("1")));
    book.assert_holds();
}

#[test]
fn a_promise_that_ran_out_is_not_broken() {
    let book = stocked();
    book.reserve(basket(1, SALT, "8")).unwrap();
    let late = |number: u64, text: &str| NewEntry {
        happened_at_ms: at(16).now_ms,
        recorded_at_ms: at(16).now_ms,
        ..entry(number, vec![take_away(MovementKind::Count, text)])
    };
    let counted = book.append(late(2, "5")).unwrap();
    assert_eq!((told(&counted), book.last_end(1)), (Vec::new(), Some(ReservationEnd::Expired)));
    book.assert_holds();
}

#[test]
fn a_book_that_was_short_is_filled_before_anything_is_broken() {
    let book = stocked();
    book.reserve(for_line(1, ORDER_LINE, "8")).unwrap();
    let found = vec![book_was_short(SALT, SALT_LOT, A, "2"), pick(A, "10", Some(ORDER_LINE))];
    let picked = book.append(entry(2, found)).unwrap();
    assert_eq!((told(&picked), book.held(1)), (Vec::new(), Quantity::ZERO));
    book.assert_holds();
}
