//! One delivery, from its row to the vendor's answer and back. What is written before and after each call is what
//! makes sending twice harmless.

use crate::outgoing::{self, received_lines};
use crate::verdict::{self, Verdict};
use crate::why::Why;
use crate::worker::Worker;
use crate::{Error, back_off, take_over};
use connectors::katana::outbound::{self, Progress};
use connectors::{Answer, Delivered, Outgoing, OutgoingKind, Step};
use domain::Message;
use ledger::table::delivery::{self, Delivery, DeliveryKind, DeliveryState, Standing};
use ledger::table::{document, entry};

/// Answered failures after which a person is asked.
const MOST_ATTEMPTS: i64 = 10;
/// Answered failures for longer than this ask a person, too.
const LONGEST_MS: i64 = 24 * 60 * 60 * 1_000;
/// An unclear delivery is looked for this soon.
const LOOK_AFTER_MS: i64 = 1_000;

/// Whether the worker may go on with the next delivery.
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
    progress: Progress,
    outgoing: Outgoing,
}

/// Takes one delivery as far as it goes now.
pub async fn carry(worker: &Worker, row: Delivery) -> Result<Onward, Error> {
    let read = row.clone();
    let outgoing = match worker.writer.turn(move |tx| outgoing::read(tx, &read)).await? {
        Ok(outgoing) => outgoing,
        Err(why) => {
            worker.settle(&row, DeliveryState::NeedsPerson, why.message(), None).await?;
            return Ok(Onward::Next);
        }
    };
    let progress: Progress = serde_json::from_str(&row.standing.progress_json).unwrap_or_default();
    let mut work = Work { worker, row, progress, outgoing };
    if work.outgoing.lines.is_empty() {
        // Everything of it stands on hold until the office decides: nothing is owed.
        let why = Why::Done { vendor: work.vendor() }.message();
        work.keep(DeliveryState::Superseded, why, None, 0).await?;
        return Ok(Onward::Next);
    }
    work.run().await
}

impl Work<'_> {
    fn vendor(&self) -> String {
        self.row.vendor.clone()
    }

    async fn run(&mut self) -> Result<Onward, Error> {
        let was_unclear = self.row.standing.state == DeliveryState::Unclear;
        let mut step = if was_unclear {
            outbound::look_for(&self.outgoing, &mut self.progress)
        } else {
            outbound::next(&self.outgoing, &mut self.progress, None)
        };
        loop {
            let answer: Answer = match step {
                Step::Send { ref request, changes } => {
                    // The first byte leaves after this is on disk.
                    let why = Why::Sending {}.message();
                    if !self.begin(why).await? {
                        return Ok(Onward::Next);
                    }
                    let result = self.worker.call(request, Some(&self.row)).await?;
                    match verdict::of(&result, changes) {
                        Verdict::Accepted(answer) => answer,
                        other => return self.held_up(other, was_unclear).await,
                    }
                }
                Step::Done(delivered) => return self.done(delivered).await,
                Step::NotThere => match self.not_there().await? {
                    Some(again) => {
                        step = again;
                        continue;
                    }
                    None => return Ok(Onward::Next),
                },
                Step::OfficeFirst { here, left_there } => {
                    let why = Why::OfficeFirst { vendor: self.vendor(), here, there: left_there };
                    self.person(why, None).await?;
                    return Ok(Onward::Next);
                }
                Step::Rejected { words } => {
                    let why = Why::Rejected { vendor: self.vendor(), words: words.clone() };
                    self.person(why, Some(words)).await?;
                    return Ok(Onward::Next);
                }
            };
            step = outbound::next(&self.outgoing, &mut self.progress, Some(&answer));
        }
    }

    /// Commits `sending` with the progress; `false` when the row was cancelled meanwhile.
    async fn begin(&mut self, why: Message) -> Result<bool, Error> {
        let standing = self.standing(DeliveryState::Sending, &why, None, 0);
        let (id, now_ms) = (self.row.id, self.worker.clock.now_ms());
        let kept = standing.clone();
        let still_ours = self.worker.writer.turn(move |tx| {
            let now = delivery::by_id(tx, id)?.map(|row| row.standing.state);
            if matches!(now, None | Some(DeliveryState::Cancelled | DeliveryState::Superseded)) {
                return Ok(false);
            }
            delivery::set(tx, id, &kept, now_ms)?;
            Ok(true)
        });
        let still_ours = still_ours.await?;
        self.row.standing = standing;
        Ok(still_ours)
    }

    fn standing(&self, state: DeliveryState, why: &Message, words: Option<String>, next_at_ms: i64) -> Standing {
        Standing {
            state,
            progress_json: serde_json::to_string(&self.progress).expect("progress is plain data"),
            why_json: serde_json::to_string(why).expect("a message is plain data"),
            vendor_words: words.or_else(|| self.row.standing.vendor_words.clone()),
            attempt_count: self.row.standing.attempt_count,
            absent_since_ms: self.row.standing.absent_since_ms,
            next_at_ms,
        }
    }

    async fn keep(
        &mut self,
        state: DeliveryState,
        why: Message,
        words: Option<String>,
        next_at_ms: i64,
    ) -> Result<(), Error> {
        let standing = self.standing(state, &why, words, next_at_ms);
        let (id, now_ms, kept) = (self.row.id, self.worker.clock.now_ms(), standing.clone());
        self.worker.writer.turn(move |tx| delivery::set(tx, id, &kept, now_ms)).await?;
        self.row.standing = standing;
        self.worker.changed();
        Ok(())
    }

    async fn person(&mut self, why: Why, words: Option<String>) -> Result<(), Error> {
        self.keep(DeliveryState::NeedsPerson, why.message(), words, 0).await
    }

    /// No clean answer: what that means for the row, and whether the others may go on.
    async fn held_up(&mut self, verdict: Verdict, was_unclear: bool) -> Result<Onward, Error> {
        let now_ms = self.worker.clock.now_ms();
        let vendor = self.vendor();
        // A delivery that was unclear stays so until a read has said how things stand.
        let resting = if was_unclear { DeliveryState::Unclear } else { DeliveryState::Waiting };
        match verdict {
            Verdict::Accepted(_) => Ok(Onward::Next),
            Verdict::NoNetwork => {
                let why = Why::WaitingForNetwork { vendor };
                self.keep(resting, why.message(), None, 0).await?;
                Ok(Onward::Stop)
            }
            Verdict::NotLetIn => {
                self.keep(resting, Why::NotLetIn { vendor }.message(), None, 0).await?;
                Ok(Onward::Stop)
            }
            Verdict::TooMany { .. } => {
                self.keep(resting, Why::TooManyCalls { vendor }.message(), None, 0).await?;
                Ok(Onward::Stop)
            }
            Verdict::Unclear => {
                self.row.standing.absent_since_ms = None;
                let why = Why::Unclear { vendor };
                self.keep(DeliveryState::Unclear, why.message(), None, now_ms + LOOK_AFTER_MS).await?;
                Ok(Onward::Next)
            }
            Verdict::Later { status } => {
                self.row.standing.attempt_count += 1;
                let (count, age_ms) = (self.row.standing.attempt_count, now_ms - self.row.made_at_ms);
                if count >= MOST_ATTEMPTS || (age_ms > LONGEST_MS && count > 1) {
                    self.person(Why::Exhausted { vendor, count }, None).await?;
                    return Ok(Onward::Next);
                }
                let state = if was_unclear { DeliveryState::Unclear } else { DeliveryState::RetryAt };
                let why = Why::RetryLater { vendor, status: i64::from(status) };
                let wait_ms = back_off::delay_ms(count, &mut self.worker.dice());
                self.keep(state, why.message(), None, now_ms + wait_ms).await?;
                Ok(Onward::Next)
            }
            Verdict::Gone => {
                let why = Why::OrderNotThere { vendor };
                self.person(why, None).await?;
                Ok(Onward::Next)
            }
            Verdict::Rejected { words } => {
                self.person(Why::Rejected { vendor, words: words.clone() }, Some(words)).await?;
                Ok(Onward::Next)
            }
        }
    }

    /// Read back, and not there. It counts only when two reads `settle` apart both say so: reads lag.
    async fn not_there(&mut self) -> Result<Option<Step>, Error> {
        let now_ms = self.worker.clock.now_ms();
        let settle_ms = self.worker.settings.settle_ms;
        match self.row.standing.absent_since_ms {
            Some(since_ms) if now_ms - since_ms >= settle_ms => {
                self.row.standing.absent_since_ms = None;
                outbound::not_there_for_certain(&mut self.progress);
                Ok(Some(outbound::next(&self.outgoing, &mut self.progress, None)))
            }
            since => {
                self.row.standing.absent_since_ms = since.or(Some(now_ms));
                let again_ms = self.row.standing.absent_since_ms.unwrap_or(now_ms) + settle_ms;
                let why = Why::NotThereYet { vendor: self.vendor() };
                self.keep(DeliveryState::Unclear, why.message(), None, again_ms).await?;
                Ok(None)
            }
        }
    }

    /// It stands there. The order's figures as read after it are taken over in the same transaction.
    async fn done(&mut self, delivered: Delivered) -> Result<Onward, Error> {
        let why = Why::Done { vendor: self.vendor() }.message();
        let standing = self.standing(DeliveryState::Done, &why, None, 0);
        let (row, now_ms) = (self.row.clone(), self.worker.clock.now_ms());
        let is_receipt = self.outgoing.kind == OutgoingKind::PurchaseReceipt;
        self.worker
            .writer
            .turn(move |tx| {
                delivery::set(tx, row.id, &standing, now_ms)?;
                if !is_receipt {
                    return Ok(());
                }
                if let Some(body) = &delivered.after {
                    take_over::order(tx, &row.vendor, body, now_ms)?;
                }
                if let Some(stored) = entry::by_id(tx, row.entry)? {
                    for (line, quantity) in received_lines(&stored.new) {
                        document::note_sent(tx, line, quantity)?;
                    }
                }
                Ok(())
            })
            .await?;
        self.worker.changed();
        Ok(Onward::Next)
    }
}

impl Worker {
    pub(crate) async fn settle(
        &self,
        row: &Delivery,
        state: DeliveryState,
        why: Message,
        words: Option<String>,
    ) -> Result<(), Error> {
        let why_json = serde_json::to_string(&why).expect("a message is plain data");
        let standing = Standing { state, why_json, vendor_words: words, ..row.standing.clone() };
        let (id, now_ms) = (row.id, self.clock.now_ms());
        self.writer.turn(move |tx| delivery::set(tx, id, &standing, now_ms)).await?;
        self.changed();
        Ok(())
    }

    /// Whether the switch of this kind is on.
    pub(crate) fn may_send(&self, kind: DeliveryKind) -> bool {
        match kind {
            DeliveryKind::PurchaseReceipt => self.settings.sends_receipts,
            DeliveryKind::StockAdjustment => self.settings.sends_adjustments,
        }
    }
}
