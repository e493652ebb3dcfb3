//! Lots judged by entries: held, released, recalled, another date; each on record, each undone by another.

use crate::reservations::{kitchen, wants};
use crate::support::*;
use domain::entry::{NewEntry, Reason};
use domain::expiry::Expiry;
use domain::lot::{Lot, LotStatus};
use domain::lot_change::{LotAct, LotFact, NewLotChange};
use domain::policy::{OverTolerance, Policy, PolicyOperation, PolicySays};
use domain::*;
use jiff::civil::date;
use ledger::Error;
use ledger::table::entry::{self as entries, Recorded};
use ledger::table::policy::{self, Tolerance};
use ledger::table::{item_life, lot, lot_change, task};

const MARCH: Expiry = Expiry::On(date(2027, 3, 1));
const JUNE: Expiry = Expiry::Month(date(2027, 6, 30));

impl Book {
    pub fn lot(&self, id: LotId) -> Lot {
        self.turn(move |tx| lot::by_id(tx, id)).unwrap().unwrap()
    }

    pub fn undo_lots(&self, of: EntryId, number: u64) -> Result<Recorded, Error> {
        self.turn(move |tx| {
            let (id, now_ms) = (EntryId(uuid(1_000 + number)), NOW_MS + number as i64);
            let back = entries::reversal_of(tx, of, id, BUDI, "desk", now_ms, date(2026, 11, 21))?;
            entries::append(tx, &back)
        })
    }
}

pub fn extend(number: u64, lot: LotId, from: Expiry, to: Expiry) -> NewEntry {
    let fact = LotFact::Expiry { from, to };
    let change = NewLotChange { lot, act: LotAct::Extend, fact, reason: Reason::CheckedGood };
    NewEntry { lot_changes: vec![change], ..entry(number, Vec::new()) }
}

#[test]
fn a_hold_is_an_entry_with_its_reason_and_document_and_another_undoes_it() {
    let book = book();
    let held = book.append(NewEntry { document: Some(ORDER), ..hold(1, CHILI_1) }).unwrap();
    assert_eq!(book.lot(CHILI_1).status, LotStatus::Quarantine);
    let stored = book.turn(move |tx| entries::by_id(tx, held.id)).unwrap().unwrap();
    assert_eq!(stored.new, NewEntry { document: Some(ORDER), ..hold(1, CHILI_1) }, "as it was said");
    let again = book.append(NewEntry { document: Some(ORDER), ..hold(1, CHILI_1) }).unwrap();
    assert!(again.already, "the same operation again changes nothing");
    let undone = book.undo_lots(held.id, 2).unwrap();
    assert_eq!(book.lot(CHILI_1).status, LotStatus::Released);
    let back = book.turn(move |tx| entries::by_id(tx, undone.id)).unwrap().unwrap().new.lot_changes;
    assert_eq!((back[0].act, back[0].reason), (LotAct::Reversal, Reason::Undone));
    let twice = book.undo_lots(held.id, 3);
    assert!(matches!(twice, Err(Error::AlreadyReversed { .. })), "once: {twice:?}");
    let report = book.verify();
    assert_eq!((report.difference, report.lot_change_count), (None, 2));
}

#[test]
fn a_lot_that_was_turned_meanwhile_is_not_turned_from_what_it_no_longer_is() {
    let book = book();
    let held = book.append(hold(1, CHILI_1)).unwrap();
    let stale = book.append(hold(2, CHILI_1));
    assert!(matches!(stale, Err(Error::LotIsOtherwise { lot }) if lot == CHILI_1), "{stale:?}");
    book.append(release(3, CHILI_1)).unwrap();
    let late = book.undo_lots(held.id, 4);
    assert!(matches!(late, Err(Error::LotIsOtherwise { .. })), "the release depends on it: {late:?}");
    assert_eq!(book.lot(CHILI_1).status, LotStatus::Released);
    assert_eq!(book.verify().entry_count, 2, "nothing of the refused ones was written");
    assert_eq!(book.verify().difference, None);
}

#[test]
fn an_extended_lot_keeps_what_is_printed_on_record() {
    let book = book();
    assert_eq!(book.turn(|tx| lot_change::printed_expiry(tx, CHILI_1)).unwrap(), None, "as known");
    let moved = book.append(extend(1, CHILI_1, MARCH, JUNE)).unwrap();
    let later = Expiry::On(date(2027, 9, 1));
    book.append(extend(2, CHILI_1, JUNE, later)).unwrap();
    assert_eq!(book.lot(CHILI_1).expiry, later);
    assert_eq!(book.turn(|tx| lot_change::printed_expiry(tx, CHILI_1)).unwrap(), Some(MARCH));
    let early = book.undo_lots(moved.id, 3);
    assert!(matches!(early, Err(Error::LotIsOtherwise { .. })), "the newest goes first: {early:?}");
    book.append(hold(4, CHILI_1)).unwrap();
    assert_eq!(book.lot(CHILI_1).expiry, later, "a hold is another fact");
    assert_eq!(book.verify().difference, None);
}

#[test]
fn promises_on_a_held_lot_get_other_stock_or_a_task_and_the_orders_are_named() {
    let book = kitchen();
    book.append(entry(1, vec![receive(CHILI, CHILI_1, A, "5"), receive(CHILI, CHILI_2, B, "2")])).unwrap();
    let on_lot = |number, text| NewReservation { lot: None, within: Some(A), ..wants(number, CHILI, text) };
    book.reserve(NewReservation { within: None, lot: None, ..wants(1, CHILI, "2") }).unwrap();
    book.reserve(on_lot(2, "3")).unwrap();
    assert_eq!(book.reserved(A, CHILI, CHILI_1), kg("3"), "the first took the lot that ends sooner");
    let held = book.append(hold(2, CHILI_2)).unwrap();
    let [moved] = held.broken.as_slice() else { panic!("one order was on it: {:?}", held.broken) };
    assert_eq!((moved.quantity, moved.short()), (kg("2"), Quantity::ZERO), "the other lot had two free");
    assert_eq!(book.reserved(A, CHILI, CHILI_1), kg("5"));
    let both = book.append(hold(3, CHILI_1)).unwrap();
    let short: Vec<_> = both.broken.iter().map(|broken| (broken.reservation, broken.short())).collect();
    assert_eq!(short.len(), 2, "both orders are named: {short:?}");
    assert_eq!(book.held(1), Quantity::ZERO);
    assert_eq!(book.held(2), Quantity::ZERO);
    let open = book.turn(|tx| task::open(tx, 10)).unwrap();
    assert_eq!(open.iter().filter(|task| task.kind == "broken_reservation").count(), 3, "{open:?}");
    let asked_again = book.append(hold(3, CHILI_1)).unwrap();
    assert_eq!(asked_again.broken, both.broken, "told the same again");
    book.assert_holds();
}

#[test]
fn undoing_a_release_is_asked_first_while_the_goods_are_promised() {
    let book = kitchen();
    book.append(entry(1, vec![receive(CHILI, CHILI_1, A, "5")])).unwrap();
    book.append(hold(2, CHILI_1)).unwrap();
    let released = book.append(release(3, CHILI_1)).unwrap();
    book.reserve(wants(1, CHILI, "5")).unwrap();
    let refused = book.undo_lots(released.id, 4);
    assert!(matches!(refused, Err(Error::StillReserved(_))), "an order stands on it: {refused:?}");
    assert_eq!((book.lot(CHILI_1).status, book.held(1)), (LotStatus::Released, kg("5")));
    book.append(hold(5, CHILI_1)).expect("a new hold is no command: what is doubtful is doubtful");
    assert_eq!(book.held(1), Quantity::ZERO);
    book.assert_holds();
}

#[test]
fn what_was_done_to_a_lot_is_never_changed_and_verify_names_who_did() {
    for (touch, place, what) in [
        ("UPDATE lot SET status = 'released' WHERE code = 'CHI-1'", "CHILI-1 lot CHI-1", "its status"),
        ("UPDATE lot SET expiry = '2028-01-01' WHERE code = 'CHI-2'", "CHILI-1 lot CHI-2", "its date"),
        ("UPDATE lot_change SET reason = 'other' WHERE row = 1", "TM1-1-000001", "the hash"),
        ("UPDATE lot_change SET lot_row = 1 WHERE row = 3", "TM1-1-000003", "the hash"),
        (
            "UPDATE lot_change SET status_before = 'released' WHERE row = 2",
            "TM1-1-000002",
            "what its lot was before",
        ),
        ("DELETE FROM lot_change WHERE row = 3", "TM1-1-000003", "the hash"),
    ] {
        let book = book();
        book.append(hold(1, CHILI_1)).unwrap();
        let to = (LotAct::Recall, LotStatus::Quarantine, LotStatus::Recalled);
        book.append(turn_lot(2, CHILI_1, to.0, to.1, to.2)).unwrap();
        book.append(extend(3, CHILI_2, Expiry::Month(date(2027, 1, 31)), JUNE)).unwrap();
        assert_eq!(book.verify().difference, None);
        let raw = book.raw();
        if touch.contains("lot_change") {
            let refused = raw.execute_batch(touch);
            assert!(refused.is_err(), "the file itself refuses it: {touch}");
            raw.execute_batch("DROP TRIGGER lot_change_is_not_changed; DROP TRIGGER lot_change_is_kept")
                .unwrap();
        }
        raw.execute_batch(touch).unwrap();
        let difference = book.verify().difference.unwrap_or_else(|| panic!("not noticed: {touch}"));
        assert_eq!((difference.place.as_str(), difference.what), (place, what), "after {touch}");
    }
}

#[test]
fn lots_are_made_again_from_what_was_done_to_them() {
    let book = book();
    book.append(hold(1, CHILI_1)).unwrap();
    book.append(extend(2, CHILI_2, Expiry::Month(date(2027, 1, 31)), JUNE)).unwrap();
    let before = crate::rebuild::derived(&book);
    book.raw()
        .execute_batch(
            "UPDATE lot SET status = 'recalled', expiry_kind = 'none_printed', expiry = NULL
                        WHERE code IN ('CHI-1', 'CHI-2')",
        )
        .unwrap();
    book.turn(|tx| ledger::rebuild::all(tx)).unwrap();
    assert_eq!(book.lot(CHILI_1).status, LotStatus::Quarantine);
    assert_eq!(book.lot(CHILI_2).expiry, JUNE);
    assert_eq!(book.lot(CHILI_2).status, LotStatus::Recalled, "no entry ever spoke of it");
    assert_ne!(crate::rebuild::derived(&book), before, "and so nothing can bring it back");
}

#[test]
fn the_lots_of_a_place_are_those_that_stand_in_it_at_any_depth() {
    let book = book();
    book.append(entry(
        1,
        vec![
            receive(CHILI, CHILI_1, CRATE, "5"),
            receive(CHILI, CHILI_2, B, "2"),
            receive(SALT, SALT_LOT, CRATE, "1"),
        ],
    ))
    .unwrap();
    let codes = |at, limit| {
        let lots = book.turn(move |tx| lot::inside(tx, at, limit)).unwrap();
        lots.into_iter().map(|lot| lot.code).collect::<Vec<_>>()
    };
    assert_eq!(
        (codes(A, 10), codes(SITE, 10)),
        (vec!["CHI-1".to_owned()], vec!["CHI-1".into(), "CHI-2".into()])
    );
    assert_eq!(codes(SITE, 0).len(), 1, "one more than the limit says that there are more");
    let without = book.turn(|tx| lot::items_without_lots_inside(tx, A)).unwrap();
    assert_eq!(without, [SALT], "goods that no lot act can hold");
}

#[test]
fn policies_tolerances_and_how_items_age_come_back_as_they_were_set() {
    let book = book();
    let rule = |location, item, says| Policy { location, item, operation: PolicyOperation::Move, says };
    let (all, salt) = (rule(None, None, PolicySays::Warn), rule(Some(A), Some(SALT), PolicySays::StepUp));
    book.turn(move |tx| policy::put(tx, &all).and_then(|()| policy::put(tx, &salt))).unwrap();
    let softer = rule(Some(A), Some(SALT), PolicySays::Ask);
    book.turn(move |tx| policy::put(tx, &softer)).unwrap();
    let known = book.turn(|tx| policy::for_item(tx, PolicyOperation::Move, SALT)).unwrap();
    assert_eq!(known, [all, softer], "one rule for one place, item and operation");
    assert_eq!(book.turn(|tx| policy::for_item(tx, PolicyOperation::Move, CHILI)).unwrap(), [all]);
    assert!(book.turn(|tx| policy::for_item(tx, PolicyOperation::Adjust, SALT)).unwrap().is_empty());
    let remove = || book.turn(|tx| policy::remove(tx, Some(A), Some(SALT), PolicyOperation::Move)).unwrap();
    assert_eq!((remove(), remove()), (true, false));
    assert_eq!(book.turn(|tx| policy::all(tx)).unwrap(), [all]);

    let of = |supplier: &'static str| book.turn(move |tx| policy::tolerance(tx, supplier, SALT)).unwrap();
    let five = OverTolerance::percent(5).unwrap();
    let set = |over| {
        let tolerance = Tolerance { supplier: "Garam Jaya".to_owned(), item: SALT, over };
        book.turn(move |tx| policy::put_tolerance(tx, &tolerance)).unwrap();
    };
    set(five);
    assert_eq!((of("Garam Jaya"), of("Somebody")), (five, OverTolerance::NONE));
    assert_eq!(book.turn(|tx| policy::tolerances(tx)).unwrap().len(), 1);
    set(OverTolerance::NONE);
    assert!(book.turn(|tx| policy::tolerances(tx)).unwrap().is_empty(), "none is no row");

    let life =
        domain::life::ItemLife { minimum_days: Some(60), waits_for_release: true, ..Default::default() };
    book.turn(move |tx| item_life::put(tx, CHILI, &life)).unwrap();
    assert_eq!(book.turn(|tx| item_life::of(tx, CHILI)).unwrap(), life);
    assert_eq!(book.turn(|tx| item_life::of(tx, SALT)).unwrap(), Default::default());
}
