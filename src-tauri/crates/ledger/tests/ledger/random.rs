//! Whatever people do in whatever order: sums stay zero, nothing goes below zero, the chain holds, balances
//! can be made again. The model is a plain map.

use crate::rebuild::derived;
use crate::support::*;
use domain::entry::{MovementKind, NewEntry, NewMovement};
use domain::expiry::Expiry;
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::Lot;
use domain::*;
use jiff::civil::date;
use ledger::Error;
use ledger::table::{entry as entries, location, lot};
use proptest::prelude::*;
use std::collections::HashMap;

const GOODS: [(ItemId, LotId); 3] = [(SALT, SALT_LOT), (CHILI, CHILI_1), (CHILI, CHILI_2)];
const ENDS: [LocationId; 6] = [A, B, CRATE, SUPPLIER, LOSS, CUSTOMER];

#[derive(Clone, Debug)]
enum Act {
    /// Goods, from, to, millionths.
    Move(Vec<(usize, usize, usize, i64)>),
    /// An earlier act, counted from the newest.
    Undo(usize),
    /// The pallet goes to A or B.
    Push(bool),
}

fn act() -> impl Strategy<Value = Act> {
    let line = (0..GOODS.len(), 0..ENDS.len(), 0..ENDS.len(), 1..20_000_000_i64)
        .prop_filter("goods go between two places, one of them ours", |(_, from, to, _)| {
            from != to && (*from < 3 || *to < 3)
        });
    prop_oneof![
        8 => proptest::collection::vec(line, 1..4).prop_map(Act::Move),
        2 => (0_usize..6).prop_map(Act::Undo),
        1 => any::<bool>().prop_map(Act::Push),
    ]
}

type Model = HashMap<(LocationId, ItemId, LotId), i64>;

/// Plays the lines on the model; `None` when a physical place would go below zero.
fn play(model: &Model, movements: &[NewMovement]) -> Option<Model> {
    let mut model = model.clone();
    for movement in movements {
        let NewMovement { item, lot, from, to, quantity, .. } = movement;
        let there = model.entry((*from, *item, *lot)).or_default();
        *there -= quantity.millionths();
        if [A, B, CRATE].contains(from) && *there < 0 {
            return None;
        }
        *model.entry((*to, *item, *lot)).or_default() += quantity.millionths();
    }
    Some(model)
}

fn check(book: &Book, acts: Vec<Act>) {
    let mut model = Model::new();
    let mut booked: Vec<EntryId> = Vec::new();
    let mut at_b = false;
    for (index, act) in acts.into_iter().enumerate() {
        let number = index as u64 + 1;
        let new = match act {
            Act::Move(lines) => entry(number, lines.into_iter().map(one).collect()),
            Act::Push(to_b) if to_b == at_b => continue,
            Act::Push(true) => place(number, PALLET, A, B),
            Act::Push(false) => place(number, PALLET, B, A),
            Act::Undo(back) => {
                let Some(id) = booked.len().checked_sub(back + 1).map(|at| booked[at]) else { continue };
                match undoing(book, id, number) {
                    Ok(new) => new,
                    Err(Error::AlreadyReversed { .. } | Error::IsReversal { .. }) => continue,
                    Err(error) => panic!("{error}"),
                }
            }
        };
        let expected = play(&model, &new.movements);
        let placed = new.placements.first().map(|placement| (placement.from, placement.to));
        let fits = placed.is_none_or(|(from, _)| from == if at_b { B } else { A });
        match (book.append(new), expected) {
            (Ok(recorded), Some(after)) if fits => {
                model = after;
                booked.push(recorded.id);
                at_b = placed.map_or(at_b, |(_, to)| to == B);
            }
            (Err(Error::Short { .. }), None) => {}
            (Err(Error::ContainerElsewhere { .. }), _) if !fits => {}
            (outcome, expected) => panic!("{outcome:?}, expected {expected:?}"),
        }
    }
    for ((location, item, lot), millionths) in model {
        assert_eq!(book.on_hand(location, item, lot).millionths(), millionths);
    }
    assert_eq!(book.verify().difference, None);
    let before = derived(book);
    book.turn(|tx| ledger::rebuild::all(tx)).unwrap();
    assert_eq!(derived(book), before, "made again to the same numbers");
}

fn one((goods, from, to, millionths): (usize, usize, usize, i64)) -> NewMovement {
    let (item, lot) = GOODS[goods];
    let quantity = Quantity::from_millionths(millionths).unwrap();
    NewMovement { quantity, ..movement(MovementKind::Move, item, lot, ENDS[from], ENDS[to], "1") }
}

fn undoing(book: &Book, id: EntryId, number: u64) -> Result<NewEntry, Error> {
    let new_id = EntryId(uuid(1_000 + number));
    let now_ms = NOW_MS + number as i64;
    book.turn(move |tx| entries::reversal_of(tx, id, new_id, DEWI, "dock", now_ms, date(2026, 11, 21)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_do_the_book_holds(acts in proptest::collection::vec(act(), 1..40)) {
        check(&book(), acts);
    }
}

/// Found by the simulation.
#[test]
fn what_stands_in_a_crate_never_stands_too_deep() {
    let book = book();
    let (tub, truck) = (LocationId(uuid(70)), LocationId(uuid(71)));
    let made = |id, code: &str, parent| Location {
        id,
        kind: LocationKind::Container,
        code: code.to_owned(),
        name: String::new(),
        parent: Some(parent),
        purpose: Purpose::Store,
    };
    let containers = [made(tub, "TUB-1", CRATE), made(truck, "TR-1", B)];
    book.turn(move |tx| containers.iter().try_for_each(|made| location::insert(tx, made, None, NOW_MS)))
        .unwrap();
    let too_deep = book.append(place(1, PALLET, A, truck));
    assert!(matches!(too_deep, Err(Error::CannotPlace { .. })), "the tub would be the sixth: {too_deep:?}");
    book.append(place(2, tub, CRATE, PALLET)).expect("taken out of the crate it is the fourth");
    book.append(place(3, PALLET, A, truck)).expect("and now all of them are five at most");
}

/// Found by the simulation: the lot it really is of would keep a unit that nobody has.
#[test]
fn a_serial_does_not_leave_under_another_lot() {
    let book = book();
    let other = LotId(uuid(72));
    let made = Lot { item: SCALE, ..a_lot(other, "S-2", Expiry::NonePrinted) };
    book.turn(move |tx| lot::insert(tx, &made, NOW_MS)).unwrap();
    let serial = |lot, from, to| NewMovement {
        serial: Some("SN-77".to_owned()),
        ..movement(MovementKind::Move, SCALE, lot, from, to, "1")
    };
    book.append(entry(1, vec![serial(SCALE_LOT, SUPPLIER, A), receive(SCALE, other, A, "1")])).unwrap();
    let wrong = book.append(entry(2, vec![serial(other, A, CUSTOMER)]));
    assert!(matches!(wrong, Err(Error::SerialElsewhere { .. })), "it is of the other lot: {wrong:?}");
    book.append(entry(3, vec![serial(SCALE_LOT, A, CUSTOMER)])).expect("under its own it goes");
}
