//! A file being written row by row: CSV with texts guarded against formulas, or a workbook in which texts
//! are texts. It stands under a name of its own until it is complete.

use super::neutral::guarded;
use crate::Error;
use crate::column::Column;
use crate::reading::number::{Mark, unmistakable};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Separated(Separated),
    Workbook,
}

/// UTF-8 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Separated {
    /// `,`, `;` or a tab.
    pub separator: char,
    pub mark: Mark,
    /// With the mark at its beginning by which older spreadsheets see that it is UTF-8.
    pub has_byte_order_mark: bool,
}

impl Separated {
    /// What other programs expect.
    pub const PLAIN: Separated = Separated { separator: ',', mark: Mark::Point, has_byte_order_mark: false };
    /// What a spreadsheet set to Indonesian opens by a double click.
    pub const INDONESIAN: Separated =
        Separated { separator: ';', mark: Mark::Comma, has_byte_order_mark: true };
}

/// One cell to be written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Out {
    Empty,
    Text(String),
    /// Plain decimal text.
    Number(String),
}

pub(super) struct Sheet {
    path: PathBuf,
    partial: Partial,
    row_count: u64,
    kind: Kind,
}

/// Where it is written until it is complete; gone when it never is.
struct Partial(PathBuf);

impl Drop for Partial {
    fn drop(&mut self) {
        // After the renaming there is nothing left to remove.
        _ = std::fs::remove_file(&self.0);
    }
}

enum Kind {
    Separated(Box<csv::Writer<BufWriter<File>>>, Separated),
    Workbook { book: Box<Workbook>, header: Vec<String>, name: &'static str, row: u32 },
}

/// Rows of a workbook's sheet, its header among them.
const SHEET_ROWS: u32 = 1_048_576;
/// A number with more digits is not kept whole by a spreadsheet.
const DIGITS: usize = 15;

impl Sheet {
    pub(super) fn begin(
        path: &Path,
        form: &Form,
        columns: &[Column],
        (name, language): (&'static str, &str),
        now_ms: i64,
    ) -> Result<Sheet, Error> {
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let partial = Partial(path.with_file_name(format!(".{file_name}.partial")));
        let header: Vec<String> = columns.iter().map(|column| words::word(language, column.word())).collect();
        let kind = match form {
            Form::Separated(separated) => separated_file(&partial.0, *separated, &header)?,
            Form::Workbook => workbook(header, name, now_ms).map_err(broken(&partial.0))?,
        };
        Ok(Sheet { path: path.to_owned(), partial, row_count: 0, kind })
    }

    pub(super) fn row(&mut self, cells: &[Out]) -> Result<(), Error> {
        self.row_count += 1;
        let partial = &self.partial.0;
        match &mut self.kind {
            Kind::Separated(writer, separated) => {
                let cells = cells.iter().map(|cell| written(cell, separated.mark));
                let cells: Vec<Cow<'_, str>> = cells.collect();
                writer.write_record(cells.iter().map(AsRef::as_ref)).map_err(unwritten(partial))
            }
            Kind::Workbook { book, header, name, row } => {
                if *row == SHEET_ROWS {
                    next_sheet(book, header, name).map_err(broken(partial))?;
                    *row = 1;
                }
                let sheets = book.worksheets_mut();
                let sheet = sheets.last_mut().expect("a workbook begins with a sheet");
                put(sheet, *row, cells).map_err(broken(partial))?;
                *row += 1;
                Ok(())
            }
        }
    }

    /// The count of rows; from now on the file stands under its own name.
    pub(super) fn end(self) -> Result<u64, Error> {
        let Sheet { path, partial, row_count, kind } = self;
        match kind {
            Kind::Separated(writer, _) => {
                let inner = writer.into_inner().map_err(|error| error.into_error());
                let file = inner.map_err(Error::writing(&partial.0))?;
                let file = file.into_inner().map_err(|error| error.into_error());
                file.and_then(|file| file.sync_all()).map_err(Error::writing(&partial.0))?;
            }
            Kind::Workbook { mut book, .. } => book.save(&partial.0).map_err(broken(&partial.0))?,
        }
        std::fs::rename(&partial.0, &path).map_err(Error::writing(&path))?;
        Ok(row_count)
    }
}

fn separated_file(partial: &Path, separated: Separated, header: &[String]) -> Result<Kind, Error> {
    let file = File::create(partial).map_err(Error::writing(partial))?;
    let mut file = BufWriter::new(file);
    if separated.has_byte_order_mark {
        file.write_all(b"\xef\xbb\xbf").map_err(Error::writing(partial))?;
    }
    let separator = u8::try_from(separated.separator).unwrap_or(b',');
    let mut writer =
        csv::WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(file);
    let header: Vec<Cow<'_, str>> = header.iter().map(|name| guarded(name)).collect();
    writer.write_record(header.iter().map(AsRef::as_ref)).map_err(unwritten(partial))?;
    Ok(Kind::Separated(Box::new(writer), separated))
}

fn workbook(header: Vec<String>, name: &'static str, now_ms: i64) -> Result<Kind, XlsxError> {
    let mut book = Box::new(Workbook::new());
    let made_at = ExcelDateTime::from_timestamp(now_ms / 1000)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
    next_sheet(&mut book, &header, name)?;
    Ok(Kind::Workbook { book, header, name, row: 1 })
}

fn next_sheet(book: &mut Workbook, header: &[String], name: &str) -> Result<(), XlsxError> {
    let count = book.worksheets().len();
    let name = if count == 0 { name.to_owned() } else { format!("{name} {}", count + 1) };
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, name) in header.iter().enumerate() {
        let width = name.chars().count().max(12) as f64 + 2.0;
        sheet.set_column_width(column as u16, width)?;
        sheet.write_string_with_format(0, column as u16, name, &bold)?;
    }
    Ok(())
}

/// A text is written as a text, whatever it begins with: a spreadsheet computes nothing of it.
fn put(sheet: &mut Worksheet, row: u32, cells: &[Out]) -> Result<(), XlsxError> {
    for (column, cell) in cells.iter().enumerate() {
        let column = column as u16;
        match cell {
            Out::Empty => {}
            Out::Text(text) => _ = sheet.write_string(row, column, text)?,
            Out::Number(text) => {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                match text.parse::<f64>() {
                    Ok(number) if digits <= DIGITS => _ = sheet.write_number(row, column, number)?,
                    _ => _ = sheet.write_string(row, column, text)?,
                }
            }
        }
    }
    Ok(())
}

fn written(cell: &Out, mark: Mark) -> Cow<'_, str> {
    match cell {
        Out::Empty => Cow::Borrowed(""),
        Out::Text(text) => guarded(text),
        Out::Number(text) => unmistakable(text, mark).into(),
    }
}

fn unwritten(path: &Path) -> impl FnOnce(csv::Error) -> Error + '_ {
    move |error| Error::Write { path: path.to_owned(), source: error.into() }
}

fn broken(path: &Path) -> impl Fn(XlsxError) -> Error + '_ {
    move |source| Error::Workbook { path: path.to_owned(), source: Box::new(source) }
}
