//! Rows of a text file with separators. Quotes as RFC 4180 has them; the number of cells may differ from
//! row to row.

use super::bytes::{Encoding, Utf8};
use super::{Cell, Record, Stop};
use crate::Error;
use crate::export::neutral;
use crate::said::Whole;
use std::cell::Cell as Shared;
use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

/// What people and spreadsheets separate cells with.
pub(crate) const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// One row. Beyond it a quote was opened and never closed.
const ROW_LIMIT: u64 = 4 * 1024 * 1024;

pub(crate) fn each_record(
    path: &Path,
    encoding: Encoding,
    separator: char,
    step: &mut dyn FnMut(Record) -> Result<ControlFlow<()>, Stop>,
) -> Result<(), Stop> {
    let file = File::open(path).map_err(Error::reading(path))?;
    let given = Rc::new(Shared::new(0));
    let text = Leashed { inner: Utf8::new(file, encoding), given: given.clone() };
    let separator = u8::try_from(separator).expect("the separators are ASCII");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(text);
    let mut found = csv::ByteRecord::new();
    let mut row = 0;
    let mut line = 1;
    loop {
        given.set(0);
        let is_there = reader.read_byte_record(&mut found).map_err(|error| broken(error, line, path))?;
        if !is_there {
            return Ok(());
        }
        line = found.position().map_or(line, csv::Position::line);
        row += 1;
        if row == 1 && is_hint(&found) {
            continue;
        }
        let cells = found.iter().map(cell).collect::<Option<Vec<Cell>>>();
        let cells = cells.ok_or(Whole::EncodingUnknown {})?;
        if step(Record { line, row, cells })?.is_break() {
            return Ok(());
        }
    }
}

/// `sep=;` in the first row names the separator to a spreadsheet and is nothing else.
fn is_hint(record: &csv::ByteRecord) -> bool {
    record.get(0).is_some_and(|first| first.to_ascii_lowercase().starts_with(b"sep="))
        && record.iter().skip(1).all(<[u8]>::is_empty)
}

/// The separator that the first line names.
pub(crate) fn hinted(path: &Path, encoding: Encoding) -> Result<Option<char>, Stop> {
    let file = File::open(path).map_err(Error::reading(path))?;
    let mut begin = [0; 64];
    let mut text = Utf8::new(file, encoding);
    let length = text.read(&mut begin).map_err(|_| Whole::EncodingUnknown {})?;
    let begin = String::from_utf8_lossy(&begin[..length]).to_lowercase();
    let named = begin.strip_prefix("sep=").and_then(|rest| rest.chars().next());
    Ok(named.filter(|named| SEPARATORS.contains(named)))
}

fn cell(bytes: &[u8]) -> Option<Cell> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(Cell::of_text(neutral::taken_back(super::trimmed(text))))
}

fn broken(error: csv::Error, line: u64, path: &Path) -> Stop {
    match error.into_kind() {
        csv::ErrorKind::Io(source) if source.kind() == io::ErrorKind::InvalidData => {
            Whole::EncodingUnknown {}.into()
        }
        csv::ErrorKind::Io(source) if source.kind() == io::ErrorKind::FileTooLarge => {
            Whole::QuoteOpen { line: i64::try_from(line).unwrap_or(i64::MAX) }.into()
        }
        csv::ErrorKind::Io(source) => Error::Read { path: path.to_owned(), source }.into(),
        _ => Whole::EncodingUnknown {}.into(),
    }
}

/// Gives no more than one row may have between two looks, so that a quote left open takes no memory.
struct Leashed<R> {
    inner: R,
    given: Rc<Shared<u64>>,
}

impl<R: Read> Read for Leashed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given.get() > ROW_LIMIT {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a row without an end"));
        }
        let length = self.inner.read(out)?;
        self.given.set(self.given.get() + length as u64);
        Ok(length)
    }
}
