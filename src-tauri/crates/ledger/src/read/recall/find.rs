//! Which lots a person could mean: by part of a code, by a supplier's lot, by the day and the vessel it was
//! made.

use super::{LotName, trace};
use crate::Error;
use crate::read::{PAGE_LIMIT, clamp, containing};
use domain::LotId;
use jiff::civil::Date;
use sqlx::{QueryBuilder, Sqlite, SqlitePool};

/// Words looked for at most.
const WORDS: usize = 8;
/// No code is longer; SQLite refuses patterns that are much longer, and ends them at NUL.
const LONGEST: usize = 512;

/// Lots that fit every word of `text`: the whole code first, then codes that begin so, then the newest.
///
/// A word is a part of the lot's code, in any case. Beside a code it may also be a part of the maker's name.
/// Beside a day (`2026-11-21`, the day it was made on) it may be a part of code, maker, SKU, the item's name,
/// or the place it was made into: the vessel. Lots without a code are never found.
pub async fn find(pool: &SqlitePool, text: &str, limit: u32) -> Result<Vec<LotName>, Error> {
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Ok(Vec::new());
    }
    let (days, words): (Vec<&str>, Vec<&str>) =
        text.split_whitespace().take(WORDS).partition(|word| day(word).is_some());
    let sql = match (days.as_slice(), words.as_slice()) {
        ([], []) => return Ok(Vec::new()),
        ([], words) => by_code(text.trim(), words, clamp(limit)),
        ([day], words) => by_day(day, words, clamp(limit)),
        // Made on two days at once: no lot is.
        _ => return Ok(Vec::new()),
    };
    let mut sql = sql;
    let mut tx = pool.begin().await?;
    let rows: Vec<i64> = sql.build_query_scalar().fetch_all(&mut *tx).await?;
    let mut names = trace::names(&mut tx, &rows).await?;
    Ok(rows.iter().filter_map(|row| names.remove(row)).collect())
}

/// The names of lots that are here, in the order they were given; 500 at most.
pub async fn named(pool: &SqlitePool, lots: &[LotId]) -> Result<Vec<LotName>, Error> {
    let mut sql = QueryBuilder::new("SELECT row FROM lot WHERE id IN (");
    let mut ids = sql.separated(", ");
    for lot in lots.iter().take(PAGE_LIMIT as usize) {
        ids.push_bind(lot.bytes().to_vec());
    }
    sql.push(") ORDER BY row LIMIT ").push_bind(PAGE_LIMIT);
    let mut tx = pool.begin().await?;
    let rows: Vec<i64> = sql.build_query_scalar().fetch_all(&mut *tx).await?;
    let names = trace::names(&mut tx, &rows).await?;
    let of = |lot: &LotId| names.values().find(|name| name.id == *lot).cloned();
    Ok(lots.iter().filter_map(of).collect())
}

fn day(word: &str) -> Option<Date> {
    word.parse().ok().filter(|_| word.len() == 10)
}

/// The codes alone are read through first: a million of them in a moment.
fn by_code(text: &str, words: &[&str], limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new("SELECT l.row FROM (SELECT row FROM lot WHERE code <> '' AND (");
    for (index, word) in words.iter().enumerate() {
        sql.push(if index == 0 { "code LIKE " } else { " OR code LIKE " });
        push_part(&mut sql, word);
    }
    sql.push(")) one CROSS JOIN lot l ON l.row = one.row WHERE TRUE");
    for word in words {
        push_any(&mut sql, &["l.code", "l.maker"], word);
        sql.push(")");
    }
    sql.push(" ORDER BY l.code <> ").push_bind(text.to_owned()).push(" COLLATE NOCASE, l.code NOT LIKE ");
    sql.push_bind(containing(text).trim_start_matches('%').to_owned()).push(" ESCAPE '\\'");
    sql.push(", l.row DESC LIMIT ").push_bind(limit);
    sql
}

fn by_day(day: &str, words: &[&str], limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(
        "SELECT l.row FROM lot l CROSS JOIN item i ON i.row = l.item_row
         WHERE l.kind = 'coded' AND l.made_on = ",
    );
    sql.push_bind(day.to_owned());
    for word in words {
        push_any(&mut sql, &["l.code", "l.maker", "i.sku"], word);
        sql.push(" OR EXISTS (SELECT 1 FROM item_name n WHERE n.item_row = i.row AND n.name LIKE ");
        push_part(&mut sql, word);
        sql.push(
            ") OR EXISTS (SELECT 1 FROM movement m CROSS JOIN location f ON f.row = m.from_row
             CROSS JOIN location t ON t.row = m.to_row WHERE m.lot_row = l.row AND f.kind = 'production'",
        );
        push_any(&mut sql, &["t.code", "t.name"], word);
        sql.push(")))");
    }
    sql.push(" ORDER BY l.row DESC LIMIT ").push_bind(limit);
    sql
}

/// Left open for more.
fn push_any(sql: &mut QueryBuilder<Sqlite>, columns: &[&str], word: &str) {
    for (index, column) in columns.iter().enumerate() {
        sql.push(if index == 0 { " AND (" } else { " OR " }).push(*column).push(" LIKE ");
        push_part(sql, word);
    }
}

fn push_part(sql: &mut QueryBuilder<Sqlite>, word: &str) {
    sql.push_bind(containing(word)).push(" ESCAPE '\\'");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(sql: QueryBuilder<Sqlite>) -> Vec<String> {
        let path = env!("DATABASE_URL").trim_start_matches("sqlite://").trim_end_matches("?mode=ro");
        let connection = rusqlite::Connection::open(path).unwrap();
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", sql.into_string())).unwrap();
        let nulls = vec![rusqlite::types::Null; statement.parameter_count()];
        let rows =
            statement.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
        rows.map(|row| row.unwrap()).filter(|step| step.contains("lot") || step.contains(" l ")).collect()
    }

    #[test]
    fn a_million_lots_are_read_by_their_codes_or_by_their_day() {
        let by_code = plan(by_code("26K23 Kebun", &["26K23", "Kebun"], 10));
        let wanted =
            ["SCAN lot USING COVERING INDEX lot_by_code", "SEARCH l USING INTEGER PRIMARY KEY (rowid=?)"];
        assert_eq!(by_code, wanted, "codes alone, no whole rows");
        let by_day = plan(by_day("2026-11-21", &["VAT-2"], 10));
        assert_eq!(by_day[0], "SEARCH l USING INDEX lot_by_made_on (made_on=?)", "only lots of the day");
    }
}
