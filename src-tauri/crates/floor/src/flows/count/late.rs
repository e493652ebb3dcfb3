//! What is recorded after a count and happened before it: whoever counted saw the goods as they were by
//! then. The count holds, so the same entry takes back at its place what it changes there; the result is
//! that of a count for which everything had stood still. And nothing that a count saw is undone under it.

use crate::book::Book;
use crate::turn::{Stop, Turn, Write};
use domain::difference::{Difference, Goods, Why};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement, Reason};
use domain::location::LocationKind;
use domain::{EntryId, ItemId, LocationId, LotId, Quantity, Refusal, Value};
use ledger::table::count::{self, CountLine};
use ledger::table::delivery::DeliveryKind;
use ledger::table::entry::StoredEntry;
use ledger::table::{movement, operator};

/// What an entry changes at one place; of goods kept one by one, piece by piece.
struct Change {
    place: LocationId,
    item: ItemId,
    lot: LotId,
    serial: Option<String>,
    quantity: Quantity,
    pieces: i64,
}

impl Change {
    /// Pieces may come and go without any weight.
    fn is_nothing(&self) -> bool {
        self.quantity.is_zero() && self.pieces == 0
    }
}

/// Makes the entry of a turn leave alone what was counted since it happened. A reversal is of now, and
/// goods kept one by one are where they are.
pub fn keep_counts(turn: &mut Turn, book: &Book) -> Result<(), Stop> {
    let entry = turn.writes.iter().position(|write| matches!(write, Write::Entry(_)));
    let Some((index, Write::Entry(entry))) = entry.map(|index| (index, &mut turn.writes[index])) else {
        return Ok(());
    };
    if entry.happened_at_ms >= entry.recorded_at_ms || entry.reverses.is_some() {
        return Ok(());
    }
    let mut is_kept = false;
    for change in changes(entry, book)? {
        if change.is_nothing()
            || change.serial.is_some()
            || !count::held_since(book.tx, change.place, change.lot, entry.happened_at_ms)?
        {
            continue;
        }
        is_kept = true;
        // What left is put back first: the place may not have it any more.
        for movement in taken_back(&change, book)? {
            match movement.to == change.place {
                true => entry.movements.insert(0, movement),
                false => entry.movements.push(movement),
            }
        }
    }
    if is_kept && !turn.writes.iter().any(tells_of_stock) {
        turn.writes.splice(index + 1..index + 1, book.adjustment_deliveries());
    }
    Ok(())
}

/// `stored` is to be undone, with all of `undone`: not under a count that saw what it did, be it posted or open. Had the
/// goods never moved, the count has them already; did they move, whoever brings them back moves them.
///
/// # Errors
/// [`Refusal::CountedSince`] with that count; [`Refusal::CountIsOpen`] for one that nobody has posted yet.
pub fn refuse_under_count(stored: &StoredEntry, undone: &[EntryId], book: &Book) -> Result<(), Stop> {
    let (at_ms, mark) = (stored.new.happened_at_ms, movement::mark_of(book.tx, stored.new.id)?);
    for change in changes(&stored.new, book)?.into_iter().filter(|change| !change.is_nothing()) {
        let Change { place, item, lot, serial, .. } = change;
        let goods = count::Counted { place, item, lot, serial };
        let held = count::held(book.tx, &goods, at_ms, mark)?;
        // Its own count goes with it.
        let is_kept = |line: &&CountLine| line.entry.is_none_or(|entry| !undone.contains(&entry));
        let item = book.item(item)?;
        if let Some(line) = held.iter().find(is_kept) {
            return Err(Refusal::CountedSince {
                item: book.name_with(&item, goods.serial.as_deref()),
                location: book.location(place)?.code,
                counted: item.weighed(line.counted, line.pieces),
                operator: name_of(line, book)?,
                at: Value::Instant(line.counted_at_ms),
            }
            .into());
        }
        if !moved_goods(&stored.new, &goods) {
            continue;
        }
        let open = count::open_of(book.tx, &goods)?;
        // Its number is not said: another may have to count blind.
        if let Some(line) = open.iter().find(|line| line.is_after(at_ms, mark)) {
            return Err(Refusal::CountIsOpen {
                item: book.name_with(&item, goods.serial.as_deref()),
                location: book.location(place)?.code,
                operator: name_of(line, book)?,
                at: Value::Instant(line.counted_at_ms),
            }
            .into());
        }
    }
    Ok(())
}

/// Not only put the book right: an open count is netted without that.
fn moved_goods(entry: &NewEntry, goods: &count::Counted) -> bool {
    entry.movements.iter().any(|movement| {
        let is_of_them = (movement.item, movement.lot, &movement.serial)
            == (goods.item, goods.lot, &goods.serial)
            && (movement.from == goods.place || movement.to == goods.place);
        let puts_right = matches!(movement.kind, MovementKind::Count | MovementKind::Initial)
            || movement.reason == Some(Reason::BookWasShort);
        is_of_them && !puts_right
    })
}

fn name_of(line: &CountLine, book: &Book) -> Result<String, Stop> {
    Ok(operator::by_id(book.tx, line.operator)?.map(|by| by.name).unwrap_or_default())
}

fn tells_of_stock(write: &Write) -> bool {
    matches!(write, Write::Delivery(new) if new.kind == DeliveryKind::StockAdjustment)
}

/// By place, item, lot and piece, in the order of the lines.
fn changes(entry: &NewEntry, book: &Book) -> Result<Vec<Change>, Stop> {
    let mut changes: Vec<Change> = Vec::new();
    for movement in &entry.movements {
        let NewMovement { item, lot, quantity, pieces, .. } = *movement;
        let serial = &movement.serial;
        for (place, quantity, pieces) in
            [(movement.from, quantity.negated(), -pieces), (movement.to, quantity, pieces)]
        {
            if !book.location(place)?.kind.is_physical() {
                continue;
            }
            let is_same =
                |one: &&mut Change| (one.place, one.item, one.lot, &one.serial) == (place, item, lot, serial);
            match changes.iter_mut().find(is_same) {
                Some(one) => {
                    one.quantity = one.quantity.checked_add(quantity)?;
                    one.pieces += pieces;
                }
                None => changes.push(Change { place, item, lot, serial: serial.clone(), quantity, pieces }),
            }
        }
    }
    Ok(changes)
}

/// Weight and pieces each by its own way back.
fn taken_back(change: &Change, book: &Book) -> Result<Vec<NewMovement>, Stop> {
    let Change { place, item, lot, serial, quantity, pieces } = change;
    let adjustment = book.virtual_place(LocationKind::Adjustment)?;
    let goods = Goods { place: *place, item: *item, lot: *lot, serial: serial.clone(), adjustment };
    let back = Difference { quantity: quantity.negated(), pieces: -pieces };
    let came = if quantity.is_zero() { *pieces > 0 } else { quantity.is_positive() };
    let reason = if came { Reason::NotBookedIn } else { Reason::NotBookedOut };
    let why = Why { kind: MovementKind::Count, reason, evidence: Evidence::Counted };
    Ok(back.movements(&goods, why, ""))
}
