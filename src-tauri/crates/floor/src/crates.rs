//! What may go into a crate: nothing into one for one use that had its use, nothing into one that nobody has cleaned
//! since it was emptied, and only what goes together. Asked of every entry, whichever flow made it; what was counted
//! in a crate, or was in it before, is a fact and is not asked.

use crate::book::Book;
use crate::turn::Stop;
use domain::entry::{MovementKind, NewEntry, NewMovement};
use domain::location::{CrateState, Location, LocationKind, Mixing};
use domain::{ItemId, LotId, OwnerId, Refusal, Value};
use ledger::table::balance;
use ledger::table::location::crates;

/// # Errors
/// [`Refusal::CrateUsedUp`], [`Refusal::CrateDirty`], [`Refusal::CrateTakesOne`].
pub fn check(new: &NewEntry, book: &Book) -> Result<(), Stop> {
    let mut seen = Vec::new();
    for movement in new.movements.iter().filter(|movement| is_put(movement)) {
        if seen.contains(&movement.to) {
            continue;
        }
        seen.push(movement.to);
        let place = book.location(movement.to)?;
        if place.kind == LocationKind::Container {
            check_crate(&place, new, book)?;
        }
    }
    Ok(())
}

/// Somebody puts goods there now.
fn is_put(movement: &NewMovement) -> bool {
    use MovementKind::{Move, Pack, Pick, Produce, Receive, Return};
    matches!(movement.kind, Receive | Produce | Move | Pick | Pack | Return)
}

fn check_crate(place: &Location, new: &NewEntry, book: &Book) -> Result<(), Stop> {
    let Some(fitness) = crates::fitness(book.tx, place.id)? else { return Ok(()) };
    let crate_code = place.code.clone();
    match fitness.state {
        CrateState::UsedUp => return Err(Refusal::CrateUsedUp { crate_code }.into()),
        CrateState::Dirty => return Err(Refusal::CrateDirty { crate_code }.into()),
        CrateState::Clean | CrateState::InUse => {}
    }
    let settings = &book.moment.settings;
    let mixing = if fitness.reusable { settings.reusable_mixing } else { settings.single_use_mixing };
    if mixing == Mixing::Anything || go_together(place, mixing, new, book)? {
        return Ok(());
    }
    let rule = Value::Word(format!("mixing-{}", mixing.text().replace('_', "-")));
    Err(Refusal::CrateTakesOne { crate_code, rule }.into())
}

/// What stands in it already, and what this entry puts there.
fn go_together(place: &Location, mixing: Mixing, new: &NewEntry, book: &Book) -> Result<bool, Stop> {
    let standing = balance::at(book.tx, place.id)?.into_iter().map(|row| (row.item, row.lot));
    let coming = new.movements.iter().filter(|movement| movement.to == place.id);
    let mut kinds = Vec::new();
    for (item, lot) in standing.chain(coming.map(|movement| (movement.item, movement.lot))) {
        let kind = kind(mixing, item, lot, book)?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Ok(kinds.len() <= 1)
}

/// By what goods are told apart.
#[derive(PartialEq)]
enum Kind {
    Any,
    Owner(OwnerId),
    Item(ItemId),
    Lot(LotId),
}

fn kind(mixing: Mixing, item: ItemId, lot: LotId, book: &Book) -> Result<Kind, Stop> {
    Ok(match mixing {
        Mixing::Anything => Kind::Any,
        Mixing::OneOwner => Kind::Owner(book.item(item)?.owner),
        Mixing::OneItem => Kind::Item(item),
        Mixing::OneLot => Kind::Lot(lot),
    })
}
