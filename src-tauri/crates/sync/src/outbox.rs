//! One delivery, from its row to the vendor's answer and back. What is written before and after each call is
//! what makes sending twice harmless.

use crate::kept::{AfterFailure, Kept};
use crate::outgoing::{self, Owed};
use crate::settle::lines_settled;
use crate::verdict::Verdict;
use crate::why::{self, Why};
use crate::worker::{Rung, Worker};
use crate::{Error, asked, take_over};
use connectors::{Delivered, Step};
use ledger::Transaction;
use ledger::table::delivery::{self, Delivery, DeliveryKind, DeliveryState, Standing};

/// An unclear delivery is looked for this soon.
const LOOK_AFTER_MS: i64 = 1_000;

/// Whether the worker may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    Next,
    /// The way out is closed: nothing else gets through either.
    Stop,
}

/// One delivery in work.
struct Work<'w> {
    worker: &'w Worker,
    row: Delivery,
    kept: Kept,
    owed: Owed,
}

/// Takes one delivery as far as it goes now.
pub async fn carry(worker: &Worker, row: Delivery) -> Result<Onward, Error> {
    let read = row.clone();
    let owed = worker.writer.turn(move |tx| outgoing::read(tx, &read)).await?;
    let (owed, hindrance) = match owed {
        Ok(owed) => (owed, None),
        Err(hindrance) => (Owed::nothing(&row), Some(*hindrance)),
    };
    let mut work = Work { worker, kept: Kept::load(&row.standing), row, owed };
    if let Some(why) = hindrance {
        return work.person(why, None).await;
    }
    if work.owed.outgoing.lines.is_empty() {
        return work.nothing_owed().await;
    }
    work.run().await
}

impl Work<'_> {
    async fn run(&mut self) -> Result<Onward, Error> {
        let connector = self.worker.connector.as_ref();
        let mut step = connector.next(&self.owed.outgoing, &mut self.kept.progress, None);
        loop {
            step = match step {
                Step::Send { request, changes } => {
                    // The first byte leaves after this is on disk.
                    if !self.begin().await? {
                        return Ok(Onward::Next);
                    }
                    match self.worker.call(&request, changes, Some(&self.row)).await? {
                        Verdict::Accepted(answer) => {
                            connector.next(&self.owed.outgoing, &mut self.kept.progress, Some(&answer))
                        }
                        other => return self.held_up(other, changes).await,
                    }
                }
                Step::Done(delivered) => return self.done(delivered).await,
                Step::Taken(delivered) => return self.taken(delivered).await,
                Step::NotThere => match self.not_there().await? {
                    Some(again) => again,
                    None => return Ok(Onward::Next),
                },
                Step::OfficeFirst { here, left_there } => {
                    return self
                        .person(Why::OfficeFirst { vendor: self.vendor(), here, there: left_there }, None)
                        .await;
                }
                Step::Rejected { words } => {
                    let why = Why::Rejected { vendor: self.vendor(), words: words.clone() };
                    return self.person(why, Some(words)).await;
                }
            };
        }
    }

    /// Everything of it stands on hold until the office decides, or it takes back what the vendor was never told:
    /// then the order's line no longer waits for that either.
    async fn nothing_owed(&mut self) -> Result<Onward, Error> {
        if let Some(undone) = self.owed.never_told.take() {
            self.worker.writer.turn(move |tx| lines_settled(tx, &undone)).await?;
        }
        self.keep(DeliveryState::Superseded, Why::Done { vendor: self.vendor() }, None, 0).await
    }

    /// Commits `sending` with the progress and the lots found so far; `false` when the row was cancelled
    /// meanwhile.
    async fn begin(&mut self) -> Result<bool, Error> {
        let standing = self.standing(DeliveryState::Sending, &Why::Sending {}, None, 0);
        let lots = self.owed.lot_links(self.worker.connector.as_ref(), &self.kept.progress);
        let (row, now_ms, kept) = (self.row.clone(), self.worker.clock.now_ms(), standing.clone());
        let is_ours = self.worker.writer.turn(move |tx| {
            if !is_as_known(tx, &row)? {
                return Ok(false);
            }
            take_over::lots(tx, &row.vendor, &lots, now_ms)?;
            delivery::set(tx, row.id, &kept, now_ms)?;
            Ok(true)
        });
        let is_ours = is_ours.await?;
        self.row.standing = standing;
        Ok(is_ours)
    }

    /// No clean answer: what that means for the row, and whether the others may go on.
    async fn held_up(&mut self, verdict: Verdict, changes: bool) -> Result<Onward, Error> {
        let (vendor, now_ms) = (self.vendor(), self.worker.clock.now_ms());
        if changes && !matches!(verdict, Verdict::Unclear { .. }) {
            self.worker.connector.refused(&mut self.kept.progress);
        }
        // What is in doubt stays so until a read has said how things stand.
        let resting =
            if self.kept.progress.may_stand_there { DeliveryState::Unclear } else { DeliveryState::Waiting };
        match verdict {
            Verdict::Accepted(_) => Ok(Onward::Next),
            Verdict::NoNetwork => {
                self.keep(resting, Why::WaitingForNetwork { vendor }, None, 0).await?;
                Ok(Onward::Stop)
            }
            Verdict::NotLetIn => {
                self.keep(resting, Why::NotLetIn { vendor }, None, 0).await?;
                Ok(Onward::Stop)
            }
            Verdict::TooMany => {
                self.keep(resting, Why::TooManyCalls { vendor }, None, 0).await?;
                Ok(Onward::Stop)
            }
            Verdict::Unclear { answered } => {
                self.row.standing.absent_since_ms = None;
                let wait_ms = if answered { self.failed(now_ms) } else { AfterFailure::WaitMs(0) };
                match wait_ms {
                    AfterFailure::Exhausted => self.exhausted().await,
                    AfterFailure::WaitMs(wait_ms) => {
                        let next_at_ms = now_ms + wait_ms.max(LOOK_AFTER_MS);
                        self.keep(DeliveryState::Unclear, Why::Unclear { vendor }, None, next_at_ms).await
                    }
                }
            }
            Verdict::Later { status } => match self.failed(now_ms) {
                AfterFailure::Exhausted => self.exhausted().await,
                AfterFailure::WaitMs(wait_ms) => {
                    let may_stand_there = self.kept.progress.may_stand_there;
                    let state = if may_stand_there { DeliveryState::Unclear } else { DeliveryState::RetryAt };
                    self.keep(state, Why::RetryLater { vendor, status }, None, now_ms + wait_ms).await
                }
            },
            Verdict::Gone => self.person(Why::OrderNotThere { vendor }, None).await,
            Verdict::Rejected { words } => {
                self.person(Why::Rejected { vendor, words: words.clone() }, Some(words)).await
            }
        }
    }

    /// Read back, and not there. It counts only when two reads `settle` apart both say so: reads lag.
    async fn not_there(&mut self) -> Result<Option<Step>, Error> {
        let now_ms = self.worker.clock.now_ms();
        let settle_ms = self.worker.settings.settle_ms;
        let since_ms = *self.row.standing.absent_since_ms.get_or_insert(now_ms);
        if now_ms - since_ms >= settle_ms && since_ms != now_ms {
            self.row.standing.absent_since_ms = None;
            let connector = self.worker.connector.as_ref();
            return Ok(Some(connector.missing(&self.owed.outgoing, &mut self.kept.progress)));
        }
        let why = Why::NotThereYet { vendor: self.vendor() };
        let again_ms = since_ms + settle_ms.max(LOOK_AFTER_MS);
        self.keep(DeliveryState::Unclear, why, None, again_ms).await?;
        Ok(None)
    }

    /// The vendor has it and its reads lag: its figures are taken over when they show it, or once that is
    /// overdue.
    async fn taken(&mut self, delivered: Delivered) -> Result<Onward, Error> {
        let now_ms = self.worker.clock.now_ms();
        let since_ms = *self.row.standing.absent_since_ms.get_or_insert(now_ms);
        let age_ms = now_ms - since_ms;
        if age_ms >= self.worker.settings.settle_ms.max(1) {
            return self.done(delivered).await;
        }
        let why = Why::NotThereYet { vendor: self.vendor() };
        let again_ms = now_ms + age_ms.max(LOOK_AFTER_MS).min(self.worker.settings.settle_ms);
        self.keep(DeliveryState::Unclear, why, None, again_ms).await
    }

    /// It stands there. The order's figures as read after it are taken over in the same transaction.
    async fn done(&mut self, delivered: Delivered) -> Result<Onward, Error> {
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
            if row.kind == DeliveryKind::PurchaseReceipt {
                lines_settled(tx, &row)?;
            }
            Ok(())
        });
        settled.await?;
        self.worker.ring(Rung::Delivery);
        self.worker.ring(Rung::Documents);
        Ok(Onward::Next)
    }

    fn failed(&mut self, now_ms: i64) -> AfterFailure {
        self.kept.failed(&mut self.row.standing.attempt_count, now_ms, &mut self.worker.dice())
    }

    async fn exhausted(&mut self) -> Result<Onward, Error> {
        let count = self.row.standing.attempt_count;
        self.person(Why::Exhausted { vendor: self.vendor(), count }, None).await
    }

    /// A task asks for the person; the rest of its document waits with it, and says so.
    async fn person(&mut self, why: Why, words: Option<String>) -> Result<Onward, Error> {
        let standing = self.standing(DeliveryState::NeedsPerson, &why, words, 0);
        let (row, now_ms) = (self.row.clone(), self.worker.clock.now_ms());
        let told = self.worker.writer.turn(move |tx| {
            if !is_as_known(tx, &row)? {
                return Ok(());
            }
            delivery::set(tx, row.id, &standing, now_ms)?;
            asked::raise(tx, &row, &why, now_ms)?;
            for other in delivery::in_state(tx, &row.vendor, DeliveryState::Waiting, 1_000)? {
                if other.lane == row.lane {
                    let why_json = why::json(&Why::Behind {});
                    delivery::set(tx, other.id, &Standing { why_json, ..other.standing }, now_ms)?;
                }
            }
            Ok(())
        });
        told.await?;
        self.worker.ring(Rung::Delivery);
        Ok(Onward::Next)
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

    async fn keep(
        &mut self,
        state: DeliveryState,
        why: Why,
        words: Option<String>,
        next_at_ms: i64,
    ) -> Result<Onward, Error> {
        let standing = self.standing(state, &why, words, next_at_ms);
        let (row, now_ms, kept) = (self.row.clone(), self.worker.clock.now_ms(), standing.clone());
        let written = self.worker.writer.turn(move |tx| {
            if is_as_known(tx, &row)? { delivery::set(tx, row.id, &kept, now_ms) } else { Ok(()) }
        });
        written.await?;
        self.row.standing = standing;
        self.worker.ring(Rung::Delivery);
        Ok(Onward::Next)
    }

    fn vendor(&self) -> String {
        self.row.vendor.clone()
    }
}

/// Nobody cancelled or settled the row while we were not looking.
fn is_as_known(tx: &Transaction, row: &Delivery) -> Result<bool, ledger::Error> {
    Ok(delivery::by_id(tx, row.id)?.is_some_and(|now| now.standing.state == row.standing.state))
}
