//! The screen of a code that has no name, or several: what it could be, as cards.

use super::{State, again};
use crate::book::Book;
use crate::cards::{date_detail, order_choice, place_choice};
use crate::lookup::{Goods, Thing};
use crate::prompts::button;
use crate::said::{Ask, Detail, Do};
use crate::screen::{Choice, NameItScreen, Prompt, Screen, Tap, TextField};
use crate::turn::Stop;
use crate::which_lot;
use domain::item::{Item, Pack};
use domain::permission::{Action, permission};
use domain::{Quantity, Refusal};
use ledger::table::item;

const CHOICES_SHOWN: u32 = 8;

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let prompt = if state.several { ask_which(state, book)? } else { ask_name(state, book)? };
    Ok(Screen::NameIt(NameItScreen { prompt, code: state.code.clone(), back_to: state.back.flow() }))
}

fn ask_which(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let things = again(state, book)?;
    let code = state.code.clone();
    let ask = match lots_of(&things) {
        Some(item) => Ask::WhichLot { item: book.name(item).to_owned(), code },
        None => Ask::PickOne { code },
    };
    let mut prompt = Prompt::asking(ask.message());
    prompt.choices = several_choices(state, &things, book)?;
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    Ok(prompt)
}

fn ask_name(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = Prompt::asking(Ask::NameIt { code: state.code.clone() }.message());
    if permission(book.operator.role, Action::NameCode) {
        prompt.choices = item_choices(state, book)?;
        if state.typing {
            let (label, prefill) = ("text-search-item".to_owned(), state.search.clone());
            prompt.text_field = Some(TextField { label, prefill });
        } else {
            prompt.buttons.push(button(Do::Search {}, Tap::OpenText, "search"));
        }
    }
    prompt.buttons.push(match state.from_tray {
        true => button(Do::Back {}, Tap::Back, "back"),
        false => button(Do::Park {}, Tap::Park, "park"),
    });
    Ok(prompt)
}

/// Items, each followed by its packs: a carton's code is the carton's.
fn item_choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    let items = if state.search.is_empty() {
        book.items(CHOICES_SHOWN)?
    } else {
        item::search(book.tx, &state.search, CHOICES_SHOWN)?
    };
    let mut choices = Vec::new();
    for item in &items {
        choices.push(book.item_choice(item, Vec::new()));
        for pack in item::packs(book.tx, item.id)? {
            choices.push(pack_choice(item, &pack, book)?);
        }
    }
    choices.truncate(CHOICES_SHOWN as usize);
    Ok(choices)
}

fn pack_choice(item: &Item, pack: &Pack, book: &Book) -> Result<Choice, Stop> {
    let choice = book.item_choice(item, vec![pack_detail(item, pack)?]);
    Ok(Choice { id: format!("pack:{}:{}", item.id, pack.name), ..choice })
}

fn pack_detail(item: &Item, pack: &Pack) -> Result<domain::Message, Stop> {
    let factor = item.amount(Quantity::ONE.times(pack.factor)?);
    Ok(Detail::Pack { name: pack.name.clone(), factor }.message())
}

/// The item whose lots they are, all of one code.
fn lots_of(things: &[Thing]) -> Option<&Item> {
    let goods = |thing: &'_ Thing| match thing {
        Thing::Goods(goods) => goods.lot.as_ref().map(|lot| (lot.item, lot.code.clone())),
        _ => None,
    };
    let first = goods(things.first()?)?;
    let are_lots = things.iter().all(|thing| goods(thing).as_ref() == Some(&first));
    match things.first()? {
        Thing::Goods(goods) if are_lots => Some(&goods.item),
        _ => None,
    }
}

/// Maker, date, and how much of it stands where the work is: what tells lots of one code apart.
fn lot_details(goods: &Goods, state: &State, book: &Book) -> Result<Vec<domain::Message>, Stop> {
    let Some(lot) = &goods.lot else { return Ok(Vec::new()) };
    let mut details = Vec::new();
    if !lot.maker.is_empty() {
        details.push(Detail::Partner { partner: lot.maker.clone() }.message());
    }
    details.extend(date_detail(lot));
    if let Some(at) = which_lot::source(&state.back) {
        let there = book.on_hand(at, lot.item, lot.id)?;
        if there.is_positive() {
            details.push(Detail::Quantity { quantity: goods.item.amount(there) }.message());
        }
    }
    Ok(details)
}

fn several_choices(state: &State, things: &[Thing], book: &Book) -> Result<Vec<Choice>, Stop> {
    let cards = things.iter().enumerate().map(|(index, thing)| {
        let card = match thing {
            Thing::Goods(goods) => {
                let mut details = Vec::new();
                if let Some(lot) = &goods.more.lot {
                    details.push(Detail::Lot { lot: lot.clone() }.message());
                }
                details.extend(lot_details(goods, state, book)?);
                if let Some(pack) = &goods.pack {
                    details.push(pack_detail(&goods.item, pack)?);
                }
                book.item_choice(&goods.item, details)
            }
            Thing::Location(place) => place_choice(place),
            Thing::Document(document) => order_choice(document),
            // Named, moved or received elsewhere meanwhile: nothing to choose any more.
            _ => return Err(Refusal::StaleScreen {}.into()),
        };
        Ok(Choice { id: format!("pick:{index}"), ..card })
    });
    cards.collect()
}
