//! Items: one line an item. A cell that is empty changes nothing; a column that is not in the file neither.

use super::goods::Goods;
use super::item_facts;
use super::{Look, Planned, Planner, Seen, What, differing, look_alike, print};
use crate::change::Change;
use crate::choice;
use crate::column::{self, Column};
use crate::facts::ItemFacts;
use crate::line::Cells;
use crate::said::Why;
use domain::{ItemId, units};
use ledger::Error;
use ledger::table::import::{ImportKind, catalogue};
use ledger::table::item;

pub(super) struct Items {
    goods: Goods,
    /// By owner and SKU without case and blanks.
    seen: Seen<First>,
    /// By item and supplier: the line with the certificate.
    certified: Seen<u64>,
}

/// The line that had an SKU first, or one that people take for the same.
#[derive(Clone, Copy)]
struct First {
    line: u64,
    item: ItemId,
    /// Of the SKU as it was written there.
    print: [u64; 2],
}

const NEAR_EXPIRY_DAYS: i64 = 14;
/// The unit and how an item is kept.
const FIXED: [Column; 4] = [Column::Unit, Column::LotTracked, Column::SerialTracked, Column::CatchWeight];

impl Items {
    pub(super) fn new(goods: Goods) -> Items {
        Items { goods, seen: Seen::new(), certified: Seen::new() }
    }

    /// The certificate of a line. A supplier has one for an item.
    fn certificate(
        &mut self,
        look: &Look<'_, '_>,
        (id, sku): (ItemId, &str),
        cells: &mut Cells<'_>,
    ) -> Result<item_facts::Planned, Error> {
        let Some(certificate) = item_facts::certificate(cells) else { return Ok(Default::default()) };
        let first = self.certified.first(&(id, &certificate.supplier), cells.number_in_file());
        if let Some(line) = first {
            cells.refuse(Column::HalalSupplier, Why::TwiceInFile { line: line as i64 });
        }
        item_facts::certified(look.tx, id, sku, certificate)
    }

    /// An item has one line, and one more for each further supplier's certificate, which says nothing else.
    fn further(
        &mut self,
        look: &Look<'_, '_>,
        first: First,
        sku: String,
        cells: &mut Cells<'_>,
    ) -> Result<Option<Planned>, Error> {
        // One that only looks like it is another item: listed, never merged by itself.
        let is_other = first.print != print(&sku);
        let says_else = column::optional(ImportKind::Items).iter().any(|column| {
            *column != Column::Owner && !item_facts::CERTIFICATE.contains(column) && !cells.is_empty(*column)
        });
        if is_other || says_else || item_facts::CERTIFICATE.iter().all(|column| cells.is_empty(*column)) {
            cells.refuse(Column::Sku, Why::TwiceInFile { line: first.line as i64 });
            return Ok(None);
        }
        let item_facts::Planned { changes, fields } = self.certificate(look, (first.item, &sku), cells)?;
        let what = if changes.is_empty() { What::Same } else { What::Changed };
        let planned = Planned { key: sku, what, fields, changes, movements: Vec::new() };
        Ok(cells.refused.is_empty().then_some(planned))
    }
}

impl Planner for Items {
    fn plan(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Planned>, Error> {
        let (owner, sku) = (self.goods.owner(cells), cells.required(Column::Sku));
        let (Some(owner), Some(sku)) = (owner, sku) else { return Ok(None) };
        let name = (owner, look_alike(&sku));
        if let Some(first) = self.seen.get(&name) {
            return self.further(look, first, sku, cells);
        }
        let known = catalogue::known(look.tx, owner, &sku)?;
        let id = known.map_or(ItemId(look.import.derive("item", cells.line.index)), |known| known.id);
        self.seen.first(&name, First { line: cells.number_in_file(), item: id, print: print(&sku) });
        let before = match known {
            Some(known) => item::by_id(look.tx, known.id)?.map(|item| ItemFacts::of(&item)),
            None => None,
        };
        if before.is_none()
            && let Some(other) = item::by_sku(look.tx, &sku)?.into_iter().find(|other| other.owner == owner)
        {
            cells.refuse(Column::Sku, Why::DiffersByCase { text: sku, known: other.sku });
            return Ok(None);
        }
        let is_retired = known.is_some_and(|known| known.is_retired);
        let old = before.as_ref().filter(|_| !is_retired);
        let Some(now) = read(old, cells) else { return Ok(None) };
        if let Some(was) = &before {
            fixed_by_goods(look, id, was, &now, cells)?;
        }
        if !cells.refused.is_empty() {
            return Ok(None);
        }
        let mut fields = differing(&old.map(ItemFacts::texts).unwrap_or_default(), now.texts());
        let facts = item_facts::plan(look.tx, id, &sku, now.decimals, cells)?;
        let certificate = self.certificate(look, (id, &sku), cells)?;
        if !cells.refused.is_empty() {
            return Ok(None);
        }
        fields.extend(facts.fields.into_iter().chain(certificate.fields));
        let key = sku.clone();
        let (mut what, mut changes) = match before {
            None => (What::New, vec![Change::Item { id, owner, sku, was: None, now }]),
            Some(_) if is_retired => (What::New, vec![Change::ItemBack { id, owner, sku, now }]),
            Some(was) if was != now => {
                (What::Changed, vec![Change::Item { id, owner, sku, was: Some(was), now }])
            }
            Some(_) => (What::Same, Vec::new()),
        };
        changes.extend(facts.changes.into_iter().chain(certificate.changes));
        if what == What::Same && !changes.is_empty() {
            what = What::Changed;
        }
        Ok(Some(Planned { key, what, fields, changes, movements: Vec::new() }))
    }

    fn forget(&mut self) {
        self.goods.forget();
    }
}

/// The line over what is there, or over what a new item begins with.
fn read(old: Option<&ItemFacts>, cells: &mut Cells<'_>) -> Option<ItemFacts> {
    let unit = match cells.text(Column::Unit) {
        Some(text) => match units::canonical(&text) {
            Some(unit) => Some(unit.to_owned()),
            // A unit that a vendor's item has already is taken as it is.
            None if old.is_some_and(|old| old.unit == text) => Some(text),
            None => {
                let known: Vec<&str> = units::UNITS.iter().map(|unit| unit.word).collect();
                cells.refuse(Column::Unit, Why::UnknownUnit { unit: text, known: known.join(", ") });
                None
            }
        },
        None => None,
    };
    let mut now = match (old, &unit) {
        (Some(old), _) => old.clone(),
        (None, Some(unit)) => new_of(unit),
        (None, None) => {
            if cells.is_empty(Column::Unit) {
                cells.missing(Column::Unit);
            }
            return None;
        }
    };
    if let Some(unit) = unit {
        now.unit = unit;
    }
    for (column, language) in [(Column::NameEn, "en"), (Column::NameId, "id")] {
        if let Some(name) = cells.text(column) {
            now.set_name(language, name);
        }
    }
    kept_how(&mut now, cells);
    cells.refused.is_empty().then_some(now)
}

fn kept_how(now: &mut ItemFacts, cells: &mut Cells<'_>) {
    if let Some(decimals) = cells.whole(Column::Decimals, 0, 6) {
        now.decimals = decimals as u8;
    }
    if let Some(days) = cells.whole(Column::NearExpiryDays, 0, 3_650) {
        now.near_expiry_days = days;
    }
    for (column, field) in [
        (Column::LotTracked, &mut now.lot_tracked),
        (Column::SerialTracked, &mut now.serial_tracked),
        (Column::CatchWeight, &mut now.catch_weight),
    ] {
        if let Some(flag) = cells.flag(column) {
            *field = flag;
        }
    }
    if let Some(rule) = cells.choice(Column::ExpiryRule, &choice::EXPIRY_RULES) {
        now.none_printed = rule == "none_printed";
    }
    for (column, field) in
        [(Column::LotPattern, &mut now.lot_pattern), (Column::Pictogram, &mut now.pictogram)]
    {
        if let Some(text) = cells.text(column) {
            *field = text;
        }
    }
}

fn new_of(unit: &str) -> ItemFacts {
    ItemFacts {
        names: Vec::new(),
        unit: unit.to_owned(),
        decimals: units::find(unit).map_or(0, |unit| unit.decimals),
        pictogram: String::new(),
        lot_tracked: false,
        serial_tracked: false,
        catch_weight: false,
        none_printed: false,
        near_expiry_days: NEAR_EXPIRY_DAYS,
        lot_pattern: String::new(),
    }
}

/// Once goods of it moved, neither its unit nor how it is kept changes.
fn fixed_by_goods(
    look: &Look<'_, '_>,
    id: ItemId,
    was: &ItemFacts,
    now: &ItemFacts,
    cells: &mut Cells<'_>,
) -> Result<(), Error> {
    let changed: Vec<_> = differing(&was.texts(), now.texts())
        .into_iter()
        .filter(|field| FIXED.contains(&field.column))
        .collect();
    if !changed.is_empty() && catalogue::has_moved(look.tx, id)? {
        for field in changed {
            cells.refuse(field.column, Why::FixedByGoods { before: field.before, after: field.after });
        }
    }
    Ok(())
}
