//! A scanner on a serial port or USB-CDC: found, opened, read, lost and found again on one thread of its
//! own. It hands over whole scans in order; what they mean, and whether they may be dropped, is not decided
//! here.

use crate::port_match::trouble_of;
use crate::scanner_device::{ByteSource, Device, Opened, ReaderSettings};
use crate::scanner_thread::Running;
use crate::{Error, MonotonicMs, PortMatch, PortTrouble, ScannerHealth, ScannerSettings, Watched};
use serialport::{SerialPort, SerialPortBuilder};
use std::io;
use std::path::Path;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

/// The port's own patience until the first read sets another.
const OPENING: Duration = Duration::from_millis(150);

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
    running: Running,
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
        let device = SerialDevice { builder: settings.port_builder()?, port: settings.port.clone() };
        let reader = ReaderSettings {
            name: settings.name.clone(),
            presentation: settings.presentation,
            silence_ms: settings.silence_ms(),
        };
        Ok(SerialScanner { running: Running::start(reader, Box::new(device), monotonic_ms, reads)? })
    }

    /// The same value for as long as the reader lives.
    pub fn health(&self) -> Watched<ScannerHealth> {
        self.running.health.clone()
    }

    /// The button "try again": ends the present waiting.
    pub fn try_again(&self) {
        self.running.stop.nudge();
    }

    /// Closes the port and returns when the thread has ended: within 300 ms.
    pub fn stop(mut self) {
        self.running.end();
    }
}

/// A port, wherever it is plugged in.
struct SerialDevice {
    builder: SerialPortBuilder,
    port: PortMatch,
}

impl Device for SerialDevice {
    fn open(&mut self) -> Result<Opened, PortTrouble> {
        let path = self.port.find()?;
        let builder = self.builder.clone().path(&path).timeout(OPENING);
        let mut port = builder.open().map_err(|error| trouble_of(&error, &path))?;
        // Some scanners are powered or enabled by these lines; pseudo-terminals have none and are fine
        // without.
        let modem_lines = port.write_data_terminal_ready(true).and(port.write_request_to_send(true));
        let warning = modem_lines.err().map(|error| error.description);
        Ok(Opened { source: Box::new(OpenPort(port)), path, warning })
    }

    fn is_still_there(&self) -> bool {
        self.port.find().is_ok_and(|path| Path::new(&path).exists())
    }
}

struct OpenPort(Box<dyn SerialPort>);

impl ByteSource for OpenPort {
    fn read(&mut self, buffer: &mut [u8], patience: Duration) -> io::Result<usize> {
        self.0.set_timeout(patience)?;
        self.0.read(buffer)
    }
}
