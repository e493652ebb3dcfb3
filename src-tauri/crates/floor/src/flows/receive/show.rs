//! The receive screen: what is asked, the order's lines, the hand, what was booked.

use super::order::{self, Split};
use super::{Head, Need, State, head, need, questions};
use crate::book::Book;
use crate::cards::{location_card, order_choice, supplier_choice};
use crate::hand::OnScale;
use crate::prompts::{button, primary};
use crate::said::{Ask, Detail, Do};
use crate::screen::{Choice, Prompt, ReceiveScreen, Screen, Tap, TextField};
use crate::turn::Stop;
use domain::Quantity;
use domain::document::{Document, DocumentKind};
use domain::location::Purpose;
use ledger::table::{balance, document, entry};

const CHOICES_SHOWN: usize = 8;
const BOOKED_SHOWN: u32 = 20;
/// Open orders of a supplier stand on its card.
const ORDERS_LOOKED_AT: u32 = 200;

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let document = order::current(state, book)?;
    let (lines, entries) = match &document {
        Some(document) => {
            let entries = entry::of_document(book.tx, document.id, BOOKED_SHOWN)?;
            (document::lines(book.tx, document.id)?, book.seen_entries(entries)?)
        }
        None => (Vec::new(), Vec::new()),
    };
    let to = match state.to {
        Some(id) => Some(book.location(id)?),
        None => book.place_for(Purpose::Dock)?,
    };
    let lines = lines.iter().map(|line| book.line_card(line, state.hand.item == Some(line.item)));
    Ok(Screen::Receive(ReceiveScreen {
        prompt: prompt(state, document.as_ref(), book)?,
        lines: lines.collect::<Result<_, _>>()?,
        in_hand: book.in_hand(&state.hand)?,
        to: to.as_ref().map(location_card),
        booked: entries.iter().map(|stored| book.booked_card(stored)).collect::<Result<_, _>>()?,
        document: document.as_ref().map(|document| book.document_card(document)).transpose()?,
        supplier: Some(order::supplier(state, book)?).filter(|supplier| !supplier.is_empty()),
    }))
}

fn prompt(state: &State, document: Option<&Document>, book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = match (state.head, need(state, book)?) {
        (Some(Head::Note), _) => ask_note(state, document),
        (Some(Head::Supplier), _) => ask_supplier(book)?,
        (Some(Head::SupplierName), _) => ask_supplier_name(),
        (None, Need::Item) => ask_item(state, document),
        (None, Need::Serial) => ask_serial(state, book)?,
        (None, Need::Lot) => ask_lot(state, book)?,
        (None, Need::Expiry) => ask_expiry(state, book)?,
        (None, Need::Quantity | Need::Pieces | Need::Nothing) => ask_quantity(state, document, book)?,
    };
    if state.choosing && state.head.is_none() {
        prompt.choices = choices(state, document, book)?;
    }
    if let Some(asked) = &state.question {
        prompt.question = Some(questions::show(state, asked, document, book)?);
    }
    Ok(prompt)
}

fn ask_note(state: &State, document: Option<&Document>) -> Prompt {
    let prefill = document.map_or_else(|| state.note.clone(), |document| document.note_number.clone());
    let mut prompt = Prompt::asking(Ask::DeliveryNote {}.message());
    prompt.text_field = Some(TextField { label: "text-delivery-note".to_owned(), prefill });
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    prompt
}

/// A scan of goods is an answer too: nobody knows.
fn ask_supplier(book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = Prompt::asking(Ask::Supplier {}.message());
    let orders = document::open(book.tx, DocumentKind::PurchaseOrder, ORDERS_LOOKED_AT)?;
    let orders = book.seen_documents(orders)?;
    let suppliers = head::suppliers(book)?;
    prompt.choices = suppliers.iter().map(|supplier| supplier_choice(supplier, &orders)).collect();
    prompt.primary = Some(primary(Do::SupplierNotKnown {}, Tap::Done));
    prompt.buttons.push(button(Do::TypeIt {}, Tap::OpenText, "keyboard"));
    prompt.buttons.push(button(Do::Back {}, Tap::Back, "back"));
    Ok(prompt)
}

fn ask_supplier_name() -> Prompt {
    let mut prompt = Prompt::asking(Ask::SupplierName {}.message());
    prompt.text_field = Some(TextField { label: "text-supplier".to_owned(), prefill: String::new() });
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    prompt
}

fn ask_item(state: &State, document: Option<&Document>) -> Prompt {
    let ask = match document {
        Some(order) if order.kind == DocumentKind::PurchaseOrder => {
            Ask::ItemOfOrder { document: order.number.clone() }
        }
        None if !state.blind => Ask::Order {},
        _ => Ask::Item {},
    };
    let mut prompt = Prompt::asking(ask.message());
    prompt.can_choose = true;
    prompt.primary = Some(match (document, state.blind) {
        (None, false) => primary(Do::NoOrder {}, Tap::Answer { answer: "no_order".to_owned() }),
        _ => primary(Do::Finish {}, Tap::Done),
    });
    if document.is_some() || state.blind {
        prompt.buttons.push(button(Do::DeliveryNote {}, Tap::OpenNote, "note"));
    }
    let is_ordered = document.is_some_and(|document| document.kind == DocumentKind::PurchaseOrder);
    if !is_ordered && (document.is_some() || state.blind) {
        let tap = Tap::Answer { answer: "supplier".to_owned() };
        prompt.buttons.push(button(Do::Supplier {}, tap, "person"));
    }
    prompt.buttons.push(button(Do::Back {}, Tap::Back, "back"));
    prompt
}

/// What comes in is not here yet: there is nothing to choose from.
fn ask_serial(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = Prompt::for_serial(&state.hand, book)?;
    prompt.can_choose = false;
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    Ok(prompt)
}

fn ask_lot(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let item = state.hand.item(book)?;
    let mut prompt = Prompt::for_lot(&Ask::Lot { item: book.name(&item).to_owned() }, &state.hand);
    prompt.buttons.push(button(Do::MakeLot {}, Tap::MakeLot, "label"));
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    Ok(prompt)
}

fn ask_expiry(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = Prompt::for_expiry(&state.hand, book)?;
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    Ok(prompt)
}

fn ask_quantity(state: &State, document: Option<&Document>, book: &Book) -> Result<Prompt, Stop> {
    let item = state.hand.item(book)?;
    let name = book.name(&item).to_owned();
    let mut prompt = match state.hand.asks_pieces(book)? {
        true => Prompt::asking(Ask::Pieces { item: name }.message()),
        false if item.catch_weight => Prompt::asking(Ask::Weigh { item: name }.message()),
        false => Prompt::asking(Ask::Quantity { item: name }.message()),
    };
    let expected = match document {
        Some(order) if order.kind == DocumentKind::PurchaseOrder => {
            let split = Split::of(order, &item, Quantity::ZERO, book)?;
            Some(split.ordered.checked_sub(split.received_before)?)
        }
        _ => None,
    };
    let expected = expected.filter(|open| open.is_positive()).map(|open| item.amount(open));
    prompt.keypad = Some(book.keypad(&state.hand, "keypad-quantity", expected, OnScale::Coming(state.to))?);
    if let Some(quantity) =
        state.hand.quantity().filter(|_| !item.catch_weight || state.hand.pieces.is_some())
    {
        let quantity = state.hand.amount(&item, quantity);
        prompt.primary = Some(primary(Do::Book { quantity }, Tap::Done));
    }
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    Ok(prompt)
}

/// What could be meant: the order's open lines, open orders, items, or the lots of the item in hand.
fn choices(state: &State, document: Option<&Document>, book: &Book) -> Result<Vec<Choice>, Stop> {
    let limit = CHOICES_SHOWN as u32;
    match (need(state, book)?, document) {
        (Need::Item, Some(order)) if order.kind == DocumentKind::PurchaseOrder => lines(order, book),
        (Need::Item, None) if !state.blind => {
            let orders = book.seen_documents(document::open(book.tx, DocumentKind::PurchaseOrder, limit)?)?;
            Ok(orders.iter().map(order_choice).collect())
        }
        (Need::Item, _) => {
            let items = book.items(limit)?;
            Ok(items.iter().map(|item| book.item_choice(item, Vec::new())).collect())
        }
        (Need::Lot, _) => {
            let item = state.hand.item(book)?;
            book.stock_choices(&balance::of_item(book.tx, item.id)?, CHOICES_SHOWN)
        }
        _ => Ok(Vec::new()),
    }
}

/// Lines with something open first, each with how much.
fn lines(order: &Document, book: &Book) -> Result<Vec<Choice>, Stop> {
    let mut lines = document::lines(book.tx, order.id)?;
    lines.sort_by_key(|line| line.missing().is_zero());
    let choice = |line: &domain::document::DocumentLine| {
        let item = book.item(line.item)?;
        let open = Detail::Open { quantity: item.amount(line.missing()) };
        Ok(book.item_choice(&item, vec![open.message()]))
    };
    lines.iter().take(CHOICES_SHOWN).map(choice).collect()
}
