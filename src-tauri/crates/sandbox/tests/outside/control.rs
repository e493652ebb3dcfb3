//! The control API: faults, office, printed labels and the trigger, from another process.

use crate::support::*;
use sandbox::control::{Control, World};
use sandbox::printer::{Printer, Settings};
use sandbox::scanner::Scanner;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;

async fn world() -> (World, Control, SocketAddr) {
    let (katana, _) = demo_katana().await;
    let printer = Printer::on_tcp(Settings::default(), ([127, 0, 0, 1], 0).into()).await.unwrap();
    let scanner = Scanner::plug(None).unwrap();
    let world = World { katana: Arc::new(katana), printer: Arc::new(printer), scanner: Arc::new(scanner) };
    let control = Control::start(([127, 0, 0, 1], 0).into(), world.clone()).await.unwrap();
    let address = control.url().trim_start_matches("http://").parse().unwrap();
    (world, control, address)
}

async fn post(address: SocketAddr, path: &str, body: Value) -> Reply {
    http(address, ("POST", path), None, Some(&body.to_string())).await.unwrap()
}

#[tokio::test]
async fn faults_are_set_and_the_truth_is_read() {
    let (world, _control, address) = world().await;
    let fault = json!({"route": "POST /stock_adjustments", "kind": "error_after", "count": 1});
    assert_eq!(post(address, "/_control/faults", fault).await.status, 200);
    let body = adjustment(&world.katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    assert_eq!(send(&world.katana, "POST", "/stock_adjustments", body).await.status, 500);
    let seen = http(address, ("GET", "/_control/katana/adjustments"), None, None).await.unwrap();
    assert_eq!(seen.body[0]["number"], "TM3-1-000001");
    let calls = http(address, ("GET", "/_control/katana/calls"), None, None).await.unwrap();
    let last = calls.body.as_array().unwrap().last().unwrap();
    assert_eq!((&last["status"], &last["applied"]), (&json!(500), &json!(true)));
    let wrong = post(address, "/_control/faults", json!({"kind": "rain"})).await;
    assert_eq!(wrong.status, 422, "an unknown fault is said, not ignored");
}

#[tokio::test]
async fn the_office_works_beside_the_station() {
    let (world, _control, address) = world().await;
    let wish = json!({"order_no": "PO-3108", "sku": "PK-BTL", "quantity": "38",
        "received_date": "2026-03-02T05:05:00Z"});
    assert_eq!(post(address, "/_control/office/receive", wish).await.status, 200);
    let receipts = http(address, ("GET", "/_control/katana/receipts"), None, None).await.unwrap();
    assert_eq!(receipts.body[0]["received_date"], "2026-03-02T05:05:00.000Z");
    let order = json!({"order_no": "PO-3111", "supplier": "Supplier C vinegar and soy",
        "lines": [["RM-VIN", "5", "148000"]]});
    assert_eq!(post(address, "/_control/office/orders", order).await.status, 200);
    assert!(world.katana.orders().iter().any(|order| order.order_no == "PO-3111"));
    let nobody = json!({"order_no": "PO-1", "sku": "RM-VIN", "quantity": "1"});
    assert_eq!(post(address, "/_control/office/receive", nobody).await.status, 422);
    assert_eq!(post(address, "/_control/katana/offline", json!({"offline": true})).await.status, 200);
    assert!(try_send(&world.katana, "GET", "/factory", Value::Null).await.is_err());
}

#[tokio::test]
async fn a_code_is_scanned_and_the_printed_labels_are_shown() {
    use std::io::Read;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let (world, _control, address) = world().await;
    assert_eq!(post(address, "/_control/scan", json!({"code": "A-01-1"})).await.status, 200);
    let mut port = std::fs::File::open(world.scanner.path().unwrap()).unwrap();
    let mut scan = [0; 7];
    port.read_exact(&mut scan).unwrap();
    assert_eq!(&scan, b"A-01-1\r");
    let mut stream = tokio::net::TcpStream::connect(world.printer.address().unwrap()).await.unwrap();
    stream.write_all(b"^XA^FDhello^FS^XZ~HS").await.unwrap();
    stream.read_exact(&mut [0]).await.unwrap();
    let printed = http(address, ("GET", "/_control/printed"), None, None).await.unwrap();
    assert_eq!(printed.body["odometer"], 1001);
    assert_eq!(printed.body["labels"][0]["zpl"], "^XA^FDhello^FS^XZ");
    assert_eq!(post(address, "/_control/scanner", json!({"plugged": false})).await.status, 200);
    assert_eq!(post(address, "/_control/scan", json!({"code": "A"})).await.status, 422, "unplugged");
}

#[tokio::test]
async fn another_printer_takes_the_place_and_faults_come_by_the_label() {
    let (world, _control, address) = world().await;
    let later = json!({"trouble": "after", "labels": 2, "then": {"trouble": "paper_out"}});
    assert_eq!(post(address, "/_control/printer", later).await.status, 200);
    let mut plug = world.printer.plug().unwrap();
    plug.write("^XA^FDA^FS^PQ5^XZ".as_bytes()).unwrap();
    assert_eq!((world.printer.printed_count(), world.printer.is_stopped()), (2, true));
    let tspl = json!({"language": "tspl"});
    assert_eq!(post(address, "/_control/printer/replace", tspl).await.status, 200);
    assert!(plug.read().is_err(), "callers of the old one are cut");
    let mut plug = world.printer.plug().unwrap();
    plug.write(b"~!T").unwrap();
    assert_eq!(plug.read().unwrap(), b"TE310\r\n");
    assert_eq!(world.printer.printed_count(), 2, "its labels stay on the floor");
    assert_eq!(post(address, "/_control/printer/replace", json!({"language": "epl"})).await.status, 422);
}
