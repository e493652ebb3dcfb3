//! Whole lists for files, page by page in a fixed order: read-only, and of one state of the book per page. A row holds
//! what the file shows; how it is written is not decided here.

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
           l.maker AS "maker!", l.expiry_kind AS "expiry_kind!", l.expiry AS "expiry?", l.made_on AS "made_on?",
           l.status AS "status!"
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

/// What is where, by item and place; nothing that is zero. Items with serials one row a serial.
pub async fn stock(pool: &SqlitePool, from: Place) -> Result<Rows<GoodsRow>, Error> {
    let [item, place, lot_row] = from.0;
    let found = sqlx::query!(
        r#"SELECT b.item_row AS "item_row!", b.location_row AS "location_row!", b.lot_row AS "lot_row!",
           o.name AS "owner!", i.sku AS "sku!", i.unit AS "unit!", i.catch_weight AS "catch_weight!: bool",
           i.serial_tracked AS "serial_tracked!: bool",
           (SELECT json_group_array(json_array(n.language, n.name) ORDER BY n.language) FROM item_name n
           WHERE n.item_row = i.row) AS "names!: String",
           l.kind AS "kind!", l.code AS "code!", l.maker AS "maker!", l.expiry_kind AS "expiry_kind!",
           l.expiry AS "expiry?", l.made_on AS "made_on?", l.status AS "status!", p.code AS "place!",
           b.on_hand AS "on_hand!", b.pieces AS "pieces!", b.reserved AS "reserved!",
           (SELECT json_group_array(s.serial ORDER BY s.serial) FROM serial_position s
           WHERE i.serial_tracked = 1 AND s.item_row = b.item_row AND s.location_row = b.location_row
           AND s.lot_row = b.lot_row) AS "serials!: String"
           FROM balance b CROSS JOIN item i ON i.row = b.item_row CROSS JOIN owner o ON o.row = i.owner_row
           CROSS JOIN lot l ON l.row = b.lot_row CROSS JOIN location p ON p.row = b.location_row
           WHERE (b.item_row, b.location_row, b.lot_row) > (?1, ?2, ?3) AND b.physical = 1 AND b.on_hand <> 0
           ORDER BY b.item_row, b.location_row, b.lot_row LIMIT ?4"#,
        item,
        place,
        lot_row,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.item_row, row.location_row, row.lot_row]);
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        let goods = GoodsRow {
            owner: row.owner,
            sku: row.sku,
            names: value::names(&row.names)?,
            unit: row.unit,
            lot: lot(&row.kind, row.code, row.maker, (&row.expiry_kind, row.expiry), row.made_on)?,
            status: row.status,
            place: row.place,
            quantity: value::quantity(row.on_hand)?,
            pieces: row.catch_weight.then_some(row.pieces),
            reserved: value::quantity(row.reserved)?,
            serial: None,
            serial_tracked: row.serial_tracked,
        };
        rows.extend(by_serial(goods, &row.serials)?);
    }
    Ok(Rows { rows, next })
}

/// What was opened and still stands so, by lot and place.
pub async fn openings(pool: &SqlitePool, from: Place) -> Result<Rows<GoodsRow>, Error> {
    let [lot_row, place, after] = from.0;
    let found = sqlx::query!(
        r#"SELECT m.row AS "row!", m.lot_row AS "lot_row!", m.to_row AS "to_row!", o.name AS "owner!",
           i.sku AS "sku!", i.unit AS "unit!", i.catch_weight AS "catch_weight!: bool",
           i.serial_tracked AS "serial_tracked!: bool",
           (SELECT json_group_array(json_array(n.language, n.name) ORDER BY n.language) FROM item_name n
           WHERE n.item_row = i.row) AS "names!: String",
           l.kind AS "kind!", l.code AS "code!", l.maker AS "maker!", l.expiry_kind AS "expiry_kind!",
           l.expiry AS "expiry?", l.made_on AS "made_on?", l.status AS "status!", p.code AS "place!",
           m.quantity AS "quantity!", m.pieces AS "pieces!", m.serial AS "serial?"
           FROM movement m INDEXED BY movement_opening CROSS JOIN item i ON i.row = m.item_row
           CROSS JOIN owner o ON o.row = i.owner_row CROSS JOIN lot l ON l.row = m.lot_row
           CROSS JOIN location p ON p.row = m.to_row
           WHERE m.kind = 'initial' AND (m.lot_row, m.to_row, m.row) > (?1, ?2, ?3)
           AND NOT EXISTS (SELECT 1 FROM entry e JOIN entry r ON r.reverses = e.id WHERE e.row = m.entry_row)
           ORDER BY m.lot_row, m.to_row, m.row LIMIT ?4"#,
        lot_row,
        place,
        after,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.lot_row, row.to_row, row.row]);
    let rows = found.into_iter().map(|row| {
        Ok(GoodsRow {
            owner: row.owner,
            sku: row.sku,
            names: value::names(&row.names)?,
            unit: row.unit,
            lot: lot(&row.kind, row.code, row.maker, (&row.expiry_kind, row.expiry), row.made_on)?,
            status: row.status,
            place: row.place,
            quantity: value::quantity(row.quantity)?,
            pieces: row.catch_weight.then_some(row.pieces),
            reserved: Quantity::ZERO,
            serial: row.serial,
            serial_tracked: row.serial_tracked,
        })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
}

/// Lines of open purchase orders that are ours alone.
pub async fn orders(pool: &SqlitePool, from: Place) -> Result<Rows<OrderRow>, Error> {
    let [document, line, _] = from.0;
    let found = sqlx::query!(
        r#"SELECT d.row AS "row!", d.number AS "number!", d.partner AS "partner!", d.expected_on AS "expected_on?",
           l.line AS "line!", o.name AS "owner!", i.sku AS "sku!", i.unit AS "unit!",
           l.open_there + l.received_there AS "ordered!: i64", l.received_there + l.unsent_here AS "received!: i64",
           l.pack_name AS "pack?", l.pack_numerator AS "numerator?", l.pack_denominator AS "denominator?"
           FROM document d CROSS JOIN document_line l ON l.document_row = d.row
           CROSS JOIN item i ON i.row = l.item_row CROSS JOIN owner o ON o.row = i.owner_row
           WHERE (d.row, l.line) > (?1, ?2) AND d.kind = 'purchase_order' AND d.vendor = ''
           AND d.state = 'open' AND l.closed = 0 ORDER BY d.row, l.line LIMIT ?3"#,
        document,
        line,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.row, row.line, 0]);
    let rows = found.into_iter().map(|row| {
        Ok(OrderRow {
            number: row.number,
            supplier: row.partner,
            expected_on: row.expected_on.as_deref().map(value::date).transpose()?,
            line: row.line,
            owner: row.owner,
            sku: row.sku,
            unit: row.unit,
            ordered: value::quantity(row.ordered)?,
            received: value::quantity(row.received)?,
            pack: pack(row.pack, row.numerator, row.denominator)?,
        })
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
    let Some(((name, numerator), denominator)) = name.zip(numerator).zip(denominator) else { return Ok(None) };
    let why = || format!("{numerator}/{denominator}");
    let factor = Ratio::new(numerator, denominator)
        .ok_or_else(|| Error::Stored { what: "a pack's factor", why: why() })?;
    Ok(Some((name, factor)))
}

/// One unit a serial; goods without serials as they are.
fn by_serial(goods: GoodsRow, serials_json: &str) -> Result<Vec<GoodsRow>, Error> {
    let stored = |error: serde_json::Error| Error::Stored { what: "serials", why: error.to_string() };
    let serials: Vec<String> = serde_json::from_str(serials_json).map_err(stored)?;
    if serials.is_empty() {
        return Ok(vec![goods]);
    }
    let one = |serial| GoodsRow { quantity: Quantity::ONE, serial: Some(serial), ..goods.clone() };
    Ok(serials.into_iter().map(one).collect())
}
