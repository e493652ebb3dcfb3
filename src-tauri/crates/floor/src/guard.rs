//! What an entry of the floor must be before it is appended (style.md rule 30): each kind of movement between the
//! places it belongs to, with its reason, of its own item's lot, piece by piece where the item is kept by serial.
//! Anything else is a mistake of a flow.

use crate::book::Book;
use crate::turn::Stop;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::location::LocationKind;
use domain::lot_use::Witnessed;

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
    may_be_used(new, book)?;
    for placement in &new.placements {
        let to = book.location(placement.to)?.kind;
        assert!(to.is_physical(), "a crate is put somewhere on this site, not at {}", to.text());
    }
    Ok(())
}

/// A lot that is expired, on hold or recalled leaves by no badge, and is used up only where a second one says that it
/// is in already.
///
/// # Errors
/// What is wrong with the lot.
fn may_be_used(new: &NewEntry, book: &Book) -> Result<(), Stop> {
    for movement in &new.movements {
        let is_witnessed = new.witness.is_some() && movement.reason.is_some();
        let witnessed = if is_witnessed { Witnessed::Yes } else { Witnessed::No };
        book.lot(movement.lot)?.may_move(movement.kind, witnessed, new.business_date)?;
    }
    Ok(())
}

fn check_movement(movement: &NewMovement, is_reversal: bool, book: &Book) -> Result<(), Stop> {
    use LocationKind::{Adjustment, Customer, Loss, Supplier, Transit};
    let (from, to) = (book.location(movement.from)?.kind, book.location(movement.to)?.kind);
    let is_sensible = match movement.kind {
        MovementKind::Receive => from == Supplier && stands(to),
        MovementKind::Move => {
            (stands(from) || from == Transit)
                && (stands(to) || to == Transit)
                && (from, to) != (Transit, Transit)
        }
        // What the road should hold may be more or less than it does.
        MovementKind::Adjust => {
            from == Adjustment && (stands(to) || to == Transit)
                || (stands(from) || from == Transit) && to == Adjustment
        }
        MovementKind::Count => {
            (from == Adjustment && stands(to) || stands(from) && to == Adjustment)
                // Chosen: nobody counted it, and an inventory manager made it zero.
                && matches!(movement.evidence, Evidence::Counted | Evidence::Chosen)
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
