//! One delivery, from its row to the vendor's answer: which call is next, and what its end is.

use crate::kept::Kept;
use crate::outgoing::{self, Owed};
use crate::settle::{lines_never_told, settled};
use crate::standing::{Work, is_as_known};
use crate::verdict::Verdict;
use crate::why::Why;
use crate::worker::Worker;
use crate::{Error, setback};
use connectors::{OfficeFirst, Request, Response, Step};
use domain::Value;
use ledger::Transaction;
use ledger::table::delivery::{Delivery, DeliveryState};
use ledger::table::{entry, operator};

/// Whether the worker may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    Next,
    /// The way out is closed: nothing else gets through either.
    Stop,
}

/// What is to be done with a row that is due, as one look into the ledger says.
enum Opened {
    Work(Box<(Kept, Owed)>),
    /// A person has to read why.
    Hindered(Box<Why>),
    /// It was settled, here or by somebody else.
    Settled,
}

/// Takes one delivery as far as it goes now.
pub async fn carry(worker: &Worker, row: Delivery) -> Result<Onward, Error> {
    let (read, now_ms, may_send) = (row.clone(), worker.clock.now_ms(), worker.settings.may_send(row.kind));
    match worker.writer.turn(move |tx| open(tx, &read, may_send, now_ms)).await? {
        Opened::Work(opened) => {
            let (kept, owed) = *opened;
            Work { worker, row, kept, owed }.run().await
        }
        Opened::Hindered(why) => {
            let (kept, owed) = (Kept::load(&row.standing), Owed::nothing(&row));
            setback::person(&mut Work { worker, row, kept, owed }, *why, None).await?;
            Ok(Onward::Next)
        }
        Opened::Settled => {
            worker.ring(crate::Rung::Delivery);
            Ok(Onward::Next)
        }
    }
}

fn open(tx: &Transaction, row: &Delivery, may_send: bool, now_ms: i64) -> Result<Opened, ledger::Error> {
    if !is_as_known(tx, row)? {
        return Ok(Opened::Settled);
    }
    let (kept, vendor) = (Kept::load(&row.standing), row.vendor.clone());
    if !kept.progress.may_stand_there {
        if is_undone(tx, row)? {
            // Nothing of it stands there, so nothing has to: what goes behind it finds nothing to take back.
            settled(tx, row, DeliveryState::Cancelled, &Why::Withdrawn { vendor }, now_ms)?;
            return Ok(Opened::Settled);
        }
        if !may_send {
            settled(tx, row, DeliveryState::Withheld, &Why::ReadingOnly { vendor }, now_ms)?;
            return Ok(Opened::Settled);
        }
    }
    let owed = match outgoing::read(tx, row) {
        Ok(Ok(owed)) => owed,
        Ok(Err(why)) => return Ok(Opened::Hindered(why)),
        // One row that cannot be read must not hold up the others.
        Err(error @ (ledger::Error::Missing { .. } | ledger::Error::Stored { .. })) => {
            return Ok(Opened::Hindered(Box::new(Why::Rejected { vendor, words: error.to_string() })));
        }
        Err(error) => return Err(error),
    };
    if owed.outgoing.lines.is_empty() && !kept.progress.may_stand_there {
        if let Some(undone) = &owed.never_told {
            // The order's line no longer waits for what was never told.
            lines_never_told(tx, undone)?;
        }
        settled(tx, row, DeliveryState::Superseded, &Why::NothingOwed { vendor }, now_ms)?;
        return Ok(Opened::Settled);
    }
    Ok(Opened::Work(Box::new((kept, owed))))
}

pub fn is_undone(tx: &Transaction, row: &Delivery) -> Result<bool, ledger::Error> {
    Ok(entry::by_id(tx, row.entry)?.is_some_and(|stored| stored.reversed_by.is_some()))
}

impl Work<'_> {
    async fn run(&mut self) -> Result<Onward, Error> {
        let connector = self.worker.connector.as_ref();
        let mut step = connector.next(&self.owed.outgoing, &mut self.kept.progress, None);
        loop {
            step = match step {
                Step::Send { request, changes } => match self.send(&request, changes).await? {
                    Ok(answer) => connector.next(&self.owed.outgoing, &mut self.kept.progress, Some(&answer)),
                    Err(onward) => return Ok(onward),
                },
                Step::NotThere => match setback::not_there(self).await? {
                    Some(again) => again,
                    None => return Ok(Onward::Next),
                },
                end => {
                    self.end(end).await?;
                    return Ok(Onward::Next);
                }
            };
        }
    }

    /// One call of the conversation; without an answer the row's place is written already.
    async fn send(&mut self, request: &Request, changes: bool) -> Result<Result<Response, Onward>, Error> {
        if changes && let Some(onward) = setback::held_back(self).await? {
            return Ok(Err(onward));
        }
        // Nothing is *sending* while it only stands in the queue; the first byte leaves after it is on disk.
        if !self.worker.admitted().await || !self.begin(changes).await? {
            return Ok(Err(Onward::Next));
        }
        match self.worker.call(request, changes, Some(&self.row)).await? {
            Verdict::Accepted(answer) => Ok(Ok(answer)),
            other => Ok(Err(setback::held_up(self, other, changes).await?)),
        }
    }

    async fn end(&mut self, end: Step) -> Result<(), Error> {
        let vendor = self.vendor();
        match end {
            Step::Done(delivered) => self.done(delivered).await,
            Step::Taken(delivered) => setback::taken(self, delivered).await,
            Step::OfficeFirst(sides) => {
                let why = self.both_sides(sides).await?;
                setback::person(self, why, None).await
            }
            Step::Gone => setback::person(self, Why::OrderNotThere { vendor }, None).await,
            Step::Rejected { words } => {
                setback::person(self, Why::Rejected { vendor, words: words.clone() }, Some(words)).await
            }
            Step::Send { .. } | Step::NotThere => unreachable!("run goes on with these"),
        }
    }

    /// "Here 38 cartons at 10:40 by Operator 1; there 38 at 12:05, 2 left open."
    async fn both_sides(&self, sides: OfficeFirst) -> Result<Why, Error> {
        let entry = self.row.entry;
        let ours = self.worker.writer.turn(move |tx| {
            let Some(stored) = entry::by_id(tx, entry)? else { return Ok(None) };
            let name = operator::by_id(tx, stored.new.operator)?.map(|operator| operator.name);
            Ok(Some((stored.new.happened_at_ms, name.unwrap_or_default())))
        });
        let (at_ms, operator) = ours.await?.unwrap_or_default();
        Ok(Why::OfficeFirst {
            vendor: self.vendor(),
            here: sides.here,
            at: Value::Instant(at_ms),
            operator,
            there: sides.there,
            there_at: sides.there_at_ms.map_or(Value::Text("–".to_owned()), Value::Instant),
            left: sides.left,
        })
    }
}
