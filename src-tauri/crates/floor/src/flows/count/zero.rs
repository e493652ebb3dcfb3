//! What nobody counted in a zone is not zero by itself. Making it zero is an act of its own, with a reason, by
//! whoever approves the zone; the entry says that nobody counted it.

use super::zone::whole;
use super::zone_show::Progress;
use super::{Asked, State};
use crate::book::Book;
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{CountedNumber, Stop, Turn, Write};
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::location::LocationKind;
use domain::permission::Action;
use domain::{CountZoneId, Quantity, Refusal};
use ledger::table::balance::Balance;
use ledger::table::count::zone::{CountZone, ZoneState};
use ledger::table::count::{Counted, LineState};
use ledger::table::serial_position;

/// One entry holds at most so many movements (design.md §3); asked again, it takes the rest.
const MOVEMENTS: usize = 1_000;
const PIECES_LOOKED_AT: u32 = 1_000;

pub(super) fn ask(id: CountZoneId, book: &Book) -> Result<Turn, Stop> {
    nothing_counted(id, book)?;
    let state = State { zone: Some(id), question: Some(Asked::Zero { zone: id }), ..State::default() };
    Ok(Turn::to(state, Tone::Attention, Said::Asked {}))
}

/// The zone and what the book has in it without a number.
fn nothing_counted(id: CountZoneId, book: &Book) -> Result<(CountZone, Progress), Stop> {
    book.allow(Action::ApproveCount)?;
    let zone = whole(id, book)?;
    if zone.state != ZoneState::Counted {
        return Err(Refusal::StillMissing {}.into());
    }
    let progress = Progress::of(&zone, book)?;
    if progress.open.is_empty() {
        return Err(Refusal::NothingToDo {}.into());
    }
    Ok((zone, progress))
}

pub(super) fn make(id: CountZoneId, reason: Reason, book: &Book) -> Result<Turn, Stop> {
    let (zone, progress) = nothing_counted(id, book)?;
    let told: Vec<&Counted> = progress.counted.iter().map(|line| &line.goods).collect();
    let mut movements = Vec::new();
    for row in &progress.open {
        movements.extend(taken_out(row, &told, reason, book)?);
    }
    movements.truncate(MOVEMENTS);
    let count = movements.len() as i64;
    let numbers: Vec<Write> = movements.iter().map(|movement| zero(movement, id, book)).collect();
    let location = book.location(zone.place)?.code;
    let next = State { zone: Some(id), ..State::default() };
    let mut turn = Turn::to(next, Tone::Attention, Said::ZoneZeroed { location, count });
    let mut entry = book.entry(movements, Vec::new());
    entry.document = Some(zone.document);
    turn.writes.push(Write::Entry(Box::new(entry)));
    turn.writes.extend(book.adjustment_deliveries());
    turn.writes.extend(numbers);
    Ok(turn)
}

/// All of it, piece by piece where it is kept so and as far as no piece has a number.
fn taken_out(
    row: &Balance,
    told: &[&Counted],
    reason: Reason,
    book: &Book,
) -> Result<Vec<NewMovement>, Stop> {
    let whole = NewMovement {
        kind: MovementKind::Count,
        item: row.item,
        lot: row.lot,
        serial: None,
        from: row.location,
        to: book.virtual_place(LocationKind::Adjustment)?,
        quantity: row.on_hand,
        pieces: row.pieces.max(0),
        reason: Some(reason),
        evidence: Evidence::Chosen,
        line: None,
        reading: String::new(),
    };
    if !book.item(row.item)?.serial_tracked {
        return Ok(vec![whole]);
    }
    let here = serial_position::at(book.tx, row.item, row.location, PIECES_LOOKED_AT)?;
    let is_told = |serial: &str| {
        told.iter().any(|goods| {
            (goods.place, goods.item) == (row.location, row.item) && goods.serial.as_deref() == Some(serial)
        })
    };
    let pieces = here.into_iter().filter(|(serial, lot)| *lot == row.lot && !is_told(serial));
    Ok(pieces
        .map(|(serial, _)| NewMovement {
            serial: Some(serial),
            quantity: Quantity::ONE,
            pieces: 0,
            ..whole.clone()
        })
        .collect())
}

/// The line stands in the zone as zero from now on.
fn zero(movement: &NewMovement, zone: CountZoneId, book: &Book) -> Write {
    let goods = Counted {
        place: movement.from,
        item: movement.item,
        lot: movement.lot,
        serial: movement.serial.clone(),
    };
    Write::Counted(Box::new(CountedNumber {
        zone: Some(zone),
        goods,
        counted: Quantity::ZERO,
        pieces: 0,
        counted_at_ms: book.moment.now_ms,
        said_after: None,
        reading: String::new(),
        state: LineState::Posted,
        waits: Vec::new(),
    }))
}
