//! The worker of one connection: drains what is owed, reads what is due, sleeps, and is woken.

use crate::back_off::Dice;
use crate::budget::Budget;
use crate::link_state::{LinkHealth, LinkState};
use crate::outbox::{self, Onward};
use crate::settings::SyncSettings;
use crate::transport::{Heard, Lost, Transport};
use crate::why::Why;
use crate::{Clock, Error, pull};
use connectors::{Method, Request};
use ledger::Writer;
use ledger::table::delivery::{self, Delivery, DeliveryState, Standing};
use ledger::table::feed;
use ledger::table::vendor_call::{self, VendorCall};
use std::sync::{Arc, Mutex};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

/// Failures on the way in a row before the connection counts as offline.
const OFFLINE_AFTER: u32 = 5;
const PROBE_MS: u64 = 30_000;
/// Nothing sleeps longer than this: settings, clocks and networks change.
const LONGEST_SLEEP_MS: u64 = 30_000;
const HEADS_AT_ONCE: u32 = 50;
const LOG_KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// A running worker. Dropping it does not stop it; `stop` does.
pub struct SyncHandle {
    worker: Arc<Worker>,
    task: JoinHandle<()>,
}

pub(crate) struct Worker {
    pub settings: SyncSettings,
    pub writer: Writer,
    pub clock: Arc<dyn Clock>,
    transport: Transport,
    budget: Mutex<Budget>,
    dice: Mutex<Dice>,
    health: watch::Sender<LinkHealth>,
    wake: Notify,
    forced: std::sync::atomic::AtomicBool,
    /// Rung when a row of the outbox changed, for the screens.
    rung: Arc<dyn Fn(Rung) + Send + Sync>,
}

/// What the station is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    Delivery,
    Documents,
    Health,
}

/// Starts the worker of one connection.
///
/// # Errors
/// When the HTTP client cannot be made.
pub fn start(
    settings: SyncSettings,
    writer: Writer,
    clock: Arc<dyn Clock>,
    seed: u64,
    rung: Arc<dyn Fn(Rung) + Send + Sync>,
) -> Result<SyncHandle, Error> {
    let worker = Arc::new(Worker {
        transport: Transport::new(&settings)?,
        budget: Mutex::new(Budget::new(settings.calls_per_minute)),
        dice: Mutex::new(Dice::new(seed)),
        health: watch::Sender::new(LinkHealth::default()),
        wake: Notify::new(),
        forced: std::sync::atomic::AtomicBool::new(false),
        settings,
        writer,
        clock,
        rung,
    });
    let task = tokio::spawn(work(worker.clone()));
    Ok(SyncHandle { worker, task })
}

impl SyncHandle {
    /// Something was queued.
    pub fn wake(&self) {
        self.worker.wake.notify_one();
    }

    /// Reads all feeds now, whatever their time.
    pub fn read_now(&self) {
        self.worker.forced.store(true, std::sync::atomic::Ordering::SeqCst);
        self.worker.wake.notify_one();
    }

    pub fn settings(&self) -> &SyncSettings {
        &self.worker.settings
    }

    pub fn health(&self) -> LinkHealth {
        self.worker.health.borrow().clone()
    }

    /// Ends after the call that is under way; its row is read back at the next start.
    pub async fn stop(self) {
        self.task.abort();
        if let Err(error) = self.task.await {
            if error.is_panic() {
                tracing::error!("the sync worker had ended with a panic");
            }
        }
    }
}

async fn work(worker: Arc<Worker>) {
    if let Err(error) = begin(&worker).await {
        tracing::error!(%error, "deliveries in doubt were not marked");
    }
    loop {
        let forced = worker.forced.swap(false, std::sync::atomic::Ordering::SeqCst);
        let sleep_ms = match round(&worker, forced).await {
            Ok(sleep_ms) => sleep_ms,
            Err(error) => {
                tracing::error!(%error, vendor = worker.settings.vendor, "a round of sync was not finished");
                5_000
            }
        };
        worker.report().await;
        tokio::select! {
            () = worker.clock.sleep(sleep_ms) => {}
            () = worker.wake.notified() => {}
        }
    }
}

/// What was on its way when the power went may have arrived.
async fn begin(worker: &Worker) -> Result<(), Error> {
    let now_ms = worker.clock.now_ms();
    let unclear = worker.writer.turn(move |tx| {
        vendor_call::prune(tx, now_ms - LOG_KEPT_MS, 10_000)?;
        delivery::restart(tx, now_ms)
    });
    let count = unclear.await?;
    if count > 0 {
        tracing::info!(count, "deliveries were under way when the station stopped; they are read back first");
    }
    Ok(())
}

/// Drains and reads once; gives the milliseconds until something is due.
async fn round(worker: &Worker, forced: bool) -> Result<u64, Error> {
    let state = worker.health.borrow().state;
    if state == LinkState::NotLetIn && !forced {
        return Ok(LONGEST_SLEEP_MS);
    }
    // Items, places and orders are needed before anything can be said to the vendor.
    let mut open = pull::run(worker, forced).await?;
    while open {
        let heads = due(worker).await?;
        if heads.is_empty() {
            break;
        }
        for row in heads {
            if outbox::carry(worker, row).await? == Onward::Stop {
                open = false;
                break;
            }
        }
    }
    if !open {
        let health = worker.health.borrow().clone();
        let wait_ms = if health.state == LinkState::Offline { PROBE_MS } else { 1_000 };
        return Ok(wait_ms);
    }
    let vendor = worker.settings.vendor.clone();
    let next = worker.writer.turn(move |tx| delivery::next_at_ms(tx, &vendor)).await?;
    let next = next.unwrap_or(i64::MAX).min(pull::next_at_ms(worker).await?);
    Ok((next - worker.clock.now_ms()).clamp(50, LONGEST_SLEEP_MS as i64) as u64)
}

async fn due(worker: &Worker) -> Result<Vec<Delivery>, Error> {
    let (vendor, now_ms) = (worker.settings.vendor.clone(), worker.clock.now_ms());
    let heads = worker.writer.turn(move |tx| delivery::heads_due(tx, &vendor, now_ms, HEADS_AT_ONCE)).await?;
    Ok(heads.into_iter().filter(|row| worker.may_send(row.kind)).collect())
}

impl Worker {
    /// One call within the budget, logged without secrets.
    pub async fn call(
        &self,
        request: &Request,
        delivery: Option<&Delivery>,
    ) -> Result<Result<Heard, Lost>, Error> {
        loop {
            let wait_ms = self.budget().wait_ms(self.clock.now_ms());
            if wait_ms == 0 {
                break;
            }
            self.clock.sleep(wait_ms).await;
        }
        let began_ms = self.clock.now_ms();
        self.budget().spend(began_ms);
        let result = self.transport.call(request).await;
        let now_ms = self.clock.now_ms();
        if let Ok(heard) = &result {
            let mut budget = self.budget();
            budget.hear(heard.limit, heard.remaining, heard.reset, now_ms);
            if heard.status == 429 {
                budget.close(heard.retry_after_s, now_ms);
            }
        }
        self.log(request, delivery, &result, began_ms, now_ms).await?;
        self.heard(&result);
        Ok(result)
    }

    async fn log(
        &self,
        request: &Request,
        delivery: Option<&Delivery>,
        result: &Result<Heard, Lost>,
        began_ms: i64,
        now_ms: i64,
    ) -> Result<(), Error> {
        let row = VendorCall {
            vendor: self.settings.vendor.clone(),
            at_ms: began_ms,
            method: if request.method == Method::Get { "GET" } else { "POST" }.to_owned(),
            route: request.path.clone(),
            status: result.as_ref().ok().map(|heard| heard.status),
            duration_ms: now_ms - began_ms,
            size_bytes: result.as_ref().map_or(0, |heard| heard.size_bytes),
            delivery: delivery.map(|row| row.id),
            attempt: delivery.map_or(0, |row| row.standing.attempt_count),
            trouble: match result {
                Ok(_) => String::new(),
                Err(Lost::NotSent(text) | Lost::Maybe(text)) => text.clone(),
            },
        };
        Ok(self.writer.turn(move |tx| vendor_call::insert(tx, &row)).await?)
    }

    /// The circuit: an answer, whatever it says, proves the way is open.
    fn heard(&self, result: &Result<Heard, Lost>) {
        let now_ms = self.clock.now_ms();
        self.health.send_modify(|health| match result {
            Ok(heard) if matches!(heard.status, 401 | 403) => health.state = LinkState::NotLetIn,
            Ok(_) => {
                health.state = LinkState::Online;
                health.failure_count = 0;
                health.last_good_ms = Some(now_ms);
            }
            Err(_) => {
                health.failure_count = health.failure_count.saturating_add(1);
                if health.failure_count >= OFFLINE_AFTER {
                    health.state = LinkState::Offline;
                }
            }
        });
    }

    /// Ages of the feeds and the reason of the last failure, for the strip.
    async fn report(&self) {
        let feeds = self.writer.turn(feed_rows).await;
        let feeds = match feeds {
            Ok(feeds) => feeds,
            Err(error) => return tracing::error!(%error, "the feeds' ages were not read"),
        };
        let now_ms = self.clock.now_ms();
        let mine: Vec<_> = feeds.into_iter().filter(|feed| feed.vendor == self.settings.vendor).collect();
        let complete = mine.len() == pull::FEEDS.len() && mine.iter().all(|feed| feed.good_at_ms.is_some());
        let oldest = mine.iter().filter_map(|feed| feed.good_at_ms).min().filter(|_| complete);
        let promise_ms = 2 * self.settings.poll_ms as i64 + 1_000;
        let trouble = mine.iter().find(|feed| feed.trouble_json != "{}");
        let vendor = self.settings.vendor.clone();
        let reason = match (trouble, oldest) {
            (Some(feed), _) => serde_json::from_str(&feed.trouble_json).ok(),
            (None, None) => Some(Why::NeverRead { vendor }.message()),
            (None, Some(at_ms)) if now_ms - at_ms > promise_ms => Some(Why::Stale { vendor }.message()),
            (None, Some(_)) => None,
        };
        self.health.send_modify(|health| {
            health.as_of_ms = oldest;
            health.stale = oldest.is_none_or(|at_ms| now_ms - at_ms > promise_ms);
            health.reason = reason;
        });
        (self.rung)(Rung::Health);
    }

    fn budget(&self) -> std::sync::MutexGuard<'_, Budget> {
        self.budget.lock().expect("nothing panics while it holds the budget")
    }

    pub fn dice(&self) -> std::sync::MutexGuard<'_, Dice> {
        self.dice.lock().expect("nothing panics while it holds the dice")
    }

    pub fn changed(&self) {
        (self.rung)(Rung::Delivery);
    }

    pub fn documents_changed(&self) {
        (self.rung)(Rung::Documents);
    }
}

fn feed_rows(tx: &mut ledger::Transaction<'_>) -> Result<Vec<feed::Feed>, ledger::Error> {
    feed::all(tx)
}

/// A person says: try again now. Counted attempts begin anew.
pub fn retry(tx: &ledger::Transaction, row: &Delivery, now_ms: i64) -> Result<(), ledger::Error> {
    let standing = Standing {
        state: DeliveryState::Waiting,
        why_json: serde_json::to_string(&Why::Waiting {}.message()).expect("a message is plain data"),
        attempt_count: 0,
        next_at_ms: 0,
        ..row.standing.clone()
    };
    delivery::set(tx, row.id, &standing, now_ms)
}

/// A person says: it is already true there, or it must not go. Nothing is sent.
pub fn set_aside(
    tx: &ledger::Transaction,
    row: &Delivery,
    operator: &str,
    now_ms: i64,
) -> Result<(), ledger::Error> {
    let why = Why::SetAside { operator: operator.to_owned() }.message();
    let standing = Standing {
        state: DeliveryState::Superseded,
        why_json: serde_json::to_string(&why).expect("a message is plain data"),
        ..row.standing.clone()
    };
    delivery::set(tx, row.id, &standing, now_ms)
}
