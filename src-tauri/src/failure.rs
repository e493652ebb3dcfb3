//! Why a command could not be carried out, in words that follow "could not".

use std::fmt;

#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(words: impl Into<String>) -> Failure {
        Failure(words.into())
    }

    /// `what` was tried, `error` says why it failed.
    pub fn of(what: &str, error: &dyn fmt::Display) -> Failure {
        Failure(format!("{what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<station::Error> for Failure {
    fn from(error: station::Error) -> Failure {
        match error {
            // Its own words say which file and what helps.
            station::Error::Ledger(error) => error.into(),
            error => Failure(error.to_string()),
        }
    }
}

impl From<ledger::Error> for Failure {
    fn from(error: ledger::Error) -> Failure {
        Failure(error.to_string())
    }
}
