//! Booking a move: goods from place to place, or crates with everything in them.

use super::{Asked, State};
use crate::book::Book;
use crate::said::Said;
use crate::screen::Tone;
use crate::shortfall;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::Refusal;
use domain::entry::{MovementKind, NewMovement, NewPlacement};
use domain::item::Item;
use domain::location::{Location, Purpose};
use domain::lot::Lot;
use ledger::table::balance;

/// Books, or asks first when the book has fewer.
pub fn move_goods(state: State, to: Location, book: &Book) -> Result<Turn, Stop> {
    let move_ = Move::of(&state, &to, book)?;
    match move_.shortfall(book)? {
        Some(_) => {
            let question = Some(Asked::BookShort { to: to.id });
            Ok(Turn::to(State { question, ..state }, Tone::Attention, Said::Asked {}))
        }
        None => move_.booked(vec![move_.movement(book)?], None, book),
    }
}

/// The person says the goods are there: what the book lacks is booked as found, in the same entry.
pub fn move_with_shortfall(state: State, to: Location, book: &Book) -> Result<Turn, Stop> {
    let move_ = Move::of(&state, &to, book)?;
    let moved = move_.movement(book)?;
    match move_.shortfall(book)? {
        Some((missing, task)) => move_.booked(vec![missing, moved], Some(task), book),
        None => move_.booked(vec![moved], None, book),
    }
}

/// A move of which everything is known.
struct Move<'a> {
    state: &'a State,
    item: Item,
    lot: Lot,
    from: Location,
    to: &'a Location,
    quantity: domain::Quantity,
}

impl<'a> Move<'a> {
    fn of(state: &'a State, to: &'a Location, book: &Book) -> Result<Move<'a>, Stop> {
        let missing = || Stop::from(Refusal::StillMissing {});
        let item = state.hand.item(book)?;
        let from = book.location(state.from.ok_or_else(missing)?)?;
        if from.id == to.id {
            return Err(Refusal::SamePlace { location: from.code }.into());
        }
        let lot = book.lot(state.hand.known_lot().ok_or_else(missing)?)?;
        let quantity = state.hand.quantity().ok_or_else(missing)?;
        Ok(Move { state, item, lot, from, to, quantity })
    }

    fn shortfall(&self, book: &Book) -> Result<Option<(NewMovement, TaskDraft)>, Stop> {
        shortfall::cover(&self.item, self.lot.id, &self.from, self.quantity, book)
    }

    fn movement(&self, book: &Book) -> Result<NewMovement, Stop> {
        let hand = &self.state.hand;
        Ok(NewMovement {
            kind: MovementKind::Move,
            item: self.item.id,
            lot: self.lot.id,
            serial: hand.serial.clone(),
            from: self.from.id,
            to: self.to.id,
            quantity: self.quantity,
            pieces: self.pieces(book)?,
            reason: None,
            evidence: hand.evidence(),
            line: None,
            reading: book.packs_text(hand, &self.item, self.quantity)?.unwrap_or_default(),
        })
    }

    /// Of a weighed item: as read, and all of them with all of the weight; never more than are there.
    fn pieces(&self, book: &Book) -> Result<i64, Stop> {
        let Some(there) = balance::one(book.tx, self.from.id, self.item.id, self.lot.id)? else {
            return Ok(0);
        };
        let read = self.state.hand.pieces;
        Ok(if there.on_hand == self.quantity { there.pieces } else { read.min(there.pieces) }.max(0))
    }

    fn booked(
        &self,
        movements: Vec<NewMovement>,
        task: Option<TaskDraft>,
        book: &Book,
    ) -> Result<Turn, Stop> {
        let said = Said::Moved {
            item: self.state.hand.name(&self.item, book),
            quantity: self.item.amount(self.quantity),
            from: self.from.code.clone(),
            to: self.to.code.clone(),
        };
        let is_astray = self.lot.expiry.is_past(book.moment.today) && self.to.purpose != Purpose::Hold;
        let tone = if is_astray { Tone::Attention } else { Tone::Accepted };
        let next = State { from: Some(self.from.id), ..State::default() };
        let mut turn = Turn::to(next, tone, said);
        turn.writes.push(Write::Entry(Box::new(book.entry(movements, Vec::new()))));
        turn.writes.extend(task.map(Write::Task));
        Ok(turn)
    }
}

/// The last crate that was scanned takes the others.
pub fn move_into_last(mut state: State, book: &Book) -> Result<Turn, Stop> {
    let last = state.crates.pop().ok_or(Refusal::StaleScreen {})?;
    if state.crates.is_empty() {
        return Err(Refusal::StaleScreen {}.into());
    }
    let to = book.location(last)?;
    book.place_for_goods(&to)?;
    move_crates(state, &to, book)
}

/// All crates in hand, as one entry with one undo.
pub fn move_crates(state: State, to: &Location, book: &Book) -> Result<Turn, Stop> {
    let mut placements = Vec::new();
    let mut codes = Vec::new();
    for id in &state.crates {
        let moved = book.location(*id)?;
        let from = moved.parent.ok_or_else(|| Refusal::UnknownLocation { code: moved.code.clone() })?;
        if from == to.id {
            return Err(Refusal::SamePlace { location: to.code.clone() }.into());
        }
        codes.push(moved.code);
        placements.push(NewPlacement { container: *id, from, to: to.id });
    }
    let said = Said::CrateMoved { crate_code: codes.join(", "), to: to.code.clone() };
    let entry = book.entry(Vec::new(), placements);
    Ok(Turn::to(State::default(), Tone::Accepted, said).writing(Write::Entry(Box::new(entry))))
}
