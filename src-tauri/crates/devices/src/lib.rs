//! Scanners and printers: from bytes on a wire to whole scans, and from a drawn label to the truth about its
//! print.
//!
//! Invariants. A framer, a status parser and the print machine are pure: bytes and milliseconds in, values
//! out. A port is read by one blocking thread that ends within 300 ms when told to, and finds its device
//! again for ever. A label is never sent twice by itself once one byte of it may have left the computer.
//! Absent on purpose: the queue of print jobs and everything that is stored (station), the drawing of labels
//! (labels), the meaning of a scan (floor), logging (station). No clock is asked here for a time that is
//! kept: milliseconds come from the caller's `MonotonicMs`.

pub mod error;
pub mod stop_signal;
pub mod watched;

pub mod framer;
pub mod port_match;
pub mod repeat_window;
pub mod scanner_health;
pub mod scanner_settings;
mod scanner_device;
mod scanner_thread;
pub mod serial_scanner;
pub mod keyboard;
pub mod permission;

pub mod language;
pub mod transport;
pub mod connection;
pub mod examine;
pub mod trouble;

pub mod print_job;
pub mod print_machine;
pub mod printer_worker;

pub mod batch;

pub mod document;

pub use batch::{Batch, BatchEnd, BatchJournal, LabelPrinter};
pub use connection::{Connection, Patience, query_status, send};
pub use document::{
    Document, DocumentFormat, DocumentJournal, DocumentOutcome, DocumentPrinter, DocumentStatus,
};
pub use error::Error;
pub use examine::{Asked, Examined, RawAnswer, examine};
pub use framer::{DropReason, Framed, Framer};
#[cfg(target_os = "linux")]
pub use keyboard::grab::{KeyboardScanner, KeyboardSettings};
pub use language::{PrinterIdentity, PrinterLanguage, PrinterStatus};
pub use permission::{DeviceKind, PermissionFix};
pub use port_match::{PortMatch, PortTrouble};
pub use print_job::{ConfirmedBy, Doubt, JobState};
pub use printer_worker::{Job, Journal, JournalError, Outcome, PrinterLine};
pub use scanner_health::{ScannerHealth, ScannerState};
pub use scanner_settings::ScannerSettings;
pub use serial_scanner::{Read, ReadKind, SerialScanner};
pub use stop_signal::StopSignal;
pub use transport::PrinterAddress;
pub use trouble::Trouble;
pub use watched::Watched;

/// Milliseconds of the caller's monotonic clock; only differences mean anything.
pub type MonotonicMs = std::sync::Arc<dyn Fn() -> u64 + Send + Sync>;
