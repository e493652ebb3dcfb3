//! Documents with how far they are.

use super::{Page, clamp, containing, page, value};
use crate::Error;
use domain::DocumentId;
use domain::document::{Document, DocumentKind, DocumentState};
use jiff::civil::Date;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqlitePool};

/// What to show; everything when nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    pub kind: Option<DocumentKind>,
    pub state: Option<DocumentState>,
    /// A part of number, partner or delivery note.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    pub document: Document,
    pub expected_on: Option<Date>,
    pub made_at_ms: i64,
    /// When the vendor last told it.
    pub seen_at_ms: Option<i64>,
    /// Lines that are not closed, and how many of them have all that was ordered.
    pub line_count: i64,
    pub complete_line_count: i64,
    row: i64,
}

/// The newest first.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(
    pool: &SqlitePool,
    filter: &DocumentFilter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<DocumentRow>, Error> {
    let limit = clamp(limit);
    let before = value::before(cursor)?;
    let rows = statement(filter, before, limit).build().fetch_all(pool).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<DocumentRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.row.to_string()))
}

fn statement(filter: &DocumentFilter, before: i64, limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(
        "SELECT d.row, d.id, d.kind, d.number, d.partner, d.vendor, d.state, d.note_number, d.expected_on,
         d.made_at_ms, d.seen_at_ms, (SELECT count(*) FROM document_line l WHERE l.document_row = d.row
         AND l.closed = 0) AS line_count, (SELECT count(*) FROM document_line l
         WHERE l.document_row = d.row AND l.closed = 0
         AND l.unsent_here >= l.open_there + l.undone_there) AS complete_line_count FROM document d WHERE d.row < ",
    );
    sql.push_bind(before);
    if let Some(state) = filter.state {
        sql.push(" AND d.state = ").push_bind(state.text());
    }
    if let Some(kind) = filter.kind {
        sql.push(" AND d.kind = ").push_bind(kind.text());
    }
    if !filter.text.trim().is_empty() {
        let pattern = containing(&filter.text);
        sql.push(" AND (d.number LIKE ").push_bind(pattern.clone());
        sql.push(" ESCAPE '\\' OR d.partner LIKE ").push_bind(pattern.clone());
        sql.push(" ESCAPE '\\' OR d.note_number LIKE ").push_bind(pattern).push(" ESCAPE '\\')");
    }
    sql.push(" ORDER BY d.row DESC LIMIT ").push_bind(limit + 1);
    sql
}

fn read(row: &SqliteRow) -> Result<DocumentRow, Error> {
    let document = Document {
        id: DocumentId(value::id(row, "id")?),
        kind: value::word(row.try_get("kind")?, DocumentKind::from_text)?,
        number: row.try_get("number")?,
        partner: row.try_get("partner")?,
        vendor: row.try_get("vendor")?,
        state: value::word(row.try_get("state")?, DocumentState::from_text)?,
        note_number: row.try_get("note_number")?,
    };
    Ok(DocumentRow {
        document,
        expected_on: row.try_get::<Option<&str>, _>("expected_on")?.map(value::date).transpose()?,
        made_at_ms: row.try_get("made_at_ms")?,
        seen_at_ms: row.try_get("seen_at_ms")?,
        line_count: row.try_get("line_count")?,
        complete_line_count: row.try_get("complete_line_count")?,
        row: row.try_get("row")?,
    })
}
