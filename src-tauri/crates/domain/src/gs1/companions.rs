//! How elements go together: what may not meet, what must not differ, what has no meaning alone.
//! Source: GS1 General Specifications 4.13 and 4.14, by the table.

use super::elements::Element;
use super::error::{Gs1Error, Problem};
use super::table::{self, matches};

/// Always an error, whatever is asked for: elements that exclude each other, or one twice with different
/// values.
pub(super) fn check_exclusions(list: &[Element]) -> Result<(), Gs1Error> {
    for (at, element) in list.iter().enumerate() {
        if list[..at].iter().any(|earlier| earlier.ai == element.ai && earlier.value != element.value) {
            return Err(wrong(element, Problem::Repeated));
        }
        let Some(definition) = table::find(&element.ai) else { continue };
        let excluded = |other: &&Element| {
            other.ai != element.ai
                && definition.excludes.split(' ').any(|pattern| matches(pattern, &other.ai))
        };
        if let Some(other) = list.iter().find(excluded) {
            return Err(wrong(element, Problem::Excluded { other: other.ai.clone() }));
        }
    }
    Ok(())
}

/// The first element whose companions are missing.
pub(super) fn check_needs(list: &[Element]) -> Result<(), Gs1Error> {
    for element in list {
        let Some(definition) = table::find(&element.ai) else { continue };
        let missing = definition.needs.iter().find(|alternatives| {
            !alternatives.split(' ').any(|together| together.split('+').all(|pattern| has(list, pattern)))
        });
        if let Some(needs) = missing {
            return Err(wrong(element, Problem::Alone { needs: (*needs).to_owned() }));
        }
    }
    Ok(())
}

fn has(list: &[Element], pattern: &str) -> bool {
    list.iter().any(|element| matches(pattern, &element.ai))
}

fn wrong(element: &Element, problem: Problem) -> Gs1Error {
    Gs1Error::of(&element.ai, &element.value, problem)
}
