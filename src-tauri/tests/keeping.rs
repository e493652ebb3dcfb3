//! `backup`, `restore`, `doctor` and `verify` as they are typed, also beside a running station, on damaged books, and
//! killed in the middle.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it must be")]

mod support;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};
use support::{Served, demo, printed, run, tallyman};
use tempfile::TempDir;

#[track_caller]
fn could_not(output: Output) -> String {
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && !said.contains("panicked"), "it says that it failed: {said}");
    let sentences: Vec<&str> = said.lines().filter(|line| line.starts_with("could not ")).collect();
    assert_eq!(sentences.len(), 1, "in one sentence: {said}");
    sentences[0].to_owned()
}

fn book(data: &Path) -> PathBuf {
    data.join("ledger.sqlite")
}

/// A closed book with the demo's opening stock in it.
fn stocked() -> TempDir {
    let data = demo();
    assert!(ledger::sound::mark(&book(data.path())).unwrap().sequence > 0, "the demo has entries");
    data
}

/// The name of the copy that was made.
fn backed_up(data: &Path) -> String {
    let path = printed(run(data, &["backup"])).lines().next().unwrap().to_owned();
    Path::new(&path).file_stem().unwrap().to_str().unwrap().to_owned()
}

fn doctor(data: &Path) -> (bool, Value) {
    let output = run(data, &["doctor", "--json"]);
    let found: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    (output.status.success(), found)
}

fn level(found: &Value, check: &str) -> String {
    let all = found["findings"].as_array().expect("a list").iter();
    let levels: Vec<&str> = all
        .filter(|finding| finding["check"] == check)
        .filter_map(|finding| finding["level"].as_str())
        .collect();
    levels.join(",")
}

#[test]
fn a_copy_is_made_beside_a_running_station_and_put_back_when_it_has_ended() {
    let data = stocked();
    let served = Served::start(data.path());
    let name = backed_up(data.path());
    let elsewhere = TempDir::new().unwrap();
    let to = elsewhere.path().join("copies");
    printed(run(data.path(), &["backup", "--to", to.to_str().unwrap()]));
    assert_eq!(ledger::backup::list(&to).unwrap().len(), 1, "also to another disk");
    assert!(printed(run(data.path(), &["restore", "--list"])).contains(&format!("{name}  ")), "it is listed");
    let owned = could_not(run(data.path(), &["restore", &name]));
    assert!(owned.contains("has it open"), "not under a running station: {owned}");
    served.end();

    let whole = could_not(run(data.path(), &["restore"]));
    assert!(whole.contains("the book is whole"), "and not by accident: {whole}");
    let said = printed(run(data.path(), &["restore", &name]));
    assert!(said.contains("TM1-2-000001") && said.contains("set-aside"), "what was done is said: {said}");
    assert!(printed(run(data.path(), &["verify"])).contains("hold"), "the book holds");
    Served::start(data.path()).end();
    let unknown = could_not(run(data.path(), &["restore", "ledger-of-yesterday"]));
    assert!(unknown.contains("--list"), "{unknown}");
    let nowhere = could_not(run(&elsewhere.path().join("nowhere"), &["backup"]));
    assert!(nowhere.contains("--data"), "{nowhere}");
}

#[test]
fn a_damaged_book_names_its_copy_and_comes_back_with_one_command() {
    let data = stocked();
    let name = backed_up(data.path());
    let mut bytes = std::fs::read(book(data.path())).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 9_000].fill(0xEE);
    std::fs::write(book(data.path()), &bytes).unwrap();

    let said = could_not(run(data.path(), &["serve"]));
    assert!(said.contains(&format!("tallyman restore {name}")), "what to do is said: {said}");
    let (is_fine, found) = doctor(data.path());
    assert!(!is_fine && level(&found, "book") == "wrong", "and by the doctor: {found}");
    let text = found.to_string();
    assert!(text.contains(&format!("tallyman restore {name}")), "with the same command: {text}");
    assert!(std::fs::read(book(data.path())).unwrap() == bytes, "nobody touched it");

    let said = printed(run(data.path(), &["restore"]));
    assert!(said.contains(&name), "the newest good copy: {said}");
    Served::start(data.path()).end();
    let (_, found) = doctor(data.path());
    assert_eq!(level(&found, "book"), "fine", "{found}");
}

#[test]
fn the_doctor_finds_nothing_wrong_with_a_good_station_and_says_what_is_wrong_with_another() {
    let data = stocked();
    backed_up(data.path());
    let served = Served::start(data.path());
    let (is_fine, found) = doctor(data.path());
    for check in ["engine", "book", "copies", "files", "secrets", "settings", "station"] {
        assert_eq!(level(&found, check), "fine", "{check}: {found}");
    }
    // The disk of whoever runs this test may be nearly full.
    assert_eq!(is_fine, !["warning", "wrong"].contains(&level(&found, "room").as_str()), "{found}");
    served.end();

    std::fs::create_dir(data.path().join("secrets")).unwrap();
    std::fs::write(data.path().join("secrets/katana"), "key").unwrap();
    std::fs::write(data.path().join("station.toml"), "[station]\nname = 7\n").unwrap();
    let (is_fine, found) = doctor(data.path());
    assert!(!is_fine, "something is wrong");
    assert_eq!(level(&found, "settings"), "wrong", "{found}");
    assert_eq!(level(&found, "secrets"), "note", "the key lies in a file: {found}");
    if cfg!(unix) {
        assert_eq!(level(&found, "files"), "wrong", "which others can read: {found}");
    }
    for finding in found["findings"].as_array().unwrap().iter().filter(|finding| finding["level"] != "fine") {
        assert!(
            finding["means"].is_string() && finding["do"].is_string(),
            "what it means, what to do: {finding}"
        );
    }
    for (language, word) in [("en", "WRONG"), ("id", "SALAH")] {
        let output = run(data.path(), &["doctor", "--language", language]);
        assert_eq!(output.status.code(), Some(1), "the code says it too");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(word) && said.contains("secrets/katana") && !said.contains('⟦'), "{said}");
    }
}

#[test]
fn verify_names_a_movement_that_was_altered_in_a_copy_of_the_closed_file() {
    let data = stocked();
    let altered = TempDir::new().unwrap();
    std::fs::copy(book(data.path()), book(altered.path())).unwrap();
    let connection = rusqlite::Connection::open(book(altered.path())).unwrap();
    connection
        .execute_batch(
            "DROP TRIGGER movement_is_not_changed;
             UPDATE movement SET quantity = quantity + 1000000 WHERE row = 2;",
        )
        .unwrap();
    let (sequence, line, sku): (i64, i64, String) = connection
        .query_row(
            "SELECT e.sequence, m.line, i.sku FROM movement m JOIN entry e ON e.row = m.entry_row
             JOIN item i ON i.row = m.item_row WHERE m.row = 2",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    connection.close().unwrap();
    let output = run(altered.path(), &["verify"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "the code says it: {said}");
    let named = format!("TM1-1-{sequence:06} line {line}, which says ");
    assert!(
        said.contains(&named) && said.contains(&format!(" of {sku}: ")),
        "and the movement is named: {said}"
    );
    assert!(printed(run(data.path(), &["verify"])).contains("hold"), "the book it was copied from holds");
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_book_or_the_new_one() {
    let data = stocked();
    let name = backed_up(data.path());
    let begun = Instant::now();
    printed(run(data.path(), &["restore", &name]));
    let whole_ms = begun.elapsed().as_millis() as u64;
    let mut seed = u64::from(std::process::id());
    println!("seed {seed}, a whole restore takes {whole_ms} ms");
    let (mut old_count, mut new_count) = (0, 0);
    for round in 0..12 {
        let before = ledger::sound::mark(&book(data.path())).expect("the book can be read").epoch;
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = tallyman(data.path(), &["restore", &name])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let at = Duration::from_millis((seed >> 33) % (whole_ms + 1));
        let killed = Instant::now() + at;
        while Instant::now() < killed && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        _ = child.kill();
        child.wait().unwrap();
        // The next start finishes what was begun, or finds nothing begun.
        Served::start(data.path()).end();
        assert!(printed(run(data.path(), &["verify"])).contains("hold"), "round {round}: the book holds");
        let after = ledger::sound::mark(&book(data.path())).unwrap().epoch;
        if after == before {
            old_count += 1
        } else {
            new_count += 1
        }
        assert!(after >= before, "round {round}: no epoch is given twice");
    }
    println!("{old_count} old, {new_count} new");
}
