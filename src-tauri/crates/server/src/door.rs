//! How often a wrong secret may be tried (design.md §9): so many at once, then one at a time, for an address and for
//! the secret itself alike; unknown badges by whoever sends them. A good secret comes in whatever a neighbour at the
//! same address tries: it has 256 bits, so only a wrong one waits, and its look-up never reaches the writer.
//! Holds only hashes, and of strangers never more than [`KEYS`]: who comes beyond shares one budget with all such.
//! Asks no clock: time is passed in.

mod begun;
#[cfg(test)]
mod tests;

use self::begun::Begun;
use crate::problem::Problem;
use crate::said::Said;
use axum::extract::ConnectInfo;
use axum::http::{Extensions, StatusCode};
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::{Quota, RateLimiter};
use station::access::{Caller, CallerKind, hash};
use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Wrong tries at once: a page whose cookie was ended asks for a handful of things.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(20).expect("twenty is not zero");
/// Then one in so long.
const ONE_IN: Duration = Duration::from_secs(3);
/// So many addresses and secrets are told apart; what comes beyond shares one budget.
const KEYS: usize = 10_000;
/// So many secrets that were let in are remembered.
const LET_IN: usize = 1_000;

/// What has a budget of wrong tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// One machine, or one network where a machine has as many addresses as it likes.
    Address(IpAddr),
    /// SHA-256, as it is kept.
    Secret([u8; 32]),
    /// Badges that a caller sends.
    Badges([u8; 32]),
    /// All beyond the most that are told apart.
    Rest,
}

/// Where a secret is tried, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try {
    address: Key,
    secret: [u8; 32],
}

pub struct Door {
    time: Passed,
    budget: RateLimiter<Key, Begun, Passed, NoOpMiddleware<Duration>>,
    begun: Begun,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    shut_until: HashMap<Key, Duration>,
    let_in: HashSet<[u8; 32]>,
}

/// The time that was passed in last, in nanoseconds.
#[derive(Clone, Debug, Default)]
struct Passed(Arc<AtomicU64>);

impl Clock for Passed {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_nanos(self.0.load(Ordering::Relaxed))
    }
}

impl Try {
    pub fn new(extensions: &Extensions, secret: &str) -> Try {
        let address = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(from)| from.ip());
        Try { address: Key::Address(network(address)), secret: hash(secret) }
    }

    fn keys(self) -> [Key; 2] {
        [self.address, Key::Secret(self.secret)]
    }
}

impl Door {
    pub fn new() -> Door {
        let time = Passed::default();
        let quota = Quota::with_period(ONE_IN).expect("three seconds are not zero").allow_burst(AT_ONCE);
        let begun = Begun::default();
        let budget = RateLimiter::new(quota, begun.clone(), time.clone());
        Door { time, budget, begun, seen: Mutex::default() }
    }

    /// Whether the secret is looked up: also where only its address is shut.
    ///
    /// # Errors
    /// 429 with the time to wait, while this secret itself was wrong too often.
    pub fn ask(&self, now: Duration, tried: Try) -> Result<(), Problem> {
        let seen = self.seen();
        if seen.let_in.contains(&tried.secret) {
            return Ok(());
        }
        open_at(now, seen.shut_until.get(&Key::Secret(tried.secret)))
    }

    pub fn let_in(&self, tried: Try) {
        let mut seen = self.seen();
        if seen.let_in.len() >= LET_IN {
            // Whoever comes again is let in again.
            seen.let_in.clear();
        }
        seen.let_in.insert(tried.secret);
    }

    /// It was wrong, or is no longer right: who was let in with it before is told so at once.
    ///
    /// # Errors
    /// 429 with the time to wait, while it is shut for this address; then nothing is counted.
    pub fn failed(&self, now: Duration, tried: Try) -> Result<(), Problem> {
        let was_let_in = self.seen().let_in.remove(&tried.secret);
        if !was_let_in {
            self.ask_keys(now, &tried.keys())?;
        }
        self.failed_keys(now, &tried.keys());
        Ok(())
    }

    /// # Errors
    /// 429 while too many unknown badges came from this caller.
    pub fn ask_badge(&self, now: Duration, caller: &Caller) -> Result<(), Problem> {
        badges_of(caller).map_or(Ok(()), |key| self.ask_keys(now, &[key]))
    }

    pub fn failed_badge(&self, now: Duration, caller: &Caller) {
        if let Some(key) = badges_of(caller) {
            self.failed_keys(now, &[key]);
        }
    }

    fn ask_keys(&self, now: Duration, keys: &[Key]) -> Result<(), Problem> {
        let seen = self.seen();
        // What is no longer told apart is one of the rest, whatever was once known of it.
        let holds = |key: &Key| if self.has_its_own(*key) { *key } else { Key::Rest };
        let shut = keys.iter().filter_map(|key| seen.shut_until.get(&holds(key))).max();
        open_at(now, shut)
    }

    fn failed_keys(&self, now: Duration, keys: &[Key]) {
        let passed = u64::try_from(now.as_nanos()).unwrap_or(u64::MAX);
        self.time.0.fetch_max(passed, Ordering::Relaxed);
        for key in keys {
            let key = self.told_apart(*key);
            if let Err(not_until) = self.budget.check_key(&key) {
                let until = now + not_until.wait_time_from(now);
                let mut seen = self.seen();
                if seen.shut_until.len() >= KEYS {
                    seen.shut_until.retain(|_, until| *until > now);
                }
                seen.shut_until.insert(key, until);
            }
        }
    }

    /// Badges always: there are no more of their senders than somebody gave tokens to.
    fn has_its_own(&self, key: Key) -> bool {
        matches!(key, Key::Badges(_)) || self.begun.knows(key)
    }

    fn told_apart(&self, key: Key) -> Key {
        if self.has_its_own(key) {
            return key;
        }
        if self.budget.len() >= KEYS {
            // Budgets that are full again are as if nobody had tried.
            self.budget.retain_recent();
        }
        if self.budget.len() >= KEYS { Key::Rest } else { key }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // Nothing in it is half-done where a holder panicked.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The window and processes of the same user try no badges of others: the person stands at the scanner.
fn badges_of(caller: &Caller) -> Option<Key> {
    match caller.kind {
        CallerKind::Window | CallerKind::Endpoint => None,
        kind @ (CallerKind::Token | CallerKind::Cookie) => {
            let seat = caller.seat.as_deref().unwrap_or_default();
            Some(Key::Badges(hash(&format!("{kind:?} {seat} {}", caller.name))))
        }
    }
}

/// One who has an IPv6 address has at least as many as 64 bits can tell apart.
fn network(address: Option<IpAddr>) -> IpAddr {
    match address {
        None => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        Some(IpAddr::V4(own)) => IpAddr::V4(own),
        Some(IpAddr::V6(own)) => match own.to_ipv4_mapped() {
            Some(mapped) => IpAddr::V4(mapped),
            None => IpAddr::V6(Ipv6Addr::from(u128::from(own) >> 64 << 64)),
        },
    }
}

fn open_at(now: Duration, shut_until: Option<&Duration>) -> Result<(), Problem> {
    match shut_until.and_then(|until| until.checked_sub(now)).filter(|wait| !wait.is_zero()) {
        None => Ok(()),
        Some(wait) => Err(too_many(wait)),
    }
}

fn too_many(wait: Duration) -> Problem {
    let whole = u32::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX);
    let said = Said::TooManyTries { seconds: i64::from(whole) };
    Problem { retry_after_s: NonZeroU32::new(whole), ..Problem::said(StatusCode::TOO_MANY_REQUESTS, said) }
}
