//! Guards under the engine: SQL holds the line by itself, `verify` names what is wrong, rebuilding repairs it.

use super::*;
use crate::rebuild::derived;

fn promised() -> Book {
    let book = kitchen();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "8")])).unwrap();
    book.reserve(for_line(1, ORDER_LINE, "5")).unwrap();
    book
}

#[test]
fn sql_itself_refuses_more_than_there_is_and_any_change_of_the_past() {
    let book = promised();
    book.turn(|tx| Stop::sort(reserve::release(tx, id(1), NOW_MS))).unwrap().unwrap();
    let raw = book.raw();
    for sql in [
        "UPDATE balance SET reserved = on_hand + 1 WHERE physical = 1 AND on_hand > 0",
        "UPDATE balance SET reserved = -1 WHERE physical = 1",
        "UPDATE balance SET reserved = 5, on_hand = 4 WHERE physical = 1",
        "UPDATE reservation SET quantity = 1",
        "DELETE FROM reservation",
        "UPDATE reservation_end SET how = 'broken'",
        "DELETE FROM reservation_end",
        "INSERT INTO reservation_end (reservation_row, how, at_ms) VALUES (1, 'expired', 0)",
        "UPDATE reservation_request SET content = '{}'",
        "DELETE FROM reservation_request",
    ] {
        raw.execute_batch(sql).expect_err(sql);
    }
    book.assert_holds();
}

#[test]
fn verify_names_a_balance_that_promises_something_else() {
    let book = promised();
    book.raw().execute_batch("UPDATE balance SET reserved = reserved - 1000000 WHERE reserved > 0").unwrap();
    let difference = book.verify().difference.unwrap();
    assert_eq!(
        difference.to_string(),
        "SALT-1 lot none at A-01: what is reserved is 4 and should be 5",
        "which stock, and both numbers"
    );
    book.turn(|tx| ledger::rebuild::all(tx)).unwrap();
    assert_eq!(book.reserved(A, SALT, SALT_LOT), kg("5"));
    book.assert_holds();
}

#[test]
fn verify_names_a_promise_that_the_open_list_lost_or_kept() {
    for (sql, found) in [
        ("DELETE FROM reservation_open", "false"),
        ("UPDATE reservation_open SET expires_at_ms = 5", "other"),
    ] {
        let book = promised();
        let before = derived(&book);
        book.raw().execute_batch(sql).unwrap();
        let difference = book.verify().difference.unwrap();
        assert_eq!((difference.place.as_str(), difference.found.as_str()), ("SALT-1 at A-01", found));
        book.turn(|tx| ledger::rebuild::all(tx)).unwrap();
        assert_eq!(derived(&book), before, "made again to the same");
        book.assert_holds();
    }
    let book = promised();
    book.turn(|tx| Stop::sort(reserve::release(tx, id(1), NOW_MS))).unwrap().unwrap();
    book.raw()
        .execute_batch(
            "INSERT INTO reservation_open (reservation_row, item_row, location_row, lot_row)
             SELECT row, item_row, location_row, lot_row FROM reservation",
        )
        .unwrap();
    assert_eq!(book.verify().difference.unwrap().found, "true", "one that ended is not open");
}

#[test]
fn verify_names_a_promise_of_goods_that_were_never_there() {
    let book = promised();
    book.raw()
        .execute_batch(
            "INSERT INTO reservation (id, station_id, item_row, lot_row, location_row, quantity, purpose,
             hybrid_clock, made_at_ms) SELECT randomblob(16), station_id, item_row, lot_row,
             (SELECT row FROM location WHERE code = 'B-01'), 3000000, 'order', 1, 1 FROM reservation",
        )
        .unwrap();
    let difference = book.verify().difference.unwrap().to_string();
    assert_eq!(difference, "SALT-1 lot none at B-01: what is reserved is 0 and should be 3");
}

#[test]
fn every_sentence_of_a_broken_promise_is_in_both_languages() {
    let words = [
        include_str!("../../../../../../ui/src/words/en.ftl"),
        include_str!("../../../../../../ui/src/words/id.ftl"),
    ];
    let mut codes: Vec<String> =
        ledger::reserve::said::TaskText::ALL.iter().map(|(code, _)| (*code).to_owned()).collect();
    let word = |value: Value| match value {
        Value::Word(code) => code,
        other => panic!("{other:?} is not a word"),
    };
    codes.extend(ReservationPurpose::ALL.map(|purpose| word(purpose.word())));
    codes.extend(ReservationEnd::ALL.map(|end| word(end.word())));
    for file in words {
        for code in &codes {
            let beginning = format!("{code} = ");
            assert!(file.lines().any(|line| line.starts_with(&beginning)), "{code} has no sentence");
        }
        for (code, carried) in ledger::reserve::said::TaskText::ALL {
            let line = file.lines().find(|line| line.starts_with(&format!("{code} = "))).unwrap();
            for part in line.split("{ $").skip(1) {
                let name = part.split(' ').next().unwrap();
                assert!(carried.contains(&name), "{code} names {name}");
            }
        }
    }
}
