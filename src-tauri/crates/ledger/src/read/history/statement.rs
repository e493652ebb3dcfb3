//! The statements over a narrowed history: its newest movements, and what they add up to.

use super::narrow::{Narrow, Way, push_key};
use crate::read::value;
use sqlx::{QueryBuilder, Sqlite};

/// Places whose stock is ours.
const OURS: &str = "SELECT row FROM location WHERE kind IN ('site', 'zone', 'bin', 'container', 'transit')";

const COLUMNS: &str = ", e.id AS entry_id, e.epoch, e.sequence, s.short_name, m.line, m.kind,
                       e.happened_at_ms, e.recorded_at_ms, e.business_date, o.id AS operator_id,
                       o.name AS operator_name, e.seat, d.id AS document_id, d.number AS document_number,
                       l.id AS lot_id, l.code AS lot_code, m.serial, f.id AS from_id, f.code AS from_code,
                       f.kind AS from_kind, t.id AS to_id, t.code AS to_code, t.kind AS to_kind, m.quantity,
                       m.pieces, m.from_before, m.to_before, m.reason, m.evidence, m.reading, e.note,
                       e.reverses, r.id AS reversed_by, m.from_row, m.to_row
                       FROM newest CROSS JOIN movement m ON m.row = newest.row
                       CROSS JOIN entry e ON e.row = m.entry_row
                       CROSS JOIN item i ON i.row = m.item_row CROSS JOIN lot l ON l.row = m.lot_row
                       CROSS JOIN location f ON f.row = m.from_row CROSS JOIN location t ON t.row = m.to_row
                       CROSS JOIN operator o ON o.row = e.operator_row CROSS JOIN station s
                       LEFT JOIN document d ON d.row = e.document_row LEFT JOIN entry r ON r.reverses = e.id
                       ORDER BY m.row DESC LIMIT ";

/// The newest movements, at most `count`.
pub(in crate::read) fn newest(narrow: &Narrow, count: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new("WITH newest (row) AS (");
    for arm in 0..arm_count(narrow) {
        sql.push(if arm == 0 { "" } else { " UNION ALL " });
        if let Way::Each(_, values) = &narrow.way {
            // The newest of each, then the newest of those: nobody's long past is walked through.
            sql.push("SELECT n.row FROM json_each(").push_bind(values.clone());
            sql.push(") one CROSS JOIN movement n WHERE n.row IN (SELECT m.row FROM movement m ");
            push_where(&mut sql, narrow, arm);
            sql.push(" ORDER BY m.row DESC LIMIT ").push_bind(count).push(")");
        } else {
            sql.push("SELECT m.row FROM ");
            push_where(&mut sql, narrow, arm);
        }
    }
    sql.push(match narrow.way {
        // Entries and their movements grow together, so this is the same order.
        Way::ByEntry(..) => " ORDER BY e.row DESC, m.line DESC LIMIT ",
        Way::Each(..) => " ORDER BY 1 DESC LIMIT ",
        _ => " ORDER BY m.row DESC LIMIT ",
    });
    sql.push_bind(count).push(") SELECT m.row AS row, ").push(value::ITEM_COLUMNS).push(COLUMNS);
    sql.push_bind(count);
    sql
}

/// How much of each kind, by kind and unit.
pub(super) fn totals(narrow: &Narrow) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(
        "SELECT x.kind, i.unit, max(i.decimals) AS decimals, count(*) AS movement_count,
         sum(x.quantity) AS quantity, sum(x.pieces) AS pieces,
         sum(iif(x.came > x.went, x.quantity, 0)) AS came_in,
         sum(iif(x.came > x.went, x.pieces, 0)) AS came_pieces,
         sum(iif(x.went > x.came, x.quantity, 0)) AS went_out,
         sum(iif(x.went > x.came, x.pieces, 0)) AS went_pieces
         FROM (",
    );
    for arm in 0..arm_count(narrow) {
        sql.push(if arm == 0 { "" } else { " UNION ALL " });
        sql.push("SELECT m.kind, m.item_row, m.quantity, m.pieces, m.to_row IN (");
        push_scope(&mut sql, narrow);
        sql.push(") AS came, m.from_row IN (");
        push_scope(&mut sql, narrow);
        sql.push(") AS went FROM ");
        if let Way::Each(_, values) = &narrow.way {
            sql.push("json_each(").push_bind(values.clone()).push(") one CROSS JOIN movement m ");
        }
        push_where(&mut sql, narrow, arm);
    }
    sql.push(
        ") x CROSS JOIN item i ON i.row = x.item_row GROUP BY x.kind, i.unit
         ORDER BY x.kind, i.unit LIMIT 1000",
    );
    sql
}

fn arm_count(narrow: &Narrow) -> usize {
    match &narrow.way {
        Way::Each(columns, _) => columns.len(),
        _ => 1,
    }
}

/// The place that was asked for with what stands in it; else all that is ours.
pub(in crate::read) fn push_scope(sql: &mut QueryBuilder<Sqlite>, narrow: &Narrow) {
    match &narrow.places {
        Some(inside) => push_list(sql, &inside.json),
        None => {
            sql.push(OURS);
        }
    }
}

fn push_list(sql: &mut QueryBuilder<Sqlite>, json: &str) {
    sql.push("SELECT value FROM json_each(").push_bind(json.to_owned()).push(")");
}

/// Tables and conditions of one arm. A plus before a column keeps SQLite from taking another index than the
/// way.
fn push_where(sql: &mut QueryBuilder<Sqlite>, narrow: &Narrow, arm: usize) {
    let is_by_entry = matches!(narrow.way, Way::ByEntry(..));
    match &narrow.way {
        Way::ByEntry(..) => sql.push("entry e CROSS JOIN movement m ON m.entry_row = e.row"),
        Way::Each(..) => sql.push(""),
        _ => sql.push("movement m"),
    };
    if narrow.needs_entry() && !is_by_entry {
        sql.push(" CROSS JOIN entry e ON e.row = m.entry_row");
    }
    if narrow.owner.is_some() {
        sql.push(" CROSS JOIN item w ON w.row = m.item_row");
    }
    sql.push(if is_by_entry { " WHERE +m.row >= " } else { " WHERE m.row >= " });
    sql.push_bind(narrow.rows.start);
    sql.push(if is_by_entry { " AND +m.row < " } else { " AND m.row < " }).push_bind(narrow.rows.end);
    push_way(sql, narrow, arm);
    push_conditions(sql, narrow);
}

fn push_way(sql: &mut QueryBuilder<Sqlite>, narrow: &Narrow, arm: usize) {
    match &narrow.way {
        Way::All => {}
        Way::By(column, key) => {
            sql.push(" AND ");
            push_key(sql, column, key);
        }
        Way::ByEntry(column, row) => {
            sql.push(" AND e.").push(*column).push(" = ").push_bind(*row);
            sql.push(" AND e.row >= coalesce((SELECT entry_row FROM movement WHERE row >= ");
            sql.push_bind(narrow.rows.start).push(" ORDER BY row LIMIT 1), 0)");
            sql.push(" AND e.row <= coalesce((SELECT entry_row FROM movement WHERE row < ");
            sql.push_bind(narrow.rows.end).push(" ORDER BY row DESC LIMIT 1), 0)");
        }
        Way::Each(columns, _) => {
            sql.push(" AND m.").push(columns[arm]).push(" = one.value");
            if columns[arm] == "kind" {
                sql.push(" AND m.kind <> ''");
            }
            if let (1, Some(places)) = (arm, &narrow.places) {
                // What moved inside is in the first arm.
                sql.push(" AND +m.from_row NOT IN (");
                push_list(sql, &places.json);
                sql.push(")");
            }
        }
    }
}

fn push_conditions(sql: &mut QueryBuilder<Sqlite>, narrow: &Narrow) {
    let Narrow { item, lot, operator, document, owner, .. } = narrow;
    for (column, row) in [
        ("+m.item_row", item),
        ("+m.lot_row", lot),
        ("+e.operator_row", operator),
        ("+e.document_row", document),
        ("w.owner_row", owner),
    ] {
        if let Some(row) = row {
            sql.push(" AND ").push(column).push(" = ").push_bind(*row);
        }
    }
    if let Some(serial) = &narrow.serial {
        sql.push(" AND +m.serial = ").push_bind(serial.clone());
    }
    for (day, than) in narrow.days.iter().zip([" >= ", " <= "]) {
        if let Some(day) = day {
            sql.push(" AND +e.business_date").push(than).push_bind(day.clone());
        }
    }
    if !narrow.kinds.is_empty() {
        sql.push(" AND +m.kind IN (");
        let mut kinds = sql.separated(", ");
        for kind in &narrow.kinds {
            kinds.push_bind(kind.text());
        }
        sql.push(")");
    }
    if narrow.places.is_some() || narrow.crosses {
        sql.push(" AND ((+m.from_row IN (");
        push_scope(sql, narrow);
        sql.push(if narrow.crosses { ")) <> (+m.to_row IN (" } else { ")) OR (+m.to_row IN (" });
        push_scope(sql, narrow);
        sql.push(")))");
    }
}
