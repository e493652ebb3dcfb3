//! Serial scanners: each feeds its seat. Started from the settings, restarted when their settings change.

use crate::clock;
use crate::context::Context;
use crate::said::DeviceWord;
use crate::seats::Seats;
use crate::settings::Scanner as ScannerSetting;
use crate::view::DeviceStatus;
use devices::{
    PortMatch, PortTrouble, Read, ReadKind, ScannerHealth, ScannerSettings, ScannerState, SerialScanner,
};
use domain::ScanId;
use domain::scan::Scan;
use floor::Input;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};
use tokio::runtime::Handle;

/// Reads that may wait for their seat; beyond it the bytes stay in the system's buffer.
const QUEUE: usize = 1024;

#[derive(Default)]
pub struct Scanners {
    running: Mutex<Vec<Running>>,
}

struct Running {
    setting: ScannerSetting,
    reader: SerialScanner,
}

impl Scanners {
    /// Brings the readers in line with the settings; those that did not change go on undisturbed.
    pub fn follow(&self, context: &Arc<Context>, seats: &Arc<Seats>) {
        let wanted = context.settings().scanner.clone();
        let mut running = self.running.lock().expect("no reader panics while it holds the list");
        running.retain(|reader| wanted.contains(&reader.setting));
        for setting in wanted {
            if running.iter().any(|reader| reader.setting == setting) {
                continue;
            }
            match start(&setting, context, seats) {
                Ok(reader) => running.push(Running { setting, reader }),
                Err(error) => tracing::error!(%error, scanner = setting.name, "a scanner was not started"),
            }
        }
    }

    /// One tile per scanner.
    pub fn statuses(&self, context: &Context) -> Vec<DeviceStatus> {
        let running = self.running.lock().expect("no reader panics while it holds the list");
        running
            .iter()
            .map(|running| status(&running.reader.health().get(), &running.setting, context))
            .collect()
    }

    pub fn stop(&self) {
        for running in self.running.lock().expect("no reader panics while it holds the list").drain(..) {
            running.reader.stop();
        }
    }
}

fn start(
    setting: &ScannerSetting,
    context: &Arc<Context>,
    seats: &Arc<Seats>,
) -> Result<SerialScanner, devices::Error> {
    let place = setting.port.clone().or_else(|| setting.usb.clone()).unwrap_or_default();
    let port: PortMatch = match &setting.usb {
        Some(usb) => usb.parse()?,
        None => PortMatch::Path(place),
    };
    let wired = ScannerSettings {
        baud: setting.baud,
        presentation: setting.presentation,
        ..ScannerSettings::new(&setting.name, port)
    };
    let (reads, taken) = sync_channel(QUEUE);
    let monotonic = context.clone();
    let reader = SerialScanner::start(wired, Arc::new(move || monotonic.monotonic_ms()), reads)?;
    feed(setting.seat.clone(), taken, seats.clone());
    Ok(reader)
}

/// Hands each read to its seat, in order; ends when the reader does.
fn feed(seat: String, taken: Receiver<Read>, seats: Arc<Seats>) {
    let runtime = Handle::current();
    let name = format!("scans for {seat}");
    let work = move || {
        while let Ok(read) = taken.recv() {
            let Some(scan) = scan_of(&read) else { continue };
            if let Err(error) = runtime.block_on(seats.input(&seat, Input::Scan(scan))) {
                // The seat has shown the fault; the next read is taken all the same.
                tracing::error!(%error, source = read.source, "a scan was not written");
            }
        }
    };
    if let Err(error) = std::thread::Builder::new().name(name).spawn(work) {
        tracing::error!(%error, "no thread for the scans of a scanner");
    }
}

/// Everything the scanner read becomes a scan row; what cannot be a code is refused by its bytes, in words.
fn scan_of(read: &Read) -> Option<Scan> {
    let id = ScanId(clock::new_id());
    match read.kind {
        ReadKind::Scan | ReadKind::Unreadable => {
            let (aim, rest) = domain::scan::split_aim(&read.bytes);
            Some(Scan { id, source: read.source.clone(), bytes: rest.to_vec(), aim })
        }
        // A control character stands for what was lost: refused as unreadable, with the words for it.
        ReadKind::TooLong | ReadKind::CutOff => {
            Some(Scan { id, source: read.source.clone(), bytes: vec![0x18], aim: None })
        }
        ReadKind::Repeat => None,
    }
}

fn status(health: &ScannerHealth, setting: &ScannerSetting, context: &Context) -> DeviceStatus {
    let (state, word) = match (&health.state, &health.trouble) {
        (ScannerState::Ready, _) => ("ready", DeviceWord::ScannerReady {}),
        (_, Some(PortTrouble::PermissionDenied { group })) => {
            ("attention", DeviceWord::ScannerNoPermission { group: group.clone() })
        }
        (_, Some(PortTrouble::Busy)) => ("attention", DeviceWord::ScannerBusy {}),
        (_, Some(PortTrouble::SeveralFit { .. })) => ("attention", DeviceWord::ScannerSeveral {}),
        (_, Some(PortTrouble::Other { text })) => {
            ("attention", DeviceWord::ScannerFault { text: text.clone() })
        }
        (ScannerState::Lost, _) => ("away", DeviceWord::ScannerLost {}),
        _ => ("away", DeviceWord::ScannerAway {}),
    };
    let age_ms = health.last_read_at_ms.map(|at_ms| context.monotonic_ms().saturating_sub(at_ms) as i64);
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
    DeviceStatus {
        name: setting.name.clone(),
        kind: "scanner".to_owned(),
        state: state.to_owned(),
        message: word.message(),
        address: setting.port.clone().or_else(|| setting.usb.clone()).unwrap_or_default(),
        last_seen_ms: age_ms.map(|age_ms| context.now_ms() - age_ms),
        last_raw: (!health.last_bytes.is_empty()).then(|| hex(&health.last_bytes)),
        good_count: health.scan_count as i64,
        bad_count: (health.unreadable_count + health.too_long_count + health.cut_off_count) as i64,
    }
}
