//! What a delivery's row remembers between two calls: the connector's progress and sync's own few facts.

use crate::back_off::{self, Dice};
use connectors::Progress;
use ledger::table::delivery::Standing;
use serde::{Deserialize, Serialize};

/// Answered failures after which a person is asked.
pub const MOST_ATTEMPTS: i64 = 10;
/// Answered failures for longer than this ask a person, too.
const LONGEST_FAILING_MS: i64 = 24 * 60 * 60 * 1_000;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    #[serde(flatten)]
    pub progress: Progress,
    /// Since when the vendor has answered with failures. An outage is no answer.
    pub failing_since_ms: Option<i64>,
    /// When a call of it last got no answer in time.
    pub timed_out_at_ms: Option<i64>,
    /// A person said: it stands there, by another's hand.
    pub stands_there: bool,
}

/// Whether to go on after a failure that the vendor answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFailure {
    WaitMs(i64),
    Exhausted,
}

impl Kept {
    /// What cannot be read (a newer version's) is looked up before anything is sent.
    pub fn load(standing: &Standing) -> Kept {
        serde_json::from_str(&standing.progress_json).unwrap_or_else(|_| Kept {
            progress: Progress { may_stand_there: true, machine: serde_json::json!("unreadable") },
            ..Kept::default()
        })
    }

    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("progress is plain data")
    }

    /// Counts a failure that the vendor answered.
    pub fn failed(&mut self, attempt_count: &mut i64, now_ms: i64, dice: &mut Dice) -> AfterFailure {
        *attempt_count += 1;
        let since_ms = *self.failing_since_ms.get_or_insert(now_ms);
        if *attempt_count >= MOST_ATTEMPTS || now_ms - since_ms > LONGEST_FAILING_MS {
            AfterFailure::Exhausted
        } else {
            AfterFailure::WaitMs(back_off::delay_ms(*attempt_count, dice))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_answers_or_a_day_of_them_ask_a_person() {
        let (mut kept, mut count, mut dice) = (Kept::default(), 0, Dice::new(1));
        for _ in 1..MOST_ATTEMPTS {
            assert_ne!(kept.failed(&mut count, 0, &mut dice), AfterFailure::Exhausted);
        }
        assert_eq!(kept.failed(&mut count, 0, &mut dice), AfterFailure::Exhausted, "the tenth");
        let (mut kept, mut count) = (Kept::default(), 0);
        let week_ms = 7 * LONGEST_FAILING_MS;
        assert_ne!(
            kept.failed(&mut count, week_ms, &mut dice),
            AfterFailure::Exhausted,
            "the first answer in a week"
        );
        let next_day_ms = week_ms + LONGEST_FAILING_MS + 1;
        assert_eq!(
            kept.failed(&mut count, next_day_ms, &mut dice),
            AfterFailure::Exhausted,
            "failing for a day"
        );
    }

    #[test]
    fn a_row_of_an_unknown_version_is_looked_up_first() {
        let standing = Standing {
            state: ledger::table::delivery::DeliveryState::Waiting,
            progress_json: r#"{"may_stand_there":"perhaps"}"#.to_owned(),
            why_json: "{}".to_owned(),
            vendor_words: None,
            attempt_count: 0,
            absent_since_ms: None,
            next_at_ms: 0,
        };
        assert!(Kept::load(&standing).progress.may_stand_there, "nothing is sent before it was looked for");
        let fresh = Standing { progress_json: "{}".to_owned(), ..standing };
        assert_eq!(Kept::load(&fresh), Kept::default(), "a row that never left goes out without a look-up");
    }
}
