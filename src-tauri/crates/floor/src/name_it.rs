//! An unknown code: give it to an item now, or park it and go on. The next scan parks it by itself.
//! Also the place where one of several things that answer to a code is chosen.

use crate::book::Book;
use crate::cards::{button, order_choice, place_choice};
use crate::dispatch;
use crate::flows::{Event, chosen};
use crate::lookup::{self, Thing};
use crate::said::{Ask, Do, Said};
use crate::screen::{Choice, NameItScreen, Prompt, Screen, Tap, TextField, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn, Write};
use domain::permission::{Action, permission};
use domain::scan::Scan;
use domain::{ItemId, Refusal, ScanId};
use ledger::table::item;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub code: String,
    /// The scan that is settled by naming or parking; none when the code was chosen among several.
    pub scan: Option<ScanId>,
    /// Where the work goes on.
    pub back: Box<Step>,
    /// Words typed to find the item.
    pub search: String,
    /// Several things answer to the code: pick one.
    pub several: bool,
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if event.is_cancel() || matches!(event, Event::Tap(Tap::Park) | Event::Scan(Thing::Command(domain::code::Command::Park))) {
        return Ok(parked(state, Turn::to((*state.back).clone(), Tone::Command, Said::Parked { code: state.code.clone() })));
    }
    if state.several {
        if let Some(index) = chosen::<usize>(event, "pick") {
            let thing = again(state, book)?.into_iter().nth(index).ok_or(Refusal::StaleScreen {})?;
            return dispatch::flow_turn(&state.back, &Event::Scan(thing), book);
        }
    }
    if let Some(id) = chosen::<ItemId>(event, "item") {
        return name(state, id, book);
    }
    match event {
        Event::Tap(Tap::NameAs { item }) => name(state, item.parse().map_err(|_| Refusal::StaleScreen {})?, book),
        Event::Tap(Tap::Text { text }) => {
            let next = State { search: text.trim().to_owned(), ..state.clone() };
            Ok(Turn::to(next, Tone::Command, Said::Choosing {}))
        }
        Event::Scan(_) => Ok(parked(state, dispatch::flow_turn(&state.back, event, book)?)),
        Event::Tap(_) => Err(Refusal::NotNow { command: String::new() }.into()),
    }
}

fn parked(state: &State, mut turn: Turn) -> Turn {
    if let Some(scan) = state.scan {
        turn.writes.insert(0, Write::Parked(scan));
    }
    turn
}

/// The code is the item's from now on, and what was scanned goes on where it stopped.
fn name(state: &State, id: ItemId, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::NameCode)?;
    let item = book.item(id)?;
    let named = Said::Named { code: state.code.clone(), item: book.name(&item).to_owned() };
    let goods = lookup::plain_goods(item.clone(), None);
    let mut turn = match dispatch::flow_turn(&state.back, &Event::Scan(goods), book) {
        Ok(turn) if *state.back != Step::Home => turn,
        Ok(_) | Err(Stop::Refused(_)) => Turn::to((*state.back).clone(), Tone::Accepted, named),
        Err(fault) => return Err(fault),
    };
    turn.writes.insert(0, Write::Code { item: id, pack: None, code: state.code.clone() });
    turn.writes.extend(state.scan.map(Write::Named));
    Ok(turn)
}

/// What the code stands for, looked up anew.
fn again(state: &State, book: &Book) -> Result<Vec<Thing>, Stop> {
    let scan = Scan {
        id: ScanId(book.input.0),
        source: "typed".to_owned(),
        bytes: state.code.clone().into_bytes(),
        aim: None,
    };
    match lookup::find(&scan, book)? {
        Thing::Several(things, _) => Ok(things),
        one => Ok(vec![one]),
    }
}

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let mut prompt = if state.several {
        Prompt::asking(Ask::PickOne { code: state.code.clone() }.message())
    } else {
        Prompt::asking(Ask::NameIt { code: state.code.clone() }.message())
    };
    prompt.choices = if state.several { several_choices(state, book)? } else { item_choices(state, book)? };
    if !state.several && permission(book.operator.role, Action::NameCode) {
        prompt.text_field = Some(TextField { label: "text-search-item".to_owned(), prefill: state.search.clone() });
    }
    let label = if state.several { Do::Cancel {} } else { Do::Park {} };
    prompt.buttons.push(button(label, Tap::Park, "park"));
    Ok(Screen::NameIt(NameItScreen { prompt, code: state.code.clone(), back_to: state.back.flow() }))
}

fn item_choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    const LIMIT: u32 = 8;
    if !permission(book.operator.role, Action::NameCode) {
        return Ok(Vec::new());
    }
    let items = if state.search.is_empty() {
        item::all(book.tx, LIMIT)?
    } else {
        item::search(book.tx, &state.search, LIMIT)?
    };
    Ok(items.iter().map(|item| book.item_choice(item, Vec::new())).collect())
}

fn several_choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    let things = again(state, book)?;
    let cards = things.iter().enumerate().map(|(index, thing)| {
        let mut card = match thing {
            Thing::Goods(goods) => {
                let mut details = Vec::new();
                if let Some(lot) = &goods.lot {
                    details.push(crate::said::Detail::Lot { lot: lot.code.clone() }.message());
                }
                if let Some(pack) = &goods.pack {
                    let factor = domain::Quantity::ONE.times(pack.factor)?;
                    let factor = goods.item.amount(factor);
                    details.push(crate::said::Detail::Pack { name: pack.name.clone(), factor }.message());
                }
                book.item_choice(&goods.item, details)
            }
            Thing::Location(place) => place_choice(place),
            Thing::Document(document) => order_choice(document),
            Thing::Command(_) | Thing::Badge(_) | Thing::Fragment(_) | Thing::Several(..) | Thing::Unknown(_) => {
                unreachable!("several things are goods, places and documents")
            }
        };
        card.id = format!("pick:{index}");
        Ok(card)
    });
    cards.collect()
}
