//! The page of one scanner.

use super::reading;
use super::said::{FactName, FactValue, Note, text};
use super::scan_log::{Answered, SourceLog, percentile};
use super::view::{DeviceDetail, Fact, Latency, ReadRow, ScanCounts, hex, seen, small};
use super::{fixes, said};
use crate::Station;
use crate::settings::Scanner;
use crate::{clock, status};
use devices::scanner_settings::Parity;
use devices::{PortTrouble, ScannerHealth};
use domain::ScanId;
use domain::scan::Scan;
use jiff::civil::Date;

/// Reads the page shows.
const SHOWN: usize = 10;
/// What keyboards that type into a page are called as a source.
const WEDGE_SOURCE: &str = "wedge";

pub fn detail(station: &Station, empty: DeviceDetail) -> DeviceDetail {
    let context = &station.context;
    let today = clock::day_of(context.now_ms(), &context.settings().station.time_zone);
    let name = empty.device.name.clone();
    if name == status::WEDGE {
        let log = context.scan_log.of(WEDGE_SOURCE);
        let kind = fact(FactName::Kind {}, FactValue::FocusedKeyboard {});
        return DeviceDetail { facts: vec![kind], ..logged(empty, &log, today) };
    }
    let shown = logged(empty, &context.scan_log.of(&name), today);
    match station.scanners().one(&name) {
        Some((setting, health)) => with_health(shown, &setting, &health),
        None => shown,
    }
}

fn logged(empty: DeviceDetail, log: &SourceLog, today: Date) -> DeviceDetail {
    let counts = log.counts;
    DeviceDetail {
        scans: Some(ScanCounts {
            accepted: small(counts.accepted),
            refused: small(counts.refused),
            unknown: small(counts.unknown),
            repeats: small(counts.repeats),
            waiting: small(counts.waiting),
            ..ScanCounts::default()
        }),
        latency: latency(log),
        reads: log.reads.iter().rev().take(SHOWN).map(|read| row(read, today)).collect(),
        ..empty
    }
}

fn with_health(shown: DeviceDetail, setting: &Scanner, health: &ScannerHealth) -> DeviceDetail {
    let mut scans = shown.scans.clone().unwrap_or_default();
    scans.repeats = scans.repeats.max(small(health.repeat_count));
    scans.unreadable = small(health.unreadable_count + health.too_long_count);
    scans.cut_off = small(health.cut_off_count);
    let is_denied = matches!(health.trouble, Some(PortTrouble::PermissionDenied { .. }));
    let fix = crate::scanners::permission_fix(setting, &fixes::user()).filter(|_| is_denied);
    DeviceDetail {
        scans: Some(scans),
        notes: notes(setting, health),
        fixes: fix.map(|fix| fixes::of(&fix)).unwrap_or_default(),
        facts: facts(setting, health),
        ..shown
    }
}

fn notes(setting: &Scanner, health: &ScannerHealth) -> Vec<domain::Message> {
    let mut notes = Vec::new();
    if health.waits_for_button {
        notes.push(Note::WaitsForButton {});
    }
    if setting.keyboard.is_some() {
        notes.push(Note::KeyboardUnverified {});
    }
    if health.silence_end_count > 0 {
        notes.push(Note::NoEndMark { count: health.silence_end_count as i64 });
    }
    if health.full_queue_count > 0 {
        notes.push(Note::ReadsWaited { count: health.full_queue_count as i64 });
    }
    notes.iter().map(Note::message).collect()
}

fn facts(setting: &Scanner, health: &ScannerHealth) -> Vec<Fact> {
    let is_keyboard = setting.keyboard.is_some();
    let kind = if is_keyboard { FactValue::HeldKeyboard {} } else { FactValue::Serial {} };
    let mut facts = vec![fact(FactName::Kind {}, kind)];
    if let Some(path) = &health.path {
        facts.push(Fact { name: FactName::Path {}.message(), value: said::text(path) });
    }
    if is_keyboard {
        let layout = serde_json::to_value(setting.decoding.layout).expect("a unit enum is plain data");
        let layout = layout.as_str().unwrap_or_default().replace('_', " ");
        facts.push(Fact { name: FactName::KeyLayout {}.message(), value: text(layout) });
    } else {
        facts.push(Fact { name: FactName::Wire {}.message(), value: text(wire(setting)) });
    }
    facts.push(Fact { name: FactName::Seat {}.message(), value: text(&setting.seat) });
    if setting.presentation {
        facts.push(fact(FactName::Stands {}, FactValue::Yes {}));
    }
    facts.push(fact(FactName::Pulled {}, FactValue::Count { count: health.lost_count as i64 }));
    facts
}

/// `9600 8N1`, as makers write it.
fn wire(setting: &Scanner) -> String {
    let parity = match setting.parity {
        Parity::None => 'N',
        Parity::Odd => 'O',
        Parity::Even => 'E',
    };
    format!("{} {}{parity}{}", setting.baud, setting.data_bits, setting.stop_bits)
}

pub(super) fn fact(name: FactName, value: FactValue) -> Fact {
    Fact { name: name.message(), value: value.message() }
}

fn latency(log: &SourceLog) -> Option<Latency> {
    let of = |pick: fn(&super::scan_log::Timing) -> u64, percent| {
        percentile(log.times.iter().map(pick).collect(), percent).map(small)
    };
    Some(Latency {
        count: small(log.times.len() as u64),
        half_ms: of(|time| time.answered_ms, 50)?,
        slow_ms: of(|time| time.answered_ms, 95)?,
        durable_half_ms: of(|time| time.durable_ms, 50),
        durable_slow_ms: of(|time| time.durable_ms, 95),
    })
}

fn row(read: &Answered, today: Date) -> ReadRow {
    let scan = Scan {
        id: ScanId(uuid::Uuid::nil()),
        source: String::new(),
        bytes: read.bytes.clone(),
        aim: read.aim.clone(),
    };
    let (fields, refusal) = if read.is_badge { (Vec::new(), None) } else { reading::fields(&scan, today) };
    let aim = read.aim.clone().unwrap_or_default();
    ReadRow {
        at_ms: read.at_ms,
        is_badge: read.is_badge,
        hex: hex(&read.bytes),
        text: seen(&read.bytes),
        symbology: reading::symbology(&aim),
        aim,
        fields,
        refusal,
        verdict: read.verdict,
        said: read.said.clone(),
        durable_ms: small(read.timing.durable_ms),
        answered_ms: small(read.timing.answered_ms),
    }
}
