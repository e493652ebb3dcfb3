//! Labels over real wires: TCP and a serial line, in both languages, to the sandbox's printers.
#![cfg(unix)]

use devices::batch::{Batch, BatchEnd, BatchJournal, LabelPrinter, RealPace};
use devices::print_job::Limits;
use devices::{
    ConfirmedBy, Job, Journal, JournalError, Outcome, Patience, PrinterAddress, PrinterLanguage, PrinterLine,
    StopSignal, Trouble,
};
use sandbox::printer::{self, Printer, Settings};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::runtime::Runtime;

fn bytes(language: PrinterLanguage, number: u32) -> Vec<u8> {
    match language {
        PrinterLanguage::Zpl => format!("^XA^FO9,9^FDNo {number:05}.^FS^XZ").into_bytes(),
        PrinterLanguage::Tspl => {
            format!("CLS\r\nTEXT 9,9,\"3\",0,1,1,\"No {number:05}.\"\r\nPRINT 1\r\n").into_bytes()
        }
    }
}

fn numbers(printer: &Printer) -> Vec<u32> {
    let number =
        |text: &str| text[text.find("No ").expect("one of ours") + 3..][..5].parse().expect("digits");
    printer.printed().iter().map(|label| number(&label.zpl)).collect()
}

fn label_printer(address: &str, language: PrinterLanguage) -> LabelPrinter {
    let started = Instant::now();
    let pace = RealPace {
        monotonic_ms: Arc::new(move || started.elapsed().as_millis() as u64),
        stop: StopSignal::new(),
    };
    let address: PrinterAddress = address.parse().expect("an address");
    LabelPrinter {
        limits: Limits { look_every_ms: 5, settle_ms: 300, ..Limits::default() },
        patience: Patience { status: Duration::from_secs(5), ..Patience::default() },
        ..LabelPrinter::new(Arc::new(address), language, Arc::new(pace))
    }
}

struct Desk<'printer> {
    language: PrinterLanguage,
    printer: &'printer Printer,
    seen: Vec<Trouble>,
}

impl BatchJournal for Desk<'_> {
    fn draw(&mut self, label: u32) -> Result<Vec<u8>, JournalError> {
        Ok(bytes(self.language, label))
    }

    fn sending(&mut self, _batch: &Batch, _labels: RangeInclusive<u32>) -> Result<(), JournalError> {
        Ok(())
    }

    fn progress(&mut self, _batch: &Batch) {}

    /// Whoever stands there mends what is shown.
    fn trouble(&mut self, trouble: Option<Trouble>) {
        if let Some(trouble) = trouble {
            self.seen.push(trouble);
            self.printer.repair();
        }
    }
}

fn print(
    label_printer: &LabelPrinter,
    printer: &Printer,
    label_count: u32,
) -> (Batch, BatchEnd, Vec<Trouble>) {
    let mut batch = Batch::new(label_count);
    let mut desk = Desk { language: label_printer.language, printer, seen: Vec::new() };
    let end = label_printer.print(&mut batch, &mut desk).expect("recorded");
    (batch, end, desk.seen)
}

fn on_tcp(runtime: &Runtime, settings: Settings) -> (Printer, String) {
    let printer =
        runtime.block_on(Printer::on_tcp(settings, ([127, 0, 0, 1], 0).into())).expect("a free port");
    let address = printer.address().expect("on TCP").to_string();
    (printer, address)
}

#[test]
fn a_roll_change_over_tcp_needs_no_question() {
    let runtime = Runtime::new().expect("a runtime");
    let (printer, address) = on_tcp(&runtime, Settings::zpl());
    printer.suffer(printer::Trouble::PaperAfter { labels: 37 });
    let (batch, end, seen) = print(&label_printer(&address, PrinterLanguage::Zpl), &printer, 120);
    assert_eq!((end, batch.confirmed_count()), (BatchEnd::Done, 120));
    assert_eq!(numbers(&printer), (1..=120).collect::<Vec<_>>());
    assert_eq!(seen, [Trouble::PaperOut]);
}

#[test]
fn another_printer_at_the_same_address_stops_the_run_in_front_of_it() {
    let runtime = Runtime::new().expect("a runtime");
    let (printer, address) = on_tcp(&runtime, Settings { label_ms: 5, ..Settings::zpl() });
    struct Swapper<'desk>(Desk<'desk>);
    impl BatchJournal for Swapper<'_> {
        fn draw(&mut self, label: u32) -> Result<Vec<u8>, JournalError> {
            self.0.draw(label)
        }
        fn sending(&mut self, _batch: &Batch, _labels: RangeInclusive<u32>) -> Result<(), JournalError> {
            Ok(())
        }
        fn progress(&mut self, batch: &Batch) {
            if batch.confirmed_count() >= 30 && batch.in_printer().is_some() {
                self.0.printer.replace(Settings::tspl());
            }
        }
        fn trouble(&mut self, _trouble: Option<Trouble>) {}
    }
    let zpl = LabelPrinter {
        patience: Patience { status: Duration::from_secs(1), ..Patience::default() },
        ..label_printer(&address, PrinterLanguage::Zpl)
    };
    let mut batch = Batch::new(120);
    let desk = Desk { language: PrinterLanguage::Zpl, printer: &printer, seen: Vec::new() };
    let end = zpl.print(&mut batch, &mut Swapper(desk)).expect("recorded");
    let BatchEnd::Swapped { was, is } = end else { panic!("{end:?}") };
    assert_eq!((was.language, is.language), (PrinterLanguage::Zpl, PrinterLanguage::Tspl));
    let last_out = *numbers(&printer).last().expect("some are out");
    let in_doubt = batch.in_doubt().expect("some were inside");
    batch.settle(last_out.max(in_doubt.start() - 1)).expect("it was in doubt");
    batch.accept_printer();
    let tspl = label_printer(&address, PrinterLanguage::Tspl);
    let mut desk = Desk { language: PrinterLanguage::Tspl, printer: &printer, seen: Vec::new() };
    assert_eq!(tspl.print(&mut batch, &mut desk).expect("recorded"), BatchEnd::Done);
    assert_eq!(numbers(&printer), (1..=120).collect::<Vec<_>>(), "one floor, two printers, no gap");
}

#[test]
fn a_slow_wire_loses_nothing() {
    let runtime = Runtime::new().expect("a runtime");
    let (printer, address) = on_tcp(&runtime, Settings::zpl());
    printer.suffer(printer::Trouble::SlowWire { bytes_per_second: 9_600 });
    let (batch, end, _) = print(&label_printer(&address, PrinterLanguage::Zpl), &printer, 25);
    assert_eq!((end, batch.confirmed_count()), (BatchEnd::Done, 25));
    assert_eq!(numbers(&printer), (1..=25).collect::<Vec<_>>());
}

#[test]
fn tspl_over_tcp_and_over_a_serial_line() {
    let runtime = Runtime::new().expect("a runtime");
    let (printer, address) = on_tcp(&runtime, Settings::tspl());
    let (batch, end, _) = print(&label_printer(&address, PrinterLanguage::Tspl), &printer, 12);
    assert_eq!((end, numbers(&printer)), (BatchEnd::Done, (1..=12).collect()));
    assert!(batch.labels().iter().all(|label| label.confirmed_by == Some(ConfirmedBy::BufferEmpty)));

    let directory = TempDir::new().expect("a directory");
    let link = directory.path().join("printer");
    for (settings, language) in
        [(Settings::tspl(), PrinterLanguage::Tspl), (Settings::zpl(), PrinterLanguage::Zpl)]
    {
        // Long enough to be seen printing.
        let settings = Settings { label_ms: 40, ..settings };
        let printer = Printer::on_terminal(settings, Some(&link)).expect("a terminal");
        let address = format!("serial:{}@115200", link.display());
        let (_, end, _) = print(&label_printer(&address, language), &printer, 6);
        assert_eq!((end, numbers(&printer)), (BatchEnd::Done, (1..=6).collect()), "{language:?}");
    }
}

#[test]
fn the_printer_at_an_address_says_who_it_is_and_how() {
    let runtime = Runtime::new().expect("a runtime");
    let (tsc, address) = on_tcp(&runtime, Settings::tspl());
    // Asked in the wrong language first: silence is waited for.
    let asked = LabelPrinter {
        patience: Patience { status: Duration::from_millis(300), ..Patience::default() },
        ..label_printer(&address, PrinterLanguage::Zpl)
    };
    let identity = asked.identify().expect("it answers in its own");
    assert_eq!((identity.language, identity.model.as_str()), (PrinterLanguage::Tspl, "TE310"));
    tsc.suffer(printer::Trouble::BufferFull);
    let status = label_printer(&address, PrinterLanguage::Tspl).status().expect("a status");
    assert_eq!(status.trouble(), Some(Trouble::BufferFull), "only the longer answer says so");
}

#[test]
fn the_interface_for_one_job_speaks_over_a_serial_line_too() {
    struct Quiet;
    impl Journal for Quiet {
        fn sending(&mut self, _odometer_before: Option<u64>) -> Result<(), JournalError> {
            Ok(())
        }
        fn sent(&mut self) {}
        fn trouble(&mut self, _trouble: Option<Trouble>) {}
    }
    let directory = TempDir::new().expect("a directory");
    let link = directory.path().join("printer");
    let printer = Printer::on_terminal(Settings::tspl(), Some(&link)).expect("a terminal");
    let started = Instant::now();
    let clock = Arc::new(move || started.elapsed().as_millis() as u64);
    let line = PrinterLine {
        language: PrinterLanguage::Tspl,
        limits: Limits { look_every_ms: 5, ..Limits::default() },
        patience: Patience { status: Duration::from_secs(5), ..Patience::default() },
        ..PrinterLine::new(&format!("serial:{}", link.display()), clock, StopSignal::new())
    };
    let bytes = bytes(PrinterLanguage::Tspl, 1);
    let job = Job { bytes: &bytes, label_count: 1, queued_for_ms: 0, attempt_count: 0 };
    let outcome = line.print_once(job, &mut Quiet).expect("recorded");
    assert_eq!(outcome, Outcome::Confirmed { by: ConfirmedBy::BufferEmpty });
    assert_eq!(numbers(&printer), [1]);
}
