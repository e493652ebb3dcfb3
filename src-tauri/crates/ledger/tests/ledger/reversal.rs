//! Undo: a whole entry, once, by another entry.

use crate::support::*;
use domain::entry::{Evidence, MovementKind, NewEntry, Reason};
use domain::{EntryId, Quantity};
use jiff::civil::date;
use ledger::Error;
use ledger::table::entry::{self as entries, Recorded};
use ledger::table::{location, serial_position};

fn undo(book: &Book, entry: EntryId, number: u64) -> Result<Recorded, Error> {
    book.turn(move |tx| {
        let now_ms = NOW_MS + number as i64;
        let new_id = EntryId(uuid(1_000 + number));
        let reversal = entries::reversal_of(tx, entry, new_id, BUDI, "desk", now_ms, date(2026, 11, 21))?;
        entries::append(tx, &reversal)
    })
}

#[test]
fn undoing_moves_the_same_goods_back_and_says_so() {
    let book = book();
    let new = NewEntry {
        document: Some(ORDER),
        ..entry(1, vec![receive(SALT, SALT_LOT, A, "5"), move_goods(SALT, SALT_LOT, A, B, "2")])
    };
    let first = book.append(new).unwrap();
    let undone = undo(&book, first.id, 2).unwrap();
    for place in [A, B, SUPPLIER] {
        assert_eq!(book.on_hand(place, SALT, SALT_LOT), Quantity::ZERO);
    }
    let stored = book.turn(move |tx| entries::by_id(tx, undone.id)).unwrap().unwrap();
    let froms: Vec<_> = stored.new.movements.iter().map(|movement| (movement.from, movement.to)).collect();
    assert_eq!(froms, [(B, A), (A, SUPPLIER)], "the last line goes first");
    assert!(stored.new.movements.iter().all(|movement| {
        movement.kind == MovementKind::Reversal
            && movement.reason == Some(Reason::Undone)
            && movement.evidence == Evidence::Derived
    }));
    assert_eq!((stored.new.reverses, stored.new.document), (Some(first.id), Some(ORDER)));
    let of_first = book.turn(move |tx| entries::by_id(tx, first.id)).unwrap().unwrap();
    assert_eq!(of_first.reversed_by, Some(undone.id));
    assert_eq!(book.verify().difference, None);
}

#[test]
fn an_entry_is_undone_once() {
    let book = book();
    let first = book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "5")])).unwrap();
    let undone = undo(&book, first.id, 2).unwrap();
    let twice = undo(&book, first.id, 3);
    assert!(matches!(twice, Err(Error::AlreadyReversed { entry }) if entry == first.id), "{twice:?}");
    let undoing = undo(&book, undone.id, 4);
    assert!(matches!(undoing, Err(Error::IsReversal { .. })), "an undoing is not undone: {undoing:?}");
    let by_hand = NewEntry { reverses: Some(first.id), ..entry(5, vec![receive(SALT, SALT_LOT, A, "1")]) };
    let by_hand = book.append(by_hand);
    assert!(matches!(by_hand, Err(Error::AlreadyReversed { .. })), "nor by writing it oneself: {by_hand:?}");
}

#[test]
fn goods_that_moved_on_are_not_taken_back() {
    let book = book();
    let first = book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "5")])).unwrap();
    book.append(entry(2, vec![move_goods(SALT, SALT_LOT, A, B, "3")])).unwrap();
    let moved_on = undo(&book, first.id, 3);
    let Err(Error::Short { location, there, wanted, .. }) = moved_on else { panic!("{moved_on:?}") };
    assert_eq!((location, there, wanted), (A, kg("2"), kg("5")));
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), kg("2"));
}

#[test]
fn undo_takes_the_newest_of_this_seat_and_person_then_the_one_before() {
    let book = book();
    let newest =
        |since_ms| book.turn(move |tx| entries::newest_undoable(tx, "dock", DEWI, since_ms)).unwrap();
    assert_eq!(newest(0), None);
    let ids: Vec<EntryId> = (1..=3)
        .map(|number| book.append(entry(number, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap().id)
        .collect();
    let other = NewEntry { operator: BUDI, ..entry(4, vec![receive(SALT, SALT_LOT, A, "1")]) };
    book.append(other).unwrap();
    assert_eq!(newest(0), Some(ids[2]), "another person's entry is not ours to undo");
    book.turn({
        let last = ids[2];
        move |tx| {
            let new = entries::reversal_of(
                tx,
                last,
                EntryId(uuid(1_005)),
                DEWI,
                "dock",
                NOW_MS + 5,
                date(2026, 11, 21),
            )?;
            entries::append(tx, &new)
        }
    })
    .unwrap();
    assert_eq!(newest(0), Some(ids[1]), "neither what is undone nor the undoing");
    assert_eq!(newest(NOW_MS + 2), Some(ids[1]));
    assert_eq!(newest(NOW_MS + 3), None, "not before this shift");
}

#[test]
fn a_moved_container_is_put_back() {
    let book = book();
    let moved = book.append(place(1, PALLET, A, B)).unwrap();
    undo(&book, moved.id, 2).unwrap();
    assert_eq!(book.turn(|tx| location::by_id(tx, PALLET)).unwrap().unwrap().parent, Some(A));
    let again = book.append(place(3, PALLET, A, B)).unwrap();
    book.append(place(4, PALLET, B, SITE)).unwrap();
    let moved_on = undo(&book, again.id, 5);
    assert!(matches!(moved_on, Err(Error::ContainerElsewhere { there: Some(SITE), .. })), "{moved_on:?}");
    assert_eq!(book.verify().difference, None);
}

#[test]
fn a_serial_goes_back_to_where_it_was() {
    let book = book();
    let serial = Some("SN-1".to_owned());
    let arrived = domain::entry::NewMovement { serial, ..receive(SCALE, SCALE_LOT, A, "1") };
    let moved = domain::entry::NewMovement { from: A, to: B, ..arrived.clone() };
    book.append(entry(1, vec![arrived])).unwrap();
    let second = book.append(entry(2, vec![moved])).unwrap();
    undo(&book, second.id, 3).unwrap();
    assert_eq!(book.turn(|tx| serial_position::find(tx, SCALE, "SN-1")).unwrap().unwrap().location, A);
    assert_eq!(book.verify().difference, None);
}
