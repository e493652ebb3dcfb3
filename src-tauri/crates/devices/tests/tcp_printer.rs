//! The talk with a printer over TCP: what each of its faults makes of the job, and that no label is sent
//! twice.

#[path = "support/fake_printer.rs"]
mod fake_printer;

use devices::print_job::Limits;

use devices::{
    ConfirmedBy, Connection, Doubt, Error, Job, Journal, JournalError, Outcome, Patience, PrinterLine,
    StopSignal, Trouble, query_status, send,
};
use fake_printer::FakePrinter;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

const TWO_LABELS: &[u8] = b"^XA^CI28^FO20,20^FDCHI-1^FS^PQ2^XZ";

/// For printers that answer: a busy machine must not look like silence.
fn patient(printer: &FakePrinter) -> PrinterLine {
    let started = Instant::now();
    let monotonic_ms = Arc::new(move || started.elapsed().as_millis() as u64);
    PrinterLine {
        limits: Limits { look_every_ms: 5, settle_ms: 100, ..Limits::default() },
        patience: Patience { status: Duration::from_secs(5), ..Patience::default() },
        ..PrinterLine::new(&printer.address, monotonic_ms, StopSignal::new())
    }
}

/// For printers that do not.
fn impatient(printer: &FakePrinter) -> PrinterLine {
    let line = patient(printer);
    PrinterLine {
        limits: Limits { silence_ms: 150, ..line.limits },
        patience: Patience { status: Duration::from_millis(100), ..line.patience },
        ..line
    }
}

fn job(bytes: &[u8]) -> Job<'_> {
    Job { bytes, label_count: 2, queued_for_ms: 0, attempt_count: 0 }
}

#[derive(Default)]
struct Notes {
    lines: Vec<String>,
    refuses: bool,
    troubles: Option<Sender<Option<Trouble>>>,
}

impl Journal for Notes {
    fn sending(&mut self, odometer_before: Option<u64>) -> Result<(), JournalError> {
        if self.refuses {
            return Err("the disk is full".into());
        }
        self.lines.push(format!("sending {odometer_before:?}"));
        Ok(())
    }

    fn sent(&mut self) {
        self.lines.push("sent".to_owned());
    }

    fn trouble(&mut self, trouble: Option<Trouble>) {
        self.lines.push(format!("{trouble:?}"));
        if let Some(troubles) = &self.troubles {
            troubles.send(trouble).expect("the test listens");
        }
    }
}

fn print(line: &PrinterLine, bytes: &[u8]) -> (Outcome, Vec<String>) {
    let mut notes = Notes::default();
    let outcome = line.print_once(job(bytes), &mut notes).expect("the journal takes everything");
    (outcome, notes.lines)
}

#[test]
fn a_healthy_printer_confirms_by_its_counter() {
    let printer = FakePrinter::start();
    let (outcome, notes) = print(&patient(&printer), TWO_LABELS);
    assert_eq!(outcome, Outcome::Confirmed { by: ConfirmedBy::Odometer });
    assert_eq!(notes, ["sending Some(1000)", "sent"]);
    let state = printer.look();
    assert_eq!((state.job_bytes.as_slice(), state.labels_printed), (TWO_LABELS, 2));
    assert_eq!(state.connection_count, 1, "status and job share one connection");
}

#[test]
fn a_printer_without_a_counter_confirms_by_its_empty_buffer() {
    for odometer in [Some(None), None] {
        let printer = FakePrinter::start();
        printer.change(|printer| printer.odometer = odometer);
        let line = PrinterLine {
            patience: Patience { status: Duration::from_millis(500), ..Patience::default() },
            ..patient(&printer)
        };
        let (outcome, notes) = print(&line, TWO_LABELS);
        assert_eq!(outcome, Outcome::Confirmed { by: ConfirmedBy::BufferEmpty }, "counter {odometer:?}");
        assert_eq!(notes, ["sending None", "sent"]);
        assert_eq!(printer.look().job_bytes, TWO_LABELS);
    }
}

#[test]
fn the_counter_of_a_shared_printer_is_not_asked() {
    let printer = FakePrinter::start();
    let line = PrinterLine { is_shared: true, ..patient(&printer) };
    let (outcome, notes) = print(&line, TWO_LABELS);
    assert_eq!(outcome, Outcome::Confirmed { by: ConfirmedBy::BufferEmpty });
    assert_eq!(notes, ["sending None", "sent"]);
}

#[test]
fn no_printer_at_the_address_means_nothing_has_begun() {
    let printer = FakePrinter::start();
    let closed = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let line = PrinterLine { address: closed.to_string(), ..patient(&printer) };
    let (outcome, notes) = print(&line, TWO_LABELS);
    assert_eq!(outcome, Outcome::NotBegun { trouble: Trouble::Unreachable, retry_after_ms: 250 });
    assert_eq!(notes, ["Some(Unreachable)"], "nothing was recorded as sending");
}

#[test]
fn a_printer_that_is_silent_or_out_of_paper_is_not_sent_anything() {
    let silent = FakePrinter::start();
    silent.change(|printer| printer.answers_status = false);
    let without_paper = FakePrinter::start();
    without_paper.change(|printer| printer.paper_out = true);
    let lines = [
        (&silent, impatient(&silent), Trouble::Silent),
        (&without_paper, patient(&without_paper), Trouble::PaperOut),
    ];
    for (printer, line, trouble) in lines {
        let attempt = Job { attempt_count: 2, ..job(TWO_LABELS) };
        let outcome = line.print_once(attempt, &mut Notes::default()).expect("nothing to record");
        assert_eq!(outcome, Outcome::NotBegun { trouble, retry_after_ms: 4_000 });
        assert_eq!(printer.look().job_bytes, b"");
    }
}

#[test]
fn a_job_that_cannot_be_recorded_is_not_sent() {
    let printer = FakePrinter::start();
    let mut notes = Notes { refuses: true, ..Notes::default() };
    let result = patient(&printer).print_once(job(TWO_LABELS), &mut notes);
    assert!(matches!(result, Err(Error::NotRecorded { .. })), "{result:?}");
    assert_eq!(printer.look().job_bytes, b"");
}

#[test]
fn a_job_past_its_time_does_not_pour_out() {
    let printer = FakePrinter::start();
    let old = Job { queued_for_ms: 15 * 60_000, ..job(TWO_LABELS) };
    let outcome = patient(&printer).print_once(old, &mut Notes::default()).expect("nothing to record");
    assert_eq!(outcome, Outcome::Failed { doubt: Doubt::TooOld });
    assert_eq!(printer.look().connection_count, 0);
}

/// Takes the paper away at the moment the job is recorded, so that it runs out in the middle.
struct PaperRunsOut<'printer> {
    printer: &'printer FakePrinter,
    notes: Notes,
}

impl Journal for PaperRunsOut<'_> {
    fn sending(&mut self, odometer_before: Option<u64>) -> Result<(), JournalError> {
        assert_eq!(self.printer.look().job_bytes, b"", "recorded before the first byte");
        self.printer.change(|printer| printer.paper_out = true);
        self.notes.sending(odometer_before)
    }

    fn sent(&mut self) {
        self.notes.sent();
    }

    fn trouble(&mut self, trouble: Option<Trouble>) {
        self.notes.trouble(trouble);
    }
}

#[test]
fn paper_that_runs_out_is_waited_for_and_nothing_is_sent_again() {
    let printer = FakePrinter::start();
    let line = patient(&printer);
    let (troubles, heard) = channel();
    let notes = Notes { troubles: Some(troubles), ..Notes::default() };
    let (outcome, notes) = std::thread::scope(|scope| {
        let talk = scope.spawn(|| {
            let mut journal = PaperRunsOut { printer: &printer, notes };
            let outcome = line.print_once(job(TWO_LABELS), &mut journal);
            (outcome.expect("recorded"), journal.notes.lines)
        });
        let trouble = heard.recv_timeout(Duration::from_secs(10)).expect("a trouble");
        assert_eq!(trouble, Some(Trouble::PaperOut));
        printer.change(|printer| printer.paper_out = false);
        talk.join().expect("no panic")
    });
    assert_eq!(outcome, Outcome::Confirmed { by: ConfirmedBy::Odometer });
    assert_eq!(notes, ["sending Some(1000)", "sent", "Some(PaperOut)", "None"]);
    assert_eq!(printer.look().job_bytes, TWO_LABELS, "once");
}

#[test]
fn a_stop_leaves_the_job_inside_undecided_and_the_counter_decides_later() {
    let printer = FakePrinter::start();
    let line = patient(&printer);
    let (troubles, heard) = channel();
    let notes = Notes { troubles: Some(troubles), ..Notes::default() };
    let outcome = std::thread::scope(|scope| {
        let talk = scope.spawn(|| {
            line.print_once(job(TWO_LABELS), &mut PaperRunsOut { printer: &printer, notes })
                .expect("recorded")
        });
        heard.recv_timeout(Duration::from_secs(10)).expect("a trouble");
        line.stop.stop();
        talk.join().expect("no panic")
    });
    assert_eq!(outcome, Outcome::Undecided { trouble: Some(Trouble::PaperOut) });

    printer.change(|printer| printer.paper_out = false);
    let later = patient(&printer).recheck(2, Some(1_000), &mut Notes::default()).expect("nothing to record");
    assert_eq!(later, Outcome::Confirmed { by: ConfirmedBy::Odometer });
    assert_eq!(printer.look().job_bytes, TWO_LABELS, "the second look sent nothing");
}

#[test]
fn a_line_cut_in_the_middle_is_unknown_and_not_sent_again() {
    let printer = FakePrinter::start();
    printer.change(|printer| printer.cuts_after = Some(100_000));
    // More than both systems' buffers take, so that the write itself fails.
    let long = vec![b' '; 32 * 1024 * 1024];
    let (outcome, notes) = print(&patient(&printer), &long);
    assert_eq!(outcome, Outcome::Unknown { doubt: Doubt::PartlyPrinted, came_out: Some(0) });
    assert_eq!(notes, ["sending Some(1000)"], "it was never sent whole");
    assert!(printer.look().job_bytes.len() < long.len());

    let without_counter = FakePrinter::start();
    without_counter.change(|printer| (printer.cuts_after, printer.odometer) = (Some(100_000), Some(None)));
    let (outcome, _) = print(&patient(&without_counter), &long);
    assert_eq!(outcome, Outcome::Unknown { doubt: Doubt::LineBroke, came_out: None });
}

#[test]
fn labels_that_vanish_inside_are_unknown() {
    let printer = FakePrinter::start();
    printer.change(|printer| printer.eats_labels = true);
    let (outcome, _) = print(&patient(&printer), TWO_LABELS);
    assert_eq!(outcome, Outcome::Unknown { doubt: Doubt::PartlyPrinted, came_out: Some(0) });
    assert_eq!(printer.look().job_bytes, TWO_LABELS, "once");
}

/// The printer falls silent when the job comes.
struct FallsSilent<'printer>(&'printer FakePrinter);

impl Journal for FallsSilent<'_> {
    fn sending(&mut self, _odometer_before: Option<u64>) -> Result<(), JournalError> {
        self.0.change(|printer| printer.answers_status = false);
        Ok(())
    }

    fn sent(&mut self) {}

    fn trouble(&mut self, _trouble: Option<Trouble>) {}
}

#[test]
fn silence_after_sending_is_unknown() {
    let printer = FakePrinter::start();
    let line = impatient(&printer);
    // The questions before the job need a patient answer on a busy machine.
    let line =
        PrinterLine { patience: Patience { status: Duration::from_millis(500), ..line.patience }, ..line };
    let outcome = line.print_once(job(TWO_LABELS), &mut FallsSilent(&printer)).expect("recorded");
    assert_eq!(outcome, Outcome::Unknown { doubt: Doubt::Silence, came_out: None });
    assert_eq!(printer.look().job_bytes, TWO_LABELS, "once");
}

#[test]
fn after_a_restart_a_job_without_a_counter_is_asked_for() {
    let printer = FakePrinter::start();
    let outcome = patient(&printer).recheck(2, None, &mut Notes::default()).expect("nothing to record");
    assert_eq!(outcome, Outcome::Unknown { doubt: Doubt::Interrupted, came_out: None });
    assert_eq!(printer.look().connection_count, 0);
}

#[test]
fn the_status_is_asked_with_one_call() {
    let printer = FakePrinter::start();
    let patience = Patience { status: Duration::from_secs(5), ..Patience::default() };
    assert!(query_status(&printer.address, patience).expect("a status").is_ready());
    printer.change(|printer| printer.paper_out = true);
    let status = query_status(&printer.address, patience).expect("a status");
    assert_eq!(status.trouble(), Some(Trouble::PaperOut));
    printer.change(|printer| printer.answers_status = false);
    let silent = query_status(&printer.address, Patience { status: Duration::from_millis(50), ..patience });
    assert!(matches!(silent, Err(Error::Silent { .. })), "{silent:?}");
}

#[test]
fn bytes_are_sent_once_and_only_after_the_caller_agreed() {
    let printer = FakePrinter::start();
    let refused = send(&printer.address, Patience::default(), TWO_LABELS, || Err(io::Error::other("full")));
    assert!(matches!(refused, Err(Error::NothingSent { .. })), "{refused:?}");
    assert_eq!(printer.look().job_bytes, b"");
    send(&printer.address, Patience::default(), TWO_LABELS, || Ok(())).expect("it is sent");
    query_status(&printer.address, Patience::default()).expect("the printer read up to here");
    assert_eq!(printer.look().job_bytes, TWO_LABELS);
}

#[test]
fn a_late_answer_is_never_taken_for_a_new_one() {
    let printer = FakePrinter::start();
    printer.change(|printer| printer.answers_status = false);
    let patience = Patience { status: Duration::from_millis(50), ..Patience::default() };
    let mut connection = Connection::open(&printer.address, patience).expect("a connection");
    assert!(connection.host_status().is_err() && connection.is_stale());
    printer.change(|printer| printer.answers_status = true);
    assert!(connection.host_status().is_err(), "a new connection must be opened");
}
