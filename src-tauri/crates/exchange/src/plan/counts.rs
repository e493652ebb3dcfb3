//! Counts: what stood at a place when the import began. The book follows by the difference to what it held
//! then, so that what moved since is no difference. The plan of a movement is the count flow's
//! (`floor/src/flows/count`); it is kept here a second time, because this crate does not stand above the
//! floor.

use super::goods::{Amounted, Goods};
use super::made_lots::MadeLots;
use super::opening::nothing;
use super::{FieldChange, Look, Planned, Planner, Seen, What};
use crate::choice;
use crate::column::Column;
use crate::line::Cells;
use crate::said::Why;
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::{Location, LocationKind};
use domain::{LotId, Quantity};
use ledger::Error;
use ledger::table::balance::{self, Balance};
use ledger::table::{import, location};

pub(super) struct Counts {
    goods: Goods,
    made: MadeLots,
    /// By lot and place: the line that had it first.
    seen: Seen<u64>,
}

/// A count beside the book.
struct Difference {
    counted: Quantity,
    /// When the import began.
    on_book: Quantity,
    now: Option<Balance>,
}

impl Counts {
    pub(super) fn new(goods: Goods) -> Counts {
        Counts { goods, made: MadeLots::new(), seen: Seen::new() }
    }

    fn compared(
        &mut self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
        (item, lot, place): (&Item, LotId, &Location),
        amounted: &Amounted,
    ) -> Result<Option<Difference>, Error> {
        let counted = amounted.quantity;
        if counted < Quantity::ZERO {
            cells.refuse(Column::Quantity, Why::Negative { text: counted.text(0) });
        }
        if let Some(line) = self.seen.first(&(lot, place.id), cells.number_in_file()) {
            cells.refuse(Column::Sku, Why::TwiceInFile { line: line as i64 });
        }
        let now = balance::one(look.tx, place.id, item.id, lot)?;
        let there = now.map_or(Quantity::ZERO, |now| now.on_hand);
        let moved = import::moved_since(look.tx, look.begun_after, lot, place.id)?;
        let on_book = there.checked_sub(moved)?;
        // The book itself may be finer than the item is counted.
        if counted != on_book {
            amounted.refuse_finer(item, cells);
        }
        Ok(cells.refused.is_empty().then_some(Difference { counted, on_book, now }))
    }
}

impl Planner for Counts {
    fn plan(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Planned>, Error> {
        let (item, place) = (self.goods.item(look, cells)?, self.goods.place(look, cells)?);
        let reason = reason(cells);
        let Some(item) = item else { return Ok(None) };
        if item.serial_tracked {
            cells.refuse(Column::Sku, Why::SerialsAreScanned { sku: item.sku });
            return Ok(None);
        }
        let amounted = self.goods.quantity(look, cells, &item)?;
        let found = self.made.of_goods(look, cells, &item)?.filter(|_| cells.refused.is_empty());
        let (Some(place), Some(amounted), Some(found)) = (place, amounted, found) else { return Ok(None) };
        let Some(difference) = self.compared(look, cells, (&item, found.id, &place), &amounted)? else {
            return Ok(None);
        };
        let key = [&item.sku, &found.code, &place.code]
            .map(String::as_str)
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let moves = difference.counted.checked_sub(difference.on_book)?;
        // A lot that nobody knew and of which nothing is there is not made either.
        if moves.is_zero() && (found.changes.is_empty() || found.is_new) {
            return Ok(Some(nothing(key)));
        }
        self.made.remember(&found);
        let mut fields = Vec::new();
        let mut movement = None;
        if !moves.is_zero() {
            let Some(counted) =
                movement_of(look, cells, (&item, found.id, &place), &difference, reason, amounted.reading)?
            else {
                return Ok(None);
            };
            movement = Some(counted);
            let texts = [difference.on_book, difference.counted].map(|quantity| quantity.text(item.decimals));
            let [before, after] = texts;
            fields.push(FieldChange { column: Column::Quantity, before, after });
        }
        fields.extend(found.fields);
        Ok(Some(Planned { key, what: What::Changed, fields, changes: found.changes, movement }))
    }

    fn forget(&mut self) {
        self.goods.forget();
    }
}

fn reason(cells: &mut Cells<'_>) -> Reason {
    let named = cells.choice(Column::Reason, &choice::REASONS).and_then(Reason::from_text);
    named.unwrap_or(Reason::Other)
}

/// From or to *adjustment*. A count is a fact: what was promised of the goods gives way in the ledger, with
/// a task.
fn movement_of(
    look: &Look<'_, '_>,
    cells: &mut Cells<'_>,
    (item, lot, place): (&Item, LotId, &Location),
    difference: &Difference,
    reason: Reason,
    reading: String,
) -> Result<Option<NewMovement>, Error> {
    let adjustment = location::virtual_place(look.tx, LocationKind::Adjustment)?.id;
    let moves = difference.counted.checked_sub(difference.on_book)?;
    let is_more = moves.is_positive();
    let quantity = if is_more { moves } else { moves.negated() };
    let (there, there_pieces) = difference.now.map_or((Quantity::ZERO, 0), |now| (now.on_hand, now.pieces));
    if !is_more && there < quantity {
        cells.refuse(Column::Quantity, Why::CountBelowZero { there: item.amount(there) });
        return Ok(None);
    }
    // Nothing left of a weighed item is no pieces left either.
    let pieces = if !is_more && there == quantity { there_pieces.max(0) } else { 0 };
    let (from, to) = if is_more { (adjustment, place.id) } else { (place.id, adjustment) };
    Ok(Some(NewMovement {
        kind: MovementKind::Count,
        item: item.id,
        lot,
        serial: None,
        from,
        to,
        quantity,
        pieces,
        reason: Some(reason),
        evidence: Evidence::Counted,
        line: None,
        reading,
    }))
}
