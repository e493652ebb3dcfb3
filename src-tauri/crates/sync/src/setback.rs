//! No clean answer: what that means for the row, and whether the others may go on. Only an answer uses up an
//! attempt; an outage of any length never makes a person necessary.

use crate::Error;
use crate::kept::{AfterFailure, MOST_ATTEMPTS};
use crate::outbox::Onward;
use crate::standing::Work;
use crate::verdict::{Doubt, Verdict};
use crate::why::Why;
use connectors::{Delivered, OutgoingKind, Step};
use ledger::table::delivery::DeliveryState;

/// An unclear delivery is looked for this soon.
const LOOK_AFTER_MS: i64 = 1_000;
/// And at least this often while "not there" is not certain: "there" counts at once.
const LOOK_AT_MOST_MS: i64 = 60_000;
/// What stands still in doubt is still looked for, this often.
const DOUBT_MS: i64 = 5 * 60 * 1_000;
/// What a time-out that is the vendor's is shown as.
const REQUEST_TIMEOUT: i64 = 408;
/// A row whose call did not get through lets the others go first.
const BEHIND_OTHERS_MS: i64 = 5_000;

/// What was found missing for certain is not sent again when it must not be.
pub async fn held_back(work: &mut Work<'_>) -> Result<Option<Onward>, Error> {
    let (vendor, count) = (work.vendor(), work.row.standing.attempt_count);
    let may_send = work.worker.settings.may_send(work.row.kind);
    if may_send && count < MOST_ATTEMPTS {
        return Ok(None);
    }
    work.worker.connector.refused(&mut work.kept.progress);
    if may_send {
        person(work, Why::Exhausted { vendor, count }, None).await?;
    } else {
        work.keep(DeliveryState::Withheld, Why::ReadingOnly { vendor }, None, 0).await?;
    }
    Ok(Some(Onward::Next))
}

/// A person has to decide. What may stand there stays unclear, so that undoing it is known to need a
/// counter-document, and is looked for now and then.
pub async fn person(work: &mut Work<'_>, why: Why, words: Option<String>) -> Result<(), Error> {
    if !work.kept.progress.may_stand_there {
        return work.keep(DeliveryState::NeedsPerson, why, words, 0).await;
    }
    let next_at_ms = work.worker.clock.now_ms() + DOUBT_MS;
    work.row.standing.attempt_count = work.row.standing.attempt_count.max(MOST_ATTEMPTS);
    work.keep(DeliveryState::Unclear, why, words, next_at_ms).await
}

/// No clean answer to a call.
pub async fn held_up(work: &mut Work<'_>, verdict: Verdict, changes: bool) -> Result<Onward, Error> {
    let (vendor, now_ms) = (work.vendor(), work.worker.clock.now_ms());
    if changes && !matches!(verdict, Verdict::Unclear(_)) {
        work.worker.connector.refused(&mut work.kept.progress);
    }
    match verdict {
        Verdict::Accepted(_) => Ok(Onward::Next),
        Verdict::NoNetwork => {
            rest(work, Why::WaitingForNetwork { vendor }, now_ms + BEHIND_OTHERS_MS).await?;
            Ok(Onward::Stop)
        }
        Verdict::NotLetIn => {
            rest(work, Why::NotLetIn { vendor }, 0).await?;
            Ok(Onward::Stop)
        }
        Verdict::TooMany => {
            rest(work, Why::TooManyCalls { vendor }, 0).await?;
            Ok(Onward::Stop)
        }
        Verdict::Unclear(doubt) => {
            let answered = match doubt {
                Doubt::Answered => true,
                Doubt::TimedOut => answers_others(work, now_ms),
                Doubt::Cut => false,
            };
            unclear(work, answered, now_ms).await?;
            // Without an answer the way may be closed: others must not run into the same.
            Ok(if answered { Onward::Next } else { Onward::Stop })
        }
        Verdict::TimedOut if answers_others(work, now_ms) => {
            failed(work, REQUEST_TIMEOUT, now_ms).await?;
            Ok(Onward::Next)
        }
        Verdict::TimedOut => {
            rest(work, Why::WaitingForNetwork { vendor }, now_ms + BEHIND_OTHERS_MS).await?;
            Ok(Onward::Stop)
        }
        Verdict::Later { status } => {
            failed(work, status, now_ms).await?;
            Ok(Onward::Next)
        }
        Verdict::Gone { words } => {
            gone(work, words, changes, now_ms).await?;
            Ok(Onward::Next)
        }
        Verdict::Rejected { words } => {
            person(work, Why::Rejected { vendor, words: words.clone() }, Some(words)).await?;
            Ok(Onward::Next)
        }
    }
}

/// A time-out is the network's fault, unless the vendor answered somebody since the last time this delivery
/// got no answer: only then it uses up an attempt.
fn answers_others(work: &mut Work<'_>, now_ms: i64) -> bool {
    let before_ms = work.kept.timed_out_at_ms.replace(now_ms);
    let good_ms = work.worker.health().last_good_ms;
    before_ms.zip(good_ms).is_some_and(|(before_ms, good_ms)| good_ms > before_ms)
}

/// It waits; what is in doubt stays so until a read has said how things stand.
async fn rest(work: &mut Work<'_>, why: Why, next_at_ms: i64) -> Result<(), Error> {
    let in_doubt = work.kept.progress.may_stand_there;
    let state = if in_doubt { DeliveryState::Unclear } else { DeliveryState::Waiting };
    work.keep(state, why, None, next_at_ms).await
}

async fn unclear(work: &mut Work<'_>, answered: bool, now_ms: i64) -> Result<(), Error> {
    let vendor = work.vendor();
    work.row.standing.absent_since_ms = None;
    let wait_ms = match answered {
        false => 0,
        true => match count(work, now_ms) {
            AfterFailure::WaitMs(wait_ms) => wait_ms,
            // Looked for once more all the same: it may stand there, and then nobody is needed.
            AfterFailure::Exhausted => 0,
        },
    };
    let next_at_ms = now_ms + wait_ms.max(LOOK_AFTER_MS);
    work.keep(DeliveryState::Unclear, Why::Unclear { vendor }, None, next_at_ms).await
}

/// One more answered failure.
async fn failed(work: &mut Work<'_>, status: i64, now_ms: i64) -> Result<(), Error> {
    let vendor = work.vendor();
    match count(work, now_ms) {
        AfterFailure::Exhausted => {
            let count = work.row.standing.attempt_count;
            person(work, Why::Exhausted { vendor, count }, None).await
        }
        AfterFailure::WaitMs(wait_ms) => {
            let in_doubt = work.kept.progress.may_stand_there;
            let state = if in_doubt { DeliveryState::Unclear } else { DeliveryState::RetryAt };
            work.keep(state, Why::RetryLater { vendor, status }, None, now_ms + wait_ms).await
        }
    }
}

fn count(work: &mut Work<'_>, now_ms: i64) -> AfterFailure {
    work.kept.failed(&mut work.row.standing.attempt_count, now_ms, &mut work.worker.dice())
}

/// 404: an order that is not there any more, or a row of it that the office's own receipt replaced meanwhile.
async fn gone(work: &mut Work<'_>, words: String, changes: bool, now_ms: i64) -> Result<(), Error> {
    let vendor = work.vendor();
    match (work.owed.outgoing.kind, changes) {
        // The order is read again before it is tried again.
        (OutgoingKind::PurchaseReceipt, true) => failed(work, 404, now_ms).await,
        (OutgoingKind::PurchaseReceipt, false) => person(work, Why::OrderNotThere { vendor }, None).await,
        (OutgoingKind::StockAdjustment, _) => {
            person(work, Why::Rejected { vendor, words: words.clone() }, Some(words)).await
        }
    }
}

/// Read back, and not there. It counts only when reads at least `settle` apart say so: reads lag.
pub async fn not_there(work: &mut Work<'_>) -> Result<Option<Step>, Error> {
    let (now_ms, settle_ms) = (work.worker.clock.now_ms(), work.worker.settings.settle_ms);
    let since_ms = *work.row.standing.absent_since_ms.get_or_insert(now_ms);
    if now_ms - since_ms >= settle_ms && since_ms != now_ms {
        work.row.standing.absent_since_ms = None;
        let connector = work.worker.connector.as_ref();
        return Ok(Some(connector.missing(&work.owed.outgoing, &mut work.kept.progress)));
    }
    let certain_at_ms = since_ms + settle_ms.max(LOOK_AFTER_MS);
    let again_ms = now_ms + (settle_ms / 4).clamp(LOOK_AFTER_MS, LOOK_AT_MOST_MS);
    let why = Why::NotThereYet { vendor: work.vendor() };
    work.keep(DeliveryState::Unclear, why, None, again_ms.min(certain_at_ms)).await?;
    Ok(None)
}

/// The vendor has it and its reads lag: its figures are taken over when they show it, or once that is
/// overdue.
pub async fn taken(work: &mut Work<'_>, delivered: Delivered) -> Result<(), Error> {
    let (now_ms, settle_ms) = (work.worker.clock.now_ms(), work.worker.settings.settle_ms);
    let since_ms = *work.row.standing.absent_since_ms.get_or_insert(now_ms);
    let age_ms = now_ms - since_ms;
    if age_ms >= settle_ms.max(1) {
        return work.done(delivered).await;
    }
    let why = Why::NotThereYet { vendor: work.vendor() };
    let again_ms = now_ms + age_ms.max(LOOK_AFTER_MS).min(settle_ms.max(1));
    work.keep(DeliveryState::Unclear, why, None, again_ms).await
}
