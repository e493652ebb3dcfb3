//! Elements as people write them: `(01)09506000134352(10)ABC`. The brackets are not part of any value.

use super::companions::check_exclusions;
use super::elements::{Element, Elements};
use super::error::{Gs1Error, Problem};
use super::parse::element;
use super::table;
use jiff::civil::Date;

/// Reads typed elements. Blanks around a value are dropped, `\(` stands for a bracket inside a value. What
/// [`Elements::bracketed`] writes is read as the same elements.
///
/// # Errors
/// Text before the first bracket, an unknown identifier, and whatever [`super::parse()`] refuses.
pub fn parse_bracketed(text: &str, today: Date) -> Result<Elements, Gs1Error> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(Gs1Error::new("", 0, Problem::Empty));
    }
    let before = |rest: &str| {
        text.chars().count() - text.trim_start().chars().count() + trimmed.chars().count()
            - rest.chars().count()
    };
    let (mut list, mut places) = (Vec::new(), Vec::new());
    let mut rest = trimmed;
    while !rest.is_empty() {
        let at = before(rest);
        let unbracketed = || Gs1Error::new(rest.chars().take(40).collect::<String>(), at, Problem::Brackets);
        let (identifier, after) =
            rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or_else(unbracketed)?;
        let (value, blanks, next) = take_value(after);
        let value_at = before(after) + blanks;
        let read = read_one(identifier, value, today).map_err(|error| match error.problem {
            Problem::UnknownIdentifier => error.moved(at),
            _ => error.moved(value_at),
        });
        list.push(read?);
        places.push(at);
        rest = next;
    }
    check_exclusions(&list).map_err(|wrong| wrong.at(&places))?;
    Ok(Elements::new(list, false))
}

/// `value` with its brackets hidden; an error's place is one in it.
fn read_one(identifier: &str, value: &str, today: Date) -> Result<Element, Gs1Error> {
    let plain = value.replace("\\(", "(");
    let definition = table::find(identifier).ok_or_else(|| {
        let identifier: String = identifier.chars().take(40).collect();
        Gs1Error::of(&identifier, &plain, 0, Problem::UnknownIdentifier)
    })?;
    element(definition, identifier, plain.as_bytes(), today).map_err(|error| {
        // A bracket ends a value unless it is hidden, so each one in front of the wrong place has a backslash that
        // stands in the text and not in the value.
        let before = plain.as_bytes().get(..error.at).unwrap_or_default();
        error.moved(before.iter().filter(|byte| **byte == b'(').count())
    })
}

/// The value up to the next bracket that no backslash hides, the blanks in front of it, and the rest from
/// that bracket on.
fn take_value(text: &str) -> (&str, usize, &str) {
    let mut hidden = false;
    let end = text.find(|character| {
        let ends = character == '(' && !hidden;
        hidden = character == '\\';
        ends
    });
    let (value, rest) = text.split_at(end.unwrap_or(text.len()));
    let blanks = value.chars().count() - value.trim_start().chars().count();
    (value.trim(), blanks, rest)
}
