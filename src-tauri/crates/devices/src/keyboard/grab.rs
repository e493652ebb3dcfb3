//! A scanner that pretends to be a keyboard, held for us alone on Linux (devices.md 1.12): its keys reach
//! nobody else, whatever has the focus. UNVERIFIED on hardware: the reading of keys is tested on recordings,
//! the holding is not. The device is chosen by its USB identity, never by being a keyboard.

use super::{Decoder, Decoding, KeyEvent, Motion, Typed};
use crate::port_match::PortTrouble;
use crate::scanner_device::{ByteSource, Device, Opened, ReaderSettings};
use crate::scanner_thread::Running;
use crate::serial_scanner::Read;
use crate::{Error, MonotonicMs, ScannerHealth, Watched};
use evdev::EventType;
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind};
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

/// How often a quiet keyboard is looked at; scanners press a key every few milliseconds.
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// Ends a scan without end mark: a few times the slowest keyboard of the field.
const SILENCE_MS: u64 = 150;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyboardSettings {
    /// Names the source of each read; unique at the station.
    pub name: String,
    pub vendor_id: u16,
    pub product_id: u16,
    #[serde(default)]
    pub decoding: Decoding,
    #[serde(default)]
    pub presentation: bool,
}

/// A running reader. Dropping it stops it and gives the keyboard back.
#[derive(Debug)]
pub struct KeyboardScanner {
    running: Running,
}

impl KeyboardScanner {
    /// Starts the reader; a device that is not there is waited for. Everything else as with a serial scanner.
    pub fn start(
        settings: KeyboardSettings,
        monotonic_ms: MonotonicMs,
        reads: SyncSender<Read>,
    ) -> Result<KeyboardScanner, Error> {
        let reader = ReaderSettings {
            name: settings.name.clone(),
            presentation: settings.presentation,
            silence_ms: SILENCE_MS,
        };
        let device = Box::new(HeldKeyboard { settings });
        Ok(KeyboardScanner { running: Running::start(reader, device, monotonic_ms, reads)? })
    }

    /// The same value for as long as the reader lives.
    pub fn health(&self) -> Watched<ScannerHealth> {
        self.running.health.clone()
    }

    /// The button "try again": ends the present waiting.
    pub fn try_again(&self) {
        self.running.stop.nudge();
    }

    /// Gives the keyboard back and returns when the thread has ended: within 300 ms.
    pub fn stop(mut self) {
        self.running.end();
    }
}

struct HeldKeyboard {
    settings: KeyboardSettings,
}

impl Device for HeldKeyboard {
    fn open(&mut self) -> Result<Opened, PortTrouble> {
        // Devices we may not open are left out of this list.
        let found = evdev::enumerate().find(|(_, device)| {
            let id = device.input_id();
            let types = device.supported_keys().is_some_and(|keys| keys.contains(evdev::KeyCode::KEY_ENTER));
            types && (id.vendor(), id.product()) == (self.settings.vendor_id, self.settings.product_id)
        });
        let Some((path, mut device)) = found else { return Err(self.why_not_found()) };
        device.set_nonblocking(true).map_err(|error| other(&error))?;
        device.grab().map_err(|error| match error.kind() {
            ErrorKind::ResourceBusy => PortTrouble::Busy,
            _ => other(&error),
        })?;
        let source = HeldKeys { device, decoder: Decoder::new(self.settings.decoding), waiting: Vec::new() };
        let path = path.to_string_lossy().into_owned();
        Ok(Opened { source: Box::new(source), path, warning: None })
    }

    fn is_still_there(&self) -> bool {
        matches!(self.why_not_found(), PortTrouble::PermissionDenied { .. })
    }
}

impl HeldKeyboard {
    /// A keyboard that the system lists and does not give us.
    fn why_not_found(&self) -> PortTrouble {
        let listed = std::fs::read_to_string("/proc/bus/input/devices").unwrap_or_default();
        if is_listed(&listed, self.settings.vendor_id, self.settings.product_id) {
            PortTrouble::PermissionDenied { group: "input".to_owned() }
        } else {
            PortTrouble::NotThere
        }
    }
}

fn other(error: &io::Error) -> PortTrouble {
    PortTrouble::Other { text: error.to_string() }
}

/// Whether the kernel's list names a keyboard of this identity.
fn is_listed(devices: &str, vendor_id: u16, product_id: u16) -> bool {
    let identity = format!("Vendor={vendor_id:04x} Product={product_id:04x} ");
    devices.split("\n\n").any(|device| device.contains(&identity) && device.contains("kbd"))
}

struct HeldKeys {
    device: evdev::Device,
    decoder: Decoder,
    waiting: Vec<u8>,
}

impl ByteSource for HeldKeys {
    fn read(&mut self, buffer: &mut [u8], patience: Duration) -> io::Result<usize> {
        let ends_at = Instant::now() + patience;
        while self.waiting.is_empty() {
            match self.device.fetch_events() {
                Ok(events) => {
                    let keys: Vec<KeyEvent> = events.filter_map(key_event).collect();
                    for key in keys {
                        let typed = self.decoder.push(key);
                        self.waiting.extend(typed.into_iter().flat_map(bytes_of));
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    if Instant::now() >= ends_at {
                        return Err(ErrorKind::TimedOut.into());
                    }
                    std::thread::sleep(LOOK_EVERY.min(patience));
                }
                Err(error) => return Err(error),
            }
        }
        let count = self.waiting.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.waiting[..count]);
        self.waiting.drain(..count);
        Ok(count)
    }
}

impl Drop for HeldKeys {
    fn drop(&mut self) {
        // Closing gives it back as well; a device that is gone has nothing to give.
        let _ = self.device.ungrab();
    }
}

fn key_event(event: evdev::InputEvent) -> Option<KeyEvent> {
    if event.event_type() != EventType::KEY {
        return None;
    }
    let motion = match event.value() {
        0 => Motion::Released,
        1 => Motion::Pressed,
        _ => Motion::Repeated,
    };
    Some(KeyEvent { key: event.code(), motion, at_ms: 0 })
}

/// As the same scanner would send it on a serial line. Function keys carry nothing.
fn bytes_of(typed: Typed) -> Vec<u8> {
    match typed {
        Typed::Sign(sign) => sign.to_string().into_bytes(),
        Typed::Enter => b"\r".to_vec(),
        Typed::Tab => b"\t".to_vec(),
        Typed::Function(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyboard_that_the_kernel_lists_is_there() {
        let devices = "I: Bus=0003 Vendor=05e0 Product=1200 Version=0110\nN: Name=\"Symbol\"\n\
            H: Handlers=sysrq kbd event5 leds\n\nI: Bus=0003 Vendor=046d Product=c077 Version=0111\n\
            H: Handlers=mouse0 event6\n";
        assert!(is_listed(devices, 0x05e0, 0x1200));
        assert!(!is_listed(devices, 0x046d, 0xc077), "a mouse");
        assert!(!is_listed(devices, 0x05e0, 0x1300));
    }

    #[test]
    fn keys_are_read_as_the_bytes_of_a_serial_scanner() {
        let mut decoder = Decoder::default();
        let press = |key| KeyEvent { key, motion: Motion::Pressed, at_ms: 0 };
        let release = |key| KeyEvent { key, motion: Motion::Released, at_ms: 0 };
        let keys =
            [press(42), press(30), release(42), press(29), press(27), release(29), press(2), press(28)];
        let bytes: Vec<u8> = keys.into_iter().flat_map(|key| decoder.push(key)).flat_map(bytes_of).collect();
        assert_eq!(bytes, b"A\x1d1\r");
    }
}
