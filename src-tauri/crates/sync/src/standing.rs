//! What is written of a delivery before and after each call: what makes sending twice harmless.

use crate::kept::Kept;
use crate::outbox::is_undone;
use crate::outgoing::Owed;
use crate::settle::{is_for_a_person, lines_settled, settled};
use crate::why::{self, Why};
use crate::worker::{Rung, Worker};
use crate::{Error, asked, take_over};
use connectors::Delivered;
use ledger::Transaction;
use ledger::table::delivery::{self, Delivery, DeliveryKind, DeliveryState, Standing};

/// One delivery in work.
pub struct Work<'w> {
    pub worker: &'w Worker,
    pub row: Delivery,
    pub kept: Kept,
    pub owed: Owed,
}

impl Work<'_> {
    pub fn vendor(&self) -> String {
        self.row.vendor.clone()
    }

    /// Commits `sending` with the progress and the lots found so far. `changes`: the vendor's books change
    /// by the call; an entry that was undone meanwhile does not leave then. `false`: nothing may leave.
    pub async fn begin(&mut self, changes: bool) -> Result<bool, Error> {
        let standing = self.standing(DeliveryState::Sending, &Why::Sending {}, None, 0);
        let lots = self.owed.lot_links(self.worker.connector.as_ref(), &self.kept.progress);
        let (row, now_ms, kept) = (self.row.clone(), self.worker.clock.now_ms(), standing.clone());
        let is_ours = self.worker.writer.turn(move |tx| {
            if !is_as_known(tx, &row)? {
                return Ok(false);
            }
            take_over::lots(tx, &row.vendor, &lots, now_ms)?;
            if changes && is_undone(tx, &row)? {
                let vendor = row.vendor.clone();
                settled(tx, &row, DeliveryState::Cancelled, &Why::Withdrawn { vendor }, now_ms)?;
                return Ok(false);
            }
            delivery::set(tx, row.id, &kept, now_ms)?;
            Ok(true)
        });
        let is_ours = is_ours.await?;
        self.row.standing = standing;
        Ok(is_ours)
    }

    /// Where it stands until its next turn. What a person or an undo settled meanwhile stays as they said.
    pub async fn keep(
        &mut self,
        state: DeliveryState,
        why: Why,
        words: Option<String>,
        next_at_ms: i64,
    ) -> Result<(), Error> {
        let standing = self.standing(state, &why, words, next_at_ms);
        let lots = self.owed.lot_links(self.worker.connector.as_ref(), &self.kept.progress);
        let (row, now_ms, kept) = (self.row.clone(), self.worker.clock.now_ms(), standing.clone());
        let written = self.worker.writer.turn(move |tx| {
            if !is_as_known(tx, &row)? {
                return Ok(());
            }
            take_over::lots(tx, &row.vendor, &lots, now_ms)?;
            delivery::set(tx, row.id, &kept, now_ms)?;
            let now = Delivery { standing: kept, ..row };
            if is_for_a_person(&now) { asked(tx, &now, &why, now_ms) } else { Ok(()) }
        });
        written.await?;
        self.row.standing = standing;
        self.worker.ring(Rung::Delivery);
        Ok(())
    }

    /// It stands there. The order's figures as read after it are taken over in the same transaction.
    pub async fn done(&mut self, delivered: Delivered) -> Result<(), Error> {
        let why = Why::Done { vendor: self.vendor() };
        let standing = self.standing(DeliveryState::Done, &why, None, 0);
        let lots = self.owed.lot_links(self.worker.connector.as_ref(), &self.kept.progress);
        let (row, now_ms) = (self.row.clone(), self.worker.clock.now_ms());
        let settled = self.worker.writer.turn(move |tx| {
            delivery::set(tx, row.id, &standing, now_ms)?;
            take_over::lots(tx, &row.vendor, &lots, now_ms)?;
            if let Some(order) = &delivered.after {
                take_over::order(tx, &row.vendor, order, now_ms)?;
            }
            if row.kind == DeliveryKind::PurchaseReceipt { lines_settled(tx, &row) } else { Ok(()) }
        });
        settled.await?;
        self.worker.ring(Rung::Delivery);
        self.worker.ring(Rung::Documents);
        Ok(())
    }

    fn standing(&self, state: DeliveryState, why: &Why, words: Option<String>, next_at_ms: i64) -> Standing {
        Standing {
            state,
            progress_json: self.kept.text(),
            why_json: why::json(why),
            vendor_words: words.or_else(|| self.row.standing.vendor_words.clone()),
            attempt_count: self.row.standing.attempt_count,
            absent_since_ms: self.row.standing.absent_since_ms,
            next_at_ms,
        }
    }
}

/// Nobody cancelled or settled the row while we were not looking.
pub fn is_as_known(tx: &Transaction, row: &Delivery) -> Result<bool, ledger::Error> {
    Ok(delivery::by_id(tx, row.id)?.is_some_and(|now| now.standing.state == row.standing.state))
}

/// A task asks for the person; the rest of its document waits with it, and says so.
fn asked(tx: &Transaction, row: &Delivery, why: &Why, now_ms: i64) -> Result<(), ledger::Error> {
    asked::raise(tx, row, why, now_ms)?;
    for other in delivery::in_state(tx, &row.vendor, DeliveryState::Waiting, 1_000)? {
        if other.lane == row.lane && other.id != row.id {
            let why_json = why::json(&Why::Behind {});
            delivery::set(tx, other.id, &Standing { why_json, ..other.standing }, now_ms)?;
        }
    }
    Ok(())
}
