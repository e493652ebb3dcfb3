//! Rolls that end, power that goes, printers that are changed for others, faults and their codes.

use crate::floor::{Floor, Notes, after, assert_each_once, print_to_the_end, tsc, zebra};
use devices::batch::{Batch, BatchEnd};
use devices::{ConfirmedBy, Doubt, PrinterLanguage, Trouble};
use sandbox::printer::{self, Settings};

#[test]
fn a_roll_change_at_37_and_a_power_cut_at_80_leave_120_distinct_labels() {
    let floor = Floor::with(zebra());
    floor.printer().suffer(printer::Trouble::PaperAfter { labels: 37 });
    floor.printer().suffer(after(80, printer::Trouble::Off));
    let mut batch = Batch::new(120);
    let asked = print_to_the_end(&floor, &mut batch);
    assert_each_once(&floor, 120);
    assert_eq!(batch.confirmed_count(), 120);
    assert!(asked.troubles.contains(&Trouble::PaperOut), "the roll change was shown");
    let [(doubt, in_doubt)] = &asked.doubts[..] else { panic!("asked once, for the power cut: {asked:?}") };
    assert_eq!(*doubt, Doubt::PowerLost);
    assert!(in_doubt.contains(&81) && in_doubt.clone().count() <= 20, "at most a window: {in_doubt:?}");
    let scanned_back =
        batch.labels().iter().filter(|label| label.confirmed_by == Some(ConfirmedBy::ScannedBack));
    assert_eq!(scanned_back.count() as u32, 81 - in_doubt.start(), "those up to 80, which the person saw");
    assert_eq!(floor.printer().spoiled_count(), 2, "one at the roll's end, one when the power went");
}

#[test]
fn another_printer_at_label_37_stops_before_the_next_label_and_says_who_is_there() {
    let floor = Floor::with(zebra());
    let mut is_swapped = false;
    floor.script(move |floor, label_count| {
        if label_count >= 36 && !std::mem::replace(&mut is_swapped, true) {
            floor.replace(tsc());
        }
    });
    let mut batch = Batch::new(120);
    let mut notes = Notes::default();
    let printer = floor.label_printer(PrinterLanguage::Zpl);
    let end = printer.print(&mut batch, &mut notes).expect("recorded");
    let BatchEnd::Swapped { was, is } = end else { panic!("{end:?}") };
    assert_eq!(
        (was.model.as_str(), was.language, was.dots_per_mm),
        ("ZD421-203dpi", PrinterLanguage::Zpl, Some(8))
    );
    assert_eq!((is.model.as_str(), is.language), ("TE310", PrinterLanguage::Tspl));
    let (in_doubt, not_begun) = (batch.in_doubt().expect("some were inside"), batch.not_begun());
    assert_eq!(floor.printer().printed_count(), 0, "nothing went to the new one");
    assert_eq!(not_begun, Some(in_doubt.end() + 1..=120), "these may move");
    assert_eq!(batch.doubt(), Some(Doubt::Swapped));

    let asked = print_to_the_end(&floor, &mut batch);
    assert_each_once(&floor, 120);
    assert_eq!(batch.confirmed_count(), 120);
    assert_eq!(asked.swaps, 1, "it asks until the person agreed: {asked:?}");
    assert!(floor.printer().printed_count() > 60, "the rest came out of the new one");
}

#[test]
fn a_roll_change_in_a_printer_without_a_counter_puts_one_label_in_doubt() {
    let floor = Floor::with(tsc());
    floor.printer().suffer(printer::Trouble::PaperAfter { labels: 37 });
    let mut batch = Batch::new(60);
    let asked = print_to_the_end(&floor, &mut batch);
    assert_each_once(&floor, 60);
    assert_eq!(asked.doubts, [(Doubt::Mended, 38..=38)], "it does not say whether it printed it again");
}

#[test]
fn a_roll_change_where_the_counter_tells_needs_no_question() {
    let floor = Floor::with(zebra());
    floor.printer().suffer(printer::Trouble::PaperAfter { labels: 312 });
    let mut batch = Batch::new(480);
    let asked = print_to_the_end(&floor, &mut batch);
    assert_each_once(&floor, 480);
    assert!(asked.doubts.is_empty(), "{asked:?}");
}

#[test]
fn a_printer_that_counts_spoiled_labels_needs_no_question_either() {
    let floor = Floor::with(Settings { counts_spoiled: true, ..zebra() });
    floor.printer().suffer(printer::Trouble::PaperAfter { labels: 37 });
    floor.printer().suffer(after(70, printer::Trouble::HeadOpen));
    let mut batch = Batch::new(120);
    let asked = print_to_the_end(&floor, &mut batch);
    assert_each_once(&floor, 120);
    assert!(asked.doubts.is_empty(), "{asked:?}");
    assert_eq!(floor.printer().odometer(), 1_122, "two were counted and printed again");
}

#[test]
fn what_was_counted_out_of_sight_confirms_nothing_that_was_lost() {
    let floor = Floor::with(Settings { counts_spoiled: true, label_ms: 1, ..Settings::zpl() });
    // Mended before anybody looked: one label is counted twice, and nobody knows.
    floor.mend_after(100);
    floor.printer().suffer(after(21, printer::Trouble::PaperOut));
    floor.printer().suffer(after(31, printer::Trouble::Off));
    let mut batch = Batch::new(60);
    let asked = print_to_the_end(&floor, &mut batch);
    assert_each_once(&floor, 60);
    assert!(asked.was_in_doubt(32), "the counter says 32, and 31 are out: {asked:?}");
}

#[test]
fn each_fault_is_shown_by_its_code_and_no_label_is_lost_or_doubled() {
    use printer::Trouble as Fault;
    let both = [
        (Fault::PaperOut, Trouble::PaperOut),
        (Fault::HeadOpen, Trouble::HeadOpen),
        (Fault::RibbonOut, Trouble::RibbonOut),
        (Fault::TooHot, Trouble::TooHot),
        (Fault::Paused, Trouble::Paused),
        (Fault::Silent, Trouble::Silent),
        (Fault::Unplugged, Trouble::Unreachable),
        (Fault::Off, Trouble::Unreachable),
        (Fault::Garbage { bytes: b"\xff\xfe\xfd".to_vec() }, Trouble::Silent),
    ];
    let tspl = [(Fault::PaperJam, Trouble::PaperJam), (Fault::CoverOpen, Trouble::CoverOpen)];
    let zpl = [(Fault::BufferFull, Trouble::BufferFull)];
    let cases = both
        .iter()
        .flat_map(|case| [(zebra(), case), (tsc(), case)])
        .chain(tspl.iter().map(|case| (tsc(), case)))
        .chain(zpl.iter().map(|case| (zebra(), case)));
    for (settings, (fault, trouble)) in cases {
        let floor = Floor::with(settings);
        floor.mend_after(5_000);
        floor.printer().suffer(after(5, fault.clone()));
        let asked = print_to_the_end(&floor, &mut Batch::new(12));
        assert_each_once(&floor, 12);
        let shown = asked
            .troubles
            .iter()
            .chain(&asked.waits)
            .any(|shown| shown == trouble || (*trouble == Trouble::Silent && *shown == Trouble::Garbled));
        assert!(shown, "{fault:?} is shown as {trouble:?}: {asked:?}");
    }
}
