//! A receipt against the order's rows: which rows take it, in purchase units, and whether it stands there.
//! Katana splits a row at each receipt and has no field for our number, so rows are known by our own date.

use super::bodies::instant;
use super::decimal::five_decimals;
use super::shapes::{PurchaseOrder, PurchaseOrderRow};
use crate::connector::Step;
use crate::outgoing::{Outgoing, OutgoingLine};
use domain::{Quantity, Ratio};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A receipt is rounded by this much at most: half of Katana's last decimal, in millionths of a purchase
/// unit.
const ROUNDING_MILLIONTHS: i64 = 5;

/// One line of the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Index of our line.
    pub line: usize,
    /// Katana's row.
    pub row: i64,
    /// In purchase units, decimal text.
    pub units: String,
}

impl Planned {
    pub fn quantity(&self) -> Result<Quantity, String> {
        Quantity::parse(&self.units, 6).map_err(|error| error.to_string())
    }
}

/// How much of ours the order shows, by the date we chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    All,
    Part,
    Nothing,
}

/// An open row while it is shared out.
struct Open<'o> {
    row: &'o PurchaseOrderRow,
    left: Quantity,
}

/// Shares our lines out over the open rows. A row that takes a line whole is preferred; the last receipt of
/// a row carries what earlier roundings left over, so that 0.00001 never stays open.
///
/// # Errors
/// The step to take instead: what is open does not cover ours, or the order cannot be read.
pub fn plan(outgoing: &Outgoing, order: &PurchaseOrder) -> Result<Vec<Planned>, Box<Step>> {
    let mut open = Vec::new();
    for row in order.rows().filter(|row| row.is_open()) {
        let left = row.units().map_err(|error| rejected(error.to_string()))?;
        open.push(Open { row, left });
    }
    let mut planned = Vec::new();
    for (index, line) in outgoing.lines.iter().enumerate() {
        let shares = share_out(line, &mut open, slack(order, &line.item));
        let shares = shares.map_err(rejected)?;
        let Some(shares) = shares else { return Err(Box::new(office_first(line, order))) };
        planned.extend(shares.into_iter().map(|(row, units)| Planned {
            line: index,
            row,
            units: units.text(0),
        }));
    }
    Ok(planned)
}

/// Rows with their units; `None` when the open rows do not hold the line.
fn share_out(
    line: &OutgoingLine,
    open: &mut [Open],
    slack: Quantity,
) -> Result<Option<Vec<(i64, Quantity)>>, String> {
    let mut rest = line.quantity;
    let mut shares = Vec::new();
    let whole = open.iter().position(|open| {
        is_of(open.row, line)
            && in_units(rest, open.row.unit())
                .is_ok_and(|units| units.millionths() <= (open.left.millionths() + slack.millionths()))
    });
    let candidates: Vec<usize> = match whole {
        Some(at) => vec![at],
        None => (0..open.len()).filter(|at| is_of(open[*at].row, line)).collect(),
    };
    for at in candidates {
        let Open { row, left } = &mut open[at];
        let wanted = in_units(rest, row.unit())?;
        if wanted.is_zero() {
            // Less than the vendor's last decimal: there is nothing left to say to it.
            return Ok(Some(shares));
        }
        if left.is_zero() {
            continue;
        }
        let is_rest = (left.millionths() - wanted.millionths()).abs() <= slack.millionths();
        let is_enough = is_rest || wanted <= *left;
        let taken = if is_rest || !is_enough { *left } else { wanted };
        shares.push((row.id, taken));
        *left = left.checked_sub(taken).map_err(|error| error.to_string())?;
        if is_enough {
            return Ok(Some(shares));
        }
        let taken = taken.times(row.unit()).map_err(|error| error.to_string())?;
        rest = rest.checked_sub(taken).map_err(|error| error.to_string())?;
    }
    Ok(None)
}

/// What roundings of the receipts before may have left open, in purchase units.
fn slack(order: &PurchaseOrder, item: &str) -> Quantity {
    const MOST: usize = 1_000;
    let received = order.rows().filter(|row| !row.is_open() && row.variant_id.to_string() == item).count();
    Quantity::from_millionths(ROUNDING_MILLIONTHS * (received.min(MOST) as i64 + 1))
        .expect("a thousand roundings are little")
}

fn rejected(words: String) -> Box<Step> {
    Box::new(Step::Rejected { words })
}

fn office_first(line: &OutgoingLine, order: &PurchaseOrder) -> Step {
    let mine = || order.rows().filter(|row| is_of(row, line));
    let unit = mine().next().map_or(Ratio::ONE, PurchaseOrderRow::unit);
    let word = mine().find_map(|row| row.purchase_uom.clone()).unwrap_or_default();
    let said = |quantity: Quantity| format!("{} {word}", quantity.text(0)).trim_end().to_owned();
    let left: Quantity = mine().filter(|row| row.is_open()).filter_map(|row| row.units().ok()).sum();
    match in_units(line.quantity, unit) {
        Ok(here) => Step::OfficeFirst { here: said(here), left_there: said(left) },
        Err(words) => Step::Rejected { words },
    }
}

/// Whether the order shows this delivery's rows, item by item in stock units.
pub fn shown(outgoing: &Outgoing, order: &PurchaseOrder) -> Result<Shown, serde_json::Error> {
    let (mut whole, mut none) = (true, true);
    for line in &outgoing.lines {
        let mine = |other: &&OutgoingLine| other.item == line.item;
        let ours: Quantity = outgoing.lines.iter().filter(mine).map(|other| other.quantity).sum();
        let mut there = Quantity::ZERO;
        let mut unit = Ratio::ONE;
        for row in order.rows().filter(|row| is_of(row, line) && is_ours(row, outgoing)) {
            there = [there, row.stock()?].into_iter().sum();
            unit = row.unit();
        }
        let slack = slack(order, &line.item).times(unit).unwrap_or(Quantity::ZERO).millionths();
        none &= there.is_zero();
        whole &= !there.is_zero() && ours.millionths() - there.millionths() <= slack
            || in_units(ours, unit).is_ok_and(Quantity::is_zero);
    }
    Ok(match (whole, none) {
        (true, false) => Shown::All,
        (_, true) => Shown::Nothing,
        (false, false) => Shown::Part,
    })
}

fn is_of(row: &PurchaseOrderRow, line: &OutgoingLine) -> bool {
    row.variant_id.to_string() == line.item
}

/// The row carries the moment that we chose.
fn is_ours(row: &PurchaseOrderRow, outgoing: &Outgoing) -> bool {
    let Some(text) = &row.received_date else { return false };
    match text.parse::<Timestamp>() {
        Ok(instant) => instant.as_millisecond() == outgoing.moment_ms,
        Err(_) => *text == instant(outgoing.moment_ms),
    }
}

/// Purchase units with the vendor's decimals.
fn in_units(quantity: Quantity, unit: Ratio) -> Result<Quantity, String> {
    quantity.divided_by(unit).map(five_decimals).map_err(|error| error.to_string())
}
