//! Reserving: all of what is wanted, or what is free of it, under an id that the caller made.

use super::choose::{Choice, Scope, Shortage};
use super::places::Places;
use super::{Moment, Promised, Refused, Reserved, Stop, last};
use crate::table::reservation::request::{self, Content};
use crate::table::reservation::{self, NewPart};
use crate::table::{document, item, location, lot, station};
use crate::{Error, Transaction};
use domain::{InputId, NewReservation, Refusal, ReservationId, ReservationPartId};
use jiff::{Span, civil::Date};

/// The local rows a promise is made for.
struct For {
    document_row: Option<i64>,
    line_row: Option<i64>,
}

/// Promises what is wanted, first expired first, of released lots that are good, in places goods may be promised
/// from. Less than all is taken when the request allows it, with the shortage in the answer.
///
/// # Errors
/// Refused, with nothing promised: [`Refusal::NotPositive`]; [`Refusal::OperationReused`] for an id that stands
/// for something else; [`Refusal::LotRecalled`], [`Refusal::LotOnHold`], [`Refusal::LotExpired`], [`Refusal::NotAPlaceForStock`] for a lot or
/// a place that was named; [`Refusal::NotFree`], [`Refusal::NotFreeHeld`], [`Refusal::NotFreeUntil`] when too
/// little is free. [`Error::Missing`]: it names something that is not here.
///
/// # Panics
/// On a basket or a quote without a clock, and on a clock that is no time: mistakes of the caller.
pub fn reserve(tx: &Transaction, new: &NewReservation, moment: Moment) -> Result<Reserved, Stop> {
    assert!(new.term_ms.is_none_or(|term_ms| term_ms > 0), "a reservation lasts some time");
    assert!(
        new.term_ms.is_some() || new.purpose.default_term_ms().is_none(),
        "what is in a basket is not held for ever"
    );
    let content = Content::of(new);
    if let Some(stored) = request::by_id(tx, new.id)? {
        return again(&stored, &content);
    }
    if !new.wanted.is_positive() {
        return Err(Refusal::NotPositive {}.into());
    }
    let rows = rows(tx, new)?;
    let choice = choose(tx, new, moment)?;
    let shortage = lacking(tx, new, &choice)?;
    if let Some(shortage) = &shortage
        && (new.whole_only || !shortage.free.is_positive())
    {
        let item = item::by_id(tx, new.item)?.ok_or_else(|| Error::missing("item", new.item))?;
        let refusal = shortage.refusal(&item);
        return Err(Stop::Refused(Box::new(Refused { refusal, shortage: Some(shortage.clone()) })));
    }
    let expires_at_ms = new.term_ms.map(|term_ms| moment.now_ms + term_ms);
    let mut parts = Vec::new();
    let taken = choice.take(new.wanted)?;
    for (index, (stock, quantity)) in taken.iter().enumerate() {
        let id = part_id(new.id, index as u32);
        let (lot, location) = (stock.lot, stock.location);
        parts.push((stock.key, Promised { id, lot, location, quantity: *quantity, expires_at_ms }));
    }
    let promised = parts.iter().map(|(_, part)| part.clone()).collect();
    let answer = Reserved {
        id: new.id,
        item: new.item,
        wanted: new.wanted,
        parts: promised,
        shortage,
        already: false,
    };
    write(tx, new, &content, &answer, &parts, rows, moment)?;
    Ok(answer)
}

/// What this request would lack now; `None` when all of it is free. Promises nothing.
///
/// # Errors
/// As [`reserve`], for a lot or a place that was named and for what is not here.
pub fn shortage(tx: &Transaction, new: &NewReservation, moment: Moment) -> Result<Option<Shortage>, Stop> {
    Ok(lacking(tx, new, &choose(tx, new, moment)?)?)
}

/// The due ones of the item are ended first.
fn choose(tx: &Transaction, new: &NewReservation, moment: Moment) -> Result<Choice, Stop> {
    let scope = scope(tx, new, moment.today)?;
    last::end_due(tx, item::row(tx, new.item)?, moment.now_ms)?;
    Ok(Choice::of(tx, &scope)?)
}

fn lacking(tx: &Transaction, new: &NewReservation, choice: &Choice) -> Result<Option<Shortage>, Error> {
    let is_enough = choice.free()? >= new.wanted;
    (!is_enough).then(|| choice.shortage(tx, new.item, new.wanted)).transpose()
}

fn write(
    tx: &Transaction,
    new: &NewReservation,
    content: &Content,
    answer: &Reserved,
    parts: &[(crate::table::balance::Key, Promised)],
    rows: For,
    moment: Moment,
) -> Result<(), Error> {
    let answer = request::to_json("an answer about stock", answer)?;
    let request_row = request::insert(tx, new.id, content, &answer, moment.now_ms)?;
    let station = station::tick(tx, moment.now_ms)?;
    for (key, part) in parts {
        let new = NewPart {
            id: part.id,
            station: station.id,
            hybrid_clock: station.hybrid_clock,
            key: *key,
            quantity: part.quantity,
            document_row: rows.document_row,
            line_row: rows.line_row,
            request_row: Some(request_row),
            continues_row: None,
            purpose: new.purpose,
            priority: new.priority,
            made_at_ms: moment.now_ms,
            expires_at_ms: part.expires_at_ms,
        };
        let row = reservation::insert(tx, &new)?;
        reservation::open(tx, row, &new)?;
    }
    Ok(())
}

/// The same id: the same answer, or another request that took somebody else's id.
fn again(stored: &request::Stored, content: &Content) -> Result<Reserved, Stop> {
    if stored.content != *content {
        return Err(Refusal::OperationReused {}.into());
    }
    let answer: Reserved = request::from_json("an answer about stock", &stored.answer_json)?;
    Ok(Reserved { already: true, ..answer })
}

/// The same for every try, so that a part is never made twice.
fn part_id(id: ReservationId, index: u32) -> ReservationPartId {
    ReservationPartId(InputId(id.0).derive("reservation part", index))
}

fn rows(tx: &Transaction, new: &NewReservation) -> Result<For, Error> {
    if let Some(line) = new.line {
        let (line_row, document_row, document) = reservation::line_rows(tx, line)?;
        if new.document.is_some_and(|named| named != document) {
            return Err(Error::missing("line of that document", line));
        }
        return Ok(For { document_row: Some(document_row), line_row: Some(line_row) });
    }
    let document_row = new.document.map(|id| document::row(tx, id)).transpose()?;
    Ok(For { document_row, line_row: None })
}

/// A lot or a place that was named must be one that may be promised.
fn scope(tx: &Transaction, new: &NewReservation, today: Date) -> Result<Scope, Stop> {
    let good_on = good_on(today, new.good_days);
    if let Some(id) = new.lot {
        let lot = lot::by_id(tx, id)?.filter(|lot| lot.item == new.item);
        let lot = lot.ok_or_else(|| Error::missing("lot of that item", id))?;
        if let Some(refusal) = lot.unusable(good_on) {
            return Err(refusal.into());
        }
    }
    if let Some(id) = new.within {
        let (row, _) = location::row_and_kind(tx, id)?;
        if !Places::of(tx).is_promisable(row)? {
            let code = location::by_id(tx, id)?.map_or_else(|| id.to_string(), |place| place.code);
            return Err(Refusal::NotAPlaceForStock { location: code }.into());
        }
    }
    Ok(Scope { item: new.item, lot: new.lot, within: new.within, good_on })
}

/// Beyond the calendar's end nothing is asked for.
pub(super) fn good_on(today: Date, good_days: u16) -> Date {
    today.saturating_add(Span::new().days(i64::from(good_days)))
}
