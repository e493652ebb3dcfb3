//! What happened, movement by movement, the newest first; and how much of each kind.

mod narrow;
mod statement;

use super::places::Where;
use super::total::Total;
use super::{ItemCard, Page, clamp, page, value};
use crate::Error;
use crate::table::entry::number;
use domain::entry::{Evidence, MovementKind, Reason};
use domain::location::LocationKind;
use domain::{DocumentId, EntryId, ItemId, LocationId, LotId, OperatorId, OwnerId, Quantity};
use jiff::civil::Date;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};
use std::collections::BTreeMap;

pub(super) use narrow::Narrow;

/// What to show; everything when nothing is set. All that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    pub item: Option<ItemId>,
    pub lot: Option<LotId>,
    pub serial: Option<String>,
    /// Goods that came there, left or moved inside. A crate that stands there now brings its whole past
    /// along.
    pub location: Option<Where>,
    pub operator: Option<OperatorId>,
    pub document: Option<DocumentId>,
    pub entry: Option<EntryId>,
    /// Whose goods.
    pub owner: Option<OwnerId>,
    /// Any of these; empty for all.
    pub kinds: Vec<MovementKind>,
    /// Happened on this day of the site's calendar or later.
    pub from: Option<Date>,
    /// Happened on this day of the site's calendar or before.
    pub to: Option<Date>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    pub entry: EntryId,
    /// `TM1-1-000123`.
    pub number: String,
    pub line: i64,
    pub kind: MovementKind,
    pub happened_at_ms: i64,
    pub recorded_at_ms: i64,
    pub business_date: Date,
    pub operator: OperatorId,
    pub operator_name: String,
    pub seat: String,
    pub document: Option<DocumentId>,
    pub document_number: Option<String>,
    pub item: ItemCard,
    pub lot: LotId,
    /// Empty for goods without a lot code.
    pub lot_code: String,
    pub serial: Option<String>,
    pub from: LocationId,
    pub from_code: String,
    pub from_kind: LocationKind,
    pub to: LocationId,
    pub to_code: String,
    pub to_kind: LocationKind,
    pub quantity: Quantity,
    pub pieces: i64,
    /// On hand at both ends, before and after.
    pub from_before: Quantity,
    pub from_after: Quantity,
    pub to_before: Quantity,
    pub to_after: Quantity,
    pub reason: Option<Reason>,
    pub evidence: Evidence,
    pub reading: String,
    pub note: String,
    pub reverses: Option<EntryId>,
    pub reversed_by: Option<EntryId>,
    pub(super) from_row: i64,
    pub(super) to_row: i64,
    pub(super) row: i64,
}

/// Movements of one kind in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct KindTotal {
    pub kind: MovementKind,
    pub unit: String,
    /// The most that an item among them shows.
    pub decimals: u8,
    pub movement_count: i64,
    /// Added up whatever their direction, as the list shows them.
    pub quantity: Total,
    /// Of catch-weight items, whatever their direction.
    pub pieces: i64,
    /// What came into the place that was asked for; into all that is ours when none was. What moved inside
    /// did neither come nor go.
    pub came_in: Total,
    pub came_in_pieces: i64,
    pub went_out: Total,
    pub went_out_pieces: i64,
}

/// `cursor`: the movement's row as the page before gave it. What is booked meanwhile changes no later page.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(
    pool: &SqlitePool,
    filter: &HistoryFilter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<HistoryRow>, Error> {
    let (limit, before) = (clamp(limit), value::before(cursor)?);
    let mut tx = pool.begin().await?;
    let Some(mut narrow) = Narrow::of(&mut tx, filter).await? else {
        return Ok(Page { rows: Vec::new(), next: None });
    };
    narrow.rows.end = narrow.rows.end.min(before);
    let rows = rows(&mut tx, &narrow, limit + 1).await?;
    Ok(page(rows, limit, |row| row.row.to_string()))
}

/// By kind and unit, for the same filter. Over ten million movements it takes its time, never much memory.
pub async fn totals(pool: &SqlitePool, filter: &HistoryFilter) -> Result<Vec<KindTotal>, Error> {
    /// Grouped in one go.
    const WINDOW: i64 = 200_000;
    let mut tx = pool.begin().await?;
    let Some(narrow) = Narrow::of(&mut tx, filter).await? else { return Ok(Vec::new()) };
    let newest = sqlx::query_scalar!(r#"SELECT coalesce(max(row), 0) AS "row!: i64" FROM movement"#);
    let end = narrow.rows.end.min(newest.fetch_one(&mut *tx).await? + 1);
    let mut totals = BTreeMap::new();
    let mut window = Narrow { rows: narrow.rows.start..end, ..narrow };
    while window.rows.start < end {
        window.rows.end = end.min(window.rows.start.saturating_add(WINDOW));
        for row in statement::totals(&window).build().fetch_all(&mut *tx).await? {
            add(&mut totals, total(&row)?)?;
        }
        window.rows.start = window.rows.end;
    }
    Ok(totals.into_values().collect())
}

/// The newest of what is narrowed, at most `count`.
pub(super) async fn rows(
    connection: &mut SqliteConnection,
    narrow: &Narrow,
    count: u32,
) -> Result<Vec<HistoryRow>, Error> {
    let rows = statement::newest(narrow, count).build().fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

fn add(totals: &mut BTreeMap<(&'static str, String), KindTotal>, more: KindTotal) -> Result<(), Error> {
    let key = (more.kind.text(), more.unit.clone());
    let Some(sum) = totals.get_mut(&key) else {
        totals.insert(key, more);
        return Ok(());
    };
    sum.decimals = sum.decimals.max(more.decimals);
    sum.movement_count += more.movement_count;
    sum.quantity = sum.quantity.plus(more.quantity)?;
    sum.pieces += more.pieces;
    sum.came_in = sum.came_in.plus(more.came_in)?;
    sum.came_in_pieces += more.came_in_pieces;
    sum.went_out = sum.went_out.plus(more.went_out)?;
    sum.went_out_pieces += more.went_out_pieces;
    Ok(())
}

fn total(row: &SqliteRow) -> Result<KindTotal, Error> {
    let total = |column: &str| row.try_get(column).map(Total::from_millionths);
    Ok(KindTotal {
        kind: value::word(row.try_get("kind")?, MovementKind::from_text)?,
        unit: row.try_get("unit")?,
        decimals: value::decimals(row.try_get("decimals")?)?,
        movement_count: row.try_get("movement_count")?,
        quantity: total("quantity")?,
        pieces: row.try_get("pieces")?,
        came_in: total("came_in")?,
        came_in_pieces: row.try_get("came_pieces")?,
        went_out: total("went_out")?,
        went_out_pieces: row.try_get("went_pieces")?,
    })
}

fn read(row: &SqliteRow) -> Result<HistoryRow, Error> {
    let quantity = |column: &str| value::quantity(row.try_get(column)?);
    let (moved, from_before, to_before) =
        (quantity("quantity")?, quantity("from_before")?, quantity("to_before")?);
    let reason: &str = row.try_get("reason")?;
    Ok(HistoryRow {
        entry: EntryId(value::id(row, "entry_id")?),
        number: number(row.try_get("short_name")?, row.try_get("epoch")?, row.try_get("sequence")?),
        line: row.try_get("line")?,
        kind: value::word(row.try_get("kind")?, MovementKind::from_text)?,
        happened_at_ms: row.try_get("happened_at_ms")?,
        recorded_at_ms: row.try_get("recorded_at_ms")?,
        business_date: value::date(row.try_get("business_date")?)?,
        operator: OperatorId(value::id(row, "operator_id")?),
        operator_name: row.try_get("operator_name")?,
        seat: row.try_get("seat")?,
        document: value::maybe_id(row, "document_id")?.map(DocumentId),
        document_number: row.try_get("document_number")?,
        item: value::item(row)?,
        lot: LotId(value::id(row, "lot_id")?),
        lot_code: row.try_get("lot_code")?,
        serial: row.try_get("serial")?,
        from: LocationId(value::id(row, "from_id")?),
        from_code: row.try_get("from_code")?,
        from_kind: value::word(row.try_get("from_kind")?, LocationKind::from_text)?,
        to: LocationId(value::id(row, "to_id")?),
        to_code: row.try_get("to_code")?,
        to_kind: value::word(row.try_get("to_kind")?, LocationKind::from_text)?,
        quantity: moved,
        pieces: row.try_get("pieces")?,
        from_before,
        from_after: from_before.checked_sub(moved)?,
        to_before,
        to_after: to_before.checked_add(moved)?,
        reason: if reason.is_empty() { None } else { Some(value::word(reason, Reason::from_text)?) },
        evidence: value::word(row.try_get("evidence")?, Evidence::from_text)?,
        reading: row.try_get("reading")?,
        note: row.try_get("note")?,
        reverses: value::maybe_id(row, "reverses")?.map(EntryId),
        reversed_by: value::maybe_id(row, "reversed_by")?.map(EntryId),
        from_row: row.try_get("from_row")?,
        to_row: row.try_get("to_row")?,
        row: row.try_get("row")?,
    })
}

#[cfg(test)]
mod tests;
