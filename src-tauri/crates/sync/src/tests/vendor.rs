//! A Katana made of memory that keeps the real one's limits: no idempotency, rows that split, reads that
//! lag, sixty calls a minute, answers that get lost.

use super::bench::HandClock;
use super::there::{SITE, State};
use crate::transport::{Calling, Heard, Lost, Transport};
use connectors::{Method, Request, Response};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::Notify;

const LIMIT: usize = 60;
const WINDOW_MS: i64 = 60_000;

/// What goes wrong with one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    NoRoute,
    TimeOut {
        applied: bool,
    },
    Cut {
        applied: bool,
    },
    Fails {
        applied: bool,
    },
    TooMany,
    NotLetIn,
    /// 404, nothing applied.
    Gone,
    /// Reads are answered from what was so long ago.
    Stale {
        lag_ms: i64,
    },
    /// The station's power fails while the call is under way.
    PowerCut {
        applied: bool,
    },
}

type Plan = Box<dyn FnMut(&Request) -> Option<Fault> + Send>;

/// One vendor; clones are the same one.
#[derive(Clone)]
pub struct Vendor {
    inner: Arc<Mutex<Inner>>,
    clock: HandClock,
    pub power_cut: Arc<Notify>,
}

struct Inner {
    now: State,
    /// What was before each write, with the time of the write.
    past: Vec<(i64, State)>,
    plan: Plan,
    calls: Vec<(i64, String)>,
    earned_429: usize,
}

impl Vendor {
    pub fn new(clock: &HandClock) -> Vendor {
        let locations = vec![json!({"id": SITE, "name": "Kitchen"})];
        let now = State { locations, last_id: 9_000, ..State::default() };
        let inner =
            Inner { now, past: Vec::new(), plan: Box::new(|_| None), calls: Vec::new(), earned_429: 0 };
        Vendor { inner: Arc::new(Mutex::new(inner)), clock: clock.clone(), power_cut: Arc::default() }
    }

    /// From now on each call is asked for its fault.
    pub fn plan(&self, plan: impl FnMut(&Request) -> Option<Fault> + Send + 'static) {
        self.lock().plan = Box::new(plan);
    }

    /// The next calls of this method and path go wrong like this, one each; everything else is well.
    pub fn fail(&self, route: &'static str, faults: Vec<Fault>) {
        let mut faults = faults.into_iter();
        self.plan(move |request| if name(request) == route { faults.next() } else { None });
    }

    pub fn is_well(&self) {
        self.plan(|_| None);
    }

    /// How it stood before anybody watched: no replica lags behind that.
    pub fn begins_with(&self, change: impl FnOnce(&mut State)) {
        self.change(change);
        self.lock().past.clear();
    }

    /// By the office, on its own screen.
    pub fn change(&self, change: impl FnOnce(&mut State)) {
        let now_ms = self.clock.now();
        let mut inner = self.lock();
        let before = inner.now.clone();
        change(&mut inner.now);
        inner.past.push((now_ms, before));
    }

    pub fn state(&self) -> State {
        self.lock().now.clone()
    }

    /// How often `POST /batches` was called, answered or not.
    pub fn calls(&self, route: &str) -> usize {
        self.lock().calls.iter().filter(|(_, name)| name == route).count()
    }

    pub fn call_count(&self) -> usize {
        self.lock().calls.len()
    }

    /// 429s that were not a planned fault: earned by calling too often.
    pub fn earned_429(&self) -> usize {
        self.lock().earned_429
    }

    /// Purchase units received, by our date, of one item.
    pub fn received(&self, variant: i64) -> Vec<String> {
        let state = self.state();
        let rows = state.orders.iter().flat_map(|order| &order.rows);
        let rows = rows.filter(|row| row.variant == variant && row.received.is_some());
        rows.map(|row| row.units.text(0)).collect()
    }

    /// Numbers of the adjustments.
    pub fn adjusted(&self) -> Vec<String> {
        let state = self.state();
        let numbers =
            state.adjustments.iter().map(|made| made["stock_adjustment_number"].as_str().unwrap().to_owned());
        numbers.collect()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A plan may panic on purpose.
        self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn answer(&self, request: &Request) -> Result<Result<Heard, Lost>, ()> {
        let now_ms = self.clock.now();
        let mut inner = self.lock();
        let fault = (inner.plan)(request);
        inner.calls.push((now_ms, name(request)));
        let recent = inner.calls.iter().filter(|(at_ms, _)| at_ms + WINDOW_MS > now_ms).count();
        if recent > LIMIT {
            inner.earned_429 += 1;
            return Ok(Ok(heard(429, Value::Null)));
        }
        match fault {
            Some(Fault::NoRoute) => return Ok(Err(Lost::NotSent("no route".to_owned()))),
            Some(Fault::NotLetIn) => return Ok(Ok(heard(401, json!({"message": "Unauthorized"})))),
            Some(Fault::Gone) => return Ok(Ok(heard(404, json!({"message": "Row not found"})))),
            Some(Fault::TooMany) => return Ok(Ok(too_many())),
            Some(Fault::TimeOut { applied: false }) => return Ok(Err(Lost::TimedOut("30 s".to_owned()))),
            Some(Fault::Cut { applied: false }) => return Ok(Err(Lost::Cut("cut".to_owned()))),
            Some(Fault::Fails { applied: false }) => return Ok(Ok(heard(500, Value::Null))),
            Some(Fault::PowerCut { applied: false }) => return Err(()),
            _ => {}
        }
        let answered = inner.serve(request, fault, now_ms);
        Ok(match fault {
            Some(Fault::TimeOut { .. }) => Err(Lost::TimedOut("30 s".to_owned())),
            Some(Fault::Cut { .. }) => Err(Lost::Cut("cut".to_owned())),
            Some(Fault::Fails { .. }) => Ok(heard(502, Value::Null)),
            Some(Fault::PowerCut { .. }) => return Err(()),
            _ => {
                let (status, body) = answered;
                let mut heard = heard(status, body);
                let left = LIMIT.saturating_sub(recent).to_string();
                heard.response.headers = vec![
                    ("x-ratelimit-limit".to_owned(), LIMIT.to_string()),
                    ("x-ratelimit-remaining".to_owned(), left),
                    ("x-ratelimit-reset".to_owned(), (now_ms + WINDOW_MS).to_string()),
                ];
                Ok(heard)
            }
        })
    }
}

impl Transport for Vendor {
    fn call<'c>(&'c self, request: &'c Request) -> Calling<'c> {
        Box::pin(async move {
            match self.answer(request) {
                Ok(answer) => answer,
                Err(()) => {
                    self.power_cut.notify_one();
                    std::future::pending().await
                }
            }
        })
    }
}

fn name(request: &Request) -> String {
    let method = if request.method == Method::Get { "GET" } else { "POST" };
    format!("{method} {}", request.path)
}

fn heard(status: u16, body: Value) -> Heard {
    Heard { response: Response { status, headers: Vec::new(), body }, size_bytes: 0 }
}

fn too_many() -> Heard {
    let mut heard = heard(429, Value::Null);
    heard.response.headers = vec![("retry-after".to_owned(), "7".to_owned())];
    heard
}

impl Inner {
    fn serve(&mut self, request: &Request, fault: Option<Fault>, now_ms: i64) -> (u16, Value) {
        if request.method == Method::Get {
            let seen = match fault {
                Some(Fault::Stale { lag_ms }) => {
                    self.past.iter().find(|(until_ms, _)| *until_ms > now_ms - lag_ms).map(|(_, state)| state)
                }
                _ => None,
            };
            return seen.unwrap_or(&self.now).read(request);
        }
        let before = self.now.clone();
        let answer = self.now.write(request, now_ms);
        if answer.0 >= 300 {
            self.now = before;
        } else {
            self.past.push((now_ms, before));
        }
        answer
    }
}
