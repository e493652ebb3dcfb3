//! Comparing a count with the book, and making the book follow it.

use super::again::{self, Next};
use super::{Asked, Counted, Number, State, zone};
use crate::book::Book;
use crate::prompts::reason_word;
use crate::said::{Said, TaskText};
use crate::screen::Tone;
use crate::shortfall::cover;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::{Location, LocationKind};
use domain::lot::Lot;
use domain::permission::{Action, Role, permission};
use domain::{EntryId, ItemId, LocationId, Quantity, Ratio, Refusal, Value};
use ledger::table::count::{self, CountLine, LineState};
use ledger::table::task::Severity;
use ledger::table::{balance, serial_position};

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
}

impl Line {
    /// The lot in hand, or the item's lot `none`; found goods of a new lot are made.
    fn of(state: &State, book: &Book) -> Result<Line, Stop> {
        let item = state.hand.item(book)?;
        let place = book.location(state.place.ok_or(Refusal::StillMissing {})?)?;
        let mut hand = state.hand.clone();
        if hand.lacks_serial(book)? {
            return Err(Refusal::StillMissing {}.into());
        }
        let is_piece_here = hand.find_serial_at(place.id, book)?;
        let (lot, lot_is_new) = hand.lot_of_booking(&item, "", book)?;
        let on_book = match item.serial_tracked {
            false => book.stood(place.id, item.id, lot.id)?,
            true if is_piece_here => Quantity::ONE,
            true => Quantity::ZERO,
        };
        Ok(Line { item, lot, lot_is_new, serial: hand.serial, place, on_book })
    }

    /// As it was counted, beside the book of that moment.
    pub fn stored(counted: &CountLine, book: &Book) -> Result<Line, Stop> {
        let count::Counted { place, item, lot, serial } = counted.goods.clone();
        let then = Book { happened_at_ms: counted.counted_at_ms.min(book.moment.now_ms), ..*book };
        let on_book = match &serial {
            None => then.stood(place, item, lot)?,
            Some(serial) => {
                let position = serial_position::find(book.tx, item, serial)?;
                let is_here = position.is_some_and(|position| position.location == place);
                if is_here { Quantity::ONE } else { Quantity::ZERO }
            }
        };
        let (item, lot, place) = (book.item(item)?, book.lot(lot)?, book.location(place)?);
        Ok(Line { item, lot, lot_is_new: false, serial, place, on_book })
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
pub fn on_book(state: &State, book: &Book) -> Result<Quantity, Stop> {
    Ok(Line::of(state, book)?.on_book)
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
    if counted == line.on_book {
        let item = line.name(book);
        let said = Said::CountRight { item, counted: line.item.amount(counted) };
        return match state.zone {
            Some(zone) => zone::note(&state, zone, &line, Number::said(counted, book), book),
            None => right(state, &line, Number::said(counted, book), said),
        };
    }
    let number = Number::said(counted, book);
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
    let (item, counted_amount) = (line.name(book), line.item.amount(counted));
    if counted == line.on_book {
        let said = Said::CountRight { item, counted: counted_amount };
        return right(state, &line, Number::said(counted, book), said);
    }
    let movement = movement(&line, counted, reason, book)?;
    let number = Number::said(counted, book);
    let said = Said::CountPosted { item, counted: counted_amount, book: line.item.amount(line.on_book) };
    let next = kept(state, &line, counted, Some(book.entry_id()));
    let mut turn = Turn::to(next, Tone::Attention, said);
    if line.lot_is_new {
        turn.writes.push(Write::Lot(line.lot.clone()));
    }
    // A place never holds less than nothing: what went since and cannot have been there comes first.
    let mut movements = Vec::new();
    if movement.from == line.place.id
        && let Some((missing, task)) = cover(&line.item, line.lot.id, &line.place, movement.quantity, book)?
    {
        movements.push(missing);
        turn.writes.push(Write::Task(task));
    }
    movements.push(movement);
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

pub(super) fn movement(
    line: &Line,
    counted: Quantity,
    reason: Reason,
    book: &Book,
) -> Result<NewMovement, Stop> {
    let difference = counted.checked_sub(line.on_book)?;
    let adjustment = book.virtual_place(LocationKind::Adjustment)?;
    let is_more = difference.is_positive();
    let (from, to) = if is_more { (adjustment, line.place.id) } else { (line.place.id, adjustment) };
    // Nothing left of a weighed item is no pieces left either.
    let pieces = match balance::one(book.tx, line.place.id, line.item.id, line.lot.id)? {
        Some(there) if counted.is_zero() => there.pieces.max(0),
        _ => 0,
    };
    Ok(NewMovement {
        kind: MovementKind::Count,
        item: line.item.id,
        lot: line.lot.id,
        serial: line.serial.clone(),
        from,
        to,
        quantity: if is_more { difference } else { difference.negated() },
        pieces,
        reason: Some(reason),
        evidence: Evidence::Counted,
        line: None,
        reading: String::new(),
    })
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
    let (counted_amount, on_book) = (line.item.amount(counted), line.item.amount(line.on_book));
    let task = left(line, cause(line), counted, reason_word(reason), book);
    let said = Said::CountKept { item, counted: counted_amount, book: on_book };
    let mut turn =
        Turn::to(kept(state, line, counted, None), Tone::Attention, said).writing(Write::Task(task));
    // A lot that was only counted and never made has no row.
    if !line.lot_is_new {
        turn.writes.push(Number::said(counted, book).write(line, LineState::Stands, None)?);
    }
    Ok(turn)
}

/// The task that holds a count until a lead decides.
pub(super) fn left(line: &Line, cause: String, counted: Quantity, reason: Value, book: &Book) -> TaskDraft {
    let text = TaskText::CountDifference {
        item: line.name(book),
        lot: line.lot.code.clone(),
        location: line.place.code.clone(),
        counted: line.item.amount(counted),
        book: line.item.amount(line.on_book),
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

/// One open task per item, lot, piece and place; counted again, it says the newer numbers.
pub(super) fn cause(line: &Line) -> String {
    let serial = line.serial.as_ref().map(|serial| format!("{SERIAL_MARK}{serial}")).unwrap_or_default();
    format!("count:{}:{}:{}{serial}", line.place.id, line.item.id, line.lot.code)
}

/// What a task left to the lead is about, as [`cause`] put it together.
pub struct LeftCount {
    pub place: LocationId,
    pub item: ItemId,
    pub lot_code: String,
    pub serial: Option<String>,
}

pub fn of_cause(cause: &str) -> Option<LeftCount> {
    let mut parts = cause.strip_prefix("count:")?.splitn(3, ':');
    let (place, item, goods) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let (lot_code, serial) = match goods.split_once(SERIAL_MARK) {
        Some((lot_code, serial)) => (lot_code, Some(serial.to_owned())),
        None => (goods, None),
    };
    Some(LeftCount { place, item, lot_code: lot_code.to_owned(), serial })
}

/// The line is counted; the hand is empty for the next.
fn kept(state: State, line: &Line, counted: Quantity, entry: Option<EntryId>) -> State {
    let mut lines = state.counted;
    lines.retain(|other| (other.item, other.lot, &other.serial) != (line.item.id, line.lot.id, &line.serial));
    // A lot that was only counted and never made has no card.
    if !line.lot_is_new || entry.is_some() {
        let (counted, on_book) = (counted.millionths(), line.on_book.millionths());
        let (item, lot, serial) = (line.item.id, line.lot.id, line.serial.clone());
        lines.push(Counted { item, lot, serial, counted, book: on_book, entry });
    }
    if lines.len() > LINES_SHOWN {
        lines.remove(0);
    }
    State { place: state.place, counted: lines, ..State::default() }
}
