//! The rate budget of one credential: a window of calls, followed by the vendor's own word, so that we never
//! earn a 429 by our own doing.

use connectors::{Rate, Response};
use jiff::Timestamp;
use std::collections::VecDeque;

/// Calls kept back for a person who presses a button.
const RESERVE: u32 = 2;
const WINDOW_MS: i64 = 60_000;
/// The longest that a `Retry-After` is followed; beyond that we ask again.
const LONGEST_CLOSED_MS: i64 = 60 * 60 * 1_000;

#[derive(Clone, Debug)]
pub struct Budget {
    limit: u32,
    /// Times of the calls in the running window, oldest first.
    calls: VecDeque<i64>,
    /// What the vendor said last: calls left until then.
    told: Option<(u32, i64)>,
    /// The vendor asked to stay away until then.
    closed_until_ms: i64,
}

impl Budget {
    pub fn new(limit: u32) -> Budget {
        Budget { limit: limit.max(1), calls: VecDeque::new(), told: None, closed_until_ms: 0 }
    }

    /// Milliseconds until the next call may leave; 0 now.
    pub fn wait_ms(&mut self, now_ms: i64) -> u64 {
        while self.calls.front().is_some_and(|at_ms| at_ms + WINDOW_MS <= now_ms) {
            self.calls.pop_front();
        }
        let mut wait = (self.closed_until_ms - now_ms).max(0);
        let usable = self.limit.saturating_sub(RESERVE).max(1) as usize;
        if self.calls.len() >= usable {
            let frees_at_ms = self.calls[self.calls.len() - usable] + WINDOW_MS;
            wait = wait.max(frees_at_ms - now_ms);
        }
        if let Some((left, reset_ms)) = self.told {
            if reset_ms <= now_ms {
                self.told = None;
            } else if left <= RESERVE.min(self.limit - 1) {
                wait = wait.max(reset_ms - now_ms);
            }
        }
        wait.unsigned_abs()
    }

    pub fn spend(&mut self, now_ms: i64) {
        self.calls.push_back(now_ms);
        if let Some((left, _)) = &mut self.told {
            *left = left.saturating_sub(1);
        }
    }

    /// The vendor's word after an answer.
    pub fn hear(&mut self, rate: Rate, now_ms: i64) {
        if let Some(limit) = rate.limit.filter(|limit| *limit > 0) {
            self.limit = limit;
        }
        if let (Some(remaining), Some(reset_ms)) = (rate.remaining, rate.reset_ms) {
            // A reset that lies far ahead or behind is a clock that differs, not a closed door.
            if reset_ms > now_ms && reset_ms <= now_ms + 2 * WINDOW_MS {
                self.told = Some((remaining, reset_ms));
            }
        }
    }

    /// After a 429, or a failure that asks for a pause: as long as it asked for, in seconds or as a date; a
    /// 429 that does not say how long stands for one window.
    pub fn close(&mut self, answer: &Response, now_ms: i64) {
        let asked = answer.header("retry-after");
        if asked.is_none() && answer.status != 429 {
            return;
        }
        let seconds = asked.and_then(|text| text.parse::<i64>().ok()).map(|s| s.saturating_mul(1_000));
        let date = asked.and_then(|text| jiff::fmt::rfc2822::parse(text).ok());
        let until = date.map(|date| Timestamp::from(date).as_millisecond() - now_ms);
        let wait_ms = seconds.or(until).unwrap_or(WINDOW_MS).clamp(1_000, LONGEST_CLOSED_MS);
        self.closed_until_ms = self.closed_until_ms.max(now_ms + wait_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connectors::Connector;
    use connectors::katana::Katana;
    use proptest::prelude::*;

    const HEADERS: [&str; 4] =
        ["retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];

    proptest! {
        #[test]
        fn no_header_shuts_the_door_for_good_or_makes_time_run_back(
            heard in prop::collection::vec((0..4_usize, "-?[0-9]{0,20}|(Sat|Sun), [0-9]{2} Nov [0-9]{4} 08:00:00 GMT|.{0,12}", 0..20_000_i64), 0..30),
            status in prop_oneof![Just(200_u16), Just(429), Just(503)],
        ) {
            let (mut budget, mut now_ms) = (Budget::new(60), 1_795_248_000_000_i64);
            for (which, value, later_ms) in heard {
                now_ms += later_ms;
                let headers = vec![(HEADERS[which].to_owned(), value)];
                let answer = Response { status, headers, body: serde_json::Value::Null };
                budget.spend(now_ms);
                budget.hear(Katana.rate(&answer), now_ms);
                budget.close(&answer, now_ms);
                let wait_ms = budget.wait_ms(now_ms);
                prop_assert!(wait_ms <= LONGEST_CLOSED_MS as u64, "it is asked again within the hour: {wait_ms}");
            }
        }
    }

    #[test]
    fn never_more_than_the_limit_in_any_minute() {
        let mut budget = Budget::new(60);
        let mut now_ms = 0;
        let mut left_at = Vec::new();
        for _ in 0..300 {
            now_ms += budget.wait_ms(now_ms) as i64;
            budget.spend(now_ms);
            left_at.push(now_ms);
        }
        for (index, at_ms) in left_at.iter().enumerate() {
            let in_window = left_at[index..].iter().filter(|other| **other < at_ms + WINDOW_MS).count();
            assert!(in_window <= 60, "{in_window} calls in the minute after {at_ms}");
        }
    }

    #[test]
    fn a_limit_of_one_still_lets_one_call_through() {
        let mut budget = Budget::new(1);
        assert_eq!(budget.wait_ms(0), 0, "one call is permitted");
        budget.spend(0);
        budget.hear(Rate { limit: Some(1), remaining: Some(0), reset_ms: Some(WINDOW_MS) }, 0);
        assert_eq!(budget.wait_ms(0), 60_000, "and no second one in the same minute");
        budget.hear(Rate { limit: Some(1), remaining: Some(1), reset_ms: Some(2 * WINDOW_MS) }, WINDOW_MS);
        assert_eq!(budget.wait_ms(WINDOW_MS), 0, "the reserve never takes the only one");
    }

    #[test]
    fn a_failure_closes_the_door_only_when_it_asks_for_a_pause() {
        let mut budget = Budget::new(60);
        budget.close(&Response { status: 503, ..Response::default() }, 0);
        assert_eq!(budget.wait_ms(0), 0, "a failure alone is the row's own matter");
        let headers = vec![("retry-after".to_owned(), "20".to_owned())];
        budget.close(&Response { status: 503, headers, ..Response::default() }, 0);
        assert_eq!(budget.wait_ms(0), 20_000, "Retry-After is honoured whoever sends it");
    }

    #[test]
    fn the_vendors_word_closes_the_door_until_its_reset() {
        let now_ms = 1_780_000_000_000;
        let mut budget = Budget::new(60);
        budget.hear(Rate { limit: Some(60), remaining: Some(2), reset_ms: Some(now_ms + 30_000) }, now_ms);
        assert_eq!(budget.wait_ms(now_ms), 30_000, "two calls are kept back for a person");
        assert_eq!(budget.wait_ms(now_ms + 30_000), 0, "after the reset it goes on");
        budget.hear(Rate { limit: None, remaining: Some(0), reset_ms: Some(now_ms + 9_000_000) }, now_ms);
        assert_eq!(budget.wait_ms(now_ms), 0, "a reset hours ahead is a clock that differs");
    }

    #[test]
    fn retry_after_is_followed_in_both_forms() {
        let now_ms = 1_795_248_000_000;
        let in_20_s = "Sat, 21 Nov 2026 08:00:20 GMT";
        for (text, wait_ms) in
            [(Some("7"), 7_000), (Some(in_20_s), 20_000), (None, 60_000), (Some("soon"), 60_000)]
        {
            let headers = text.map(|text| ("retry-after".to_owned(), text.to_owned())).into_iter().collect();
            let mut budget = Budget::new(60);
            budget.close(&Response { status: 429, headers, ..Response::default() }, now_ms);
            assert_eq!(budget.wait_ms(now_ms), wait_ms, "Retry-After: {text:?}");
        }
    }
}
