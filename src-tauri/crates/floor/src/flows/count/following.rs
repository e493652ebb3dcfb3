//! What makes the book follow a count: weight and pieces, each by its own difference.

use super::posting::Line;
use crate::book::Book;
use crate::shortfall::cover;
use crate::turn::{Stop, TaskDraft};
use domain::Quantity;
use domain::difference::{Difference, Goods, Why};
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
    let difference = Difference::between((counted, line.pieces), (line.on_book, line.pieces_on_book))?;
    let (mut movements, mut tasks) = (Vec::new(), Vec::new());
    if let Some((missing, task)) = cover(&line.item, line.lot.id, &line.place, difference.taken_away(), book)?
    {
        movements.extend(missing);
        tasks.push(task);
    }
    let goods = Goods {
        item: line.item.id,
        lot: line.lot.id,
        serial: line.serial.clone(),
        place: line.place.id,
        adjustment: book.virtual_place(LocationKind::Adjustment)?,
    };
    let why = Why { kind: MovementKind::Count, reason, evidence: Evidence::Counted };
    movements.extend(difference.movements(&goods, why, &line.reading));
    Ok((movements, tasks))
}
