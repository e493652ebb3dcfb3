//! The hand that moves the sandbox from outside its process: faults, the truth, the office, the trigger of
//! the scanner. On a port of its own, on loopback, and never part of what it imitates.

use crate::katana::{Fault, Katana, OfficeOrder};
use crate::printer::{Printer, Settings, Trouble};
use crate::scanner::Scanner;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The parts there are.
#[derive(Clone)]
pub struct World {
    pub katana: Arc<Katana>,
    pub printer: Arc<Printer>,
    pub scanner: Arc<Scanner>,
}

/// The running control API. Dropping it closes its port.
pub struct Control {
    address: SocketAddr,
    task: JoinHandle<()>,
}

/// Refusals are sentences; 422.
type Answer = Result<Json<Value>, (StatusCode, Json<Value>)>;

/// Another printer in the place of the one there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replacement {
    language: PrinterLanguage,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum PrinterLanguage {
    /// 203 dpi.
    Zpl,
    /// 300 dpi.
    Tspl,
}

#[derive(Deserialize)]
struct Offline {
    offline: bool,
}

#[derive(Deserialize)]
struct OfficeReceipt {
    order_no: String,
    sku: String,
    quantity: String,
    received_date: Option<String>,
}

#[derive(Deserialize)]
struct OfficeAdjustment {
    sku: String,
    quantity: String,
    number: String,
}

#[derive(Deserialize)]
struct Closing {
    date: Option<String>,
}

#[derive(Deserialize)]
struct Scan {
    code: String,
}

#[derive(Deserialize)]
struct Plugged {
    plugged: bool,
}

impl Control {
    pub async fn start(address: SocketAddr, world: World) -> io::Result<Control> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router(world)).await {
                tracing::error!(%error, "could not go on serving the control API");
            }
        });
        Ok(Control { address, task })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn router(world: World) -> Router {
    Router::new()
        .route("/_control/faults", post(add_fault).delete(clear_faults))
        .route("/_control/katana/offline", post(offline))
        .route("/_control/katana/receipts", get(receipts))
        .route("/_control/katana/adjustments", get(adjustments))
        .route("/_control/katana/orders", get(orders))
        .route("/_control/katana/calls", get(calls))
        .route("/_control/katana/stock/{sku}", get(stock))
        .route("/_control/office/receive", post(office_receives))
        .route("/_control/office/orders", post(office_orders))
        .route("/_control/office/orders/{order_no}", delete(office_deletes))
        .route("/_control/office/adjust", post(office_adjusts))
        .route("/_control/office/close_books", post(close_books))
        .route("/_control/printed", get(printed))
        .route("/_control/printer", post(trouble))
        .route("/_control/printer/repair", post(repair))
        .route("/_control/printer/power_cycle", post(power_cycle))
        .route("/_control/printer/replace", post(replace))
        .route("/_control/scan", post(scan))
        .route("/_control/scanner", post(plug))
        .with_state(world)
}

fn done() -> Answer {
    Ok(Json(json!({"done": true})))
}

fn refused(why: impl std::fmt::Display) -> (StatusCode, Json<Value>) {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({"error": why.to_string()})))
}

async fn add_fault(State(world): State<World>, Json(fault): Json<Fault>) -> Answer {
    world.katana.fault(fault);
    done()
}

async fn clear_faults(State(world): State<World>) -> Answer {
    world.katana.clear_faults();
    done()
}

async fn offline(State(world): State<World>, Json(wish): Json<Offline>) -> Answer {
    let result = if wish.offline { world.katana.go_offline().await } else { world.katana.go_online().await };
    result.map_err(refused)?;
    done()
}

async fn receipts(State(world): State<World>) -> Json<Value> {
    Json(json!(world.katana.receipts()))
}

async fn adjustments(State(world): State<World>) -> Json<Value> {
    Json(json!(world.katana.adjustments()))
}

async fn orders(State(world): State<World>) -> Json<Value> {
    Json(json!(world.katana.orders()))
}

async fn calls(State(world): State<World>) -> Json<Value> {
    Json(json!(world.katana.calls()))
}

async fn stock(State(world): State<World>, Path(sku): Path<String>) -> Answer {
    let quantity = world.katana.in_stock(&sku).ok_or_else(|| refused("there is no such SKU"))?;
    Ok(Json(json!({"sku": sku, "quantity": quantity})))
}

async fn office_receives(State(world): State<World>, Json(wish): Json<OfficeReceipt>) -> Answer {
    let line = (wish.order_no.as_str(), wish.sku.as_str());
    let date = wish.received_date.as_deref();
    world.katana.office_receives(line, &wish.quantity, date).map_err(refused)?;
    done()
}

async fn office_orders(State(world): State<World>, Json(order): Json<OfficeOrder>) -> Answer {
    let id = world.katana.office_orders(&order).map_err(refused)?;
    Ok(Json(json!({"id": id})))
}

async fn office_deletes(State(world): State<World>, Path(order_no): Path<String>) -> Answer {
    world.katana.office_deletes(&order_no).map_err(refused)?;
    done()
}

async fn office_adjusts(State(world): State<World>, Json(wish): Json<OfficeAdjustment>) -> Answer {
    world.katana.office_adjusts(&wish.sku, &wish.quantity, &wish.number).map_err(refused)?;
    done()
}

async fn close_books(State(world): State<World>, Json(wish): Json<Closing>) -> Answer {
    world.katana.close_books(wish.date.as_deref()).map_err(refused)?;
    done()
}

async fn printed(State(world): State<World>) -> Json<Value> {
    let labels = world.printer.printed();
    Json(json!({"odometer": world.printer.odometer(), "labels": labels}))
}

async fn trouble(State(world): State<World>, Json(trouble): Json<Trouble>) -> Answer {
    world.printer.suffer(trouble);
    done()
}

async fn repair(State(world): State<World>) -> Answer {
    world.printer.repair();
    done()
}

async fn power_cycle(State(world): State<World>) -> Answer {
    world.printer.power_cycle();
    done()
}

async fn replace(State(world): State<World>, Json(wish): Json<Replacement>) -> Answer {
    world.printer.replace(match wish.language {
        PrinterLanguage::Zpl => Settings::zpl(),
        PrinterLanguage::Tspl => Settings::tspl(),
    });
    done()
}

async fn scan(State(world): State<World>, Json(wish): Json<Scan>) -> Answer {
    // The scanner waits when nobody reads its line.
    let pulled = tokio::task::spawn_blocking(move || world.scanner.scan(&wish.code)).await;
    pulled.map_err(refused)?.map_err(refused)?;
    done()
}

async fn plug(State(world): State<World>, Json(wish): Json<Plugged>) -> Answer {
    if wish.plugged {
        world.scanner.replug().map_err(refused)?;
    } else {
        world.scanner.unplug();
    }
    done()
}
