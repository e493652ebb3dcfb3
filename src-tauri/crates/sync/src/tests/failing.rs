//! Answers that are failures: what they use up, and who is asked.

use super::bench::*;
use super::vendor::Fault;
use crate::link_state::LinkState;
use crate::settle::is_for_a_person;
use crate::worker::{retry, supervised};
use ledger::table::delivery::DeliveryState;
use ledger::table::link::{self, LinkKind};
use ledger::table::task;

#[tokio::test]
async fn ten_failures_ask_a_person_and_a_retry_looks_before_it_sends() {
    let bench = Bench::new().await;
    let id = bench.adjust(SALT, "2.5").await;
    // It is applied, answered with a 502, and then nothing can be read.
    bench.vendor.plan(|request| match request.path.as_str() {
        "/stock_adjustments" => Some(Fault::Fails { applied: true }),
        _ => None,
    });
    for _ in 0..200 {
        let wait_ms = bench.round().await;
        bench.clock.advance(wait_ms as i64);
    }
    let row = bench.delivery(id).await;
    assert!(is_for_a_person(&row), "ten answered failures ask a person: {row:?}");
    let why = (DeliveryState::Unclear, "why-exhausted".to_owned());
    assert_eq!(bench.standing(id).await, why, "it may stand there: undoing it needs a counter-document");
    assert_eq!(bench.vendor.calls("POST /stock_adjustments"), 1, "and it is never simply sent again");
    let asked = bench.turn(|tx| task::open(tx, 10)).await;
    assert_eq!(asked.len(), 1, "one task, however often it was looked for: {asked:?}");

    bench.vendor.is_well();
    let row = bench.delivery(id).await;
    bench.turn(move |tx| retry(tx, &row, NOW_MS)).await;
    let row = bench.delivery(id).await;
    assert!(
        row.standing.state == DeliveryState::Unclear && !is_for_a_person(&row),
        "looked for before it is sent"
    );
    bench.drain(1).await;
    assert_eq!(bench.vendor.adjusted().len(), 1, "it stood there");
    assert_eq!(bench.vendor.calls("POST /stock_adjustments"), 1);
}

#[tokio::test]
async fn the_vendors_words_are_kept_and_a_corrected_order_takes_it() {
    let bench = Bench::new().await;
    let id = bench.receive(BOTTLE, "48", None).await;
    bench.vendor.change(|there| there.variants[0]["product_or_material"]["batch_tracked"] = false.into());
    bench.round().await;
    let standing = bench.delivery(id).await.standing;
    assert_eq!(bench.standing(id).await, (DeliveryState::NeedsPerson, "why-rejected".to_owned()));
    assert_eq!(standing.vendor_words.as_deref(), Some("batches do not fit"));
    assert!(
        !standing.progress_json.contains(r#""may_stand_there":true"#),
        "a refusal leaves nothing in doubt"
    );
    bench.vendor.change(|there| there.variants[0]["product_or_material"]["batch_tracked"] = true.into());
    let row = bench.delivery(id).await;
    bench.turn(move |tx| retry(tx, &row, NOW_MS)).await;
    bench.drain(1).await;
    assert_eq!(bench.vendor.received(BOTTLE_THERE), ["1"]);
    assert_eq!(bench.delivery(id).await.standing.vendor_words, None, "old words are gone");
}

#[tokio::test]
async fn a_stuck_receipt_holds_its_order_and_nothing_else() {
    let bench = Bench::new().await;
    let stuck = bench.receive(BOTTLE, "192000", None).await;
    let behind = bench.receive(SALT, "25", None).await;
    let other = bench.adjust(SALT, "1").await;
    bench.round().await;
    assert_eq!(
        bench.standing(stuck).await.0,
        DeliveryState::NeedsPerson,
        "4,000 cartons are not on the order"
    );
    let waits = (DeliveryState::Waiting, "why-behind".to_owned());
    assert_eq!(bench.standing(behind).await, waits, "the next of the order waits and says why");
    assert_eq!(bench.standing(other).await.0, DeliveryState::Done, "others go on");
    let wait_ms = bench.round().await;
    assert!(wait_ms > 1_000, "what is held wakes nobody: next round in {wait_ms} ms");
}

#[tokio::test]
async fn too_many_calls_wait_as_long_as_the_vendor_says_and_use_up_nothing() {
    let bench = Bench::new().await;
    let id = bench.adjust(SALT, "1").await;
    bench.vendor.fail("POST /stock_adjustments", vec![Fault::TooMany]);
    bench.round().await;
    let at_ms = bench.clock.now();
    assert_eq!(bench.standing(id).await, (DeliveryState::Waiting, "why-too-many-calls".to_owned()));
    bench.drain(1).await;
    assert!(bench.clock.now() - at_ms >= 7_000, "Retry-After: 7");
    assert_eq!(bench.vendor.adjusted().len(), 1);
    assert_eq!(bench.delivery(id).await.standing.attempt_count, 0, "a 429 never counts");
    assert_eq!(
        bench.vendor.calls("GET /stock_adjustments"),
        0,
        "it was refused before processing: nothing to look for"
    );
}

#[tokio::test]
async fn a_key_that_is_not_known_stops_all_traffic() {
    let bench = Bench::new().await;
    let id = bench.adjust(SALT, "1").await;
    bench.vendor.plan(|_| Some(Fault::NotLetIn));
    bench.round().await;
    assert_eq!(bench.standing(id).await, (DeliveryState::Waiting, "why-not-let-in".to_owned()));
    assert_eq!(bench.worker.health().state, LinkState::NotLetIn);
    let count = bench.vendor.call_count();
    for _ in 0..20 {
        bench.clock.advance(600_000);
        bench.round().await;
    }
    assert_eq!(bench.vendor.call_count(), count, "not one call more");
    bench.vendor.is_well();
    bench.worker.round(true).await.unwrap();
    assert_eq!(bench.vendor.adjusted().len(), 1, "after a person said so");
}

#[tokio::test]
async fn a_time_out_counts_while_other_calls_succeed() {
    let bench = Bench::new().await;
    let id = bench.adjust(SALT, "1").await;
    bench.vendor.plan(|request| {
        (request.path == "/stock_adjustments" && request.body.is_some())
            .then_some(Fault::TimeOut { applied: false })
    });
    bench.drain(48).await;
    assert_eq!(bench.standing(id).await, (DeliveryState::NeedsPerson, "why-exhausted".to_owned()));
    assert_eq!(
        bench.delivery(id).await.standing.attempt_count,
        10,
        "the reads in between succeed: it is the vendor's"
    );
    assert!(bench.vendor.adjusted().is_empty());
}

#[tokio::test]
async fn another_key_opens_the_way_without_a_restart() {
    let bench = Bench::new().await;
    bench.adjust(SALT, "1").await;
    bench.vendor.plan(|_| Some(Fault::NotLetIn));
    bench.round().await;
    bench.vendor.is_well();
    bench.clock.advance(HOUR_MS);
    bench.round().await;
    assert!(bench.vendor.adjusted().is_empty(), "the same key is not tried again");
    *bench.key.lock().unwrap() = "another".to_owned();
    let wait_ms = bench.round().await;
    assert_eq!(bench.vendor.adjusted().len(), 1, "the administrator entered another one");
    assert!(wait_ms > 0 && bench.worker.health().state == LinkState::Online);
}

#[tokio::test]
async fn a_withheld_delivery_sent_while_the_switch_is_off_stays_withheld_and_turns_nothing_over() {
    let mut bench = Bench::new().await;
    let id = bench.adjust(SALT, "1").await;
    bench.restart(|settings| settings.sends_adjustments = false).await;
    let row = bench.delivery(id).await;
    bench.turn(move |tx| retry(tx, &row, NOW_MS)).await;
    let wait_ms = bench.round().await;
    assert_eq!(bench.standing(id).await, (DeliveryState::Withheld, "why-reading-only".to_owned()));
    assert!(wait_ms > 1_000, "nothing is due: {wait_ms} ms");
    assert!(bench.vendor.adjusted().is_empty(), "the switch is off");
}

#[tokio::test]
async fn what_may_stand_there_is_read_back_while_the_switch_is_off_and_not_sent_again() {
    for applied in [true, false] {
        let mut bench = Bench::new().await;
        let id = bench.adjust(SALT, "1").await;
        bench.vendor.fail("POST /stock_adjustments", vec![Fault::TimeOut { applied }]);
        bench.round().await;
        bench.restart(|settings| settings.sends_adjustments = false).await;
        bench.drain(1).await;
        let state = if applied { DeliveryState::Done } else { DeliveryState::Withheld };
        assert_eq!(bench.standing(id).await.0, state, "applied: {applied}");
        assert_eq!(bench.vendor.calls("POST /stock_adjustments"), 1, "reading is all it does");
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_holds_up_none_of_the_others() {
    let bench = Bench::new().await;
    let id = bench.adjust(SALT, "1").await;
    let other = bench.adjust(BOTTLE, "1").await;
    bench
        .turn(|tx| {
            let mut linked = link::find(tx, "katana", LinkKind::Item, "40020")?.unwrap();
            linked.facts_json = "what a newer version wrote".to_owned();
            link::put(tx, &linked)
        })
        .await;
    bench.round().await;
    assert_eq!(bench.standing(id).await, (DeliveryState::NeedsPerson, "why-rejected".to_owned()));
    assert_eq!(bench.standing(other).await.0, DeliveryState::Done, "the next one goes");
}

#[tokio::test]
async fn an_order_whose_reads_are_always_cut_holds_up_none_of_the_others() {
    let bench = Bench::new().await;
    let id = bench.receive(BOTTLE, "48", None).await;
    bench.adjust(SALT, "1").await;
    bench
        .vendor
        .plan(|request| (request.path == "/purchase_orders/156001").then_some(Fault::Cut { applied: false }));
    for _ in 0..20 {
        let wait_ms = bench.round().await;
        bench.clock.advance(wait_ms as i64);
    }
    assert_eq!(bench.vendor.adjusted().len(), 1, "it takes its turn after the others");
    assert_eq!(bench.delivery(id).await.standing.attempt_count, 0, "a cut line is the network's");
}

#[tokio::test]
async fn the_way_that_goes_while_many_wait_leaves_one_in_doubt_and_not_all() {
    let bench = Bench::new().await;
    for _ in 0..20 {
        bench.adjust(SALT, "1").await;
    }
    bench.vendor.plan(|_| Some(Fault::TimeOut { applied: false }));
    bench.round().await;
    assert_eq!(bench.count(DeliveryState::Unclear).await, 1, "the others do not run into the same");
    bench.vendor.is_well();
    bench.drain(1).await;
    assert_eq!(bench.vendor.adjusted().len(), 20);
}

#[tokio::test]
async fn a_row_of_the_order_that_the_office_replaced_is_looked_up_again() {
    let bench = Bench::new().await;
    let id = bench.receive(BOTTLE, "48", None).await;
    let vendor = bench.vendor.clone();
    let mut is_first = true;
    // Between our read and our receipt the office splits the order's row anew.
    bench.vendor.plan(move |request| {
        let is_it = request.path == "/purchase_order_receive" && std::mem::take(&mut is_first);
        is_it.then_some(Fault::Gone)
    });
    bench.drain(1).await;
    assert_eq!(bench.standing(id).await.0, DeliveryState::Done);
    assert_eq!(vendor.received(BOTTLE_THERE), ["1"], "once, on the row as it is now");
}

#[tokio::test]
async fn a_panic_ends_the_round_and_not_the_worker() {
    let bench = Bench::new().await;
    let id = bench.adjust(SALT, "1").await;
    bench.vendor.plan(|request| match request.body {
        Some(_) => panic!("a bug of ours, on purpose"),
        None => None,
    });
    assert!(supervised(&bench.worker, true).await.is_err(), "the round is lost");
    assert_eq!(bench.delivery(id).await.standing.state, DeliveryState::Sending, "in the middle of its call");
    bench.vendor.is_well();
    supervised(&bench.worker, false).await.unwrap();
    bench.drain(1).await;
    assert_eq!(bench.standing(id).await.0, DeliveryState::Done, "read back first, then sent");
    assert_eq!(bench.vendor.adjusted().len(), 1);
}
