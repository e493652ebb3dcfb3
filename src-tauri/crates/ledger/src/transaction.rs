//! One turn's view of the open transaction: what the table modules run their statements through.
//! It never commits; the writer does, for the whole group.

use crate::Error;
use rusqlite::{CachedStatement, Connection, Params, Row};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The writer's open transaction, lent to one turn.
pub struct Transaction<'c> {
    connection: &'c Connection,
}

const BEGIN: &str = "SAVEPOINT turn";
const KEEP: &str = "RELEASE turn";
const UNDO: &str = "ROLLBACK TO turn";
pub(crate) const STATEMENTS: &[&str] = &[BEGIN, KEEP, UNDO];

impl<'c> Transaction<'c> {
    /// Over a connection whose transaction the caller began.
    pub(crate) fn over(connection: &'c Connection) -> Transaction<'c> {
        Transaction { connection }
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

    /// Runs a statement that gives no rows; the count of changed rows.
    pub(crate) fn run(&self, sql: &'static str, params: impl Params) -> Result<usize, Error> {
        Ok(self.statement(sql)?.execute(params)?)
    }

    /// The first row, if there is one.
    pub(crate) fn one<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query(params)?;
        match rows.next()? {
            Some(row) => Ok(Some(read(row)?)),
            None => Ok(None),
        }
    }

    pub(crate) fn all<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let mut statement = self.statement(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }

    /// The row a writing statement gives back; unlike [`Transaction::one`] it runs the statement to its end,
    /// where foreign keys are looked at.
    pub(crate) fn written<T>(
        &self,
        sql: &'static str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        Ok(self.all(sql, params, read)?.pop())
    }

    /// Row by row, until `step` breaks off.
    pub(crate) fn walk(
        &self,
        sql: &'static str,
        params: impl Params,
        mut step: impl FnMut(&Row<'_>) -> rusqlite::Result<ControlFlow<()>>,
    ) -> Result<(), Error> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            if step(row)?.is_break() {
                break;
            }
        }
        Ok(())
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
    fn statement(&self, sql: &'static str) -> Result<CachedStatement<'_>, Error> {
        debug_assert!(crate::table::is_listed(sql), "{sql:?} is missing from its module's STATEMENTS");
        if self.connection.is_autocommit() {
            return Err(Error::RolledBack);
        }
        Ok(self.connection.prepare_cached(sql)?)
    }
}

pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without a text".to_owned())
}
