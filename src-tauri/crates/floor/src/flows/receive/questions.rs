//! What receive asks before it books, and what the answers mean. Nothing that arrived is refused: every question has
//! an answer that takes the goods.

use super::booking::book_goods;
use super::doubted;
use super::head::{keep_note, keep_supplier};
use super::order::{self, Split};
use super::{State, put_back};
use super::{over, short_life};
use crate::book::Book;
use crate::doubt::{Doubt, Settled};
use crate::hand::{expiry_value, is_of_another};
use crate::prompts::{answer, reason_answers, reason_word};
use crate::said::{Do, Query, Said};
use crate::screen::{Question, Tone};
use crate::tray;
use crate::turn::{Stop, Turn};
use domain::document::Document;
use domain::entry::Reason;
use domain::lot::Lot;
use domain::permission::{Action, permission};
use domain::{DocumentId, OperatorId, Quantity, Ratio, Refusal, Value};
use ledger::table::{document, entry, operator};
use serde::{Deserialize, Serialize};

/// An over-receipt of more than this many times the order line is asked about once.
const ABSURD_FACTOR: i64 = 3;

/// The question that stands open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    Expired,
    /// The goods, or where they go, are not as they should be.
    Doubt {
        doubt: Doubt,
    },
    /// The same lot code is known from another supplier.
    OtherSupplier,
    /// The same lot code is known with another date: a typing error, or a second lot.
    OtherDate,
    NotOnOrder,
    Absurd,
    Over,
    /// The reason is said; a lead's badge is wanted.
    OverBadge,
    /// Less life is left than is wanted of this item.
    ShortLife,
    ShortOrder,
    /// Codes of this order are in the tray.
    InTray,
    NoteSeen {
        note: String,
        document: DocumentId,
        /// What was said last, when that was not the note.
        #[serde(default)]
        supplier: Option<String>,
    },
}

/// What was answered for the goods in hand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Granted {
    pub absurd: bool,
    /// The reason for more than was ordered.
    pub over: Option<String>,
    pub off_order: bool,
    pub on_hold: bool,
    /// Taken though it has less life left than is wanted.
    #[serde(default)]
    pub short_life: bool,
    /// Whose badge confirmed more than was ordered.
    #[serde(default)]
    pub witness: Option<OperatorId>,
    #[serde(default)]
    pub settled: Settled,
}

/// The first thing that has to be asked, the gravest first; `None` when the goods can be booked.
pub fn before_booking(
    state: &State,
    order: Option<&Document>,
    supplier: &str,
    lot: &Lot,
    split: &Split,
    quantity: Quantity,
    book: &Book,
) -> Result<Option<Asked>, Stop> {
    let granted = &state.granted;
    // First of all which lot it is: another supplier's date says nothing.
    if is_of_another(lot, supplier) {
        return Ok(Some(Asked::OtherSupplier));
    }
    if state.hand.says_other_date(lot, book)? {
        return Ok(Some(Asked::OtherDate));
    }
    let expiry = state.hand.expiry(book)?;
    if expiry.is_some_and(|expiry| expiry.is_past(book.moment.today)) && !granted.on_hold {
        return Ok(Some(Asked::Expired));
    }
    if short_life::of(state, lot, book)?.is_some() {
        return Ok(Some(Asked::ShortLife));
    }
    if order.is_none() {
        return Ok(None);
    }
    if !split.is_ordered() {
        return Ok((!granted.off_order).then_some(Asked::NotOnOrder));
    }
    let limit = split.ordered.times(Ratio::new(ABSURD_FACTOR, 1).expect("three is positive"))?;
    if split.came_before()?.checked_add(quantity)? > limit && !granted.absurd {
        return Ok(Some(Asked::Absurd));
    }
    over::asked(state, split, book)
}

pub fn answered(state: &State, asked: &Asked, answer: &str, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { question: None, ..state.clone() };
    match (asked, answer, Reason::from_text(answer)) {
        (Asked::NoteSeen { supplier: Some(name), .. }, "again", _) => Ok(keep_supplier(next, name.clone())),
        (Asked::NoteSeen { note, .. }, "again", _) => Ok(keep_note(next, note.clone())),
        (Asked::NoteSeen { .. }, "leave", _) | (Asked::ShortOrder | Asked::InTray, "stay", _) => {
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        (Asked::ShortOrder, _, Some(reason)) if Reason::FOR_SHORT.contains(&reason) => {
            order::stays_open(&next, reason, book)
        }
        (Asked::InTray, "open", _) => order::left_for_tray(&next, book),
        (Asked::InTray, "name", _) => {
            let order = next.document.ok_or(Refusal::StaleScreen {})?;
            let first = tray::of_document(order, book)?.into_iter().next().ok_or(Refusal::StaleScreen {})?;
            tray::open(&next.into(), first.scan.id, book)
        }
        (_, "leave", _) => Ok(put_back(state)),
        (Asked::Doubt { doubt }, ..) if doubted::is_answer(answer) => {
            doubted::answered(next, *doubt, answer, book)
        }
        (
            Asked::Absurd | Asked::Over | Asked::OverBadge | Asked::Doubt { doubt: Doubt::OddWeight },
            "change",
            _,
        ) => {
            next.granted.over = None;
            next.hand.ask_number_again();
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        (Asked::OtherSupplier | Asked::OtherDate, "second", _) => {
            next.hand.make_second_lot(book)?;
            super::booked_if_complete(next, Tone::Command, Said::Answered {}, book)
        }
        (Asked::OtherDate, "known", _) => {
            next.hand.expiry_read = None;
            super::booked_if_complete(next, Tone::Command, Said::Answered {}, book)
        }
        (Asked::Absurd, "take", _) => {
            next.granted.absurd = true;
            book_goods(next, book)
        }
        (Asked::Over, _, Some(reason)) if Reason::FOR_EXCESS.contains(&reason) => {
            next.granted.over = Some(answer.to_owned());
            book_goods(next, book)
        }
        (Asked::NotOnOrder, "take", _) => {
            next.granted.off_order = true;
            book_goods(next, book)
        }
        (Asked::ShortLife, "take" | "hold", _) => {
            next.granted.short_life = true;
            next.granted.on_hold = answer == "hold";
            book_goods(next, book)
        }
        (Asked::Expired | Asked::Doubt { doubt: Doubt::Halal }, "hold", _) => {
            next.granted.on_hold = true;
            book_goods(next, book)
        }
        _ => Err(Refusal::StaleScreen {}.into()),
    }
}

/// The open question in words, with the safe answer first.
pub fn show(
    state: &State,
    asked: &Asked,
    document: Option<&Document>,
    book: &Book,
) -> Result<Question, Stop> {
    match (asked, document) {
        (Asked::NoteSeen { note, document, .. }, _) => note_seen(note, *document, book),
        (Asked::ShortOrder, Some(order)) => short_order(order, book),
        (Asked::InTray, Some(order)) => in_tray(order, book),
        (Asked::Expired, _) => expired(state, book),
        (Asked::ShortLife, _) => short_life::question(state, book),
        (Asked::Doubt { doubt }, _) => doubted::question(state, *doubt, book),
        (Asked::OtherSupplier, _) => other_supplier(state, book),
        (Asked::OtherDate, _) => other_date(state, book),
        (_, Some(order)) => about_order(state, asked, order, book),
        (_, None) => Err(Refusal::StaleScreen {}.into()),
    }
}

fn note_seen(note: &str, seen: DocumentId, book: &Book) -> Result<Question, Stop> {
    const FIRST_IS_AMONG: u32 = 1_000;
    let seen = document::by_id(book.tx, seen)?.ok_or(Refusal::StaleScreen {})?;
    let first = entry::of_document(book.tx, seen.id, FIRST_IS_AMONG)?.pop();
    let (on, by) = match first {
        Some(first) => {
            let by = operator::by_id(book.tx, first.new.operator)?;
            let on = Value::Date(first.new.business_date.to_string());
            (on, by.map(|operator| operator.name).unwrap_or_default())
        }
        None => (Value::Text(String::new()), String::new()),
    };
    let message = Query::NoteSeen { note: note.to_owned(), document: seen.number, on, by };
    Ok(Question {
        message: message.message(),
        answers: vec![answer(Do::LeaveIt {}, "leave"), answer(Do::ReceiveAgain {}, "again")],
    })
}

fn short_order(order: &Document, book: &Book) -> Result<Question, Stop> {
    let open_lines = order::open_lines(order, book)?;
    let first = open_lines.first().ok_or(Refusal::StaleScreen {})?;
    let (item, came, ordered, open) = order::first_open(first, book)?;
    let (document, open_count) = (order.number.clone(), open_lines.len() as i64);
    let mut answers = vec![answer(Do::StayHere {}, "stay")];
    answers.extend(reason_answers(&Reason::FOR_SHORT));
    let message = Query::ShortOrder { document, open_count, item, came, ordered, open };
    Ok(Question { message: message.message(), answers })
}

fn in_tray(order: &Document, book: &Book) -> Result<Question, Stop> {
    let codes = tray::of_document(order.id, book)?;
    let code = codes.first().ok_or(Refusal::StaleScreen {})?.scan.text();
    let (document, count) = (order.number.clone(), codes.len() as i64);
    let mut answers = vec![answer(Do::StayHere {}, "stay")];
    if permission(book.operator.role, Action::NameCode) {
        answers.push(answer(Do::NameIt {}, "name"));
    }
    answers.push(answer(Do::LeaveOpen {}, "open"));
    Ok(Question { message: Query::InTray { document, count, code }.message(), answers })
}

fn expired(state: &State, book: &Book) -> Result<Question, Stop> {
    let lot = state.hand.lot_code(book)?.unwrap_or_default();
    let expiry = state.hand.expiry(book)?.and_then(|expiry| expiry.last_good_day());
    let last_good_day = expiry.ok_or(Refusal::StaleScreen {})?;
    Ok(Question {
        message: Query::Expired { lot, last_good_day }.message(),
        answers: vec![answer(Do::PutOnHold {}, "hold"), answer(Do::NotTaken {}, "leave")],
    })
}

fn other_supplier(state: &State, book: &Book) -> Result<Question, Stop> {
    let lot = book.lot(state.hand.known_lot().ok_or(Refusal::StaleScreen {})?)?;
    let supplier = order::supplier(state, book)?;
    Ok(Question {
        message: Query::OtherSupplier { lot: lot.code, known: lot.maker, supplier }.message(),
        answers: vec![answer(Do::LeaveIt {}, "leave"), answer(Do::SecondLot {}, "second")],
    })
}

/// The safe answer first: look at the pack again.
fn other_date(state: &State, book: &Book) -> Result<Question, Stop> {
    let lot = book.lot(state.hand.known_lot().ok_or(Refusal::StaleScreen {})?)?;
    let read = state.hand.expiry_read.ok_or(Refusal::StaleScreen {})?;
    let (known, read) = (expiry_value(lot.expiry), expiry_value(read));
    let mistaken = answer(Do::KnownDate { known: known.clone() }, "known");
    Ok(Question {
        message: Query::OtherDate { lot: lot.code, known, read }.message(),
        answers: vec![answer(Do::LeaveIt {}, "leave"), mistaken, answer(Do::SecondLot {}, "second")],
    })
}

fn about_order(state: &State, asked: &Asked, order: &Document, book: &Book) -> Result<Question, Stop> {
    let item = state.hand.item(book)?;
    let name = book.name(&item).to_owned();
    let quantity = state.hand.quantity().ok_or(Refusal::StaleScreen {})?;
    let split = Split::of(order, &item, quantity, book)?;
    let (ordered, undone) = (item.amount(split.ordered), item.amount(split.undone_there));
    // One piece has no other number.
    let change = match item.serial_tracked {
        true => answer(Do::LeaveIt {}, "leave"),
        false => answer(Do::ChangeNumber {}, "change"),
    };
    let (message, answers) = match asked {
        Asked::Absurd => {
            let quantity = state.hand.amount(&item, quantity);
            let take = answer(Do::TakeIt { quantity: quantity.clone() }, "take");
            (Query::Absurd { item: name, quantity, ordered }, vec![change, take])
        }
        Asked::OverBadge => {
            let reason = state.granted.over.as_deref().and_then(Reason::from_text).map(reason_word);
            let (excess, reason) = (item.amount(split.excess), reason.ok_or(Refusal::StaleScreen {})?);
            let query = match split.undone_there.is_positive() {
                true => Query::OverThereBadge { item: name, excess, undone, reason },
                false => Query::OverBadge { item: name, excess, ordered, reason },
            };
            (query, vec![change])
        }
        Asked::Over => {
            let mut answers = vec![change];
            answers.extend(reason_answers(&Reason::FOR_EXCESS));
            let excess = item.amount(split.excess);
            let query = match split.undone_there.is_positive() {
                true => Query::OverThere { item: name, excess, undone },
                false => Query::Over { item: name, excess, ordered },
            };
            (query, answers)
        }
        _ => {
            let query = Query::NotOnOrder { item: name, document: order.number.clone() };
            (query, vec![answer(Do::LeaveIt {}, "leave"), answer(Do::TakeWithoutOrder {}, "take")])
        }
    };
    Ok(Question { message: message.message(), answers })
}
