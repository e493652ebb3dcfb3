//! The real line to the sandbox's Katana, with both clocks moved by hand: how much of the permitted rate is
//! used, and that no call is one too many.

use super::bench::*;
use crate::Clock;
use crate::http::Http;
use crate::worker::Worker;
use connectors::katana::Katana;
use ledger::table::delivery::DeliveryState;
use sandbox::katana::{self, ItemKind, NewItem, State};
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

const LIMIT: usize = 60;
const WINDOW_MS: i64 = 60_000;
const COUNT: usize = 200;

/// Ours and the sandbox's, which stand and move together.
struct BothClocks {
    ours: HandClock,
    theirs: sandbox::clock::HandClock,
}

impl Clock for BothClocks {
    fn now_ms(&self) -> i64 {
        self.ours.now()
    }

    fn sleep(&self, delay_ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.theirs.advance(delay_ms as i64);
        self.ours.sleep(delay_ms)
    }
}

fn company() -> State {
    let mut state = State::of_company("House", "IDR");
    state.add_location("KITCHEN", NOW_MS - HOUR_MS);
    let salt = NewItem {
        kind: ItemKind::Material,
        sku: "RM-SALT".to_owned(),
        name: "Salt".to_owned(),
        uom: "kg".to_owned(),
        batch_tracked: false,
        purchase: None,
        supplier_id: None,
        registered_barcode: None,
        supplier_item_codes: Vec::new(),
        purchase_price: None,
    };
    state.add_item(salt, NOW_MS - HOUR_MS);
    state
}

#[tokio::test]
async fn two_hundred_deliveries_use_the_permitted_rate_and_earn_no_429() {
    let bench = Bench::unread().await;
    let theirs = sandbox::clock::HandClock::at(NOW_MS);
    let settings = katana::Settings { clock: theirs.clock(), ..katana::Settings::default() };
    assert_eq!((settings.rate_limit, settings.rate_window_ms), (LIMIT as u32, WINDOW_MS), "as Katana is");
    let there = katana::Katana::start(settings, company()).await.unwrap();
    let clock = Arc::new(BothClocks { ours: bench.clock.clone(), theirs });
    let settings = crate::SyncSettings { base_url: there.base_url(), ..super::bench::settings() };
    let key: crate::Key = Arc::new(|| Some(katana::DEFAULT_KEY.to_owned()));
    let transport = Box::new(Http::new(&settings, key.clone()).unwrap());
    let writer = bench.ledger.writer().clone();
    let worker =
        Worker::new(settings, key, Box::new(Katana), transport, writer, clock.clone(), 7, Arc::new(|_| {}));
    for _ in 0..COUNT {
        bench.adjust(SALT, "1").await;
    }
    while bench.open_count().await > 0 {
        let wait_ms = worker.round(false).await.unwrap();
        clock.sleep(wait_ms).await;
    }

    assert_eq!(bench.count(DeliveryState::Done).await as usize, COUNT);
    let numbers: BTreeSet<String> = there.adjustments().into_iter().map(|made| made.number).collect();
    assert_eq!((there.adjustments().len(), numbers.len()), (COUNT, COUNT), "each exactly once");
    let calls = there.calls();
    let earned = calls.iter().filter(|call| call.status == Some(429)).count();
    assert_eq!(earned, 0, "never a 429 by our own doing");
    // Of the windows that were full of work, nearly all was used.
    let (first_ms, last_ms) = (calls[0].at_ms, calls[calls.len() - 1].at_ms);
    let window_count = (last_ms - first_ms) / WINDOW_MS;
    let used = calls.iter().filter(|call| call.at_ms < first_ms + window_count * WINDOW_MS).count();
    let permitted = LIMIT * window_count as usize;
    assert!(window_count >= 3, "long enough to say something: {window_count} windows");
    assert!(used * 100 >= permitted * 95, "{used} of {permitted} permitted calls in {window_count} windows");
}
