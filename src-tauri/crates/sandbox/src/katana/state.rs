//! What a Katana tenant holds: its tables, and how a test or the demo fills them. Rows are typed here and
//! become JSON only in the module that serves them.

use super::decimal::Decimal;
use std::collections::BTreeMap;

/// One tenant, in memory. Cloned before every write, so that a stale read can be answered from what was.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub(crate) company: String,
    pub(crate) currency: String,
    /// Stock-moving writes dated on or before this day are refused.
    pub(crate) closing_ms: Option<i64>,
    pub(crate) locations: BTreeMap<i64, Location>,
    pub(crate) bins: BTreeMap<i64, Bin>,
    pub(crate) suppliers: BTreeMap<i64, Supplier>,
    pub(crate) products: BTreeMap<i64, Item>,
    /// An id space of its own: a material may have a product's id (5.1).
    pub(crate) materials: BTreeMap<i64, Item>,
    pub(crate) variants: BTreeMap<i64, Variant>,
    pub(crate) batches: BTreeMap<i64, Batch>,
    pub(crate) stock: BTreeMap<StockKey, Decimal>,
    /// Average cost of a stock unit by (variant, location).
    pub(crate) costs: BTreeMap<(i64, i64), Decimal>,
    pub(crate) movements: BTreeMap<i64, Movement>,
    pub(crate) orders: BTreeMap<i64, Order>,
    pub(crate) order_rows: BTreeMap<i64, OrderRow>,
    pub(crate) adjustments: BTreeMap<i64, Adjustment>,
    pub(super) last_ids: BTreeMap<&'static str, i64>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Stamps {
    pub(crate) created_ms: i64,
    pub(crate) updated_ms: i64,
    pub(crate) deleted_ms: Option<i64>,
}

/// What all tables have in common: an id and three times.
pub(crate) trait Row {
    fn id(&self) -> i64;
    fn stamps(&self) -> &Stamps;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    Product,
    Material,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StockKey {
    pub(crate) location_id: i64,
    pub(crate) variant_id: i64,
    /// `None`: stock of an untracked item, or stock without a batch on a tracked one.
    pub(crate) batch_id: Option<i64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Location {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) stamps: Stamps,
}

#[derive(Clone, Debug)]
pub(crate) struct Bin {
    pub(crate) id: i64,
    pub(crate) location_id: i64,
    pub(crate) name: String,
    pub(crate) stamps: Stamps,
}

#[derive(Clone, Debug)]
pub(crate) struct Supplier {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) currency: String,
    pub(crate) stamps: Stamps,
}

#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) id: i64,
    pub(crate) kind: ItemKind,
    pub(crate) name: String,
    pub(crate) uom: String,
    pub(crate) batch_tracked: bool,
    pub(crate) purchase: Option<PurchaseUnit>,
    pub(crate) supplier_id: Option<i64>,
    pub(crate) archived_ms: Option<i64>,
    pub(crate) stamps: Stamps,
}

/// The unit an item is bought in: `carton` of 48. Katana allows seven characters for its name.
#[derive(Clone, Debug, PartialEq)]
pub struct PurchaseUnit {
    pub uom: String,
    /// Stock units in one.
    pub rate: Decimal,
}

#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) id: i64,
    pub(crate) kind: ItemKind,
    pub(crate) item_id: i64,
    pub(crate) sku: Option<String>,
    pub(crate) internal_barcode: Option<String>,
    pub(crate) registered_barcode: Option<String>,
    pub(crate) supplier_item_codes: Vec<String>,
    pub(crate) purchase_price: Option<Decimal>,
    pub(crate) stamps: Stamps,
}

#[derive(Clone, Debug)]
pub(crate) struct Batch {
    pub(crate) id: i64,
    pub(crate) number: String,
    pub(crate) variant_id: i64,
    pub(crate) barcode: Option<String>,
    pub(crate) expiration_ms: Option<i64>,
    pub(crate) made_ms: Option<i64>,
    pub(crate) stamps: Stamps,
}

/// `{batch_id, quantity}`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) batch_id: Option<i64>,
    pub(crate) quantity: Decimal,
}

#[derive(Clone, Debug)]
pub(crate) struct Movement {
    pub(crate) id: i64,
    pub(crate) variant_id: i64,
    pub(crate) location_id: i64,
    pub(crate) resource_type: &'static str,
    pub(crate) resource_id: i64,
    pub(crate) order_no: Option<String>,
    pub(crate) caused_by_id: Option<i64>,
    pub(crate) at_ms: i64,
    pub(crate) change: Decimal,
    pub(crate) balance_after: Decimal,
    pub(crate) cost_per_unit: Decimal,
    pub(crate) stamps: Stamps,
}

#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) id: i64,
    pub(crate) order_no: String,
    pub(crate) is_draft: bool,
    pub(crate) entity_type: String,
    pub(crate) supplier_id: i64,
    pub(crate) location_id: i64,
    pub(crate) currency: String,
    pub(crate) expected_ms: Option<i64>,
    pub(crate) created_date_ms: i64,
    pub(crate) additional_info: String,
    pub(crate) group_id: i64,
    pub(crate) stamps: Stamps,
}

#[derive(Clone, Debug)]
pub(crate) struct OrderRow {
    pub(crate) id: i64,
    pub(crate) order_id: i64,
    pub(crate) variant_id: i64,
    /// In purchase units, like everything on an order row (10.2).
    pub(crate) quantity: Decimal,
    pub(crate) price: Decimal,
    pub(crate) purchase: Option<PurchaseUnit>,
    pub(crate) arrival_ms: Option<i64>,
    pub(crate) received_ms: Option<i64>,
    /// Where it was received; only a receipt sets it.
    pub(crate) location_id: Option<i64>,
    pub(crate) group_id: i64,
    pub(crate) batches: Vec<Part>,
    pub(crate) stamps: Stamps,
}

#[derive(Clone, Debug)]
pub(crate) struct Adjustment {
    pub(crate) id: i64,
    pub(crate) number: String,
    pub(crate) location_id: i64,
    pub(crate) date_ms: i64,
    pub(crate) reason: Option<String>,
    pub(crate) additional_info: String,
    pub(crate) rows: Vec<AdjustmentRow>,
    pub(crate) stamps: Stamps,
}

#[derive(Clone, Debug)]
pub(crate) struct AdjustmentRow {
    pub(crate) id: i64,
    pub(crate) variant_id: i64,
    pub(crate) quantity: Decimal,
    pub(crate) cost_per_unit: Option<Decimal>,
    pub(crate) parts: Vec<Part>,
    pub(crate) has_batches: bool,
}

macro_rules! rows {
    ($($name:ident),*) => { $(
        impl Row for $name {
            fn id(&self) -> i64 { self.id }
            fn stamps(&self) -> &Stamps { &self.stamps }
        }
    )* };
}
rows!(Location, Bin, Supplier, Item, Variant, Batch, Movement, Order, OrderRow, Adjustment);

impl Stamps {
    pub(crate) fn new(at_ms: i64) -> Stamps {
        Stamps { created_ms: at_ms, updated_ms: at_ms, deleted_ms: None }
    }

    pub(crate) fn delete(&mut self, at_ms: i64) {
        self.updated_ms = at_ms;
        self.deleted_ms = Some(at_ms);
    }
}

impl State {
    /// The next id of a table. Products and materials begin alike on purpose.
    pub(crate) fn new_id(&mut self, table: &'static str) -> i64 {
        let first = match table {
            "product" | "material" => 1_001,
            "variant" => 40_001,
            "batch" => 5_001,
            "order" => 156_001,
            "order_row" => 9_001,
            "group" => 700_001,
            "movement" => 1_000_001,
            _ => 101,
        };
        let last = self.last_ids.entry(table).or_insert(first - 1);
        *last += 1;
        *last
    }

    pub(crate) fn items(&self, kind: ItemKind) -> &BTreeMap<i64, Item> {
        match kind {
            ItemKind::Product => &self.products,
            ItemKind::Material => &self.materials,
        }
    }

    pub(crate) fn item_of(&self, variant: &Variant) -> &Item {
        self.items(variant.kind).get(&variant.item_id).expect("a variant is added with its item")
    }

    /// Variants that exist, not deleted.
    pub(crate) fn variant(&self, id: i64) -> Option<&Variant> {
        self.variants.get(&id).filter(|variant| variant.stamps.deleted_ms.is_none())
    }

    pub(crate) fn variant_by_sku(&self, sku: &str) -> Option<&Variant> {
        self.variants.values().find(|variant| variant.sku.as_deref() == Some(sku))
    }
}
