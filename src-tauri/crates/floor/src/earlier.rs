//! Work of an earlier time, run through its flow now: a code from the tray once it has a name, a count that was left
//! to a lead. The flow asks what it always asks; what it books happened then, and the seat goes on where it was.

use crate::book::{Book, Moment};
use crate::dispatch;
use crate::flows::Event;
use crate::lookup::{self, Goods, Thing};
use crate::said::Said;
use crate::screen::{Flow, Screen, Tone};
use crate::step::Step;
use crate::turn::{Refused, Stop, Turn, Write};
use domain::scan::ScanVerdict;
use domain::task::Resolution;
use domain::{Refusal, ScanId, TaskId};
use jiff::civil::Date;
use ledger::table::movement::BookMark;
use ledger::table::task::TaskState;
use ledger::table::{scan, task};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// When it happened, UTC milliseconds, and the site's calendar day then.
    pub at_ms: i64,
    pub on: Date,
    /// The newest movement of the book then, where it was kept.
    #[serde(default)]
    pub mark: Option<BookMark>,
    pub of: Of,
    /// The flow's own step.
    pub step: Box<Step>,
    /// Where the seat goes on afterwards.
    pub back: Box<Step>,
}

/// What is settled once it is booked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Of {
    /// A scan in the tray.
    Scan { id: ScanId },
    /// A task that holds what was counted.
    Task { id: TaskId },
}

/// The flow's turn at its own time. Whatever leaves the flow without booking leaves the scan in the tray, and the
/// task open.
pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if !state.is_open(book)? {
        let refusal = Refusal::SettledMeanwhile {};
        let refused = Refused { refusal, tone: Tone::Refused, expected: None, got: None };
        return Ok(Turn::refusing((*state.back).clone(), Box::new(refused)));
    }
    if is_empty(&state.step) {
        // DONE would end the flow itself: its order, its place.
        if event.is_done() {
            return Err(Refusal::StillMissing {}.into());
        }
        if let Event::Scan(Thing::Goods(goods)) = event {
            state.refuse_other(goods, book)?;
        }
    }
    let then = state.moment(book);
    let book = state.at_its_time(book, &then);
    let turn = dispatch::flow_turn(&state.step, event, &book)?;
    state.after(turn, event, &book)
}

/// The flow asks for something else before it can take goods; every other refusal is about the goods themselves.
pub fn is_asked_first(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::PlaceFirst { .. } | Refusal::SourceFirst { .. } | Refusal::StillMissing {})
}

/// The flow's screen, with the dates of its own time.
pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let then = state.moment(book);
    dispatch::show(&state.step, &state.at_its_time(book, &then))
}

impl State {
    fn moment(&self, book: &Book) -> Moment {
        Moment { today: self.on, ..book.moment.clone() }
    }

    fn at_its_time<'a, 'c>(&self, book: &Book<'a, 'c>, then: &'a Moment) -> Book<'a, 'c> {
        let scan = match &self.of {
            Of::Scan { id } => Some(*id),
            Of::Task { .. } => book.scan,
        };
        // A clock that was set back since makes it happen now: nothing is recorded before it happened.
        let happened_at_ms = self.at_ms.min(book.moment.now_ms);
        Book { moment: then, scan, happened_at_ms, mark: self.mark, ..*book }
    }

    /// Nobody has settled it since.
    fn is_open(&self, book: &Book) -> Result<bool, Stop> {
        Ok(match &self.of {
            Of::Scan { id } => {
                scan::by_id(book.tx, *id)?.is_some_and(|row| row.verdict == ScanVerdict::Parked)
            }
            Of::Task { id } => task::by_id(book.tx, *id)?
                .is_some_and(|task| matches!(task.state, TaskState::Open | TaskState::Seen)),
        })
    }

    fn after(&self, turn: Turn, event: &Event, book: &Book) -> Result<Turn, Stop> {
        // At home there is nothing to book: a code that has its name is done.
        if has_entry(&turn) || *self.step == Step::Home {
            return Ok(self.settled(turn));
        }
        let was_empty = is_empty(&self.step);
        match is_empty(&turn.step) {
            true if event.is_cancel() => Ok(self.left(turn)),
            // Its place is known now, or what happened there: the goods of the scan follow by themselves.
            true if was_empty => self.take_goods(turn, book),
            // A count that is right books nothing and is a count all the same.
            true if turn.step.flow() == Some(Flow::Count) => Ok(self.settled(turn)),
            true => Ok(self.left(turn)),
            // Chosen from what is here, while the goods of the scan are not taken yet.
            false if was_empty && matches!(event, Event::Tap(_)) => Err(Refusal::StillMissing {}.into()),
            false => Ok(self.going_on(turn)),
        }
    }

    /// What the scan stands for, when it has its name.
    fn goods(&self, book: &Book) -> Result<Option<Box<Goods>>, Stop> {
        let Of::Scan { id } = &self.of else { return Ok(None) };
        let Some(row) = scan::by_id(book.tx, *id)? else { return Ok(None) };
        Ok(match lookup::find(&row.scan, book)? {
            Thing::Goods(goods) => Some(goods),
            _ => None,
        })
    }

    /// What is booked is what was parked, whatever else is scanned meanwhile.
    fn refuse_other(&self, scanned: &Goods, book: &Book) -> Result<(), Stop> {
        let Some(parked) = self.goods(book)? else { return Ok(()) };
        let is_other_lot = parked.more.lot.is_some() && parked.more.lot != scanned.more.lot;
        if parked.item.id == scanned.item.id && !is_other_lot {
            return Ok(());
        }
        Err(Refusal::FinishFirst { item: book.name(&parked.item).to_owned() }.into())
    }

    fn take_goods(&self, turn: Turn, book: &Book) -> Result<Turn, Stop> {
        let Some(goods) = self.goods(book)? else { return Ok(self.going_on(turn)) };
        match dispatch::flow_turn(&turn.step, &Event::Scan(Thing::Goods(goods)), book) {
            Ok(mut taken) => {
                taken.writes.splice(0..0, turn.writes);
                Ok(if has_entry(&taken) { self.settled(taken) } else { self.going_on(taken) })
            }
            Err(Stop::Refused(refused)) if is_asked_first(&refused.refusal) => Ok(self.going_on(turn)),
            Err(stop) => Err(stop),
        }
    }

    fn going_on(&self, turn: Turn) -> Turn {
        let step = State { step: Box::new(turn.step), ..self.clone() };
        Turn { step: step.into(), ..turn }
    }

    fn left(&self, turn: Turn) -> Turn {
        let said = match &self.of {
            Of::Scan { .. } => Said::StaysInTray {},
            Of::Task { .. } => Said::Cancelled {},
        };
        Turn { writes: turn.writes, ..Turn::to((*self.back).clone(), Tone::Command, said) }
    }

    /// The scan is settled after its entry, so that its row names it; the task before the flow clears it as gone.
    fn settled(&self, mut turn: Turn) -> Turn {
        match &self.of {
            Of::Scan { id } => turn.writes.push(Write::Named(*id)),
            Of::Task { id } => turn.writes.insert(0, Write::TaskSettled(*id, Resolution::Posted {})),
        }
        Turn { step: (*self.back).clone(), ..turn }
    }
}

fn has_entry(turn: &Turn) -> bool {
    turn.writes.iter().any(|write| matches!(write, Write::Entry(_)))
}

fn is_empty(step: &Step) -> bool {
    step.hand().is_none_or(|hand| hand.item.is_none())
}
