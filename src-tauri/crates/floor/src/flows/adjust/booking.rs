//! Booking an adjustment: the difference with its reason, what the book lacked, and the vendors that are told.

use super::{Asked, Condition, Mode, State, is_ready};
use crate::book::Book;
use crate::said::Said;
use crate::screen::Tone;
use crate::shortfall;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::entry::{MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::Lot;
use domain::{Quantity, Refusal, Value};
use ledger::table::balance;

/// Books, or asks first when the book has fewer than are taken out.
pub fn book_goods(state: State, book: &Book) -> Result<Turn, Stop> {
    let adjustment = Adjustment::of(&state, book)?;
    match adjustment.shortfall(book)? {
        Some(_) => {
            let next = State { question: Some(Asked::BookShort), ..state.clone() };
            Ok(Turn::to(next, Tone::Attention, Said::Asked {}))
        }
        None => adjustment.booked(None, book),
    }
}

/// The person says that so many are gone: what the book lacks is booked as found, in the same entry.
pub fn book_with_shortfall(state: State, book: &Book) -> Result<Turn, Stop> {
    let adjustment = Adjustment::of(&state, book)?;
    let shortfall = adjustment.shortfall(book)?;
    adjustment.booked(shortfall, book)
}

struct Adjustment<'a> {
    state: &'a State,
    mode: Mode,
    place: Location,
    item: Item,
    lot: Lot,
    lot_is_new: bool,
    quantity: Quantity,
}

impl Adjustment<'_> {
    fn of<'a>(state: &'a State, book: &Book) -> Result<Adjustment<'a>, Stop> {
        let missing = || Stop::from(Refusal::StillMissing {});
        let (Some(mode), Some(place), true) = (state.mode, state.place, is_ready(state, book)?) else {
            return Err(missing());
        };
        let item = state.hand.item(book)?;
        let quantity = state.hand.quantity().ok_or_else(missing)?;
        let (lot, lot_is_new) = state.hand.lot_of_booking(&item, "", book)?;
        Ok(Adjustment { state, mode, place: book.location(place)?, item, lot, lot_is_new, quantity })
    }

    fn shortfall(&self, book: &Book) -> Result<Option<(NewMovement, TaskDraft)>, Stop> {
        match self.mode {
            Mode::Restock | Mode::Return => Ok(None),
            Mode::TakeOut | Mode::Damage => {
                shortfall::cover(&self.item, self.lot.id, &self.place, self.quantity, book)
            }
        }
    }

    /// A customer's goods come back. The vendors' table (floor-rules) knows no return: nobody is told.
    fn returned(&self, book: &Book) -> Result<Turn, Stop> {
        let condition = self.state.condition.ok_or(Refusal::StillMissing {})?;
        let came = self.movement(book)?;
        let hold = || Refusal::UnknownLocation { code: "HOLD".to_owned() };
        let (to, movements) = match condition {
            Condition::Sellable => (self.place.clone(), vec![came]),
            Condition::Quarantine => {
                let to = book.place_for(Purpose::Hold)?.ok_or_else(hold)?;
                (to.clone(), vec![NewMovement { to: to.id, ..came }])
            }
            Condition::Loss => {
                let loss = book.virtual_place(LocationKind::Loss)?;
                let kind = MovementKind::Damage;
                let gone = NewMovement { kind, from: self.place.id, to: loss, ..came.clone() };
                (book.location(loss)?, vec![came, gone])
            }
        };
        let said = Said::Returned {
            item: self.state.hand.name(&self.item, book),
            quantity: self.item.amount(self.quantity),
            location: to.code,
            condition: Value::Word(format!("condition-{}", condition.text())),
        };
        let next = State { mode: Some(self.mode), place: Some(self.place.id), ..State::default() };
        let mut turn = Turn::to(next, Tone::Accepted, said);
        if self.lot_is_new {
            turn.writes.push(Write::Lot(self.lot.clone()));
        }
        Ok(turn.writing(Write::Entry(Box::new(book.entry(movements, Vec::new())))))
    }

    fn booked(&self, shortfall: Option<(NewMovement, TaskDraft)>, book: &Book) -> Result<Turn, Stop> {
        if self.mode == Mode::Return {
            return self.returned(book);
        }
        let before = book.on_hand(self.place.id, self.item.id, self.lot.id)?;
        let after = match self.mode {
            Mode::Restock | Mode::Return => before.checked_add(self.quantity)?,
            Mode::TakeOut | Mode::Damage => before.checked_sub(self.quantity)?.max(Quantity::ZERO),
        };
        let said = Said::Adjusted {
            item: self.state.hand.name(&self.item, book),
            before: self.item.amount(before),
            after: self.item.amount(after),
            location: self.place.code.clone(),
        };
        let (missing, task) = shortfall.unzip();
        let movements = missing.into_iter().chain([self.movement(book)?]).collect();
        let next = State { mode: Some(self.mode), place: Some(self.place.id), ..State::default() };
        let mut turn = Turn::to(next, Tone::Accepted, said);
        if self.lot_is_new {
            turn.writes.push(Write::Lot(self.lot.clone()));
        }
        turn.writes.push(Write::Entry(Box::new(book.entry(movements, Vec::new()))));
        turn.writes.extend(task.map(Write::Task));
        turn.writes.extend(book.adjustment_deliveries());
        Ok(turn)
    }

    fn movement(&self, book: &Book) -> Result<NewMovement, Stop> {
        let adjustment = book.virtual_place(LocationKind::Adjustment)?;
        let hand = &self.state.hand;
        let (kind, from, to) = match self.mode {
            Mode::Restock => (MovementKind::Adjust, adjustment, self.place.id),
            Mode::TakeOut => (MovementKind::Adjust, self.place.id, adjustment),
            Mode::Return => {
                (MovementKind::Return, book.virtual_place(LocationKind::Customer)?, self.place.id)
            }
            Mode::Damage => (MovementKind::Damage, self.place.id, book.virtual_place(LocationKind::Loss)?),
        };
        Ok(NewMovement {
            kind,
            item: self.item.id,
            lot: self.lot.id,
            serial: hand.serial.clone(),
            from,
            to,
            quantity: self.quantity,
            pieces: self.pieces(book)?,
            reason: self.state.reason.as_deref().and_then(Reason::from_text),
            evidence: hand.evidence(),
            line: None,
            reading: book.packs_text(hand, &self.item, self.quantity)?.unwrap_or_default(),
        })
    }

    /// Of a weighed item: as read; all of them with all of the weight, and never more than are there.
    fn pieces(&self, book: &Book) -> Result<i64, Stop> {
        let read = self.state.hand.pieces;
        if self.mode.brings_in() {
            return Ok(read);
        }
        let there = balance::one(book.tx, self.place.id, self.item.id, self.lot.id)?;
        Ok(match there {
            Some(there) if there.on_hand == self.quantity => there.pieces.max(0),
            Some(there) => read.min(there.pieces).max(0),
            None => 0,
        })
    }
}
