//! Who holds what, and how earlier promises ended.

use super::PAGE_ROWS;
use super::things::{self, Named, Things};
use crate::context::Context;
use crate::view::Page;
use domain::{Amount, ReservationPurpose};
use floor::screen::{ItemCard, LocationCard, LotCard};
use ledger::Error;
use ledger::read::reservations;
use serde::{Deserialize, Serialize};

pub use ledger::read::reservations::ReservationFilter;

/// One lot at one place that is or was promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ReservationRow {
    /// Of this part.
    pub id: String,
    /// What is extended and released: it may have several parts.
    pub reservation: String,
    pub item: ItemCard,
    pub lot: LotCard,
    pub location: LocationCard,
    pub quantity: Amount,
    pub purpose: ReservationPurpose,
    /// Number of the order.
    pub document: Option<String>,
    pub document_id: Option<String>,
    /// Identity of the order's line.
    pub line: Option<String>,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub priority: i64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub made_at_ms: i64,
    /// `None`: no clock.
    #[cfg_attr(feature = "schema", ts(type = "number | null"))]
    pub expires_at_ms: Option<i64>,
    /// `None`: still held.
    pub end: Option<ReservationEnded>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ReservationEnded {
    /// `committed`, `released`, `expired`, `broken`.
    pub how: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub at_ms: i64,
    /// Identity of what picked, moved or broke it.
    pub entry: Option<String>,
    /// The promise goes on as another part.
    pub goes_on: bool,
}

/// The newest first. `limit` rows at most, 100 where nobody asks.
///
/// # Errors
/// The ledger's; a cursor that no page gave.
pub async fn reservations(
    context: &Context,
    language: &str,
    filter: &ReservationFilter,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<ReservationRow>, Error> {
    let found = reservations::list(context.ledger.pool(), filter, cursor, limit.unwrap_or(PAGE_ROWS)).await?;
    let mut named = Named::default();
    for row in &found.rows {
        named.items.insert(row.item.id);
        named.lots.insert(row.lot);
        named.places.insert(row.location);
    }
    let things = things::read(context, language, named).await?;
    let rows = found.rows.into_iter().map(|row| one(&things, row)).collect::<Result<_, Error>>()?;
    Ok(Page { rows, next: found.next })
}

fn one(things: &Things, row: reservations::ReservationRow) -> Result<ReservationRow, Error> {
    Ok(ReservationRow {
        id: row.id.to_string(),
        reservation: row.reservation.to_string(),
        item: things.item_card(row.item.id)?,
        lot: things.lot_card(row.lot)?,
        location: things.place_card(row.location)?,
        quantity: things.item(row.item.id)?.amount(row.quantity),
        purpose: row.purpose,
        document: row.document_number,
        document_id: row.document.map(|id| id.to_string()),
        line: row.line.map(|id| id.to_string()),
        priority: row.priority,
        made_at_ms: row.made_at_ms,
        expires_at_ms: row.expires_at_ms,
        end: row.end.map(|end| ReservationEnded {
            how: end.how.text().to_owned(),
            at_ms: end.at_ms,
            entry: end.entry.map(|id| id.to_string()),
            goes_on: end.goes_on,
        }),
    })
}
