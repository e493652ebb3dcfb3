//! The tray: codes that nobody knew. Each is kept with the place of work it was parked at, so that whoever names it
//! later books it there, with the time it was scanned. Counts that wait for a lead are taken up the same way.

use crate::book::Book;
use crate::flows::{Event, adjust, count, move_stock, receive};
use crate::hand::{Hand, LotPick};
use crate::lookup::{self, Thing};
use crate::said::Said;
use crate::screen::{EarlierCard, Flow, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use crate::{earlier, name_it};
use domain::permission::Action;
use domain::scan::ScanVerdict;
use domain::{DocumentId, LocationId, Message, Quantity, Refusal, ScanId, TaskId, Value};
use jiff::civil::Date;
use ledger::table::count::{CountLine, Counted};
use ledger::table::scan::ScanRow;
use ledger::table::task::{Task, TaskState};
use ledger::table::{lot, operator, scan, task};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

/// Of one item, for one count.
const LOTS_LOOKED_AT: u32 = 1_000;

/// Where the work stood when a code was parked: small, and told by names that later versions read as well.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ParkedAt {
    /// The site's calendar day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow: Option<Flow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Where goods were received or counted, taken from, or adjusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<LocationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<adjust::Mode>,
    /// Delivery-note number of a delivery that was not made yet.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who brings it, likewise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub supplier: String,
}

/// What a parked scan's row says.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    message: Message,
    parked: ParkedAt,
}

impl ParkedAt {
    pub fn of(step: &Step, on: Date) -> ParkedAt {
        let at = ParkedAt { on: Some(on), flow: step.flow(), ..ParkedAt::default() };
        match step.work() {
            Step::Home | Step::NameIt(_) | Step::UndoCrate(_) => at,
            Step::Receive(state) => {
                let (document, place) = (state.document, state.to);
                ParkedAt { document, place, note: state.note.clone(), supplier: state.supplier.clone(), ..at }
            }
            Step::MoveStock(state) => ParkedAt { place: state.from, ..at },
            Step::Adjust(state) => ParkedAt { place: state.place, mode: state.mode, ..at },
            Step::Count(state) => ParkedAt { place: state.place, ..at },
            Step::Earlier(state) => ParkedAt { on: Some(on), ..ParkedAt::of(&state.step, on) },
        }
    }

    /// As it stands in the row of a parked scan; a row without it says nothing about the work.
    pub fn read(message_json: &str) -> ParkedAt {
        serde_json::from_str::<Kept>(message_json).map(|kept| kept.parked).unwrap_or_default()
    }

    /// For the row of the scan: what was said of it, and this.
    pub fn text(self, code: &str) -> String {
        let message = Said::Parked { code: code.to_owned() }.message();
        serde_json::to_string(&Kept { message, parked: self }).expect("a place of work is plain data")
    }

    /// The flow at the same place, with nothing in hand.
    fn step(&self) -> Step {
        let (place, note, supplier) = (self.place, self.note.clone(), self.supplier.clone());
        match self.flow {
            None => Step::Home,
            Some(Flow::Receive) => {
                let (document, blind) = (self.document, self.document.is_none());
                receive::State { document, blind, note, supplier, to: place, ..receive::State::default() }
                    .into()
            }
            Some(Flow::MoveStock) => move_stock::State { from: place, ..move_stock::State::default() }.into(),
            Some(Flow::Adjust) => adjust::State { mode: self.mode, place, ..adjust::State::default() }.into(),
            Some(Flow::Count) => count::State { place, ..count::State::default() }.into(),
        }
    }
}

/// The code of a parked scan as it is shown and named.
pub fn code_of(row: &ScanRow) -> String {
    let kept = serde_json::from_str::<Kept>(&row.message).ok();
    match kept.and_then(|mut kept| kept.message.values.remove("code")) {
        Some(Value::Text(code)) => code,
        _ => row.scan.text(),
    }
}

/// Codes in the tray that were parked while this order was being received.
pub fn of_document(document: DocumentId, book: &Book) -> Result<Vec<ScanRow>, Stop> {
    Ok(scan::parked_of_document(book.tx, document)?)
}

/// Takes a code out of the tray: to be named, or, when it has a name by now, to be booked where it was parked.
///
/// # Errors
/// [`Refusal::WorkIsOpen`], [`Refusal::SettledMeanwhile`]; [`Refusal::NotAllowed`] when it still needs a name and
/// the active person may give none; [`Refusal::NotHere`] for what is no goods.
pub fn open(step: &Step, id: ScanId, book: &Book) -> Result<Turn, Stop> {
    let row = scan::by_id(book.tx, id)?.filter(|row| row.verdict == ScanVerdict::Parked);
    let row = row.ok_or(Refusal::SettledMeanwhile {})?;
    let at = ParkedAt::read(&row.message);
    let earlier = earlier::State {
        at_ms: row.received_at_ms,
        on: at.on.unwrap_or(book.moment.today),
        mark: None,
        of: earlier::Of::Scan { id },
        step: Box::new(at.step()),
        back: Box::new(goes_on_at(step)?),
    };
    let code = row.scan.text();
    let said = Said::FromTray { code: code.clone() };
    let mut turn = match lookup::find(&row.scan, book)? {
        Thing::Unknown(code) | Thing::UnknownGoods(code) | Thing::UnknownCrate(code) => {
            book.allow(Action::NameCode)?;
            Turn::to(name_it::State::of_tray(&code, &row.scan, earlier), Tone::Command, said)
        }
        Thing::Several(..) => {
            Turn::to(name_it::State::several_of_tray(&row.scan, earlier), Tone::Command, said)
        }
        // At home there is nothing to book: it has its name.
        Thing::Goods(goods) if at.flow.is_none() => {
            let named = Said::Named { code, item: book.name(&goods.item).to_owned() };
            let turn = earlier::turn(&earlier, &Event::Scan(Thing::Goods(goods)), book)?;
            Turn { writes: turn.writes, ..Turn::to(turn.step, Tone::Accepted, named) }
        }
        goods @ Thing::Goods(_) => match earlier::turn(&earlier, &Event::Scan(goods), book) {
            Err(Stop::Refused(refused)) if earlier::is_asked_first(&refused.refusal) => {
                Turn::to(earlier, Tone::Command, said)
            }
            taken => taken?,
        },
        _ => return Err(Refusal::NotHere { code }.into()),
    };
    turn.writes.splice(0..0, name_it::parked_before(step, book));
    Ok(turn)
}

/// Takes up a count that its counter was not allowed to post: the number stands ready at its place, and the book
/// follows once it is confirmed.
///
/// # Errors
/// As [`open`]; [`Refusal::StaleScreen`] for a task that holds no count.
pub fn open_count(step: &Step, id: TaskId, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::PostCount)?;
    let found = task::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    if !matches!(found.state, TaskState::Open | TaskState::Seen) {
        return Err(Refusal::SettledMeanwhile {}.into());
    }
    let (at_ms, on) = counted_at(&found);
    refuse_waiting(&found, at_ms, book)?;
    let line = said_line(&found, at_ms, book)?;
    let mut count = count_of(&found, book)?;
    if let Some(line) = &line {
        count.hand.reading.clone_from(&line.reading);
    }
    let earlier = earlier::State {
        at_ms,
        on: on.unwrap_or(book.moment.today),
        mark: line.and_then(|line| line.said_after),
        of: earlier::Of::Task { id },
        step: Box::new(count.into()),
        back: Box::new(goes_on_at(step)?),
    };
    let mut turn = Turn::to(earlier, Tone::Command, Said::CountTakenUp {});
    turn.writes.extend(name_it::parked_before(step, book));
    Ok(turn)
}

/// A count of goods that somebody was just taking is posted once that is settled.
fn refuse_waiting(task: &Task, at_ms: i64, book: &Book) -> Result<(), Stop> {
    let Some(left) = count::of_cause(&task.cause) else { return Ok(()) };
    for known in lot::of_item(book.tx, left.item, LOTS_LOOKED_AT)? {
        if known.code == left.lot_code && left.lot.is_none_or(|lot| lot == known.id) {
            let (place, item, lot, serial) = (left.place, left.item, known.id, left.serial.clone());
            count::refuse_early(&Counted { place, item, lot, serial }, at_ms, book)?;
        }
    }
    Ok(())
}

fn count_of(task: &Task, book: &Book) -> Result<count::State, Stop> {
    let stale = || Refusal::StaleScreen {};
    let count::LeftCount { place, item, lot_code, lot: counted_lot, serial } =
        count::of_cause(&task.cause).ok_or_else(stale)?;
    let item = book.item(item)?;
    let Some(Value::Amount(counted)) = value_of(task, "counted") else { return Err(stale().into()) };
    // What a weight with its crate leaves may be finer than the item shows.
    let quantity = Quantity::parse(&counted.amount, 6)?;
    let known = lot::by_code(book.tx, item.id, &lot_code)?;
    let known = known.into_iter().find(|known| counted_lot.is_none_or(|lot| lot == known.id));
    let lot = match known {
        _ if lot_code.is_empty() => None,
        Some(known) => Some(LotPick::Known { id: known.id }),
        None => Some(LotPick::New { code: lot_code, ours: false, second: false }),
    };
    let quantity = Some(quantity.millionths());
    let pieces = counted.pieces;
    let hand = Hand { item: Some(item.id), lot, serial, quantity, pieces, ..Hand::default() };
    Ok(count::State { place: Some(place), hand, ..count::State::default() })
}

/// The number of this task as it was kept when it was said.
fn said_line(task: &Task, at_ms: i64, book: &Book) -> Result<Option<CountLine>, Stop> {
    let Some(left) = count::of_cause(&task.cause) else { return Ok(None) };
    let Some(lot) = left.lot else { return Ok(None) };
    let goods = Counted { place: left.place, item: left.item, lot, serial: left.serial };
    let open = ledger::table::count::open_of(book.tx, &goods)?;
    Ok(open.into_iter().find(|line| line.counted_at_ms == at_ms))
}

/// When it was counted, which may be later than the task was raised first.
fn counted_at(task: &Task) -> (i64, Option<Date>) {
    let at_ms = match value_of(task, "at") {
        Some(Value::Instant(at_ms)) => at_ms,
        _ => task.since_ms,
    };
    let on = match value_of(task, "on") {
        Some(Value::Date(on)) => on.parse().ok(),
        _ => None,
    };
    (at_ms, on)
}

fn value_of(task: &Task, name: &str) -> Option<Value> {
    serde_json::from_str::<Message>(&task.message_json).ok()?.values.remove(name)
}

/// The step that the seat comes back to. One thing of an earlier time at once, and none beside an open question.
fn goes_on_at(step: &Step) -> Result<Step, Stop> {
    match step.work() {
        Step::Earlier(_) => Err(Refusal::WorkIsOpen {}.into()),
        _ if step.has_question() => Err(Refusal::WorkIsOpen {}.into()),
        work => Ok(work.clone()),
    }
}

/// What the frame says while the work is of an earlier time.
pub fn card(tx: &Transaction, step: &Step) -> Result<Option<EarlierCard>, Error> {
    let Some(earlier) = step.earlier() else { return Ok(None) };
    let (code, by) = match &earlier.of {
        earlier::Of::Task { .. } => (String::new(), None),
        earlier::Of::Scan { id } => match scan::by_id(tx, *id)? {
            Some(row) => (row.scan.text(), row.operator),
            None => return Ok(None),
        },
    };
    let operator = by.map(|id| operator::by_id(tx, id)).transpose()?.flatten();
    Ok(Some(EarlierCard {
        code,
        at_ms: earlier.at_ms,
        operator: operator.map(|by| by.name).unwrap_or_default(),
    }))
}
