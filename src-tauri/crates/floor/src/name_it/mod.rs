//! An unknown code: give it to an item now, or park it and go on. The next scan parks it by itself.
//! Also the place where one of several things that answer to a scan is chosen.

mod show;

pub use show::show;

use crate::book::Book;
use crate::dispatch;
use crate::earlier;
use crate::flows::{Event, chosen};
use crate::lookup::{self, FoundBy, Fragment, Thing};
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::step::Step;
use crate::tray::ParkedAt;
use crate::turn::{Stop, Turn, Write};
use crate::which_lot;
use domain::code::Command;
use domain::expiry::Expiry;
use domain::permission::Action;
use domain::scan::{Scan, split_aim};
use domain::{ItemId, Refusal, ScanId, gtin};
use jiff::civil::Date;
use ledger::table::lot;
use serde::{Deserialize, Serialize};

/// Words to search for are cut here: the step stays small.
const SEARCH_LENGTH_LIMIT: usize = 80;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// As it is shown and named.
    pub code: String,
    pub read: Read,
    /// The scan that is settled by naming or parking; none when one of several is chosen, or when it is in the
    /// tray already.
    pub scan: Option<ScanId>,
    /// The site's day it was scanned on.
    #[serde(default)]
    pub on: Option<Date>,
    /// Where the work goes on.
    pub back: Box<Step>,
    /// It lay in the tray: the work goes on at its own time once it is named, and is left where it lay otherwise.
    #[serde(default)]
    pub from_tray: bool,
    /// Words typed to find the item.
    pub search: String,
    /// The text field is open.
    pub typing: bool,
    /// Several things answer to the scan: pick one.
    pub several: bool,
    /// They are lots of the goods in hand.
    #[serde(default)]
    pub lot: Option<AskedLot>,
}

/// A lot code that several lots of one item have, with what was told beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskedLot {
    pub item: ItemId,
    pub code: String,
    pub expiry: Option<Expiry>,
    pub made_on: Option<Date>,
    pub serial: Option<String>,
}

/// The scan as it came, so that what it told besides the item is not lost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Read {
    source: String,
    text: String,
    aim: Option<String>,
}

impl Read {
    fn of(scan: &Scan) -> Read {
        let aim = scan.aim.clone().or_else(|| split_aim(&scan.bytes).0);
        Read { source: scan.source.clone(), text: scan.text(), aim }
    }

    fn scan(&self, book: &Book) -> Scan {
        Scan {
            id: ScanId(book.input.0),
            source: self.source.clone(),
            bytes: self.text.clone().into_bytes(),
            aim: self.aim.clone(),
        }
    }
}

impl State {
    /// Nothing answers to `scan`.
    pub fn unknown(code: &str, scan: &Scan, step: &Step, book: &Book) -> State {
        let (code, on) = (code.to_owned(), Some(book.moment.today));
        State { code, on, scan: Some(scan.id), several: false, ..State::several(scan, step) }
    }

    /// A scan of the tray, before the work it was parked at.
    pub fn of_tray(code: &str, scan: &Scan, earlier: earlier::State) -> State {
        let state = State::several(scan, &Step::Home);
        let (code, back) = (code.to_owned(), Box::new(earlier.into()));
        State { code, back, from_tray: true, several: false, ..state }
    }

    /// The same, when several things answer to it by now.
    pub fn several_of_tray(scan: &Scan, earlier: earlier::State) -> State {
        State { several: true, ..State::of_tray(&scan.text(), scan, earlier) }
    }

    /// The work it is named for, when it lay in the tray.
    pub fn from_tray(&self) -> Option<&earlier::State> {
        match &*self.back {
            Step::Earlier(earlier) if self.from_tray => Some(earlier),
            _ => None,
        }
    }

    /// Where the seat goes on when this code is left.
    pub fn beyond(&self) -> &Step {
        self.from_tray().map_or(&*self.back, |earlier| &earlier.back)
    }

    /// Several things answer to `scan`.
    pub fn several(scan: &Scan, step: &Step) -> State {
        State {
            code: scan.text(),
            read: Read::of(scan),
            scan: None,
            on: None,
            from_tray: false,
            back: Box::new(step.work().clone()),
            search: String::new(),
            typing: false,
            several: true,
            lot: None,
        }
    }

    /// Several lots of the goods in hand have this code.
    pub fn which_lot(asked: AskedLot, step: &Step) -> State {
        let read = Read { source: "typed".to_owned(), text: asked.code.clone(), aim: None };
        State {
            code: asked.code.clone(),
            read,
            scan: None,
            on: None,
            back: Box::new(step.work().clone()),
            from_tray: false,
            search: String::new(),
            typing: false,
            several: true,
            lot: Some(asked),
        }
    }
}

/// The unknown scan that is left behind when another one takes its screen goes to the tray.
pub fn parked_before(step: &Step, book: &Book) -> Option<Write> {
    match step {
        Step::NameIt(state) => to_tray(state, book),
        _ => None,
    }
}

fn to_tray(state: &State, book: &Book) -> Option<Write> {
    let at = ParkedAt::of(&state.back, state.on.unwrap_or(book.moment.today));
    Some(Write::Parked(state.scan?, at.text(&state.code)))
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if matches!(event, Event::Tap(Tap::Cancel)) && state.typing {
        let next = State { typing: false, search: String::new(), ..state.clone() };
        return Ok(Turn::to(next, Tone::Command, Said::Cancelled {}));
    }
    if event.is_cancel()
        || matches!(event, Event::Tap(Tap::Park) | Event::Scan(Thing::Command(Command::Park)))
    {
        return Ok(leave(state, book));
    }
    // DONE with nothing in hand is meant for this code, not for the work around it.
    if event.is_done() && state.beyond().hand().is_none_or(|hand| hand.item.is_none()) {
        return Ok(leave(state, book));
    }
    if state.several
        && let Some(index) = chosen::<usize>(event, "pick")
    {
        return pick(state, index, book);
    }
    if let Some((id, pack)) = named_by(event)? {
        return name(state, id, pack, book);
    }
    match event {
        Event::Tap(Tap::OpenText) => {
            book.allow(Action::NameCode)?;
            Ok(Turn::to(State { typing: true, ..state.clone() }, Tone::Command, Said::Typing {}))
        }
        Event::Tap(Tap::Text { text }) => {
            let search = text.trim().chars().take(SEARCH_LENGTH_LIMIT).collect();
            Ok(Turn::to(State { search, typing: false, ..state.clone() }, Tone::Command, Said::Choosing {}))
        }
        Event::Scan(_) => match dispatch::flow_turn(state.beyond(), event, book) {
            Ok(turn) => Ok(parked(state, turn, book)),
            Err(Stop::Refused(refused)) if !matches!(refused.refusal, Refusal::UnknownCode { .. }) => {
                Ok(parked(state, Turn::refusing(state.beyond().clone(), refused), book))
            }
            Err(stop) => Err(stop),
        },
        Event::Tap(_) => Err(Refusal::StaleScreen {}.into()),
    }
}

fn leave(state: &State, book: &Book) -> Turn {
    let said = match state.scan {
        Some(_) => Said::Parked { code: state.code.clone() },
        None if state.from_tray => Said::StaysInTray {},
        None => Said::Cancelled {},
    };
    parked(state, Turn::to(state.beyond().clone(), Tone::Command, said), book)
}

fn parked(state: &State, mut turn: Turn, book: &Book) -> Turn {
    turn.writes.splice(0..0, to_tray(state, book));
    turn
}

fn pick(state: &State, index: usize, book: &Book) -> Result<Turn, Stop> {
    let mut thing = again(state, book)?.into_iter().nth(index).ok_or(Refusal::StaleScreen {})?;
    if let Thing::Goods(goods) = &mut thing {
        goods.found_by = FoundBy::Choice;
    }
    dispatch::flow_turn(&state.back, &Event::Scan(thing), book)
}

/// `item:…`, or `pack:…:carton` where the code is that of a pack.
fn named_by(event: &Event) -> Result<Option<(ItemId, Option<String>)>, Stop> {
    if let Some(id) = chosen::<ItemId>(event, "item") {
        return Ok(Some((id, None)));
    }
    Ok(match event {
        Event::Tap(Tap::NameAs { item }) => Some((item.parse().map_err(|_| Refusal::StaleScreen {})?, None)),
        Event::Tap(Tap::Choose { id }) => id.strip_prefix("pack:").and_then(|rest| {
            let (id, pack) = rest.split_once(':')?;
            Some((id.parse().ok()?, Some(pack.to_owned())))
        }),
        _ => None,
    })
}

/// The code is the item's from now on, and what was scanned goes on where it stopped.
fn name(state: &State, id: ItemId, pack: Option<String>, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::NameCode)?;
    let item = book.item(id)?;
    let known_pack = match &pack {
        Some(name) => Some(book.pack(id, name)?.ok_or(Refusal::StaleScreen {})?),
        None => None,
    };
    let named = Said::Named { code: state.code.clone(), item: book.name(&item).to_owned() };
    let thing = lookup::as_named(&state.read.scan(book), item, known_pack, book)?;
    let mut turn = match dispatch::named(&state.back, thing, book) {
        Ok(turn) if state.back.flow().is_some() => turn,
        // At home there is nothing to book.
        Ok(turn) => Turn { writes: turn.writes, ..Turn::to(turn.step, Tone::Accepted, named) },
        // It has its name, and lies in the tray until the goods can be taken.
        Err(Stop::Refused(refused)) if !earlier::is_asked_first(&refused.refusal) => {
            Turn::refusing(state.beyond().clone(), refused)
        }
        Err(Stop::Refused(_)) => Turn::to((*state.back).clone(), Tone::Accepted, named),
        Err(fault) => return Err(fault),
    };
    // Trade item numbers are kept with 14 digits, however many were printed.
    let code =
        gtin::normalise(&state.code).map_or_else(|_| state.code.clone(), |gtin| gtin.as_str().to_owned());
    turn.writes.insert(0, Write::Code { item: id, pack, code });
    turn.writes.extend(match turn.refused {
        Some(_) => to_tray(state, book),
        None => state.scan.map(Write::Named),
    });
    Ok(turn)
}

/// What the scan stands for, looked up anew.
fn again(state: &State, book: &Book) -> Result<Vec<Thing>, Stop> {
    if let Some(AskedLot { item, code, expiry, made_on, serial }) = state.lot.clone() {
        let more = Fragment { lot: Some(code.clone()), expiry, made_on, serial, ..Fragment::default() };
        let lots = lot::by_code(book.tx, item, &code)?.into_iter();
        return lots.map(|lot| which_lot::as_goods(lot, more.clone(), FoundBy::Choice, book)).collect();
    }
    match lookup::find(&state.read.scan(book), book)? {
        Thing::Several(things, _) => Ok(things),
        one => Ok(vec![one]),
    }
}
