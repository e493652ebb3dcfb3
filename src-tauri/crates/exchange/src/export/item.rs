//! An item as lines of a file: one, and one more for each further supplier's halal certificate.

use super::rows::{Cells, choice, flag, fraction, name, text, words};
use super::sheet::Out;
use crate::choice;
use domain::Quantity;
use domain::item_facts::{HalalCertificate, ItemFacts, ShelfLife, StorageClass};
use ledger::read::export::ItemRow;

/// Cells between how an item is kept and its certificate.
const BETWEEN: usize = 21;

pub(super) fn item(row: &ItemRow, language: &str) -> Cells {
    let mut line = vec![
        text(&row.sku),
        text(name(&row.names, "en")),
        text(name(&row.names, "id")),
        text(&row.unit),
        Out::Number(row.decimals.to_string()),
        flag(row.lot_tracked, language),
        flag(row.serial_tracked, language),
        flag(row.catch_weight, language),
        choice(&choice::EXPIRY_RULES, &row.expiry_rule, language),
        Out::Number(row.near_expiry_days.to_string()),
        text(&row.lot_pattern),
        text(&row.pictogram),
    ];
    line.extend(facts(&row.facts, language));
    line.extend(certificate(row.certificates.first()));
    line.push(text(&row.owner));
    let further = row.certificates.iter().skip(1).map(|one| {
        let mut line = vec![text(&row.sku)];
        line.extend(std::iter::repeat_n(Out::Empty, BETWEEN));
        line.extend(certificate(Some(one)));
        line.push(text(&row.owner));
        line
    });
    Ok(std::iter::once(line.clone()).chain(further).collect())
}

fn facts(facts: &ItemFacts, language: &str) -> [Out; 10] {
    let number = |number: Option<u32>| number.map_or(Out::Empty, |number| Out::Number(number.to_string()));
    let amount = |quantity: Quantity| Out::Number(quantity.text(0));
    let life = |life: ShelfLife| {
        let unit = choice::SHELF_LIVES.word(life.unit.text(), language);
        Out::Text(format!("{} {unit}", life.count))
    };
    [
        words(&choice::ALLERGENS, facts.contains.iter().map(|one| one.text()), language),
        words(&choice::ALLERGENS, facts.may_contain.iter().map(|one| one.text()), language),
        words(&choice::STORAGE, facts.storage.iter().map(|class: &StorageClass| class.text()), language),
        facts.is_food.map_or(Out::Empty, |is_food| flag(is_food, language)),
        number(facts.days_after_opening),
        facts.shelf_life.map_or(Out::Empty, life),
        number(facts.minutes_out),
        facts.usual_piece().map_or(Out::Empty, amount),
        facts.density().map_or(Out::Empty, fraction),
        text(&facts.density_source),
    ]
}

fn certificate(one: Option<&HalalCertificate>) -> [Out; 3] {
    let Some(HalalCertificate { supplier, number, last_day }) = one else {
        return [Out::Empty, Out::Empty, Out::Empty];
    };
    let last_day = last_day.map(|day| day.to_string()).unwrap_or_default();
    [text(supplier), text(number), text(&last_day)]
}
