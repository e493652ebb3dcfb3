//! The elements of one message, in the order they were read, and what the floor asks of them.

use super::companions::{check_exclusions, check_needs};
use super::date::PrintedDate;
use super::error::{Gs1Error, Problem};
use super::format::Check;
use super::parse::{GS, element};
use super::table;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One Application Identifier with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Two to four digits.
    pub ai: String,
    /// As encoded, case kept.
    pub value: String,
    /// The first date in the value, with its century, where the value holds one.
    pub date: Option<PrintedDate>,
}

/// Checked elements; at least one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elements {
    list: Vec<Element>,
    separator_lost: bool,
    guessed: bool,
}

impl Elements {
    pub(super) fn new(list: Vec<Element>, separator_lost: bool) -> Elements {
        Elements { list, separator_lost, guessed: false }
    }

    /// Elements for a label, from identifiers and values in their order.
    ///
    /// # Errors
    /// The first part that does not hold, alone or beside the others; companions are not looked at.
    pub fn build(parts: &[(&str, &str)], today: Date) -> Result<Elements, Gs1Error> {
        let (mut list, mut at) = (Vec::new(), 0);
        for (identifier, value) in parts {
            let definition = table::find(identifier)
                .ok_or_else(|| Gs1Error::of(identifier, value, at, Problem::UnknownIdentifier))?;
            let value_at = at + identifier.len() + 2;
            list.push(
                element(definition, identifier, value.as_bytes(), today)
                    .map_err(|error| error.moved(value_at))?,
            );
            at = value_at + value.len();
        }
        if list.is_empty() {
            return Err(Gs1Error::new("", 0, Problem::Empty));
        }
        check_exclusions(&list).map_err(|wrong| wrong.at(&places(&list)))?;
        Ok(Elements::new(list, false))
    }

    /// As [`Elements::build`], and every element has what it needs beside it: what one symbol has to be.
    ///
    /// # Errors
    /// Those of [`Elements::build`], and [`Problem::Alone`].
    pub fn build_whole(parts: &[(&str, &str)], today: Date) -> Result<Elements, Gs1Error> {
        let elements = Elements::build(parts, today)?;
        elements.check_companions()?;
        Ok(elements)
    }

    pub(crate) fn into_guess(self) -> Elements {
        Elements { guessed: true, ..self }
    }

    /// One of them is a number with a check digit: hardly chance.
    pub(crate) fn holds_checked_key(&self) -> bool {
        let is_checked = |definition: &table::Definition| {
            definition.format.iter().any(|component| component.checks.contains(&Check::CheckDigit))
        };
        self.list.iter().any(|element| table::find(&element.ai).is_some_and(is_checked))
    }

    /// No symbology said that this is GS1; it only reads like it. Ask before it changes stock when there is
    /// another reading.
    pub fn is_guessed(&self) -> bool {
        self.guessed
    }

    /// The last value may have swallowed further elements whose separator did not arrive. Means something
    /// only for sources that may lose separators (keyboard wedges).
    pub fn separator_lost(&self) -> bool {
        self.separator_lost
    }

    pub fn iter(&self) -> impl Iterator<Item = &Element> {
        self.list.iter()
    }

    pub fn value(&self, identifier: &str) -> Option<&str> {
        self.find(identifier).map(|element| element.value.as_str())
    }

    pub fn date(&self, identifier: &str) -> Option<PrintedDate> {
        self.find(identifier)?.date
    }

    /// Whether every element has what it needs beside it; to be asked of one symbol, or of all symbols of
    /// one item together, but not at a prompt for a lot alone.
    ///
    /// # Errors
    /// [`Problem::Alone`] of the first that lacks a companion.
    pub fn check_companions(&self) -> Result<(), Gs1Error> {
        check_needs(&self.list).map_err(|wrong| wrong.at(&places(&self.list)))
    }

    /// These and `others` as one message: two symbols of the same item.
    ///
    /// # Errors
    /// When they exclude each other or one comes twice with different values.
    pub fn joined(&self, others: &Elements) -> Result<Elements, Gs1Error> {
        let mut list = self.list.clone();
        list.extend(others.list.iter().filter(|other| !self.list.contains(other)).cloned());
        check_exclusions(&list).map_err(|wrong| wrong.at(&places(&list)))?;
        Ok(Elements {
            list,
            separator_lost: self.separator_lost || others.separator_lost,
            guessed: self.guessed || others.guessed,
        })
    }

    /// For a symbol that says itself that it is GS1 (FNC1 first, not part of this): [`GS`] behind each
    /// value whose length is not predefined, but the last.
    pub fn element_string(&self) -> String {
        let mut text = String::new();
        for (at, element) in self.list.iter().enumerate() {
            text.push_str(&element.ai);
            text.push_str(&element.value);
            let predefined = table::find(&element.ai).is_some_and(|definition| definition.predefined);
            if !predefined && at + 1 < self.list.len() {
                text.push(char::from(GS));
            }
        }
        text
    }

    /// For people: `(01)09506000134352(10)ABC`.
    pub fn human_readable(&self) -> String {
        self.list.iter().map(|element| format!("({}){}", element.ai, element.value)).collect()
    }

    /// As typed, to be read by [`super::parse_bracketed`]: a bracket inside a value is hidden by a backslash.
    pub fn bracketed(&self) -> String {
        self.list
            .iter()
            .map(|element| format!("({}){}", element.ai, element.value.replace('(', "\\(")))
            .collect()
    }

    fn find(&self, identifier: &str) -> Option<&Element> {
        self.list.iter().find(|element| element.ai == identifier)
    }
}

/// Where each element begins in the bracketed form.
fn places(list: &[Element]) -> Vec<usize> {
    let ends = list.iter().scan(0, |at, element| {
        let begins = *at;
        *at += element.ai.len() + element.value.len() + 2;
        Some(begins)
    });
    ends.collect()
}
