//! From bytes to elements: the element string as scanned, cut by the table.

use super::check::{Wrong, check};
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
    let (list, places) = parse_list(data, today)?;
    check_exclusions(&list).map_err(|wrong| wrong.at(&places))?;
    Ok(Elements::new(list, separator::looks_lost(data, today)))
}

/// Each element by itself and where it begins; how they go together is not looked at.
pub(super) fn parse_list(data: &[u8], today: Date) -> Result<(Vec<Element>, Vec<usize>), Gs1Error> {
    if data.is_empty() {
        return Err(Gs1Error::new("", 0, Problem::Empty));
    }
    let (mut list, mut places) = (Vec::new(), Vec::new());
    let mut rest = data;
    while !rest.is_empty() {
        let at = data.len() - rest.len();
        let (element, after) = take_element(rest, today).map_err(|error| error.moved(at))?;
        list.push(element);
        places.push(at);
        rest = after.strip_prefix(&[GS]).unwrap_or(after);
    }
    Ok((list, places))
}

/// The first element of `data` and what follows its value, separator included.
pub(super) fn take_element(data: &[u8], today: Date) -> Result<(Element, &[u8]), Gs1Error> {
    let (definition, identifier, rest) = take_identifier(data)?;
    let to_separator = rest.iter().position(|byte| *byte == GS).unwrap_or(rest.len());
    let length = if definition.predefined { to_separator.min(definition.longest()) } else { to_separator };
    let (value, after) = rest.split_at(length);
    let element = element(definition, identifier, value, today);
    Ok((element.map_err(|error| error.moved(identifier.len()))?, after))
}

/// The identifier that `data` begins with, its definition, and all that follows.
pub(super) fn take_identifier(data: &[u8]) -> Result<(&'static Definition, &str, &[u8]), Gs1Error> {
    if data.first() == Some(&GS) {
        return Err(Gs1Error::new(shown(data), 0, Problem::Separator));
    }
    let unknown = || Gs1Error::new(shown(data), 0, Problem::UnknownIdentifier);
    let definition = table::leading(data).ok_or_else(unknown)?;
    let (identifier, rest) = data.split_at(definition.identifier_length());
    Ok((definition, std::str::from_utf8(identifier).map_err(|_| unknown())?, rest))
}

/// One element from an identifier and its whole value; an error's place is one in the value.
pub(super) fn element(
    definition: &Definition,
    identifier: &str,
    value: &[u8],
    today: Date,
) -> Result<Element, Gs1Error> {
    let wrong = |(at, problem)| Gs1Error::of(identifier, &shown(value), at, problem);
    let date = check_value(definition.format, value, today).map_err(wrong)?;
    // Every character set is ASCII, so a value that passed is text.
    let value = String::from_utf8(value.to_vec()).expect("its characters were checked");
    Ok(Element { ai: identifier.to_owned(), value, date })
}

/// The first date in the value, when it holds one.
fn check_value(format: &[Component], value: &[u8], today: Date) -> Result<Option<PrintedDate>, Wrong> {
    let mut at = 0;
    let mut date = None;
    for component in format {
        if component.optional && at == value.len() {
            continue;
        }
        let part = &value[at..value.len().min(at + component.max)];
        if let Some(bad) = part.iter().position(|byte| !component.set.contains(*byte)) {
            return Err((
                at + bad,
                Problem::Character { character: character(&part[bad..]), set: component.set },
            ));
        }
        if part.len() < component.min {
            let (expected, found) = (shortest(format), value.len());
            // An optional part that was begun has to be whole.
            return Err((found, Problem::TooShort { expected: expected.max(at + component.min), found }));
        }
        let part_text = std::str::from_utf8(part).expect("its characters were checked");
        for kind in component.checks {
            date =
                date.or(check(*kind, part_text, today).map_err(|(inside, problem)| (at + inside, problem))?);
        }
        at += part.len();
    }
    match value.len() {
        found if found > at => Err((at, Problem::TooLong { expected: at, found })),
        _ => Ok(date),
    }
}

/// The character that `bytes` begin with, whatever they are.
fn character(bytes: &[u8]) -> char {
    let whole = (1..=bytes.len().min(4)).find_map(|length| std::str::from_utf8(&bytes[..length]).ok());
    whole.and_then(|text| text.chars().next()).unwrap_or(char::from(bytes[0]))
}

fn shortest(format: &[Component]) -> usize {
    format.iter().filter(|component| !component.optional).map(|component| component.min).sum()
}

/// Bytes for a person: separators visible, cut where it gets long.
pub(super) fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace(char::from(GS), "␝");
    if text.chars().count() <= 40 { text } else { text.chars().take(39).chain(['…']).collect() }
}
