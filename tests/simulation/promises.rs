//! Promises of stock beside the work: whoever was promised something and was not told that it broke still
//! has it. The model knows per promise how much it counts on; which lots and places hold it is the
//! ledger's business.

use crate::acts::{Act, People};
use crate::documents;
use crate::model::{Key, Model, Promise, Stock};
use crate::run::Book;
use crate::world::{self, Sort};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::location::LocationKind;
use domain::lot::LotStatus;
use domain::{ItemId, LocationId, LotId, NewReservation, Quantity, ReservationId, ReservationPurpose};
use jiff::civil::{Date, date};
use ledger::reserve::{self, Moment, Reserved, Standing, Stop};
use ledger::table::balance;
use ledger::table::entry::Recorded;
use ledger::{Error, Transaction};
use std::collections::BTreeMap;

const TODAY: Date = date(2026, 11, 21);
const MINUTE_MS: i64 = 60_000;

/// What a turn about a promise saw.
pub enum Seen {
    /// What nobody is promised of the item afterwards, by place and lot.
    Promised {
        free: Vec<(LocationId, LotId, i64)>,
        answer: Option<Reserved>,
    },
    GivenUp {
        quantity: i64,
    },
    /// How much is held; `None` when it was refused, because nothing was.
    Extended {
        held: Option<i64>,
    },
    Swept {
        count: usize,
    },
}

impl People {
    /// Stock for an order or a basket, or what becomes of one that was promised some.
    pub fn promise(&mut self, model: &Model) -> Act {
        let now_ms = self.now_ms;
        let open: Vec<ReservationId> = model.promised.keys().copied().collect();
        if self.dice.once_in(40) {
            return Act::Sweep { now_ms };
        }
        if !open.is_empty() && self.dice.once_in(2) {
            let id = self.dice.one(&open);
            return match self.dice.below(8) {
                0..=2 => Act::GiveUp { id, now_ms },
                3 | 4 => Act::Extend { id, term_ms: self.term_ms(), now_ms },
                _ => self.pick_for(id, model).unwrap_or(Act::GiveUp { id, now_ms }),
            };
        }
        Act::Promise { new: self.wish(), now_ms }
    }

    fn wish(&mut self) -> NewReservation {
        let usual = self.goods.len() - 1;
        let goods = self.goods[self.dice.below(usual)].clone();
        let wanted = match goods.sort {
            Sort::Counted | Sort::Serial => self.dice.between(1, 60) * Quantity::ONE.millionths(),
            _ => self.dice.between(1, 60_000_000),
        };
        self.promise_count += 1;
        let line = self.dice.once_in(2).then(|| documents::line(self.promise_count));
        let term_ms = self.term_ms().filter(|_| line.is_none());
        let purpose = match term_ms {
            Some(_) => ReservationPurpose::Basket,
            None => ReservationPurpose::Order,
        };
        NewReservation {
            id: ReservationId(world::uuid(50_000_000 + self.promise_count)),
            item: goods.item,
            wanted: Quantity::from_millionths(wanted).expect("orders are not that large"),
            lot: None,
            within: None,
            document: None,
            line,
            purpose,
            priority: self.dice.between(0, 2),
            term_ms,
            good_days: 0,
            whole_only: self.dice.once_in(2),
        }
    }

    fn term_ms(&mut self) -> Option<i64> {
        self.dice.once_in(3).then(|| self.dice.between(1, 40 * MINUTE_MS))
    }

    /// From where there is some, which need not be where it was promised.
    fn pick_for(&mut self, id: ReservationId, model: &Model) -> Option<Act> {
        let item = model.promised[&id].item;
        let goods = self.goods.iter().find(|goods| goods.item == item)?.clone();
        let there: Vec<(Key, Stock)> = crate::checks::left(model)
            .into_iter()
            .filter(|((place, of, _), _)| *of == item && *place != world::HAND && goods.sort != Sort::Serial)
            .collect();
        if there.is_empty() {
            return None;
        }
        let ((from, _, lot), stock) = self.dice.one(&there);
        let is_all = self.dice.once_in(3);
        let most = stock.millionths.min(60_000_000);
        let millionths = if is_all { stock.millionths } else { self.dice.between(1, most) };
        let pieces = stock.pieces.max(0);
        let pieces = if millionths == stock.millionths { pieces } else { self.dice.between(0, pieces) };
        // For its line, where it is an order's, or by name.
        let line = model.promised[&id].line.filter(|_| self.dice.once_in(2));
        let picked = NewMovement {
            kind: MovementKind::Pick,
            item,
            lot,
            serial: None,
            from,
            to: world::HAND,
            quantity: Quantity::from_millionths(millionths).expect("no more than is there"),
            pieces,
            reason: None,
            evidence: Evidence::Scanned,
            line,
            reading: String::new(),
        };
        let entry = self.entry(vec![picked]);
        Some(if line.is_some() { Act::Book(entry) } else { Act::PickFor { id, entry } })
    }
}

/// What a turn that is about promises alone does.
pub fn look(tx: &Transaction<'_>, act: &Act) -> Result<Seen, Error> {
    let moment = Moment { now_ms: act.now_ms(), today: TODAY };
    Ok(match act {
        Act::Promise { new, .. } => {
            documents::ordered(tx, new)?;
            let answer = Stop::sort(reserve::reserve(tx, new, moment))?.ok();
            let rows = balance::of_item(tx, new.item)?;
            let free = |row: &balance::Balance| {
                (row.location, row.lot, row.on_hand.millionths() - row.reserved.millionths())
            };
            Seen::Promised { free: rows.iter().map(free).collect(), answer }
        }
        Act::GiveUp { id, now_ms } => {
            let quantity = Stop::sort(reserve::release(tx, *id, *now_ms))?.expect("somebody made it");
            Seen::GivenUp { quantity: quantity.millionths() }
        }
        Act::Extend { id, term_ms, .. } => {
            let standing = Stop::sort(reserve::extend(tx, *id, *term_ms, moment))?.ok();
            let held = |standing: Standing| standing.open.iter().map(|part| part.quantity.millionths()).sum();
            Seen::Extended { held: standing.map(held) }
        }
        Act::Sweep { now_ms } => Seen::Swept { count: reserve::sweep(tx, *now_ms)? },
        _ => unreachable!("those are entries"),
    })
}

/// Goods may be promised that are ours, not on the road, not on hold, not in anybody's hands, in nothing
/// that is.
fn is_promisable(place: LocationId, model: &Model) -> bool {
    let hinders = |place: &LocationId| {
        *place == world::HAND || *place == world::HOLD || model.kinds[place] == LocationKind::Transit
    };
    model.is_physical(place) && !model.path_of(place).iter().any(hinders)
}

pub fn hold_promise(act: &Act, seen: &Seen, model: &mut Model) {
    let latest_ms = model.latest_ms;
    match (act, seen) {
        (Act::Promise { new, now_ms }, Seen::Promised { free, answer }) => {
            let told = answer.as_ref().map_or(0, |answer| answer.quantity().millionths());
            let is_usable = |lot: LotId| model.status_of(lot) == LotStatus::Released;
            let free = free.iter().filter(|(place, lot, _)| is_usable(*lot) && is_promisable(*place, model));
            let free = free.map(|(.., free)| free);
            let (wanted, free) = (new.wanted.millionths(), free.sum::<i64>() + told);
            let expected = if wanted <= free {
                wanted
            } else if new.whole_only {
                0
            } else {
                free
            };
            assert_eq!(told, expected, "{free} were free: {new:?}");
            if let Some(answer) = answer {
                assert_eq!(answer.shortage.is_some(), told < wanted, "who gets less is told so");
                let until_ms = new.term_ms.map(|term_ms| now_ms + term_ms);
                let NewReservation { item, line, priority, .. } = *new;
                let promise = Promise { item, told, until_ms, line, priority, made_at_ms: *now_ms };
                model.promised.insert(new.id, promise);
            }
        }
        (Act::GiveUp { id, .. }, Seen::GivenUp { quantity }) => {
            if let Some(promise) = model.promised.remove(id) {
                holds(promise, *quantity, latest_ms);
            }
        }
        (Act::Extend { id, term_ms, now_ms }, Seen::Extended { held }) => {
            let Some(promise) = model.promised.get_mut(id) else { return };
            holds(*promise, held.unwrap_or(0), latest_ms);
            assert!(
                held.is_none() || !promise.is_over(*now_ms),
                "what is over is not made longer: {promise:?}"
            );
            let until_ms = term_ms.map(|term_ms| now_ms + term_ms);
            // Never for less long than it was held; without a clock is longest.
            promise.until_ms = match held {
                Some(_) => promise.until_ms.zip(until_ms).map(|(was_ms, is_ms)| was_ms.max(is_ms)),
                None => promise.until_ms,
            };
        }
        (Act::Sweep { now_ms }, Seen::Swept { count }) => {
            let is_whole = *count < reserve::SWEEP_LIMIT as usize;
            let over = model.promised.values_mut().filter(|promise| is_whole && promise.is_over(*now_ms));
            over.for_each(|promise| promise.told = 0);
        }
        _ => unreachable!("each act sees its own"),
    }
}

/// Whoever was not told otherwise still has it, unless its time ran out.
pub fn holds(promise: Promise, held: i64, latest_ms: i64) {
    let is_over = held == 0 && promise.is_over(latest_ms);
    assert!(held == promise.told || is_over, "{held} are held, who was told otherwise? {promise:?}");
}

/// What was promised and picked is had: as much as was promised, and no more of what was taken beside it.
pub fn was_picked(act: &Act, new: &NewEntry, model: &mut Model) {
    let claim = if let Act::PickFor { id, .. } = act { Some(*id) } else { None };
    for movement in new.movements.iter().filter(|movement| movement.kind == MovementKind::Pick) {
        let is_meant = |(id, promise): &(&ReservationId, &mut Promise)| {
            claim == Some(**id) || (promise.line.is_some() && promise.line == movement.line)
        };
        let Some((_, promise)) = model.promised.iter_mut().find(is_meant) else { continue };
        if !promise.is_over(new.recorded_at_ms) {
            promise.told -= promise.told.min(movement.quantity.millionths());
        }
    }
}

/// Facts break promises and say whose; what is asked first never does.
pub fn was_told(new: &NewEntry, recorded: &Recorded, model: &mut Model) {
    let is_asked = |kind: MovementKind| matches!(kind, MovementKind::Move | MovementKind::Reversal);
    let judges = new.lot_changes.iter().any(|judged| judged.fact.blocks());
    let is_command = !judges && new.movements.iter().all(|movement| is_asked(movement.kind));
    assert!(
        !is_command || recorded.broken.is_empty(),
        "nothing that may be refused breaks a promise: {new:?}"
    );
    for broken in &recorded.broken {
        let promise = model.promised.get_mut(&broken.reservation).expect("it was promised");
        assert!(!promise.is_over(new.recorded_at_ms), "what is over counts no more: {broken:?}");
        promise.told -= broken.short().millionths();
        assert!(promise.told >= 0, "nobody loses more than was promised: {broken:?}");
        let named = (broken.line, broken.document_number.as_deref());
        assert_eq!(named, (promise.line, promise.line.map(|_| documents::ORDER)), "by its order: {broken:?}");
    }
}

/// Only what may be refused is refused for promised goods, and only where there are some.
pub fn may_be_kept_back(new: &NewEntry, was_reserved: bool) -> bool {
    let is_asked = |kind: MovementKind| matches!(kind, MovementKind::Move | MovementKind::Reversal);
    let moves = new.movements.iter().any(|movement| is_asked(movement.kind));
    let undoes_a_release =
        new.reverses.is_some() && new.lot_changes.iter().any(|judged| judged.fact.blocks());
    (moves && was_reserved) || !new.placements.is_empty() || undoes_a_release
}

/// Each promise holds exactly what it counts on, and the balances hold nothing else.
pub fn everything(book: &Book, model: &Model) {
    let promises: Vec<ReservationId> = model.promised.keys().copied().collect();
    let standing = book.turn(move |tx| {
        promises.iter().map(|id| Ok((*id, reserve::standing(tx, *id)?))).collect::<Result<Vec<_>, Error>>()
    });
    let mut by_item: BTreeMap<ItemId, i64> = BTreeMap::new();
    for (id, standing) in standing {
        let open = standing.expect("somebody made it").open;
        let held: i64 = open.iter().map(|part| part.quantity.millionths()).sum();
        let promise = model.promised[&id];
        holds(promise, held, model.latest_ms);
        *by_item.entry(promise.item).or_default() += held;
    }
    let reserved = book.turn(|tx| {
        let mut reserved: BTreeMap<ItemId, i64> = BTreeMap::new();
        for goods in world::goods() {
            for row in balance::of_item(tx, goods.item)? {
                *reserved.entry(row.item).or_default() += row.reserved.millionths();
            }
        }
        Ok(reserved)
    });
    for (item, reserved) in reserved {
        assert_eq!(reserved, by_item.get(&item).copied().unwrap_or_default(), "reserved of {item}");
    }
}
