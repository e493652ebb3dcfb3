//! The loop of a scanner's thread: find the device, open it, read until it is lost, wait, again. The same for
//! a serial port and for a keyboard held for us alone: behind `Device` both are bytes.

use crate::framer::{DropReason, Framed, Framer};
use crate::repeat_window::{PRESENTATION_WINDOW_MS, RepeatWindow};
use crate::scanner_device::{ByteSource, Device, ReaderSettings};
use crate::serial_scanner::{Read as Scanned, ReadKind};
use crate::stop_signal::Woken;
use crate::{Error, MonotonicMs, PortTrouble, ScannerHealth, ScannerState, StopSignal, Watched};
use std::io::ErrorKind;
use std::mem;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Longest wait of one read, so that a stop is noticed in time (devices.md 1.10: at most 200 ms).
const READ_MS: u64 = 150;
const FULL_QUEUE_WAIT: Duration = Duration::from_millis(5);
/// A port that stayed for so long was no flicker: waiting starts at its shortest again.
const STEADY_MS: u64 = 2_000;
/// Attempts before a denied port waits for the button. The first moments after plugging in do not count: the
/// system makes the port first and gives it its group afterwards.
const DENIED_ATTEMPTS: u32 = 4;

/// Waiting before attempt `attempt_count` + 1 (devices.md 1.10); for ever every 2 s.
pub(crate) fn back_off(attempt_count: u32) -> Duration {
    Duration::from_millis(match attempt_count {
        0 => 250,
        1 => 500,
        2 => 1_000,
        _ => 2_000,
    })
}

/// A thread that reads. Dropping it stops it.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) health: Watched<ScannerHealth>,
    pub(crate) stop: StopSignal,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub(crate) fn start(
        settings: ReaderSettings,
        device: Box<dyn Device>,
        monotonic_ms: MonotonicMs,
        reads: SyncSender<Scanned>,
    ) -> Result<Running, Error> {
        let name = settings.name.clone();
        let stop = StopSignal::new();
        let reader = Reader::new(settings, device, monotonic_ms, reads, stop.clone());
        let health = reader.health.clone();
        let thread = std::thread::Builder::new()
            .name(format!("scanner {name}"))
            .spawn(move || reader.run())
            .map_err(|source| Error::Thread { name, source })?;
        Ok(Running { health, stop, thread: Some(thread) })
    }

    pub(crate) fn end(&mut self) {
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            // A panic of the reader was reported by the panic hook; there is nothing left to close.
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

struct Reader {
    settings: ReaderSettings,
    device: Box<dyn Device>,
    monotonic_ms: MonotonicMs,
    reads: SyncSender<Scanned>,
    stop: StopSignal,
    health: Watched<ScannerHealth>,
    framer: Framer,
    repeats: RepeatWindow,
    was_ready: bool,
}

/// Why the reading of an open port ended.
enum Ended {
    Lost(PortTrouble),
    /// Told to stop, or nobody takes reads any more.
    ForGood,
}

impl Reader {
    fn new(
        settings: ReaderSettings,
        device: Box<dyn Device>,
        monotonic_ms: MonotonicMs,
        reads: SyncSender<Scanned>,
        stop: StopSignal,
    ) -> Reader {
        let health = ScannerHealth {
            name: settings.name.clone(),
            away_since_ms: Some(monotonic_ms()),
            ..ScannerHealth::default()
        };
        Reader {
            framer: Framer::new(settings.silence_ms),
            repeats: RepeatWindow::new(PRESENTATION_WINDOW_MS),
            health: Watched::new(health),
            was_ready: false,
            settings,
            device,
            monotonic_ms,
            reads,
            stop,
        }
    }

    fn run(mut self) {
        let mut attempt_count = 0;
        while !self.stop.is_stopped() {
            let trouble = match self.open() {
                Ok(mut source) => {
                    let opened_at_ms = (self.monotonic_ms)();
                    let ended = self.read_until_lost(source.as_mut());
                    let Ended::Lost(trouble) = ended else { break };
                    if (self.monotonic_ms)().saturating_sub(opened_at_ms) >= STEADY_MS {
                        attempt_count = 0;
                    }
                    trouble
                }
                Err(trouble) => trouble,
            };
            let is_denied = matches!(trouble, PortTrouble::PermissionDenied { .. });
            self.note_away(trouble);
            if is_denied && attempt_count >= DENIED_ATTEMPTS {
                self.wait_for_button();
                attempt_count = 0;
            } else {
                self.stop.wait(back_off(attempt_count));
                attempt_count = attempt_count.saturating_add(1);
            }
        }
        self.health.update(|health| health.state = ScannerState::Absent);
    }

    fn open(&mut self) -> Result<Box<dyn ByteSource>, PortTrouble> {
        self.health.update(|health| health.state = ScannerState::Opening);
        let opened = self.device.open()?;
        self.was_ready = true;
        self.health.update(|health| {
            health.state = ScannerState::Ready;
            health.away_since_ms = None;
            health.trouble = None;
            health.path = Some(opened.path);
            health.modem_line_warning = opened.warning;
        });
        Ok(opened.source)
    }

    fn read_until_lost(&mut self, source: &mut dyn ByteSource) -> Ended {
        let mut buffer = [0; 4096];
        while !self.stop.is_stopped() {
            let framed = match source.read(&mut buffer, self.read_time_out()) {
                Ok(0) => return self.lose(PortTrouble::NotThere),
                Ok(count) => self.frames_of(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::TimedOut => {
                    Vec::from_iter(self.framer.tick((self.monotonic_ms)()))
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                    return self.lose(PortTrouble::NotThere);
                }
                Err(error) => return self.lose(PortTrouble::Other { text: error.to_string() }),
            };
            if !framed.into_iter().all(|framed| self.hand_over(framed)) {
                return Ended::ForGood;
            }
        }
        Ended::ForGood
    }

    /// Until the silence that ends a scan, or else for as long as a stop may wait.
    fn read_time_out(&self) -> Duration {
        let until_silence =
            self.framer.silence_ends_at_ms().map(|at_ms| at_ms.saturating_sub((self.monotonic_ms)()));
        Duration::from_millis(until_silence.unwrap_or(READ_MS).clamp(1, READ_MS))
    }

    fn frames_of(&mut self, bytes: &[u8]) -> Vec<Framed> {
        let now_ms = (self.monotonic_ms)();
        self.health.update(|health| {
            health.remember_bytes(bytes);
            health.last_read_at_ms = Some(now_ms);
        });
        self.framer.push(bytes, now_ms)
    }

    fn lose(&mut self, trouble: PortTrouble) -> Ended {
        let was_taken = self.framer.disconnected().is_none_or(|framed| self.hand_over(framed));
        self.health.update(|health| health.lost_count += 1);
        if was_taken { Ended::Lost(trouble) } else { Ended::ForGood }
    }

    /// Whether reading goes on: false when told to stop or nobody listens.
    fn hand_over(&mut self, framed: Framed) -> bool {
        let now_ms = (self.monotonic_ms)();
        let (kind, bytes) = match framed {
            Framed::Frame(bytes) => (self.kind_of_scan(&bytes, now_ms), bytes),
            Framed::Unreadable(bytes) => (ReadKind::Unreadable, bytes),
            Framed::Dropped { reason: DropReason::TooLong } => (ReadKind::TooLong, Vec::new()),
            Framed::Dropped { reason: DropReason::Disconnected } => (ReadKind::CutOff, Vec::new()),
        };
        let mut scanned =
            Scanned { source: self.settings.name.clone(), kind, bytes, received_at_monotonic_ms: now_ms };
        let mut was_full = false;
        loop {
            match self.reads.try_send(scanned) {
                Ok(()) => break,
                Err(TrySendError::Disconnected(_)) => return false,
                Err(TrySendError::Full(returned)) => scanned = returned,
            }
            if !mem::replace(&mut was_full, true) {
                self.health.update(|health| health.full_queue_count += 1);
            }
            if self.stop.wait(FULL_QUEUE_WAIT) == Woken::Stopped {
                return false;
            }
        }
        self.count(kind);
        true
    }

    fn kind_of_scan(&mut self, bytes: &[u8], now_ms: u64) -> ReadKind {
        if self.settings.presentation && self.repeats.is_repeat(bytes, now_ms) {
            ReadKind::Repeat
        } else {
            ReadKind::Scan
        }
    }

    fn count(&self, kind: ReadKind) {
        let silence_end_count = self.framer.silence_end_count();
        self.health.update(|health| {
            let count = match kind {
                ReadKind::Scan => &mut health.scan_count,
                ReadKind::Repeat => &mut health.repeat_count,
                ReadKind::Unreadable => &mut health.unreadable_count,
                ReadKind::TooLong => &mut health.too_long_count,
                ReadKind::CutOff => &mut health.cut_off_count,
            };
            *count += 1;
            health.silence_end_count = silence_end_count;
        });
    }

    fn note_away(&self, trouble: PortTrouble) {
        let now_ms = (self.monotonic_ms)();
        let state = if self.was_ready { ScannerState::Lost } else { ScannerState::Absent };
        self.health.update(|health| {
            health.state = state;
            health.trouble = Some(trouble);
            health.away_since_ms = health.away_since_ms.or(Some(now_ms));
        });
    }

    /// A port we may not use stays so until a person acted: joined the group, or plugged it in elsewhere.
    fn wait_for_button(&self) {
        self.health.update(|health| health.waits_for_button = true);
        while self.device.is_still_there() && self.stop.wait(back_off(u32::MAX)) == Woken::TimeIsUp {}
        self.health.update(|health| health.waits_for_button = false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_to_two_seconds_and_never_ends() {
        let waits: Vec<_> = [0, 1, 2, 3, 4, u32::MAX].map(|count| back_off(count).as_millis()).to_vec();
        assert_eq!(waits, [250, 500, 1_000, 2_000, 2_000, 2_000]);
    }
}
