//! What is in a crate or on a pallet, by inner crate or carton where there are any.

use super::frame::{Head, Sheet};
use super::receipt::{amount_cell, lot_cell, remarks, signatures, totals};
use super::rows::draw;
use super::table::{Cell, Column, Row, Table, Width};
use super::{PaperError, Party, Printed, Stationery};
use crate::symbology::Symbology;
use domain::Amount;
use domain::expiry::Expiry;
use jiff::civil::Date;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarrierKind {
    Crate,
    Pallet,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ContentList {
    pub kind: CarrierKind,
    /// Our own code, or an SSCC of 18 digits, which stands as GS1-128.
    pub code: String,
    pub from: Party,
    /// Empty where it goes nowhere yet.
    pub to: Party,
    pub order: String,
    pub place: String,
    pub packed_on: Date,
    pub packed_by: String,
    pub package_count: Option<u32>,
    pub net_weight: Option<Amount>,
    pub gross_weight: Option<Amount>,
    pub groups: Vec<ContentGroup>,
    pub remarks: String,
}

/// An inner crate or carton; with an empty name, what lies loose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContentGroup {
    pub name: String,
    pub lines: Vec<ContentLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ContentLine {
    pub item_name: String,
    pub sku: String,
    pub lot: String,
    pub expiry: Expiry,
    pub quantity: Amount,
}

/// # Errors
/// [`PaperError`]; nothing is drawn then.
pub fn content_list(stationery: &Stationery, list: &ContentList) -> Result<Printed, PaperError> {
    let words = &stationery.words;
    let is_sscc = list.code.len() == 18 && domain::gtin::is_checked(&list.code);
    let (number, code, symbology) = match is_sscc {
        true => {
            let bracketed = format!("(00){}", list.code);
            (bracketed.clone(), bracketed, Symbology::Gs1128)
        }
        false => (list.code.clone(), list.code.clone(), Symbology::Code128),
    };
    let weight = |weight: &Option<Amount>| {
        weight.as_ref().map(|weight| format!("{} {}", words.number(weight), weight.unit)).unwrap_or_default()
    };
    let title = match list.kind {
        CarrierKind::Crate => &words.crate_list,
        CarrierKind::Pallet => &words.pallet_list,
    };
    let head = Head {
        title: title.clone(),
        number,
        code,
        symbology,
        day: list.packed_on,
        parties: vec![(words.from.clone(), list.from.clone()), (words.to.clone(), list.to.clone())],
        facts: vec![
            (words.date.clone(), words.date(list.packed_on)),
            (words.order.clone(), list.order.clone()),
            (words.place.clone(), list.place.clone()),
            (words.packed_by.clone(), list.packed_by.clone()),
            (words.packages.clone(), list.package_count.map(|count| count.to_string()).unwrap_or_default()),
            (words.net_weight.clone(), weight(&list.net_weight)),
            (words.gross_weight.clone(), weight(&list.gross_weight)),
        ],
    };
    let mut sheet = Sheet::new(stationery, &head)?;
    draw(&mut sheet, &table(stationery, list))?;
    remarks(&mut sheet, words, &list.remarks)?;
    signatures(&mut sheet, words, [&words.packed_by, &words.checked_by])?;
    sheet.finish()
}

fn table(stationery: &Stationery, list: &ContentList) -> Table {
    let words = &stationery.words;
    let columns = vec![
        Column { caption: words.item.clone(), width: Width::Share(1.0) },
        Column { caption: words.lot.clone(), width: Width::Fit(0.3) },
        Column { caption: words.quantity.clone(), width: Width::Fit(0.3) },
    ];
    let mut rows = Vec::new();
    for group in &list.groups {
        if !group.name.is_empty() {
            rows.push(Row::Heading(group.name.clone()));
        }
        rows.extend(group.lines.iter().map(|line| {
            Row::Cells(vec![
                Cell::named(&line.item_name, [&line.sku]),
                lot_cell(words, &line.lot, line.expiry),
                amount_cell(words, &line.quantity),
            ])
        }));
    }
    let amounts = list.groups.iter().flat_map(|group| &group.lines).map(|line| &line.quantity);
    rows.extend(totals(words, columns.len(), amounts));
    Table { columns, rows, nothing: words.nothing.clone() }
}
