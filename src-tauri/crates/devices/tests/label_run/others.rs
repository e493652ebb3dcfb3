//! Printers of another language or width, that lie, only listen or are shared; cut lines; stops in the middle.

use crate::floor::{Floor, Notes, after, assert_each_once, label_bytes, print_to_the_end, tsc, zebra};
use devices::batch::{Batch, BatchEnd, LabelPrinter};
use devices::{ConfirmedBy, Doubt, PrinterLanguage, Trouble};
use sandbox::printer::{self, Model, Settings, ZplModel};

#[test]
fn labels_of_the_wrong_language_are_not_sent() {
    for (settings, wanted, found) in [
        (tsc(), PrinterLanguage::Zpl, PrinterLanguage::Tspl),
        (zebra(), PrinterLanguage::Tspl, PrinterLanguage::Zpl),
    ] {
        let floor = Floor::with(settings);
        let mut batch = Batch::new(3);
        let end = floor.label_printer(wanted).print(&mut batch, &mut Notes::default()).expect("recorded");
        let BatchEnd::WrongLanguage { wanted: asked_for, found: there } = end else { panic!("{end:?}") };
        assert_eq!((asked_for, there.language), (wanted, found));
        assert_eq!((floor.printer().printed_count(), batch.not_begun()), (0, Some(1..=3)));
    }
}

#[test]
fn a_printer_of_another_width_is_another_printer() {
    let floor = Floor::with(zebra());
    let mut batch = Batch::new(2);
    print_to_the_end(&floor, &mut batch);
    let narrow = Model::Zpl(ZplModel { width_dots: 448, ..ZplModel::default() });
    floor.replace(Settings { model: narrow, ..zebra() });
    let text = serde_json::to_string(&batch).expect("plain data").replace("\"confirmed\"", "\"queued\"");
    let mut again: Batch = serde_json::from_str(&text).expect("a batch of the same printer");
    let end = floor.label_printer(PrinterLanguage::Zpl).print(&mut again, &mut Notes::default());
    assert!(matches!(end.expect("recorded"), BatchEnd::Swapped { was, is }
        if (was.width_dots, is.width_dots) == (Some(832), Some(448))));
}

#[test]
fn a_lying_printer_that_counts_is_found_out() {
    let floor = Floor::with(zebra());
    floor.printer().suffer(after(5, printer::Trouble::PrintsNothing));
    let asked = print_to_the_end(&floor, &mut Batch::new(30));
    assert_each_once(&floor, 30);
    assert!(asked.doubts.iter().any(|(doubt, _)| *doubt == Doubt::PartlyPrinted), "{asked:?}");
}

#[test]
fn a_line_cut_inside_a_label_leaves_half_of_it_which_is_dropped() {
    for bytes in [400, 421, 440] {
        let floor = Floor::with(zebra());
        floor.mend_after(2_000);
        floor.printer().suffer(printer::Trouble::CutAfter { bytes });
        let asked = print_to_the_end(&floor, &mut Batch::new(40));
        assert_each_once(&floor, 40);
        assert_eq!(asked.doubts.len(), 1, "cut after {bytes} bytes: {asked:?}");
    }
}

#[test]
fn a_printer_that_only_listens_is_believed_by_twenties() {
    let floor = Floor::with(Settings::zpl());
    floor.mend_after(u64::MAX);
    floor.printer().suffer(printer::Trouble::Silent);
    let printer = LabelPrinter { gives_answers: false, ..floor.label_printer(PrinterLanguage::Zpl) };
    let mut batch = Batch::new(50);
    for last in [20, 40, 50] {
        let end = printer.print(&mut batch, &mut Notes::default()).expect("recorded");
        assert_eq!(end, BatchEnd::InDoubt { doubt: Doubt::NoAnswers });
        assert_eq!(floor.printer().printed_count(), last as usize, "no more before a person looked");
        batch.settle(last).expect("it was in doubt");
    }
    let end = printer.print(&mut batch, &mut Notes::default()).expect("nothing to record");
    assert_eq!((end, batch.confirmed_count()), (BatchEnd::Done, 50));
}

#[test]
fn a_serial_line_that_swallows_a_label_is_found_out_without_a_counter() {
    let floor = Floor::with(tsc());
    floor.over_a_serial_line();
    floor.printer().suffer(after(5, printer::Trouble::CutAfter { bytes: 30 }));
    let mut batch = Batch::new(12);
    let asked = print_to_the_end(&floor, &mut batch);
    assert_each_once(&floor, 12);
    assert!(matches!(asked.doubts[..], [(Doubt::NotSeen, _)]), "one question, for one label: {asked:?}");
}

#[test]
fn where_others_print_too_the_counter_is_not_believed() {
    let floor = Floor::with(zebra());
    let printer = LabelPrinter { is_shared: true, ..floor.label_printer(PrinterLanguage::Zpl) };
    let mut batch = Batch::new(8);
    let end = printer.print(&mut batch, &mut Notes::default()).expect("recorded");
    assert_eq!(end, BatchEnd::Done);
    let mut proofs = batch.labels().iter().map(|label| label.confirmed_by);
    assert!(proofs.all(|by| by == Some(ConfirmedBy::BufferEmpty)), "one by one, each by an empty printer");
    assert_each_once(&floor, 8);
}

#[test]
fn cancelling_in_the_middle_keeps_what_has_left() {
    let floor = Floor::with(zebra());
    floor.stop_after_waits(3);
    let mut batch = Batch::new(60);
    let printer = floor.label_printer(PrinterLanguage::Zpl);
    let end = printer.print(&mut batch, &mut Notes::default()).expect("recorded");
    assert_eq!(end, BatchEnd::Stopped);
    let sent = *batch.in_printer().expect("some are inside").end();
    batch.cancel_rest();
    let end = printer.print(&mut batch, &mut Notes::default()).expect("nothing to record");
    assert_eq!((end, batch.confirmed_count()), (BatchEnd::Done, sent));
    assert_each_once(&floor, sent);
}

#[test]
fn a_station_that_stopped_in_the_middle_goes_on_where_it_was() {
    for settings in [zebra(), tsc()] {
        let language = match settings.model {
            Model::Zpl(_) => PrinterLanguage::Zpl,
            Model::Tspl(_) => PrinterLanguage::Tspl,
        };
        let floor = Floor::with(settings);
        let mut batch = Batch::new(20);
        // The last thing on disk: recorded as being sent; whether bytes left nobody wrote down.
        let mut crash = Crash { language, last: None };
        let end = floor.label_printer(language).print(&mut batch, &mut crash);
        assert!(end.is_ok());
        let mut on_disk: Batch = serde_json::from_str(&crash.last.expect("recorded")).expect("a batch");
        let asked = print_to_the_end(&floor, &mut on_disk);
        assert!(on_disk.is_done());
        assert_each_once(&floor, 20);
        assert_eq!(asked.doubts.is_empty(), language == PrinterLanguage::Zpl, "the counter tells: {asked:?}");
    }
}

/// Keeps the first state in which labels were on their way.
struct Crash {
    language: PrinterLanguage,
    last: Option<String>,
}

impl devices::BatchJournal for Crash {
    fn draw(&mut self, label: u32) -> Result<Vec<u8>, devices::JournalError> {
        Ok(label_bytes(self.language, label))
    }

    fn sending(
        &mut self,
        batch: &Batch,
        _labels: std::ops::RangeInclusive<u32>,
    ) -> Result<(), devices::JournalError> {
        self.last = Some(serde_json::to_string(batch).expect("plain data"));
        Ok(())
    }

    fn progress(&mut self, _batch: &Batch) {}

    fn trouble(&mut self, _trouble: Option<Trouble>) {}
}

#[test]
fn labels_that_come_out_after_the_person_looked_are_not_sent_again() {
    let floor = Floor::with(Settings::zpl());
    floor.mend_after(30_001);
    floor.printer().suffer(after(4, printer::Trouble::PaperOut));
    floor.printer().suffer(after(5, printer::Trouble::CutAfter { bytes: 75 }));
    floor.printer().suffer(after(1, printer::Trouble::Garbage { bytes: b"\x02030,0".to_vec() }));
    let mut batch = Batch::new(60);
    let asked = print_to_the_end(&floor, &mut batch);
    assert_each_once(&floor, 60);
    assert_eq!(asked.doubts, [(Doubt::Silence, 1..=20)], "asked once; the counter told the rest");
}
