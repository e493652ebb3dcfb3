//! What was done to lots, each as a sentence: on hold, released, recalled, another date, undone.

use super::PAGE_ROWS;
use super::history::HistoryFilter;
use super::things::{self, Named};
use crate::context::Context;
use crate::view::Page;
use domain::Message;
use domain::lot_change::LotFact;
use floor::booked::done_word;
use floor::hand::expiry_value;
use floor::prompts::reason_word;
use floor::said::Booked;
use floor::screen::{ItemCard, LotCard};
use ledger::Error;
use ledger::read::lot_acts;
use serde::{Deserialize, Serialize};

/// One act on one lot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LotActRow {
    /// Identity: undone by it.
    pub entry: String,
    pub number: String,
    pub item: ItemCard,
    /// As it is now.
    pub lot: LotCard,
    pub lot_id: String,
    /// What was done, and why.
    pub message: Message,
    /// In own words, empty when there are none.
    pub note: String,
    pub operator: String,
    /// Number of what it rests on.
    pub document: Option<String>,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub happened_at_ms: i64,
    pub reverses: Option<String>,
    pub reversed_by: Option<String>,
}

/// The newest first. `limit` rows at most, 100 where nobody asks.
///
/// # Errors
/// The ledger's; a cursor that no page gave.
pub async fn list(
    context: &Context,
    language: &str,
    filter: &HistoryFilter,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<LotActRow>, Error> {
    let found = lot_acts::list(context.ledger.pool(), filter, cursor, limit.unwrap_or(PAGE_ROWS)).await?;
    let mut named = Named::default();
    for row in &found.rows {
        named.items.insert(row.item);
        named.lots.insert(row.lot);
    }
    let things = things::read(context, language, named).await?;
    let shown = |row: lot_acts::LotActRow| -> Result<LotActRow, Error> {
        let (item, lot) = (things.item_card(row.item)?, things.lot_card(row.lot)?);
        Ok(LotActRow {
            entry: row.entry.to_string(),
            number: row.number.clone(),
            message: said(&row, &item.name, &lot.code),
            item,
            lot,
            lot_id: row.lot.to_string(),
            note: row.note,
            operator: row.operator_name,
            document: row.document_number,
            happened_at_ms: row.happened_at_ms,
            reverses: row.reverses.map(|id| id.to_string()),
            reversed_by: row.reversed_by.map(|id| id.to_string()),
        })
    };
    Ok(Page { rows: found.rows.into_iter().map(shown).collect::<Result<_, _>>()?, next: found.next })
}

fn said(row: &lot_acts::LotActRow, item: &str, lot: &str) -> Message {
    let (item, lot, reason) = (item.to_owned(), lot.to_owned(), reason_word(row.reason));
    match row.fact {
        LotFact::Status { .. } => Booked::Lot { act: done_word(row.act), item, lot, others: 0, reason },
        LotFact::Expiry { from, to } => {
            let (from, to) = (expiry_value(from), expiry_value(to));
            Booked::LotExtended { item, lot, from, to, reason }
        }
    }
    .message()
}
