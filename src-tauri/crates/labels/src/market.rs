//! What a market requires on a label, as data: a table that a company confirms and may bring its own of.
//! Whether a product's facts satisfy it on a day. Checks presence, version and dates, never the law.

use crate::error::LabelError;
use crate::template::Language;
use domain::label_data::LabelData;
use domain::label_facts::LabelFacts;
use serde::{Deserialize, Serialize};

/// One market's table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    pub name: String,
    pub language: Language,
    /// Height of a small x on what is required.
    pub smallest_letter_mm: f32,
    /// What stands before a date, where the facts say nothing else.
    pub date_words: String,
    /// As the filter `date` takes it.
    pub date_format: String,
    /// Names of facts; some may be not needed for a product, and its facts say which.
    pub required: Vec<String>,
    /// Also `lot.code` and `lot.expiry`, which are no facts of the product but of the batch.
    #[serde(default)]
    pub required_of_lot: Vec<String>,
}

/// Built-in starts (food-labels.md): the company confirms them.
const BUILT_IN: [&str; 3] = [
    include_str!("../markets/id-retail.toml"),
    include_str!("../markets/id-food-service.toml"),
    include_str!("../markets/us-retail.toml"),
];

/// The tables a station knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Markets(Vec<Market>);

impl Default for Markets {
    fn default() -> Markets {
        let built_in = BUILT_IN.map(|text| toml::from_str(text).expect("built-in tables are read by tests"));
        Markets(built_in.into())
    }
}

impl Markets {
    /// One more table, in the place of one with the same name.
    ///
    /// # Errors
    /// [`LabelError::BadMarket`] for a file that is no table or names a fact there is not.
    pub fn with(mut self, text: &str) -> Result<Markets, LabelError> {
        let bad = |problem: String| LabelError::BadMarket { problem };
        let market: Market = toml::from_str(text).map_err(|error| bad(error.message().to_owned()))?;
        let unknown = market.required.iter().find(|fact| !LabelFacts::TEXTS.contains(&fact.as_str()));
        if let Some(fact) = unknown {
            return Err(bad(format!("there is no fact {fact}")));
        }
        self.0.retain(|known| known.name != market.name);
        self.0.push(market);
        Ok(self)
    }

    pub fn find(&self, name: &str) -> Option<&Market> {
        self.0.iter().find(|market| market.name == name)
    }
}

impl Market {
    /// # Errors
    /// The first reason why goods of this market may not carry these facts on the day of printing: facts of
    /// another market, a version that is not in force, or a fact nobody wrote, by its name.
    pub fn allows(&self, data: &LabelData) -> Result<(), LabelError> {
        let facts = &data.facts;
        if facts.market != self.name {
            let given = facts.market.clone();
            return Err(LabelError::WrongMarket { wanted: self.name.clone(), given });
        }
        let today = data.today().ok_or(LabelError::FieldMissing { field: "printed_at".into() })?;
        if let Err(reason) = facts.in_force(today) {
            return Err(LabelError::FactsNotInForce { version: facts.version, reason });
        }
        let missing = |name: &&String| !facts.not_needed.contains(*name) && facts.text(name).is_none();
        if let Some(fact) = self.required.iter().find(missing) {
            return Err(LabelError::FactMissing { fact: fact.clone(), market: self.name.clone() });
        }
        let of_lot = |name: &&String| {
            let is_known = match name.as_str() {
                "lot.code" => data.lot.code.is_some(),
                "lot.made_on" => data.lot.made_on.is_some(),
                "lot.expiry" => data.lot.expiry.is_some(),
                _ => false,
            };
            !is_known && !facts.not_needed.contains(*name)
        };
        match self.required_of_lot.iter().find(of_lot) {
            Some(field) => Err(LabelError::FieldMissing { field: field.clone() }),
            None => Ok(()),
        }
    }
}

/// Message id of a fact's name: `fact-permit-number`.
pub(crate) fn fact_word(fact: &str) -> String {
    format!("fact-{}", fact.replace('_', "-"))
}
