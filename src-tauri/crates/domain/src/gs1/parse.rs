//! From bytes to elements: the element string as scanned, cut by the table.

use super::check::check;
use super::companions::check_exclusions;
use super::date::PrintedDate;
use super::elements::{Element, Elements};
use super::error::{Gs1Error, Problem};
use super::format::Component;
use super::separator;
use super::table::{self, Definition};
use jiff::civil::Date;

/// FNC1 between two elements, as scanners send it.
pub const GS: u8 = 0x1d;

/// Reads a whole element string, without its AIM identifier, separators as [`GS`].
///
/// Exclusions and differing repeats are refused. What an element needs beside it is not looked at, because
/// a lot may be scanned alone: [`Elements::check_companions`] does that. Two-digit years are read as seen
/// from `today`.
///
/// # Errors
/// The first part that does not hold; nothing is skipped.
pub fn parse(data: &[u8], today: Date) -> Result<Elements, Gs1Error> {
    let list = parse_list(data, today)?;
    check_exclusions(&list)?;
    Ok(Elements::new(list, separator::looks_lost(data, today)))
}

/// Each element by itself; how they go together is not looked at.
pub(super) fn parse_list(data: &[u8], today: Date) -> Result<Vec<Element>, Gs1Error> {
    if data.is_empty() {
        return Err(Gs1Error::new("", Problem::Empty));
    }
    let mut list = Vec::new();
    let mut rest = data;
    while !rest.is_empty() {
        let (element, after) = take_element(rest, today)?;
        list.push(element);
        rest = after.strip_prefix(&[GS]).unwrap_or(after);
    }
    Ok(list)
}

/// The first element of `data` and what follows its value, separator included.
pub(super) fn take_element(data: &[u8], today: Date) -> Result<(Element, &[u8]), Gs1Error> {
    let (definition, identifier, rest) = take_identifier(data)?;
    let to_separator = rest.iter().position(|byte| *byte == GS).unwrap_or(rest.len());
    let length = if definition.predefined { to_separator.min(definition.longest()) } else { to_separator };
    let (value, after) = rest.split_at(length);
    Ok((element(definition, identifier, value, today)?, after))
}

/// The identifier that `data` begins with, its definition, and all that follows.
pub(super) fn take_identifier(data: &[u8]) -> Result<(&'static Definition, &str, &[u8]), Gs1Error> {
    if data.first() == Some(&GS) {
        return Err(Gs1Error::new(shown(data), Problem::Separator));
    }
    let unknown = || Gs1Error::new(shown(data), Problem::UnknownIdentifier);
    let definition = table::leading(data).ok_or_else(unknown)?;
    let (identifier, rest) = data.split_at(definition.identifier_length());
    Ok((definition, std::str::from_utf8(identifier).map_err(|_| unknown())?, rest))
}

/// One element from an identifier and its whole value.
pub(super) fn element(
    definition: &Definition,
    identifier: &str,
    value: &[u8],
    today: Date,
) -> Result<Element, Gs1Error> {
    let wrong = |problem| Gs1Error::of(identifier, &shown(value), problem);
    let date = check_value(definition.format, value, today).map_err(wrong)?;
    // Every character set is ASCII, so a value that passed is text.
    let value = String::from_utf8(value.to_vec()).map_err(|_| wrong(Problem::Content))?;
    Ok(Element { ai: identifier.to_owned(), value, date })
}

/// The first date in the value, when it holds one.
fn check_value(format: &[Component], value: &[u8], today: Date) -> Result<Option<PrintedDate>, Problem> {
    let mut rest = value;
    let mut date = None;
    for component in format {
        if component.optional && rest.is_empty() {
            continue;
        }
        let (part, after) = rest.split_at(rest.len().min(component.max));
        if let Some(byte) = part.iter().find(|byte| !component.set.contains(**byte)) {
            return Err(Problem::Character { character: char::from(*byte) });
        }
        if part.len() < component.min {
            return Err(Problem::TooShort);
        }
        let part = std::str::from_utf8(part).map_err(|_| Problem::Content)?;
        for kind in component.checks {
            date = date.or(check(*kind, part, today)?);
        }
        rest = after;
    }
    if rest.is_empty() { Ok(date) } else { Err(Problem::TooLong) }
}

/// Bytes for a person: separators visible, cut where it gets long.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace(char::from(GS), "␝");
    if text.chars().count() <= 40 { text } else { text.chars().take(39).chain(['…']).collect() }
}
