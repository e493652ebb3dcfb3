//! The page of one printer.

use super::fixes;
use super::said::{FactName, FactValue, Note, text};
use super::scan_log::percentile;
use super::scanner::fact;
use super::view::{AnswerRow, DeviceDetail, Fact, Latency, hex, seen, small};
use crate::Station;
use crate::printing::look::Look;
use crate::settings::Printer;
use devices::{Examined, PrinterAddress, PrinterIdentity, Trouble};
use domain::Value;
use labels::Resolution;
use ledger::table::print_job;

/// Jobs that are looked at for how fast their first byte left.
const JOBS: u32 = 300;
/// As many of them count.
const TIMED: usize = 100;

pub async fn detail(station: &Station, empty: DeviceDetail) -> Result<DeviceDetail, ledger::Error> {
    let context = &station.context;
    let name = empty.device.name.clone();
    let settings = context.settings();
    let Some(printer) = settings.printer.iter().find(|printer| printer.name == name).cloned() else {
        return Ok(empty);
    };
    let look = station.printing().looked(&name);
    let examined = look.as_ref().map(|look| &look.examined);
    Ok(DeviceDetail {
        notes: notes(&printer, examined),
        fixes: fixes_of(&printer, examined),
        facts: facts(&printer, look.as_ref()),
        latency: latency(station, &name).await?,
        answers: examined.map(answers).unwrap_or_default(),
        ..empty
    })
}

fn notes(printer: &Printer, examined: Option<&Examined>) -> Vec<domain::Message> {
    let mut notes = Vec::new();
    if matches!(printer.place(), Some(PrinterAddress::Usb(_))) {
        notes.push(Note::UsbPrinterUnverified {});
    }
    let set = printer.resolution();
    if let Some(identity) = examined.and_then(|examined| examined.identity.as_ref()) {
        let told = identity.dots_per_mm.and_then(Resolution::from_dots_per_mm);
        if let (Some(told), Some(set)) = (told, set)
            && told != set
        {
            notes.push(Note::DpiDiffers { told: i64::from(told.dpi()), set: i64::from(set.dpi()) });
        }
        if let Some(head) = head_mm(identity).filter(|head| *head < i64::from(printer.width_mm)) {
            notes.push(Note::WiderThanHead { head, set: i64::from(printer.width_mm) });
        }
    }
    let is_answering = examined.is_some_and(|examined| examined.status.is_some());
    if is_answering && examined.is_some_and(|examined| examined.odometer.is_none()) {
        notes.push(Note::NoCounter {});
    }
    notes.iter().map(Note::message).collect()
}

fn fixes_of(printer: &Printer, examined: Option<&Examined>) -> Vec<super::view::Fix> {
    match examined.and_then(|examined| examined.trouble) {
        Some(Trouble::NotAllowed) => {
            let fix = printer.place().and_then(|place| place.permission_fix(&fixes::user()));
            fix.map(|fix| fixes::of(&fix)).unwrap_or_default()
        }
        Some(Trouble::TakenElsewhere) => fixes::kept_by_the_system(),
        _ => Vec::new(),
    }
}

fn facts(printer: &Printer, look: Option<&Look>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let examined = look.map(|look| &look.examined);
    let identity = examined.and_then(|examined| examined.identity.as_ref());
    let mut say = |name: FactName, value: Option<FactValue>| {
        facts.extend(value.map(|value| fact(name, value)));
    };
    let words = |text: String| FactValue::Text { text };
    say(FactName::Model {}, identity.map(|identity| words(identity.model.clone())));
    let language = identity.map_or(printer.language, |identity| identity.language);
    say(FactName::Language {}, Some(words(language.text().to_owned())));
    let told = identity.and_then(|identity| identity.dots_per_mm).and_then(Resolution::from_dots_per_mm);
    let dpi = told.or(printer.resolution()).map(|it| FactValue::Dpi { dpi: i64::from(it.dpi()) });
    say(FactName::Resolution {}, dpi);
    let (width, height) = (i64::from(printer.width_mm), i64::from(printer.height_mm));
    say(FactName::MediaSet {}, Some(FactValue::Media { width, height }));
    let dots = examined.and_then(|examined| examined.status.as_ref()?.label_length_dots);
    let length = dots.zip(told.or(printer.resolution())).map(|(dots, at)| at.mm(dots).round() as i64);
    say(FactName::LengthTold {}, length.map(|length| FactValue::Millimetres { length }));
    let head = identity.and_then(head_mm);
    say(FactName::HeadWidth {}, head.map(|length| FactValue::Millimetres { length }));
    let counter = examined.and_then(|examined| examined.odometer);
    say(FactName::Counter {}, counter.map(|count| FactValue::Count { count: count as i64 }));
    say(FactName::Firmware {}, identity.and_then(|identity| identity.firmware.clone()).map(words));
    say(FactName::SerialNumber {}, identity.and_then(|identity| identity.serial_number.clone()).map(words));
    let at = look.map(|look| FactValue::At { time: Value::Instant(look.at_ms) });
    say(FactName::Asked {}, at);
    if !printer.roles.is_empty() {
        facts.push(Fact { name: FactName::Roles {}.message(), value: text(printer.roles.join(", ")) });
    }
    facts
}

/// As far as the head reaches, whole millimetres.
fn head_mm(identity: &PrinterIdentity) -> Option<i64> {
    let resolution = identity.dots_per_mm.and_then(Resolution::from_dots_per_mm)?;
    Some(resolution.mm(identity.width_dots?).floor() as i64)
}

fn answers(examined: &Examined) -> Vec<AnswerRow> {
    let row = |answer: &devices::RawAnswer| AnswerRow {
        asked: answer.asked.text().to_owned(),
        hex: hex(&answer.bytes),
        text: seen(&answer.bytes),
    };
    examined.answers.iter().map(row).collect()
}

/// From the order to the first byte, of jobs of one label: of longer ones only the last sheet's time is known.
async fn latency(station: &Station, name: &str) -> Result<Option<Latency>, ledger::Error> {
    let jobs = station.context.ledger.writer().turn(|tx| print_job::recent(tx, JOBS)).await?;
    let of_one = jobs.iter().filter(|job| job.printer == name && job.label_count == 1);
    let times: Vec<u64> = of_one
        .filter_map(|job| Some(job.sent_at_ms?.saturating_sub(job.made_at_ms).max(0) as u64))
        .take(TIMED)
        .collect();
    let count = small(times.len() as u64);
    let of = |percent| percentile(times.clone(), percent).map(small);
    let Some((half_ms, slow_ms)) = of(50).zip(of(95)) else { return Ok(None) };
    Ok(Some(Latency { count, half_ms, slow_ms, durable_half_ms: None, durable_slow_ms: None }))
}
