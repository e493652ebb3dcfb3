//! Why a delivery is not done: what, since when, why, who can fix it. Codes with values for `words/`.

use domain::{Message, Value, sentences};

sentences! {
    pub enum Why in "why" {
        Waiting = "waiting" {},
        WaitingForNetwork = "waiting-for-network" { vendor: String },
        Behind = "behind" {},
        Sending = "sending" {},
        Unclear = "unclear" { vendor: String },
        NotThereYet = "not-there-yet" { vendor: String },
        RetryLater = "retry-later" { vendor: String, status: i64 },
        TooManyCalls = "too-many-calls" { vendor: String },
        Rejected = "rejected" { vendor: String, words: String },
        Exhausted = "exhausted" { vendor: String, count: i64 },
        /// Both sides: ours with its time and person, theirs with the newest receipt's time, a dash without
        /// one.
        OfficeFirst = "office-first" {
            vendor: String, here: String, at: Value, operator: String,
            there: String, there_at: Value, left: String,
        },
        ItemNotLinked = "item-not-linked" { vendor: String, item: String },
        UnitNotKnown = "unit-not-known" { vendor: String, item: String, unit: String },
        PlaceNotLinked = "place-not-linked" { vendor: String, place: String },
        OrderNotThere = "order-not-there" { vendor: String },
        NotLetIn = "not-let-in" { vendor: String },
        ReadingOnly = "reading-only" { vendor: String },
        SetAside = "set-aside" { operator: String },
        /// All of it stands on hold until the office decides, or it takes back what was never told.
        NothingOwed = "nothing-owed" { vendor: String },
        /// Its entry was undone before the vendor had it.
        Withdrawn = "withdrawn" { vendor: String },
        Done = "done" { vendor: String },
        Stale = "stale" { vendor: String },
        NeverRead = "never-read" { vendor: String },
    }
}

/// As a row keeps it.
pub fn json(why: &Why) -> String {
    serde_json::to_string(&why.message()).expect("a message is plain data")
}

pub fn is_office_first(why_json: &str) -> bool {
    let is_it = |message: &Message| message.code == "why-office-first";
    serde_json::from_str(why_json).is_ok_and(|message| is_it(&message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_first_is_known_again_by_its_code() {
        let text = String::new;
        let (at, there_at) = (Value::Instant(0), Value::Instant(0));
        let why = Why::OfficeFirst {
            vendor: text(),
            here: text(),
            at,
            operator: text(),
            there: text(),
            there_at,
            left: text(),
        };
        assert!(is_office_first(&json(&why)), "the code stands in one more place than the sentence");
        assert!(!is_office_first(&json(&Why::Waiting {})) && !is_office_first("{}"));
    }
}
