//! What can go wrong with a device, named for what it means to the goods. Texts read after "could not".

use crate::Trouble;
use std::io;

/// A fault of a device, or of the way to it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("reach the printer at {address}; check its power, its cable and its address")]
    Unreachable { address: String, source: io::Error },
    #[error("get an answer from the printer at {address}; look at its display, lid and paper")]
    Silent { address: String },
    #[error("understand the status of the printer at {address}; is its language or its speed another one?")]
    Garbled { address: String },
    /// Safe to try again: no byte of the job was handed to the network.
    #[error("send the label to {address}; nothing has left, it will be tried again")]
    NothingSent { address: String, source: io::Error },
    /// Never to be tried again by itself: `bytes_written` bytes (at least one) may have reached the printer.
    #[error("finish sending to {address}; {bytes_written} bytes have left, look what came out")]
    Uncertain { address: String, bytes_written: usize, source: io::Error },
    /// The caller's journal refused `sending`: nothing was sent.
    #[error("record that the label is being sent, so it was not sent")]
    NotRecorded { source: Box<dyn std::error::Error + Send + Sync> },
    #[error("start the reader of scanner {name}")]
    Thread { name: String, source: io::Error },
    #[error("read {text:?} as a port; give a path such as /dev/ttyACM0 or COM3, or vid:pid[:serial]")]
    PortMatch { text: String },
    #[error("read {text:?} as a printer's address; try host:9100, serial:port@9600, usb:vid:pid, ipp://host")]
    PrinterAddress { text: String },
    /// The caller could not draw a label: nothing of it was sent.
    #[error("draw label {label}, so it was not sent")]
    NotDrawn { label: u32, source: Box<dyn std::error::Error + Send + Sync> },
    #[error("use {value} as {what} of a serial port; {allowed} are possible")]
    SerialParameter { what: &'static str, value: u8, allowed: &'static str },
}

impl Error {
    /// What an opening or a question that failed means for the person at the printer.
    pub fn trouble(&self) -> Trouble {
        match self {
            Error::Unreachable { source, .. } | Error::NothingSent { source, .. }
                if source.kind() == io::ErrorKind::PermissionDenied =>
            {
                Trouble::NotAllowed
            }
            Error::Unreachable { source, .. } | Error::NothingSent { source, .. }
                if source.kind() == io::ErrorKind::ResourceBusy =>
            {
                Trouble::TakenElsewhere
            }
            Error::Silent { .. } => Trouble::Silent,
            Error::Garbled { .. } => Trouble::Garbled,
            _ => Trouble::Unreachable,
        }
    }
}
