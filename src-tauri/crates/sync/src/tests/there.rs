//! What the vendor made of memory holds, how it shows it and what it takes.

use connectors::Request;
use domain::{Quantity, Ratio};
use serde_json::{Value, json};

pub const SITE: i64 = 101;

#[derive(Clone, Debug, Default)]
pub struct State {
    pub variants: Vec<Value>,
    pub orders: Vec<Order>,
    pub batches: Vec<(i64, String, i64)>,
    pub adjustments: Vec<Value>,
    pub locations: Vec<Value>,
    pub last_id: i64,
}

#[derive(Clone, Debug)]
pub struct Order {
    pub id: i64,
    pub number: String,
    pub updated_ms: i64,
    pub deleted: bool,
    /// Where its goods go.
    pub place: i64,
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

impl State {
    pub fn new_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    pub fn read(&self, request: &Request) -> (u16, Value) {
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
                let row = |batch: &(i64, String, i64)| {
                    let (id, number, variant) = batch;
                    json!({"batch_id": id, "batch_number": number, "variant_id": variant})
                };
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

    pub fn write(&mut self, request: &Request, now_ms: i64) -> (u16, Value) {
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
            "location_id": self.place,
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

fn refused(why: &str) -> (u16, Value) {
    (422, json!({"error": {"statusCode": 422, "message": why}}))
}
