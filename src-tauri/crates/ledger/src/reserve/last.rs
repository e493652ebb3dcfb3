//! How long a promise lasts: extending, releasing, and ending those whose time ran out.

use super::{Moment, Standing, Stop};
use crate::table::reservation::{self, NewPart, Part, request};
use crate::table::{item, station};
use crate::{Error, Transaction};
use domain::{DocumentId, InputId, Quantity, Refusal, ReservationEnd, ReservationId, ReservationPartId};

/// One sweep ends no more than this, so that no turn waits long behind it.
pub const SWEEP_LIMIT: u32 = 500;

/// What is left of a reservation; `None` for one that nobody made.
///
/// # Errors
/// Only when the book cannot be read.
pub fn standing(tx: &Transaction, id: ReservationId) -> Result<Option<Standing>, Error> {
    if request::by_id(tx, id)?.is_none() {
        return Ok(None);
    }
    let (open, last_end) = (reservation::open_of(tx, id)?, reservation::last_end(tx, id)?);
    Ok(Some(Standing { open, last_end }))
}

/// Holds what is left for `term_ms` from now, `None` without a clock; never for less long than it was held.
///
/// # Errors
/// [`Refusal::UnknownReservation`]; [`Refusal::ReservationEnded`] when nothing of it is held any more.
pub fn extend(
    tx: &Transaction,
    id: ReservationId,
    term_ms: Option<i64>,
    moment: Moment,
) -> Result<Standing, Stop> {
    assert!(term_ms.is_none_or(|term_ms| term_ms > 0), "a reservation lasts some time");
    let stored = request::by_id(tx, id)?.ok_or(Refusal::UnknownReservation {})?;
    end_due(tx, item::row(tx, stored.content.item)?, moment.now_ms)?;
    let open = reservation::open_of(tx, id)?;
    if open.is_empty() {
        let how = reservation::last_end(tx, id)?.map_or(ReservationEnd::Released, |end| end.how);
        return Err(Refusal::ReservationEnded { how: how.word() }.into());
    }
    let until_ms = term_ms.map(|term_ms| moment.now_ms + term_ms);
    let station = station::tick(tx, moment.now_ms)?;
    for part in open.iter().filter(|part| is_longer(until_ms, part.expires_at_ms)) {
        reservation::end(tx, part, ReservationEnd::Released, None, moment.now_ms)?;
        let place = (station.id, station.hybrid_clock);
        let longer = NewPart { expires_at_ms: until_ms, ..going_on(part, 0, place) };
        let row = reservation::insert(tx, &longer)?;
        reservation::open(tx, row, &longer)?;
    }
    Ok(standing(tx, id)?.ok_or_else(|| Error::missing("reservation", id))?)
}

fn is_longer(until_ms: Option<i64>, than_ms: Option<i64>) -> bool {
    match (until_ms, than_ms) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(until_ms), Some(than_ms)) => until_ms > than_ms,
    }
}

/// Gives up what is left of it; how much that was. Nothing, when it ended before.
///
/// # Errors
/// [`Refusal::UnknownReservation`].
pub fn release(tx: &Transaction, id: ReservationId, now_ms: i64) -> Result<Quantity, Stop> {
    let stored = request::by_id(tx, id)?.ok_or(Refusal::UnknownReservation {})?;
    end_due(tx, item::row(tx, stored.content.item)?, now_ms)?;
    let open = reservation::open_of(tx, id)?;
    end_all(tx, &open, ReservationEnd::Released, now_ms)?;
    Ok(open.iter().map(|part| part.quantity).sum())
}

/// Gives up all that is held for a document that is done or cancelled; the count of parts.
///
/// # Errors
/// Only when the book cannot be written.
pub fn release_document(tx: &Transaction, id: DocumentId, now_ms: i64) -> Result<usize, Error> {
    let open = reservation::of_document(tx, id)?;
    let (due, held): (Vec<Part>, Vec<Part>) =
        open.into_iter().partition(|part| part.expires_at_ms.is_some_and(|at_ms| at_ms <= now_ms));
    end_all(tx, &due, ReservationEnd::Expired, now_ms)?;
    end_all(tx, &held, ReservationEnd::Released, now_ms)?;
    Ok(held.len())
}

/// Ends those that are due, of any item, the longest due first; how many. As many as [`SWEEP_LIMIT`]: there may
/// be more, for another turn.
///
/// # Errors
/// Only when the book cannot be written.
pub fn sweep(tx: &Transaction, now_ms: i64) -> Result<usize, Error> {
    let due = reservation::due(tx, now_ms, SWEEP_LIMIT)?;
    end_all(tx, &due, ReservationEnd::Expired, now_ms)?;
    Ok(due.len())
}

/// Whoever looks at what is free of an item does this first.
pub(super) fn end_due(tx: &Transaction, item_row: i64, now_ms: i64) -> Result<(), Error> {
    end_all(tx, &reservation::due_of_item(tx, item_row, now_ms)?, ReservationEnd::Expired, now_ms)
}

fn end_all(tx: &Transaction, parts: &[Part], how: ReservationEnd, now_ms: i64) -> Result<(), Error> {
    parts.iter().try_for_each(|part| reservation::end(tx, part, how, None, now_ms))
}

/// The same promise as another row: what changes is put in by the caller.
pub(super) fn going_on(
    part: &Part,
    index: u32,
    (station, hybrid_clock): (domain::StationId, i64),
) -> NewPart {
    NewPart {
        id: ReservationPartId(InputId(part.id.0).derive("reservation goes on", index)),
        station,
        hybrid_clock,
        key: part.rows.key,
        quantity: part.quantity,
        document_row: part.rows.document,
        line_row: part.rows.line,
        request_row: part.rows.request,
        continues_row: Some(part.rows.row),
        purpose: part.purpose,
        priority: part.priority,
        made_at_ms: part.made_at_ms,
        expires_at_ms: part.expires_at_ms,
    }
}
