//! What may be wrong with a station's directory and machine: each finding says what it is, what it means for the
//! goods, and what to do. Reads only, also beside a running station.

mod finding;
mod looks;

pub use finding::{Finding, Level};

use crate::settings::Settings;
use domain::Message;
use std::path::Path;

/// Whether somebody owns the directory and can be spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A station runs and answers there.
    Answers {
        address: String,
    },
    /// A station said once that it listens there, and nobody answers.
    Silent {
        address: String,
    },
    Nobody,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// `engine`, `book`, `copies`, `room`, `clock`, `files`, `secrets`, `settings`, `station`.
    pub check: &'static str,
    pub finding: Finding,
}

impl Found {
    pub fn level(&self) -> Level {
        self.finding.level()
    }

    /// What is there.
    pub fn what(&self) -> Message {
        self.finding.message()
    }

    /// What it means for the goods, and what to do; nothing where nothing is to be done.
    pub fn advice(&self) -> Option<[Message; 2]> {
        let Message { code, values } = self.finding.message();
        (self.level() != Level::Fine).then(|| {
            ["means", "do"].map(|part| Message { code: format!("{code}-{part}"), values: values.clone() })
        })
    }
}

/// Looks at everything; `now_ms` is what the system's clock says.
pub fn examine(data: &Path, reach: &Reach, now_ms: i64) -> Vec<Found> {
    let settings = Settings::read(data);
    let backup = settings.as_ref().map(|settings| settings.backup.clone()).unwrap_or_default();
    let port = settings.as_ref().map_or(0, |settings| settings.http.port);
    let mut found = vec![Found { check: "engine", finding: looks::engine() }];
    let mut add = |check, findings: Vec<Finding>| {
        found.extend(findings.into_iter().map(|finding| Found { check, finding }));
    };
    add("book", vec![looks::book(data, &backup)]);
    add("copies", vec![looks::copies(data, &backup, now_ms)]);
    add("room", vec![looks::room(data)]);
    add("clock", vec![looks::clock(data, reach, now_ms)]);
    add("files", vec![looks::files(data)]);
    add("secrets", looks::secrets(data));
    add("settings", vec![looks::settings(&settings)]);
    add("station", vec![looks::station(reach, port)]);
    found
}

#[cfg(test)]
mod tests;
