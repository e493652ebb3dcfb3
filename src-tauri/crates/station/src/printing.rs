//! Printing: one worker per printer takes the jobs of its roles, draws them for that printer, and has them printed
//! label by label. What became of each is written as the printer tells it; what it does not tell is asked.

pub mod answers;
mod desk;
mod journal;
mod outcome;
pub mod look;
pub mod sheets;
pub mod standing;

use crate::context::Context;
use crate::said::{DeviceWord, PrintWhy};
use crate::settings::Printer;
use crate::view::DeviceStatus;
use desk::Desk;
use devices::{StopSignal, Trouble};
use domain::{PrintJobId, Value};
use ledger::table::print_job::{self, PrintState};
use look::{Look, Looks};
use standing::{Standing, has_begun};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

#[derive(Default)]
pub struct Printing {
    workers: Mutex<Vec<Worker>>,
    /// Jobs of which a person wants no more, until their worker knows.
    cancelled: Arc<Mutex<HashSet<PrintJobId>>>,
}

struct Worker {
    printer: Printer,
    stop: StopSignal,
    /// What the printer complains of, as it said last.
    trouble: Arc<Mutex<Heard>>,
    looks: Arc<Looks>,
    thread: Option<JoinHandle<()>>,
}

/// What was last heard from a printer.
#[derive(Clone, Debug, Default)]
struct Heard {
    asked: bool,
    trouble: Option<Trouble>,
    good_count: i64,
    bad_count: i64,
}

impl Printing {
    /// A job was queued: whoever sleeps looks at once.
    pub fn ring(&self) {
        for worker in self.workers.lock().expect("no worker panics while it holds the list").iter() {
            worker.stop.nudge();
        }
    }

    /// Whoever prints this job looks at it now.
    pub(crate) fn interrupt(&self, job: PrintJobId) {
        self.cancelled.lock().expect("nothing panics while it holds the jobs").insert(job);
        self.ring();
    }

    /// Brings the workers in line with the settings. Blocks until those that are not wanted any more have ended.
    pub fn follow(&self, context: &Arc<Context>) {
        let wanted = context.settings().printer.clone();
        let mut workers = self.workers.lock().expect("no worker panics while it holds the list");
        workers.retain_mut(|worker| {
            let stays = wanted.contains(&worker.printer);
            if !stays {
                worker.end();
            }
            stays
        });
        if let Err(error) = take_back(context, &wanted) {
            tracing::error!(%error, "jobs of printers that are gone were not given to others");
        }
        for printer in wanted {
            if !workers.iter().any(|worker| worker.printer == printer) {
                workers.extend(Worker::start(printer, context.clone(), self.cancelled.clone()));
            }
        }
    }

    pub fn statuses(&self) -> Vec<DeviceStatus> {
        let workers = self.workers.lock().expect("no worker panics while it holds the list");
        workers.iter().map(Worker::status).collect()
    }

    /// The printer is asked again as soon as it prints nothing; whether one of this name takes labels.
    pub fn look(&self, name: &str) -> bool {
        let workers = self.workers.lock().expect("no worker panics while it holds the list");
        let one = workers.iter().find(|worker| worker.printer.name == name);
        if let Some(worker) = one {
            worker.looks.want();
            worker.stop.nudge();
        }
        one.is_some()
    }

    /// What it said when it was asked last.
    pub fn looked(&self, name: &str) -> Option<Look> {
        let workers = self.workers.lock().expect("no worker panics while it holds the list");
        workers.iter().find(|worker| worker.printer.name == name)?.looks.last()
    }

    pub fn stop(&self) {
        for mut worker in self.workers.lock().expect("no worker panics while it holds the list").drain(..) {
            worker.end();
        }
    }
}

/// Jobs whose printer is not in the settings any more: what has not begun goes to whoever has its role, and of what has
/// begun a person says how far it came.
fn take_back(context: &Context, printers: &[Printer]) -> Result<(), ledger::Error> {
    let names: Vec<String> = printers.iter().map(|printer| printer.name.clone()).collect();
    let now_ms = context.now_ms();
    context.ledger.writer().turn_blocking(move |tx| {
        for job in print_job::taken(tx)?.into_iter().filter(|job| !names.contains(&job.printer)) {
            let mut standing = Standing::of(&job);
            if standing.batch.in_printer().is_some() {
                standing.batch.doubt_rest(devices::Doubt::Interrupted);
                print_job::set_batch(tx, job.id, &json(&standing.batch))?;
                print_job::set_state(tx, job.id, PrintState::Unknown, &json(&standing.why()), now_ms)?;
            } else {
                let batch = if has_begun(&standing.batch) { standing.batch } else { fresh(job.label_count) };
                let why = json(&PrintWhy::Queued {}.message());
                print_job::move_to(tx, job.id, "", &json(&batch), &why)?;
            }
        }
        Ok(())
    })
}

fn fresh(label_count: u32) -> devices::Batch {
    devices::Batch::new(label_count)
}

impl Worker {
    /// None for printers of documents: nothing is printed there yet.
    fn start(
        printer: Printer,
        context: Arc<Context>,
        cancelled: Arc<Mutex<HashSet<PrintJobId>>>,
    ) -> Option<Worker> {
        let address = printer.place().filter(devices::PrinterAddress::carries_labels)?;
        let stop = StopSignal::new();
        let heard = Arc::new(Mutex::new(Heard::default()));
        let looks = Arc::new(Looks::default());
        let (stopped, trouble, asked) = (stop.clone(), heard.clone(), looks.clone());
        let printer_of = printer.clone();
        let desk =
            Desk { printer: printer_of, address, context, stop: stopped, heard, cancelled, looks: asked };
        let name = format!("printer {}", printer.name);
        match std::thread::Builder::new().name(name).spawn(move || desk.run()) {
            Ok(thread) => Some(Worker { printer, stop, trouble, looks, thread: Some(thread) }),
            Err(error) => {
                tracing::error!(%error, printer = printer.name, "no thread for a printer");
                None
            }
        }
    }

    fn end(&mut self) {
        self.stop.stop();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!(printer = self.printer.name, "the printer's worker had ended with a panic");
        }
    }

    fn status(&self) -> DeviceStatus {
        let heard = self.trouble.lock().expect("nothing panics while it holds what was heard").clone();
        let (state, word) = match (heard.asked, heard.trouble) {
            (false, _) => ("attention", DeviceWord::PrinterNotAsked {}),
            (true, None) => ("ready", DeviceWord::PrinterReady {}),
            (true, Some(trouble)) => {
                let state = if trouble == Trouble::Unreachable { "away" } else { "attention" };
                (state, DeviceWord::PrinterTrouble { trouble: trouble_word(trouble) })
            }
        };
        DeviceStatus {
            name: self.printer.name.clone(),
            kind: "printer".to_owned(),
            state: state.to_owned(),
            message: word.message(),
            address: self.printer.address.clone(),
            last_seen_ms: self.looks.last().filter(Look::was_heard).map(|look| look.at_ms),
            good_count: heard.good_count,
            bad_count: heard.bad_count,
        }
    }
}

fn trouble_word(trouble: Trouble) -> Value {
    Value::Word(format!("printer-{}", trouble.code()))
}

/// The `words/` code of an enum of the devices crate, by its own serialised name.
fn word(prefix: &str, value: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(value).expect("a unit enum is plain data");
    format!("{prefix}-{}", name.as_str().unwrap_or("other"))
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("what is kept of a job is plain data")
}
