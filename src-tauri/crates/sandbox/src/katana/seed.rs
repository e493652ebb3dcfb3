//! Filling a tenant before it opens: the demo and the tests lay out catalogue, stock and orders here.

use super::decimal::Decimal;
use super::state::{
    Batch, Bin, Item, ItemKind, Location, Order, OrderRow, Part, PurchaseUnit, Stamps, State, Supplier,
    Variant,
};
use super::stock::Cause;

/// An item with its one variant.
#[derive(Clone, Debug)]
pub struct NewItem {
    pub kind: ItemKind,
    pub sku: String,
    pub name: String,
    pub uom: String,
    pub batch_tracked: bool,
    pub purchase: Option<PurchaseUnit>,
    pub supplier_id: Option<i64>,
    pub registered_barcode: Option<String>,
    pub supplier_item_codes: Vec<String>,
    /// Per purchase unit.
    pub purchase_price: Option<Decimal>,
}

/// An order as the office writes it, in purchase units.
#[derive(Clone, Debug)]
pub struct NewOrder {
    pub order_no: String,
    pub supplier_id: i64,
    pub location_id: i64,
    pub created_ms: i64,
    pub expected_ms: Option<i64>,
    pub rows: Vec<NewOrderRow>,
}

#[derive(Clone, Debug)]
pub struct NewOrderRow {
    pub variant_id: i64,
    pub quantity: Decimal,
    pub price: Decimal,
    /// `None`: as the item is bought.
    pub purchase: Option<PurchaseUnit>,
    pub arrival_ms: Option<i64>,
}

impl State {
    pub fn of_company(name: &str, currency: &str) -> State {
        State { company: name.to_string(), currency: currency.to_string(), ..State::default() }
    }

    pub fn add_location(&mut self, name: &str, at_ms: i64) -> i64 {
        let id = self.new_id("location");
        self.locations.insert(id, Location { id, name: name.to_string(), stamps: Stamps::new(at_ms) });
        id
    }

    pub fn add_bin(&mut self, location_id: i64, name: &str, at_ms: i64) -> i64 {
        let id = self.new_id("bin");
        self.bins.insert(id, Bin { id, location_id, name: name.to_string(), stamps: Stamps::new(at_ms) });
        id
    }

    pub fn add_supplier(&mut self, name: &str, currency: &str, at_ms: i64) -> i64 {
        let id = self.new_id("supplier");
        let (name, currency) = (name.to_string(), currency.to_string());
        self.suppliers.insert(id, Supplier { id, name, currency, stamps: Stamps::new(at_ms) });
        id
    }

    /// Gives the variant's id.
    pub fn add_item(&mut self, new: NewItem, at_ms: i64) -> i64 {
        let stamps = Stamps::new(at_ms);
        let item_id = self.new_id(if new.kind == ItemKind::Product { "product" } else { "material" });
        let item = Item {
            id: item_id,
            kind: new.kind,
            name: new.name,
            uom: new.uom,
            batch_tracked: new.batch_tracked,
            purchase: new.purchase,
            supplier_id: new.supplier_id,
            archived_ms: None,
            stamps: stamps.clone(),
        };
        match new.kind {
            ItemKind::Product => self.products.insert(item_id, item),
            ItemKind::Material => self.materials.insert(item_id, item),
        };
        let id = self.new_id("variant");
        let variant = Variant {
            id,
            kind: new.kind,
            item_id,
            sku: Some(new.sku),
            internal_barcode: None,
            registered_barcode: new.registered_barcode,
            supplier_item_codes: new.supplier_item_codes,
            purchase_price: new.purchase_price,
            stamps,
        };
        self.variants.insert(id, variant);
        id
    }

    pub fn add_batch(
        &mut self,
        variant_id: i64,
        number: &str,
        expiration_ms: Option<i64>,
        at_ms: i64,
    ) -> i64 {
        let id = self.new_id("batch");
        let (number, stamps) = (number.to_string(), Stamps::new(at_ms));
        let batch =
            Batch { id, number, variant_id, barcode: None, expiration_ms, made_ms: Some(at_ms), stamps };
        self.batches.insert(id, batch);
        id
    }

    /// Stock that was there before anybody watched.
    pub fn open_stock(
        &mut self,
        (variant_id, location_id): (i64, i64),
        batch_id: Option<i64>,
        quantity: Decimal,
        at_ms: i64,
    ) {
        let variant = self.variants.get(&variant_id).expect("stock is opened for a variant that was added");
        let rate = self.item_of(variant).purchase.as_ref().map_or(Decimal::ONE, |unit| unit.rate);
        let cost = variant.purchase_price.map(|price| price.over(rate));
        let resource_id = self.new_id("opening");
        let cause = Cause {
            resource_type: "SystemGenerated",
            resource_id,
            order_no: None,
            caused_by_id: None,
            at_ms,
            now_ms: at_ms,
        };
        self.book(&cause, (variant_id, location_id), &[Part { batch_id, quantity }], cost);
    }

    /// Gives the order's id.
    pub fn add_order(&mut self, new: NewOrder, now_ms: i64) -> i64 {
        let id = self.new_id("order");
        let group_id = self.new_id("group");
        let currency =
            self.suppliers.get(&new.supplier_id).map_or(&self.currency, |supplier| &supplier.currency);
        let order = Order {
            id,
            order_no: new.order_no,
            is_draft: false,
            entity_type: "regular".to_string(),
            supplier_id: new.supplier_id,
            location_id: new.location_id,
            currency: currency.clone(),
            expected_ms: new.expected_ms,
            created_date_ms: new.created_ms,
            additional_info: String::new(),
            group_id,
            stamps: Stamps::new(now_ms),
        };
        self.orders.insert(id, order);
        for row in new.rows {
            self.add_order_row(id, group_id, row, now_ms);
        }
        id
    }

    fn add_order_row(&mut self, order_id: i64, group_id: i64, new: NewOrderRow, now_ms: i64) {
        let usual =
            self.variants.get(&new.variant_id).and_then(|variant| self.item_of(variant).purchase.clone());
        let id = self.new_id("order_row");
        let row = OrderRow {
            id,
            order_id,
            variant_id: new.variant_id,
            quantity: new.quantity,
            price: new.price,
            purchase: new.purchase.or(usual),
            arrival_ms: new.arrival_ms,
            received_ms: None,
            location_id: None,
            group_id,
            batches: Vec::new(),
            stamps: Stamps::new(now_ms),
        };
        self.order_rows.insert(id, row);
    }
}
