//! Counts: what stood at a place when the import began. The book follows by the difference to what it held
//! then, so that what moved since is no difference. Of weighed goods both numbers are counted.

use super::goods::{Amounted, Goods};
use super::made_lots::{Found, MadeLots};
use super::opening::nothing;
use super::{FieldChange, Look, Planned, Planner, Seen, What, pieces};
use crate::choice;
use crate::column::Column;
use crate::line::Cells;
use crate::said::Why;
use domain::difference::{self, Difference};
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::{Location, LocationKind};
use domain::{Amount, LotId, Quantity};
use ledger::Error;
use ledger::table::{balance, location, movement};

pub(super) struct Counts {
    goods: Goods,
    made: MadeLots,
    /// By lot and place: the line that had it first.
    seen: Seen<u64>,
}

/// A quantity with its pieces, which are nothing for goods that are not weighed.
type Both = (Quantity, i64);

/// A count beside the book.
struct Compared {
    counted: Both,
    /// When the import began.
    on_book: Both,
    now: Both,
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
    ) -> Result<Option<Compared>, Error> {
        let quantity = amounted.quantity;
        if quantity < Quantity::ZERO {
            cells.refuse(Column::Quantity, Why::Negative { text: quantity.text(0) });
        }
        if let Some(line) = self.seen.first(&(lot, place.id), cells.number_in_file()) {
            cells.refuse(Column::Sku, Why::TwiceInFile { line: line as i64 });
        }
        // Of nothing there are no pieces either.
        let pieces = match quantity.is_zero() {
            true => pieces::said(cells, item).unwrap_or(0),
            false => pieces::pieces(cells, item),
        };
        let now = balance::one(look.tx, place.id, item.id, lot)?;
        let now = now.map_or((Quantity::ZERO, 0), |now| (now.on_hand, now.pieces));
        let begun_after = Some(look.begun_after);
        let (moved, pieces_moved) =
            movement::net_since(look.tx, place.id, lot, look.begun_at_ms, begun_after)?;
        let on_book = (now.0.checked_sub(moved)?, if item.catch_weight { now.1 - pieces_moved } else { 0 });
        let counted = (quantity, pieces);
        // The book itself may be finer than the item is counted, and lack one of the two.
        if quantity != on_book.0 {
            amounted.refuse_finer(item, cells);
        }
        let is_said = cells.refused.is_empty() && item.catch_weight;
        if is_said && counted != on_book && quantity.is_zero() != (pieces == 0) {
            let (quantity, pieces) = (item.amount(quantity), Amount::of_pieces(pieces));
            cells.refuse(Column::Pieces, Why::PiecesDiffer { quantity, pieces });
        }
        Ok(cells.refused.is_empty().then_some(Compared { counted, on_book, now }))
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
        let Some(compared) = self.compared(look, cells, (&item, found.id, &place), &amounted)? else {
            return Ok(None);
        };
        let key = key(&item, &found, &place);
        let is_right = compared.counted == compared.on_book;
        // A lot that nobody knew and of which nothing is there is not made either.
        if is_right && (found.changes.is_empty() || found.is_new) {
            return Ok(Some(nothing(key)));
        }
        self.made.remember(&found);
        let goods = (&item, found.id, &place);
        let movements = follow(look, cells, goods, &compared, reason, &amounted.reading)?;
        if !cells.refused.is_empty() {
            return Ok(None);
        }
        let mut fields = compared.fields(&item);
        fields.extend(found.fields);
        Ok(Some(Planned { key, what: What::Changed, fields, changes: found.changes, movements }))
    }

    fn forget(&mut self) {
        self.goods.forget();
    }
}

impl Compared {
    fn fields(&self, item: &Item) -> Vec<FieldChange> {
        let ((counted, pieces), (on_book, pieces_on_book)) = (self.counted, self.on_book);
        let quantities = [on_book, counted].map(|quantity| quantity.text(item.decimals));
        let pieces = [pieces_on_book, pieces].map(|pieces| pieces.to_string());
        [(Column::Quantity, quantities), (Column::Pieces, pieces)]
            .into_iter()
            .filter(|(_, [before, after])| before != after)
            .map(|(column, [before, after])| FieldChange { column, before, after })
            .collect()
    }
}

fn key(item: &Item, found: &Found, place: &Location) -> String {
    let parts = [&item.sku, &found.code, &place.code].map(String::as_str);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn reason(cells: &mut Cells<'_>) -> Reason {
    let named = cells.choice(Column::Reason, &choice::REASONS).and_then(Reason::from_text);
    named.unwrap_or(Reason::Other)
}

/// From or to *adjustment*. A count is a fact: what was promised of the goods gives way in the ledger, with
/// a task. What has left since is not there to be taken away: refused with what is.
fn follow(
    look: &Look<'_, '_>,
    cells: &mut Cells<'_>,
    (item, lot, place): (&Item, LotId, &Location),
    compared: &Compared,
    reason: Reason,
    reading: &str,
) -> Result<Vec<NewMovement>, Error> {
    let adjustment = location::virtual_place(look.tx, LocationKind::Adjustment)?.id;
    let difference = Difference::between(compared.counted, compared.on_book)?;
    let (taken_away, pieces_away) = difference.taken_away();
    let (there, pieces_there) = compared.now;
    if there < taken_away {
        cells.refuse(Column::Quantity, Why::CountBelowZero { there: item.amount(there) });
    } else if pieces_there.max(0) < pieces_away {
        cells.refuse(Column::Pieces, Why::CountBelowZero { there: Amount::of_pieces(pieces_there) });
    }
    let goods = difference::Goods { item: item.id, lot, serial: None, place: place.id, adjustment };
    let why = difference::Why { kind: MovementKind::Count, reason, evidence: Evidence::Counted };
    Ok(difference.movements(&goods, why, reading))
}
