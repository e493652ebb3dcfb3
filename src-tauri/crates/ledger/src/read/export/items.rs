//! Items for files, with what is known of them and their suppliers' halal certificates.

use super::super::value;
use super::{ItemRow, PAGE, Place, Rows, next};
use crate::Error;
use domain::item_facts::{Allergen, HalalCertificate, ItemFacts, ShelfLife, ShelfLifeUnit, StorageClass};
use serde::de::DeserializeOwned;
use sqlx::SqlitePool;

/// Everything that was not retired, in the order it was made.
pub async fn items(pool: &SqlitePool, from: Place) -> Result<Rows<ItemRow>, Error> {
    let [after, ..] = from.0;
    let found = sqlx::query!(
        r#"SELECT i.row AS "row!", o.name AS "owner!", i.sku AS "sku!", i.unit AS "unit!",
           i.decimals AS "decimals!", i.lot_tracked AS "lot_tracked!: bool",
           i.serial_tracked AS "serial_tracked!: bool", i.catch_weight AS "catch_weight!: bool",
           i.expiry_rule AS "expiry_rule!", i.near_expiry_days AS "near_expiry_days!",
           i.lot_pattern AS "lot_pattern!", i.pictogram AS "pictogram!",
           (SELECT json_group_array(json_array(n.language, n.name) ORDER BY n.language) FROM item_name n
           WHERE n.item_row = i.row) AS "names!: String",
           f.storage_class AS "storage_class?", f.food AS "food?: bool",
           f.days_after_opening AS "days_after_opening?: u32", f.shelf_life AS "shelf_life?: u32",
           f.shelf_life_unit AS "shelf_life_unit?", f.usual_piece AS "usual_piece?",
           f.minutes_out AS "minutes_out?: u32", i.density_numerator AS "numerator?",
           i.density_denominator AS "denominator?", i.density_source AS "density_source?",
           (SELECT json_group_array(json_array(a.allergen, a.traces)) FROM item_allergen a
           WHERE a.item_row = i.row) AS "allergens!: String",
           (SELECT json_group_array(json_array(h.supplier, h.certificate, h.last_day) ORDER BY h.supplier)
           FROM item_halal h WHERE h.item_row = i.row) AS "certificates!: String"
           FROM item i JOIN owner o ON o.row = i.owner_row LEFT JOIN item_fact f ON f.item_row = i.row
           WHERE i.row > ?1 AND i.retired_at_ms IS NULL ORDER BY i.row LIMIT ?2"#,
        after,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.row, 0, 0]);
    let rows = found.into_iter().map(|row| {
        let facts = ItemFacts {
            storage: row
                .storage_class
                .map(|class| value::word(&class, StorageClass::from_text))
                .transpose()?,
            is_food: row.food,
            days_after_opening: row.days_after_opening,
            shelf_life: shelf_life(row.shelf_life, row.shelf_life_unit)?,
            minutes_out: row.minutes_out,
            usual_piece: row.usual_piece,
            density: row.numerator.zip(row.denominator),
            density_source: row.density_source.unwrap_or_default(),
            ..contained(&row.allergens)?
        };
        Ok(ItemRow {
            owner: row.owner,
            sku: row.sku,
            names: value::names(&row.names)?,
            unit: row.unit,
            decimals: value::decimals(row.decimals)?,
            lot_tracked: row.lot_tracked,
            serial_tracked: row.serial_tracked,
            catch_weight: row.catch_weight,
            expiry_rule: row.expiry_rule,
            near_expiry_days: row.near_expiry_days,
            lot_pattern: row.lot_pattern,
            pictogram: row.pictogram,
            facts,
            certificates: certificates(&row.certificates)?,
        })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
}

fn shelf_life(count: Option<u32>, unit: Option<String>) -> Result<Option<ShelfLife>, Error> {
    let Some((count, unit)) = count.zip(unit) else { return Ok(None) };
    Ok(Some(ShelfLife { count, unit: value::word(&unit, ShelfLifeUnit::from_text)? }))
}

/// The allergens alone, of themselves and as traces.
fn contained(json: &str) -> Result<ItemFacts, Error> {
    let mut facts = ItemFacts::default();
    for (allergen, traces) in listed::<(String, i64)>(json)? {
        let allergen = value::word(&allergen, Allergen::from_text)?;
        if traces == 0 { &mut facts.contains } else { &mut facts.may_contain }.insert(allergen);
    }
    Ok(facts)
}

fn certificates(json: &str) -> Result<Vec<HalalCertificate>, Error> {
    let listed = listed::<(String, String, Option<String>)>(json)?.into_iter();
    let read = listed.map(|(supplier, number, last_day)| {
        let last_day = last_day.as_deref().map(value::date).transpose()?;
        Ok(HalalCertificate { supplier, number, last_day })
    });
    read.collect()
}

fn listed<T: DeserializeOwned>(json: &str) -> Result<Vec<T>, Error> {
    serde_json::from_str(json)
        .map_err(|error| Error::Stored { what: "what is known of an item", why: error.to_string() })
}
