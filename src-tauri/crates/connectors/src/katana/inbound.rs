//! What comes from Katana: pages of its lists as items, places, stock and orders in its stock units.

use super::receipt::ROUNDING_MILLIONTHS;
use super::shapes::{Inventory, Location, PurchaseOrder, Supplier, Variant, added_up, rows, too_large};
use crate::connector::{Request, Response};
use crate::seen::{
    Feed, OrderStanding, Page, Rows, VendorItem, VendorOrder, VendorOrderLine, VendorPlace, VendorStock,
    VendorSupplier,
};
use domain::{Quantity, Ratio};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::{DeserializeOwned, Error};
use serde_json::Value;

/// Rows asked for at once; the vendor's most.
pub const PAGE_SIZE: usize = 250;

/// Orders that were received long ago are of no use to the floor: a first read takes the open ones.
const OPEN_STATUSES: [&str; 2] = ["NOT_RECEIVED", "PARTIALLY_RECEIVED"];

pub fn lists(feed: Feed, since: &str) -> Vec<Request> {
    const DELETED_TOO: (&str, &str) = ("include_deleted", "true");
    match (feed, since) {
        (Feed::Places, _) => vec![Request::get("/locations", &[DELETED_TOO])],
        (Feed::Suppliers, _) => vec![Request::get("/suppliers", &[])],
        (Feed::Items, since) => {
            let mut query =
                vec![("extend", "product_or_material"), DELETED_TOO, ("include_archived", "true")];
            if !since.is_empty() {
                query.push(("updated_at_min", since));
            }
            vec![Request::get("/variants", &query)]
        }
        (Feed::PurchaseOrders, "") => OPEN_STATUSES
            .iter()
            .map(|status| Request::get("/purchase_orders", &[("status", status)]))
            .collect(),
        (Feed::PurchaseOrders, since) => {
            vec![Request::get("/purchase_orders", &[DELETED_TOO, ("updated_at_min", since)])]
        }
        (Feed::Stock, _) => vec![Request::get("/inventory", &[])],
    }
}

pub fn page(list: &Request, page: usize) -> Request {
    let mut request = list.clone();
    request.query.push(("limit".to_owned(), PAGE_SIZE.to_string()));
    request.query.push(("page".to_owned(), page.to_string()));
    request
}

/// # Errors
/// The answer is no list at all.
pub fn read(feed: Feed, answer: &Response) -> Result<Page, serde_json::Error> {
    let body = &answer.body;
    let (rows, trouble) = match feed {
        Feed::Places => {
            each(body, |row: Location| Ok(place_of(row))).map(|(rows, bad)| (Rows::Places(rows), bad))
        }
        Feed::Suppliers => {
            each(body, |row: Supplier| Ok(supplier_of(row))).map(|(rows, bad)| (Rows::Suppliers(rows), bad))
        }
        Feed::Items => {
            each(body, |row: Variant| Ok(item_of(row))).map(|(rows, bad)| (Rows::Items(rows), bad))
        }
        Feed::PurchaseOrders => each(body, |row: PurchaseOrder| order_of(&row))
            .map(|(rows, bad)| (Rows::PurchaseOrders(rows), bad)),
        Feed::Stock => each(body, stock_of).map(|(rows, bad)| (Rows::Stock(rows), bad)),
    }?;
    Ok(Page { rows, is_last: is_last(answer), trouble })
}

/// Row by row, so that one that cannot be read holds up none of the others.
fn each<T: DeserializeOwned, R>(
    body: &Value,
    meaning: impl Fn(T) -> Result<R, serde_json::Error>,
) -> Result<(Vec<R>, Option<String>), serde_json::Error> {
    let (mut read, mut trouble) = (Vec::new(), None);
    for row in rows::<Value>(body)? {
        match T::deserialize(&row).and_then(&meaning) {
            Ok(meant) => read.push(meant),
            Err(error) => {
                let id = row.get("id").or(row.get("variant_id")).map(Value::to_string).unwrap_or_default();
                trouble.get_or_insert(format!("row {id}: {error}"));
            }
        }
    }
    Ok((read, trouble))
}

/// By the paging header, whose values are text; without one a page shorter than was asked for is the last.
fn is_last(answer: &Response) -> bool {
    let list = answer.body.get("data").unwrap_or(&answer.body).as_array();
    let count = list.map_or(0, Vec::len);
    let header = answer.header("x-pagination").and_then(|text| serde_json::from_str::<Value>(text).ok());
    let said = header.as_ref().and_then(|header| match header.get("last_page")? {
        Value::String(text) => text.parse().ok(),
        other => other.as_bool(),
    });
    count == 0 || said.unwrap_or(count < PAGE_SIZE)
}

fn item_of(variant: Variant) -> VendorItem {
    let parent = variant.product_or_material;
    let parent_gone =
        parent.as_ref().is_some_and(|parent| parent.archived_at.is_some() || parent.deleted_at.is_some());
    let name = parent.as_ref().and_then(|parent| parent.name.clone());
    VendorItem {
        id: variant.id.to_string(),
        name: name.or_else(|| variant.sku.clone()).unwrap_or_default(),
        unit_word: parent.as_ref().and_then(|parent| parent.uom.clone()).unwrap_or_default(),
        batch_tracked: parent.as_ref().and_then(|parent| parent.batch_tracked).unwrap_or(false),
        codes: [variant.internal_barcode, variant.registered_barcode].into_iter().flatten().collect(),
        supplier_codes: variant.supplier_item_codes.unwrap_or_default(),
        gone: variant.deleted_at.is_some() || parent_gone,
        sku: variant.sku.filter(|sku| !sku.trim().is_empty()),
        updated_at: variant.updated_at,
    }
}

fn place_of(location: Location) -> VendorPlace {
    let name = location.name.unwrap_or_default();
    VendorPlace { id: location.id.to_string(), name, gone: location.deleted_at.is_some() }
}

fn supplier_of(supplier: Supplier) -> VendorSupplier {
    VendorSupplier { id: supplier.id.to_string(), name: supplier.name.unwrap_or_default() }
}

fn stock_of(row: Inventory) -> Result<VendorStock, serde_json::Error> {
    let quantity = row.quantity_in_stock.quantity().ok_or_else(|| too_large(&row.quantity_in_stock))?;
    Ok(VendorStock {
        item: row.variant_id.to_string(),
        place: row.location_id.to_string(),
        quantity,
        text: row.quantity_in_stock.text().to_owned(),
    })
}

pub fn order_of(order: &PurchaseOrder) -> Result<VendorOrder, serde_json::Error> {
    let standing = match (order.status.as_deref(), &order.deleted_at) {
        (_, Some(_)) => OrderStanding::Cancelled,
        (Some("DRAFT"), _) => OrderStanding::Draft,
        (Some("RECEIVED"), _) => OrderStanding::Done,
        _ => OrderStanding::Open,
    };
    Ok(VendorOrder {
        id: order.id.to_string(),
        number: order.order_no.clone().unwrap_or_else(|| format!("PO {}", order.id)),
        supplier: order.supplier_id.map(|id| id.to_string()),
        place: order.location_id.map(|id| id.to_string()),
        expected_on: order.expected_arrival_date.as_deref().and_then(day),
        standing,
        lines: lines_of(order)?,
        updated_at: order.updated_at.clone(),
    })
}

/// One line per variant. Rows bought in different units add up in the stock unit and are shown in it.
fn lines_of(order: &PurchaseOrder) -> Result<Vec<VendorOrderLine>, serde_json::Error> {
    let mut lines: Vec<VendorOrderLine> = Vec::new();
    for row in order.rows() {
        let (item, unit) = (row.variant_id.to_string(), row.unit()?);
        let in_stock = |units: Quantity| units.times(unit).map_err(serde_json::Error::custom);
        let quantity = in_stock(row.units()?)?;
        let rounding = Quantity::from_millionths(ROUNDING_MILLIONTHS).expect("five millionths are little");
        let slack = in_stock(rounding)?;
        let (open, received) =
            if row.is_open() { (quantity, Quantity::ZERO) } else { (Quantity::ZERO, quantity) };
        let pack = row.purchase_uom.clone().filter(|_| unit != Ratio::ONE).map(|word| (word, unit));
        match lines.iter_mut().find(|line| line.item == item) {
            Some(line) => {
                line.open = added_up([line.open, open])?;
                line.received = added_up([line.received, received])?;
                line.slack = added_up([line.slack, slack])?;
                line.pack = line.pack.take().filter(|known| pack.as_ref() == Some(known));
            }
            None => lines.push(VendorOrderLine { item, open, received, slack, pack }),
        }
    }
    Ok(lines)
}

/// The day of an instant, or the date itself.
fn day(text: &str) -> Option<Date> {
    let instant = text.parse::<Timestamp>().ok();
    instant.map(|instant| instant.to_zoned(TimeZone::UTC).date()).or_else(|| text.parse().ok())
}
