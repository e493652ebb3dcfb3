//! Stopping in the middle of an import: it goes on with the same file, and books nothing twice.

use crate::support::*;
use exchange::{Outcome, Step, UndoOutcome, import_file, undo_import};
use ledger::table::import::ImportKind::{Items, Locations, OpeningStock};
use ledger::table::import::{self, ImportState};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};

/// Where a process that is going to be killed finds its book.
const DIRECTORY: &str = "TALLYMAN_IMPORT_DIRECTORY";
/// Five chunks of two hundred.
const COUNT: usize = 900;

fn list(book: &Book) -> std::path::PathBuf {
    let places: String = (0..COUNT).map(|n| format!("P-{n:04},bin,KITCHEN\n")).collect();
    book.taken(Locations, &format!("Location,Kind of location,Stands in\n{places}"));
    let rows: String = (0..COUNT).map(|n| format!("RM-CHI,P-{n:04},{}.5,L-{}\n", n + 1, n % 7)).collect();
    book.file("opening.csv", format!("SKU,Location,Quantity,Lot\n{rows}"))
}

/// Stops after so many chunks were booked, as a crash would between two of them.
fn stopped_after(book: &Book, path: &Path, chunk_count: u32) -> exchange::Report {
    let mut left = chunk_count;
    import_file(book.ledger.writer(), path, OpeningStock, &book.terms(), &mut |progress| {
        if progress.step == Step::Applying {
            left -= 1;
        }
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap()
}

fn whole() -> BTreeMap<(String, String, String), (String, i64)> {
    let row = |n: usize| {
        ((format!("P-{n:04}"), "RM-CHI".to_owned(), format!("L-{}", n % 7)), (format!("{}.5", n + 1), 0))
    };
    (0..COUNT).map(row).collect()
}

#[test]
fn wherever_it_stops_the_same_file_ends_in_the_same_book() {
    for chunk_count in 1..=3 {
        let book = book();
        let path = list(&book);
        let report = stopped_after(&book, &path, chunk_count);
        assert_eq!(report.outcome, Outcome::Interrupted);
        let book = book.reopened();
        let begun = book.turn(|tx| import::unfinished(tx)).remove(0);
        assert_eq!(
            (begun.state, begun.chunk_count),
            (ImportState::Applying, chunk_count),
            "what was booked is known"
        );
        assert_eq!(Some(begun.id), report.import);
        let looked_at = book.check_file(OpeningStock, &path);
        assert_eq!((looked_at.outcome, looked_at.import), (Outcome::Interrupted, Some(begun.id)));
        let report = book.import_file(OpeningStock, &path);
        assert_eq!(
            (report.outcome, report.import),
            (Outcome::Applied, Some(begun.id)),
            "it is the same import"
        );
        assert_eq!(book.stock(), whole(), "every line once");
        assert!(book.turn(|tx| import::unfinished(tx)).is_empty());
        assert_eq!(book.import_file(OpeningStock, &path).outcome, Outcome::AlreadyApplied);
        book.verify();
    }
}

#[test]
fn stopped_while_checking_nothing_was_begun() {
    let book = book();
    let path = list(&book);
    let terms = book.terms();
    let stop = &mut |_| ControlFlow::Break(());
    let report = import_file(book.ledger.writer(), &path, OpeningStock, &terms, stop).unwrap();
    assert_eq!((report.outcome, report.import), (Outcome::Interrupted, None));
    assert!(book.stock().is_empty());
}

#[test]
fn a_half_booked_import_can_be_undone_instead() {
    let book = book();
    let path = list(&book);
    let id = stopped_after(&book, &path, 2).import.unwrap();
    let book = book.reopened();
    let mut left = 1;
    let terms = book.terms();
    let report = undo_import(book.ledger.writer(), id, &terms, &mut |_| {
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap();
    assert_eq!(report.outcome, UndoOutcome::Interrupted, "the undoing is stopped in its middle too");
    let book = book.reopened();
    assert_eq!(
        book.import_file(OpeningStock, &path).refusal.map(|why| why.code).as_deref(),
        Some("file-being-undone"),
        "one after the other"
    );
    assert_eq!(book.undo(id).outcome, UndoOutcome::Undone);
    assert!(book.stock().is_empty(), "nothing of it is left");
    book.verify();
}

#[test]
fn another_file_does_not_go_on_with_it() {
    let book = book();
    let path = list(&book);
    stopped_after(&book, &path, 1);
    let text = std::fs::read_to_string(&path).unwrap();
    let changed = book.file("opening2.csv", text.replace("P-0899,900.5", "P-0899,1.5"));
    let report = book.import_file(OpeningStock, &changed);
    assert_eq!(report.outcome, Outcome::Refused, "its first lines are opened already");
    assert_eq!(report.counts.refused, 200, "all that the first file booked");
}

#[test]
fn a_file_saved_meanwhile_is_not_taken_in() {
    let book = book();
    let path = book.file("items.csv", "SKU,Unit\nRM-1,kg\n");
    let terms = book.terms();
    let report = import_file(book.ledger.writer(), &path, Items, &terms, &mut |_| {
        std::fs::write(&path, "SKU,Unit\nRM-2,kg\n").unwrap();
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(report.refusal.unwrap().code, "file-changed", "what was checked is what is booked");
    assert_eq!(report.import, None);
}

/// Imports the file of a directory that another test prepared, and says when a chunk is in the book. By
/// itself, it imports one of its own.
#[test]
fn an_import_that_may_be_killed() {
    let book = match std::env::var_os(DIRECTORY) {
        Some(directory) => left_in(Path::new(&directory)),
        None => {
            let book = book();
            list(&book);
            book
        }
    };
    let path = book.directory.path().join("opening.csv");
    let report = import_file(book.ledger.writer(), &path, OpeningStock, &book.terms(), &mut |progress| {
        if progress.step == Step::Applying {
            println!("\nchunk {}", progress.done);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(report.outcome, Outcome::Applied, "{:?}", report.refused);
}

/// Starts the test above in a process of its own and kills it as soon as a chunk is in the book, while the
/// next is being written. Gives how far it was; `None` when nothing was left to do.
fn killed(directory: &Path) -> Option<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::an_import_that_may_be_killed", "--nocapture"])
        .env(DIRECTORY, directory)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let heard = lines.find(|line| line.starts_with("chunk "));
    child.kill().unwrap();
    child.wait().unwrap();
    heard
}

#[test]
fn killed_again_and_again_it_books_every_line_once() {
    let book = book();
    list(&book);
    let directory = book.closed();
    let mut killed_count = 0;
    while killed(directory.path()).is_some_and(|heard| heard != format!("chunk {COUNT}")) {
        killed_count += 1;
        assert!(killed_count < 5, "each time at least one chunk more was in the book");
    }
    let book = left_in(directory.path());
    let last = book.import_file(OpeningStock, &directory.path().join("opening.csv"));
    assert!(matches!(last.outcome, Outcome::Applied | Outcome::AlreadyApplied), "{:?}", last.outcome);
    assert_eq!(book.stock(), whole(), "every line once, whenever it was killed");
    book.verify();
}
