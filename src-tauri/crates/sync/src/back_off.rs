//! Waiting before the next attempt: exponential, capped, with full jitter.

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

/// Between half and all of `1 s × 2^attempt`, at most 5 minutes.
pub fn delay_ms(attempt_count: i64, dice: &mut Dice) -> i64 {
    let ceiling = FIRST_MS.saturating_mul(1 << attempt_count.clamp(0, 20)).min(CAP_MS);
    let half = ceiling / 2;
    half + (dice.next() % (half.max(1) as u64)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_stay_jittered_and_are_capped() {
        let mut dice = Dice::new(7);
        for attempt in 0..40 {
            let ceiling = (1_000_i64 << attempt.min(20)).min(CAP_MS);
            let delay = delay_ms(attempt, &mut dice);
            assert!((ceiling / 2..=ceiling).contains(&delay), "attempt {attempt} waits {delay} ms");
        }
    }
}
