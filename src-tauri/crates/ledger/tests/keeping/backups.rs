//! Copies of the book: good ones only, under their name only once they are good, and made while work goes on.

use crate::support::*;
use ledger::Error;
use ledger::backup::{self, Depth};
use std::path::{Path, PathBuf};

fn folder(book: &Book) -> PathBuf {
    book.directory.path().join(backup::FOLDER)
}

fn made(book: &Book, depth: Depth) -> Result<backup::Backup, Error> {
    backup::make(&book.path(), &folder(book), NOW_MS, depth)
}

fn names(folder: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "lock").collect()
}

#[test]
fn a_copy_verifies_opens_and_is_named_for_its_place() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let copy = made(&book, Depth::Whole).unwrap();
    assert_eq!(copy.name, "ledger-20261121T080000Z-1-000001");
    assert_eq!(names(&folder(&book)), [format!("{}.sqlite", copy.name)], "and nothing unfinished");
    assert_eq!(ledger::verify::file(&copy.path).unwrap(), book.verify(), "it holds the same book");
    let elsewhere = book.directory.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::copy(&copy.path, elsewhere.join("ledger.db")).unwrap();
    let (runtime, ledger) = open(elsewhere.join("ledger.db")).unwrap();
    runtime.block_on(ledger.close()).unwrap();
}

#[cfg(unix)]
#[test]
fn only_this_user_reads_a_copy() {
    use std::os::unix::fs::PermissionsExt;
    let book = book();
    let copy = made(&book, Depth::Head).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&copy.path), mode(&folder(&book))), (0o600, 0o700), "it holds all that the book holds");
}

#[test]
fn work_goes_on_while_a_copy_is_made() {
    let book = book();
    let writer = book.ledger.writer().clone();
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let worker = std::thread::spawn(move || {
        let mut number = 0;
        while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
            number += 1;
            let new = entry(number, vec![receive(SALT, SALT_LOT, A, "1")]);
            writer.turn_blocking(move |tx| ledger::table::entry::append(tx, &new)).unwrap();
        }
        number
    });
    let copies: Vec<_> = (0..5).map(|_| made(&book, Depth::Whole).unwrap()).collect();
    stop.send(()).unwrap();
    let booked = worker.join().unwrap() as i64;
    for pair in copies.windows(2) {
        assert!(pair[0].sequence <= pair[1].sequence, "each has at least what the one before had");
    }
    assert!(copies[4].sequence <= booked, "and nothing that was not booked");
    assert_eq!(book.verify().entry_count, booked, "nobody's entry was lost over it");
}

#[test]
fn a_copy_of_a_touched_book_does_not_count() {
    let book = book();
    for number in 1..=3 {
        book.append(entry(number, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    }
    book.raw()
        .execute_batch("DROP TRIGGER entry_is_not_changed; UPDATE entry SET note = 'x' WHERE row = 2")
        .unwrap();
    for depth in [Depth::Whole, Depth::Head] {
        let refused = made(&book, depth);
        assert!(
            matches!(&refused, Err(Error::Differs(found)) if found.place == "TM1-1-000002"),
            "{refused:?}"
        );
    }
    assert_eq!(backup::list(&folder(&book)).unwrap(), [], "a copy that is not good gets no name");
    assert_eq!(names(&folder(&book)), ["ledger.unfinished"], "it is kept to be looked at until the next one");
}

#[test]
fn the_newest_good_copy_is_found_behind_damaged_ones() {
    let book = book();
    let mut copies = Vec::new();
    for number in 1..=3 {
        book.append(entry(number, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
        copies.push(made(&book, Depth::Head).unwrap());
    }
    let folders = [folder(&book), book.directory.path().join("no such folder")];
    assert_eq!(backup::newest_good(&folders).as_ref(), Some(&copies[2]), "the newest, while it is good");
    let bytes = std::fs::read(&copies[2].path).unwrap();
    std::fs::write(&copies[2].path, &bytes[..bytes.len() / 2]).unwrap();
    std::fs::write(&copies[1].path, "").unwrap();
    assert_eq!(backup::newest_good(&folders).as_ref(), Some(&copies[0]), "the newest of those that are good");
    assert_eq!(backup::newest_good(&folders[1..]), None, "no copies, none good");
}

#[test]
fn a_disk_that_the_floor_needs_is_not_filled_with_copies() {
    let Some(disk) = crate::small_disk::SmallDisk::mount() else {
        eprintln!("no small disk here: mounting one needs root on Linux");
        return;
    };
    let book = book();
    let refused = backup::make(&book.path(), &disk.path().join("copies"), NOW_MS, Depth::Head);
    let Err(Error::NoRoom { free, needed, .. }) = refused else { panic!("{refused:?}") };
    assert!(free < 4_000_000 && needed > 500_000_000, "both numbers are said: {free}, {needed}");
    assert_eq!(names(&disk.path().join("copies")), Vec::<String>::new(), "nothing was written there");
}

#[test]
fn what_an_interrupted_copy_left_behind_goes_with_the_next() {
    let book = book();
    std::fs::create_dir(folder(&book)).unwrap();
    std::fs::write(folder(&book).join("ledger.unfinished"), "half a copy").unwrap();
    let copy = made(&book, Depth::Head).unwrap();
    assert_eq!(names(&folder(&book)), [format!("{}.sqlite", copy.name)], "only the good one is left");
}

#[test]
fn two_do_not_copy_into_one_folder_at_once() {
    let book = book();
    std::fs::create_dir(folder(&book)).unwrap();
    let other = std::fs::File::create(folder(&book).join("lock")).unwrap();
    other.lock().unwrap();
    let refused = made(&book, Depth::Head);
    assert!(
        matches!(&refused, Err(Error::Backup { why, .. }) if why.contains("another copy")),
        "{refused:?}"
    );
    drop(other);
    made(&book, Depth::Head).expect("the other one is done");
}
