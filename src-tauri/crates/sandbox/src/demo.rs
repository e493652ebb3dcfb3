//! The demo company, from `demo/catalogue.json`, and that company's Katana with its seeded differences
//! (shared/demo-data.md). The station reads the same file for its own half; this is its format:
//!
//! - Dates are relative to the day D the demo is made on, by the site's calendar: `"D"`, `"D+3"`, `"D-1"`.
//!   An expiry may also be `"none"` (none is printed) or null (the item is not kept by lot).
//! - Quantities, factors, densities and prices are decimal text; quantities of `opening` are in the item's
//!   unit, those of orders and delivery notes in the purchase unit, prices per purchase unit.
//! - `items`: `names` by language, `decimals` shown, `pictogram` (chilli, onion, garlic, oil, sugar, salt,
//!   shrimp, vinegar, additive, peanut, soy, water, bottle, cap, label, carton, sauce, jar, pouch, gift,
//!   clean), `expiry_rule` `asked` or `none_printed`, `packs` (`approximate`: catch weight, the factor is
//!   only usual), `opening` lots at a place (`lot` null: not kept by lot; `status` `quarantine`: on hold).
//!   `stocked` false: never booked. `lot_ours`: goods come without a lot, the station makes one. Absent
//!   booleans are: stocked true, food true, lot_ours false.
//! - `items[].allergens`, `storage`, `food`, `halal_until` (of the supplier in `katana`): what the guards of the
//!   floor know. `owners`: whose goods stand here besides the house's, with `items` that no Katana has.
//! - `items[].katana`: how Katana has it: `kind`, `uom`, `batch_tracked`, `purchase_uom` and `rate`, and
//!   `stock` where its quantity differs from the opening's.
//! - `places`: parents stand before their children; `kind` and `purpose` in the ledger's words.
//! - `people`: `badge` is a number to make a badge code of. `later_orders` appear during the day.

use crate::katana::{Decimal, ItemKind, NewItem, NewOrder, NewOrderRow, PurchaseUnit, State, midnight};
use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

/// The file itself, as the station embeds it too.
pub const CATALOGUE: &str = include_str!("../demo/catalogue.json");

/// What the sandbox reads of the file; the station reads more of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Catalogue {
    pub company: String,
    pub currency: String,
    pub site: Site,
    pub suppliers: Vec<Supplier>,
    pub items: Vec<Item>,
    pub orders: Vec<Order>,
    pub later_orders: Vec<Order>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Site {
    pub code: String,
    pub time_zone: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Supplier {
    pub name: String,
    pub currency: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    pub sku: String,
    pub names: Names,
    #[serde(default)]
    pub unit_gtin: Option<String>,
    pub packs: Vec<Pack>,
    pub opening: Vec<Opening>,
    pub katana: InKatana,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Names {
    pub id: String,
    pub en: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Pack {
    pub name: String,
    pub factor: String,
    #[serde(default)]
    pub gtin: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Opening {
    pub lot: Option<String>,
    pub quantity: String,
    pub expiry: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct InKatana {
    pub kind: String,
    pub uom: String,
    pub batch_tracked: bool,
    #[serde(default)]
    pub stock: Option<String>,
    #[serde(default)]
    pub purchase_uom: Option<String>,
    #[serde(default)]
    pub rate: Option<String>,
    #[serde(default)]
    pub supplier: Option<String>,
    #[serde(default)]
    pub price: Option<String>,
    #[serde(default)]
    pub supplier_item_codes: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Order {
    pub number: String,
    pub supplier: String,
    pub created: String,
    pub expected: String,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    pub sku: String,
    pub quantity: String,
    pub price: String,
}

/// The parsed file.
pub fn catalogue() -> Catalogue {
    serde_json::from_str(CATALOGUE).expect("the catalogue in the source is read by a test")
}

/// The day a relative date of the file means, when the demo is made on `day`; `None` for `none`.
pub fn date(relative: &str, day: Date) -> Option<Date> {
    let days = match relative.strip_prefix('D')? {
        "" => 0,
        offset => offset.parse::<i32>().ok()?,
    };
    day.checked_add(Span::new().days(days)).ok()
}

/// The company's Katana on the morning of `day`.
pub fn katana(day: Date) -> State {
    let catalogue = catalogue();
    let began_ms = instant("D-30", day);
    let mut state = State::of_company(&catalogue.company, &catalogue.currency);
    let location_id = state.add_location(&catalogue.site.code, began_ms);
    let mut suppliers = Vec::new();
    for supplier in &catalogue.suppliers {
        let id = state.add_supplier(&supplier.name, &supplier.currency, began_ms);
        suppliers.push((supplier.name.as_str(), id));
    }
    let mut variants = Vec::new();
    for item in &catalogue.items {
        let variant_id = state.add_item(new_item(item, &suppliers), began_ms);
        open(&mut state, (variant_id, location_id), item, day, began_ms);
        variants.push((item.sku.as_str(), variant_id));
    }
    for order in &catalogue.orders {
        let new = new_order(order, location_id, &suppliers, &variants, day);
        let written_ms = new.created_ms;
        state.add_order(new, written_ms);
    }
    state
}

fn new_item(item: &Item, suppliers: &[(&str, i64)]) -> NewItem {
    let there = &item.katana;
    let purchase = match (&there.purchase_uom, &there.rate) {
        (Some(uom), Some(rate)) => Some(PurchaseUnit { uom: uom.clone(), rate: decimal(rate) }),
        _ => None,
    };
    NewItem {
        kind: if there.kind == "product" { ItemKind::Product } else { ItemKind::Material },
        sku: item.sku.clone(),
        name: item.names.en.clone(),
        uom: there.uom.clone(),
        batch_tracked: there.batch_tracked,
        purchase,
        supplier_id: there.supplier.as_deref().map(|name| id_of(suppliers, name)),
        registered_barcode: item.unit_gtin.clone(),
        supplier_item_codes: there.supplier_item_codes.clone(),
        purchase_price: there.price.as_deref().map(decimal),
    }
}

fn open(state: &mut State, place: (i64, i64), item: &Item, day: Date, at_ms: i64) {
    let here: Decimal = item.opening.iter().map(|opening| decimal(&opening.quantity)).sum();
    // Where Katana's figure differs, the difference lies in the first lot.
    let mut more = item.katana.stock.as_deref().map_or(Decimal::ZERO, |stock| decimal(stock) - here);
    for opening in &item.opening {
        let batch_id = opening.lot.as_ref().filter(|_| item.katana.batch_tracked).map(|lot| {
            let expiry = opening.expiry.as_deref().and_then(|relative| date(relative, day));
            state.add_batch(place.0, lot, expiry.and_then(midnight), at_ms)
        });
        state.open_stock(place, batch_id, decimal(&opening.quantity) + more, at_ms);
        more = Decimal::ZERO;
    }
}

fn new_order(
    order: &Order,
    location_id: i64,
    suppliers: &[(&str, i64)],
    variants: &[(&str, i64)],
    day: Date,
) -> NewOrder {
    let rows = order.lines.iter().map(|line| NewOrderRow {
        variant_id: id_of(variants, &line.sku),
        quantity: decimal(&line.quantity),
        price: decimal(&line.price),
        purchase: None,
        arrival_ms: Some(instant(&order.expected, day)),
    });
    NewOrder {
        order_no: order.number.clone(),
        supplier_id: id_of(suppliers, &order.supplier),
        location_id,
        created_ms: instant(&order.created, day),
        expected_ms: Some(instant(&order.expected, day)),
        rows: rows.collect(),
    }
}

fn id_of(known: &[(&str, i64)], name: &str) -> i64 {
    known.iter().find(|(own, _)| *own == name).expect("the catalogue names only what it holds").1
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).expect("the catalogue's numbers are decimals")
}

fn instant(relative: &str, day: Date) -> i64 {
    date(relative, day).and_then(midnight).expect("the catalogue's dates are days around D")
}
