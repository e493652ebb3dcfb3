//! The printer's serial cable: a thread that waits for bytes on the pseudo-terminal and answers on it.

use super::Body;
use crate::terminal::Terminal;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// How soon the thread sees that the cable was pulled.
const LOOK_AFTER: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };

/// A plugged cable; dropping it pulls it.
pub(super) struct Cable {
    is_pulled: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Cable {
    pub(super) fn connect(terminal: Terminal, body: Arc<Body>) -> io::Result<Cable> {
        let is_pulled = Arc::new(AtomicBool::new(false));
        let pulled = is_pulled.clone();
        let thread = std::thread::Builder::new().name("printer cable".into()).spawn(move || {
            if let Err(error) = talk(&terminal, &body, &pulled) {
                tracing::warn!(%error, "could not go on reading the printer's terminal");
            }
        })?;
        Ok(Cable { is_pulled, thread: Some(thread) })
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        self.is_pulled.store(true, Ordering::SeqCst);
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the printer's cable thread panicked");
        }
    }
}

fn talk(terminal: &Terminal, body: &Body, is_pulled: &AtomicBool) -> io::Result<()> {
    let mut buffer = vec![0_u8; 4096];
    while !is_pulled.load(Ordering::SeqCst) {
        if !is_ready(terminal, PollFlags::IN)? {
            continue;
        }
        let count = terminal.read(&mut buffer)?;
        // A terminal has no connection to cut: what is switched off swallows the bytes.
        if body.is_away() {
            continue;
        }
        if let Some(wire_time) = body.wire_time(count) {
            std::thread::sleep(wire_time);
        }
        let (answers, _) = body.take(&buffer[..count]);
        let mut rest = answers.as_slice();
        while !rest.is_empty() && !is_pulled.load(Ordering::SeqCst) {
            if is_ready(terminal, PollFlags::OUT)? {
                rest = &rest[terminal.write(rest)?..];
            }
        }
    }
    Ok(())
}

fn is_ready(terminal: &Terminal, wanted: PollFlags) -> io::Result<bool> {
    let mut waiting = [PollFd::new(terminal, wanted)];
    match poll(&mut waiting, Some(&LOOK_AFTER)) {
        Ok(_) => Ok(waiting[0].revents().contains(wanted)),
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
