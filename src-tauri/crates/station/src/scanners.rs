//! Scanners of the settings: each feeds its seat. Started from the settings, restarted when their settings change.

mod reader;

pub use reader::permission_fix;

use crate::context::Context;
use crate::said::DeviceWord;
use crate::seats::Seats;
use crate::settings::Scanner as ScannerSetting;
use crate::view::DeviceStatus;
use crate::{clock, detection};
use devices::{PortTrouble, Read, ReadKind, ScannerHealth, ScannerState};
use domain::ScanId;
use domain::scan::Scan;
use floor::Input;
use reader::Reader;
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
    reader: Reader,
}

impl Scanners {
    /// Brings the readers in line with the settings; those that did not change go on undisturbed.
    pub fn follow(&self, context: &Arc<Context>, seats: &Arc<Seats>) {
        let wanted = context.settings().scanner.clone();
        let mut running = self.running.lock().expect("no reader panics while it holds the list");
        running.retain(|reader| wanted.iter().any(|setting| is_wired_alike(setting, &reader.setting)));
        for setting in wanted {
            if let Some(known) = running.iter_mut().find(|reader| is_wired_alike(&setting, &reader.setting)) {
                known.setting = setting;
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
        running.iter().map(|running| status(&running.reader.health(), &running.setting, context)).collect()
    }

    /// A scanner by its name: how it is set, and how it is.
    pub fn one(&self, name: &str) -> Option<(ScannerSetting, ScannerHealth)> {
        let running = self.running.lock().expect("no reader panics while it holds the list");
        let one = running.iter().find(|running| running.setting.name == name)?;
        Some((one.setting.clone(), one.reader.health()))
    }

    /// Ends the present waiting for a device; whether there is a scanner of this name.
    pub fn try_again(&self, name: &str) -> bool {
        let running = self.running.lock().expect("no reader panics while it holds the list");
        let one = running.iter().find(|running| running.setting.name == name);
        one.map(|running| running.reader.try_again()).is_some()
    }

    /// The end marks of a test code come after the rest of it: what was detected is held against the wire once more.
    pub fn look_again(&self, context: &Context) {
        for running in self.running.lock().expect("no reader panics while it holds the list").iter() {
            detection::note_raw(context, &running.setting.name, &running.reader.health().last_bytes);
        }
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
) -> Result<Reader, devices::Error> {
    let (reads, taken) = sync_channel(QUEUE);
    let reader = Reader::start(setting, context, reads)?;
    feed(setting.seat.clone(), taken, context.clone(), seats.clone());
    Ok(reader)
}

/// What its reads mean may change while it reads on.
fn is_wired_alike(one: &ScannerSetting, other: &ScannerSetting) -> bool {
    let wired = |setting: &ScannerSetting| ScannerSetting {
        gs: None,
        plain_as_gs1: false,
        short_links: false,
        flow: None,
        ..setting.clone()
    };
    wired(one) == wired(other)
}

/// Hands each read to its seat, in order; ends when the reader does.
fn feed(seat: String, taken: Receiver<Read>, context: Arc<Context>, seats: Arc<Seats>) {
    let runtime = Handle::current();
    let name = format!("scans for {seat}");
    let work = move || {
        while let Ok(read) = taken.recv() {
            // A test of the scanner is no scan of goods.
            if detection::note_read(&context, &read.source, &read.bytes) {
                continue;
            }
            let scan = scan_of(&read);
            context.scan_log.arrived(scan.id, read.received_at_monotonic_ms);
            let is_repeat = read.kind == ReadKind::Repeat;
            let input = if is_repeat { Input::Repeat(scan) } else { Input::Scan(scan) };
            if let Err(error) = runtime.block_on(seats.input(&seat, input)) {
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
fn scan_of(read: &Read) -> Scan {
    let id = ScanId(clock::new_id());
    match read.kind {
        ReadKind::Scan | ReadKind::Repeat | ReadKind::Unreadable => {
            let (aim, rest) = domain::scan::split_aim(&read.bytes);
            Scan { id, source: read.source.clone(), bytes: rest.to_vec(), aim }
        }
        // A control character stands for what was lost: refused as unreadable, with the words for it.
        ReadKind::TooLong | ReadKind::CutOff => {
            Scan { id, source: read.source.clone(), bytes: vec![0x18], aim: None }
        }
    }
}

fn status(health: &ScannerHealth, setting: &ScannerSetting, context: &Context) -> DeviceStatus {
    let lost = context.scan_log.of(&setting.name).lost_gs_count;
    let (state, word) = match (&health.state, &health.trouble) {
        (ScannerState::Ready, _) if lost > 0 => {
            ("attention", DeviceWord::ScannerLosesGs { count: lost as i64 })
        }
        (ScannerState::Ready, _) => ("ready", DeviceWord::ScannerReady {}),
        (_, Some(PortTrouble::PermissionDenied { .. })) => ("attention", DeviceWord::ScannerNoPermission {}),
        (_, Some(PortTrouble::Busy)) => ("attention", DeviceWord::ScannerBusy {}),
        (_, Some(PortTrouble::SeveralFit { .. })) => ("attention", DeviceWord::ScannerSeveral {}),
        (_, Some(PortTrouble::Other { text })) => {
            ("attention", DeviceWord::ScannerFault { text: text.clone() })
        }
        (ScannerState::Lost, _) => ("away", DeviceWord::ScannerLost {}),
        _ => ("away", DeviceWord::ScannerAway {}),
    };
    let age_ms = health.last_read_at_ms.map(|at_ms| context.monotonic_ms().saturating_sub(at_ms) as i64);
    DeviceStatus {
        name: setting.name.clone(),
        kind: "scanner".to_owned(),
        state: state.to_owned(),
        message: word.message(),
        address: setting.place().to_owned(),
        last_seen_ms: age_ms.map(|age_ms| context.now_ms() - age_ms),
        good_count: health.scan_count as i64,
        bad_count: (health.unreadable_count + health.too_long_count + health.cut_off_count) as i64,
    }
}
