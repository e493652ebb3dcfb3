//! What goes to Katana, call by call: find or make each batch, then the one call that changes its books,
//! then a read that says how things stand. An adjustment carries our number; a receipt has only its date,
//! which is ours.

use super::batch;
use super::bodies::{self, Batches};
use super::inbound;
use super::receipt::{self, Planned, Received, Shown};
use super::shapes::{Batch, BatchStock, PurchaseOrder, StockAdjustment, object, rows};
use crate::connector::{Delivered, Progress, Request, Response, Step};
use crate::outgoing::{Outgoing, OutgoingKind, OutgoingLot};
use serde::{Deserialize, Serialize};

/// What is remembered between two calls.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Machine {
    stage: Stage,
    batches: Batches,
    receipts: Vec<Planned>,
    /// As the order was when it was read to be sent.
    received_before: Received,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "at", content = "line", rename_all = "snake_case")]
enum Stage {
    #[default]
    Start,
    OrderRead,
    BatchSought(usize),
    /// A new batch has left.
    BatchMade(usize),
    /// The answer to that was lost.
    BatchLookedFor(usize),
    /// The call that changes the books has left.
    Sent,
    /// The answer to that was lost.
    LookedFor,
    /// The books have changed for certain; the order is read until it shows that.
    Confirming,
}

impl Stage {
    fn may_stand_there(self) -> bool {
        use Stage::*;
        matches!(self, BatchMade(_) | BatchLookedFor(_) | Sent | LookedFor | Confirming)
    }
}

pub fn next(outgoing: &Outgoing, progress: &mut Progress, answer: Option<&Response>) -> Step {
    let mut machine = Machine::load(progress).for_these(outgoing);
    let step = match answer {
        None => machine.resume(outgoing),
        Some(answer) => machine.take(outgoing, answer),
    };
    machine.store(progress);
    step
}

pub fn refused(progress: &mut Progress) {
    let mut machine = Machine::load(progress);
    machine.stage = Stage::Start;
    machine.store(progress);
}

pub fn missing(outgoing: &Outgoing, progress: &mut Progress) -> Step {
    let mut machine = Machine::load(progress).for_these(outgoing);
    let step = match machine.stage {
        Stage::BatchMade(line) | Stage::BatchLookedFor(line) => machine.make_batch(outgoing, line),
        _ => {
            machine.stage = Stage::Start;
            machine.resume(outgoing)
        }
    };
    machine.store(progress);
    step
}

pub fn lots(progress: &Progress) -> Vec<(usize, String)> {
    Machine::load(progress).batches.into_iter().map(|(line, id)| (line, id.to_string())).collect()
}

impl Machine {
    /// What cannot be read is begun anew; when it was in doubt, by looking first.
    fn load(progress: &Progress) -> Machine {
        let mut machine = Machine::deserialize(&progress.machine).unwrap_or_default();
        if progress.may_stand_there && !machine.stage.may_stand_there() {
            machine.stage = Stage::LookedFor;
        }
        machine
    }

    /// A batch is sought for a line that has one. The lines may have changed since it was kept: the vendor keeps the
    /// item without batches now, or the file is an older one. Then it is begun anew, when in doubt by looking first.
    fn for_these(mut self, outgoing: &Outgoing) -> Machine {
        if let Stage::BatchSought(line) | Stage::BatchMade(line) | Stage::BatchLookedFor(line) = self.stage
            && batch::code_of(outgoing, line).is_none()
        {
            self.stage = if self.stage.may_stand_there() { Stage::LookedFor } else { Stage::Start };
        }
        self
    }

    fn store(&self, progress: &mut Progress) {
        progress.may_stand_there = self.stage.may_stand_there();
        progress.machine = serde_json::to_value(self).expect("the machine is plain data");
    }

    fn resume(&mut self, outgoing: &Outgoing) -> Step {
        match self.stage {
            Stage::BatchMade(line) | Stage::BatchLookedFor(line) => {
                self.stage = Stage::BatchLookedFor(line);
                batch::seek_batch(outgoing, line)
            }
            Stage::Sent | Stage::LookedFor => {
                self.stage = Stage::LookedFor;
                read(read_back(outgoing))
            }
            Stage::Confirming => read(order(outgoing)),
            Stage::Start | Stage::OrderRead | Stage::BatchSought(_) => match outgoing.kind {
                OutgoingKind::PurchaseReceipt => {
                    self.stage = Stage::OrderRead;
                    read(order(outgoing))
                }
                OutgoingKind::StockAdjustment => self.go_on(outgoing, 0),
            },
        }
    }

    fn take(&mut self, outgoing: &Outgoing, answer: &Response) -> Step {
        match self.advance(outgoing, answer) {
            Ok(step) => step,
            // It was taken, and what came back says nothing: looking tells.
            Err(_) if matches!(self.stage, Stage::Sent | Stage::BatchMade(_)) => self.resume(outgoing),
            Err(error) => Step::Rejected { words: format!("its answer could not be read: {error}") },
        }
    }

    fn advance(&mut self, outgoing: &Outgoing, answer: &Response) -> Result<Step, serde_json::Error> {
        match (self.stage, outgoing.kind) {
            (Stage::Start, _) => Ok(self.resume(outgoing)),
            (Stage::OrderRead, _) => self.order_read(outgoing, &object(&answer.body)?),
            (Stage::BatchSought(line) | Stage::BatchLookedFor(line), _) => {
                self.batches_read(outgoing, line, rows(&answer.body)?)
            }
            (Stage::BatchMade(line), _) => {
                let batch: Batch = object(&answer.body)?;
                Ok(self.has_batch(outgoing, line, batch.id))
            }
            (Stage::Sent, OutgoingKind::PurchaseReceipt) => {
                self.stage = Stage::Confirming;
                Ok(read(order(outgoing)))
            }
            (Stage::Sent, OutgoingKind::StockAdjustment) => {
                let made: StockAdjustment = object(&answer.body)?;
                let is_ours = carries(&made, outgoing);
                Ok(if is_ours { Step::Done(Delivered::default()) } else { self.resume(outgoing) })
            }
            (Stage::Confirming, _) => confirmed(outgoing, &object(&answer.body)?),
            (Stage::LookedFor, OutgoingKind::PurchaseReceipt) => {
                let order: PurchaseOrder = object(&answer.body)?;
                if let Some(step) = standing_there(outgoing, &order)? {
                    return Ok(step);
                }
                let doubtful = receipt::doubtful(outgoing, &self.received_before, &order)?;
                Ok(doubtful.unwrap_or(Step::NotThere))
            }
            (Stage::LookedFor, OutgoingKind::StockAdjustment) => {
                let found = rows::<StockAdjustment>(&answer.body)?;
                // A filter the server does not know is ignored silently: what came back must carry our
                // number.
                let stands = found.iter().any(|made| carries(made, outgoing));
                Ok(if stands { Step::Done(Delivered::default()) } else { Step::NotThere })
            }
        }
    }

    fn order_read(&mut self, outgoing: &Outgoing, order: &PurchaseOrder) -> Result<Step, serde_json::Error> {
        // It may stand there before it was sent: given up too early, or a file restored from a backup.
        if let Some(step) = standing_there(outgoing, order)? {
            return Ok(step);
        }
        if order.deleted_at.is_some() {
            return Ok(Step::Gone);
        }
        self.received_before = receipt::received(order);
        match receipt::plan(outgoing, order) {
            // Less than the vendor's last decimal.
            Ok(planned) if planned.is_empty() => done(order),
            Ok(planned) => {
                self.receipts = planned;
                Ok(self.go_on(outgoing, 0))
            }
            Err(step) => Ok(*step),
        }
    }

    fn batches_read(
        &mut self,
        outgoing: &Outgoing,
        line: usize,
        batches: Vec<BatchStock>,
    ) -> Result<Step, serde_json::Error> {
        let known = batches.into_iter().find(|batch| batch::is_wanted(batch, outgoing, line));
        Ok(match known.and_then(|batch| batch.batch_id) {
            Some(id) => self.has_batch(outgoing, line, id),
            None if self.stage == Stage::BatchSought(line) => self.make_batch(outgoing, line),
            None => Step::NotThere,
        })
    }

    fn has_batch(&mut self, outgoing: &Outgoing, line: usize, id: i64) -> Step {
        self.batches.insert(line, id);
        // The same lot may stand on another line.
        for (other, of) in outgoing.lines.iter().enumerate() {
            if batch::is_same_batch(outgoing, line, other) && of.item == outgoing.lines[line].item {
                self.batches.insert(other, id);
            }
        }
        self.go_on(outgoing, line + 1)
    }

    /// The first line from `from` on whose batch is not known; when all are, the call itself.
    fn go_on(&mut self, outgoing: &Outgoing, from: usize) -> Step {
        for (index, line) in outgoing.lines.iter().enumerate().skip(from) {
            let OutgoingLot::Batch { known, .. } = &line.lot else { continue };
            if let Some(id) = known.as_ref().and_then(|id| id.parse().ok()) {
                self.batches.insert(index, id);
            }
            if !self.batches.contains_key(&index) {
                self.stage = Stage::BatchSought(index);
                return batch::seek_batch(outgoing, index);
            }
        }
        let request = match outgoing.kind {
            OutgoingKind::PurchaseReceipt => bodies::receipts(outgoing, &self.receipts, &self.batches),
            OutgoingKind::StockAdjustment => bodies::adjustment(outgoing, &self.batches),
        };
        self.change(request, Stage::Sent)
    }

    fn make_batch(&mut self, outgoing: &Outgoing, index: usize) -> Step {
        let line = &outgoing.lines[index];
        match &line.lot {
            OutgoingLot::Batch { code, expiry, .. } => {
                self.change(bodies::new_batch(line, code, *expiry), Stage::BatchMade(index))
            }
            OutgoingLot::NotKept | OutgoingLot::Unbatched => self.go_on(outgoing, index + 1),
        }
    }

    fn change(&mut self, request: Result<Request, String>, stage: Stage) -> Step {
        match request {
            Ok(request) => {
                self.stage = stage;
                Step::Send { request, changes: true }
            }
            Err(words) => Step::Rejected { words },
        }
    }
}

fn read(request: Request) -> Step {
    Step::Send { request, changes: false }
}

fn done(order: &PurchaseOrder) -> Result<Step, serde_json::Error> {
    Ok(Step::Done(Delivered { after: Some(inbound::order_of(order)?) }))
}

/// The step when the order shows this receipt already; `None` when it shows nothing of it.
fn standing_there(outgoing: &Outgoing, order: &PurchaseOrder) -> Result<Option<Step>, serde_json::Error> {
    Ok(match receipt::shown(outgoing, order)? {
        Shown::All => Some(done(order)?),
        Shown::Part => Some(Step::Rejected { words: "only a part of this receipt stands there".to_owned() }),
        Shown::Nothing => None,
    })
}

fn confirmed(outgoing: &Outgoing, order: &PurchaseOrder) -> Result<Step, serde_json::Error> {
    let after = Delivered { after: Some(inbound::order_of(order)?) };
    let is_shown = receipt::shown(outgoing, order)? != Shown::Nothing;
    Ok(if is_shown { Step::Done(after) } else { Step::Taken(after) })
}

fn order(outgoing: &Outgoing) -> Request {
    Request::get(format!("/purchase_orders/{}", outgoing.document), &[])
}

fn read_back(outgoing: &Outgoing) -> Request {
    match outgoing.kind {
        OutgoingKind::PurchaseReceipt => order(outgoing),
        OutgoingKind::StockAdjustment => {
            // One that the office deleted since was there all the same, and is not made again.
            let number = ("stock_adjustment_number", outgoing.natural_key.as_str());
            Request::get("/stock_adjustments", &[number, ("include_deleted", "true")])
        }
    }
}

fn carries(made: &StockAdjustment, outgoing: &Outgoing) -> bool {
    made.stock_adjustment_number.as_ref() == Some(&outgoing.natural_key)
}
