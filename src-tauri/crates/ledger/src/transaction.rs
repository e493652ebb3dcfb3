//! One turn's view of the open transaction: what the table modules run their statements through.
//! It never commits; the writer does, for the whole group.

use crate::Error;
use rusqlite::{CachedStatement, Connection, Params, Row};
use std::cell::RefCell;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The writer's open transaction, lent to one turn.
pub struct Transaction<'c> {
    connection: &'c Connection,
    /// A failing disk, heard of by any statement of the turn, even when the turn itself took no notice.
    fatal: RefCell<Option<Arc<rusqlite::Error>>>,
}

const BEGIN: &str = "SAVEPOINT turn";
const KEEP: &str = "RELEASE turn";
const UNDO: &str = "ROLLBACK TO turn";
pub(crate) const STATEMENTS: &[&str] = &[BEGIN, KEEP, UNDO];

impl<'c> Transaction<'c> {
    /// Over a connection whose transaction the caller began.
    pub(crate) fn over(connection: &'c Connection) -> Transaction<'c> {
        Transaction { connection, fatal: RefCell::default() }
    }

    /// Runs `work` in a savepoint of its own: kept when it gives `Ok`, taken back when it gives `Err`.
    ///
    /// # Errors
    /// Those of `work`; [`Error::Bug`] when it panicked (taken back as well); [`Error::DiskFull`] or another
    /// fault of the disk, after which the whole group is gone and every statement gives
    /// [`Error::RolledBack`].
    pub fn savepoint<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.run(BEGIN, [])?;
        match catch_unwind(AssertUnwindSafe(|| work(self))) {
            Ok(Ok(value)) => {
                self.run(KEEP, [])?;
                Ok(value)
            }
            Ok(Err(error)) => {
                self.undo()?;
                Err(error)
            }
            Err(panic) => {
                self.undo()?;
                Err(Error::Bug(panic_text(panic.as_ref())).into())
            }
        }
    }

    /// A full disk makes SQLite roll the whole transaction back by itself; then there is nothing left to
    /// undo.
    fn undo(&self) -> Result<(), Error> {
        if self.connection.is_autocommit() {
            return Ok(());
        }
        self.run(UNDO, [])?;
        self.run(KEEP, [])?;
        Ok(())
    }

    /// Why the writer must stop after this turn.
    pub(crate) fn fatal(&self) -> Option<Arc<rusqlite::Error>> {
        self.fatal.borrow().clone()
    }

    /// Runs a statement that gives no rows; the count of changed rows.
    pub(crate) fn run(&self, sql: &'static str, params: impl Params) -> Result<usize, Error> {
        self.with(sql, |statement| statement.execute(params))
    }

    /// The first row, if there is one.
    pub(crate) fn one<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        self.with(sql, |statement| match statement.query(params)?.next()? {
            Some(row) => read(row).map(Some),
            None => Ok(None),
        })
    }

    pub(crate) fn all<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        self.with(sql, |statement| statement.query_map(params, read)?.collect())
    }

    /// Row by row, until `step` breaks off.
    pub(crate) fn walk(
        &self,
        sql: &'static str,
        params: impl Params,
        mut step: impl FnMut(&Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> Result<(), Error> {
        self.with(sql, |statement| {
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                if step(row)?.is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// A savepoint for the table modules themselves: taken back when `work` gives `Err`.
    pub(crate) fn guarded<T>(&self, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        self.run(BEGIN, [])?;
        let result = work();
        match result {
            Ok(_) => self.run(KEEP, []).map(|_| ())?,
            Err(_) => self.undo()?,
        }
        result
    }

    pub(crate) fn last_row(&self) -> i64 {
        self.connection.last_insert_rowid()
    }

    /// Nothing runs once the transaction is gone: it would commit by itself, alone.
    fn with<T>(
        &self,
        sql: &'static str,
        act: impl FnOnce(&mut CachedStatement<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        debug_assert!(crate::table::is_listed(sql), "{sql:?} is missing from its module's STATEMENTS");
        if self.connection.is_autocommit() {
            return Err(Error::RolledBack);
        }
        let result = self.connection.prepare_cached(sql).and_then(|mut statement| act(&mut statement));
        result.map_err(|error| {
            let error = Error::from(error);
            if let Some(fatal) = error.fatal() {
                self.fatal.borrow_mut().get_or_insert(fatal);
            }
            error
        })
    }
}

pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without a text".to_owned())
}
