//! The way out when it is closed: one probe every 30 s while offline, nothing at all while the key is not
//! known.

use crate::Error;
use crate::calls::PROBE_MS;
use crate::link_state::LinkState;
use crate::verdict::Verdict;
use crate::why::{self, Why};
use crate::worker::{HEADS_AT_ONCE, Rung, Worker};
use ledger::table::delivery::{self, DeliveryState, Standing};
use std::sync::atomic::Ordering;

/// After a failure on the way, before the connection counts as offline.
const TRY_AGAIN_MS: i64 = 1_000;
/// How soon another key is noticed.
const KEY_MS: u64 = 5_000;

impl Worker {
    /// How long nothing may leave, if so; while offline the probe decides.
    pub(crate) async fn closed_for(&self, forced: bool) -> Result<Option<u64>, Error> {
        match self.health().state {
            LinkState::NotLetIn => {
                let is_same = *self.refused_key() == Some((self.key)());
                Ok((is_same && !forced).then_some(KEY_MS))
            }
            LinkState::Offline => {
                let wait_ms = self.probe_at_ms.load(Ordering::SeqCst) - self.clock.now_ms();
                if wait_ms > 0 && !forced {
                    return Ok(Some(wait_ms.unsigned_abs()));
                }
                let verdict = self.call(&self.connector.probe(), false, None).await?;
                let answered = !matches!(verdict, Verdict::NoNetwork | Verdict::TimedOut | Verdict::NotLetIn);
                Ok((!answered).then_some(PROBE_MS.unsigned_abs()))
            }
            _ => Ok(None),
        }
    }

    /// The way out is closed: whoever waits is told why.
    pub(crate) async fn shut(&self) -> Result<u64, Error> {
        if self.health().state != LinkState::Offline {
            return Ok(TRY_AGAIN_MS.unsigned_abs());
        }
        let why_json = why::json(&Why::WaitingForNetwork { vendor: self.settings.vendor.clone() });
        let (now_ms, vendor) = (self.clock.now_ms(), self.settings.vendor.clone());
        // Read and written in one turn: an undo in between must not be overwritten.
        let told = self.writer.turn(move |tx| {
            let heads = delivery::heads_due(tx, &vendor, now_ms, HEADS_AT_ONCE)?;
            for row in heads.into_iter().filter(|row| row.standing.state != DeliveryState::Unclear) {
                let standing = Standing { why_json: why_json.clone(), ..row.standing };
                delivery::set(tx, row.id, &standing, now_ms)?;
            }
            Ok(())
        });
        told.await?;
        self.ring(Rung::Delivery);
        Ok(PROBE_MS.unsigned_abs())
    }
}
