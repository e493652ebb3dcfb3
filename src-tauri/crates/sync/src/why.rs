//! Why a delivery is not done: what, since when, why, who can fix it. Codes with values for `words/`.

use domain::sentences;

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
