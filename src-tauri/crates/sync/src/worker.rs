//! The worker of one connection: drains what is owed, reads what is due, sleeps, and is woken.

use crate::back_off::Dice;
use crate::budget::Budget;
use crate::http::Http;
use crate::link_state::LinkHealth;
use crate::outbox::{self, Onward};
use crate::settings::{Key, SyncSettings};
use crate::settle::settled;
use crate::transport::Transport;
use crate::why::Why;
use crate::{Clock, Error, pull};
use connectors::{Connector, Feed};
use ledger::Writer;
use ledger::table::delivery::{self, Delivery, DeliveryState};
use ledger::table::vendor_call;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::{JoinHandle, JoinSet};

pub use crate::settle::{retry, set_aside};

/// Nothing sleeps longer than this: settings, clocks and networks change.
const LONGEST_SLEEP_MS: i64 = 30_000;
/// After a fault of our own, such as a full disk.
const FAULT_MS: u64 = 5_000;
pub const HEADS_AT_ONCE: u32 = 50;
const LOG_KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// A call under way may end within this time when the worker is stopped; its row is unclear otherwise.
const STOP_DEADLINE: Duration = Duration::from_secs(3);

/// A running worker. Dropping it does not stop it; `stop` does.
pub struct SyncHandle {
    worker: Arc<Worker>,
    task: JoinHandle<()>,
}

pub(crate) struct Worker {
    pub settings: SyncSettings,
    pub key: Key,
    pub connector: Box<dyn Connector>,
    pub writer: Writer,
    pub clock: Arc<dyn Clock>,
    pub transport: Box<dyn Transport>,
    /// While offline: when the next probe may leave.
    pub probe_at_ms: AtomicI64,
    /// When each feed was last read as a whole, in this process.
    whole_reads: Mutex<BTreeMap<Feed, i64>>,
    /// When each feed last got no answer.
    lost_reads: Mutex<BTreeMap<Feed, i64>>,
    /// The key that was not let in last; the inner `None` is having none.
    refused_key: Mutex<Option<Option<String>>>,
    budget: Mutex<Budget>,
    dice: Mutex<Dice>,
    health: watch::Sender<LinkHealth>,
    wake: Notify,
    forced: AtomicBool,
    stop: watch::Sender<bool>,
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
/// The vendor is not known, its address would send the key in the clear, or the HTTP client cannot be made.
pub fn start(
    settings: SyncSettings,
    key: Key,
    writer: Writer,
    clock: Arc<dyn Clock>,
    seed: u64,
    rung: Arc<dyn Fn(Rung) + Send + Sync>,
) -> Result<SyncHandle, Error> {
    let connector = connectors::of_vendor(&settings.vendor)
        .ok_or_else(|| Error::UnknownVendor { vendor: settings.vendor.clone() })?;
    let transport = Box::new(Http::new(&settings, key.clone())?);
    let worker = Arc::new(Worker::new(settings, key, connector, transport, writer, clock, seed, rung));
    let task = tokio::spawn(work(worker.clone()));
    Ok(SyncHandle { worker, task })
}

impl SyncHandle {
    /// Something was queued.
    pub fn wake(&self) {
        self.worker.wake.notify_one();
    }

    /// Reads all feeds now, whatever their time; tries the way out even when it was closed.
    pub fn read_now(&self) {
        self.worker.forced.store(true, Ordering::SeqCst);
        self.worker.wake.notify_one();
    }

    pub fn settings(&self) -> &SyncSettings {
        &self.worker.settings
    }

    pub fn health(&self) -> LinkHealth {
        self.worker.health()
    }

    /// Ends after the call that is under way; one that takes too long is read back at the next start.
    pub async fn stop(mut self) {
        self.worker.stop.send_replace(true);
        match tokio::time::timeout(STOP_DEADLINE, &mut self.task).await {
            Ok(Err(error)) if error.is_panic() => tracing::error!("the sync worker had ended with a panic"),
            Ok(_) => {}
            Err(_) => self.task.abort(),
        }
    }
}

async fn work(worker: Arc<Worker>) {
    let mut is_begun = false;
    while !worker.is_stopping() {
        // Whatever was under way when a round failed is in doubt, as after a power cut.
        let (sleep_ms, was_good) = match supervised(&worker, is_begun).await {
            Ok(sleep_ms) => (sleep_ms, true),
            Err(trouble) => {
                tracing::error!(trouble, vendor = worker.settings.vendor, "a round of sync was not finished");
                (FAULT_MS, false)
            }
        };
        is_begun = was_good;
        worker.report().await;
        tokio::select! {
            () = worker.clock.sleep(sleep_ms) => {}
            () = worker.wake.notified() => {}
            () = worker.stopping() => {}
        }
    }
}

/// One round in a task of its own: a panic ends the round and not the worker. It ends with this future.
pub(crate) async fn supervised(worker: &Arc<Worker>, is_begun: bool) -> Result<u64, String> {
    let mut round = JoinSet::new();
    let worker = worker.clone();
    round.spawn(async move {
        if !is_begun {
            worker.begin().await?;
        }
        worker.round(worker.forced.swap(false, Ordering::SeqCst)).await
    });
    match round.join_next().await {
        Some(Ok(ended)) => ended.map_err(|error: Error| error.to_string()),
        Some(Err(panic)) => Err(panic.to_string()),
        None => Err("the round was never begun".to_owned()),
    }
}

impl Worker {
    #[allow(
        clippy::too_many_arguments,
        reason = "each is a thing of its own; only `start` and the tests call it"
    )]
    pub fn new(
        settings: SyncSettings,
        key: Key,
        connector: Box<dyn Connector>,
        transport: Box<dyn Transport>,
        writer: Writer,
        clock: Arc<dyn Clock>,
        seed: u64,
        rung: Arc<dyn Fn(Rung) + Send + Sync>,
    ) -> Worker {
        Worker {
            connector,
            transport,
            probe_at_ms: AtomicI64::new(0),
            whole_reads: Mutex::default(),
            lost_reads: Mutex::default(),
            refused_key: Mutex::new(None),
            budget: Mutex::new(Budget::new(settings.calls_per_minute)),
            dice: Mutex::new(Dice::new(seed)),
            health: watch::Sender::new(LinkHealth::default()),
            wake: Notify::new(),
            forced: AtomicBool::new(false),
            stop: watch::Sender::new(false),
            settings,
            key,
            writer,
            clock,
            rung,
        }
    }

    /// What was on its way when the power went may have arrived; kinds that may not be sent are withheld.
    pub async fn begin(&self) -> Result<(), Error> {
        let now_ms = self.clock.now_ms();
        let (vendor, settings) = (self.settings.vendor.clone(), self.settings.clone());
        let unclear = self.writer.turn(move |tx| {
            vendor_call::prune(tx, now_ms - LOG_KEPT_MS, 10_000)?;
            let unclear = delivery::restart(tx, now_ms)?;
            for state in [DeliveryState::Waiting, DeliveryState::RetryAt] {
                for row in delivery::in_state(tx, &vendor, state, 10_000)? {
                    if !settings.may_send(row.kind) {
                        // A person says later whether it goes or is already true there.
                        let why = Why::ReadingOnly { vendor: row.vendor.clone() };
                        settled(tx, &row, DeliveryState::Withheld, &why, now_ms)?;
                    }
                }
            }
            Ok(unclear)
        });
        let count = unclear.await?;
        if count > 0 {
            tracing::info!(
                count,
                "deliveries were under way when the station stopped; they are read back first"
            );
        }
        Ok(())
    }

    /// Drains and reads once; gives the milliseconds until something is due.
    pub async fn round(&self, forced: bool) -> Result<u64, Error> {
        if let Some(wait_ms) = self.closed_for(forced).await? {
            return Ok(wait_ms);
        }
        let mut forced = forced;
        loop {
            // Items, places and orders are needed before anything can be said to the vendor.
            if pull::run(self, forced).await? == Onward::Stop {
                return self.shut().await;
            }
            forced = false;
            let heads = self.due().await?;
            if heads.is_empty() {
                break;
            }
            for row in heads {
                if outbox::carry(self, row).await? == Onward::Stop || self.is_stopping() {
                    return self.shut().await;
                }
            }
        }
        let vendor = self.settings.vendor.clone();
        let next = self.writer.turn(move |tx| delivery::next_at_ms(tx, &vendor)).await?;
        let next = next.unwrap_or(i64::MAX).min(pull::next_at_ms(self).await?);
        Ok(next.saturating_sub(self.clock.now_ms()).clamp(50, LONGEST_SLEEP_MS).unsigned_abs())
    }

    async fn due(&self) -> Result<Vec<Delivery>, Error> {
        let (vendor, now_ms) = (self.settings.vendor.clone(), self.clock.now_ms());
        Ok(self.writer.turn(move |tx| delivery::heads_due(tx, &vendor, now_ms, HEADS_AT_ONCE)).await?)
    }

    pub fn health(&self) -> LinkHealth {
        self.health.borrow().clone()
    }

    pub fn change_health(&self, change: impl FnOnce(&mut LinkHealth)) {
        self.health.send_modify(change);
    }

    pub fn is_stopping(&self) -> bool {
        *self.stop.borrow()
    }

    pub async fn stopping(&self) {
        // The sender lives as long as `self`.
        _ = self.stop.subscribe().wait_for(|stop| *stop).await;
    }

    pub fn budget(&self) -> MutexGuard<'_, Budget> {
        self.budget.lock().expect("nothing panics while it holds the budget")
    }

    pub fn refused_key(&self) -> MutexGuard<'_, Option<Option<String>>> {
        self.refused_key.lock().expect("nothing panics while it holds the key")
    }

    pub fn dice(&self) -> MutexGuard<'_, Dice> {
        self.dice.lock().expect("nothing panics while it holds the dice")
    }

    pub fn whole_reads(&self) -> MutexGuard<'_, BTreeMap<Feed, i64>> {
        self.whole_reads.lock().expect("nothing panics while it holds the times")
    }

    pub fn lost_reads(&self) -> MutexGuard<'_, BTreeMap<Feed, i64>> {
        self.lost_reads.lock().expect("nothing panics while it holds the times")
    }

    pub fn ring(&self, rung: Rung) {
        (self.rung)(rung);
    }
}
