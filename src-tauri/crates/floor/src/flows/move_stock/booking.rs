//! Booking a move: goods from place to place, or crates with everything in them.

use super::way::{Gone, Way};
use super::{Asked, State, show};
use crate::book::Book;
use crate::doubt::{self, Doubt};
use crate::policy;
use crate::said::Said;
use crate::screen::Tone;
use crate::shortfall;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::entry::{MovementKind, NewMovement, NewPlacement};
use domain::item::Item;
use domain::location::{CrateState, Location, Purpose};
use domain::lot::Lot;
use domain::policy::{PolicyOperation, PolicySays};
use domain::{LocationId, Refusal};
use ledger::table::location::crates;

/// Books, or asks first when the book has fewer.
pub fn move_goods(state: State, to: Location, book: &Book) -> Result<Turn, Stop> {
    let move_ = Move::of(&state, &to, book)?;
    if let Some(doubt) = move_.doubt(book)? {
        let question = Some(Asked::Doubt { to: to.id, doubt });
        return Ok(Turn::to(State { question, ..state }, Tone::Attention, Said::Asked {}));
    }
    match move_.shortfall(book)? {
        Some(_) if short_policy(&state, book)? == PolicySays::Warn => {
            let said = show::short(&state, book)?;
            Ok(policy::warned(move_with_shortfall(state, to, book)?, said))
        }
        Some(_) => {
            let question = Some(Asked::BookShort { to: to.id });
            Ok(Turn::to(State { question, ..state }, Tone::Attention, Said::Asked {}))
        }
        None if is_dirty(&move_.way, book)? => Ok(ask_clean(state, &to)),
        None => move_.booked(vec![move_.movement(book)?], None, book),
    }
}

/// How a shortfall of the goods in hand is met at their source.
pub fn short_policy(state: &State, book: &Book) -> Result<PolicySays, Stop> {
    let (from, item) = (state.from.ok_or(Refusal::StillMissing {})?, state.hand.item(book)?);
    policy::says(PolicyOperation::Move, from, item.id, book)
}

/// The person says the goods are there: what the book lacks is booked as found, in the same entry.
pub fn move_with_shortfall(state: State, to: Location, book: &Book) -> Result<Turn, Stop> {
    let move_ = Move::of(&state, &to, book)?;
    if is_dirty(&move_.way, book)? {
        return Ok(ask_clean(state, &to));
    }
    let moved = move_.movement(book)?;
    match move_.shortfall(book)? {
        Some((mut movements, task)) => {
            movements.push(moved);
            move_.booked(movements, Some(task), book)
        }
        None => move_.booked(vec![moved], None, book),
    }
}

/// A move of which everything is known.
struct Move<'a> {
    state: &'a State,
    item: Item,
    lot: Lot,
    from: Location,
    /// As it was scanned; where the goods go by it is the way's business.
    to: &'a Location,
    way: Way,
    quantity: domain::Quantity,
    /// Of goods that are weighed.
    pieces: i64,
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
        let pieces = state.hand.pieces_of(&item)?;
        let way = Way::of(&from, to, book)?;
        Ok(Move { state, item, lot, from, to, way, quantity, pieces })
    }

    fn shortfall(&self, book: &Book) -> Result<Option<(Vec<NewMovement>, TaskDraft)>, Stop> {
        shortfall::cover(&self.item, self.lot.id, &self.from, (self.quantity, self.pieces), book)
    }

    fn doubt(&self, book: &Book) -> Result<Option<Doubt>, Stop> {
        let (quantity, pieces, supplier) = (self.quantity, self.pieces, "");
        let goods = doubt::Goods { item: &self.item, quantity, pieces, to: Some(self.to), supplier };
        doubt::first(&goods, &self.state.settled, book)
    }

    fn movement(&self, book: &Book) -> Result<NewMovement, Stop> {
        let hand = &self.state.hand;
        Ok(NewMovement {
            kind: MovementKind::Move,
            item: self.item.id,
            lot: self.lot.id,
            serial: hand.serial.clone(),
            from: self.from.id,
            to: self.way.to(),
            quantity: self.quantity,
            pieces: self.pieces,
            reason: self.state.settled.reason(),
            evidence: hand.evidence(),
            line: None,
            reading: hand.reading_of(&self.item, self.quantity, book)?,
        })
    }

    fn booked(
        &self,
        movements: Vec<NewMovement>,
        task: Option<TaskDraft>,
        book: &Book,
    ) -> Result<Turn, Stop> {
        let is_astray = self.lot.expiry.is_past(book.moment.today) && self.to.purpose != Purpose::Hold;
        let gone = Gone { goods: movements.last().cloned(), crates: Vec::new() };
        let (after, is_last) = self.way.after(&gone, book)?;
        let tone = match (is_astray, is_last) {
            (true, _) => Tone::Attention,
            (false, true) => Tone::Complete,
            (false, false) => Tone::Accepted,
        };
        // The source stays, except of a transfer of which nothing is left.
        let next = State { from: (!is_last).then_some(self.from.id), ..State::default() };
        let mut turn = Turn::to(next, tone, self.said(is_last, book)?);
        turn.writes = self.way.before();
        let mut entry = book.entry(movements, Vec::new());
        entry.document = self.way.transfer().map(|transfer| transfer.document);
        turn.writes.push(Write::Entry(Box::new(entry)));
        turn.writes.extend(after);
        turn.writes.extend(task.map(Write::Task));
        Ok(turn)
    }

    fn said(&self, is_last: bool, book: &Book) -> Result<Said, Stop> {
        let item = self.state.hand.name(&self.item, book);
        let quantity = self.item.weighed(self.quantity, self.pieces);
        let (from, to) = (self.from.code.clone(), self.to.code.clone());
        Ok(match &self.way {
            Way::Leaves { transfer, .. } => {
                let (document, to) = (transfer.number.clone(), book.location(transfer.to)?.code);
                Said::Sent { item, quantity, document, to }
            }
            Way::Arrives { transfer, .. } if is_last => {
                Said::TransferComplete { document: transfer.number.clone() }
            }
            Way::Arrives { transfer, .. } => {
                Said::Arrived { item, quantity, document: transfer.number.clone(), location: to }
            }
            Way::Inside { .. } | Way::OnTheRoad { .. } => Said::Moved { item, quantity, from, to },
        })
    }
}

/// The target is a crate that nobody has cleaned since it was emptied.
fn is_dirty(way: &Way, book: &Book) -> Result<bool, Stop> {
    let fitness = crates::fitness(book.tx, way.to())?;
    Ok(fitness.is_some_and(|fitness| fitness.state == CrateState::Dirty))
}

fn ask_clean(state: State, to: &Location) -> Turn {
    let question = Some(Asked::CrateDirty { to: to.id });
    Turn::to(State { question, ..state }, Tone::Attention, Said::Asked {})
}

/// Whoever stands before the crate says that it is clean, and the goods go in.
pub fn move_into_cleaned(state: State, to: Location, book: &Book) -> Result<Turn, Stop> {
    let cleaned = Write::CrateCleaned(to.id);
    let move_ = Move::of(&state, &to, book)?;
    let mut turn = match move_.shortfall(book)? {
        Some(_) => {
            let question = Some(Asked::BookShort { to: to.id });
            Turn::to(State { question, ..state }, Tone::Attention, Said::Asked {})
        }
        None => move_.booked(vec![move_.movement(book)?], None, book)?,
    };
    turn.writes.insert(0, cleaned);
    Ok(turn)
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
    place_crates(&state.crates, State::default(), to, book)
}

/// The place was scanned first: each crate goes there at once.
pub fn move_to_sticky(state: State, moved: &Location, to: &Location, book: &Book) -> Result<Turn, Stop> {
    place_crates(&[moved.id], state, to, book)
}

fn place_crates(crates: &[LocationId], next: State, to: &Location, book: &Book) -> Result<Turn, Stop> {
    let mut placements = Vec::new();
    let mut codes = Vec::new();
    let mut way: Option<Way> = None;
    for id in crates {
        let moved = book.location(*id)?;
        let from = moved.parent.ok_or_else(|| Refusal::UnknownLocation { code: moved.code.clone() })?;
        if from == to.id {
            return Err(Refusal::SamePlace { location: to.code.clone() }.into());
        }
        let this = Way::of(&moved, to, book)?;
        // One entry is of one transfer.
        if way.as_ref().is_some_and(|way| *way != this) {
            return Err(Refusal::NotHere { code: moved.code }.into());
        }
        codes.push(moved.code);
        placements.push(NewPlacement { container: *id, from, to: this.to() });
        way = Some(this);
    }
    let way = way.ok_or(Refusal::StaleScreen {})?;
    let gone = Gone { goods: None, crates: crates.to_vec() };
    let (after, is_last) = way.after(&gone, book)?;
    let said = said_of_crates(&way, codes.join(", "), to, is_last, book)?;
    let tone = if is_last { Tone::Complete } else { Tone::Accepted };
    let mut turn = Turn::to(next, tone, said);
    turn.writes = way.before();
    let mut entry = book.entry(Vec::new(), placements);
    entry.document = way.transfer().map(|transfer| transfer.document);
    turn.writes.push(Write::Entry(Box::new(entry)));
    turn.writes.extend(after);
    Ok(turn)
}

fn said_of_crates(
    way: &Way,
    crate_code: String,
    to: &Location,
    is_last: bool,
    book: &Book,
) -> Result<Said, Stop> {
    Ok(match way {
        Way::Leaves { transfer, .. } => {
            let (document, to) = (transfer.number.clone(), book.location(transfer.to)?.code);
            Said::CrateSent { crate_code, document, to }
        }
        Way::Arrives { transfer, .. } if is_last => {
            Said::TransferComplete { document: transfer.number.clone() }
        }
        Way::Arrives { transfer, .. } => {
            let (document, location) = (transfer.number.clone(), to.code.clone());
            Said::CrateArrived { crate_code, document, location }
        }
        Way::Inside { .. } | Way::OnTheRoad { .. } => Said::CrateMoved { crate_code, to: to.code.clone() },
    })
}
