//! Faults on demand: what goes wrong, on which route, how often.

use serde::{Deserialize, Serialize};

/// One thing that goes wrong. The oldest fault that fits a call is taken; one call suffers at most one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// `POST /purchase_order_receive`, `/variants` (any method), `GET *`; `None` is every route.
    /// A path also means what lies under it.
    #[serde(default)]
    pub route: Option<String>,
    #[serde(flatten)]
    pub kind: FaultKind,
    /// How many calls it spoils; `None`: until cleared.
    #[serde(default)]
    pub count: Option<u32>,
    /// How many fitting calls pass before it begins.
    #[serde(default)]
    pub skip: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// Nothing is applied and no answer comes: the caller waits until it gives up.
    HoldBefore,
    /// Applied, and no answer comes: the time-out after which nobody knows.
    HoldAfter,
    /// An error answer, nothing applied.
    ErrorBefore {
        #[serde(default = "internal")]
        status: u16,
    },
    /// Applied, then an error answer.
    ErrorAfter {
        #[serde(default = "internal")]
        status: u16,
    },
    /// The connection is cut; nothing applied.
    CutBefore,
    /// Applied, then the connection is cut without one byte of an answer.
    CutAfter,
    /// Refused with 429 before processing.
    TooMany {
        #[serde(default = "one")]
        retry_after_s: u64,
    },
    /// Reads are answered from the state of `lag_ms` ago (replica lag).
    Stale { lag_ms: i64 },
    /// Reads are answered from the state before the last `write_count` writes.
    StaleByWrites { write_count: usize },
    /// Applied at once, answered late.
    Slow { delay_ms: u64 },
}

fn internal() -> u16 {
    500
}

fn one() -> u64 {
    1
}

impl Fault {
    /// Every call, until cleared.
    pub fn new(kind: FaultKind) -> Fault {
        Fault { route: None, kind, count: None, skip: 0 }
    }

    pub fn on(mut self, route: &str) -> Fault {
        self.route = Some(route.to_string());
        self
    }

    pub fn times(mut self, count: u32) -> Fault {
        self.count = Some(count);
        self
    }

    pub fn after(mut self, skip: u32) -> Fault {
        self.skip = skip;
        self
    }

    fn fits(&self, method: &str, path: &str) -> bool {
        let is_read = method == "GET";
        let only_reads = matches!(self.kind, FaultKind::Stale { .. } | FaultKind::StaleByWrites { .. });
        (is_read || !only_reads) && self.route.as_deref().is_none_or(|route| route_fits(route, method, path))
    }
}

fn route_fits(route: &str, method: &str, path: &str) -> bool {
    let (wanted_method, wanted_path) = match route.split_once(' ') {
        Some((method, path)) => (Some(method), path),
        None => (None, route),
    };
    let under = |rest: &str| rest.is_empty() || rest.starts_with('/');
    wanted_method.is_none_or(|wanted| wanted == "*" || wanted == method)
        && (wanted_path == "*" || path.strip_prefix(wanted_path).is_some_and(under))
}

/// The fault this call suffers, counted down.
pub(crate) fn pick(faults: &mut Vec<Fault>, method: &str, path: &str) -> Option<FaultKind> {
    for at in 0..faults.len() {
        let fault = &mut faults[at];
        if !fault.fits(method, path) {
            continue;
        }
        if fault.skip > 0 {
            fault.skip -= 1;
            continue;
        }
        let kind = fault.kind.clone();
        match &mut fault.count {
            Some(0) => continue,
            Some(left) => *left -= 1,
            None => {}
        }
        faults.retain(|fault| fault.count != Some(0));
        return Some(kind);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Fault, FaultKind, pick};

    #[test]
    fn a_fault_counts_down_on_its_own_route_only() {
        let mut faults = vec![Fault::new(FaultKind::CutAfter).on("POST /batches").times(1).after(1)];
        assert_eq!(pick(&mut faults, "GET", "/batches"), None, "another method");
        assert_eq!(pick(&mut faults, "POST", "/batches_of"), None, "another path");
        assert_eq!(pick(&mut faults, "POST", "/batches"), None, "the first fitting call passes");
        assert_eq!(pick(&mut faults, "POST", "/batches"), Some(FaultKind::CutAfter));
        assert_eq!(pick(&mut faults, "POST", "/batches"), None, "used up");
    }

    #[test]
    fn a_fault_can_be_written_as_json() {
        let fault: Fault = serde_json::from_str(r#"{"kind":"error_after","route":"/x","count":2}"#).unwrap();
        assert_eq!(fault, Fault::new(FaultKind::ErrorAfter { status: 500 }).on("/x").times(2));
    }
}
