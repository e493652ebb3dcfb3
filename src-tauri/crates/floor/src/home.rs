//! Between flows: what can be opened, which orders are open, and what a scan would be if it were asked.

use crate::book::Book;
use crate::flows::{Event, receive};
use crate::lookup::Thing;
use crate::prompts::button;
use crate::said::{Ask, Do, Said};
use crate::screen::{Flow, FlowCard, Prompt, Screen, Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::document::DocumentKind;
use domain::permission::{Action, permission};
use domain::{Quantity, Refusal};
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
            let line_count = balance::at(book.tx, place.id)?.len() as i64;
            Ok(Turn::to(
                Step::Home,
                Tone::Command,
                Said::StockAt { location: place.code.clone(), line_count },
            ))
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

pub fn show(book: &Book) -> Result<Screen, Stop> {
    const ORDERS_SHOWN: u32 = 6;
    let card = |flow, action| FlowCard { flow, allowed: permission(book.operator.role, action) };
    let orders = document::open(book.tx, DocumentKind::PurchaseOrder, ORDERS_SHOWN)?;
    let mut prompt = Prompt::asking(Ask::Home {}.message());
    prompt.buttons.push(button(Do::SignOut {}, Tap::SignOut, "badge"));
    Ok(Screen::Home {
        flows: vec![
            card(Flow::Receive, Action::Receive),
            card(Flow::MoveStock, Action::Move),
            card(Flow::Count, Action::Count),
            card(Flow::Adjust, Action::Adjust),
        ],
        documents: orders.iter().map(|order| book.document_card(order)).collect::<Result<_, _>>()?,
        prompt,
    })
}
