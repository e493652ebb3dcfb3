//! Every Application Identifier: its format, companions and part in a Digital Link. Source: GS1 General
//! Specifications, Barcode Syntax Dictionary release 2026-01-27; written out as our own table.

mod details;
mod formats;
mod identity;
mod keys;
mod logistics;
mod measures;

use super::format::Component;
use std::sync::LazyLock;

/// One Application Identifier, or ten at most that differ in their last digit.
#[derive(Debug)]
pub struct Definition {
    pub first: &'static str,
    pub last: &'static str,
    /// The standard's data title.
    pub title: &'static str,
    pub format: &'static [Component],
    /// Its first two digits tell its length, so that no separator follows.
    pub predefined: bool,
    /// May stand in the query of a Digital Link.
    pub attribute: bool,
    /// All of these must hold; each names alternatives by blanks, `+` joins what must come together, `n` is
    /// any digit.
    pub needs: &'static [&'static str],
    /// None of these may be there; `n` is any digit.
    pub excludes: &'static str,
    /// A primary key of a Digital Link, with its alternative rows of qualifiers in their order.
    pub key: Option<&'static [&'static str]>,
}

impl Definition {
    const fn predefined(self) -> Definition {
        Definition { predefined: true, ..self }
    }

    const fn attribute(self) -> Definition {
        Definition { attribute: true, ..self }
    }

    const fn needs(self, needs: &'static [&'static str]) -> Definition {
        Definition { needs, ..self }
    }

    const fn excludes(self, excludes: &'static str) -> Definition {
        Definition { excludes, ..self }
    }

    const fn key(self, qualifiers: &'static [&'static str]) -> Definition {
        Definition { key: Some(qualifiers), ..self }
    }

    /// Digits of the identifier itself.
    pub fn identifier_length(&self) -> usize {
        self.first.len()
    }

    /// Longest value.
    pub fn longest(&self) -> usize {
        self.format.iter().map(|component| component.max).sum()
    }

    fn is(&self, identifier: &[u8]) -> bool {
        let before_last = self.first.len() - 1;
        let (first, last) = (self.first.as_bytes(), self.last.as_bytes());
        identifier.len() == first.len()
            && identifier[..before_last] == first[..before_last]
            && (first[before_last]..=last[before_last]).contains(&identifier[before_last])
    }
}

const fn ai(identifier: &'static str, title: &'static str, format: &'static [Component]) -> Definition {
    span(identifier, identifier, title, format)
}

const fn span(
    first: &'static str,
    last: &'static str,
    title: &'static str,
    format: &'static [Component],
) -> Definition {
    Definition {
        first,
        last,
        title,
        format,
        predefined: false,
        attribute: false,
        needs: &[],
        excludes: "",
        key: None,
    }
}

/// All definitions, grouped, each group in the order of its identifiers.
pub fn all() -> impl Iterator<Item = &'static Definition> {
    [
        identity::DEFINITIONS,
        measures::DEFINITIONS,
        logistics::DEFINITIONS,
        details::DEFINITIONS,
        keys::DEFINITIONS,
    ]
    .into_iter()
    .flatten()
}

/// By the first two digits, which say how long an identifier is; a scan asks for hundreds.
static BY_TWO_DIGITS: LazyLock<[Vec<&'static Definition>; 100]> = LazyLock::new(|| {
    std::array::from_fn(|digits| {
        let digits = format!("{digits:02}");
        let covers = |one: &&Definition| (&one.first[..2]..=&one.last[..2]).contains(&digits.as_str());
        all().filter(covers).collect()
    })
});

/// The definition of exactly this identifier.
pub fn find(identifier: &str) -> Option<&'static Definition> {
    starting_like(identifier.as_bytes()).iter().copied().find(|one| one.is(identifier.as_bytes()))
}

/// The definition of the identifier that `data` begins with.
pub fn leading(data: &[u8]) -> Option<&'static Definition> {
    starting_like(data).iter().copied().find(|definition| {
        data.get(..definition.identifier_length()).is_some_and(|identifier| definition.is(identifier))
    })
}

fn starting_like(data: &[u8]) -> &'static [&'static Definition] {
    match data {
        [tens @ b'0'..=b'9', units @ b'0'..=b'9', ..] => {
            &BY_TWO_DIGITS[usize::from((tens - b'0') * 10 + units - b'0')]
        }
        _ => &[],
    }
}

/// Whether `identifier` is what `pattern` names, with `n` for any digit.
pub fn matches(pattern: &str, identifier: &str) -> bool {
    pattern.len() == identifier.len()
        && pattern.bytes().zip(identifier.bytes()).all(|(pattern, digit)| pattern == b'n' || pattern == digit)
}
