//! The writer thread: takes whatever turns have arrived, runs them in one transaction with a savepoint each,
//! commits once, answers all. No timer; the group is what arrived during the last commit.

use crate::table::search;
use crate::transaction::panic_text;
use crate::{Error, Transaction};
use flume::RecvTimeoutError;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

const GROUP_LIMIT: usize = 256;
/// Quiet for this long: the write-ahead log is cut back, if it has grown.
const IDLE: Duration = Duration::from_secs(2);
const LONG_LOG_BYTES: u64 = 8 * 1024 * 1024;

const BEGIN: &str = "BEGIN IMMEDIATE";
const COMMIT: &str = "COMMIT";
const ROLLBACK: &str = "ROLLBACK";
pub(crate) const STATEMENTS: &[&str] = &[BEGIN, COMMIT, ROLLBACK];

pub(crate) enum Message {
    Job(Box<dyn Job>),
    /// Finish what came before, then end; answered when the file is closed.
    Stop(SyncSender<()>),
}

/// A turn whose kind of answer is its own business.
pub(crate) trait Job: Send {
    /// Runs the work once, in its savepoint.
    fn run(&mut self, transaction: &mut Transaction<'_>);
    /// Gives the caller its result, or the group's fault in its place.
    fn answer(self: Box<Self>, fault: Option<Error>);
    /// Why it failed, when the disk is going: the group is rolled back and the writer stops.
    fn fatal(&self) -> Option<Arc<rusqlite::Error>>;
}

pub(crate) struct Turn<T, W, R> {
    work: Option<W>,
    result: Option<Result<T, Error>>,
    reply: R,
}

impl<T, W, R> Turn<T, W, R> {
    pub(crate) fn new(work: W, reply: R) -> Turn<T, W, R> {
        Turn { work: Some(work), result: None, reply }
    }
}

impl<T, W, R> Job for Turn<T, W, R>
where
    T: Send,
    W: FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send,
    R: FnOnce(Result<T, Error>) + Send,
{
    fn run(&mut self, transaction: &mut Transaction<'_>) {
        let work = self.work.take().expect("a job is run once");
        self.result = Some(transaction.savepoint(work));
    }

    fn answer(self: Box<Self>, fault: Option<Error>) {
        let result = self.result.unwrap_or(Err(Error::RolledBack));
        (self.reply)(match (fault, result) {
            // Its own reason says more than the group's.
            (Some(_), Err(error)) => Err(error),
            (Some(fault), Ok(_)) => Err(fault),
            (None, result) => result,
        });
    }

    fn fatal(&self) -> Option<Arc<rusqlite::Error>> {
        self.result.as_ref()?.as_ref().err()?.fatal()
    }
}

/// The thread's whole life. `stopped` says why it ended.
pub(crate) struct Loop {
    pub connection: Connection,
    pub queue: flume::Receiver<Message>,
    pub path: PathBuf,
    pub stopped: Arc<OnceLock<String>>,
}

impl Loop {
    pub(crate) fn run(self) {
        let Loop { connection, queue, path, stopped } = self;
        let mut told = None;
        let ended = catch_unwind(AssertUnwindSafe(|| serve(&connection, &queue, &path, &mut told)));
        let why = ended.unwrap_or_else(|panic| panic_text(panic.as_ref()));
        // Before the queue goes: whoever is told "stopped" finds the reason.
        _ = stopped.set(why);
        drop(queue);
        // What cannot be cut back now is recovered at the next opening.
        _ = truncate(&connection);
        _ = connection.close();
        if let Some(told) = told {
            _ = told.send(());
        }
    }
}

/// Serves until told to stop or until the disk fails; the reason in words.
fn serve(
    connection: &Connection,
    queue: &flume::Receiver<Message>,
    path: &Path,
    told: &mut Option<SyncSender<()>>,
) -> String {
    let log = log_path(path);
    let mut is_quiet = false;
    loop {
        let first = match next(queue, is_quiet) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => {
                is_quiet = true;
                if std::fs::metadata(&log).is_ok_and(|file| file.len() > LONG_LOG_BYTES) {
                    // A reader in the way is no harm: the next quiet moment tries again.
                    _ = truncate(connection);
                }
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return "nobody uses it any more".to_owned(),
        };
        is_quiet = false;
        let (jobs, stop) = group(first, queue);
        let fatal = take(connection, jobs);
        if stop.is_some() {
            *told = stop;
            return "closed".to_owned();
        }
        if let Some(why) = fatal {
            return why;
        }
    }
}

/// Once quiet, nothing is waited for but the next turn.
fn next(queue: &flume::Receiver<Message>, is_quiet: bool) -> Result<Message, RecvTimeoutError> {
    if is_quiet { queue.recv().map_err(|_| RecvTimeoutError::Disconnected) } else { queue.recv_timeout(IDLE) }
}

/// Whatever has arrived, up to the limit and up to a request to stop.
fn group(first: Message, queue: &flume::Receiver<Message>) -> (Vec<Box<dyn Job>>, Option<SyncSender<()>>) {
    let mut jobs = Vec::new();
    let mut next = Some(first);
    while let Some(message) = next {
        match message {
            Message::Job(job) => jobs.push(job),
            Message::Stop(reply) => return (jobs, Some(reply)),
        }
        next = if jobs.len() < GROUP_LIMIT { queue.try_recv().ok() } else { None };
    }
    (jobs, None)
}

fn log_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

fn truncate(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// One group: one commit, or one more after a full disk rolled the first part back. Gives the reason when
/// the disk is going; then those not begun are dropped, and so told that the writer stopped.
fn take(connection: &Connection, jobs: Vec<Box<dyn Job>>) -> Option<String> {
    let mut waiting = jobs.into_iter();
    while waiting.len() > 0 {
        let mut done: Vec<Box<dyn Job>> = Vec::with_capacity(waiting.len());
        let fault = commit(connection, &mut waiting, &mut done).err();
        for job in done {
            job.answer(fault.clone().map(Error::from_shared));
        }
        if let Some(fault) = fault.map(Error::from_shared).filter(|fault| fault.fatal().is_some()) {
            return Some(fault.to_string());
        }
    }
    None
}

/// Runs jobs into `done` and commits them. On an error nothing of `done` is in the file.
fn commit(
    connection: &Connection,
    waiting: &mut std::vec::IntoIter<Box<dyn Job>>,
    done: &mut Vec<Box<dyn Job>>,
) -> Result<(), Arc<rusqlite::Error>> {
    if let Err(error) = execute(connection, BEGIN) {
        done.extend(waiting);
        return Err(error);
    }
    for mut job in waiting {
        let mut transaction = Transaction::over(connection);
        job.run(&mut transaction);
        let fatal = transaction.fatal().or_else(|| job.fatal());
        done.push(job);
        if let Some(fatal) = fatal {
            // The first fault is the one to tell, whatever the rollback says.
            _ = execute(connection, ROLLBACK);
            return Err(fatal);
        }
        if connection.is_autocommit() {
            // SQLite rolled everything back by itself: the disk was full. The rest begins anew.
            return Err(Arc::new(full()));
        }
    }
    take_up_changes(connection)?;
    execute(connection, COMMIT).inspect_err(|_| {
        if !connection.is_autocommit() {
            _ = execute(connection, ROLLBACK);
        }
    })
}

/// Items that were changed are found by their new words as soon as the change is there. What cannot be taken up
/// stays on the list for the next commit: search is derived, and stops nobody's work but a failing disk does.
fn take_up_changes(connection: &Connection) -> Result<(), Arc<rusqlite::Error>> {
    let mut transaction = Transaction::over(connection);
    while search::are_waiting(&transaction) {
        if transaction.savepoint(|tx| search::take_up(tx)).is_err() {
            break;
        }
    }
    match transaction.fatal() {
        Some(fatal) => {
            // The first fault is the one to tell, whatever the rollback says.
            _ = execute(connection, ROLLBACK);
            Err(fatal)
        }
        None if connection.is_autocommit() => Err(Arc::new(full())),
        None => Ok(()),
    }
}

fn execute(connection: &Connection, sql: &'static str) -> Result<(), Arc<rusqlite::Error>> {
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.execute([]))
        .map(|_| ())
        .map_err(Arc::new)
}

fn full() -> rusqlite::Error {
    let code = rusqlite::ffi::Error {
        code: rusqlite::ErrorCode::DiskFull,
        extended_code: rusqlite::ffi::SQLITE_FULL,
    };
    rusqlite::Error::SqliteFailure(code, Some("a turn of the same group filled the disk".to_owned()))
}

#[cfg(test)]
mod tests;
