//! What an answer, or the lack of one, means for a delivery: the vendor's error matrix in one table.

use crate::transport::{Heard, Lost};
use connectors::{Answer, katana};

#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Accepted(Answer),
    /// 429: refused before it was processed, whatever it was.
    TooMany { retry_after_s: Option<u64> },
    /// A server's failure on a call that changes nothing, or one that surely was not applied.
    Later { status: u16 },
    /// It may have been applied.
    Unclear,
    /// Nothing left the house: the network's fault.
    NoNetwork,
    NotLetIn,
    Gone,
    Rejected { words: String },
}

/// `changes`: the vendor's books change by the call.
pub fn of(result: &Result<Heard, Lost>, changes: bool) -> Verdict {
    match result {
        Err(Lost::NotSent(_)) => Verdict::NoNetwork,
        Err(Lost::Maybe(_)) if changes => Verdict::Unclear,
        Err(Lost::Maybe(_)) => Verdict::NoNetwork,
        Ok(heard) => match heard.status {
            200..=299 => Verdict::Accepted(Answer { body: heard.body.clone() }),
            401 | 403 => Verdict::NotLetIn,
            404 | 410 => Verdict::Gone,
            429 => Verdict::TooMany { retry_after_s: heard.retry_after_s },
            408 | 425 | 500..=599 if changes => Verdict::Unclear,
            408 | 425 | 500..=599 => Verdict::Later { status: heard.status },
            status => Verdict::Rejected { words: katana::shapes::words(status, &heard.body) },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn heard(status: u16) -> Result<Heard, Lost> {
        Ok(Heard {
            status,
            body: Value::Null,
            size_bytes: 0,
            retry_after_s: None,
            limit: None,
            remaining: None,
            reset: None,
        })
    }

    #[test]
    fn a_server_failure_is_unclear_only_where_the_books_change() {
        assert_eq!(of(&heard(500), true), Verdict::Unclear, "a 500 may come after the commit");
        assert_eq!(of(&heard(500), false), Verdict::Later { status: 500 }, "a read can simply be repeated");
        assert_eq!(
            of(&heard(429), true),
            Verdict::TooMany { retry_after_s: None },
            "a 429 was refused before it was processed"
        );
        let cut = Err(Lost::Maybe("cut".to_owned()));
        assert_eq!(of(&cut, true), Verdict::Unclear, "a cut line says nothing about what arrived");
        let no_route = Err(Lost::NotSent("no route".to_owned()));
        assert_eq!(of(&no_route, true), Verdict::NoNetwork, "nothing left, nothing is unclear");
        assert!(matches!(of(&heard(422), true), Verdict::Rejected { .. }), "the vendor's words are kept");
    }
}
