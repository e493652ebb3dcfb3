//! What the HTTP face says when it does not do what was asked, as codes with values.

use domain::sentences;

sentences! {
    /// Nothing was changed when one of these comes back.
    pub enum Said in "http" {
        NoCaller = "no-caller" {},
        NotAllowed = "not-allowed" { scope: String },
        OtherSeat = "other-seat" { seat: String },
        OtherOwner = "other-owner" {},
        WrongHost = "wrong-host" { host: String },
        WrongOrigin = "wrong-origin" { origin: String },
        NotFound = "not-found" { what: String },
        WrongMethod = "wrong-method" {},
        NotJson = "not-json" {},
        TooLarge = "too-large" { limit: i64 },
        BadRequest = "bad-request" { problem: String },
        BadField = "bad-field" { field: String, problem: String },
        KeyMissing = "key-missing" {},
        KeyReused = "key-reused" {},
        NeedsOperator = "needs-operator" {},
        NeedsAnswer = "needs-answer" { question: String },
        NoWindow = "no-window" {},
        PairingOver = "pairing-over" {},
        /// Wrong secrets or unknown badges.
        TooManyTries = "too-many-tries" { seconds: i64 },
        Failed = "failed" {},
    }
}

/// All enums of this file, for the test that holds them against the words.
pub const ALL: [&[(&str, &[&str])]; 1] = [Said::ALL];
