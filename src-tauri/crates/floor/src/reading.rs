//! How scans are read at this station: by the source they came from, by what a shop's scales print, and by the
//! carriers whose numbers stand on parcels. Set in `station.toml`; what is read is looked up elsewhere.

use crate::screen::Flow;
use domain::scan::{self, Reading, ReadingRules, Scan};
use domain::tracking::{self, Candidate, Certainty, Check, Hints};
use domain::weighed::Layouts;
use domain::{Refusal, Value};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// All of it, for every source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadingSettings {
    /// Codes of goods in which a scale hides a weight, a price or a count; none by itself.
    pub layouts: Layouts,
    /// Of sources that somebody set up, by name; all others go by [`ReadingRules::of_source`].
    pub sources: BTreeMap<String, ReadingRules>,
    /// The work that a source's goods begin where none is open.
    pub flows: BTreeMap<String, Flow>,
    /// ISO 3166-1 letters of the site: carriers' bare digits are likelier of its own.
    pub country: Option<String>,
}

/// A carrier's number, where nothing here answers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracking {
    pub carrier: &'static str,
    pub certainty: Certainty,
}

impl ReadingSettings {
    pub fn rules_of(&self, source: &str) -> ReadingRules {
        self.sources.get(source).copied().unwrap_or_else(|| ReadingRules::of_source(source))
    }

    /// What the bytes of a scan say. `today` tells the century of two-digit years.
    pub fn read(&self, scan: &Scan, today: Date) -> Reading {
        scan::read_by(scan, &self.rules_of(&scan.source), today)
    }

    /// The carrier whose number it is by form and check digit; `None` where it may as well be anything else.
    pub fn tracking(&self, scan: &Scan) -> Option<Tracking> {
        let found = tracking::recognise(&scan.text(), &Hints { country: self.country.clone() });
        let is_told = |candidate: &&Candidate| {
            candidate.check == Check::Valid || candidate.certainty >= Certainty::Likely
        };
        let best = found.iter().find(is_told)?;
        Some(Tracking { carrier: best.carrier.name(), certainty: best.certainty })
    }
}

impl Tracking {
    /// No other code has this form and check: nothing here can be meant by it.
    pub fn refusal(&self, scan: &Scan) -> Option<Refusal> {
        let (code, carrier) = (scan.text(), self.carrier.to_owned());
        (self.certainty == Certainty::Certain).then_some(Refusal::TrackingNumber { code, carrier })
    }

    /// The word for how sure it is.
    pub fn word(&self) -> Value {
        let word = match self.certainty {
            Certainty::Certain => "certain",
            Certainty::Likely => "likely",
            Certainty::Unsure => "unsure",
        };
        Value::Word(format!("tracking-{word}"))
    }
}
