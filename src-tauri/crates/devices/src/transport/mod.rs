//! The wire to a printer, whatever it is made of: bytes out, bytes in, each with a time-out (devices.md 3.7).
//! What the bytes mean, and whether to try again, is not its matter. Waits inside one exchange are timed
//! with the system's clock; no time that is kept is made.

pub mod address;
pub mod device_id;
pub mod serial;
pub mod tcp;
pub mod usb;

pub use address::PrinterAddress;

use std::io;
use std::time::{Duration, Instant};

/// One open wire.
pub trait Transport: Send {
    /// Writes everything within `patience` or fails; `bytes_written` grows by what was taken, also on
    /// failure. Success means no more than that our system has the bytes.
    fn write(&mut self, bytes: &[u8], patience: Duration, bytes_written: &mut usize) -> io::Result<()>;

    /// Waits at most `patience` for bytes; without any patience, takes what is there. `Ok(0)`: the other
    /// side is gone. `TimedOut` or `WouldBlock`: nothing came.
    fn read(&mut self, buffer: &mut [u8], patience: Duration) -> io::Result<usize>;

    /// Ends it in the way that loses the least.
    fn close(self: Box<Self>);
}

/// The way to a printer: opened for each talk anew.
pub trait Cable: Send + Sync {
    fn open(&self, patience: Duration) -> io::Result<Box<dyn Transport>>;

    /// For messages: an address or a port.
    fn name(&self) -> String;

    /// Whether the wire itself loses, doubles and changes nothing. Where it may, labels go one by one.
    fn is_lossless(&self) -> bool;
}

pub(crate) fn time_left(ends_at: Instant) -> Option<Duration> {
    Some(ends_at.saturating_duration_since(Instant::now())).filter(|left| !left.is_zero())
}
