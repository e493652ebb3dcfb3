//! Feeds: what is read from the vendor, how far, and how it went. A feed that fails leaves the last data usable
//! and marked stale, with the reason.

use crate::verdict::{self, Verdict};
use crate::why::Why;
use crate::worker::Worker;
use crate::{Error, take_over};
use connectors::katana::inbound;
use connectors::{Answer, Request};
use domain::Message;
use ledger::table::feed::{self, Feed};
use serde_json::Value;

/// In the order in which they build on each other.
pub const FEEDS: [&str; 5] = ["locations", "suppliers", "items", "purchase_orders", "stock"];
/// The watermark overlaps by this much: rows repeat and are known by their ids.
const OVERLAP_MS: i64 = 5 * 60 * 1_000;
/// More pages than this is a vendor that does not end its list.
const MOST_PAGES: usize = 2_000;

/// Reads every feed that is due; `false` when the way out is closed.
pub async fn run(worker: &Worker, forced: bool) -> Result<bool, Error> {
    for name in FEEDS {
        let vendor = worker.settings.vendor.clone();
        let before = worker.writer.turn(move |tx| feed::load(tx, &vendor, name)).await?;
        let now_ms = worker.clock.now_ms();
        let due = before.tried_at_ms.is_none_or(|at_ms| at_ms + worker.settings.poll_ms as i64 <= now_ms);
        if !due && !forced {
            continue;
        }
        if !one(worker, before, now_ms).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// When the next feed comes due.
pub async fn next_at_ms(worker: &Worker) -> Result<i64, Error> {
    let vendor = worker.settings.vendor.clone();
    let mut next = i64::MAX;
    for name in FEEDS {
        let vendor = vendor.clone();
        let feed = worker.writer.turn(move |tx| feed::load(tx, &vendor, name)).await?;
        next = next.min(feed.tried_at_ms.map_or(0, |at_ms| at_ms + worker.settings.poll_ms as i64));
    }
    Ok(next)
}

async fn one(worker: &Worker, before: Feed, began_ms: i64) -> Result<bool, Error> {
    let since = since(&before);
    let mut newest = before.watermark.clone();
    let mut stock = Vec::new();
    for page in 1..=MOST_PAGES {
        let body = match read(worker, &before.name, page, &since).await? {
            Ok(body) => body,
            Err((why, goes_on)) => {
                note(worker, &before, &before.watermark, began_ms, Some(why)).await?;
                return Ok(goes_on);
            }
        };
        let is_last = inbound::is_last(&body);
        if let Err(error) = take(worker, &before.name, &body, &mut newest, &mut stock, began_ms).await? {
            let why = Why::Rejected { vendor: worker.settings.vendor.clone(), words: error };
            note(worker, &before, &before.watermark, began_ms, Some(why.message())).await?;
            return Ok(true);
        }
        if is_last {
            break;
        }
    }
    if before.name == "stock" {
        let vendor = worker.settings.vendor.clone();
        worker.writer.turn(move |tx| take_over::stock(tx, &vendor, &stock, began_ms)).await?;
    }
    note(worker, &before, &newest, began_ms, None).await?;
    Ok(true)
}

/// One page, or why there is none and whether other feeds may go on.
async fn read(
    worker: &Worker,
    name: &str,
    page: usize,
    since: &str,
) -> Result<Result<Value, (Message, bool)>, Error> {
    let request: Request = match name {
        "locations" => inbound::locations(page),
        "suppliers" => inbound::suppliers(page),
        "items" => inbound::variants(page, since),
        "purchase_orders" => inbound::purchase_orders(page, since),
        _ => inbound::inventory(page),
    };
    let result = worker.call(&request, None).await?;
    let vendor = worker.settings.vendor.clone();
    Ok(match verdict::of(&result, false) {
        Verdict::Accepted(Answer { body }) => Ok(body),
        Verdict::NoNetwork | Verdict::Unclear => Err((Why::WaitingForNetwork { vendor }.message(), false)),
        Verdict::NotLetIn => Err((Why::NotLetIn { vendor }.message(), false)),
        Verdict::TooMany { .. } => Err((Why::TooManyCalls { vendor }.message(), false)),
        Verdict::Later { status } => Err((Why::RetryLater { vendor, status: i64::from(status) }.message(), true)),
        Verdict::Gone => Err((Why::OrderNotThere { vendor }.message(), true)),
        Verdict::Rejected { words } => Err((Why::Rejected { vendor, words }.message(), true)),
    })
}

/// Takes a page over in one transaction; the text is the vendor's page that could not be read.
async fn take(
    worker: &Worker,
    name: &str,
    body: &Value,
    newest: &mut String,
    stock: &mut Vec<inbound::VendorStock>,
    now_ms: i64,
) -> Result<Result<(), String>, Error> {
    let vendor = worker.settings.vendor.clone();
    match name {
        "locations" => match inbound::places_of(body) {
            Ok(places) => {
                worker.writer.turn(move |tx| take_over::places(tx, &vendor, &places, now_ms)).await?;
            }
            Err(error) => return Ok(Err(error.to_string())),
        },
        "suppliers" => match inbound::suppliers_of(body) {
            Ok(suppliers) => {
                worker.writer.turn(move |tx| take_over::suppliers(tx, &vendor, &suppliers, now_ms)).await?;
            }
            Err(error) => return Ok(Err(error.to_string())),
        },
        "items" => match inbound::items_of(body) {
            Ok(items) => {
                later(newest, items.iter().filter_map(|item| item.updated_at.as_deref()));
                let take = move |tx: &mut ledger::Transaction<'_>| {
                    items.iter().try_for_each(|item| take_over::item(tx, &vendor, item, now_ms))
                };
                worker.writer.turn(take).await?;
            }
            Err(error) => return Ok(Err(error.to_string())),
        },
        "purchase_orders" => match inbound::orders_of(body) {
            Ok(orders) => {
                later(newest, orders.iter().filter_map(|order| order.updated_at.as_deref()));
                let take = move |tx: &mut ledger::Transaction<'_>| {
                    orders.iter().try_for_each(|order| take_over::take_order(tx, &vendor, order, now_ms))
                };
                worker.writer.turn(take).await?;
            }
            Err(error) => return Ok(Err(error.to_string())),
        },
        _ => match inbound::stock_of(body) {
            Ok(rows) => stock.extend(rows),
            Err(error) => return Ok(Err(error.to_string())),
        },
    }
    Ok(Ok(()))
}

/// The newest time seen, as the vendor wrote it: ISO text in UTC sorts by itself.
fn later<'t>(newest: &mut String, times: impl Iterator<Item = &'t str>) {
    for time in times {
        if time > newest.as_str() {
            *newest = time.to_owned();
        }
    }
}

/// The watermark less the overlap; empty reads everything.
fn since(before: &Feed) -> String {
    match before.watermark.parse::<jiff::Timestamp>() {
        Ok(instant) => jiff::Timestamp::from_millisecond(instant.as_millisecond() - OVERLAP_MS)
            .map(|instant| instant.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string())
            .unwrap_or_default(),
        Err(_) => String::new(),
    }
}

async fn note(
    worker: &Worker,
    before: &Feed,
    watermark: &str,
    began_ms: i64,
    why: Option<Message>,
) -> Result<(), Error> {
    let row = Feed {
        watermark: watermark.to_owned(),
        tried_at_ms: Some(began_ms),
        good_at_ms: if why.is_none() { Some(began_ms) } else { before.good_at_ms },
        trouble_json: why
            .map_or_else(|| "{}".to_owned(), |why| serde_json::to_string(&why).expect("a message is plain data")),
        ..before.clone()
    };
    let was_good = row.trouble_json == "{}";
    worker.writer.turn(move |tx| feed::put(tx, &row)).await?;
    if was_good {
        worker.documents_changed();
    }
    Ok(())
}
