//! What a caller who is bound to one owner may read: rows of lists, and one thing by its identity.

use super::find::{Thing, What};
use super::recall_view::RecallAnswer;
use crate::context::Context;
use domain::{ItemId, OwnerId, PrintJobId, ReservationId, TaskId};
use ledger::Error;
use ledger::read::owners;
use ledger::table::item;
use std::collections::HashSet;
use uuid::Uuid;

pub use ledger::read::owners::Owned;

/// The rows that are about this owner's goods alone; all of them for a caller who is bound to nobody. A page may so be
/// shorter than was asked for.
///
/// # Errors
/// The ledger's.
pub async fn kept<T>(
    context: &Context,
    owner: Option<OwnerId>,
    what: Owned,
    mut rows: Vec<T>,
    id: impl Fn(&T) -> &str,
) -> Result<Vec<T>, Error> {
    let Some(owner) = owner else { return Ok(rows) };
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| id(row).parse().ok()).collect();
    let own = owners::own(context.ledger.pool(), owner, what, &ids).await?;
    rows.retain(|row| id(row).parse().is_ok_and(|id: Uuid| own.contains(&id)));
    Ok(rows)
}

/// # Errors
/// [`Error::Missing`]: to a caller who is bound to another owner it is not there. The ledger's.
pub async fn item(context: &Context, owner: Option<OwnerId>, id: ItemId) -> Result<(), Error> {
    one(context, owner, Owned::Items, id.0, "item").await
}

/// # Errors
/// As [`item`].
pub async fn print_job(context: &Context, owner: Option<OwnerId>, id: PrintJobId) -> Result<(), Error> {
    one(context, owner, Owned::PrintJobs, id.0, "print job").await
}

/// # Errors
/// As [`item`].
pub async fn task(context: &Context, owner: Option<OwnerId>, id: TaskId) -> Result<(), Error> {
    one(context, owner, Owned::Tasks, id.0, "task").await
}

async fn one(
    context: &Context,
    owner: Option<OwnerId>,
    what: Owned,
    id: Uuid,
    name: &'static str,
) -> Result<(), Error> {
    let own = kept(context, owner, what, vec![id.to_string()], String::as_str).await?;
    if own.is_empty() { Err(Error::Missing { what: name, name: id.to_string() }) } else { Ok(()) }
}

/// # Errors
/// As [`item`].
pub async fn reservation(context: &Context, owner: Option<OwnerId>, id: ReservationId) -> Result<(), Error> {
    one(context, owner, Owned::Reservations, id.0, "reservation").await
}

/// What may be named to the caller: places are everybody's, people are nobody's goods.
///
/// # Errors
/// The ledger's.
pub async fn things(
    context: &Context,
    owner: Option<OwnerId>,
    what: What,
    found: Vec<Thing>,
) -> Result<Vec<Thing>, Error> {
    let of = match what {
        What::Place => return Ok(found),
        What::Item => Owned::Items,
        What::Lot => Owned::Lots,
        What::Document => Owned::Documents,
        What::Person | What::Owner => {
            let is_seen = |thing: &Thing| owner.is_none_or(|owner| owner.to_string() == thing.id);
            return Ok(found.into_iter().filter(is_seen).collect());
        }
    };
    kept(context, owner, of, found, |thing| &thing.id).await
}

/// The item of this SKU; several owners may use one.
///
/// # Errors
/// As [`item`].
pub async fn item_of_sku(context: &Context, owner: Option<OwnerId>, sku: &str) -> Result<ItemId, Error> {
    let wanted = sku.to_owned();
    let found = context.ledger.writer().turn(move |tx| item::by_sku(tx, &wanted)).await?;
    let own = found.into_iter().find(|item| owner.is_none_or(|owner| owner == item.owner));
    own.map(|item| item.id).ok_or_else(|| Error::Missing { what: "item", name: sku.to_owned() })
}

/// Without lots of others, and without the links to them.
///
/// # Errors
/// The ledger's.
pub async fn recall(
    context: &Context,
    owner: Option<OwnerId>,
    mut answer: RecallAnswer,
) -> Result<RecallAnswer, Error> {
    if owner.is_none() {
        return Ok(answer);
    }
    answer.found = kept(context, owner, Owned::Items, answer.found, |name| &name.item.id).await?;
    if let Some(mut recall) = answer.recall.take() {
        recall.lots = kept(context, owner, Owned::Items, recall.lots, |lot| &lot.name.item.id).await?;
        let shown: HashSet<&str> = recall.lots.iter().map(|lot| lot.name.id.as_str()).collect();
        recall.links.retain(|link| shown.contains(link.from.as_str()) && shown.contains(link.into.as_str()));
        // Of a lot that is another's, nothing is told: not that it is there, nor how far it reaches.
        let is_own = recall.lots.iter().any(|lot| lot.up == Some(0) || lot.down == Some(0));
        answer.recall = is_own.then_some(recall);
    }
    Ok(answer)
}
