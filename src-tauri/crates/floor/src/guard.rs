//! What an entry of the floor must be before it is appended (style.md rule 30): each kind of movement between the
//! places it belongs to, with its reason, of its own item's lot, piece by piece where the item is kept by serial.
//! Anything else is a mistake of a flow.

use crate::book::Book;
use crate::turn::Stop;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::location::LocationKind;

/// # Panics
/// When a flow made an entry that it must never make; the turn is taken back and the scan kept as faulted.
pub fn check(new: &NewEntry, book: &Book) -> Result<(), Stop> {
    assert!(
        new.id == book.entry_id() || new.reverses.is_some(),
        "the entry of a turn is its input's own; only undoing may be several"
    );
    assert!(new.operator == book.operator.id, "an entry is booked by whoever is active");
    for movement in &new.movements {
        check_movement(movement, new.reverses.is_some(), book)?;
    }
    for placement in &new.placements {
        let to = book.location(placement.to)?.kind;
        assert!(to.is_physical(), "a crate is put somewhere on this site, not at {}", to.text());
    }
    Ok(())
}

fn check_movement(movement: &NewMovement, is_reversal: bool, book: &Book) -> Result<(), Stop> {
    use LocationKind::{Adjustment, Customer, Loss, Supplier};
    let (from, to) = (book.location(movement.from)?.kind, book.location(movement.to)?.kind);
    let is_sensible = match movement.kind {
        MovementKind::Receive => from == Supplier && stands(to),
        MovementKind::Move => stands(from) && stands(to),
        MovementKind::Adjust => from == Adjustment && stands(to) || stands(from) && to == Adjustment,
        MovementKind::Count => {
            (from == Adjustment && stands(to) || stands(from) && to == Adjustment)
                && movement.evidence == Evidence::Counted
        }
        MovementKind::Damage => stands(from) && to == Loss,
        MovementKind::Return => from == Customer && stands(to),
        MovementKind::Reversal => is_reversal,
        _ => false,
    };
    let (kind, from, to) = (movement.kind.text(), from.text(), to.text());
    assert!(is_sensible, "no flow books {kind} from {from} to {to}");
    assert!(is_reversal == (movement.kind == MovementKind::Reversal), "an undoing is nothing but undoing");
    let needs_reason = matches!(
        movement.kind,
        MovementKind::Adjust
            | MovementKind::Count
            | MovementKind::Damage
            | MovementKind::Return
            | MovementKind::Reversal
    );
    assert!(!needs_reason || movement.reason.is_some(), "{kind} says why");
    assert!(book.lot(movement.lot)?.item == movement.item, "goods are of their own item's lot");
    let is_by_serial = book.item(movement.item)?.serial_tracked;
    assert!(is_reversal || movement.serial.is_some() == is_by_serial, "goods kept one by one say which one");
    Ok(())
}

/// Goods can stand there.
fn stands(kind: LocationKind) -> bool {
    matches!(kind, LocationKind::Bin | LocationKind::Zone | LocationKind::Container)
}
