//! One call of the worker: within the budget, logged without secrets, and what it says about the way out.

use crate::Error;
use crate::link_state::LinkState;
use crate::transport::{Heard, Lost};
use crate::verdict::{self, Verdict};
use crate::worker::Worker;
use connectors::{Method, Request};
use ledger::table::delivery::Delivery;
use ledger::table::vendor_call::{self, VendorCall};
use std::sync::atomic::Ordering;

/// Failures on the way in a row before the connection counts as offline.
const OFFLINE_AFTER: u32 = 5;
/// While offline one probe goes out this often.
pub const PROBE_MS: i64 = 30_000;

impl Worker {
    /// What became of one call. `changes`: the vendor's books change by it.
    pub(crate) async fn call(
        &self,
        request: &Request,
        changes: bool,
        delivery: Option<&Delivery>,
    ) -> Result<Verdict, Error> {
        if !self.admitted().await {
            return Ok(Verdict::NoNetwork);
        }
        let began_ms = self.clock.now_ms();
        self.budget().spend(began_ms);
        let result = self.transport.call(request).await;
        let now_ms = self.clock.now_ms();
        if let Ok(heard) = &result {
            let mut budget = self.budget();
            budget.hear(self.connector.rate(&heard.response), now_ms);
            budget.close(&heard.response, now_ms);
        }
        self.log(request, delivery, &result, began_ms, now_ms).await?;
        self.note(&result, now_ms);
        Ok(verdict::of(self.connector.as_ref(), &result, changes))
    }

    /// Waits until the budget has room for a call. Whoever commits something before it leaves waits first,
    /// so that nothing is *sending* while it only stands in the queue. `false` when the worker is told to
    /// stop meanwhile.
    pub(crate) async fn admitted(&self) -> bool {
        loop {
            let wait_ms = self.budget().wait_ms(self.clock.now_ms());
            if self.is_stopping() {
                return false;
            }
            if wait_ms == 0 {
                return true;
            }
            tokio::select! {
                () = self.clock.sleep(wait_ms) => {}
                () = self.stopping() => {}
            }
        }
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
            status: result.as_ref().ok().map(|heard| heard.response.status),
            duration_ms: now_ms - began_ms,
            size_bytes: result.as_ref().map_or(0, |heard| heard.size_bytes),
            delivery: delivery.map(|row| row.id),
            attempt: delivery.map_or(0, |row| row.standing.attempt_count),
            trouble: result.as_ref().err().map_or_else(String::new, |lost| lost.text().to_owned()),
        };
        Ok(self.writer.turn(move |tx| vendor_call::insert(tx, &row)).await?)
    }

    /// The circuit: an answer, whatever it says, proves the way is open.
    fn note(&self, result: &Result<Heard, Lost>, now_ms: i64) {
        let is_let_in = match result {
            Ok(heard) => !matches!(heard.response.status, 401 | 403),
            Err(lost) => *lost != Lost::NoKey,
        };
        if !is_let_in {
            *self.refused_key() = Some((self.key)());
        }
        let is_answer = matches!(result, Ok(_) | Err(Lost::TooLarge));
        self.change_health(|health| {
            if is_answer {
                health.state = LinkState::Online;
                health.failure_count = 0;
                health.last_good_ms = Some(now_ms);
            } else if is_let_in {
                health.failure_count = health.failure_count.saturating_add(1);
                if health.failure_count >= OFFLINE_AFTER {
                    health.state = LinkState::Offline;
                    self.probe_at_ms.store(now_ms + PROBE_MS, Ordering::SeqCst);
                }
            }
            if !is_let_in {
                health.state = LinkState::NotLetIn;
            }
        });
    }
}
