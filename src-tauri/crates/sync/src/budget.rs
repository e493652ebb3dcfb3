//! The rate budget of one credential: a window of calls, followed by the vendor's own headers, so that we never
//! earn a 429 by our own doing.

/// Calls kept back for a person who presses a button.
const RESERVE: u32 = 2;
const WINDOW_MS: i64 = 60_000;
/// Above this a reset instant is in milliseconds, below in seconds: the vendor's pages say both.
const SECONDS_END: i64 = 100_000_000_000;

#[derive(Clone, Debug)]
pub struct Budget {
    limit: u32,
    /// Times of the calls in the running window, oldest first.
    calls: std::collections::VecDeque<i64>,
    /// What the vendor said last: calls left until `reset_ms`.
    told: Option<(u32, i64)>,
    /// A 429 asked to stay away until then.
    closed_until_ms: i64,
}

impl Budget {
    pub fn new(limit: u32) -> Budget {
        Budget { limit, calls: std::collections::VecDeque::new(), told: None, closed_until_ms: 0 }
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
            } else if left <= RESERVE {
                wait = wait.max(reset_ms - now_ms);
            }
        }
        wait.max(0) as u64
    }

    pub fn spend(&mut self, now_ms: i64) {
        self.calls.push_back(now_ms);
        if let Some((left, _)) = &mut self.told {
            *left = left.saturating_sub(1);
        }
    }

    /// The vendor's headers after an answer.
    pub fn hear(&mut self, limit: Option<u32>, remaining: Option<u32>, reset: Option<i64>, now_ms: i64) {
        if let Some(limit) = limit.filter(|limit| *limit > 0) {
            self.limit = limit;
        }
        if let (Some(remaining), Some(reset)) = (remaining, reset) {
            let reset_ms = if reset > SECONDS_END { reset } else { reset.saturating_mul(1_000) };
            // A reset that lies hours ahead is a clock that differs, not a closed door.
            if reset_ms > now_ms && reset_ms <= now_ms + 2 * WINDOW_MS {
                self.told = Some((remaining, reset_ms));
            }
        }
    }

    /// After a 429.
    pub fn close(&mut self, retry_after_s: Option<u64>, now_ms: i64) {
        let wait_ms = retry_after_s.map_or(WINDOW_MS, |seconds| (seconds as i64).saturating_mul(1_000));
        self.closed_until_ms = self.closed_until_ms.max(now_ms + wait_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_reset_in_seconds_or_milliseconds_is_understood() {
        let now_ms = 1_780_000_000_000;
        for reset in [now_ms / 1_000 + 30, now_ms + 30_000] {
            let mut budget = Budget::new(60);
            budget.hear(Some(60), Some(0), Some(reset), now_ms);
            let wait = budget.wait_ms(now_ms);
            assert!((29_000..=31_000).contains(&wait), "waits for the reset: {wait}");
        }
    }
}
