//! Printing: one worker per printer takes the jobs of its roles, draws them for that printer, stores the bytes,
//! and has them printed. What became of a job is written as the printer tells it; "unknown" is said.

mod desk;

use crate::context::Context;
use crate::said::DeviceWord;
use crate::settings::Printer;
use crate::view::DeviceStatus;
use desk::Desk;
use devices::{StopSignal, Trouble};
use domain::Value;
use labels::Media;
use ledger::table::print_job::PrintJob;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

pub struct Printing {
    workers: Mutex<Vec<Worker>>,
    in_doubt: Mutex<Vec<PrintJob>>,
}

struct Worker {
    printer: Printer,
    stop: StopSignal,
    /// What the printer complains of, as it said last.
    trouble: Arc<Mutex<Heard>>,
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
    /// `in_doubt`: jobs that were under way when the station stopped last.
    pub fn new(in_doubt: Vec<PrintJob>) -> Printing {
        Printing { workers: Mutex::new(Vec::new()), in_doubt: Mutex::new(in_doubt) }
    }

    /// A job was queued: whoever sleeps looks at once.
    pub fn ring(&self) {
        for worker in self.workers.lock().expect("no worker panics while it holds the list").iter() {
            worker.stop.nudge();
        }
    }

    /// Brings the workers in line with the settings.
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
        for printer in wanted {
            if !workers.iter().any(|worker| worker.printer == printer) {
                let mut in_doubt = self.in_doubt.lock().expect("nothing panics while it holds the list");
                let mine = in_doubt.extract_if(.., |job| job.printer == printer.name).collect();
                workers.extend(Worker::start(printer, mine, context.clone()));
            }
        }
    }

    pub fn statuses(&self) -> Vec<DeviceStatus> {
        let workers = self.workers.lock().expect("no worker panics while it holds the list");
        workers.iter().map(Worker::status).collect()
    }

    pub fn stop(&self) {
        for mut worker in self.workers.lock().expect("no worker panics while it holds the list").drain(..) {
            worker.end();
        }
    }
}

impl Worker {
    fn start(printer: Printer, in_doubt: Vec<PrintJob>, context: Arc<Context>) -> Option<Worker> {
        let stop = StopSignal::new();
        let trouble = Arc::new(Mutex::new(Heard::default()));
        let desk = Desk { printer: printer.clone(), context, stop: stop.clone(), heard: trouble.clone() };
        let name = format!("printer {}", printer.name);
        match std::thread::Builder::new().name(name).spawn(move || desk.run(in_doubt)) {
            Ok(thread) => Some(Worker { printer, stop, trouble, thread: Some(thread) }),
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
                ("attention", DeviceWord::PrinterTrouble { trouble: trouble_word(trouble) })
            }
        };
        DeviceStatus {
            name: self.printer.name.clone(),
            kind: "printer".to_owned(),
            state: state.to_owned(),
            message: word.message(),
            address: self.printer.address.clone(),
            last_seen_ms: None,
            last_raw: None,
            good_count: heard.good_count,
            bad_count: heard.bad_count,
        }
    }
}

pub fn media_of(printer: &Printer) -> Media {
    Media { width_mm: printer.width_mm, height_mm: printer.height_mm, dots_per_mm: printer.dots_per_mm }
}

fn trouble_word(trouble: Trouble) -> Value {
    Value::Word(format!("printer-{}", trouble.code()))
}
