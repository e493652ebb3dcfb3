//! The handle to the one writer: turns go in by a bounded queue and are answered after their commit.
//! The thread behind it and the group commit are in `group.rs`.

use crate::group::{Job, Message, Standing, Turn};
use crate::{Error, Transaction};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::watch;

/// How many turns may wait; whoever comes then waits in `turn` itself.
pub(crate) const QUEUE_LENGTH: usize = 4_096;

/// Whether the writer takes turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    Running,
    /// It takes no more turns: after `close`, or after a fault of the disk, told in words.
    Stopped {
        why: String,
    },
}

/// A handle to the writer thread; clones share it.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: flume::Sender<Message>,
    standing: Arc<Standing>,
}

impl Writer {
    pub(crate) fn new(queue: flume::Sender<Message>, standing: Arc<Standing>) -> Writer {
        Writer { queue, standing }
    }

    /// Runs `work` in the writer thread, in a savepoint of its own within a group commit, and answers after
    /// the COMMIT: an `Ok` is on the disk. A turn once begun is finished even when nobody waits for it any
    /// more.
    ///
    /// # Errors
    /// `Err` from `work` rolls its savepoint back and leaves the others of the group alone; a panic does the
    /// same and gives [`Error::Bug`]. [`Error::DiskFull`]: nothing of the group was kept. [`Error::Io`],
    /// [`Error::DiskReadOnly`]: nobody knows whether it was until the file is opened again; the writer stops.
    /// [`Error::Stopped`]: the writer takes no more turns.
    pub async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (reply, answer) = tokio::sync::oneshot::channel();
        let job = job(work, move |result| _ = reply.send(result));
        self.queue.send_async(Message::Job(job)).await.map_err(|_| Error::Stopped)?;
        self.standing.refuse_what_is_left();
        answer.await.map_err(|_| Error::Stopped)?
    }

    /// The same for callers that are threads. Never from inside an async task: it blocks.
    ///
    /// # Errors
    /// As [`Writer::turn`].
    pub fn turn_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (reply, answer) = std::sync::mpsc::sync_channel(1);
        let job = job(work, move |result| _ = reply.send(result));
        self.queue.send(Message::Job(job)).map_err(|_| Error::Stopped)?;
        self.standing.refuse_what_is_left();
        answer.recv().map_err(|_| Error::Stopped)?
    }

    pub fn health(&self) -> Health {
        match self.standing.stopped.get() {
            None => Health::Running,
            Some(why) => Health::Stopped { why: why.clone() },
        }
    }

    /// Whether another program holds the file's write lock, now and whenever it changes. Turns wait meanwhile, for
    /// as long as it takes, and none is lost.
    pub fn watch_held_up(&self) -> watch::Receiver<bool> {
        self.standing.held_up.subscribe()
    }

    /// Turns that wait for the next group.
    pub fn waiting_count(&self) -> usize {
        self.queue.len()
    }

    /// Asks the thread to finish what came before and end; gives up waiting after `deadline`.
    pub(crate) fn stop(&self, deadline: Duration) -> Result<(), Error> {
        self.standing.is_stopping.store(true, Ordering::Relaxed);
        let (reply, done) = std::sync::mpsc::sync_channel(1);
        if self.queue.send(Message::Stop(reply)).is_err() {
            return Ok(());
        }
        self.standing.refuse_what_is_left();
        match done.recv_timeout(deadline) {
            Ok(()) | Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => Ok(()),
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => Err(Error::Stopped),
        }
    }
}

fn job<T: Send + 'static>(
    work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    reply: impl FnOnce(Result<T, Error>) + Send + 'static,
) -> Box<dyn Job> {
    Box::new(Turn::new(work, reply))
}
