//! Explain this number: a statement of account for what stands somewhere.

use super::{PAGE_ROWS, history, things};
use crate::context::Context;
use crate::view::HistoryRow;
use domain::Amount;
use floor::screen::{ItemCard, LocationCard, LotCard};
use ledger::Error;
use ledger::read::explain::{self, Placed};
use ledger::read::total::Total;
use serde::{Deserialize, Serialize};

pub use ledger::read::explain::Number;

/// One page: `start` and the changes of the steps make `end`. On the first page `end` stands there now, on the last
/// one `start` is nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Explanation {
    pub item: ItemCard,
    /// `None`: all lots together.
    pub lot: Option<LotCard>,
    /// `None`: everywhere that is ours.
    pub location: Option<LocationCard>,
    pub end: Amount,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub end_pieces: i64,
    /// The newest first.
    pub steps: Vec<ExplainStep>,
    pub start: Amount,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub start_pieces: i64,
    pub next: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ExplainStep {
    pub row: HistoryRow,
    /// With a minus when it went.
    pub change: Amount,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub change_pieces: i64,
    /// What stood there after it.
    pub after: Amount,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub after_pieces: i64,
    /// The goods are in a container that stands there.
    pub came_with: Option<CameWith>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CameWith {
    pub container: String,
    pub code: String,
    /// Its last move; `None` when it always stood there.
    pub placed: Option<PlacedBy>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PlacedBy {
    pub entry: String,
    pub number: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub happened_at_ms: i64,
    /// Codes of the places.
    pub from: String,
    pub to: String,
}

/// `limit` steps at most, 100 where nobody asks.
///
/// # Errors
/// The ledger's; [`Error::Missing`] for what is not here, a cursor that no page gave.
pub async fn explain(
    context: &Context,
    language: &str,
    number: Number,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Explanation, Error> {
    let found = explain::explain(context.ledger.pool(), number, cursor, limit.unwrap_or(PAGE_ROWS)).await?;
    let mut named = things::Named::default();
    named.items.insert(number.item);
    named.lots.extend(number.lot);
    named.places.extend(number.location.map(|location| location.location()));
    let things = things::read(context, language, named).await?;
    let item = things.item_card(number.item)?;
    let amount = |sum: Total| sum.amount(&item.unit, item.decimals);
    let mut rows = Vec::with_capacity(found.steps.len());
    let mut steps = Vec::with_capacity(found.steps.len());
    for explain::Step { row, change, change_pieces, after, after_pieces, came_with } in found.steps {
        rows.push(row);
        steps.push((amount(change), change_pieces, amount(after), after_pieces, came_with.map(with)));
    }
    let rows = history::shown(context, language, rows).await?;
    let step = |(row, (change, change_pieces, after, after_pieces, came_with))| ExplainStep {
        row,
        change,
        change_pieces,
        after,
        after_pieces,
        came_with,
    };
    Ok(Explanation {
        lot: number.lot.map(|lot| things.lot_card(lot)).transpose()?,
        location: number.location.map(|location| things.place_card(location.location())).transpose()?,
        end: amount(found.end),
        end_pieces: found.end_pieces,
        start: amount(found.start),
        start_pieces: found.start_pieces,
        steps: rows.into_iter().zip(steps).map(step).collect(),
        next: found.next,
        item,
    })
}

fn with(came: explain::CameWith) -> CameWith {
    let placed = |placed: Placed| PlacedBy {
        entry: placed.entry.to_string(),
        number: placed.number,
        happened_at_ms: placed.happened_at_ms,
        from: placed.from_code,
        to: placed.to_code,
    };
    CameWith { container: came.container.to_string(), code: came.code, placed: came.placed.map(placed) }
}
