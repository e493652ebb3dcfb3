//! What is known of an item beside how it is counted, and its suppliers' halal certificates. Written by imports,
//! which keep what they changed.

use crate::table::column;
use crate::{Error, Transaction};
use domain::ItemId;
use domain::item_facts::{Allergen, HalalCertificate, ItemFacts, ShelfLife, ShelfLifeUnit, StorageClass};
use rusqlite::{Row, params};

statements! {
    FACTS = "SELECT f.storage_class, f.food, f.days_after_opening, f.shelf_life, f.shelf_life_unit,
             f.usual_piece, f.minutes_out, i.density_numerator, i.density_denominator,
             coalesce(i.density_source, '') FROM item i LEFT JOIN item_fact f ON f.item_row = i.row
             WHERE i.id = ?1";
    ALLERGENS = "SELECT allergen, traces FROM item_allergen
                 WHERE item_row = (SELECT row FROM item WHERE id = ?1) ORDER BY allergen LIMIT 100";
    SET = "INSERT INTO item_fact (item_row, storage_class, food, days_after_opening, shelf_life,
           shelf_life_unit, usual_piece, minutes_out)
           VALUES ((SELECT row FROM item WHERE id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8)
           ON CONFLICT (item_row) DO UPDATE SET storage_class = excluded.storage_class, food = excluded.food,
           days_after_opening = excluded.days_after_opening, shelf_life = excluded.shelf_life,
           shelf_life_unit = excluded.shelf_life_unit, usual_piece = excluded.usual_piece,
           minutes_out = excluded.minutes_out";
    SET_DENSITY = "UPDATE item SET density_numerator = ?2, density_denominator = ?3, density_source = ?4
                   WHERE id = ?1";
    CLEAR_ALLERGENS = "DELETE FROM item_allergen WHERE item_row = (SELECT row FROM item WHERE id = ?1)";
    ADD_ALLERGEN = "INSERT INTO item_allergen (item_row, allergen, traces)
                    VALUES ((SELECT row FROM item WHERE id = ?1), ?2, ?3)";
    CERTIFICATES = "SELECT supplier, certificate, last_day FROM item_halal
                    WHERE item_row = (SELECT row FROM item WHERE id = ?1) ORDER BY supplier LIMIT 1000";
    SET_CERTIFICATE = "INSERT INTO item_halal (item_row, supplier, certificate, last_day)
                       VALUES ((SELECT row FROM item WHERE id = ?1), ?2, ?3, ?4)
                       ON CONFLICT (item_row, supplier) DO UPDATE SET certificate = excluded.certificate,
                       last_day = excluded.last_day";
    REMOVE_CERTIFICATE = "DELETE FROM item_halal WHERE item_row = (SELECT row FROM item WHERE id = ?1)
                          AND supplier = ?2";
}

/// Nothing known of an item that nobody described, or that is not here.
pub fn of(tx: &Transaction, id: ItemId) -> Result<ItemFacts, Error> {
    let mut facts = tx.one(FACTS, params![id.bytes()], read)?.unwrap_or_default();
    let allergens = tx.all(ALLERGENS, params![id.bytes()], |row| {
        Ok((column::word(row, 0, Allergen::from_text)?, row.get::<_, bool>(1)?))
    })?;
    for (allergen, is_traces) in allergens {
        if is_traces { &mut facts.may_contain } else { &mut facts.contains }.insert(allergen);
    }
    Ok(facts)
}

/// All of them anew. What it contains is not also a trace.
///
/// # Errors
/// [`Error::Rule`] for an item that is not here.
pub fn set(tx: &Transaction, id: ItemId, facts: &ItemFacts) -> Result<(), Error> {
    let storage = facts.storage.map(StorageClass::text);
    let (count, unit) = facts.shelf_life.map(|life| (life.count, life.unit.text())).unzip();
    tx.run(
        SET,
        params![
            id.bytes(),
            storage,
            facts.is_food,
            facts.days_after_opening,
            count,
            unit,
            facts.usual_piece,
            facts.minutes_out
        ],
    )?;
    let (numerator, denominator) = facts.density.unzip();
    let source = facts.density.map(|_| facts.density_source.as_str());
    tx.run(SET_DENSITY, params![id.bytes(), numerator, denominator, source])?;
    tx.run(CLEAR_ALLERGENS, params![id.bytes()])?;
    let traces = facts.may_contain.difference(&facts.contains).map(|one| (one, true));
    for (allergen, is_traces) in facts.contains.iter().map(|one| (one, false)).chain(traces) {
        tx.run(ADD_ALLERGEN, params![id.bytes(), allergen.text(), is_traces])?;
    }
    Ok(())
}

/// By supplier.
pub fn certificates(tx: &Transaction, id: ItemId) -> Result<Vec<HalalCertificate>, Error> {
    tx.all(CERTIFICATES, params![id.bytes()], |row| {
        Ok(HalalCertificate {
            supplier: row.get(0)?,
            number: row.get(1)?,
            last_day: column::maybe_date(row, 2)?,
        })
    })
}

pub fn set_certificate(tx: &Transaction, id: ItemId, one: &HalalCertificate) -> Result<(), Error> {
    let last_day = one.last_day.map(|day| day.to_string());
    tx.run(SET_CERTIFICATE, params![id.bytes(), one.supplier, one.number, last_day])?;
    Ok(())
}

/// Nothing happens when there is none.
pub fn remove_certificate(tx: &Transaction, id: ItemId, supplier: &str) -> Result<(), Error> {
    tx.run(REMOVE_CERTIFICATE, params![id.bytes(), supplier])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<ItemFacts> {
    let storage = match row.get_ref(0)? {
        rusqlite::types::ValueRef::Null => None,
        _ => Some(column::word(row, 0, StorageClass::from_text)?),
    };
    let shelf_life = match row.get::<_, Option<u32>>(3)? {
        Some(count) => Some(ShelfLife { count, unit: column::word(row, 4, ShelfLifeUnit::from_text)? }),
        None => None,
    };
    Ok(ItemFacts {
        storage,
        is_food: row.get(1)?,
        days_after_opening: row.get(2)?,
        shelf_life,
        usual_piece: row.get(5)?,
        minutes_out: row.get(6)?,
        density: row.get::<_, Option<i64>>(7)?.zip(row.get::<_, Option<i64>>(8)?),
        density_source: row.get(9)?,
        ..ItemFacts::default()
    })
}
