//! What a person decides about a delivery that stands still.

use crate::kept::{Kept, MOST_ATTEMPTS};
use crate::outgoing::received_lines;
use crate::why::{self, Why};
use ledger::table::delivery::{self, Delivery, DeliveryKind, DeliveryState, Standing};
use ledger::table::{document, entry};
use ledger::{Error, Transaction};

/// It needs a person: it says so, or it is in doubt and even reading it back has failed again and again.
pub fn is_for_a_person(row: &Delivery) -> bool {
    match row.standing.state {
        DeliveryState::NeedsPerson => true,
        DeliveryState::Unclear => row.standing.attempt_count >= MOST_ATTEMPTS,
        _ => false,
    }
}

/// Try again now. Counted attempts begin anew; what may stand there is looked for before anything is sent.
pub fn retry(tx: &Transaction, row: &Delivery, now_ms: i64) -> Result<(), Error> {
    let kept = Kept { failing_since_ms: None, ..Kept::load(&row.standing) };
    let may_stand_there = kept.progress.may_stand_there;
    let standing = Standing {
        state: if may_stand_there { DeliveryState::Unclear } else { DeliveryState::Waiting },
        progress_json: kept.text(),
        why_json: why::json(&Why::Waiting {}),
        vendor_words: None,
        attempt_count: 0,
        absent_since_ms: row.standing.absent_since_ms.filter(|_| may_stand_there),
        next_at_ms: 0,
    };
    delivery::set(tx, row.id, &standing, now_ms)
}

/// Nothing is sent. Where the office booked the same delivery, or the row was withheld while it was already
/// true there, the vendor's figures hold it: the order's line no longer waits for it.
pub fn set_aside(tx: &Transaction, row: &Delivery, operator: &str, now_ms: i64) -> Result<(), Error> {
    let stands_there =
        row.standing.state == DeliveryState::Withheld || why::is_office_first(&row.standing.why_json);
    let kept = Kept { stands_there, ..Kept::load(&row.standing) };
    let standing = Standing {
        state: DeliveryState::Superseded,
        progress_json: kept.text(),
        why_json: why::json(&Why::SetAside { operator: operator.to_owned() }),
        ..row.standing.clone()
    };
    delivery::set(tx, row.id, &standing, now_ms)?;
    if stands_there && row.kind == DeliveryKind::PurchaseReceipt {
        lines_settled(tx, row)?;
    }
    Ok(())
}

/// Its end, or its place until a person speaks; the progress stays.
pub fn settled(
    tx: &Transaction,
    row: &Delivery,
    state: DeliveryState,
    why: &Why,
    now_ms: i64,
) -> Result<(), Error> {
    let standing = Standing { state, why_json: why::json(why), next_at_ms: 0, ..row.standing.clone() };
    delivery::set(tx, row.id, &standing, now_ms)
}

/// The vendor's figures hold what this receipt brought.
pub fn lines_settled(tx: &Transaction, row: &Delivery) -> Result<(), Error> {
    let Some(stored) = entry::by_id(tx, row.entry)? else { return Ok(()) };
    for (line, quantity) in received_lines(&stored.new) {
        document::note_sent(tx, line, quantity)?;
    }
    Ok(())
}

/// The vendor never had what this receipt brought, and it was undone here.
pub fn lines_never_told(tx: &Transaction, row: &Delivery) -> Result<(), Error> {
    let Some(stored) = entry::by_id(tx, row.entry)? else { return Ok(()) };
    for (line, quantity) in received_lines(&stored.new) {
        document::note_never_there(tx, line, quantity)?;
    }
    Ok(())
}
