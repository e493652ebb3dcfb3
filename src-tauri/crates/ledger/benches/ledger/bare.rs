//! The other side: the same rows in one commit, prepared statements, the same pragmas, nothing read, nothing
//! hashed.

use crate::engine::{NOW_MS, barcode, uuid};
use rusqlite::{Connection, params};

pub struct File {
    connection: Connection,
    item_count: u32,
}

const SCAN: &str =
    "INSERT INTO scan (id, station_id, seat, source, aim, bytes, operator_row, received_at_ms, verdict,
     message, entry_id, settled_at_ms) VALUES (?1, ?2, 'dock', 'wedge', NULL, ?3, 1, ?4, 'accepted', '{}',
     ?5, ?4)";
const ENTRY: &str = "INSERT INTO entry (id, station_id, epoch, sequence, hybrid_clock, happened_at_ms,
                     recorded_at_ms, business_date, operator_row, seat, document_row, scan_id, reverses,
                     note, hash) VALUES (?1, ?2, 1, ?3, ?3, ?4, ?4, '2026-11-21', 1, 'dock', NULL, NULL,
                     NULL, '', zeroblob(32))";
const MOVEMENT: &str = "INSERT INTO movement (entry_row, line, kind, item_row, lot_row, serial, from_row,
                        to_row, quantity, pieces, reason, evidence, line_row, reading, from_before,
                        to_before) VALUES (?1, 1, 'receive', ?2, ?2, NULL, 1, 2, 1000000, 0, '', 'scanned',
                        NULL, '', 0, 0)";
const BALANCE: &str = "UPDATE balance SET on_hand = on_hand + ?3 WHERE location_row = ?1 AND item_row = ?2
                       AND lot_row = ?2";
const STATION: &str = "UPDATE station SET head_sequence = ?1, head_hash = zeroblob(32), hybrid_clock = ?1";
const DELIVERY: &str = "INSERT INTO delivery (id, vendor, kind, entry_row, lane, natural_key, priority,
                        state, made_at_ms, changed_at_ms)
                        VALUES (?1, 'katana', 'stock_adjustment', ?2, ?3, ?3, 2, 'waiting', ?4, ?4)";
const SEAT: &str = "INSERT INTO seat (name, operator_row, screen_number, step) VALUES ('dock', 1, ?1, ?2)
                    ON CONFLICT (name) DO UPDATE SET screen_number = excluded.screen_number,
                    step = excluded.step";

impl File {
    pub fn open(path: &std::path::Path) -> File {
        let connection = Connection::open(path).expect("the copy opens");
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                 PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;
                 PRAGMA journal_size_limit = 16777216; PRAGMA cache_size = -32768;",
            )
            .expect("the pragmas are the engine's own");
        let item_count = connection
            .query_row("SELECT count(*) FROM item", [], |row| row.get(0))
            .expect("the copy holds items");
        File { connection, item_count }
    }

    pub fn commit(&self, number: u32) {
        self.rows(number).expect("the same rows fit into the copy");
    }

    fn rows(&self, number: u32) -> rusqlite::Result<()> {
        let item = number.wrapping_mul(7_919) % self.item_count;
        let (item_row, sequence) = (i64::from(item) + 1, i64::from(number) + 100_000_000);
        let id = |kind| uuid(kind, u128::from(number)).into_bytes();
        let station = uuid(5, 1).into_bytes();
        let key = format!("TM1-1-{sequence:06}");
        self.run("BEGIN IMMEDIATE", [])?;
        self.run(ENTRY, params![id(7), station, sequence, NOW_MS])?;
        let entry_row = self.connection.last_insert_rowid();
        self.run(MOVEMENT, params![entry_row, item_row])?;
        self.run(BALANCE, params![1, item_row, -1_000_000])?;
        self.run(BALANCE, params![2, item_row, 1_000_000])?;
        self.run(STATION, params![sequence])?;
        self.run(DELIVERY, params![id(9), entry_row, key, NOW_MS])?;
        self.run(SEAT, params![number, format!(r#"{{"at":"receive","last":"{key}"}}"#)])?;
        self.run(SCAN, params![id(8), station, barcode(item).into_bytes(), NOW_MS, id(7)])?;
        self.run("COMMIT", [])
    }

    fn run(&self, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute(params).map(|_| ())
    }
}
