//! What the device page shows of one scanner.

use crate::PortTrouble;
use serde::Serialize;

/// Bytes of the last reads kept for the device page.
pub(crate) const LAST_BYTES_KEPT: usize = 256;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScannerState {
    /// Not seen since the station started.
    #[default]
    Absent,
    Opening,
    Ready,
    /// Was ready and went away; below 3 s no reason for an alarm.
    Lost,
}

/// Counts are since the start of the reader. Instants are the caller's monotonic milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ScannerHealth {
    pub name: String,
    pub state: ScannerState,
    /// When the device went away, or the reader started, if it is not ready now.
    pub away_since_ms: Option<u64>,
    /// Why it is not open.
    pub trouble: Option<PortTrouble>,
    /// No further attempt is made until someone presses "try again" or plugs the device in anew.
    pub waits_for_button: bool,
    /// The path that is open, or was last.
    pub path: Option<String>,
    /// The port has no modem lines (pseudo-terminals) or refused them; harmless for most scanners.
    pub modem_line_warning: Option<String>,
    pub last_read_at_ms: Option<u64>,
    /// Raw, as the last bytes came, end marks included.
    pub last_bytes: Vec<u8>,
    pub scan_count: u64,
    pub repeat_count: u64,
    pub unreadable_count: u64,
    pub too_long_count: u64,
    /// Scans cut by a disconnect.
    pub cut_off_count: u64,
    /// Scans ended by silence: above 0 the scanner sends no end mark.
    pub silence_end_count: u64,
    pub lost_count: u64,
    /// Times the station was too busy to take a read at once; the read waited, none was dropped.
    pub full_queue_count: u64,
}

impl ScannerHealth {
    pub(crate) fn remember_bytes(&mut self, bytes: &[u8]) {
        self.last_bytes.extend_from_slice(bytes);
        let surplus = self.last_bytes.len().saturating_sub(LAST_BYTES_KEPT);
        self.last_bytes.drain(..surplus);
    }
}
