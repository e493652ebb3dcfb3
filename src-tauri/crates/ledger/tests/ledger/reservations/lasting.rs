//! How long a promise lasts.

use super::*;
use ledger::table::reservation;

fn stocked(text: &str) -> Book {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, text)])).unwrap();
    book
}

fn release(book: &Book, number: u64) -> Result<Quantity, Box<Refused>> {
    book.turn(move |tx| Stop::sort(reserve::release(tx, id(number), NOW_MS))).unwrap()
}

fn extend(
    book: &Book,
    number: u64,
    minutes: Option<i64>,
    minute: i64,
) -> Result<Vec<Option<i64>>, Box<Refused>> {
    let term_ms = minutes.map(|minutes| minutes * MINUTE_MS);
    let standing =
        book.turn(move |tx| Stop::sort(reserve::extend(tx, id(number), term_ms, at(minute)))).unwrap()?;
    let minute_of = |at_ms: i64| (at_ms - NOW_MS) / MINUTE_MS;
    Ok(standing.open.iter().map(|part| part.expires_at_ms.map(minute_of)).collect())
}

#[test]
fn a_basket_holds_for_a_quarter_of_an_hour_and_not_a_moment_longer() {
    let book = stocked("1");
    book.reserve(basket(1, SALT, "1")).unwrap();
    let almost = Moment { now_ms: NOW_MS + 15 * MINUTE_MS - 1, ..at(0) };
    book.reserve_at(wants(2, SALT, "1"), almost).expect_err("it is held");
    book.reserve_at(wants(3, SALT, "1"), at(15)).expect("an expired one never counts, swept or not");
    assert_eq!(book.last_end(1), Some(ReservationEnd::Expired), "the reserve itself ended it");
    book.assert_holds();
}

#[test]
fn a_document_in_work_has_no_clock() {
    let book = stocked("1");
    book.reserve(for_line(1, ORDER_LINE, "1")).unwrap();
    assert_eq!(book.turn(|tx| reserve::sweep(tx, i64::MAX)).unwrap(), 0);
    let next_year = at(365 * 24 * 60);
    book.reserve_at(wants(2, SALT, "1"), next_year).expect_err("still the order's");
}

#[test]
fn extending_holds_on_and_never_for_less() {
    let book = stocked("2");
    book.reserve(basket(1, SALT, "2")).unwrap();
    assert_eq!(extend(&book, 1, Some(15), 10).unwrap(), [Some(25)]);
    assert_eq!(extend(&book, 1, Some(5), 11).unwrap(), [Some(25)], "nobody loses minutes by asking");
    book.reserve_at(wants(2, SALT, "1"), at(20)).expect_err("held until minute 25");
    assert_eq!(extend(&book, 1, None, 24).unwrap(), [None], "the basket became an order");
    assert_eq!(extend(&book, 1, Some(15), 30).unwrap(), [None]);
    assert_eq!((book.held(1), book.reserved(A, SALT, SALT_LOT)), (kg("2"), kg("2")));
    book.assert_holds();
}

#[test]
fn what_has_ended_is_not_extended() {
    let book = stocked("2");
    book.reserve(basket(1, SALT, "1")).unwrap();
    let how = |end: ReservationEnd| Refusal::ReservationEnded { how: end.word() };
    assert_eq!(extend(&book, 1, Some(15), 15).unwrap_err().refusal, how(ReservationEnd::Expired));
    book.reserve(basket(2, SALT, "1")).unwrap();
    release(&book, 2).unwrap();
    assert_eq!(extend(&book, 2, Some(15), 1).unwrap_err().refusal, how(ReservationEnd::Released));
    assert_eq!(extend(&book, 3, Some(15), 1).unwrap_err().refusal, Refusal::UnknownReservation {});
    book.assert_holds();
}

#[test]
fn releasing_frees_what_is_left_once() {
    let book = stocked("3");
    book.reserve(wants(1, SALT, "2")).unwrap();
    assert_eq!(release(&book, 1).unwrap(), kg("2"));
    assert_eq!(release(&book, 1).unwrap(), Quantity::ZERO, "there is nothing left to give up");
    assert_eq!(release(&book, 9).unwrap_err().refusal, Refusal::UnknownReservation {});
    assert_eq!(book.last_end(1), Some(ReservationEnd::Released));
    book.reserve(wants(2, SALT, "3")).expect("all of it is free again");
    book.assert_holds();
}

#[test]
fn a_document_that_is_done_holds_nothing_any_more() {
    let book = stocked("5");
    book.reserve(for_line(1, ORDER_LINE, "2")).unwrap();
    book.reserve(for_line(2, SECOND_LINE, "1")).unwrap();
    book.reserve(wants(3, SALT, "1")).unwrap();
    let held = book.turn(|tx| reservation::of_document(tx, ORDER)).unwrap();
    assert_eq!(held.len(), 2);
    assert_eq!(book.turn(|tx| reserve::release_document(tx, ORDER, NOW_MS)).unwrap(), 2);
    assert_eq!((book.held(1), book.held(2), book.held(3)), (Quantity::ZERO, Quantity::ZERO, kg("1")));
    book.assert_holds();
}

#[test]
fn the_sweep_ends_five_hundred_at_a_time() {
    let book = stocked("1");
    book.turn(|tx| {
        for number in 1..=501 {
            Stop::sort(reserve::reserve(tx, &basket(number, SALT, "0.001"), at(0)))?
                .expect("there is enough");
        }
        Ok(())
    })
    .unwrap();
    let sweep = |minute: i64| book.turn(move |tx| reserve::sweep(tx, at(minute).now_ms)).unwrap();
    assert_eq!([sweep(14), sweep(15), sweep(15), sweep(15)], [0, 500, 1, 0]);
    assert_eq!(book.reserved(A, SALT, SALT_LOT), Quantity::ZERO);
    book.assert_holds();
}
