//! Katana's JSON and nothing else: what is read of it, tolerant of fields and words it may add, of numbers
//! that come as text, and of keys that are absent instead of null.

use super::decimal::Decimal;
use domain::{Quantity, Ratio};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Error};
use serde_json::Value;

/// Rows of a list, in `{"data": [...]}` or bare (fact sheet 3).
pub fn rows<T: DeserializeOwned>(body: &Value) -> Result<Vec<T>, serde_json::Error> {
    let list = body.get("data").unwrap_or(body);
    Vec::<T>::deserialize(list)
}

/// One object, bare; lenient about an envelope.
pub fn object<T: DeserializeOwned>(body: &Value) -> Result<T, serde_json::Error> {
    T::deserialize(body.get("data").filter(|data| data.is_object()).unwrap_or(body))
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
    pub deleted_at: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Location {
    pub id: i64,
    pub name: Option<String>,
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
    pub status: Option<String>,
    pub supplier_id: Option<i64>,
    pub location_id: Option<i64>,
    pub expected_arrival_date: Option<String>,
    pub purchase_order_rows: Option<Vec<PurchaseOrderRow>>,
    pub deleted_at: Option<String>,
    pub updated_at: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct PurchaseOrderRow {
    pub id: i64,
    pub variant_id: i64,
    /// In purchase units.
    pub quantity: Option<Decimal>,
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
    /// Rows that stand, in the vendor's order.
    pub fn rows(&self) -> impl Iterator<Item = &PurchaseOrderRow> {
        self.purchase_order_rows.iter().flatten().filter(|row| row.deleted_at.is_none())
    }
}

impl PurchaseOrderRow {
    pub fn is_open(&self) -> bool {
        self.received_date.is_none()
    }

    /// The vendor's stock units in one purchase unit; one where no other unit is named.
    ///
    /// # Errors
    /// A factor that none can be: to take it for one would make other goods of it.
    pub fn unit(&self) -> Result<Ratio, serde_json::Error> {
        let Some(rate) = &self.purchase_uom_conversion_rate else { return Ok(Ratio::ONE) };
        let wrong = || Error::custom(format!("row {}: {} units are in no unit", self.id, rate.text()));
        rate.ratio().ok_or_else(wrong)
    }

    /// In purchase units.
    ///
    /// # Errors
    /// None are named, or more than can be counted: nothing that is added up may leave them out.
    pub fn units(&self) -> Result<Quantity, serde_json::Error> {
        let said = |why: String| Error::custom(format!("row {}: {why}", self.id));
        let quantity = self.quantity.as_ref().ok_or_else(|| said("no quantity".to_owned()))?;
        quantity.quantity().ok_or_else(|| said(too_large(quantity).to_string()))
    }
}

pub fn too_large(decimal: &Decimal) -> serde_json::Error {
    serde_json::Error::custom(format!("{} is more than can be counted", decimal.text()))
}

/// A sum of the vendor's numbers, which may be absurd; one beyond what can be counted is an error, not a
/// panic.
pub fn added_up(quantities: impl IntoIterator<Item = Quantity>) -> Result<Quantity, serde_json::Error> {
    let sum = quantities.into_iter().try_fold(Quantity::ZERO, Quantity::checked_add);
    sum.map_err(serde_json::Error::custom)
}
