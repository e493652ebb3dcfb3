//! Katana Cloud Inventory (fact sheet `vendors/katana.md`): receipts of purchase orders and stock adjustments out;
//! items, locations, stock and purchase orders in. It knows no idempotency key and its reads can lag.

pub mod inbound;
pub mod outbound;
pub mod shapes;

/// The name of this vendor in links, deliveries and settings.
pub const VENDOR: &str = "katana";
