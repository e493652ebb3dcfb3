//! Columns of a list into the domain's types. What does not fit is a damaged file, never a default.

use super::ItemCard;
use crate::Error;
use domain::expiry::Expiry;
use domain::tare::Tare;
use domain::{ItemId, Quantity};
use jiff::civil::Date;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

pub(super) fn uuid(bytes: &[u8]) -> Result<Uuid, Error> {
    Uuid::from_slice(bytes).map_err(|error| Error::Stored { what: "an identity", why: error.to_string() })
}

pub(super) fn maybe_uuid(bytes: Option<Vec<u8>>) -> Result<Option<Uuid>, Error> {
    bytes.as_deref().map(uuid).transpose()
}

pub(super) fn quantity(millionths: i64) -> Result<Quantity, Error> {
    Ok(Quantity::from_millionths(millionths)?)
}

pub(super) fn tare(millionths: Option<i64>) -> Result<Option<Tare>, Error> {
    let Some(millionths) = millionths else { return Ok(None) };
    let stored = || Error::Stored { what: "a tare", why: millionths.to_string() };
    Tare::of_kg(quantity(millionths)?).map(Some).map_err(|_| stored())
}

pub(super) fn date(text: &str) -> Result<Date, Error> {
    text.parse().map_err(|error: jiff::Error| Error::Stored { what: "a date", why: error.to_string() })
}

pub(super) fn word<T>(text: &str, from_text: impl FnOnce(&str) -> Option<T>) -> Result<T, Error> {
    from_text(text).ok_or_else(|| Error::Stored { what: "a word of a closed list", why: text.to_owned() })
}

pub(super) fn expiry(kind: &str, day: Option<String>) -> Result<Expiry, Error> {
    let day = day.as_deref().map(date).transpose()?;
    word(kind, |kind| Expiry::from_parts(kind, day))
}

pub(super) fn names(json: &str) -> Result<Vec<(String, String)>, Error> {
    serde_json::from_str(json)
        .map_err(|error| Error::Stored { what: "an item's names", why: error.to_string() })
}

pub(super) fn count(number: i64) -> Result<u32, Error> {
    u32::try_from(number).map_err(|error| Error::Stored { what: "a count", why: error.to_string() })
}

/// Rows below the one the last page ended with; all of them for the first page.
pub(super) fn before(cursor: Option<&str>) -> Result<i64, Error> {
    cursor.map_or(Ok(i64::MAX), |text| {
        text.parse().map_err(|_| Error::Stored { what: "a cursor", why: text.to_owned() })
    })
}

pub(super) fn decimals(count: i64) -> Result<u8, Error> {
    u8::try_from(count).map_err(|error| Error::Stored { what: "an item's decimals", why: error.to_string() })
}

/// For statements that are put together, which name their columns as below.
pub(super) const ITEM_COLUMNS: &str = "i.id AS item_id, i.sku AS sku, i.unit AS unit, i.decimals AS decimals,
                                       i.pictogram AS pictogram,
                                       (SELECT json_group_array(json_array(n.language, n.name)
                                       ORDER BY n.language) FROM item_name n
                                       WHERE n.item_row = i.row) AS names";

pub(super) fn item(row: &SqliteRow) -> Result<ItemCard, Error> {
    Ok(ItemCard {
        id: ItemId(id(row, "item_id")?),
        sku: row.try_get("sku")?,
        names: names(row.try_get("names")?)?,
        unit: row.try_get("unit")?,
        decimals: decimals(row.try_get("decimals")?)?,
        pictogram: row.try_get("pictogram")?,
    })
}

pub(super) fn id(row: &SqliteRow, column: &str) -> Result<Uuid, Error> {
    uuid(row.try_get(column)?)
}

pub(super) fn maybe_id(row: &SqliteRow, column: &str) -> Result<Option<Uuid>, Error> {
    row.try_get::<Option<&[u8]>, _>(column)?.map(uuid).transpose()
}
