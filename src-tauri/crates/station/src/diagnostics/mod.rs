//! What the devices of this station did last, for the devices page and the report: reads with their bytes and what
//! they mean, how fast each was answered, what a printer says of itself, what the system keeps from us.
//!
//! Kept in memory alone and gone with the process. A badge is never kept: who reads it could sign in by it.

mod scan_log;
mod trouble_log;
mod reading;
mod scanner;
mod printer;
mod fixes;
mod test_label;
mod redact;
mod report;
pub mod said;
pub mod view;

pub use report::{offline as offline_report, report};
pub use scan_log::{ScanLog, SourceLog};
pub use test_label::{AskedLabel, QueuedLabel, queue as queue_label};
pub use trouble_log::TroubleLog;
pub use view::DeviceDetail;

use crate::Station;
use crate::status;
use domain::permission::{Action, permission};
use ledger::table::operator::Operator;

/// One device with everything that is known of it.
///
/// # Errors
/// [`ledger::Error::Missing`] where no device has this name; the ledger's.
pub async fn detail(
    station: &Station,
    name: &str,
    by: Option<&Operator>,
) -> Result<DeviceDetail, ledger::Error> {
    let found = status::devices(station).into_iter().find(|device| device.name == name);
    let device = found.ok_or_else(|| ledger::Error::Missing { what: "device", name: name.to_owned() })?;
    let can_tend = by.is_some_and(|by| permission(by.role, Action::TendDevices));
    let empty = DeviceDetail { can_tend, ..DeviceDetail::of(device) };
    match empty.device.kind.as_str() {
        "printer" => printer::detail(station, empty).await,
        _ => Ok(scanner::detail(station, empty)),
    }
}

/// All of them, as the tiles stand.
///
/// # Errors
/// The ledger's.
pub async fn details(station: &Station) -> Result<Vec<DeviceDetail>, ledger::Error> {
    let mut details = Vec::new();
    for device in status::devices(station) {
        details.push(detail(station, &device.name, None).await?);
    }
    Ok(details)
}

/// Asks a device again how it is: a printer is looked at, a scanner is tried to be opened. The tile tells what came
/// of it.
///
/// # Errors
/// [`ledger::Error::Missing`] where no device has this name.
pub fn ask(station: &Station, name: &str) -> Result<(), ledger::Error> {
    let is_wedge = name == status::WEDGE;
    if is_wedge || station.scanners().try_again(name) || station.printing().look(name) {
        return Ok(());
    }
    Err(ledger::Error::Missing { what: "device", name: name.to_owned() })
}
