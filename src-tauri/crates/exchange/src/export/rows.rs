//! One row of the book as the cells of a file.

use super::sheet::{Out, Sheet};
use crate::Error;
use crate::choice::{self, Choices};
use crate::facts::{LineFacts, expiry_text};
use crate::fraction::Fraction;
use crate::reading::number::{self, Mark};
use domain::expiry::Expiry;
use domain::lot::LotKind;
use domain::tare::Tare;
use domain::{Quantity, Ratio};
use ledger::Ledger;
use ledger::read::export::{CodeRow, GoodsRow, LotCells, LotRow, OrderRow, PlaceRow};
use ledger::read::history::{self, HistoryFilter, HistoryRow};

/// The lines of one row: mostly one, none where it is not in this list.
pub(super) type Cells = Result<Vec<Vec<Out>>, Error>;

pub(super) fn code(row: &CodeRow, language: &str) -> Cells {
    let kind =
        if row.kind.is_empty() { Out::Empty } else { choice(&choice::CODE_KINDS, &row.kind, language) };
    let (pack, factor) = match &row.pack {
        Some((name, factor)) => (text(name), fraction(*factor)),
        None => (Out::Empty, Out::Empty),
    };
    Ok(vec![vec![text(&row.sku), text(&row.code), kind, pack, factor, text(&row.owner)]])
}

/// A factor whose decimals never end is a text: `1/3`.
pub(super) fn fraction(factor: Ratio) -> Out {
    let written = Fraction::of(factor).text();
    if written.contains('/') { Out::Text(written) } else { Out::Number(written) }
}

pub(super) fn lot(row: &LotRow, language: &str) -> Cells {
    let [code, maker, expiry, made_on] = lot_cells(&row.lot, language);
    let status = choice(&choice::LOT_STATUSES, &row.status, language);
    let second = if row.second { choice(&choice::YES_NO, "yes", language) } else { Out::Empty };
    let certificate = text(row.certificate.as_deref().unwrap_or_default());
    let owner = text(&row.owner);
    Ok(vec![vec![text(&row.sku), code, maker, expiry, made_on, status, second, certificate, owner]])
}

/// A lot without a code is an empty cell, and so are its dates.
fn lot_cells(lot: &LotCells, language: &str) -> [Out; 4] {
    if lot.kind != LotKind::Coded {
        return [Out::Empty, Out::Empty, Out::Empty, Out::Empty];
    }
    let expiry = match lot.expiry {
        Expiry::NonePrinted | Expiry::NotKnown => choice(&choice::EXPIRIES, lot.expiry.kind(), language),
        expiry => Out::Text(expiry_text(expiry)),
    };
    [text(&lot.code), text(&lot.maker), expiry, text(lot.made_on.as_deref().unwrap_or_default())]
}

pub(super) fn place(row: &PlaceRow, language: &str) -> Vec<Out> {
    vec![
        text(&row.code),
        text(&row.name),
        choice(&choice::PLACE_KINDS, &row.kind, language),
        text(row.parent.as_deref().unwrap_or_default()),
        choice(&choice::PURPOSES, &row.purpose, language),
        words(&choice::STORAGE, row.accepts.iter().map(|class| class.text()), language),
        flag(row.keeps_apart, language),
        row.tare.map_or(Out::Empty, weight),
    ]
}

pub(super) fn opening(row: &GoodsRow, language: &str) -> Cells {
    let [lot, maker, expiry, made_on] = lot_cells(&row.lot, language);
    Ok(vec![vec![
        text(&row.sku),
        text(name(&row.names, "en")),
        text(&row.place),
        lot,
        maker,
        expiry,
        made_on,
        amount(row.quantity),
        text(&row.unit),
        pieces(row),
        text(row.serial.as_deref().unwrap_or_default()),
        text(&row.owner),
    ]])
}

/// Serials are counted by scanning them.
pub(super) fn count(row: &GoodsRow, language: &str) -> Cells {
    if row.serial_tracked {
        return Ok(Vec::new());
    }
    let [lot, maker, expiry, made_on] = lot_cells(&row.lot, language);
    Ok(vec![vec![
        text(&row.sku),
        text(name(&row.names, "en")),
        text(&row.place),
        lot,
        maker,
        expiry,
        made_on,
        amount(row.quantity),
        text(&row.unit),
        pieces(row),
        Out::Empty,
        text(&row.owner),
    ]])
}

pub(super) fn stock(row: &GoodsRow, language: &str) -> Cells {
    let [lot, maker, expiry, made_on] = lot_cells(&row.lot, language);
    Ok(vec![vec![
        text(&row.sku),
        text(name(&row.names, "en")),
        text(name(&row.names, "id")),
        text(&row.place),
        lot,
        maker,
        expiry,
        made_on,
        choice(&choice::LOT_STATUSES, &row.status, language),
        amount(row.quantity),
        text(&row.unit),
        pieces(row),
        amount(row.reserved),
        text(row.serial.as_deref().unwrap_or_default()),
        text(&row.owner),
    ]])
}

pub(super) fn order(row: &OrderRow) -> Cells {
    let facts = LineFacts::new(row.ordered, row.pack.as_ref());
    let (quantity, unit) = facts.written(&row.unit)?;
    Ok(vec![vec![
        text(&row.number),
        text(&row.supplier),
        text(&row.expected_on.map(|day| day.to_string()).unwrap_or_default()),
        Out::Number(row.line.to_string()),
        text(&row.sku),
        Out::Number(quantity),
        text(&unit),
        amount(row.received),
        text(&row.owner),
    ]])
}

/// The newest first.
pub(super) async fn past(ledger: &Ledger, sheet: &mut Sheet, language: &str) -> Result<(), Error> {
    let filter = HistoryFilter::default();
    let mut cursor: Option<String> = None;
    loop {
        let page = history::list(ledger.pool(), &filter, cursor.as_deref(), ledger::read::PAGE_LIMIT).await?;
        for row in &page.rows {
            sheet.row(&movement(row, language))?;
        }
        match page.next {
            Some(next) => cursor = Some(next),
            None => return Ok(()),
        }
    }
}

fn movement(row: &HistoryRow, language: &str) -> Vec<Out> {
    let reason = row.reason.map(|reason| format!("reason-{}", reason.text().replace('_', "-")));
    let pieces = if row.pieces == 0 { Out::Empty } else { Out::Number(row.pieces.to_string()) };
    vec![
        text(&row.number),
        text(&instant(row.happened_at_ms)),
        text(&instant(row.recorded_at_ms)),
        text(&row.business_date.to_string()),
        text(&words::word(language, &format!("kind-{}", row.kind.text()))),
        text(&row.item.sku),
        text(name(&row.item.names, "en")),
        text(&row.lot_code),
        text(row.serial.as_deref().unwrap_or_default()),
        text(&row.from_code),
        text(&row.to_code),
        amount(row.quantity),
        text(&row.item.unit),
        pieces,
        text(&reason.map(|code| words::word(language, &code)).unwrap_or_default()),
        text(row.evidence.text()),
        text(&row.operator_name),
        text(row.document_number.as_deref().unwrap_or_default()),
        text(&row.note),
    ]
}

/// ISO 8601 in UTC.
fn instant(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms).map_or_else(|_| at_ms.to_string(), |at| at.to_string())
}

pub(super) fn text(text: &str) -> Out {
    if text.is_empty() { Out::Empty } else { Out::Text(text.to_owned()) }
}

pub(super) fn choice(choices: &Choices, stored: &str, language: &str) -> Out {
    Out::Text(choices.word(stored, language))
}

pub(super) fn flag(flag: bool, language: &str) -> Out {
    choice(&choice::YES_NO, if flag { "yes" } else { "no" }, language)
}

/// Several of a closed set in one cell.
pub(super) fn words<'s>(choices: &Choices, stored: impl Iterator<Item = &'s str>, language: &str) -> Out {
    let words: Vec<String> = stored.map(|stored| choices.word(stored, language)).collect();
    text(&words.join(", "))
}

fn amount(quantity: Quantity) -> Out {
    Out::Number(quantity.text(0))
}

/// With its unit, and never to be read as thousands.
fn weight(tare: Tare) -> Out {
    let number = number::unmistakable(&tare.kg().text(0), Mark::Point);
    Out::Text(format!("{number} {}", domain::tare::UNIT))
}

fn pieces(row: &GoodsRow) -> Out {
    row.pieces.map_or(Out::Empty, |pieces| Out::Number(pieces.to_string()))
}

pub(super) fn name<'n>(names: &'n [(String, String)], language: &str) -> &'n str {
    names.iter().find(|(of, _)| of == language).map_or("", |(_, name)| name)
}
