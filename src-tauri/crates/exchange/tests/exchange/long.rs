//! A long file with three bad lines: exactly those three are named, in bounded memory, and nothing is
//! written. `TALLYMAN_IMPORT_LINES=1000000` makes it as long as issue 3 says; without it it is shorter, for
//! every day.

use crate::support::*;
use exchange::Outcome;
use ledger::table::import::ImportKind::Items;
use std::fmt::Write;

/// What may be resident besides what the process had before, for a million lines.
const MEMORY_LIMIT_KB: u64 = 200_000;

#[test]
fn three_bad_lines_of_a_long_file_are_named() {
    let lines: usize = std::env::var("TALLYMAN_IMPORT_LINES").map_or(200_000, |text| text.parse().unwrap());
    let bad = [
        (lines / 7, "", "line-missing"),
        (lines / 2, "parsec", "line-unknown-unit"),
        (lines - 1, "1,250", "line-number-unsure"),
    ];
    let mut text = String::from("SKU,Unit,Decimals,Name\n");
    for line in 0..lines {
        match bad.iter().position(|(at, ..)| *at == line) {
            Some(0) => text.push_str(",kg,3,nameless\n"),
            Some(1) => writeln!(text, "I-{line:07},parsec,3,far").unwrap(),
            Some(_) => writeln!(text, "I-{line:07},kg,\"1,250\",doubtful").unwrap(),
            None => writeln!(text, "I-{line:07},kg,3,Item number {line} of the long list").unwrap(),
        }
    }
    let book = book();
    let path = book.file("long.csv", &text);
    drop(text);
    let before = peak_kb();
    let mut seen = 0;
    let report = exchange::import_file(book.ledger.writer(), &path, Items, &book.terms(), &mut |progress| {
        assert!(progress.done > seen && progress.of == lines as u64, "it says how far it is");
        seen = progress.done;
        go_on(progress)
    })
    .unwrap();
    assert_eq!(report.outcome, Outcome::Refused);
    let named: Vec<(u64, &str, &str)> = report
        .refused
        .iter()
        .map(|refused| (refused.line, refused.found.as_str(), refused.why.code.as_str()))
        .collect();
    let expected = bad.map(|(at, found, code)| (at as u64 + 2, found, code));
    assert_eq!(named, expected, "exactly the three, by their line");
    assert_eq!(report.counts.new + report.counts.refused, lines as u64, "every line was looked at");
    assert_eq!(report.import, None, "nothing was begun");
    if let (Some(before), Some(after)) = (before, peak_kb()) {
        assert!(after - before < MEMORY_LIMIT_KB, "{} kB more for {lines} lines", after - before);
    }
}

/// The most that was ever resident, where the system tells.
fn peak_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
