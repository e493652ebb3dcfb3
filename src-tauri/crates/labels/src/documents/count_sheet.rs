//! The count sheet: blind, so it has no place for a quantity. What is there is written down, not confirmed.

use super::frame::{Head, Sheet};
use super::receipt::{lot_cell, signatures};
use super::rows::draw;
use super::table::{Cell, Column, Row, Table, Width};
use super::{Paper, PaperError, Printed, Stationery};
use crate::symbology::Symbology;
use domain::expiry::Expiry;
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq)]
pub struct CountSheet {
    /// As people say it and as bars.
    pub number: String,
    pub zone: String,
    pub date: Date,
    pub lines: Vec<CountLine>,
    /// Rows to write in what stands there and is on no line.
    pub spare_lines: usize,
}

/// In the order of the walk; lines of one place stand together under it.
#[derive(Clone, Debug, PartialEq)]
pub struct CountLine {
    pub place: String,
    pub item_name: String,
    pub sku: String,
    pub lot: String,
    pub expiry: Expiry,
    pub unit: String,
}

/// # Errors
/// [`PaperError`]; nothing is drawn then.
pub fn count_sheet(stationery: &Stationery, count: &CountSheet) -> Result<Printed, PaperError> {
    let words = &stationery.words;
    let head = Head {
        title: words.count_sheet.clone(),
        number: count.number.clone(),
        code: count.number.clone(),
        symbology: Symbology::Code128,
        day: count.date,
        parties: Vec::new(),
        facts: vec![
            (words.zone.clone(), count.zone.clone()),
            (words.date.clone(), words.date(count.date)),
            (words.lines.clone(), count.lines.len().to_string()),
        ],
    };
    let mut sheet = Sheet::new(stationery, &head)?;
    draw(&mut sheet, &table(stationery, count))?;
    signatures(&mut sheet, words, [&words.counted_by, &words.checked_by])?;
    sheet.finish()
}

fn table(stationery: &Stationery, count: &CountSheet) -> Table {
    let words = &stationery.words;
    let narrow = stationery.paper == Paper::Label;
    let room = match stationery.paper {
        Paper::A4 => 24.0,
        Paper::A5 => 17.0,
        Paper::Label => 14.0,
    };
    let column = |caption: &str, width| Column { caption: caption.to_owned(), width };
    let mut columns = vec![
        column(&words.item, Width::Share(1.0)),
        column(&words.lot, Width::Fit(0.26)),
        column(&words.counted, Width::Blank(room)),
    ];
    if !narrow {
        columns.push(column(&words.again, Width::Blank(room)));
    }
    let blanks = |cells: &mut Vec<Cell>, unit: &str| {
        let blank_count = columns.len() - cells.len();
        cells.extend(vec![Cell::Blank(unit.to_owned()); blank_count]);
    };
    let mut rows = Vec::new();
    let mut place = None;
    for line in &count.lines {
        if place != Some(&line.place) {
            rows.push(Row::Heading(line.place.clone()));
            place = Some(&line.place);
        }
        let mut cells =
            vec![Cell::named(&line.item_name, [&line.sku]), lot_cell(words, &line.lot, line.expiry)];
        blanks(&mut cells, &line.unit);
        rows.push(Row::Cells(cells));
    }
    if count.spare_lines > 0 {
        rows.push(Row::Heading(words.found_here.clone()));
    }
    for _ in 0..count.spare_lines {
        rows.push(Row::Cells(vec![Cell::Blank(String::new()); columns.len()]));
    }
    Table { columns, rows, nothing: words.nothing.clone() }
}
