//! What the movements of one entry do to promises, line by line, before anything is written: what a pick takes is
//! committed, what moves inside the site goes along, and what a fact takes beyond that is broken.

use super::leaving::StillReserved;
use super::places::Places;
use super::{choose, last};
use crate::table::balance::{self, Key};
use crate::table::reservation::{self, Part};
use crate::{Error, Transaction};
use domain::entry::{MovementKind, NewMovement};
use domain::{DocumentId, Quantity};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The movements of an entry as promises see them.
pub(crate) struct Flows<'m> {
    pub list: Vec<Flow<'m>>,
    /// Every balance they touch, before the entry.
    pub stood: BTreeMap<Key, balance::Standing>,
    pub document: Option<DocumentId>,
    /// The request that is picked by name.
    pub claim: Option<i64>,
    pub now_ms: i64,
}

pub(crate) struct Flow<'m> {
    pub movement: &'m NewMovement,
    pub from: Key,
    pub to: Key,
    pub from_is_physical: bool,
    pub to_is_physical: bool,
    pub line_row: Option<i64>,
}

/// What becomes of one promise.
pub(super) struct Change {
    pub part: Part,
    pub committed: Quantity,
    pub broken: Quantity,
    /// What is left of it, and where.
    pub stays: Vec<(Key, Quantity)>,
}

struct Held {
    part: Part,
    committed: Quantity,
    broken: Quantity,
}

/// Some of a promise at one place, as the lines go by.
struct Share {
    held: usize,
    key: Key,
    left: Quantity,
}

struct Simulation<'t, 'c> {
    tx: &'t Transaction<'c>,
    places: Places<'t, 'c>,
    on_hand: BTreeMap<Key, Quantity>,
    loaded: BTreeSet<Key>,
    held: Vec<Held>,
    shares: Vec<Share>,
}

/// The due ones of the items are ended first.
///
/// # Errors
/// [`Error::StillReserved`] for a line that must be asked first.
pub(super) fn changes(tx: &Transaction, flows: &Flows) -> Result<Vec<Change>, Error> {
    let items: BTreeSet<i64> =
        flows.list.iter().filter(|flow| flows.concerns(flow)).map(|flow| flow.from.item).collect();
    if items.is_empty() {
        return Ok(Vec::new());
    }
    for item_row in items {
        last::end_due(tx, item_row, flows.now_ms)?;
    }
    let mut simulation = Simulation {
        tx,
        places: Places::of(tx),
        on_hand: flows.stood.iter().map(|(key, stood)| (*key, stood.on_hand)).collect(),
        loaded: BTreeSet::new(),
        held: Vec::new(),
        shares: Vec::new(),
    };
    for flow in &flows.list {
        simulation.step(flow, flows)?;
    }
    Ok(simulation.changes())
}

impl Flows<'_> {
    /// Most entries touch nothing that is promised, and cost nothing here.
    fn concerns(&self, flow: &Flow) -> bool {
        let is_promised = flow.from_is_physical && self.reserved(flow.from);
        is_promised || self.claim.is_some() || flow.picks_for_a_line()
    }

    fn reserved(&self, key: Key) -> bool {
        self.stood.get(&key).is_some_and(|stood| stood.reserved.is_positive())
    }

    /// The goods of this promise are what the line takes them for.
    fn is_meant(&self, flow: &Flow, part: &Part) -> bool {
        let is_line = part.line.is_some() && part.line == flow.movement.line;
        let is_document = part.line.is_none() && part.document.is_some() && part.document == self.document;
        let is_claimed = self.claim.is_some() && part.rows.request == self.claim;
        part.rows.key.item == flow.from.item && (is_line || is_document || is_claimed)
    }
}

impl Flow<'_> {
    fn picks_for_a_line(&self) -> bool {
        self.movement.kind == MovementKind::Pick && self.line_row.is_some()
    }
}

impl<'t, 'c> Simulation<'t, 'c> {
    fn step(&mut self, flow: &Flow, flows: &Flows) -> Result<(), Error> {
        let quantity = flow.movement.quantity;
        if flow.from_is_physical {
            if flows.reserved(flow.from) && self.loaded.insert(flow.from) {
                reservation::at_stock(self.tx, flow.from)?.into_iter().for_each(|part| self.adopt(part));
            }
            let there = self.on_hand.entry(flow.from).or_default();
            *there = there.checked_sub(quantity)?;
            let (may_follow, keeps) = self.way(flow)?;
            let takes = matches!(
                flow.movement.kind,
                MovementKind::Pick | MovementKind::Consume | MovementKind::Pack | MovementKind::Ship
            );
            if flows.claim.is_some() || takes || (may_follow && !keeps) {
                self.commit(flow, flows)?;
            }
            self.give_way(flow, may_follow, keeps)?;
        }
        if flow.to_is_physical {
            let there = self.on_hand.entry(flow.to).or_default();
            *there = there.checked_add(quantity)?;
        }
        Ok(())
    }

    /// Whether goods that go this way take a promise along at all, and whether they do on this one.
    fn way(&mut self, flow: &Flow) -> Result<(bool, bool), Error> {
        let may_follow = matches!(flow.movement.kind, MovementKind::Move | MovementKind::Reversal);
        Ok((may_follow, may_follow && self.places.keeps_promise(flow.from.location, flow.to.location)?))
    }

    /// What is taken for a line, a document or by name ends its promise: here first; a pick that took another lot
    /// or place than was promised frees what was promised there.
    fn commit(&mut self, flow: &Flow, flows: &Flows) -> Result<(), Error> {
        let open = self.commit_at(flow, flows, Some(flow.from), flow.movement.quantity)?;
        if !open.is_positive() {
            return Ok(());
        }
        if let Some(line_row) = flow.line_row.filter(|_| flow.picks_for_a_line()) {
            reservation::of_line(self.tx, line_row)?.into_iter().for_each(|part| self.adopt(part));
        }
        if let Some(request_row) = flows.claim {
            reservation::of_request_row(self.tx, request_row)?.into_iter().for_each(|part| self.adopt(part));
        }
        if flow.picks_for_a_line() || flows.claim.is_some() {
            self.commit_at(flow, flows, None, open)?;
        }
        Ok(())
    }

    /// The oldest promise first; what nobody was promised is left.
    fn commit_at(
        &mut self,
        flow: &Flow,
        flows: &Flows,
        at: Option<Key>,
        wanted: Quantity,
    ) -> Result<Quantity, Error> {
        let mut open = wanted;
        for share in &mut self.shares {
            let held = &mut self.held[share.held];
            if at.is_none_or(|key| key == share.key) && flows.is_meant(flow, &held.part) {
                let taken = share.left.min(open);
                share.left = share.left.checked_sub(taken)?;
                held.committed = held.committed.checked_add(taken)?;
                open = open.checked_sub(taken)?;
            }
        }
        Ok(open)
    }

    /// More is promised here than is left: it goes along with the goods, is asked about, or is broken.
    fn give_way(&mut self, flow: &Flow, may_follow: bool, keeps: bool) -> Result<(), Error> {
        let promised: Quantity =
            self.shares.iter().filter(|share| share.key == flow.from).map(|share| share.left).sum();
        let there = self.on_hand.get(&flow.from).copied().unwrap_or_default();
        let mut missing = promised.checked_sub(there)?;
        if !missing.is_positive() {
            return Ok(());
        }
        let order = self.in_order(flow.from);
        if may_follow && !keeps {
            return Err(self.still_reserved(flow, &order, promised.checked_sub(missing)?, promised)?);
        }
        for at in order {
            let taken = self.shares[at].left.min(missing);
            if !taken.is_positive() {
                continue;
            }
            missing = missing.checked_sub(taken)?;
            self.shares[at].left = self.shares[at].left.checked_sub(taken)?;
            let held = self.shares[at].held;
            if keeps {
                self.put(held, flow.to, taken)?;
            } else {
                self.held[held].broken = self.held[held].broken.checked_add(taken)?;
            }
        }
        assert!(missing.is_zero(), "a line takes away no more than was promised where it takes it");
        Ok(())
    }

    /// The lowest priority first, then the youngest.
    fn in_order(&self, key: Key) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.shares.len()).filter(|at| self.shares[*at].key == key).collect();
        order.sort_by_key(|at| {
            let part = &self.held[self.shares[*at].held].part;
            (part.priority, Reverse(part.made_at_ms), Reverse(part.rows.row))
        });
        order
    }

    fn still_reserved(
        &self,
        flow: &Flow,
        order: &[usize],
        there: Quantity,
        promised: Quantity,
    ) -> Result<Error, Error> {
        let NewMovement { item, lot, from, quantity, .. } = flow.movement;
        let parts = order.iter().map(|at| &self.held[self.shares[*at].held].part);
        // What stood here before this line, less what was promised of it.
        let free = there.checked_add(*quantity)?.checked_sub(promised)?;
        Ok(Error::StillReserved(Box::new(StillReserved {
            item: *item,
            lot: *lot,
            location: *from,
            wanted: *quantity,
            free,
            holders: choose::sum_up(parts)?,
        })))
    }

    fn put(&mut self, held: usize, key: Key, quantity: Quantity) -> Result<(), Error> {
        match self.shares.iter_mut().find(|share| share.held == held && share.key == key) {
            Some(share) => share.left = share.left.checked_add(quantity)?,
            None => self.shares.push(Share { held, key, left: quantity }),
        }
        Ok(())
    }

    fn adopt(&mut self, part: Part) {
        if self.held.iter().all(|held| held.part.rows.row != part.rows.row) {
            let (key, left) = (part.rows.key, part.quantity);
            self.shares.push(Share { held: self.held.len(), key, left });
            self.held.push(Held { part, committed: Quantity::ZERO, broken: Quantity::ZERO });
        }
    }

    fn changes(self) -> Vec<Change> {
        let Simulation { held, shares, .. } = self;
        let change = |(index, held): (usize, Held)| {
            let of_it = shares.iter().filter(|share| share.held == index && share.left.is_positive());
            let stays = of_it.map(|share| (share.key, share.left)).collect();
            Change { part: held.part, committed: held.committed, broken: held.broken, stays }
        };
        held.into_iter().enumerate().map(change).filter(Change::is_one).collect()
    }
}

impl Change {
    fn is_one(&self) -> bool {
        self.stays != [(self.part.rows.key, self.part.quantity)]
    }
}
