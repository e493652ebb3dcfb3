//! What was booked, as a card with a sentence and its undo: goods, crates, lots.

use crate::book::Book;
use crate::hand::expiry_value;
use crate::prompts::reason_word;
use crate::said::Booked;
use crate::screen::BookedCard;
use crate::turn::Stop;
use domain::entry::{MovementKind, NewMovement, Reason};
use domain::lot_change::{LotAct, LotFact, NewLotChange};
use domain::{Quantity, Refusal, Value};
use ledger::table::entry::StoredEntry;
use ledger::table::print_job;

impl Book<'_, '_> {
    /// An entry of this job with its undo.
    pub fn booked_card(&self, stored: &StoredEntry) -> Result<BookedCard, Stop> {
        Ok(BookedCard {
            entry: stored.new.id.to_string(),
            message: self.booked(stored)?.message(),
            at_ms: stored.new.happened_at_ms,
            undone: stored.reversed_by.is_some(),
            print_job: print_job::by_entry(self.tx, stored.new.id)?.first().map(|job| job.id.to_string()),
        })
    }

    /// What the entry was for: not the shortfall that was covered on the way.
    fn booked(&self, stored: &StoredEntry) -> Result<Booked, Stop> {
        let movements = &stored.new.movements;
        let is_meant = |movement: &&NewMovement| movement.reason != Some(Reason::BookWasShort);
        let Some(movement) = movements.iter().find(is_meant) else { return self.booked_crates(stored) };
        let same = |other: &&NewMovement| (other.kind, other.item) == (movement.kind, movement.item);
        let alike = || movements.iter().filter(is_meant).filter(same);
        let total: Quantity = alike().map(|other| other.quantity).sum();
        let pieces: i64 = alike().map(|other| other.pieces).sum();
        let item = self.item(movement.item)?;
        let (name, lot) = (self.name(&item).to_owned(), self.lot(movement.lot)?.code);
        let lot = match &movement.serial {
            Some(serial) if lot.is_empty() => serial.clone(),
            Some(serial) => format!("{lot} · {serial}"),
            None => lot,
        };
        let quantity = match stored.new.reverses {
            Some(_) => item.weighed(movement.quantity, movement.pieces),
            None => item.weighed(total, pieces),
        };
        let (from, to) = (self.location(movement.from)?.code, self.location(movement.to)?.code);
        Ok(match movement.kind {
            MovementKind::Receive => Booked::Receive { item: name, lot, quantity, from, to },
            MovementKind::Adjust => Booked::Adjust { item: name, lot, quantity, from, to },
            MovementKind::Count => Booked::Count { item: name, lot, quantity, from, to },
            MovementKind::Damage => Booked::Damage { item: name, lot, quantity, from, to },
            MovementKind::Return => Booked::Return { item: name, lot, quantity, from, to },
            MovementKind::Initial => Booked::Initial { item: name, lot, quantity, from, to },
            MovementKind::Reversal => Booked::Reversal { item: name, lot, quantity, from, to },
            _ => Booked::Move { item: name, lot, quantity, from, to },
        })
    }

    fn booked_crates(&self, stored: &StoredEntry) -> Result<Booked, Stop> {
        if let ([], Some(first)) = (stored.new.placements.as_slice(), stored.new.lot_changes.first()) {
            return self.booked_lots(first, stored.new.lot_changes.len() as i64 - 1);
        }
        let mut codes = Vec::new();
        for placement in &stored.new.placements {
            codes.push(self.location(placement.container)?.code);
        }
        let first = stored.new.placements.first().ok_or(Refusal::StaleScreen {})?;
        let (from, to) = (self.location(first.from)?.code, self.location(first.to)?.code);
        Ok(Booked::Crate { crate_code: codes.join(", "), from, to })
    }

    fn booked_lots(&self, first: &NewLotChange, others: i64) -> Result<Booked, Stop> {
        let lot = self.lot(first.lot)?;
        let item = self.name(&self.item(lot.item)?).to_owned();
        let (lot, reason) = (lot.code, reason_word(first.reason));
        Ok(match first.fact {
            LotFact::Status { .. } => Booked::Lot { act: done_word(first.act), item, lot, others, reason },
            LotFact::Expiry { from, to } => {
                let (from, to) = (expiry_value(from), expiry_value(to));
                Booked::LotExtended { item, lot, from, to, reason }
            }
        })
    }
}

/// What may be done to a lot, as a value of a sentence.
pub fn act_word(act: LotAct) -> Value {
    Value::Word(format!("lot-act-{}", act.text()))
}

/// What was done.
pub fn done_word(act: LotAct) -> Value {
    Value::Word(format!("lot-done-{}", act.text()))
}
