//! What comes from Katana: pages of its lists as items, places, stock and orders in the floor's own units.

use super::shapes::{Inventory, Location, PurchaseOrder, Supplier, Variant, rows};
use crate::connector::Request;
use domain::{Quantity, Ratio};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

/// Rows asked for at once; the vendor's most.
pub const PAGE_SIZE: usize = 250;

/// A variant as the floor sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct VendorItem {
    pub id: String,
    /// May be missing, is not unique: a hint.
    pub sku: Option<String>,
    pub name: String,
    /// The vendor's word for the unit.
    pub unit_word: String,
    pub batch_tracked: bool,
    pub codes: Vec<String>,
    pub supplier_codes: Vec<String>,
    pub gone: bool,
    pub updated_at: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorPlace {
    pub id: String,
    pub name: String,
    pub gone: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorStock {
    pub item: String,
    pub place: String,
    pub quantity: Quantity,
    /// As the vendor wrote it.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorOrder {
    pub id: String,
    pub number: String,
    pub supplier: Option<String>,
    pub expected_on: Option<Date>,
    pub standing: OrderStanding,
    /// One per variant, in the vendor's order: receipts split rows and give them new ids, the variant stays.
    pub lines: Vec<VendorOrderLine>,
    pub updated_at: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderStanding {
    /// Not yet sent to the supplier: not for the floor.
    Draft,
    Open,
    Done,
    Cancelled,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorOrderLine {
    pub item: String,
    /// In stock units.
    pub open: Quantity,
    pub received: Quantity,
    /// The purchase unit's word and factor, where it is not the stock unit.
    pub pack: Option<(String, Ratio)>,
}

/// Pages are 1-based; a watermark overlaps, so rows repeat and are known by their ids.
pub fn variants(page: usize, since: &str) -> Request {
    list("/variants", page, since, &[("extend", "product_or_material"), ("include_deleted", "true")])
}

pub fn locations(page: usize) -> Request {
    list("/locations", page, "", &[("include_deleted", "true")])
}

pub fn suppliers(page: usize) -> Request {
    list("/suppliers", page, "", &[])
}

pub fn inventory(page: usize) -> Request {
    list("/inventory", page, "", &[])
}

pub fn purchase_orders(page: usize, since: &str) -> Request {
    list("/purchase_orders", page, since, &[("include_deleted", "true")])
}

fn list(path: &str, page: usize, since: &str, more: &[(&str, &str)]) -> Request {
    let (page, size) = (page.to_string(), PAGE_SIZE.to_string());
    let mut query = vec![("limit", size.as_str()), ("page", page.as_str())];
    query.extend_from_slice(more);
    if !since.is_empty() {
        query.push(("updated_at_min", since));
    }
    Request::get(path, &query)
}

/// A page shorter than was asked for is the last.
pub fn is_last(body: &Value) -> bool {
    body.get("data").unwrap_or(body).as_array().is_none_or(|rows| rows.len() < PAGE_SIZE)
}

pub fn items_of(body: &Value) -> Result<Vec<VendorItem>, serde_json::Error> {
    Ok(rows::<Variant>(body)?.into_iter().map(item_of).collect())
}

fn item_of(variant: Variant) -> VendorItem {
    let parent = variant.product_or_material;
    let archived = parent.as_ref().is_some_and(|parent| parent.archived_at.is_some());
    let name = parent.as_ref().and_then(|parent| parent.name.clone());
    VendorItem {
        id: variant.id.to_string(),
        name: name.or_else(|| variant.sku.clone()).unwrap_or_default(),
        unit_word: parent.as_ref().and_then(|parent| parent.uom.clone()).unwrap_or_default(),
        batch_tracked: parent.as_ref().and_then(|parent| parent.batch_tracked).unwrap_or(false),
        codes: [variant.internal_barcode, variant.registered_barcode].into_iter().flatten().collect(),
        supplier_codes: variant.supplier_item_codes.unwrap_or_default(),
        gone: variant.deleted_at.is_some() || archived,
        sku: variant.sku.filter(|sku| !sku.trim().is_empty()),
        updated_at: variant.updated_at,
    }
}

pub fn places_of(body: &Value) -> Result<Vec<VendorPlace>, serde_json::Error> {
    let place = |location: Location| VendorPlace {
        id: location.id.to_string(),
        name: location.name,
        gone: location.deleted_at.is_some(),
    };
    Ok(rows::<Location>(body)?.into_iter().map(place).collect())
}

/// Supplier names by id.
pub fn suppliers_of(body: &Value) -> Result<Vec<(String, String)>, serde_json::Error> {
    let named = |supplier: Supplier| (supplier.id.to_string(), supplier.name.unwrap_or_default());
    Ok(rows::<Supplier>(body)?.into_iter().map(named).collect())
}

pub fn stock_of(body: &Value) -> Result<Vec<VendorStock>, serde_json::Error> {
    let stock = |row: Inventory| {
        let quantity = row.quantity_in_stock.quantity()?;
        let (item, place) = (row.variant_id.to_string(), row.location_id.to_string());
        Some(VendorStock { item, place, quantity, text: row.quantity_in_stock.0 })
    };
    Ok(rows::<Inventory>(body)?.into_iter().filter_map(stock).collect())
}

pub fn orders_of(body: &Value) -> Result<Vec<VendorOrder>, serde_json::Error> {
    Ok(rows::<PurchaseOrder>(body)?.into_iter().map(|order| order_of(&order)).collect())
}

/// A single order, as read again before and after a receipt.
pub fn one_order(body: &Value) -> Result<VendorOrder, serde_json::Error> {
    Ok(order_of(&PurchaseOrder::from_body(body)?))
}

fn order_of(order: &PurchaseOrder) -> VendorOrder {
    let standing = match (order.status.as_str(), &order.deleted_at) {
        (_, Some(_)) => OrderStanding::Cancelled,
        ("DRAFT", _) => OrderStanding::Draft,
        ("RECEIVED", _) => OrderStanding::Done,
        _ => OrderStanding::Open,
    };
    VendorOrder {
        id: order.id.to_string(),
        number: order.order_no.clone().unwrap_or_else(|| format!("PO {}", order.id)),
        supplier: order.supplier_id.map(|id| id.to_string()),
        expected_on: order.expected_arrival_date.as_deref().and_then(day),
        standing,
        lines: lines_of(order),
        updated_at: order.updated_at.clone(),
    }
}

fn lines_of(order: &PurchaseOrder) -> Vec<VendorOrderLine> {
    let mut lines: Vec<VendorOrderLine> = Vec::new();
    for row in order.rows() {
        let order_unit = row.order_unit();
        let Some(quantity) = row.quantity.quantity().and_then(|quantity| quantity.times(order_unit).ok()) else {
            continue;
        };
        let (open, received) =
            if row.received_date.is_some() { (Quantity::ZERO, quantity) } else { (quantity, Quantity::ZERO) };
        let item = row.variant_id.to_string();
        match lines.iter_mut().find(|line| line.item == item) {
            Some(line) => {
                line.open = [line.open, open].into_iter().sum();
                line.received = [line.received, received].into_iter().sum();
            }
            None => {
                let word = row.purchase_uom.clone().filter(|_| order_unit != Ratio::ONE);
                lines.push(VendorOrderLine { item, open, received, pack: word.map(|word| (word, order_unit)) });
            }
        }
    }
    lines
}

fn day(text: &str) -> Option<Date> {
    text.parse::<Timestamp>().ok().map(|instant| instant.to_zoned(jiff::tz::TimeZone::UTC).date()).or_else(|| text.parse().ok())
}
