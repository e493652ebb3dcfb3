//! What happened, movement by movement, the newest first; and how much of each kind.

use super::{ItemCard, Page, clamp, page, value};
use crate::Error;
use crate::table::entry::number;
use domain::entry::{Evidence, MovementKind, Reason};
use domain::{DocumentId, EntryId, ItemId, LocationId, LotId, OperatorId, Quantity};
use jiff::civil::Date;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqlitePool};

/// What to show; everything when nothing is set. All that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    pub item: Option<ItemId>,
    pub lot: Option<LotId>,
    /// Goods that came to it or left it.
    pub location: Option<LocationId>,
    pub operator: Option<OperatorId>,
    pub document: Option<DocumentId>,
    pub entry: Option<EntryId>,
    pub kind: Option<MovementKind>,
    /// Happened at this time or later.
    pub from_ms: Option<i64>,
    /// Happened before this time.
    pub to_ms: Option<i64>,
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
    pub to: LocationId,
    pub to_code: String,
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
    row: i64,
}

/// Movements of one kind in one unit, added up whatever their direction.
#[derive(Clone, Debug, PartialEq)]
pub struct KindTotal {
    pub kind: MovementKind,
    pub unit: String,
    pub movement_count: i64,
    pub quantity: Quantity,
}

/// `cursor`: the movement's row as the page before gave it.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(
    pool: &SqlitePool,
    filter: &HistoryFilter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<HistoryRow>, Error> {
    let limit = clamp(limit);
    let before = value::before(cursor)?;
    let rows = statement(filter, before, limit).build().fetch_all(pool).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<HistoryRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.row.to_string()))
}

/// By kind and unit, for the same filter.
pub async fn totals(pool: &SqlitePool, filter: &HistoryFilter) -> Result<Vec<KindTotal>, Error> {
    let mut sql = QueryBuilder::new(
        "SELECT m.kind, i.unit, count(*) AS movement_count, sum(m.quantity) AS quantity FROM movement m
         CROSS JOIN entry e ON e.row = m.entry_row CROSS JOIN item i ON i.row = m.item_row WHERE TRUE",
    );
    push_filter(&mut sql, filter);
    if let Some(location) = filter.location {
        sql.push(" AND (m.from_row = ");
        push_location(&mut sql, location);
        sql.push(" OR m.to_row = ");
        push_location(&mut sql, location);
        sql.push(")");
    }
    sql.push(" GROUP BY m.kind, i.unit ORDER BY m.kind, i.unit LIMIT 1000");
    let rows = sql.build().fetch_all(pool).await?;
    rows.iter()
        .map(|row| {
            Ok(KindTotal {
                kind: value::word(row.try_get("kind")?, MovementKind::from_text)?,
                unit: row.try_get("unit")?,
                movement_count: row.try_get("movement_count")?,
                quantity: value::quantity(row.try_get("quantity")?)?,
            })
        })
        .collect()
}

const COLUMNS: &str = ", e.id AS entry_id, e.epoch, e.sequence, s.short_name, m.line, m.kind,
                       e.happened_at_ms, e.recorded_at_ms, e.business_date, o.id AS operator_id,
                       o.name AS operator_name, e.seat, d.id AS document_id, d.number AS document_number,
                       l.id AS lot_id, l.code AS lot_code, m.serial, f.id AS from_id, f.code AS from_code,
                       t.id AS to_id, t.code AS to_code, m.quantity, m.pieces, m.from_before, m.to_before,
                       m.reason, m.evidence, m.reading, e.note, e.reverses, r.id AS reversed_by
                       FROM movement m CROSS JOIN entry e ON e.row = m.entry_row
                       CROSS JOIN item i ON i.row = m.item_row CROSS JOIN lot l ON l.row = m.lot_row
                       CROSS JOIN location f ON f.row = m.from_row CROSS JOIN location t ON t.row = m.to_row
                       CROSS JOIN operator o ON o.row = e.operator_row CROSS JOIN station s
                       LEFT JOIN document d ON d.row = e.document_row LEFT JOIN entry r ON r.reverses = e.id
                       WHERE ";

/// A location has two ways in: each is an index of its own, merged in order.
fn statement(filter: &HistoryFilter, before: i64, limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new("");
    let ends: &[&str] = if filter.location.is_some() { &["m.from_row", "m.to_row"] } else { &[""] };
    // An entry or a document has few movements: the plus keeps SQLite from walking through all the others.
    let has_few = filter.entry.is_some() || filter.document.is_some();
    let beginning = if has_few { "+m.row < " } else { "m.row < " };
    for (index, end) in ends.iter().enumerate() {
        sql.push(if index == 0 { "SELECT m.row AS row, " } else { " UNION ALL SELECT m.row AS row, " });
        sql.push(value::ITEM_COLUMNS).push(COLUMNS).push(beginning).push_bind(before);
        push_filter(&mut sql, filter);
        if let Some(location) = filter.location {
            sql.push(" AND ").push(end).push(" = ");
            push_location(&mut sql, location);
        }
    }
    sql.push(" ORDER BY row DESC LIMIT ").push_bind(limit + 1);
    sql
}

fn push_location(sql: &mut QueryBuilder<Sqlite>, location: LocationId) {
    sql.push("(SELECT row FROM location WHERE id = ").push_bind(location.bytes().to_vec()).push(")");
}

/// All but the location, whose index decides the shape of the statement.
fn push_filter(sql: &mut QueryBuilder<Sqlite>, filter: &HistoryFilter) {
    let HistoryFilter { item, lot, operator, document, entry, kind, from_ms, to_ms, .. } = filter;
    for (column, table, id) in [
        ("m.item_row", "item", item.map(|id| id.0)),
        ("m.lot_row", "lot", lot.map(|id| id.0)),
        ("e.operator_row", "operator", operator.map(|id| id.0)),
        ("m.entry_row", "entry", entry.map(|id| id.0)),
    ] {
        if let Some(id) = id {
            sql.push(" AND ").push(column).push(" = (SELECT row FROM ").push(table).push(" WHERE id = ");
            sql.push_bind(id.as_bytes().to_vec()).push(")");
        }
    }
    if let Some(document) = document {
        sql.push(
            " AND m.entry_row IN (SELECT row FROM entry WHERE document_row = (SELECT row FROM document
             WHERE id = ",
        );
        sql.push_bind(document.bytes().to_vec()).push("))");
    }
    if let Some(kind) = kind {
        sql.push(" AND m.kind = ").push_bind(kind.text());
    }
    if let Some(from_ms) = from_ms {
        sql.push(" AND e.happened_at_ms >= ").push_bind(*from_ms);
    }
    if let Some(to_ms) = to_ms {
        sql.push(" AND e.happened_at_ms < ").push_bind(*to_ms);
    }
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
        to: LocationId(value::id(row, "to_id")?),
        to_code: row.try_get("to_code")?,
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
        row: row.try_get("row")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    /// How SQLite would find the movements themselves.
    fn way(filter: &HistoryFilter) -> Vec<String> {
        let path = env!("DATABASE_URL").trim_start_matches("sqlite://").trim_end_matches("?mode=ro");
        let connection = rusqlite::Connection::open(path).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN {}", statement(filter, 9, 10).into_string());
        let mut statement = connection.prepare(&sql).unwrap();
        let nulls = vec![rusqlite::types::Null; statement.parameter_count()];
        let rows =
            statement.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
        rows.map(|row| row.unwrap())
            .filter(|step| step.contains(" m ") || step.ends_with("FOR ORDER BY"))
            .collect()
    }

    #[test]
    fn each_filter_has_its_index() {
        let (all, id) = (HistoryFilter::default, Uuid::nil());
        let newest = "SEARCH m USING INTEGER PRIMARY KEY (rowid<?)";
        let by = |index: &str, column: &str| format!("SEARCH m USING INDEX {index} ({column}=? AND rowid<?)");
        assert_eq!(way(&all()), [newest]);
        let item = HistoryFilter { item: Some(ItemId(id)), ..all() };
        assert_eq!(way(&item), [by("movement_by_item", "item_row")]);
        let lot = HistoryFilter { lot: Some(LotId(id)), ..all() };
        assert_eq!(way(&lot), [by("movement_by_lot", "lot_row")]);
        let location = HistoryFilter { location: Some(LocationId(id)), ..all() };
        assert_eq!(way(&location), [by("movement_by_from", "from_row"), by("movement_by_to", "to_row")]);
        let of_entry = "SEARCH m USING INDEX sqlite_autoindex_movement_1 (entry_row=?)";
        for filter in [
            HistoryFilter { entry: Some(EntryId(id)), ..all() },
            HistoryFilter { document: Some(DocumentId(id)), ..all() },
        ] {
            assert_eq!(way(&filter), [of_entry, "USE TEMP B-TREE FOR ORDER BY"], "few enough to be sorted");
        }
    }
}
