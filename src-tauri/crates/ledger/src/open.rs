//! Opening the ledger: engine checked, file recognised, backed up and migrated, settings asserted,
//! statements prepared, head of the chain looked at; only then does the writer take turns.

use crate::group::{Loop, Standing};
use crate::sound::Found;
use crate::transaction::Transaction;
use crate::writer::{QUEUE_LENGTH, Writer};
use crate::{Error, backup, restore, sound, table};
use domain::StationId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

static MIGRATIONS: Migrator = sqlx::migrate!("../../../migrations");
/// Older ones corrupt files when several connections checkpoint (reliability.md, version hazard).
const OLDEST_ENGINE: i32 = 3_051_003;
const READER_COUNT: u32 = 4;
/// Of items that a file from before this version's search is found by at once.
const PIECES_AT_ONCE: u32 = 10;
const CLOSE_DEADLINE: Duration = Duration::from_secs(30);

/// How the writer's connection is set; whoever is measured against it sets the same. Once it takes turns, the writer
/// folds its log between them (`group/log.rs`) at the same length.
pub const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;
    PRAGMA journal_size_limit = 16777216; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
    PRAGMA cache_size = -65536; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 4000;";

/// What opening needs to know; name and station count only when the file is new.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    pub path: PathBuf,
    /// Of a new ledger: the `TM1` of `TM1-1-000123`.
    pub short_name: String,
    /// Of a new ledger.
    pub station: StationId,
    /// Names the backup that is made before a migration.
    pub now_ms: i64,
}

/// The open book: one writer, a few readers.
#[derive(Debug)]
pub struct Ledger {
    writer: Writer,
    pool: SqlitePool,
    path: PathBuf,
}

impl Ledger {
    /// Opens the file, or founds it; finishes a restore that was interrupted. The caller holds the directory's
    /// [`OwnerLock`](crate::OwnerLock).
    ///
    /// # Errors
    /// [`Error::OldEngine`], [`Error::CannotOpen`], [`Error::ReadOnly`], [`Error::NotALedger`],
    /// [`Error::NewerVersion`], [`Error::Backup`], [`Error::NoRoom`], [`Error::Migration`], [`Error::Setting`];
    /// [`Error::Unsound`] when the file is damaged or not whole, [`Error::Differs`] when one of the last 10,000
    /// links of the chain does not fit: then nothing was written to it.
    pub async fn open(options: OpenOptions) -> Result<Ledger, Error> {
        check_engine()?;
        restore::finish(&options.path)?;
        let found = recognise(&options)?;
        migrate(&options.path).await?;
        if matches!(found, Found::Version(before) if before < newest_migration())
            && let Some(difference) = sound::head(&options.path)?
        {
            return Err(Error::Differs(Box::new(difference)));
        }
        let writer = start_writer(&options)?;
        let pool = match readers(&options.path).await {
            Ok(pool) => pool,
            Err(error) => {
                writer.stop(CLOSE_DEADLINE)?;
                return Err(error);
            }
        };
        Ok(Ledger { writer, pool, path: options.path })
    }

    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// Read-only.
    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets the turns that wait finish, then closes the file and cuts its log back.
    ///
    /// # Errors
    /// [`Error::Stopped`] when that takes longer than half a minute; what was answered is on the disk all
    /// the same.
    pub async fn close(&self) -> Result<(), Error> {
        self.pool.close().await;
        let writer = self.writer.clone();
        tokio::task::spawn_blocking(move || writer.stop(CLOSE_DEADLINE))
            .await
            .map_err(|error| Error::Bug(error.to_string()))?
    }
}

/// Of the SQLite that is linked: `3.51.3`.
pub fn engine_version() -> &'static str {
    rusqlite::version()
}

/// # Errors
/// [`Error::OldEngine`].
pub fn check_engine() -> Result<(), Error> {
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(Error::OldEngine { found: rusqlite::version().to_owned() });
    }
    Ok(())
}

/// Says in plain words what is wrong with the file before anything touches it, and keeps a copy of one that
/// is about to be migrated.
fn recognise(options: &OpenOptions) -> Result<Found, Error> {
    let path = &options.path;
    let cannot = |error: std::io::Error| Error::CannotOpen { path: path.clone(), why: error.to_string() };
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return sound::look(path).map(|()| Found::New);
        }
        Err(error) => return Err(cannot(error)),
    };
    if !metadata.is_file() {
        return Err(Error::NotALedger { path: path.clone() });
    }
    if metadata.permissions().readonly() {
        return Err(Error::ReadOnly { path: path.clone() });
    }
    match std::fs::OpenOptions::new().read(true).write(true).open(path) {
        Ok(_) => {}
        Err(error) if is_read_only(&error) => return Err(Error::ReadOnly { path: path.clone() }),
        Err(error) => return Err(cannot(error)),
    }
    let found = sound::probe(path, newest_migration())?;
    if let Found::Version(version) = found
        && version < newest_migration()
    {
        backup::before_migration(path, version, options.now_ms)?;
    }
    // What the last owner left open is in order. Said before its log is folded into the file.
    sound::say_closed(path).map_err(cannot)?;
    Ok(found)
}

/// The version this program brings every file to.
pub(crate) fn newest_migration() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0)
}

fn is_read_only(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem)
}

pub(crate) async fn migrate(path: &Path) -> Result<(), Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .disable_statement_logging();
    let mut connection = options.connect().await.map_err(|error| cannot_open(path, error))?;
    let outcome = MIGRATIONS.run(&mut connection).await;
    connection.close().await.map_err(|error| cannot_open(path, error))?;
    outcome.map_err(|error| Error::Migration(Box::new(error)))
}

fn cannot_open(path: &Path, error: sqlx::Error) -> Error {
    Error::CannotOpen { path: path.to_owned(), why: error.to_string() }
}

async fn readers(path: &Path) -> Result<SqlitePool, Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .pragma("query_only", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging();
    SqlitePoolOptions::new()
        .max_connections(READER_COUNT)
        .connect_with(options)
        .await
        .map_err(|error| cannot_open(path, error))
}

/// Everything that can fail happens before the thread is let go.
fn start_writer(options: &OpenOptions) -> Result<Writer, Error> {
    // One thread uses it, so SQLite need not lock for itself.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&options.path, flags)?;
    configure(&connection)?;
    prepare(&connection)?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    table::station::found(&Transaction::over(&connection), options.station, &options.short_name)?;
    connection.execute_batch("COMMIT")?;
    make_searchable(&connection)?;
    // Its log is there by now.
    let cannot =
        |error: std::io::Error| Error::CannotOpen { path: options.path.clone(), why: error.to_string() };
    if let Err(error) = sound::say_open(&options.path) {
        // Whatever is left of the mark, its log stays beside it and the next opening finds both.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        return Err(cannot(error));
    }
    let (sender, queue) = flume::bounded(QUEUE_LENGTH);
    let standing = Arc::new(Standing::default());
    let work = Loop { connection, queue, path: options.path.clone(), standing: standing.clone() };
    let spawned = std::thread::Builder::new().name("ledger-writer".to_owned()).spawn(move || work.run());
    if let Err(error) = spawned {
        sound::say_closed(&options.path).map_err(cannot)?;
        return Err(cannot(error));
    }
    Ok(Writer::new(sender, standing))
}

/// A file from before this version's search is taken up in pieces, whenever no turn waits; a small one at once.
fn make_searchable(connection: &Connection) -> Result<(), Error> {
    let mut is_behind = true;
    for piece in 0..=PIECES_AT_ONCE {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let transaction = Transaction::over(connection);
        if piece == 0 {
            table::search::drop_other_rules(&transaction)?;
        } else if is_behind {
            is_behind = table::search::catch_up(&transaction)?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(())
}

/// Sets what the promises rest on, and looks whether it took.
pub(crate) fn configure(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(SETTINGS)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Else SQLite looks at the number bound to a LIMIT and plans the statement anew for each: 17 µs of every turn.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    for (name, wanted) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
    ] {
        let found: String = connection.query_row(&format!("PRAGMA {name}"), [], |row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                text => text.as_str()?.to_owned(),
            })
        })?;
        if found != wanted {
            return Err(Error::Setting { name, found, wanted });
        }
    }
    if !connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE)? {
        return Err(Error::Setting { name: "defensive", found: "off".to_owned(), wanted: "on" });
    }
    Ok(())
}

/// All statements of all tables, so that a wrong one stops the start and none is prepared twice.
fn prepare(connection: &Connection) -> Result<(), Error> {
    let count: usize = table::LISTS.iter().map(|list| list.len()).sum();
    connection.set_prepared_statement_cache_capacity(count + 16);
    for sql in table::LISTS.iter().copied().flatten() {
        connection.prepare_cached(sql)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
