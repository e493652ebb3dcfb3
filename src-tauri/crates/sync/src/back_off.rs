//! Waiting before the next attempt: exponential, capped, with full jitter (reliability.md 3.4).

const FIRST_MS: i64 = 1_000;
const CAP_MS: i64 = 5 * 60 * 1_000;

/// A small generator for jitter; seeded by the caller, never used for secrets.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed | 1)
    }

    /// Xorshift: spreads well enough to keep stations apart.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// Anything up to `1 s × 2^(attempt − 1)`, at most 5 minutes; `attempt_count` counts from 1.
pub fn delay_ms(attempt_count: i64, dice: &mut Dice) -> i64 {
    let ceiling = FIRST_MS.saturating_mul(1 << (attempt_count - 1).clamp(0, 20)).min(CAP_MS);
    (dice.next() % ceiling.unsigned_abs()) as i64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_are_spread_over_a_window_that_grows_and_is_capped() {
        let mut dice = Dice::new(7);
        for attempt in 1..40_i64 {
            let ceiling = (1_000_i64 << (attempt - 1).min(20)).min(CAP_MS);
            let delays: Vec<i64> = (0..200).map(|_| delay_ms(attempt, &mut dice)).collect();
            assert!(
                delays.iter().all(|delay| (1..=ceiling).contains(delay)),
                "attempt {attempt}: within {ceiling}"
            );
            assert!(
                delays.iter().any(|delay| *delay < ceiling / 4),
                "attempt {attempt}: full jitter goes low"
            );
            assert!(delays.iter().any(|delay| *delay > ceiling / 4 * 3), "attempt {attempt}: and high");
        }
    }
}
