//! Labels at a whole station on printers that fail: exactly as many distinct labels as were ordered, none twice, none
//! missing, what is not known is asked, and nothing is printed on paper it does not fit.

#[path = "printing/run.rs"]
mod run;

use devices::PrinterLanguage;
use ledger::table::print_job::PrintState;
use run::{Answers, Run, TWO_PRINTERS};
use sandbox::printer::{self, Printer, Trouble};
use station::view::PrintQuestion;
use std::time::{Duration, Instant};
use tests::process::Process;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paper_out_at_37_and_power_off_at_80_still_make_120_labels() {
    let run = Run::start(|text| text).await;
    run.world.printer.suffer(Trouble::PaperAfter { labels: 37 });
    let off = Box::new(Trouble::Off);
    run.world.printer.suffer(Trouble::After { labels: 80, then: off });
    let id = run.order(120).await;
    let asked = run.print_to_the_end(id, Answers::default()).await;
    assert_eq!(run.numbers(id, &run.world.printer).await, (1..=120).collect::<Vec<_>>(), "asked: {asked:?}");
    let job = run.job(id).await;
    assert_eq!(job.state, PrintState::Confirmed);
    let row = run.row(id).await;
    assert_eq!((row.labels.confirmed_count, row.question), (120, None), "each label is known to be out");
    run.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_printer_of_another_language_goes_on_once_a_person_agrees() {
    let run = Run::start(|text| text).await;
    run.world.printer.suffer(Trouble::PaperAfter { labels: 37 });
    let id = run.order(120).await;
    let first = run.first_printer();
    run.until("the roll is at its end", async || run.world.printer.is_stopped().then_some(())).await;
    run.world.printer.replace(printer::Settings::tspl());
    let asked = run.print_to_the_end(id, Answers { dpi: Some(300) }).await;
    let accepted = asked.iter().find_map(|question| match question {
        PrintQuestion::AcceptPrinter { was, is, dpi } => Some((was.clone(), is.clone(), *dpi)),
        PrintQuestion::LastGood { .. } => None,
    });
    let (was, is, dpi) = accepted.expect("a person was asked about the other printer");
    assert!(was.contains("ZPL, 203 dpi") && is.contains("TSPL"), "both are named: {was}, {is}");
    assert_eq!(dpi, None, "this one does not tell how fine it is");
    assert_eq!(run.first_printer().language, PrinterLanguage::Tspl, "the settings say it from now on");
    let numbers = run.numbers_of(id, &run.world.printer, &[first.clone(), run.first_printer()]).await;
    assert_eq!(numbers, (1..=120).collect::<Vec<_>>(), "one floor, two printers, no gap: {asked:?}");
    run.same_size_and_readable(id, &first, &run.first_printer()).await;
    run.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_printer_that_is_off_is_stood_in_for_by_another() {
    let loopback = ([127, 0, 0, 1], 0).into();
    let spare = Printer::on_tcp(printer::Settings::tspl(), loopback).await.expect("a port is free");
    let address = spare.address().expect("on TCP").to_string();
    let run = Run::start(|text| format!("{text}{}", TWO_PRINTERS.replace("SPARE", &address))).await;
    run.change(|text| text.replacen("name = \"P-1\"", "name = \"P-1\"\nfalls_back_to = \"P-2\"", 1)).await;
    run.world.printer.suffer(Trouble::Off);
    let id = run.order(3).await;
    run.until_state(id, PrintState::Confirmed).await;
    assert_eq!(run.job(id).await.printer, "P-2");
    let second = run.printer_named("P-2");
    assert_eq!(run.numbers_of(id, &spare, &[second]).await, [1, 2, 3], "drawn anew for the other one");
    assert_eq!(run.world.printer.printed_count(), 0);
    run.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_sent_in_the_wrong_language_and_the_right_one_is_taken_as_soon_as_it_is_saved() {
    let run =
        Run::start(|text| text.replacen("name = \"P-1\"", "name = \"P-1\"\nlanguage = \"tspl\"", 1)).await;
    let id = run.order(2).await;
    let why = run
        .until("it is said", async || {
            let why = run.row(id).await.why;
            (why.code == "print-wrong-language").then_some(why)
        })
        .await;
    let said = words::say("en", &why);
    assert!(said.contains("TSPL") && said.contains("ZPL"), "both languages are named: {said}");
    assert_eq!(run.world.printer.printed_count(), 0, "no paper is wasted");
    run.change(|text| text.replacen("language = \"tspl\"", "language = \"zpl\"", 1)).await;
    run.until_state(id, PrintState::Confirmed).await;
    assert_eq!(run.numbers(id, &run.world.printer).await, [1, 2]);
    run.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_label_that_does_not_fit_what_is_loaded_is_refused() {
    let run = Run::start(|text| text.replacen("height_mm = 50", "height_mm = 70", 1)).await;
    let id = run.order(2).await;
    run.until_state(id, PrintState::Failed).await;
    let row = run.row(id).await;
    assert_eq!((row.why.code.as_str(), row.printer.as_str()), ("label-wrong-size", "P-1"), "{row:?}");
    assert_eq!(run.world.printer.printed_count(), 0, "no paper is wasted");
    run.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_not_begun_can_be_stopped() {
    let run = Run::start(|text| text).await;
    run.world.printer.suffer(Trouble::PaperAfter { labels: 5 });
    let id = run.order(60).await;
    run.until("the roll is at its end", async || run.world.printer.is_stopped().then_some(())).await;
    run.cancel(id).await;
    run.until("the rest is left out", async || (!run.row(id).await.can_cancel).then_some(())).await;
    run.world.printer.repair();
    run.until_state(id, PrintState::Cancelled).await;
    let printed = run.numbers(id, &run.world.printer).await;
    assert!(printed.len() < 60 && printed == (1..=printed.len() as u32).collect::<Vec<_>>(), "{printed:?}");
    let labels = run.row(id).await.labels;
    assert_eq!((labels.confirmed_count as usize, labels.in_doubt_count), (printed.len(), 0));
    run.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_of_a_run_it_goes_on_where_it_was() {
    let run = Run::start(|text| text).await;
    run.world.printer.suffer(Trouble::Paused);
    let id = run.order(120).await;
    let (world, directory) = run.close().await;
    world.printer.repair();
    let data = directory.path().to_owned();
    for at_least in [3, 25, 50, 77, 100] {
        let process = Process::serve(&data);
        let patience = Instant::now() + Duration::from_secs(120);
        while world.printer.printed_count() < at_least {
            assert!(Instant::now() < patience, "waited in vain: {at_least} labels are out");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        process.kill();
        let out = world.printer.printed_count();
        assert!(out < 120, "killed in the middle of its run: {out} labels are out");
    }
    let run = Run::open(world, directory).await;
    let asked = run.print_to_the_end(id, Answers::default()).await;
    assert_eq!(run.numbers(id, &run.world.printer).await, (1..=120).collect::<Vec<_>>(), "asked: {asked:?}");
    run.end().await;
}
