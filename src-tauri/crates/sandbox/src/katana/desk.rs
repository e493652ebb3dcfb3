//! One call from the door to its answer: key, rate, fault, read or write, log. All under one lock, so a
//! write and its place in the log are one step.

use super::answer::{Answer, Outcome};
use super::fault::{Fault, FaultKind, pick};
use super::query::Query;
use super::routes;
use super::state::State;
use super::{CallRecord, Settings};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// How many states before the present one a stale read can reach.
const PAST_STATES: usize = 256;

/// A request as it came off the wire.
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) bearer: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// What the connection does with it.
pub(crate) struct Turn {
    pub(crate) delay_ms: u64,
    pub(crate) end: End,
}

pub(crate) enum End {
    Answer(Answer),
    /// No answer, the connection stays open.
    Silence,
    /// No answer, the connection goes.
    Cut,
}

pub(crate) struct Desk {
    settings: Settings,
    state: Arc<State>,
    /// States that were, with the time until which each was the present one; oldest first.
    past: VecDeque<(i64, Arc<State>)>,
    windows: HashMap<String, Window>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) calls: Vec<CallRecord>,
}

/// The rate of one key.
struct Window {
    began_ms: i64,
    used: u32,
}

impl Desk {
    pub(crate) fn new(settings: Settings, state: State) -> Desk {
        Desk {
            settings,
            state: Arc::new(state),
            past: VecDeque::new(),
            windows: HashMap::new(),
            faults: Vec::new(),
            calls: Vec::new(),
        }
    }

    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.settings.clock.now_ms()
    }

    /// Changes the state as one write, or not at all.
    pub(crate) fn change<T>(&mut self, act: impl FnOnce(&mut State, i64) -> Outcome<T>) -> Outcome<T> {
        let now_ms = self.now_ms();
        let mut next = State::clone(&self.state);
        let value = act(&mut next, now_ms)?;
        let before = std::mem::replace(&mut self.state, Arc::new(next));
        self.past.push_back((now_ms, before));
        if self.past.len() > PAST_STATES {
            self.past.pop_front();
        }
        Ok(value)
    }

    pub(crate) fn take(&mut self, call: Call) -> Turn {
        let at_ms = self.now_ms();
        let path = call.path.strip_prefix("/v1").unwrap_or("/unknown").to_string();
        let fault = pick(&mut self.faults, &call.method, &path);
        let before = self.state.clone();
        let turn = self.suffer(&call, &path, fault.as_ref(), at_ms);
        let applied = !Arc::ptr_eq(&before, &self.state);
        let status = match &turn.end {
            End::Answer(answer) => Some(answer.status),
            End::Silence | End::Cut => None,
        };
        self.calls.push(CallRecord {
            at_ms,
            method: call.method,
            route: path,
            query: call.query,
            body: serde_json::from_slice(&call.body).unwrap_or(Value::Null),
            status,
            fault,
            applied,
        });
        turn
    }

    fn suffer(&mut self, call: &Call, path: &str, fault: Option<&FaultKind>, now_ms: i64) -> Turn {
        let at_once = |end: End| Turn { delay_ms: 0, end };
        match fault {
            Some(FaultKind::HoldBefore) => return at_once(End::Silence),
            Some(FaultKind::CutBefore) => return at_once(End::Cut),
            _ => {}
        }
        let answer = self.answer(call, path, fault, now_ms);
        match fault {
            Some(FaultKind::HoldAfter) => at_once(End::Silence),
            Some(FaultKind::CutAfter) => at_once(End::Cut),
            Some(FaultKind::ErrorAfter { status }) => at_once(End::Answer(broken(*status))),
            Some(FaultKind::Slow { delay_ms }) => Turn { delay_ms: *delay_ms, end: End::Answer(answer) },
            _ => at_once(End::Answer(answer)),
        }
    }

    fn answer(&mut self, call: &Call, path: &str, fault: Option<&FaultKind>, now_ms: i64) -> Answer {
        let known = call.bearer.as_ref().filter(|key| self.settings.api_keys.contains(key));
        let Some(key) = known.cloned() else {
            return Answer::error(401, "UnauthorizedError", "Unauthorized");
        };
        let (admitted, headers) = self.admit(&key, now_ms);
        let answer = match fault {
            _ if !admitted => too_many(self.seconds_left(&key, now_ms)),
            Some(FaultKind::TooMany { retry_after_s }) => too_many(*retry_after_s),
            Some(FaultKind::ErrorBefore { status }) => broken(*status),
            _ if call.method == "GET" => {
                let state = self.seen_by(fault, now_ms);
                routes::read(&state, path, &Query::parse(&call.query))
            }
            _ => self.write(call, path),
        };
        headers.into_iter().fold(answer, |answer, (name, value)| answer.with(name, value))
    }

    fn write(&mut self, call: &Call, path: &str) -> Answer {
        let rules = self.settings.rules.clone();
        let outcome = self.change(|state, now_ms| {
            let answer = routes::write(state, (&call.method, path), &call.body, &rules, now_ms);
            if answer.is_success() { Ok(answer) } else { Err(answer) }
        });
        outcome.unwrap_or_else(|answer| answer)
    }

    /// The state a read is answered from: the present one, or what a lagging replica still has.
    fn seen_by(&self, fault: Option<&FaultKind>, now_ms: i64) -> Arc<State> {
        let seen = match fault {
            Some(FaultKind::Stale { lag_ms }) => {
                self.past.iter().find(|(until_ms, _)| *until_ms > now_ms - lag_ms)
            }
            Some(FaultKind::StaleByWrites { write_count }) if *write_count > 0 => {
                self.past.get(self.past.len().saturating_sub(*write_count))
            }
            _ => None,
        };
        seen.map_or(&self.state, |(_, state)| state).clone()
    }

    /// Counts the call against its key's window; false when the window is full.
    fn admit(&mut self, key: &str, now_ms: i64) -> (bool, [(&'static str, String); 3]) {
        let (limit, window_ms) = (self.settings.rate_limit, self.settings.rate_window_ms);
        let window = self.windows.entry(key.to_string()).or_insert(Window { began_ms: now_ms, used: 0 });
        if now_ms - window.began_ms >= window_ms {
            *window = Window { began_ms: now_ms, used: 0 };
        }
        let admitted = window.used < limit;
        window.used += u32::from(admitted);
        let reset_ms = window.began_ms + window_ms;
        let reset = if self.settings.resets_in_seconds { reset_ms / 1000 } else { reset_ms };
        let headers = [
            ("X-Ratelimit-Limit", limit.to_string()),
            ("X-Ratelimit-Remaining", (limit - window.used).to_string()),
            ("X-Ratelimit-Reset", reset.to_string()),
        ];
        (admitted, headers)
    }

    fn seconds_left(&self, key: &str, now_ms: i64) -> u64 {
        let began_ms = self.windows.get(key).map_or(now_ms, |window| window.began_ms);
        let left_ms = began_ms + self.settings.rate_window_ms - now_ms;
        u64::try_from(left_ms).unwrap_or(0).div_ceil(1000).max(1)
    }
}

fn too_many(retry_after_s: u64) -> Answer {
    let answer = Answer::error(429, "TooManyRequests", "Too Many Requests");
    answer.with("Retry-After", retry_after_s.to_string())
}

fn broken(status: u16) -> Answer {
    let name = match status {
        502 => "BadGatewayError",
        503 => "ServiceUnavailableError",
        504 => "GatewayTimeoutError",
        _ => "InternalServerError",
    };
    Answer::error(status, name, "Something went wrong")
}
