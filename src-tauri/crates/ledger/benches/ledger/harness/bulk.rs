//! A generated book written fast: the rows and hashes that the engine would write, in one go, with the indexes made
//! afterwards. `tests/bench` holds it row by row against the engine; `tallyman verify` holds every book it makes.

use super::book::{self, DOCK, Shape, home};
use super::story::{Story, Told};
use domain::StationId;
use domain::entry::{ChainPlace, GENESIS, Reason, canonical_bytes, chain_hash};
use rusqlite::{CachedStatement, Connection, params};
use std::path::Path;

/// Where the chain came to stand.
pub struct Written {
    pub entry_count: i64,
    pub movement_count: i64,
}

const TABLES: &str = "('entry', 'movement', 'balance')";
const ENTRY: &str = "INSERT INTO entry (row, id, station_id, epoch, sequence, hybrid_clock, happened_at_ms,
                     recorded_at_ms, business_date, operator_row, seat, note, hash)
                     VALUES (?1, ?2, ?3, 1, ?1, ?4, ?5, ?6, ?7, ?8, ?9, '', ?10)";
const MOVEMENT: &str =
    "INSERT INTO movement (row, entry_row, line, kind, item_row, lot_row, from_row, to_row, quantity,
                        reason, evidence, from_before, to_before)
                        VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
const BALANCE: &str = "INSERT INTO balance (location_row, item_row, lot_row, physical, on_hand)
                       VALUES (?1, ?2, ?2, ?3, ?4)";
const HEAD: &str = "UPDATE station SET head_sequence = ?1, head_hash = ?2, hybrid_clock = ?3 WHERE one = 1";
/// Nothing of it is kept when the machine stops meanwhile; then the book is made again.
const UNSAFE_AND_FAST: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
                               PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -400000; PRAGMA threads = 2;
                               BEGIN";

/// Makes the book at `path`; the folder is there, the file is not.
pub fn make(path: &Path, shape: Shape) -> rusqlite::Result<Written> {
    drop(book::found(path, shape));
    let connection = Connection::open(path)?;
    connection.execute_batch(UNSAFE_AND_FAST)?;
    let indexes = drop_indexes(&connection)?;
    let written = tell(&connection, shape)?;
    for index in indexes {
        connection.execute_batch(&index)?;
    }
    connection.execute_batch("COMMIT; PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;")?;
    connection.close().map_err(|(_, error)| error)?;
    // The measurements begin with a disk that has nothing left to do.
    std::fs::File::open(path)
        .and_then(|file| file.sync_all())
        .expect("a file that was just written is there");
    Ok(written)
}

/// Those that are no promise of uniqueness; how to make them again.
fn drop_indexes(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = format!(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL AND tbl_name IN {TABLES}"
    );
    let mut statement = connection.prepare(&sql)?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: Vec<(String, String)> = found.collect::<rusqlite::Result<_>>()?;
    for (name, _) in &found {
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

fn tell(connection: &Connection, shape: Shape) -> rusqlite::Result<Written> {
    assert_rows(connection, shape)?;
    let (mut entries, mut movements) =
        (connection.prepare_cached(ENTRY)?, connection.prepare_cached(MOVEMENT)?);
    let mut story = Story::of(shape);
    let mut head =
        Head { sequence: 0, hash: GENESIS, clock: 0, movement_count: 0, station: station(connection)? };
    for told in story.by_ref() {
        head.advance(&told);
        head.write(&told, &mut entries, &mut movements)?;
    }
    connection.execute(HEAD, params![head.sequence, head.hash, head.clock])?;
    let mut balances = connection.prepare_cached(BALANCE)?;
    for ((place, item), units) in story.stock() {
        let is_physical = place == DOCK || place == home(item);
        balances.execute(params![place, item + 1, is_physical, units * 1_000_000])?;
    }
    Ok(Written { entry_count: head.sequence, movement_count: head.movement_count })
}

/// Numbers are used as rows; a founding that gave others would make another book.
fn assert_rows(connection: &Connection, shape: Shape) -> rusqlite::Result<()> {
    let row = |table: &str, id: &[u8; 16]| {
        connection.query_row(&format!("SELECT row FROM {table} WHERE id = ?1"), params![id], |row| {
            row.get::<_, u32>(0)
        })
    };
    let last = shape.item_count - 1;
    assert_eq!(row("item", book::item_id(last).bytes())?, last + 1, "items stand in their order");
    assert_eq!(row("lot", book::lot_id(last).bytes())?, last + 1, "and their lots");
    assert_eq!(row("location", book::place(home(0)).bytes())?, home(0), "and the places");
    assert_eq!(row("operator", book::operator_id(1).bytes())?, 1, "and the people");
    Ok(())
}

fn station(connection: &Connection) -> rusqlite::Result<StationId> {
    connection
        .query_row("SELECT id FROM station", [], |row| Ok(StationId(uuid::Uuid::from_bytes(row.get(0)?))))
}

struct Head {
    station: StationId,
    sequence: i64,
    hash: [u8; 32],
    clock: i64,
    movement_count: i64,
}

impl Head {
    fn advance(&mut self, told: &Told) {
        self.sequence += 1;
        self.clock = (self.clock + 1).max(told.new.recorded_at_ms << 16);
        let place =
            ChainPlace { station: self.station, epoch: 1, sequence: self.sequence, hybrid_clock: self.clock };
        self.hash = chain_hash(&self.hash, &canonical_bytes(&place, &told.new, &told.before));
    }

    fn write(
        &mut self,
        told: &Told,
        entries: &mut CachedStatement<'_>,
        movements: &mut CachedStatement<'_>,
    ) -> rusqlite::Result<()> {
        let Told { new, before, operator, lines } = told;
        entries.execute(params![
            self.sequence,
            new.id.bytes(),
            self.station.bytes(),
            self.clock,
            new.happened_at_ms,
            new.recorded_at_ms,
            new.business_date.to_string(),
            operator,
            new.seat,
            self.hash
        ])?;
        for (index, ((movement, line), before)) in new.movements.iter().zip(lines).zip(before).enumerate() {
            self.movement_count += 1;
            movements.execute(params![
                self.movement_count,
                self.sequence,
                index as i64 + 1,
                movement.kind.text(),
                line.item + 1,
                line.from,
                line.to,
                movement.quantity.millionths(),
                movement.reason.map_or("", Reason::text),
                movement.evidence.text(),
                before.from.millionths(),
                before.to.millionths()
            ])?;
        }
        Ok(())
    }
}
