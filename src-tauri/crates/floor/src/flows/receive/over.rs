//! More than was ordered: what the supplier's tolerance takes, and what is done about the rest: a reason, by policy
//! also a lead's badge, or only a word in amber. The goods are taken in any case.

use super::State;
use super::booking::book_goods;
use super::order::Split;
use super::questions::Asked;
use crate::book::Book;
use crate::policy;
use crate::turn::{Stop, Turn};
use domain::item::Item;
use domain::location::Purpose;
use domain::policy::{PolicyOperation, PolicySays};
use domain::{Quantity, Refusal};
use ledger::table::operator::Operator;
use ledger::table::policy as policies;

/// Of so much above the order, what is taken as ordered: within the tolerance, less what was taken of it before.
pub fn tolerated(
    excess: Quantity,
    split: &Split,
    supplier: &str,
    item: &Item,
    book: &Book,
) -> Result<Quantity, Stop> {
    let all = policies::tolerance(book.tx, supplier, item.id)?.of(split.ordered)?;
    let taken = split.received_before.checked_sub(split.ordered)?.max(Quantity::ZERO);
    Ok(all.checked_sub(taken)?.max(Quantity::ZERO).min(excess))
}

/// The reason first, then the badge where the policy wants one.
pub fn asked(state: &State, split: &Split, book: &Book) -> Result<Option<Asked>, Stop> {
    if !split.excess.is_positive() {
        return Ok(None);
    }
    let granted = &state.granted;
    Ok(match says(state, book)? {
        PolicySays::Warn => None,
        _ if granted.over.is_none() => Some(Asked::Over),
        PolicySays::StepUp if granted.witness.is_none() => Some(Asked::OverBadge),
        PolicySays::StepUp | PolicySays::Ask => None,
    })
}

/// Where the goods come to: the dock unless a place was scanned.
fn says(state: &State, book: &Book) -> Result<PolicySays, Stop> {
    let item = state.hand.item(book)?;
    let at = match state.to {
        Some(to) => Some(to),
        None => book.place_for(Purpose::Dock)?.map(|dock| dock.id),
    };
    match at {
        Some(at) => policy::says(PolicyOperation::OverReceipt, at, item.id, book),
        None => Ok(PolicySays::Ask),
    }
}

/// The badge of somebody who may decide it.
pub fn confirmed(state: &State, by: &Operator, book: &Book) -> Result<Turn, Stop> {
    if state.question != Some(Asked::OverBadge) {
        return Err(Refusal::StaleScreen {}.into());
    }
    let mut next = State { question: None, ..state.clone() };
    next.granted.witness = Some(policy::lead(by)?);
    book_goods(next, book)
}
