//! Rows of a workbook's sheet: XLSX cell by cell as it is unpacked, XLS and ODS as a whole, which their
//! formats ask for. Formulas are never evaluated: the value that was saved with them is read.

use super::{Cell, Record, Stop, day};
use crate::Error;
use crate::said::Whole;
use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsx, XlsxError,
};
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Further to the right there is no column of ours.
const COLUMN_LIMIT: u32 = 500;
/// XLS and ODS are held in memory as a whole.
const WHOLE_LIMIT: u64 = 32 * 1024 * 1024;

enum Book {
    Xlsx(Xlsx<BufReader<File>>),
    Xls(Xls<BufReader<File>>),
    Ods(Ods<BufReader<File>>),
}

/// Sheets that people see, in their order.
pub(crate) fn sheets(path: &Path) -> Result<Vec<String>, Stop> {
    let book = open(path)?;
    let sheets = match &book {
        Book::Xlsx(book) => book.sheets_metadata(),
        Book::Xls(book) => book.sheets_metadata(),
        Book::Ods(book) => book.sheets_metadata(),
    };
    let is_seen =
        |sheet: &&Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    Ok(sheets.iter().filter(is_seen).map(|sheet| sheet.name.clone()).collect())
}

pub(crate) fn each_record(
    path: &Path,
    sheet: &str,
    step: &mut dyn FnMut(Record) -> Result<ControlFlow<()>, Stop>,
) -> Result<(), Stop> {
    match open(path)? {
        Book::Xlsx(book) => unpack(book, sheet, step),
        Book::Xls(mut book) => whole(guarded(|| book.worksheet_range(sheet).map_err(unreadable))?, step),
        Book::Ods(mut book) => whole(guarded(|| book.worksheet_range(sheet).map_err(unreadable))?, step),
    }
}

fn open(path: &Path) -> Result<Book, Stop> {
    let file = || File::open(path).map(BufReader::new).map_err(Error::reading(path));
    let unpacked = file()?;
    match guarded(|| Ok(Xlsx::new(unpacked)))? {
        Ok(book) => return Ok(Book::Xlsx(book)),
        Err(XlsxError::Password) => return Err(Whole::Locked {}.into()),
        Err(_) => {}
    }
    let size = std::fs::metadata(path).map_err(Error::reading(path))?.len();
    if size > WHOLE_LIMIT {
        let limit = i64::try_from(WHOLE_LIMIT / (1024 * 1024)).expect("a small constant");
        return Err(Whole::TooLarge { limit }.into());
    }
    let open = file()?;
    if let Ok(book) = guarded(|| Ok(Ods::new(open)))? {
        return Ok(Book::Ods(book));
    }
    let old = file()?;
    guarded(|| Xls::new(old).map(Book::Xls).map_err(unreadable))
}

/// The reader of a damaged workbook may fall over its own assumptions; that is the file's trouble, not ours.
fn guarded<T>(read: impl FnOnce() -> Result<T, Stop>) -> Result<T, Stop> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(unreadable("its inside is damaged")))
}

fn unreadable(error: impl std::fmt::Display) -> Stop {
    Whole::Unreadable { why: error.to_string() }.into()
}

fn unpack(
    mut book: Xlsx<BufReader<File>>,
    sheet: &str,
    step: &mut dyn FnMut(Record) -> Result<ControlFlow<()>, Stop>,
) -> Result<(), Stop> {
    let mut reader = guarded(|| book.worksheet_cells_reader(sheet).map_err(unreadable))?;
    let mut row: Option<(u32, Vec<Cell>)> = None;
    while let Some(found) = guarded(|| reader.next_cell().map_err(unreadable))? {
        let (at, column) = found.get_position();
        if let Some((open, cells)) = row.take_if(|(open, _)| *open != at)
            && step(record(open, cells))?.is_break()
        {
            return Ok(());
        }
        let (_, cells) = row.get_or_insert_with(|| (at, Vec::new()));
        if column < COLUMN_LIMIT {
            cells.resize(cells.len().max(column as usize + 1), Cell::Empty);
            cells[column as usize] = cell(found.get_value());
        }
    }
    if let Some((at, cells)) = row {
        // Whatever it answers, this was the last one.
        let _ = step(record(at, cells))?;
    }
    Ok(())
}

fn whole(
    range: calamine::Range<Data>,
    step: &mut dyn FnMut(Record) -> Result<ControlFlow<()>, Stop>,
) -> Result<(), Stop> {
    let Some((first_row, first_column)) = range.start() else { return Ok(()) };
    for (index, row) in range.rows().enumerate() {
        let before = (first_column as usize).min(COLUMN_LIMIT as usize);
        let mut cells = vec![Cell::Empty; before];
        cells.extend(row.iter().take(COLUMN_LIMIT as usize - before).map(|data| cell(&data_ref(data))));
        if step(record(first_row + index as u32, cells))?.is_break() {
            break;
        }
    }
    Ok(())
}

fn record(row: u32, cells: Vec<Cell>) -> Record {
    let row = u64::from(row) + 1;
    Record { line: row, row, cells }
}

fn data_ref(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn cell(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        // Fifteen digits are what a spreadsheet keeps of a number, and a whole one below that is exact here
        // too.
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(at) => moment(at),
        DataRef::DateTimeIso(text) => match day::read(text, None) {
            Ok(day::Read::Day(day)) => Cell::Day(day),
            _ => Cell::of_text(text),
        },
        DataRef::DurationIso(text) => Cell::of_text(text),
        DataRef::Error(error) => Cell::Broken(error.to_string()),
    }
}

/// A day; what is formatted as one and is none stays the number that it is.
fn moment(at: &ExcelDateTime) -> Cell {
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    let day = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok())
        .zip(i8::try_from(day).ok())
        .and_then(|((year, month), day)| day::of_parts(year, month, day));
    match day {
        Some(day) if at.is_datetime() => Cell::Day(day),
        _ => Cell::Number(at.as_f64()),
    }
}
