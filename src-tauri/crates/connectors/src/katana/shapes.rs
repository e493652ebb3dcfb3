//! Katana's JSON and nothing else: what is read of it, tolerant of fields and words it may add, of numbers that
//! come as text, and of keys that are absent instead of null.

use domain::{Quantity, Ratio};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A decimal that arrives as a number or as text; kept as text.
///
/// JSON numbers pass through the shortest text of a 64-bit float, which is exact for the at most 15 digits here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decimal(pub String);

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) => Ok(Decimal(number.to_string())),
            Value::String(text) => Ok(Decimal(text)),
            other => Err(serde::de::Error::custom(format!("{other} is no number"))),
        }
    }
}

impl Decimal {
    /// In stock units; a number finer than a millionth is cut there, which a vendor's five decimals never are.
    pub fn quantity(&self) -> Option<Quantity> {
        let text = match self.0.split_once('.') {
            Some((whole, fraction)) => format!("{whole}.{}", &fraction[..fraction.len().min(6)]),
            None => self.0.clone(),
        };
        Quantity::parse(&text, 6).ok()
    }

    pub fn ratio(&self) -> Option<Ratio> {
        Ratio::parse(&self.0)
    }
}

/// Rows of a list, in `{"data": [...]}` or bare.
pub fn rows<T: DeserializeOwned>(body: &Value) -> Result<Vec<T>, serde_json::Error> {
    let list = body.get("data").unwrap_or(body);
    serde_json::from_value(list.clone())
}

#[derive(Clone, Debug, Deserialize)]
pub struct Variant {
    pub id: i64,
    pub sku: Option<String>,
    pub internal_barcode: Option<String>,
    pub registered_barcode: Option<String>,
    pub supplier_item_codes: Option<Vec<String>>,
    pub product_or_material: Option<ProductOrMaterial>,
    pub deleted_at: Option<String>,
    pub updated_at: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct ProductOrMaterial {
    pub name: Option<String>,
    pub uom: Option<String>,
    pub batch_tracked: Option<bool>,
    pub archived_at: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Location {
    pub id: i64,
    pub name: String,
    pub is_primary: Option<bool>,
    pub deleted_at: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Supplier {
    pub id: i64,
    pub name: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Inventory {
    pub variant_id: i64,
    pub location_id: i64,
    pub quantity_in_stock: Decimal,
}

#[derive(Clone, Debug, Deserialize)]
pub struct PurchaseOrder {
    pub id: i64,
    pub order_no: Option<String>,
    pub status: String,
    pub supplier_id: Option<i64>,
    pub location_id: Option<i64>,
    pub expected_arrival_date: Option<String>,
    #[serde(default)]
    pub purchase_order_rows: Vec<PurchaseOrderRow>,
    pub deleted_at: Option<String>,
    pub updated_at: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct PurchaseOrderRow {
    pub id: i64,
    pub variant_id: i64,
    /// In purchase units.
    pub quantity: Decimal,
    pub purchase_uom: Option<String>,
    pub purchase_uom_conversion_rate: Option<Decimal>,
    pub received_date: Option<String>,
    pub deleted_at: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct BatchStock {
    pub batch_id: Option<i64>,
    pub batch_number: Option<String>,
    pub variant_id: i64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Batch {
    pub id: i64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct StockAdjustment {
    pub stock_adjustment_number: Option<String>,
}

impl PurchaseOrder {
    /// A single order comes bare; be lenient about an envelope.
    pub fn from_body(body: &Value) -> Result<PurchaseOrder, serde_json::Error> {
        serde_json::from_value(body.get("data").filter(|data| data.is_object()).unwrap_or(body).clone())
    }

    /// Rows that stand, in the vendor's order.
    pub fn rows(&self) -> impl Iterator<Item = &PurchaseOrderRow> {
        self.purchase_order_rows.iter().filter(|row| row.deleted_at.is_none())
    }
}

impl PurchaseOrderRow {
    /// Stock units in one purchase unit.
    pub fn order_unit(&self) -> Ratio {
        self.purchase_uom_conversion_rate.as_ref().and_then(Decimal::ratio).unwrap_or(Ratio::ONE)
    }
}

/// The vendor's own words of a refusal, from both envelopes it uses; the status alone when it said nothing.
pub fn words(status: u16, body: &Value) -> String {
    let error = body.get("error").filter(|error| error.is_object()).unwrap_or(body);
    let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
    let details = error.get("details").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let details: Vec<String> = details
        .iter()
        .map(|detail| {
            let text = |name: &str| detail.get(name).and_then(Value::as_str).unwrap_or_default();
            format!("{} {}", text("path"), text("message")).trim().to_owned()
        })
        .collect();
    match (message.is_empty(), details.is_empty()) {
        (true, true) => format!("HTTP {status}"),
        (false, true) => message.to_owned(),
        (_, false) => format!("{message} ({})", details.join("; ")).trim().to_owned(),
    }
}
