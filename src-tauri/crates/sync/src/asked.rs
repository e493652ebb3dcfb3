//! The task that asks a person about a delivery: raised when nothing goes on without one, gone when it does.

use crate::settle::is_for_a_person;
use crate::why::{self, Why};
use domain::permission::Role;
use domain::{DeliveryId, TaskId};
use ledger::table::delivery::{self, Delivery};
use ledger::table::task::{self, NewTask, Severity};
use ledger::{Error, Transaction};
use uuid::Uuid;

const KIND: &str = "delivery";
/// Tasks looked through at a time.
const MOST: u32 = 1_000;

fn cause(id: DeliveryId) -> String {
    format!("{KIND}:{id}")
}

/// One open task per delivery, however often it comes to this.
pub fn raise(tx: &Transaction, row: &Delivery, why: &Why, now_ms: i64) -> Result<(), Error> {
    let new = NewTask {
        id: TaskId(Uuid::now_v7()),
        kind: KIND.to_owned(),
        cause: cause(row.id),
        message_json: why::json(why),
        severity: Severity::High,
        role: Role::InventoryManager,
        entry: Some(row.entry),
        since_ms: now_ms,
    };
    task::raise(tx, &new).map(|_| ())
}

/// Tasks of deliveries that need nobody any more: sent again, settled, or cancelled with their entry.
pub fn tidy(tx: &Transaction, now_ms: i64) -> Result<(), Error> {
    for open in task::open(tx, MOST)?.into_iter().filter(|open| open.kind == KIND) {
        let id = open.cause.split_once(':').and_then(|(_, id)| id.parse::<Uuid>().ok()).map(DeliveryId);
        let row = id.map(|id| delivery::by_id(tx, id)).transpose()?.flatten();
        if row.is_none_or(|row| !is_for_a_person(&row)) {
            task::clear(tx, &open.cause, now_ms)?;
        }
    }
    Ok(())
}
