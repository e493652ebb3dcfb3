//! Explain this number: the statement adds up, for every number there is.

use crate::days::*;
use crate::support::*;
use domain::entry::{MovementKind, NewEntry};
use domain::*;
use ledger::Error;
use ledger::read::explain::{self, Explanation, Number, Step};
use ledger::read::places::Where;
use ledger::read::total::Total;

fn page(book: &Book, what: Number, cursor: Option<&str>, limit: u32) -> Explanation {
    book.runtime.block_on(explain::explain(book.ledger.pool(), what, cursor, limit)).unwrap()
}

/// All steps; each page is held to its own sum, and the last one begins with nothing.
fn steps(book: &Book, what: Number, limit: u32) -> (Total, i64, Vec<Step>) {
    let (mut steps, mut cursor): (Vec<Step>, _) = (Vec::new(), None);
    let first = page(book, what, None, limit);
    let mut stands = (first.end, first.end_pieces);
    loop {
        let page = page(book, what, cursor.as_deref(), limit);
        assert_eq!((page.end, page.end_pieces), stands, "a page begins where the one before ended");
        for step in &page.steps {
            assert_eq!((step.after, step.after_pieces), stands, "each step stands on the one below it");
            stands = (step.after.minus(step.change).unwrap(), step.after_pieces - step.change_pieces);
        }
        assert_eq!((page.start, page.start_pieces), stands, "start and changes make the end");
        steps.extend(page.steps);
        cursor = page.next;
        if cursor.is_none() {
            assert_eq!(stands, (Total::ZERO, 0), "in the beginning there was nothing");
            return (first.end, first.end_pieces, steps);
        }
    }
}

fn lines(steps: &[Step]) -> Vec<String> {
    let line = |step: &Step| {
        let with = step.came_with.as_ref().map_or(String::new(), |with| format!(" with {}", with.code));
        format!("{} {} = {}{with}", step.row.kind.text(), step.change.text(0), step.after.text(0))
    };
    steps.iter().map(line).collect()
}

#[test]
fn a_statement_reads_like_an_account() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "50")])).unwrap();
    book.append(entry(2, vec![movement(MovementKind::Damage, SALT, SALT_LOT, A, LOSS, "3")])).unwrap();
    book.append(entry(3, vec![move_goods(SALT, SALT_LOT, A, CRATE, "10")])).unwrap();
    let number = |location| Number { item: SALT, lot: None, location: Some(location) };
    let at = steps(&book, number(Where::At(A)), 2);
    assert_eq!(lines(&at.2), ["move -10 = 37", "damage -3 = 47", "receive 50 = 50"]);
    let inside = steps(&book, number(Where::In(A)), 2);
    assert_eq!(lines(&inside.2), ["damage -3 = 47", "receive 50 = 50"], "what moved inside changed nothing");
    let everywhere = steps(&book, Number { item: SALT, lot: None, location: None }, 1);
    assert_eq!(lines(&everywhere.2), lines(&inside.2), "nor does it change what there is in all");
    let there = steps(&book, number(Where::At(SUPPLIER)), 5);
    assert_eq!(lines(&there.2), ["receive -50 = -50"], "what a supplier gave is missing there");
}

#[test]
fn goods_that_came_in_a_crate_say_with_which_and_when() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, CRATE, "10")])).unwrap();
    let moved = book.append(place(2, PALLET, A, B)).unwrap();
    book.append(entry(3, vec![receive(SALT, SALT_LOT, B, "1")])).unwrap();
    let (end, _, steps_at_b) =
        steps(&book, Number { item: SALT, lot: Some(SALT_LOT), location: Some(Where::In(B)) }, 10);
    assert_eq!(
        (end.text(0).as_str(), lines(&steps_at_b)),
        ("11", vec!["receive 1 = 11".to_owned(), "receive 10 = 10 with PL-1".to_owned(),])
    );
    let with = steps_at_b[1].came_with.as_ref().unwrap();
    let placed = with.placed.as_ref().unwrap();
    assert_eq!((placed.entry, placed.number.as_str()), (moved.id, "TM1-1-000002"), "the pallet's own move");
    assert_eq!((placed.from_code.as_str(), placed.to_code.as_str()), ("A-01", "B-01"));
    let nothing = page(&book, Number { item: SALT, lot: None, location: Some(Where::In(A)) }, None, 10);
    assert_eq!(
        (nothing.end, nothing.steps.len()),
        (Total::ZERO, 0),
        "where the pallet stood nothing is left"
    );
    let in_crate = steps(&book, Number { item: SALT, lot: None, location: Some(Where::In(CRATE)) }, 10).2;
    assert_eq!(in_crate[0].came_with, None, "the crate that is asked about brought nothing");
}

#[test]
fn a_number_that_is_not_here_and_a_cursor_that_no_page_gave_are_refused() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "5"), receive(SALT, SALT_LOT, A, "5")])).unwrap();
    let ask = |what: Number, cursor: Option<&str>| {
        book.runtime.block_on(explain::explain(book.ledger.pool(), what, cursor, 1))
    };
    let salt = Number { item: SALT, lot: None, location: None };
    let unknown = ask(Number { item: ItemId(uuid(9_999)), ..salt }, None);
    assert!(matches!(unknown, Err(Error::Missing { .. })), "{unknown:?}");
    for cursor in ["x", "1", "2.7.0"] {
        let refused = ask(salt, Some(cursor));
        assert!(matches!(refused, Err(Error::Stored { what: "a cursor", .. })), "{cursor}: {refused:?}");
    }
}

#[test]
fn what_is_booked_meanwhile_changes_no_later_page() {
    let book = book();
    for number in 1..=5 {
        book.append(entry(number, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    }
    let salt = Number { item: SALT, lot: None, location: None };
    let first = page(&book, salt, None, 2);
    book.append(entry(6, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let second = page(&book, salt, first.next.as_deref(), 10);
    assert_eq!((second.end, second.start, second.steps.len()), (kg("3").into(), Total::ZERO, 3));
}

#[test]
fn every_balance_is_the_sum_of_its_movements() {
    for seed in 11..=13 {
        let days = worked(seed, 250);
        let balances = balances(&days.book);
        assert!(balances.len() > 20, "seed {seed}: there is something to explain");
        for (what, stands) in balances {
            let (end, pieces, _) = steps(&days.book, what, 5);
            assert_eq!((end, pieces), stands, "seed {seed}: {what:?} ends with its balance");
        }
    }
}

#[test]
fn every_place_with_its_crates_and_every_item_is_explained() {
    for seed in 21..=23 {
        let days = worked(seed, 250);
        for item in [SALT, CHILI, SAUCE, MEAT] {
            for root in [SITE, A, B, ZONE, PALLET, CRATE] {
                let what = Number { item, lot: None, location: Some(Where::In(root)) };
                let (end, pieces, steps) = steps(&days.book, what, 9);
                let (wanted, wanted_pieces) = model(&days, item, |place| days.is_in(place, root));
                assert_eq!((end, pieces), (wanted, wanted_pieces), "seed {seed}: {item} in {root}");
                for step in &steps {
                    let end = if step.change > Total::ZERO { step.row.to } else { step.row.from };
                    let in_crate = [CRATE, PALLET].contains(&end) && ![CRATE, PALLET].contains(&root);
                    let in_crate = in_crate || (end == CRATE && root == PALLET);
                    assert_eq!(step.came_with.is_some(), in_crate, "seed {seed}: goods in a crate say so");
                }
            }
            let (end, pieces, _) = steps(&days.book, Number { item, lot: None, location: None }, 500);
            let everywhere = model(&days, item, |place| kind_of(place).is_physical());
            assert_eq!((end, pieces), everywhere, "seed {seed}: {item} in all");
        }
    }
}

/// Every balance there is, outside too.
fn balances(book: &Book) -> Vec<(Number, (Total, i64))> {
    let raw = book.raw();
    let sql = "SELECT i.id, l.id, p.id, b.on_hand, b.pieces FROM balance b JOIN item i ON i.row = b.item_row
               JOIN lot l ON l.row = b.lot_row JOIN location p ON p.row = b.location_row ORDER BY 1, 2, 3";
    let mut statement = raw.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let id = |index| Ok::<_, rusqlite::Error>(uuid::Uuid::from_bytes(row.get(index)?));
        let (item, lot) = (ItemId(id(0)?), Some(LotId(id(1)?)));
        let location = Some(Where::At(LocationId(id(2)?)));
        Ok((Number { item, lot, location }, (Total::from_millionths(row.get(3)?), row.get(4)?)))
    });
    rows.unwrap().map(|row| row.unwrap()).collect()
}

/// What stands there by the movements, worked out by hand.
fn model(days: &Days, item: ItemId, is_here: impl Fn(LocationId) -> bool) -> (Total, i64) {
    let movements = days.booked.iter().flat_map(|entry: &NewEntry| &entry.movements);
    movements.filter(|movement| movement.item == item).fold(
        (Total::ZERO, 0),
        |(sum, pieces), movement| match (is_here(movement.from), is_here(movement.to)) {
            (false, true) => (sum.plus(movement.quantity).unwrap(), pieces + movement.pieces),
            (true, false) => (sum.minus(movement.quantity).unwrap(), pieces - movement.pieces),
            _ => (sum, pieces),
        },
    )
}
