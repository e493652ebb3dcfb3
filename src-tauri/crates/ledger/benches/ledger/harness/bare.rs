//! The other side: the same rows in one commit, prepared statements, the engine's own settings, nothing read,
//! nothing hashed.

use super::book::{DOCK, NOW_MS, SUPPLIER, barcode, uuid};
use rusqlite::{Connection, params};

pub struct File {
    connection: Connection,
    item_count: u32,
    /// Entries that are there already.
    first: i64,
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
                        to_before) VALUES (?1, 1, 'receive', ?2, ?2, NULL, ?3, ?4, 1000000, 0, '', 'scanned',
                        NULL, '', 0, 0)";
const BALANCE: &str = "INSERT INTO balance (location_row, item_row, lot_row, physical, on_hand)
                       VALUES (?1, ?2, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET on_hand = on_hand + excluded.on_hand";
const STATION: &str = "UPDATE station SET head_sequence = ?1, head_hash = zeroblob(32), hybrid_clock = ?1";
const DELIVERY: &str = "INSERT INTO delivery (id, vendor, kind, entry_row, lane, natural_key, priority,
                        state, made_at_ms, changed_at_ms)
                        VALUES (?1, 'katana', 'stock_adjustment', ?2, ?3, ?3, 2, 'waiting', ?4, ?4)";
const SEAT: &str = "INSERT INTO seat (name, operator_row, screen_number, step) VALUES ('dock', 1, ?1, ?2)
                    ON CONFLICT (name) DO UPDATE SET screen_number = excluded.screen_number,
                    step = excluded.step";

impl File {
    /// A closed copy of a book; afterwards it is one no more, its chain is made of zeros.
    pub fn open(path: &std::path::Path, item_count: u32) -> File {
        let connection = Connection::open(path).expect("the copy opens");
        connection.set_prepared_statement_cache_capacity(32);
        connection.execute_batch(ledger::open::SETTINGS).expect("the settings are the engine's own");
        let first = connection
            .query_row("SELECT head_sequence FROM station", [], |row| row.get(0))
            .expect("the copy is of a station");
        File { connection, item_count, first }
    }

    pub fn commit(&self, number: u32) {
        self.rows(number).expect("the same rows fit into the copy");
    }

    fn rows(&self, number: u32) -> rusqlite::Result<()> {
        let item = number.wrapping_mul(7_919) % self.item_count;
        let (item_row, sequence) = (i64::from(item) + 1, self.first + i64::from(number) + 1);
        let id = |kind| uuid(kind, sequence as u128).into_bytes();
        let station = uuid(5, 1).into_bytes();
        let key = format!("TM1-1-{sequence:06}");
        self.run("BEGIN IMMEDIATE", [])?;
        self.run(ENTRY, params![id(7), station, sequence, NOW_MS])?;
        let entry_row = self.connection.last_insert_rowid();
        self.run(MOVEMENT, params![entry_row, item_row, SUPPLIER, DOCK])?;
        self.run(BALANCE, params![SUPPLIER, item_row, false, -1_000_000])?;
        self.run(BALANCE, params![DOCK, item_row, true, 1_000_000])?;
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
