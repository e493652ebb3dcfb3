//! Who is short when a fact takes promised goods away, from the floor's rules alone: the lowest priority gives way
//! first, of the same priority the youngest, as much as is missing and no more; everybody else keeps all of theirs.

use crate::acts::Act;
use crate::model::{Key, Model, Promise};
use crate::promises;
use domain::entry::{MovementKind, NewEntry, NewMovement};
use domain::{ItemId, ReservationId};
use ledger::reserve;
use ledger::table::balance;
use ledger::table::entry::Recorded;
use ledger::{Error, Transaction};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Who may count on goods while some acts are done, and on which.
pub type Counting = Vec<(ReservationId, ItemId)>;

/// The goods that a plain fact takes, and who counted on them there.
pub struct Held {
    key: Key,
    /// What it leaves.
    left: i64,
    before: BTreeMap<ReservationId, i64>,
    /// What each of them has anywhere when it is booked.
    after: BTreeMap<ReservationId, i64>,
}

pub fn counting(acts: &[Act], model: &Model) -> Counting {
    let open = model.promised.iter().filter(|(_, promise)| promise.told > 0);
    let new = acts.iter().filter_map(|act| match act {
        Act::Promise { new, .. } => Some((new.id, new.item)),
        _ => None,
    });
    open.map(|(id, promise)| (*id, promise.item)).chain(new).collect()
}

/// `None` for what is no plain fact: several lines, goods that are asked for first, goods that somebody is owed.
pub fn held_before(tx: &Transaction, act: &Act, counting: &Counting) -> Result<Option<Held>, Error> {
    let Act::Book(new) = act else { return Ok(None) };
    let Some(movement) = plain_fact(new) else { return Ok(None) };
    let NewMovement { item, lot, from, quantity, .. } = *movement;
    let stood = balance::one(tx, from, item, lot)?;
    let left = stood.map_or(0, |row| row.on_hand.millionths()) - quantity.millionths();
    let mut held = Held { key: (from, item, lot), left, before: BTreeMap::new(), after: BTreeMap::new() };
    if stood.is_none_or(|row| row.reserved.is_zero()) {
        return Ok(Some(held));
    }
    for (id, _) in counting.iter().filter(|(_, of)| *of == item) {
        let open = reserve::standing(tx, *id)?.map(|standing| standing.open).unwrap_or_default();
        let is_here = |part: &&ledger::table::reservation::Part| {
            let is_due = part.expires_at_ms.is_some_and(|until_ms| until_ms <= new.recorded_at_ms);
            (part.location, part.lot) == (from, lot) && !is_due
        };
        let here: i64 = open.iter().filter(is_here).map(|part| part.quantity.millionths()).sum();
        if here > 0 {
            held.before.insert(*id, here);
        }
    }
    Ok(Some(held))
}

fn plain_fact(new: &NewEntry) -> Option<&NewMovement> {
    let [movement] = new.movements.as_slice() else { return None };
    let is_asked = matches!(movement.kind, MovementKind::Move | MovementKind::Reversal);
    let is_alone = new.placements.is_empty() && new.lot_changes.is_empty() && movement.line.is_none();
    (is_alone && !is_asked).then_some(movement)
}

impl Held {
    pub fn look_after(&mut self, tx: &Transaction) -> Result<(), Error> {
        for id in self.before.keys() {
            let open = reserve::standing(tx, *id)?.map(|standing| standing.open).unwrap_or_default();
            self.after.insert(*id, open.iter().map(|part| part.quantity.millionths()).sum());
        }
        Ok(())
    }

    /// # Panics
    /// When somebody else is named than the rules say, or for more than is missing.
    pub fn gave_way_in_order(&self, recorded: &Recorded, model: &mut Model) {
        let mut lost: BTreeMap<ReservationId, i64> = BTreeMap::new();
        for broken in &recorded.broken {
            assert_eq!((broken.location, broken.item, broken.lot), self.key, "where it happened: {broken:?}");
            *lost.entry(broken.reservation).or_default() += broken.quantity.millionths();
        }
        // Outside the house nothing is promised, and there may be less than nothing.
        let promised: i64 = self.before.values().sum();
        let missing = if promised > 0 { (promised - self.left).max(0) } else { 0 };
        let told: i64 = lost.values().sum();
        assert_eq!(told, missing, "as much as is missing gives way at {:?}: {:?}", self.key, recorded.broken);
        // Who stands before whom; of one moment either may.
        let order = |id: &ReservationId| {
            let Promise { priority, made_at_ms, .. } = model.promised[id];
            (priority, Reverse(made_at_ms))
        };
        let keeps = |id: &ReservationId, held: i64| lost.get(id).copied().unwrap_or(0) < held;
        let kept: Vec<_> =
            self.before.iter().filter(|(id, held)| keeps(id, **held)).map(|(id, _)| *id).collect();
        for (gone, quantity) in &lost {
            assert!(self.before.get(gone).is_some_and(|held| held >= quantity), "{gone} had that much there");
            for id in &kept {
                assert!(order(gone) <= order(id), "{gone} gave way before {id}: {:?}", recorded.broken);
            }
        }
        let is_other = |id: &ReservationId| !lost.contains_key(id);
        model.broke[0] += usize::from(!lost.is_empty());
        model.broke[1] += usize::from(!lost.is_empty() && kept.iter().any(is_other));
        for (id, open) in &self.after {
            promises::holds(model.promised[id], *open, model.latest_ms);
        }
    }
}
