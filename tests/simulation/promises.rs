//! Promises of stock beside the work: whoever was promised something and was not told that it broke still
//! has it. The model knows per promise how much it counts on; which lots and places hold it is the
//! ledger's business.

use crate::acts::{Act, People};
use crate::model::Model;
use crate::run::Book;
use crate::world::{self, NOW_MS, Sort};
use domain::entry::{MovementKind, NewEntry};
use domain::location::LocationKind;
use domain::{ItemId, LocationId, NewReservation, Quantity, ReservationId, ReservationPurpose};
use jiff::civil::date;
use ledger::reserve::{self, Moment, Reserved, Stop};
use ledger::table::balance;
use ledger::table::entry::Recorded;
use ledger::{Error, Transaction};
use std::collections::BTreeMap;

/// Without a clock: a clock that is set must not end what a document in work was promised.
const MOMENT: Moment = Moment { now_ms: NOW_MS, today: date(2026, 11, 21) };

/// What a turn about a promise saw.
pub enum Seen {
    /// What nobody was promised of the item before, place by place.
    Promised {
        free: Vec<(LocationId, i64)>,
        answer: Option<Reserved>,
    },
    GivenUp {
        quantity: i64,
    },
}

impl People {
    /// Stock for an order, or an order that is given up.
    pub fn promise(&mut self, model: &Model) -> Act {
        let open: Vec<ReservationId> = model.promised.keys().copied().collect();
        if !open.is_empty() && self.dice.once_in(3) {
            return Act::GiveUp(self.dice.one(&open));
        }
        let usual = self.goods.len() - 1;
        let goods = self.goods[self.dice.below(usual)].clone();
        let wanted = match goods.sort {
            Sort::Counted | Sort::Serial => self.dice.between(1, 60) * Quantity::ONE.millionths(),
            _ => self.dice.between(1, 60_000_000),
        };
        self.promise_count += 1;
        let new = NewReservation {
            id: ReservationId(world::uuid(50_000_000 + self.promise_count)),
            item: goods.item,
            wanted: Quantity::from_millionths(wanted).expect("orders are not that large"),
            lot: None,
            within: None,
            document: None,
            line: None,
            purpose: ReservationPurpose::Order,
            priority: self.dice.between(0, 2),
            term_ms: None,
            good_days: 0,
            whole_only: self.dice.once_in(2),
        };
        Act::Promise(new)
    }
}

pub fn reserve(tx: &Transaction<'_>, new: &NewReservation) -> Result<Seen, Error> {
    let rows = balance::of_item(tx, new.item)?;
    let free = |row: &balance::Balance| (row.location, row.on_hand.millionths() - row.reserved.millionths());
    let free = rows.iter().map(free).collect();
    let answer = Stop::sort(reserve::reserve(tx, new, MOMENT))?.ok();
    Ok(Seen::Promised { free, answer })
}

pub fn give_up(tx: &Transaction<'_>, id: ReservationId) -> Result<Seen, Error> {
    let quantity = Stop::sort(reserve::release(tx, id, NOW_MS))?.expect("somebody made it");
    Ok(Seen::GivenUp { quantity: quantity.millionths() })
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
    match (act, seen) {
        (Act::Promise(new), Seen::Promised { free, answer }) => {
            let free = free.iter().filter(|(place, _)| is_promisable(*place, model)).map(|(_, free)| free);
            let (wanted, free) = (new.wanted.millionths(), free.sum::<i64>());
            let expected = if wanted <= free {
                wanted
            } else if new.whole_only {
                0
            } else {
                free
            };
            let told = answer.as_ref().map_or(0, |answer| answer.quantity().millionths());
            assert_eq!(told, expected, "{free} were free: {new:?}");
            if let Some(answer) = answer {
                assert_eq!(answer.shortage.is_some(), told < wanted, "who gets less is told so");
                model.promised.insert(new.id, (new.item, told));
            }
        }
        (Act::GiveUp(id), Seen::GivenUp { quantity }) => {
            let told = model.promised.remove(id).map_or(0, |(_, told)| told);
            assert_eq!(*quantity, told, "what is given up is what was counted on");
        }
        _ => unreachable!("each act sees its own"),
    }
}

/// Facts break promises and say whose; what is asked first never does.
pub fn was_told(new: &NewEntry, recorded: &Recorded, model: &mut Model) {
    let is_asked = |kind: MovementKind| matches!(kind, MovementKind::Move | MovementKind::Reversal);
    let is_command = new.movements.iter().all(|movement| is_asked(movement.kind));
    assert!(
        !is_command || recorded.broken.is_empty(),
        "nothing that may be refused breaks a promise: {new:?}"
    );
    for broken in &recorded.broken {
        let (_, told) = model.promised.get_mut(&broken.reservation).expect("it was promised");
        *told -= broken.short().millionths();
        assert!(*told >= 0, "nobody loses more than was promised: {broken:?}");
    }
}

/// Only what may be refused is refused for promised goods, and only where there are some.
pub fn may_be_kept_back(new: &NewEntry, was_reserved: bool) -> bool {
    let is_asked = |kind: MovementKind| matches!(kind, MovementKind::Move | MovementKind::Reversal);
    let moves = new.movements.iter().any(|movement| is_asked(movement.kind));
    (moves && was_reserved) || !new.placements.is_empty()
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
        let (item, told) = model.promised[&id];
        assert_eq!(held, told, "who was not told otherwise still has it: {open:?}");
        *by_item.entry(item).or_default() += told;
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
