//! Elements as people write them: `(01)09506000134352(10)ABC`. The brackets are not part of any value.

use super::companions::check_exclusions;
use super::elements::Elements;
use super::error::{Gs1Error, Problem};
use super::parse::element;
use super::table;
use jiff::civil::Date;

/// Reads typed elements. Blanks around a value are dropped, `\(` stands for a bracket inside a value.
///
/// # Errors
/// Text before the first bracket, an unknown identifier, and whatever [`super::parse()`] refuses.
pub fn parse_bracketed(text: &str, today: Date) -> Result<Elements, Gs1Error> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(Gs1Error::new("", Problem::Empty));
    }
    let mut list = Vec::new();
    while !rest.is_empty() {
        let unbracketed = || Gs1Error::new(rest.chars().take(40).collect::<String>(), Problem::Brackets);
        let (identifier, after) =
            rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or_else(unbracketed)?;
        let (value, after) = take_value(after);
        let definition = table::find(identifier)
            .ok_or_else(|| Gs1Error::of(identifier, &value, Problem::UnknownIdentifier))?;
        list.push(element(definition, identifier, value.as_bytes(), today)?);
        rest = after;
    }
    check_exclusions(&list)?;
    Ok(Elements::new(list, false))
}

/// The value up to the next bracket that no backslash hides, and the rest from that bracket on.
fn take_value(text: &str) -> (String, &str) {
    let mut hidden = false;
    let end = text.find(|character| {
        let ends = character == '(' && !hidden;
        hidden = character == '\\';
        ends
    });
    let (value, rest) = text.split_at(end.unwrap_or(text.len()));
    (value.trim().replace("\\(", "("), rest)
}
