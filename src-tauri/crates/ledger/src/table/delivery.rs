//! The outbox: what goes to a vendor, pointing at its entry and copying nothing. Sync settles the rows.

use crate::table::column;
use crate::{Error, Transaction};
use domain::{DeliveryId, EntryId};
use rusqlite::{Row, params};

words! {
    DeliveryKind { PurchaseReceipt = "purchase_receipt", StockAdjustment = "stock_adjustment" }
}
words! {
    /// design.md §14.
    DeliveryState {
        Waiting = "waiting",
        Sending = "sending",
        /// It may have arrived: read back before anything is sent again.
        Unclear = "unclear",
        RetryAt = "retry_at",
        Done = "done",
        NeedsPerson = "needs_person",
        Cancelled = "cancelled",
        Superseded = "superseded",
        /// The vendor's write switch is off.
        Withheld = "withheld",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    pub id: DeliveryId,
    pub vendor: String,
    pub kind: DeliveryKind,
    pub entry: EntryId,
    /// The next of a lane goes when the one before is done.
    pub lane: String,
    /// `TM1-1-000123`, in the vendor's own field.
    pub natural_key: String,
    /// 0 urgent, 1 high, 2 medium, 3 low.
    pub priority: i64,
    pub state: DeliveryState,
    pub made_at_ms: i64,
}

/// Where a delivery stands; all of it changes together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: DeliveryState,
    /// The connector's machine; committed before each request leaves and after its answer.
    pub progress_json: String,
    /// Code and values of why it is not done.
    pub why_json: String,
    pub vendor_words: Option<String>,
    /// Only answers of the vendor count.
    pub attempt_count: i64,
    /// First read that did not find it, while unclear.
    pub absent_since_ms: Option<i64>,
    pub next_at_ms: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub vendor: String,
    pub kind: DeliveryKind,
    pub entry: EntryId,
    pub lane: String,
    pub natural_key: String,
    pub priority: i64,
    pub standing: Standing,
    pub made_at_ms: i64,
    pub changed_at_ms: i64,
}

impl Delivery {
    /// It stands still here, and no call that changes the vendor's books was ever left without an answer: the vendor
    /// has nothing of it. Progress that cannot be read proves nothing.
    pub fn never_left(&self) -> bool {
        use DeliveryState::{NeedsPerson, RetryAt, Waiting, Withheld};
        let stands_still = matches!(self.standing.state, Waiting | Withheld | RetryAt | NeedsPerson);
        stands_still && !self.standing.may_stand_there()
    }

    /// It was set aside because the vendor has the same by another's hand: its figures hold it, as if it had been sent.
    pub fn stands_by_another(&self) -> bool {
        self.standing.state == DeliveryState::Superseded && self.standing.stands_there()
    }
}

impl Standing {
    /// The connector's machine says so of itself, by this one field; what it does not say is no.
    fn may_stand_there(&self) -> bool {
        #[derive(Default, serde::Deserialize)]
        #[serde(default)]
        struct Known {
            may_stand_there: bool,
        }
        serde_json::from_str(&self.progress_json).map_or(true, |known: Known| known.may_stand_there)
    }

    /// A person said so; what cannot be read nobody said.
    fn stands_there(&self) -> bool {
        #[derive(Default, serde::Deserialize)]
        #[serde(default)]
        struct Known {
            stands_there: bool,
        }
        serde_json::from_str(&self.progress_json).is_ok_and(|known: Known| known.stands_there)
    }
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT d.id, d.vendor, d.kind, e.id, d.lane, d.natural_key, d.priority, d.state, d.progress,
             d.why, d.vendor_words, d.attempt_count, d.absent_since_ms, d.next_at_ms, d.made_at_ms,
             d.changed_at_ms FROM delivery d JOIN entry e ON e.row = d.entry_row WHERE ",
            $tail
        )
    };
}
statements! {
    BY_ID = select!("d.id = ?1");
    OF_ENTRY = select!("e.id = ?1 ORDER BY d.row LIMIT 100");
    IN_STATE = select!("d.vendor = ?1 AND d.state = ?2 ORDER BY d.row LIMIT ?3");
    /// The list of states is the index's own, so that the index serves.
    HEADS_DUE = select!(
        "d.vendor = ?1 AND d.state IN ('waiting', 'sending', 'unclear', 'retry_at') AND d.state <> 'sending'
         AND d.next_at_ms <= ?2 AND NOT EXISTS (SELECT 1 FROM delivery b WHERE b.vendor = d.vendor
         AND b.lane = d.lane AND b.row < d.row AND b.state NOT IN ('done', 'cancelled', 'superseded'))
         ORDER BY d.priority, d.row LIMIT ?3");
    NEXT_AT = "SELECT d.next_at_ms FROM delivery d WHERE d.vendor = ?1
               AND d.state IN ('waiting', 'sending', 'unclear', 'retry_at') AND d.state <> 'sending'
               AND NOT EXISTS (SELECT 1 FROM delivery b WHERE b.vendor = d.vendor AND b.lane = d.lane
               AND b.row < d.row AND b.state NOT IN ('done', 'cancelled', 'superseded'))
               ORDER BY d.next_at_ms LIMIT 1";
    COUNT = "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE vendor = ?1 AND state = ?2 LIMIT 10000)";
    INSERT = "INSERT INTO delivery (id, vendor, kind, entry_row, lane, natural_key, priority, state,
              made_at_ms, changed_at_ms) VALUES (?1, ?2, ?3, (SELECT row FROM entry WHERE id = ?4), ?5, ?6,
              ?7, ?8, ?9, ?9)";
    SET = "UPDATE delivery SET state = ?2, progress = ?3, why = ?4, vendor_words = ?5, attempt_count = ?6,
           absent_since_ms = ?7, next_at_ms = ?8, changed_at_ms = ?9 WHERE id = ?1";
    CANCEL = "UPDATE delivery SET state = 'cancelled', changed_at_ms = ?2 WHERE id = ?1";
    /// Whatever was owed may have gone out in the time that the copy does not know. A machine that no connector
    /// can read begins by looking.
    AFTER_RESTORE = "UPDATE delivery SET
           state = iif(state IN ('withheld', 'needs_person'), state, 'unclear'), next_at_ms = 0,
           progress = iif(json_valid(progress) AND ifnull(json_extract(progress, '$.may_stand_there'), 0),
           progress, '{\"may_stand_there\":true,\"machine\":\"restored\"}'), absent_since_ms = NULL,
           changed_at_ms = ?1
           WHERE state IN ('waiting', 'sending', 'unclear', 'retry_at', 'withheld', 'needs_person')";
    RESTART = "UPDATE delivery SET state = 'unclear', next_at_ms = 0, changed_at_ms = ?1
               WHERE state IN ('waiting', 'sending', 'unclear', 'retry_at') AND state = 'sending'";
}

/// # Errors
/// [`Error::Rule`] for an unknown entry, or when the entry has a delivery of this kind to this vendor
/// already.
pub fn insert(tx: &Transaction, delivery: &NewDelivery) -> Result<(), Error> {
    let NewDelivery { id, vendor, kind, entry, lane, natural_key, priority, state, made_at_ms } = delivery;
    tx.run(
        INSERT,
        params![
            id.bytes(),
            vendor,
            kind.text(),
            entry.bytes(),
            lane,
            natural_key,
            priority,
            state.text(),
            made_at_ms
        ],
    )?;
    Ok(())
}

pub fn by_id(tx: &Transaction, id: DeliveryId) -> Result<Option<Delivery>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

pub fn of_entry(tx: &Transaction, entry: EntryId) -> Result<Vec<Delivery>, Error> {
    tx.all(OF_ENTRY, params![entry.bytes()], read)
}

/// The oldest first.
pub fn in_state(
    tx: &Transaction,
    vendor: &str,
    state: DeliveryState,
    limit: u32,
) -> Result<Vec<Delivery>, Error> {
    tx.all(IN_STATE, params![vendor, state.text(), limit], read)
}

/// Never more than 10,000: it is shown in the strip.
pub fn count(tx: &Transaction, vendor: &str, state: DeliveryState) -> Result<i64, Error> {
    Ok(tx.one(COUNT, params![vendor, state.text()], |row| row.get(0))?.unwrap_or(0))
}

/// Whose time has come and that are first of their lane: urgent first, then the oldest. A delivery that is
/// on its way, needs a person or is withheld holds its lane, and no other.
pub fn heads_due(tx: &Transaction, vendor: &str, now_ms: i64, limit: u32) -> Result<Vec<Delivery>, Error> {
    tx.all(HEADS_DUE, params![vendor, now_ms, limit], read)
}

/// When the next one of this vendor comes due that no other holds; `None` when nothing waits.
pub fn next_at_ms(tx: &Transaction, vendor: &str) -> Result<Option<i64>, Error> {
    tx.one(NEXT_AT, params![vendor], |row| row.get(0))
}

pub fn set(tx: &Transaction, id: DeliveryId, standing: &Standing, now_ms: i64) -> Result<(), Error> {
    let Standing { state, progress_json, why_json, vendor_words, .. } = standing;
    let Standing { attempt_count, absent_since_ms, next_at_ms, .. } = standing;
    let changed = tx.run(
        SET,
        params![
            id.bytes(),
            state.text(),
            progress_json,
            why_json,
            vendor_words,
            attempt_count,
            absent_since_ms,
            next_at_ms,
            now_ms
        ],
    )?;
    if changed == 0 { Err(Error::missing("delivery", id)) } else { Ok(()) }
}

/// At the start: what was on its way when the power went may have arrived. The count of those.
pub fn restart(tx: &Transaction, now_ms: i64) -> Result<usize, Error> {
    tx.run(RESTART, params![now_ms])
}

/// What is owed and never left: its entry was undone.
///
/// # Errors
/// [`Error::Missing`] when it may have left meanwhile ([`Delivery::never_left`]): then the reversal goes behind it
/// instead, and is not to be thought cancelled.
pub fn cancel(tx: &Transaction, id: DeliveryId, now_ms: i64) -> Result<(), Error> {
    let missing = || Error::missing("delivery that never left", id);
    by_id(tx, id)?.filter(Delivery::never_left).ok_or_else(missing)?;
    tx.run(CANCEL, params![id.bytes(), now_ms])?;
    Ok(())
}

/// In a copy that takes the book's place: everything owed is read back at its vendor before it is sent, and what
/// a person settles is looked for there first. The count of those.
pub(crate) fn after_restore(tx: &Transaction, now_ms: i64) -> Result<usize, Error> {
    tx.run(AFTER_RESTORE, params![now_ms])
}

fn read(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: DeliveryId(column::uuid(row, 0)?),
        vendor: row.get(1)?,
        kind: column::word(row, 2, DeliveryKind::from_text)?,
        entry: EntryId(column::uuid(row, 3)?),
        lane: row.get(4)?,
        natural_key: row.get(5)?,
        priority: row.get(6)?,
        standing: Standing {
            state: column::word(row, 7, DeliveryState::from_text)?,
            progress_json: row.get(8)?,
            why_json: row.get(9)?,
            vendor_words: row.get(10)?,
            attempt_count: row.get(11)?,
            absent_since_ms: row.get(12)?,
            next_at_ms: row.get(13)?,
        },
        made_at_ms: row.get(14)?,
        changed_at_ms: row.get(15)?,
    })
}
