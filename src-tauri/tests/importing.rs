//! `import` and `export` as they are typed: alone with the book, beside a running station, on long files, and killed
//! in the middle.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it must be")]

mod support;

use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};
use support::{Served, demo, printed, run, tallyman};
use tempfile::TempDir;

const ITEMS: &str = "SKU,Name,Unit\nNEW-1,First,pcs\nNEW-2,Second,kg\n";
const STOCK: &str = "SKU,Location,Quantity\nNEW-1,A-03-1,60\n";
const BY: [&str; 2] = ["--by", "Inventory manager 1"];

/// In the name of the inventory manager.
fn import(data: &Path, arguments: &[&str]) -> Output {
    run(data, &[&["import"], arguments, &BY].concat())
}

#[track_caller]
fn refused(output: Output) -> String {
    assert_eq!(output.status.code(), Some(1), "the code says it");
    String::from_utf8(output.stdout).unwrap()
}

fn file(data: &TempDir, name: &str, content: &str) -> String {
    let path = data.path().join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What `tallyman import --undo` wants, from what was printed.
fn identity(said: &str) -> String {
    let line = said.lines().find(|line| line.contains("--undo")).expect("it says how it is undone");
    line.split_whitespace()
        .skip_while(|word| *word != "--undo")
        .nth(1)
        .unwrap()
        .trim_end_matches('`')
        .to_owned()
}

/// The whole way, whoever carries it out.
fn there_and_back(data: &TempDir) {
    let (items, stock) = (file(data, "items.csv", ITEMS), file(data, "opening stock.csv", STOCK));
    let list = |name: &str| printed(run(data.path(), &["export", name]));
    let tried = printed(import(data.path(), &[&items, "--dry-run"]));
    assert!(
        tried.contains("2 new") && !list("items").contains("NEW-1"),
        "it says so and writes nothing: {tried}"
    );
    let taken = printed(import(data.path(), &[&items]));
    assert!(taken.contains("items.csv is in the book: 2 new"), "{taken}");
    let opened = printed(import(data.path(), &[&stock]));
    let twice = file(data, "again.csv", &format!("{STOCK}\n"));
    let twice = refused(import(data.path(), &[&twice, "--kind", "opening-stock"]));
    assert!(twice.contains("A2") || twice.contains("line 2"), "where it was opened before: {twice}");
    assert!(list("stock").contains("NEW-1,"), "the goods are there");
    let undone = printed(import(data.path(), &["--undo", &identity(&opened)]));
    assert!(undone.contains("undone as a whole"), "{undone}");
    assert!(!list("stock").contains("NEW-1,"), "and gone again");
    let workbook = data.path().join("items.xlsx");
    printed(run(data.path(), &["export", "items", workbook.to_str().unwrap(), "--language", "id"]));
    assert!(std::fs::read(&workbook).unwrap().starts_with(b"PK"), "a workbook");
    let same = printed(import(data.path(), &[workbook.to_str().unwrap()]));
    assert!(same.contains("says what stands in the book already"), "what goes out comes in the same: {same}");
}

#[test]
fn a_list_goes_in_and_out_again_where_no_station_runs() {
    let data = demo();
    there_and_back(&data);
    assert!(printed(run(data.path(), &["verify"])).contains("hold"), "the book holds");
}

#[test]
fn beside_a_running_station_every_command_is_its_client() {
    let data = demo();
    let served = Served::start(data.path());
    let second = run(data.path(), &["serve"]);
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(!second.status.success() && said.contains("has it open"), "nobody else writes the book: {said}");
    there_and_back(&data);
    served.end();
    assert!(printed(run(data.path(), &["verify"])).contains("hold"), "the book holds");
}

#[test]
fn who_asks_for_nothing_that_can_be_done_is_told_why() {
    let data = demo();
    let could_not = |output: Output| {
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains("could not "), "{said}");
        said
    };
    let items = file(&data, "items.csv", ITEMS);
    assert!(could_not(run(data.path(), &["import", &items])).contains("--by"), "nobody is named");
    let nobody = could_not(run(data.path(), &["import", &items, "--by", "Nobody"]));
    assert!(nobody.contains("Nobody"), "nobody has that name: {nobody}");
    let letter = file(&data, "letter.csv", "Dear all");
    let letter = could_not(import(data.path(), &[&letter]));
    assert!(letter.contains("--kind") && letter.contains("opening_stock"), "{letter}");
    assert!(could_not(import(data.path(), &["/no/such/items.csv"])).contains("/no/such"), "it is not there");
    assert!(could_not(run(data.path(), &["export", "songs"])).contains("history"), "what there is");
    let operator = refused(run(data.path(), &["import", &items, "--by", "Operator 3"]));
    assert!(operator.contains("Operator 3"), "may not: {operator}");
    let unknown = "019a0000-0000-7000-8000-000000000000";
    assert!(
        refused(import(data.path(), &["--undo", unknown])).contains("no such import"),
        "none has that name"
    );
}

/// A long list; `at`: lines that are replaced.
fn long(count: usize, at: &[(usize, &str)]) -> String {
    let mut text = String::from("SKU,Unit,Decimals,Name\n");
    for line in 0..count {
        match at.iter().find(|(at, _)| *at == line) {
            Some((_, bad)) => writeln!(text, "{bad}").unwrap(),
            None => writeln!(text, "I-{line:07},kg,3,Item number {line} of the long list").unwrap(),
        }
    }
    text
}

#[test]
fn three_bad_lines_among_twenty_thousand_are_named_and_nothing_is_in_the_book() {
    let data = demo();
    let bad =
        [(7, ",kg,3,nameless"), (9_999, "I-BAD-1,parsec,3,far"), (19_998, "I-BAD-2,kg,\"1,250\",doubtful")];
    let items = file(&data, "items.csv", &long(20_000, &bad));
    let output = import(data.path(), &[&items]);
    let progress = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(progress.contains("checking line 20000 of 20000"), "it says how far it is: {progress}");
    let said = refused(output);
    for cell in ["A9 (line ", "B10001 (line ", "C20000 (line "] {
        assert!(said.contains(cell), "{cell}: {said}");
    }
    assert_eq!(said.lines().filter(|line| line.contains("(line ")).count(), 3, "and no other: {said}");
    assert!(!printed(run(data.path(), &["export", "items"])).contains("I-0000000"), "nothing of it");
}

#[test]
fn an_import_that_was_killed_goes_on_at_the_next_start_of_the_station() {
    let data = demo();
    let items = file(&data, "items.csv", &long(8_000, &[]));
    let mut child = tallyman(data.path(), &[&["import", &items], BY.as_slice()].concat())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let begun = lines.into_iter().find(|line| line.starts_with("writing line"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(begun.is_some(), "it was killed while it wrote");
    // The file itself may be gone by then: the station has its own.
    std::fs::remove_file(&items).unwrap();
    let served = Served::start(data.path());
    let patience = Instant::now() + Duration::from_secs(120);
    let count = || {
        let list = printed(run(data.path(), &["export", "items"]));
        list.lines().filter(|line| line.starts_with("I-")).count()
    };
    while count() < 8_000 {
        assert!(Instant::now() < patience, "it goes on by itself");
        std::thread::sleep(Duration::from_millis(50));
    }
    served.end();
    assert!(
        !PathBuf::from(data.path())
            .join("imports")
            .read_dir()
            .unwrap()
            .flatten()
            .any(|folder| folder.path().join("order.json").exists()),
        "nothing is left to do"
    );
    assert!(printed(run(data.path(), &["verify"])).contains("hold"), "the book holds");
}
