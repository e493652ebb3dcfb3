//! Faults on demand: what the caller sees, and what was applied all the same.

use crate::support::*;
use sandbox::katana::{Fault, FaultKind, Katana};
use serde_json::{Value, json};
use std::io;
use std::time::Duration;

async fn adjust(katana: &Katana, body: &Value) -> io::Result<Reply> {
    try_send(katana, "POST", "/stock_adjustments", body.clone()).await
}

#[tokio::test]
async fn an_answer_that_never_comes_may_have_been_applied() {
    let (katana, _) = demo_katana().await;
    let body = adjustment(&katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    katana.fault(Fault::new(FaultKind::HoldBefore).on("POST /stock_adjustments").times(1));
    katana.fault(Fault::new(FaultKind::HoldAfter).on("POST /stock_adjustments").times(1));
    assert!(is_held(&katana, adjust(&katana, &body)).await);
    assert_eq!(katana.adjustments().len(), 0, "held before: nothing applied");
    assert!(is_held(&katana, adjust(&katana, &body)).await);
    assert_eq!(katana.adjustments().len(), 1, "held after: applied");
    let calls = katana.calls();
    let held: Vec<(Option<u16>, bool)> =
        calls.iter().filter(|call| call.method == "POST").map(|call| (call.status, call.applied)).collect();
    assert_eq!(held, [(None, false), (None, true)], "the log tells them apart");
    let found = get(&katana, "/stock_adjustments?stock_adjustment_number=TM3-1-000001").await;
    assert_eq!(found.data().len(), 1, "read back, it is there");
}

#[tokio::test]
async fn a_500_may_have_been_applied() {
    let (katana, _) = demo_katana().await;
    let body = adjustment(&katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    katana.fault(Fault::new(FaultKind::ErrorBefore { status: 503 }).on("POST *").times(1));
    katana.fault(Fault::new(FaultKind::ErrorAfter { status: 500 }).on("POST *").times(1));
    assert_eq!(adjust(&katana, &body).await.unwrap().status, 503);
    assert_eq!(katana.adjustments().len(), 0);
    let reply = adjust(&katana, &body).await.unwrap();
    assert_eq!((reply.status, &reply.body["error"]["name"]), (500, &json!("InternalServerError")));
    assert_eq!(katana.adjustments().len(), 1);
    assert_eq!(adjust(&katana, &body).await.unwrap().status, 200, "the faults are used up");
}

#[tokio::test]
async fn a_cut_connection_gives_no_byte_of_an_answer() {
    let (katana, _) = demo_katana().await;
    let body = adjustment(&katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    katana.fault(Fault::new(FaultKind::CutBefore).on("POST /stock_adjustments").times(1));
    katana.fault(Fault::new(FaultKind::CutAfter).on("POST /stock_adjustments").times(1));
    assert!(adjust(&katana, &body).await.is_err());
    assert_eq!(katana.adjustments().len(), 0);
    assert!(adjust(&katana, &body).await.is_err());
    assert_eq!(katana.adjustments().len(), 1);
}

#[tokio::test]
async fn a_429_burst_is_refused_before_processing() {
    let (katana, _) = demo_katana().await;
    let body = adjustment(&katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    katana.fault(Fault::new(FaultKind::TooMany { retry_after_s: 7 }).times(2));
    for _ in 0..2 {
        let reply = adjust(&katana, &body).await.unwrap();
        assert_eq!((reply.status, reply.header("retry-after")), (429, Some("7")));
    }
    assert_eq!(katana.adjustments().len(), 0);
    assert_eq!(adjust(&katana, &body).await.unwrap().status, 200);
}

#[tokio::test]
async fn offline_refuses_connections_and_cuts_the_open_ones() {
    let (katana, _) = demo_katana().await;
    katana.fault(Fault::new(FaultKind::HoldBefore).times(1));
    let address = katana.address();
    let key = Some(sandbox::katana::DEFAULT_KEY);
    let open = tokio::spawn(async move { http(address, ("GET", "/v1/factory"), key, None).await });
    while katana.calls().is_empty() {
        tokio::task::yield_now().await;
    }
    katana.go_offline().await.unwrap();
    assert!(open.await.unwrap().is_err(), "an open call is cut");
    let refused = http(address, ("GET", "/v1/factory"), key, None).await.err().unwrap();
    assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
    katana.go_online().await.unwrap();
    assert_eq!(get(&katana, "/factory").await.status, 200, "on the same port");
}

#[tokio::test]
async fn stale_reads_answer_from_before_the_write() {
    let (katana, clock) = demo_katana().await;
    let body = adjustment(&katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    let found = "/stock_adjustments?stock_adjustment_number=TM3-1-000001";
    katana.fault(Fault::new(FaultKind::Stale { lag_ms: 120_000 }));
    clock.advance(10_000);
    assert_eq!(adjust(&katana, &body).await.unwrap().body["id"], 101, "the write's own answer is fresh");
    assert_eq!(get(&katana, found).await.data().len(), 0, "the replica lags");
    clock.advance(119_999);
    assert_eq!(get(&katana, found).await.data().len(), 0);
    clock.advance(2);
    assert_eq!(get(&katana, found).await.data().len(), 1, "it has caught up");
    katana.clear_faults();
    katana
        .fault(Fault::new(FaultKind::StaleByWrites { write_count: 1 }).on("GET /stock_adjustments").times(1));
    assert_eq!(get(&katana, found).await.data().len(), 0, "one write behind, once");
    assert_eq!(get(&katana, found).await.data().len(), 1);
}

#[tokio::test]
async fn a_slow_call_is_applied_at_once_and_answered_late() {
    let (katana, _) = demo_katana().await;
    let body = adjustment(&katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    katana.fault(Fault::new(FaultKind::Slow { delay_ms: 60_000 }).on("/stock_adjustments").times(1));
    assert!(is_held(&katana, adjust(&katana, &body)).await, "not within the wait");
    assert_eq!(katana.adjustments().len(), 1);
    katana.fault(Fault::new(FaultKind::Slow { delay_ms: 5 }));
    let late = tokio::time::timeout(Duration::from_secs(10), get(&katana, "/factory")).await;
    assert_eq!(late.unwrap().status, 200);
}
