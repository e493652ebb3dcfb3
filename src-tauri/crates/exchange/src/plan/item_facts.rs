//! What an item's line says besides how it is counted: allergens, storage, days, a usual piece, density, and one
//! supplier's halal certificate. An empty cell changes nothing; `none` takes a list away.

use super::{FieldChange, differing};
use crate::change::Change;
use crate::choice::{self, Choices};
use crate::column::Column;
use crate::fraction::Fraction;
use crate::line::{Cells, Measured};
use crate::said::Why;
use domain::item_facts::{Allergen, HalalCertificate, ItemFacts, ShelfLife, ShelfLifeUnit, StorageClass};
use domain::{ItemId, Quantity, Ratio};
use ledger::table::item_fact;
use ledger::{Error, Transaction};
use std::collections::BTreeSet;

const LONGEST_DAYS: i64 = 3_650;
const LONGEST_MINUTES: i64 = 10_080;
/// What takes a list away.
pub(super) const NONE: [&str; 5] = ["none", "no", "-", "tidak ada", "tanpa"];

/// What says a certificate.
pub(super) const CERTIFICATE: [Column; 3] =
    [Column::HalalSupplier, Column::HalalCertificate, Column::HalalUntil];

/// What a line changes, and the fields of it.
#[derive(Default)]
pub(super) struct Planned {
    pub changes: Vec<Change>,
    pub fields: Vec<FieldChange>,
}

/// # Errors
/// The ledger's; what cannot be read is noted on the line.
pub(super) fn plan(
    tx: &Transaction,
    id: ItemId,
    sku: &str,
    decimals: u8,
    cells: &mut Cells<'_>,
) -> Result<Planned, Error> {
    let was = item_fact::of(tx, id)?;
    let now = read(&was, decimals, cells);
    let mut planned = Planned::default();
    if now != was {
        planned.fields = differing(&texts(&was), texts(&now));
        let (item, sku) = (id, sku.to_owned());
        planned.changes.push(Change::Facts { item, sku, was: Box::new(was), now: Box::new(now) });
    }
    Ok(planned)
}

/// # Errors
/// The ledger's.
pub(super) fn certified(
    tx: &Transaction,
    id: ItemId,
    sku: &str,
    certificate: HalalCertificate,
) -> Result<Planned, Error> {
    let mut planned = Planned::default();
    let known = item_fact::certificates(tx, id)?;
    let was = known.into_iter().find(|known| known.supplier == certificate.supplier);
    if was.as_ref() != Some(&certificate) {
        let of = |one: Option<&HalalCertificate>| one.map(certificate_texts).unwrap_or_default();
        planned.fields.extend(differing(&of(was.as_ref()), of(Some(&certificate))));
        let (item, sku) = (id, sku.to_owned());
        planned.changes.push(Change::Certificate { item, sku, was, now: certificate });
    }
    Ok(planned)
}

fn read(was: &ItemFacts, decimals: u8, cells: &mut Cells<'_>) -> ItemFacts {
    let mut now = was.clone();
    if let Some(contains) = list(Column::Allergens, &choice::ALLERGENS, Allergen::from_text, cells) {
        now.contains = contains;
    }
    if let Some(traces) = list(Column::MayContain, &choice::ALLERGENS, Allergen::from_text, cells) {
        now.may_contain = traces;
    }
    now.may_contain.retain(|allergen| !now.contains.contains(allergen));
    if let Some(class) = cells.choice(Column::StorageClass, &choice::STORAGE) {
        now.storage = StorageClass::from_text(class);
    }
    if let Some(is_food) = cells.flag(Column::Food) {
        now.is_food = Some(is_food);
    }
    if let Some(days) = cells.whole(Column::DaysAfterOpening, 0, LONGEST_DAYS) {
        now.days_after_opening = Some(u32::try_from(days).expect("within the days that are taken"));
    }
    if let Some(minutes) = cells.whole(Column::MinutesOut, 1, LONGEST_MINUTES) {
        now.minutes_out = Some(u32::try_from(minutes).expect("within the minutes that are taken"));
    }
    if let Some(life) = shelf_life(cells) {
        now.shelf_life = Some(life);
    }
    if let Some(usual) = usual_piece(decimals, cells) {
        now.usual_piece = Some(usual.millionths());
    }
    if let Some(density) = density(cells) {
        now.density = Some((density.numerator(), density.denominator()));
    }
    if let Some(source) = cells.text(Column::DensitySource).filter(|_| now.density.is_some()) {
        now.density_source = source;
    }
    now
}

/// Several words of a closed set, by comma, semicolon or slash.
pub(super) fn list<T: Ord>(
    column: Column,
    choices: &Choices,
    from_text: impl Fn(&str) -> Option<T>,
    cells: &mut Cells<'_>,
) -> Option<BTreeSet<T>> {
    let text = cells.text(column)?;
    let mut found = BTreeSet::new();
    if NONE.contains(&text.trim().to_lowercase().as_str()) {
        return Some(found);
    }
    for word in text.split([',', ';', '/']).map(str::trim).filter(|word| !word.is_empty()) {
        match choices.find(word).and_then(&from_text) {
            Some(one) => _ = found.insert(one),
            None => {
                let (text, listed) = (word.to_owned(), choices.listed());
                cells.refuse(column, Why::NotOneOf { text, choices: listed });
                return None;
            }
        }
    }
    Some(found)
}

/// `12 months`, `90 days`, `90`.
fn shelf_life(cells: &mut Cells<'_>) -> Option<ShelfLife> {
    let Measured { number, unit } = cells.measured(Column::ShelfLife)?;
    let word = unit.as_deref().map(str::to_lowercase);
    let unit = match word.as_deref() {
        None => Some(ShelfLifeUnit::Days),
        Some(word) => choice::SHELF_LIVES.find(word).and_then(ShelfLifeUnit::from_text),
    };
    let count = number.parse::<u32>().ok().filter(|count| (1..=LONGEST_DAYS as u32).contains(count));
    match (count, unit) {
        (Some(count), Some(unit)) => Some(ShelfLife { count, unit }),
        (None, _) => {
            cells.refuse(Column::ShelfLife, Why::OutOfRange { text: number, least: 1, most: LONGEST_DAYS });
            None
        }
        (_, None) => {
            let (text, choices) = (word.unwrap_or_default(), choice::SHELF_LIVES.listed());
            cells.refuse(Column::ShelfLife, Why::NotOneOf { text, choices });
            None
        }
    }
}

fn usual_piece(decimals: u8, cells: &mut Cells<'_>) -> Option<Quantity> {
    let text = cells.number(Column::UsualPiece)?;
    match Quantity::parse(&text, decimals.max(3)) {
        Ok(usual) if usual.is_positive() => Some(usual),
        _ => {
            cells.refuse(Column::UsualPiece, Why::NotANumber { text });
            None
        }
    }
}

/// Kilograms per litre.
fn density(cells: &mut Cells<'_>) -> Option<Ratio> {
    let text = cells.number(Column::Density)?;
    let read = Ratio::parse(&text);
    if read.is_none() {
        cells.refuse(Column::Density, Why::NotANumber { text });
    }
    read
}

/// A certificate is a supplier's.
pub(super) fn certificate(cells: &mut Cells<'_>) -> Option<HalalCertificate> {
    let supplier = cells.text(Column::HalalSupplier);
    let number = cells.text(Column::HalalCertificate);
    let last_day = cells.day(Column::HalalUntil);
    match (supplier, number) {
        (Some(supplier), Some(number)) => Some(HalalCertificate { supplier, number, last_day }),
        (None, Some(_)) => {
            cells.missing(Column::HalalSupplier);
            None
        }
        (Some(_), None) => {
            cells.missing(Column::HalalCertificate);
            None
        }
        (None, None) => None,
    }
}

/// As a file writes them.
fn texts(facts: &ItemFacts) -> Vec<(Column, String)> {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let flag = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let density = facts.density().map(|density| Fraction::of(density).text()).unwrap_or_default();
    vec![
        (Column::Allergens, joined(&facts.contains)),
        (Column::MayContain, joined(&facts.may_contain)),
        (Column::StorageClass, facts.storage.map_or("", StorageClass::text).to_owned()),
        (Column::Food, facts.is_food.map(flag).unwrap_or_default()),
        (Column::DaysAfterOpening, number(facts.days_after_opening)),
        (Column::ShelfLife, shelf_life_text(facts.shelf_life)),
        (Column::MinutesOut, number(facts.minutes_out)),
        (Column::UsualPiece, facts.usual_piece().map(|usual| usual.text(0)).unwrap_or_default()),
        (Column::Density, density),
        (Column::DensitySource, facts.density_source.clone()),
    ]
}

fn certificate_texts(one: &HalalCertificate) -> Vec<(Column, String)> {
    vec![
        (Column::HalalSupplier, one.supplier.clone()),
        (Column::HalalCertificate, one.number.clone()),
        (Column::HalalUntil, one.last_day.map(|day| day.to_string()).unwrap_or_default()),
    ]
}

fn joined(allergens: &BTreeSet<Allergen>) -> String {
    allergens.iter().map(|one| one.text()).collect::<Vec<_>>().join(", ")
}

fn shelf_life_text(life: Option<ShelfLife>) -> String {
    life.map(|life| format!("{} {}", life.count, life.unit.text())).unwrap_or_default()
}
