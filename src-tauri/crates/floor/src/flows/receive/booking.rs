//! Booking a receipt: the delivery, the lot, the entry with its excess on the hold shelf, and what the order and its
//! vendor get.

use super::order::{self, Split};
use super::questions::before_booking;
use super::{Asked, State, emptied, goes_to};
use crate::book::Book;
use crate::doubt;
use crate::hand::{self, LotPick};
use crate::pieces;
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{NewDelivery, Stop, Turn, Write};
use domain::document::{Document, DocumentKind, DocumentState};
use domain::entry::{MovementKind, NewEntry, NewMovement, Reason};
use domain::expiry::Expiry;
use domain::item::Item;
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::{DocumentId, DocumentLineId, LocationId, Quantity, Refusal};
use ledger::table::delivery::DeliveryKind;
use ledger::table::lot as lot_table;

/// Letters of a delivery's own number that are not chosen by anyone.
const NUMBER_TAIL: usize = 6;

/// Books what is in hand, or asks what has to be asked first.
pub fn book_goods(mut state: State, book: &Book) -> Result<Turn, Stop> {
    let item = state.hand.item(book)?;
    let quantity = state.hand.quantity().ok_or(Refusal::StillMissing {})?;
    let order = order::current_order(&state, book)?;
    let split = match &order {
        Some(order) => Split::of(order, &item, quantity, book)?,
        None => Split::blind(),
    };
    let supplier = order::supplier(&state, book)?;
    prefer_lot_of(&supplier, &mut state, &item, book)?;
    let (lot, lot_is_new) = state.hand.lot_of_booking(&item, &supplier, book)?;
    // Made at another seat since it was read: it is no new lot any more.
    if let (Some(LotPick::New { .. }), false) = (&state.hand.lot, lot_is_new) {
        state.hand.lot = Some(LotPick::Known { id: lot.id });
    }
    if let Some(asked) = before_booking(&state, order.as_ref(), &supplier, &lot, &split, quantity, book)? {
        let is_stop = matches!(asked, Asked::Expired | Asked::OtherDate);
        let tone = if is_stop { Tone::Stop } else { Tone::Attention };
        return Ok(Turn::to(State { question: Some(asked), ..state }, tone, Said::Asked {}));
    }
    let (places, pieces) = (Places::of(&state, &lot, book)?, state.hand.pieces_of(&item)?);
    let goods = doubt::Goods { item: &item, quantity, pieces, to: Some(&places.to), supplier: &supplier };
    // What goes to the hold shelf is looked at by somebody anyway.
    let doubt =
        if state.granted.on_hold { None } else { doubt::first(&goods, &state.granted.settled, book)? };
    if let Some(doubt) = doubt {
        let question = Some(Asked::Doubt { doubt });
        return Ok(Turn::to(State { question, ..state }, Tone::Attention, Said::Asked {}));
    }
    let (document, document_is_new) = delivery_of(&state, order, book)?;
    let booking = Booking { state: &state, item, lot, document, split, quantity, pieces, places, book };
    let mut writes = Vec::new();
    if document_is_new {
        writes.push(Write::Document(booking.document.clone()));
    }
    booking.write_lot(lot_is_new, &mut writes)?;
    writes.push(Write::Entry(Box::new(booking.entry()?)));
    booking.write_order(&mut writes);
    writes.extend(booking.tasks().into_iter().chain(booking.waiting_task()?).map(Write::Task));
    writes.extend(booking.labels()?.into_iter().map(|draft| Write::Print(Box::new(draft))));
    let (tone, message) = booking.said()?;
    let document = Some(booking.document.id);
    let next = State { document, note: String::new(), supplier: String::new(), ..emptied(state) };
    Ok(Turn { step: next.into(), writes, tone, message, refused: None })
}

/// A shipping unit that comes in: a crate for one use where goods are received now; they go into it. One after the
/// other stand side by side.
pub fn new_crate(mut state: State, sscc: &str, book: &Book) -> Result<Turn, Stop> {
    let dock = || Refusal::UnknownLocation { code: "DOCK".to_owned() };
    let mut at = match state.to {
        Some(id) => book.location(id)?,
        None => book.place_for(Purpose::Dock)?.ok_or_else(dock)?,
    };
    if let (LocationKind::Container, Some(under)) = (at.kind, at.parent) {
        at = book.location(under)?;
    }
    let id = LocationId(book.input.derive("location", 0));
    goes_to(&mut state, id);
    let said = Said::CrateMade { crate_code: sscc.to_owned(), location: at.code };
    Ok(Turn::to(state, Tone::Accepted, said).writing(Write::SingleUseCrate(id, sscc.to_owned(), at.id)))
}

/// Several suppliers may use one lot code: of the lots that carry it, the supplier's own is meant.
fn prefer_lot_of(supplier: &str, state: &mut State, item: &Item, book: &Book) -> Result<(), Stop> {
    let Some(known) = state.hand.known_lot().filter(|_| !supplier.is_empty()) else { return Ok(()) };
    let known = book.lot(known)?;
    if known.maker == supplier {
        return Ok(());
    }
    let same_code = lot_table::by_code(book.tx, item.id, &known.code)?;
    let own: Vec<&Lot> = same_code.iter().filter(|lot| lot.maker == supplier).collect();
    let fitting = hand::fitting(&own, state.hand.expiry_read, book)?;
    // Of several with that date nobody said which: it is asked as another supplier's.
    if let ([only], _) | ([], [only, ..]) = (fitting.as_slice(), own.as_slice()) {
        state.hand.lot = Some(LotPick::Known { id: only.id });
    }
    Ok(())
}

/// The delivery that the entry belongs to, and whether it is made now: the order, or one without an order.
fn delivery_of(state: &State, order: Option<Document>, book: &Book) -> Result<(Document, bool), Stop> {
    if let Some(known) = order.or(order::current(state, book)?) {
        return Ok((known, false));
    }
    let id = DocumentId(book.input.derive("document", 0));
    let short_name = ledger::table::station::this(book.tx)?.short_name;
    let digits = id.0.simple().to_string();
    let tail = &digits[digits.len() - NUMBER_TAIL..];
    let made = Document {
        id,
        kind: DocumentKind::BlindReceipt,
        number: format!("RC-{short_name}-{}-{tail}", book.moment.today.strftime("%y%m%d")),
        partner: state.supplier.clone(),
        vendor: String::new(),
        state: DocumentState::Open,
        note_number: state.note.clone(),
    };
    Ok((made, true))
}

pub(super) struct Places {
    /// Where what was wanted goes.
    pub to: Location,
    pub hold: Location,
}

impl Places {
    fn of(state: &State, lot: &Lot, book: &Book) -> Result<Places, Stop> {
        let named = |purpose, code: &str| -> Result<Location, Stop> {
            let found = book.place_for(purpose)?;
            Ok(found.ok_or_else(|| Refusal::UnknownLocation { code: code.to_owned() })?)
        };
        let hold = named(Purpose::Hold, "HOLD")?;
        let to = match state.to {
            _ if state.granted.on_hold || lot.status != LotStatus::Released => hold.clone(),
            Some(id) => book.location(id)?,
            None => named(Purpose::Dock, "DOCK")?,
        };
        Ok(Places { to, hold })
    }
}

/// A receipt of which everything is settled.
pub(super) struct Booking<'a, 'b, 'c> {
    pub(super) state: &'a State,
    pub(super) item: Item,
    pub(super) lot: Lot,
    pub(super) document: Document,
    pub(super) split: Split,
    pub(super) quantity: Quantity,
    /// Of goods that are weighed.
    pub(super) pieces: i64,
    pub(super) places: Places,
    pub(super) book: &'a Book<'b, 'c>,
}

impl Booking<'_, '_, '_> {
    pub(super) fn wanted(&self) -> Result<Quantity, Stop> {
        Ok(self.quantity.checked_sub(self.split.excess)?)
    }

    pub(super) fn is_held(&self) -> bool {
        self.places.to.id == self.places.hold.id
            && (self.state.granted.on_hold || self.lot.status != LotStatus::Released)
    }

    fn write_lot(&self, is_new: bool, writes: &mut Vec<Write>) -> Result<(), Stop> {
        let read = self.state.hand.expiry_read.filter(|expiry| *expiry != Expiry::NotKnown);
        match read {
            _ if is_new && matches!(self.state.hand.lot, Some(LotPick::New { second: true, .. })) => {
                writes.push(Write::SecondLot(self.lot.clone()));
            }
            _ if is_new => writes.push(Write::Lot(self.lot.clone())),
            Some(expiry) if self.lot.kind == LotKind::Coded && self.lot.expiry == Expiry::NotKnown => {
                writes.push(Write::LotExpiry(self.lot.id, expiry));
            }
            _ => {}
        }
        Ok(())
    }

    fn entry(&self) -> Result<NewEntry, Stop> {
        let (to, hold) = (&self.places.to, &self.places.hold);
        let mut movements = Vec::new();
        if !self.split.is_ordered() {
            movements.push(self.movement(self.quantity, to, None)?);
        }
        for (line, part) in self.split.parts.iter().filter(|(_, part)| part.is_positive()) {
            movements.push(self.movement(*part, to, Some(line.id))?);
        }
        if self.split.tolerated.is_positive() {
            // Above the order it is told to nobody: the vendor's order has no room for it.
            let line = self.split.last_line().map(|line| line.id);
            let above = self.movement(self.split.tolerated, to, line)?;
            movements.push(NewMovement { reason: Some(Reason::MoreDelivered), ..above });
        }
        if self.split.excess.is_positive() {
            let line = self.split.last_line().map(|line| line.id);
            let over = self.movement(self.split.excess, hold, line)?;
            let (reason, pieces) = (self.reason_for_excess(), self.excess_pieces());
            movements.push(NewMovement { reason, pieces, ..over });
        }
        // The others are counted for the whole delivery, so they ride with its first part.
        let left = self.pieces - movements.iter().map(|movement| movement.pieces).sum::<i64>();
        if let Some(first) = movements.first_mut() {
            first.pieces += left;
        }
        let (document, lot_changes) = (Some(self.document.id), self.lot_changes()?);
        let witness = self.state.granted.witness;
        Ok(NewEntry { document, witness, lot_changes, ..self.book.entry(movements, Vec::new()) })
    }

    fn movement(
        &self,
        quantity: Quantity,
        to: &Location,
        line: Option<DocumentLineId>,
    ) -> Result<NewMovement, Stop> {
        let hand = &self.state.hand;
        Ok(NewMovement {
            kind: MovementKind::Receive,
            item: self.item.id,
            lot: self.lot.id,
            serial: hand.serial.clone(),
            from: self.book.virtual_place(LocationKind::Supplier)?,
            to: to.id,
            quantity,
            pieces: 0,
            reason: self.state.granted.settled.reason().filter(|_| to.id == self.places.to.id),
            evidence: hand.evidence(),
            line,
            reading: hand.reading_of(&self.item, quantity, self.book)?,
        })
    }

    pub(super) fn excess_pieces(&self) -> i64 {
        pieces::share(&self.item, self.pieces, self.split.excess, self.quantity)
    }

    pub(super) fn reason_for_excess(&self) -> Option<Reason> {
        let said = self.state.granted.over.as_deref().and_then(Reason::from_text);
        // A policy that only warns asks nobody.
        said.or_else(|| self.split.excess.is_positive().then_some(Reason::MoreDelivered))
    }

    /// What the order's lines have got, and what its vendor is owed. A delivery without an order owes nothing.
    fn write_order(&self, writes: &mut Vec<Write>) {
        let Some(last) = self.split.last_line() else { return };
        for (line, part) in self.split.parts.iter().filter(|(_, part)| part.is_positive()) {
            writes.push(Write::ReceivedOnLine(line.id, *part));
        }
        for above in [self.split.tolerated, self.split.excess] {
            if above.is_positive() {
                writes.push(Write::ReceivedOnLine(last.id, above));
            }
        }
        if !self.document.vendor.is_empty() {
            let (vendor, kind) = (self.document.vendor.clone(), DeliveryKind::PurchaseReceipt);
            let lane = format!("document:{}", self.document.id);
            writes.push(Write::Delivery(NewDelivery { vendor, kind, lane }));
        }
    }
}
