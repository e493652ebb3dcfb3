//! What random people do: mostly what makes sense, sometimes what cannot be. Each act is one entry, or
//! one that came before.

use crate::dice::Dice;
use crate::goods_in_hand::{Line, Wanted};
use crate::model::Model;
use crate::world::{self, ADJUSTMENT, CUSTOMER, Goods, HAND, LOSS, PEOPLE, PRODUCTION, SAMPLES, SUPPLIER};
use domain::entry::{MovementKind, NewEntry, NewMovement, NewPlacement, Reason};
use domain::lot::LotStatus;
use domain::lot_change::{LotAct, LotFact, NewLotChange};
use domain::{EntryId, LocationId, NewReservation, ReservationId};
use jiff::civil::date;

const STATUSES: [LotStatus; 3] = [LotStatus::Released, LotStatus::Quarantine, LotStatus::Recalled];

/// One thing that somebody does.
#[derive(Clone, Debug)]
pub enum Act {
    Book(NewEntry),
    /// The entry that undoes this one; all but what it moves is in `like`.
    Undo {
        entry: EntryId,
        like: NewEntry,
    },
    /// Booked, and thought better of in the same breath: nothing must be left of it.
    ThoughtBetterOf(NewEntry),
    /// Stock for an order, or for a basket for a while.
    Promise {
        new: NewReservation,
        now_ms: i64,
    },
    GiveUp {
        id: ReservationId,
        now_ms: i64,
    },
    /// For so long from now; without a clock from now on.
    Extend {
        id: ReservationId,
        term_ms: Option<i64>,
        now_ms: i64,
    },
    /// What was promised is taken, from there or from elsewhere.
    PickFor {
        id: ReservationId,
        entry: NewEntry,
    },
    /// Those whose time ran out are tidied away.
    Sweep {
        now_ms: i64,
    },
}

impl Act {
    /// When somebody does it, by the clock that they have.
    pub fn now_ms(&self) -> i64 {
        match self {
            Act::Book(entry) | Act::ThoughtBetterOf(entry) | Act::PickFor { entry, .. } => {
                entry.recorded_at_ms
            }
            Act::Undo { like, .. } => like.recorded_at_ms,
            Act::Promise { now_ms, .. }
            | Act::GiveUp { now_ms, .. }
            | Act::Extend { now_ms, .. }
            | Act::Sweep { now_ms } => *now_ms,
        }
    }
}

/// Somebody who works with these goods at these places.
pub struct People {
    pub dice: Dice,
    pub goods: Vec<Goods>,
    pub places: Vec<LocationId>,
    crates: Vec<LocationId>,
    pub now_ms: i64,
    entry_count: u64,
    pub serial_count: u64,
    pub promise_count: u64,
}

impl People {
    pub fn new(dice: Dice) -> People {
        let (goods, places, crates) = (world::goods(), world::physical(), world::containers());
        let now_ms = world::NOW_MS;
        People { dice, goods, places, crates, now_ms, entry_count: 0, serial_count: 0, promise_count: 0 }
    }

    /// The next act, given what stands in the book.
    pub fn act(&mut self, model: &Model) -> Act {
        match self.dice.below(100) {
            0..=59 => Act::Book(self.work(model)),
            60..=62 => Act::Book(self.judge_a_lot(model)),
            63..=73 => self.promise(model),
            74..=80 => self.undo(model),
            81..=90 => Act::Book(self.move_crates(model)),
            91..=93 => Act::ThoughtBetterOf(self.work(model)),
            94..=96 => Act::Book(self.again(model)),
            97 => Act::Book(self.reuse(model)),
            _ => {
                let mut both = self.work(model);
                both.placements = self.move_crates(model).placements;
                Act::Book(both)
            }
        }
    }

    /// Goods moved for one of the reasons there are.
    fn work(&mut self, model: &Model) -> NewEntry {
        use MovementKind::*;
        let here = self.place();
        let movements = match self.dice.below(34) {
            0..=4 => self.lines(model, Receive, Some(SUPPLIER), here),
            5..=7 => return self.cook(model, here),
            8..=12 => self.lines(model, Move, None, here),
            13 | 14 => self.lines(model, Pick, None, HAND),
            15 | 16 => self.lines(model, Pack, Some(HAND), here),
            17..=19 => self.lines(model, Ship, None, CUSTOMER),
            20 => self.lines(model, Return, Some(CUSTOMER), here),
            21 => self.lines(model, Refund, Some(CUSTOMER), here),
            22 => self.lines(model, Adjust, Some(ADJUSTMENT), here),
            23 => self.lines(model, Adjust, None, ADJUSTMENT),
            24 | 31 | 32 => return self.count_a_shelf(model),
            25 => self.lines(model, Damage, None, LOSS),
            26 => self.lines(model, Sample, None, SAMPLES),
            27 => self.lines(model, Initial, Some(ADJUSTMENT), here),
            28 => self.lines(model, Rework, Some(PRODUCTION), here),
            29 | 30 => return self.transfer(model),
            _ => return self.more_than_the_book_has(model),
        };
        self.entry(movements)
    }

    /// Ingredients in, products out, some of it lost on the way: one entry.
    fn cook(&mut self, model: &Model, here: LocationId) -> NewEntry {
        let mut movements = self.lines(model, MovementKind::Consume, None, PRODUCTION);
        movements.extend(self.lines(model, MovementKind::Produce, Some(PRODUCTION), here));
        if self.dice.once_in(2) {
            movements.extend(self.lines(model, MovementKind::Scrap, Some(PRODUCTION), LOSS));
        }
        self.entry(movements)
    }

    /// A fact the book did not expect: what is missing comes from `adjustment` first, in the same entry.
    fn more_than_the_book_has(&mut self, model: &Model) -> NewEntry {
        let (from, to) = (self.place(), if self.dice.once_in(2) { CUSTOMER } else { HAND });
        let wanted = Wanted { model, kind: MovementKind::Pick, from: Some(SUPPLIER), to: HAND };
        let mut line = self.line(&wanted);
        let there = model.at((from, line.item, line.lot)).millionths;
        let missing = line.quantity.millionths() - there;
        if from == to || missing <= 0 || line.serial.is_some() {
            return self.entry(vec![line]);
        }
        (line.from, line.to) = (from, to);
        let quantity = domain::Quantity::from_millionths(missing).expect("less than what is wanted");
        let found = NewMovement {
            kind: MovementKind::Adjust,
            from: ADJUSTMENT,
            to: from,
            quantity,
            pieces: 0,
            reason: Some(Reason::BookWasShort),
            ..line.clone()
        };
        self.entry(vec![found, line])
    }

    /// One to four lines; from wherever there is stock when no place is named.
    pub fn lines(
        &mut self,
        model: &Model,
        kind: MovementKind,
        from: Option<LocationId>,
        to: LocationId,
    ) -> Vec<NewMovement> {
        let count = if self.dice.once_in(3) { self.dice.between(2, 4) } else { 1 };
        (0..count).map(|_| self.line(&Wanted { model, kind, from, to })).collect()
    }

    /// A crate or several, to where they may stand and sometimes to where they may not.
    fn move_crates(&mut self, model: &Model) -> NewEntry {
        let count = self.dice.between(1, 3);
        let placements = (0..count).map(|_| self.move_crate(model)).collect();
        NewEntry { placements, ..self.entry(Vec::new()) }
    }

    fn move_crate(&mut self, model: &Model) -> NewPlacement {
        let container = self.dice.one(&self.crates);
        let from = if self.dice.once_in(12) { self.place() } else { model.parents[&container] };
        let mut to = if self.dice.once_in(15) { CUSTOMER } else { self.place() };
        while to == from || to == container {
            to = self.place();
        }
        NewPlacement { container, from, to }
    }

    /// Held, let go or recalled; sometimes by somebody who has not heard how it stands.
    fn judge_a_lot(&mut self, model: &Model) -> NewEntry {
        let goods = self.goods[self.dice.below(self.goods.len())].clone();
        let lot = self.dice.one(&goods.lots);
        let from = match self.dice.once_in(10) {
            true => self.dice.one(&STATUSES),
            false => model.status_of(lot),
        };
        let act = match from {
            LotStatus::Released => self.dice.one(&[LotAct::Hold, LotAct::Recall]),
            // Mostly it turns out well, or there would be nothing left to promise.
            _ => LotAct::Release,
        };
        let to = act.status().expect("each of these gives a lot a status");
        let reason = self.dice.one(act.reasons());
        let judged = NewLotChange { lot, act, fact: LotFact::Status { from, to }, reason };
        NewEntry { lot_changes: vec![judged], ..self.entry(Vec::new()) }
    }

    /// Mostly something recent, as people do.
    fn undo(&mut self, model: &Model) -> Act {
        let count = model.booked.len();
        if count == 0 {
            return Act::Book(self.work(model));
        }
        let back = if self.dice.once_in(5) { self.dice.below(count) } else { self.dice.below(count.min(12)) };
        let like = self.entry(Vec::new());
        Act::Undo { entry: model.booked[count - 1 - back], like }
    }

    /// The same operation once more, as after an answer that was lost.
    fn again(&mut self, model: &Model) -> NewEntry {
        match model.booked.last() {
            Some(_) => {
                let id = self.dice.one(&model.booked);
                let mut again = model.entries[&id].clone();
                // Whoever asks again asks later.
                if again.happened_at_ms == again.recorded_at_ms {
                    (again.happened_at_ms, again.recorded_at_ms) = (self.now_ms, self.now_ms);
                }
                again
            }
            None => self.work(model),
        }
    }

    /// The same id for something else.
    fn reuse(&mut self, model: &Model) -> NewEntry {
        let work = self.work(model);
        match model.booked.last() {
            Some(_) => NewEntry { id: self.dice.one(&model.booked), ..work },
            None => work,
        }
    }

    /// A place that is ours.
    pub fn place(&mut self) -> LocationId {
        self.dice.one(&self.places)
    }

    /// Time passes; now and then the clock is set a day on or back, and sometimes it happened earlier.
    pub fn entry(&mut self, movements: Vec<NewMovement>) -> NewEntry {
        const DAY_MS: i64 = 24 * 60 * 60 * 1000;
        self.now_ms += match self.dice.below(1_000) {
            0 => DAY_MS,
            1 => -DAY_MS,
            _ => self.dice.between(0, 2_000),
        };
        self.entry_count += 1;
        let earlier_ms = if self.dice.once_in(20) { self.dice.between(1, 7 * DAY_MS) } else { 0 };
        NewEntry {
            id: EntryId(world::uuid(1_000_000 + self.entry_count)),
            happened_at_ms: self.now_ms - earlier_ms,
            recorded_at_ms: self.now_ms,
            business_date: date(2026, 11, 21),
            operator: self.dice.one(&PEOPLE),
            witness: self.dice.once_in(10).then(|| self.dice.one(&PEOPLE)),
            seat: self.dice.one(&["main", "dock", "kitchen"]).to_owned(),
            document: None,
            scan: None,
            reverses: None,
            note: if self.dice.once_in(10) { "hujan, \"basah\" ✓".to_owned() } else { String::new() },
            movements,
            placements: Vec::new(),
            lot_changes: Vec::new(),
        }
    }

    fn line(&mut self, wanted: &Wanted<'_>) -> NewMovement {
        Line { people: self }.of(wanted)
    }
}
