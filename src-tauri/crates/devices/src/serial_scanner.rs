//! A scanner on a serial port or USB-CDC: found, opened, read, lost and found again on one thread of its
//! own. It hands over whole scans in order; what they mean, and whether they may be dropped, is not decided
//! here.

use crate::scanner_thread::Reader;
use crate::{Error, MonotonicMs, ScannerHealth, ScannerSettings, StopSignal, Watched};
use std::sync::mpsc::SyncSender;
use std::thread::JoinHandle;

/// One thing a scanner read. Never dropped for being a repeat or unreadable: it says what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// `ScannerSettings::name`.
    pub source: String,
    pub kind: ReadKind,
    /// Without end mark, the AIM identifier still in front. Empty for `TooLong` and `CutOff`.
    pub bytes: Vec<u8>,
    /// When the frame was complete.
    pub received_at_monotonic_ms: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadKind {
    Scan,
    /// The same code still in view of a presentation scanner.
    Repeat,
    /// Holds characters no barcode of ours can hold; not to be looked up.
    Unreadable,
    /// More than 8 KiB without an end mark.
    TooLong,
    /// The device went away in the middle of a scan: "scan it again".
    CutOff,
}

/// A running reader. Dropping it stops it.
#[derive(Debug)]
pub struct SerialScanner {
    health: Watched<ScannerHealth>,
    stop: StopSignal,
    thread: Option<JoinHandle<()>>,
}

impl SerialScanner {
    /// Starts the reader; a device that is not there is waited for. While `reads` is full the reader waits
    /// and the bytes stay in the system's buffer; when its receiver is gone the reader ends. Fails for
    /// serial parameters no port knows, and when the system gives no thread.
    pub fn start(
        settings: ScannerSettings,
        monotonic_ms: MonotonicMs,
        reads: SyncSender<Read>,
    ) -> Result<SerialScanner, Error> {
        let name = settings.name.clone();
        let stop = StopSignal::new();
        let reader = Reader::new(settings, monotonic_ms, reads, stop.clone())?;
        let health = reader.health();
        let thread = std::thread::Builder::new()
            .name(format!("scanner {name}"))
            .spawn(move || reader.run())
            .map_err(|source| Error::Thread { name, source })?;
        Ok(SerialScanner { health, stop, thread: Some(thread) })
    }

    /// The same value for as long as the reader lives.
    pub fn health(&self) -> Watched<ScannerHealth> {
        self.health.clone()
    }

    /// The button "try again": ends the present waiting.
    pub fn try_again(&self) {
        self.stop.nudge();
    }

    /// Closes the port and returns when the thread has ended: within 300 ms.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            // A panic of the reader was reported by the panic hook; there is nothing left to close.
            let _ = thread.join();
        }
    }
}

impl Drop for SerialScanner {
    fn drop(&mut self) {
        self.end();
    }
}
