//! One line of an entry: which goods, how much of them, and from where, so that it can mostly be.

use crate::acts::People;
use crate::model::{Key, Model, Stock};
use crate::world::{Goods, Sort};
use domain::entry::{Evidence, MovementKind, NewMovement};
use domain::{LocationId, LotId, Quantity};

/// What the line is for.
pub struct Wanted<'m> {
    pub model: &'m Model,
    pub kind: MovementKind,
    /// `None`: from wherever there is some.
    pub from: Option<LocationId>,
    pub to: LocationId,
}

pub struct Line<'p> {
    pub people: &'p mut People,
}

impl Line<'_> {
    pub fn of(mut self, wanted: &Wanted<'_>) -> NewMovement {
        let (goods, lot, from) = self.choose(wanted);
        let is_ours = wanted.model.is_physical(from);
        let there = wanted.model.at((from, goods.item, lot));
        let dice = &mut self.people.dice;
        let (mut millionths, mut pieces) = match goods.sort {
            Sort::Weighed => (dice.between(1, 40_000_000), 0),
            Sort::Counted => (dice.between(1, 90) * Quantity::ONE.millionths(), 0),
            Sort::Serial => (Quantity::ONE.millionths(), 0),
            Sort::Catch => {
                let pieces = dice.between(1, 12);
                (pieces * dice.between(800_000, 1_200_000), pieces)
            }
            Sort::Absurd => (dice.between(1, (1 << 53) - 1), 0),
        };
        // Sometimes all of it goes, sometimes more than there is; mostly a part.
        if is_ours && goods.sort != Sort::Serial && there.millionths > 0 {
            match dice.below(8) {
                0 => (millionths, pieces) = (there.millionths, there.pieces.max(0)),
                1 => {}
                _ => (millionths, pieces) = part(there, millionths, pieces),
            }
        }
        let serial = (goods.sort == Sort::Serial).then(|| self.serial(wanted, (from, goods.item, lot)));
        NewMovement {
            kind: wanted.kind,
            item: goods.item,
            lot,
            serial,
            from,
            to: self.another(wanted.to, from),
            quantity: Quantity::from_millionths(millionths).expect("all sorts stay below the limit"),
            pieces,
            reason: None,
            evidence: self.people.dice.one(Evidence::ALL),
            line: None,
            reading: if goods.sort == Sort::Catch { "by scale 2".to_owned() } else { String::new() },
        }
    }

    /// Goods, lot and source; several looks for a place that has some.
    fn choose(&mut self, wanted: &Wanted<'_>) -> (Goods, LotId, LocationId) {
        const LOOKS: usize = 12;
        let mut chosen = None;
        for _ in 0..LOOKS {
            let goods = match self.people.dice.below(40) {
                0 => self.people.goods[self.people.goods.len() - 1].clone(),
                _ => {
                    let usual = self.people.goods.len() - 1;
                    self.people.goods[self.people.dice.below(usual)].clone()
                }
            };
            let lot = self.people.dice.one(&goods.lots);
            let from = wanted.from.unwrap_or_else(|| self.people.place());
            let is_there = wanted.model.at((from, goods.item, lot)).millionths > 0;
            chosen = Some((goods, lot, from));
            if is_there || !wanted.model.is_physical(from) {
                break;
            }
        }
        chosen.expect("there was at least one look")
    }

    /// One that is there, or a new one from outside; now and then any.
    fn serial(&mut self, wanted: &Wanted<'_>, (from, item, lot): Key) -> String {
        let stands = |position: &(LocationId, LotId)| match wanted.model.is_physical(from) {
            true => *position == (from, lot),
            false => !wanted.model.is_physical(position.0),
        };
        let any = self.people.dice.once_in(12);
        let mut known: Vec<&String> = wanted
            .model
            .serials
            .iter()
            .filter(|((of, _), position)| *of == item && (any || stands(position)))
            .map(|((_, serial), _)| serial)
            .collect();
        known.sort_unstable();
        let is_new =
            known.is_empty() || (!wanted.model.is_physical(from) && !any && self.people.dice.once_in(3));
        if is_new {
            self.people.serial_count += 1;
            return format!("SN-{:05}", self.people.serial_count);
        }
        known[self.people.dice.below(known.len())].clone()
    }

    fn another(&mut self, to: LocationId, from: LocationId) -> LocationId {
        let mut to = to;
        while to == from {
            to = self.people.place();
        }
        to
    }
}

/// No more than is there; the last piece takes the last gram.
fn part(there: Stock, millionths: i64, pieces: i64) -> (i64, i64) {
    if millionths >= there.millionths || pieces >= there.pieces && pieces > 0 {
        return (there.millionths, there.pieces.max(0));
    }
    (millionths, pieces)
}
