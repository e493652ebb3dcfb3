//! The flows, one module each: the job, `State`, the turn and its branches; then booking, questions, show. A flow
//! reads the book and gives back a turn; it never imports another flow.

pub mod adjust;
pub mod count;
pub mod move_stock;
pub mod receive;

use crate::book::Book;
use crate::hand::Hand;
use crate::lookup::Thing;
use crate::said::Said;
use crate::screen::Tap;
use crate::turn::Stop;
use domain::Refusal;
use domain::code::Command;

/// What reached a flow: a scan that was understood, or a tap.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Scan(Thing),
    Tap(Tap),
}

impl Event {
    /// DONE and ENTER, by barcode or by the main button.
    pub fn is_done(&self) -> bool {
        matches!(self, Event::Tap(Tap::Done) | Event::Scan(Thing::Command(Command::Done | Command::Enter)))
    }

    /// ENTER alone: the keyed number is taken, nothing is booked yet.
    pub fn is_enter(&self) -> bool {
        matches!(self, Event::Scan(Thing::Command(Command::Enter)))
    }

    /// CANCEL and *back*.
    pub fn is_cancel(&self) -> bool {
        matches!(self, Event::Tap(Tap::Cancel | Tap::Back) | Event::Scan(Thing::Command(Command::Cancel)))
    }

    /// *Choose from what is here*.
    pub fn is_choose(&self) -> bool {
        matches!(self, Event::Tap(Tap::ShowChoices) | Event::Scan(Thing::Command(Command::Choose)))
    }

    /// The answer to an open question.
    pub fn answer(&self) -> Option<&str> {
        match self {
            Event::Tap(Tap::Answer { answer }) => Some(answer),
            _ => None,
        }
    }

    /// Why nothing came of it at a step that has no use for it.
    pub fn out_of_place(&self) -> Stop {
        match self {
            Event::Scan(Thing::Command(command)) => Refusal::NotNow { command: command.word() },
            Event::Scan(Thing::Location(place)) => Refusal::NotHere { code: place.code.clone() },
            Event::Scan(Thing::Document(document)) => Refusal::NotHere { code: document.number.clone() },
            Event::Scan(Thing::Unknown(code) | Thing::UnknownGoods(code) | Thing::UnknownCrate(code)) => {
                Refusal::UnknownCode { code: code.clone() }
            }
            Event::Scan(Thing::Fragment(_)) => Refusal::NothingToDo {},
            Event::Scan(Thing::Goods(_)) => Refusal::StillMissing {},
            Event::Scan(Thing::Badge(_) | Thing::Several(..)) => unreachable!("met before a flow"),
            // A face offers only what the screen does.
            Event::Tap(_) => Refusal::StaleScreen {},
        }
        .into()
    }
}

/// DONE and ENTER first take the number that was keyed; with ENTER that is all, and what is said.
pub fn take_keyed(hand: &mut Hand, event: &Event, book: &Book) -> Result<Option<Said>, Stop> {
    Ok(hand.take_typed(book)?.filter(|_| event.is_enter()))
}

/// `lot:…`, `item:…`, `place:…`, `order:…` from a card of choices.
pub fn chosen<T: std::str::FromStr>(tap: &Event, kind: &str) -> Option<T> {
    match tap {
        Event::Tap(Tap::Choose { id }) => id.strip_prefix(kind)?.strip_prefix(':')?.parse().ok(),
        _ => None,
    }
}
