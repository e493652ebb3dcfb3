//! What happened, movement by movement, with what stood at both ends afterwards; and how much of each kind.

use super::PAGE_ROWS;
use super::things::{self, Named, Things};
use crate::context::Context;
use crate::view::{HistoryRow, Page};
use domain::{Amount, ItemId};
use ledger::Error;
use ledger::read::history;
use ledger::read::total::Total;
use ledger::table::item;
use serde::{Deserialize, Serialize};

pub use ledger::read::history::HistoryFilter;
pub use ledger::read::places::Where;

/// Movements of one kind in one unit, added up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct KindTotal {
    /// `receive`, `move`, …
    pub kind: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub movement_count: i64,
    /// Whatever their direction, as the list shows them.
    pub quantity: Amount,
    /// Pieces of catch-weight items, beside each quantity.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub pieces: i64,
    /// Into the place that was asked for; into all that is ours when none was.
    pub came_in: Amount,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub came_in_pieces: i64,
    pub went_out: Amount,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub went_out_pieces: i64,
}

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
    let rows = shown(context, language, found.rows).await?;
    Ok(Page { rows, next: found.next })
}

/// By kind and unit, for the same filter.
///
/// # Errors
/// The ledger's.
pub async fn totals(context: &Context, filter: &HistoryFilter) -> Result<Vec<KindTotal>, Error> {
    let found = history::totals(context.ledger.pool(), filter).await?;
    let total = |total: history::KindTotal| {
        let amount = |sum: Total| sum.amount(&total.unit, total.decimals);
        KindTotal {
            kind: total.kind.text().to_owned(),
            movement_count: total.movement_count,
            quantity: amount(total.quantity),
            pieces: total.pieces,
            came_in: amount(total.came_in),
            came_in_pieces: total.came_in_pieces,
            went_out: amount(total.went_out),
            went_out_pieces: total.went_out_pieces,
        }
    };
    Ok(found.into_iter().map(total).collect())
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

pub(super) async fn shown(
    context: &Context,
    language: &str,
    rows: Vec<history::HistoryRow>,
) -> Result<Vec<HistoryRow>, Error> {
    let mut named = Named::default();
    for row in &rows {
        named.items.insert(row.item.id);
        named.lots.insert(row.lot);
        named.places.extend([row.from, row.to]);
    }
    let things = things::read(context, language, named).await?;
    rows.into_iter().map(|row| one(&things, row)).collect()
}

fn one(things: &Things, row: history::HistoryRow) -> Result<HistoryRow, Error> {
    let item = things.item(row.item.id)?;
    Ok(HistoryRow {
        entry: row.entry.to_string(),
        number: row.number,
        kind: row.kind.text().to_owned(),
        lot: things.lot_card(row.lot)?,
        serial: row.serial,
        from: things.place_card(row.from)?,
        to: things.place_card(row.to)?,
        quantity: item.amount(row.quantity),
        pieces: (row.pieces != 0).then_some(row.pieces),
        from_after: item.amount(row.from_after),
        to_after: item.amount(row.to_after),
        item: things.item_card(row.item.id)?,
        reason: row.reason.map(|reason| reason.text().to_owned()),
        evidence: row.evidence.text().to_owned(),
        reading: (!row.reading.is_empty()).then_some(row.reading),
        note: (!row.note.is_empty()).then_some(row.note),
        operator: row.operator_name,
        operator_id: row.operator.to_string(),
        seat: row.seat,
        document: row.document_number,
        document_id: row.document.map(|document| document.to_string()),
        happened_at_ms: row.happened_at_ms,
        recorded_at_ms: row.recorded_at_ms,
        reverses: row.reverses.map(|entry| entry.to_string()),
        reversed_by: row.reversed_by.map(|entry| entry.to_string()),
    })
}
