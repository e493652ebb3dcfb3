//! Who holds what, and how earlier promises ended.

use super::{ItemCard, Page, clamp, page, value};
use crate::Error;
use domain::{
    DocumentId, DocumentLineId, EntryId, ItemId, LocationId, LotId, Quantity, ReservationEnd, ReservationId,
    ReservationPartId, ReservationPurpose,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqlitePool};

/// What to show; everything when nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReservationFilter {
    pub item: Option<ItemId>,
    pub document: Option<DocumentId>,
    pub reservation: Option<ReservationId>,
    /// Those that are still held, as the last sweep left them.
    pub open_only: bool,
}

/// One lot at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct ReservationRow {
    pub id: ReservationPartId,
    pub reservation: ReservationId,
    pub item: ItemCard,
    pub lot: LotId,
    pub lot_code: String,
    pub location: LocationId,
    pub location_code: String,
    pub quantity: Quantity,
    pub document: Option<DocumentId>,
    pub document_number: Option<String>,
    pub line: Option<DocumentLineId>,
    pub purpose: ReservationPurpose,
    pub priority: i64,
    pub made_at_ms: i64,
    /// `None`: no clock.
    pub expires_at_ms: Option<i64>,
    /// `None`: still held.
    pub end: Option<End>,
    row: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    pub how: ReservationEnd,
    pub at_ms: i64,
    /// What picked, moved or broke it.
    pub entry: Option<EntryId>,
    /// The promise goes on as another part: goods moved, were picked or cut in part, or its time was extended.
    pub goes_on: bool,
}

/// The newest first.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(
    pool: &SqlitePool,
    filter: &ReservationFilter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<ReservationRow>, Error> {
    let limit = clamp(limit);
    let before = value::before(cursor)?;
    let rows = statement(filter, before, limit).build().fetch_all(pool).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<ReservationRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.row.to_string()))
}

fn statement(filter: &ReservationFilter, before: i64, limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new("SELECT r.row AS row, ");
    sql.push(value::ITEM_COLUMNS);
    sql.push(
        ", r.id AS part_id, coalesce(q.id, r.id) AS reservation_id, l.id AS lot_id, l.code AS lot_code,
         p.id AS place_id, p.code AS place_code, r.quantity, d.id AS document_id,
         d.number AS document_number, n.id AS line_id, r.purpose, r.priority, r.made_at_ms, r.expires_at_ms,
         e.how, e.at_ms, x.id AS entry_id,
         EXISTS (SELECT 1 FROM reservation c WHERE c.continues_row = r.row) AS goes_on FROM ",
    );
    sql.push(if filter.open_only {
        "reservation_open o CROSS JOIN reservation r ON r.row = o.reservation_row"
    } else {
        "reservation r"
    });
    sql.push(
        " CROSS JOIN item i ON i.row = r.item_row CROSS JOIN lot l ON l.row = r.lot_row
         CROSS JOIN location p ON p.row = r.location_row
         LEFT JOIN reservation_request q ON q.row = r.request_row
         LEFT JOIN document d ON d.row = r.document_row LEFT JOIN document_line n ON n.row = r.line_row
         LEFT JOIN reservation_end e ON e.reservation_row = r.row LEFT JOIN entry x ON x.row = e.entry_row
         WHERE ",
    );
    sql.push(if filter.open_only { "o.reservation_row < " } else { "r.row < " }).push_bind(before);
    for (column, table, id) in [
        ("r.item_row", "item", filter.item.map(|id| id.0)),
        ("r.document_row", "document", filter.document.map(|id| id.0)),
        ("r.request_row", "reservation_request", filter.reservation.map(|id| id.0)),
    ] {
        if let Some(id) = id {
            sql.push(" AND ").push(column).push(" = (SELECT row FROM ").push(table).push(" WHERE id = ");
            sql.push_bind(id.as_bytes().to_vec()).push(")");
        }
    }
    let newest = if filter.open_only { "o.reservation_row" } else { "r.row" };
    sql.push(" ORDER BY ").push(newest).push(" DESC LIMIT ").push_bind(limit + 1);
    sql
}

fn read(row: &SqliteRow) -> Result<ReservationRow, Error> {
    let how: Option<&str> = row.try_get("how")?;
    let end = how
        .map(|how| {
            Ok::<_, Error>(End {
                how: value::word(how, ReservationEnd::from_text)?,
                at_ms: row.try_get("at_ms")?,
                entry: value::maybe_id(row, "entry_id")?.map(EntryId),
                goes_on: row.try_get("goes_on")?,
            })
        })
        .transpose()?;
    Ok(ReservationRow {
        id: ReservationPartId(value::id(row, "part_id")?),
        reservation: ReservationId(value::id(row, "reservation_id")?),
        item: value::item(row)?,
        lot: LotId(value::id(row, "lot_id")?),
        lot_code: row.try_get("lot_code")?,
        location: LocationId(value::id(row, "place_id")?),
        location_code: row.try_get("place_code")?,
        quantity: value::quantity(row.try_get("quantity")?)?,
        document: value::maybe_id(row, "document_id")?.map(DocumentId),
        document_number: row.try_get("document_number")?,
        line: value::maybe_id(row, "line_id")?.map(DocumentLineId),
        purpose: value::word(row.try_get("purpose")?, ReservationPurpose::from_text)?,
        priority: row.try_get("priority")?,
        made_at_ms: row.try_get("made_at_ms")?,
        expires_at_ms: row.try_get("expires_at_ms")?,
        end,
        row: row.try_get("row")?,
    })
}
