//! Whole lists for files, page by page in a fixed order: read-only, and of one state of the book per page.
//! A row holds what the file shows; how it is written is not decided here.

mod goods;
mod orders;

pub use goods::{openings, stock};
pub use orders::orders;

use super::value;
use crate::Error;
use domain::expiry::Expiry;
use domain::lot::LotKind;
use domain::{Quantity, Ratio};
use jiff::civil::Date;
use sqlx::SqlitePool;

/// Rows of one page.
const PAGE: i64 = 1_000;
/// Places of a station: one page.
const PLACES: i64 = 1_000_000;

/// Where the next page begins; the first one for the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place([i64; 3]);

/// Rows, and where the next page begins; `None` after the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T> {
    pub rows: Vec<T>,
    pub next: Option<Place>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    pub owner: String,
    pub sku: String,
    /// By language.
    pub names: Vec<(String, String)>,
    pub unit: String,
    pub decimals: u8,
    pub lot_tracked: bool,
    pub serial_tracked: bool,
    pub catch_weight: bool,
    pub expiry_rule: String,
    pub near_expiry_days: i64,
    pub lot_pattern: String,
    pub pictogram: String,
}

/// A code, or a pack level that has none.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeRow {
    pub owner: String,
    pub sku: String,
    pub code: String,
    pub kind: String,
    pub pack: Option<(String, Ratio)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LotRow {
    pub owner: String,
    pub sku: String,
    pub lot: LotCells,
    pub status: String,
}

/// How a lot stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct LotCells {
    pub kind: LotKind,
    pub code: String,
    pub maker: String,
    pub expiry: Expiry,
    pub made_on: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub parent: Option<String>,
    pub purpose: String,
}

/// Stock of one lot at one place; of a serial, one unit of it.
#[derive(Clone, Debug, PartialEq)]
pub struct GoodsRow {
    pub owner: String,
    pub sku: String,
    pub names: Vec<(String, String)>,
    pub unit: String,
    pub lot: LotCells,
    pub status: String,
    pub place: String,
    pub quantity: Quantity,
    /// Catch weight only.
    pub pieces: Option<i64>,
    pub reserved: Quantity,
    pub serial: Option<String>,
    pub serial_tracked: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OrderRow {
    pub number: String,
    pub supplier: String,
    pub expected_on: Option<Date>,
    pub line: i64,
    pub owner: String,
    pub sku: String,
    pub unit: String,
    pub ordered: Quantity,
    pub received: Quantity,
    pub pack: Option<(String, Ratio)>,
}

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
           WHERE n.item_row = i.row) AS "names!: String"
           FROM item i JOIN owner o ON o.row = i.owner_row
           WHERE i.row > ?1 AND i.retired_at_ms IS NULL ORDER BY i.row LIMIT ?2"#,
        after,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.row, 0, 0]);
    let rows = found.into_iter().map(|row| {
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
        })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
}

/// Codes in the order they were given.
pub async fn codes(pool: &SqlitePool, from: Place) -> Result<Rows<CodeRow>, Error> {
    let [after, ..] = from.0;
    let found = sqlx::query!(
        r#"SELECT b.row AS "row!", o.name AS "owner!", i.sku AS "sku!", b.code AS "code!", b.kind AS "kind!",
           p.name AS "pack?", p.numerator AS "numerator?", p.denominator AS "denominator?"
           FROM barcode b JOIN item i ON i.row = b.item_row JOIN owner o ON o.row = i.owner_row
           LEFT JOIN pack p ON p.row = b.pack_row
           WHERE b.row > ?1 AND i.retired_at_ms IS NULL ORDER BY b.row LIMIT ?2"#,
        after,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.row, 0, 0]);
    let rows = found.into_iter().map(|row| {
        let pack = pack(row.pack, row.numerator, row.denominator)?;
        Ok(CodeRow { owner: row.owner, sku: row.sku, code: row.code, kind: row.kind, pack })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
}

/// Pack levels that no code stands for.
pub async fn packs_without_code(pool: &SqlitePool, from: Place) -> Result<Rows<CodeRow>, Error> {
    let [after, ..] = from.0;
    let found = sqlx::query!(
        r#"SELECT p.row AS "row!", o.name AS "owner!", i.sku AS "sku!", p.name AS "pack!",
           p.numerator AS "numerator!", p.denominator AS "denominator!"
           FROM pack p JOIN item i ON i.row = p.item_row JOIN owner o ON o.row = i.owner_row
           WHERE p.row > ?1 AND i.retired_at_ms IS NULL
           AND NOT EXISTS (SELECT 1 FROM barcode b WHERE b.pack_row = p.row) ORDER BY p.row LIMIT ?2"#,
        after,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.row, 0, 0]);
    let rows = found.into_iter().map(|row| {
        let pack = pack(Some(row.pack), Some(row.numerator), Some(row.denominator))?;
        let (code, kind) = (String::new(), String::new());
        Ok(CodeRow { owner: row.owner, sku: row.sku, code, kind, pack })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
}

/// Lots with a code.
pub async fn lots(pool: &SqlitePool, from: Place) -> Result<Rows<LotRow>, Error> {
    let [after, ..] = from.0;
    let found = sqlx::query!(
        r#"SELECT l.row AS "row!", o.name AS "owner!", i.sku AS "sku!", l.kind AS "kind!", l.code AS "code!",
           l.maker AS "maker!", l.expiry_kind AS "expiry_kind!", l.expiry AS "expiry?",
           l.made_on AS "made_on?", l.status AS "status!"
           FROM lot l JOIN item i ON i.row = l.item_row JOIN owner o ON o.row = i.owner_row
           WHERE l.row > ?1 AND l.kind = 'coded' AND i.retired_at_ms IS NULL ORDER BY l.row LIMIT ?2"#,
        after,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.row, 0, 0]);
    let rows = found.into_iter().map(|row| {
        let lot = lot(&row.kind, row.code, row.maker, (&row.expiry_kind, row.expiry), row.made_on)?;
        Ok(LotRow { owner: row.owner, sku: row.sku, lot, status: row.status })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
}

/// All that is no virtual place, each behind what it stands in.
pub async fn places(pool: &SqlitePool) -> Result<Rows<PlaceRow>, Error> {
    let found = sqlx::query!(
        r#"WITH RECURSIVE tree (row, depth) AS (
               SELECT row, 0 FROM location WHERE parent_row IS NULL
               UNION ALL
               SELECT l.row, tree.depth + 1 FROM tree JOIN location l ON l.parent_row = tree.row
               WHERE tree.depth < 20)
           SELECT l.code AS "code!", l.name AS "name!", l.kind AS "kind!", p.code AS "parent?",
           l.purpose AS "purpose!" FROM tree JOIN location l ON l.row = tree.row
           LEFT JOIN location p ON p.row = l.parent_row WHERE l.kind IN ('site', 'zone', 'bin', 'container')
           ORDER BY tree.depth, l.code LIMIT ?1"#,
        PLACES
    )
    .fetch_all(pool)
    .await?;
    let rows = found.into_iter().map(|row| PlaceRow {
        code: row.code,
        name: row.name,
        kind: row.kind,
        parent: row.parent,
        purpose: row.purpose,
    });
    Ok(Rows { rows: rows.collect(), next: None })
}

/// A full page has another one behind it.
fn next<T>(rows: &[T], place: impl FnOnce(&T) -> [i64; 3]) -> Option<Place> {
    rows.last().filter(|_| rows.len() as i64 == PAGE).map(|row| Place(place(row)))
}

fn lot(
    kind: &str,
    code: String,
    maker: String,
    (expiry_kind, expiry): (&str, Option<String>),
    made_on: Option<String>,
) -> Result<LotCells, Error> {
    let kind = value::word(kind, LotKind::from_text)?;
    Ok(LotCells { kind, code, maker, expiry: value::expiry(expiry_kind, expiry)?, made_on })
}

fn pack(
    name: Option<String>,
    numerator: Option<i64>,
    denominator: Option<i64>,
) -> Result<Option<(String, Ratio)>, Error> {
    let Some(((name, numerator), denominator)) = name.zip(numerator).zip(denominator) else {
        return Ok(None);
    };
    let why = || format!("{numerator}/{denominator}");
    let factor = Ratio::new(numerator, denominator)
        .ok_or_else(|| Error::Stored { what: "a pack's factor", why: why() })?;
    Ok(Some((name, factor)))
}
