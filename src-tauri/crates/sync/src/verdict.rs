//! What an answer, or the lack of one, means for a delivery: the vendor's error matrix in one table.

use crate::transport::{Heard, Lost};
use connectors::{Connector, Response};

#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Accepted(Response),
    /// 429: refused before it was processed, whatever it was.
    TooMany,
    /// The vendor failed on a call that changes nothing: it can be repeated, and uses up an attempt.
    Later {
        status: i64,
    },
    /// It may have been applied.
    Unclear(Doubt),
    /// Nothing came in time, for a call that changes nothing.
    TimedOut,
    /// Nothing left the house, or nothing that changes anything: the network's fault.
    NoNetwork,
    NotLetIn,
    Gone {
        words: String,
    },
    Rejected {
        words: String,
    },
}

/// Why it is not known whether a call was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The vendor answered with a failure of its own.
    Answered,
    TimedOut,
    Cut,
}

/// `changes`: the vendor's books change by the call.
pub fn of(connector: &dyn Connector, result: &Result<Heard, Lost>, changes: bool) -> Verdict {
    let response = match result {
        Ok(heard) => &heard.response,
        Err(Lost::NoKey) => return Verdict::NotLetIn,
        Err(Lost::NotSent(_)) => return Verdict::NoNetwork,
        Err(Lost::TimedOut(_)) if changes => return Verdict::Unclear(Doubt::TimedOut),
        Err(Lost::TooLarge) if changes => return Verdict::Unclear(Doubt::Answered),
        Err(Lost::Cut(_)) if changes => return Verdict::Unclear(Doubt::Cut),
        Err(Lost::TimedOut(_)) => return Verdict::TimedOut,
        Err(lost @ Lost::TooLarge) => return Verdict::Rejected { words: lost.text().to_owned() },
        Err(Lost::Cut(_)) => return Verdict::NoNetwork,
    };
    match response.status {
        200..=299 => Verdict::Accepted(response.clone()),
        401 | 403 => Verdict::NotLetIn,
        404 | 410 => Verdict::Gone { words: connector.words(response) },
        429 => Verdict::TooMany,
        408 | 425 | 500..=599 if changes => Verdict::Unclear(Doubt::Answered),
        408 | 425 | 500..=599 => Verdict::Later { status: i64::from(response.status) },
        _ => Verdict::Rejected { words: connector.words(response) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connectors::katana::Katana;
    use serde_json::json;

    fn heard(status: u16) -> Result<Heard, Lost> {
        let body = json!({"message": "no"});
        Ok(Heard { response: Response { status, headers: Vec::new(), body }, size_bytes: 0 })
    }

    #[test]
    fn a_servers_failure_is_unclear_only_where_the_books_change() {
        let of = |result, changes| of(&Katana, &result, changes);
        assert_eq!(
            of(heard(500), true),
            Verdict::Unclear(Doubt::Answered),
            "a 500 may come after the commit"
        );
        assert_eq!(of(heard(500), false), Verdict::Later { status: 500 }, "a read can simply be repeated");
        assert_eq!(of(heard(429), true), Verdict::TooMany, "a 429 was refused before it was processed");
        let cut = || Err(Lost::Cut("cut".to_owned()));
        assert_eq!(of(cut(), true), Verdict::Unclear(Doubt::Cut), "a cut line says nothing of what arrived");
        assert_eq!(of(cut(), false), Verdict::NoNetwork, "a cut read is the network's fault");
        let no_route = Err(Lost::NotSent("no route".to_owned()));
        assert_eq!(of(no_route, true), Verdict::NoNetwork, "nothing left, nothing is unclear");
        assert_eq!(of(heard(401), true), Verdict::NotLetIn, "a key that is not known stops the connection");
        assert_eq!(
            of(heard(422), true),
            Verdict::Rejected { words: "no".to_owned() },
            "the vendor's own words"
        );
    }

    #[test]
    fn an_answer_too_large_is_the_vendors_and_no_key_lets_nobody_in() {
        let of = |result, changes| of(&Katana, &result, changes);
        let too_large = Verdict::Rejected { words: "the answer is larger than 10 MB".to_owned() };
        assert_eq!(of(Err(Lost::TooLarge), false), too_large, "the way is open: it is no outage");
        assert_eq!(of(Err(Lost::TooLarge), true), Verdict::Unclear(Doubt::Answered), "it surely arrived");
        assert_eq!(of(Err(Lost::NoKey), true), Verdict::NotLetIn, "without a key nothing leaves");
        assert_eq!(of(heard(410), true), Verdict::Gone { words: "no".to_owned() });
        for status in [400, 409, 412] {
            assert!(
                matches!(of(heard(status), true), Verdict::Rejected { .. }),
                "{status} stops, with words"
            );
        }
    }

    #[test]
    fn whose_fault_a_time_out_is_shows_later() {
        let slow = || Err(Lost::TimedOut("30 s".to_owned()));
        assert_eq!(of(&Katana, &slow(), false), Verdict::TimedOut, "nothing changed there");
        assert_eq!(of(&Katana, &slow(), true), Verdict::Unclear(Doubt::TimedOut), "it may have arrived");
    }
}
