//! The status strip as one value: links, what waits, devices, trouble.

use crate::context::Context;
use crate::said::DeviceWord;
use crate::station::Station;
use crate::view::{DeviceStatus, Status};
use ledger::table::delivery::{self, DeliveryState};
use ledger::table::{scan, task};

/// The tile of keyboards that type into a page.
pub const WEDGE: &str = "keyboard";

/// Before anything was read.
pub fn empty(context: &Context) -> Status {
    let settings = context.settings();
    Status {
        station: settings.station.name.clone(),
        environment: settings.station.environment.clone(),
        links: Vec::new(),
        waiting_count: 0,
        oldest_waiting_ms: None,
        person_count: 0,
        parked_count: 0,
        devices: Vec::new(),
        trouble: context.trouble(),
        date_in_doubt: !context.time().standing.is_sure(),
        now_ms: context.now_ms(),
        time_zone: settings.station.time_zone.clone(),
    }
}

pub async fn read(station: &Station) -> Result<Status, ledger::Error> {
    let context = &station.context;
    let (parked, tasks) =
        context.ledger.writer().turn(|tx| Ok((scan::parked_count(tx)?, task::open_count(tx)?))).await?;
    let links = station.vendors().statuses(context).await?;
    let oldest = oldest_waiting_ms(context).await?;
    let devices = devices(station);
    context.trouble_log.note(&devices, context.now_ms());
    Ok(Status {
        waiting_count: links.iter().map(|link| link.waiting_count).sum(),
        oldest_waiting_ms: oldest,
        person_count: u32::try_from(tasks).unwrap_or(u32::MAX),
        parked_count: u32::try_from(parked).unwrap_or(u32::MAX),
        devices,
        links,
        ..empty(context)
    })
}

/// When the oldest thing that is still owed to a vendor was queued.
async fn oldest_waiting_ms(context: &Context) -> Result<Option<i64>, ledger::Error> {
    use DeliveryState::{RetryAt, Sending, Unclear, Waiting};
    let oldest = context.ledger.writer().turn(|tx| {
        let mut oldest: Option<i64> = None;
        for state in [Waiting, Sending, Unclear, RetryAt] {
            let rows = delivery::in_state(tx, connectors::katana::VENDOR, state, 1)?;
            let first = rows.first().map(|row| row.made_at_ms);
            oldest = oldest.into_iter().chain(first).min();
        }
        Ok(oldest)
    });
    oldest.await
}

/// All tiles: the keyboard wedge is always there.
pub fn devices(station: &Station) -> Vec<DeviceStatus> {
    let mut tiles = vec![wedge(&station.context)];
    tiles.extend(station.scanners().statuses(&station.context));
    tiles.extend(station.printing().statuses());
    tiles
}

fn wedge(context: &Context) -> DeviceStatus {
    let log = context.scan_log.of("wedge");
    let (state, word) = match log.lost_gs_count {
        0 => ("ready", DeviceWord::WedgeReady {}),
        lost => ("attention", DeviceWord::ScannerLosesGs { count: lost as i64 }),
    };
    DeviceStatus {
        name: WEDGE.to_owned(),
        kind: "scanner".to_owned(),
        state: state.to_owned(),
        message: word.message(),
        address: String::new(),
        last_seen_ms: log.reads.back().map(|read| read.at_ms),
        good_count: log.counts.accepted as i64,
        bad_count: (log.counts.refused + log.counts.unknown) as i64,
    }
}
