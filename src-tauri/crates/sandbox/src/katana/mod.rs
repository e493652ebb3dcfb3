//! A Katana that behaves like the fact sheet's simulator section: strict bodies, paging and rate headers,
//! soft deletes, receipts that split rows, no idempotency, and faults on demand. Where the sheet says
//! UNCONFIRMED, the choice made here is a field of [`Rules`] or a sentence at its place.

mod adjusting;
mod answer;
mod batch;
mod batch_rules;
mod bodies;
mod catalogue;
mod decimal;
mod desk;
mod fault;
mod front;
mod office;
mod purchasing;
mod query;
mod receive;
mod routes;
mod seed;
mod shape;
mod state;
mod stock;
mod time;

pub use decimal::Decimal;
pub use fault::{Fault, FaultKind};
pub use office::{AdjustmentRowSeen, AdjustmentSeen, BatchSeen, OfficeOrder, OrderSeen, ReceiptSeen};
pub use seed::{NewItem, NewOrder, NewOrderRow};
pub use state::{ItemKind, PurchaseUnit, State};
pub use time::{midnight, parse as parse_time, text as time_text};

use crate::clock::Clock;
use desk::Desk;
use front::Order;
use serde::Serialize;
use serde_json::Value;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

/// The key [`Settings::default`] accepts.
pub const DEFAULT_KEY: &str = "sandbox-key";

#[derive(Clone, Debug)]
pub struct Settings {
    /// Port 0 lets the system choose.
    pub address: SocketAddr,
    /// Bearer keys that are let in; each has its own rate.
    pub api_keys: Vec<String>,
    /// Calls per window and key.
    pub rate_limit: u32,
    pub rate_window_ms: i64,
    /// `X-Ratelimit-Reset` in seconds; the vendor's text says milliseconds, its sample shows seconds.
    pub resets_in_seconds: bool,
    pub rules: Rules,
    pub clock: Clock,
}

/// What the fact sheet leaves open (its section 18).
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// A receipt larger than what is left is taken; otherwise 422.
    pub takes_over_receipts: bool,
    /// Deleting an applied adjustment puts the stock back.
    pub deleting_an_adjustment_restores_stock: bool,
}

/// One call as it was met, whether or not it was answered.
#[derive(Clone, Debug, Serialize)]
pub struct CallRecord {
    pub at_ms: i64,
    pub method: String,
    /// Below `/v1`: `/purchase_orders/156001`.
    pub route: String,
    pub query: String,
    /// Null when there was none or it was no JSON.
    pub body: Value,
    /// `None`: no answer was given.
    pub status: Option<u16>,
    pub fault: Option<FaultKind>,
    /// The tenant's data changed.
    pub applied: bool,
}

/// A running Katana. Dropping it closes the port and every connection.
pub struct Katana {
    address: SocketAddr,
    desk: Arc<Mutex<Desk>>,
    orders: mpsc::Sender<Order>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            api_keys: vec![DEFAULT_KEY.to_string()],
            rate_limit: 60,
            rate_window_ms: 60_000,
            resets_in_seconds: false,
            rules: Rules::default(),
            clock: Clock::system(),
        }
    }
}

impl Katana {
    /// Opens the port. Needs a tokio runtime, which serves it from then on.
    pub async fn start(settings: Settings, state: State) -> io::Result<Katana> {
        let listener = TcpListener::bind(settings.address).await?;
        let address = listener.local_addr()?;
        let desk = Arc::new(Mutex::new(Desk::new(settings, state)));
        let (orders, inbox) = mpsc::channel(8);
        tokio::spawn(front::serve(listener, address, desk.clone(), inbox));
        Ok(Katana { address, desk, orders })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:…/v1`, what a connection's setting holds.
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    pub fn fault(&self, fault: Fault) {
        self.desk().faults.push(fault);
    }

    pub fn clear_faults(&self) {
        self.desk().faults.clear();
    }

    /// Refuses connections and cuts the open ones, until [`Katana::go_online`]. The port stays ours.
    pub async fn go_offline(&self) -> io::Result<()> {
        self.order(Order::Shut).await
    }

    pub async fn go_online(&self) -> io::Result<()> {
        self.order(Order::Open).await
    }

    /// Every call since the start, oldest first.
    pub fn calls(&self) -> Vec<CallRecord> {
        self.desk().calls.clone()
    }

    async fn order(&self, order: impl FnOnce(oneshot::Sender<io::Result<()>>) -> Order) -> io::Result<()> {
        let (done, waiting) = oneshot::channel();
        let gone = || io::Error::other("the simulator's runtime has ended");
        self.orders.send(order(done)).await.map_err(|_| gone())?;
        waiting.await.map_err(|_| gone())?
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().expect("no turn panics while it holds the desk")
    }
}
