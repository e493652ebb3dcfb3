//! What is done about a fact that the book did not expect: asked, only said in amber, or confirmed by the badge of
//! somebody who may decide it. The policy is data, per location, item and operation; the fact is booked either way.

use crate::book::Book;
use crate::flows::Event;
use crate::lookup::Thing;
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{Stop, Turn, Write};
use domain::permission::{Action, permission};
use domain::policy::{PolicyOperation, PolicySays, choose};
use domain::{ItemId, LocationId, OperatorId, Refusal};
use ledger::table::operator::Operator;
use ledger::table::{location, policy};

/// What holds for this item at this place.
pub fn says(
    operation: PolicyOperation,
    at: LocationId,
    item: ItemId,
    book: &Book,
) -> Result<PolicySays, Stop> {
    let policies = policy::for_item(book.tx, operation, item)?;
    if policies.is_empty() {
        return Ok(PolicySays::Ask);
    }
    let mut path: Vec<LocationId> = location::path(book.tx, at)?.into_iter().map(|place| place.id).collect();
    path.reverse();
    Ok(choose(&policies, operation, &path, item))
}

/// Who confirms by badge; `None` where no badge is asked for, or the event is another answer.
///
/// # Errors
/// [`Refusal::NeedsLeadBadge`] for the badge of somebody who may not, and for *take* without one.
pub fn confirming(event: &Event, says: PolicySays, book: &Book) -> Result<Option<OperatorId>, Stop> {
    if says != PolicySays::StepUp {
        return Ok(None);
    }
    match event {
        Event::Scan(Thing::Badge(by)) => lead(by).map(Some),
        event if event.answer() == Some("take") => {
            Err(Refusal::NeedsLeadBadge { operator: book.operator.name.clone() }.into())
        }
        _ => Ok(None),
    }
}

/// # Errors
/// [`Refusal::NeedsLeadBadge`].
pub fn lead(by: &Operator) -> Result<OperatorId, Stop> {
    if permission(by.role, Action::StepUp) {
        return Ok(by.id);
    }
    Err(Refusal::NeedsLeadBadge { operator: by.name.clone() }.into())
}

/// The turn's entry carries the second badge.
pub fn confirmed_by(mut turn: Turn, lead: OperatorId) -> Turn {
    for write in &mut turn.writes {
        if let Write::Entry(entry) = write {
            entry.witness = Some(lead);
        }
    }
    turn
}

/// A turn that was booked without a question says what it covered.
pub fn warned(mut turn: Turn, said: Said) -> Turn {
    if turn.writes.iter().any(|write| matches!(write, Write::Entry(_))) {
        turn.tone = Tone::Attention;
        turn.message = said.message();
    }
    turn
}
