//! Pieces of weighed goods: they ride along with the weight, and neither is worked out from the other. Where one of the
//! two is gone and the other is not, a person has to look.

use crate::book::Book;
use crate::said::TaskText;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::difference;
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::LocationKind;
use domain::permission::Role;
use domain::{ItemId, LocationId, LotId, Quantity};
use ledger::table::balance;
use ledger::table::task::Severity;

/// Goods of one lot at one place.
type Goods = (LocationId, ItemId, LotId);

/// Pieces that come or go without any weight.
pub fn without_weight(
    (place, item, lot): Goods,
    difference: i64,
    (kind, reason, evidence): (MovementKind, Reason, Evidence),
    book: &Book,
) -> Result<Vec<NewMovement>, Stop> {
    let adjustment = book.virtual_place(LocationKind::Adjustment)?;
    let goods = difference::Goods { item, lot, serial: None, place, adjustment };
    Ok(difference::pieces_alone(&goods, difference, difference::Why { kind, reason, evidence }))
}

/// Raises a task where a turn leaves weight without pieces or pieces without weight, and clears it where both are there
/// again or both are gone.
pub fn watch(turn: &mut Turn, book: &Book) -> Result<(), Stop> {
    let entries = turn.writes.iter().filter_map(|write| match write {
        Write::Entry(entry) => Some(entry),
        _ => None,
    });
    let mut changes: Vec<(Goods, Quantity, i64)> = Vec::new();
    for movement in entries.flat_map(|entry| &entry.movements) {
        let NewMovement { item, lot, quantity, pieces, .. } = *movement;
        for (at, quantity, pieces) in
            [(movement.from, quantity.negated(), -pieces), (movement.to, quantity, pieces)]
        {
            let goods = (at, item, lot);
            match changes.iter_mut().find(|change| change.0 == goods) {
                Some(change) => *change = (goods, change.1.checked_add(quantity)?, change.2 + pieces),
                None => changes.push((goods, quantity, pieces)),
            }
        }
    }
    let mut watched = Vec::new();
    for (goods, quantity, pieces) in changes {
        watched.extend(watched_at(goods, quantity, pieces, turn, book)?);
    }
    turn.writes.extend(watched);
    Ok(())
}

fn watched_at(
    goods: Goods,
    quantity: Quantity,
    pieces: i64,
    turn: &Turn,
    book: &Book,
) -> Result<Option<Write>, Stop> {
    let (at, item, lot) = goods;
    let item = book.item(item)?;
    if !item.catch_weight {
        return Ok(None);
    }
    let Some(location) = physical(at, turn, book)? else { return Ok(None) };
    let before = balance::one(book.tx, at, item.id, lot)?;
    let (stood, stood_pieces) = before.map_or((Quantity::ZERO, 0), |row| (row.on_hand, row.pieces));
    let (stands, pieces) = (stood.checked_add(quantity)?, stood_pieces + pieces);
    let cause = format!("pieces_differ:{at}:{}:{lot}", item.id);
    if stands.is_positive() == (pieces > 0) {
        return Ok(Some(Write::TaskCleared(cause)));
    }
    // A lot that this very turn makes is not in the book yet.
    let known = ledger::table::lot::by_id(book.tx, lot)?;
    let text = TaskText::PiecesDiffer {
        item: book.name(&item).to_owned(),
        lot: known.map(|lot| lot.code).unwrap_or_default(),
        location,
        quantity: item.weighed(stands, pieces),
    };
    Ok(Some(Write::Task(TaskDraft {
        kind: "pieces_differ",
        cause,
        message: text.message(),
        severity: Severity::Medium,
        role: Role::Lead,
    })))
}

/// The code of a place where goods stand; of the road of a transfer that this very turn makes, its number.
fn physical(at: LocationId, turn: &Turn, book: &Book) -> Result<Option<String>, Stop> {
    let new = turn.writes.iter().find_map(|write| match write {
        Write::Transfer(transfer) if transfer.transit == at => Some(transfer.number.clone()),
        _ => None,
    });
    match new {
        Some(number) => Ok(Some(number)),
        None => Ok(Some(book.location(at)?).filter(|place| place.kind.is_physical()).map(|place| place.code)),
    }
}

/// So many pieces for the weight that is above what was wanted: nobody counted them apart. In proportion, and none is
/// left where no weight is.
pub fn share(item: &Item, pieces: i64, part: Quantity, whole: Quantity) -> i64 {
    if !item.catch_weight || !whole.is_positive() || part >= whole {
        return if part.is_positive() { pieces } else { 0 };
    }
    let whole = i128::from(whole.millionths());
    let exact = i128::from(part.millionths()) * i128::from(pieces);
    // It fits: it is no more than the pieces themselves.
    ((exact * 2 + whole) / (whole * 2)) as i64
}
