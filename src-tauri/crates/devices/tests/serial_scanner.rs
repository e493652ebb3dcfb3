//! Scanners on real pseudo-terminals: bursts, splits, noise, a pulled cable.
#![cfg(unix)]

#[path = "support/pseudo_terminal.rs"]
mod pseudo_terminal;

use devices::{
    MonotonicMs, PortMatch, PortTrouble, Read, ReadKind, ScannerHealth, ScannerSettings, ScannerState,
    SerialScanner,
};
use pseudo_terminal::PseudoTerminal;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Longer than anything here should take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

struct Desk {
    scanner: SerialScanner,
    reads: Receiver<Read>,
    link: PathBuf,
    _directory: TempDir,
}

impl Desk {
    fn new(change: impl FnOnce(&mut ScannerSettings)) -> Desk {
        Desk::with_queue(64, change)
    }

    fn with_queue(length: usize, change: impl FnOnce(&mut ScannerSettings)) -> Desk {
        let directory = TempDir::new().expect("a directory");
        let link = directory.path().join("scanner");
        let port = PortMatch::Path(link.to_str().expect("a path in UTF-8").to_owned());
        let mut settings = ScannerSettings::new("dock", port);
        change(&mut settings);
        let (sender, reads) = sync_channel(length);
        let started = Instant::now();
        let monotonic_ms: MonotonicMs = Arc::new(move || started.elapsed().as_millis() as u64);
        let scanner = SerialScanner::start(settings, monotonic_ms, sender).expect("a scanner");
        Desk { scanner, reads, link, _directory: directory }
    }

    fn plug_in(&self) -> PseudoTerminal {
        let cable = PseudoTerminal::plug_in(&self.link);
        self.await_health(|health| health.state == ScannerState::Ready);
        cable
    }

    fn await_health(&self, is_wished: impl Fn(&ScannerHealth) -> bool) -> ScannerHealth {
        let watched = self.scanner.health();
        watched.wait_until(PATIENCE, is_wished).unwrap_or_else(|| panic!("still {:?}", watched.get()))
    }

    fn next(&self) -> (ReadKind, String) {
        let read = self.reads.recv_timeout(PATIENCE).expect("a read");
        assert_eq!(read.source, "dock");
        (read.kind, String::from_utf8_lossy(&read.bytes).into_owned())
    }

    fn next_scans(&self, count: usize) -> Vec<String> {
        (0..count)
            .map(|_| {
                let (kind, text) = self.next();
                assert_eq!(kind, ReadKind::Scan, "{text}");
                text
            })
            .collect()
    }

    fn assert_no_more(&self) {
        assert_eq!(self.reads.try_recv().ok(), None, "nothing else was read");
    }
}

#[test]
fn a_scan_cut_into_single_bytes_is_one_scan() {
    let desk = Desk::new(|_| {});
    let cable = desk.plug_in();
    for byte in b"]C10109506000134352\r\n" {
        cable.send(&[*byte]);
    }
    assert_eq!(desk.next_scans(1), ["]C10109506000134352"]);
    desk.await_health(|health| health.scan_count == 1 && health.last_bytes.ends_with(b"\r\n"));
    desk.assert_no_more();
}

#[test]
fn thirty_scans_in_one_burst_arrive_in_order() {
    let desk = Desk::new(|_| {});
    let cable = desk.plug_in();
    let codes: Vec<String> = (0..30).map(|number| format!("SHELF-{number:02}")).collect();
    cable.send(codes.join("\r\n").as_bytes());
    cable.send(b"\r\n");
    assert_eq!(desk.next_scans(30), codes);
    desk.assert_no_more();
}

#[test]
fn thirty_scans_of_the_same_code_in_three_seconds_are_thirty() {
    let desk = Desk::new(|_| {});
    let cable = desk.plug_in();
    for _ in 0..30 {
        cable.send(b"9506000134352\r");
        std::thread::sleep(Duration::from_millis(95));
    }
    assert_eq!(desk.next_scans(30), vec!["9506000134352"; 30]);
    desk.assert_no_more();
}

#[test]
fn a_scanner_without_end_mark_is_read_and_noticed() {
    let desk = Desk::new(|_| {});
    let cable = desk.plug_in();
    cable.send(b"9506000134352");
    assert_eq!(desk.next_scans(1), ["9506000134352"]);
    desk.await_health(|health| health.silence_end_count == 1);
}

#[test]
fn noise_and_an_endless_scan_are_said_and_do_not_hurt_the_next() {
    let desk = Desk::new(|_| {});
    let cable = desk.plug_in();
    cable.send(b"\x00\xfe\x01\r");
    assert_eq!(desk.next().0, ReadKind::Unreadable);
    for _ in 0..10 {
        cable.send(&[b'7'; 1_000]);
        desk.await_health(|health| health.last_bytes.ends_with(b"7"));
        // The terminal holds 4 KiB: let the reader take them.
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(desk.next().0, ReadKind::TooLong);
    cable.send(b"\rA1\r");
    assert_eq!(desk.next_scans(1), ["A1"]);
    let health = desk.await_health(|health| health.scan_count == 1);
    assert_eq!((health.unreadable_count, health.too_long_count), (1, 1));
}

#[test]
fn a_pulled_cable_comes_back_within_two_seconds_and_half_a_scan_is_not_joined() {
    let desk = Desk::new(|_| {});
    let cable = desk.plug_in();
    cable.send(b"A1\r");
    assert_eq!(desk.next_scans(1), ["A1"]);
    cable.send(b"9506000");
    desk.await_health(|health| health.last_bytes.ends_with(b"9506000"));
    cable.pull_out();
    let lost = desk.await_health(|health| health.state == ScannerState::Lost);
    assert!(lost.away_since_ms.is_some() && lost.lost_count == 1, "{lost:?}");

    let plugged_in = Instant::now();
    let cable = PseudoTerminal::plug_in(&desk.link);
    let ready = desk.await_health(|health| health.state == ScannerState::Ready);
    assert!(plugged_in.elapsed() < Duration::from_millis(2_500), "took {:?}", plugged_in.elapsed());
    assert_eq!((ready.away_since_ms, ready.trouble), (None, None));
    cable.send(b"134352\r");
    let reads = [desk.next(), desk.next()];
    // The half scan was either ended by silence before the cable came out, or cut off by it; never joined.
    let half = [(ReadKind::CutOff, String::new()), (ReadKind::Scan, "9506000".to_owned())];
    assert!(half.contains(&reads[0]), "{reads:?}");
    assert_eq!(reads[1], (ReadKind::Scan, "134352".to_owned()));
}

#[test]
fn a_cable_pulled_in_the_middle_of_a_scan_says_so() {
    let desk = Desk::new(|settings| settings.silence_ms = Some(60_000));
    let cable = desk.plug_in();
    cable.send(b"9506000");
    desk.await_health(|health| health.last_bytes == b"9506000");
    cable.pull_out();
    assert_eq!(desk.next(), (ReadKind::CutOff, String::new()));
    desk.await_health(|health| health.cut_off_count == 1 && health.state == ScannerState::Lost);
}

#[test]
fn a_scanner_that_was_never_there_is_waited_for() {
    let desk = Desk::new(|_| {});
    let absent = desk.await_health(|health| health.trouble.is_some());
    assert_eq!((absent.state, absent.trouble), (ScannerState::Absent, Some(PortTrouble::NotThere)));
    let cable = desk.plug_in();
    cable.send(b"A1\r");
    assert_eq!(desk.next_scans(1), ["A1"]);
}

#[test]
fn missing_modem_lines_are_a_warning() {
    let desk = Desk::new(|_| {});
    let _cable = desk.plug_in();
    let health = desk.await_health(|health| health.state == ScannerState::Ready);
    assert!(health.modem_line_warning.is_some(), "a pseudo-terminal has none: {health:?}");
}

#[test]
fn a_presentation_scanner_marks_repeats_and_drops_none() {
    let desk = Desk::new(|settings| settings.presentation = true);
    let cable = desk.plug_in();
    cable.send(b"A1\rA1\rB2\rA1\r");
    let reads: Vec<_> = (0..4).map(|_| desk.next()).collect();
    let kinds = [ReadKind::Scan, ReadKind::Repeat, ReadKind::Scan, ReadKind::Repeat];
    assert_eq!(reads.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), kinds, "{reads:?}");
    desk.await_health(|health| (health.scan_count, health.repeat_count) == (2, 2));
}

#[test]
fn a_busy_station_delays_reads_and_loses_none() {
    let desk = Desk::with_queue(1, |_| {});
    let cable = desk.plug_in();
    cable.send(b"A\rB\rC\rD\r");
    desk.await_health(|health| health.full_queue_count == 1);
    assert_eq!(desk.next_scans(4), ["A", "B", "C", "D"]);
    desk.assert_no_more();
}

#[test]
fn a_stop_ends_the_reader_at_once_in_every_state() {
    let limit = Duration::from_millis(300);
    let stop = |desk: Desk| {
        let asked = Instant::now();
        desk.scanner.stop();
        assert!(asked.elapsed() < limit, "took {:?}", asked.elapsed());
    };
    let waiting = Desk::new(|_| {});
    waiting.await_health(|health| health.trouble.is_some());
    stop(waiting);

    let reading = Desk::new(|_| {});
    let _cable = reading.plug_in();
    stop(reading);

    let blocked = Desk::with_queue(0, |_| {});
    let cable = blocked.plug_in();
    cable.send(b"A\r");
    blocked.await_health(|health| health.last_bytes == b"A\r");
    stop(blocked);
}
