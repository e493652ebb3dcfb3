//! Between flows: what can be opened, which orders are open, and what a scan would be if it were asked.

use crate::book::Book;
use crate::flows::{Event, receive};
use crate::lookup::Thing;
use crate::prompts::button;
use crate::said::{Ask, Do, Said};
use crate::screen::{DocumentCard, Flow, FlowCard, Prompt, Screen, Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::document::DocumentKind;
use domain::location::Location;
use domain::permission::{Action, permission};
use domain::{Quantity, Refusal, Value};
use ledger::table::location::crates;
use ledger::table::{balance, document};

pub fn turn(event: &Event, book: &Book) -> Result<Turn, Stop> {
    match event {
        Event::Scan(Thing::Document(document)) => receive::open(Some(document.clone()), book),
        Event::Scan(Thing::Goods(goods)) => {
            let rows = balance::of_item(book.tx, goods.item.id)?;
            let total = Quantity::at_least(rows.iter().map(|row| row.on_hand));
            let said = Said::StockOf {
                item: book.name(&goods.item).to_owned(),
                quantity: goods.item.amount(total),
                place_count: rows.len() as i64,
            };
            Ok(Turn::to(Step::Home, Tone::Command, said))
        }
        Event::Scan(Thing::Location(place)) => {
            let line_count = book.stock_at(place.id)?.len() as i64;
            let location = place.code.clone();
            let said = match crates::fitness(book.tx, place.id)? {
                Some(fitness) => Said::CrateAt {
                    crate_code: location,
                    state: Value::Word(format!("crate-{}", fitness.state.text().replace('_', "-"))),
                    location: standing_at(place, book)?,
                    line_count,
                },
                None => Said::StockAt { location, line_count },
            };
            Ok(Turn::to(Step::Home, Tone::Command, said))
        }
        Event::Scan(Thing::Fragment(_)) => Err(Refusal::NothingToDo {}.into()),
        Event::Scan(Thing::Unknown(code) | Thing::UnknownGoods(code) | Thing::UnknownCrate(code)) => {
            Err(Refusal::UnknownCode { code: code.clone() }.into())
        }
        Event::Scan(Thing::Command(command)) => Err(Refusal::NotNow { command: command.word() }.into()),
        Event::Scan(Thing::Badge(_) | Thing::Several(..)) => unreachable!("met before a flow"),
        Event::Tap(_) => Err(Refusal::StaleScreen {}.into()),
    }
}

/// Goods on the road to take in first: they are here, or nearly.
fn documents(book: &Book) -> Result<Vec<DocumentCard>, Stop> {
    const ORDERS_SHOWN: u32 = 6;
    let mut cards = book.transfer_documents(ORDERS_SHOWN)?;
    let orders = document::open(book.tx, DocumentKind::PurchaseOrder, ORDERS_SHOWN)?;
    for order in book.seen_documents(orders)? {
        cards.push(book.document_card(&order)?);
    }
    Ok(cards)
}

fn standing_at(place: &Location, book: &Book) -> Result<String, Stop> {
    let parent = place.parent.map(|id| book.location(id)).transpose()?;
    Ok(parent.map(|parent| parent.code).unwrap_or_default())
}

pub fn show(book: &Book) -> Result<Screen, Stop> {
    let card = |flow, action| FlowCard { flow, allowed: permission(book.operator.role, action) };
    let mut prompt = Prompt::asking(Ask::Home {}.message());
    prompt.buttons.push(button(Do::SignOut {}, Tap::SignOut, "badge"));
    Ok(Screen::Home {
        flows: vec![
            card(Flow::Receive, Action::Receive),
            card(Flow::MoveStock, Action::Move),
            card(Flow::Count, Action::Count),
            card(Flow::Adjust, Action::Adjust),
        ],
        documents: documents(book)?,
        prompt,
    })
}
