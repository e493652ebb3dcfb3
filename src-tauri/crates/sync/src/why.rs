//! Why a delivery is not done: what, since when, why, who can fix it. Codes with values for `words/`.

use domain::{Message, sentences};

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
        OfficeFirst = "office-first" { vendor: String, here: String, there: String },
        ItemNotLinked = "item-not-linked" { vendor: String, item: String },
        PlaceNotLinked = "place-not-linked" { vendor: String, place: String },
        OrderNotThere = "order-not-there" { vendor: String },
        NotLetIn = "not-let-in" { vendor: String },
        ReadingOnly = "reading-only" { vendor: String },
        SetAside = "set-aside" { operator: String },
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
    let code =
        Why::OfficeFirst { vendor: String::new(), here: String::new(), there: String::new() }.message().code;
    serde_json::from_str::<Message>(why_json).is_ok_and(|message| message.code == code)
}
