//! Connections to vendors: one sync worker each, started from the settings and restarted when they change.

use crate::context::Context;
use crate::seats::Seats;
use crate::settings::Katana;
use crate::view::LinkStatus;
use connectors::katana::VENDOR;
use domain::permission::{Action, permission};
use domain::{DeliveryId, Message, Refusal, Value};
use ledger::table::delivery::{self, DeliveryState};
use ledger::table::operator::Operator;
use std::sync::{Arc, Mutex};
use sync::{LinkHealth, LinkState, Rung, SyncHandle, SyncSettings, SystemClock};

/// Where the key of a vendor is looked for first.
pub(crate) const KEY_VARIABLE: &str = "TALLYMAN_KATANA_API_KEY";
/// Else in this file of the data directory, mode 0600.
const KEY_FILE: &str = "secrets/katana";

/// Deliveries in doubt looked through for the strip.
const MOST_IN_DOUBT: u32 = 1_000;

#[derive(Default)]
pub struct Vendors {
    running: Mutex<Option<Running>>,
}

struct Running {
    setting: Katana,
    worker: SyncHandle,
}

impl Vendors {
    /// Brings the worker in line with the settings; must be called on the runtime.
    pub async fn follow(&self, context: &Arc<Context>, seats: &Arc<Seats>) {
        let wanted = context.settings().katana.clone();
        let is_same = self.lock().as_ref().map(|running| &running.setting) == wanted.as_ref();
        if is_same {
            return;
        }
        let before = self.lock().take();
        if let Some(before) = before {
            before.worker.stop().await;
        }
        let Some(setting) = wanted else { return };
        match start(&setting, context, seats) {
            Ok(worker) => *self.lock() = Some(Running { setting, worker }),
            Err(error) => tracing::error!(%error, "the connection to Katana was not started"),
        }
    }

    /// Something is owed: look now.
    pub fn wake(&self) {
        if let Some(running) = self.lock().as_ref() {
            running.worker.wake();
        }
    }

    /// Reads all feeds of a vendor now.
    pub fn read_now(&self) {
        if let Some(running) = self.lock().as_ref() {
            running.worker.read_now();
        }
    }

    pub async fn stop(&self) {
        let running = self.lock().take();
        if let Some(running) = running {
            running.worker.stop().await;
        }
    }

    /// The strip's part: how each connection stands and what waits for it.
    pub async fn statuses(&self, context: &Context) -> Result<Vec<LinkStatus>, ledger::Error> {
        let Some((setting, health)) =
            self.lock().as_ref().map(|running| (running.setting.clone(), running.worker.health()))
        else {
            return Ok(Vec::new());
        };
        let counts = context.ledger.writer().turn(|tx| {
            let in_doubt = delivery::in_state(tx, VENDOR, DeliveryState::Unclear, MOST_IN_DOUBT)?;
            let for_a_person = in_doubt.iter().filter(|row| sync::is_for_a_person(row)).count();
            let mut counts = [0; DeliveryState::ALL.len()];
            for (count, state) in counts.iter_mut().zip(DeliveryState::ALL) {
                *count = delivery::count(tx, VENDOR, *state)?;
            }
            Ok((counts, for_a_person as i64))
        });
        let (counts, for_a_person) = counts.await?;
        let count = |wanted: &[DeliveryState]| -> i64 {
            DeliveryState::ALL
                .iter()
                .zip(counts)
                .filter(|(state, _)| wanted.contains(state))
                .map(|(_, n)| n)
                .sum()
        };
        use DeliveryState::*;
        let waiting = count(&[Waiting, Sending, Unclear, RetryAt, Withheld]);
        let state = state_word(&setting, &health, waiting, count(&[NeedsPerson]) + for_a_person);
        Ok(vec![LinkStatus {
            vendor: VENDOR.to_owned(),
            state: state.to_owned(),
            waiting_count: u32::try_from(waiting).unwrap_or(u32::MAX),
            as_of_ms: health.as_of_ms,
            stale: health.stale,
            reason: health.reason.map(in_words),
        }])
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Running>> {
        self.running.lock().expect("nothing panics while it holds the worker")
    }
}

/// Sync names a vendor as the settings do; in a sentence it has the name that people know it by.
pub(crate) fn in_words(mut said: Message) -> Message {
    if let Some(vendor) = said.values.get_mut("vendor")
        && matches!(vendor, Value::Text(name) if name == VENDOR)
    {
        *vendor = Value::Word(format!("vendor-{VENDOR}"));
    }
    said
}

/// A person settles a delivery that stands still: try it again, or leave it for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    Retry,
    SetAside,
}

/// # Errors
/// A refusal when the person may not, or when the delivery does not stand still.
pub async fn settle(
    context: &Context,
    id: DeliveryId,
    settlement: Settlement,
    by: &Operator,
) -> Result<Result<(), Refusal>, ledger::Error> {
    if !permission(by.role, Action::SettleSync) {
        return Ok(Err(Refusal::NotAllowed { operator: by.name.clone() }));
    }
    let (now_ms, name) = (context.now_ms(), by.name.clone());
    let settled = context.ledger.writer().turn(move |tx| {
        let Some(row) = delivery::by_id(tx, id)? else { return Ok(Err(Refusal::StaleScreen {})) };
        use DeliveryState::*;
        let stands_still = matches!(row.standing.state, NeedsPerson | Withheld | RetryAt | Waiting)
            || sync::is_for_a_person(&row);
        match settlement {
            _ if !stands_still => return Ok(Err(Refusal::StaleScreen {})),
            Settlement::Retry => sync::worker::retry(tx, &row, now_ms)?,
            Settlement::SetAside => sync::worker::set_aside(tx, &row, &name, now_ms)?,
        }
        Ok(Ok(()))
    });
    let settled = settled.await?;
    context.delivering.notify_one();
    context.changed.notify_one();
    Ok(settled)
}

fn start(setting: &Katana, context: &Arc<Context>, seats: &Arc<Seats>) -> Result<SyncHandle, sync::Error> {
    let settings = SyncSettings {
        vendor: VENDOR.to_owned(),
        base_url: setting.base_url.clone(),
        poll_ms: setting.poll_s * 1_000,
        settle_ms: setting.settle_s as i64 * 1_000,
        calls_per_minute: setting.requests_per_minute,
        answer_ms: setting.answer_s * 1_000,
        sends_receipts: setting.send_receipts,
        sends_adjustments: setting.send_adjustments,
    };
    let (clock, key_of) = (context.clone(), context.clone());
    let (rung_context, rung_seats) = (context.clone(), seats.clone());
    let runtime = tokio::runtime::Handle::current();
    let rung = move |rung: Rung| {
        rung_context.changed.notify_one();
        if rung == Rung::Documents {
            let seats = rung_seats.clone();
            runtime.spawn(async move {
                if let Err(error) = seats.refresh().await {
                    tracing::error!(%error, "the screens were not shown anew after new documents");
                }
            });
        }
    };
    let seed = context.now_ms() as u64;
    let clock = Arc::new(SystemClock(move || clock.now_ms()));
    let key = Arc::new(move || key(&key_of));
    sync::start(settings, key, context.ledger.writer().clone(), clock, seed, Arc::new(rung))
}

/// The vendor's key: from the environment, else from its file; never from `station.toml`. Asked for before
/// each call, so that a new one is taken without a restart.
fn key(context: &Context) -> Option<String> {
    if let Ok(key) = std::env::var(KEY_VARIABLE) {
        return Some(key.trim().to_owned()).filter(|key| !key.is_empty());
    }
    let path = context.data.join(KEY_FILE);
    match std::fs::read_to_string(&path) {
        Ok(key) => Some(key.trim().to_owned()).filter(|key| !key.is_empty()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            tracing::error!(%error, "the key of Katana could not be read");
            None
        }
    }
}

/// Four states a person can take in at a glance, and *reading only*.
fn state_word(setting: &Katana, health: &LinkHealth, waiting: i64, person: i64) -> &'static str {
    match health.state {
        LinkState::NotLetIn => "needs_person",
        _ if person > 0 => "needs_person",
        LinkState::Offline => "waiting_for_network",
        _ if health.failure_count > 0 => "waiting_for_network",
        _ if !setting.send_receipts && !setting.send_adjustments => "reading_only",
        _ if waiting > 0 => "sending",
        _ => "all_sent",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sync::Why;

    #[test]
    fn a_vendor_is_called_by_its_name() {
        let vendor = || VENDOR.to_owned();
        let words = "The order is closed.".to_owned();
        for why in [Why::Done { vendor: vendor() }, Why::Rejected { vendor: vendor(), words }] {
            for language in words::LANGUAGES {
                let said = words::say(language, &in_words(why.message()));
                assert!(
                    said.contains("Katana") && !said.contains("katana"),
                    "nobody says it in code: {said}"
                );
            }
        }
        let stranger = Why::Done { vendor: "somebody".to_owned() }.message();
        assert!(words::say("en", &in_words(stranger)).contains("somebody"), "a name without words stays");
    }
}
