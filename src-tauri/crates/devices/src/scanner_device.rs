//! What the reading thread needs of a scanner, whatever it is plugged into.

use crate::PortTrouble;
use std::io;
use std::time::Duration;

/// What bytes come from once it is open.
pub(crate) trait ByteSource {
    /// Waits at most `patience`; `TimedOut` when nothing came, `Ok(0)` or another error when it is gone.
    fn read(&mut self, buffer: &mut [u8], patience: Duration) -> io::Result<usize>;
}

/// A device that comes and goes.
pub(crate) trait Device: Send {
    fn open(&mut self) -> Result<Opened, PortTrouble>;

    /// Whether the device that could not be used is still plugged in.
    fn is_still_there(&self) -> bool;
}

pub(crate) struct Opened {
    pub(crate) source: Box<dyn ByteSource>,
    pub(crate) path: String,
    /// Harmless, for the device page.
    pub(crate) warning: Option<String>,
}

/// What the reader must know of a scanner, whatever its kind.
#[derive(Clone, Debug)]
pub(crate) struct ReaderSettings {
    pub(crate) name: String,
    pub(crate) presentation: bool,
    pub(crate) silence_ms: u64,
}
