//! Comparing a count with the book, and making the book follow it.

use super::again::{self, Next};
use super::following::movements;
use super::{Asked, Counted, Number, State, waits, zone};
use crate::book::Book;
use crate::doubt;
use crate::prompts::reason_word;
use crate::said::{Said, TaskText};
use crate::screen::Tone;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::entry::Reason;
use domain::item::Item;
use domain::location::Location;
use domain::lot::Lot;
use domain::permission::{Action, Role, permission};
use domain::{Amount, EntryId, ItemId, LocationId, LotId, Quantity, Ratio, Refusal, Value};
use ledger::table::count::{self, CountLine, LineState};
use ledger::table::serial_position;
use ledger::table::task::Severity;

/// A count of more than this many times the book is asked about once.
const ABSURD_FACTOR: i64 = 3;
/// How many counted lines the screen keeps in sight; the entries keep them all.
const LINES_SHOWN: usize = 30;

/// What is being counted.
pub(super) struct Line {
    pub item: Item,
    pub lot: Lot,
    pub lot_is_new: bool,
    /// The piece, where the item is kept by serial.
    pub serial: Option<String>,
    pub place: Location,
    /// What stood there at the moment of the count.
    pub on_book: Quantity,
    /// Of goods that are weighed: counted, and what the book had.
    pub pieces: i64,
    pub pieces_on_book: i64,
    /// How the number was read, where it was made from it: with the crate.
    pub reading: String,
}

impl Line {
    /// The lot in hand, or the item's lot `none`; found goods of a new lot are made.
    pub fn of(state: &State, book: &Book) -> Result<Line, Stop> {
        let item = state.hand.item(book)?;
        let place = book.location(state.place.ok_or(Refusal::StillMissing {})?)?;
        let mut hand = state.hand.clone();
        if hand.lacks_serial(book)? {
            return Err(Refusal::StillMissing {}.into());
        }
        let is_piece_here = hand.find_serial_at(place.id, book)?;
        let (lot, lot_is_new) = hand.lot_of_booking(&item, "", book)?;
        let (on_book, pieces_on_book) = match item.serial_tracked {
            false => book.stood_weighed(place.id, item.id, lot.id)?,
            true if is_piece_here => (Quantity::ONE, 0),
            true => (Quantity::ZERO, 0),
        };
        let pieces = hand.pieces_of(&item)?;
        let (serial, reading) = (hand.serial, hand.reading);
        let line = Line { item, lot, lot_is_new, serial, place, on_book, pieces, pieces_on_book, reading };
        let (quantity, pieces) = waits::left_before_of(&line.goods(), book)?;
        line.less(quantity, pieces)
    }

    /// Without what had left before it was counted, though it was booked afterwards. A piece is where it is.
    pub fn less(mut self, quantity: Quantity, pieces: i64) -> Result<Line, Stop> {
        if self.serial.is_none() {
            self.on_book = self.on_book.checked_sub(quantity)?;
            self.pieces_on_book -= pieces;
        }
        Ok(self)
    }

    /// As it was counted, beside the book of that moment.
    pub fn stored(counted: &CountLine, book: &Book) -> Result<Line, Stop> {
        let count::Counted { place, item, lot, serial } = counted.goods.clone();
        let (happened_at_ms, mark) = (counted.counted_at_ms.min(book.moment.now_ms), counted.said_after);
        let then = Book { happened_at_ms, mark, ..*book };
        let (on_book, pieces_on_book) = match &serial {
            None => then.stood_weighed(place, item, lot)?,
            Some(serial) => {
                let position = serial_position::find(book.tx, item, serial)?;
                let is_here = position.is_some_and(|position| position.location == place);
                (if is_here { Quantity::ONE } else { Quantity::ZERO }, 0)
            }
        };
        let (item, lot, place) = (book.item(item)?, book.lot(lot)?, book.location(place)?);
        let (pieces, reading, lot_is_new) = (counted.pieces, counted.reading.clone(), false);
        let line = Line { item, lot, lot_is_new, serial, place, on_book, pieces, pieces_on_book, reading };
        let (quantity, pieces) = waits::left_before(counted, book)?;
        line.less(quantity, pieces)
    }

    /// The book says the same, of the pieces too.
    pub fn is_right(&self, counted: Quantity) -> bool {
        counted == self.on_book && self.pieces == self.pieces_on_book
    }

    pub fn counted_amount(&self, counted: Quantity) -> Amount {
        self.item.weighed(counted, self.pieces)
    }

    pub fn book_amount(&self) -> Amount {
        self.item.weighed(self.on_book, self.pieces_on_book)
    }

    pub fn name(&self, book: &Book) -> String {
        book.name_with(&self.item, self.serial.as_deref())
    }

    pub fn goods(&self) -> count::Counted {
        let (place, item, lot, serial) = (self.place.id, self.item.id, self.lot.id, self.serial.clone());
        count::Counted { place, item, lot, serial }
    }
}

/// What the book says of the goods in hand.
pub fn on_book(state: &State, book: &Book) -> Result<Amount, Stop> {
    Ok(Line::of(state, book)?.book_amount())
}

/// Equal: said. Far from the book: counted once more. Different: asked why, and first whether it can be.
pub fn compare(state: State, counted: Quantity, book: &Book) -> Result<Turn, Stop> {
    if counted < Quantity::ZERO {
        return Err(Refusal::NegativeCount {}.into());
    }
    let line = Line::of(&state, book)?;
    if line.serial.is_some() && counted > Quantity::ONE {
        return Err(Refusal::SerialNeedsOne {}.into());
    }
    let (item, quantity, pieces) = (&line.item, counted, line.pieces);
    let goods = doubt::Goods { item, quantity, pieces, to: None, supplier: "" };
    if doubt::first(&goods, &state.settled, book)?.is_some() {
        let question = Some(Asked::Odd(Number::said(counted, book)?));
        return Ok(Turn::to(State { question, ..state }, Tone::Attention, Said::Asked {}));
    }
    if let Some(turn) = waits::keep(&state, &line, counted, book)? {
        return Ok(turn);
    }
    if line.is_right(counted) {
        let item = line.name(book);
        let said = Said::CountRight { item, counted: line.counted_amount(counted) };
        return match state.zone {
            Some(zone) => zone::note(&state, zone, &line, Number::said(counted, book)?, book),
            None => right(state, &line, Number::said(counted, book)?, said),
        };
    }
    let number = Number::said(counted, book)?;
    match (again::next(&state, &line, counted, book)?, state.zone) {
        (Next::Stands | Next::LeadDecides, None) => {}
        (Next::Stands | Next::LeadDecides, Some(zone)) => {
            return zone::note(&state, zone, &line, number, book);
        }
        (next, _) => return again::ask(state, &line, number, next, book),
    }
    let limit = line.on_book.times(Ratio::new(ABSURD_FACTOR, 1).expect("three is positive"))?;
    // Two counts that agree are no slip of a finger.
    let is_absurd = line.on_book.is_positive() && counted > limit && !state.granted && !state.again;
    let asked = if is_absurd { Asked::Absurd(number) } else { Asked::Why(number) };
    Ok(Turn::to(State { question: Some(asked), ..state }, Tone::Attention, Said::Asked {}))
}

/// The difference to what the book held at the moment of the count: movements since then are netted by
/// time.
pub fn post(state: State, counted: Quantity, reason: Reason, book: &Book) -> Result<Turn, Stop> {
    let line = Line::of(&state, book)?;
    if !permission(book.operator.role, Action::PostCount) {
        return left_to_the_lead(state, &line, counted, reason, book);
    }
    let (item, counted_amount) = (line.name(book), line.counted_amount(counted));
    if line.is_right(counted) {
        let said = Said::CountRight { item, counted: counted_amount };
        return right(state, &line, Number::said(counted, book)?, said);
    }
    let (movements, tasks) = movements(&line, counted, reason, book)?;
    let number = Number::said(counted, book)?;
    let said = Said::CountPosted { item, counted: counted_amount, book: line.book_amount() };
    let next = kept(state, &line, counted, Some(book.entry_id()));
    let mut turn = Turn::to(next, Tone::Attention, said);
    if line.lot_is_new {
        turn.writes.push(Write::Lot(line.lot.clone()));
    }
    turn.writes.extend(tasks.into_iter().map(Write::Task));
    turn.writes.push(Write::Entry(Box::new(book.entry(movements, Vec::new()))));
    turn.writes.push(number.write(&line, LineState::Posted, None)?);
    turn.writes.push(Write::TaskCleared(cause(&line)));
    turn.writes.extend(book.adjustment_deliveries());
    Ok(turn)
}

/// Nobody has to look at an earlier difference any more.
fn right(state: State, line: &Line, number: Number, said: Said) -> Result<Turn, Stop> {
    let next = kept(state, line, number.counted()?, None);
    let mut turn = Turn::to(next, Tone::Complete, said).writing(Write::TaskCleared(cause(line)));
    // A lot that nobody has seen and the book does not know is nothing to keep.
    if !line.lot_is_new {
        turn.writes.push(number.write(line, LineState::Right, None)?);
    }
    Ok(turn)
}

/// The count is a fact and is kept, but the book follows only by somebody who may change it.
fn left_to_the_lead(
    state: State,
    line: &Line,
    counted: Quantity,
    reason: Reason,
    book: &Book,
) -> Result<Turn, Stop> {
    let item = line.name(book);
    let (counted_amount, on_book) = (line.counted_amount(counted), line.book_amount());
    let task = left(line, cause(line), counted, reason_word(reason), book);
    let said = Said::CountKept { item, counted: counted_amount, book: on_book };
    let mut turn =
        Turn::to(kept(state, line, counted, None), Tone::Attention, said).writing(Write::Task(task));
    // A lot that was only counted and never made has no row.
    if !line.lot_is_new {
        turn.writes.push(Number::said(counted, book)?.write(line, LineState::Stands, None)?);
    }
    Ok(turn)
}

/// The task that holds a count until a lead decides.
pub(super) fn left(line: &Line, cause: String, counted: Quantity, reason: Value, book: &Book) -> TaskDraft {
    let text = TaskText::CountDifference {
        item: line.name(book),
        lot: line.lot.code.clone(),
        location: line.place.code.clone(),
        counted: line.counted_amount(counted),
        book: line.book_amount(),
        reason,
        operator: book.operator.name.clone(),
        at: Value::Instant(book.happened_at_ms),
        on: book.moment.today,
    };
    TaskDraft {
        kind: "count_difference",
        cause,
        message: text.message(),
        severity: Severity::Medium,
        role: Role::Lead,
    }
}

/// Stands between the lot and the serial of a cause: no code that is read or typed holds a control
/// character.
const SERIAL_MARK: char = '\u{1d}';

/// Likewise between the lot's code and its id, once it has one: two makers may use one code.
const LOT_MARK: char = '\u{1e}';

/// One open task per item, lot, piece and place; counted again, it says the newer numbers.
pub(super) fn cause(line: &Line) -> String {
    match line.lot_is_new {
        true => cause_of(line, &line.lot.code),
        false => cause_of_known(line),
    }
}

/// The same of a lot that is made with the task.
pub(super) fn cause_of_known(line: &Line) -> String {
    cause_of(line, &format!("{}{LOT_MARK}{}", line.lot.code, line.lot.id))
}

fn cause_of(line: &Line, lot: &str) -> String {
    let serial = line.serial.as_ref().map(|serial| format!("{SERIAL_MARK}{serial}")).unwrap_or_default();
    format!("count:{}:{}:{lot}{serial}", line.place.id, line.item.id)
}

/// What a task left to the lead is about, as [`cause`] put it together.
pub struct LeftCount {
    pub place: LocationId,
    pub item: ItemId,
    pub lot_code: String,
    /// `None` while the book does not know the lot.
    pub lot: Option<LotId>,
    pub serial: Option<String>,
}

pub fn of_cause(cause: &str) -> Option<LeftCount> {
    let mut parts = cause.strip_prefix("count:")?.splitn(3, ':');
    let (place, item, goods) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let (lot, serial) = match goods.split_once(SERIAL_MARK) {
        Some((lot, serial)) => (lot, Some(serial.to_owned())),
        None => (goods, None),
    };
    let (lot_code, lot) = match lot.split_once(LOT_MARK) {
        Some((lot_code, id)) => (lot_code, Some(id.parse().ok()?)),
        None => (lot, None),
    };
    Some(LeftCount { place, item, lot_code: lot_code.to_owned(), lot, serial })
}

/// The line is counted; the hand is empty for the next.
pub(super) fn kept(state: State, line: &Line, counted: Quantity, entry: Option<EntryId>) -> State {
    let mut lines = state.counted;
    lines.retain(|other| (other.item, other.lot, &other.serial) != (line.item.id, line.lot.id, &line.serial));
    // A lot that was only counted and never made has no card.
    if !line.lot_is_new || entry.is_some() {
        let (counted, on_book) = (counted.millionths(), line.on_book.millionths());
        let (item, lot, serial) = (line.item.id, line.lot.id, line.serial.clone());
        let pieces = (line.pieces, line.pieces_on_book);
        lines.push(Counted { item, lot, serial, counted, book: on_book, pieces, entry });
    }
    if lines.len() > LINES_SHOWN {
        lines.remove(0);
    }
    State { place: state.place, counted: lines, ..State::default() }
}
