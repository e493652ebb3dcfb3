//! The words of a template: Jinja over known fields. Strict: what is not known is never printed as nothing,
//! and what a person wrote ends after so many steps.

use super::{Language, dates};
use crate::error::LabelError;
use crate::market::Market;
use domain::label_data::{LabelData, fields};
use jiff::civil::{Date, DateTime};
use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Steps of one text; the longest built-in one takes some fifty.
const FUEL: u64 = 20_000;
/// Of codes (devices.md 2.5).
const GS1_DATE: &str = "yyMMdd";

/// Says texts for one label.
pub(crate) struct Speaker {
    environment: Environment<'static>,
    context: Value,
}

/// An expression or a text that turned out not to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unsaid {
    /// A field the label needs and nobody filled.
    Missing {
        field: String,
    },
    Broken {
        problem: String,
    },
}

impl From<Unsaid> for LabelError {
    fn from(unsaid: Unsaid) -> LabelError {
        match unsaid {
            Unsaid::Missing { field } => LabelError::FieldMissing { field },
            Unsaid::Broken { problem } => LabelError::Words { problem },
        }
    }
}

#[derive(Serialize)]
struct Context<'a> {
    #[serde(flatten)]
    data: &'a LabelData,
    words: &'a BTreeMap<String, String>,
}

/// How the market of a label writes its dates.
#[derive(Clone, Default)]
struct MarketDates {
    words: String,
    format: String,
    /// Two digits of year are read as the century nearest to this day.
    today: Option<Date>,
}

impl Speaker {
    pub fn new(
        data: &LabelData,
        words: &BTreeMap<String, String>,
        language: Language,
        market: Option<&Market>,
    ) -> Speaker {
        let fact = |name: &str, built_in: fn(&Market) -> &str| {
            let built_in = market.map(built_in).unwrap_or_default();
            data.facts.text(name).unwrap_or(built_in).to_owned()
        };
        let dates = MarketDates {
            words: fact("date_words", |market| &market.date_words),
            format: fact("date_format", |market| &market.date_format),
            today: data.today(),
        };
        let context = Value::from(Serde(Context { data, words }));
        Speaker { environment: environment(language, dates), context }
    }

    pub fn say(&self, text: &str) -> Result<String, Unsaid> {
        let compiled = self.environment.template_from_str(text).map_err(|error| broken(&error))?;
        compiled.render(&self.context).map_err(|error| {
            self.unsaid(text, &error, compiled.undeclared_variables(true).into_iter().collect())
        })
    }

    /// True where there is no condition.
    pub fn holds(&self, when: Option<&str>) -> Result<bool, Unsaid> {
        let Some(when) = when else { return Ok(true) };
        let compiled = self.environment.compile_expression(when).map_err(|error| broken(&error))?;
        let value = compiled.eval(&self.context).map_err(|error| {
            self.unsaid(when, &error, compiled.undeclared_variables(true).into_iter().collect())
        })?;
        Ok(value.is_true())
    }

    fn unsaid(&self, text: &str, error: &Error, used: BTreeSet<String>) -> Unsaid {
        if error.kind() != ErrorKind::UndefinedError {
            return broken(error);
        }
        let here = error.range().and_then(|range| text.get(range)).unwrap_or(text);
        let is_absent = |name: &&String| {
            name.split('.')
                .try_fold(self.context.clone(), |value, part| value.get_attr(part).ok())
                .is_none_or(|value| value.is_undefined())
        };
        let absent: Vec<&String> = used.iter().filter(is_absent).collect();
        let named = absent.iter().find(|name| here.contains(name.as_str())).or(absent.first());
        match named {
            Some(field) => Unsaid::Missing { field: (*field).clone() },
            None => broken(error),
        }
    }
}

/// Fields a text names that no label has.
pub(super) fn unknown_in_text(text: &str, words: &BTreeSet<&str>) -> Result<Vec<String>, Error> {
    let environment = environment(Language::En, MarketDates::default());
    let used = environment.template_from_str(text)?.undeclared_variables(true);
    Ok(unknown(used.into_iter().collect(), words))
}

/// As [`unknown_in_text`], for a condition.
pub(super) fn unknown_in_condition(when: &str, words: &BTreeSet<&str>) -> Result<Vec<String>, Error> {
    let environment = environment(Language::En, MarketDates::default());
    let used = environment.compile_expression(when)?.undeclared_variables(true);
    Ok(unknown(used.into_iter().collect(), words))
}

/// Facts a text names, as `permit_number`.
pub(super) fn facts_in(text: &str) -> BTreeSet<String> {
    let environment = environment(Language::En, MarketDates::default());
    let used = environment.template_from_str(text).map(|text| text.undeclared_variables(true));
    used.unwrap_or_default()
        .iter()
        .filter_map(|name| name.strip_prefix("facts."))
        .map(str::to_owned)
        .collect()
}

fn unknown(used: BTreeSet<String>, words: &BTreeSet<&str>) -> Vec<String> {
    let known: BTreeSet<String> = fields().collect();
    let is_word = |name: &str| name.strip_prefix("words.").is_some_and(|name| words.contains(name));
    used.into_iter().filter(|name| !known.contains(name) && !is_word(name)).collect()
}

/// The known field nearest to a name that is none: at most two letters off, or the same behind the dot.
pub(super) fn nearest(name: &str) -> Option<String> {
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let near =
        fields().map(|field| (distance(&field, name), field)).min().filter(|(distance, _)| *distance <= 2);
    near.map(|(_, field)| field).or_else(|| fields().find(|field| last(field) == last(name)))
}

/// Letters to put in, take out or change.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = index + 1;
        for (column, same) in other.iter().map(|same| *same == letter).enumerate() {
            let changed = before + usize::from(!same);
            before = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

fn environment(language: Language, market: MarketDates) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(40);
    environment.add_filter("date", move |date: String, pattern: Option<String>| {
        date_written(&date, pattern.as_deref(), language, &market)
    });
    environment.add_filter("time", move |at: String| {
        let at: DateTime = at.parse().map_err(|_| not_a("time", &at))?;
        Ok::<_, Error>(dates::time(at, language))
    });
    environment.add_filter("number", move |number: String| match language {
        Language::Id => number.replace('.', ","),
        Language::En => number,
    });
    environment.add_filter("gtin13", |gtin: String| match gtin.strip_prefix('0') {
        Some(short) if gtin.len() == 14 => short.to_owned(),
        _ => gtin,
    });
    environment.add_filter("gs1", |value: String| match value.trim() == value {
        true => Ok(value.replace('(', "\\(")),
        // What is read between brackets is trimmed, and `A ` is another lot than `A`.
        false => Err(not_a("value that GS1 can hold", &value)),
    });
    environment.add_filter("url", |text: String| crate::carriers::percent_encoded(&text));
    environment
}

fn date_written(
    date: &str,
    pattern: Option<&str>,
    language: Language,
    market: &MarketDates,
) -> Result<String, Error> {
    let day: Date = date.parse().map_err(|_| not_a("date", date))?;
    let format = if market.format.is_empty() { dates::PLAIN } else { &market.format };
    Ok(match pattern.unwrap_or(dates::PLAIN) {
        "market" => format!("{} {}", market.words, dates::written(day, format, language)).trim().to_owned(),
        "market_date" => dates::written(day, format, language),
        GS1_DATE => {
            let years = market.today.map_or(0, |today| day.year() - today.year());
            if !(-49..=50).contains(&years) {
                return Err(not_a("date that GS1 can write", date));
            }
            dates::written(day, GS1_DATE, language)
        }
        pattern => dates::written(day, pattern, language),
    })
}

fn not_a(what: &str, text: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("{text:?} is no {what}"))
}

fn broken(error: &Error) -> Unsaid {
    let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    Unsaid::Broken { problem: format!("{}{detail}", error.kind()) }
}
