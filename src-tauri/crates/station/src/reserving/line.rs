//! One line of a list: which goods are meant, and how much of them in the item's own unit.

use super::view::ShortageView;
use crate::once::Halt;
use domain::item::Item;
use domain::lot::Lot;
use domain::units;
use domain::{Amount, DocumentLineId, LocationId, LotId, OwnerId, Quantity, Ratio, Refusal};
use ledger::Transaction;
use ledger::table::{document, item, location, lot};
use serde::Deserialize;

/// One item of a list.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ReserveLine))]
#[serde(deny_unknown_fields)]
pub struct AskedLine {
    /// Its identity; or `sku`.
    pub item: Option<String>,
    pub sku: Option<String>,
    /// In the item's unit, another one of the same kind, or one of its packs.
    pub quantity: Amount,
    /// This lot and no other: its code or identity.
    pub lot: Option<String>,
    /// Only what stands here or in something that stands here: code or identity.
    pub location: Option<String>,
    /// Identity of the order's line.
    pub line: Option<String>,
}

/// What is wrong with one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    pub index: usize,
    /// `lines[0].quantity`.
    pub field: String,
    pub why: Why,
    /// With both numbers and who holds the rest, where that is the reason.
    pub shortage: Option<ShortageView>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    Refused(Box<Refusal>),
    /// The line names what is not here.
    Unknown(String),
}

/// What a line means.
pub(super) struct Goods {
    pub wanted: Quantity,
    pub lot: Option<LotId>,
    pub within: Option<LocationId>,
    pub line: Option<DocumentLineId>,
}

impl Wrong {
    pub(super) fn refused(index: usize, field: &str, refusal: Refusal) -> Wrong {
        let field = format!("lines[{index}].{field}");
        Wrong { index, field, why: Why::Refused(Box::new(refusal)), shortage: None }
    }

    fn unknown(index: usize, field: &str, problem: String) -> Halt<Box<Wrong>> {
        let field = format!("lines[{index}].{field}");
        Halt::Refused(Box::new(Wrong { index, field, why: Why::Unknown(problem), shortage: None }))
    }
}

impl AskedLine {
    pub(super) fn goods(
        &self,
        tx: &Transaction<'_>,
        index: usize,
        owner: Option<OwnerId>,
    ) -> Result<(Item, Goods), Halt<Box<Wrong>>> {
        let item = self.item(tx, index, owner)?;
        let goods = Goods {
            wanted: self.wanted(tx, index, &item)?,
            lot: self.lot(tx, index, &item)?,
            within: self.within(tx, index)?,
            line: self.line(tx, index)?,
        };
        Ok((item, goods))
    }

    /// To a person who is bound to an owner, another's item is not there.
    fn item(
        &self,
        tx: &Transaction<'_>,
        index: usize,
        owner: Option<OwnerId>,
    ) -> Result<Item, Halt<Box<Wrong>>> {
        let is_seen = |item: &Item| owner.is_none_or(|owner| owner == item.owner);
        if let Some(named) = &self.item {
            let id = named
                .parse()
                .map_err(|_| Wrong::unknown(index, "item", format!("{named} is no identity")))?;
            let found = item::by_id(tx, id)?.filter(is_seen);
            return found.ok_or_else(|| Wrong::unknown(index, "item", format!("there is no item {named}")));
        }
        let Some(sku) = &self.sku else {
            return Err(Wrong::unknown(index, "sku", "no item is named, by item or by sku".to_owned()));
        };
        let mut found = item::by_sku(tx, sku)?;
        found.retain(is_seen);
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(Wrong::unknown(index, "sku", format!("there is no item {sku}"))),
            _ => Err(Wrong::unknown(index, "sku", format!("several owners have {sku}; name it by item"))),
        }
    }

    /// Exact, or refused: what does not come out even in the item's unit is no quantity of it.
    fn wanted(&self, tx: &Transaction<'_>, index: usize, item: &Item) -> Result<Quantity, Halt<Box<Wrong>>> {
        let Amount { amount, unit, .. } = &self.quantity;
        let refused =
            |error| Halt::Refused(Box::new(Wrong::refused(index, "quantity", Refusal::from(error))));
        if units::canonical(unit).unwrap_or(unit) == item.unit {
            return Quantity::parse(amount, item.decimals).map_err(refused);
        }
        let packs = item::packs(tx, item.id)?;
        let pack = packs.iter().find(|pack| pack.name == *unit || is_word_of(unit, &pack.name));
        let factor = pack.map(|pack| pack.factor).or_else(|| units::factor(unit, &item.unit));
        let Some(factor) = factor else {
            let known: Vec<&str> = packs.iter().map(|pack| pack.name.as_str()).collect();
            let problem = format!("{} is not counted in {unit}: {} {}", item.sku, item.unit, known.join(" "));
            return Err(Wrong::unknown(index, "quantity.unit", problem.trim_end().to_owned()));
        };
        let read = Quantity::parse(amount, 6).map_err(refused)?;
        in_stock_unit(read, factor, item).map_err(refused)
    }

    fn lot(&self, tx: &Transaction<'_>, index: usize, of: &Item) -> Result<Option<LotId>, Halt<Box<Wrong>>> {
        let Some(named) = &self.lot else { return Ok(None) };
        let found = match named.parse() {
            Ok(id) => lot::by_id(tx, id)?.filter(|lot| lot.item == of.id).into_iter().collect(),
            Err(_) => lot::by_code(tx, of.id, named)?,
        };
        match found.as_slice() {
            [one] => Ok(Some(one.id)),
            [] => Err(Wrong::unknown(index, "lot", format!("{} has no lot {named}", of.sku))),
            several => Err(Wrong::unknown(
                index,
                "lot",
                format!("several lots are {named}: {}; name it by its identity", each_of(several)),
            )),
        }
    }

    fn within(&self, tx: &Transaction<'_>, index: usize) -> Result<Option<LocationId>, Halt<Box<Wrong>>> {
        let Some(named) = &self.location else { return Ok(None) };
        let found = match named.parse() {
            Ok(id) => location::by_id(tx, id)?,
            Err(_) => location::by_code(tx, named)?,
        };
        let found =
            found.ok_or_else(|| Wrong::unknown(index, "location", format!("there is no place {named}")))?;
        Ok(Some(found.id))
    }

    fn line(&self, tx: &Transaction<'_>, index: usize) -> Result<Option<DocumentLineId>, Halt<Box<Wrong>>> {
        let Some(named) = &self.line else { return Ok(None) };
        let found = match named.parse() {
            Ok(id) => document::line_by_id(tx, id)?,
            Err(_) => None,
        };
        let found =
            found.ok_or_else(|| Wrong::unknown(index, "line", format!("no order has a line {named}")))?;
        Ok(Some(found.id))
    }
}

/// Lots of one code, by what tells them apart.
fn each_of(lots: &[Lot]) -> String {
    let one = |lot: &Lot| {
        let day =
            lot.expiry.last_good_day().map_or_else(|| lot.expiry.kind().to_owned(), |day| day.to_string());
        format!("{} ({})", lot.id, [lot.maker.as_str(), &day].join(" ").trim())
    };
    lots.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Both words mean the same pack: "zak" and "sack".
fn is_word_of(word: &str, name: &str) -> bool {
    let pack = |word: &str| units::pack_word(word).map(|pack| pack.word);
    pack(word).is_some() && pack(word) == pack(name)
}

fn in_stock_unit(
    read: Quantity,
    factor: Ratio,
    item: &Item,
) -> Result<Quantity, domain::quantity::QuantityError> {
    let quantity = read.times(factor)?;
    // The text says it whole, however fine; what is finer than the item is counted is refused by its own number.
    Quantity::parse(&quantity.text(0), item.decimals)
}
