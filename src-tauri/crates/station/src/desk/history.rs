//! What happened, movement by movement, with what stood at both ends afterwards.

use super::PAGE_ROWS;
use super::things::{self, Named, Things};
use crate::context::Context;
use crate::view::{HistoryRow, Page};
use domain::ItemId;
use ledger::Error;
use ledger::read::history;
use ledger::table::item;

pub use ledger::read::history::HistoryFilter;

/// The newest first. `limit` rows at most, 100 where nobody asks.
///
/// # Errors
/// The ledger's; a cursor that no page gave.
pub async fn history(
    context: &Context,
    language: &str,
    filter: &HistoryFilter,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<HistoryRow>, Error> {
    let found = history::list(context.ledger.pool(), filter, cursor, limit.unwrap_or(PAGE_ROWS)).await?;
    let mut named = Named::default();
    for row in &found.rows {
        named.items.insert(row.item.id);
        named.lots.insert(row.lot);
        named.places.extend([row.from, row.to]);
    }
    let things = things::read(context, language, named).await?;
    let rows = found.rows.into_iter().map(|row| shown(&things, row)).collect::<Result<_, Error>>()?;
    Ok(Page { rows, next: found.next })
}

/// The item with this SKU, the first where several owners use it.
///
/// # Errors
/// [`Error::Missing`]; the ledger's.
pub async fn item_of_sku(context: &Context, sku: &str) -> Result<ItemId, Error> {
    let wanted = sku.to_owned();
    let found = context.ledger.writer().turn(move |tx| item::by_sku(tx, &wanted)).await?;
    found.first().map(|item| item.id).ok_or_else(|| Error::Missing { what: "item", name: sku.to_owned() })
}

fn shown(things: &Things, row: history::HistoryRow) -> Result<HistoryRow, Error> {
    let item = things.item(row.item.id)?;
    Ok(HistoryRow {
        entry: row.entry.to_string(),
        number: row.number,
        kind: row.kind.text().to_owned(),
        lot: things.lot_card(row.lot)?,
        from: things.place_card(row.from)?,
        to: things.place_card(row.to)?,
        quantity: item.amount(row.quantity),
        from_after: item.amount(row.from_after),
        to_after: item.amount(row.to_after),
        item: things.item_card(row.item.id)?,
        reason: row.reason.map(|reason| reason.text().to_owned()),
        evidence: row.evidence.text().to_owned(),
        operator: row.operator_name,
        seat: row.seat,
        document: row.document_number,
        happened_at_ms: row.happened_at_ms,
        recorded_at_ms: row.recorded_at_ms,
        reverses: row.reverses.map(|entry| entry.to_string()),
        reversed_by: row.reversed_by.map(|entry| entry.to_string()),
    })
}
