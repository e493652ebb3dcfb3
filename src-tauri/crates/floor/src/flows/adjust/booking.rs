//! Booking an adjustment: the difference with its reason, what the book lacked, and the vendors that are told.

use super::{Asked, Condition, Mode, State, is_ready};
use crate::book::Book;
use crate::doubt::{self, Doubt};
use crate::policy;
use crate::said::Said;
use crate::screen::Tone;
use crate::shortfall;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::entry::{MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::Lot;
use domain::policy::{PolicyOperation, PolicySays};
use domain::{Quantity, Refusal, Value};

/// Books, or asks first when the book has fewer than are taken out.
pub fn book_goods(state: State, book: &Book) -> Result<Turn, Stop> {
    let adjustment = Adjustment::of(&state, book)?;
    if let Some(doubt) = adjustment.doubt(book)? {
        let question = Some(Asked::Doubt { doubt });
        return Ok(Turn::to(State { question, ..state.clone() }, Tone::Attention, Said::Asked {}));
    }
    match adjustment.shortfall(book)? {
        Some(_) if short_policy(&state, book)? == PolicySays::Warn => {
            let said = adjustment.short(book)?;
            Ok(policy::warned(book_with_shortfall(state.clone(), book)?, said))
        }
        Some(_) => {
            let next = State { question: Some(Asked::BookShort), ..state.clone() };
            Ok(Turn::to(next, Tone::Attention, Said::Asked {}))
        }
        None => adjustment.booked(None, book),
    }
}

/// How a shortfall of the goods in hand is met at their place.
pub fn short_policy(state: &State, book: &Book) -> Result<PolicySays, Stop> {
    let (place, item) = (state.place.ok_or(Refusal::StillMissing {})?, state.hand.item(book)?);
    policy::says(PolicyOperation::Adjust, place, item.id, book)
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
    /// Of goods that are weighed.
    pieces: i64,
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
        let (place, pieces) = (book.location(place)?, state.hand.pieces_of(&item)?);
        Ok(Adjustment { state, mode, place, item, lot, lot_is_new, quantity, pieces })
    }

    /// The shortfall in words, where it is booked without a question.
    fn short(&self, book: &Book) -> Result<Said, Stop> {
        let (item, location) = (book.name(&self.item).to_owned(), self.place.code.clone());
        let wanted = (self.quantity, self.pieces);
        let (wanted, there) = shortfall::both_numbers(&self.item, self.lot.id, &self.place, wanted, book)?;
        Ok(Said::BookWasShort { item, wanted, there, location })
    }

    fn doubt(&self, book: &Book) -> Result<Option<Doubt>, Stop> {
        let to = Some(&self.place).filter(|_| self.mode.brings_in() && self.is_put_there());
        let (item, quantity, pieces) = (&self.item, self.quantity, self.pieces);
        doubt::first(&doubt::Goods { item, quantity, pieces, to, supplier: "" }, &self.state.settled, book)
    }

    /// What came back may go to the hold shelf, or nowhere.
    fn is_put_there(&self) -> bool {
        self.state.condition.is_none_or(|condition| condition == Condition::Sellable)
    }

    fn shortfall(&self, book: &Book) -> Result<Option<(Vec<NewMovement>, TaskDraft)>, Stop> {
        match self.mode {
            Mode::Restock | Mode::Return => Ok(None),
            Mode::TakeOut | Mode::Damage => {
                shortfall::cover(&self.item, self.lot.id, &self.place, (self.quantity, self.pieces), book)
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
            quantity: self.item.weighed(self.quantity, self.pieces),
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

    fn booked(&self, shortfall: Option<(Vec<NewMovement>, TaskDraft)>, book: &Book) -> Result<Turn, Stop> {
        if self.mode == Mode::Return {
            return self.returned(book);
        }
        let (before, pieces) = book.stood_weighed(self.place.id, self.item.id, self.lot.id)?;
        let (after, pieces_after) = match self.mode {
            Mode::Restock | Mode::Return => (before.checked_add(self.quantity)?, pieces + self.pieces),
            Mode::TakeOut | Mode::Damage => {
                (before.checked_sub(self.quantity)?.max(Quantity::ZERO), (pieces - self.pieces).max(0))
            }
        };
        let said = Said::Adjusted {
            item: self.state.hand.name(&self.item, book),
            before: self.item.weighed(before, pieces),
            after: self.item.weighed(after, pieces_after),
            location: self.place.code.clone(),
        };
        let (missing, task) = shortfall.unzip();
        let movements = missing.into_iter().flatten().chain([self.movement(book)?]).collect();
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
            pieces: self.pieces,
            reason: self.state.reason.as_deref().and_then(Reason::from_text),
            evidence: hand.evidence(),
            line: None,
            reading: hand.reading_of(&self.item, self.quantity, book)?,
        })
    }
}
