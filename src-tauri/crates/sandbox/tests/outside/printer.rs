//! The printer at the end of its cable: bytes in, status out, labels on the floor, and its ways to fail.

use sandbox::clock::HandClock;
use sandbox::printer::{Printer, Settings, Trouble};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const LABEL: &str = "^XA^CI28^LL0400^FO20,20^A0N,30,30^FDRM-OIL^FS^XZ";
const HEALTHY: &str = "\u{2}030,0,0,1218,000,0,0,0,000,0,0,0\u{3}\r\n\
    \u{2}001,0,0,0,1,2,4,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n";

async fn printer() -> Printer {
    Printer::on_tcp(Settings::default(), ([127, 0, 0, 1], 0).into()).await.unwrap()
}

async fn connect(printer: &Printer) -> TcpStream {
    TcpStream::connect(printer.address().unwrap()).await.unwrap()
}

/// Sends and reads until `count` bytes came back.
async fn ask(stream: &mut TcpStream, bytes: &str, count: usize) -> String {
    stream.write_all(bytes.as_bytes()).await.unwrap();
    let mut answer = vec![0; count];
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read_exact(&mut answer)).await;
    read.expect("the answer is as long as it should be").unwrap();
    String::from_utf8(answer).unwrap()
}

async fn status(stream: &mut TcpStream) -> String {
    ask(stream, "~HS", HEALTHY.len()).await
}

/// Fields of the status answer, by line and number as devices.md counts them.
fn field(status: &str, line: usize, number: usize) -> String {
    let line = status.lines().nth(line - 1).unwrap();
    let text = line.trim_start_matches('\u{2}').trim_end_matches('\u{3}');
    text.split(',').nth(number - 1).unwrap().to_string()
}

async fn print(stream: &mut TcpStream, zpl: &str) {
    // The status answer comes after the format was read: no waiting needed.
    stream.write_all(zpl.as_bytes()).await.unwrap();
    status(stream).await;
}

#[tokio::test]
async fn a_healthy_idle_printer_answers_byte_for_byte() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    assert_eq!(status(&mut stream).await, HEALTHY);
    print(&mut stream, LABEL).await;
    assert_eq!(field(&status(&mut stream).await, 1, 4), "0400", "the length of the last format");
}

#[tokio::test]
async fn labels_are_kept_and_counted_with_their_copies() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    print(&mut stream, &LABEL.replace("^XZ", "^PQ3,0,0,N^XZ")).await;
    print(&mut stream, "^XA^JUS^XZ").await;
    let labels = printer.printed();
    let copies: Vec<(u64, u32, u32)> =
        labels.iter().map(|label| (label.number, label.copy, label.of)).collect();
    assert_eq!(copies, [(1001, 1, 3), (1002, 2, 3), (1003, 3, 3)], "a format without marks feeds nothing");
    assert!(labels[0].zpl.contains("^FDRM-OIL^FS"));
    let answer = ask(&mut stream, "! U1 getvar \"odometer.total_label_count\"\r\n", 6).await;
    assert_eq!(answer, "\"1003\"");
    assert_eq!(ask(&mut stream, "! U1 getvar \"no.such\"\r\n", 3).await, "\"?\"");
    let identity = ask(&mut stream, "~HI", 38).await;
    assert_eq!(identity, "\u{2}ZD421-203dpi,V93.21.17Z,8,8192KB,0\u{3}\r\n");
}

#[tokio::test]
async fn half_a_format_shows_and_goes_on_over_the_next_connection() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    stream.write_all(b"^XA^FO20,20^FDha").await.unwrap();
    assert_eq!(field(&status(&mut stream).await, 1, 8), "1");
    drop(stream);
    let mut stream = connect(&printer).await;
    assert_eq!(field(&status(&mut stream).await, 1, 8), "1", "the printer still waits for the rest");
    print(&mut stream, "lf^FS^XZ").await;
    assert!(printer.printed()[0].zpl.contains("^FDhalf^FS"));
    stream.write_all(b"^XA^FDx~JX").await.unwrap();
    assert_eq!(field(&status(&mut stream).await, 1, 8), "0", "~JX drops it");
}

#[tokio::test]
async fn paper_runs_out_and_the_spoiled_label_is_repeated_after_the_repair() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    printer.suffer(Trouble::PaperAfter { labels: 2 });
    print(&mut stream, &LABEL.replace("^XZ", "^PQ4^XZ")).await;
    print(&mut stream, LABEL).await;
    let stopped = status(&mut stream).await;
    assert_eq!(field(&stopped, 1, 2), "1", "paper out");
    assert_eq!(field(&stopped, 2, 9), "00000002", "two of the batch are to come");
    assert_eq!(field(&stopped, 1, 5), "001", "one format waits behind it");
    assert_eq!((printer.printed().len(), printer.spoiled_count()), (2, 1));
    printer.repair();
    assert_eq!(printer.printed().len(), 5, "nothing is lost and nothing is double");
    assert_eq!(status(&mut stream).await.replace("0400", "1218"), HEALTHY);
}

#[tokio::test]
async fn without_reprint_the_spoiled_label_is_lost() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    printer.suffer(Trouble::PaperAfter { labels: 0 });
    print(&mut stream, &LABEL.replace("^XZ", "^JZN^PQ2^XZ")).await;
    printer.repair();
    assert_eq!(printer.printed().len(), 1, "^JZN: one of two");
}

#[tokio::test]
async fn head_pause_and_cancel_show_in_the_status() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    printer.suffer(Trouble::HeadOpen);
    assert_eq!(field(&status(&mut stream).await, 2, 3), "1");
    let flags = "\u{2}\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         1 00000000 00000004\r\n   \
        WARNINGS:       0 00000000 00000000\r\n\u{3}\r\n";
    assert_eq!(ask(&mut stream, "~HQES", flags.len()).await, flags, "bit 4 of the first digit");
    printer.repair();
    stream.write_all(b"~PP").await.unwrap();
    print(&mut stream, LABEL).await;
    let paused = status(&mut stream).await;
    assert_eq!((field(&paused, 1, 3), field(&paused, 1, 5)), ("1".into(), "001".into()));
    stream.write_all(b"~JA").await.unwrap();
    assert_eq!(field(&status(&mut stream).await, 1, 5), "000", "~JA empties the buffer");
    stream.write_all(b"~PS").await.unwrap();
    status(&mut stream).await;
    assert!(printer.printed().is_empty());
}

#[tokio::test]
async fn labels_take_their_time() {
    let clock = HandClock::at(0);
    let settings = Settings { label_ms: 50, clock: clock.clock(), ..Settings::default() };
    let printer = Printer::on_tcp(settings, ([127, 0, 0, 1], 0).into()).await.unwrap();
    let mut stream = connect(&printer).await;
    print(&mut stream, &LABEL.replace("^XZ", "^PQ3^XZ")).await;
    clock.advance(120);
    assert_eq!(field(&status(&mut stream).await, 2, 9), "00000001", "two are out, the third is in motion");
    stream.write_all(b"~JA").await.unwrap();
    status(&mut stream).await;
    clock.advance(30);
    assert_eq!(printer.printed().len(), 3, "the label in motion still comes out");
    assert_eq!(printer.printed()[2].at_ms, 150);
}

#[tokio::test]
async fn a_silent_printer_prints_and_a_lying_one_does_not() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    printer.suffer(Trouble::Silent);
    stream.write_all(LABEL.as_bytes()).await.unwrap();
    stream.write_all(b"~HS").await.unwrap();
    while printer.odometer() == 1000 {
        tokio::task::yield_now().await;
    }
    let mut byte = [0];
    let answer = tokio::time::timeout(Duration::from_millis(50), stream.read(&mut byte)).await;
    assert!(answer.is_err(), "it printed all the same, and gives no answer");
    printer.repair();
    printer.suffer(Trouble::PrintsNothing);
    print(&mut stream, LABEL).await;
    assert_eq!(printer.odometer(), 1001);
    assert_eq!(status(&mut stream).await.replace("0400", "1218"), HEALTHY, "and says all is well");
}

#[tokio::test]
async fn a_printer_out_of_paper_may_say_nothing_or_nonsense() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    printer.suffer(Trouble::SilentWhileStopped);
    assert_eq!(status(&mut stream).await, HEALTHY);
    printer.suffer(Trouble::PaperOut);
    stream.write_all(b"~HS").await.unwrap();
    let mut byte = [0];
    assert!(tokio::time::timeout(Duration::from_millis(100), stream.read(&mut byte)).await.is_err());
    printer.repair();
    printer.suffer(Trouble::Garbage { bytes: b"\x02030,0".to_vec() });
    assert_eq!(ask(&mut stream, "~HS", 6).await, "\u{2}030,0");
}

#[tokio::test]
async fn a_connection_cut_in_the_middle_leaves_half_a_format() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    printer.suffer(Trouble::CutAfter { bytes: 20 });
    stream.write_all(LABEL.as_bytes()).await.unwrap();
    let mut rest = Vec::new();
    // A reset and a clean end both mean: cut.
    let end = stream.read_to_end(&mut rest).await;
    assert!(rest.is_empty(), "{end:?}");
    let mut stream = connect(&printer).await;
    assert_eq!(field(&status(&mut stream).await, 1, 8), "1");
    print(&mut stream, LABEL).await;
    assert_eq!(printer.printed().len(), 1, "a new ^XA begins a new label; the half one is lost");
}

#[tokio::test]
async fn one_connection_at_a_time() {
    let printer = printer().await;
    let mut first = connect(&printer).await;
    status(&mut first).await;
    let mut second = connect(&printer).await;
    second.write_all(b"~HS").await.unwrap();
    let mut byte = [0];
    let answer = tokio::time::timeout(Duration::from_millis(100), second.read(&mut byte)).await;
    assert!(answer.is_err(), "the second caller waits");
    drop(first);
    assert_eq!(second.read(&mut byte).await.unwrap(), 1, "and is served when the first has gone");
}

#[tokio::test]
async fn switched_off_it_forgets_and_drops_callers() {
    let printer = printer().await;
    let mut stream = connect(&printer).await;
    printer.suffer(Trouble::Paused);
    print(&mut stream, LABEL).await;
    printer.suffer(Trouble::Off);
    let mut byte = [0];
    assert_eq!(stream.read(&mut byte).await.unwrap_or(0), 0, "the open connection is cut");
    let mut stream = connect(&printer).await;
    assert_eq!(stream.read(&mut byte).await.unwrap_or(0), 0, "a caller is dropped");
    printer.repair();
    let mut stream = connect(&printer).await;
    assert_eq!(field(&status(&mut stream).await, 1, 5), "000", "the buffer was lost with the power");
    assert_eq!(printer.odometer(), 1000);
}

#[tokio::test]
async fn the_same_printer_speaks_over_a_serial_cable() {
    let directory = tempfile::tempdir().unwrap();
    let link = directory.path().join("printer");
    let printer = Printer::on_terminal(Settings::default(), Some(&link)).unwrap();
    assert_eq!(printer.path(), Some(link.as_path()));
    let mut port = tokio::fs::OpenOptions::new().read(true).write(true).open(&link).await.unwrap();
    port.write_all(format!("{LABEL}~HS").as_bytes()).await.unwrap();
    let mut answer = vec![0; HEALTHY.len()];
    port.read_exact(&mut answer).await.unwrap();
    assert_eq!(String::from_utf8(answer).unwrap().replace("0400", "1218"), HEALTHY);
    assert_eq!(printer.printed().len(), 1);
}
