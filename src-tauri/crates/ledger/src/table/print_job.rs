//! What is to be printed, was printed, or may have been. A flow asks by writing a row; the printing worker
//! settles it.

use crate::table::column;
use crate::{Error, Transaction};
use domain::{EntryId, ItemId, LotId, PrintJobId};
use rusqlite::{Row, params};
use std::ops::RangeInclusive;

words! {
    /// design.md §14.
    PrintState {
        Queued = "queued",
        /// Its bytes are stored and may be on the wire.
        Sending = "sending",
        Sent = "sent",
        Confirmed = "confirmed",
        Failed = "failed",
        /// It may or may not have come out: a person looks.
        Unknown = "unknown",
        Cancelled = "cancelled",
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct NewPrintJob {
    pub id: PrintJobId,
    /// Purpose, object, version, copy set: the same request twice is one job.
    pub request_key: String,
    /// The number in its own code (`TLNP…`).
    pub own_number: u32,
    pub role: String,
    pub seat: String,
    pub template: String,
    pub content_json: String,
    pub label_count: u32,
    /// 1 is the original.
    pub copy: u32,
    pub original: Option<PrintJobId>,
    pub reason: String,
    pub item: Option<ItemId>,
    pub lot: Option<LotId>,
    pub entry: Option<EntryId>,
    pub made_at_ms: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PrintJob {
    pub id: PrintJobId,
    pub request_key: String,
    pub own_number: u32,
    pub role: String,
    pub seat: String,
    pub template: String,
    pub content_json: String,
    pub label_count: u32,
    pub copy: u32,
    pub original: Option<PrintJobId>,
    pub reason: String,
    pub state: PrintState,
    /// Code and values of why it is in this state.
    pub why_json: String,
    /// Which printer took it, once one did.
    pub printer: String,
    /// What was sent last, stored before its first byte left.
    pub bytes: Option<Vec<u8>>,
    pub odometer_before: Option<i64>,
    /// What is known of each label; nothing before a printer took it, or for one of an older book.
    pub batch_json: Option<String>,
    /// The printer that was known and the one that stands there now, until a person agrees.
    pub swapped_json: Option<String>,
    /// How finely `bytes` were drawn.
    pub drawn_dpi: Option<u32>,
    /// A person wants no more of it.
    pub cancel_asked: bool,
    /// When a person said last that it is to go on.
    pub answered_at_ms: Option<i64>,
    /// How we know that it came out.
    pub confirmed_by: String,
    pub item: Option<ItemId>,
    pub lot: Option<LotId>,
    pub entry: Option<EntryId>,
    pub attempt_count: i64,
    pub next_at_ms: i64,
    pub made_at_ms: i64,
    pub sent_at_ms: Option<i64>,
    pub settled_at_ms: Option<i64>,
}

/// Labels that are about to leave.
#[derive(Clone, Debug)]
pub struct Sending {
    pub printer: String,
    /// With these labels as being sent.
    pub batch_json: String,
    pub bytes: Vec<u8>,
    pub dpi: u32,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT j.id, j.request_key, j.own_number, j.role, j.seat, j.template, j.content, j.label_count,
             j.copy, o.id, j.reason, j.state, j.why, j.printer, j.bytes, j.odometer_before, j.confirmed_by,
             i.id, l.id, e.id, j.attempt_count, j.next_at_ms, j.made_at_ms, j.sent_at_ms, j.settled_at_ms,
             j.batch, j.swapped, j.drawn_dpi, j.cancel_asked, j.answered_at_ms
             FROM print_job j LEFT JOIN print_job o ON o.row = j.original_row
             LEFT JOIN item i ON i.row = j.item_row LEFT JOIN lot l ON l.row = j.lot_row
             LEFT JOIN entry e ON e.row = j.entry_row WHERE ",
            $tail
        )
    };
}
statements! {
    BY_ID = select!("j.id = ?1");
    BY_KEY = select!("j.request_key = ?1");
    BY_OWN_NUMBER = select!("j.own_number = ?1");
    BY_ENTRY = select!("j.entry_row = (SELECT row FROM entry WHERE id = ?1) ORDER BY j.row LIMIT 1000");
    /// A partial index serves only a statement that repeats its condition.
    NEXT_DUE = select!("j.state IN ('queued', 'sending', 'sent', 'unknown') AND j.state = 'queued'
                        AND j.next_at_ms <= ?1 ORDER BY j.row LIMIT 1");
    NEXT_DUE_FOR = select!("j.role = ?2 AND j.state IN ('queued', 'sending', 'sent', 'unknown')
                            AND j.state = 'queued' AND (j.printer = '' OR j.batch IS NULL) AND j.next_at_ms <= ?1
                            ORDER BY j.row LIMIT 1");
    AT_PRINTER = select!("j.printer = ?1 AND j.state IN ('queued', 'sending', 'sent', 'unknown')
                          AND j.state IN ('queued', 'sending', 'sent') AND j.batch IS NOT NULL
                          ORDER BY j.row LIMIT 1");
    TAKEN = select!("j.state IN ('queued', 'sending', 'sent', 'unknown') AND j.state <> 'unknown'
                     AND j.batch IS NOT NULL AND j.printer <> '' ORDER BY j.row LIMIT 10000");
    SWAPPED_AT = select!("j.printer = ?1 AND j.state IN ('queued', 'sending', 'sent', 'unknown')
                          AND j.state = 'unknown' AND j.swapped IS NOT NULL ORDER BY j.row LIMIT 1000");
    RECENT = select!("TRUE ORDER BY j.row DESC LIMIT ?1");
    NOT_SETTLED = select!("j.state IN ('queued', 'sending', 'sent', 'unknown')
                           AND j.state IN ('sending', 'sent') AND j.batch IS NULL
                           ORDER BY j.row LIMIT 10000");
    NOT_OUT = select!("j.state IN ('queued', 'sending', 'sent', 'unknown')
                       AND j.state IN ('queued', 'sending', 'sent') ORDER BY j.row LIMIT 10000");
    COPIES = "SELECT count(*) FROM print_job WHERE original_row = (SELECT row FROM print_job WHERE id = ?1)";
    INSERT = "INSERT INTO print_job (id, request_key, own_number, role, seat, template, content, label_count,
              copy, original_row, reason, state, item_row, lot_row, entry_row, made_at_ms)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT row FROM print_job WHERE id = ?10), ?11,
              'queued', (SELECT row FROM item WHERE id = ?12), (SELECT row FROM lot WHERE id = ?13),
              (SELECT row FROM entry WHERE id = ?14), ?15)";
    SET_STATE = "UPDATE print_job SET state = ?2, why = ?3, sent_at_ms = iif(?2 = 'sent', ?4, sent_at_ms),
                 settled_at_ms = iif(?2 IN ('confirmed', 'failed', 'cancelled'), ?4, NULL) WHERE id = ?1";
    TAKE = "UPDATE print_job SET printer = ?2, batch = ?3 WHERE id = ?1";
    MOVE = "UPDATE print_job SET printer = ?2, batch = ?3, why = ?4, state = 'queued', attempt_count = 0,
            next_at_ms = 0 WHERE id = ?1";
    SENDING = "UPDATE print_job SET state = 'sending', why = '{}', printer = ?2, batch = ?3, bytes = ?4,
               drawn_dpi = ?5, sent_at_ms = ?6, attempt_count = 0 WHERE id = ?1";
    PROGRESS = "UPDATE print_job SET batch = ?2, state = iif(state = 'sending' AND ?3, 'sent', state)
                WHERE id = ?1";
    SET_BATCH = "UPDATE print_job SET batch = ?2 WHERE id = ?1";
    SET_SWAPPED = "UPDATE print_job SET swapped = ?2 WHERE id = ?1";
    RETRY_NOW = "UPDATE print_job SET next_at_ms = 0 WHERE printer = ?1
                 AND state IN ('queued', 'sending', 'sent', 'unknown') AND state = 'queued'";
    ANSWERED = "UPDATE print_job SET answered_at_ms = ?2 WHERE id = ?1";
    ASK_CANCEL = "UPDATE print_job SET cancel_asked = 1 WHERE id = ?1";
    FORGET_BATCH = "UPDATE print_job SET batch = NULL, swapped = NULL, cancel_asked = 0
                    WHERE state IN ('queued', 'sending', 'sent', 'unknown')";
    SENT_SINCE = "SELECT id FROM print_job WHERE printer = ?1 AND sent_at_ms > ?2 AND id <> ?3
                  ORDER BY sent_at_ms LIMIT 1";
    CONFIRM = "UPDATE print_job SET state = 'confirmed', why = '{}', confirmed_by = ?2, settled_at_ms = ?3
               WHERE id = ?1";
    LATER = "UPDATE print_job SET state = 'queued', why = ?2, next_at_ms = ?3, settled_at_ms = NULL,
             attempt_count = attempt_count + 1 WHERE id = ?1";
}

/// Gives the job of this request: the one before when the key is known, else this one, queued.
pub fn insert(tx: &Transaction, job: &NewPrintJob) -> Result<PrintJobId, Error> {
    if let Some(known) = tx.one(BY_KEY, params![job.request_key], read)? {
        return Ok(known.id);
    }
    let (original, item) =
        (job.original.as_ref().map(PrintJobId::bytes), job.item.as_ref().map(ItemId::bytes));
    let (lot, entry) = (job.lot.as_ref().map(LotId::bytes), job.entry.as_ref().map(EntryId::bytes));
    tx.run(
        INSERT,
        params![
            job.id.bytes(),
            job.request_key,
            job.own_number,
            job.role,
            job.seat,
            job.template,
            job.content_json,
            job.label_count,
            job.copy,
            original,
            job.reason,
            item,
            lot,
            entry,
            job.made_at_ms
        ],
    )?;
    Ok(job.id)
}

pub fn by_id(tx: &Transaction, id: PrintJobId) -> Result<Option<PrintJob>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

pub fn by_own_number(tx: &Transaction, own_number: u32) -> Result<Option<PrintJob>, Error> {
    tx.one(BY_OWN_NUMBER, params![own_number], read)
}

/// The oldest first.
pub fn by_entry(tx: &Transaction, entry: EntryId) -> Result<Vec<PrintJob>, Error> {
    tx.all(BY_ENTRY, params![entry.bytes()], read)
}

/// The oldest queued job whose time has come, of any role.
pub fn next_due(tx: &Transaction, now_ms: i64) -> Result<Option<PrintJob>, Error> {
    tx.one(NEXT_DUE, params![now_ms], read)
}

/// The same for one role, of those no printer took: one printer's trouble is not another's.
pub fn next_due_for(tx: &Transaction, role: &str, now_ms: i64) -> Result<Option<PrintJob>, Error> {
    tx.one(NEXT_DUE_FOR, params![now_ms, role], read)
}

/// The newest first.
pub fn recent(tx: &Transaction, limit: u32) -> Result<Vec<PrintJob>, Error> {
    tx.all(RECENT, params![limit], read)
}

/// How many copies of this original were asked for, whatever became of them.
pub fn copies_of(tx: &Transaction, original: PrintJobId) -> Result<u32, Error> {
    Ok(tx.one(COPIES, params![original.bytes()], |row| row.get(0))?.unwrap_or(0))
}

/// Settled states keep `now_ms` as the time it was settled, `sent` as the time it was sent.
pub fn set_state(
    tx: &Transaction,
    id: PrintJobId,
    state: PrintState,
    why_json: &str,
    now_ms: i64,
) -> Result<(), Error> {
    changed(tx.run(SET_STATE, params![id.bytes(), state.text(), why_json, now_ms])?, id)
}

/// A printer has it from now on; nothing of it has left.
pub fn take(tx: &Transaction, id: PrintJobId, printer: &str, batch_json: &str) -> Result<(), Error> {
    changed(tx.run(TAKE, params![id.bytes(), printer, batch_json])?, id)
}

/// Nothing of it is in a printer, and another one has it from now on; none: whoever has its role.
pub fn move_to(
    tx: &Transaction,
    id: PrintJobId,
    printer: &str,
    batch_json: &str,
    why_json: &str,
) -> Result<(), Error> {
    changed(tx.run(MOVE, params![id.bytes(), printer, batch_json, why_json])?, id)
}

/// Sets `sending`; to be committed before the first byte of these labels leaves.
pub fn sending(tx: &Transaction, id: PrintJobId, sending: &Sending, now_ms: i64) -> Result<(), Error> {
    let Sending { printer, batch_json, bytes, dpi } = sending;
    changed(tx.run(SENDING, params![id.bytes(), printer, batch_json, bytes, dpi, now_ms])?, id)
}

/// What is known of its labels by now, and which of them are in the printer.
pub fn progress(
    tx: &Transaction,
    id: PrintJobId,
    batch_json: &str,
    in_printer: Option<RangeInclusive<u32>>,
) -> Result<(), Error> {
    changed(tx.run(PROGRESS, params![id.bytes(), batch_json, in_printer.is_some()])?, id)
}

pub fn set_batch(tx: &Transaction, id: PrintJobId, batch_json: &str) -> Result<(), Error> {
    changed(tx.run(SET_BATCH, params![id.bytes(), batch_json])?, id)
}

pub fn set_swapped(tx: &Transaction, id: PrintJobId, swapped_json: Option<&str>) -> Result<(), Error> {
    changed(tx.run(SET_SWAPPED, params![id.bytes(), swapped_json])?, id)
}

/// What waits at this printer waits no longer: something about it was changed.
pub fn retry_now(tx: &Transaction, printer: &str) -> Result<(), Error> {
    tx.run(RETRY_NOW, params![printer])?;
    Ok(())
}

/// A person said what is to become of it.
pub fn answered(tx: &Transaction, id: PrintJobId, now_ms: i64) -> Result<(), Error> {
    changed(tx.run(ANSWERED, params![id.bytes(), now_ms])?, id)
}

/// Whoever prints it cancels what has not left.
pub fn ask_cancel(tx: &Transaction, id: PrintJobId) -> Result<(), Error> {
    changed(tx.run(ASK_CANCEL, params![id.bytes()])?, id)
}

/// The oldest that this printer took and has not ended, due or not: what it began it ends first.
pub fn at_printer(tx: &Transaction, printer: &str) -> Result<Option<PrintJob>, Error> {
    tx.one(AT_PRINTER, params![printer], read)
}

/// Those that any printer took and has not ended, the oldest first.
pub fn taken(tx: &Transaction) -> Result<Vec<PrintJob>, Error> {
    tx.all(TAKEN, [], read)
}

/// Those that wait for a person to say whether another printer may go on.
pub fn swapped_at(tx: &Transaction, printer: &str) -> Result<Vec<PrintJob>, Error> {
    tx.all(SWAPPED_AT, params![printer], read)
}

/// Whether labels of another job went to this job's printer after its own.
pub fn others_sent_since(tx: &Transaction, job: &PrintJob) -> Result<bool, Error> {
    let Some(sent_at_ms) = job.sent_at_ms else { return Ok(false) };
    let found =
        tx.one(SENT_SINCE, params![job.printer, sent_at_ms, job.id.bytes()], |row| column::uuid(row, 0))?;
    Ok(found.is_some())
}

/// It came out; `by` says how we know (`status`, `odometer`, `scan`, `person`).
pub fn confirm(tx: &Transaction, id: PrintJobId, by: &str, now_ms: i64) -> Result<(), Error> {
    changed(tx.run(CONFIRM, params![id.bytes(), by, now_ms])?, id)
}

/// Back to the queue, not before `next_at_ms`.
pub fn later(tx: &Transaction, id: PrintJobId, why_json: &str, next_at_ms: i64) -> Result<(), Error> {
    changed(tx.run(LATER, params![id.bytes(), why_json, next_at_ms])?, id)
}

/// At the start: what an older program had on its way when the power went is `unknown` now. Gives those jobs.
/// Jobs that know their labels are looked at by their printer instead.
pub fn in_doubt(tx: &Transaction, why_json: &str, now_ms: i64) -> Result<Vec<PrintJob>, Error> {
    let mut jobs = tx.all(NOT_SETTLED, [], read)?;
    for job in &mut jobs {
        set_state(tx, job.id, PrintState::Unknown, why_json, now_ms)?;
        (job.state, job.why_json) = (PrintState::Unknown, why_json.to_owned());
    }
    Ok(jobs)
}

/// In a copy that takes the book's place: what was still to come out may have come out since, and is not printed
/// by itself. The count of those jobs.
pub(crate) fn after_restore(tx: &Transaction, why_json: &str, now_ms: i64) -> Result<usize, Error> {
    // What the copy knows of single labels is older than what lies on the floor.
    tx.run(FORGET_BATCH, params![])?;
    let mut count = 0;
    loop {
        let jobs = tx.all(NOT_OUT, [], read)?;
        if jobs.is_empty() {
            return Ok(count);
        }
        for job in &jobs {
            set_state(tx, job.id, PrintState::Unknown, why_json, now_ms)?;
        }
        count += jobs.len();
    }
}

fn changed(row_count: usize, id: PrintJobId) -> Result<(), Error> {
    match row_count {
        0 => Err(Error::missing("print job", id)),
        _ => Ok(()),
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<PrintJob> {
    Ok(PrintJob {
        id: PrintJobId(column::uuid(row, 0)?),
        request_key: row.get(1)?,
        own_number: row.get(2)?,
        role: row.get(3)?,
        seat: row.get(4)?,
        template: row.get(5)?,
        content_json: row.get(6)?,
        label_count: row.get(7)?,
        copy: row.get(8)?,
        original: column::maybe_uuid(row, 9)?.map(PrintJobId),
        reason: row.get(10)?,
        state: column::word(row, 11, PrintState::from_text)?,
        why_json: row.get(12)?,
        printer: row.get(13)?,
        bytes: row.get(14)?,
        odometer_before: row.get(15)?,
        confirmed_by: row.get(16)?,
        item: column::maybe_uuid(row, 17)?.map(ItemId),
        lot: column::maybe_uuid(row, 18)?.map(LotId),
        entry: column::maybe_uuid(row, 19)?.map(EntryId),
        attempt_count: row.get(20)?,
        next_at_ms: row.get(21)?,
        made_at_ms: row.get(22)?,
        sent_at_ms: row.get(23)?,
        settled_at_ms: row.get(24)?,
        batch_json: row.get(25)?,
        swapped_json: row.get(26)?,
        drawn_dpi: row.get(27)?,
        cancel_asked: row.get(28)?,
        answered_at_ms: row.get(29)?,
    })
}
