//! Whole lists for files, page by page in a fixed order: read-only, and of one state of the book per page.
//! A row holds what the file shows; how it is written is not decided here.

mod goods;
mod items;
mod orders;
mod places;

pub use goods::{openings, stock};
pub use items::items;
pub use orders::orders;
pub use places::places;

use super::value;
use crate::Error;
use domain::expiry::Expiry;
use domain::item_facts::{HalalCertificate, ItemFacts, StorageClass};
use domain::lot::LotKind;
use domain::tare::Tare;
use domain::{Quantity, Ratio};
use jiff::civil::Date;
use sqlx::SqlitePool;
use std::collections::BTreeSet;

/// Rows of one page.
const PAGE: i64 = 1_000;

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
    pub facts: ItemFacts,
    /// By supplier.
    pub certificates: Vec<HalalCertificate>,
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
    /// Another one of its code and maker was there before it.
    pub second: bool,
    /// Where its certificate is found.
    pub certificate: Option<String>,
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
    /// What it says of itself; empty: as the place around it.
    pub accepts: BTreeSet<StorageClass>,
    pub keeps_apart: bool,
    /// Of a crate, where somebody said it.
    pub tare: Option<Tare>,
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
           l.made_on AS "made_on?", l.status AS "status!", l.ordinal > 1 AS "second!: bool",
           l.certificate_link AS "certificate?"
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
        let (second, certificate) = (row.second, row.certificate);
        Ok(LotRow { owner: row.owner, sku: row.sku, lot, status: row.status, second, certificate })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
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
