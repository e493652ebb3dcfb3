//! Receive: goods on the dock are a fact. Scan the order or go on without one; scan the goods, their lot and
//! date where the item is kept by lot; say how many; they are booked, labelled, and owed to the vendor.
//! Refused here: nothing that really arrived. More than ordered goes to the hold shelf with a reason, an expired
//! lot too, goods that are on no line are taken and the office is told.

use ledger::table::delivery::DeliveryKind;
use ledger::table::task::Severity;
use super::{Event, chosen};
use crate::book::Book;
use crate::cards::{answer, button, location_card, order_choice, primary, reason_answers, reason_word};
use crate::hand::{Hand, LotPick, Taken};
use crate::lookup::{Fragment, Goods, Thing};
use crate::said::{Ask, Do, Query, Said, TaskText};
use crate::screen::{Prompt, Question, ReceiveScreen, Screen, Tap, TextField, Tone};
use crate::turn::{NewDelivery, PrintDraft, Stop, TaskDraft, Turn, Write};
use domain::document::{Document, DocumentKind, DocumentLine, DocumentState};
use domain::entry::{MovementKind, NewEntry, NewMovement, Reason};
use domain::item::{ExpiryRule, Item};
use domain::label::LotLabel;
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotStatus};
use domain::permission::{Action, Role};
use domain::{DocumentId, LocationId, Quantity, Ratio, Refusal};
use ledger::table::{balance, document, entry, item};
use serde::{Deserialize, Serialize};

/// An over-receipt of more than this many times the order line is asked about once.
const ABSURD_FACTOR: i64 = 3;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The order, or the delivery without one.
    pub document: Option<DocumentId>,
    /// Somebody said there is no order; the delivery is made with the first goods.
    pub blind: bool,
    /// Delivery-note number, for a delivery without an order that is not made yet.
    pub note: String,
    /// Where goods go; the dock unless a location was scanned.
    pub to: Option<LocationId>,
    pub hand: Hand,
    pub question: Option<Asked>,
    /// What was already answered for the goods in hand.
    pub granted: Granted,
    pub writing_note: bool,
    pub choosing: bool,
}

/// The question that stands open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    Absurd,
    Over,
    NotOnOrder,
    Expired,
    ShortOrder,
    NoteSeen { note: String, document: String },
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Granted {
    pub absurd: bool,
    pub over: Option<String>,
    pub off_order: bool,
    pub on_hold: bool,
}

/// What the goods in hand still need.
enum Need {
    Item,
    Lot,
    Expiry,
    Quantity,
    Nothing,
}

/// Opens the flow, with an order or without.
pub fn open(document: Option<Document>, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Receive)?;
    match document {
        None => Ok(Turn::to(
            State::default(),
            Tone::Command,
            Said::FlowOpened { flow: domain::Value::Word("flow-receive".to_owned()) },
        )),
        Some(document) => open_order(State::default(), document),
    }
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Receive)?;
    if let Some(asked) = &state.question {
        return match event.answer() {
            Some(answer) => answered(state, asked, answer, book),
            None if event.is_cancel() => Ok(put_back(state)),
            None => Err(Refusal::NotNow { command: event.command_name().unwrap_or("").to_owned() }.into()),
        };
    }
    if event.is_cancel() {
        return cancel(state);
    }
    if event.is_done() {
        return done(state, book);
    }
    match event {
        Event::Scan(thing) => scanned(state, thing, book),
        Event::Tap(tap) => tapped(state, tap, event, book),
    }
}

fn scanned(state: &State, thing: &Thing, book: &Book) -> Result<Turn, Stop> {
    let mut next = state.clone();
    match thing {
        Thing::Document(document) => open_order(next, document.clone()),
        Thing::Location(location) => set_place(next, location),
        Thing::Goods(goods) => take_goods(next, goods, book),
        Thing::Fragment(fragment) => take_fragment(next, fragment, book),
        Thing::Unknown(text) if matches!(need(state, book)?, Need::Lot) => {
            let fragment = Fragment { lot: Some(text.clone()), ..Fragment::default() };
            take_fragment(next, &fragment, book)
        }
        Thing::Command(command) => {
            if let Some(result) = next.hand.take_digit(*command, book) {
                let (tone, said) = result?;
                return Ok(Turn::to(next, tone, said));
            }
            match command {
                domain::code::Command::NoLot => make_lot(next, book),
                domain::code::Command::NoDate => take_date(next, &Tap::NonePrinted, book),
                domain::code::Command::Choose => show_choices(next),
                other => Err(Refusal::NotNow { command: other.name().to_owned() }.into()),
            }
        }
        Thing::Unknown(code) => Err(Refusal::UnknownCode { code: code.clone() }.into()),
        Thing::Badge(_) | Thing::Several(..) => unreachable!("badges and several things are met before a flow"),
    }
}

fn tapped(state: &State, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = state.clone();
    next.choosing = false;
    if let Some(id) = chosen(event, "order") {
        let order = document::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
        return open_order(next, order);
    }
    if let Some(id) = chosen(event, "item") {
        let goods = Goods {
            item: book.item(id)?,
            pack: None,
            lot: None,
            more: Fragment::default(),
            print_job: None,
        };
        let mut turn = take_goods(next, &goods, book)?;
        if let crate::step::Step::Receive(state) = &mut turn.step {
            state.hand.evidence = crate::hand::HandEvidence::Chosen;
        }
        return Ok(turn);
    }
    if let Some(id) = chosen(event, "lot") {
        let lot = book.lot(id)?;
        next.hand.pick_lot(&lot);
        return Ok(Turn::to(next, Tone::Accepted, Said::LotRead { lot: lot.code }));
    }
    match tap {
        Tap::Answer { answer } if answer == "no_order" => go_blind(next),
        Tap::ShowChoices => show_choices(next),
        Tap::HideChoices => Ok(Turn::to(next, Tone::Command, Said::Choosing {})),
        Tap::MakeLot => make_lot(next, book),
        Tap::OpenNote => Ok(Turn::to(State { writing_note: true, ..next }, Tone::Command, Said::Choosing {})),
        Tap::Quantity { amount, pack } => set_quantity(next, amount, pack.as_deref(), book),
        Tap::Text { text } if state.writing_note => take_note(next, text, book),
        Tap::Text { text } if matches!(need(state, book)?, Need::Lot) => {
            let item = in_hand(&next, book)?;
            next.hand.set_lot_code(&item, text, book)?;
            next.hand.evidence = crate::hand::HandEvidence::Typed;
            Ok(Turn::to(next, Tone::Accepted, Said::LotRead { lot: text.trim().to_owned() }))
        }
        Tap::EditQuantity => Ok(Turn::to(next, Tone::Command, Said::Choosing {})),
        Tap::Text { .. } => Err(Refusal::NotNow { command: "text".to_owned() }.into()),
        Tap::Reason { .. } | Tap::NameAs { .. } | Tap::Park => {
            Err(Refusal::NotNow { command: String::new() }.into())
        }
        date => take_date(next, date, book),
    }
}

fn open_order(state: State, order: Document) -> Result<Turn, Stop> {
    if state.hand.item.is_some() {
        return Err(Refusal::NotNow { command: order.number }.into());
    }
    if order.state != DocumentState::Open {
        return Err(Refusal::DocumentDone { document: order.number }.into());
    }
    if order.kind == DocumentKind::Count {
        return Err(Refusal::UnknownDocument { document: order.number }.into());
    }
    let said = Said::OrderOpened { document: order.number.clone(), partner: order.partner.clone() };
    Ok(Turn::to(State { document: Some(order.id), to: state.to, ..State::default() }, Tone::Command, said))
}

fn go_blind(state: State) -> Result<Turn, Stop> {
    Ok(Turn::to(State { blind: true, ..state }, Tone::Command, Said::NoOrder {}))
}

fn set_place(mut state: State, location: &Location) -> Result<Turn, Stop> {
    if !matches!(location.kind, LocationKind::Bin | LocationKind::Zone | LocationKind::Container) {
        return Err(Refusal::NotAPlaceForStock { location: location.code.clone() }.into());
    }
    state.to = Some(location.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: location.code.clone() }))
}

fn take_goods(mut state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    // Other goods while a finished hand waits: what lies there is booked by DONE, never by surprise.
    if state.hand.item.is_some_and(|id| id != goods.item.id) {
        let item = book.name(&in_hand(&state, book)?).to_owned();
        return Err(Refusal::FinishFirst { item }.into());
    }
    if state.document.is_none() {
        state.blind = true;
    }
    let taken = state.hand.take(goods, book)?;
    state.granted = Granted::default();
    // A symbol that says everything is a whole receipt: one scan, one entry.
    if state.hand.complete && matches!(need(&state, book)?, Need::Nothing) {
        return book_goods(state, book);
    }
    let quantity = state.hand.quantity().unwrap_or(Quantity::ZERO);
    let item = book.name(&goods.item).to_owned();
    Ok(match taken {
        Taken::New => Turn::to(state, Tone::Accepted, Said::ItemRead { item }),
        Taken::More => {
            Turn::to(state, Tone::More, Said::InHand { item, quantity: goods.item.amount(quantity) })
        }
    })
}

fn take_fragment(mut state: State, fragment: &Fragment, book: &Book) -> Result<Turn, Stop> {
    state.hand.join(fragment, book)?;
    if state.hand.complete && matches!(need(&state, book)?, Need::Nothing) {
        return book_goods(state, book);
    }
    let said = match (&fragment.lot, fragment.expiry) {
        (Some(lot), _) => Said::LotRead { lot: lot.clone() },
        (None, Some(expiry)) => Said::ExpiryRead { expiry: crate::hand::expiry_value(expiry) },
        (None, None) => {
            let item = in_hand(&state, book)?;
            Said::QuantitySet { quantity: item.amount(state.hand.quantity().unwrap_or(Quantity::ZERO)) }
        }
    };
    Ok(Turn::to(state, Tone::Accepted, said))
}

fn make_lot(mut state: State, book: &Book) -> Result<Turn, Stop> {
    let lot = state.hand.make_lot(book)?;
    Ok(Turn::to(state, Tone::Accepted, Said::LotMade { lot }))
}

fn take_date(mut state: State, tap: &Tap, book: &Book) -> Result<Turn, Stop> {
    match state.hand.take_date(tap, book) {
        Some(said) => Ok(Turn::to(state, Tone::Accepted, said?)),
        None => Err(Refusal::NotNow { command: String::new() }.into()),
    }
}

fn set_quantity(mut state: State, amount: &str, pack: Option<&str>, book: &Book) -> Result<Turn, Stop> {
    let quantity = state.hand.set_quantity(amount, pack, book)?;
    state.granted = Granted::default();
    let quantity = in_hand(&state, book)?.amount(quantity);
    Ok(Turn::to(state, Tone::Accepted, Said::QuantitySet { quantity }))
}

fn show_choices(mut state: State) -> Result<Turn, Stop> {
    state.choosing = true;
    Ok(Turn::to(state, Tone::Command, Said::Choosing {}))
}

fn take_note(mut state: State, text: &str, book: &Book) -> Result<Turn, Stop> {
    let note = text.trim().to_owned();
    state.writing_note = false;
    if note.is_empty() {
        return Ok(Turn::to(state, Tone::Command, Said::Cancelled {}));
    }
    let partner = current(&state, book)?.map(|document| document.partner).unwrap_or_default();
    if let Some(seen) = document::note_seen(book.tx, &partner, &note)? {
        if Some(seen.id) != state.document {
            state.question = Some(Asked::NoteSeen { note, document: seen.number });
            return Ok(Turn::to(state, Tone::Attention, Said::Asked {}));
        }
    }
    keep_note(state, note)
}

fn keep_note(mut state: State, note: String) -> Result<Turn, Stop> {
    let said = Said::NoteTaken { note: note.clone() };
    match state.document {
        Some(id) => Ok(Turn::to(state, Tone::Accepted, said).writing(Write::DocumentNote(id, note))),
        None => {
            state.blind = true;
            state.note = note;
            Ok(Turn::to(state, Tone::Accepted, said))
        }
    }
}

fn cancel(state: &State) -> Result<Turn, Stop> {
    if state.writing_note || state.choosing {
        let next = State { writing_note: false, choosing: false, ..state.clone() };
        return Ok(Turn::to(next, Tone::Command, Said::Cancelled {}));
    }
    if state.hand.item.is_some() {
        return Ok(put_back(state));
    }
    Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::FlowLeft {}))
}

/// The goods in hand were not taken; the delivery goes on.
fn put_back(state: &State) -> Turn {
    Turn::to(emptied(state.clone()), Tone::Command, Said::Cancelled {})
}

fn emptied(state: State) -> State {
    State { hand: Hand::default(), question: None, granted: Granted::default(), choosing: false, ..state }
}

fn done(state: &State, book: &Book) -> Result<Turn, Stop> {
    match need(state, book)? {
        Need::Nothing => book_goods(state.clone(), book),
        Need::Item if state.document.is_none() && !state.blind => go_blind(state.clone()),
        Need::Item => finish(state, book),
        Need::Lot | Need::Expiry | Need::Quantity => Err(Refusal::StillMissing {}.into()),
    }
}

/// The delivery is over. An order with open lines asks why; they stay open on the order.
fn finish(state: &State, book: &Book) -> Result<Turn, Stop> {
    let Some(order) = current(state, book)? else {
        return Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::FlowLeft {}));
    };
    if order.kind == DocumentKind::PurchaseOrder && open_line_count(&order, book)? > 0 {
        let next = State { question: Some(Asked::ShortOrder), ..state.clone() };
        return Ok(Turn::to(next, Tone::Attention, Said::Asked {}));
    }
    let turn = Turn::to(crate::step::Step::Home, Tone::Complete, Said::OrderComplete { document: order.number });
    Ok(if order.kind == DocumentKind::PurchaseOrder {
        turn.writing(Write::DocumentState(order.id, DocumentState::Done))
    } else {
        turn
    })
}

fn open_line_count(order: &Document, book: &Book) -> Result<i64, Stop> {
    let lines = document::lines(book.tx, order.id)?;
    Ok(lines.iter().filter(|line| line.received < line.ordered).count() as i64)
}

fn answered(state: &State, asked: &Asked, answer: &str, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { question: None, ..state.clone() };
    let reason = Reason::from_text(answer);
    match (asked, answer) {
        (_, "leave") => Ok(put_back(state)),
        (Asked::Absurd, "change") | (Asked::Over, "change") => {
            next.hand.quantity = None;
            next.hand.complete = false;
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        (Asked::Absurd, "take") => {
            next.granted.absurd = true;
            book_goods(next, book)
        }
        (Asked::Over, _) if reason.is_some() => {
            next.granted.over = Some(answer.to_owned());
            book_goods(next, book)
        }
        (Asked::NotOnOrder, "take") => {
            next.granted.off_order = true;
            book_goods(next, book)
        }
        (Asked::Expired, "hold") => {
            next.granted.on_hold = true;
            book_goods(next, book)
        }
        (Asked::NoteSeen { note, .. }, "again") => keep_note(next, note.clone()),
        (Asked::ShortOrder, "stay") => Ok(Turn::to(next, Tone::Command, Said::Answered {})),
        (Asked::ShortOrder, _) if reason.is_some() => stays_open(next, reason.expect("just looked at"), book),
        _ => Err(Refusal::StaleScreen {}.into()),
    }
}

fn stays_open(state: State, reason: Reason, book: &Book) -> Result<Turn, Stop> {
    let order = current(&state, book)?.ok_or(Refusal::StaleScreen {})?;
    let text = TaskText::ShortReceipt { document: order.number.clone(), reason: reason_word(reason) };
    let task = TaskDraft {
        kind: "short_receipt",
        cause: format!("short:{}", order.id),
        message: text.message(),
        severity: Severity::Medium,
        role: Role::Lead,
    };
    Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::StaysOpen { document: order.number })
        .writing(Write::Task(task)))
}

fn need(state: &State, book: &Book) -> Result<Need, Stop> {
    let hand = &state.hand;
    let Some(id) = hand.item else { return Ok(Need::Item) };
    let item = book.item(id)?;
    if item.lot_tracked && hand.lot.is_none() {
        return Ok(Need::Lot);
    }
    if item.lot_tracked && item.expiry_rule == ExpiryRule::Asked && hand.expiry.is_none() {
        return Ok(Need::Expiry);
    }
    Ok(if hand.quantity.is_none() { Need::Quantity } else { Need::Nothing })
}

fn in_hand(state: &State, book: &Book) -> Result<Item, Stop> {
    book.item(state.hand.item.ok_or(Refusal::NothingToDo {})?)
}

fn current(state: &State, book: &Book) -> Result<Option<Document>, Stop> {
    Ok(state.document.map(|id| document::by_id(book.tx, id)).transpose()?.flatten())
}

/// The part of the quantity that the order wants, and what is above it.
struct Split {
    line: Option<DocumentLine>,
    wanted: Quantity,
    excess: Quantity,
}

fn split(order: &Document, item: &Item, quantity: Quantity, book: &Book) -> Result<Split, Stop> {
    let lines = document::line_for_item(book.tx, order.id, item.id)?;
    let open = |line: &DocumentLine| line.ordered.checked_sub(line.received).unwrap_or(Quantity::ZERO).max(Quantity::ZERO);
    let line = lines.iter().find(|line| open(line).is_positive()).or_else(|| lines.first()).cloned();
    let wanted = line.as_ref().map_or(quantity, |line| open(line).min(quantity));
    Ok(Split { line, wanted, excess: quantity.checked_sub(wanted)? })
}

/// Books what is in hand, or asks what has to be asked first.
fn book_goods(state: State, book: &Book) -> Result<Turn, Stop> {
    let item = in_hand(&state, book)?;
    let quantity = state.hand.quantity().ok_or(Refusal::StillMissing {})?;
    let order = current(&state, book)?.filter(|document| document.kind == DocumentKind::PurchaseOrder);
    let split = match &order {
        Some(order) => split(order, &item, quantity, book)?,
        None => Split { line: None, wanted: quantity, excess: Quantity::ZERO },
    };
    match question_before(&state, order.as_ref(), &split, quantity, book)? {
        Some(asked) => {
            let tone = if asked == Asked::Expired { Tone::Stop } else { Tone::Attention };
            Ok(Turn::to(State { question: Some(asked), ..state }, tone, Said::Asked {}))
        }
        None => booked(state, &item, quantity, order, split, book),
    }
}

fn question_before(
    state: &State,
    order: Option<&Document>,
    split: &Split,
    quantity: Quantity,
    book: &Book,
) -> Result<Option<Asked>, Stop> {
    let granted = &state.granted;
    if state.hand.expiry.is_some_and(|expiry| expiry.is_past(book.moment.today)) && !granted.on_hold {
        return Ok(Some(Asked::Expired));
    }
    if order.is_none() {
        return Ok(None);
    }
    let Some(line) = &split.line else {
        return Ok((!granted.off_order).then_some(Asked::NotOnOrder));
    };
    let limit = line.ordered.times(Ratio::new(ABSURD_FACTOR, 1).expect("three is positive"))?;
    let total = line.received.checked_add(quantity)?;
    if total > limit && !granted.absurd {
        return Ok(Some(Asked::Absurd));
    }
    Ok((split.excess.is_positive() && granted.over.is_none()).then_some(Asked::Over))
}

fn booked(
    state: State,
    item: &Item,
    quantity: Quantity,
    order: Option<Document>,
    split: Split,
    book: &Book,
) -> Result<Turn, Stop> {
    let (document, made) = document_of(&state, order, book)?;
    let (lot, new_lot) = state.hand.lot_of_booking(item, &document.partner, book)?;
    let places = places(&state, book)?;
    let mut writes = Vec::new();
    if let Some(made) = made {
        writes.push(Write::Document(made));
    }
    if new_lot {
        writes.push(Write::Lot(lot.clone()));
    } else if let (domain::expiry::Expiry::NotKnown, Some(expiry)) = (lot.expiry, state.hand.expiry) {
        if expiry != domain::expiry::Expiry::NotKnown {
            writes.push(Write::LotExpiry(lot.id, expiry));
        }
    }
    if state.granted.on_hold {
        writes.push(Write::LotStatus(lot.id, LotStatus::Quarantine));
    }
    let entry = entry_of(&state, item, &lot, &document, &split, &places, book)?;
    writes.push(Write::Entry(Box::new(entry)));
    if let Some(line) = &split.line {
        writes.push(Write::ReceivedOnLine(line.id, quantity));
        if !document.vendor.is_empty() {
            let lane = format!("document:{}", document.id);
            writes.push(Write::Delivery(NewDelivery { vendor: document.vendor.clone(), kind: DeliveryKind::PurchaseReceipt, lane }));
        }
    }
    writes.extend(tasks(&state, item, &lot, &document, &split, quantity, book).into_iter().map(Write::Task));
    if book.moment.settings.print_on_receive && item.lot_tracked {
        let draft = label(&state, item, &lot, quantity, &document, &places, book)?;
        writes.push(Write::Print(Box::new(draft)));
    }
    let (tone, said) = said_after(&state, item, &lot, quantity, &split, &places, book)?;
    let next = State { document: Some(document.id), note: String::new(), ..emptied(state) };
    Ok(Turn { step: next.into(), writes, tone, message: said.message() })
}

/// The delivery that the entry belongs to: the order, the one made before, or one made now.
fn document_of(state: &State, order: Option<Document>, book: &Book) -> Result<(Document, Option<Document>), Stop> {
    if let Some(order) = order {
        return Ok((order, None));
    }
    if let Some(current) = current(state, book)? {
        return Ok((current, None));
    }
    let id = DocumentId(book.input.derive("document", 0));
    let short_name = ledger::table::station::this(book.tx)?.short_name;
    let tail = &id.0.simple().to_string()[26..];
    let made = Document {
        id,
        kind: DocumentKind::BlindReceipt,
        number: format!("RC-{short_name}-{}-{tail}", book.moment.today.strftime("%y%m%d")),
        partner: String::new(),
        vendor: String::new(),
        state: DocumentState::Open,
        note_number: state.note.clone(),
    };
    Ok((made.clone(), Some(made)))
}

struct Places {
    supplier: LocationId,
    to: Location,
    hold: Location,
}

fn places(state: &State, book: &Book) -> Result<Places, Stop> {
    let dock = book.place_for(Purpose::Dock)?.ok_or(Refusal::UnknownLocation { code: "DOCK".to_owned() })?;
    let hold = book.place_for(Purpose::Hold)?.ok_or(Refusal::UnknownLocation { code: "HOLD".to_owned() })?;
    let to = match state.to {
        Some(id) => book.location(id)?,
        None => dock,
    };
    let to = if state.granted.on_hold { hold.clone() } else { to };
    Ok(Places { supplier: book.virtual_place(LocationKind::Supplier)?, to, hold })
}

fn entry_of(
    state: &State,
    item: &Item,
    lot: &Lot,
    document: &Document,
    split: &Split,
    places: &Places,
    book: &Book,
) -> Result<NewEntry, Stop> {
    let hand = &state.hand;
    let movement = |quantity: Quantity, to: LocationId, reason: Option<Reason>| NewMovement {
        kind: MovementKind::Receive,
        item: item.id,
        lot: lot.id,
        serial: hand.serial.clone(),
        from: places.supplier,
        to,
        quantity,
        pieces: if to == places.to.id { hand.pieces } else { 0 },
        reason,
        evidence: hand.evidence(),
        line: split.line.as_ref().map(|line| line.id),
        reading: reading(hand, quantity),
    };
    let mut movements = Vec::new();
    if split.wanted.is_positive() {
        movements.push(movement(split.wanted, places.to.id, None));
    }
    if split.excess.is_positive() {
        let reason = state.granted.over.as_deref().and_then(Reason::from_text);
        movements.push(movement(split.excess, places.hold.id, reason));
    }
    Ok(NewEntry { document: Some(document.id), ..book.entry(movements, Vec::new()) })
}

fn reading(hand: &Hand, quantity: Quantity) -> String {
    match &hand.pack {
        Some(pack) if hand.quantity() == Some(quantity) => pack.clone(),
        _ => String::new(),
    }
}

fn tasks(
    state: &State,
    item: &Item,
    lot: &Lot,
    document: &Document,
    split: &Split,
    quantity: Quantity,
    book: &Book,
) -> Vec<TaskDraft> {
    let name = book.name(item).to_owned();
    let mut tasks = Vec::new();
    let mut raise = |kind, message, severity| {
        tasks.push(TaskDraft { kind, cause: format!("{kind}:{}", book.entry_id()), message, severity, role: Role::Lead });
    };
    if split.excess.is_positive() && split.line.is_some() {
        let reason = state.granted.over.as_deref().and_then(Reason::from_text).unwrap_or(Reason::Other);
        let text = TaskText::Excess {
            item: name.clone(),
            document: document.number.clone(),
            quantity: item.amount(split.excess),
            reason: reason_word(reason),
        };
        raise("excess", text.message(), Severity::Medium);
    }
    if state.granted.off_order {
        let document = document.number.clone();
        let text = TaskText::NotOnOrder { item: name.clone(), document, quantity: item.amount(quantity) };
        raise("not_on_order", text.message(), Severity::Medium);
    }
    if state.granted.on_hold {
        let text = TaskText::OnHold { item: name, lot: lot.code.clone(), quantity: item.amount(quantity) };
        raise("on_hold", text.message(), Severity::High);
    }
    tasks
}

fn label(
    state: &State,
    item: &Item,
    lot: &Lot,
    quantity: Quantity,
    document: &Document,
    places: &Places,
    book: &Book,
) -> Result<PrintDraft, Stop> {
    let expiry = state.hand.expiry.unwrap_or(lot.expiry);
    Ok(PrintDraft {
        role: "lot_label",
        label: LotLabel {
            item_name: book.name(item).to_owned(),
            sku: item.sku.clone(),
            gtin: item::gtin(book.tx, item.id)?,
            lot: lot.code.clone(),
            expiry: expiry.last_good_day(),
            quantity: item.amount(quantity),
            document: document.number.clone(),
            location: places.to.code.clone(),
            received_on: book.moment.today,
            station: book.moment.settings.station.clone(),
            // Known only when the job is written: filled there.
            job_code: String::new(),
            copy: 1,
        },
        label_count: 1,
        item: item.id,
        lot: lot.id,
    })
}

fn said_after(
    state: &State,
    item: &Item,
    lot: &Lot,
    quantity: Quantity,
    split: &Split,
    places: &Places,
    book: &Book,
) -> Result<(Tone, Said), Stop> {
    let name = book.name(item).to_owned();
    let (amount, location) = (item.amount(quantity), places.to.code.clone());
    if state.granted.on_hold {
        return Ok((Tone::Attention, Said::ReceivedOnHold { item: name, quantity: amount, location }));
    }
    if split.excess.is_positive() {
        let said = Said::ReceivedOver {
            item: name,
            quantity: amount,
            excess: item.amount(split.excess),
            location: places.hold.code.clone(),
        };
        return Ok((Tone::Attention, said));
    }
    if let Some(line) = &split.line {
        if line.received.checked_add(quantity)? == line.ordered {
            return Ok((Tone::Complete, Said::LineComplete { item: name, quantity: item.amount(line.ordered) }));
        }
    }
    let expiry = state.hand.expiry.unwrap_or(lot.expiry);
    if let Some(last_good_day) = expiry.last_good_day() {
        let days_left = i64::from((last_good_day - book.moment.today).get_days());
        if days_left <= item.near_expiry_days {
            return Ok((Tone::Attention, Said::NearExpiry { lot: lot.code.clone(), last_good_day }));
        }
    }
    Ok((Tone::Accepted, Said::Received { item: name, quantity: amount, location }))
}

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let document = current(state, book)?;
    let lines = match &document {
        Some(document) => document::lines(book.tx, document.id)?,
        None => Vec::new(),
    };
    let lines = lines.iter().map(|line| book.line_card(line, state.hand.item == Some(line.item)));
    let entries = match &document {
        Some(document) => entry::of_document(book.tx, document.id, 20)?,
        None => Vec::new(),
    };
    let to = match state.to {
        Some(id) => Some(book.location(id)?),
        None => book.place_for(Purpose::Dock)?,
    };
    Ok(Screen::Receive(ReceiveScreen {
        prompt: prompt(state, document.as_ref(), book)?,
        lines: lines.collect::<Result<_, _>>()?,
        in_hand: book.in_hand(&state.hand)?,
        to: to.as_ref().map(location_card),
        booked: entries.iter().map(|stored| book.booked_card(stored)).collect::<Result<_, _>>()?,
        document: document.as_ref().map(|document| book.document_card(document)).transpose()?,
    }))
}

fn prompt(state: &State, document: Option<&Document>, book: &Book) -> Result<Prompt, Stop> {
    if state.writing_note {
        let mut prompt = Prompt::asking(Ask::DeliveryNote {}.message());
        prompt.text_field = Some(TextField { label: "text-delivery-note".to_owned(), prefill: state.note.clone() });
        prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
        return Ok(prompt);
    }
    let mut prompt = match need(state, book)? {
        Need::Item => ask_item(state, document),
        Need::Lot => ask_lot(state, book)?,
        Need::Expiry => ask_expiry(state, book)?,
        Need::Quantity | Need::Nothing => ask_quantity(state, document, book)?,
    };
    if state.choosing {
        prompt.choices = choices(state, document, book)?;
    }
    if let Some(asked) = &state.question {
        prompt.question = Some(question(state, asked, document, book)?);
    }
    Ok(prompt)
}

fn ask_item(state: &State, document: Option<&Document>) -> Prompt {
    let mut prompt = match document {
        Some(document) if document.kind == DocumentKind::PurchaseOrder => {
            Prompt::asking(Ask::ItemOfOrder { document: document.number.clone() }.message())
        }
        None if !state.blind => Prompt::asking(Ask::Order {}.message()),
        _ => Prompt::asking(Ask::Item {}.message()),
    };
    prompt.can_choose = true;
    prompt.primary = Some(match (document, state.blind) {
        (None, false) => primary(Do::NoOrder {}, Tap::Answer { answer: "no_order".to_owned() }),
        _ => primary(Do::Finish {}, Tap::Done),
    });
    if document.is_some() || state.blind {
        prompt.buttons.push(button(Do::DeliveryNote {}, Tap::OpenNote, "note"));
    }
    prompt.buttons.push(button(Do::Back {}, Tap::Back, "back"));
    prompt
}

fn ask_lot(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let item = in_hand(state, book)?;
    let mut prompt = Prompt::asking(Ask::Lot { item: book.name(&item).to_owned() }.message());
    prompt.text_field = Some(TextField { label: "text-lot".to_owned(), prefill: String::new() });
    prompt.can_choose = true;
    prompt.buttons = vec![
        button(Do::MakeLot {}, Tap::MakeLot, "label"),
        button(Do::Cancel {}, Tap::Cancel, "cancel"),
    ];
    Ok(prompt)
}

fn ask_expiry(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let lot = match &state.hand.lot {
        Some(LotPick::Known { id }) => book.lot(*id)?.code,
        Some(LotPick::New { code, .. }) => code.clone(),
        None => String::new(),
    };
    let mut prompt = Prompt::asking(Ask::Expiry { lot }.message());
    prompt.date_pad = true;
    prompt.buttons = vec![
        button(Do::NoneOnPack {}, Tap::NonePrinted, "none"),
        button(Do::NotKnown {}, Tap::NotKnown, "unknown"),
        button(Do::Cancel {}, Tap::Cancel, "cancel"),
    ];
    Ok(prompt)
}

fn ask_quantity(state: &State, document: Option<&Document>, book: &Book) -> Result<Prompt, Stop> {
    let item = in_hand(state, book)?;
    let mut prompt = Prompt::asking(Ask::Quantity { item: book.name(&item).to_owned() }.message());
    let expected = match document {
        Some(order) if order.kind == DocumentKind::PurchaseOrder => {
            let split = split(order, &item, Quantity::ZERO, book)?;
            split.line.map(|line| line.ordered.checked_sub(line.received)).transpose()?
        }
        _ => None,
    };
    let expected = expected.filter(|open| open.is_positive()).map(|open| item.amount(open));
    prompt.keypad = book.keypad(&state.hand, "keypad-quantity", expected)?;
    if let Some(quantity) = state.hand.quantity() {
        prompt.primary = Some(primary(Do::Book { quantity: item.amount(quantity) }, Tap::Done));
    }
    prompt.buttons.push(button(Do::Cancel {}, Tap::Cancel, "cancel"));
    Ok(prompt)
}

fn choices(state: &State, document: Option<&Document>, book: &Book) -> Result<Vec<crate::screen::Choice>, Stop> {
    const LIMIT: usize = 8;
    match (need(state, book)?, document) {
        (Need::Item, Some(order)) if order.kind == DocumentKind::PurchaseOrder => {
            let lines = document::lines(book.tx, order.id)?;
            lines.iter().take(LIMIT).map(|line| Ok(book.item_choice(&book.item(line.item)?, Vec::new()))).collect()
        }
        (Need::Item, None) if !state.blind => {
            let orders = document::open(book.tx, DocumentKind::PurchaseOrder, LIMIT as u32)?;
            Ok(orders.iter().map(order_choice).collect())
        }
        (Need::Item, _) => {
            let items = item::all(book.tx, LIMIT as u32)?;
            Ok(items.iter().map(|item| book.item_choice(item, Vec::new())).collect())
        }
        (Need::Lot, _) => {
            let item = in_hand(state, book)?;
            book.stock_choices(&balance::of_item(book.tx, item.id)?, LIMIT)
        }
        _ => Ok(Vec::new()),
    }
}

fn question(state: &State, asked: &Asked, document: Option<&Document>, book: &Book) -> Result<Question, Stop> {
    let number = document.map(|document| document.number.clone()).unwrap_or_default();
    if let Asked::NoteSeen { note, document } = asked {
        return Ok(Question {
            message: Query::NoteSeen { note: note.clone(), document: document.clone() }.message(),
            answers: vec![answer(Do::LeaveIt {}, "leave"), answer(Do::ReceiveAgain {}, "again")],
        });
    }
    if *asked == Asked::ShortOrder {
        let order = document.ok_or(Refusal::StaleScreen {})?;
        let open_count = open_line_count(order, book)?;
        let mut answers = vec![answer(Do::StayHere {}, "stay")];
        answers.extend(reason_answers(&Reason::FOR_SHORT));
        return Ok(Question { message: Query::ShortOrder { document: number, open_count }.message(), answers });
    }
    let item = in_hand(state, book)?;
    let name = book.name(&item).to_owned();
    let quantity = state.hand.quantity().unwrap_or(Quantity::ZERO);
    let split = match document {
        Some(order) => split(order, &item, quantity, book)?,
        None => Split { line: None, wanted: quantity, excess: Quantity::ZERO },
    };
    let ordered = item.amount(split.line.as_ref().map_or(Quantity::ZERO, |line| line.ordered));
    Ok(match asked {
        Asked::Absurd => Question {
            message: Query::Absurd { item: name, quantity: item.amount(quantity), ordered }.message(),
            answers: vec![
                answer(Do::ChangeNumber {}, "change"),
                answer(Do::TakeIt { quantity: item.amount(quantity) }, "take"),
            ],
        },
        Asked::Over => {
            let mut answers = vec![answer(Do::ChangeNumber {}, "change")];
            answers.extend(reason_answers(&Reason::FOR_EXCESS));
            let message = Query::Over { item: name, excess: item.amount(split.excess), ordered }.message();
            Question { message, answers }
        }
        Asked::NotOnOrder => Question {
            message: Query::NotOnOrder { item: name, document: number }.message(),
            answers: vec![answer(Do::LeaveIt {}, "leave"), answer(Do::TakeWithoutOrder {}, "take")],
        },
        _ => {
            let (lot, _) = state.hand.lot_of_booking(&item, "", book)?;
            let expiry = state.hand.expiry.unwrap_or(lot.expiry);
            let last_good_day = expiry.last_good_day().ok_or(Refusal::StaleScreen {})?;
            Question {
                message: Query::Expired { lot: lot.code, last_good_day }.message(),
                answers: vec![answer(Do::PutOnHold {}, "hold"), answer(Do::NotTaken {}, "leave")],
            }
        }
    })
}
