//! Prints one document on an IPP printer and watches it until it is decided. Blocks: one thread per printer.
//! The job has our name before its bytes leave, so that it is found again after a crash.

use super::DocumentFormat;
use super::client::{Client, Refused};
use super::status::{DocumentStatus, JobLook, JobStage};
use crate::batch::Pace;
use crate::print_job::{Doubt, Limits, retry_delay_ms};
use crate::printer_worker::JournalError;
use crate::stop_signal::Woken;
use crate::{Error, Trouble};
use ipp::model::StatusCode;
use std::sync::Arc;
use std::time::Duration;

#[derive(Clone)]
pub struct DocumentPrinter {
    /// `ipp://host:631/ipp/print`.
    pub address: String,
    /// For one request and its answer.
    pub patience: Duration,
    pub limits: Limits,
    pub pace: Arc<dyn Pace>,
}

/// The document, drawn in one format.
#[derive(Clone, Copy, Debug)]
pub struct Document<'bytes> {
    pub format: DocumentFormat,
    pub bytes: &'bytes [u8],
}

pub trait DocumentJournal {
    /// Commits `sending`, durably; the printer hears of the job after `Ok`.
    fn sending(&mut self) -> Result<(), JournalError>;
    /// The printer's number of the job: stored for `recheck`.
    fn numbered(&mut self, job: i32);
    /// All bytes have left.
    fn sent(&mut self);
    /// Sides that came out so far.
    fn progress(&mut self, impressions: u32);
    fn trouble(&mut self, trouble: Option<Trouble>);
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentOutcome {
    /// The printer says its sheets are out.
    Confirmed { impressions: Option<u32> },
    /// Nothing was printed and nothing will be: try again after the wait.
    NotBegun { trouble: Trouble, retry_after_ms: u64 },
    /// It takes none of the formats the document was drawn in.
    WrongFormat { takes: Vec<DocumentFormat> },
    /// The printer gave the job up; so many sides came out before.
    Aborted { impressions: Option<u32> },
    /// Somebody cancelled it at the printer.
    Cancelled { impressions: Option<u32> },
    /// Ask a person. Never to be sent again by itself.
    Unknown { doubt: Doubt, impressions: Option<u32> },
    /// Told to stop while watching; `recheck` at the next start.
    Stopped,
}

impl DocumentPrinter {
    pub fn new(address: &str, pace: Arc<dyn Pace>) -> DocumentPrinter {
        let limits = Limits { look_every_ms: 1_000, ..Limits::default() };
        DocumentPrinter { address: address.to_owned(), patience: Duration::from_secs(10), limits, pace }
    }

    /// How it is now and what it takes.
    pub fn status(&self) -> Result<DocumentStatus, Error> {
        Client::new(&self.address, self.patience)?.status()
    }

    /// One attempt. `documents`: the same pages in the formats the caller can draw, the wanted one first.
    /// `job_name` is unique, ours, and stored. Fails when the address is none or the journal refused.
    pub fn print(
        &self,
        job_name: &str,
        copies: u32,
        documents: &[Document<'_>],
        journal: &mut dyn DocumentJournal,
    ) -> Result<DocumentOutcome, Error> {
        let client = Client::new(&self.address, self.patience)?;
        let status = match client.status() {
            Ok(status) => status,
            Err(Error::Garbled { .. }) => return Ok(not_begun(Trouble::Garbled)),
            Err(_) => return Ok(not_begun(Trouble::Unreachable)),
        };
        if !status.takes_jobs {
            return Ok(not_begun(Trouble::TakesNoJobs));
        }
        let Some(document) = DocumentFormat::choose(documents, &status) else {
            return Ok(DocumentOutcome::WrongFormat { takes: status.formats });
        };
        journal.sending().map_err(|source| Error::NotRecorded { source })?;
        let begun = match status.can_create_jobs {
            true => self.create_and_send(&client, job_name, copies, document, journal),
            false => send_at_once(&client, job_name, copies, document, journal),
        };
        match begun {
            Ok(job) => {
                journal.sent();
                Ok(self.watch(&client, job, journal))
            }
            Err(outcome) => Ok(outcome),
        }
    }

    /// A job that was sending or sent when the station stopped: looks at it by its number, or by its name
    /// when the number was not written down. Sends nothing.
    pub fn recheck(
        &self,
        job_name: &str,
        job: Option<i32>,
        journal: &mut dyn DocumentJournal,
    ) -> Result<DocumentOutcome, Error> {
        let client = Client::new(&self.address, self.patience)?;
        let found = match job {
            Some(job) => Some(job),
            None => match client.find(job_name) {
                Ok(found) => found,
                Err(_) => return Ok(unknown(Doubt::Silence, None)),
            },
        };
        match found {
            Some(job) => Ok(self.watch(&client, job, journal)),
            // It forgets old jobs, and one that never reached it looks the same.
            None => Ok(unknown(Doubt::Interrupted, None)),
        }
    }

    fn create_and_send(
        &self,
        client: &Client,
        job_name: &str,
        copies: u32,
        document: &Document<'_>,
        journal: &mut dyn DocumentJournal,
    ) -> Result<i32, DocumentOutcome> {
        let job = client.create_job(job_name, copies).map_err(|refused| match refused {
            Refused::Lost(_) => not_begun(Trouble::Unreachable),
            Refused::Said(status) => refused_by(status),
        })?;
        journal.numbered(job);
        match client.send_document(job, document) {
            Ok(()) => Ok(job),
            Err(Refused::Said(status)) => {
                // The empty job would stand in the printer's list for ever; that it is gone changes nothing.
                let _ = client.cancel(job);
                Err(refused_by(status))
            }
            Err(Refused::Lost(_)) => Err(self.give_up(client, job)),
        }
    }

    /// The document may have arrived in part. Cancelled without a sheet it never was.
    fn give_up(&self, client: &Client, job: i32) -> DocumentOutcome {
        let cancelled = client.cancel(job).and_then(|()| client.look(job));
        match cancelled {
            Ok(JobLook { stage: JobStage::Cancelled | JobStage::Aborted, impressions: Some(0), .. }) => {
                not_begun(Trouble::Unreachable)
            }
            Ok(look) => unknown(Doubt::LineBroke, look.impressions),
            Err(_) => unknown(Doubt::LineBroke, None),
        }
    }

    fn watch(&self, client: &Client, job: i32, journal: &mut dyn DocumentJournal) -> DocumentOutcome {
        let (mut silent_since_ms, mut shown, mut came_out) = (None, None, None);
        loop {
            let looked = client.look(job);
            let trouble = match &looked {
                Ok(look) => {
                    silent_since_ms = None;
                    if let Some(outcome) = decided(look) {
                        return outcome;
                    }
                    if look.impressions > came_out {
                        came_out = look.impressions;
                        journal.progress(came_out.unwrap_or_default());
                    }
                    client.status().ok().and_then(|status| status.trouble())
                }
                // It forgot the job: done, or lost.
                Err(Refused::Said(_)) => return unknown(Doubt::Silence, came_out),
                Err(Refused::Lost(_)) => {
                    let now_ms = self.pace.now_ms();
                    let since_ms = *silent_since_ms.get_or_insert(now_ms);
                    if now_ms.saturating_sub(since_ms) >= self.limits.silence_ms {
                        return unknown(Doubt::Silence, came_out);
                    }
                    Some(Trouble::Unreachable)
                }
            };
            if trouble != shown {
                shown = trouble;
                journal.trouble(trouble);
            }
            if self.pace.wait_ms(self.limits.look_every_ms) == Woken::Stopped {
                return DocumentOutcome::Stopped;
            }
        }
    }
}

fn send_at_once(
    client: &Client,
    job_name: &str,
    copies: u32,
    document: &Document<'_>,
    journal: &mut dyn DocumentJournal,
) -> Result<i32, DocumentOutcome> {
    match client.print_job(job_name, copies, document) {
        Ok(job) => {
            journal.numbered(job);
            Ok(job)
        }
        Err(Refused::Said(status)) => Err(refused_by(status)),
        Err(Refused::Lost(_)) => match client.find(job_name) {
            Ok(Some(job)) => {
                journal.numbered(job);
                Ok(job)
            }
            _ => Err(unknown(Doubt::LineBroke, None)),
        },
    }
}

fn refused_by(status: StatusCode) -> DocumentOutcome {
    not_begun(if status == StatusCode::ServerErrorBusy { Trouble::Busy } else { Trouble::TakesNoJobs })
}

fn decided(look: &JobLook) -> Option<DocumentOutcome> {
    let impressions = look.impressions;
    match look.stage {
        JobStage::Completed => Some(DocumentOutcome::Confirmed { impressions }),
        JobStage::Aborted => Some(DocumentOutcome::Aborted { impressions }),
        JobStage::Cancelled => Some(DocumentOutcome::Cancelled { impressions }),
        JobStage::Pending | JobStage::Held | JobStage::Processing | JobStage::Stopped => None,
    }
}

fn not_begun(trouble: Trouble) -> DocumentOutcome {
    DocumentOutcome::NotBegun { trouble, retry_after_ms: retry_delay_ms(3) }
}

fn unknown(doubt: Doubt, impressions: Option<u32>) -> DocumentOutcome {
    DocumentOutcome::Unknown { doubt, impressions }
}
