//! One running reader, whatever its scanner is plugged into: a serial port, or a keyboard that is held for us alone.

use crate::context::Context;
use crate::settings::Scanner;
use devices::{DeviceKind, PermissionFix, PortMatch, Read, ScannerHealth, ScannerSettings, SerialScanner};
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

pub enum Reader {
    Serial(SerialScanner),
    #[cfg(target_os = "linux")]
    Keyboard(devices::KeyboardScanner),
}

impl Reader {
    /// # Errors
    /// Settings no port knows, a keyboard where none can be held, no thread from the system.
    pub fn start(
        setting: &Scanner,
        context: &Arc<Context>,
        reads: SyncSender<Read>,
    ) -> Result<Reader, devices::Error> {
        let context = context.clone();
        let monotonic_ms: devices::MonotonicMs = Arc::new(move || context.monotonic_ms());
        if setting.keyboard.is_some() {
            return keyboard(setting, monotonic_ms, reads);
        }
        let wired = ScannerSettings {
            baud: setting.baud,
            parity: setting.parity,
            data_bits: setting.data_bits,
            stop_bits: setting.stop_bits,
            presentation: setting.presentation,
            ..ScannerSettings::new(&setting.name, port(setting)?)
        };
        SerialScanner::start(wired, monotonic_ms, reads).map(Reader::Serial)
    }

    pub fn health(&self) -> ScannerHealth {
        match self {
            Reader::Serial(scanner) => scanner.health().get(),
            #[cfg(target_os = "linux")]
            Reader::Keyboard(scanner) => scanner.health().get(),
        }
    }

    /// Ends the present waiting for the device.
    pub fn try_again(&self) {
        match self {
            Reader::Serial(scanner) => scanner.try_again(),
            #[cfg(target_os = "linux")]
            Reader::Keyboard(scanner) => scanner.try_again(),
        }
    }

    pub fn stop(self) {
        match self {
            Reader::Serial(scanner) => scanner.stop(),
            #[cfg(target_os = "linux")]
            Reader::Keyboard(scanner) => scanner.stop(),
        }
    }
}

/// What gives the scanner of this setting to `user` when the system keeps it.
pub fn permission_fix(setting: &Scanner, user: &str) -> Option<PermissionFix> {
    let port = port(setting).ok()?;
    match (&setting.keyboard, &port) {
        (Some(_), PortMatch::Usb { vendor_id, product_id, .. }) => {
            Some(PermissionFix::new(DeviceKind::Keyboard, None, user, Some((*vendor_id, *product_id))))
        }
        _ => Some(port.permission_fix(user)),
    }
}

fn port(setting: &Scanner) -> Result<PortMatch, devices::Error> {
    match (&setting.port, setting.usb.as_ref().or(setting.keyboard.as_ref())) {
        (Some(path), _) => Ok(PortMatch::Path(path.clone())),
        (None, Some(identity)) => identity.parse(),
        (None, None) => Err(devices::Error::PortMatch { text: String::new() }),
    }
}

#[cfg(target_os = "linux")]
fn keyboard(
    setting: &Scanner,
    monotonic_ms: devices::MonotonicMs,
    reads: SyncSender<Read>,
) -> Result<Reader, devices::Error> {
    let PortMatch::Usb { vendor_id, product_id, .. } = port(setting)? else {
        return Err(devices::Error::PortMatch { text: setting.keyboard.clone().unwrap_or_default() });
    };
    let held = devices::KeyboardSettings {
        name: setting.name.clone(),
        vendor_id,
        product_id,
        decoding: setting.decoding,
        presentation: setting.presentation,
    };
    devices::KeyboardScanner::start(held, monotonic_ms, reads).map(Reader::Keyboard)
}

/// Only Linux lets one keyboard be held.
#[cfg(not(target_os = "linux"))]
fn keyboard(
    setting: &Scanner,
    _monotonic_ms: devices::MonotonicMs,
    _reads: SyncSender<Read>,
) -> Result<Reader, devices::Error> {
    Err(devices::Error::PortMatch { text: setting.keyboard.clone().unwrap_or_default() })
}
