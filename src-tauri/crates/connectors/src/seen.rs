//! What a vendor shows, in its own stock units and with its own ids.

use domain::{Quantity, Ratio};
use jiff::civil::Date;

/// What is read from a vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feed {
    Places,
    Suppliers,
    Items,
    PurchaseOrders,
    Stock,
}

impl Feed {
    /// Its name in the ledger and on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Feed::Places => "locations",
            Feed::Suppliers => "suppliers",
            Feed::Items => "items",
            Feed::PurchaseOrders => "purchase_orders",
            Feed::Stock => "stock",
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub rows: Rows,
    pub is_last: bool,
    /// What is wrong with the first row that could not be read; the others stand.
    pub trouble: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Rows {
    Places(Vec<VendorPlace>),
    Suppliers(Vec<VendorSupplier>),
    Items(Vec<VendorItem>),
    PurchaseOrders(Vec<VendorOrder>),
    Stock(Vec<VendorStock>),
}

/// An item as the vendor sells or stocks it.
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
    /// Deleted or archived there.
    pub gone: bool,
    /// As the vendor wrote it.
    pub updated_at: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorPlace {
    pub id: String,
    pub name: String,
    pub gone: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorSupplier {
    pub id: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorStock {
    pub item: String,
    pub place: String,
    /// In the vendor's stock unit.
    pub quantity: Quantity,
    /// As the vendor wrote it.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorOrder {
    pub id: String,
    pub number: String,
    pub supplier: Option<String>,
    /// Where the goods are to go.
    pub place: Option<String>,
    pub expected_on: Option<Date>,
    pub standing: OrderStanding,
    /// One per item, in the vendor's order: receipts split rows and give them new ids, the item stays.
    pub lines: Vec<VendorOrderLine>,
    /// As the vendor wrote it.
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
    /// In the vendor's stock unit, as everything here.
    pub open: Quantity,
    pub received: Quantity,
    /// How far both may be off because each receipt is rounded to the vendor's decimals.
    pub slack: Quantity,
    /// The purchase unit's word and factor, where it is not the stock unit.
    pub pack: Option<(String, Ratio)>,
}
