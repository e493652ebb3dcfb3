//! Undoing an import as a whole: stock by reversals, everything else by what stood there before, the last
//! chunk first. Whether the goods can go back is tried for all of it before anything is written. What
//! something else rests on by now (an item with stock, a name changed since) stays and is listed.

use crate::book::{note, tell};
use crate::change::Change;
use crate::report::{UndoOutcome, UndoReport};
use crate::said::Stays;
use crate::terms::{OnProgress, Progress, Step, Terms};
use crate::{Error, unmake};
use domain::permission::{Action, permission};
use domain::{Amount, DeliveryId, EntryId, InputId, Message};
use ledger::table::delivery::{self, Delivery, DeliveryState};
use ledger::table::import::{self, Chunk, Import, ImportId, ImportState};
use ledger::table::{entry, item, location, operator};
use ledger::{Transaction, Writer};

/// Takes a whole import back; one that was interrupted goes on. Blocks; never from inside an async task.
///
/// # Errors
/// Faults of the ledger: what was undone before stands, and the same call goes on.
pub fn undo_import(
    writer: &Writer,
    id: ImportId,
    terms: &Terms,
    on_progress: OnProgress<'_>,
) -> Result<UndoReport, Error> {
    let by = terms.operator;
    let (found, operator) =
        writer.turn_blocking(move |tx| Ok((import::by_id(tx, id)?, operator::by_id(tx, by)?)))?;
    let Some(import) = found else {
        return Ok(UndoReport::refused(String::new(), &Stays::UnknownImport {}));
    };
    let file = import.file_name.clone();
    let missing = || ledger::Error::Missing { what: "operator", name: by.to_string() };
    let operator = operator.ok_or_else(missing)?;
    if !permission(operator.role, Action::UndoAny) {
        return Ok(UndoReport::refused(file, &Stays::NotAllowed { operator: operator.name }));
    }
    if import.state == ImportState::Undone {
        return Ok(UndoReport::refused(file, &Stays::AlreadyUndone {}));
    }
    undo_begun(writer, import, terms, on_progress)
}

/// The same for an import that whoever runs it may undo.
pub(crate) fn undo_begun(
    writer: &Writer,
    import: Import,
    terms: &Terms,
    on_progress: OnProgress<'_>,
) -> Result<UndoReport, Error> {
    let refused = tried(writer, &import, terms)?;
    if !refused.is_empty() {
        let nothing = UndoReport::new(import.file_name, UndoOutcome::Refused);
        return Ok(UndoReport { refused, ..nothing });
    }
    let (begun, by) = (import.clone(), terms.clone());
    writer.turn_blocking(move |tx| {
        import::set_state(tx, begun.id, ImportState::Undoing, None)?;
        note(tx, "import_undo_begun", &begun, &by)
    })?;
    let mut report = UndoReport::new(import.file_name.clone(), UndoOutcome::Undone);
    chunk_by_chunk(writer, &import, terms, on_progress, &mut report)?;
    if report.outcome == UndoOutcome::Undone {
        let by = terms.clone();
        writer.turn_blocking(move |tx| {
            import::set_state(tx, import.id, ImportState::Undone, Some(by.moment.now_ms))?;
            note(tx, "import_undone", &import, &by)
        })?;
    }
    Ok(report)
}

/// The last first; what came of it stands in the report.
fn chunk_by_chunk(
    writer: &Writer,
    import: &Import,
    terms: &Terms,
    on_progress: OnProgress<'_>,
    report: &mut UndoReport,
) -> Result<(), Error> {
    let (of, mut below) = (import.line_count, u32::MAX);
    loop {
        let (id, by) = (import.id, terms.clone());
        let undone = writer.turn_blocking(move |tx| {
            let Some(chunk) = import::newest_chunk(tx, id, below)? else { return Ok(None) };
            Ok(Some((chunk.index, undo_chunk(tx, id, &chunk, &by)?)))
        })?;
        let Some((index, undone)) = undone else { return Ok(()) };
        below = index;
        match undone {
            Ok(kept) => report.add_kept(kept),
            Err(why) => {
                report.refused.push(why.message());
                report.outcome = UndoOutcome::Stuck;
                return Ok(());
            }
        }
        let done = of.saturating_sub(u64::from(index) * u64::from(import.chunk_lines));
        if on_progress(Progress { step: Step::Undoing, done, of }).is_break() && index > 0 {
            report.outcome = UndoOutcome::Interrupted;
            return Ok(());
        }
    }
}

/// Each chunk's goods by the very reversal that would be booked, taken back again: what is in the way, a
/// few of it.
fn tried(writer: &Writer, import: &Import, terms: &Terms) -> Result<Vec<Message>, Error> {
    const NAMED: usize = 100;
    let mut refused = Vec::new();
    let mut below = u32::MAX;
    while refused.len() < NAMED {
        let (id, by) = (import.id, terms.clone());
        let tried = writer.turn_blocking(move |tx| {
            let Some(chunk) = import::newest_chunk(tx, id, below)? else { return Ok(None) };
            let outcome = tx.savepoint(|tx| match reverse(tx, id, &chunk, &by) {
                Ok(_) => Err(Halt::OnlyTried),
                Err(halt) => Err(halt),
            });
            match outcome {
                Ok(()) | Err(Halt::OnlyTried) => Ok(Some((chunk.index, None))),
                Err(Halt::Refused(why)) => Ok(Some((chunk.index, Some(why)))),
                Err(Halt::Fault(error)) => Err(error),
            }
        })?;
        let Some((index, why)) = tried else { break };
        below = index;
        refused.extend(why.map(|why| why.message()));
    }
    Ok(refused)
}

/// Why a chunk's savepoint is taken back.
enum Halt {
    OnlyTried,
    Refused(Box<Stays>),
    Fault(ledger::Error),
}

impl From<ledger::Error> for Halt {
    fn from(error: ledger::Error) -> Halt {
        Halt::Fault(error)
    }
}

/// What stays of it; `Err` when its goods have moved on, and nothing was written.
fn undo_chunk(
    tx: &mut Transaction<'_>,
    id: ImportId,
    chunk: &Chunk,
    terms: &Terms,
) -> Result<Result<Vec<Message>, Box<Stays>>, ledger::Error> {
    let undone = tx.savepoint(|tx| {
        reverse(tx, id, chunk, terms)?;
        let stored = |error: serde_json::Error| ledger::Error::Stored {
            what: "a chunk's changes",
            why: error.to_string(),
        };
        let changes: Vec<Change> = serde_json::from_str(&chunk.changes_json).map_err(stored)?;
        let mut kept = Vec::new();
        for change in changes.iter().rev() {
            kept.extend(unmake::back(tx, change, terms.moment.now_ms)?.map(|why| why.message()));
        }
        import::chunk_undone(tx, id, chunk.index, terms.moment.now_ms)?;
        Ok(kept)
    });
    match undone {
        Ok(kept) => Ok(Ok(kept)),
        Err(Halt::Refused(why)) => Ok(Err(why)),
        Err(Halt::Fault(error)) => Err(error),
        Err(Halt::OnlyTried) => unreachable!("only a trial is taken back for itself"),
    }
}

/// The reversal of the chunk's entry, and what its vendors are told.
fn reverse(tx: &Transaction, id: ImportId, chunk: &Chunk, terms: &Terms) -> Result<(), Halt> {
    let Some(booked) = chunk.entry else { return Ok(()) };
    let import = InputId(id.0);
    let new_id = EntryId(import.derive("undo", chunk.index));
    let Terms { operator, seat, moment, .. } = terms;
    let reversal = match entry::reversal_of(tx, booked, new_id, *operator, seat, moment.now_ms, moment.today)
    {
        Ok(reversal) => reversal,
        // Somebody undid this entry by hand: its goods are back already.
        Err(ledger::Error::AlreadyReversed { .. }) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let recorded = match entry::append(tx, &reversal) {
        Ok(recorded) => recorded,
        Err(error) => return Err(moved_on(tx, error)?),
    };
    for (number, row) in delivery::of_entry(tx, booked)?.into_iter().enumerate() {
        let purpose = format!("undo delivery {number}");
        let delivery = DeliveryId(import.derive(&purpose, chunk.index));
        settle(tx, &row, &recorded, delivery, terms)?;
    }
    Ok(())
}

fn moved_on(tx: &Transaction, error: ledger::Error) -> Result<Halt, ledger::Error> {
    let refused = |why: Stays| Halt::Refused(Box::new(why));
    let code = |id| location::by_id(tx, id).map(|place| place.map(|place| place.code).unwrap_or_default());
    match &error {
        ledger::Error::Short { item: of, location, there, wanted, .. } => {
            let Some(found) = item::by_id(tx, *of)? else { return Ok(Halt::Fault(error)) };
            let (there, needed) = (found.amount(*there), found.amount(*wanted));
            let location = code(*location)?;
            Ok(refused(Stays::GoodsMovedOn { item: found.sku, location, there, needed }))
        }
        ledger::Error::ShortPieces { item: of, location, there, wanted, .. } => {
            let Some(found) = item::by_id(tx, *of)? else { return Ok(Halt::Fault(error)) };
            let (there, needed) = (Amount::of_pieces(*there), Amount::of_pieces(*wanted));
            let location = code(*location)?;
            Ok(refused(Stays::GoodsMovedOn { item: found.sku, location, there, needed }))
        }
        ledger::Error::StillReserved(held) => {
            let Some(found) = item::by_id(tx, held.item)? else { return Ok(Halt::Fault(error)) };
            let (needed, free) = (found.amount(held.wanted), found.amount(held.free));
            let location = code(held.location)?;
            Ok(refused(Stays::Promised { item: found.sku, location, needed, free }))
        }
        ledger::Error::SerialElsewhere { serial, there, .. } => {
            let (serial, location) = (serial.clone(), there.map(code).transpose()?.unwrap_or_default());
            Ok(refused(Stays::SerialMovedOn { serial, location }))
        }
        _ => Ok(Halt::Fault(error)),
    }
}

/// What becomes of a delivery of an undone entry (design.md, *Undo*): what never left is cancelled, behind
/// anything else goes a counter-document.
fn settle(
    tx: &Transaction,
    row: &Delivery,
    recorded: &entry::Recorded,
    new_id: DeliveryId,
    terms: &Terms,
) -> Result<(), ledger::Error> {
    use DeliveryState::{Cancelled, NeedsPerson, RetryAt, Superseded, Waiting, Withheld};
    match row.standing.state {
        Waiting | Withheld | RetryAt | NeedsPerson if !may_stand_there(row) => {
            delivery::cancel(tx, row.id, terms.moment.now_ms)
        }
        Cancelled | Superseded => Ok(()),
        _ => tell(tx, (&row.vendor, &row.lane), recorded, new_id, terms),
    }
}

/// An answer was lost once, so the vendor may have it although it stands still here.
fn may_stand_there(row: &Delivery) -> bool {
    let progress: Result<serde_json::Value, _> = serde_json::from_str(&row.standing.progress_json);
    // Progress that cannot be read proves nothing.
    progress.map_or(true, |progress| progress["may_stand_there"].as_bool().unwrap_or(false))
}
