//! The last 60 units and 104 who want one, all at once.

use super::book::{self, NOW_MS, item_id, make_item, sku, uuid};
use super::engine::{Station, receipt};
use super::spread::Spread;
use domain::{NewReservation, Quantity, ReservationId, ReservationPurpose};
use jiff::civil::date;
use ledger::reserve::{Moment, Stop, reserve};
use ledger::table::entry;
use std::sync::Barrier;
use std::time::{Duration, Instant};
use uuid::Uuid;

const UNITS: i64 = 60;
pub const ASKING: u32 = 104;

/// How long each waited for its answer, and how many were accepted in each round.
pub struct Rush {
    pub waited: Spread,
    pub accepted: Vec<u32>,
}

impl Rush {
    /// 60 when every round gave exactly that, otherwise the round farthest from it.
    pub fn accepted(&self) -> u32 {
        let off = |count: &&u32| i64::from(**count).abs_diff(UNITS);
        self.accepted.iter().max_by_key(off).copied().unwrap_or(0)
    }
}

/// Each round is of an item of its own; `first_item` is the first number no item has.
pub fn rush(station: &Station, rounds: u32, first_item: u32) -> Rush {
    let mut rush = Rush { waited: Spread::default(), accepted: Vec::new() };
    for round in 0..rounds {
        let item = first_item + round;
        put_last_units(station, item);
        let answers = ask(station, item);
        rush.accepted.push(answers.iter().filter(|(is_accepted, _)| *is_accepted).count() as u32);
        answers.iter().for_each(|(_, waited)| rush.waited.add(*waited));
    }
    rush
}

/// A new item of that number, of which there are so many and no more; gives its SKU.
pub fn put_last_units(station: &Station, item: u32) -> String {
    station.work(move |tx| {
        make_item(tx, item)?;
        let units = Quantity::from_units(UNITS).expect("sixty is a small number");
        entry::append(tx, &receipt(uuid(11, u128::from(item)), item, book::home(item), units)).map(|_| ())
    });
    sku(item)
}

fn ask(station: &Station, item: u32) -> Vec<(bool, Duration)> {
    let gate = Barrier::new(ASKING as usize);
    std::thread::scope(|scope| {
        let one = |caller: u32| {
            let gate = &gate;
            scope.spawn(move || {
                let new = wish(uuid(12, u128::from(item) * 1_000 + u128::from(caller)), item);
                gate.wait();
                let start = Instant::now();
                let moment = Moment { now_ms: NOW_MS, today: date(2026, 11, 21) };
                let answer = station.work(move |tx| Stop::sort(reserve(tx, &new, moment)));
                (answer.is_ok(), start.elapsed())
            })
        };
        let callers: Vec<_> = (0..ASKING).map(one).collect();
        callers.into_iter().map(|caller| caller.join().expect("who asks is answered")).collect()
    })
}

fn wish(id: Uuid, item: u32) -> NewReservation {
    NewReservation {
        id: ReservationId(id),
        item: item_id(item),
        wanted: Quantity::ONE,
        lot: None,
        within: None,
        document: None,
        line: None,
        purpose: ReservationPurpose::Basket,
        priority: 0,
        term_ms: ReservationPurpose::Basket.default_term_ms(),
        good_days: 0,
        whole_only: true,
    }
}
