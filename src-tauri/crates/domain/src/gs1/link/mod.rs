//! GS1 Digital Link: the same elements written as a web address; the address is never fetched. Source: GS1
//! Digital Link Standard: URI Syntax. Absent on purpose: the compressed form, which is no key and value any
//! more, and the words in place of identifiers (`gtin`, `lot`) that the standard gave up.

mod write;

pub use write::percent_encoded;

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

/// Reads the elements of a Digital Link, on any host.
///
/// # Errors
/// [`Problem::NotALink`] for any other web address or text; the first wrong part otherwise.
pub fn parse_link(text: &str, today: Date) -> Result<Elements, Gs1Error> {
    read_link(text, Gtins::Whole, today)
}

/// As [`parse_link`], and a GTIN of 8, 12 or 13 digits is filled up to the 14 the standard asks for: older links
/// have it so.
///
/// # Errors
/// As [`parse_link`].
pub fn parse_link_with_short_gtin(text: &str, today: Date) -> Result<Elements, Gs1Error> {
    read_link(text, Gtins::Short, today)
}

/// How long a GTIN in a link may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gtins {
    Whole,
    Short,
}

impl Gtins {
    fn filled_up(self, identifier: &str, value: String) -> String {
        let is_short = matches!(value.len(), 8 | 12 | 13) && matches!(identifier, "01" | "02");
        if self == Gtins::Short && is_short { format!("{value:0>14}") } else { value }
    }
}

fn read_link(text: &str, gtins: Gtins, today: Date) -> Result<Elements, Gs1Error> {
    let not_a_link = || Gs1Error::new(text.chars().take(80).collect::<String>(), 0, Problem::NotALink);
    let address = after_scheme(text).ok_or_else(not_a_link)?;
    let address = address.split('#').next().unwrap_or(address);
    let (address, query) = address.split_once('?').unwrap_or((address, ""));
    let (host, path) = address.split_once('/').ok_or_else(not_a_link)?;
    if host.is_empty() {
        return Err(not_a_link());
    }
    let pairs = pairs_from_key(path).ok_or_else(not_a_link)?;
    let mut reader = Reader { text, today, list: Vec::new(), places: Vec::new() };
    for (identifier, value) in &pairs {
        let decoded = gtins.filled_up(identifier, reader.decoded(identifier, value, value)?);
        reader.push(identifier, value, &decoded)?;
    }
    check_order(&pairs).map_err(|(part, error)| error.moved(reader.place(part)))?;
    let key = table::find(pairs[0].0).ok_or_else(not_a_link)?;
    for (identifier, value) in query.split(['&', ';']).filter_map(numeric_pair) {
        let decoded = reader.decoded(identifier, value, &value.replace('+', " "))?;
        let decoded = gtins.filled_up(identifier, decoded);
        let definition = table::find(identifier)
            .ok_or_else(|| reader.wrong(identifier, identifier, &decoded, Problem::UnknownIdentifier))?;
        if !definition.attribute || qualifies(key, identifier) {
            return Err(reader.wrong(identifier, identifier, &decoded, Problem::LinkPlace));
        }
        reader.push(identifier, value, &decoded)?;
    }
    check_exclusions(&reader.list).map_err(|wrong| wrong.at(&reader.places))?;
    Ok(Elements::new(reader.list, false))
}

/// What was read of a link so far, and where it stands.
struct Reader<'a> {
    text: &'a str,
    today: Date,
    list: Vec<Element>,
    places: Vec<usize>,
}

impl Reader<'_> {
    /// `raw` is the value's own place in the link, `value` what it decodes to.
    fn push(&mut self, identifier: &str, raw: &str, value: &str) -> Result<(), Gs1Error> {
        let wrong = |problem| self.wrong(identifier, identifier, value, problem);
        let definition = table::find(identifier).ok_or_else(|| wrong(Problem::UnknownIdentifier))?;
        if let Some(before) = self.list.iter().find(|element| element.ai == identifier) {
            return Err(wrong(Problem::Repeated { other: before.value.clone() }));
        }
        let read = element(definition, identifier, value.as_bytes(), self.today).map_err(|error| {
            // Behind the first percent sign places in the value are no longer those in the link.
            let inside = if raw == value { error.at } else { 0 };
            Gs1Error { at: self.place(raw) + inside, ..error }
        })?;
        self.list.push(read);
        self.places.push(self.place(identifier));
        Ok(())
    }

    fn decoded(&self, identifier: &str, raw: &str, value: &str) -> Result<String, Gs1Error> {
        percent_decode(value).ok_or_else(|| self.wrong(raw, identifier, value, Problem::LinkEncoding))
    }

    fn wrong(&self, place: &str, identifier: &str, value: &str, problem: Problem) -> Gs1Error {
        Gs1Error::of(identifier, value, self.place(place), problem)
    }

    /// Characters of the link in front of `part`, which is a piece of it.
    fn place(&self, part: &str) -> usize {
        let bytes = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.text.get(..bytes).map_or(0, |before| before.chars().count())
    }
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

/// What follows the key must stand in the order of one of the key's rows of qualifiers. An error comes with
/// the identifier it is about, a piece of the link.
fn check_order<'a>(pairs: &[(&'a str, &str)]) -> Result<(), (&'a str, Gs1Error)> {
    let Some(((key, _), qualifiers)) = pairs.split_first() else { return Ok(()) };
    let rows = table::find(key).and_then(|definition| definition.key).unwrap_or(&[]);
    let fitting = |row: &&str| {
        let mut allowed = row.split(' ');
        qualifiers.iter().take_while(|(identifier, _)| allowed.any(|other| other == *identifier)).count()
    };
    let longest = rows.iter().map(fitting).max().unwrap_or(0);
    match qualifiers.get(longest) {
        Some((identifier, value)) => {
            Err((identifier, Gs1Error::of(identifier, value, 0, Problem::LinkOrder)))
        }
        None => Ok(()),
    }
}

fn qualifies(key: &Definition, identifier: &str) -> bool {
    key.key.unwrap_or(&[]).iter().any(|row| row.split(' ').any(|qualifier| qualifier == identifier))
}

/// A query part whose key is all digits; others (`linkType`, trackers) are none of ours.
fn numeric_pair(part: &str) -> Option<(&str, &str)> {
    let (key, value) = part.split_once('=').unwrap_or((part, &part[part.len()..]));
    (!key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())).then_some((key, value))
}

/// `None` for a percent sign without two hexadecimal digits, and for bytes that are no text.
fn percent_decode(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first != b'%' {
            bytes.push(*first);
            rest = after;
            continue;
        }
        let digits = std::str::from_utf8(after.get(..2)?).ok()?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &after[2..];
    }
    String::from_utf8(bytes).ok()
}
