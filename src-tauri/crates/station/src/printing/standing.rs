//! How a print job stands, label by label, as it was written down: for whoever prints on, answers, or looks.

use devices::{Batch, Doubt, JobState, PrinterIdentity};
use domain::{Message, Value};
use ledger::table::print_job::{PrintJob, PrintState};
use serde::{Deserialize, Serialize};

use crate::said::PrintWhy;
use crate::view::{LabelCounts, PrintQuestion};

/// Another printer stands in the place of the known one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swapped {
    pub was: PrinterIdentity,
    pub is: PrinterIdentity,
}

/// What is known of a job's labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub batch: Batch,
    pub swapped: Option<Swapped>,
    pub state: PrintState,
}

impl Standing {
    /// Of an older book, or put back from a copy, a job does not say which labels are out: then each may be.
    pub fn read(
        batch_json: Option<&str>,
        swapped_json: Option<&str>,
        state: PrintState,
        label_count: u32,
    ) -> Standing {
        let swapped = swapped_json.and_then(|json| serde_json::from_str(json).ok());
        let known: Option<Batch> = batch_json.and_then(|json| serde_json::from_str(json).ok());
        let is_lost = known.is_none() && batch_json.is_some();
        let mut batch = known.unwrap_or_else(|| Batch::new(label_count));
        let asks_nothing = batch.in_doubt().is_none() && swapped.is_none();
        if is_lost || state == PrintState::Unknown && asks_nothing {
            batch.doubt_rest(Doubt::Interrupted);
        }
        Standing { batch, swapped, state }
    }

    pub fn of(job: &PrintJob) -> Standing {
        let PrintJob { batch_json, swapped_json, state, label_count, .. } = job;
        Standing::read(batch_json.as_deref(), swapped_json.as_deref(), *state, *label_count)
    }

    pub fn counts(&self) -> LabelCounts {
        let count = |is_meant: fn(JobState) -> bool| {
            self.batch.labels().iter().filter(|label| is_meant(label.state)).count() as u32
        };
        let all = self.batch.label_count();
        // Jobs that ended before labels were known one by one.
        let is_older = self.batch == Batch::new(all);
        let confirmed_count = match self.state {
            PrintState::Confirmed if is_older => all,
            _ => self.batch.confirmed_count(),
        };
        let not_begun_count = match self.state {
            PrintState::Confirmed => 0,
            _ => count(|state| state == JobState::Queued),
        };
        LabelCounts {
            confirmed_count,
            in_printer_count: count(|state| matches!(state, JobState::Sending | JobState::Sent)),
            in_doubt_count: count(|state| state == JobState::Unknown),
            not_begun_count,
        }
    }

    /// What a person is asked now, one thing at a time.
    pub fn question(&self) -> Option<PrintQuestion> {
        if self.state != PrintState::Unknown {
            return None;
        }
        if let Some(labels) = self.batch.in_doubt() {
            return Some(PrintQuestion::LastGood { first: *labels.start(), last: *labels.end() });
        }
        let Swapped { was, is } = self.swapped.as_ref()?;
        let dpi = dpi_of(is);
        Some(PrintQuestion::AcceptPrinter { was: name_of(was), is: name_of(is), dpi })
    }

    /// The sentence of a job that waits for a person.
    pub fn why(&self) -> Message {
        let label_count = i64::from(self.batch.label_count());
        if let Some(Swapped { was, is }) = &self.swapped {
            let LabelCounts { in_doubt_count, not_begun_count, .. } = self.counts();
            return PrintWhy::Swapped {
                was: name_of(was),
                is: name_of(is),
                in_doubt: i64::from(in_doubt_count),
                not_begun: i64::from(not_begun_count),
            }
            .message();
        }
        let doubt = self.batch.doubt().unwrap_or(Doubt::Interrupted);
        let doubt = Value::Word(super::word("doubt", &doubt));
        match self.batch.in_doubt() {
            Some(labels) if label_count > 1 => {
                let (first, last) = (i64::from(*labels.start()), i64::from(*labels.end()));
                PrintWhy::InDoubt { doubt, first, last, label_count }.message()
            }
            _ => PrintWhy::Unknown { doubt }.message(),
        }
    }
}

/// Whether at least one label may have left.
pub fn has_begun(batch: &Batch) -> bool {
    batch.labels().iter().any(|label| !matches!(label.state, JobState::Queued | JobState::Cancelled))
}

/// Model, language and fineness, as people tell printers apart.
pub fn name_of(printer: &PrinterIdentity) -> String {
    let mut name = format!("{} ({}", printer.model, printer.language.text());
    if let Some(dpi) = dpi_of(printer) {
        name.push_str(&format!(", {dpi} dpi"));
    }
    name.push(')');
    name
}

pub fn dpi_of(printer: &PrinterIdentity) -> Option<u32> {
    printer.dots_per_mm.and_then(labels::Resolution::from_dots_per_mm).map(labels::Resolution::dpi)
}
