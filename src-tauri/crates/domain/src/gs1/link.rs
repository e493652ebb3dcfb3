//! GS1 Digital Link: the same elements written as a web address. Read only; the address is never fetched.
//! Source: GS1 Digital Link Standard: URI Syntax.

use super::companions::check_exclusions;
use super::elements::{Element, Elements};
use super::error::{Gs1Error, Problem};
use super::parse::element;
use super::table::{self, Definition};
use jiff::civil::Date;

/// Whether `text` is a web address at all; the scheme is all lower or all upper case.
pub fn is_web_address(text: &str) -> bool {
    after_scheme(text).is_some()
}

/// Reads the elements of a Digital Link.
///
/// # Errors
/// [`Problem::NotALink`] for any other web address or text; the first wrong part otherwise.
pub fn parse_link(text: &str, today: Date) -> Result<Elements, Gs1Error> {
    let not_a_link = || Gs1Error::new(text.chars().take(80).collect::<String>(), Problem::NotALink);
    let address = after_scheme(text).ok_or_else(not_a_link)?;
    let address = address.split('#').next().unwrap_or(address);
    let (address, query) = address.split_once('?').unwrap_or((address, ""));
    let (_host, path) = address.split_once('/').ok_or_else(not_a_link)?;
    let pairs = pairs_from_key(path).ok_or_else(not_a_link)?;
    let mut list = Vec::new();
    for (identifier, value) in &pairs {
        push(&mut list, identifier, &percent_decode(identifier, value)?, today)?;
    }
    check_order(&pairs)?;
    let key = table::find(pairs[0].0).ok_or_else(not_a_link)?;
    for (identifier, value) in query.split(['&', ';']).filter_map(numeric_pair) {
        let value = percent_decode(identifier, &value.replace('+', " "))?;
        let definition = table::find(identifier)
            .ok_or_else(|| Gs1Error::of(identifier, &value, Problem::UnknownIdentifier))?;
        if !definition.attribute || qualifies(key, identifier) {
            return Err(Gs1Error::of(identifier, &value, Problem::LinkPlace));
        }
        push(&mut list, identifier, &value, today)?;
    }
    check_exclusions(&list)?;
    Ok(Elements::new(list, false))
}

fn after_scheme(text: &str) -> Option<&str> {
    ["https://", "http://", "HTTPS://", "HTTP://"].iter().find_map(|scheme| text.strip_prefix(scheme))
}

/// Walks the path from its end in pairs until a primary key is met; what is before it is free path.
fn pairs_from_key(path: &str) -> Option<Vec<(&str, &str)>> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let segments: Vec<&str> = path.split('/').collect();
    let mut pairs = Vec::new();
    for pair in segments.rchunks_exact(2) {
        let definition = table::find(pair[0])?;
        pairs.insert(0, (pair[0], pair[1]));
        if definition.key.is_some() {
            return Some(pairs);
        }
    }
    None
}

/// What follows the key must stand in the order of one of the key's rows of qualifiers.
fn check_order(pairs: &[(&str, &str)]) -> Result<(), Gs1Error> {
    let Some(((key, _), qualifiers)) = pairs.split_first() else { return Ok(()) };
    let rows = table::find(key).and_then(|definition| definition.key).unwrap_or(&[]);
    let fits = |row: &&&str| {
        let mut allowed = row.split(' ');
        qualifiers.iter().all(|(identifier, _)| allowed.any(|qualifier| qualifier == *identifier))
    };
    match qualifiers.first() {
        Some((identifier, value)) if !rows.iter().any(|row| fits(&row)) => {
            Err(Gs1Error::of(identifier, value, Problem::LinkOrder))
        }
        _ => Ok(()),
    }
}

fn qualifies(key: &Definition, identifier: &str) -> bool {
    key.key.unwrap_or(&[]).iter().any(|row| row.split(' ').any(|qualifier| qualifier == identifier))
}

/// A query part whose key is all digits; others (`linkType`, trackers) are none of ours.
fn numeric_pair(part: &str) -> Option<(&str, &str)> {
    let (key, value) = part.split_once('=').unwrap_or((part, ""));
    (!key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())).then_some((key, value))
}

fn push(list: &mut Vec<Element>, identifier: &str, value: &str, today: Date) -> Result<(), Gs1Error> {
    let wrong = |problem| Gs1Error::of(identifier, value, problem);
    let definition = table::find(identifier).ok_or_else(|| wrong(Problem::UnknownIdentifier))?;
    if list.iter().any(|element| element.ai == identifier) {
        return Err(wrong(Problem::Repeated));
    }
    list.push(element(definition, identifier, value.as_bytes(), today)?);
    Ok(())
}

fn percent_decode(identifier: &str, value: &str) -> Result<String, Gs1Error> {
    let wrong = || Gs1Error::of(identifier, value, Problem::LinkEncoding);
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first != b'%' {
            bytes.push(*first);
            rest = after;
            continue;
        }
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()).ok_or_else(wrong)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        bytes.push(u8::from_str_radix(digits, 16).map_err(|_| wrong())?);
        rest = &after[2..];
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}
