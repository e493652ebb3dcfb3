//! What makes the book follow a count: weight and pieces, each by its own difference.

use super::posting::Line;
use crate::book::Book;
use crate::pieces;
use crate::shortfall::cover;
use crate::turn::{Stop, TaskDraft};
use domain::Quantity;
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::location::LocationKind;

/// What makes the book follow, with what it lacks first: a place never holds less than nothing, and what went since
/// and cannot have been there comes before.
pub(super) fn movements(
    line: &Line,
    counted: Quantity,
    reason: Reason,
    book: &Book,
) -> Result<(Vec<NewMovement>, Vec<TaskDraft>), Stop> {
    let difference = counted.checked_sub(line.on_book)?;
    let pieces = line.pieces - line.pieces_on_book;
    let is_more = difference.is_positive();
    // Pieces ride with the weight where both go the same way.
    let rides = !difference.is_zero() && is_more == (pieces > 0) && pieces != 0;
    let riding = if rides { pieces.abs() } else { 0 };
    let (mut movements, mut tasks) = (Vec::new(), Vec::new());
    let taken_away = if is_more { Quantity::ZERO } else { difference.negated() };
    let pieces_away = if pieces < 0 { pieces.abs() } else { 0 };
    if let Some((missing, task)) =
        cover(&line.item, line.lot.id, &line.place, (taken_away, pieces_away), book)?
    {
        movements.extend(missing);
        tasks.push(task);
    }
    if !difference.is_zero() {
        movements.push(of_weight(line, difference, riding, reason, book)?);
    }
    if !rides {
        let why = (MovementKind::Count, reason, Evidence::Counted);
        let goods = (line.place.id, line.item.id, line.lot.id);
        movements.extend(pieces::without_weight(goods, pieces, why, book)?);
    }
    Ok((movements, tasks))
}

fn of_weight(
    line: &Line,
    difference: Quantity,
    pieces: i64,
    reason: Reason,
    book: &Book,
) -> Result<NewMovement, Stop> {
    let adjustment = book.virtual_place(LocationKind::Adjustment)?;
    let is_more = difference.is_positive();
    let (from, to) = if is_more { (adjustment, line.place.id) } else { (line.place.id, adjustment) };
    Ok(NewMovement {
        kind: MovementKind::Count,
        item: line.item.id,
        lot: line.lot.id,
        serial: line.serial.clone(),
        from,
        to,
        quantity: if is_more { difference } else { difference.negated() },
        pieces,
        reason: Some(reason),
        evidence: Evidence::Counted,
        line: None,
        reading: String::new(),
    })
}
