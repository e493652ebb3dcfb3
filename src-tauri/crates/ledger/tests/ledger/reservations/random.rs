//! Whatever people promise, pick, count and lose, in whatever order: never more is promised than is there, and
//! exactly those are short who were told so. The model only knows what each request was told.

use super::*;
use crate::rebuild::derived;
use crate::support::{entry as an_entry, receive};
use domain::entry::{MovementKind, NewEntry, NewMovement};
use ledger::Error;
use proptest::prelude::*;
use std::collections::BTreeMap;

const GOODS: [(ItemId, LotId); 3] = [(SALT, SALT_LOT), (CHILI, CHILI_1), (CHILI, CHILI_2)];
const BINS: [LocationId; 3] = [A, B, CRATE];
const KINDS: [MovementKind; 5] = [
    MovementKind::Count,
    MovementKind::Damage,
    MovementKind::Scrap,
    MovementKind::Consume,
    MovementKind::Ship,
];

#[derive(Clone, Debug)]
enum Act {
    Receive {
        goods: usize,
        bin: usize,
        grams: i64,
    },
    Reserve {
        item: bool,
        grams: i64,
        minutes: Option<i64>,
        priority: i64,
        whole_only: bool,
    },
    Extend {
        which: usize,
        minutes: Option<i64>,
    },
    Release {
        which: usize,
    },
    /// By name, where it was promised.
    Pick {
        which: usize,
        grams: i64,
    },
    Lose {
        goods: usize,
        bin: usize,
        grams: i64,
        kind: usize,
    },
    Move {
        goods: usize,
        from: usize,
        to: usize,
        grams: i64,
    },
    Wait {
        minutes: i64,
    },
    Sweep,
}

fn act() -> impl Strategy<Value = Act> {
    let grams = || 1..9_000_i64;
    let minutes = || prop_oneof![Just(None), (1..40_i64).prop_map(Some)];
    prop_oneof![
        3 => (0..3_usize, 0..3_usize, grams()).prop_map(|(goods, bin, grams)| Act::Receive { goods, bin, grams }),
        6 => (any::<bool>(), grams(), minutes(), 0..3_i64, any::<bool>()).prop_map(
            |(item, grams, minutes, priority, whole_only)| {
                Act::Reserve { item, grams, minutes, priority, whole_only }
            }),
        2 => (0..8_usize, minutes()).prop_map(|(which, minutes)| Act::Extend { which, minutes }),
        1 => (0..8_usize).prop_map(|which| Act::Release { which }),
        3 => (0..8_usize, grams()).prop_map(|(which, grams)| Act::Pick { which, grams }),
        4 => (0..3_usize, 0..3_usize, grams(), 0..KINDS.len())
            .prop_map(|(goods, bin, grams, kind)| Act::Lose { goods, bin, grams, kind }),
        3 => (0..3_usize, 0..3_usize, 0..3_usize, grams())
            .prop_filter("goods move between two places", |(_, from, to, _)| from != to)
            .prop_map(|(goods, from, to, grams)| Act::Move { goods, from, to, grams }),
        2 => (1..20_i64).prop_map(|minutes| Act::Wait { minutes }),
        1 => Just(Act::Sweep),
    ]
}

/// What each request still counts on.
struct Held {
    millionths: i64,
    /// `None`: no clock.
    until_minute: Option<i64>,
    item: ItemId,
}

#[derive(Default)]
struct Told {
    held: BTreeMap<u64, Held>,
    minute: i64,
    next: u64,
}

impl Told {
    fn is_due(&self, held: &Held) -> bool {
        held.until_minute.is_some_and(|until| until <= self.minute)
    }

    fn open(&self, number: u64) -> i64 {
        let held = &self.held[&number];
        if self.is_due(held) { 0 } else { held.millionths }
    }

    /// Of an item, as nobody counts on it: all places here are good ones.
    fn free(&self, book: &Book, item: ItemId) -> i64 {
        let goods = GOODS.iter().filter(|(other, _)| *other == item);
        let there: i64 =
            goods.flat_map(|(item, lot)| BINS.map(|bin| book.on_hand(bin, *item, *lot).millionths())).sum();
        let held = self.held.iter().filter(|(_, held)| held.item == item);
        there - held.map(|(number, _)| self.open(*number)).sum::<i64>()
    }

    /// Counted from the newest.
    fn pick(&self, which: usize) -> Option<u64> {
        self.held.keys().rev().nth(which).copied()
    }

    fn set(&mut self, number: u64, millionths: i64) {
        self.held.get_mut(&number).expect("it was promised").millionths = millionths;
    }
}

fn grams(grams: i64) -> Quantity {
    Quantity::from_millionths(grams * 1_000).unwrap()
}

fn booked(told: &Told, movement: NewMovement) -> NewEntry {
    let now_ms = at(told.minute).now_ms;
    let number = told.next + 10_000;
    NewEntry { happened_at_ms: now_ms, recorded_at_ms: now_ms, ..an_entry(number, vec![movement]) }
}

fn line(kind: MovementKind, goods: usize, from: LocationId, to: LocationId, amount: i64) -> NewMovement {
    let (item, lot) = GOODS[goods];
    NewMovement { quantity: grams(amount), ..movement(kind, item, lot, from, to, "1") }
}

fn do_it(book: &Book, told: &mut Told, act: Act) {
    told.next += 1;
    match act {
        Act::Receive { goods, bin, grams: amount } => {
            let (item, lot) = GOODS[goods];
            let goods = NewMovement { quantity: grams(amount), ..receive(item, lot, BINS[bin], "1") };
            assert_eq!(book.append(booked(told, goods)).unwrap().broken, [], "more goods break nothing");
        }
        Act::Reserve { item, grams: amount, minutes, priority, whole_only } => {
            let item = if item { SALT } else { CHILI };
            let (wanted, term_ms) = (grams(amount), minutes.map(|minutes| minutes * MINUTE_MS));
            let new = NewReservation { wanted, term_ms, priority, whole_only, ..wants(told.next, item, "1") };
            reserve_it(book, told, new, minutes);
        }
        Act::Extend { which, minutes } => extend(book, told, which, minutes),
        Act::Release { which } => {
            let Some(number) = told.pick(which) else { return };
            let now_ms = at(told.minute).now_ms;
            let freed = book.turn(move |tx| Stop::sort(reserve::release(tx, id(number), now_ms))).unwrap();
            assert_eq!(freed.unwrap().millionths(), told.open(number), "all that was left of it");
            told.set(number, 0);
        }
        Act::Pick { which, grams: amount } => pick(book, told, which, amount),
        Act::Lose { goods, bin, grams: amount, kind } => {
            let lost = line(KINDS[kind], goods, BINS[bin], LOSS, amount);
            let entry = booked(told, lost);
            settle(told, book.append(entry), None);
        }
        Act::Move { goods, from, to, grams: amount } => {
            let moved = line(MovementKind::Move, goods, BINS[from], BINS[to], amount);
            match book.append(booked(told, moved)) {
                Ok(recorded) => assert_eq!(recorded.broken, [], "promises go along inside the site"),
                Err(Error::Short { .. }) => {}
                Err(error) => panic!("{error}"),
            }
        }
        Act::Wait { minutes } => told.minute += minutes,
        Act::Sweep => {
            let now_ms = at(told.minute).now_ms;
            book.turn(move |tx| reserve::sweep(tx, now_ms)).unwrap();
        }
    }
}

/// Exactly what nobody counts on any more is free, swept or not.
fn reserve_it(book: &Book, told: &mut Told, new: NewReservation, minutes: Option<i64>) {
    let (wanted, item, whole_only) = (new.wanted.millionths(), new.item, new.whole_only);
    let free = told.free(book, item);
    match book.reserve_at(new, at(told.minute)) {
        Ok(answer) => {
            let millionths = answer.quantity().millionths();
            assert_eq!(millionths, wanted.min(free), "all of it, or all that is free");
            assert_eq!(answer.shortage.is_some(), free < wanted);
            let until_minute = minutes.map(|minutes| told.minute + minutes);
            told.held.insert(told.next, Held { millionths, until_minute, item });
        }
        Err(refused) => {
            assert_eq!(refused.shortage.unwrap().free.millionths(), free);
            assert!(free < wanted && (whole_only || free == 0), "it was there");
        }
    }
}

fn extend(book: &Book, told: &mut Told, which: usize, minutes: Option<i64>) {
    let Some(number) = told.pick(which) else { return };
    let (term_ms, moment) = (minutes.map(|minutes| minutes * MINUTE_MS), at(told.minute));
    let result = book.turn(move |tx| Stop::sort(reserve::extend(tx, id(number), term_ms, moment))).unwrap();
    assert_eq!(result.is_ok(), told.open(number) > 0, "only what is held is held longer");
    let now = told.minute;
    if let (Ok(_), Some(held)) = (result, told.held.get_mut(&number)) {
        held.until_minute =
            held.until_minute.and_then(|until| minutes.map(|minutes| until.max(now + minutes)));
    }
}

/// From where its first part lies, as much as the act says, whoever else is promised it.
fn pick(book: &Book, told: &mut Told, which: usize, amount: i64) {
    let Some(number) = told.pick(which) else { return };
    let standing = book.turn(move |tx| reserve::standing(tx, id(number))).unwrap().unwrap();
    let Some(part) = standing.open.first() else { return };
    let goods = GOODS.iter().position(|goods| *goods == (part.item, part.lot)).unwrap();
    let entry = booked(told, line(MovementKind::Pick, goods, part.location, CUSTOMER, amount));
    let picked = entry.clone();
    let result = book.turn(move |tx| reserve::commit(tx, id(number), &picked));
    settle(told, result, Some((number, grams(amount).millionths())));
}

/// What the book said was broken is what the model takes off, and nothing else.
fn settle(
    told: &mut Told,
    result: Result<ledger::table::entry::Recorded, Error>,
    picked: Option<(u64, i64)>,
) {
    let recorded = match result {
        Ok(recorded) => recorded,
        Err(Error::Short { .. }) => return,
        Err(error) => panic!("{error}"),
    };
    if let Some((number, millionths)) = picked {
        told.set(number, (told.open(number) - millionths).max(0));
    }
    for broken in &recorded.broken {
        let number = (broken.reservation.0.as_u128() - id(0).0.as_u128()) as u64;
        let (open, short) = (told.open(number), broken.short().millionths());
        assert!(open >= short, "nobody loses what they did not have");
        told.set(number, open - short);
    }
}

fn check(acts: Vec<Act>) {
    let book = kitchen();
    let mut told = Told::default();
    for (index, act) in acts.into_iter().enumerate() {
        do_it(&book, &mut told, act.clone());
        book.assert_nothing_is_promised_twice();
        for number in told.held.iter().filter(|(_, held)| !told.is_due(held)).map(|(number, _)| *number) {
            let held = book.held(number).millionths();
            assert_eq!(held, told.open(number), "request {number} after step {index}: {act:?}");
        }
        assert_eq!(book.verify().difference, None, "after step {index}: {act:?}");
    }
    let before = derived(&book);
    book.turn(|tx| ledger::rebuild::all(tx)).unwrap();
    assert_eq!(derived(&book), before, "made again to the same numbers");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_nobody_is_promised_what_is_not_there(acts in proptest::collection::vec(act(), 1..50)) {
        check(acts);
    }
}
