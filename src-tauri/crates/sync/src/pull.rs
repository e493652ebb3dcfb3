//! Feeds: what is read from the vendor, how far, and how it went. A feed that fails leaves the last data
//! usable and marked stale, with the reason.

use crate::Error;
use crate::link_state::LinkState;
use crate::outbox::Onward;
use crate::take_over::{self, Doubled};
use crate::verdict::Verdict;
use crate::why::{self, Why};
use crate::worker::{Rung, Worker};
use connectors::seen::{VendorItem, VendorOrder};
use connectors::{Feed, Rows};
use jiff::Timestamp;
use ledger::Transaction;
use ledger::table::feed;

/// The watermark overlaps by this much: rows repeat and are known by their ids.
const OVERLAP_MS: i64 = 5 * 60 * 1_000;
/// As a whole at each start and then once a day: what a vendor changed without a new time is found again.
const WHOLE_EVERY_MS: i64 = 24 * 60 * 60 * 1_000;
/// More pages than this is a vendor that does not end its list.
const MOST_PAGES: usize = 2_000;
/// Rows in one turn of the writer: a scan never waits for a page.
const ROWS_A_TURN: usize = 50;

/// Why a feed was not read, and whether other feeds may go on.
struct Trouble {
    why: Why,
    onward: Onward,
}

/// Reads every feed that is due.
pub async fn run(worker: &Worker, forced: bool) -> Result<Onward, Error> {
    for kind in worker.connector.feeds() {
        if worker.is_stopping() {
            return Ok(Onward::Stop);
        }
        let before = load(worker, *kind).await?;
        let now_ms = worker.clock.now_ms();
        if (forced || due_ms(worker, &before) <= now_ms)
            && one(worker, *kind, before, now_ms).await? == Onward::Stop
        {
            return Ok(Onward::Stop);
        }
    }
    Ok(Onward::Next)
}

/// When the next feed comes due.
pub async fn next_at_ms(worker: &Worker) -> Result<i64, Error> {
    let mut next = i64::MAX;
    for kind in worker.connector.feeds() {
        next = next.min(due_ms(worker, &load(worker, *kind).await?));
    }
    Ok(next)
}

async fn load(worker: &Worker, kind: Feed) -> Result<feed::Feed, Error> {
    let vendor = worker.settings.vendor.clone();
    Ok(worker.writer.turn(move |tx| feed::load(tx, &vendor, kind.name())).await?)
}

fn due_ms(worker: &Worker, feed: &feed::Feed) -> i64 {
    feed.tried_at_ms.map_or(0, |at_ms| at_ms + worker.settings.poll_ms as i64)
}

async fn one(worker: &Worker, kind: Feed, before: feed::Feed, began_ms: i64) -> Result<Onward, Error> {
    let whole_ms = worker.whole_reads().get(&kind).copied();
    let is_whole =
        before.watermark.is_empty() || whole_ms.is_none_or(|at_ms| at_ms + WHOLE_EVERY_MS <= began_ms);
    let since = if is_whole { String::new() } else { overlapping(&before.watermark) };
    let mut newest = before.watermark.clone();
    match pages(worker, kind, &since, began_ms, &mut newest).await? {
        Ok(()) => {
            if is_whole {
                worker.whole_reads().insert(kind, began_ms);
            }
            let good = feed::Feed {
                watermark: newest,
                good_at_ms: Some(began_ms),
                tried_at_ms: Some(began_ms),
                trouble_json: "{}".to_owned(),
                ..before
            };
            keep(worker, good).await?;
            worker.ring(Rung::Documents);
            Ok(Onward::Next)
        }
        Err(Trouble { why, mut onward }) => {
            if onward == Onward::Stop && answers_others(worker, kind) {
                onward = Onward::Next;
            }
            // Where nothing got through, it is read as soon as the way is open again.
            let tried_at_ms = if onward == Onward::Stop { before.tried_at_ms } else { Some(began_ms) };
            keep(worker, feed::Feed { tried_at_ms, trouble_json: why::json(&why), ..before }).await?;
            Ok(onward)
        }
    }
}

/// The vendor answered somebody since the last time this feed got no answer: it is the feed's own trouble,
/// and must not hold up deliveries and other feeds.
fn answers_others(worker: &Worker, kind: Feed) -> bool {
    let is_online = worker.health().state == LinkState::Online;
    let lost_ms = worker.lost_reads().insert(kind, worker.clock.now_ms());
    let good_ms = worker.health().last_good_ms;
    is_online && lost_ms.zip(good_ms).is_some_and(|(lost_ms, good_ms)| good_ms > lost_ms)
}

async fn keep(worker: &Worker, feed: feed::Feed) -> Result<(), Error> {
    Ok(worker.writer.turn(move |tx| feed::put(tx, &feed)).await?)
}

/// All pages of all lists of a feed. Items are taken over together: only all of them show which SKU is
/// doubled.
async fn pages(
    worker: &Worker,
    kind: Feed,
    since: &str,
    began_ms: i64,
    newest: &mut String,
) -> Result<Result<(), Trouble>, Error> {
    let (mut items, mut bad) = (Vec::new(), None);
    for list in worker.connector.lists(kind, since) {
        for number in 1..=MOST_PAGES {
            let request = worker.connector.page(&list, number);
            let answer = match worker.call(&request, false, None).await? {
                Verdict::Accepted(answer) => answer,
                other => return Ok(Err(trouble(worker, other))),
            };
            let page = match worker.connector.read(kind, &answer) {
                Ok(page) => page,
                Err(words) => return Ok(Err(trouble(worker, Verdict::Rejected { words }))),
            };
            bad = bad.or(page.trouble);
            match page.rows {
                Rows::Items(mut rows) => items.append(&mut rows),
                rows => bad = bad.or(take(worker, rows, began_ms, newest).await?),
            }
            if page.is_last {
                break;
            }
            if worker.is_stopping() {
                // Half a list is none: what it did not show may stand there all the same.
                return Ok(Err(trouble(worker, Verdict::NoNetwork)));
            }
        }
    }
    if kind == Feed::Items {
        later(newest, items.iter().filter_map(|item| item.updated_at.as_deref()));
        let doubled = Doubled::of(&items);
        let take = move |tx: &Transaction<'_>, vendor: &str, items: &[VendorItem]| {
            take_over::items(tx, vendor, items, &doubled, began_ms)
        };
        bad = bad.or(in_turns(worker, items, take).await?);
    }
    if let Some(words) = bad {
        return Ok(Err(trouble(worker, Verdict::Rejected { words })));
    }
    if kind == Feed::Stock {
        let vendor = worker.settings.vendor.clone();
        worker.writer.turn(move |tx| take_over::stock_complete(tx, &vendor, began_ms)).await?;
    }
    Ok(Ok(()))
}

/// The words are those of the first row that could not be taken over.
async fn take(
    worker: &Worker,
    rows: Rows,
    now_ms: i64,
    newest: &mut String,
) -> Result<Option<String>, Error> {
    match rows {
        Rows::Items(_) => Ok(None),
        // Whether there is only one place is seen on the whole page.
        Rows::Places(rows) => {
            let vendor = worker.settings.vendor.clone();
            let taken = worker.writer.turn(move |tx| take_over::places(tx, &vendor, &rows, now_ms)).await;
            taken.map(|()| None).or_else(words_of)
        }
        Rows::Suppliers(rows) => {
            in_turns(worker, rows, move |tx, vendor, rows| take_over::suppliers(tx, vendor, rows, now_ms))
                .await
        }
        Rows::PurchaseOrders(rows) => {
            later(newest, rows.iter().filter_map(|order| order.updated_at.as_deref()));
            let order = move |tx: &Transaction<'_>, vendor: &str, rows: &[VendorOrder]| {
                rows.iter().try_for_each(|row| take_over::order(tx, vendor, row, now_ms))
            };
            in_turns(worker, rows, order).await
        }
        Rows::Stock(rows) => {
            in_turns(worker, rows, move |tx, vendor, rows| take_over::stock(tx, vendor, rows, now_ms)).await
        }
    }
}

/// Takes rows over a few at a time, so that the floor's turns come in between. One that cannot be taken
/// over holds up none of the others; its words are told.
async fn in_turns<R: Clone + Send + 'static>(
    worker: &Worker,
    rows: Vec<R>,
    take: impl Fn(&Transaction<'_>, &str, &[R]) -> Result<(), ledger::Error> + Clone + Send + 'static,
) -> Result<Option<String>, Error> {
    let mut bad = None;
    let turn = |some: Vec<R>| {
        let (vendor, take) = (worker.settings.vendor.clone(), take.clone());
        worker.writer.turn(move |tx| take(tx, &vendor, &some))
    };
    for some in rows.chunks(ROWS_A_TURN) {
        let Err(error) = turn(some.to_vec()).await else { continue };
        words_of(error)?;
        for row in some {
            if let Err(error) = turn(vec![row.clone()]).await {
                bad = bad.or(words_of(error)?);
            }
        }
    }
    Ok(bad)
}

/// What is wrong with a vendor's row; an error when it is the ledger that cannot.
fn words_of(error: ledger::Error) -> Result<Option<String>, Error> {
    use ledger::Error::{Bug, Missing, Quantity, Rule, Stored};
    match error {
        Bug(_) | Missing { .. } | Quantity(_) | Rule { .. } | Stored { .. } => Ok(Some(error.to_string())),
        other => Err(other.into()),
    }
}

fn trouble(worker: &Worker, verdict: Verdict) -> Trouble {
    let vendor = worker.settings.vendor.clone();
    let (why, onward) = match verdict {
        Verdict::NoNetwork | Verdict::TimedOut | Verdict::Accepted(_) => {
            (Why::WaitingForNetwork { vendor }, Onward::Stop)
        }
        Verdict::NotLetIn => (Why::NotLetIn { vendor }, Onward::Stop),
        Verdict::TooMany => (Why::TooManyCalls { vendor }, Onward::Stop),
        Verdict::Later { status } => (Why::RetryLater { vendor, status }, Onward::Next),
        Verdict::Gone { .. } => (Why::RetryLater { vendor, status: 404 }, Onward::Next),
        Verdict::Unclear(_) => (Why::Unclear { vendor }, Onward::Next),
        Verdict::Rejected { words } => (Why::Rejected { vendor, words }, Onward::Next),
    };
    Trouble { why, onward }
}

/// The newest time seen, as the vendor wrote it: ISO text in UTC sorts by itself.
fn later<'t>(newest: &mut String, times: impl Iterator<Item = &'t str>) {
    for time in times {
        if time > newest.as_str() {
            *newest = time.to_owned();
        }
    }
}

/// The watermark less the overlap; empty, which reads everything, when it is no time.
fn overlapping(watermark: &str) -> String {
    let instant = watermark.parse::<Timestamp>().ok();
    let since = instant.and_then(|at| Timestamp::from_millisecond(at.as_millisecond() - OVERLAP_MS).ok());
    since.map(|at| at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()).unwrap_or_default()
}
