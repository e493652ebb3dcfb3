//! A disk that is really full: the commit itself fails, unlike with a page limit. Needs a small file system of its
//! own, which only root on Linux may mount; elsewhere `src/group/tests.rs` is all there is.

use crate::small_disk::SmallDisk;
use crate::support::*;
use ledger::{Error, Health};
use std::path::Path;
use std::process::Command;

#[test]
fn everything_answered_is_there_and_work_goes_on_when_there_is_room_again() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("no small disk here: mounting one needs root on Linux");
        return;
    };
    let (runtime, ledger) = open(disk.path().join("ledger.db")).unwrap();
    let book = Book { directory: tempfile::tempdir().unwrap(), ledger, runtime };
    book.turn(found).unwrap();
    let ballast = disk.path().join("ballast");
    let room = available_bytes(disk.path());
    std::fs::write(&ballast, vec![0; (room - 300_000) as usize]).unwrap();

    let mut booked = 0;
    let full = loop {
        match book.append(entry(booked + 1, vec![receive(SALT, SALT_LOT, A, "1")])) {
            Ok(_) => booked += 1,
            Err(error) => break error,
        }
        assert!(booked < 5_000, "a small disk fills");
    };
    assert!(matches!(full, Error::DiskFull { .. }), "{full:?}");
    assert_eq!(book.ledger.writer().health(), Health::Running);
    let again = book.append(entry(9_000, vec![receive(SALT, SALT_LOT, A, "1")]));
    assert!(matches!(again, Err(Error::DiskFull { .. })), "still full: {again:?}");

    std::fs::remove_file(ballast).unwrap();
    book.append(entry(booked + 1, vec![receive(SALT, SALT_LOT, A, "1")])).expect("there is room again");
    let report = ledger::verify::file(&disk.path().join("ledger.db")).unwrap();
    assert_eq!(
        (report.entry_count as u64, report.difference),
        (booked + 1, None),
        "what was answered, no more"
    );
    let Book { ledger, runtime, .. } = book;
    runtime.block_on(ledger.close()).unwrap();
}

fn available_bytes(path: &Path) -> u64 {
    let told = Command::new("df").args(["--output=avail", "-B1"]).arg(path).output().unwrap();
    String::from_utf8(told.stdout).unwrap().lines().nth(1).unwrap().trim().parse().unwrap()
}
