//! The scanner at the end of its cable.

use sandbox::scanner::Scanner;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

fn open(path: &Path) -> File {
    OpenOptions::new().read(true).write(true).open(path).unwrap()
}

fn read(port: &mut File, count: usize) -> String {
    let mut bytes = vec![0; count];
    port.read_exact(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_scan_comes_out_of_the_port_with_its_terminator() {
    let scanner = Scanner::plug(None).unwrap();
    scanner.scan("sent before anybody listened").unwrap();
    let mut port = open(&scanner.path().unwrap());
    assert_eq!(read(&mut port, 29), "sent before anybody listened\r");
    scanner.set_terminator(b"\r\n");
    scanner.scan("9521234000129").unwrap();
    assert_eq!(read(&mut port, 15), "9521234000129\r\n", "raw: no line end is translated");
    scanner.send(b"\xff\x00A\rB\r").unwrap();
    let mut noise = [0; 6];
    port.read_exact(&mut noise).unwrap();
    assert_eq!(&noise, b"\xff\x00A\rB\r", "noise and glued scans pass unchanged");
}

#[test]
fn a_long_scan_in_pieces_arrives_whole() {
    let scanner = Scanner::plug(None).unwrap();
    let mut port = open(&scanner.path().unwrap());
    let long = "x".repeat(10_000);
    let reader = std::thread::spawn(move || read(&mut port, 10_001));
    scanner.scan_split(&long, 7, Duration::ZERO).unwrap();
    assert_eq!(reader.join().unwrap(), format!("{long}\r"), "more than the line holds at once");
}

#[test]
fn the_station_is_heard() {
    let scanner = Scanner::plug(None).unwrap();
    let mut port = open(&scanner.path().unwrap());
    port.write_all(b"\x07").unwrap();
    assert_eq!(scanner.heard().unwrap(), b"\x07");
}

#[test]
fn a_pulled_cable_fails_the_port_and_comes_back_under_the_same_name() {
    let directory = tempfile::tempdir().unwrap();
    let link = directory.path().join("scanner");
    let scanner = Scanner::plug(Some(&link)).unwrap();
    let mut port = open(&link);
    scanner.unplug();
    let mut byte = [0];
    assert!(port.read(&mut byte).is_err() || byte == [0], "the open port is dead");
    assert!(!link.exists() && link.symlink_metadata().is_err(), "its name is gone");
    assert!(scanner.scan("lost").is_err(), "nothing can be scanned");
    scanner.replug().unwrap();
    let mut port = open(&link);
    scanner.scan("again").unwrap();
    assert_eq!(read(&mut port, 6), "again\r");
    drop(scanner);
    assert!(link.symlink_metadata().is_err(), "nothing is left behind");
}
