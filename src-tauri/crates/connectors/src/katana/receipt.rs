//! A receipt against the order's rows: which rows take it, in purchase units, and whether it stands there.
//! Katana splits a row at each receipt and has no field for our number, so rows are known by our own date.

use super::bodies::instant;
use super::decimal::five_decimals;
use super::shapes::{PurchaseOrder, PurchaseOrderRow, added_up};
use crate::connector::{OfficeFirst, Step};
use crate::outgoing::{Outgoing, OutgoingLine};
use domain::{Quantity, Ratio};
use jiff::Timestamp;
use serde::de::Error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A receipt is rounded by this much at most: half of Katana's last decimal, in millionths of a purchase
/// unit.
pub const ROUNDING_MILLIONTHS: i64 = 5;

const SECOND_MS: i64 = 1_000;
const DAY_MS: i64 = 24 * 60 * 60 * SECOND_MS;

/// What one open row takes: one entry of the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Katana's row.
    pub row: i64,
    /// They add up to the entry.
    pub shares: Vec<Share>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Index of our line.
    pub line: usize,
    /// In purchase units, decimal text.
    pub units: String,
}

impl Share {
    pub fn quantity(&self) -> Result<Quantity, String> {
        Quantity::parse(&self.units, 6).map_err(|error| error.to_string())
    }
}

/// Katana's rows that were received before ours was sent.
pub type Received = BTreeSet<i64>;

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
        let left = row.units().map_err(unread)?;
        open.push(Open { row, left });
    }
    let mut planned: Vec<Planned> = Vec::new();
    for (index, line) in outgoing.lines.iter().enumerate() {
        let shares = share_out(line, &mut open, slack(order, &line.item));
        let shares = shares.map_err(rejected)?;
        let Some(shares) = shares else {
            return Err(office_first(line, order).map_or_else(unread, Box::new));
        };
        for (row, units) in shares {
            let share = Share { line: index, units: units.text(0) };
            match planned.iter_mut().find(|planned| planned.row == row) {
                Some(planned) => planned.shares.push(share),
                None => planned.push(Planned { row, shares: vec![share] }),
            }
        }
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
            && in_units(rest, open.row, line)
                .is_ok_and(|units| units.millionths() <= (open.left.millionths() + slack.millionths()))
    });
    let candidates: Vec<usize> = match whole {
        Some(at) => vec![at],
        None => (0..open.len()).filter(|at| is_of(open[*at].row, line)).collect(),
    };
    for at in candidates {
        let Open { row, left } = &mut open[at];
        let wanted = in_units(rest, row, line)?;
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
        let taken = taken.times(unit_of(row, line)?).map_err(|error| error.to_string())?;
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

/// A row that cannot be read: what the order holds is not known, and a person has to look.
fn unread(error: serde_json::Error) -> Box<Step> {
    rejected(format!("its order could not be read: {error}"))
}

fn rejected(words: String) -> Box<Step> {
    Box::new(Step::Rejected { words })
}

/// What is open does not cover this line, or may be booked already.
///
/// # Errors
/// A row cannot be read: a sum without it would tell a person less than stands there.
fn office_first(line: &OutgoingLine, order: &PurchaseOrder) -> Result<Step, serde_json::Error> {
    let mine = || order.rows().filter(|row| is_of(row, line));
    let word = mine().find_map(|row| row.purchase_uom.clone()).unwrap_or_default();
    let said = |quantity: Quantity| format!("{} {word}", quantity.text(0)).trim_end().to_owned();
    let sum = |is_open: bool| {
        let rows = mine().filter(|row| row.is_open() == is_open);
        added_up(rows.map(PurchaseOrderRow::units).collect::<Result<Vec<_>, _>>()?)
    };
    let here = match mine().next() {
        Some(row) => in_units(line.quantity, row, line),
        None => line.quantity.divided_by(line.unit).map_err(|error| error.to_string()),
    };
    let there_at_ms = mine().filter_map(|row| at_ms(row.received_date.as_deref()?)).max();
    Ok(match here {
        Ok(here) => Step::OfficeFirst(OfficeFirst {
            here: said(here),
            there: said(sum(false)?),
            there_at_ms,
            left: said(sum(true)?),
        }),
        Err(words) => Step::Rejected { words },
    })
}

/// What is received there before ours is sent.
pub fn received(order: &PurchaseOrder) -> Received {
    order.rows().filter(|row| !row.is_open()).map(|row| row.id).collect()
}

/// The answer was lost and no row carries our date to the millisecond, yet a new one carries it to the
/// second or to the day: a server that keeps less of it, or somebody's own receipt. Only a person can say
/// which.
///
/// # Errors
/// A row of the line cannot be read.
pub fn doubtful(
    outgoing: &Outgoing,
    before: &Received,
    order: &PurchaseOrder,
) -> Result<Option<Step>, serde_json::Error> {
    let line_of = |row: &PurchaseOrderRow| outgoing.lines.iter().find(|line| is_of(row, line));
    let is_near = |row: &&PurchaseOrderRow| {
        let at_ms = row.received_date.as_deref().and_then(at_ms);
        let kept = |unit_ms: i64| outgoing.moment_ms.div_euclid(unit_ms) * unit_ms;
        !before.contains(&row.id)
            && at_ms.is_some_and(|at_ms| at_ms == kept(SECOND_MS) || at_ms == kept(DAY_MS))
    };
    order.rows().filter(is_near).find_map(line_of).map(|line| office_first(line, order)).transpose()
}

/// Whether the order shows this delivery's rows, item by item in stock units.
pub fn shown(outgoing: &Outgoing, order: &PurchaseOrder) -> Result<Shown, serde_json::Error> {
    let (mut whole, mut none) = (true, true);
    for line in &outgoing.lines {
        let mine = |other: &&OutgoingLine| other.item == line.item;
        let ours = added_up(outgoing.lines.iter().filter(mine).map(|other| other.quantity))?;
        let (mut there, mut unit) = (Quantity::ZERO, line.unit);
        for row in order.rows().filter(|row| is_of(row, line) && is_ours(row, outgoing)) {
            unit = unit_of(row, line).map_err(serde_json::Error::custom)?;
            there = added_up([there, row.units()?.times(unit).map_err(serde_json::Error::custom)?])?;
        }
        let slack = slack(order, &line.item).times(unit).map_err(serde_json::Error::custom)?.millionths();
        let is_too_little = ours.divided_by(unit).is_ok_and(|units| five_decimals(units).is_zero());
        none &= there.is_zero();
        whole &= !there.is_zero() && ours.millionths() - there.millionths() <= slack || is_too_little;
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
    match at_ms(text) {
        Some(at_ms) => at_ms == outgoing.moment_ms,
        None => *text == instant(outgoing.moment_ms),
    }
}

fn at_ms(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(|instant| instant.as_millisecond())
}

/// Our stock units in one purchase unit of the row.
fn unit_of(row: &PurchaseOrderRow, line: &OutgoingLine) -> Result<Ratio, String> {
    let unit = row.unit().map_err(|error| error.to_string())?;
    unit.times(line.unit).ok_or_else(|| "its purchase unit does not fit our stock unit".to_owned())
}

/// Purchase units of the row with the vendor's decimals.
fn in_units(quantity: Quantity, row: &PurchaseOrderRow, line: &OutgoingLine) -> Result<Quantity, String> {
    quantity.divided_by(unit_of(row, line)?).map(five_decimals).map_err(|error| error.to_string())
}
