//! The writer thread: takes whatever turns have arrived, runs them in one transaction with a savepoint each,
//! commits once, answers all. No timer; the group is what arrived during the last commit.

mod backlog;
mod log;

use crate::table::search;
use crate::transaction::panic_text;
use crate::{Error, Transaction, sound};
use flume::RecvTimeoutError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::watch;

const GROUP_LIMIT: usize = 256;
/// Quiet for this long: the write-ahead log is cut back, if it has grown.
const IDLE: Duration = Duration::from_secs(2);
/// How long one try for the file's write lock lasts. Nobody else should ever have it; whoever does is waited for
/// as long as it takes, and said so after the first try.
const TRY: Duration = Duration::from_millis(250);

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
        (self.reply)(match (fault, self.result) {
            // The group has asked what is wrong with the disk.
            (Some(fault @ Error::DiskReadOnly { .. }), Some(Err(Error::Io { .. }))) => Err(fault),
            // Its own reason says more than the group's.
            (_, Some(Err(error))) => Err(error),
            (Some(fault), Some(Ok(_)) | None) => Err(fault),
            (None, Some(Ok(value))) => Ok(value),
            (None, None) => Err(Error::RolledBack),
        });
    }

    fn fatal(&self) -> Option<Arc<rusqlite::Error>> {
        self.result.as_ref()?.as_ref().err()?.fatal()
    }
}

/// How the writer stands, seen from outside its thread.
#[derive(Debug)]
pub(crate) struct Standing {
    /// Why it ended.
    pub stopped: OnceLock<String>,
    /// Nobody waits for a lock any more.
    pub is_stopping: AtomicBool,
    /// Another program has the file's write lock.
    pub held_up: watch::Sender<bool>,
    /// The queue, once nobody serves it any more: what still comes in is refused by whoever sends it.
    pub left: OnceLock<flume::Receiver<Message>>,
}

impl Default for Standing {
    fn default() -> Standing {
        let (stopped, is_stopping) = (OnceLock::new(), AtomicBool::new(false));
        Standing { stopped, is_stopping, held_up: watch::Sender::new(false), left: OnceLock::new() }
    }
}

impl Standing {
    /// Drops what waits in a queue that nobody serves, and so tells its callers that the writer has stopped. To be
    /// called after the queue was left and after each sending: one of the two sees what came in between.
    pub(crate) fn refuse_what_is_left(&self) {
        while self.left.get().is_some_and(|queue| queue.try_recv().is_ok()) {}
    }
}

/// The thread's whole life.
pub(crate) struct Loop {
    pub connection: Connection,
    pub queue: flume::Receiver<Message>,
    pub path: PathBuf,
    pub standing: Arc<Standing>,
}

/// Why serving ended.
enum End {
    /// Told to, or nobody is there any more.
    Closed(&'static str),
    /// The disk failed or the file is damaged: nothing more is written to it.
    Fatal(String),
}

impl Loop {
    pub(crate) fn run(self) {
        let Loop { connection, queue, path, standing } = self;
        log::watch(&connection);
        let mut told = None;
        let is_behind = Cell::new(true);
        let serving =
            Serving { connection: &connection, queue: &queue, path: &path, standing: &standing, is_behind };
        let ended = catch_unwind(AssertUnwindSafe(|| serving.serve(&mut told)));
        let end = ended.unwrap_or_else(|panic| End::Fatal(panic_text(panic.as_ref())));
        let is_fatal = matches!(end, End::Fatal(_));
        // Before the queue goes: whoever is told "stopped" finds the reason.
        _ = standing.stopped.set(match end {
            End::Closed(why) => why.to_owned(),
            End::Fatal(why) => why,
        });
        _ = standing.left.set(queue);
        standing.refuse_what_is_left();
        if is_fatal {
            // Neither folded into the file nor thrown away: the next opening looks at everything first.
            _ = sound::say_suspect(&path);
            _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        } else {
            // What cannot be cut back now is recovered at the next opening.
            _ = log::cut_back(&connection);
            _ = sound::say_closed(&path);
        }
        _ = connection.close();
        if let Some(told) = told {
            _ = told.send(());
        }
    }
}

/// What the thread works with.
struct Serving<'l> {
    connection: &'l Connection,
    queue: &'l flume::Receiver<Message>,
    path: &'l Path,
    standing: &'l Standing,
    /// Items are still to be made findable again.
    is_behind: Cell<bool>,
}

impl Serving<'_> {
    /// Serves until told to stop or until the disk fails.
    fn serve(&self, told: &mut Option<SyncSender<()>>) -> End {
        if let Err(error) = self.connection.busy_timeout(TRY) {
            return End::Fatal(error.to_string());
        }
        let mut is_quiet = false;
        loop {
            if self.is_behind.get() && self.queue.is_empty() {
                match backlog::catch_up(self.connection) {
                    Ok(more) => self.is_behind.set(more),
                    Err(fault) => {
                        let told = Error::of_disk(fault, || sound::is_read_only(self.path));
                        return End::Fatal(told.to_string());
                    }
                }
                continue;
            }
            let first = match next(self.queue, is_quiet) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => {
                    is_quiet = true;
                    if log::is_large(self.path) {
                        // A reader in the way is no harm: the next quiet moment tries again.
                        _ = log::cut_back(self.connection);
                    }
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return End::Closed("nobody uses it any more"),
            };
            is_quiet = false;
            let (jobs, stop) = group(first, self.queue);
            let fatal = self.take(jobs).or_else(|| self.fold());
            *told = stop;
            match fatal {
                Some(why) => return End::Fatal(why),
                None if told.is_some() => return End::Closed("closed"),
                None => {}
            }
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

impl Serving<'_> {
    /// One group: one commit, or one more after a full disk rolled the first part back. Gives the reason when
    /// the disk is going; then those not begun are dropped, and so told that the writer stopped.
    fn take(&self, jobs: Vec<Box<dyn Job>>) -> Option<String> {
        let mut waiting = jobs.into_iter();
        while waiting.len() > 0 {
            let mut done: Vec<Box<dyn Job>> = Vec::with_capacity(waiting.len());
            let fault = self.commit(&mut waiting, &mut done).err();
            let is_read_only = fault.is_some() && sound::is_read_only(self.path);
            let told = |fault: Arc<rusqlite::Error>| Error::of_disk(fault, || is_read_only);
            for job in done {
                job.answer(fault.clone().map(told));
            }
            if let Some(fault) = fault.map(told).filter(|fault| fault.fatal().is_some()) {
                return Some(fault.to_string());
            }
        }
        None
    }

    /// The log back into the file, when it has grown, and after the answers: nobody who scanned waits for it. Gives
    /// the reason when the disk is going.
    fn fold(&self) -> Option<String> {
        let fault = log::fold(self.connection, self.queue.is_empty()).err()?;
        let told = Error::of_disk(Arc::new(fault), || sound::is_read_only(self.path));
        told.fatal().map(|_| told.to_string())
    }

    /// Runs jobs into `done` and commits them. On an error nothing of `done` is in the file.
    fn commit(
        &self,
        waiting: &mut std::vec::IntoIter<Box<dyn Job>>,
        done: &mut Vec<Box<dyn Job>>,
    ) -> Result<(), Arc<rusqlite::Error>> {
        let connection = self.connection;
        if let Err(error) = self.begin() {
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
        self.is_behind.set(take_up_changes(connection)?);
        execute(connection, COMMIT).inspect_err(|_| {
            if !connection.is_autocommit() {
                _ = execute(connection, ROLLBACK);
            }
        })
    }

    /// Nothing was begun yet, so whoever waits loses nothing by waiting for another program to let go.
    fn begin(&self) -> Result<(), Arc<rusqlite::Error>> {
        let mut begun = execute(self.connection, BEGIN);
        if is_held(&begun) {
            self.standing.held_up.send_replace(true);
            while is_held(&begun) && !self.standing.is_stopping.load(Ordering::Relaxed) {
                begun = execute(self.connection, BEGIN);
            }
            self.standing.held_up.send_replace(false);
        }
        begun
    }
}

fn is_held(begun: &Result<(), Arc<rusqlite::Error>>) -> bool {
    begun.as_ref().is_err_and(|error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy))
}

/// Items that were changed are found by their new words as soon as the change is there. What cannot be taken up
/// stays on the list for the next commit: search is derived, and stops nobody's work but a failing disk does. Whether
/// there are others besides, for quieter moments.
fn take_up_changes(connection: &Connection) -> Result<bool, Arc<rusqlite::Error>> {
    let mut transaction = Transaction::over(connection);
    while search::are_waiting(&transaction) {
        if transaction.savepoint(|tx| search::take_up(tx)).is_err() {
            break;
        }
    }
    let is_behind = search::is_behind(&transaction);
    match transaction.fatal() {
        Some(fatal) => {
            // The first fault is the one to tell, whatever the rollback says.
            _ = execute(connection, ROLLBACK);
            Err(fatal)
        }
        None if connection.is_autocommit() => Err(Arc::new(full())),
        None => Ok(is_behind),
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
