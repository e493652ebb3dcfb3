//! A Katana made of memory that keeps the real one's limits: no idempotency, rows that split, reads that
//! lag, sixty calls a minute, answers that get lost.

use super::bench::HandClock;
use crate::transport::{Calling, Heard, Lost, Transport};
use connectors::{Method, Request, Response};
use domain::{Quantity, Ratio};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::Notify;

pub const SITE: i64 = 101;
const LIMIT: usize = 60;
const WINDOW_MS: i64 = 60_000;

/// What goes wrong with one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    NoRoute,
    TimeOut {
        applied: bool,
    },
    Cut {
        applied: bool,
    },
    Fails {
        applied: bool,
    },
    TooMany,
    NotLetIn,
    /// Reads are answered from what was so long ago.
    Stale {
        lag_ms: i64,
    },
    /// The station's power fails while the call is under way.
    PowerCut {
        applied: bool,
    },
}

type Plan = Box<dyn FnMut(&Request) -> Option<Fault> + Send>;

#[derive(Clone, Debug, Default)]
pub struct State {
    pub variants: Vec<Value>,
    pub orders: Vec<Order>,
    pub batches: Vec<(i64, String, i64)>,
    pub adjustments: Vec<Value>,
    pub locations: Vec<Value>,
    last_id: i64,
}

#[derive(Clone, Debug)]
pub struct Order {
    pub id: i64,
    pub number: String,
    pub updated_ms: i64,
    pub deleted: bool,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub id: i64,
    pub variant: i64,
    /// In purchase units.
    pub units: Quantity,
    pub rate: &'static str,
    pub received: Option<String>,
    pub batch: Option<i64>,
}

/// One vendor; clones are the same one.
#[derive(Clone)]
pub struct Vendor {
    inner: Arc<Mutex<Inner>>,
    clock: HandClock,
    pub power_cut: Arc<Notify>,
}

struct Inner {
    now: State,
    /// What was before each write, with the time of the write.
    past: Vec<(i64, State)>,
    plan: Plan,
    calls: Vec<(i64, String)>,
    earned_429: usize,
}

impl Vendor {
    pub fn new(clock: &HandClock) -> Vendor {
        let locations = vec![json!({"id": SITE, "name": "Kitchen"})];
        let now = State { locations, last_id: 9_000, ..State::default() };
        let inner =
            Inner { now, past: Vec::new(), plan: Box::new(|_| None), calls: Vec::new(), earned_429: 0 };
        Vendor { inner: Arc::new(Mutex::new(inner)), clock: clock.clone(), power_cut: Arc::default() }
    }

    /// From now on each call is asked for its fault.
    pub fn plan(&self, plan: impl FnMut(&Request) -> Option<Fault> + Send + 'static) {
        self.lock().plan = Box::new(plan);
    }

    /// The next calls of this method and path go wrong like this, one each; everything else is well.
    pub fn fail(&self, route: &'static str, faults: Vec<Fault>) {
        let mut faults = faults.into_iter();
        self.plan(move |request| if name(request) == route { faults.next() } else { None });
    }

    pub fn is_well(&self) {
        self.plan(|_| None);
    }

    /// How it stood before anybody watched: no replica lags behind that.
    pub fn begins_with(&self, change: impl FnOnce(&mut State)) {
        self.change(change);
        self.lock().past.clear();
    }

    /// By the office, on its own screen.
    pub fn change(&self, change: impl FnOnce(&mut State)) {
        let now_ms = self.clock.now();
        let mut inner = self.lock();
        let before = inner.now.clone();
        change(&mut inner.now);
        inner.past.push((now_ms, before));
    }

    pub fn state(&self) -> State {
        self.lock().now.clone()
    }

    /// How often `POST /batches` was called, answered or not.
    pub fn calls(&self, route: &str) -> usize {
        self.lock().calls.iter().filter(|(_, name)| name == route).count()
    }

    pub fn call_count(&self) -> usize {
        self.lock().calls.len()
    }

    /// 429s that were not a planned fault: earned by calling too often.
    pub fn earned_429(&self) -> usize {
        self.lock().earned_429
    }

    /// Purchase units received, by our date, of one item.
    pub fn received(&self, variant: i64) -> Vec<String> {
        let state = self.state();
        let rows = state.orders.iter().flat_map(|order| &order.rows);
        let rows = rows.filter(|row| row.variant == variant && row.received.is_some());
        rows.map(|row| row.units.text(0)).collect()
    }

    /// Numbers of the adjustments.
    pub fn adjusted(&self) -> Vec<String> {
        let state = self.state();
        let numbers =
            state.adjustments.iter().map(|made| made["stock_adjustment_number"].as_str().unwrap().to_owned());
        numbers.collect()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    fn answer(&self, request: &Request) -> Result<Result<Heard, Lost>, ()> {
        let now_ms = self.clock.now();
        let mut inner = self.lock();
        let fault = (inner.plan)(request);
        inner.calls.push((now_ms, name(request)));
        let recent = inner.calls.iter().filter(|(at_ms, _)| at_ms + WINDOW_MS > now_ms).count();
        if recent > LIMIT {
            inner.earned_429 += 1;
            return Ok(Ok(heard(429, Value::Null)));
        }
        match fault {
            Some(Fault::NoRoute) => return Ok(Err(Lost::NotSent("no route".to_owned()))),
            Some(Fault::NotLetIn) => return Ok(Ok(heard(401, json!({"message": "Unauthorized"})))),
            Some(Fault::TooMany) => return Ok(Ok(too_many())),
            Some(Fault::TimeOut { applied: false }) => return Ok(Err(Lost::TimedOut("30 s".to_owned()))),
            Some(Fault::Cut { applied: false }) => return Ok(Err(Lost::Cut("cut".to_owned()))),
            Some(Fault::Fails { applied: false }) => return Ok(Ok(heard(500, Value::Null))),
            Some(Fault::PowerCut { applied: false }) => return Err(()),
            _ => {}
        }
        let answered = inner.serve(request, fault, now_ms);
        Ok(match fault {
            Some(Fault::TimeOut { .. }) => Err(Lost::TimedOut("30 s".to_owned())),
            Some(Fault::Cut { .. }) => Err(Lost::Cut("cut".to_owned())),
            Some(Fault::Fails { .. }) => Ok(heard(502, Value::Null)),
            Some(Fault::PowerCut { .. }) => return Err(()),
            _ => {
                let (status, body) = answered;
                let mut heard = heard(status, body);
                let left = LIMIT.saturating_sub(recent).to_string();
                heard.response.headers = vec![
                    ("x-ratelimit-limit".to_owned(), LIMIT.to_string()),
                    ("x-ratelimit-remaining".to_owned(), left),
                    ("x-ratelimit-reset".to_owned(), (now_ms + WINDOW_MS).to_string()),
                ];
                Ok(heard)
            }
        })
    }
}

impl Transport for Vendor {
    fn call<'c>(&'c self, request: &'c Request) -> Calling<'c> {
        Box::pin(async move {
            match self.answer(request) {
                Ok(answer) => answer,
                Err(()) => {
                    self.power_cut.notify_one();
                    std::future::pending().await
                }
            }
        })
    }
}

fn name(request: &Request) -> String {
    let method = if request.method == Method::Get { "GET" } else { "POST" };
    format!("{method} {}", request.path)
}

fn heard(status: u16, body: Value) -> Heard {
    Heard { response: Response { status, headers: Vec::new(), body }, size_bytes: 0 }
}

fn too_many() -> Heard {
    let mut heard = heard(429, Value::Null);
    heard.response.headers = vec![("retry-after".to_owned(), "7".to_owned())];
    heard
}

fn refused(why: &str) -> (u16, Value) {
    (422, json!({"error": {"statusCode": 422, "message": why}}))
}

impl Inner {
    fn serve(&mut self, request: &Request, fault: Option<Fault>, now_ms: i64) -> (u16, Value) {
        if request.method == Method::Get {
            let seen = match fault {
                Some(Fault::Stale { lag_ms }) => {
                    self.past.iter().find(|(until_ms, _)| *until_ms > now_ms - lag_ms).map(|(_, state)| state)
                }
                _ => None,
            };
            return seen.unwrap_or(&self.now).read(request);
        }
        let before = self.now.clone();
        let answer = self.now.write(request, now_ms);
        if answer.0 >= 300 {
            self.now = before;
        } else {
            self.past.push((now_ms, before));
        }
        answer
    }
}

impl State {
    pub fn new_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    fn read(&self, request: &Request) -> (u16, Value) {
        let wanted =
            |name: &str| request.query.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let since = wanted("updated_at_min").unwrap_or_default().to_owned();
        let list = |rows: Vec<Value>| (200, json!({ "data": rows }));
        match request.path.as_str() {
            "/locations" => list(self.locations.clone()),
            "/suppliers" => list(vec![json!({"id": 501, "name": "PT Botol Kaca"})]),
            "/variants" => {
                let changed = |row: &&Value| row["updated_at"].as_str().unwrap_or_default() >= since.as_str();
                list(self.variants.iter().filter(changed).cloned().collect())
            }
            "/inventory" => {
                let stock = |row: &Value| {
                    json!({"variant_id": row["id"], "location_id": SITE,
                        "quantity_in_stock": "7.50000"})
                };
                list(self.variants.iter().map(stock).collect())
            }
            "/purchase_orders" => {
                let shown = |order: &&Order| {
                    !order.deleted && wanted("status").is_none_or(|status| status == order.status())
                        || wanted("status").is_none() && time(order.updated_ms) >= since
                };
                list(self.orders.iter().filter(shown).map(Order::json).collect())
            }
            "/batch_stocks" => {
                let is_wanted = |batch: &&(i64, String, i64)| {
                    wanted("batch_number") == Some(&batch.1)
                        && wanted("variant_id") == Some(&batch.2.to_string())
                };
                let row = |(id, number, variant): &(i64, String, i64)| json!({"batch_id": id, "batch_number": number, "variant_id": variant});
                list(self.batches.iter().filter(is_wanted).map(row).collect())
            }
            "/stock_adjustments" => {
                let number = wanted("stock_adjustment_number");
                let same = |made: &&Value| made["stock_adjustment_number"].as_str() == number;
                list(self.adjustments.iter().filter(same).cloned().collect())
            }
            path => match path.strip_prefix("/purchase_orders/").and_then(|id| id.parse::<i64>().ok()) {
                Some(id) => match self.orders.iter().find(|order| order.id == id && !order.deleted) {
                    Some(order) => (200, order.json()),
                    None => (404, json!({"message": "Purchase order not found"})),
                },
                None => (404, Value::Null),
            },
        }
    }

    fn write(&mut self, request: &Request, now_ms: i64) -> (u16, Value) {
        let body = request.body.as_ref().expect("a post has a body");
        match request.path.as_str() {
            "/batches" => {
                let id = self.new_id();
                let number = body["batch_number"].as_str().unwrap().to_owned();
                self.batches.push((id, number, body["variant_id"].as_i64().unwrap()));
                (200, json!({ "id": id }))
            }
            "/stock_adjustments" => {
                let rows = body["stock_adjustment_rows"].as_array().unwrap().clone();
                for row in rows {
                    if let Err(why) = self.batches_fit(row["variant_id"].as_i64().unwrap(), &row) {
                        return refused(why);
                    }
                }
                let mut made = body.clone();
                made["id"] = json!(self.new_id());
                self.adjustments.push(made.clone());
                (200, made)
            }
            _ => {
                for part in body.as_array().unwrap() {
                    if let Err(why) = self.receive(part, now_ms) {
                        return refused(why);
                    }
                }
                (204, Value::Null)
            }
        }
    }

    fn batches_fit(&self, variant: i64, row: &Value) -> Result<Option<i64>, &'static str> {
        let tracked = self.variants.iter().find(|own| own["id"] == variant).ok_or("no such variant")?;
        let tracked = tracked["product_or_material"]["batch_tracked"] == true;
        let parts = row["batch_transactions"].as_array();
        match (tracked, parts) {
            (false, None) => Ok(None),
            (true, Some(parts)) if parts.len() == 1 && parts[0]["quantity"] == row["quantity"] => {
                let id = parts[0]["batch_id"].as_i64();
                let known =
                    id.is_none_or(|id| self.batches.iter().any(|own| own.0 == id && own.2 == variant));
                if known { Ok(id) } else { Err("no such batch") }
            }
            _ => Err("batches do not fit"),
        }
    }

    fn receive(&mut self, part: &Value, now_ms: i64) -> Result<(), &'static str> {
        let row_id = part["purchase_order_row_id"].as_i64().unwrap();
        let units = Quantity::parse(&part["quantity"].to_string(), 6).map_err(|_| "no quantity")?;
        let new_id = self.new_id();
        let at = self.orders.iter().position(|order| order.rows.iter().any(|row| row.id == row_id));
        let at = at.ok_or("Purchase order row not found")?;
        let row = self.orders[at].rows.iter().find(|row| row.id == row_id).unwrap().clone();
        if row.received.is_some() {
            return Err("The purchase order row is already received");
        }
        let batch = self.batches_fit(row.variant, part)?;
        let left = row.units.checked_sub(units).unwrap();
        if left < Quantity::ZERO {
            return Err("The quantity is larger than what is left");
        }
        let order = &mut self.orders[at];
        order.updated_ms = now_ms;
        let received = Some(part["received_date"].as_str().unwrap().to_owned());
        let own = order.rows.iter_mut().find(|row| row.id == row_id).unwrap();
        if left.is_zero() {
            (own.received, own.batch) = (received, batch);
        } else {
            own.units = left;
            order.rows.push(Row { id: new_id, units, received, batch, ..row });
        }
        Ok(())
    }
}

impl Order {
    pub fn status(&self) -> &'static str {
        match self.rows.iter().filter(|row| row.received.is_some()).count() {
            0 => "NOT_RECEIVED",
            count if count == self.rows.len() => "RECEIVED",
            _ => "PARTIALLY_RECEIVED",
        }
    }

    fn json(&self) -> Value {
        let number = |quantity: Quantity| quantity.text(0).parse::<f64>().unwrap();
        let row = |row: &Row| {
            json!({"id": row.id, "variant_id": row.variant, "quantity": number(row.units),
                "purchase_uom": "carton", "purchase_uom_conversion_rate": row.rate,
                "received_date": row.received, "batch_transactions": [{"batch_id": row.batch}]})
        };
        json!({"id": self.id, "order_no": self.number, "status": self.status(), "supplier_id": 501,
            "purchase_order_rows": self.rows.iter().map(row).collect::<Vec<_>>(),
            "updated_at": time(self.updated_ms), "deleted_at": self.deleted.then(|| time(self.updated_ms))})
    }

    /// Stock units received in all.
    pub fn stock(&self) -> Quantity {
        let received = self.rows.iter().filter(|row| row.received.is_some());
        received.map(|row| row.units.times(Ratio::parse(row.rate).unwrap()).unwrap()).sum()
    }
}

pub fn time(at_ms: i64) -> String {
    let instant = jiff::Timestamp::from_millisecond(at_ms).unwrap();
    instant.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
