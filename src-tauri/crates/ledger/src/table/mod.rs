//! One module per table: its rows and its statements. Every statement is a constant in its module's
//! `STATEMENTS` and is prepared when the writer opens, so that a wrong one stops the start.

pub(crate) mod column;

pub mod station;
pub mod owner;
pub mod operator;
pub mod location;
pub mod item;
pub mod item_life;
pub mod policy;
pub mod item_fact;
pub mod place_storage;
pub mod lot;
pub mod lot_change;
pub mod document;
pub mod transfer;
pub mod scan;
pub mod entry;
pub mod movement;
pub mod placement;
pub mod balance;
pub mod reservation;
pub mod serial_position;
pub mod search;
pub mod count;
pub mod seat;
pub mod task;
pub mod print_job;
pub mod known_printer;
pub mod token;
pub mod request;
pub mod audit;
pub mod delivery;
pub mod link;
pub mod external_stock;
pub mod feed;
pub mod vendor_call;
pub mod import;

/// Every statement the writer may run.
pub(crate) const LISTS: &[&[&str]] = &[
    crate::transaction::STATEMENTS,
    crate::group::STATEMENTS,
    crate::rebuild::STATEMENTS,
    station::STATEMENTS,
    owner::STATEMENTS,
    operator::STATEMENTS,
    location::STATEMENTS,
    location::crates::STATEMENTS,
    location::hands::STATEMENTS,
    item::STATEMENTS,
    item_life::STATEMENTS,
    policy::STATEMENTS,
    item_fact::STATEMENTS,
    place_storage::STATEMENTS,
    lot::STATEMENTS,
    lot_change::STATEMENTS,
    document::STATEMENTS,
    document::vendor::STATEMENTS,
    transfer::STATEMENTS,
    scan::STATEMENTS,
    entry::STATEMENTS,
    movement::STATEMENTS,
    placement::STATEMENTS,
    balance::STATEMENTS,
    reservation::STATEMENTS,
    reservation::request::STATEMENTS,
    serial_position::STATEMENTS,
    search::STATEMENTS,
    count::STATEMENTS,
    count::zone::STATEMENTS,
    count::wait::STATEMENTS,
    seat::STATEMENTS,
    task::STATEMENTS,
    print_job::STATEMENTS,
    known_printer::STATEMENTS,
    token::STATEMENTS,
    request::STATEMENTS,
    audit::STATEMENTS,
    delivery::STATEMENTS,
    link::STATEMENTS,
    external_stock::STATEMENTS,
    feed::STATEMENTS,
    vendor_call::STATEMENTS,
    import::STATEMENTS,
    import::catalogue::STATEMENTS,
    import::lots::STATEMENTS,
    import::places::STATEMENTS,
    import::orders::STATEMENTS,
];

pub(crate) fn is_listed(sql: &str) -> bool {
    LISTS.iter().any(|list| list.contains(&sql))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::types::Null;
    use rusqlite::{Connection, params_from_iter};

    /// Beginnings of the statements that read a whole table on purpose: everything derived made again, and
    /// lists of what there are only a few of.
    const WHOLE_TABLE: &[&str] = &[
        "UPDATE delivery SET state = iif(",
        "DELETE FROM balance",
        "INSERT INTO balance (location_row, item_row, lot_row, physical, on_hand, pieces, reserved)",
        "DELETE FROM serial_position",
        "DELETE FROM reservation_open",
        "INSERT INTO reservation_open (reservation_row, item_row, location_row, lot_row, expires_at_ms) SELECT",
        "INSERT INTO serial_position (item_row, serial, location_row, lot_row) SELECT",
        "UPDATE location SET parent_row = n.to_row",
        "UPDATE lot SET status = n.status_after",
        "UPDATE lot SET expiry_kind = n.expiry_kind_after",
        "DELETE FROM search_word",
        "DELETE FROM search_item",
        // What points at items is gone through only while a foreign key is broken, which none is.
        "INSERT INTO item (id",
        "WITH RECURSIVE tree",
        "SELECT id, name FROM owner",
        "SELECT p.id, p.name, p.role, p.language, p.badge, o.id FROM operator",
        "SELECT name FROM seat",
        "UPDATE seat SET operator_row = NULL",
        "SELECT vendor, name, watermark",
        "SELECT t.hash",
        "SELECT seat FROM token",
    ];
    const FEW: &[&str] = &["station", "policy", "up", "inside", "tree", "a", "n", "x"];
    const OPEN: &[&str] =
        &["scan_open", "task_open_once", "delivery_open", "delivery_due", "print_job_at_printer"];

    /// The steps of `sql` that read a whole table without an order that ends them early.
    fn scans(connection: &Connection, sql: &str) -> Vec<String> {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let nulls = vec![Null; statement.parameter_count()];
        let rows = statement.query_map(params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = rows.map(|row| row.unwrap()).collect();
        let sorts = steps.iter().any(|step| step == "USE TEMP B-TREE FOR ORDER BY");
        let ends_early = sql.contains(" LIMIT ") && !sorts;
        // A single row, a recursion's own rows, or a partial index of what is open.
        let is_short = |step: &str| {
            FEW.iter().any(|few| step.strip_prefix("SCAN ") == Some(few))
                || OPEN.iter().any(|open| step.ends_with(open))
        };
        steps.into_iter().filter(|step| step.starts_with("SCAN ") && !ends_early && !is_short(step)).collect()
    }

    #[test]
    fn no_turn_reads_a_whole_table() {
        let url = env!("DATABASE_URL");
        let path = url.trim_start_matches("sqlite://").trim_end_matches("?mode=ro");
        let connection = Connection::open(path).unwrap();
        for sql in LISTS.iter().copied().flatten() {
            let plain = sql.split_whitespace().collect::<Vec<_>>().join(" ");
            let can_be_explained =
                ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].iter().any(|word| sql.starts_with(word));
            let is_allowed = WHOLE_TABLE.iter().any(|allowed| plain.starts_with(allowed));
            if can_be_explained && !is_allowed {
                let scans = scans(&connection, sql);
                assert!(scans.is_empty(), "{scans:?} at ten million rows, in {plain}");
            }
        }
    }
}
