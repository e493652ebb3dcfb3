//! What is known of a file before a line of it is judged: how it is written, where its columns are, how
//! many lines it has, and what its clear cells prove about the doubtful ones. Reads the file and holds none
//! of it.

use super::bytes::{self, Container, Encoding};
use super::day::{self, Order};
use super::header::{self, Header, ROWS_LOOKED_AT};
use super::number::{self, Mark};
use super::{Cell, Format, Record, Stop, each_record, separated, workbook};
use crate::Error;
use crate::column::Form;
use crate::said::Whole;
use ledger::table::import::ImportKind;
use std::ops::ControlFlow;
use std::path::Path;

/// One file is that long at most; what is remembered of each line has its bound by this.
const LINE_LIMIT: u64 = 2_000_000;

/// A file that can be read, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    pub size: u64,
    pub format: Format,
    pub header: Header,
    /// Lines that hold something, below the header.
    pub line_count: u64,
    /// The decimal mark that its clear numbers prove; `None` when none does, or when they differ.
    pub mark: Option<Mark>,
    /// By place of the column: the order that its clear dates prove.
    pub orders: Vec<Option<Order>>,
}

/// Looks at a whole file. `Ok(Err(…))`: it cannot be taken as a list of this kind, and why.
///
/// # Errors
/// [`Error::Read`].
pub fn survey(path: &Path, kind: ImportKind) -> Result<Result<Survey, Whole>, Error> {
    match looked_at(path, kind, bytes::fingerprint(path)?) {
        Ok(survey) => Ok(Ok(survey)),
        Err(Stop::Refused(why)) => Ok(Err(why)),
        Err(Stop::Fault(error)) => Err(error),
    }
}

fn looked_at(path: &Path, kind: ImportKind, of: bytes::Fingerprint) -> Result<Survey, Stop> {
    if of.size == 0 {
        return Err(Whole::Empty {}.into());
    }
    let (format, header) = match of.container? {
        Container::Text(encoding) => text(path, kind, encoding)?,
        Container::Zip | Container::Compound => sheet(path, kind)?,
    };
    let mut survey = Survey {
        hash: of.hash,
        size: of.size,
        orders: vec![None; header.columns.len()],
        format,
        header,
        line_count: 0,
        mark: None,
    };
    survey.evidence(path)?;
    Ok(survey)
}

/// The separator under which the header makes most sense.
fn text(path: &Path, kind: ImportKind, encoding: Encoding) -> Result<(Format, Header), Stop> {
    let hinted = separated::hinted(path, encoding)?;
    let separators = hinted.map_or_else(|| separated::SEPARATORS.to_vec(), |hinted| vec![hinted]);
    let mut best: Option<(usize, Format, Vec<Record>)> = None;
    for separator in separators {
        let format = Format::Separated { encoding, separator };
        let records = uppermost(path, &format)?;
        let score = header::score(&records, kind);
        if best.as_ref().is_none_or(|(highest, ..)| score > *highest) {
            best = Some((score, format, records));
        }
    }
    let (_, format, records) = best.ok_or(Whole::Empty {})?;
    if records.is_empty() {
        return Err(Whole::Empty {}.into());
    }
    Ok((format, header::find(&records, kind)?))
}

/// The one sheet that is a list of this kind.
fn sheet(path: &Path, kind: ImportKind) -> Result<(Format, Header), Stop> {
    let mut found: Vec<(Format, Header)> = Vec::new();
    let mut first_trouble = None;
    for sheet in workbook::sheets(path)? {
        let format = Format::Workbook { sheet };
        let records = uppermost(path, &format)?;
        if records.is_empty() {
            continue;
        }
        match header::find(&records, kind) {
            Ok(header) => found.push((format, header)),
            Err(why) => _ = first_trouble.get_or_insert(why),
        }
    }
    if found.len() > 1 {
        let names = found.iter().filter_map(|(format, _)| match format {
            Format::Workbook { sheet } => Some(sheet.as_str()),
            Format::Separated { .. } => None,
        });
        return Err(Whole::SheetsUnsure { sheets: names.collect::<Vec<_>>().join(", ") }.into());
    }
    found.pop().ok_or_else(|| first_trouble.unwrap_or(Whole::Empty {}).into())
}

fn uppermost(path: &Path, format: &Format) -> Result<Vec<Record>, Stop> {
    let mut records = Vec::new();
    each_record(path, format, &mut |record| {
        records.push(record);
        Ok(if records.len() < ROWS_LOOKED_AT { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(records)
}

impl Survey {
    fn evidence(&mut self, path: &Path) -> Result<(), Stop> {
        let forms: Vec<(usize, Form)> = self
            .header
            .columns
            .iter()
            .enumerate()
            .filter_map(|(place, (column, _))| Some((place, (*column)?.form())))
            .filter(|(_, form)| matches!(form, Form::Number | Form::Day))
            .collect();
        let (mut marks, mut orders) = (Proof::Nothing, vec![Proof::Nothing; self.orders.len()]);
        let mut line_count = 0;
        let header_row = self.header.row;
        each_record(path, &self.format, &mut |record| {
            if record.row <= header_row {
                return Ok(ControlFlow::Continue(()));
            }
            line_count += 1;
            if line_count > LINE_LIMIT {
                return Err(Whole::TooManyLines { limit: LINE_LIMIT as i64 }.into());
            }
            for (place, form) in &forms {
                let Some(Cell::Text(text)) = record.cells.get(*place) else { continue };
                match form {
                    Form::Number => marks.add(number::evidence(number_of(text))),
                    _ => orders[*place].add(day::evidence(text)),
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        self.line_count = line_count;
        self.mark = marks.settled();
        self.orders = orders.into_iter().map(Proof::settled).collect();
        Ok(())
    }
}

/// "2,5 kg" without its unit.
pub(crate) fn number_of(text: &str) -> &str {
    let end = text.rfind(|sign: char| sign.is_ascii_digit()).map_or(0, |last| last + 1);
    text[..end].trim()
}

/// What the clear cells say together.
#[derive(Clone, Copy)]
enum Proof<T> {
    Nothing,
    One(T),
    Both,
}

impl<T: PartialEq + Copy> Proof<T> {
    fn add(&mut self, found: Option<T>) {
        *self = match (*self, found) {
            (before, None) => before,
            (Proof::Nothing, Some(one)) => Proof::One(one),
            (Proof::One(before), Some(one)) if before == one => Proof::One(before),
            _ => Proof::Both,
        };
    }

    fn settled(self) -> Option<T> {
        match self {
            Proof::One(one) => Some(one),
            Proof::Nothing | Proof::Both => None,
        }
    }
}
