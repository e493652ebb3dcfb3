//! Writes what a turn decided, inside the seat's savepoint: all of it or nothing.

use crate::book::Book;
use crate::turn::{CountedNumber, NewDelivery, PrintDraft, Stop, TaskDraft, Turn, Write};
use crate::{crates, guard};
use domain::code::{OwnCode, OwnKind};
use domain::entry::NewEntry;
use domain::label::LotLabel;
use domain::scan::ScanVerdict;
use domain::{
    Amount, CountLineId, DeliveryId, EntryId, InputId, LocationId, Message, OperatorId, PrintJobId, Refusal,
    TaskId,
};
use ledger::table::audit::{self, AuditRow};
use ledger::table::count::{self, CountLine, LineState, zone};
use ledger::table::delivery::{self, DeliveryState};
use ledger::table::entry::Recorded;
use ledger::table::location::hands;
use ledger::table::print_job::{self, NewPrintJob};
use ledger::table::task::{self, NewTask};
use ledger::table::{document, entry, item, location, lot, scan, transfer};
use ledger::{Error, Transaction};

/// What was written, for the verdict and for waking what waits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Applied {
    pub entry: Option<Recorded>,
    /// `Some(None)`: signed out.
    pub operator: Option<Option<OperatorId>>,
    pub printing: bool,
    pub delivering: bool,
    /// Each order whose goods an entry took away, in words.
    pub cut: Vec<Message>,
}

pub fn apply(turn: &Turn, book: &Book) -> Result<Applied, Stop> {
    let mut applied = Applied::default();
    for (index, write) in turn.writes.iter().enumerate() {
        one(write, index as u32, &mut applied, book)?;
    }
    Ok(applied)
}

fn one(write: &Write, index: u32, applied: &mut Applied, book: &Book) -> Result<(), Stop> {
    let (tx, now_ms) = (book.tx, book.moment.now_ms);
    match write {
        Write::SignIn(operator) => {
            applied.operator = Some(Some(*operator));
            note(Some(*operator), "sign_in", "{}".to_owned(), book)?;
        }
        Write::SignOut => {
            applied.operator = Some(None);
            note(Some(book.operator.id), "sign_out", "{}".to_owned(), book)?;
        }
        Write::Document(made) => document::insert(tx, made, now_ms, None)?,
        Write::DocumentState(id, state) => document::set_state(tx, *id, *state)?,
        Write::DocumentNote(id, note) => document::set_note(tx, *id, note)?,
        Write::DocumentPartner(id, partner) => document::set_partner(tx, *id, partner)?,
        Write::Transfer(made) => transfer::insert(tx, made, now_ms)?,
        Write::TransferState(id, state) => transfer::set_state(tx, *id, *state)?,
        Write::Hands(made) => hands::insert(tx, made.id, &made.code, made.site, made.operator)?,
        Write::CrateCleaned(id) => {
            location::crates::clean(tx, *id)?;
            let detail = serde_json::json!({ "crate": book.location(*id)?.code }).to_string();
            note(Some(book.operator.id), "crate_cleaned", detail, book)?;
        }
        Write::SingleUseCrate(id, sscc, at) => location::insert_single_use(tx, *id, sscc, *at)?,
        Write::Lot(made) => {
            lot::insert(tx, made, now_ms)?;
            lot::note_dated(tx, made.id, book.entry_id())?;
        }
        Write::SecondLot(made) => {
            lot::insert_second(tx, made, now_ms)?;
            lot::note_dated(tx, made.id, book.entry_id())?;
        }
        Write::LotExpiry(id, expiry) => {
            lot::set_expiry(tx, *id, *expiry)?;
            lot::note_dated(tx, *id, book.entry_id())?;
        }
        Write::DatesForgotten(entry) => lot::forget_dates(tx, *entry)?,
        Write::Entry(new) => {
            let recorded = append(new, book)?;
            for broken in &recorded.broken {
                let (item, place) = (book.item(broken.item)?, book.location(broken.location)?);
                applied.cut.push(broken.said(&item, place.code).message());
            }
            applied.entry = Some(recorded);
        }
        Write::ReceivedOnLine(line, quantity) => document::receive_on_line(tx, *line, *quantity)?,
        Write::UndoneOnLine(line, quantity) => document::undo_on_line(tx, *line, *quantity)?,
        Write::Delivery(new) => {
            applied.delivering = true;
            deliver(new, index, recorded(applied), book)?;
        }
        Write::CancelDelivery(id) => delivery::cancel(tx, *id, now_ms)?,
        Write::Print(draft) => {
            applied.printing = true;
            print(draft, index, recorded(applied).id, book)?;
        }
        Write::Reprint(original) => {
            applied.printing = true;
            reprint(*original, book)?;
        }
        Write::Task(draft) => {
            let entry = applied.entry.as_ref().map(|entry| entry.id);
            raise(tx, draft, book.input, index, entry, now_ms)?;
        }
        Write::TaskCleared(cause) => task::clear(tx, cause, now_ms)?,
        Write::Code { item: id, pack, code } => {
            item::add_code(tx, *id, pack.as_deref(), code, "named_here")?;
            let detail = serde_json::json!({ "item": id, "code": code }).to_string();
            note(Some(book.operator.id), "name_code", detail, book)?;
        }
        Write::TaskSettled(id, how) => {
            task::settle(tx, *id, book.operator.id, &how.json(), now_ms)?;
            let detail = serde_json::json!({ "task": id, "how": how.message() }).to_string();
            note(Some(book.operator.id), "task_settled", detail, book)?;
        }
        Write::Parked(id, kept_json) => {
            scan::settle(tx, *id, ScanVerdict::Parked, kept_json, None, now_ms)?;
        }
        Write::Counted(number) => counted(number, index, applied, book)?,
        Write::CountDoubted(goods) => count::doubt(tx, goods)?,
        Write::CountPosted(id) => count::settle(tx, *id, Some(recorded(applied).id))?,
        Write::CountFoundRight(id) => count::settle(tx, *id, None)?,
        Write::CountZone(made) => zone::insert(tx, made)?,
        Write::CountZoneState(id, state) => zone::set_state(tx, *id, *state)?,
        Write::CountZoneApproved(id) => zone::approve(tx, *id, book.operator.id, now_ms)?,
        Write::Named(id) => {
            let entry = applied.entry.as_ref().map(|entry| entry.id);
            scan::settle(tx, *id, ScanVerdict::Accepted, "{}", entry, now_ms)?;
        }
    }
    Ok(())
}

/// A number that holds takes the place of those before it; one that is to be counted again stands beside them.
fn counted(number: &CountedNumber, index: u32, applied: &Applied, book: &Book) -> Result<(), Stop> {
    let CountedNumber { zone, goods, counted, pieces, counted_at_ms, said_after, reading, state, waits } =
        number.clone();
    if state != LineState::Again {
        count::replace_open(book.tx, &goods)?;
    }
    let line = CountLine {
        id: CountLineId(book.input.derive("count_line", index)),
        zone,
        goods,
        counted,
        pieces,
        counted_at_ms,
        said_after,
        reading,
        operator: book.operator.id,
        seat: book.seat.to_owned(),
        state,
        entry: (state == LineState::Posted).then(|| recorded(applied).id),
    };
    count::insert(book.tx, &line)?;
    for wait in &waits {
        count::wait::insert(book.tx, line.id, wait)?;
    }
    Ok(())
}

fn note(operator: Option<OperatorId>, action: &str, detail_json: String, book: &Book) -> Result<(), Stop> {
    let (at_ms, seat, action) = (book.moment.now_ms, book.seat.to_owned(), action.to_owned());
    Ok(audit::insert(book.tx, &AuditRow { at_ms, operator, seat, action, detail_json })?)
}

fn recorded(applied: &Applied) -> &Recorded {
    applied.entry.as_ref().expect("what points at an entry is written after it")
}

/// # Errors
/// The ledger's own guards as refusals: the book is otherwise than the turn thought.
fn append(new: &NewEntry, book: &Book) -> Result<Recorded, Stop> {
    guard::check(new, book)?;
    crates::check(new, book)?;
    let place = |id: LocationId| book.location(id).map(|place| place.code);
    let refusal = match entry::append(book.tx, new) {
        Ok(recorded) => return Ok(recorded),
        Err(Error::Short { item, location, there, wanted, .. }) => {
            let item = book.item(item)?;
            let (wanted, there) = (item.amount(wanted), item.amount(there));
            Refusal::NotEnough { wanted, there, location: place(location)? }
        }
        Err(Error::ShortPieces { location, there, wanted, .. }) => {
            let (wanted, there) = (Amount::of_pieces(wanted), Amount::of_pieces(there));
            Refusal::NotEnough { wanted, there, location: place(location)? }
        }
        Err(Error::StillReserved(held)) => {
            let (item, location) = (book.item(held.item)?, place(held.location)?);
            held.refusal(&item, &location)
        }
        Err(Error::OperationReused { .. }) => Refusal::OperationReused {},
        Err(Error::AlreadyReversed { .. } | Error::IsReversal { .. }) => Refusal::AlreadyUndone {},
        Err(Error::LotIsOtherwise { lot }) => {
            let known = book.lot(lot)?;
            Refusal::LotChangedSince { status: known.status.word(), lot: known.code }
        }
        Err(Error::SerialElsewhere { serial, there, .. }) => {
            match there.map(|id| book.location(id)).transpose()?.filter(|there| there.kind.is_physical()) {
                Some(there) => Refusal::SerialIsElsewhere { serial, location: there.code },
                None => Refusal::SerialIsNowhere { serial },
            }
        }
        Err(Error::ContainerElsewhere { container, there }) => {
            let location = there.map(place).transpose()?.unwrap_or_default();
            Refusal::CrateMovedOn { crate_code: place(container)?, location }
        }
        Err(error) => return Err(not_placed(error, new, book)?),
    };
    Err(refusal.into())
}

/// A crate that cannot stand where it was put; every other error stays one.
fn not_placed(error: Error, new: &NewEntry, book: &Book) -> Result<Stop, Stop> {
    let (Error::CannotPlace { container, .. }
    | Error::ContainerInItself { container }
    | Error::TooDeep { container, .. }) = error
    else {
        return Ok(error.into());
    };
    let crate_code = book.location(container)?.code;
    let target = new.placements.iter().find(|placement| placement.container == container);
    let target = target.map(|placement| book.location(placement.to)).transpose()?;
    let location = target.map(|place| place.code).unwrap_or_default();
    Ok(match error {
        Error::ContainerInItself { .. } => Refusal::CrateInItself { crate_code, location },
        Error::TooDeep { limit, .. } => Refusal::CrateTooDeep { crate_code, location, limit: limit as i64 },
        _ => Refusal::CrateCannotGo { crate_code, location },
    }
    .into())
}

fn deliver(new: &NewDelivery, index: u32, entry: &Recorded, book: &Book) -> Result<(), Stop> {
    let switch = format!("{}:{}", new.vendor, new.kind.text());
    let is_withheld = book.moment.settings.withheld.contains(&switch);
    let state = if is_withheld { DeliveryState::Withheld } else { DeliveryState::Waiting };
    delivery::insert(
        book.tx,
        &delivery::NewDelivery {
            id: DeliveryId(book.input.derive("delivery", index)),
            vendor: new.vendor.clone(),
            kind: new.kind,
            entry: entry.id,
            lane: new.lane.clone(),
            natural_key: entry.number.clone(),
            priority: 2,
            state,
            made_at_ms: book.moment.now_ms,
        },
    )?;
    Ok(())
}

/// The job's own code stands on its label, so that a torn one can be scanned.
fn coded(mut label: LotLabel, book: &Book, index: u32) -> Result<(LotLabel, PrintJobId, u32), Stop> {
    let id = PrintJobId(book.input.derive("print", index));
    let bytes = id.bytes();
    let mut number = u32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
    // Two of some ten thousand labels meet in 32 bits: the goods are booked all the same, with the next free number.
    while print_job::by_own_number(book.tx, number)?.is_some() {
        number = number.wrapping_add(1);
    }
    label.job_code = OwnCode::new(OwnKind::PrintJob, number).text();
    Ok((label, id, number))
}

fn print(draft: &PrintDraft, index: u32, entry: EntryId, book: &Book) -> Result<(), Stop> {
    let (label, id, own_number) = coded(draft.label.clone(), book, index)?;
    print_job::insert(
        book.tx,
        &NewPrintJob {
            id,
            request_key: format!("{}:{entry}:{index}", draft.role),
            own_number,
            role: draft.role.to_owned(),
            seat: book.seat.to_owned(),
            template: "lot".to_owned(),
            content_json: serde_json::to_string(&label).expect("a label is plain data"),
            label_count: draft.label_count,
            copy: 1,
            original: None,
            reason: String::new(),
            item: Some(draft.item),
            lot: Some(draft.lot),
            entry: Some(entry),
            made_at_ms: book.moment.now_ms,
        },
    )?;
    Ok(())
}

/// Another copy, with its number on it.
fn reprint(original: PrintJobId, book: &Book) -> Result<(), Stop> {
    let job = print_job::by_id(book.tx, original)?.ok_or(Refusal::StaleScreen {})?;
    let copy = print_job::copies_of(book.tx, original)? + 2;
    let label: LotLabel = serde_json::from_str(&job.content_json).map_err(|_| Refusal::StaleScreen {})?;
    let (mut label, id, own_number) = coded(label, book, 0)?;
    label.copy = copy;
    print_job::insert(
        book.tx,
        &NewPrintJob {
            id,
            request_key: format!("copy:{original}:{copy}"),
            own_number,
            role: job.role,
            seat: book.seat.to_owned(),
            template: job.template,
            content_json: serde_json::to_string(&label).expect("a label is plain data"),
            label_count: job.label_count,
            copy,
            original: Some(original),
            reason: "reprint".to_owned(),
            item: job.item,
            lot: job.lot,
            entry: job.entry,
            made_at_ms: book.moment.now_ms,
        },
    )?;
    Ok(())
}

/// `index` tells the tasks of one input apart.
pub fn raise(
    tx: &Transaction,
    draft: &TaskDraft,
    input: InputId,
    index: u32,
    entry: Option<EntryId>,
    since_ms: i64,
) -> Result<(), Error> {
    task::raise(
        tx,
        &NewTask {
            id: TaskId(input.derive("task", index)),
            kind: draft.kind.to_owned(),
            cause: draft.cause.clone(),
            message_json: serde_json::to_string(&draft.message).expect("a message is plain data"),
            severity: draft.severity,
            role: draft.role,
            entry,
            since_ms,
        },
    )?;
    Ok(())
}
