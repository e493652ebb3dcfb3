//! The one way into the book: an entry with its movements, balances, serials, placements and its link of the
//! chain.

use super::plan::Plan;
use super::{DOCUMENT_ROW, INSERT, OPERATOR_ROW, REVERSAL_STATE, StoredEntry, by_id, number};
use crate::reserve::{self, Broken, Settlement, break_blocked, refuse_leaving};
use crate::table::station::{self, StationRow};
use crate::table::{balance, lot_change, movement, placement, serial_position};
use crate::{Error, Transaction};
use domain::entry::{ChainPlace, NewEntry, canonical_bytes, chain_hash};
use domain::location::LocationKind;
use domain::{DocumentId, EntryId, Quantity, ScanId};
use rusqlite::params;

/// Where an entry came to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub id: EntryId,
    pub sequence: i64,
    /// `TM1-1-000123`.
    pub number: String,
    /// The same operation was booked before; nothing was written now.
    pub already: bool,
    /// Promises it broke: which orders are short now.
    pub broken: Vec<Broken>,
}

/// Books an entry: all of it, or nothing.
///
/// The entry id is the operation id. Booking the same content under it again changes nothing; times may
/// differ when both say that it happened as it was recorded.
///
/// # Errors
/// [`Error::OperationReused`]: the id is taken by other content. [`Error::Short`]: a physical place would
/// hold less than nothing; [`Error::ShortPieces`]: or fewer pieces. [`Error::StillReserved`]: promised goods would leave the site, go on hold or be
/// undone. [`Error::SerialElsewhere`], [`Error::ContainerElsewhere`], [`Error::ContainerInItself`],
/// [`Error::TooDeep`], [`Error::CannotPlace`]: the book has it otherwise, or it cannot stand there.
/// [`Error::LotIsOtherwise`]: a lot was turned since. [`Error::AlreadyReversed`], [`Error::IsReversal`]. [`Error::Missing`]: it names something that is not
/// here.
///
/// # Panics
/// When the entry makes no sense by itself (nothing moves, a quantity that is not positive, a serial of more
/// than one unit): a mistake of the caller.
pub fn append(tx: &Transaction, new: &NewEntry) -> Result<Recorded, Error> {
    append_for(tx, new, None)
}

/// The same for an entry that picks what `claim`, a request's row, promised.
pub(crate) fn append_for(tx: &Transaction, new: &NewEntry, claim: Option<i64>) -> Result<Recorded, Error> {
    if let Some(stored) = by_id(tx, new.id)? {
        return again(tx, &stored, new);
    }
    assert_sense(new);
    if let Some(reversed) = new.reverses {
        refuse_second_reversal(tx, reversed)?;
    }
    let station = station::this(tx)?;
    let plan = Plan::of(tx, new)?;
    let promises = Settlement::of(tx, &plan.flows(new, claim))?;
    // Placements and changes of lots are checked while they are written, each seeing the one before.
    if new.placements.is_empty() && new.lot_changes.is_empty() {
        write(tx, new, &plan, &promises, station)
    } else {
        tx.guarded(|| write(tx, new, &plan, &promises, station))
    }
}

fn write(
    tx: &Transaction,
    new: &NewEntry,
    plan: &Plan,
    promises: &Settlement,
    mut head: StationRow,
) -> Result<Recorded, Error> {
    head.head_sequence += 1;
    head.hybrid_clock = (head.hybrid_clock + 1).max(new.recorded_at_ms << 16);
    let place = ChainPlace {
        station: head.id,
        epoch: head.epoch,
        sequence: head.head_sequence,
        hybrid_clock: head.hybrid_clock,
    };
    head.head_hash = chain_hash(&head.head_hash, &canonical_bytes(&place, new, &plan.before));

    let entry_row = insert_entry(tx, new, &place, &head.head_hash)?;
    for (index, (line, movement)) in plan.lines.iter().zip(&new.movements).enumerate() {
        movement::insert(tx, entry_row, index + 1, line.rows, movement, &plan.before[index])?;
    }
    promises.end(tx, entry_row, new.recorded_at_ms)?;
    for (key, change) in &plan.changes {
        if change.is_new {
            balance::seed(tx, *key, change.is_physical)?;
        }
        balance::change(tx, *key, change.millionths(), change.pieces())?;
    }
    for (serial, key) in &plan.serials {
        serial_position::put(tx, serial, *key)?;
    }
    let mut broken = promises.go_on(tx, entry_row, new, &place)?;
    for (index, placement) in new.placements.iter().enumerate() {
        refuse_leaving(tx, placement, new.recorded_at_ms)?;
        placement::insert(tx, entry_row, index + 1, placement)?;
    }
    for (index, change) in new.lot_changes.iter().enumerate() {
        lot_change::insert(tx, entry_row, index + 1, change)?;
    }
    broken.extend(break_blocked(tx, entry_row, new, &place)?);
    station::advance(tx, &head)?;
    let number = number(&head.short_name, head.epoch, head.head_sequence);
    Ok(Recorded { id: new.id, sequence: head.head_sequence, number, already: false, broken })
}

fn insert_entry(tx: &Transaction, new: &NewEntry, place: &ChainPlace, hash: &[u8; 32]) -> Result<i64, Error> {
    let operator_row: i64 = tx
        .one(OPERATOR_ROW, params![new.operator.bytes()], |row| row.get(0))?
        .ok_or_else(|| Error::missing("operator", new.operator))?;
    let witness_row: Option<i64> = match new.witness {
        None => None,
        Some(id) => Some(
            tx.one(OPERATOR_ROW, params![id.bytes()], |row| row.get(0))?
                .ok_or_else(|| Error::missing("operator", id))?,
        ),
    };
    let document_row: Option<i64> = match new.document {
        None => None,
        Some(id) => Some(document_row(tx, id)?),
    };
    tx.run(
        INSERT,
        params![
            new.id.bytes(),
            place.station.bytes(),
            place.epoch,
            place.sequence,
            place.hybrid_clock,
            new.happened_at_ms,
            new.recorded_at_ms,
            new.business_date.to_string(),
            operator_row,
            witness_row,
            new.seat,
            document_row,
            new.scan.as_ref().map(ScanId::bytes),
            new.reverses.as_ref().map(EntryId::bytes),
            new.note,
            hash
        ],
    )?;
    Ok(tx.last_row())
}

fn document_row(tx: &Transaction, id: DocumentId) -> Result<i64, Error> {
    tx.one(DOCUMENT_ROW, params![id.bytes()], |row| row.get(0))?.ok_or_else(|| Error::missing("document", id))
}

fn again(tx: &Transaction, stored: &StoredEntry, new: &NewEntry) -> Result<Recorded, Error> {
    if !is_same_operation(&stored.new, new) {
        return Err(Error::OperationReused { entry: new.id });
    }
    let (sequence, number) = (stored.place.sequence, stored.number.clone());
    let broken = reserve::broken_by(tx, new.id)?;
    Ok(Recorded { id: new.id, sequence, number, already: true, broken })
}

/// Whoever asks again may ask later: "now" then and "now" today are the same fact.
fn is_same_operation(stored: &NewEntry, new: &NewEntry) -> bool {
    let happens_now = |entry: &NewEntry| entry.happened_at_ms == entry.recorded_at_ms;
    let mut new = new.clone();
    if happens_now(stored) && happens_now(&new) {
        new.happened_at_ms = stored.happened_at_ms;
        new.business_date = stored.business_date;
    }
    new.recorded_at_ms = stored.recorded_at_ms;
    new == *stored
}

fn refuse_second_reversal(tx: &Transaction, entry: EntryId) -> Result<(), Error> {
    let state: Option<(bool, bool)> =
        tx.one(REVERSAL_STATE, params![entry.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    match state {
        None => Err(Error::missing("entry", entry)),
        Some((true, _)) => Err(Error::IsReversal { entry }),
        Some((_, true)) => Err(Error::AlreadyReversed { entry }),
        Some((false, false)) => Ok(()),
    }
}

fn assert_sense(new: &NewEntry) {
    let is_empty = new.movements.is_empty() && new.placements.is_empty() && new.lot_changes.is_empty();
    assert!(!is_empty, "an entry moves something or says something of a lot");
    assert!(new.happened_at_ms <= new.recorded_at_ms, "nothing is recorded before it happened");
    for movement in &new.movements {
        assert!(movement.quantity.is_positive(), "goods go forward: the direction is from and to");
        assert!(movement.from != movement.to, "goods move between two places");
        assert!(movement.pieces >= 0, "pieces ride along with the goods");
        if let Some(serial) = &movement.serial {
            assert!(!serial.is_empty(), "a serial has a text");
            assert!(movement.quantity == Quantity::ONE, "a serial is exactly one unit");
        }
    }
    for placement in &new.placements {
        assert!(placement.from != placement.to, "a container moves between two places");
        assert!(placement.container != placement.to, "a container does not stand in itself");
    }
}

/// Goods come from outside, go outside, or stay ours. Only production stands between two virtual places
/// (scrap).
pub(super) fn assert_direction(from: LocationKind, to: LocationKind) {
    let is_sensible = from.is_physical()
        || to.is_physical()
        || from == LocationKind::Production
        || to == LocationKind::Production;
    assert!(is_sensible, "goods do not go from {} to {}", from.text(), to.text());
}
