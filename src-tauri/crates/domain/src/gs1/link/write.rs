//! From elements to a Digital Link: a key, its qualifiers in their order, everything else in the query.

use super::{after_scheme, qualifies};
use crate::gs1::elements::{Element, Elements};
use crate::gs1::error::{Gs1Error, Problem};
use crate::gs1::table::{self, Definition};

impl Elements {
    /// These elements as a link below `resolver`, a web address such as `https://id.gs1.org` or one with a
    /// path of its own. The first key among them leads, or the next one that all others fit;
    /// [`super::parse_link`] reads the same elements again, in the link's order.
    ///
    /// # Errors
    /// [`Problem::LinkHost`] for a resolver that is no address; [`Problem::LinkKey`] without a key;
    /// [`Problem::LinkOrder`] when qualifiers do not go together; [`Problem::LinkPlace`] for an element that
    /// the standard lets no link carry beside this key.
    pub fn digital_link(&self, resolver: &str) -> Result<String, Gs1Error> {
        let resolver = resolver.strip_suffix('/').unwrap_or(resolver);
        let is_address =
            after_scheme(resolver).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
        if !is_address
            || !resolver.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}".contains(&byte))
        {
            return Err(Gs1Error::new(resolver.chars().take(80).collect::<String>(), 0, Problem::LinkHost));
        }
        let list = self.once();
        let mut first = None;
        for (index, element) in list.iter().enumerate() {
            let definition = definition(element);
            if definition.key.is_none() {
                continue;
            }
            match behind(&list, index, definition) {
                Ok(rest) => {
                    return Ok(format!(
                        "{resolver}/{}/{}{rest}",
                        element.ai,
                        percent_encoded(&element.value)
                    ));
                }
                Err(error) => first = first.or(Some(error)),
            }
        }
        Err(first.unwrap_or_else(|| Gs1Error::new(self.human_readable(), 0, Problem::LinkKey)))
    }

    /// An element may come twice with the same value; a link says it once.
    fn once(&self) -> Vec<&Element> {
        let mut list: Vec<&Element> = Vec::new();
        for element in self.iter() {
            if !list.iter().any(|known| known.ai == element.ai) {
                list.push(element);
            }
        }
        list
    }
}

/// What stands behind the key and its value.
fn behind(list: &[&Element], at: usize, key: &Definition) -> Result<String, Gs1Error> {
    let others =
        || list.iter().enumerate().filter(move |(index, _)| *index != at).map(|(_, element)| *element);
    let qualifiers: Vec<&Element> = others().filter(|element| qualifies(key, &element.ai)).collect();
    let in_row = |row: &str, element: &&Element| row.split(' ').any(|identifier| identifier == element.ai);
    let rows = key.key.unwrap_or(&[]);
    let row = rows.iter().find(|row| qualifiers.iter().all(|element| in_row(row, element)));
    let mut text = String::new();
    match (row, qualifiers.last()) {
        (Some(row), _) => {
            for identifier in row.split(' ') {
                let found = qualifiers.iter().filter(|element| element.ai == identifier);
                text.extend(
                    found.map(|element| format!("/{identifier}/{}", percent_encoded(&element.value))),
                );
            }
        }
        (None, Some(element)) => return Err(wrong(list, element, Problem::LinkOrder)),
        (None, None) => {}
    }
    let mut query: Vec<&Element> = others().filter(|element| !qualifies(key, &element.ai)).collect();
    if let Some(element) = query.iter().find(|element| !definition(element).attribute) {
        return Err(wrong(list, element, Problem::LinkPlace));
    }
    query.sort_by(|one, other| one.ai.cmp(&other.ai));
    let pairs = query.iter().map(|element| format!("{}={}", element.ai, percent_encoded(&element.value)));
    let query = pairs.collect::<Vec<_>>().join("&");
    Ok(if query.is_empty() { text } else { format!("{text}?{query}") })
}

fn definition(element: &Element) -> &'static Definition {
    table::find(&element.ai).expect("elements are made of identifiers in the table")
}

fn wrong(list: &[&Element], element: &Element, problem: Problem) -> Gs1Error {
    let before = list.iter().take_while(|other| other.ai != element.ai);
    let at = before.map(|other| other.ai.len() + other.value.len() + 2).sum();
    Gs1Error::of(&element.ai, &element.value, at, problem)
}

/// All but letters, digits and `- . _ ~` as `%` and two hexadecimal digits.
pub fn percent_encoded(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}
