//! The goods receipt: what came in on one delivery, lot by lot, against what was ordered.

use super::canvas::Ink;
use super::faces::Weight;
use super::frame::{Head, Sheet, pitch};
use super::rows::draw;
use super::sums;
use super::table::{Cell, Column, Row, Table, Width};
use super::{Paper, PaperError, PaperWords, Party, Printed, Stationery};
use crate::symbology::Symbology;
use domain::Amount;
use domain::expiry::Expiry;
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq)]
pub struct PurchaseReceipt {
    /// As people say it and as bars.
    pub number: String,
    pub received_on: Date,
    pub order: String,
    pub delivery_note: String,
    pub carrier: String,
    pub received_by: String,
    pub supplier: Party,
    pub site: Party,
    pub lines: Vec<ReceiptLine>,
    pub remarks: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReceiptLine {
    pub item_name: String,
    pub sku: String,
    pub supplier_code: String,
    pub lot: String,
    pub expiry: Expiry,
    pub place: String,
    /// What is open on the order; `None` where nothing was ordered.
    pub ordered: Option<Amount>,
    pub received: Amount,
    /// What is to be said of this line: short, damaged, on hold.
    pub note: String,
}

/// # Errors
/// [`PaperError`]; nothing is drawn then.
pub fn purchase_receipt(stationery: &Stationery, receipt: &PurchaseReceipt) -> Result<Printed, PaperError> {
    let words = &stationery.words;
    let head = Head {
        title: words.purchase_receipt.clone(),
        number: receipt.number.clone(),
        code: receipt.number.clone(),
        symbology: Symbology::Code128,
        day: receipt.received_on,
        parties: vec![
            (words.from.clone(), receipt.supplier.clone()),
            (words.received_at.clone(), receipt.site.clone()),
        ],
        facts: vec![
            (words.date.clone(), words.date(receipt.received_on)),
            (words.purchase_order.clone(), receipt.order.clone()),
            (words.delivery_note.clone(), receipt.delivery_note.clone()),
            (words.carrier.clone(), receipt.carrier.clone()),
            (words.received_by.clone(), receipt.received_by.clone()),
            (words.lines.clone(), receipt.lines.len().to_string()),
        ],
    };
    let mut sheet = Sheet::new(stationery, &head)?;
    draw(&mut sheet, &table(stationery, receipt))?;
    remarks(&mut sheet, words, &receipt.remarks)?;
    signatures(&mut sheet, words, [&words.received_by, &words.checked_by, &words.driver])?;
    sheet.finish()
}

fn table(stationery: &Stationery, receipt: &PurchaseReceipt) -> Table {
    let words = &stationery.words;
    let roomy = stationery.paper == Paper::A4;
    let with_order =
        receipt.lines.iter().any(|line| line.ordered.is_some()) && stationery.paper != Paper::Label;
    let column = |caption: &str, width| Column { caption: caption.to_owned(), width };
    let mut columns = vec![column(&words.item, Width::Share(1.0)), column(&words.lot, Width::Fit(0.24))];
    if roomy {
        columns.push(column(&words.place, Width::Fit(0.16)));
    }
    if with_order {
        columns.push(column(&words.ordered, Width::Fit(0.2)));
    }
    columns.push(column(&words.received, Width::Fit(0.26)));
    let cells = |line: &ReceiptLine| {
        let place = if roomy { "" } else { line.place.as_str() };
        let codes = [line.sku.as_str(), &line.supplier_code, place].map(str::trim);
        let codes = codes.into_iter().filter(|code| !code.is_empty()).collect::<Vec<_>>().join("  ·  ");
        let mut cells =
            vec![Cell::named(&line.item_name, [&codes, &line.note]), lot_cell(words, &line.lot, line.expiry)];
        if roomy {
            cells.push(Cell::main(line.place.clone()));
        }
        if with_order {
            cells.push(line.ordered.as_ref().map_or_else(Cell::empty, |ordered| amount_cell(words, ordered)));
        }
        cells.push(amount_cell(words, &line.received));
        Row::Cells(cells)
    };
    let mut rows: Vec<Row> = receipt.lines.iter().map(cells).collect();
    rows.extend(totals(words, columns.len(), receipt.lines.iter().map(|line| &line.received)));
    Table { columns, rows, nothing: words.nothing.clone() }
}

/// The lot and, quietly, until when it is good.
pub(super) fn lot_cell(words: &PaperWords, lot: &str, expiry: Expiry) -> Cell {
    Cell::Text(vec![
        (super::table::Tone::Main, lot.to_owned()),
        (super::table::Tone::Quiet, words.expiry(expiry)),
    ])
}

pub(super) fn amount_cell(words: &PaperWords, amount: &Amount) -> Cell {
    Cell::Amount(words.number(amount), amount.unit.clone())
}

/// One row for each unit, the sum in the last column.
pub(super) fn totals<'a>(
    words: &PaperWords,
    columns: usize,
    amounts: impl Iterator<Item = &'a Amount>,
) -> Vec<Row> {
    let sums = sums::by_unit(amounts);
    let row = |(at, (_, sum)): (usize, (String, Option<Amount>))| {
        let mut cells = vec![Cell::empty(); columns];
        if at == 0 {
            cells[0] = Cell::named(&words.total, [""; 0]);
        }
        if let (Some(last), Some(sum)) = (cells.last_mut(), sum) {
            *last = amount_cell(words, &sum);
        }
        if at == 0 { Row::Total(cells) } else { Row::Further(cells) }
    };
    sums.into_iter().enumerate().map(row).collect()
}

pub(super) fn remarks(sheet: &mut Sheet, words: &PaperWords, remarks: &str) -> Result<(), PaperError> {
    if remarks.trim().is_empty() {
        return Ok(());
    }
    let column = Column { caption: words.remarks.clone(), width: Width::Share(1.0) };
    let rows = vec![Row::Cells(vec![Cell::main(remarks)])];
    draw(sheet, &Table { columns: vec![column], rows, nothing: String::new() })
}

/// Lines to sign on, side by side at the end of the paper, never parted.
pub(super) fn signatures<const N: usize>(
    sheet: &mut Sheet,
    words: &PaperWords,
    who: [&str; N],
) -> Result<(), PaperError> {
    let small = sheet.measure.small(Weight::Regular);
    let height = 14.0 + 2.0 * pitch(small.size_pt) + 2.0;
    if sheet.room() < height {
        sheet.next_page()?;
    }
    let gap = 6.0;
    let width = (sheet.measure.inner() - gap * (N - 1) as f32) / N as f32;
    let line = sheet.y + 14.0;
    for (place, who) in who.into_iter().enumerate() {
        let x = sheet.measure.margin + place as f32 * (width + gap);
        sheet.canvas.rule(Ink::Gray, 0.25, (x, line), width);
        let bold = super::canvas::Type { ink: Ink::Black, ..sheet.measure.small(Weight::Bold) };
        let y = sheet.block((x, line + 1.4), width, bold, who);
        sheet.block((x, y), width, small, &words.name_and_signature);
    }
    sheet.y += height;
    Ok(())
}
