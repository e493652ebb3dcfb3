//! Long runs of labels on printers that fail: exactly as many distinct labels as were ordered, none twice,
//! none missing, and what is not known is said.

#[path = "support/floor.rs"]
mod floor;

use devices::batch::{Batch, BatchEnd, LabelPrinter};
use devices::{ConfirmedBy, Doubt, PrinterLanguage, Trouble};
use floor::{Floor, Notes, print_to_the_end};
use proptest::prelude::*;
use sandbox::printer::{self, Model, OdometerMemory, Settings, ZplModel};

const LABEL_MS: i64 = 300;

fn zebra() -> Settings {
    Settings { label_ms: LABEL_MS, ..Settings::zpl() }
}

fn tsc() -> Settings {
    Settings { label_ms: LABEL_MS, ..Settings::tspl() }
}

fn after(labels: u32, then: printer::Trouble) -> printer::Trouble {
    printer::Trouble::After { labels, then: Box::new(then) }
}

fn assert_each_once(floor: &Floor, label_count: u32) {
    let labels = floor.labels();
    let numbers: Vec<u32> = labels.keys().copied().collect();
    assert_eq!(numbers, (1..=label_count).collect::<Vec<_>>(), "no gap");
    assert!(labels.values().all(|count| *count == 1), "none twice: {labels:?}");
}

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
        Ok(floor::label_bytes(self.language, label))
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

fn fault() -> impl Strategy<Value = printer::Trouble> {
    use printer::Trouble as Fault;
    prop_oneof![
        Just(Fault::PaperOut),
        Just(Fault::HeadOpen),
        Just(Fault::RibbonOut),
        Just(Fault::TooHot),
        Just(Fault::Paused),
        Just(Fault::Silent),
        Just(Fault::SilentWhileStopped),
        Just(Fault::Unplugged),
        Just(Fault::Off),
        Just(Fault::Garbage { bytes: b"\x02030,0".to_vec() }),
        (0..600_usize).prop_map(|bytes| Fault::CutAfter { bytes: bytes + 1 }),
    ]
}

fn model() -> impl Strategy<Value = Settings> {
    let memory = prop_oneof![
        Just(OdometerMemory::Keeps),
        Just(OdometerMemory::Resets),
        (1..4_u32).prop_map(|labels| OdometerMemory::LosesLast { labels }),
    ];
    let kind = prop_oneof![2 => Just(Settings::zpl()), 1 => Just(Settings::tspl())];
    (kind, memory, any::<bool>(), prop_oneof![Just(0_i64), 1..1_500_i64]).prop_map(
        |(kind, odometer_memory, counts_spoiled, label_ms)| Settings {
            label_ms,
            odometer_memory,
            counts_spoiled,
            ..kind
        },
    )
}

proptest! {
    /// `print_to_the_end` checks at every stop: nothing confirmed that is not on the floor, nothing to be
    /// sent that is on it already. In the end each label is there; twice only where a person was asked.
    #[test]
    fn whatever_fails_no_label_is_missing_and_none_is_doubled_unasked(
        settings in model(),
        faults in prop::collection::vec((0..70_u32, fault()), 0..7),
        mut timed in prop::collection::vec((1..300_u32, fault()), 0..5),
        mended_after_ms in prop_oneof![100..3_000_u64, 3_000..100_000_u64],
        swap_at in prop::option::of((1..60_usize, model())),
        is_serial in prop::bool::weighted(0.3),
    ) {
        let swap_is_none = swap_at.is_none();
        // A printer that counts spoiled labels must be seen standing still: what it counted out of sight
        // and what it lost out of sight could make up for each other.
        let hides = |fault: &printer::Trouble| {
            use printer::Trouble as Fault;
            !matches!(fault, Fault::PaperOut | Fault::HeadOpen | Fault::RibbonOut | Fault::Paused | Fault::TooHot)
        };
        let is_seen = mended_after_ms >= 1_500 && !faults.iter().chain(&timed).any(|(_, fault)| hides(fault));
        let settings = Settings { counts_spoiled: settings.counts_spoiled && is_seen, ..settings };
        let is_trusted =
            matches!(settings.model, Model::Zpl(_)) && settings.odometer_memory == OdometerMemory::Keeps;
        let floor = Floor::with(settings);
        floor.mend_after(mended_after_ms);
        // Nobody is off, or changed for another printer, between two looks at a serial line.
        let is_serial = is_serial && swap_is_none && mended_after_ms >= 1_500;
        if is_serial {
            floor.over_a_serial_line();
        }
        for (labels, fault) in faults {
            floor.printer().suffer(after(labels, fault));
        }
        let (mut swap_at, mut wait_count) = (swap_at, 0);
        floor.script(move |floor, label_count| {
            wait_count += 1;
            for (_, fault) in timed.extract_if(.., |(at, _)| *at == wait_count) {
                floor.printer().suffer(fault);
            }
            if let Some((_, settings)) = swap_at.take_if(|(at, _)| label_count >= *at) {
                floor.replace(Settings { counts_spoiled: false, ..settings });
            }
        });
        // A counter that survives everything leaves no room for doubles at all.
        let counts_well = is_trusted && swap_is_none;
        let mut batch = Batch::new(60);
        let asked = print_to_the_end(&floor, &mut batch);
        prop_assert_eq!(batch.confirmed_count(), 60);
        let labels = floor.labels();
        prop_assert_eq!(labels.len(), 60, "no gap");
        for (number, count) in labels {
            prop_assert!(
                count == 1 || (asked.was_in_doubt(number) && !counts_well),
                "label {} came out {} times: {:?}", number, count, asked
            );
        }
    }
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
