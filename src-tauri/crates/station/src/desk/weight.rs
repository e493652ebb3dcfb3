//! What a crate weighs with what is in it, or why nobody can say: the arithmetic is the domain's.

use super::place::CrateWeight;
use super::said::NoGross;
use super::things::Things;
use domain::tare::{Gross, Tare, UNIT};
use domain::{LocationId, Quantity};
use ledger::read::stock::StockRow;
use ledger::table::location::crates;
use ledger::{Error, Transaction};

/// As finely as people read a weight.
const DECIMALS: u8 = 3;

/// `rows`: all that is in the crate, unless there is more than a page.
pub(super) fn of(
    tx: &Transaction,
    things: &Things,
    (id, code): (LocationId, &str),
    rows: &[StockRow],
    has_more: bool,
) -> Result<CrateWeight, Error> {
    let tare = crates::tare(tx, id)?;
    let (gross, no_gross) = match gross(tx, things, (id, code), tare, rows, has_more)? {
        Ok(gross) => (Some(gross.amount(UNIT, DECIMALS)), None),
        Err(why) => (None, Some(why.message())),
    };
    Ok(CrateWeight { tare: tare.map(Tare::amount), gross, no_gross })
}

fn gross(
    tx: &Transaction,
    things: &Things,
    (id, code): (LocationId, &str),
    tare: Option<Tare>,
    rows: &[StockRow],
    has_more: bool,
) -> Result<Result<Quantity, NoGross>, Error> {
    let no_tare = |crate_code: &str| Ok(Err(NoGross::NoTare { crate_code: crate_code.to_owned() }));
    let Some(tare) = tare else { return no_tare(code) };
    if has_more {
        return Ok(Err(NoGross::TooMuch {}));
    }
    let mut inner = Vec::new();
    for (crate_code, tare) in crates::tares_inside(tx, id)? {
        match tare {
            Some(tare) => inner.push(tare),
            None => return no_tare(&crate_code),
        }
    }
    let mut goods = Vec::with_capacity(rows.len());
    for row in rows {
        goods.push((row.on_hand, things.item(row.item.id)?.unit.as_str()));
    }
    Ok(match tare.gross(goods, inner)? {
        Gross::Weighs(gross) => Ok(gross),
        Gross::NotByWeight(index) => {
            let card = things.item_card(rows[index].item.id)?;
            Err(NoGross::NotByWeight { item: card.name, unit: card.unit })
        }
    })
}
