//! The flows, one file each. A flow reads the book and gives back a turn; it never imports another flow.

pub mod adjust;
pub mod count;
pub mod move_stock;
pub mod receive;

use crate::lookup::Thing;
use crate::screen::Tap;
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

    /// The name of a command, for the refusal of one that has no meaning now.
    pub fn command_name(&self) -> Option<&'static str> {
        match self {
            Event::Scan(Thing::Command(command)) => Some(command.name()),
            _ => None,
        }
    }
}

/// `lot:…`, `item:…`, `place:…`, `order:…` from a card of choices.
pub fn chosen<T: std::str::FromStr>(tap: &Event, kind: &str) -> Option<T> {
    match tap {
        Event::Tap(Tap::Choose { id }) => id.strip_prefix(kind)?.strip_prefix(':')?.parse().ok(),
        _ => None,
    }
}
