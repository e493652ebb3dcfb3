//! Times of one kind of act.

use std::time::{Duration, Instant};

#[derive(Default)]
pub struct Spread {
    seconds: Vec<f64>,
}

impl Spread {
    pub fn time<T>(&mut self, act: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = act();
        self.add(start.elapsed());
        result
    }

    pub fn add(&mut self, time: Duration) {
        self.seconds.push(time.as_secs_f64());
    }

    pub fn p50(&self) -> f64 {
        self.at(0.5)
    }

    pub fn p99(&self) -> f64 {
        self.at(0.99)
    }

    pub fn p99_ms(&self) -> f64 {
        self.p99() * 1_000.0
    }

    pub fn per_second(&self) -> f64 {
        self.seconds.len() as f64 / self.seconds.iter().sum::<f64>()
    }

    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.seconds.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted[((sorted.len() - 1) as f64 * share) as usize]
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let time = |seconds| Duration::from_secs_f64(seconds);
        let count = self.seconds.len();
        write!(f, "p50 {:.1?}, p99 {:.1?} ({count} times)", time(self.p50()), time(self.p99()))
    }
}
