//! How old the vendor's figures are and what is wrong with reading them, for the strip and the desk.

use crate::asked;
use crate::why::Why;
use crate::worker::{Rung, Worker};
use ledger::table::feed;

impl Worker {
    /// Ages of the feeds and the reason of the last failure, for the strip.
    pub async fn report(&self) {
        let vendor = self.settings.vendor.clone();
        let names: Vec<&str> = self.connector.feeds().iter().map(|feed| feed.name()).collect();
        let now_ms = self.clock.now_ms();
        let read = self.writer.turn(move |tx| {
            asked::tidy(tx, now_ms)?;
            names.iter().map(|name| feed::load(tx, &vendor, name)).collect()
        });
        let feeds: Vec<feed::Feed> = match read.await {
            Ok(feeds) => feeds,
            Err(error) => return tracing::error!(%error, "the feeds' ages were not read"),
        };
        let oldest = feeds.iter().map(|feed| feed.good_at_ms).min().flatten();
        let promise_ms = 2 * self.settings.poll_ms as i64 + 1_000;
        let is_stale = oldest.is_none_or(|at_ms| now_ms - at_ms > promise_ms);
        let vendor = self.settings.vendor.clone();
        let trouble = feeds.iter().find(|feed| feed.trouble_json != "{}");
        let reason = match (trouble, oldest) {
            (Some(feed), _) => serde_json::from_str(&feed.trouble_json).ok(),
            (None, None) => Some(Why::NeverRead { vendor }.message()),
            (None, Some(_)) => is_stale.then(|| Why::Stale { vendor }.message()),
        };
        self.change_health(|health| {
            health.as_of_ms = oldest;
            health.stale = is_stale;
            health.reason = reason;
        });
        self.ring(Rung::Health);
    }
}
